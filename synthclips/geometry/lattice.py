"""Value noise on a hashed lattice, for what bodies wear: the same everywhere, from integers and products alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel

F64 = NDArray[np.float64]


def noise(points: F64, size_m: float | tuple[float, float, float], key: int) -> F64:
    """(...) smooth noise in -1..1 at (..., 3) points; features of about `size_m`, per axis or for all."""
    flat = np.ascontiguousarray((points / np.asarray(size_m)).reshape(-1, 3), np.float64)
    found = np.empty(len(flat))
    _noise(flat, np.uint64(key & 0xFFFFFFFF), found)
    return found.reshape(points.shape[:-1])


@inner
def _corner(i, j, k, key):  # type: ignore[no-untyped-def]
    """A hash of a lattice corner in -1..1 (mixing steps of splitmix64, Steele et al. 2014)."""
    z = np.uint64(i & 0xFFFFF) | (np.uint64(j & 0xFFFFF) << np.uint64(20)) | (np.uint64(k & 0xFFFFF) << np.uint64(40))
    z = (z ^ (key * np.uint64(0x9E3779B97F4A7C15))) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(40)) * (2.0 / 16777216.0) - 1.0


@kernel
def _noise(points, key, out):  # type: ignore[no-untyped-def]
    for n in range(len(points)):
        x, y, z = points[n, 0], points[n, 1], points[n, 2]
        i, j, k = int(np.floor(x)), int(np.floor(y)), int(np.floor(z))
        u, v, w = x - i, y - j, z - k
        u, v, w = u * u * (3.0 - 2.0 * u), v * v * (3.0 - 2.0 * v), w * w * (3.0 - 2.0 * w)
        total = 0.0
        for c in range(8):
            a, b, d = c & 1, (c >> 1) & 1, c >> 2
            share = (u if a else 1.0 - u) * (v if b else 1.0 - v) * (w if d else 1.0 - w)
            total += share * _corner(i + a, j + b, k + d, key)
        out[n] = total
