"""Which points on surfaces lie within something: where a thing stands on another, or goes into it."""

from __future__ import annotations

import numpy as np

from synthclips.kernel import kernel
from synthclips.raster.bvh import STACK, closest, normal_towards
from synthclips.raster.direct import LIFT_M
from synthclips.raster.sampling import cosine_direction, square

BACKS = 3  # rays that all meet backs where a point is buried


@kernel
def find_buried(bounds, links, triangles, points, buried):
    """buried (N,) bool: points (N, 6) from which all that rays meet are backs.

    They have no light, and would dim the cells of what is beside them. Most points are told by their first ray.
    """
    stack = np.empty(STACK, np.int32)
    for i in range(points.shape[0]):
        nx, ny, nz = np.float64(points[i, 3]), np.float64(points[i, 4]), np.float64(points[i, 5])
        x, y, z = points[i, 0] + LIFT_M * nx, points[i, 1] + LIFT_M * ny, points[i, 2] + LIFT_M * nz
        buried[i] = True
        for r in range(BACKS):
            u, v = square(i * BACKS + r)
            dx, dy, dz = cosine_direction(u, v, nx, ny, nz)
            _t, k, _u, _v = closest(bounds, links, triangles, x, y, z, dx, dy, dz, 1e6, stack)
            if k < 0 or not normal_towards(triangles, k, dx, dy, dz)[3]:
                buried[i] = False
                break
