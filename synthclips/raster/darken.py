"""What movers take away from the room: their shadows in direct light, soft occlusion of wide lamps and bounced light.

radiance = sum_l w_l (direct_l left_l + indirect_l ao), written with the room R = sum_l w_l (direct_l + indirect_l)
as  R ao + sum_l w_l direct_l (left_l - ao), so that only the direct images are decoded. Loops over rows choose with `if`:
the compiler does not put min() and max() side by side.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.kernel import inner, kernel
from synthclips.raster.occlusion import CELL
from synthclips.raster.penumbra import hide
from synthclips.raster.shadow import may_touch

f32 = np.float32
ZERO, ONE = f32(0.0), f32(1.0)
AROUND = CELL + 2  # rows of coarse points in and around a row of tiles
UNIT = f32(1.0 / 255.0)  # of a pixel's leaning
EPS = 0.004  # a shadow fainter than this is left out: less than half a code value of 255, as these go with the root


class Scratch(NamedTuple):
    """What `darken` writes on, kept from frame to frame; N = tile_px + 1."""

    left: F32  # (L, tile_px, W) of each lamp's direct light by shadow maps, in one row of tiles; 1 between the rows
    share: F32  # (1 + L, W) in a row of pixels: what is left of bounced light, then each lamp's change
    spread: F32  # see `_spread`
    dark: NDArray[np.bool_]  # (TW,)
    clear: NDArray[np.bool_]  # (TW,)
    runs: NDArray[np.int64]  # (TW, 2)
    lit: NDArray[np.bool_]  # (TW, 2 + L)
    squares: NDArray[np.int64]  # (2 N N, 2) see `hide`
    hidden: F32  # (N, N)
    known: NDArray[np.uint8]  # (N, N)


def scratch_for(lamps: int, fields: int, columns: int, tile_px: int) -> Scratch:
    """For `fields` fields and pictures `columns` wide."""
    across, side = -(-columns // tile_px), tile_px + 1
    points = (across * CELL + 2) * (tile_px // CELL)
    return Scratch(
        left=np.ones((lamps, tile_px, columns), np.float32),
        share=np.zeros((1 + lamps, columns), np.float32),
        spread=np.zeros(fields * AROUND * points, np.float32),
        dark=np.zeros(across, np.bool_),
        clear=np.zeros(across, np.bool_),
        runs=np.zeros((across, 2), np.int64),
        lit=np.zeros((across, 2 + lamps), np.bool_),
        squares=np.zeros((2 * side * side, 2), np.int64),
        hidden=np.zeros((side, side), np.float32),
        known=np.zeros((side, side), np.uint8),
    )


@kernel
def darken(
    room, still, own, altered, covered, crowded, keep, radiance, direct, gain, strong, position, normal, lean, tiles, tile_px,
    shadows, maps, field, wide, dirty, scratch,
):  # fmt: skip
    """Makes `radiance` the room with its movers' shadows: tiles that one falls on are written anew and marked in `dirty`,
    other marked tiles become as they are with nobody moving, and lose their mark.

    room (H, C, W): light in the room as those who stand still leave it, who left `own` (L, H, W) of each lamp's direct light in
    the tiles `altered` (TH, TW); still (H, C, W): the same with them before it, `covered` (H, W) samples of a pixel, where it
    matters: in the tiles `crowded` (TH, TW). keep: `radiance` is `room`, and what is left of the lamps is written to `own`.
    gain: (L,) decoding scale times weight of the direct images; lean: see `Backdrop`; shadows: of which `maps` count;
    field (1 + W, gh, gw) as `occlude_grid` left it; wide (W,) lamp of each further field.
    """
    rows, columns, across = room.shape[0], room.shape[2], tiles.shape[1]
    left, share, spread, runs, lit = scratch.left, scratch.share, scratch.spread, scratch.runs, scratch.lit
    dark, clear, step = scratch.dark, scratch.clear, tile_px // CELL
    width = (field.shape[2] + 2) * step
    flat, shown, out, owned = room.reshape(-1), still.reshape(-1), radiance.reshape(-1), own.reshape(-1)
    codes, samples, leans = direct.reshape(-1), covered.reshape(-1), lean.reshape(-1)
    lefts, shares = left.reshape(-1), share.reshape(-1)
    for ty in range(tiles.shape[0]):
        y0 = ty * tile_px
        h = min(tile_px, rows - y0)
        for tx in range(across):
            ball = tiles[ty, tx]
            dark[tx] = _is_soft(field, ty, tx)
            for n in range(maps.shape[0] if ball[3] >= 0.0 else 0):
                m, of = maps[n], shadows.lamp[maps[n]]
                if strong[ty, tx, of] and may_touch(shadows.frames[m], ball[0], ball[1], ball[2], ball[3]):
                    x0 = tx * tile_px
                    w = min(tile_px, columns - x0)
                    dark[tx] |= hide(
                        left[of], y0, x0, h, w, position, normal, shadows.frames[m], shadows.covers[m], shadows.blockers[m],
                        tile_px, scratch.squares, scratch.hidden, scratch.known,
                    )  # fmt: skip
            clear[tx], dirty[ty, tx] = dirty[ty, tx] and not dark[tx], dark[tx]
        _restore(flat, out, room.shape, y0, h, runs, _runs(clear, columns, tile_px, runs))
        for tx in range(across):
            clear[tx] &= crowded[ty, tx] != 0
        _restore(shown, out, room.shape, y0, h, runs, _runs(clear, columns, tile_px, runs))
        count = _runs(dark, columns, tile_px, runs)
        for n in range(count):
            _look_up(lit[n], crowded[ty], altered[ty], strong[ty], runs[n, 0] // tile_px, (runs[n, 1] - 1) // tile_px + 1)
        for n in range(count):
            _spread(field, ty * CELL - 1, step, runs[n, 0], runs[n, 1], spread)
        for v in range(CELL + 1):  # rows between coarse points v and v + 1 of those around
            top, end = max(_edge(ty * CELL + v, step), y0), min(_edge(ty * CELL + v + 1, step), y0 + h)
            for y in range(top, end):
                for n in range(count):
                    _rewrite(
                        flat, shown, owned, samples, keep, out, codes, gain, lit[n], leans, spread, v * width, step, width, lefts,
                        (y - y0) * columns, tile_px * columns, wide, shares, room.shape, y, runs[n, 0], runs[n, 1],
                    )  # fmt: skip


@inner
def _look_up(lit, crowded, altered, strong, first, last):
    """lit: is some tile of a run crowded, altered, and does each lamp matter in one."""
    for k in range(lit.shape[0]):
        lit[k] = False
    for tx in range(first, last):
        lit[0] |= crowded[tx] != 0
        lit[1] |= altered[tx] != 0
        for k in range(strong.shape[1]):
            lit[2 + k] |= strong[tx, k] != 0


@inner
def _is_soft(field, ty, tx):
    """Does a field darken anything in a tile, interpolated between the coarse points in it and around it?"""
    for k in range(field.shape[0]):
        for j in range(max(ty * CELL - 1, 0), min(ty * CELL + CELL + 1, field.shape[1])):
            for i in range(max(tx * CELL - 1, 0), min(tx * CELL + CELL + 1, field.shape[2])):
                if field[k, j, i] > EPS:
                    return True
    return False


@inner
def _spread(field, first, step, x0, x1, spread):
    """Repeats the coarse points of AROUND rows for each pixel, so that the point left of pixel x is at x - _edge(0) and the one
    right of it `step` further.
    """
    rows, columns = field.shape[1], field.shape[2]
    for k in range(field.shape[0]):
        for j in range(AROUND):
            row = (k * AROUND + j) * (columns + 2) * step
            for u in range((x0 - _edge(0, step)) // step, (x1 - 1 - _edge(0, step)) // step + 2):
                value = field[k, min(max(first + j, 0), rows - 1), min(max(u - 1, 0), columns - 1)] * UNIT
                for x in range(np.uint64(row + u * step), np.uint64(row + u * step + step)):
                    spread[x] = value


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
def _rewrite(
    room, still, own, covered, keep, out, codes, gain, lit, lean, spread, above, step, width, left, row, band, wide, share, shape,
    y, x0, x1,
):  # fmt: skip
    """Writes pixels x0 to x1 of row y, which starts at `row` of the band of `left`, and takes the shadows out of that again.

    above: where in `spread` the row of coarse points over this one starts. Flat arrays and unsigned numbers: views would cost
    more than what is done with them.
    """
    (rows, channels, columns), lamps, n = shape, gain.shape[0], np.uint64(x1 - x0)
    pixel, plane, ao, first = y * columns + x0, rows * columns, np.uint64(x0), -1
    point, leans = above + x0 - _edge(0, step), np.uint64(4 * y * columns + x0)
    _soften(share, ao, lean, leans, np.uint64(columns), spread, np.uint64(point), np.uint64(step), np.uint64(width), n)
    for k in range(lamps):
        change, mine = np.uint64((1 + k) * columns + x0), np.uint64(k * plane + pixel)
        if lit[2 + k]:
            of = _field_of(wide, k)
            if of > 0:
                at = np.uint64(of * AROUND * width + point)
                _soften(share, change, lean, leans, np.uint64(columns), spread, at, np.uint64(step), np.uint64(width), n)
            else:
                _take(share, change, left, np.uint64(k * band + row + x0), n)
            if keep:
                _copy(own, mine, share, change, n)
            _weigh(share, change, ao, gain[k], n)
            if lit[1]:
                _scale(share, change, own, mine, n)
            first = k if first < 0 else first
        elif keep:
            _brighten(own, mine, n)
    for c in range(channels):
        line = (y * channels + c) * columns + x0
        to = np.uint64(line)
        if first < 0:
            _dim(out, room, to, share, ao, n)
        else:
            start, change = np.uint64(first * plane * channels + line), np.uint64((1 + first) * columns + x0)
            _relight(out, room, to, share, ao, change, codes, start, n)
        for k in range(first + 1, lamps if first >= 0 else 0):
            if lit[2 + k]:
                start, change = np.uint64(k * plane * channels + line), np.uint64((1 + k) * columns + x0)
                _add(out, to, codes, start, share, change, n)
        if lit[0]:
            _stand_before(out, room, still, to, covered, np.uint64(pixel), n)


@inner
def _field_of(wide, lamp):
    """Number of a wide lamp's field, 0 if the lamp is not wide."""
    for w in range(wide.shape[0]):
        if wide[w] == lamp:
            return w + 1
    return 0


