"""The pixel kernels: radiance in, video planes out, in one pass over pairs of rows that stay in the processor's cache.

Order: glare of the lens, vignette, exposure, gain of the place, shot and read noise, white balance, tone curve, BT.709 luma and
chroma, temporal denoising (recursive, opened by motion), spatial coring and sharpening of luma. Only + - * / sqrt and `fused`, so
that CPUs agree.
Inside, luma and chroma are code values + `denoise.BIAS` in units of 1/64, positive, kept as int16 from frame to frame.
`n` is the vector of `model.numbers`, float32, indexed by the constants below.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.camera.denoise import (
    add_chroma_change,
    blend_chroma,
    blend_luma,
    finish_row,
    gather,
    luma_change,
    openness,
    widened,
)
from synthclips.camera.glare import veil_rows
from synthclips.camera.noise import row_start
from synthclips.camera.places import adapt_row
from synthclips.camera.rough import fused, rough_root
from synthclips.camera.tone import WHITE
from synthclips.halves import U16, lit
from synthclips.kernel import inner, kernel

f32 = np.float32
F32 = NDArray[np.float32]
I16 = NDArray[np.int16]
I8 = NDArray[np.int8]
U8 = NDArray[np.uint8]
SCALE, SHOT, READ, NOISE = 0, 1, 2, 3  # x = radiance * SCALE; variance of x = SHOT * x + READ; NOISE scales the pool
WB_R, WB_G, WB_B = 4, 5, 6
TOE, LEVEL, SLOPE, SQUARE, CUBE = 7, 8, 9, 10, 11  # of `tone.s_curve`
FALL_2, FALL_4 = 12, 13  # vignette: 1 + FALL_2 r^2 + FALL_4 r^4, r = 1 in the corner
HOLD, CALM, OPEN, CHROMA_HOLD = 14, 15, 16, 17  # temporal: share of the new frame at rest, threshold, slope
SHARPEN, SMOOTH, CORE = 18, 19, 20  # spatial: gain of detail above the core, loss of what is below it
SATURATION = 21
CHROMA_MOTION = 22
CORE_MOVING = 23  # how much larger the core is where the new frame is taken alone, with all its noise
KNEE, TOP, SHOULDER, END, TAIL = 24, 25, 26, 27, 28  # of `tone.shoulder`
COUNT = 29

LOW, HIGH = f32(64.0), f32(20000.0)
ZERO, ONE, TWO, QUARTER = f32(0.0), f32(1.0), f32(2.0), f32(0.25)
LINES = 28
MOST = f32(WHITE)
LUMA_0, LUMA_RANGE = f32((16 + 64) * 64), f32(219 * 64)
CHROMA_0, CHROMA_RANGE = f32((128 + 64) * 64), f32(224 * 64)
Y_R, Y_G, Y_B = f32(0.2126 * 219 * 64), f32(0.7152 * 219 * 64), f32(0.0722 * 219 * 64)
TO_CB, TO_CR = f32(1 / 1.8556), f32(1 / 1.5748)


@inner
def _fall_row(across: F32, down: Any, n: F32, fall: F32) -> None:
    """fall (W,): signal of one unit of light along a row."""
    level = n[0] * (ONE + down * (n[12] + n[13] * down))
    slope, bend = n[0] * (n[12] + TWO * n[13] * down), n[0] * n[13]
    for x in range(fall.shape[0]):
        fall[x] = level + across[x] * (slope + bend * across[x])


@inner
def _seen_row(light: U16, veil: F32, more: F32, way: Any, fall: F32, seen: F32) -> None:
    """One channel of a row as the sensor sees it, with what the lens scatters there: veil, and more at the next row of places.

    Apart from the slow loops, so that memory is read as fast as it comes.
    """
    for x in range(fall.shape[0]):
        seen[x] = (lit(light[x]) + fused(way, more[x], veil[x])) * fall[x]


@inner
def _exposed(x: Any, shot: Any, read: Any, deviate: Any) -> Any:
    """Signal x >= 0 with noise of about the variance shot * x + read added, not yet clipped.

    A true root would take a quarter of the camera's time.
    """
    return fused(rough_root(fused(x, shot, read)), f32(deviate), x)


@inner
def _tone_row(row: F32, noise: I8, balance: Any, n: F32) -> None:
    """One channel of a row (W,): signal becomes code values 0..1; balance >= 1, so that what is white stays white.

    They run on below zero, so that noise in the dark keeps its mean. The curve is of the root of the balanced signal; the
    balance is in its factors instead, once a row.
    """
    root = math.sqrt(balance)
    shot, read, toe = n[1] * n[3] * n[3], n[2] * n[3] * n[3], n[7] / balance
    level, slope, square, cube = n[8], n[9] * root, n[10] * balance, n[11] * balance * root
    knee, top, shoulder = n[24] / root, n[25] / root, n[26] * balance * balance
    end, tail = n[27] / root, n[28] * balance
    for x in range(row.shape[0]):
        lifted = _exposed(row[x], shot, read, noise[x]) + toe
        s = math.sqrt(lifted if lifted > ZERO else ZERO)
        below = top - (s if s < top else top)
        below *= below
        far = end - (s if s < end else end)
        bright, dark = (
            fused(-shoulder, below * below, fused(-tail, far * far, ONE)),
            fused(s, fused(s, fused(s, cube, square), slope), level),
        )
        row[x] = bright if s > knee else dark


@inner
def _luma_row(rgb: F32, luma: F32) -> None:
    """rgb (3, W) in 0..1 -> luma (W,) in 1/64 codes."""
    for x in range(luma.shape[0]):
        y = Y_R * rgb[0, x] + Y_G * rgb[1, x] + Y_B * rgb[2, x] + LUMA_0
        luma[x] = y if y > LOW else LOW


@inner
def _grey_row(grey: F32, luma: F32) -> None:
    for x in range(luma.shape[0]):
        y = grey[x] * LUMA_RANGE + LUMA_0
        luma[x] = y if y > LOW else LOW


@inner
def _clamped(v: Any) -> Any:
    v = v if v > LOW else LOW
    return v if v < HIGH else HIGH


@inner
def _chroma_pair(rgb: F32, luma: F32, saturation: Any, columns: F32, u: F32, v: F32) -> None:
    """u, v (W/2,): chroma in 1/64 codes of the mean of 2x2 pixels; luma (2, W) in 1/64 codes, rgb (6, W) in 0..1, row by row."""
    to_u = saturation * QUARTER * TO_CB * CHROMA_RANGE
    to_v = saturation * QUARTER * TO_CR * CHROMA_RANGE
    code, black = ONE / LUMA_RANGE, TWO * LUMA_0 / LUMA_RANGE
    for x in range(columns.shape[1]):
        y = (luma[0, x] + luma[1, x]) * code - black
        columns[0, x] = rgb[2, x] + rgb[5, x] - y
        columns[1, x] = rgb[0, x] + rgb[3, x] - y
    for x in range(u.shape[0]):
        u[x] = _clamped((columns[0, 2 * x] + columns[0, 2 * x + 1]) * to_u + CHROMA_0)
        v[x] = _clamped((columns[1, 2 * x] + columns[1, 2 * x + 1]) * to_v + CHROMA_0)


@kernel
def develop(
    light: U16,
    across: F32,
    down: F32,
    balance: F32,
    n: F32,
    local: F32,
    glare: F32,
    block: int,
    pool: I8,
    key: int,
    frame: int,
    state_y: I16,
    state_c: I16,
    lines: F32,
    y: U8,
    u: U8,
    v: U8,
) -> None:
    """Fill planes y (H, W), u, v (H/2, W/2) from light (H, C * W) in `halves`, channel by channel in each row; C = 1: u, v stay.

    across (W,), down (H,): squared distance from the centre, 1 in the corner. balance (C,): white balance. local: see
    `places.adapt`. glare, block: see `glare.Glare`.
    state_y (H, W), state_c (2, H/2, W/2) int16: the denoiser's memory. lines (LINES, W) float32: scratch. A pair of rows is
    blended once the changes in the next one are known.
    """
    height, width = y.shape
    channels, half, pairs = balance.shape[0], width // 2, height // 2
    toned, fall, columns = lines[0:6], lines[6], lines[7:9]
    alpha, around, wide, veil = lines[9, :half], lines[9, half:], lines[21], lines[22 : 22 + 2 * channels]
    for j in range(pairs + 1):
        if j < pairs:
            luma, change = lines[10 + 2 * (j & 1) : 12 + 2 * (j & 1)], lines[14 + j % 3, :half]
            new_u, new_v = lines[17 + (j & 1), :half], lines[17 + (j & 1), half:]
            for r in range(2):
                at = row_start(key, frame, 2 * j + r)
                _fall_row(across, down[2 * j + r], n, fall)
                adapt_row(local, 2 * j + r, height, fall)
                way = veil_rows(glare, block, 2 * j + r, veil)
                for c in range(channels):
                    first = c * width
                    _seen_row(light[2 * j + r, first : first + width], veil[c], veil[channels + c], way, fall, toned[3 * r + c])
                    _tone_row(toned[3 * r + c], pool[at + first : at + first + width], balance[c], n)
                if channels > 1:
                    _luma_row(toned[3 * r : 3 * r + 3], luma[r])
                else:
                    _grey_row(toned[3 * r], luma[r])
            luma_change(luma, state_y[2 * j : 2 * j + 2], columns[0], change)
            if channels > 1:
                _chroma_pair(toned, luma, n[21], columns, new_u, new_v)
                add_chroma_change(new_u, state_c[0, j], new_v, state_c[1, j], n[22], change)
        i = j - 1
        if i < 0:
            continue
        luma, new_u, new_v = lines[10 + 2 * (i & 1) : 12 + 2 * (i & 1)], lines[17 + (i & 1), :half], lines[17 + (i & 1), half:]
        above, below = 14 + max(i - 1, 0) % 3, 14 + min(j, pairs - 1) % 3
        gather(lines[above, :half], lines[14 + i % 3, :half], lines[below, :half], around)
        openness(around, n, alpha)
        widened(alpha, n, wide, lines[19 + (i & 1)])
        for r in range(2):
            blend_luma(luma[r], state_y[2 * i + r], wide)
        if channels > 1:
            blend_chroma(new_u, state_c[0, i], alpha, n[17], u[i])
            blend_chroma(new_v, state_c[1, i], alpha, n[17], v[i])
        last = 2 * i + 1 if j < pairs else height  # the row after it has neighbours that are not yet known
        for r in range(max(2 * i - 1, 0), last):
            finish_row(state_y[max(r - 1, 0)], state_y[r], state_y[min(r + 1, height - 1)], lines[19 + (r >> 1 & 1)], n, y[r])


@kernel
def expose(
    light: U16,
    across: F32,
    down: F32,
    n: F32,
    local: F32,
    glare: F32,
    block: int,
    pool: I8,
    key: int,
    frame: int,
    lines: F32,
    out: F32,
) -> None:
    """The raw tap: normalised signal out (H, C * W) as `develop` sees it, before white balance. lines: scratch, as there."""
    width, shot, read = lines.shape[1], n[1] * n[3] * n[3], n[2] * n[3] * n[3]
    channels, fall, seen = glare.shape[0], lines[0], lines[1]
    veil = lines[2 : 2 + 2 * channels]
    for r in range(out.shape[0]):
        _fall_row(across, down[r], n, fall)
        adapt_row(local, r, out.shape[0], fall)
        way = veil_rows(glare, block, r, veil)
        at = row_start(key, frame, r)
        for c in range(channels):
            first = c * width
            _seen_row(light[r, first : first + width], veil[c], veil[channels + c], way, fall, seen)
            for x in range(width):
                signal = _exposed(seen[x], shot, read, pool[at + first + x])
                out[r, first + x] = signal if signal < MOST else MOST
