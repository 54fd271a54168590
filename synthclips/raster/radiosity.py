"""Light on the room's surfaces, coarsely: cells of a voxel grid, six facings each, that exchange light until it settles.

Rays of every later pass (indirect light, mirrored light, probes) end in a look-up here: all bounces and lamps cost one ray.
Monte Carlo radiosity: points strewn evenly over all surfaces give each cell its direct light and its links to other cells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.beyond import NO_SKY, Beyond, beyond_of, in_window
from synthclips.raster.bright import BESIDE_M, Patches, found, patches_of, shine
from synthclips.raster.bright import RAYS as PATCH_RAYS
from synthclips.raster.buried import find_buried
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
    albedo: F32  # (F + 1, C) mean albedo of each triangle of the hierarchy, in leaf order; 1 of what lies beyond windows
    patches: Patches
    beyond: Beyond


@inner
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


def _strew(triangles: F32, count: int) -> tuple[F32, NDArray[np.int64], float]:
    """`count` points spread evenly over all triangles, in order: (N, 6) position and normal, (N,) triangle, m2 for each."""
    start, first, second = (triangles[:, k : k + 3].astype(np.float64) for k in (0, 3, 6))
    x, y, z = np.cross(first, second).T
    doubled = np.sqrt(np.maximum(x * x + y * y + z * z, 1e-30))
    swept = np.add.accumulate(doubled)
    chosen = np.searchsorted(swept, (np.arange(count) + 0.5) * (swept[-1] / count)) if count else np.zeros(0, np.int64)
    u, v = (scrambled.py_func(2 * np.arange(count) + k)[:, None] for k in range(2))
    u, v = np.where(u + v > 1.0, 1.0 - u, u), np.where(u + v > 1.0, 1.0 - v, v)
    normals = np.stack([x, y, z], 1) / doubled[:, None]
    points = np.concatenate([start[chosen] + u * first[chosen] + v * second[chosen], normals[chosen]], 1).astype(np.float32)
    return points, chosen, 0.5 * float(swept[-1]) / count if count else 0.0


def _facings(normals: F32) -> NDArray[np.int64]:
    """`facing` of many."""
    axis = np.abs(normals).argmax(1)
    return 2 * axis + (normals[np.arange(len(axis)), axis] <= 0)


def _number(points: F32, table: NDArray[np.int32], origin: NDArray[np.float64], per_m: float) -> tuple[NDArray[np.int32], int]:
    """The cell of each point (N,), numbered in `table`, and how many there are."""
    voxel = ((points[:, :3] - origin) * per_m).astype(np.int64)
    place = np.ravel_multi_index((*voxel.T, _facings(points[:, 3:])), table.shape)
    cells, cell_of = np.unique(place, return_inverse=True)
    table.reshape(-1)[cells] = np.arange(len(cells))
    return cell_of.astype(np.int32), len(cells)


def _widened(table: NDArray[np.int32]) -> NDArray[np.int32]:
    """Empty entries take the cell of a neighbouring voxel with the same facing."""
    wide = table
    for axis in range(3):
        ahead, behind = (tuple(slice(*ends) if k == axis else slice(None) for k in range(4)) for ends in ((1, None), (None, -1)))
        last, wide = wide, wide.copy()
        wide[ahead] = np.maximum(wide[ahead], last[behind])
        wide[behind] = np.maximum(wide[behind], last[ahead])
    return np.where(table < 0, wide, table)


@kernel
def _direct(lamps, power, shares, points, cell_of, light, count):
    """Adds each point's direct irradiance to its cell and divides by the number of points, which zeroed `count` becomes."""
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


