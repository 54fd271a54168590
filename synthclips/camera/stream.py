"""What leaves the camera: planes of video (BT.709, limited range, 4:2:0), their frame rate and their fingerprint."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numba import njit
from numpy.typing import NDArray

U8 = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Planes:
    """One frame as it is delivered. Sides are even."""

    y: U8  # (H, W) 16..235
    u: U8  # (H/2, W/2) 16..240, 128 neutral
    v: U8  # (H/2, W/2)

    def copy(self) -> Planes:
        return Planes(self.y.copy(), self.u.copy(), self.v.copy())


def frame_rate(fps: float) -> Fraction:
    """The exact rate meant by a decimal one: 29.97 is 30000/1001, 12.5 is 25/2."""
    broadcast = Fraction(round(fps * 1.001) * 1000, 1001)
    if fps != round(fps) and broadcast and abs(fps - broadcast) < 0.005:
        return broadcast
    return Fraction(fps).limit_denominator(1000)


@njit(cache=True, nogil=True)
def _to_rgb(y, u, v, out):
    for r in range(y.shape[0]):
        for x in range(y.shape[1]):
            luma = 76309 * (np.int32(y[r, x]) - 16) + 32768
            cb, cr = np.int32(u[r >> 1, x >> 1]) - 128, np.int32(v[r >> 1, x >> 1]) - 128
            out[r, x, 0] = min(max((luma + 117489 * cr) >> 16, 0), 255)
            out[r, x, 1] = min(max((luma - 13975 * cb - 34925 * cr) >> 16, 0), 255)
            out[r, x, 2] = min(max((luma + 138438 * cb) >> 16, 0), 255)


def planes_to_rgb(planes: Planes) -> U8:
    """(H, W, 3) full-range RGB of BT.709 limited planes, in integers; chroma is repeated, not interpolated."""
    out = np.empty((*planes.y.shape, 3), np.uint8)
    _to_rgb(planes.y, planes.u, planes.v, out)
    return out


class FrameHash:
    """SHA-256 over all delivered planes in order: a clip's identity, whatever encoder or container it went into."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256()

    def add(self, planes: Planes) -> None:
        for plane in (planes.y, planes.u, planes.v):
            self._sum.update(np.ascontiguousarray(plane))

    def hexdigest(self) -> str:
        return self._sum.hexdigest()


def frame_hash(frames: object) -> str:
    """SHA-256 of an iterable of Planes."""
    running = FrameHash()
    for planes in frames:  # type: ignore[attr-defined]
        running.add(planes)
    return running.hexdigest()
