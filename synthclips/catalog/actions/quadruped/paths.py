"""The way of a body along a path: a smoothed line, the heading every part of the back follows, and the speed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.quadruped.channels import F64

STEP_M = 0.01
ROUNDING_M = 0.10  # how far a corner is rounded off
TURN_M = 0.19  # way counted for a radian turned on the spot
EASED = 3  # samples: how gently a turn goes over into a way
TURN_FROM_RAD = 0.6  # a larger turn is made on the spot, before setting off


@dataclass(frozen=True, eq=False)
class Way:
    """Sampled every STEP_M of way u; beyond its ends it goes straight on."""

    xy_m: F64  # (N, 2) of the middle of the back
    yaw_rad: F64  # (N + margins,) heading, unwrapped, from `before_m` before the start on
    before_m: float

    @property
    def length_m(self) -> float:
        """Of the way, turns on the spot included."""
        return (len(self.xy_m) - 1) * STEP_M

    def at(self, u_m: F64) -> F64:
        """(..., 2)"""
        grid = np.arange(len(self.xy_m)) * STEP_M
        return np.stack([np.interp(u_m, grid, self.xy_m[:, 0]), np.interp(u_m, grid, self.xy_m[:, 1])], -1)

    def heading(self, u_m: F64) -> F64:
        """(...) heading of the part of the body that is at way u_m."""
        grid = np.arange(len(self.yaw_rad)) * STEP_M - self.before_m
        return np.interp(u_m, grid, self.yaw_rad)


def way(points_m: F64, yaw_rad: float, *, reach_m: float, facing_rad: float | None = None, speed_mps: float = 0.0) -> Way:
    """A smooth way through (K, 2) points, starting with the given heading.

    reach_m: from the middle of the back to the shoulders; the way begins and ends with a straight body.
    facing_rad: turn to this heading at the end. speed_mps: who is fast rounds corners off more.
    """
    line = _resampled(points_m, ROUNDING_M * min(max(1.0, speed_mps / 1.3), 2.5))
    tangent = _headings(line, yaw_rad)
    first = yaw_rad + _wrapped(tangent[0] - yaw_rad)
    tangent = tangent + (first - tangent[0])
    turn = first - yaw_rad
    start = round(TURN_M * abs(turn) / STEP_M) if abs(turn) > TURN_FROM_RAD else 0
    yaw = np.concatenate([yaw_rad + turn * (np.arange(start) + 0.5) / max(start, 1), tangent])
    line = np.concatenate([np.repeat(line[:1], start, 0), line])
    ended = 0
    if facing_rad is not None:
        last = _wrapped(facing_rad - yaw[-1])
        count = round(TURN_M * abs(last) / STEP_M)
        yaw = np.concatenate([yaw, yaw[-1] + last * (np.arange(count) + 0.5) / max(count, 1)])
        line = np.concatenate([line, np.repeat(line[-1:], count, 0)])
        ended = count
    pad = round(reach_m / STEP_M)
    lead = np.full(pad, yaw_rad)
    yaw = np.concatenate([lead, yaw, np.full(pad, yaw[-1])])  # the turn starts when the shoulders reach it
    margin = 60
    yaw = np.concatenate([np.full(margin, yaw_rad), yaw, np.full(margin, yaw[-1])])
    yaw = _blurred(yaw, 5)
    stretch = np.linspace(0, len(line) - 1, len(line) + 2 * pad)
    spread = np.stack([np.interp(stretch, np.arange(len(line)), line[:, k]) for k in range(2)], 1)
    return Way(_eased(spread, start, ended), yaw, margin * STEP_M)


def _eased(xy_m: F64, start: int, ended: int) -> F64:
    """The places with speed gained and lost between a turn on the spot of so many samples and the way: not at once."""
    out, count = xy_m.copy(), len(xy_m)
    for k in range(2):
        out[:, k] = _blurred(xy_m[:, k], EASED)
    share = np.ones(count)  # where no turn is long enough to ease in, the ends stay
    ramp = np.minimum(np.arange(count) / (8.0 * EASED), 1.0)
    share = share if start >= 4 * EASED else np.minimum(share, ramp)
    share = share if ended >= 4 * EASED else np.minimum(share, ramp[::-1])
    return xy_m + (out - xy_m) * share[:, None]


def _resampled(points_m: F64, rounding_m: float) -> F64:
    """Every STEP_M, corners rounded, ends kept."""
    points = np.asarray(points_m, np.float64)
    keep = np.concatenate([[True], np.abs(np.diff(points, axis=0)).sum(1) > 1e-6])
    points = points[keep]
    if len(points) < 2:
        return np.repeat(points[:1], 2, 0)
    leg = np.sqrt((np.diff(points, axis=0) ** 2).sum(1))
    along = np.concatenate([[0.0], np.cumsum(leg)])
    count = max(2, round(along[-1] / STEP_M) + 1)
    s = np.linspace(0, along[-1], count)
    line = np.stack([np.interp(s, along, points[:, k]) for k in range(2)], 1)
    pad = int(4 * rounding_m / STEP_M)
    mirrored = np.concatenate([2 * line[0] - line[1 : pad + 1][::-1], line, 2 * line[-1] - line[-pad - 1 : -1][::-1]])
    lost = (len(mirrored) - len(line)) // 2 if len(line) <= pad else pad
    return np.stack([_blurred(mirrored[:, k], rounding_m / STEP_M)[lost : lost + len(line)] for k in range(2)], 1)


def _headings(line: F64, fallback: float) -> F64:
    d = np.gradient(line, axis=0)
    if np.abs(d).max() < 1e-6:
        return np.full(len(line), fallback)
    return np.unwrap(np.arctan2(d[:, 1], d[:, 0]))


def _blurred(values: F64, sigma: float) -> F64:
    """Gaussian by four running means; ends repeated."""
    width = max(1, round(sigma * 1.75) // 2 * 2 + 1)
    out = values
    for _ in range(4):
        half = width // 2
        padded = np.concatenate([np.full(half + 1, out[0]), out, np.full(half, out[-1])])
        total = np.cumsum(padded)
        out = (total[width:] - total[:-width]) / width
    return out


def _wrapped(angle: float) -> float:
    return float((angle + np.pi) % (2 * np.pi) - np.pi)
