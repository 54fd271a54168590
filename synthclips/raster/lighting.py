"""The lamps at their weights of the moment, and the shadow maps of every mover from every compact one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.raster import lamps, occlusion, openings, shade, shadow, shadow_maps
from synthclips.raster.backdrop import Backdrop, backdrop_of
from synthclips.raster.beams import Beams
from synthclips.raster.bvh import STACK
from synthclips.raster.lens import Lens
from synthclips.raster.plate import Plate
from synthclips.raster.posed import Posed
from synthclips.raster.screens import Screens
from synthclips.raster.veils import Veils
from synthclips.raster.view import View
from synthclips.scene.records import Scene
from synthclips.scene.timeline import Beam, Screening

SIDEWAYS, UPWARD = 0.36, 0.24  # of the sky's light, on an upright face close to the house, and how much more on a flat one
SPILL = 0.03  # of a beam's intensity, seen from far off its axis
I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
Veiling = Mapping[str, NDArray[np.uint8]]
NO_VEILS: Veiling = MappingProxyType({})
NO_SCREENS: Mapping[str, Screening] = MappingProxyType({})


class Lighting:
    """One shadow map a compact lamp and mover, drawn again only when the mover has moved."""

    def __init__(
        self,
        scene: Scene,
        plate: Plate,
        lens: Lens,
        cast: Sequence[Posed],
        veils: Veiling = NO_VEILS,
        beams: Sequence[Beam] = (),
        screens: Mapping[str, Screening] = NO_SCREENS,
    ) -> None:
        by_id = {lamp.id: lamp for lamp in scene.lamps}
        chosen, drop = [by_id[id] for id in plate.lamps], backdrop_of(plate, lens)
        self.plate = plate
        packed, gates, power = lamps.pack(chosen), openings.gates(chosen, scene.room), lamps.power(chosen, plate.direct.shape[2])
        self.veils, self.beams = Veils(veils, chosen, packed, gates, plate, drop), Beams(beams, scene.room, plate, drop, lens)
        self.fixed = len(chosen)  # lamps of the plate: beams come after them
        self.lamps, self.gates = np.concatenate([packed, self.beams.rows]), np.concatenate([gates, self.beams.gates])
        self.power = np.concatenate([power, self.beams.power])
        self.veil_of = np.concatenate([self.veils.of, np.full(len(beams), -1)])
        self.direct, self.indirect = _with_slots(self.veils.direct, len(beams)), _with_slots(plate.indirect, len(beams))
        self.screens = Screens(screens, plate.lamps, plate, drop)
        if screens and self.indirect is plate.indirect:
            self.indirect = self.indirect.copy()
        self.veils.direct = self.direct[: self.fixed]
        none = np.zeros(len(beams), np.float32)
        self.direct_scale = np.concatenate([plate.direct_scale, none])
        self.indirect_scale = np.concatenate([plate.indirect_scale, none])  # times what veils let through
        self.visibility = _with_slots(plate.probes.visibility, len(beams))
        self.visibility[self.fixed :] = 0.5  # unknown: ask rays
        self.all_compact, self.all_wide = np.flatnonzero(self.lamps[:, 16] == 1.0), np.flatnonzero(self.lamps[:, 0] == lamps.AREA)
        self.ambient = np.zeros(plate.probes.ambient.shape[1:], np.float32)
        self.weight: F32 | None = None
        self.asked = b""  # the plate's lamps' weights, as bytes: to compare arrays takes longer than anything else in `weigh`
        self.new_weight = self.new_veil = self.new_images = True
        count = len(self.all_compact) * len(cast)
        self.shadows = shadow_maps.room_for(count)
        self.drawn = [(-1, False)] * count  # the pose a map shows, and whether it has a shadow at all
        self.places = np.zeros((max([len(p.position) for p in cast], default=0), 3))
        self.sky_reach_m = [occlusion.sky_reach_m(p.mover.spheres[:, 4]) for p in cast]
        self.stack = np.empty(STACK, np.int32)
        self.maps: I64 = np.zeros(0, np.int64)  # of everybody present
        self.field: F32 | None = None

    def weigh(self, weight: F32, frame: int = 0) -> None:
        """Sets the plate's lamps to their weights (L,), as they and the beams shine in a frame."""
        self.new_veil, new_bounce = self.veils.hang(frame)
        n, shining, asked = self.fixed, self._shine(frame), weight.tobytes()
        screening = self.screens.show(frame, self.indirect, self.indirect_scale)
        self.new_images = self.weight is None or self.new_veil or shining
        self.new_weight = self.weight is None or new_bounce or shining or screening or asked != self.asked
        self.asked = asked
        if self.new_weight:
            whole = np.concatenate([weight, self.beams.shines.astype(np.float32)])
            self.weight, self.colour = whole, self.power * whole[:, None]
            self.indirect_scale[:n] = self.plate.indirect_scale * self.veils.mean
            self.wide = self.all_wide[whole[self.all_wide] > 0]
            shade.sum_ambient(self.plate.probes.ambient, weight * self.veils.mean, self.ambient)
            for k in np.flatnonzero(self.beams.shines):
                self.ambient += self.beams.bounce[k]

    def _shine(self, frame: int) -> bool:
        """Moves the beams to where they are; has that changed the light?"""
        n, beams = self.fixed, self.beams
        if not len(beams.rows):
            return False
        changed = beams.shine(frame, self.direct[n:], self.direct_scale[n:], self.indirect[n:], self.indirect_scale[n:])
        if changed:
            self.lamps[n:], self.power[n:] = beams.rows, beams.power
            for k, lamp in enumerate(self.shadows.lamp.tolist()):
                if lamp >= n:
                    self.drawn[k] = (-1, False)
        return changed

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
        solid = [p for p in movers if p.spheres.size]
        spheres = np.concatenate([np.zeros((4, 0), np.float32), *(p.spheres for p in solid)], 1)
        starts = np.array([0, *accumulate(p.spheres.shape[1] for p in solid)])
        balls = np.array([p.sphere_ball for p in solid]).reshape(-1, 4)
        skies = np.array([self.sky_reach_m[p.number] for p in solid])
        field = self.field[: 1 + len(self.wide)]
        scratch = np.empty((3, max(spheres.shape[1], occlusion.CELL**2)), np.float32)
        occlusion.occlude_grid(drop.tiles, self.points, spheres, starts, balls, self.wide, strong, field, skies, scratch)
        return field

    def in_air(self, place_m: F32, eye: F64, *, outside: bool) -> F32:
        """(N, C) radiance of white specks at places (N, 3), on the eye's side; outside by the lamp on the lens alone."""
        n, (channels, probes, bvh) = len(place_m), (self.colour.shape[1], self.plate.probes, self.plate.bvh)
        place = np.ascontiguousarray(place_m, np.float32)
        toward = eye - place
        normal = (toward / np.sqrt((toward * toward).sum(1))[:, None]).astype(np.float32)
        lit, grain_m, openness = np.zeros((n, 3 + channels), np.float32), np.zeros(n, np.float32), np.ones(n, np.float32)
        counts = (self.lamps[:, 0] == lamps.INFRARED) & (self.lamps[:, 16] == 0.0) | (not outside)
        shade.light_vertices(
            place, normal, np.zeros((n, 2), np.int32), np.zeros(n), np.ones(n, np.uint8), openness, 0.0, grain_m, 1.0, eye,
            self.lamps, self.gates, self.veil_of, self.veils.now, self.colour * counts[:, None],
            probes.origin_m, probes.step_m, self.visibility, self.ambient * np.float32(not outside),
            bvh.bounds, bvh.links, bvh.triangles, self.shadows, self.maps, -1, self.stack, lit,
        )  # fmt: skip
        return lit[:, 3:]

    def on(self, posed: Posed) -> None:
        """Irradiance at the vertices that show."""
        m, probes, bvh = posed.mover, self.plate.probes, self.plate.bvh
        if m.sky > 0.0:
            _in_the_open(posed)
            return
        rows, gates, veil_of, colour, visibility = self._lamps_for(posed.view)
        for side, out in zip((1.0, -1.0), posed.lit, strict=False):
            if side > 0 or posed.backs:
                shade.light_vertices(
                    posed.position, posed.normal, posed.screen, posed.inverse_z, posed.needed, m.openness, m.fuzz, m.grain_m,
                    side, posed.eye, rows, gates, veil_of, self.veils.now, colour,
                    probes.origin_m, probes.step_m, visibility, self.ambient, bvh.bounds, bvh.links, bvh.triangles,
                    self.shadows, self.maps, posed.number, self.stack, out,
                )  # fmt: skip
                if m.glow is not None:
                    _add_glow(posed, m.glow, side, out)

    def _lamps_for(self, view: View) -> tuple[F64, F64, I64, F32, F32]:
        """Rows, gates, veils, colours and visibility of lamps; for a mirror, the one on the lens shines by way of it too."""
        there = self.lamps, self.gates, self.veil_of, self.colour, self.visibility
        if not view.mirror:
            return there
        on_lens = np.flatnonzero((self.lamps[:, 0] == lamps.INFRARED) & (self.lamps[:, 16] == 0.0))
        if not len(on_lens):
            return there
        behind = self.lamps[on_lens]
        behind[:, 1:4], behind[:, 4:7] = view.lens.position_m, view.lens.camera_from_world[2, :3]
        return (
            np.concatenate([self.lamps, behind]),
            np.concatenate([self.gates, self.gates[on_lens]]),
            np.concatenate([self.veil_of, self.veil_of[on_lens]]),
            np.concatenate([self.colour, self.colour[on_lens] * view.tint[3]]),
            np.concatenate([self.visibility, np.ones_like(self.visibility[on_lens])]),
        )


