"""What movers take away from the room: their shadows in direct light, soft occlusion of wide lamps and bounced light.

radiance = sum_l w_l (direct_l left_l + indirect_l ao), written with the room R = sum_l w_l (direct_l + indirect_l)
as  R ao + sum_l w_l direct_l (left_l - ao), so that only the direct images are decoded. Loops over rows choose with `if`:
the compiler does not put min() and max() side by side.
"""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.occlusion import CELL
from synthclips.raster.penumbra import hide
from synthclips.raster.shadow import may_touch

f32 = np.float32
ZERO, ONE = f32(0.0), f32(1.0)
EPS = 0.004  # a shadow fainter than this is left out: less than half a code value of 255, as these go with the root
WEAK = 0.004  # a lamp whose direct light is a smaller share of all light is not worth a shadow: less than a code value of 255


@kernel
def sum_lamps(direct, direct_scale, indirect, indirect_scale, weight, room):
    """room (H, C, W) = sum_l w_l (direct_l + indirect_l), decoded."""
    room[:] = 0.0
    sums = room.reshape(-1)
    for k in range(direct.shape[0]):
        a, b = direct_scale[k] * weight[k], indirect_scale[k] * weight[k]
        if a == ZERO and b == ZERO:
            continue
        straight, bounced = direct[k].reshape(-1), indirect[k].reshape(-1)
        for i in range(sums.shape[0]):
            d, e = f32(straight[i]), f32(bounced[i])
            sums[i] += a * d * d + b * e * e


@kernel
def find_strong(room, direct, gain, tile_px, strong):
    """strong (TH, TW, L): 1 where some pixel of those looked at has more than WEAK of its light from a lamp."""
    rows, channels, columns = room.shape
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
                            code = np.float32(direct[k, y, c, x])
                            if gain[k] * code * code > WEAK * room[y, c, x]:
                                strong[ty, tx, k] = 1


