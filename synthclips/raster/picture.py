"""The radiance buffer, restored tile by tile from an image of the room and of all that stands still in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.halves import U16
from synthclips.raster import backdrop, darken, paint, room_light
from synthclips.raster.lens import Lens
from synthclips.raster.lighting import Lighting
from synthclips.raster.plate import Plate
from synthclips.raster.posed import Posed

Rect = tuple[int, int, int, int]
U8 = NDArray[np.uint8]


class Picture:
    """`room` is the weighted sum of the lamp images in the shadow of who stands still; `still` has them too, where they are."""

    def __init__(self, plate: Plate, lens: Lens, beams: int = 0) -> None:
        self.plate = plate
        self.drop = backdrop.backdrop_of(plate, lens)
        lamps, shape, tiles = len(plate.direct) + beams, plate.direct.shape[1:], self.drop.tiles.shape[:2]
        self.room, self.still = np.zeros(shape, np.uint16), np.zeros(shape, np.uint16)  # in `halves`
        self.sums = np.zeros(shape[1] * shape[2], np.float32)
        self.own = np.ones((lamps, *plate.normal.shape[:2]), np.float32)  # of each lamp's direct light in `room`
        self.covered = np.zeros(plate.normal.shape[:2], np.uint8)  # samples of `still` that are not the room's
        self.altered = np.zeros(tiles, np.uint8)  # where `own` is not 1
        self.crowded = np.zeros(tiles, np.uint8)  # where `still` is not `room`
        self.strong = np.zeros((*tiles, lamps), np.uint8)
        self.radiance = np.zeros(shape, np.uint16)
        self.dirty, self.dirty_before = np.ones(tiles, np.uint8), np.ones(tiles, np.uint8)  # where it is not `still`
        self.rectangles = np.zeros((tiles[0] * tiles[1], 4), np.int64)
        self.scratch = darken.scratch_for(lamps, shape[1], plate.normal.shape[1], self.drop.tile_px)
        self.field = np.zeros((shape[1], *self.drop.coarse_position.shape[:2]), np.float32)
        self.settled: tuple[tuple[int, int], ...] | None = None
        self.fresh = True

    def begin(self, light: Lighting, settled: Sequence[Posed], moving: Sequence[Posed]) -> U16:
        """The room as the lamps now light it, with who stands still, in the shadow of everybody."""
        poses = tuple((p.number, p.pose_number) for p in settled)
        self.dirty_before[:] = self.dirty
        disturbed = light.new_veil and bool((light.veils.tiles & (self.altered | self.crowded)).any())
        self.fresh = light.new_weight or disturbed or poses != self.settled
        if light.new_images:
            self._sample(light)
        if self.fresh:
            assert light.weight is not None
            self.gain = light.direct_scale * light.weight
            room_light.sum_lamps(
                light.direct, light.direct_scale, light.indirect, light.indirect_scale, light.weight, self.sums, self.room
            )
            if light.new_weight:
                room_light.find_strong(self.room, light.direct, self.gain, self.drop.tile_px, self.strong)
                self.strong[..., light.veils.veiled] |= light.veils.tiles[..., None]
            self.settled = poses
            self._settle(light, settled)
            self.dirty[:] = 1
        elif light.new_veil:
            self._again_under_veils(light)
        self._darken(light, moving, self.radiance, self.dirty, keep=False)
        return self.radiance

    def _sample(self, light: Lighting) -> None:
        self.direct = room_light.at_coarse_points(light.direct, light.direct_scale, self.drop)
        self.indirect = room_light.at_coarse_points(light.indirect, light.indirect_scale, self.drop)

    def _again_under_veils(self, light: Lighting) -> None:
        """Sums the lamps where veiled ones shine; nobody stands still there."""
        assert light.weight is not None
        veils = light.veils
        room_light.sum_rectangles(
            light.direct, light.direct_scale, light.indirect, light.indirect_scale, light.weight, veils.rectangles, self.sums,
            self.room,
        )  # fmt: skip
        self._share(light, self.resting)
        self.dirty |= veils.tiles
        self.dirty_before |= veils.tiles

    def _settle(self, light: Lighting, settled: Sequence[Posed]) -> None:
        for rows, columns in self._tiles(self.altered):
            self.own[:, rows, columns] = 1.0
        self.covered[:], self.altered[:], self.crowded[:] = 0, 0, 0
        self.shares = np.empty((1 + len(light.wide), *self.field.shape), np.float32)
        self.resting = np.zeros((1 + len(light.wide), *self.field.shape[1:]), np.float32)
        self._share(light, self.resting)
        if not settled:
            return
        marks = np.zeros_like(self.altered)
        self.resting = self._darken(light, settled, self.room, marks, keep=True).copy()
        self._share(light, self.resting)
        self.altered[:] = marks
        for posed in settled:
            if posed.rect is not None:
                backdrop.mark(self.crowded, self.drop.tile_px, *posed.rect)
        for rows, columns in self._tiles(self.crowded):
            self.still[rows, :, columns] = self.room[rows, :, columns]
        draw(settled, light, self.still)
        for posed in settled:
            if posed.rect is not None:
                x0, y0, x1, y1 = posed.rect
                self.covered[y0:y1, x0:x1] += posed.visible

    def _share(self, light: Lighting, field: F32) -> None:
        room_light.share_light(
            self.direct, self.indirect, light.weight, light.wide, field, self.own, self.drop.coarse_row, self.drop.coarse_column,
            np.empty(self.field.shape[2], np.float32), self.shares,
        )  # fmt: skip

    def _tiles(self, marks: U8) -> list[tuple[slice, slice]]:
        size = self.drop.tile_px
        return [(slice(y * size, y * size + size), slice(x * size, x * size + size)) for y, x in np.argwhere(marks).tolist()]

    def _darken(self, light: Lighting, movers: Sequence[Posed], out: U16, dirty: U8, *, keep: bool) -> F32:
        drop = self.drop
        field = light.occlude(drop, self.strong, movers)
        room_light.share_hidden(field, self.shares, self.field)
        darken.darken(
            self.room, self.still, self.own, self.covered, self.crowded, keep, out, light.direct, self.gain,
            self.strong, drop.position, drop.normal, drop.lean, drop.tiles, drop.tile_px, light.shadows,
            light.maps_of(movers), self.field, dirty, self.scratch,
        )  # fmt: skip
        return field

    def mark(self, movers: Sequence[Posed]) -> None:
        """Remembers where the buffer will have to be cleared."""
        for posed in movers:
            if posed.rect is not None:
                backdrop.mark(self.dirty, self.drop.tile_px, *posed.rect)

    def changed(self) -> tuple[Rect, ...]:
        """Where this frame may differ from the one before."""
        height, width = self.plate.depth_m.shape[0] // 2, self.plate.depth_m.shape[1] // 2
        if self.fresh:
            return ((0, 0, width, height),)
        count = backdrop.changed_rectangles(self.dirty, self.dirty_before, self.drop.tile_px, width, height, self.rectangles)
        return tuple((x0, y0, x1, y1) for x0, y0, x1, y1 in self.rectangles[:count].tolist())


def draw(movers: Sequence[Posed], light: Lighting, radiance: U16) -> None:
    """The movers' visible samples over what is in `radiance`: first each one's share of it goes, then colours come."""
    shown, row = [p for p in movers if p.rect is not None], np.empty(3 * radiance.shape[2], np.float32)
    for posed in shown:
        light.on(posed)
        paint.make_room(posed.visible, posed.taken, posed.reach, *posed.corner, radiance, row)
    for posed in shown:
        m, slot, facets = posed.mover, posed.slot, posed.facets
        paint.set_up(posed.shown, m.faces, posed.lit, *posed.corner, m.albedo, slot, facets)
        paint.resolve(posed.seen, posed.face, posed.reach, slot, facets, m.albedo, *posed.corner, row, radiance)
