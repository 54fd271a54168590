"""The room's light at the lamps' weights of the moment: the sum of their images, and where each of them matters."""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner, kernel

f32 = np.float32
ZERO = f32(0.0)
WEAK = 0.004  # a lamp whose direct light is a smaller share of all light is not worth a shadow: less than a code value of 255


@kernel
def sum_lamps(direct, direct_scale, indirect, indirect_scale, weight, room):
    """room (H, C, W) = sum_l w_l (direct_l + indirect_l), decoded."""
    straight, bounced, sums = direct.reshape(-1), indirect.reshape(-1), room.reshape(-1)
    n = np.uint64(room.shape[1] * room.shape[2])
    room[:] = 0.0
    for y in range(room.shape[0]):  # row by row, so that the sums stay in the processor's cache
        for k in range(direct.shape[0]):
            a, b = direct_scale[k] * weight[k], indirect_scale[k] * weight[k]
            if a != ZERO or b != ZERO:
                row = np.uint64(y) * n
                _decode(sums, row, straight, bounced, np.uint64(k * room.size) + row, a, b, n)


@inner
def _decode(sums, row, straight, bounced, start, a, b, n):
    for i in range(n):
        d, e = f32(straight[start + i]), f32(bounced[start + i])
        sums[row + i] += a * d * d + b * e * e


@kernel
def find_strong(room, direct, gain, tile_px, strong):
    """strong (TH, TW, L): 1 where some pixel of those looked at has more than WEAK of its light from a lamp."""
    for ty in range(strong.shape[0]):
        for tx in range(strong.shape[1]):
            for k in range(strong.shape[2]):
                strong[ty, tx, k] = gain[k] > 0.0 and _is_strong(room, direct[k], gain[k], ty * tile_px, tx * tile_px, tile_px)


@inner
def _is_strong(room, direct, gain, y0, x0, tile_px):
    step = 4 if tile_px >= 32 else 2
    for y in range(y0, min(y0 + tile_px, room.shape[0]), step):
        for c in range(room.shape[1]):
            for x in range(x0, min(x0 + tile_px, room.shape[2]), step):
                code = f32(direct[y, c, x])
                if gain * code * code > WEAK * room[y, c, x]:
                    return True
    return False
