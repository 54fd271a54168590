"""A television that runs in an empty room: its light follows cuts, scenes and the odd explosion."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, LogUniform
from synthclips.scene.home import Home
from synthclips.scene.records import Lamp, Nuisance, Scene, Vec3
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval

F64 = NDArray[np.float64]
SWING = {1: 0.12, 2: 0.3, 3: 0.5, 4: 0.75, 5: 1.0}  # how far brightness strays from its mean, and how bright the set is
WARM, MOST_WARM = (1.75, 0.85, 0.4), 0.75  # colour of firelight and faces, and how much of the light may be of it
DIMMEST, BRIGHTEST = 0.04, 2.2  # of a mean picture
SPREAD = {"talk": 0.25, "film": 0.75, "action": 0.9}  # of the logarithm of a shot's brightness
FLASH, FLASH_S = 1.5, 0.15  # how much brighter an explosion is, and how soon it fades
WANDER_S = 0.5  # how fast brightness drifts within a shot


def television_flicker(
    nuisance: Nuisance,
    scene: Scene,
    times_s: F64,
    *,
    programme: Literal["talk", "film", "action"],
    shot_s: Annotated[float, Range(0.3, 20.0), Unit("s")],
) -> Disturbance:
    """The set is on all the clip. Strength: how bright it is and how much that changes; shot_s: mean length of a shot."""
    del scene
    swing, lamp = SWING[nuisance.strength], str(nuisance.params["lamp"])
    relative, warm = shots(Stream(nuisance.key), times_s, shot_s, SPREAD[programme], flashes=programme == "action")
    weight = (0.3 + 0.7 * swing) * (1.0 + swing * (relative - 1.0))
    cold, warm = (weight * (1.0 - MOST_WARM * warm)).round(5), (weight * MOST_WARM * warm).round(5)
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", lamp.removeprefix("screen_"))
    if nuisance.params["was_on"]:
        return Disturbance((interval,), lamp_factor={lamp: cold}, lamp_added={_warm(lamp): warm})
    return Disturbance((interval,), lamp_added={lamp: cold, _warm(lamp): warm})


def shots(stream: Stream, times_s: F64, shot_s: float, spread: float, *, flashes: bool) -> tuple[F64, F64]:
    """(T,) brightness around 1 and warmth 0..1: new at every cut; brightness drifts in between, here and there is a flash."""
    out, warm, cut, index = np.empty(len(times_s)), np.empty(len(times_s)), 0.0, 0
    while index < len(times_s):
        start, cut = cut, cut + max(0.2, -shot_s * math.log(stream.unit()))
        level = math.exp(stream.normal(-spread * spread / 2, spread))
        drift, phase = stream.uniform(0.0, 0.25), stream.uniform(0.0, 6.0)
        flash_s, flash = start + stream.unit() * (cut - start), FLASH if flashes and stream.chance(0.25) else 0.0
        stop = int(np.searchsorted(times_s, cut))
        since = times_s[index:stop]
        lit = level * (1.0 + drift * np.sin(phase + (since - start) / WANDER_S))
        out[index:stop] = lit + flash * (since >= flash_s) * np.exp(-np.maximum(since - flash_s, 0.0) / FLASH_S)
        warm[index:stop] = min(max(stream.normal(0.4, 0.4), 0.0), 1.0)
        index = stop
    return np.clip(out, DIMMEST, BRIGHTEST).round(6), warm


def _warm(screen: str) -> str:
    """The lamp beside a screen's own that gives the light of its warm pictures."""
    return f"warm_{screen}"


def _lamps(id: str, scenery: Any, lamps: Sequence[Lamp], stream: Stream) -> list[Lamp]:
    del id, stream
    screens = [lamp for lamp in lamps if lamp.id in {f"screen_{set_}" for set_ in _sets(scenery)}]
    return [dataclasses.replace(s, id=_warm(s.id), power_rgb=_tinted(s.power_rgb), weight=0.0) for s in screens]


def _tinted(power_rgb: Vec3) -> Vec3:
    mean = sum(power_rgb) / 3
    return (round(mean * WARM[0], 3), round(mean * WARM[1], 3), round(mean * WARM[2], 3))


def _sets(scenery: Any) -> list[str]:
    return [i.id for i in scenery.items if "television" in i.kind]


def _needs(scenery: Any) -> str:
    return "" if _sets(scenery) else "a television"


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    del nuisance
    lamps = [lamp for lamp in home.lamps if lamp.id in {f"screen_{set_}" for set_ in _sets(home.scenery)}]
    lamp = stream.choice(lamps)
    return {"lamp": lamp.id, "was_on": lamp.weight > 0}


KINDS = [
    Kind(
        "television_flicker",
        "a television runs and nobody watches",
        television_flicker,
        {"programme": Choice(("talk", "film", "action"), (1, 2, 2)), "shot_s": LogUniform(0.8, 5.0)},
        traits={"told": "a television flickers", "needs": _needs, "lights": _sets, "lamps": _lamps, "settle": _settle},
    ),
]
