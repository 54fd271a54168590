"""Soft occlusion: what movers, coarsely as spheres, take from wide lamps and from bounced light, on a coarse grid of plate pixels.

Sphere against cosine-weighted sky: n . d r^2 / d^3 (Quilez 2006, "Sphere ambient occlusion"). Sphere against a wide lamp: overlap of
two cones, eased between touching and full (after Oat & Sander 2007, "Ambient aperture lighting").
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from synthclips.raster.lamps import AREA

REACH = 7.0  # sphere radii from which a sphere no longer matters (1/49 of the half sky at best)
FAR = 6.0  # radii, over the sine of a lamp's cone: beyond, a sphere hides less than 1/36 of the lamp
REFLECTED = 0.2  # share of the taken bounced light that the mover's own surface gives back
CELL = 4  # coarse points along a tile's side


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def cone_hidden(dx, dy, dz, rr, radius, lx, ly, lz, cos_l, sin_l):
    """Share of the lamp's cone that a sphere at d hides."""
    r = math.sqrt(rr)
    cosine = (dx * lx + dy * ly + dz * lz) / r
    sin_s = min(radius / r, 0.999)
    cos_s = math.sqrt(1.0 - sin_s * sin_s)
    outside = cos_l * cos_s - sin_l * sin_s  # cosine where the cones just touch
    if cosine <= outside:
        return 0.0
    inside = cos_l * cos_s + sin_l * sin_s  # cosine where one holds the other
    t = min((cosine - outside) / max(inside - outside, 1e-6), 1.0)
    return t * t * (3.0 - 2.0 * t) * min(1.0, (1.0 - cos_s) / (1.0 - cos_l))


@njit(cache=True, nogil=True)
def occlude_grid(tiles, position, normal, spheres, starts, balls, lamps, wide, field, touched):
    """field (1 + W, gh, gw): share hidden of the bounced light, then of each wide lamp, at the coarse points.

    tiles: (TH, TW, 4) ball around each tile's room surface, radius < 0 if it has none; mover m owns
    spheres[starts[m]:starts[m + 1]], all inside balls[m]; wide: (W,) rows of `lamps`; touched: (TH, TW) set to 1
    where a tile's points are not all 0. Only spheres that a tile is near to, or that may stand between it and a
    lamp, are looked at.
    """
    picked = np.empty(spheres.shape[0], np.int64)
    cones = np.empty((wide.shape[0], 5))
    for ty in range(tiles.shape[0]):
        for tx in range(tiles.shape[1]):
            touched[ty, tx] = 0
            field[:, ty * CELL : ty * CELL + CELL, tx * CELL : tx * CELL + CELL] = 0.0
            tile = tiles[ty, tx]
            if tile[3] < 0.0:
                continue
            for k in range(wide.shape[0]):
                cones[k] = cone_to(lamps[wide[k]], tile[0], tile[1], tile[2])
            count = 0
            for m in range(balls.shape[0]):
                if _may_hide(tile, balls[m], REACH * 0.6 * balls[m, 3], cones):
                    count = _near_spheres(tile, spheres, starts[m], starts[m + 1], cones, picked, count)
            if count == 0:
                continue
            for j in range(ty * CELL, min(ty * CELL + CELL, position.shape[0])):
                for i in range(tx * CELL, min(tx * CELL + CELL, position.shape[1])):
                    if _occlude_point(position[j, i], normal[j, i], spheres, picked, count, lamps, wide, field, j, i):
                        touched[ty, tx] = 1


@njit(cache=True, nogil=True)
def _may_hide(tile, ball, reach, cones):
    """Is the ball within reach of the tile, or before a lamp as the tile sees it?"""
    dx, dy, dz = ball[0] - tile[0], ball[1] - tile[1], ball[2] - tile[2]
    rr = dx * dx + dy * dy + dz * dz
    if rr < (reach + ball[3] + tile[3]) ** 2:
        return True
    for k in range(cones.shape[0]):
        lx, ly, lz, cos_l, sin_l = cones[k]
        far = FAR / sin_l * ball[3] + tile[3]
        if rr < far * far and cone_hidden(dx, dy, dz, rr, ball[3] + tile[3], lx, ly, lz, cos_l, sin_l) > 0.0:
            return True
    return False


@njit(cache=True, nogil=True)
def _near_spheres(tile, spheres, start, stop, cones, picked, count):
    for s in range(start, stop):
        if _may_hide(tile, spheres[s], (REACH - 1.0) * spheres[s, 3], cones):
            picked[count] = s
            count += 1
    return count


@njit(cache=True, nogil=True)
def _occlude_point(p, n, spheres, picked, count, lamps, wide, field, j, i):
    if not p[0] < 1e8:
        return False
    left = 1.0
    for c in range(count):
        s = spheres[picked[c]]
        dx, dy, dz = s[0] - p[0], s[1] - p[1], s[2] - p[2]
        rr = max(dx * dx + dy * dy + dz * dz, s[3] * s[3])
        along = dx * n[0] + dy * n[1] + dz * n[2]
        if along > 0.0:
            share = along * s[3] * s[3] / (rr * math.sqrt(rr)) - 1.0 / (REACH * REACH)
            if share > 0.0:
                left *= 1.0 - min(share, 1.0)
    field[0, j, i] = (1.0 - left) * (1.0 - REFLECTED)
    any_hidden = left < 0.998
    for k in range(wide.shape[0]):
        lx, ly, lz, cos_l, sin_l = cone_to(lamps[wide[k]], p[0], p[1], p[2])
        if lamps[wide[k], 0] != AREA or lx * n[0] + ly * n[1] + lz * n[2] < -sin_l:
            continue
        left = 1.0
        for c in range(count):
            s = spheres[picked[c]]
            dx, dy, dz = s[0] - p[0], s[1] - p[1], s[2] - p[2]
            if dx * n[0] + dy * n[1] + dz * n[2] > -0.5 * s[3]:
                left *= 1.0 - cone_hidden(dx, dy, dz, max(dx * dx + dy * dy + dz * dz, 1e-6), s[3], lx, ly, lz, cos_l, sin_l)
        field[1 + k, j, i] = 1.0 - left
        if left < 0.998:
            any_hidden = True
    return any_hidden
