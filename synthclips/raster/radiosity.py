"""Light on the room's surfaces, coarsely: cells of a voxel grid, six facings each, that exchange light until it settles.

Rays of every later pass (indirect light, mirrored light, probes) end in a look-up here, so all bounces and all lamps cost one ray.
Monte Carlo radiosity: points strewn evenly over all surfaces give each cell its direct light and its links to other cells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.bvh import STACK, closest, extent, normal_towards
from synthclips.raster.direct import LIFT_M, ask_shares, rays_of
from synthclips.raster.lamps import irradiance
from synthclips.raster.plate import F32, Bvh
from synthclips.raster.sampling import cosine_direction, scrambled, square

CELL_M = 0.12
TABLE_MAX = 6_000_000  # entries; cells grow in a huge home
POINTS_M2, POINTS_MAX = 350.0, 70_000  # sample points a square metre, and in all
RAYS = 6  # links a sample point
BOUNCES = 20  # at most
SETTLED = 0.0005  # share of all light that a bounce adds, for every lamp, below which no more are followed
SHADOW_RAYS = 2


@dataclass(frozen=True, eq=False)
class Cells:
    """Irradiance by place and facing. What a ray finds there is `light[table[place, facing]]`."""

    origin_m: NDArray[np.float64]  # (3,)
    per_m: float  # voxels a metre
    table: NDArray[np.int32]  # (X, Y, Z, 6) cell, or -1; facings +x -x +y -y +z -z
    light: F32  # (cells, L * C) direct and bounced irradiance, lux at unit weight
    albedo: F32  # (F, C) mean albedo of each triangle of the hierarchy, in leaf order


@kernel
def facing(nx, ny, nz):
    """0..5: the axis direction nearest to a normal."""
    ax, ay, az = abs(nx), abs(ny), abs(nz)
    if ax >= ay and ax >= az:
        return 0 if nx > 0 else 1
    if ay >= az:
        return 2 if ny > 0 else 3
    return 4 if nz > 0 else 5


@inner
def cell_at(table, origin, per_m, x, y, z, nx, ny, nz):
    """The cell of a surface point with that normal; another facing of the same voxel if there is none; else -1."""
    i, j, k = int((x - origin[0]) * per_m), int((y - origin[1]) * per_m), int((z - origin[2]) * per_m)
    i, j, k = (
        min(max(i, 0), table.shape[0] - 1),
        min(max(j, 0), table.shape[1] - 1),
        min(max(k, 0), table.shape[2] - 1),
    )
    cell = table[i, j, k, facing(nx, ny, nz)]
    if cell < 0:
        for f in range(6):
            cell = max(cell, table[i, j, k, f])
    return cell


@kernel
def _strew(triangles, count, origin, per_m, table, points, cell_of):
    """`count` points spread evenly over all triangles, in order; (x, y, z, normal) each. Returns how many cells they fill."""
    total = 0.0
    for k in range(triangles.shape[0]):
        total += _area(triangles, k)
    cells, done, swept = 0, 0, 0.0
    for k in range(triangles.shape[0]):
        swept += _area(triangles, k)
        while done < count and (done + 0.5) * total <= swept * count:
            u, v = scrambled(2 * done), scrambled(2 * done + 1)
            if u + v > 1.0:
                u, v = 1.0 - u, 1.0 - v
            for j in range(3):
                points[done, j] = triangles[k, j] + u * triangles[k, 3 + j] + v * triangles[k, 6 + j]
            nx, ny, nz, _ = normal_towards(triangles, k, 0.0, 0.0, 0.0)
            points[done, 3], points[done, 4], points[done, 5] = nx, ny, nz
            i, j, l = (
                int((points[done, 0] - origin[0]) * per_m),
                int((points[done, 1] - origin[1]) * per_m),
                int((points[done, 2] - origin[2]) * per_m),
            )
            f = facing(nx, ny, nz)
            if table[i, j, l, f] < 0:
                table[i, j, l, f] = cells
                cells += 1
            cell_of[done] = table[i, j, l, f]
            done += 1
    return cells, done


@inner
def _area(triangles, k):
    x = triangles[k, 4] * triangles[k, 8] - triangles[k, 5] * triangles[k, 7]
    y = triangles[k, 5] * triangles[k, 6] - triangles[k, 3] * triangles[k, 8]
    z = triangles[k, 3] * triangles[k, 7] - triangles[k, 4] * triangles[k, 6]
    return 0.5 * np.sqrt(x * x + y * y + z * z)


@kernel
def _widen(table, out):
    """Empty entries take the cell of a neighbouring voxel with the same facing."""
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            for k in range(table.shape[2]):
                for f in range(6):
                    cell = table[i, j, k, f]
                    if cell < 0:
                        for a in range(max(i - 1, 0), min(i + 2, table.shape[0])):
                            for b in range(max(j - 1, 0), min(j + 2, table.shape[1])):
                                for c in range(max(k - 1, 0), min(k + 2, table.shape[2])):
                                    cell = max(cell, table[a, b, c, f])
                    out[i, j, k, f] = cell


@kernel
def _direct(lamps, power, shares, points, cell_of, light):
    """Adds each point's direct irradiance to its cell and divides by the number of points; returns that number for each cell."""
    count = np.zeros(light.shape[0], np.float32)
    channels = power.shape[1]
    for i in range(points.shape[0]):
        p, cell = points[i], cell_of[i]
        count[cell] += 1
        for k in range(lamps.shape[0]):
            e = (
                irradiance(
                    lamps[k],
                    np.float64(p[0]),
                    np.float64(p[1]),
                    np.float64(p[2]),
                    np.float64(p[3]),
                    np.float64(p[4]),
                    np.float64(p[5]),
                )
                * shares[i, k]
            )
            for c in range(channels):
                light[cell, k * channels + c] += e * power[k, c]
    for cell in range(light.shape[0]):
        for c in range(light.shape[1]):
            light[cell, c] /= count[cell]
    return count