@kernel
def link(bounds, links, triangles, table, origin, per_m, count, windows, points, wanted, start, cells, tints, reach_m):
    """For directions about each wanted point, dense as their cosine: the cell seen (-1: none) and the triangle hit, (N, R) each.

    Cells nearer than BESIDE_M are numbered on from `count`, the number of cells: see `bright.found`. After those come the skies
    of `Beyond`, with the number of triangles for a triangle.
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
        nearness, sky = 0.01, in_window(windows, x, y, z)
        for r in range(rays):
            u, v = square(start[i] * rays + r)
            dx, dy, dz = cosine_direction(u, v, nx, ny, nz)
            t, k, _u, _v = closest(bounds, links, triangles, x, y, z, dx, dy, dz, 1e6, stack)
            tints[i, r] = 0
            if k >= 0:
                hx, hy, hz, _back = normal_towards(triangles, k, dx, dy, dz)
                cell = cell_at(table, origin, per_m, x + t * dx, y + t * dy, z + t * dz, hx, hy, hz)
                cells[i, r] = cell + count if cell >= 0 and t < BESIDE_M else cell
                tints[i, r] = k
                nearness += 1.0 / (t + 0.01)
            elif sky >= 0:
                cells[i, r], tints[i, r] = 2 * count + sky, triangles.shape[0]
        reach_m[i] = rays / nearness


@kernel
def collect(light, albedo, cells, tints, out):
    """out (N, L * C): irradiance that arrives along the links of each point."""
    channels, count = albedo.shape[1], out.shape[1]
    share = np.float32(1.0 / cells.shape[1])
    for i in range(cells.shape[0]):
        for j in range(count):
            out[i, j] = 0
        for r in range(cells.shape[1]):
            source = cells[i, r]
            if source < 0:
                continue
            if channels == 3:
                face = tints[i, r]
                red, green, blue = share * albedo[face, 0], share * albedo[face, 1], share * albedo[face, 2]
                for j in range(0, count, 3):
                    out[i, j] += light[source, j] * red
                    out[i, j + 1] += light[source, j + 1] * green
                    out[i, j + 2] += light[source, j + 2] * blue
            else:
                tint = share * albedo[tints[i, r], 0]
                for j in range(count):
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


def settled_light(
    bvh: Bvh, albedo: F32, lamps: NDArray[np.float64], power: F32, gates: NDArray[np.float64], skies: NDArray[np.int64] = NO_SKY
) -> Cells:
    """The light of every lamp on every surface of the hierarchy.

    albedo: (F, C) of its triangles in leaf order; skies: numbers of the lamps that stand for the sky in a window.
    """
    low, high = extent(bvh)
    span = np.maximum(high - low, 0.01)
    per_m = 1.0 / CELL_M
    while np.prod(np.ceil(span * per_m) + 2) * 6 > TABLE_MAX:
        per_m *= 0.8
    origin = low - 0.5137 / per_m  # walls at round coordinates stay clear of voxel borders
    table = np.full((*(np.ceil(span * per_m).astype(int) + 2), 6), -1, np.int32)
    tree = (bvh.bounds, bvh.links, bvh.triangles)
    points, triangle, area_m2 = _strew(bvh.triangles, _point_count(bvh))
    buried = np.zeros(len(points), np.bool_)
    find_buried(*tree, points, buried)
    points, triangle = points[~buried], triangle[~buried]
    count = len(points)
    cell_of, cell_count = _number(points, table, origin, per_m)
    light, sky = np.zeros((cell_count, power.size), np.float32), beyond_of(lamps, power, skies)
    albedo = np.concatenate([albedo, np.ones((1, albedo.shape[1]), np.float32)])
    shares = np.ones((count, len(lamps)), np.float32)
    start = np.arange(count, dtype=np.int64)
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
    points_in = np.zeros(cell_count, np.float32)
    _direct(lamps, power, shares, points, cell_of, light, points_in)
    patches = patches_of(points, cell_of, light, albedo[triangle], area_m2, len(lamps), points_in)
    table = _widened(_widened(table))
    cells, tints = np.empty((count, RAYS), np.int32), np.empty((count, RAYS), np.int32)
    link(
        *tree,
        table,
        origin,
        per_m,
        cell_count,
        sky.windows,
        points,
        np.ones(count, np.bool_),
        start,
        cells,
        tints,
        np.empty(count, np.float32),
    )
    whole, arrived, thrown = light.copy(), np.empty((count, power.size), np.float32), np.zeros((count, power.size), np.float32)
    shine(*tree, points, np.ones(count, np.bool_), start, patches.points, patches.flux, patches.reach, PATCH_RAYS, thrown)
    for _ in range(BOUNCES):
        collect(found(whole, patches, sky.light), albedo, cells, tints, arrived)
        arrived += thrown
        before = whole.copy()
        _spread(arrived, cell_of, points_in, light, whole)
        if ((whole - before).sum(0) <= SETTLED * whole.sum(0)).all():
            break
    return Cells(origin, per_m, table, whole, albedo, patches, sky)


def _point_count(bvh: Bvh) -> int:
    """POINTS_M2 a square metre of surface, within bounds."""
    e1, e2 = bvh.triangles[:, 3:6].astype(np.float64), bvh.triangles[:, 6:].astype(np.float64)
    n = np.cross(e1, e2)
    doubled = np.sqrt(n[:, 0] ** 2 + n[:, 1] ** 2 + n[:, 2] ** 2)
    return int(min(POINTS_MAX, max(1000, round(float(np.add.accumulate(doubled)[-1]) * 0.5 * POINTS_M2)))) if len(n) else 0
