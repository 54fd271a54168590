"""Direct light: how much of a lamp each of many points sees, and where a coarse answer is not good enough."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.bvh import STACK, hit, occluded
from synthclips.raster.lamps import AREA, INFRARED, SUN, from_point, irradiance, sample_point
from synthclips.raster.openings import crossing
from synthclips.raster.plate import F32
from synthclips.raster.sampling import square

LIFT_M = 0.003  # rays start this far off the surface: hides the steps of coarse facets
REACH = 0.998  # shadow rays end this short of the lamp, as a share of the way
ENOUGH = 8  # rays after which no more are sent if all found the same
ROUGH = 0.2  # a range of the smoothed visible share among grid neighbours from which the grid is not trusted


@kernel
def ask_shares(lamps, gates, bounds, links, triangles, points, wanted, rays, start, out):
    """out (N, L): share of each lamp's light that arrives at the points, 0..1; 1 where the lamp cannot reach anyway.

    points: (N, 6) position and unit normal; wanted: (N, L) bool, others are left alone; rays: (L,) shadow rays a lamp;
    start: (N,) each point takes a run of the sequence beginning there, times its lamp's rays.
    """
    stack = np.empty(STACK, np.int32)
    stack[STACK - 1] = -1
    for k in range(lamps.shape[0]):
        for i in range(points.shape[0]):
            if wanted[i, k]:
                out[i, k] = _share(lamps[k], gates[k], bounds, links, triangles, points[i], start[i] * rays[k], rays[k], stack)


@inner
def _share(lamp, gate, bounds, links, triangles, point, first, count, stack):
    if count == 0:
        return 1.0
    px, py, pz, nx, ny, nz = (
        np.float64(point[0]),
        np.float64(point[1]),
        np.float64(point[2]),
        np.float64(point[3]),
        np.float64(point[4]),
        np.float64(point[5]),
    )
    ox, oy, oz = px + LIFT_M * nx, py + LIFT_M * ny, pz + LIFT_M * nz
    if lamp[0] == SUN and gate[0] > 0.0:
        u, v = crossing(gate, ox, oy, oz, -lamp[4], -lamp[5], -lamp[6])
        if u < -0.1 or u > 1.1 or v < -0.1 or v > 1.1:
            return 0.0
    wide = lamp[0] == AREA
    share = 0.0 if wide else irradiance(lamp, px, py, pz, nx, ny, nz)
    if not wide and share <= 0.0:
        return 1.0
    total, seen = 0.0, 0.0
    for s in range(first, first + count):
        if s == first + ENOUGH and (seen == 0.0 or seen == total):
            break
        a, b = square(s)
        sx, sy, sz = sample_point(lamp, a, b, px, py, pz)
        if wide:
            share = from_point(lamp, sx, sy, sz, px, py, pz, nx, ny, nz)
        if share <= 0.0:
            continue
        total += share
        dx, dy, dz = sx - ox, sy - oy, sz - oz
        if gate[0] > 0.0:
            u, v = crossing(gate, ox, oy, oz, dx, dy, dz)
            if u < 0.0 or u > 1.0 or v < 0.0 or v > 1.0:
                continue
        if stack[STACK - 1] >= 0:  # what was in the way of the last ray often is in the way of this
            t, _u, _v = hit(triangles, np.int64(stack[STACK - 1]), ox, oy, oz, dx, dy, dz)
            if t > 0.0 and t < REACH:
                continue
        if occluded(bounds, links, triangles, ox, oy, oz, dx, dy, dz, REACH, stack) < 0.0:
            seen += share
    return seen / total if total > 0.0 else 1.0


def rays_of(lamps: np.ndarray, area: int, compact: int, *, mirrors: bool = False) -> np.ndarray:
    """(L,) int64 shadow rays: more for the wide lamps; none for the one on the lens, which lights all it sees but by mirrors."""
    on_lens = 0 if not mirrors else compact
    return np.where(lamps[:, 0] == AREA, area, np.where(lamps[:, 0] == INFRARED, on_lens, compact)).astype(np.int64)


def rough_places(shares: F32, there: NDArray[np.bool_], reach: int = 1, most: float = ROUGH) -> NDArray[np.bool_]:
    """(h, w, L) where the visible share varies by over `most` within `reach` neighbours; there: (h, w) points that exist."""
    low, high = np.where(there[..., None], shares, np.float32(1)), np.where(there[..., None], shares, np.float32(0))
    for axis in range(2):
        for _ in range(reach):
            low, high = _spread(low, axis, np.minimum), _spread(high, axis, np.maximum)
    return high - low > most


def _spread(values: F32, axis: int, extreme: np.ufunc) -> F32:
    """The lowest or highest of each value and its neighbours on both sides along an axis."""
    ahead, behind = (tuple(slice(*ends) if k == axis else slice(None) for k in range(3)) for ends in ((1, None), (None, -1)))
    out = values.copy()
    extreme(out[ahead], values[behind], out=out[ahead])
    extreme(out[behind], values[ahead], out=out[behind])
    return out
