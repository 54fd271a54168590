"""Soft occlusion: what movers, coarsely as spheres, take from wide lamps and from bounced light, on a coarse grid of pixels.

Sphere against cosine-weighted sky: n . d r^2 / d^3 (Quilez 2006, "Sphere ambient occlusion"). Sphere against a wide lamp:
overlap of two cones, eased between touching and full (after Oat & Sander 2007, "Ambient aperture lighting"). ALONE was found
with rays to the whole skin of a person and a cat (`tests/test_occlusion.py`).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel

ALONE = 0.54  # share of a sphere, seen from the room, that no other sphere of its body covers
LEAST = 0.05  # share of the half sky below which a mover takes nothing, so that few tiles are touched; from twice that, all
FAR = 6.0  # radii, over the sine of a lamp's cone: beyond, a sphere hides less than 1/36 of the lamp
REFLECTED = 0.2  # share of the taken bounced light that the mover's own surface gives back
CELL = 4  # coarse points along a tile's side
f32 = np.float32
ZERO, HALF, ONE, TWO, THREE, TINY, NEARLY = f32(0.0), f32(0.5), f32(1.0), f32(2.0), f32(3.0), f32(1e-6), f32(0.999)


@inner
def cone_to(lamp, px, py, pz):
    """Direction to a wide lamp's centre and the cosine and sine of the cone that holds as much solid angle."""
    x, y, z = lamp[1] - px, lamp[2] - py, lamp[3] - pz
    rr = max(x * x + y * y + z * z, 1e-6)
    r = math.sqrt(rr)
    x, y, z = x / r, y / r, z / r
    facing = max(-(x * lamp[4] + y * lamp[5] + z * lamp[6]), 0.05)
    solid = min(lamp[14] * facing / (rr + 0.4 * lamp[14]), 5.0)  # eased near the lamp, where the far formula breaks
    cosine = max(1.0 - solid / (2.0 * math.pi), 0.1)
    return x, y, z, cosine, math.sqrt(1.0 - cosine * cosine)


@inner
def cones_touch(dx, dy, dz, rr, radius, lx, ly, lz, cos_l, sin_l):
    """Does a sphere at d hide any of the lamp's cone?"""
    along = dx * lx + dy * ly + dz * lz
    if along < 0.0 and rr > 4.0 * radius * radius:
        return False
    r = math.sqrt(rr)
    sin_s = min(radius / r, 0.999)
    return along / r > cos_l * math.sqrt(1.0 - sin_s * sin_s) - sin_l * sin_s


def sky_reach_m(radii_m: NDArray[np.float64]) -> float:
    """Distance beyond which spheres of these radii take, all together, less than LEAST of anybody's sky."""
    return math.sqrt(ALONE / LEAST * math.fsum(radii_m * radii_m))


@kernel
def occlude_grid(tiles, position, normal, spheres, starts, balls, lamps, wide, strong, field, skies, far, points):
    """field (1 + W, gh, gw): share hidden of the bounced light, then of each wide lamp, at the coarse points.

    tiles: (TH, TW, 4) ball around each tile's room surface, radius < 0 if it has none; mover m owns
    spheres[starts[m]:starts[m + 1]], all inside balls[m]; wide: (W,) rows of `lamps`; strong: (TH, TW, L), lamps that matter in
    a tile; far: scratch as large as `spheres`; points: (12, CELL * CELL). Only movers that may take some of a tile's sky, as far
    from it as `skies` (M,) says, and spheres that may stand between it and a lamp, are looked at.
    """
    for ty in range(tiles.shape[0]):
        for tx in range(tiles.shape[1]):
            x, y, z, radius = tiles[ty, tx, 0], tiles[ty, tx, 1], tiles[ty, tx, 2], tiles[ty, tx, 3]
            j0, i0 = ty * CELL, tx * CELL
            _clear(field, j0, i0)
            if radius < 0.0:
                continue
            gathered = False
            for m in range(balls.shape[0]):
                reach = skies[m] + balls[m, 3] + radius
                if (balls[m, 0] - x) ** 2 + (balls[m, 1] - y) ** 2 + (balls[m, 2] - z) ** 2 > reach * reach:
                    continue
                if _takes_sky(x, y, z, radius, spheres, starts[m], starts[m + 1]):
                    if not gathered:
                        _gather(position, normal, j0, i0, points)
                    gathered = True
                    _dim_bounced(spheres, starts[m], starts[m + 1], points)
            if gathered:
                _write(points[11], f32(1.0 - REFLECTED), field, 0, j0, i0)
            for k in range(wide.shape[0]):
                if strong[ty, tx, wide[k]] == 0:
                    continue
                lamp = lamps[wide[k]]
                lx, ly, lz, cos_l, sin_l = cone_to(lamp, x, y, z)
                count = 0
                for m in range(balls.shape[0]):
                    if _before(x, y, z, radius, balls, m, lx, ly, lz, cos_l, sin_l):
                        for s in range(starts[m], starts[m + 1]):
                            if _before(x, y, z, radius, spheres, s, lx, ly, lz, cos_l, sin_l):
                                far[count, 0], far[count, 1], far[count, 2] = spheres[s, 0], spheres[s, 1], spheres[s, 2]
                                far[count, 3] = spheres[s, 3]
                                count += 1
                if count:
                    _dim_lamp(position, normal, far, count, lamp, points, field, 1 + k, j0, i0)


