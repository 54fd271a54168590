"""The outline of a room: a right-angled polygon, counter-clockwise seen from above; its walls, and what is cut out of its box."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from synthclips.geometry.plan import Footprint, Vec2

Corners = Sequence[Vec2]
KEPT_OUTLINES = 8  # whose blocks are remembered: a layout asks for one room's thousands of times


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


def rectangle(width_m: float, depth_m: float) -> tuple[Vec2, ...]:
    """The corners of a plain room."""
    return (0.0, 0.0), (width_m, 0.0), (width_m, depth_m), (0.0, depth_m)


def walls(corners: Corners) -> tuple[Wall, ...]:
    """One wall a corner, from it to the next; a rectangle's are y = 0, x = width, y = depth, x = 0."""
    found = []
    for index, (a, b) in enumerate(pairwise([*corners, corners[0]])):
        length = abs(b[0] - a[0]) + abs(b[1] - a[1])
        along = (float(_sign(b[0] - a[0])), float(_sign(b[1] - a[1])))
        found.append(Wall(index, a, along, (-along[1], along[0]), length))
    return tuple(found)


def _sign(v: float) -> int:
    return (v > 0) - (v < 0)


def box_of(corners: Corners) -> Vec2:
    """Width and depth of the box round an outline that begins at 0, 0."""
    return max(x for x, _ in corners), max(y for _, y in corners)


def outer(wall: Wall, corners: Corners) -> bool:
    """Does the wall lie on the outline's box, so that beyond it is nothing of the room?"""
    width, depth = box_of(corners)
    (x, y), level = wall.start_m, wall.along[0] != 0.0
    return y in (0.0, depth) if level else x in (0.0, width)


def in_niche(wall: Wall, corners: Corners) -> bool:
    """Is it the back of a niche: do the walls on both sides of it end where the room widens?"""
    return reflex(corners, wall.index - 1) and reflex(corners, wall.index + 2)


def parts(corners: Corners) -> list[tuple[float, float, float, float]]:
    """The floor as rectangles x0, y0, x1, y1: cells of the grid that the corners make, joined along x."""
    return _joined(corners, inside=True)


def blocks(corners: Corners) -> tuple[Footprint, ...]:
    """What of the outline's box is not floor, as footprints."""
    return _blocks(tuple(corners))


@lru_cache(maxsize=KEPT_OUTLINES)
def _blocks(corners: tuple[Vec2, ...]) -> tuple[Footprint, ...]:
    return tuple(
        Footprint(((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) / 2, (y1 - y0) / 2), 0.0)
        for x0, y0, x1, y1 in _joined(corners, inside=False)
    )


def _joined(corners: Corners, *, inside: bool) -> list[tuple[float, float, float, float]]:
    xs, ys = (sorted({c[k] for c in corners}) for k in (0, 1))
    found: list[tuple[float, float, float, float]] = []
    for y0, y1 in pairwise(ys):
        for x0, x1 in pairwise(xs):
            if holds(corners, ((x0 + x1) / 2, (y0 + y1) / 2)) is not inside:
                continue
            if found and found[-1][1:] == (y0, x0, y1):
                found[-1] = (found[-1][0], y0, x1, y1)
            else:
                found.append((x0, y0, x1, y1))
    return found


def holds(corners: Corners, point: Vec2) -> bool:
    """Is a point that is not on a wall inside? By counting the walls to its right."""
    x, y = point
    crossed = [a for a, b in pairwise([*corners, corners[0]]) if (a[1] > y) is not (b[1] > y) and a[0] > x]
    return len(crossed) % 2 == 1


def inside(footprint: Footprint, corners: Corners, *, margin_m: float = 0.0) -> bool:
    """Does a rectangle lie wholly on the floor, `margin_m` off the walls?"""
    width, depth = box_of(corners)
    low, slack = margin_m - 1e-6, footprint.grown(margin_m)
    within = all(low <= x <= width - low and low <= y <= depth - low for x, y in footprint.corners())
    return within and not any(slack.overlaps(block) for block in blocks(corners))


def reflex(corners: Corners, index: int) -> bool:
    """Does the corner jut into the room?"""
    (ax, ay), (bx, by), (cx, cy) = (corners[(index + k) % len(corners)] for k in (-1, 0, 1))
    return (bx - ax) * (cy - by) - (by - ay) * (cx - bx) < 0
