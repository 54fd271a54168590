"""One mover's buffers: its vertices in the world and on the screen, and what its rectangle shows, frame after frame."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.raster import paint, skin, visibility
from synthclips.raster.gbuffer import Layer
from synthclips.raster.motion import motion_of
from synthclips.raster.movers import Mover
from synthclips.raster.view import Rect, View
from synthclips.scene.timeline import Track

Ball = tuple[float, float, float, float]


class Posed:
    """Reused from frame to frame; `rect` is None while the mover lies outside the picture."""

    def __init__(self, mover: Mover, track: Track, channels: int, number: int, view: View, twin_of: Posed | None = None) -> None:
        """twin_of: the same mover, posed before this one in every frame, whose skin a mirror shows here."""
        count = len(mover.vertices_m)
        motion = motion_of(track, mover.bone_from_rest)
        self.mover = mover
        self.number = number
        self.view = view
        self.eye, self._camera_from_world = view.lens.position_m.astype(np.float64), view.camera_from_world
        self.pose_number = 0  # goes up whenever it moves
        self.present = False
        self.rect: Rect | None = None
        self.extent_px = (0.0, 0.0, 0.0, 0.0)
        self.twin_of = twin_of
        self.position: F32 = np.zeros((count, 3), np.float32) if twin_of is None else twin_of.position
        self.normal: F32 = np.zeros((count, 3), np.float32) if twin_of is None else twin_of.normal
        self.screen, self.inverse_z = np.zeros((count, 2), np.int32), np.zeros(count, np.float64)
        sides = 2 * len(mover.faces)
        self.shown, self.needed = np.zeros(sides, np.uint8), np.zeros(count, np.uint8)
        self.lit = np.zeros((2 if mover.sheet.any() else 1, count, 3 + channels), np.float32)  # front and back
        self.slot, self.facets = np.empty(sides, np.int32), np.empty((sides, paint.LIGHT + 3 * channels), np.float32)
        self.seen_for: tuple[tuple[int, int], ...] | None = None  # the settled company among which its samples were last tested
        self.backs = False  # does any back of a sheet show
        self._near, self._face = np.zeros(0, np.float32), np.zeros(0, np.int32)
        self._poses, self._bones = motion.pose, motion.world_from_rest
        self._spheres = skin.pose_spheres(mover.spheres, self._bones)
        self._sphere_balls = _balls(self._spheres)
        self._pose = -1  # none
        self._ball: Ball | None = None

    def pose(self, index: int) -> None:
        """Moves the body to where it is in a frame, and draws it alone into its rectangle, unless it stands there already."""
        self.present = True
        if self._pose != self._poses[index]:
            self._pose = self._poses[index]
            self.pose_number += 1
            self._ball = None
            self._skin()
            self._project()
            self._draw()

    @property
    def corner(self) -> tuple[int, int]:
        """x0, y0 of the rectangle of a mover that is in the picture."""
        assert self.rect is not None
        return self.rect[0], self.rect[1]

    def leave(self) -> None:
        """Takes it out of the world."""
        self.present, self.rect, self._pose = False, None, -1

    def ball(self) -> Ball:
        """Centre and radius around its vertices."""
        if self._ball is None:
            self._ball = _ball(self.position.min(0), self.position.max(0))
        return self._ball

    def layer(self) -> Layer:
        """What the G-buffer says of it."""
        assert self.rect is not None
        shown = self.amodal, self.visible, self.depth_m
        return Layer(self.mover.id, self.rect, self.extent_px, *shown, self.near, self.face, self.mover.part, self.view.mirror)

    def _skin(self) -> None:
        m = self.mover
        if self.twin_of is None:
            skin.skin(m.vertices_m, m.normals, m.bone, m.weight, self._bones[self._pose], self.position, self.normal)
        self.spheres, self.sphere_ball = self._spheres[self._pose], self._sphere_balls[self._pose]

    def _project(self) -> None:
        bounds = skin.to_screen(self.position, self._camera_from_world, self.view.lens.numbers, self.screen, self.inverse_z)
        self.extent_px = (bounds[0] / 256, bounds[1] / 256, bounds[2] / 256, bounds[3] / 256)
        left, top, right, bottom = self.view.rect
        x0, y0 = max(bounds[0] >> 8, left), max(bounds[1] >> 8, top)
        x1, y1 = min((bounds[2] >> 8) + 1, right), min((bounds[3] >> 8) + 1, bottom)
        self.rect = (x0, y0, x1, y1) if bounds[2] >= bounds[0] and x0 < x1 and y0 < y1 else None

    def _draw(self) -> None:
        if self.rect is None:
            return
        x0, y0, x1, y1 = self.rect
        h, w = 2 * (y1 - y0), 2 * (x1 - x0)
        if self._near.size < h * w:
            self._near, self._face = np.zeros(h * w * 5 // 4, np.float32), np.zeros(h * w * 5 // 4, np.int32)
        self.near, self.face = self._near[: h * w].reshape(h, w), self._face[: h * w].reshape(h, w)
        self.reach = np.empty((y1 - y0, 2), np.int32)
        m = self.mover
        visibility.rasterise(self.screen, self.inverse_z, m.faces, m.sheet, x0, y0, self.near, self.face, self.reach)
        if self.view.glass_m is not None:
            x, y = self._place_in_view()
            self.near[self.near * self.view.glass_m[2 * y : 2 * y + h, 2 * x : 2 * x + w] > 1.0] = 0.0

    def _place_in_view(self) -> tuple[int, int]:
        """The corner of its rectangle, counted from that of the view's."""
        return self.corner[0] - self.view.rect[0], self.corner[1] - self.view.rect[1]

    def _new_layer(self) -> None:
        assert self.rect is not None
        shape = (self.rect[3] - self.rect[1], self.rect[2] - self.rect[0])
        self.seen, self.amodal, self.visible = np.empty((3, *shape), np.uint8)
        self.taken, self.depth_m = np.zeros(shape, np.uint8), np.empty(shape, np.float32)

    def see(self) -> None:
        """Tests the samples against the room, in arrays of its own: those of the frame before may still be read."""
        self._new_layer()
        place, room_m = self._place_in_view(), self.view.room_m
        visibility.against_room(self.near, self.reach, room_m, *place, self.seen, self.amodal, self.depth_m)

    def count(self) -> None:
        """Counts the samples that are left to it, and marks the vertices to be lit."""
        self.backs = visibility.count_seen(
            self.seen, self.face, self.reach, self.mover.faces, self.visible, self.shown, self.needed
        )


def _ball(low: NDArray[np.floating], high: NDArray[np.floating]) -> Ball:
    (x0, y0, z0), (x1, y1, z1) = low.tolist(), high.tolist()
    return (x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2, math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2 + (z1 - z0) ** 2) / 2


def _balls(spheres: F32) -> list[Ball]:
    """Centre and radius around the spheres (P, 4, S) of each pose."""
    if not spheres.shape[2]:
        return [(0.0, 0.0, 0.0, 0.0)] * len(spheres)
    centre, radius = spheres[:, :3], spheres[:, 3:]
    return [_ball(low, high) for low, high in zip((centre - radius).min(2), (centre + radius).max(2), strict=True)]


def overlap(a: Posed, b: Posed) -> bool:
    """Do their rectangles share a pixel?"""
    if a.rect is None or b.rect is None:
        return False
    return a.rect[0] < b.rect[2] and b.rect[0] < a.rect[2] and a.rect[1] < b.rect[3] and b.rect[1] < a.rect[3]
