"""What movers take away from the room: their shadows in direct light, soft occlusion of wide lamps and bounced light.

radiance = sum_l w_l (direct_l (1 - hidden_l) + indirect_l ao), written with the base image B = sum_l w_l (direct_l + indirect_l)
as  B ao + sum_l w_l direct_l (1 - hidden_l - ao), so that only the direct images are decoded.
"""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.occlusion import CELL
from synthclips.raster.shadow import hidden, may_touch

f32 = np.float32
ZERO, ONE = f32(0.0), f32(1.0)
ROOM_BIAS_M = 0.004
UNIT = 1.0 / 127.0  # of the plate's normals
ALIKE = 0.08  # corners of a square whose light differs less are interpolated between
FLAT_M = 0.01
EPS = 0.003  # a shadow fainter than this is left out: less than half a code value of 255, as these go with the root
WEAK = 0.004  # a lamp whose direct light is a smaller share of all light is not worth a shadow: less than a code value of 255


@kernel
def sum_lamps(direct, direct_scale, indirect, indirect_scale, weight, base):
    """base (H, W, C) = sum_l w_l (direct_l + indirect_l), decoded."""
    base[:] = 0.0
    sums = base.reshape(-1)
    for k in range(direct.shape[0]):
        a, b = direct_scale[k] * weight[k], indirect_scale[k] * weight[k]
        if a == ZERO and b == ZERO:
            continue
        straight, bounced = direct[k].reshape(-1), indirect[k].reshape(-1)
        for i in range(sums.shape[0]):
            d, e = f32(straight[i]), f32(bounced[i])
            sums[i] += a * d * d + b * e * e


@kernel
def find_strong(base, direct, gain, tile_px, strong):
    """strong (TH, TW, L): 1 where some pixel of those looked at has more than WEAK of its light from a lamp."""
    rows, columns, channels = base.shape
    step = 4 if tile_px >= 32 else 2
    for ty in range(strong.shape[0]):
        for tx in range(strong.shape[1]):
            for k in range(strong.shape[2]):
                strong[ty, tx, k] = 0
                if gain[k] <= 0.0:
                    continue
                for y in range(ty * tile_px, min(ty * tile_px + tile_px, rows), step):
                    for x in range(tx * tile_px, min(tx * tile_px + tile_px, columns), step):
                        for c in range(channels):
                            code = np.float32(direct[k, y, x, c])
                            if gain[k] * code * code > WEAK * base[y, x, c]:
                                strong[ty, tx, k] = 1


