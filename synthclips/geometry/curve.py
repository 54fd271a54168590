"""Smooth curves: one step, and one through a few points that never overshoots them (monotone cubic pieces)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]


def step(x: F64) -> F64:
    """0 below 0, 1 above 1, between them the cubic that leaves and arrives level."""
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


def through(at: tuple[float, ...], values: tuple[float, ...], x: F64) -> F64:
    """The curve's values at `x` (Fritsch & Butland 1984), within the ends of `at`; three points or more, `at` ascending."""
    inner, pieces = _pieces(at, values)
    start, value, slope, bend, twist = pieces[:, inner.searchsorted(x, side="right")]
    s = x - start
    out: F64 = value + slope * s + bend * (s * s) + twist * (s * s * s)
    return out


@lru_cache(maxsize=64)
def _pieces(at: tuple[float, ...], values: tuple[float, ...]) -> tuple[F64, F64]:
    """The inner points (N - 2,), and (5, N - 1) where each piece begins and its coefficients of 1, s, s^2, s^3 from there."""
    widths = [b - a for a, b in pairwise(at)]
    rises = [(b - a) / w for a, b, w in zip(values, values[1:], widths, strict=False)]
    slopes = [_at_end(widths, rises), *_between(widths, rises), _at_end(widths[::-1], rises[::-1])]
    out = []
    for start, value, width, rise, first, last in zip(at, values, widths, rises, slopes, slopes[1:], strict=False):
        twist = (first + last - 2 * rise) / width
        out.append((start, value, first, (rise - first) / width - twist, twist / width))
    return np.array(at[1:-1]), np.array(out).T


def _between(widths: Sequence[float], rises: Sequence[float]) -> list[float]:
    """Slopes at the inner points: a weighted harmonic mean, level where the curve turns round."""
    out = []
    for w, v, a, b in zip(widths, widths[1:], rises, rises[1:], strict=False):
        out.append(0.0 if a * b <= 0.0 else 1.0 / (((2 * v + w) / a + (v + 2 * w) / b) / ((2 * v + w) + (v + 2 * w))))
    return out


def _at_end(widths: Sequence[float], rises: Sequence[float]) -> float:
    """Slope at the first point, by three points, as far as that keeps the curve from overshooting."""
    (w, v), (a, b) = widths[:2], rises[:2]
    slope = ((2 * w + v) * a - w * b) / (w + v)
    if slope * a <= 0.0:
        return 0.0
    return 3.0 * a if a * b <= 0.0 and abs(slope) > 3.0 * abs(a) else slope
