"""Single leaves, or sprays of them: what makes the outline of a crown or a hedge ragged, with gaps through which one sees."""

from __future__ import annotations

import numpy as np

from synthclips.geometry.mesh import Mesh, snapped
from synthclips.geometry.shapes import F64
from synthclips.scene.streams import Stream


def sprigs(places_m: F64, size_m: float, out: F64, facing: F64, stream: Stream) -> Mesh:
    """Pointed triangles at (N, 3) places, any way round but rather along `out` (N, 3), lit as what faces `facing` (N, 3) is."""
    count = len(places_m)
    u = stream.units(5, count)
    along = ways(u[0], u[1]) + 0.7 * out - (0.0, 0.0, 0.35)  # out, and hanging
    across = np.cross(along, ways(u[2], u[3]))
    size = size_m * (0.7 + 0.6 * u[4])[:, None]
    along, across = unit(along) * size, unit(across) * size
    corners = np.stack([places_m + along, places_m - 0.5 * along + 0.42 * across, places_m - 0.5 * along - 0.42 * across], 1)
    back = (np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) * facing).sum(1) < 0
    corners[back] = corners[back][:, ::-1]
    points = snapped(corners.reshape(-1, 3))
    where = np.stack([points[:, 0] + 0.6 * points[:, 1], points[:, 2] + 0.35 * points[:, 1], np.full(len(points), 0.5)], 1)
    faces = np.arange(3 * count, dtype=np.int32).reshape(-1, 3)
    return Mesh(points, snapped(np.repeat(unit(facing), 3, 0)), faces, snapped(where), np.zeros(count, np.int32), ("leaves",))


def ways(u: F64, v: F64) -> F64:
    """(N, 3) directions, spread evenly over the sphere as u and v are over 0..1."""
    up, turn = 1 - 2 * u, 2 * np.pi * v
    flat = np.sqrt(1 - up * up)
    return snapped(np.stack([flat * np.cos(turn), flat * np.sin(turn), up], 1)).astype(np.float64)


def unit(v: F64) -> F64:
    """(..., 3) of length 1."""
    return np.asarray(v / np.sqrt(np.maximum((v * v).sum(-1, keepdims=True), 1e-12)), np.float64)
