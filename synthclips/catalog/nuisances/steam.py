"""Steam: wisps that leave a mug, a pan or a spout thin, waver as they rise, widen and are gone."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.stands import Place, on_top
from synthclips.catalog.nuisances.strokes import drawn, strokes, told
from synthclips.catalog.nuisances.things import best_seen, needs_one
from synthclips.geometry.curve import step
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.home import Home
from synthclips.scene.records import Item, Nuisance, Scene, Vec3
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance

F64 = NDArray[np.float64]
HOT = ("mug", "kettle", "pan")
MUG_M = 0.08  # bare table round one that is put there
WISPS, PUFFS, LIFE_S = 3, 56, 1.9  # puffs of a wisp follow each other as beads on a thread, and are gone after so long
RISE_M = {1: 0.2, 2: 0.28, 3: 0.38, 4: 0.5, 5: 0.65}
THICK = {1: 0.16, 2: 0.23, 3: 0.32, 4: 0.42, 5: 0.55}  # what a wisp takes of the light from behind as it leaves
THINNEST_M, WIDENS = 0.006, 0.1  # radius of a wisp as it leaves at least, and by how much of its way it widens
SWAYS = 0.17  # of its way, to either side
WAVES_HZ, WAVES = (0.7, 1.9), (0.7, 0.3)  # how often what leaves goes to the other side, slowly and quickly, and shares of both
CURLS_HZ = (0.25, 0.7)  # and turns over as it rises
WATER = (1.9, 1.9, 1.9, 1.0)  # of what falls on the side one sees: light from behind goes on through the drops


def steam(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, draught_mps: Annotated[float, Range(-0.3, 0.3), Unit("m/s")]
) -> Disturbance:
    """Wisps rise and thin out. Strength: how high and how thick. draught_mps: along the room's width."""
    del scene
    stream, rise_m, wide_m = Stream(nuisance.key), RISE_M[nuisance.strength], float(nuisance.params["wide_m"])
    wisp = np.repeat(np.arange(WISPS), PUFFS)
    age = np.mod(times_s[:, None] - (np.tile(np.arange(PUFFS), WISPS) + wisp / WISPS) / PUFFS * LIFE_S, LIFE_S)
    left, share = times_s[:, None] - age, age / LIFE_S
    up = rise_m * share * (1.3 - 0.3 * share)
    place = np.stack([_aside(stream, wisp, left, age) * (SWAYS * up) for _ in "xy"] + [up], -1)
    place[..., 0] += draught_mps * age
    turn = 2 * math.pi * (wisp / WISPS + stream.uniform(0.0, 1.0))
    place[..., :2] += 0.3 * wide_m * np.stack([np.cos(turn), np.sin(turn)], -1)
    place += np.array(nuisance.params["from_m"], np.float64)
    leaves_m = max(0.2 * wide_m, THINNEST_M)
    radius = leaves_m + WIDENS * up
    there = (left <= nuisance.end_s) & ((left >= nuisance.start_s) | (nuisance.start_s <= 0))
    of_wisp = rise_m / PUFFS / (2.0 * radius)  # as many puffs as lie over each other make its thickness
    opacity = THICK[nuisance.strength] * of_wisp * there * step(share / 0.06) * (1.0 - share) * np.sqrt(leaves_m / radius)
    ends = np.repeat(place[:, :, None], 2, 2)
    return told(
        nuisance,
        strokes(nuisance.id, ends, radius, opacity, WATER, long=False, soft=1.0, mist=True),
        target=str(nuisance.params["item"]),
    )


def _aside(stream: Stream, wisp: NDArray[np.int64], left: F64, age: F64) -> F64:
    """(T, N) from -1 to 1: what left at nearly the same time goes nearly the same way, each wisp its own."""
    waves = []
    for often, curls, share in zip(WAVES_HZ, CURLS_HZ, WAVES, strict=True):
        own = drawn(stream, WISPS, 0.85, 1.15)[wisp], drawn(stream, WISPS)[wisp]
        waves.append(share * np.sin(2 * math.pi * (own[1] + own[0] * often * left + curls * age)))
    return np.asarray(sum(waves), np.float64)


def mouth(scenery: Any, item: Item) -> tuple[Vec3, float]:
    """Where the steam of a hot thing comes out, and the radius of that."""
    x, z, wide_m = _mouth(item.kind, item.params)
    flat = scenery.footprint(item).to_world(x, 0.0)
    return (round(flat[0], 4), round(flat[1], 4), round(item.position_m[2] + z, 4)), round(wide_m, 4)


def _mouth(kind: str, params: Any) -> Vec3:
    """How far along the thing's x axis, how high, and how wide: of a spout, of the gap of a lid, or of all that is open."""
    r, h = params["radius_m"], params["height_m"]
    if kind == "kettle":
        return (1.08 * r, 0.93 * h, 0.1 * r) if params["style"] == "jug" else (1.4 * r, 0.65 * h, 0.11 * r)
    if kind == "mug":
        return 0.0, h - 0.01, 0.8 * r
    if params["style"] == "pot":
        return 0.7 * r, max(h, 0.09) + 0.01, 0.3 * r
    return 0.0, (min(h, 0.06) if params["style"] == "frying_pan" else max(h, 0.09)) - 0.01, 0.6 * r


def _mug_for(scenery: Any, stream: Stream) -> list[tuple[str, Place]]:
    """A home in which nothing is hot gets a mug."""
    if any(i.kind in HOT for i in scenery.items):
        return []
    place = on_top(scenery, stream, MUG_M)
    return [("mug", place)] if place is not None else []


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """Over what is hot and shows best."""
    del nuisance
    there = [(i, *mouth(home.scenery, i)) for i in home.scenery.items if i.kind in HOT]
    item, (x, y, z), wide_m = stream.choice(best_seen(home, there, lambda one: [one[1], *home.scenery.up_middle(one[0])]))
    return {"item": item.id, "from_m": [x, y, z], "wide_m": wide_m}


KINDS = [
    Kind(
        "steam",
        "steam rises from a mug, a kettle or a pan",
        steam,
        {"draught_mps": Uniform(-0.03, 0.03)},
        traits={
            "told": "steam rises",
            "lasts": Uniform(8.0, 60.0),
            "fixtures": _mug_for,
            "needs": needs_one(*HOT, said="a mug, a kettle or a pan, and no free table for a mug"),
            "settle": _settle,
        },
    ),
]