def _add_glow(posed: Posed, glow: F32, side: float, out: F32) -> None:
    """What vertices send towards the eye by themselves: a beam's intensity by angle (`lamps.irradiance`), and its spill."""
    toward = posed.eye - posed.position
    toward /= np.sqrt((toward * toward).sum(1, keepdims=True))
    ahead = np.maximum(side * (toward * posed.normal).sum(1, keepdims=True), 0.0)
    share = SPILL + (1.0 - SPILL) * np.exp2(-np.square(np.arccos(np.minimum(ahead, 1.0)) / posed.mover.glow_rad))
    out[:, 3:] += (glow * share * (ahead > 0.0)).astype(np.float32)


def _in_the_open(posed: Posed) -> None:
    """Lit as all is that lies outside: by the sky, the more the higher a face looks."""
    for side, out in zip((1.0, -1.0), posed.lit, strict=False):
        out[:, :2], out[:, 2] = posed.screen, posed.inverse_z
        level = np.float32(SIDEWAYS) + np.float32(side * UPWARD) * posed.normal[:, 2:]
        out[:, 3:] = np.float32(posed.mover.sky) * level


def _with_slots(values: NDArray[Any], count: int) -> NDArray[Any]:
    """The array itself, or a copy with `count` zeros after it."""
    return np.concatenate([values, np.zeros((count, *values.shape[1:]), values.dtype)]) if count else values
