"""Soft occlusion: what movers, coarsely as spheres, take from wide lamps and from bounced light, on a coarse grid of pixels.

Sphere against cosine-weighted sky: n . d r^2 / d^3 (Quilez 2006, "Sphere ambient occlusion"). Sphere against a wide lamp:
overlap of two cones, eased between touching and full (after Oat & Sander 2007, "Ambient aperture lighting").
"""

from __future__ import annotations

import math

import numpy as np

from synthclips.kernel import inner, kernel

REACH = 7.0  # sphere radii from which a sphere no longer matters (1/49 of the half sky at best)
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
def cone_hidden(dx, dy, dz, rr, radius, lx, ly, lz, cos_l, sin_l):
    """Share of the lamp's cone that a sphere at d hides."""
    along = dx * lx + dy * ly + dz * lz
    if along < 0.0 and rr > 4.0 * radius * radius:
        return 0.0
    r = math.sqrt(rr)
    sin_s = min(radius / r, 0.999)
    cos_s = math.sqrt(1.0 - sin_s * sin_s)
    outside = cos_l * cos_s - sin_l * sin_s  # cosine where the cones just touch
    cosine = along / r
    if cosine <= outside:
        return 0.0
    inside = cos_l * cos_s + sin_l * sin_s  # cosine where one holds the other
    t = min((cosine - outside) / max(inside - outside, 1e-6), 1.0)
    return t * t * (3.0 - 2.0 * t) * min(1.0, (1.0 - cos_s) / (1.0 - cos_l))


@kernel
def occlude_grid(tiles, position, normal, spheres, starts, balls, lamps, wide, strong, field, near, far, points):
    """field (1 + W, gh, gw): share hidden of the bounced light, then of each wide lamp, at the coarse points.

    tiles: (TH, TW, 4) ball around each tile's room surface, radius < 0 if it has none; mover m owns
    spheres[starts[m]:starts[m + 1]], all inside balls[m]; wide: (W,) rows of `lamps`; strong: (TH, TW, L), lamps that matter in
    a tile. Only spheres that a tile is near to, or that may stand between it and a lamp, are looked at. near, far: scratch as
    large as `spheres`; points: (13, CELL * CELL).
    """
    for ty in range(tiles.shape[0]):
        for tx in range(tiles.shape[1]):
            x, y, z, radius = tiles[ty, tx, 0], tiles[ty, tx, 1], tiles[ty, tx, 2], tiles[ty, tx, 3]
            j0, i0 = ty * CELL, tx * CELL
            _clear(field, j0, i0)
            if radius < 0.0:
                continue
            count = 0
            for m in range(balls.shape[0]):
                reach = (0.6 * REACH + 1.0) * balls[m, 3] + radius
                if (balls[m, 0] - x) ** 2 + (balls[m, 1] - y) ** 2 + (balls[m, 2] - z) ** 2 < reach * reach:
                    count = _pick_near(x, y, z, radius, spheres, starts[m], starts[m + 1], near, count)
            if count:
                _dim_bounced(position, normal, near, count, points, field, j0, i0)
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
def _pick_near(x, y, z, radius, spheres, start, stop, near, count):
    """Copies the spheres whose reach touches the tile's ball to `near`; returns how many are there now."""
    for s in range(start, stop):
        dx, dy, dz, reach = spheres[s, 0] - x, spheres[s, 1] - y, spheres[s, 2] - z, REACH * spheres[s, 3] + radius
        if dx * dx + dy * dy + dz * dz < reach * reach:
            near[count, 0], near[count, 1], near[count, 2], near[count, 3] = (
                spheres[s, 0],
                spheres[s, 1],
                spheres[s, 2],
                spheres[s, 3],
            )
            count += 1
    return count


@inner
def _before(x, y, z, radius, balls, s, lx, ly, lz, cos_l, sin_l):
    """May a ball stand before the lamp for any point of the tile's ball?"""
    dx, dy, dz, r = balls[s, 0] - x, balls[s, 1] - y, balls[s, 2] - z, balls[s, 3]
    rr = dx * dx + dy * dy + dz * dz
    far = FAR * r + radius * sin_l
    return rr * sin_l * sin_l < far * far and cone_hidden(dx, dy, dz, rr, r + radius, lx, ly, lz, cos_l, sin_l) > 0.0


@inner
def _dim_bounced(position, normal, near, count, points, field, j0, i0):
    """Fills field 0 of one tile."""
    _gather(position, normal, j0, i0, points)
    left = points[12]
    for s in range(count):
        sx, sy, sz, r = f32(near[s, 0]), f32(near[s, 1]), f32(near[s, 2]), f32(near[s, 3])
        area, least = r * r, f32(1.0 / (REACH * REACH))
        for p in range(CELL * CELL):
            dx, dy, dz = sx - points[0, p], sy - points[1, p], sz - points[2, p]
            along = dx * points[3, p] + dy * points[4, p] + dz * points[5, p]
            rr = dx * dx + dy * dy + dz * dz
            rr = rr if rr > area else area
            share = along * area / (rr * math.sqrt(rr)) - least
            left[p] *= ONE - (share if share > ZERO else ZERO)
    _write(left, f32(1.0 - REFLECTED), field, 0, j0, i0)


@inner
def _dim_lamp(position, normal, far, count, lamp, points, field, k, j0, i0):
    """Fills field k of one tile. As `cone_hidden`, without branches, so that points go side by side."""
    _gather(position, normal, j0, i0, points)
    for p in range(CELL * CELL):
        x, y, z, cosine, sine = cone_to(lamp, float(points[0, p]), float(points[1, p]), float(points[2, p]))
        points[6, p], points[7, p], points[8, p], points[9, p], points[10, p] = x, y, z, cosine, sine
        points[11, p] = 1.0 / (1.0 - cosine)
        if x * points[3, p] + y * points[4, p] + z * points[5, p] < -sine:
            points[11, p] = 0.0  # the lamp is below the horizon
    left = points[12]
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
            both, span = points[9, p] * cos_s, points[10, p] * sin_s
            t = (cosine - both + span) / (TWO * span + TINY)
            t = t if t > ZERO else ZERO
            t = t if t < ONE else ONE
            size = sin_s * sin_s / (ONE + cos_s) * points[11, p]
            size = size if size < ONE else ONE
            share = t * t * (THREE - TWO * t) * size
            above = dx * points[3, p] + dy * points[4, p] + dz * points[5, p] + HALF * r
            left[p] *= ONE - (share if above > ZERO else ZERO)
    _write(left, ONE, field, k, j0, i0)


@inner
def _gather(position, normal, j0, i0, points):
    """Positions and normals of a tile's points into rows 0:3 and 3:6; row 12, what is left of the light, becomes 1."""
    for j in range(CELL):
        for i in range(CELL):
            p = j * CELL + i
            for q in range(3):
                points[q, p], points[3 + q, p] = position[j0 + j, i0 + i, q], normal[j0 + j, i0 + i, q]
            points[12, p] = 1.0


@inner
def _write(left, scale, field, k, j0, i0):
    """What is hidden, times `scale`, into field k."""
    for p in range(CELL * CELL):
        field[k, j0 + p // CELL, i0 + p % CELL] = (ONE - left[p]) * scale
