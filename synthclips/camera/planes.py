"""One frame of video as planes: BT.709, limited range, 4:2:0, chroma centred between its four pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel

U8 = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Planes:
    """One frame as it is delivered. Sides are even."""

    y: U8  # (H, W) 16..235
    u: U8  # (H/2, W/2) 16..240, 128 neutral
    v: U8  # (H/2, W/2)

    def copy(self) -> Planes:
        """Planes that stay as they are when the next frame is made."""
        return Planes(self.y.copy(), self.u.copy(), self.v.copy())


@inner
def _byte(fixed: Any) -> Any:
    return min(max(fixed >> 16, 0), 255)


@kernel
def _to_rgb(y: U8, u: U8, v: U8, out: U8) -> None:
    for r in range(y.shape[0]):
        for x in range(y.shape[1]):
            luma = 76309 * (np.int32(y[r, x]) - 16) + 32768
            cb, cr = np.int32(u[r >> 1, x >> 1]) - 128, np.int32(v[r >> 1, x >> 1]) - 128
            out[r, x, 0] = _byte(luma + 117489 * cr)
            out[r, x, 1] = _byte(luma - 13975 * cb - 34925 * cr)
            out[r, x, 2] = _byte(luma + 138438 * cb)


def planes_to_rgb(planes: Planes) -> U8:
    """(H, W, 3) full-range RGB of BT.709 limited planes, in integers; chroma is repeated, not interpolated."""
    out = np.empty((*planes.y.shape, 3), np.uint8)
    _to_rgb(planes.y, planes.u, planes.v, out)
    return out
