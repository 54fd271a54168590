"""A television that runs in an empty room: its light follows cuts, scenes and the odd explosion."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.catalog import Kind
from synthclips.catalog.materials.evaluate import evaluate
from synthclips.catalog.nuisances.strokes import drawn
from synthclips.geometry.plan import Footprint
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, LogUniform
from synthclips.scene.home import Home
from synthclips.scene.records import Item, Lamp, Material, Nuisance, Scene, Vec3
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval, Screening

F64 = NDArray[np.float64]
SWING = {1: 0.12, 2: 0.3, 3: 0.5, 4: 0.75, 5: 1.0}  # how far brightness strays from its mean, and how bright the set is
WARM, MOST_WARM = (1.75, 0.85, 0.4), 0.75  # colour of firelight and faces, and how much of the light may be of it
DIMMEST, BRIGHTEST = 0.04, 2.2  # of a mean picture
SPREAD = {"talk": 0.25, "film": 0.75, "action": 0.9}  # of the logarithm of a shot's brightness
FLASH, FLASH_S = 1.5, 0.15  # how much brighter an explosion is, and how soon it fades
ROWS, COLUMNS = 90, 176  # of a picture
PAN, MOST_PAN = 0.04, 0.1  # heights a second that what is shown drifts aside at most, and how far
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
    swing, lamp = SWING[nuisance.strength], str(nuisance.params["lamp"])
    relative, warm, shot = shots(Stream(nuisance.key), times_s, shot_s, SPREAD[programme], flashes=programme == "action")
    weight = (0.3 + 0.7 * swing) * (1.0 + swing * (relative - 1.0))
    cold, warm = (weight * (1.0 - MOST_WARM * warm)).round(5), (weight * MOST_WARM * warm).round(5)
    item = scene.item(lamp.removeprefix("screen_"))
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", item.id)
    screens = {item.id: screening(item, lamp, Stream(nuisance.key + 1), times_s, shot)}
    if nuisance.params["was_on"]:
        return Disturbance((interval,), lamp_factor={lamp: cold}, lamp_added={_warm(lamp): warm}, screens=screens)
    return Disturbance((interval,), lamp_added={lamp: cold, _warm(lamp): warm}, screens=screens)


def shots(stream: Stream, times_s: F64, shot_s: float, spread: float, *, flashes: bool) -> tuple[F64, F64, NDArray[np.int64]]:
    """(T,) each: brightness around 1, warmth 0..1, number of the shot.

    All are new at every cut; brightness drifts in between, here and there is a flash.
    """
    out, warm, cut, index = np.empty(len(times_s)), np.empty(len(times_s)), 0.0, 0
    number, count = np.empty(len(times_s), np.int64), 0
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
        number[index:stop] = count
        count += stop > index
        index = stop
    return np.clip(out, DIMMEST, BRIGHTEST).round(6), warm, number


def screening(item: Item, lamp: str, stream: Stream, times_s: F64, shot: NDArray[np.int64]) -> Screening:
    """Another picture every shot, panned and zoomed slowly; every third or so wavers as what is held by hand."""
    anchor = catalog.kind("furniture", item.kind).traits["anchors"](item.params)["screen"]
    middle = Footprint(item.position_m[:2], (1.0, 1.0), item.yaw_rad).to_world(*anchor["position_m"][:2])
    count = int(shot[-1]) + 1
    pictures = np.stack([_still(item.materials["screen"], stream.integer(1, 2**31 - 1)) for _ in range(count)])
    pan, waver = drawn(stream, 2 * count, -1.0, 1.0).reshape(count, 2), drawn(stream, count) < 0.35
    since = times_s - times_s[np.searchsorted(shot, shot)]
    view = np.empty((len(times_s), 3))
    sway = 0.012 * waver[shot]
    view[:, 0] = np.clip(PAN * pan[shot, 0] * since, -MOST_PAN, MOST_PAN) + sway * np.sin(5.1 * times_s)
    view[:, 1] = sway * np.sin(6.7 * times_s)
    view[:, 2] = np.clip(0.86 + 0.03 * pan[shot, 1] * since, 0.78, 0.94)
    x, y, z = *middle, item.position_m[2] + anchor["position_m"][2]
    right = (-math.cos(item.yaw_rad), -math.sin(item.yaw_rad), 0.0)
    return Screening(lamp, (x, y, z), right, anchor["size_m"], item.materials["screen"].emission, pictures, shot, view.round(6))


def _still(material: Material, key: int) -> NDArray[np.uint8]:
    """(ROWS, COLUMNS, 4) roots of what a set shows by that key."""
    y, x = np.meshgrid(np.linspace(0.0, 1.0, ROWS), (np.arange(COLUMNS) - (COLUMNS - 1) / 2) / (ROWS - 1), indexing="ij")
    where = np.stack([x, y, 0.5 + 0.0 * x], 2).reshape(-1, 3).astype(np.float32)
    light = evaluate(dataclasses.replace(material, family="programme", key=key), where)
    roots: NDArray[np.uint8] = np.rint(255 * np.sqrt(np.clip(light, 0.0, 1.0))).astype(np.uint8)
    return roots.reshape(ROWS, COLUMNS, 4)


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
