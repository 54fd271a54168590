"""Where a point of the floor lies on the page: metres to pixels, north up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from synthclips.formats.drawing import Point
from synthclips.geometry.plan import Vec2


@dataclass(frozen=True)
class Ground:
    """A page that shows the floor from above; `left_m` and `top_m` are at the page's upper left corner."""

    left_m: float
    top_m: float
    px_per_m: float

    def px(self, point: Vec2) -> Point:
        """On the page."""
        return (point[0] - self.left_m) * self.px_per_m, (self.top_m - point[1]) * self.px_per_m

    def all(self, points: Iterable[Vec2]) -> tuple[Point, ...]:
        """Many points on the page."""
        return tuple(self.px(p) for p in points)
