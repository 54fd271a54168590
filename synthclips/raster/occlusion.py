"""Soft occlusion: what movers, coarsely as spheres, take from wide lamps and from bounced light, on a coarse grid of pixels.

Sphere against cosine-weighted sky: n . d r^2 / d^3 (Quilez 2006, "Sphere ambient occlusion"). Sphere against a wide lamp:
overlap of two cones, eased between touching and full (after Oat & Sander 2007, "Ambient aperture lighting"). ALONE was found
with rays to the whole skin of a person and a cat (`tests/test_occlusion.py`).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.kernel import inner, kernel

I64 = NDArray[np.int64]

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


def sky_reach_m(radii_m: NDArray[np.float64]) -> float:
    """Distance beyond which spheres of these radii take, all together, less than LEAST of anybody's sky."""
    return math.sqrt(ALONE / LEAST * math.fsum(radii_m * radii_m))


class Points(NamedTuple):
    """The coarse points tile by tile, P = CELL * CELL each, and the wide lamps as they see them.

    cone: direction to the lamp's middle, sqrt(1 - cos) of its cone, and 1 / (1 - cos), 0 where it is below the horizon.
    """

    place: F32  # (TH, TW, 6, P) position and normal
    cone: F32  # (L, TH, TW, 5, P)
    tile_cone: NDArray[np.float64]  # (L, TH, TW, 5) direction, cosine and sine, from the middle of the tile


def points_of(tiles: NDArray[np.float64], position: F32, normal: F32, lamps: NDArray[np.float64], wide: I64) -> Points:
    """position, normal (gh, gw, 3); of `lamps`, only rows `wide` are filled in."""
    th, tw = tiles.shape[:2]
    both = np.concatenate([position, normal], 2).reshape(th, CELL, tw, CELL, 6)
    place = np.ascontiguousarray(both.transpose(0, 2, 4, 1, 3)).reshape(th, tw, 6, CELL * CELL)
    cone = np.zeros((len(lamps), th, tw, 5, CELL * CELL), np.float32)
    tile_cone = np.zeros((len(lamps), th, tw, 5))
    _aim(tiles, place, lamps, wide, cone, tile_cone)
    return Points(place, cone, tile_cone)


@kernel
def _aim(tiles, place, lamps, wide, cone, tile_cone):
    for n in range(wide.shape[0]):
        k = wide[n]
        for ty in range(tiles.shape[0]):
            for tx in range(tiles.shape[1]):
                if tiles[ty, tx, 3] < 0.0:
                    continue
                out, at = tile_cone[k, ty, tx], place[ty, tx]
                out[0], out[1], out[2], out[3], out[4] = cone_to(lamps[k], tiles[ty, tx, 0], tiles[ty, tx, 1], tiles[ty, tx, 2])
                for p in range(CELL * CELL):
                    x, y, z, cosine, sine = cone_to(lamps[k], float(at[0, p]), float(at[1, p]), float(at[2, p]))
                    above = x * at[3, p] + y * at[4, p] + z * at[5, p] >= -sine
                    cone[k, ty, tx, 0, p], cone[k, ty, tx, 1, p], cone[k, ty, tx, 2, p] = x, y, z
                    cone[k, ty, tx, 3, p], cone[k, ty, tx, 4, p] = math.sqrt(1.0 - cosine), 1.0 / (1.0 - cosine) if above else 0.0


@kernel
def occlude_grid(tiles, points, spheres, starts, balls, wide, strong, field, skies, scratch):
    """field (1 + W, gh, gw): share hidden of the bounced light, then of each wide lamp, at the coarse points.

    tiles: (TH, TW, 4) ball around each tile's room surface, radius < 0 if it has none; mover m owns
    spheres[:, starts[m]:starts[m + 1]] of (4, S) centre and radius, all inside balls[m]; wide: (W,) lamps; strong: (TH, TW, L),
    lamps that matter in a tile; scratch: (3, max(P, S)). Only movers that may take some of a tile's sky, as far from it as
    `skies` (M,) says, and spheres that may stand between it and a lamp, are looked at.
    """
    left, own = scratch[0, : CELL * CELL], scratch[1, : CELL * CELL]
    told, chosen = scratch[1].view(np.int32), scratch[2].view(np.int32)
    for ty in range(tiles.shape[0]):
        for tx in range(tiles.shape[1]):
            x, y, z, radius = tiles[ty, tx, 0], tiles[ty, tx, 1], tiles[ty, tx, 2], tiles[ty, tx, 3]
            j0, i0 = ty * CELL, tx * CELL
            _clear(field, j0, i0)
            if radius < 0.0:
                continue
            at, middle, some = points.place[ty, tx], (f32(x), f32(y), f32(z), f32(radius)), False
            for m in range(balls.shape[0]):
                reach = skies[m] + balls[m, 3] + radius
                if (balls[m, 0] - x) ** 2 + (balls[m, 1] - y) ** 2 + (balls[m, 2] - z) ** 2 > reach * reach:
                    continue
                if _takes_sky(middle, spheres, starts[m], starts[m + 1], scratch[1]):
                    if not some:
                        left[:] = ONE
                    some = True
                    _dim_bounced(spheres, starts[m], starts[m + 1], at, own, left)
            if some:
                _write(left, f32(1.0 - REFLECTED), field, 0, j0, i0)
            for k in range(wide.shape[0]):
                lamp = wide[k]
                if strong[ty, tx, lamp] == 0:
                    continue
                axis, count = points.tile_cone[lamp, ty, tx], 0
                cone = f32(axis[0]), f32(axis[1]), f32(axis[2]), f32(axis[3]), f32(axis[4])
                for m in range(balls.shape[0]):
                    if _may_hide(f32(balls[m, 0]), f32(balls[m, 1]), f32(balls[m, 2]), f32(balls[m, 3]), middle, cone):
                        count = _choose(middle, spheres, starts[m], starts[m + 1], cone, told, chosen, count)
                if count:
                    left[:] = ONE
                    _dim_lamp(spheres, chosen, count, at, points.cone[lamp, ty, tx], left)
                    _write(left, ONE, field, 1 + k, j0, i0)


