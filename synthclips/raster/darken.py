"""What movers take away from the room: their shadows in direct light, soft occlusion of wide lamps and bounced light.

radiance = sum_l w_l (direct_l (1 - hidden_l) + indirect_l ao), written with the base image B = sum_l w_l (direct_l + indirect_l)
as  B ao + sum_l w_l direct_l (1 - hidden_l - ao), so that only the direct images are decoded.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from synthclips.raster.occlusion import CELL
from synthclips.raster.shadow import hidden, may_touch

ROOM_BIAS_M = 0.004
EPS = 0.002  # a shadow fainter than this is left out: half a code value of 255


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def darken(base, radiance, direct, gain, position, normal, tiles, tile_px, frames, covers, blockers, map_lamp, maps,
           wide_field, wide, coarse_position, touched, dirty):  # fmt: skip
    """Rewrites every tile that a shadow falls on, from `base` into `radiance`, and marks it in `dirty`.

    gain: (L,) decoding scale times weight of the direct images; frames, covers, blockers: shadow maps, `maps` of them in use;
    wide_field (1 + W, gh, gw) as `occlude_grid` left it; wide (W,) lamp of each further field.
    """
    shade = np.zeros(direct.shape[0])
    ao = np.zeros(1)
    here = np.empty(frames.shape[0], np.int64)
    rows, columns, channels = base.shape
    for ty in range(tiles.shape[0]):
        for tx in range(tiles.shape[1]):
            tile = tiles[ty, tx]
            count = 0
            if tile[3] >= 0.0:
                for m in range(maps):
                    if gain[map_lamp[m]] > 0.0 and may_touch(frames[m], tile[0], tile[1], tile[2], tile[3]):
                        here[count] = m
                        count += 1
            soft = _soft_near(touched, ty, tx)
            if count == 0 and not soft:
                continue
            changed = False
            for y in range(ty * tile_px, min(ty * tile_px + tile_px, rows)):
                for x in range(tx * tile_px, min(tx * tile_px + tile_px, columns)):
                    if not position[y, x, 0] < 1e8:
                        continue
                    if not _shade_at(y, x, position, normal, frames, covers, blockers, map_lamp, here, count, soft,
                                     wide_field, wide, coarse_position, tile_px // CELL, shade, ao):  # fmt: skip
                        continue
                    changed = True
                    for c in range(channels):
                        value = base[y, x, c] * ao[0]
                        for k in range(shade.shape[0]):
                            d = float(direct[k, y, x, c])
                            value += gain[k] * d * d * (1.0 - shade[k] - ao[0])
                        radiance[y, x, c] = max(value, 0.0)
            if changed:
                dirty[ty, tx] = 1


@njit(cache=True, nogil=True)
def _soft_near(touched, ty, tx):
    for j in range(max(ty - 1, 0), min(ty + 2, touched.shape[0])):
        for i in range(max(tx - 1, 0), min(tx + 2, touched.shape[1])):
            if touched[j, i]:
                return True
    return False


@njit(cache=True, nogil=True)
def _shade_at(y, x, position, normal, frames, covers, blockers, map_lamp, here, count, soft,
              field, wide, coarse_position, step, shade, ao):  # fmt: skip
    """Hidden share of every lamp into `shade`, share of bounced light left into ao[0]; False if nothing is hidden."""
    shade[:] = 0.0
    ao[0] = 1.0
    dark = False
    px, py, pz = position[y, x, 0], position[y, x, 1], position[y, x, 2]
    nx, ny, nz = normal[y, x, 0] / 127.0, normal[y, x, 1] / 127.0, normal[y, x, 2] / 127.0
    for c in range(count):
        m = here[c]
        share = hidden(frames[m], covers[m], blockers[m], px, py, pz, nx, ny, nz, ROOM_BIAS_M)
        if share > EPS:
            shade[map_lamp[m]] = 1.0 - (1.0 - shade[map_lamp[m]]) * (1.0 - share)
            dark = True
    if soft and _soften(y, x, px, py, pz, normal[y, x], field, wide, coarse_position, step, shade, ao):
        dark = True
    return dark


@njit(cache=True, nogil=True)
def _soften(y, x, px, py, pz, n, field, wide, coarse_position, step, shade, ao):
    """Interpolates the coarse fields, leaning on points that lie in this pixel's plane."""
    v, u = (y + 0.5) / step - 0.5, (x + 0.5) / step - 0.5
    j, i = int(v + 1.0) - 1, int(u + 1.0) - 1
    fv, fu = v - j, u - i
    rows, columns = coarse_position.shape[0], coarse_position.shape[1]
    j0, j1, i0, i1 = max(j, 0), min(j + 1, rows - 1), max(i, 0), min(i + 1, columns - 1)
    most = 0.0
    for k in range(field.shape[0]):
        most = max(most, field[k, j0, i0], field[k, j0, i1], field[k, j1, i0], field[k, j1, i1])
    if most <= EPS:
        return False
    w00 = (1.0 - fv) * (1.0 - fu) * _likeness(coarse_position[j0, i0], px, py, pz, n)
    w01 = (1.0 - fv) * fu * _likeness(coarse_position[j0, i1], px, py, pz, n)
    w10 = fv * (1.0 - fu) * _likeness(coarse_position[j1, i0], px, py, pz, n)
    w11 = fv * fu * _likeness(coarse_position[j1, i1], px, py, pz, n)
    total = 1.0 / (w00 + w01 + w10 + w11 + 1e-9)
    for k in range(field.shape[0]):
        f = field[k]
        value = (w00 * f[j0, i0] + w01 * f[j0, i1] + w10 * f[j1, i0] + w11 * f[j1, i1]) * total
        if k == 0:
            ao[0] = 1.0 - value
        else:
            shade[wide[k - 1]] = 1.0 - (1.0 - shade[wide[k - 1]]) * (1.0 - value)
    return True


@njit(cache=True, nogil=True)
def _likeness(q, px, py, pz, n):
    """1 for a point in the plane through p with normal n (times 127), falling to 1/2 at 2 cm off it."""
    if not q[0] < 1e8:
        return 1e-6
    off = ((q[0] - px) * n[0] + (q[1] - py) * n[1] + (q[2] - pz) * n[2]) * (50.0 / 127.0)
    return 1.0 / (1.0 + off * off)
