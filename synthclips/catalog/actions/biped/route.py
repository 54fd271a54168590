"""The way over the floor: corners rounded, speed that starts, brakes for bends, and stops."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from synthclips.geometry.kinematics import attainable
from synthclips.geometry.skeleton import F64

SPACING_M = 0.02
CORNER_M = 0.45  # how far before and after a corner its rounding reaches
PUSH_MPS2 = 1.1  # speeding up and braking
BEND_MPS2 = 0.9  # sideways
SPIN_RAD_PER_S = 1.7  # round the tightest corner: no faster than the feet come round
CRAWL_MPS = 0.06  # speed at the two ends, so that time stays finite


@dataclass(frozen=True, eq=False)
class Route:
    """A way with a time for every place on it, sampled every `SPACING_M` or less."""

    along_m: F64  # (N,) arc length
    points_m: F64  # (N, 2)
    heading_rad: F64  # (N,) unwrapped
    time_s: F64  # (N,) from the start
    speed_mps: F64  # (N,)

    @property
    def length_m(self) -> float:
        """Of the whole way."""
        return float(self.along_m[-1])

    @property
    def seconds(self) -> float:
        """From start to standstill."""
        return float(self.time_s[-1])

    def at(self, along_m: F64) -> tuple[F64, F64]:
        """(..., 2) place and (...) heading at arc lengths."""
        x, y = (np.interp(along_m, self.along_m, self.points_m[:, k]) for k in (0, 1))
        return np.stack([x, y], -1), np.interp(along_m, self.along_m, self.heading_rad)


def route(
    path_m: Sequence[Sequence[float]], speed_mps: float, *, push_mps2: float = PUSH_MPS2, bend_mps2: float = BEND_MPS2
) -> Route | None:
    """The timed route along a polyline; None if it is shorter than 5 cm."""
    points = _rounded(np.asarray(path_m, np.float64)[:, :2])
    if len(points) < 3:
        return None
    steps = np.diff(points, axis=0)
    lengths = np.sqrt((steps * steps).sum(1))
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    heading = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    heading = _smoothed(np.interp(along, (along[1:] + along[:-1]) / 2, heading), 9)
    bend = np.abs(np.gradient(heading, along))
    bend = np.maximum(bend, 1e-6)
    speed = np.minimum(speed_mps, np.minimum(np.sqrt(bend_mps2 / bend), SPIN_RAD_PER_S / bend))
    speed[0] = speed[-1] = CRAWL_MPS
    speed = attainable(speed, lengths, push_mps2)
    speed = np.maximum(_smoothed(speed, 9), CRAWL_MPS)
    time = np.concatenate([[0.0], np.cumsum(2 * lengths / (speed[1:] + speed[:-1]))])
    return Route(along, points, heading, time, speed)


def _rounded(corners: F64) -> F64:
    """(N, 2) points `SPACING_M` apart on the polyline, corners replaced by quadratic curves."""
    keep = [corners[0]]
    keep += [p for p, q in zip(corners[1:], corners[:-1], strict=True) if math.dist(p, q) > 1e-3]
    if len(keep) < 2 or sum(math.dist(p, q) for p, q in zip(keep[1:], keep[:-1], strict=True)) < 0.05:
        return corners[:1]
    pieces = [keep[0][None]]
    for before, corner, after in zip(keep[:-2], keep[1:-1], keep[2:], strict=True):
        first = corner + _toward(corner, before)
        last = corner + _toward(corner, after)
        u = np.linspace(0.0, 1.0, 17)[:, None]
        pieces.append((1 - u) ** 2 * first + 2 * u * (1 - u) * corner + u**2 * last)
    dense = np.concatenate([*pieces, keep[-1][None]])
    gaps = np.sqrt((np.diff(dense, axis=0) ** 2).sum(1))
    along = np.concatenate([[0.0], np.cumsum(gaps)])
    ticks = np.linspace(0.0, along[-1], max(3, round(along[-1] / SPACING_M)))
    return np.stack([np.interp(ticks, along, dense[:, k]) for k in (0, 1)], 1)


def _toward(corner: F64, other: F64) -> F64:
    gap = other - corner
    length = math.sqrt(float((gap * gap).sum()))
    return gap * (min(CORNER_M, 0.5 * length) / max(length, 1e-9))


def _smoothed(values: F64, width: int) -> F64:
    """A running mean, twice; the ends keep their values."""
    for _ in range(2):
        padded = np.concatenate([np.full(width // 2, values[0]), values, np.full(width // 2, values[-1])])
        values = np.convolve(padded, np.ones(width) / width, "valid")
    return values
