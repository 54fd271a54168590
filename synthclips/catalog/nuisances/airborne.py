"""What drifts in the air: dust before the lens, steam over a cup or a pot."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.strokes import aspect, before_lens, drawn, exposed_s, half_width, happens, strokes, told
from synthclips.geometry.curve import step
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.home import Home
from synthclips.scene.records import Item, Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance

F64 = NDArray[np.float64]
MOTES = {1: 25, 2: 50, 3: 100, 4: 170, 5: 280}
LINT = (0.42, 0.41, 0.39, 0.5)
ROOMY = 1.25  # half widths of the picture that motes drift in, so that they turn round out of sight
PUFFS = 48
LIFE_S = 3.2
START_M, SPREAD_M = 0.02, {1: 0.07, 2: 0.1, 3: 0.14, 4: 0.19, 5: 0.25}  # radius of a puff as it rises, and how much it grows
THICK = {1: 0.16, 2: 0.24, 3: 0.34, 4: 0.46, 5: 0.6}  # opacity of a puff as it rises
RISE_M = {1: 0.45, 2: 0.6, 3: 0.75, 4: 0.95, 5: 1.2}
WATER = (3.0, 3.0, 3.0, 1.6)  # of what falls on the side one sees: light from behind goes on through the drops
HOT = ("pan", "kettle", "mug")
CUP_M = 0.08  # over a table


def dust(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, drift_mps: Annotated[float, Range(0.0, 0.3), Unit("m/s")]
) -> Disturbance:
    """Motes drift by; near the lens they are discs of light. Strength: how many."""
    stream, count = Stream(nuisance.key), MOTES[nuisance.strength]
    depth = 0.07 * np.array([stream.log_uniform(1.0, 9.0) for _ in range(count)])
    room = 2 * ROOMY * half_width(scene) * np.stack([depth, depth * max(aspect(scene), 0.5)], 1)
    start, heading = np.stack([drawn(stream, count), drawn(stream, count)], 1), stream.uniform(0.0, 2 * math.pi)
    way = heading + drawn(stream, count, -0.9, 0.9)
    speed = drift_mps * drawn(stream, count, 0.4, 1.4)
    velocity = speed[:, None] * np.stack([np.cos(way), np.sin(way)], 1)
    phase, slow = drawn(stream, count, 0.0, 6.283), drawn(stream, count, 1.5, 5.0)

    def at(t: F64) -> F64:
        swirl = 0.02 * np.sin(phase + t[:, None] / slow)[..., None] * (1.0, 0.7)
        flat = np.mod(start * room + velocity * t[:, None, None] + swirl, room) - room / 2
        return np.concatenate([flat, np.broadcast_to(depth[:, None], (len(t), count, 1))], 2)

    here = at(times_s)
    streak = velocity * exposed_s(scene) / 2
    ends = np.repeat(here[:, :, None], 2, 2)
    ends[:, :, 0, :2] -= streak
    ends[:, :, 1, :2] += streak
    radius = 1e-3 * np.array([stream.log_uniform(0.04, 0.16) for _ in range(count)])
    return told(
        nuisance, strokes(nuisance.id, before_lens(scene, ends), radius, happens(nuisance, times_s)[:, None], LINT, long=False)
    )


def steam(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, draught_mps: Annotated[float, Range(-0.3, 0.3), Unit("m/s")]
) -> Disturbance:
    """Puffs rise and thin out. Strength: how large and how thick. draught_mps: along the room's width."""
    stream, strength = Stream(nuisance.key), nuisance.strength
    born = (np.arange(PUFFS) + drawn(stream, PUFFS, 0.0, 0.8)) / PUFFS * LIFE_S
    phase, quick, lean = (drawn(stream, PUFFS, *bounds) for bounds in ((0.0, 6.283), (0.7, 1.5), (-1.0, 1.0)))
    age = np.mod(times_s[:, None] - born, LIFE_S)
    share = age / LIFE_S
    began = times_s[:, None] - age
    there = (began >= nuisance.start_s) & (began <= nuisance.end_s) | (nuisance.start_s <= 0) & (began < 0)
    place = np.empty((len(times_s), PUFFS, 3))
    curl = 0.03 + 0.12 * share
    turn = phase + 2 * math.pi * quick * times_s[:, None] / 4.0
    place[..., 0] = curl * np.sin(turn) + 0.1 * lean * share + draught_mps * age
    place[..., 1] = curl * np.cos(1.3 * turn)
    place[..., 2] = RISE_M[strength] * (share + 0.5 * share * (1.0 - share)) * (0.85 + 0.15 * quick)
    place += np.array(nuisance.params["from_m"], np.float64)
    radius = START_M + SPREAD_M[strength] * share
    fades = THICK[strength] * step(share / 0.1) * (1.0 - share) * there
    ends = np.repeat(place[:, :, None], 2, 2)
    puffs = strokes(nuisance.id, ends, radius, fades, WATER, long=False, soft=1.0, mist=True)
    return told(nuisance, puffs, target=str(nuisance.params["item"]))


def _tops(scenery: Any) -> list[Item]:
    """What steams, and flat things at a hand's height that it may stand on."""
    high = [i for i in scenery.items if 0.3 < scenery.height_m(i) + i.position_m[2] < 1.4]
    return [i for i in high if i.kind in HOT or scenery.is_flat(i)]


def _needs_top(scenery: Any) -> str:
    return "" if _tops(scenery) else "a table or stove"


def _settle_steam(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """In view if there is such a place, and over what is hot if there is such a thing."""
    del nuisance

    def over(item: Item) -> tuple[float, float, float]:
        x, y, z = item.position_m
        return x, y, round(z + home.scenery.height_m(item) + (0.0 if item.kind in HOT else CUP_M), 4)

    there = _tops(home.scenery)
    seen = [i for i in there if home.shows(over(i))] or there
    item = stream.choice([i for i in seen if i.kind in HOT] or seen)
    return {"item": item.id, "from_m": list(over(item))}


KINDS = [
    Kind(
        "dust",
        "dust drifts before the lens",
        dust,
        {"drift_mps": Uniform(0.01, 0.05)},
        traits={"told": "dust drifts before the lens"},
    ),
    Kind(
        "steam",
        "steam rises from a table or stove",
        steam,
        {"draught_mps": Uniform(-0.06, 0.06)},
        traits={"told": "steam rises", "lasts": Uniform(8.0, 60.0), "needs": _needs_top, "settle": _settle_steam},
    ),
]
