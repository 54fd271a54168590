"""Mirrored light: what a varnished or glass surface shows of the room."""

from __future__ import annotations

import math

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.bvh import STACK, closest, normal_towards
from synthclips.raster.direct import LIFT_M
from synthclips.raster.lamps import disc
from synthclips.raster.radiosity import cell_at
from synthclips.raster.sampling import around, scrambled, square, tile_rank, tile_start

MIRROR_RAYS = 4


@kernel
def mirror_grid(
    bounds, links, triangles, table, origin, per_m, light, albedo, glow, glow_lamp, gloss, eyes, seen_by,
    position, normal, material, out,
):  # fmt: skip
    """out (h, w, L * C): radiance that comes down the mirrored way; rougher the less gloss. Normals of matt points become zero.

    bounds, links, triangles: hierarchy over all faces, with its albedo (F, C), glow (F, C) cd/m2 and the lamp it goes with (F,).
    eyes: (N, 3); seen_by: (h, w) which of them sees a point.
    """
    stack, channels = np.empty(STACK, np.int32), albedo.shape[1]
    for y in range(position.shape[0]):
        for x in range(position.shape[1]):
            n, p = normal[y, x], position[y, x]
            out[y, x] = 0
            if material[y, x] < 0 or gloss[material[y, x]] <= 0.0 or (n[0] == 0 and n[1] == 0 and n[2] == 0):
                normal[y, x] = 0
                continue
            eye = eyes[seen_by[y, x]]
            rough = 0.35 * (1.0 - gloss[material[y, x]])
            ix, iy, iz = p[0] - eye[0], p[1] - eye[1], p[2] - eye[2]
            length = math.sqrt(max(ix * ix + iy * iy + iz * iz, 1e-12))
            ix, iy, iz = ix / length, iy / length, iz / length
            ox, oy, oz = p[0] + LIFT_M * n[0], p[1] + LIFT_M * n[1], p[2] + LIFT_M * n[2]
            for s in range(MIRROR_RAYS):
                u, v = square(tile_rank(x, y) * MIRROR_RAYS + tile_start(x, y) + s)
                a, b = disc(u, v)
                a, b = a * rough, b * rough
                hx, hy, hz = around(np.float64(n[0]), np.float64(n[1]), np.float64(n[2]), a, b, math.sqrt(1.0 - a * a - b * b))
                twice = 2.0 * (ix * hx + iy * hy + iz * hz)
                dx, dy, dz = ix - twice * hx, iy - twice * hy, iz - twice * hz
                if dx * n[0] + dy * n[1] + dz * n[2] <= 0.01:
                    continue
                t, k, _u, _v = closest(bounds, links, triangles, ox, oy, oz, dx, dy, dz, 1e6, stack)
                if k < 0:
                    continue
                if glow_lamp[k] >= 0:
                    for c in range(channels):
                        out[y, x, glow_lamp[k] * channels + c] += glow[k, c] / MIRROR_RAYS
                    continue
                fx, fy, fz, _back = normal_towards(triangles, k, dx, dy, dz)
                jitter = (y * position.shape[1] + x) * MIRROR_RAYS + s
                cx, cy, cz = _jittered(ox + t * dx, oy + t * dy, oz + t * dz, fx, fy, fz, 1.0 / per_m, jitter)
                cell = cell_at(table, origin, per_m, cx, cy, cz, fx, fy, fz)
                if cell >= 0:
                    for j in range(0, light.shape[1], channels):
                        for c in range(channels):
                            out[y, x, j + c] += light[cell, j + c] * albedo[k, c] / (math.pi * MIRROR_RAYS)


@inner
def _jittered(x, y, z, nx, ny, nz, size, counter):
    """The point moved within its plane by up to half a cell either way, so that cells blend instead of showing."""
    a, b = (scrambled(2 * counter) - 0.5) * size, (scrambled(2 * counter + 1) - 0.5) * size
    dx, dy, dz = around(nx, ny, nz, a, b, 0.0)
    return x + dx, y + dy, z + dz