@inner
def _soften(out, to, lean, a, columns, spread, at, step, width, n):
    """Interpolates what a field leaves of its light between the coarse points around each pixel of a row."""
    b, c, d = a + columns, a + columns + columns, a + columns + columns + columns
    q, r, s = at + step, at + width, at + width + step
    for i in range(n):
        above = spread[at + i] * f32(lean[a + i]) + spread[q + i] * f32(lean[b + i])
        out[to + i] = ONE - (above + (spread[r + i] * f32(lean[c + i]) + spread[s + i] * f32(lean[d + i])))


@inner
def _take(out, to, weights, start, n):
    """Moves what shadow maps leave of a lamp to `out`, and makes it whole again for the next row of tiles."""
    for i in range(n):
        out[to + i] = weights[start + i]
        weights[start + i] = ONE


@inner
def _weigh(changes, change, ao, gain, n):
    for i in range(n):
        changes[change + i] = gain * (changes[change + i] - changes[ao + i])


@inner
def _scale(changes, change, own, mine, n):
    for i in range(n):
        changes[change + i] *= own[mine + i]


@inner
def _dim(out, room, line, share, ao, n):
    for i in range(n):
        out[line + i] = room[line + i] * share[ao + i]


@inner
def _relight(out, room, line, share, ao, change, codes, start, n):
    """`_dim` and `_add` of the first lamp that matters."""
    for i in range(n):
        code = f32(codes[start + i])
        value = room[line + i] * share[ao + i] + share[change + i] * code * code
        out[line + i] = value if value > ZERO else ZERO


@inner
def _add(out, line, codes, start, share, change, n):
    """Adds `change` times a lamp's direct light, but never falls below 0."""
    for i in range(n):
        code = f32(codes[start + i])
        value = out[line + i] + share[change + i] * code * code
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
