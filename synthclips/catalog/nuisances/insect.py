"""Insects about the lens: near and fast, they are soft blobs and streaks, burnt out by the infrared lamp, dark by day."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.motion import keyed
from synthclips.catalog.nuisances.strokes import aspect, before_lens, exposed_s, half_width, happens, strokes, told
from synthclips.geometry.skeleton import cross, unit
from synthclips.scene.distributions import Choice
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Specks

F64 = NDArray[np.float64]
NEAR_M = {1: 0.5, 2: 0.34, 3: 0.24, 4: 0.17, 5: 0.12}
COUNT = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3}
SIZES = {"moth": (0.013, 0.0022, 0.0055), "fly": (0.007, 0.0017, 0.0022)}  # m: length and radius of the body, radius of a wing
BEATS_HZ = {"moth": 11.0, "fly": 190.0}
BODY = {"moth": (0.3, 0.25, 0.19, 0.6), "fly": (0.02, 0.02, 0.022, 0.35)}
WING = {"moth": (0.36, 0.31, 0.24, 0.65), "fly": (0.2, 0.2, 0.2, 0.5)}
WING_OPACITY = {"moth": 0.4, "fly": 0.2}
BEYOND = 1.5  # half widths of the picture from the axis, where it is out of sight
SOFT_S = 0.1  # of its turns
SOFT = 1.6  # what is so bright spreads in the lens
GLOW = 0.02
MOMENTS = (-0.42, -0.3, -0.18, -0.06, 0.06, 0.18, 0.3, 0.42)  # of the exposure, at which its wings are drawn
TAPERS = (1.0, 0.72, 0.44)  # of its streak, one over the other: it banks as it goes, and its ends are the fainter


def insect(nuisance: Nuisance, scene: Scene, times_s: F64, *, sort: Literal["moth", "fly"]) -> Disturbance:
    """They dart past again and again. Strength: how near, and how many."""
    found = []
    for k in range(COUNT[nuisance.strength]):
        id = nuisance.id if k == 0 else f"{nuisance.id}_{k + 1}"
        found.append(_one(id, Stream(nuisance.key + k), nuisance, scene, times_s, sort))
    return told(nuisance, *found)


def _one(id: str, stream: Stream, nuisance: Nuisance, scene: Scene, times_s: F64, sort: str) -> Specks:
    """A body, as long a streak as it flies in an exposure, its wings at a few moments of that, and the glow of it all."""
    passes, exposure = flight(stream, nuisance, aspect(scene)), exposed_s(scene)
    length, radius, wing = SIZES[sort]
    before, after = (_places(passes, times_s + late, scene) for late in (-exposure / 2, exposure / 2))
    streak = after - before
    swept = np.sqrt((streak * streak).sum(1))
    ahead = unit(streak + (0.0, 0.0, 1e-6))
    aside = unit(cross(ahead, np.array((0.3, 0.2, 1.0))))
    tail, head = before - ahead * length / 2, after + ahead * length / 2
    wings = []
    for moment in MOMENTS:
        lift = np.sin(2 * math.pi * BEATS_HZ[sort] * (times_s + moment * exposure))[:, None]
        out = wing * (1.4 * aside * np.sqrt(1.0 - 0.9 * lift * lift) + 0.9 * lift * cross(aside, ahead))
        middle = (before + after) / 2 + moment * streak
        step_m = streak / (2 * len(MOMENTS))
        wings += [np.stack([middle - step_m + side * out, middle + step_m + side * out], 1) for side in (-1.0, 1.0)]
    centre = (tail + head) / 2
    body = [np.stack([centre + share * (tail - centre), centre + share * (head - centre)], 1) for share in TAPERS]
    ends = np.stack([*body, *wings, np.stack([before, after], 1)], 1)
    there = _flies(passes, times_s) & happens(nuisance, times_s)
    opacity = np.full((len(times_s), len(body) + len(wings) + 1), WING_OPACITY[sort] / len(MOMENTS))
    opacity[:, : len(body)] = ((length + 2 * radius) / (length + 2 * radius + swept) / sum(TAPERS))[:, None]
    opacity[:, -1] = GLOW
    return strokes(
        id, before_lens(scene, ends), [*[radius] * len(body), *[wing] * len(wings), 3 * wing], opacity * there[:, None],
        [*[BODY[sort]] * len(body), *[WING[sort]] * (len(wings) + 1)], long=[*[True] * len(body), *[False] * (len(wings) + 1)],
        boxed=True, soft=SOFT,
    )  # fmt: skip


def flight(stream: Stream, nuisance: Nuisance, high: float) -> list[list[list[float]]]:
    """Passes, each of rows (time, across, down, depth in metres); across and down in half widths of the picture there."""
    t, found = nuisance.start_s + stream.uniform(0.0, 0.6), []
    while t < nuisance.end_s:
        keys = [[t, *_outside(stream, high), _depth(stream, nuisance.strength)]]
        for _ in range(stream.integer(3, 9)):
            t += stream.uniform(0.14, 0.4)
            keys.append([t, stream.uniform(-0.9, 0.9), high * stream.uniform(-0.9, 0.9), _depth(stream, nuisance.strength)])
        t += stream.uniform(0.2, 0.4)
        keys.append([t, *_outside(stream, high), keys[-1][3]])
        found.append(keys)
        t += SOFT_S + stream.log_uniform(0.2, 8.0 / nuisance.strength)
    return found


def _outside(stream: Stream, high: float) -> tuple[float, float]:
    """Out of sight, to either side or above."""
    side, along = stream.choice((-1.0, 1.0)), stream.uniform(-0.8, 0.8)
    return (side * BEYOND, high * along) if stream.chance(0.6) else (along, -BEYOND * high)


def _depth(stream: Stream, strength: int) -> float:
    return NEAR_M[strength] * stream.log_uniform(0.7, 1.5)


def _places(passes: list[list[list[float]]], times_s: F64, scene: Scene) -> F64:
    """(T, 3) metres right of the axis, below it and along it."""
    across, down, depth = keyed(times_s, [row for keys in passes for row in keys], soft_s=SOFT_S).T
    reach = half_width(scene) * depth
    return np.stack([across * reach, down * reach, depth], 1)


def _flies(passes: list[list[list[float]]], times_s: F64) -> NDArray[np.bool_]:
    there = np.zeros(len(times_s), np.bool_)
    for keys in passes:
        there |= (times_s >= keys[0][0]) & (times_s <= keys[-1][0])
    return there


KINDS = [
    Kind(
        "insect",
        "insects dart about the lens",
        insect,
        {"sort": Choice(("moth", "fly"), (0.7, 0.3))},
        traits={"told": "an insect flies before the lens"},
    ),
]
