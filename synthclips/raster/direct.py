"""Direct light: how much of a lamp a point sees, first on a coarse grid, later exactly where the grid is rough."""

from __future__ import annotations

from numba import njit

from synthclips.raster.bvh import occluded
from synthclips.raster.lamps import AREA, INFRARED, SUN, from_point, sample_point
from synthclips.raster.openings import crossing
from synthclips.raster.sampling import square, tile_rank

LIFT_M = 0.003  # rays start this far off the surface: hides the steps of coarse facets
REACH = 0.998  # shadow rays end this short of the lamp, as a share of the way
ROUGH = 0.4  # a jump of the visible share between grid neighbours from which the grid is not trusted


@njit(cache=True, nogil=True)
def visible_share(lamp, gate, bounds, links, triangles, px, py, pz, nx, ny, nz, first, count, stack):
    """Share of the lamp's light that arrives at p (unit normal n), 0..1, by `count` shadow rays; 1 for what it cannot reach anyway."""
    if lamp[0] == INFRARED:
        return 1.0  # sits on the lens: whatever the picture shows, it lights
    ox, oy, oz = px + LIFT_M * nx, py + LIFT_M * ny, pz + LIFT_M * nz
    if lamp[0] == SUN and gate[0] > 0.0:
        u, v = crossing(gate, ox, oy, oz, -lamp[4], -lamp[5], -lamp[6])
        if u < -0.1 or u > 1.1 or v < -0.1 or v > 1.1:
            return 0.0
    total, seen = 0.0, 0.0
    for s in range(first, first + count):
        a, b = square(s)
        sx, sy, sz = sample_point(lamp, a, b, px, py, pz)
        share = from_point(lamp, sx, sy, sz, px, py, pz, nx, ny, nz)
        if share <= 0.0:
            continue
        total += share
        dx, dy, dz = sx - ox, sy - oy, sz - oz
        if gate[0] > 0.0:
            u, v = crossing(gate, ox, oy, oz, dx, dy, dz)
            if u < 0.0 or u > 1.0 or v < 0.0 or v > 1.0:
                continue
        if occluded(bounds, links, triangles, ox, oy, oz, dx, dy, dz, REACH, stack) < 0.0:
            seen += share
    return seen / total if total > 0.0 else 1.0


@njit(cache=True, nogil=True)
def coarse_shares(lamps, gates, bounds, links, triangles, position, normal, stack, out):
    """out (h, w, L): the visible share of every lamp at grid points; each pixel of a 4x4 tile asks other points of the lamp."""
    for y in range(position.shape[0]):
        for x in range(position.shape[1]):
            n, p = normal[y, x], position[y, x]
            if n[0] == 0 and n[1] == 0 and n[2] == 0:
                continue
            for k in range(lamps.shape[0]):
                count = 8 if lamps[k, 0] == AREA else 4
                first = tile_rank(x, y) * count
                out[y, x, k] = visible_share(
                    lamps[k], gates[k], bounds, links, triangles, p[0], p[1], p[2], n[0], n[1], n[2], first, count, stack
                )


@njit(cache=True, nogil=True)
def rough_places(shares, normal, out):
    """out (h, w, L) bool: where the visible share jumps between neighbours, so that it must be asked again pixel by pixel."""
    h, w, count = shares.shape
    for y in range(h):
        for x in range(w):
            for k in range(count):
                low, high = 1.0, 0.0
                for j in range(max(y - 1, 0), min(y + 2, h)):
                    for i in range(max(x - 1, 0), min(x + 2, w)):
                        n = normal[j, i]
                        if n[0] != 0 or n[1] != 0 or n[2] != 0:
                            low, high = min(low, shares[j, i, k]), max(high, shares[j, i, k])
                out[y, x, k] = high - low > ROUGH
