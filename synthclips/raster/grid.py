"""A coarse grid over the picture: surface points every `step` pixels, their values smoothed and read back not across edges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.coverage import aimed
from synthclips.raster.lens import Lens
from synthclips.raster.looking_glass import reflected
from synthclips.raster.plate import F32
from synthclips.raster.rays import ray_table, ray_through
from synthclips.raster.trace import UNIT, Seen

TURNED = 0.94  # cosine between normals from which values are not evened out: the light of rounded edges would spot what is flat


@dataclass(frozen=True, eq=False)
class Grid:
    """Points of the surfaces that the lens sees."""

    step: int  # pixels a grid cell
    position: F32  # (h, w, 3)
    normal: F32  # (h, w, 3) unit; zero where there is no surface
    material: np.ndarray  # (h, w) int16
    mirror: np.ndarray  # (h, w) uint8 the mirror in which it shows, 0: none


@inner
def surface_at(t, eye, m, table, aim, mirror, glass, sy, sx):
    """The surface at depth t that a sub-pixel shows: where it truly is, if it shows in a mirror."""
    px, py = aimed(aim[sy, sx], sy, sx)
    dx, dy, dz = ray_through(px, py, m, table)
    x, y, z = eye[0] + t * dx, eye[1] + t * dy, eye[2] + t * dz
    g = mirror[sy, sx]
    if g > 0:
        return reflected(glass[g], x, y, z)
    return x, y, z


@kernel
def _pick(depth, seen_normal, seen_material, eye, m, table, aim, seen_mirror, glass, step, position, normal, material, mirror):
    for y in range(position.shape[0]):
        for x in range(position.shape[1]):
            sy, sx = min(2 * step * y + step, depth.shape[0] - 1), min(2 * step * x + step, depth.shape[1] - 1)
            t = depth[sy, sx] if depth[sy, sx] < 1e6 else 0.0
            position[y, x, 0], position[y, x, 1], position[y, x, 2] = surface_at(
                t, eye, m, table, aim, seen_mirror, glass, sy, sx
            )
            mirror[y, x] = seen_mirror[sy, sx]
            for c in range(3):
                normal[y, x, c] = seen_normal[sy, sx, c] / UNIT
            material[y, x] = seen_material[sy, sx]


def pick(seen: Seen, lens: Lens, step: int) -> Grid:
    """The surface point in the middle of every step x step pixels."""
    h, w = -(-lens.height_px // step), -(-lens.width_px // step)
    position, normal = np.empty((2, h, w, 3), np.float32)
    grid = Grid(step, position, normal, np.empty((h, w), np.int16), np.empty((h, w), np.uint8))
    view = (seen.eye, lens.camera_from_world.astype(np.float64), ray_table(lens), seen.aim, seen.mirror, seen.glass.rows)
    _pick(seen.depth_m, seen.normal, seen.material, *view, step, grid.position, grid.normal, grid.material, grid.mirror)
    return grid


@inner
def alike(px, py, pz, nx, ny, nz, q, n):
    """How far q with normal n lies on the same smooth surface as p: 1 surely .. 0 not at all."""
    cosine = nx * n[0] + ny * n[1] + nz * n[2]
    if cosine < 0.75:
        return 0.0
    dx, dy, dz = q[0] - px, q[1] - py, q[2] - pz
    off = nx * dx + ny * dy + nz * dz
    back = n[0] * dx + n[1] * dy + n[2] * dz
    off = max(abs(off), abs(back))
    reach = 0.01 + 0.12 * np.sqrt(dx * dx + dy * dy + dz * dz)
    if off >= reach:
        return 0.0
    return (1.0 - off / reach) * min((cosine - 0.75) * 8.0, 1.0)


@inner
def _near(position, normal, b, a, px, py, pz, nx, ny, nz, far):
    """How alike the grid point in row b and column a is; 0 beyond the border, or beyond the square root of `far` metres."""
    if b < 0 or b >= position.shape[0] or a < 0 or a >= position.shape[1]:
        return 0.0
    q = position[b, a]
    if (q[0] - px) ** 2 + (q[1] - py) ** 2 + (q[2] - pz) ** 2 > far:
        return 0.0
    n = normal[b, a]
    turned = nx * n[0] + ny * n[1] + nz * n[2]
    return 0.0 if turned < TURNED else alike(px, py, pz, nx, ny, nz, q, n)


@kernel
def smooth(values, kept, position, normal, reach_m, stride, last, single, wanted, out):
    """out (h, w, K): the mean of values over 5x5 neighbours at a stride, on the same surface, no further than reach_m (h, w).

    Only where wanted (h, w); the rest stays as it is.
    Neighbours count in opposite pairs, so that a slope, or a wall on one side, shifts nothing. kept: (h, w, K) 1, or 0 for values
    to leave out; (h, w, 1) if that is the same for all K. last: weight of the outer ones; with 1/2 and stride 1 every sample of
    a 4x4 tile weighs alike. single: share of its weight that one without an opposite keeps.
    """
    h, w, count = values.shape
    total, weights = np.empty(count, np.float32), np.empty(count, np.float32)
    for y in range(h):
        for x in range(w):
            if not wanted[y, x]:
                continue
            n, p = normal[y, x], position[y, x]
            if n[0] == 0 and n[1] == 0 and n[2] == 0:
                out[y, x] = 0
                continue
            if _even(values, y, x, stride):
                out[y, x] = values[y, x]
                continue
            px, py, pz = np.float64(p[0]), np.float64(p[1]), np.float64(p[2])
            nx, ny, nz = np.float64(n[0]), np.float64(n[1]), np.float64(n[2])
            total[:] = 0
            weights[:] = 0
            _add(values, kept, y, x, np.float32(1.0), total, weights)
            far = np.float64(reach_m[y, x]) ** 2
            for pair in range(12):  # the half plane of offsets after the middle: (0, 1), (0, 2), (1, -2) .. (2, 2)
                j, i = (pair + 3) // 5, (pair + 3) % 5 - 2
                tap = (last if abs(i) == 2 else 1.0) * (last if j == 2 else 1.0)
                b, a, d, c = y + j * stride, x + i * stride, y - j * stride, x - i * stride
                one = tap * _near(position, normal, b, a, px, py, pz, nx, ny, nz, far)
                if one == 0.0 and single == 0.0:
                    continue
                other = tap * _near(position, normal, d, c, px, py, pz, nx, ny, nz, far)
                both = min(one, other)
                ahead, behind = np.float32(both + single * (one - both)), np.float32(both + single * (other - both))
                if ahead > 0.0:
                    _add(values, kept, b, a, ahead, total, weights)
                if behind > 0.0:
                    _add(values, kept, d, c, behind, total, weights)
            for k in range(count):
                weight = weights[k if kept.shape[2] > 1 else 0]
                out[y, x, k] = total[k] / weight if weight > 0 else values[y, x, k]


@inner
def _add(values, kept, y, x, share, total, weights):
    """Adds a share of a point's values to the total, and its weight."""
    if kept.shape[2] == 1:
        share *= kept[y, x, 0]
        weights[0] += share
        for k in range(values.shape[2]):
            total[k] += share * values[y, x, k]
        return
    for k in range(values.shape[2]):
        weights[k] += share * kept[y, x, k]
        total[k] += share * kept[y, x, k] * values[y, x, k]


