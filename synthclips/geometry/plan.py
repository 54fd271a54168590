"""The floor plan: footprints as turned rectangles, and what they keep free or cover. Metres, radians, z left out."""

from __future__ import annotations

import math
from dataclasses import dataclass

Vec2 = tuple[float, float]


@dataclass(frozen=True)
class Footprint:
    """A rectangle on the floor: local +y is the front, as of an item."""

    centre_m: Vec2
    half_m: Vec2  # half extents along local x and y
    yaw_rad: float

    @property
    def axes(self) -> tuple[Vec2, Vec2]:
        """Unit vectors of local x and y in the world."""
        c, s = math.cos(self.yaw_rad), math.sin(self.yaw_rad)
        return (c, s), (-s, c)

    @property
    def front(self) -> Vec2:
        """Unit vector, the way the item faces."""
        return self.axes[1]

    def corners(self) -> list[Vec2]:
        """The four corners in metres, counter-clockwise from local (-x, -y)."""
        (ax, ay), (bx, by) = self.axes
        (cx, cy), (hx, hy) = self.centre_m, self.half_m
        return [(cx + i * hx * ax + j * hy * bx, cy + i * hx * ay + j * hy * by) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]

    def to_world(self, x_m: float, y_m: float) -> Vec2:
        """World position of a local point."""
        (ax, ay), (bx, by) = self.axes
        return self.centre_m[0] + x_m * ax + y_m * bx, self.centre_m[1] + x_m * ay + y_m * by

    def grown(self, margin_m: float) -> Footprint:
        """The rectangle with `margin_m` more on every side."""
        return Footprint(self.centre_m, (self.half_m[0] + margin_m, self.half_m[1] + margin_m), self.yaw_rad)

    def distance_m(self, point: Vec2) -> float:
        """From a point to the rectangle; 0 inside."""
        dx, dy = point[0] - self.centre_m[0], point[1] - self.centre_m[1]
        (ax, ay), (bx, by) = self.axes
        u, v = abs(dx * ax + dy * ay) - self.half_m[0], abs(dx * bx + dy * by) - self.half_m[1]
        return math.hypot(max(u, 0.0), max(v, 0.0))

    def overlaps(self, other: Footprint) -> bool:
        """Separating axis theorem for two rectangles (Gottschalk 1996)."""
        mine, theirs = self.corners(), other.corners()
        for ax, ay in (*self.axes, *other.axes):
            a = [x * ax + y * ay for x, y in mine]
            b = [x * ax + y * ay for x, y in theirs]
            if max(a) <= min(b) + 1e-9 or max(b) <= min(a) + 1e-9:
                return False
        return True

    def inside(self, width_m: float, depth_m: float, *, margin_m: float = 0.0) -> bool:
        """Does it lie wholly in the room, `margin_m` off the walls?"""
        return all(
            margin_m - 1e-6 <= x <= width_m - margin_m + 1e-6 and margin_m - 1e-6 <= y <= depth_m - margin_m + 1e-6
            for x, y in self.corners()
        )


@dataclass(frozen=True)
class Wall:
    """A wall of the room; u runs along it counter-clockwise seen from above, so that the inside is on its left."""

    index: int
    start_m: Vec2
    along: Vec2
    inward: Vec2
    length_m: float

    @property
    def yaw_rad(self) -> float:
        """The yaw of an item that stands with its back to this wall."""
        return math.atan2(-self.inward[0], self.inward[1])

    def at(self, u_m: float, off_m: float = 0.0) -> Vec2:
        """The point `u_m` along the wall and `off_m` into the room."""
        return (
            self.start_m[0] + u_m * self.along[0] + off_m * self.inward[0],
            self.start_m[1] + u_m * self.along[1] + off_m * self.inward[1],
        )


def walls(width_m: float, depth_m: float) -> tuple[Wall, Wall, Wall, Wall]:
    """The four walls of a room: y = 0, x = width, y = depth, x = 0."""
    return (
        Wall(0, (0.0, 0.0), (1.0, 0.0), (0.0, 1.0), width_m),
        Wall(1, (width_m, 0.0), (0.0, 1.0), (-1.0, 0.0), depth_m),
        Wall(2, (width_m, depth_m), (-1.0, 0.0), (0.0, -1.0), width_m),
        Wall(3, (0.0, depth_m), (0.0, -1.0), (1.0, 0.0), depth_m),
    )
