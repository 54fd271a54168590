"""The lamps at their weights of the moment, and the shadow maps of every mover from every compact one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.raster import lamps, occlusion, openings, shade, shadow, shadow_maps
from synthclips.raster.backdrop import Backdrop, backdrop_of
from synthclips.raster.bvh import STACK
from synthclips.raster.lens import Lens
from synthclips.raster.plate import Plate
from synthclips.raster.posed import Posed
from synthclips.raster.veils import Veils
from synthclips.raster.view import View
from synthclips.scene.records import Scene

I64, F64 = NDArray[np.int64], NDArray[np.float64]


class Lighting:
    """One shadow map a compact lamp and mover, drawn again only when the mover has moved."""

    def __init__(
        self, scene: Scene, plate: Plate, lens: Lens, cast: Sequence[Posed], veils: Mapping[str, NDArray[np.uint8]] | None = None
    ) -> None:
        by_id = {lamp.id: lamp for lamp in scene.lamps}
        chosen = [by_id[id] for id in plate.lamps]
        self.plate = plate
        self.lamps, self.gates = lamps.pack(chosen), openings.gates(chosen, scene.room)
        self.veils = Veils(veils or {}, chosen, self.lamps, self.gates, plate, backdrop_of(plate, lens))
        self.power = lamps.power(chosen, plate.direct.shape[2])
        self.all_compact, self.all_wide = np.flatnonzero(self.lamps[:, 16] == 1.0), np.flatnonzero(self.lamps[:, 0] == lamps.AREA)
        self.ambient = np.zeros(plate.probes.ambient.shape[1:], np.float32)
        self.weight: F32 | None = None
        self.new_weight = self.new_veil = self.new_bounce = True
        count = len(self.all_compact) * len(cast)
        self.shadows = shadow_maps.room_for(count)
        self.drawn = [(-1, False)] * count  # the pose a map shows, and whether it has a shadow at all
        self.places = np.zeros((max([len(p.position) for p in cast], default=0), 3))
        self.sky_reach_m = [occlusion.sky_reach_m(p.mover.spheres[:, 4]) for p in cast]
        self.stack = np.empty(STACK, np.int32)
        self.maps: I64 = np.zeros(0, np.int64)  # of everybody present
        self.field: F32 | None = None

    def weigh(self, weight: F32, frame: int = 0) -> None:
        """Sets the lamps to their weights (L,), behind the veils of a frame."""
        self.new_veil, self.new_bounce = self.veils.hang(frame)
        self.new_weight = self.weight is None or self.new_bounce or not np.array_equal(weight, self.weight)
        if self.new_weight:
            self.weight, self.bounced_scale = weight, self.plate.indirect_scale * self.veils.mean
            self.colour = self.power * weight[:, None]
            self.wide = self.all_wide[weight[self.all_wide] > 0]
            shade.sum_ambient(self.plate.probes.ambient, weight * self.veils.mean, self.ambient)

    def aim(self, present: Sequence[Posed]) -> None:
        """Draws the shadow maps of whoever has moved, for the compact lamps that are on."""
        self.maps = self.maps_of(present)

    def maps_of(self, movers: Sequence[Posed]) -> I64:
        """Numbers of the maps in which these movers cast a shadow."""
        assert self.weight is not None
        found = []
        for posed in (p for p in movers if not p.view.mirror):
            for place, lamp in enumerate(self.all_compact):
                k = posed.number * len(self.all_compact) + place
                if self.weight[lamp] > 0 and self._has_shadow(posed, int(lamp), k):
                    found.append(k)
        return np.array(found, np.int64)

    def _has_shadow(self, posed: Posed, lamp: int, k: int) -> bool:
        if self.drawn[k][0] != posed.pose_number:
            maps = self.shadows
            maps.lamp[k], maps.mover[k] = lamp, posed.number
            m = posed.mover
            there = shadow_maps.draw(
                self.lamps[lamp], self.gates[lamp], posed.position, m.faces, m.sheet,
                maps.frames[k], maps.depths[k], maps.covers[k], maps.blockers[k], self.places,
            )  # fmt: skip
            self.drawn[k] = (posed.pose_number, bool(there))
        return self.drawn[k][1]

    def reaches(self, maps: I64, other: Posed) -> bool:
        """May the shadow of one of these maps fall on a mover?"""
        return any(shadow.may_touch(self.shadows.frames[k], *other.ball()) for k in maps.tolist())

    def occlude(self, drop: Backdrop, strong: NDArray[np.uint8], movers: Sequence[Posed]) -> F32:
        """The soft fields of `occlusion.occlude_grid` for these movers together."""
        if self.field is None:
            self.field = np.zeros((1 + len(self.all_wide), *drop.coarse_position.shape[:2]), np.float32)
            self.points = occlusion.points_of(drop.tiles, drop.coarse_position, drop.coarse_normal, self.lamps, self.all_wide)
        solid = [p for p in movers if len(p.spheres)]
        spheres = np.concatenate([np.zeros((0, 4)), *(p.spheres for p in solid)])
        starts = np.array([0, *accumulate(len(p.spheres) for p in solid)])
        balls = np.array([p.sphere_ball for p in solid]).reshape(-1, 4)
        skies = np.array([self.sky_reach_m[p.number] for p in solid])
        field = self.field[: 1 + len(self.wide)]
        occlusion.occlude_grid(drop.tiles, self.points, spheres, starts, balls, self.wide, strong, field, skies,
                               np.empty_like(spheres), np.empty((2, occlusion.CELL**2), np.float32))  # fmt: skip
        return field

    def on(self, posed: Posed) -> None:
        """Irradiance at the vertices that show."""
        m, probes, bvh = posed.mover, self.plate.probes, self.plate.bvh
        rows, gates, veil_of, colour, visibility = self._lamps_for(posed.view)
        for side, out in zip((1.0, -1.0), posed.lit, strict=False):
            if side > 0 or posed.backs:
                shade.light_vertices(
                    posed.position, posed.normal, posed.screen, posed.inverse_z, posed.needed, m.openness, m.fuzz, side,
                    posed.eye, rows, gates, veil_of, self.veils.now, colour,
                    probes.origin_m, probes.step_m, visibility, self.ambient, bvh.bounds, bvh.links, bvh.triangles,
                    self.shadows, self.maps, posed.number, self.stack, out,
                )  # fmt: skip

    def _lamps_for(self, view: View) -> tuple[F64, F64, I64, F32, F32]:
        """Rows, gates, veils, colours and visibility of lamps; for a mirror, the one on the lens shines by way of it too."""
        known = self.lamps, self.gates, self.veils.of, self.colour, self.plate.probes.visibility
        on_lens = np.flatnonzero(self.lamps[:, 0] == lamps.INFRARED)
        if view.tint is None or not len(on_lens):
            return known
        behind = self.lamps[on_lens]
        behind[:, 1:4], behind[:, 4:7] = view.lens.position_m, view.lens.camera_from_world[2, :3]
        seen = np.ones_like(known[4][on_lens])
        more = behind, self.gates[on_lens], self.veils.of[on_lens], self.colour[on_lens] * view.tint[3], seen
        rows, gates, veil_of, colour, visibility = (np.concatenate(pair) for pair in zip(known, more, strict=True))
        return rows, gates, veil_of, colour, visibility
