"""Ways across a room: a grid of walkable floor, cheapest routes that keep their distance, pulled straight."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.outline import Corners, blocks, box_of
from synthclips.geometry.plan import Footprint, Vec2

CELL_M = 0.05
EASY_M = 0.35  # farther than this from any obstacle a step costs no more


class Floor:
    """Walkable floor of one room for a body of one radius."""

    def __init__(self, outline: Corners, obstacles: Sequence[Footprint], *, radius_m: float) -> None:
        from scipy.ndimage import distance_transform_edt

        width_m, depth_m = box_of(outline)
        shape = (math.ceil(width_m / CELL_M), math.ceil(depth_m / CELL_M))
        free = np.ones((shape[0] + 2, shape[1] + 2), bool)
        free[0], free[-1], free[:, 0], free[:, -1] = False, False, False, False
        xs, ys = (np.arange(shape[0]) + 0.5) * CELL_M, (np.arange(shape[1]) + 0.5) * CELL_M
        for box in (*obstacles, *blocks(outline)):
            free[1:-1, 1:-1] &= ~_covered(box, xs, ys)
        self.clearance_m: NDArray[np.float64] = distance_transform_edt(free)[1:-1, 1:-1] * CELL_M
        self.walkable: NDArray[np.bool_] = self.clearance_m >= radius_m
        self.radius_m = radius_m

    def cell(self, point: Vec2) -> tuple[int, int]:
        """Grid indices of the cell at a point in metres, or of the nearest one where the point is outside."""
        shape = self.walkable.shape
        return min(max(int(point[0] / CELL_M), 0), shape[0] - 1), min(max(int(point[1] / CELL_M), 0), shape[1] - 1)

    def is_free(self, point: Vec2) -> bool:
        """May the body's middle be there?"""
        return bool(self.walkable[self.cell(point)])

    def nearest_free(self, point: Vec2, *, within_m: float = 1.0) -> Vec2 | None:
        """The centre of the walkable cell nearest to a point."""
        i, j = self.cell(point)
        r = math.ceil(within_m / CELL_M)
        window = self.walkable[max(i - r, 0) : i + r + 1, max(j - r, 0) : j + r + 1]
        found = np.argwhere(window)
        if not len(found):
            return None
        centres = (found + (max(i - r, 0), max(j - r, 0)) + 0.5) * CELL_M
        gaps = ((centres - point) ** 2).sum(1)
        x, y = centres[int(gaps.argmin())]
        return (float(x), float(y)) if gaps.min() <= within_m**2 else None

    def reachable(self, start: Vec2) -> NDArray[np.bool_]:
        """Cells connected with the walkable cell nearest to `start`."""
        from scipy.ndimage import label

        near = self.nearest_free(start)
        if near is None:
            return np.zeros_like(self.walkable)
        islands, _ = label(self.walkable)
        connected: NDArray[np.bool_] = islands == islands[self.cell(near)]
        return connected

    def route(self, start: Vec2, end: Vec2) -> list[Vec2] | None:
        """Way points from `start` to `end`, both included as given, or None where there is no way.

        Ends that stand too close to an obstacle leave it by the straight line to the nearest walkable cell.
        """
        from skimage.graph import route_through_array

        a, b = self.nearest_free(start), self.nearest_free(end)
        if a is None or b is None or not self.reachable(a)[self.cell(b)]:
            return None
        cost = np.where(self.walkable, 1.0 + 3.0 * np.maximum(0.0, 1.0 - self.clearance_m / (self.radius_m + EASY_M)), -1.0)
        cells, _ = route_through_array(cost, self.cell(a), self.cell(b), fully_connected=True, geometric=True)
        points = [start, *(((i + 0.5) * CELL_M, (j + 0.5) * CELL_M) for i, j in cells), end]
        return self._pulled(points)

    def _pulled(self, points: list[Vec2]) -> list[Vec2]:
        """Corners left out wherever the straight line is walkable (string pulling)."""
        out, i = [points[0]], 0
        while i < len(points) - 1:
            j = len(points) - 1
            while j > i + 1 and not self.sees(points[i], points[j]):
                j -= max(1, (j - i) // 8)
            j = max(j, i + 1)
            out.append(points[j])
            i = j
        return [out[0], *(p for a, p in pairwise(out) if math.dist(a, p) > 1e-6)]

    def sees(self, a: Vec2, b: Vec2) -> bool:
        """Is the straight line walkable?"""
        n = max(1, math.ceil(math.dist(a, b) / (CELL_M / 2)))
        return all(self.is_free((a[0] + (b[0] - a[0]) * k / n, a[1] + (b[1] - a[1]) * k / n)) for k in range(n + 1))


def _covered(box: Footprint, xs: NDArray[np.floating], ys: NDArray[np.floating]) -> NDArray[np.bool_]:
    (ax, ay), (bx, by) = box.axes
    dx, dy = xs[:, None] - box.centre_m[0], ys[None, :] - box.centre_m[1]
    inside: NDArray[np.bool_] = (np.abs(dx * ax + dy * ay) <= box.half_m[0]) & (np.abs(dx * bx + dy * by) <= box.half_m[1])
    return inside


def length_m(path: Sequence[Vec2]) -> float:
    """Length of a polyline."""
    return math.fsum(math.dist(a, b) for a, b in pairwise(path))
