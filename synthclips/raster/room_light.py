"""The room's light at the lamps' weights of the moment: the sum of their images, where each of them matters, and what share
of it on a coarse grid may be softly shadowed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.kernel import inner, kernel
from synthclips.raster.backdrop import Backdrop
from synthclips.raster.plate import Plate

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


class Parts:
    """Light at the coarse points in parts: bounced, of each wide lamp that is on, which soft shadows take from, and the rest."""

    def __init__(self, plate: Plate, drop: Backdrop) -> None:
        self.drop = drop
        self.direct, self.indirect = _at(plate.direct, plate.direct_scale, drop), _at(plate.indirect, plate.indirect_scale, drop)

    def weigh(self, weight: F32, wide: NDArray[np.int64]) -> None:
        """As the lamps are now; wide (W,) lamps."""
        self.rest = np.setdiff1d(np.flatnonzero(weight), wide)
        each = weight[:, None, None, None]
        self.soft = np.concatenate([(self.indirect * each).sum(0, keepdims=True), self.direct[wide] * each[wide]])
        self.hard = self.direct[self.rest] * each[self.rest]

    def shares(self) -> F32:
        """Of each soft part in all light, (1 + W, C, gh, gw)."""
        return self.soft / np.maximum(self.soft.sum(0) + self.hard.sum(0), np.float32(1e-20))

    def dim(self, field: F32, own: F32) -> None:
        """Takes out for good what those who stand still hide: field (1 + W, gh, gw), own (L, H, W) as in `darken`."""
        self.soft *= 1 - field[:, None]
        self.hard *= _at_points(own[self.rest], self.drop)[:, None]


def _at(images: NDArray[np.uint16], scale: F32, drop: Backdrop) -> F32:
    """(L, C, gh, gw) light at unit weight at the coarse points; images (L, H, C, W)."""
    codes = _at_points(images, drop).transpose(0, 2, 1, 3).astype(np.float32)
    return codes * codes * scale[:, None, None, None]


def _at_points(images: NDArray[Any], drop: Backdrop) -> NDArray[Any]:
    return images[:, drop.coarse_row][..., drop.coarse_column]


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
