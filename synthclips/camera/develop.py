"""The pixel kernels: radiance in, video planes out, in one pass over pairs of rows that stay in the processor's cache.

Order: vignette, exposure, shot and read noise, full well, white balance, tone curve, BT.709 luma and chroma, temporal
denoising (recursive, opened by motion), spatial coring and sharpening of luma. Only + - * / sqrt, so that CPUs agree.
Inside, luma and chroma are code values + BIAS in units of 1/64, positive, kept as int16 from frame to frame.
`n` is the vector of `model.numbers`, float32, indexed by the constants below.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.camera.noise import row_start
from synthclips.kernel import inner, kernel

f32 = np.float32
F32 = NDArray[np.float32]
I16 = NDArray[np.int16]
I8 = NDArray[np.int8]
U8 = NDArray[np.uint8]
SCALE, SHOT, READ, NOISE = 0, 1, 2, 3  # x = radiance * SCALE; variance of x = SHOT * x + READ; NOISE scales the pool
WB_R, WB_G, WB_B = 4, 5, 6
TOE, U_SCALE, U_SHIFT, CONTRAST, PIVOT = 7, 8, 9, 10, 11  # tone: u = sqrt(x + TOE) * U_SCALE + U_SHIFT
FALL_2, FALL_4 = 12, 13  # vignette: 1 + FALL_2 r^2 + FALL_4 r^4, r = 1 in the corner
HOLD, CALM, OPEN, CHROMA_HOLD = 14, 15, 16, 17  # temporal: share of the new frame at rest, threshold, slope
SHARPEN, SMOOTH, CORE = 18, 19, 20  # spatial: gain of detail above the core, loss of what is below it
SATURATION = 21
CHROMA_MOTION = 22
CORE_MOVING = 23  # how much larger the core is where the new frame is taken alone, with all its noise
COUNT = 24

STEP = f32(64.0)
BIAS = f32(64.0)
LOW, HIGH = f32(64.0), f32(20000.0)
ZERO, HALF, ONE, TWO, THREE, QUARTER = f32(0.0), f32(0.5), f32(1.0), f32(2.0), f32(3.0), f32(0.25)
SHARE = f32(1 / 36)  # of the weights by which the changes around a pixel count, 3 rows 1 2 1 by 5 columns 1 2 3 2 1
LINES = 19
K_R, K_G, K_B = f32(0.2126), f32(0.7152), f32(0.0722)
TO_CB, TO_CR = f32(1 / 1.8556), f32(1 / 1.5748)
LUMA_0, LUMA_RANGE = f32((16 + 64) * 64), f32(219 * 64)
CHROMA_0, CHROMA_RANGE = f32((128 + 64) * 64), f32(224 * 64)


@inner
def _exposed(light: F32, fall: Any, n: F32, deviate: Any) -> Any:
    """Normalised sensor signal of one sample, noise added, clipped at the full well (= 1)."""
    x = light * (fall * n[0])
    variance = x * n[1] + n[2]
    x = x + math.sqrt(variance if variance > ZERO else ZERO) * (f32(deviate) * n[3])
    return x if x < ONE else ONE


@inner
def _toned(x: Any, n: F32) -> Any:
    """Code value 0..1 of a signal 0..1; runs on below zero, so that noise in the dark keeps its mean."""
    x = x if x < ONE else ONE
    lifted = x + n[7]
    u = math.sqrt(lifted if lifted > ZERO else ZERO) * n[8] + n[9]
    return u + n[10] * u * (ONE - u) * (u - n[11])


@inner
def _tone_row(light: F32, across: F32, down: Any, balance: F32, n: F32, noise: I8, out: F32) -> None:
    """One row of samples, channel by channel as they come: light (C * W,) -> out (C * W,) in 0..1."""
    for x in range(out.shape[0]):
        rr = across[x] + down
        fall = ONE + rr * (n[12] + n[13] * rr)
        out[x] = _toned(_exposed(light[x], fall, n, noise[x]) * balance[x], n)


@inner
def _split_row(rgb: F32, luma: F32, red: F32, blue: F32) -> None:
    """rgb (3 * W,) in 0..1 -> luma (W,) in 1/64 codes, red and blue (W,) in 0..1."""
    width = luma.shape[0]
    first, second, third = rgb[:width], rgb[width : 2 * width], rgb[2 * width :]
    for x in range(width):
        luma[x] = (K_R * first[x] + K_G * second[x] + K_B * third[x]) * LUMA_RANGE + LUMA_0
        red[x] = first[x]
        blue[x] = third[x]


@inner
def _scale_row(grey: F32, luma: F32) -> None:
    for x in range(luma.shape[0]):
        luma[x] = grey[x] * LUMA_RANGE + LUMA_0


@inner
def _clamped(v: Any) -> Any:
    v = v if v > LOW else LOW
    return v if v < HIGH else HIGH


@inner
def _luma_change(luma: F32, state: I16, change: F32) -> None:
    """change (W/2,): how far the sum of 2x2 new pixels is from that of the old; both (2, W) in 1/64 codes."""
    for x in range(change.shape[0]):
        new = luma[0, 2 * x] + luma[0, 2 * x + 1] + luma[1, 2 * x] + luma[1, 2 * x + 1]
        old = f32(state[0, 2 * x]) + f32(state[0, 2 * x + 1]) + f32(state[1, 2 * x]) + f32(state[1, 2 * x + 1])
        change[x] = abs(new - old)


@inner
def _chroma_pair(luma: F32, red: F32, blue: F32, saturation: Any, u: F32, v: F32) -> None:
    """u, v (W/2,): chroma in 1/64 codes of the mean of 2x2 pixels; luma (2, W) in 1/64 codes, red and blue in 0..1."""
    to_u = saturation * QUARTER * TO_CB * CHROMA_RANGE
    to_v = saturation * QUARTER * TO_CR * CHROMA_RANGE
    for x in range(u.shape[0]):
        y = luma[0, 2 * x] + luma[0, 2 * x + 1] + luma[1, 2 * x] + luma[1, 2 * x + 1]
        y = y * (ONE / LUMA_RANGE) - f32(4.0) * LUMA_0 / LUMA_RANGE
        b = blue[0, 2 * x] + blue[0, 2 * x + 1] + blue[1, 2 * x] + blue[1, 2 * x + 1]
        r = red[0, 2 * x] + red[0, 2 * x + 1] + red[1, 2 * x] + red[1, 2 * x + 1]
        u[x] = _clamped((b - y) * to_u + CHROMA_0)
        v[x] = _clamped((r - y) * to_v + CHROMA_0)


@inner
def _gather(above: F32, change: F32, below: F32, around: F32) -> None:
    for x in range(around.shape[0]):
        around[x] = above[x] + TWO * change[x] + below[x]


@inner
def _alpha(around: F32, n: F32, alpha: F32) -> None:
    """alpha (W/2,): how much of the new frame is taken, from the changes in 10 x 6 pixels, those in the middle counting more.

    As wide as a limb, so that what moves is taken whole, and not speckled with what was there before.
    """
    last = alpha.shape[0] - 2
    for x in range(2, last):
        pair, far = around[x - 1] + around[x + 1], around[x - 2] + around[x + 2]
        d = (THREE * around[x] + TWO * pair + far) * SHARE - n[15]
        a = n[14] + n[16] * (d if d > ZERO else ZERO)
        alpha[x] = a if a < ONE else ONE
    alpha[0] = alpha[1] = alpha[2]
    alpha[last] = alpha[last + 1] = alpha[last - 1]


@inner
def _luma_blend(luma: F32, state: I16, alpha: F32) -> None:
    for x in range(alpha.shape[0]):
        a = alpha[x]
        p, q = f32(state[2 * x]), f32(state[2 * x + 1])
        state[2 * x] = np.int16(_clamped(p + a * (luma[2 * x] - p)) + HALF)
        state[2 * x + 1] = np.int16(_clamped(q + a * (luma[2 * x + 1] - q)) + HALF)


@inner
def _chroma_blend(new: F32, state: I16, alpha: F32, ratio: Any, out: U8) -> None:
    for x in range(alpha.shape[0]):
        a = alpha[x] * ratio + alpha[x] * alpha[x] * (ONE - ratio)
        p = f32(state[x])
        p = p + a * (new[x] - p)
        state[x] = np.int16(p + HALF)
        v = p * f32(1 / 64) - BIAS + HALF
        v = v if v > f32(16.0) else f32(16.0)
        out[x] = np.uint8(v if v < f32(240.0) else f32(240.0))


@inner
def _cores(alpha: F32, n: F32, core: F32) -> None:
    """core (W,): detail up to which a pixel is smoothed, more where the denoiser had to let go of the past."""
    for x in range(alpha.shape[0]):
        core[2 * x] = core[2 * x + 1] = n[20] + n[23] * (alpha[x] - n[14])


@inner
def _finish_row(above: I16, row: I16, below: I16, core: F32, n: F32, out: U8) -> None:
    """Delivered luma: detail below the core is noise and smoothed, above it is edge and sharpened."""
    last = out.shape[0] - 1
    for x in range(1, last):
        c, most = f32(row[x]), core[x]
        d = c - (f32(row[x - 1]) + f32(row[x + 1]) + f32(above[x]) + f32(below[x])) * QUARTER
        small = d if d < most else most
        small = small if small > -most else -most
        v = (c + n[18] * (d - small) - n[19] * small) * f32(1 / 64) - BIAS + HALF
        v = v if v > f32(16.0) else f32(16.0)
        out[x] = np.uint8(v if v < f32(235.0) else f32(235.0))
    out[0] = out[1]
    out[last] = out[last - 1]


@inner
def _add_chroma_change(new_u: F32, u: I16, new_v: F32, v: I16, weight: Any, change: F32) -> None:
    for x in range(change.shape[0]):
        change[x] += weight * (abs(new_u[x] - f32(u[x])) + abs(new_v[x] - f32(v[x])))


@kernel
def develop(
    light: F32,
    across: F32,
    down: F32,
    balance: F32,
    n: F32,
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
    """Fill planes y (H, W), u, v (H/2, W/2) from light (H, C * W), channel by channel in each row; C = 1: u, v stay.

    across (C * W,), down (H,): squared distance from the centre, 1 in the corner. balance (C * W,): white balance.
    state_y (H, W), state_c (2, H/2, W/2) int16: the denoiser's memory. lines (LINES, W) float32: scratch. A pair of rows is
    blended once the changes in the next one are known.
    """
    height, width = y.shape
    samples, half, pairs, colour = light.shape[1], width // 2, height // 2, light.shape[1] > width
    toned, red, blue = lines[0:3].reshape(3 * width)[:samples], lines[3:5], lines[5:7]
    alpha, around = lines[7, :half], lines[7, half:]
    for j in range(pairs + 1):
        if j < pairs:
            luma, change = lines[8 + 2 * (j & 1) : 10 + 2 * (j & 1)], lines[12 + j % 3, :half]
            new_u, new_v = lines[15 + (j & 1), :half], lines[15 + (j & 1), half:]
            for r in range(2):
                at = row_start(key, frame, 2 * j + r)
                _tone_row(light[2 * j + r], across, down[2 * j + r], balance, n, pool[at : at + samples], toned)
                if colour:
                    _split_row(toned, luma[r], red[r], blue[r])
                else:
                    _scale_row(toned, luma[r])
            _luma_change(luma, state_y[2 * j : 2 * j + 2], change)
            if colour:
                _chroma_pair(luma, red, blue, n[21], new_u, new_v)
                _add_chroma_change(new_u, state_c[0, j], new_v, state_c[1, j], n[22], change)
        i = j - 1
        if i < 0:
            continue
        luma, new_u, new_v = lines[8 + 2 * (i & 1) : 10 + 2 * (i & 1)], lines[15 + (i & 1), :half], lines[15 + (i & 1), half:]
        above, below = 12 + max(i - 1, 0) % 3, 12 + min(j, pairs - 1) % 3
        _gather(lines[above, :half], lines[12 + i % 3, :half], lines[below, :half], around)
        _alpha(around, n, alpha)
        _cores(alpha, n, lines[17 + (i & 1)])
        for r in range(2):
            _luma_blend(luma[r], state_y[2 * i + r], alpha)
        if colour:
            _chroma_blend(new_u, state_c[0, i], alpha, n[17], u[i])
            _chroma_blend(new_v, state_c[1, i], alpha, n[17], v[i])
        last = 2 * i + 1 if j < pairs else height  # the row after it has neighbours that are not yet known
        for r in range(max(2 * i - 1, 0), last):
            _finish_row(state_y[max(r - 1, 0)], state_y[r], state_y[min(r + 1, height - 1)], lines[17 + (r >> 1 & 1)], n, y[r])


@kernel
def expose(light: F32, across: F32, down: F32, n: F32, pool: I8, key: int, frame: int, out: F32) -> None:
    """The raw tap: normalised signal out (H, C * W) as `develop` sees it, before white balance."""
    for r in range(out.shape[0]):
        at = row_start(key, frame, r)
        for x in range(out.shape[1]):
            rr = across[x] + down[r]
            fall = ONE + rr * (n[12] + n[13] * rr)
            out[r, x] = _exposed(light[r, x], fall, n, pool[at + x])
