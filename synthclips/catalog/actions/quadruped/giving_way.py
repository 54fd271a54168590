"""How a leg gives way where its pose asks for too much: the least share, or the least turn, after which it can."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.geometry.skeleton import dot, length

Rows = slice | NDArray[np.intp]
ALL = slice(None)
TURNS, TURN_RAD = 12, 0.12  # of a shoulder blade or a metatarsus, at most, so that its joints need not bend beyond


def least(gap: Callable[[F64, Rows], F64], most: F64, ease: F64) -> F64:
    """(T, 2) the smallest share 0..1 from which on a leg is not too far from its foot; 0 where it never is.

    gap: from foot to leg (..., 2, 3) at a share, of those rows. most: as far as a leg reaches. Without ease it stays as it is.
    """

    def too_far(share: F64, of: Rows) -> NDArray[np.bool_]:
        return np.asarray((length(gap(share, of)) >= most)[..., 0] & (ease[of] != 0.0))

    share = np.zeros_like(ease)
    reaching = too_far(share, ALL)
    of = np.nonzero(reaching.any(1))[0]  # few: a leg is seldom too short
    low, high = share[of], np.ones_like(share[of])
    for _ in range(8 if len(of) else 0):
        middle = 0.5 * (low + high)
        far = too_far(middle, of)
        low, high = np.where(far, middle, low), np.where(far, high, middle)
    share[of] = high * reaching[of]
    return share


def opened(folded: Callable[[F64, Rows], F64], ease: F64, way: float) -> F64:
    """(T, 2) the least turn after which no joint of a leg is bent too far; the best there is, if none will do.

    folded: by how much the worst joint is bent too far after a turn (..., 2), of those rows. way: +1 or -1, the turn's sense:
    one for all, for a leg that changed it would jerk. Without ease it stays as it is: who lies knows how its legs are folded.
    """
    out = np.zeros_like(ease)
    of = np.nonzero((folded(out, ALL) > 0.0).any(1))[0]  # few: most postures are easy
    if not len(of):
        return out
    best, worst = np.zeros((len(of), 2)), folded(np.zeros((len(of), 2)), of)
    for k in range(1, TURNS + 1):
        now = folded(np.full((len(of), 2), way * k * TURN_RAD), of)
        better = (worst > 0.0) & (now < worst - 1e-9)
        best, worst = np.where(better, k * TURN_RAD, best), np.where(better, now, worst)
    low, high = np.maximum(best - TURN_RAD, 0.0), best
    for _ in range(5):  # no farther than it must be, so that it begins with nothing
        middle = 0.5 * (low + high)
        enough = folded(way * middle, of) <= np.maximum(worst, 0.0)
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    out[of] = way * high
    return out * ease


def beyond(a: F64, b: F64, bounds: tuple[float, float]) -> F64:
    """(...) by how much the angle between two directions is out of its bounds, radians."""
    angle = np.arccos(np.clip((dot(a, b) / np.maximum(length(a) * length(b), 1e-12))[..., 0], -1.0, 1.0))
    out: F64 = np.maximum(bounds[0] - angle, angle - bounds[1])
    return out
