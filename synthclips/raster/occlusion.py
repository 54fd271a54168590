"""Soft occlusion: what movers, coarsely as spheres, take from wide lamps and from bounced light, on a coarse grid of plate pixels.

Sphere against cosine-weighted sky: n . d r^2 / d^3 (Quilez 2006, "Sphere ambient occlusion"). Sphere against a wide lamp: overlap of
two cones, eased between touching and full (after Oat & Sander 2007, "Ambient aperture lighting").
"""

from __future__ import annotations

import math

import numpy as np

from synthclips.kernel import inner, kernel

REACH = 7.0  # sphere radii from which a sphere no longer matters (1/49 of the half sky at best)
FAR = 6.0  # radii, over the sine of a lamp's cone: beyond, a sphere hides less than 1/36 of the lamp
REFLECTED = 0.2  # share of the taken bounced light that the mover's own surface gives back
CELL = 4  # coarse points along a tile's side


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
def occlude_grid(tiles, position, normal, spheres, starts, balls, lamps, wide, field, touched):
    """field (1 + W, gh, gw): share hidden of the bounced light, then of each wide lamp, at the coarse points.

    tiles: (TH, TW, 4) ball around each tile's room surface, radius < 0 if it has none; mover m owns
    spheres[starts[m]:starts[m + 1]], all inside balls[m]; wide: (W,) rows of `lamps`; touched: (TH, TW) set to 1
    where a tile's points are not all 0. Only spheres that a tile is near to, or that may stand between it and a
    lamp, are looked at.
    """
    near, far = np.empty((spheres.shape[0], 4)), np.empty((spheres.shape[0], 4))
    for ty in range(tiles.shape[0]):
        for tx in range(tiles.shape[1]):
            touched[ty, tx] = 0
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
                touched[ty, tx] |= _dim_bounced(position, normal, near, count, field, j0, i0)
            for k in range(wide.shape[0]):
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
                    touched[ty, tx] |= _dim_lamp(position, normal, far, count, lamp, field, 1 + k, j0, i0)


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
def _dim_bounced(position, normal, near, count, field, j0, i0):
    """Fills field 0 of one tile; 1 if anything is hidden."""
    dimmed = 0
    for j in range(j0, j0 + CELL):
        for i in range(i0, i0 + CELL):
            x, y, z = position[j, i, 0], position[j, i, 1], position[j, i, 2]
            nx, ny, nz = normal[j, i, 0], normal[j, i, 1], normal[j, i, 2]
            if not x < 1e8:
                continue
            left = 1.0
            for s in range(count):
                dx, dy, dz, r = near[s, 0] - x, near[s, 1] - y, near[s, 2] - z, near[s, 3]
                along = dx * nx + dy * ny + dz * nz
                rr = max(dx * dx + dy * dy + dz * dz, r * r)
                if along > 0.0 and rr < REACH * REACH * r * r:
                    share = along * r * r / (rr * math.sqrt(rr)) - 1.0 / (REACH * REACH)
                    if share > 0.0:
                        left *= 1.0 - share
            field[0, j, i] = (1.0 - left) * (1.0 - REFLECTED)
            if left < 0.998:
                dimmed = 1
    return dimmed


@inner
def _dim_lamp(position, normal, far, count, lamp, field, k, j0, i0):
    """Fills field k of one tile; 1 if anything is hidden."""
    dimmed = 0
    for j in range(j0, j0 + CELL):
        for i in range(i0, i0 + CELL):
            x, y, z = position[j, i, 0], position[j, i, 1], position[j, i, 2]
            nx, ny, nz = normal[j, i, 0], normal[j, i, 1], normal[j, i, 2]
            if not x < 1e8:
                continue
            lx, ly, lz, cos_l, sin_l = cone_to(lamp, x, y, z)
            if lx * nx + ly * ny + lz * nz < -sin_l:
                continue
            left = 1.0
            for s in range(count):
                dx, dy, dz, r = far[s, 0] - x, far[s, 1] - y, far[s, 2] - z, far[s, 3]
                if dx * nx + dy * ny + dz * nz > -0.5 * r:
                    rr = max(dx * dx + dy * dy + dz * dz, 1e-6)
                    left *= 1.0 - cone_hidden(dx, dy, dz, rr, r, lx, ly, lz, cos_l, sin_l)
            field[k, j, i] = 1.0 - left
            if left < 0.998:
                dimmed = 1
    return dimmed