@inner
def _even(values, y, x, stride):
    """Whether all that `smooth` looks at are the same noughts and ones: then so is their mean, to the bit."""
    h, w, count = values.shape
    for k in range(count):
        if values[y, x, k] != 0.0 and values[y, x, k] != 1.0:
            return False
    for b in range(max(y - 2 * stride, y % stride), min(y + 2 * stride + 1, h), stride):
        for a in range(max(x - 2 * stride, x % stride), min(x + 2 * stride + 1, w), stride):
            for k in range(count):
                if values[b, a, k] != values[y, x, k]:
                    return False
    return True


@kernel
def find_few(position, normal, least, few):
    """few (h, w) bool: points whose value `smooth` finds less than `least` others to even out with, as on narrow faces."""
    h, w, _ = position.shape
    for y in range(h):
        for x in range(w):
            n, p = normal[y, x], position[y, x]
            px, py, pz, nx, ny, nz = float(p[0]), float(p[1]), float(p[2]), float(n[0]), float(n[1]), float(n[2])
            total = -1.0  # itself
            for b in range(y - 2, y + 3):
                for a in range(x - 2, x + 3):
                    total += _near(position, normal, b, a, px, py, pz, nx, ny, nz, 1e9)
            few[y, x] = total < least and nx * nx + ny * ny + nz * nz > 0.0


@kernel
def find_steep(values, position, normal, most, steep):
    """steep (h, w) bool: where the sum of a point's values (h, w, K) is off by more than the factor `most` from a neighbour's, on
    the same surface: the grid is too coarse there.
    """
    h, w, _ = values.shape
    for y in range(h):
        for x in range(w):
            n, p = normal[y, x], position[y, x]
            px, py, pz, nx, ny, nz = float(p[0]), float(p[1]), float(p[2]), float(n[0]), float(n[1]), float(n[2])
            here = values[y, x].sum()
            for b in range(max(y - 1, 0), min(y + 2, h)):
                for a in range(max(x - 1, 0), min(x + 2, w)):
                    if _near(position, normal, b, a, px, py, pz, nx, ny, nz, 1e9) > 0.0:
                        there = values[b, a].sum()
                        if max(here, there) > most * min(here, there):
                            steep[y, x] = True


@kernel
def weigh(position, normal, step, x, y, px, py, pz, nx, ny, nz, taps, weights):
    """The grid points whose mean is the value at pixel position (x, y), surface point p with normal n.

    Fills taps (16,) int, places in the grid read row by row, and weights (16,), sum 1; returns how many, 0: nothing is alike.
    """
    h, w, _ = position.shape
    gx, gy = x / step - 0.5, y / step - 0.5
    x0, y0 = int(np.floor(gx)), int(np.floor(gy))
    for margin in range(2):  # the four around, and if those lie on other surfaces the sixteen around
        total, widen, used = 0.0, 1.0 + 0.5 * margin, 0
        for b in range(max(y0 - margin, 0), min(y0 + margin + 2, h)):
            for a in range(max(x0 - margin, 0), min(x0 + margin + 2, w)):
                near = max(widen - abs(gx - a), 0.0) * max(widen - abs(gy - b), 0.0)
                if near <= 0.0:
                    continue
                near *= alike(px, py, pz, nx, ny, nz, position[b, a], normal[b, a])
                if near > 0.0:
                    taps[used], weights[used] = b * w + a, near
                    total += near
                    used += 1
        if total > 0.05:
            break
    if total <= 0.02:
        return 0
    for k in range(used):
        weights[k] /= total
    return used


@inner
def weighted(values, used, taps, weights, k):
    """Value k of a grid (h * w, K) under the taps and weights of `weigh`."""
    total = 0.0
    for t in range(used):
        total += weights[t] * values[taps[t], k]
    return total


@inner
def weighted_row(values, used, taps, weights, out):
    """out (K,): `weighted` of every k."""
    out[:] = 0
    for t in range(used):
        for k in range(values.shape[1]):
            out[k] += weights[t] * values[taps[t], k]