@kernel
def darken(base, still, still_left, altered, settled, keep, radiance, direct, gain, strong, position, normal, tiles, tile_px, frames,
           covers, blockers, map_lamp, maps, field, wide, coarse_position, touched, dirty):  # fmt: skip
    """Rewrites every tile that a shadow falls on, from `still` into `radiance`, and marks it in `dirty`.

    still (H, W, C): the base image with what stands still already in it, which left `still_left` (L + 1, H, W) of each lamp's
    direct and of the bounced light and covers `settled` (H, W) samples, both only where `altered` (TH, TW); `keep`: what is
    left now is written to `still_left`. gain: (L,) decoding scale times weight of the direct images; frames, covers, blockers:
    shadow maps, of which `maps` count; field (1 + W, gh, gw) as `occlude_grid` left it; wide (W,) lamp of each further field.
    """
    lamps, side = direct.shape[0], tile_px + 1
    left = np.ones((side, side, lamps + 1), np.float32)  # of each lamp's direct light, then of bounced light
    known, squares, spots = (
        np.zeros((side, side), np.uint8),
        np.empty((2 * side * side, 2), np.int64),
        np.empty((side * side, 2), np.int64),
    )
    here = np.empty(maps.shape[0], np.int64)
    rows, columns = base.shape[0], base.shape[1]
    for ty in range(tiles.shape[0]):
        for tx in range(tiles.shape[1]):
            x, y, z, radius = tiles[ty, tx, 0], tiles[ty, tx, 1], tiles[ty, tx, 2], tiles[ty, tx, 3]
            y0, x0 = ty * tile_px, tx * tile_px
            h, w = min(tile_px, rows - y0), min(tile_px, columns - x0)
            soft, maps_here = _soft_near(touched, ty, tx), 0
            if radius >= 0.0:
                for n in range(maps.shape[0]):
                    if strong[ty, tx, map_lamp[maps[n]]] and may_touch(frames[maps[n]], x, y, z, radius):
                        here[maps_here] = maps[n]
                        maps_here += 1
            if not soft and maps_here == 0:
                continue
            size = (8 if tile_px >= 32 else 4) // (2 if maps_here else 1)
            dark, begin, end = False, 0, _cover(squares, known, h, w, size)
            while begin < end:  # one size of squares after another
                count = _corners(squares, begin, end, size, known, spots)
                if soft:
                    dark |= _soften(left, spots, count, y0, x0, position, normal, field, wide, coarse_position, tile_px // CELL)
                for n in range(maps_here):
                    m = here[n]
                    dark |= _hide(left, map_lamp[m], spots, count, y0, x0, position, normal, frames[m], covers[m], blockers[m])
                half, stop = size >> 1, end
                for q in range(begin, end if half else begin):
                    j, i = squares[q, 0], squares[q, 1]
                    if not _fill(left, known, j, i, size, y0, x0, position, normal):
                        for k in range(4):
                            if j + (k >> 1) * half < h and i + (k & 1) * half < w:
                                squares[stop, 0], squares[stop, 1] = j + (k >> 1) * half, i + (k & 1) * half
                                stop += 1
                begin, end, size = end, stop, half
            if dark:
                dirty[ty, tx] = 1
                _rewrite(
                    base, still, still_left, altered[ty, tx], settled, radiance, direct, gain, strong[ty, tx], left, y0, x0, h, w
                )
                if keep:
                    _keep(still_left, left, y0, x0, h, w)
                left[:] = 1.0


@inner
def _keep(still_left, left, y0, x0, h, w):
    """Remembers what is left of each lamp in a tile. (Assigning a slice would compile its error message for a second.)"""
    for k in range(left.shape[2]):
        for j in range(h):
            for i in range(w):
                still_left[k, y0 + j, x0 + i] = left[j, i, k]


@inner
def _cover(squares, known, h, w, size):
    """Covers a tile with squares, of which nothing is known; returns their number."""
    known[:] = 0
    count = 0
    for j in range(0, h, size):
        for i in range(0, w, size):
            squares[count, 0], squares[count, 1] = j, i
            count += 1
    return count


@inner
def _corners(squares, begin, end, size, known, spots):
    """Lists the corners of squares that are not known yet (of single pixels, the pixel); returns their number."""
    count = 0
    for q in range(begin, end):
        for k in range(4 if size > 1 else 1):
            j, i = squares[q, 0] + (k >> 1) * size, squares[q, 1] + (k & 1) * size
            if not known[j, i]:
                known[j, i] = 1
                spots[count, 0], spots[count, 1] = j, i
                count += 1
    return count


@inner
def _hide(left, lamp, spots, count, y0, x0, position, normal, frame, cover, blocker):
    """One map's shadow on pixels of one tile; True if there is any."""
    dark = False
    for n in range(count):
        j, i = spots[n, 0], spots[n, 1]
        y, x = min(y0 + j, position.shape[0] - 1), min(x0 + i, position.shape[1] - 1)
        if not position[y, x, 0] < 1e8:
            continue
        share = hidden(
            frame, cover, blocker, float(position[y, x, 0]), float(position[y, x, 1]), float(position[y, x, 2]),
            normal[y, x, 0] * UNIT, normal[y, x, 1] * UNIT, normal[y, x, 2] * UNIT, ROOM_BIAS_M,
        )  # fmt: skip
        if share > EPS:
            left[j, i, lamp] *= 1.0 - share
            dark = True
    return dark


@inner
def _fill(left, known, j, i, size, y0, x0, position, normal):
    """Fills a square of the tile in between its corners if they agree and lie in one plane, or are all lit; else False."""
    lit = True
    for k in range(left.shape[2]):
        a, b, c, d = left[j, i, k], left[j, i + size, k], left[j + size, i, k], left[j + size, i + size, k]
        low, high = min(min(a, b), min(c, d)), max(max(a, b), max(c, d))
        if high - low >= ALIKE:
            return False
        lit &= low == 1.0
    if lit:
        return True
    last_y, last_x = position.shape[0] - 1, position.shape[1] - 1
    y, x, yb, xb = y0 + j, x0 + i, min(y0 + j + size, last_y), min(x0 + i + size, last_x)
    px, py, pz = position[y, x, 0], position[y, x, 1], position[y, x, 2]
    nx, ny, nz = normal[y, x, 0] * UNIT, normal[y, x, 1] * UNIT, normal[y, x, 2] * UNIT
    for k in range(1, 4):
        b, a = yb if k >= 2 else y, xb if k & 1 else x
        if abs((position[b, a, 0] - px) * nx + (position[b, a, 1] - py) * ny + (position[b, a, 2] - pz) * nz) > FLAT_M:
            return False
    for q in range(size):
        for p in range(size):
            known[j + q, i + p] = 1
    step = np.float32(1.0 / size)
    for k in range(left.shape[2]):
        a, b, c, d = left[j, i, k], left[j, i + size, k], left[j + size, i, k], left[j + size, i + size, k]
        if a == 1.0 and b == 1.0 and c == 1.0 and d == 1.0:
            continue
        for q in range(size):
            low, high = a + q * step * (c - a), b + q * step * (d - b)
            for p in range(size):
                left[j + q, i + p, k] = low + p * step * (high - low)
    return True


@inner
def _soft_near(touched, ty, tx):
    for j in range(max(ty - 1, 0), min(ty + 2, touched.shape[0])):
        for i in range(max(tx - 1, 0), min(tx + 2, touched.shape[1])):
            if touched[j, i]:
                return True
    return False


@inner
def _rewrite(base, still, still_left, altered, settled, radiance, direct, gain, strong, left, y0, x0, h, w):
    """Adds to `still` what the shadows change, in the share of each pixel that shows the room."""
    lamps, last = direct.shape[0], base.shape[2] - 1
    middle = last // 2  # one channel or three
    share, before = ONE, ONE
    for j in range(h):
        for i in range(w):
            untouched = True
            for k in range(lamps + 1):
                untouched &= left[j, i, k] == ONE
            if untouched:
                continue
            y, x = y0 + j, x0 + i
            if altered:
                share, before = f32(0.25) * f32(4 - np.int64(settled[y, x])), still_left[lamps, y, x]
            ao = before * left[j, i, lamps]
            less = ao - before
            first, second, third = base[y, x, 0] * less, base[y, x, middle] * less, base[y, x, last] * less
            for k in range(lamps):
                if strong[k] == 0:
                    continue
                own = still_left[k, y, x] if altered else ONE
                a = gain[k] * ((own * left[j, i, k] - ao) - (own - before))
                if a != ZERO:
                    p, q, r = f32(direct[k, y, x, 0]), f32(direct[k, y, x, middle]), f32(direct[k, y, x, last])
                    first, second, third = first + a * p * p, second + a * q * q, third + a * r * r
            radiance[y, x, 0] = max(still[y, x, 0] + share * first, ZERO)
            if last:
                radiance[y, x, 1] = max(still[y, x, 1] + share * second, ZERO)
                radiance[y, x, 2] = max(still[y, x, 2] + share * third, ZERO)


@inner
def _soften(left, spots, count, y0, x0, position, normal, field, wide, coarse, step):
    """Interpolates the coarse fields at pixels of one tile, leaning on points that lie in each one's plane; True if any is dark."""
    dark, bounced, rows, columns = False, left.shape[2] - 1, coarse.shape[0], coarse.shape[1]
    for n in range(count):
        j, i = spots[n, 0], spots[n, 1]
        row, column = min(y0 + j, position.shape[0] - 1), min(x0 + i, position.shape[1] - 1)
        v, u = (row + 0.5) / step + 0.5, (column + 0.5) / step + 0.5
        fv, fu = v - int(v), u - int(u)
        b0, a0 = max(int(v) - 1, 0), max(int(u) - 1, 0)
        b1, a1 = min(b0 + 1, rows - 1), min(a0 + 1, columns - 1)
        most = 0.0
        for k in range(field.shape[0]):
            most = max(most, field[k, b0, a0], field[k, b0, a1], field[k, b1, a0], field[k, b1, a1])
        x, y, z = float(position[row, column, 0]), float(position[row, column, 1]), float(position[row, column, 2])
        if most <= EPS or not x < 1e8:
            continue
        dark = True
        nx, ny, nz = normal[row, column, 0] * UNIT, normal[row, column, 1] * UNIT, normal[row, column, 2] * UNIT
        w00 = (1.0 - fv) * (1.0 - fu) * _likeness(coarse, b0, a0, x, y, z, nx, ny, nz)
        w01 = (1.0 - fv) * fu * _likeness(coarse, b0, a1, x, y, z, nx, ny, nz)
        w10 = fv * (1.0 - fu) * _likeness(coarse, b1, a0, x, y, z, nx, ny, nz)
        w11 = fv * fu * _likeness(coarse, b1, a1, x, y, z, nx, ny, nz)
        total = 1.0 / (w00 + w01 + w10 + w11 + 1e-9)
        for k in range(field.shape[0]):
            value = w00 * field[k, b0, a0] + w01 * field[k, b0, a1] + w10 * field[k, b1, a0] + w11 * field[k, b1, a1]
            left[j, i, bounced if k == 0 else wide[k - 1]] = 1.0 - value * total
    return dark


@inner
def _likeness(coarse, b, a, x, y, z, nx, ny, nz):
    """1 for a coarse point in the plane through p with normal n, falling to 1/2 at 2 cm off it."""
    if not coarse[b, a, 0] < 1e8:
        return 1e-6
    off = ((coarse[b, a, 0] - x) * nx + (coarse[b, a, 1] - y) * ny + (coarse[b, a, 2] - z) * nz) * 50.0
    return 1.0 / (1.0 + off * off)
