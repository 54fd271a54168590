"""Timeline and plate to G-buffers: the room's lamp images weighed and summed, and what moves drawn into its rectangle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.body import Body
from synthclips.geometry.mesh import F32
from synthclips.raster import backdrop, darken, lamps, occlusion, openings, shade, shadow, visibility
from synthclips.raster.gbuffer import GBuffer
from synthclips.raster.lens import Lens, lens_of
from synthclips.raster.movers import mover_of
from synthclips.raster.plate import Plate
from synthclips.raster.posed import Posed, overlap
from synthclips.scene.records import Scene
from synthclips.scene.timeline import Timeline

Rect = tuple[int, int, int, int]


def render(scene: Scene, bodies: Mapping[str, Body], timeline: Timeline, plate: Plate) -> Iterator[GBuffer]:
    """One G-buffer a frame; its radiance array is used again two frames later.

    bodies: by track id. Lamp weights are the timeline's alone: what the Scene says is already in them.
    """
    lens = lens_of(scene.viewpoint, scene.camera)
    picture = _Picture(plate, lens)
    light = _Light(scene, plate, lens, len(timeline.tracks))
    channels = plate.direct.shape[3]
    cast = [
        Posed(mover_of(track.id, bodies[track.id], channels=channels, lens=lens, track=track), channels)
        for track in timeline.tracks
    ]
    camera_from_world = lens.camera_from_world.astype(np.float64)
    for index, weight in enumerate(timeline.lamp_weight):
        for posed, track in zip(cast, timeline.tracks, strict=True):
            if track.present[index]:
                posed.pose(track.world_from_bone[index], lens, camera_from_world)
            else:
                posed.leave()
        light.weigh(weight)
        radiance = picture.begin(weight)
        present = [p for p in cast if p.present]
        shown = [p for p in present if p.rect is not None]
        light.aim(present)
        picture.darken(light)
        _see(shown, plate.depth_m)
        for posed in shown:
            light.on(posed)
            picture.mark(posed)
        for posed in shown:
            _make_room(posed, radiance)
        for posed in shown:
            _colour(posed, radiance)
        yield GBuffer(index, radiance, tuple(p.layer() for p in shown), picture.changed())


def _see(shown: list[Posed], room_depth: F32) -> None:
    """Visible samples of every mover, against the room and each other."""
    for posed in shown:
        posed.see(room_depth)
    for a, b in combinations(shown, 2):
        if overlap(a, b):
            visibility.against_each_other(a.near, a.seen, a.rect[0], a.rect[1], b.near, b.seen, b.rect[0], b.rect[1])
    for posed in shown:
        posed.count()
    for a, b in combinations(shown, 2):
        if overlap(a, b):
            shade.count_taken(a.visible, a.rect[0], a.rect[1], b.taken, b.rect[0], b.rect[1])


def _make_room(posed: Posed, radiance: F32) -> None:
    shade.make_room(posed.visible, posed.taken, posed.rect[0], posed.rect[1], radiance)


def _colour(posed: Posed, radiance: F32) -> None:
    m = posed.mover
    shade.resolve(posed.seen, posed.face, posed.screen, posed.inverse_z, m.faces, m.albedo, posed.light, posed.light_back,
                  posed.rect[0], posed.rect[1], radiance)  # fmt: skip


class _Picture:
    """Two radiance buffers used in turn; only tiles that a mover or a shadow touched are restored from the base image."""

    def __init__(self, plate: Plate, lens: Lens) -> None:
        self.plate = plate
        self.drop = backdrop.backdrop_of(plate, lens)
        shape, tiles = plate.direct.shape[1:], self.drop.tiles.shape[:2]
        self.base = np.zeros(shape, np.float32)
        self.radiance = [np.zeros(shape, np.float32) for _ in range(2)]
        self.dirty = [np.ones(tiles, np.uint8) for _ in range(2)]
        self.rectangles = np.zeros((tiles[0] * tiles[1], 4), np.int64)
        self.weight: F32 | None = None
        self.turn, self.new_base = 1, True

    def begin(self, weight: F32) -> F32:
        """The next buffer, holding the room as the lamps now light it."""
        plate = self.plate
        self.turn = 1 - self.turn
        self.new_base = self.weight is None or not np.array_equal(weight, self.weight)
        if self.new_base:
            self.weight = weight
            darken.sum_lamps(plate.direct, plate.direct_scale, plate.indirect, plate.indirect_scale, weight, self.base)
            for dirty in self.dirty:
                dirty[:] = 1
        self.gain = plate.direct_scale * weight
        backdrop.restore(self.base, self.radiance[self.turn], self.drop.tile_px, self.dirty[self.turn])
        return self.radiance[self.turn]

    def darken(self, light: _Light) -> None:
        """Takes the shadows of all movers out of the room."""
        drop = self.drop
        field, touched = light.occlude(drop)
        darken.darken(self.base, self.radiance[self.turn], self.plate.direct, self.gain, drop.position, drop.normal, drop.tiles, drop.tile_px,
                      light.frames, light.covers, light.blockers, light.map_lamp, light.maps, field, light.wide, drop.coarse_position,
                      touched, self.dirty[self.turn])  # fmt: skip

    def mark(self, posed: Posed) -> None:
        backdrop.mark(self.dirty[self.turn], self.drop.tile_px, *posed.rect)

    def changed(self) -> tuple[Rect, ...]:
        """Where this frame may differ from the one before."""
        height, width = self.base.shape[:2]
        if self.new_base:
            return ((0, 0, width, height),)
        now, before = self.dirty[self.turn], self.dirty[1 - self.turn]
        count = backdrop.changed_rectangles(now, before, self.drop.tile_px, width, height, self.rectangles)
        return tuple((x0, y0, x1, y1) for x0, y0, x1, y1 in self.rectangles[:count].tolist())


class _Light:
    """Lamps at their weights of the moment, and the shadow maps of every mover from every compact one."""

    def __init__(self, scene: Scene, plate: Plate, lens: Lens, movers: int) -> None:
        by_id = {lamp.id: lamp for lamp in scene.lamps}
        chosen = [by_id[id] for id in plate.lamps]
        self.plate, self.eye = plate, lens.position_m.astype(np.float64)
        self.lamps, self.gates = lamps.pack(chosen), openings.gates(chosen, scene.room)
        self.power = lamps.power(chosen, plate.direct.shape[3])
        self.compact = np.flatnonzero(self.lamps[:, 16] == 1.0)
        self.all_wide = np.flatnonzero(self.lamps[:, 0] == lamps.AREA)
        self.ambient = np.zeros(plate.probes.ambient.shape[1:], np.float32)
        self.weight: F32 | None = None
        self.present: list[Posed] = []
        count = max(1, len(self.compact) * movers)
        self.frames = np.zeros((count, shadow.FRAME))
        self.depths = np.zeros((count, shadow.SIDE, shadow.SIDE), np.float32)
        self.covers, self.blockers = np.zeros((count, shadow.PYRAMID), np.float32), np.zeros((count, *shadow.BLOCKERS), np.float32)
        self.map_lamp, self.map_mover = np.zeros(count, np.int64), np.zeros(count, np.int64)
        self.maps = 0
        self.places = np.zeros((0, 3))
        self.field: F32 | None = None

    def weigh(self, weight: F32) -> None:
        if self.weight is None or not np.array_equal(weight, self.weight):
            self.weight = weight
            self.colour = self.power * weight[:, None]
            self.wide = self.all_wide[weight[self.all_wide] > 0]
            shade.sum_ambient(self.plate.probes.ambient, weight, self.ambient)

    def aim(self, present: list[Posed]) -> None:
        """Draws a shadow map for every mover that is there and every compact lamp that is on."""
        self.maps, self.present = 0, present
        for number, posed in enumerate(present):
            posed.number = number
            if len(self.places) < len(posed.position):
                self.places = np.zeros((len(posed.position), 3))
            for lamp in self.compact:
                if self.weight[lamp] > 0 and self._draw(posed, lamp):
                    self.map_lamp[self.maps], self.map_mover[self.maps] = lamp, number
                    self.maps += 1

    def _draw(self, posed: Posed, lamp: int) -> bool:
        k = self.maps
        return bool(shadow.draw(self.lamps[lamp], posed.position, posed.mover.faces, posed.mover.sheet, self.frames[k], self.depths[k], self.covers[k],
                                self.blockers[k], self.places))  # fmt: skip

    def occlude(self, drop: backdrop.Backdrop) -> tuple[F32, NDArray[np.uint8]]:
        """The soft fields of `occlusion.occlude_grid` for all movers together."""
        if self.field is None:
            self.field = np.zeros((1 + len(self.all_wide), *drop.coarse_position.shape[:2]), np.float32)
            self.touched = np.zeros(drop.tiles.shape[:2], np.uint8)
        solid = [p for p in self.present if len(p.spheres)]
        spheres = np.concatenate([p.spheres for p in solid]) if solid else np.zeros((0, 4))
        starts = np.cumsum([0] + [len(p.spheres) for p in solid])
        balls = np.array([p.ball() for p in solid]).reshape(-1, 4)
        field = self.field[: 1 + len(self.wide)]
        occlusion.occlude_grid(drop.tiles, drop.coarse_position, drop.coarse_normal, spheres, starts, balls, self.lamps, self.wide,
                               field, self.touched)  # fmt: skip
        return field, self.touched

    def on(self, posed: Posed) -> None:
        """Irradiance at the vertices that show."""
        for side, out in ((1.0, posed.light), (-1.0, posed.light_back)):
            if side < 0 and not posed.backs:
                continue
            m, probes, bvh = posed.mover, self.plate.probes, self.plate.bvh
            shade.light_vertices(
                posed.position, posed.normal, posed.needed, m.openness, m.fuzz, side, self.eye, self.lamps, self.gates, self.colour,
                probes.origin_m, probes.step_m, probes.visibility, self.ambient, bvh.bounds, bvh.links, bvh.triangles,
                self.frames, self.depths, self.covers, self.blockers, self.map_lamp, self.map_mover, self.maps, posed.number, out,
            )  # fmt: skip