@inner
def _clear(field, j0, i0):
    for k in range(field.shape[0]):
        for j in range(j0, j0 + CELL):
            for i in range(i0, i0 + CELL):
                field[k, j, i] = 0.0


@inner
def _takes_sky(x, y, z, radius, spheres, start, stop):
    """May a mover take LEAST or more of the half sky of a point in the tile's ball?"""
    most = 0.0
    for s in range(start, stop):
        dx, dy, dz, area = spheres[s, 0] - x, spheres[s, 1] - y, spheres[s, 2] - z, spheres[s, 3] * spheres[s, 3]
        away = max(math.sqrt(dx * dx + dy * dy + dz * dz) - radius, spheres[s, 3])
        most += ALONE * area / (away * away)
        if most >= LEAST:
            return True
    return False


@inner
def _before(x, y, z, radius, balls, s, lx, ly, lz, cos_l, sin_l):
    """May a ball stand before the lamp for any point of the tile's ball?"""
    dx, dy, dz, r = balls[s, 0] - x, balls[s, 1] - y, balls[s, 2] - z, balls[s, 3]
    rr = dx * dx + dy * dy + dz * dz
    far = FAR * r + radius * sin_l
    return rr * sin_l * sin_l < far * far and cones_touch(dx, dy, dz, rr, r + radius, lx, ly, lz, cos_l, sin_l)


@inner
def _dim_bounced(spheres, start, stop, points):
    """Takes one mover's share of the sky out of row 11 of the points, eased in above LEAST."""
    left, own = points[11], points[6]
    for p in range(CELL * CELL):
        own[p] = ONE
    for s in range(start, stop):
        sx, sy, sz, r = f32(spheres[s, 0]), f32(spheres[s, 1]), f32(spheres[s, 2]), f32(spheres[s, 3])
        area, scale = r * r, f32(ALONE) * r * r
        for p in range(CELL * CELL):
            dx, dy, dz = sx - points[0, p], sy - points[1, p], sz - points[2, p]
            along = dx * points[3, p] + dy * points[4, p] + dz * points[5, p]
            rr = dx * dx + dy * dy + dz * dz
            rr = rr if rr > area else area
            share = along * scale / (rr * math.sqrt(rr))
            own[p] *= ONE - (share if share > ZERO else ZERO)
    for p in range(CELL * CELL):
        taken = ONE - own[p]
        ramp = taken * f32(1.0 / LEAST) - ONE
        ramp = ramp if ramp > ZERO else ZERO
        left[p] *= ONE - taken * (ramp if ramp < ONE else ONE)


@inner
def _dim_lamp(position, normal, far, count, lamp, points, field, k, j0, i0):
    """Fills field k of one tile. Without branches, so that points go side by side."""
    _gather(position, normal, j0, i0, points)
    for p in range(CELL * CELL):
        x, y, z, cosine, sine = cone_to(lamp, float(points[0, p]), float(points[1, p]), float(points[2, p]))
        points[6, p], points[7, p], points[8, p] = x, y, z
        points[9, p], points[10, p] = math.sqrt(1.0 - cosine), 1.0 / (1.0 - cosine)
        if x * points[3, p] + y * points[4, p] + z * points[5, p] < -sine:
            points[10, p] = 0.0  # the lamp is below the horizon
    left = points[11]
    for s in range(count):
        sx, sy, sz, r = f32(far[s, 0]), f32(far[s, 1]), f32(far[s, 2]), f32(far[s, 3])
        for p in range(CELL * CELL):
            dx, dy, dz = sx - points[0, p], sy - points[1, p], sz - points[2, p]
            rr = dx * dx + dy * dy + dz * dz
            inv = ONE / math.sqrt(rr if rr > TINY else TINY)
            sin_s = r * inv
            sin_s = sin_s if sin_s < NEARLY else NEARLY
            cos_s = math.sqrt(ONE - sin_s * sin_s)
            cosine = (dx * points[6, p] + dy * points[7, p] + dz * points[8, p]) * inv
            bulge = sin_s * sin_s / (ONE + cos_s)
            apart = ONE - cosine
            own, other, off = math.sqrt(bulge), points[9, p], math.sqrt(apart if apart > ZERO else ZERO)
            t = (own + other - off) / (TWO * (own if own < other else other))
            t = t if t > ZERO else ZERO
            t = t if t < ONE else ONE
            size = f32(ALONE) * bulge * points[10, p]
            size = size if size < ONE else ONE
            share = t * t * (THREE - TWO * t) * size
            above = dx * points[3, p] + dy * points[4, p] + dz * points[5, p] + HALF * r
            left[p] *= ONE - (share if above > ZERO else ZERO)
    _write(left, ONE, field, k, j0, i0)


@inner
def _gather(position, normal, j0, i0, points):
    """Positions and normals of a tile's points into rows 0:3 and 3:6; row 11, what is left of the light, becomes 1."""
    for j in range(CELL):
        for i in range(CELL):
            p = j * CELL + i
            for q in range(3):
                points[q, p], points[3 + q, p] = position[j0 + j, i0 + i, q], normal[j0 + j, i0 + i, q]
            points[11, p] = 1.0


@inner
def _write(left, scale, field, k, j0, i0):
    """What is hidden, times `scale`, into field k."""
    for p in range(CELL * CELL):
        field[k, j0 + p // CELL, i0 + p % CELL] = (ONE - left[p]) * scale
