"""From a script to a Performance: steps played one after another, then read at the frames' times and made bones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.actions.biped.anatomy import Anatomy
from synthclips.catalog.actions.biped.channels import (
    CARRIED,
    CARRIES,
    CHANNELS,
    HAND,
    LOAD,
    PELVIS_X,
    PELVIS_Y,
    PELVIS_Z,
    RATE_HZ,
    ROLL,
    SIDES,
    YAW,
    side_of,
)  # fmt: skip
from synthclips.catalog.actions.biped.loads import swayed
from synthclips.catalog.actions.biped.reel import Reel, count
from synthclips.catalog.actions.biped.solve import ankles, bones
from synthclips.catalog.actions.biped.stick import lean_on
from synthclips.geometry.skeleton import F64
from synthclips.scene.timeline import Interval, Performance, Track

STRETCH = 0.9988  # of the leg: a standing knee is never quite straight
EASE_ROWS = 5


def performance(
    reel: Reel, intervals: list[Interval], times_s: NDArray[np.float64], *, gone_s: float, floor_m: float
) -> Performance:
    """The played script at the frames' times; `gone_s`: from when on the actor is out of the world."""
    rows = np.concatenate(reel.blocks)
    _settle_hips(rows, reel.body)
    load = reel.holds[CARRIES]
    if load is not None and load.leans:
        lean_on(rows, reel.body, _stances(reel))
    elif reel.body.hangs:
        rows[:, LOAD : LOAD + 2] = swayed(bones(rows, reel.body, floor_m)[:, CARRIED, :, 3].astype(np.float64))
    channels = _read(rows, reel.begin_s, times_s)
    present = (times_s >= reel.begin_s) & (times_s < gone_s)
    contacts = tuple(replace(c, position_m=(*c.position_m[:2], floor_m)) for c in reel.contacts if c.start_s < gone_s)
    return Performance(
        Track(reel.actor, present, bones(channels, reel.body, floor_m)), tuple(intervals), contacts,
        tuple((item, int(np.searchsorted(times_s, at)), HAND[side]) for item, at, side in reel.grips),
        tuple(reel.doors),
    )  # fmt: skip


def _stances(reel: Reel) -> list[tuple[float, float]]:
    """Seconds of the reel from and to which the foot across from the hand that carries stands."""
    foot = f"{SIDES[1 - CARRIES]}_foot"
    return [(c.start_s - reel.begin_s, c.end_s - reel.begin_s) for c in reel.contacts if c.limb == foot]


def idle(reel: Reel, seconds: float) -> None:
    """Let the body rest where it is."""
    if seconds > 0:
        reel.add(reel.resting(count(seconds)))


def _read(rows: F64, begin_s: float, times_s: NDArray[np.float64]) -> F64:
    """(T, CHANNELS) between the rows, the ends held."""
    at = np.clip((times_s - begin_s) * RATE_HZ, 0.0, len(rows) - 1.0)
    low = np.minimum(at.astype(np.int64), len(rows) - 2) if len(rows) > 1 else np.zeros(len(at), np.int64)
    share = (at - low)[:, None]
    out: F64 = rows[low] * (1.0 - share) + rows[np.minimum(low + 1, len(rows) - 1)] * share
    assert out.shape == (len(times_s), CHANNELS)
    return out


def _settle_hips(rows: F64, body: Anatomy) -> None:
    """Lower the hips, smoothly, wherever a foot would otherwise be out of the leg's reach."""
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    highest = np.minimum(*(_highest(rows, body, side) for side in (0, 1)))
    lower = np.minimum(highest - rows[:, PELVIS_Z], 0.0)
    lower = minimum_filter1d(lower, 2 * EASE_ROWS + 1, mode="nearest")
    for _ in range(2):
        lower = uniform_filter1d(lower, EASE_ROWS + 1, mode="nearest")
    rows[:, PELVIS_Z] += lower


def _highest(rows: F64, body: Anatomy, side: int) -> F64:
    """(T,) the hips' height at which this leg is stretched."""
    ankle = ankles(rows, body, side)
    half = side_of(side) * body.hip_half_m
    gap_x = rows[:, PELVIS_X] - np.sin(rows[:, YAW]) * half - ankle[:, 0]
    gap_y = rows[:, PELVIS_Y] + np.cos(rows[:, YAW]) * half - ankle[:, 1]
    reach = STRETCH * body.leg_m
    rise = np.sqrt(np.maximum(reach * reach - gap_x * gap_x - gap_y * gap_y, (0.3 * reach) ** 2))
    return ankle[:, 2] + rise - np.sin(rows[:, ROLL]) * half