@kernel
def darken(
    room, still, own, altered, covered, crowded, keep, radiance, direct, gain, strong, position, normal, lean, tiles, tile_px,
    frames, covers, blockers, map_lamp, maps, field, wide, touched, dirty,
):  # fmt: skip
    """Makes `radiance` the room with its movers' shadows: tiles that one falls on are written anew and marked in `dirty`,
    other marked tiles become as they are with nobody moving, and lose their mark.

    room (H, C, W): light in the room as those who stand still leave it, who left `own` (L, H, W) of each lamp's direct light in
    the tiles `altered` (TH, TW); still (H, C, W): the same with them before it, `covered` (H, W) samples of a pixel, where it
    matters: in the tiles `crowded` (TH, TW). keep: `radiance` is `room`, and what is left of the lamps is written to `own`.
    gain: (L,) decoding scale times weight of the direct images; lean: see `Backdrop`; frames, covers, blockers: shadow maps, of
    which `maps` count; field (1 + W, gh, gw) as `occlude_grid` left it; wide (W,) lamp of each further field.
    """
    rows, columns = room.shape[0], room.shape[2]
    left = np.ones((direct.shape[0] + 1, tile_px, columns), np.float32)  # of each lamp's direct light, then of bounced light
    dark, clear, runs = (
        np.empty(tiles.shape[1], np.bool_),
        np.empty(tiles.shape[1], np.bool_),
        np.empty((tiles.shape[1], 2), np.int64),
    )
    lit = np.empty((tiles.shape[1], 2 + direct.shape[0]), np.bool_)  # of a run: is it crowded, altered, does a lamp matter
    flat, shown, out, codes = room.reshape(-1), still.reshape(-1), radiance.reshape(-1), direct.reshape(-1)
    owned, samples, weights = own.reshape(-1), covered.reshape(-1), left.reshape(-1)
    for ty in range(tiles.shape[0]):
        y0 = ty * tile_px
        h = min(tile_px, rows - y0)
        for tx in range(tiles.shape[1]):
            x0, ball = tx * tile_px, tiles[ty, tx]
            w = min(tile_px, columns - x0)
            dark[tx] = _soft_near(touched, ty, tx) and _soften(left, y0, x0, h, w, lean, field, wide, tile_px // CELL)
            for n in range(maps.shape[0] if ball[3] >= 0.0 else 0):
                m, of = maps[n], map_lamp[maps[n]]
                if strong[ty, tx, of] and may_touch(frames[m], ball[0], ball[1], ball[2], ball[3]):
                    dark[tx] |= hide(left[of], y0, x0, h, w, position, normal, frames[m], covers[m], blockers[m], tile_px)
            clear[tx], dirty[ty, tx] = dirty[ty, tx] and not dark[tx], dark[tx]
        _restore(flat, out, room.shape, y0, h, runs, _runs(clear, columns, tile_px, runs))
        for tx in range(tiles.shape[1]):
            clear[tx] &= crowded[ty, tx] != 0
        _restore(shown, out, room.shape, y0, h, runs, _runs(clear, columns, tile_px, runs))
        count = _runs(dark, columns, tile_px, runs)
        for n in range(count):
            at = slice(runs[n, 0] // tile_px, (runs[n, 1] - 1) // tile_px + 1)
            lit[n, 0], lit[n, 1] = crowded[ty, at].any(), altered[ty, at].any()
            for k in range(direct.shape[0]):
                lit[n, 2 + k] = strong[ty, at, k].any()
        for y in range(y0, y0 + h):
            for n in range(count):
                _rewrite(flat, shown, owned, samples, keep, out, codes, gain, lit[n], weights, room.shape, tile_px,
                         y, y - y0, runs[n, 0], runs[n, 1])  # fmt: skip


@inner
def _runs(chosen, columns, tile_px, runs):
    """Lists the runs of chosen tiles by first pixel and last + 1, as rows of some length go faster; returns their number."""
    count, start = 0, 0
    for tx in range(chosen.shape[0] + 1):
        if tx == chosen.shape[0] or not chosen[tx]:
            if start < tx:
                runs[count, 0], runs[count, 1] = start * tile_px, min(tx * tile_px, columns)
                count += 1
            start = tx + 1
    return count


@inner
def _edge(u, step):
    """First pixel of the square between coarse points u - 1 and u."""
    return ((2 * u - 1) * step) // 2


@inner
def _restore(light, out, shape, y0, h, runs, count):
    _rows, channels, columns = shape
    for line in range(y0 * channels, (y0 + h) * channels):
        for n in range(count):
            at = np.uint64(line * columns + runs[n, 0])
            _copy(out, at, light, at, np.uint64(runs[n, 1] - runs[n, 0]))


@inner
def _soft_near(touched, ty, tx):
    for j in range(max(ty - 1, 0), min(ty + 2, touched.shape[0])):
        for i in range(max(tx - 1, 0), min(tx + 2, touched.shape[1])):
            if touched[j, i]:
                return True
    return False


@inner
def _soften(left, y0, x0, h, w, lean, field, wide, step):
    """Interpolates the coarse fields at the pixels of one tile; True if any is dark."""
    dark, bounced, rows, columns, unit = False, left.shape[0] - 1, field.shape[1], field.shape[2], f32(1.0 / 255.0)
    for v in range(y0 // step, y0 // step + CELL + 1):  # squares between the coarse points v - 1, v and u - 1, u
        b0, b1, top, end = max(v - 1, 0), min(v, rows - 1), max(_edge(v, step), y0), min(_edge(v + 1, step), y0 + h)
        for u in range(x0 // step, x0 // step + CELL + 1):
            a0, a1, first, last = max(u - 1, 0), min(u, columns - 1), max(_edge(u, step), x0), min(_edge(u + 1, step), x0 + w)
            for k in range(field.shape[0]):
                p, q, r, s = field[k, b0, a0], field[k, b0, a1], field[k, b1, a0], field[k, b1, a1]
                if p <= EPS and q <= EPS and r <= EPS and s <= EPS:
                    continue
                dark, p, q, r, s = True, p * unit, q * unit, r * unit, s * unit
                of = bounced if k == 0 else wide[k - 1]
                for y in range(top, end):
                    m0, m1 = lean[0, y, first:last], lean[1, y, first:last]
                    m2, m3 = lean[2, y, first:last], lean[3, y, first:last]
                    row = left[of, y - y0, first:last]
                    for x in range(row.shape[0]):
                        row[x] = ONE - ((p * f32(m0[x]) + q * f32(m1[x])) + (r * f32(m2[x]) + s * f32(m3[x])))
    return dark


@inner
def _rewrite(room, still, own, covered, keep, out, codes, gain, lit, left, shape, tile_px, y, j, x0, x1):
    """Writes pixels x0 to x1 of row y, which is row j of the tiles, and takes the shadows out of `left` again.

    Flat arrays and unsigned numbers: slices would cost more than what is done with them.
    """
    (rows, channels, columns), lamps, n = shape, gain.shape[0], np.uint64(x1 - x0)
    row, pixel = j * columns + x0, y * columns + x0
    ao = np.uint64(lamps * tile_px * columns + row)
    for c in range(channels):
        line = np.uint64((y * channels + c) * columns + x0)
        if keep:
            _fade(out, line, left, ao, n)
        else:
            _dim(out, room, line, left, ao, n)
    for k in range(lamps):
        mine, change = np.uint64(k * rows * columns + pixel), np.uint64(k * tile_px * columns + row)
        if keep:
            _copy(own, mine, left, change, n)
        if lit[2 + k]:
            _weigh(left, change, ao, gain[k], n)
            if lit[1]:
                _scale(left, change, own, mine, n)
            for c in range(channels):
                line = (y * channels + c) * columns + x0
                _add(out, np.uint64(line), codes, np.uint64(k * rows * channels * columns + line), left, change, n)
        _brighten(left, change, n)
    _brighten(left, ao, n)
    if lit[0]:
        for c in range(channels):
            _stand_before(out, room, still, np.uint64((y * channels + c) * columns + x0), covered, np.uint64(pixel), n)


@inner
def _fade(out, line, weights, ao, n):
    for i in range(n):
        out[line + i] *= weights[ao + i]


@inner
def _dim(out, room, line, weights, ao, n):
    for i in range(n):
        out[line + i] = room[line + i] * weights[ao + i]


@inner
def _weigh(weights, change, ao, gain, n):
    for i in range(n):
        weights[change + i] = gain * (weights[change + i] - weights[ao + i])


@inner
def _scale(weights, change, own, mine, n):
    for i in range(n):
        weights[change + i] *= own[mine + i]


@inner
def _add(out, line, codes, start, weights, change, n):
    """Adds `change` times a lamp's direct light, but never falls below 0."""
    for i in range(n):
        code = f32(codes[start + i])
        value = out[line + i] + weights[change + i] * code * code
        out[line + i] = value if value > ZERO else ZERO


@inner
def _copy(out, to, row, start, n):
    for i in range(n):
        out[to + i] = row[start + i]


@inner
def _brighten(weights, start, n):
    for i in range(n):
        weights[start + i] = ONE


@inner
def _stand_before(out, room, still, line, covered, pixel, n):
    """Puts those who stand still back before a row of the room: `still`, changed by what the room changes in its share."""
    for i in range(n):
        samples, now = np.int64(covered[pixel + i]), out[line + i]
        value = still[line + i] + f32(0.25) * f32(4 - samples) * (now - room[line + i])
        value = value if value > ZERO else ZERO
        out[line + i] = value if samples else now
