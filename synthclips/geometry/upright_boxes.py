"""Upright boxes, turned about the vertical: rows (I, 8) of middle, half extents, cosine and sine of the yaw; what lines meet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.plan import Footprint

F64 = NDArray[np.float64]
Flags = NDArray[np.bool_]
TINY = 1e-9  # instead of nothing, to divide by


def upright_box(on_floor: Footprint, low_m: float, height_m: float) -> tuple[float, ...]:
    """A row: over a footprint, from where up and how high, in metres."""
    half = height_m / 2
    return (*on_floor.centre_m, low_m + half, *on_floor.half_m, half, *on_floor.axes[0])


def clear(boxes: F64, start: F64, ends: F64) -> Flags:
    """(N,) of (N, 3) ends: is none of the boxes on the straight line from the start, (3,) or (N, 3)?"""
    enter, leave = crossed(boxes, start, ends - start)
    hidden = (enter < leave) & (leave > 0.0) & (leave < 1.0)  # a place within a box is on it, not behind it
    return np.asarray(~hidden.any(0))


def crossed(boxes: F64, eye: F64, ways: F64) -> tuple[F64, F64]:
    """(I, N) each: where (N, 3) ways from the eye, (3,) or (N, 3), enter and leave boxes, in lengths; missed: enter > leave.

    Kay and Kajiya 1986, "Ray tracing complex scenes".
    """
    start, slope = in_their_axes(boxes, eye - boxes[:, None, :3]), in_their_axes(boxes, ways[None])
    enter, leave = np.full((len(boxes), len(ways)), -np.inf), np.full((len(boxes), len(ways)), np.inf)
    for k in range(3):
        half, per = boxes[:, 3 + k, None], 1.0 / np.where(abs(slope[k]) < TINY, TINY, slope[k])
        one, other = (-half - start[k]) * per, (half - start[k]) * per
        enter, leave = np.maximum(enter, np.minimum(one, other)), np.minimum(leave, np.maximum(one, other))
    return enter, leave


def gap_m(boxes: F64, eye: F64) -> F64:
    """(I,) how far each box is from the eye."""
    at = in_their_axes(boxes, (eye - boxes[:, :3])[:, None])
    out = np.stack([np.maximum(abs(at[k][:, 0]) - boxes[:, 3 + k], 0.0) for k in range(3)], -1)
    gap: F64 = np.sqrt(dot(out, out))
    return gap


def in_their_axes(boxes: F64, ways: F64) -> tuple[F64, F64, F64]:
    """(I, N) each: x, y and z of world vectors (I or 1, N, 3) in each box's own axes."""
    cosine, sine = boxes[:, 6, None], boxes[:, 7, None]
    x, y, z = ways[..., 0], ways[..., 1], ways[..., 2]
    return cosine * x + sine * y, cosine * y - sine * x, z


def dot(a: F64, b: F64) -> F64:
    """Scalar products over the last axis, the same on every machine."""
    product: F64 = a[..., 0] * b[..., 0] + a[..., 1] * b[..., 1] + a[..., 2] * b[..., 2]
    return product
