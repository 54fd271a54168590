"""What movers take away from the room: soft occlusion of wide lamps and bounced light, and shadows of compact lamps.

On a coarse grid it is known what share of all light is softly hidden; interpolated to the pixel, it dims what of the room R the
shadow maps of compact lamps leave:  (R - sum_l w_l direct_l (1 - left_l)) (1 - hidden),  so that an image of direct light is
decoded only under a shadow with an edge. In this order, as the share is another where the sun comes in: beside a patch of it,
much of the little light may be hidden, and in a shadow on the patch that much of the sun would go twice. Loops over rows choose
with `if`: the compiler does not put min() and max() side by side.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.halves import coded, lit
from synthclips.kernel import inner, kernel
from synthclips.raster.occlusion import CELL
from synthclips.raster.penumbra import hide
from synthclips.raster.shadow import may_touch

f32 = np.float32
ONE = f32(1.0)
AROUND = CELL + 2  # rows of coarse points in and around a row of tiles
UNIT = f32(1.0 / 255.0)  # of a pixel's leaning
EPS = 0.004  # a shadow fainter than this is left out: less than half a code value of 255, as these go with the root


class Scratch(NamedTuple):
    """What `darken` writes on, kept from frame to frame; N = tile_px + 1."""

    left: F32  # (L, tile_px, W) of each lamp's direct light by shadow maps, in one row of tiles; 1 between the rows
    spread: F32  # see `_spread`
    point: NDArray[np.int64]  # (W + 2 steps,) column of the coarse point that each pixel of a row of `spread` repeats
    most: F32  # (gw,) see `_hide_most`
    dark: NDArray[np.bool_]  # (TW,)
    clear: NDArray[np.bool_]  # (TW,)
    runs: NDArray[np.int64]  # (TW, 2)
    edged: NDArray[np.bool_]  # (TW, L) does a shadow map of the lamp darken the tile
    met: NDArray[np.bool_]  # (TW, 1 + L) see `_look_up`
    squares: NDArray[np.int64]  # (2 N N, 2) see `hide`
    hidden: F32  # (N, N)
    known: NDArray[np.uint8]  # (N, N)


def scratch_for(lamps: int, channels: int, columns: int, tile_px: int) -> Scratch:
    """For pictures `columns` wide."""
    across, side = -(-columns // tile_px), tile_px + 1
    point = np.repeat(np.clip(np.arange(-1, across * CELL + 1), 0, across * CELL - 1), tile_px // CELL)
    return Scratch(
        left=np.ones((lamps, tile_px, columns), np.float32),
        spread=np.zeros(channels * AROUND * len(point), np.float32),
        point=point,
        most=np.zeros(across * CELL, np.float32),
        dark=np.zeros(across, np.bool_),
        clear=np.zeros(across, np.bool_),
        runs=np.zeros((across, 2), np.int64),
        edged=np.zeros((across, lamps), np.bool_),
        met=np.zeros((across, 1 + lamps), np.bool_),
        squares=np.zeros((2 * side * side, 2), np.int64),
        hidden=np.zeros((side, side), np.float32),
        known=np.zeros((side, side), np.uint8),
    )


@kernel
def darken(
    room, still, own, covered, crowded, keep, radiance, direct, gain, strong, position, normal, lean, tiles, tile_px,
    shadows, maps, field, dirty, scratch,
):  # fmt: skip
    """Makes `radiance` the room with its movers' shadows: tiles that one falls on are written anew and marked in `dirty`,
    other marked tiles become as they are with nobody moving, and lose their mark.

    room (H, C, W) in `halves`: light in the room as those who stand still leave it, who left `own` (L, H, W) of each compact
    lamp's direct light; still (H, C, W): the same with them before it, `covered` (H, W) samples of a pixel, where it matters: in
    the tiles `crowded` (TH, TW). keep: `radiance` is `room`, and what is left of the lamps is
    written to `own`. gain: (L,) decoding scale times weight of the direct images; lean: see `Backdrop`; shadows: of which `maps`
    count; field (C, gh, gw): share of all light that is softly hidden at the coarse points.
    """
    rows, columns, across = room.shape[0], room.shape[2], tiles.shape[1]
    left, spread, runs, met, edged = scratch.left, scratch.spread, scratch.runs, scratch.met, scratch.edged
    dark, clear, step = scratch.dark, scratch.clear, tile_px // CELL
    width = (field.shape[2] + 2) * step
    flat, shown, out, owned = room.reshape(-1), still.reshape(-1), radiance.reshape(-1), own.reshape(-1)
    codes, samples, leans, lefts = direct.reshape(-1), covered.reshape(-1), lean.reshape(-1), left.reshape(-1)
    for ty in range(tiles.shape[0]):
        y0 = ty * tile_px
        h = min(tile_px, rows - y0)
        _hide_most(field, ty, scratch.most)
        for tx in range(across):
            ball = tiles[ty, tx]
            dark[tx] = _is_soft(scratch.most, tx)
            for k in range(edged.shape[1]):
                edged[tx, k] = False
            for n in range(maps.shape[0] if ball[3] >= 0.0 else 0):
                m, of = maps[n], shadows.lamp[maps[n]]
                if strong[ty, tx, of] and may_touch(shadows.frames[m], ball[0], ball[1], ball[2], ball[3]):
                    x0 = tx * tile_px
                    w = min(tile_px, columns - x0)
                    edged[tx, of] |= hide(
                        left[of], y0, x0, h, w, position, normal, shadows.frames[m], shadows.covers[m], shadows.blockers[m],
                        tile_px, scratch.squares, scratch.hidden, scratch.known,
                    )  # fmt: skip
                    dark[tx] |= edged[tx, of]
            clear[tx], dirty[ty, tx] = dirty[ty, tx] and not dark[tx], dark[tx]
        _restore(flat, out, room.shape, y0, h, runs, _runs(clear, columns, tile_px, runs))
        for tx in range(across):
            clear[tx] &= crowded[ty, tx] != 0
        _restore(shown, out, room.shape, y0, h, runs, _runs(clear, columns, tile_px, runs))
        count = _runs(dark, columns, tile_px, runs)
        for n in range(count):
            _look_up(met[n], crowded[ty], edged, runs[n, 0] // tile_px, (runs[n, 1] - 1) // tile_px + 1)
        for n in range(count):
            _spread(field, ty * CELL - 1, step, runs[n, 0], runs[n, 1], scratch.point, spread)
        for v in range(CELL + 1):  # rows between coarse points v and v + 1 of those around
            top, end = max(_edge(ty * CELL + v, step), y0), min(_edge(ty * CELL + v + 1, step), y0 + h)
            for y in range(top, end):
                for n in range(count):
                    _rewrite(
                        flat, shown, owned, samples, keep, out, codes, gain, met[n], leans, spread, v * width, step, width, lefts,
                        (y - y0) * columns, tile_px * columns, room.shape, y, runs[n, 0], runs[n, 1],
                    )  # fmt: skip


@inner
def _look_up(met, crowded, edged, first, last):
    """met: is some tile of a run crowded, and has each lamp a shadow in one."""
    for k in range(met.shape[0]):
        met[k] = False
    for tx in range(first, last):
        met[0] |= crowded[tx] != 0
        for k in range(edged.shape[1]):
            met[1 + k] |= edged[tx, k]


@inner
def _hide_most(field, ty, most):
    """most (gw,): the most that is softly hidden at the coarse points of a column in a row of tiles and around it."""
    most[:] = 0.0
    for k in range(field.shape[0]):
        for j in range(max(ty * CELL - 1, 0), min(ty * CELL + CELL + 1, field.shape[1])):
            _raise(most, field[k, j])


@inner
def _raise(most, row):
    for i in range(most.shape[0]):
        most[i] = row[i] if row[i] > most[i] else most[i]


@inner
def _is_soft(most, tx):
    """Is anything softly hidden in a tile, between the coarse points in it and around it?"""
    for i in range(max(tx * CELL - 1, 0), min(tx * CELL + CELL + 1, most.shape[0])):
        if most[i] > EPS:
            return True
    return False


@inner
def _spread(field, first, step, x0, x1, point, spread):
    """Repeats the coarse points of AROUND rows for each pixel, so that the point left of pixel x is at x - _edge(0) and the one
    right of it `step` further.
    """
    rows, width = field.shape[1], point.shape[0]
    start, stop = (x0 - _edge(0, step)) // step * step, ((x1 - 1 - _edge(0, step)) // step + 2) * step
    for k in range(field.shape[0]):
        for j in range(AROUND):
            _repeat(field[k, min(max(first + j, 0), rows - 1)], point, start, stop, (k * AROUND + j) * width, spread)


@inner
def _repeat(row, point, start, stop, to, spread):
    for x in range(np.uint64(start), np.uint64(stop)):
        spread[np.uint64(to) + x] = row[point[x]] * UNIT


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
    room, still, own, covered, keep, out, codes, gain, met, lean, spread, above, step, width, left, row, band, shape, y, x0, x1,
):  # fmt: skip
    """Writes pixels x0 to x1 of row y, which starts at `row` of the band of `left`, and takes the shadows out of that again.

    above: where in `spread` the row of coarse points over this one starts. Flat arrays and unsigned numbers: views would cost
    more than what is done with them.
    """
    (rows, channels, columns), n = shape, np.uint64(x1 - x0)
    pixel, point, leans = y * columns + x0, above + x0 - _edge(0, step), np.uint64(4 * y * columns + x0)
    light = room
    for k in range(gain.shape[0]):
        if met[1 + k]:
            mine, rest = np.uint64(k * rows * columns + pixel), np.uint64(k * band + row + x0)
            for c in range(channels):
                line = (y * channels + c) * columns + x0
                start = np.uint64(k * rows * channels * columns + line)
                _take(out, light, np.uint64(line), codes, start, gain[k], left, rest, own, mine, n)
            if keep:
                _copy(own, mine, left, rest, n)
            _brighten(left, rest, n)
            light = out
    for c in range(channels):
        at, line = np.uint64(c * AROUND * width + point), np.uint64((y * channels + c) * columns + x0)
        _dim(out, light, line, lean, leans, np.uint64(columns), spread, at, np.uint64(step), np.uint64(width), n)
    if met[0]:
        for c in range(channels):
            _stand_before(out, room, still, np.uint64((y * channels + c) * columns + x0), covered, np.uint64(pixel), n)


@inner
def _dim(out, light, line, lean, a, columns, spread, at, step, width, n):
    """Takes from a row of light what is softly hidden, interpolated between the coarse points around each pixel."""
    b, c, d = a + columns, a + columns + columns, a + columns + columns + columns
    q, r, s = at + step, at + width, at + width + step
    for i in range(n):
        above = spread[at + i] * f32(lean[a + i]) + spread[q + i] * f32(lean[b + i])
        below = spread[r + i] * f32(lean[c + i]) + spread[s + i] * f32(lean[d + i])
        out[line + i] = coded(lit(light[line + i]) * (ONE - (above + below)))


@inner
def _take(out, light, line, codes, start, gain, left, rest, own, mine, n):
    """Takes from a row of light what shadow maps hide of the direct light that those who stand still left of a lamp."""
    for i in range(n):
        code = f32(codes[start + i])
        out[line + i] = coded(lit(light[line + i]) - gain * own[mine + i] * (ONE - left[rest + i]) * code * code)


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
        value = lit(still[line + i]) + f32(0.25) * f32(4 - samples) * (lit(now) - lit(room[line + i]))
        out[line + i] = coded(value) if samples else now
