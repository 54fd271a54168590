"""A walking stick: its tip is put down with the foot of the other side and stands while that foot does; the hand rides on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from synthclips.catalog.actions.biped.anatomy import Anatomy
from synthclips.catalog.actions.biped.channels import (
    ARM,
    CARRIED,
    CARRIES,
    HAND_WEIGHT,
    HAND_X,
    HAND_Y,
    HAND_Z,
    LOAD,
    RATE_HZ,
    YAW,
)  # fmt: skip
from synthclips.catalog.actions.biped.reel import ease
from synthclips.catalog.actions.biped.solve import bones
from synthclips.geometry.skeleton import F64

SETTLED_S = 0.30  # after the foot is down: the tip stands where the hand is then
OUT_M, LIFT_M = 0.06, 0.05  # to the side of the hand, and its clearance on the way
SLANT = 0.35  # of its length, that the tip is at most away from under the hand
ROUNDS = 3  # the hand closes round the handle beside the middle of the palm, at which it aims


def lean_on(rows: F64, body: Anatomy, stances: Sequence[tuple[float, float]]) -> None:
    """Puts the hand's target and the stick's slant into rows; stances: seconds from and to which the other foot stands."""
    at, long = ARM[CARRIES], body.load_m
    grip = _grip(rows, body)
    tip = _tips(rows, grip, stances)
    gap = tip[:, :2] - grip[:, :2]
    far = np.sqrt((gap * gap).sum(1))
    tip[:, :2] = grip[:, :2] + gap * np.minimum(1.0, SLANT * long / np.maximum(far, 1e-9))[:, None]
    far = np.minimum(far, SLANT * long)
    wanted = np.concatenate([grip[:, :2], (tip[:, 2] + np.sqrt(long * long - far * far))[:, None]], 1)
    rows[:, [at + HAND_X, at + HAND_Y, at + HAND_Z]] = wanted
    rows[:, at + HAND_WEIGHT] = 1.0
    for _ in range(ROUNDS):
        rows[:, [at + HAND_X, at + HAND_Y, at + HAND_Z]] += wanted - _grip(rows, body)
    held = _grip(rows, body)
    rows[:, LOAD : LOAD + 2] = (tip[:, :2] - held[:, :2]) / np.maximum(held[:, 2] - tip[:, 2], 0.1)[:, None]


def _grip(rows: F64, body: Anatomy) -> F64:
    """(T, 3) where the fist is; the floor at 0."""
    return bones(rows, body, 0.0)[:, CARRIED, :, 3].astype(np.float64)


def _tips(rows: F64, grip: F64, stances: Sequence[tuple[float, float]]) -> F64:
    """(T, 3) the tip: still through each stance, and over to the next one's place between them."""
    out, last = np.zeros((len(rows), 3)), len(rows) - 1
    places, spans = [], []
    for start, end in stances:
        first, gone = (min(max(round(s * RATE_HZ), 0), last) for s in (start, end))
        seen = min(round((start + min(SETTLED_S, 0.5 * (end - start))) * RATE_HZ), last)
        right = np.array((np.sin(rows[seen, YAW]), -np.cos(rows[seen, YAW])))
        places.append(grip[seen, :2] + OUT_M * right)
        spans.append((first, gone))
    out[:, :2] = places[0]
    for (_, gone), (first, _), here, there in zip(spans, spans[1:], places, places[1:], strict=False):
        share = ease(np.arange(1, first - gone + 1) / max(first - gone, 1))[:, None]
        out[gone + 1 : first + 1, :2] = here + (there - here) * share
        out[gone + 1 : first + 1, 2] = 4.0 * LIFT_M * (share * (1.0 - share))[:, 0]
        out[first + 1 :, :2] = there
    return out
