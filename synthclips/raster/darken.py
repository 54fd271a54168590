"""What movers take away from the room: their shadows in direct light, soft occlusion of wide lamps and bounced light.

radiance = sum_l w_l (direct_l (1 - hidden_l) + indirect_l ao), written with the base image B = sum_l w_l (direct_l + indirect_l)
as  B ao + sum_l w_l direct_l (1 - hidden_l - ao), so that only the direct images are decoded.
"""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.occlusion import CELL
from synthclips.raster.shadow import hidden, may_touch

ROOM_BIAS_M = 0.004
UNIT = 1.0 / 127.0  # of the plate's normals
ALIKE = 0.03  # neighbours two pixels apart whose light differs less are interpolated between
FLAT_M = 0.01
EPS = 0.002  # a shadow fainter than this is left out: half a code value of 255


@kernel
def sum_lamps(direct, direct_scale, indirect, indirect_scale, weight, base):
    """base (H, W, C) = sum_l w_l (direct_l + indirect_l), decoded."""
    lamps, rows, columns, channels = direct.shape
    base[:] = 0.0
    for k in range(lamps):
        a, b = direct_scale[k] * weight[k], indirect_scale[k] * weight[k]
        if weight[k] == 0.0 or (a == 0.0 and b == 0.0):
            continue
        for y in range(rows):
            for x in range(columns):
                for c in range(channels):
                    d, i = np.float32(direct[k, y, x, c]), np.float32(indirect[k, y, x, c])
                    base[y, x, c] += a * d * d + b * i * i


