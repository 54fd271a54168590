"""Two radiance buffers used in turn, restored tile by tile from an image of the room and of all that stands still in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from synthclips.geometry.mesh import F32
from synthclips.raster import backdrop, darken, shade
from synthclips.raster.lens import Lens
from synthclips.raster.lighting import Lighting
from synthclips.raster.plate import Plate
from synthclips.raster.posed import Posed

Rect = tuple[int, int, int, int]


class Picture:
    """`base` is the weighted sum of the lamp images; `still` is that with the settled movers and their shadows."""

    def __init__(self, plate: Plate, lens: Lens) -> None:
        self.plate = plate
        self.drop = backdrop.backdrop_of(plate, lens)
        shape, tiles = plate.direct.shape[1:], self.drop.tiles.shape[:2]
        self.base, self.still = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self.left = np.ones((plate.direct.shape[0] + 1, *shape[:2]), np.float32)
        self.covered = np.zeros(shape[:2], np.uint8)
        self.altered = np.zeros(tiles, np.uint8)  # where `still` is not `base`
        self.strong = np.zeros((*tiles, plate.direct.shape[0]), np.uint8)
        self.radiance = [np.zeros(shape, np.float32) for _ in range(2)]
        self.dirty = [np.ones(tiles, np.uint8) for _ in range(2)]
        self.rectangles = np.zeros((tiles[0] * tiles[1], 4), np.int64)
        self.settled: tuple[tuple[int, int], ...] | None = None
        self.turn, self.fresh = 1, True

    def begin(self, light: Lighting, settled: Sequence[Posed]) -> F32:
        """The next buffer: the room as the lamps now light it, with who stands still."""
        plate, poses = self.plate, tuple((p.number, p.pose_number) for p in settled)
        self.turn = 1 - self.turn
        self.fresh = light.new_weight or poses != self.settled
        if light.new_weight:
            assert light.weight is not None
            self.gain = plate.direct_scale * light.weight
            darken.sum_lamps(plate.direct, plate.direct_scale, plate.indirect, plate.indirect_scale, light.weight, self.base)
            darken.find_strong(self.base, plate.direct, self.gain, self.drop.tile_px, self.strong)
        if self.fresh:
            self.settled = poses
            self._settle(light, settled)
        backdrop.restore(self.still, self.radiance[self.turn], self.drop.tile_px, self.dirty[self.turn])
        return self.radiance[self.turn]

    def _settle(self, light: Lighting, settled: Sequence[Posed]) -> None:
        self.still[:], self.covered[:] = self.base, 0
        size = self.drop.tile_px
        for y, x in np.argwhere(self.altered).tolist():
            self.left[:, y * size : y * size + size, x * size : x * size + size] = 1.0
        self.altered[:], self.dirty[self.turn][:] = 0, 0
        if settled:
            self._darken(light, settled, self.base, self.still, keep=True)
        draw(settled, light, self.still)
        for posed in settled:
            if posed.rect is not None:
                x0, y0, x1, y1 = posed.rect
                self.covered[y0:y1, x0:x1] += posed.visible
        self.mark(settled)
        self.altered[:] = self.dirty[self.turn]
        for dirty in self.dirty:
            dirty[:] = 1

    def darken(self, light: Lighting, moving: Sequence[Posed]) -> None:
        """Takes the shadows of those who move out of the room."""
        if moving:
            self._darken(light, moving, self.still, self.radiance[self.turn], keep=False)

    def _darken(self, light: Lighting, movers: Sequence[Posed], still: F32, radiance: F32, *, keep: bool) -> None:
        drop = self.drop
        field, touched = light.occlude(drop, self.strong, movers)
        darken.darken(self.base, still, self.left, self.altered, self.covered, keep, radiance, self.plate.direct, self.gain, self.strong,
                      drop.position, drop.normal, drop.tiles, drop.tile_px, light.frames, light.covers, light.blockers, light.map_lamp, light.maps_of(movers), field,
                      light.wide, drop.coarse_position, touched, self.dirty[self.turn])  # fmt: skip

    def mark(self, movers: Sequence[Posed]) -> None:
        for posed in movers:
            if posed.rect is not None:
                backdrop.mark(self.dirty[self.turn], self.drop.tile_px, *posed.rect)

    def changed(self) -> tuple[Rect, ...]:
        """Where this frame may differ from the one before."""
        height, width = self.base.shape[:2]
        if self.fresh:
            return ((0, 0, width, height),)
        now, before = self.dirty[self.turn], self.dirty[1 - self.turn]
        count = backdrop.changed_rectangles(now, before, self.drop.tile_px, width, height, self.rectangles)
        return tuple((x0, y0, x1, y1) for x0, y0, x1, y1 in self.rectangles[:count].tolist())


def draw(movers: Sequence[Posed], light: Lighting, radiance: F32) -> None:
    """The movers' visible samples over what is in `radiance`: first each one's share of the background goes, then colours come."""
    shown = [p for p in movers if p.rect is not None]
    for posed in shown:
        light.on(posed)
        shade.make_room(posed.visible, posed.taken, *posed.corner, radiance)
    for posed in shown:
        m = posed.mover
        shade.resolve(posed.seen, posed.face, posed.screen, posed.inverse_z, m.faces, m.albedo, posed.light, posed.light_back,
                      *posed.corner, radiance)  # fmt: skip
