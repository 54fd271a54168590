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
        (ax, ay), (bx, by) = self.centre_m, other.centre_m
        if math.hypot(bx - ax, by - ay) > math.hypot(*self.half_m) + math.hypot(*other.half_m):
            return False  # the circles round them lie apart: most pairs
        mine, theirs = self.corners(), other.corners()
        for ax, ay in (*self.axes, *other.axes):
            a = [x * ax + y * ay for x, y in mine]
            b = [x * ax + y * ay for x, y in theirs]
            if max(a) <= min(b) + 1e-9 or max(b) <= min(a) + 1e-9:
                return False
        return True