@inner
def _clear(field, j0, i0):
    for k in range(field.shape[0]):
        for j in range(j0, j0 + CELL):
            for i in range(i0, i0 + CELL):
                field[k, j, i] = 0.0


@inner
def _takes_sky(middle, spheres, start, stop, shares):
    """May a mover take LEAST or more of the half sky of a point in the tile's ball? shares (S,): scratch."""
    (x, y, z, radius), most = middle, ZERO
    for s in range(np.uint64(start), np.uint64(stop)):
        dx, dy, dz, r = spheres[0, s] - x, spheres[1, s] - y, spheres[2, s] - z, spheres[3, s]
        away = math.sqrt(dx * dx + dy * dy + dz * dz) - radius
        near = r / (away if away > r else r)
        shares[s] = near * near
    for s in range(start, stop):
        most += shares[s]
    return f32(ALONE) * most >= f32(LEAST)


@inner
def _may_hide(bx, by, bz, r, middle, cone):
    """May a ball stand before the lamp for any point of the tile's ball? Never False when it does."""
    (x, y, z, radius), (ax, ay, az, cosine, sine) = middle, cone
    dx, dy, dz = bx - x, by - y, bz - z
    rr, along = dx * dx + dy * dy + dz * dz, dx * ax + dy * ay + dz * az
    far, across = f32(FAR) * r + radius * sine, r + radius + along * sine
    # as far from the cone's axis as the cone is wide there and the ball besides
    return (rr * sine * sine < far * far) & (across > ZERO) & ((rr - along * along) * cosine * cosine < across * across)


@inner
def _choose(middle, spheres, start, stop, cone, told, chosen, count):
    """Lists the spheres that may hide a lamp after the `count` that are listed; returns how many are now. told (S,): scratch."""
    for s in range(np.uint64(start), np.uint64(stop)):
        told[s] = np.int32(_may_hide(spheres[0, s], spheres[1, s], spheres[2, s], spheres[3, s], middle, cone))
    for s in range(start, stop):
        chosen[count] = s
        count += told[s]
    return count


@inner
def _dim_bounced(spheres, start, stop, at, own, left):
    """Takes one mover's share of the sky out of `left`, eased in above LEAST."""
    own[:] = ONE
    for s in range(start, stop):
        sx, sy, sz, r = spheres[0, s], spheres[1, s], spheres[2, s], spheres[3, s]
        area, scale = r * r, f32(ALONE) * r * r
        for p in range(CELL * CELL):
            dx, dy, dz = sx - at[0, p], sy - at[1, p], sz - at[2, p]
            along = dx * at[3, p] + dy * at[4, p] + dz * at[5, p]
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
def _dim_lamp(spheres, chosen, count, at, cone, left):
    """Takes what the chosen spheres hide of a lamp out of `left`. Without branches, so that points go side by side."""
    for n in range(count):
        s = chosen[n]
        sx, sy, sz, r = spheres[0, s], spheres[1, s], spheres[2, s], spheres[3, s]
        for p in range(CELL * CELL):
            dx, dy, dz = sx - at[0, p], sy - at[1, p], sz - at[2, p]
            rr = dx * dx + dy * dy + dz * dz
            inv = ONE / math.sqrt(rr if rr > TINY else TINY)
            sine = r * inv
            sine = sine if sine < NEARLY else NEARLY
            own, other = sine * _narrowness(sine * sine), cone[3, p]  # the roots of 1 - cos of two cones
            apart = ONE - (dx * cone[0, p] + dy * cone[1, p] + dz * cone[2, p]) * inv
            off = math.sqrt(apart if apart > ZERO else ZERO)
            t = (own + other - off) / (own if own < other else other) * HALF
            t = t if t > ZERO else ZERO
            t = t if t < ONE else ONE
            size = f32(ALONE) * own * own * cone[4, p]
            size = size if size < ONE else ONE
            share = t * t * (THREE - TWO * t) * size
            above = dx * at[3, p] + dy * at[4, p] + dz * at[5, p] + HALF * r
            left[p] *= ONE - (share if above > ZERO else ZERO)


@inner
def _narrowness(q):
    """sqrt(1 - cos a) / sin a of an angle up to 90 degrees, by q = sin^2 a: within 2 % up to q = 0.95, and 6 % beyond."""
    return f32(math.sqrt(0.5)) * (ONE + q * (f32(1 / 8) + q * (f32(7 / 128) + q * f32(0.12))))


@inner
def _write(left, scale, field, k, j0, i0):
    """What is hidden, times `scale`, into field k."""
    for p in range(CELL * CELL):
        field[k, j0 + p // CELL, i0 + p % CELL] = (ONE - left[p]) * scale
