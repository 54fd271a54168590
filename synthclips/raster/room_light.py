"""The room's light at the lamps' weights of the moment: the sum of their images, where each of them matters, and what share
of it on a coarse grid may be softly shadowed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.halves import coded, lit
from synthclips.kernel import inner, kernel
from synthclips.raster.backdrop import Backdrop

f32 = np.float32
ZERO, ONE, LITTLE = f32(0.0), f32(1.0), f32(1e-20)
WEAK = 0.004  # a lamp whose direct light is a smaller share of all light is not worth a shadow: less than a code value of 255


@kernel
def sum_lamps(direct, direct_scale, indirect, indirect_scale, weight, sums, room):
    """room (H, C, W), in `halves` = sum_l w_l (direct_l + indirect_l). sums (C * W,) float32: scratch."""
    straight, bounced, codes = direct.reshape(-1), indirect.reshape(-1), room.reshape(-1)
    n = np.uint64(sums.shape[0])
    for y in range(room.shape[0]):  # row by row, so that the sums stay in the processor's cache
        row = np.uint64(y) * n
        sums[:] = 0.0
        for k in range(direct.shape[0]):
            a, b = direct_scale[k] * weight[k], indirect_scale[k] * weight[k]
            if a != ZERO or b != ZERO:
                _decode(sums, straight, bounced, np.uint64(k * room.size) + row, a, b, n)
        _encode(sums, codes, row, n)


@kernel
def sum_rectangles(direct, direct_scale, indirect, indirect_scale, weight, rectangles, sums, room):
    """As `sum_lamps`, in rectangles (N, 4) of x0, y0, x1, y1 alone."""
    straight, bounced, codes = direct.reshape(-1), indirect.reshape(-1), room.reshape(-1)
    for r in range(rectangles.shape[0]):
        n = np.uint64(rectangles[r, 2] - rectangles[r, 0])
        for line in range(rectangles[r, 1] * room.shape[1], rectangles[r, 3] * room.shape[1]):
            start = np.uint64(line * room.shape[2] + rectangles[r, 0])
            sums[:] = 0.0
            for k in range(direct.shape[0]):
                a, b = direct_scale[k] * weight[k], indirect_scale[k] * weight[k]
                if a != ZERO or b != ZERO:
                    _decode(sums, straight, bounced, np.uint64(k * room.size) + start, a, b, n)
            _encode(sums, codes, start, n)


@inner
def _decode(sums, straight, bounced, start, a, b, n):
    for i in range(n):
        d, e = f32(straight[start + i]), f32(bounced[start + i])
        sums[i] += a * d * d + b * e * e


@inner
def _encode(sums, codes, row, n):
    for i in range(n):
        codes[row + i] = coded(sums[i])


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
                if gain * code * code > WEAK * lit(room[y, c, x]):
                    return True
    return False


def at_coarse_points(images: NDArray[np.uint16], scale: F32, drop: Backdrop) -> F32:
    """(L, C, gh, gw) light at unit weight at the coarse points; images (L, H, C, W)."""
    codes = images[:, drop.coarse_row][..., drop.coarse_column].transpose(0, 2, 1, 3).astype(np.float32, order="C")
    return codes * codes * scale[:, None, None, None]


@kernel
def share_light(direct, indirect, weight, wide, field, own, rows, columns, total, shares):
    """shares (1 + W, C, gh, gw): of all light at the coarse points, the part that is bounced, and that of each wide lamp.

    direct, indirect (L, C, gh, gw) at unit weight; wide (W,) lamps; field (1 + W, gh, gw) and own (L, H, W): what those who
    stand still hide of these parts, and leave of the other lamps; rows (gh,) and columns (gw,): pixels of the points; total
    (gw,): scratch.
    """
    shares[:] = 0.0
    for c in range(shares.shape[1]):
        for j in range(shares.shape[2]):
            total[:] = LITTLE
            for k in range(weight.shape[0]):
                _add(shares[0, c, j], indirect[k, c, j], weight[k])
                of = _field_of(wide, k)
                if of > 0:
                    _add(shares[of, c, j], direct[k, c, j], weight[k])
                else:
                    for i in range(total.shape[0]):
                        total[i] += weight[k] * direct[k, c, j, i] * own[k, rows[j], columns[i]]
            for n in range(shares.shape[0]):
                _leave(shares[n, c, j], field[n, j], total)
            for n in range(shares.shape[0]):
                _divide(shares[n, c, j], total)


@inner
def _field_of(wide, lamp):
    """Number of a wide lamp's field, 0 if the lamp is not wide."""
    for w in range(wide.shape[0]):
        if wide[w] == lamp:
            return w + 1
    return 0


@inner
def _add(row, light, weight):
    for i in range(row.shape[0]):
        row[i] += weight * light[i]


@inner
def _leave(row, hidden, total):
    for i in range(row.shape[0]):
        row[i] *= ONE - hidden[i]
        total[i] += row[i]


@inner
def _divide(row, total):
    for i in range(row.shape[0]):
        row[i] /= total[i]


@kernel
def share_hidden(field, shares, out):
    """out (C, gh, gw): share of all light that is softly hidden, from field and shares (1 + W, C, gh, gw) of its parts."""
    for c in range(out.shape[0]):
        for j in range(out.shape[1]):
            for i in range(out.shape[2]):
                out[c, j, i] = field[0, j, i] * shares[0, c, j, i]
            for k in range(1, field.shape[0]):
                for i in range(out.shape[2]):
                    out[c, j, i] += field[k, j, i] * shares[k, c, j, i]
