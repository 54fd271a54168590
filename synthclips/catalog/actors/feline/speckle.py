"""Value noise on a hashed lattice, for coats: the same everywhere, from integers and products alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel

F64 = NDArray[np.float64]


def noise(points_m: F64, size_m: float | tuple[float, float, float], key: int) -> F64:
    """(N,) in 0..1, varying over `size_m` (per axis or for all), of (N, 3) points."""
    size = np.broadcast_to(np.asarray(size_m, np.float64), (3,))
    out: F64 = _noise(np.ascontiguousarray(points_m, np.float64), np.ascontiguousarray(size), np.uint64(key & 0x7FFFFFFF))
    return out


@inner
def _hash(x, y, z, key):  # type: ignore[no-untyped-def]
    h = np.uint64(x & 0x1FFFFF) | (np.uint64(y & 0x1FFFFF) << np.uint64(21)) | (np.uint64(z & 0x1FFFFF) << np.uint64(42))
    h = (h ^ (key * np.uint64(0x9E3779B97F4A7C15))) * np.uint64(0xBF58476D1CE4E5B9)
    h = (h ^ (h >> np.uint64(29))) * np.uint64(0x94D049BB133111EB)
    return float((h >> np.uint64(40)) & np.uint64(0xFFFFFF)) / 16777216.0


@kernel
def _noise(points, size, key):  # type: ignore[no-untyped-def]
    out, f, i = np.empty(len(points)), np.empty(3), np.empty(3, np.int64)
    for n in range(len(points)):
        for c in range(3):
            q = points[n, c] / size[c]
            i[c] = np.int64(np.floor(q))
            f[c] = q - i[c]
            f[c] = f[c] * f[c] * (3.0 - 2.0 * f[c])
        total = 0.0
        for k in range(8):
            dx, dy, dz = k & 1, (k >> 1) & 1, k >> 2
            w = (f[0] if dx else 1.0 - f[0]) * (f[1] if dy else 1.0 - f[1]) * (f[2] if dz else 1.0 - f[2])
            total += w * _hash(i[0] + dx, i[1] + dy, i[2] + dz, key)
        out[n] = total
    return out
