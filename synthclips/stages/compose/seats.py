"""Seats: the tops of what a cat or a person goes on, as high as their meshes are."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.scene.plain import dumps
from synthclips.scene.records import Item, Vec3

KEPT_SEATS = 6  # meshes remembered: of two homes, up to a megabyte each


@dataclass(frozen=True)
class Seat:
    """The top of a cushion of an item."""

    item: Item
    centre_m: Vec3
    half_m: Vec2
    yaw_rad: float  # of whoever sits: +y is ahead

    def at(self, x: float, y: float) -> Vec3:
        """A point on the cushion; x and y from -1 to 1 across its width and from back to front."""
        flat = Footprint(self.centre_m[:2], self.half_m, self.yaw_rad).to_world(x * self.half_m[0], y * self.half_m[1])
        top = self.item.position_m[2] + _top_at(self.item.kind, dumps(self.item.params), self.item.key, *self._local(flat))
        return (round(flat[0], 4), round(flat[1], 4), round(top, 4))

    def _local(self, point: Vec2) -> Vec2:
        dx, dy = point[0] - self.item.position_m[0], point[1] - self.item.position_m[1]
        c, s = math.cos(self.item.yaw_rad), math.sin(self.item.yaw_rad)
        return round(c * dx + s * dy, 5), round(c * dy - s * dx, 5)


def seat_of(item: Item, anchor: Mapping[str, Any]) -> Seat:
    """The seat at an anchor of an item."""
    x, y, z = anchor["position_m"]
    flat = Footprint(item.position_m[:2], (1.0, 1.0), item.yaw_rad).to_world(x, y)
    half = (anchor["size_m"][0] / 2, anchor["size_m"][1] / 2)
    ahead_x, ahead_y = anchor["facing"]
    return Seat(item, (flat[0], flat[1], item.position_m[2] + z), half, item.yaw_rad + math.atan2(-ahead_x, ahead_y))


@lru_cache(maxsize=KEPT_SEATS)
def _triangles(kind: str, params: str, key: int) -> NDArray[np.float64]:
    """(F, 3, 3) corners of an item's mesh in its own frame."""
    mesh = catalog.kind("furniture", kind).make(key=key, **json.loads(params))
    corners: NDArray[np.float64] = mesh.vertices_m[mesh.faces].astype(np.float64)
    return corners


def _top_at(kind: str, params: str, key: int, x: float, y: float) -> float:
    """Height of the highest surface of an item over a point of its footprint; cushions are not flat."""
    a, b, c = (_triangles(kind, params, key)[:, k] for k in range(3))
    ab, ac, ap = b[:, :2] - a[:, :2], c[:, :2] - a[:, :2], np.array([x, y]) - a[:, :2]
    area = ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]
    safe = np.where(np.abs(area) > 1e-12, area, np.inf)
    u, v = (ap[:, 0] * ac[:, 1] - ap[:, 1] * ac[:, 0]) / safe, (ab[:, 0] * ap[:, 1] - ab[:, 1] * ap[:, 0]) / safe
    over = (np.abs(area) > 1e-12) & (u >= 0) & (v >= 0) & (u + v <= 1)
    heights = a[over, 2] + u[over] * (b[over, 2] - a[over, 2]) + v[over] * (c[over, 2] - a[over, 2])
    return float(heights.max(initial=0.0))
