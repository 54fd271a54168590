"""A ray with one triangle: what is told without a division is what would be told with one."""

from __future__ import annotations

import numpy as np

from synthclips.raster.bvh import hit


def _plainly(row, o, d):
    """Moeller & Trumbore 1997 as they wrote it, in the order of `hit`; None where it misses."""
    (ax, ay, az), (bx, by, bz) = row[3:6], row[6:9]
    px, py, pz = d[1] * bz - d[2] * by, d[2] * bx - d[0] * bz, d[0] * by - d[1] * bx
    det = ax * px + ay * py + az * pz
    if -1e-14 < det < 1e-14:
        return None
    inv = 1.0 / det
    sx, sy, sz = o[0] - row[0], o[1] - row[1], o[2] - row[2]
    u = (sx * px + sy * py + sz * pz) * inv
    qx, qy, qz = sy * az - sz * ay, sz * ax - sx * az, sx * ay - sy * ax
    v = (d[0] * qx + d[1] * qy + d[2] * qz) * inv
    if u < -1e-7 or u > 1.0000001 or v < -1e-7 or u + v > 1.0000001:
        return None
    return (bx * qx + by * qy + bz * qz) * inv, u, v


def test_a_ray_meets_what_the_formula_says():
    rng = np.random.default_rng(7)
    rows = rng.normal(size=(4000, 9)).astype(np.float32)
    met = 0
    for k, row in enumerate(rows.astype(np.float64)):
        u, v = rng.uniform(-0.3, 1.3, 2) if k % 4 else rng.choice([0.0, 1.0, -1.1e-7, 1.0000002, -0.0099, 1.0101], 2)
        origin = rng.normal(size=3)
        aim = row[:3] + u * row[3:6] + v * row[6:9] - origin
        t, *place = hit.py_func(rows.astype(np.float64), k, *origin.tolist(), *aim.tolist())
        said = _plainly(row, origin, aim)
        assert (t, *place) == (said or (1e30, 0.0, 0.0))
        met += said is not None
    assert 500 < met < 3500
