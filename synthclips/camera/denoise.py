"""The camera's denoiser, row by row: recursive in time, opened by motion; what detail is left below a core is smoothed.

Luma and chroma are code values + BIAS in units of 1/64, as `develop` has them; n: the vector of `model.numbers`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner

f32 = np.float32
F32 = NDArray[np.float32]
I16 = NDArray[np.int16]
U8 = NDArray[np.uint8]
BIAS = f32(64.0)
ZERO, HALF, ONE, TWO, THREE, QUARTER = f32(0.0), f32(0.5), f32(1.0), f32(2.0), f32(3.0), f32(0.25)
NEXT, FAR = np.uint64(1), np.uint64(2)  # unsigned, for an index that might be negative cannot be read in vectors
SHARE = f32(1 / 36)  # of the weights by which the changes around a pixel count, 3 rows 1 2 1 by 5 columns 1 2 3 2 1


@inner
def luma_change(luma: F32, state: I16, columns: F32, change: F32) -> None:
    """change (W/2,): how far the sum of 2x2 new pixels is from that of the old; both (2, W) in 1/64 codes."""
    for x in range(columns.shape[0]):
        columns[x] = (luma[0, x] + luma[1, x]) - (f32(state[0, x]) + f32(state[1, x]))
    for x in range(change.shape[0]):
        change[x] = abs(columns[2 * x] + columns[2 * x + 1])


@inner
def add_chroma_change(new_u: F32, u: I16, new_v: F32, v: I16, weight: Any, change: F32) -> None:
    """Adds to change (W/2,) how far new chroma is from the old, times the weight."""
    for x in range(change.shape[0]):
        change[x] += weight * (abs(new_u[x] - f32(u[x])) + abs(new_v[x] - f32(v[x])))


@inner
def gather(above: F32, change: F32, below: F32, around: F32) -> None:
    """around (W/2,): the changes of three rows of pairs, the middle one counting double."""
    for x in range(around.shape[0]):
        around[x] = above[x] + TWO * change[x] + below[x]


@inner
def openness(around: F32, n: F32, alpha: F32) -> None:
    """alpha (W/2,): how much of the new frame is taken, from the changes in 10 x 6 pixels, those in the middle counting more.

    As wide as a limb, so that what moves is taken whole, and not speckled with what was there before.
    """
    last, hold, calm, slope = alpha.shape[0] - 2, n[14], n[15], n[16]
    for x in range(FAR, np.uint64(last)):
        pair, far = around[x - NEXT] + around[x + NEXT], around[x - FAR] + around[x + FAR]
        d = (THREE * around[x] + TWO * pair + far) * SHARE - calm
        a = hold + slope * (d if d > ZERO else ZERO)
        alpha[x] = a if a < ONE else ONE
    alpha[0] = alpha[1] = alpha[2]
    alpha[last] = alpha[last + 1] = alpha[last - 1]


@inner
def widened(alpha: F32, n: F32, wide: F32, core: F32) -> None:
    """wide (W,): alpha; core (W,): detail up to which a pixel is smoothed, more where the denoiser let go of the past."""
    least, moving = n[20] - n[23] * n[14], n[23]
    for x in range(alpha.shape[0]):
        wide[2 * x] = wide[2 * x + 1] = alpha[x]
        core[2 * x] = core[2 * x + 1] = least + moving * alpha[x]


@inner
def blend_luma(luma: F32, state: I16, alpha: F32) -> None:
    """State (W,) moves towards luma (W,) by alpha (W,)."""
    for x in range(alpha.shape[0]):
        p = f32(state[x])
        state[x] = np.int16(p + alpha[x] * (luma[x] - p) + HALF)


@inner
def blend_chroma(new: F32, state: I16, alpha: F32, ratio: Any, out: U8) -> None:
    """State (W/2,) moves towards new (W/2,) by alpha, times the ratio where nothing moves; out: delivered chroma."""
    rest = ONE - ratio
    for x in range(alpha.shape[0]):
        p = f32(state[x])
        p = p + alpha[x] * (ratio + alpha[x] * rest) * (new[x] - p)
        state[x] = np.int16(p + HALF)
        v: Any = np.int32(p * f32(1 / 64) - (BIAS - HALF))
        v = v if v > 16 else 16
        out[x] = np.uint8(v if v < 240 else 240)


@inner
def finish_row(above: I16, row: I16, below: I16, core: F32, n: F32, out: U8) -> None:
    """Delivered luma: detail below the core is noise and smoothed, above it is edge and sharpened."""
    last = out.shape[0] - 1
    edge, noise = n[18] * f32(1 / 64), (n[18] + n[19]) * f32(1 / 64)
    for x in range(NEXT, np.uint64(last)):
        c, most = f32(row[x]), core[x]
        d = c - f32(np.int32(row[x - NEXT] + row[x + NEXT] + above[x] + below[x])) * QUARTER
        small = d if d < most else most
        small = small if small > -most else -most
        v: Any = np.int32(c * f32(1 / 64) + d * edge - small * noise - (BIAS - HALF))
        v = v if v > 16 else 16
        out[x] = np.uint8(v if v < 235 else 235)
    out[0] = out[1]
    out[last] = out[last - 1]