@kernel
def link(bounds, links, triangles, table, origin, per_m, points, wanted, start, cells, tints, reach_m):
    """For directions about each wanted point, dense as their cosine: the cell it sees (-1: none) and the triangle it hits, (N, R) each.

    points: (N, 6) position and normal; start: (N,) the run of the sequence each takes, in units of R.
    reach_m: (N,) harmonic mean distance of what is around (Ward & Heckbert 1992: how far the light found here holds).
    """
    stack = np.empty(STACK, np.int32)
    rays = cells.shape[1]
    for i in range(points.shape[0]):
        cells[i] = -1
        if not wanted[i]:
            continue
        nx, ny, nz = np.float64(points[i, 3]), np.float64(points[i, 4]), np.float64(points[i, 5])
        x, y, z = points[i, 0] + LIFT_M * nx, points[i, 1] + LIFT_M * ny, points[i, 2] + LIFT_M * nz
        nearness = 0.01
        for r in range(rays):
            u, v = square(start[i] * rays + r)
            dx, dy, dz = cosine_direction(u, v, nx, ny, nz)
            t, k, _u, _v = closest(bounds, links, triangles, x, y, z, dx, dy, dz, 1e6, stack)
            tints[i, r] = 0
            if k >= 0:
                hx, hy, hz, _back = normal_towards(triangles, k, dx, dy, dz)
                cells[i, r] = cell_at(table, origin, per_m, x + t * dx, y + t * dy, z + t * dz, hx, hy, hz)
                tints[i, r] = k
                nearness += 1.0 / (t + 0.01)
        reach_m[i] = rays / nearness


@kernel
def collect(light, albedo, cells, tints, out):
    """out (N, L * C): irradiance that arrives along the links of each point."""
    channels = albedo.shape[1]
    share = np.float32(1.0 / cells.shape[1])
    for i in range(cells.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = 0
        for r in range(cells.shape[1]):
            source = cells[i, r]
            if source < 0:
                continue
            for c in range(channels):
                tint = share * albedo[tints[i, r], c]
                for j in range(c, out.shape[1], channels):
                    out[i, j] += light[source, j] * tint


@kernel
def _spread(arrived, cell_of, count, light, out):
    """out (cells, L * C): direct light plus the mean of what arrived at each cell's points."""
    out[:] = 0
    for i in range(arrived.shape[0]):
        for j in range(out.shape[1]):
            out[cell_of[i], j] += arrived[i, j]
    for cell in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[cell, j] = light[cell, j] + out[cell, j] / count[cell]


def settled_light(bvh: Bvh, albedo: F32, lamps: NDArray[np.float64], power: F32, gates: NDArray[np.float64]) -> Cells:
    """The light of every lamp on every surface of the hierarchy. albedo: (F, C) of its triangles in leaf order."""
    low, high = extent(bvh)
    span = np.maximum(high - low, 0.01)
    per_m = 1.0 / CELL_M
    while np.prod(np.ceil(span * per_m) + 2) * 6 > TABLE_MAX:
        per_m *= 0.8
    origin = low - 0.5137 / per_m  # walls at round coordinates stay clear of voxel borders
    table = np.full((*(np.ceil(span * per_m).astype(int) + 2), 6), -1, np.int32)
    count = _point_count(bvh)
    points, cell_of = np.empty((count, 6), np.float32), np.empty(count, np.int32)
    cell_count, used = _strew(bvh.triangles, count, origin, per_m, table, points, cell_of)
    points, cell_of = points[:used], cell_of[:used]
    light = np.zeros((cell_count, power.size), np.float32)
    tree = (bvh.bounds, bvh.links, bvh.triangles)
    shares = np.ones((used, len(lamps)), np.float32)
    start = np.arange(used, dtype=np.int64)
    ask_shares(
        lamps,
        gates,
        *tree,
        points,
        np.ones(shares.shape, np.bool_),
        rays_of(lamps, SHADOW_RAYS, SHADOW_RAYS),
        start % 512,
        shares,
    )
    points_in = _direct(lamps, power, shares, points, cell_of, light)
    wide = np.empty_like(table)
    _widen(table, wide)
    _widen(wide, table)
    cells, tints = np.empty((used, RAYS), np.int32), np.empty((used, RAYS), np.int32)
    link(*tree, table, origin, per_m, points, np.ones(used, np.bool_), start, cells, tints, np.empty(used, np.float32))
    whole, arrived = light.copy(), np.empty((used, power.size), np.float32)
    for _ in range(BOUNCES):
        collect(whole, albedo, cells, tints, arrived)
        before = whole.copy()
        _spread(arrived, cell_of, points_in, light, whole)
        if ((whole - before).sum(0) <= SETTLED * whole.sum(0)).all():
            break
    return Cells(origin, per_m, table, whole, albedo)


def _point_count(bvh: Bvh) -> int:
    """POINTS_M2 a square metre of surface, within bounds."""
    e1, e2 = bvh.triangles[:, 3:6].astype(np.float64), bvh.triangles[:, 6:].astype(np.float64)
    n = np.cross(e1, e2)
    doubled = np.sqrt(n[:, 0] ** 2 + n[:, 1] ** 2 + n[:, 2] ** 2)
    return int(min(POINTS_MAX, max(1000, round(float(np.add.accumulate(doubled)[-1]) * 0.5 * POINTS_M2)))) if len(n) else 0