@kernel
def darken(base, still, still_left, settled, keep, radiance, direct, gain, position, normal, tiles, tile_px, frames, covers, blockers,
           map_lamp, maps, field, wide, coarse_position, touched, dirty):  # fmt: skip
    """Rewrites every tile that a shadow falls on, from `still` into `radiance`, and marks it in `dirty`.

    still (H, W, C): the base image with what stands still already in it, which left `still_left` (L + 1, H, W) of each lamp's
    direct and of the bounced light and covers `settled` (H, W) samples; `keep`: what is left now is written to `still_left`.
    gain: (L,) decoding scale times weight of the direct images; frames, covers, blockers: shadow maps, of which `maps` count;
    field (1 + W, gh, gw) as `occlude_grid` left it; wide (W,) lamp of each further field.
    """
    left = np.ones((direct.shape[0] + 1, tile_px, tile_px), np.float32)  # of each lamp's direct light, then of bounced light
    todo, here = np.zeros((tile_px, tile_px), np.uint8), np.empty(maps.shape[0], np.int64)
    rows, columns = base.shape[0], base.shape[1]
    for ty in range(tiles.shape[0]):
        for tx in range(tiles.shape[1]):
            x, y, z, radius = tiles[ty, tx, 0], tiles[ty, tx, 1], tiles[ty, tx, 2], tiles[ty, tx, 3]
            y0, x0 = ty * tile_px, tx * tile_px
            h, w = min(tile_px, rows - y0), min(tile_px, columns - x0)
            soft, count = _soft_near(touched, ty, tx), 0
            if radius >= 0.0:
                for n in range(maps.shape[0]):
                    if gain[map_lamp[maps[n]]] > 0.0 and may_touch(frames[maps[n]], x, y, z, radius):
                        here[count] = maps[n]
                        count += 1
            if not soft and count == 0:
                continue
            dark = False
            for sparse in (True, False):
                if sparse:
                    _every_other(todo, h, w)
                elif not _fill(left, todo, y0, x0, h, w, position, normal):
                    break
                if soft:
                    dark |= _soften(left, todo, y0, x0, h, w, position, normal, field, wide, coarse_position, tile_px // CELL)
                for n in range(count):
                    m = here[n]
                    dark |= _hide(left, todo, map_lamp[m], y0, x0, h, w, position, normal, frames[m], covers[m], blockers[m])
            if dark:
                dirty[ty, tx] = 1
                _rewrite(base, still, still_left, settled, radiance, direct, gain, left, y0, x0, h, w)
                if keep:
                    still_left[:, y0 : y0 + h, x0 : x0 + w] = left[:, :h, :w]
                left[:] = 1.0


@inner
def _every_other(todo, h, w):
    """Marks every second pixel of every second row, and the tile's last ones."""
    for j in range(h):
        for i in range(w):
            todo[j, i] = (j & 1 == 0 or j == h - 1) and (i & 1 == 0 or i == w - 1)


@kernel
def _fill(left, todo, y0, x0, h, w, position, normal):
    """Fills in between the marked pixels where they agree and lie in one plane; marks the rest instead. True if any are marked."""
    rest = False
    for j in range(h):
        j0 = j if j == h - 1 else j & -2
        j1 = j if j == j0 else min(j0 + 2, h - 1)
        for i in range(w):
            i0 = i if i == w - 1 else i & -2
            i1 = i if i == i0 else min(i0 + 2, w - 1)
            todo[j, i] = 0
            if j == j0 and i == i0:
                continue
            lit, alike = True, True
            for k in range(left.shape[0]):
                a, b, c, d = left[k, j0, i0], left[k, j0, i1], left[k, j1, i0], left[k, j1, i1]
                low, high = min(min(a, b), min(c, d)), max(max(a, b), max(c, d))
                lit &= low == 1.0
                alike &= high - low < ALIKE
            if lit:
                continue
            if alike and _flat(position, normal, y0 + j, x0 + i, y0 + j0, x0 + i0, y0 + j1, x0 + i1):
                for k in range(left.shape[0]):
                    left[k, j, i] = np.float32(0.25) * (left[k, j0, i0] + left[k, j0, i1] + left[k, j1, i0] + left[k, j1, i1])
            else:
                todo[j, i] = 1
                rest = True
    return rest


@kernel
def _flat(position, normal, y, x, ya, xa, yb, xb):
    """Do two corners lie within FLAT_M of this pixel's plane?"""
    px, py, pz = position[y, x, 0], position[y, x, 1], position[y, x, 2]
    nx, ny, nz = normal[y, x, 0] * UNIT, normal[y, x, 1] * UNIT, normal[y, x, 2] * UNIT
    a = (position[ya, xa, 0] - px) * nx + (position[ya, xa, 1] - py) * ny + (position[ya, xa, 2] - pz) * nz
    b = (position[yb, xb, 0] - px) * nx + (position[yb, xb, 1] - py) * ny + (position[yb, xb, 2] - pz) * nz
    return abs(a) < FLAT_M and abs(b) < FLAT_M


@inner
def _soft_near(touched, ty, tx):
    for j in range(max(ty - 1, 0), min(ty + 2, touched.shape[0])):
        for i in range(max(tx - 1, 0), min(tx + 2, touched.shape[1])):
            if touched[j, i]:
                return True
    return False


@inner
def _hide(left, todo, lamp, y0, x0, h, w, position, normal, frame, cover, blocker):
    """One map's shadow on one tile; True if there is any."""
    dark = False
    for j in range(h):
        for i in range(w):
            y, x = y0 + j, x0 + i
            if not todo[j, i] or not position[y, x, 0] < 1e8:
                continue
            share = hidden(
                frame, cover, blocker, position[y, x, 0], position[y, x, 1], position[y, x, 2],
                normal[y, x, 0] * UNIT, normal[y, x, 1] * UNIT, normal[y, x, 2] * UNIT, ROOM_BIAS_M,
            )  # fmt: skip
            if share > EPS:
                left[lamp, j, i] *= 1.0 - share
                dark = True
    return dark


@inner
def _rewrite(base, still, still_left, settled, radiance, direct, gain, left, y0, x0, h, w):
    """Adds to `still` what the shadows change, in the share of each pixel that shows the room."""
    lamps, last = direct.shape[0], base.shape[2] - 1
    middle = last // 2  # one channel or three
    for j in range(h):
        for i in range(w):
            y, x = y0 + j, x0 + i
            share = 0.25 * (4 - np.int64(settled[y, x]))
            untouched = True
            for k in range(lamps + 1):
                untouched &= left[k, j, i] == 1.0
            if untouched or share == 0.0:
                continue
            before = still_left[lamps, y, x]
            ao = before * left[lamps, j, i]
            first, second, third = (
                base[y, x, 0] * (ao - before),
                base[y, x, middle] * (ao - before),
                base[y, x, last] * (ao - before),
            )
            for k in range(lamps):
                own = still_left[k, y, x]
                a = gain[k] * ((own * left[k, j, i] - ao) - (own - before))
                if a != 0.0:
                    p, q, r = float(direct[k, y, x, 0]), float(direct[k, y, x, middle]), float(direct[k, y, x, last])
                    first, second, third = first + a * p * p, second + a * q * q, third + a * r * r
            radiance[y, x, 0] = max(still[y, x, 0] + share * first, 0.0)
            if last:
                radiance[y, x, 1] = max(still[y, x, 1] + share * second, 0.0)
                radiance[y, x, 2] = max(still[y, x, 2] + share * third, 0.0)


@inner
def _soften(left, todo, y0, x0, h, w, position, normal, field, wide, coarse, step):
    """Interpolates the coarse fields over one tile, leaning on points that lie in each pixel's plane; True if any is dark."""
    dark = False
    bounced, rows, columns = left.shape[0] - 1, coarse.shape[0], coarse.shape[1]
    for j in range(h):
        v = (y0 + j + 0.5) / step + 0.5
        b0, fv = int(v) - 1, v - int(v)
        b0, b1 = min(max(b0, 0), rows - 1), min(b0 + 1, rows - 1)
        for i in range(w):
            if not todo[j, i]:
                continue
            u = (x0 + i + 0.5) / step + 0.5
            a0, fu = int(u) - 1, u - int(u)
            a0, a1 = min(max(a0, 0), columns - 1), min(a0 + 1, columns - 1)
            most = 0.0
            for k in range(field.shape[0]):
                most = max(most, field[k, b0, a0], field[k, b0, a1], field[k, b1, a0], field[k, b1, a1])
            x, y, z = position[y0 + j, x0 + i, 0], position[y0 + j, x0 + i, 1], position[y0 + j, x0 + i, 2]
            if most <= EPS or not x < 1e8:
                continue
            nx, ny, nz = normal[y0 + j, x0 + i, 0] * UNIT, normal[y0 + j, x0 + i, 1] * UNIT, normal[y0 + j, x0 + i, 2] * UNIT
            w00 = (1.0 - fv) * (1.0 - fu) * _likeness(coarse, b0, a0, x, y, z, nx, ny, nz)
            w01 = (1.0 - fv) * fu * _likeness(coarse, b0, a1, x, y, z, nx, ny, nz)
            w10 = fv * (1.0 - fu) * _likeness(coarse, b1, a0, x, y, z, nx, ny, nz)
            w11 = fv * fu * _likeness(coarse, b1, a1, x, y, z, nx, ny, nz)
            total = 1.0 / (w00 + w01 + w10 + w11 + 1e-9)
            dark = True
            for k in range(field.shape[0]):
                value = (
                    w00 * field[k, b0, a0] + w01 * field[k, b0, a1] + w10 * field[k, b1, a0] + w11 * field[k, b1, a1]
                ) * total
                left[bounced if k == 0 else wide[k - 1], j, i] = 1.0 - value
    return dark


@inner
def _likeness(coarse, b, a, x, y, z, nx, ny, nz):
    """1 for a coarse point in the plane through p with normal n, falling to 1/2 at 2 cm off it."""
    if not coarse[b, a, 0] < 1e8:
        return 1e-6
    off = ((coarse[b, a, 0] - x) * nx + (coarse[b, a, 1] - y) * ny + (coarse[b, a, 2] - z) * nz) * 50.0
    return 1.0 / (1.0 + off * off)
