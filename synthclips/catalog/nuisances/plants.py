"""Plants that sway: each side of the foliage leans a little, in its own time, about where it leaves the pot."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind, thing_body
from synthclips.catalog.nuisances.draught import gusts
from synthclips.catalog.nuisances.things import needs_one, pick_one, track_of, with_bones
from synthclips.geometry.body import Body
from synthclips.geometry.curve import step
from synthclips.geometry.skeleton import mul, rotation
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval

F64 = NDArray[np.float64]
KINDS_OF_PLANT = ("plant", "small_plant")
SIDES = 6
LEAN_RAD = {1: 0.02, 2: 0.045, 3: 0.08, 4: 0.13, 5: 0.2}
ROOT = 0.45  # share of the height below which nothing sways, at the pot


def plant_sway(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, sway_s: Annotated[float, Range(0.4, 4.0), Unit("s")]
) -> Disturbance:
    """The foliage leans with gusts and trembles. Strength: how far. sway_s: from one sway to the next."""
    item, stream = scene.item(str(nuisance.params["item"])), Stream(nuisance.key)
    body: Body = thing_body(item)
    top = float(body.vertices_m[:, 2].max())
    push = gusts(Stream(nuisance.key + 1), times_s, nuisance.start_s, nuisance.end_s, 3.0 * sway_s)
    heading, turned = stream.uniform(-math.pi, math.pi), np.empty((len(times_s), 1 + SIDES, 3, 3))
    turned[:, 0] = np.eye(3)
    for side in range(SIDES):
        phase, quick = stream.uniform(0.0, 2 * math.pi), stream.uniform(0.8, 1.25)
        lean = LEAN_RAD[nuisance.strength] * push * (0.6 + 0.6 * np.sin(phase + 2 * math.pi * quick * times_s / sway_s))
        way = heading + stream.uniform(-0.7, 0.7)
        turned[:, 1 + side] = mul(mul(rotation(2, way), rotation(1, lean)), rotation(2, -way))
    place = np.zeros((len(times_s), 1 + SIDES, 3))
    place[..., 2] = ROOT * top
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", item.id)
    return Disturbance((interval,), ((track_of(item, turned, place), _limber(body, top)),))


def _limber(body: Body, top: float) -> Body:
    """Bone 0 holds the pot; the higher and farther out, the more a leaf goes with the bones of its side."""
    x, y, z = body.vertices_m.astype(np.float64).T
    around = (np.arctan2(y, x) / (2 * math.pi) % 1.0) * SIDES
    side, between = np.floor(around).astype(int) % SIDES, around % 1.0
    foliage = np.isin(body.parts, ("leaf", "stem"))[body.part]
    of_leaf = np.zeros(len(x), bool)
    of_leaf[body.faces[foliage]] = True
    free = step(np.maximum(z / top - 0.5 * ROOT, np.hypot(x, y) / top - 0.1) / (1.0 - 0.5 * ROOT)) * of_leaf
    bone = np.stack([0 * side, 1 + side, 1 + (side + 1) % SIDES, 0 * side], 1).astype(np.int32)
    weight = np.stack([1.0 - free, free * (1.0 - between), free * between, 0.0 * free], 1).astype(np.float32)
    return with_bones(body, [(0.0, 0.0, ROOT * top)] * (1 + SIDES), bone, weight)


KINDS = [
    Kind(
        "plant_sway",
        "a plant sways in a draught",
        plant_sway,
        {"sway_s": Uniform(0.9, 2.0)},
        traits={
            "told": "a plant sways",
            "items": KINDS_OF_PLANT,
            "lasts": Uniform(5.0, 40.0),
            "needs": needs_one(*KINDS_OF_PLANT, said="a plant"),
            "settle": pick_one(*KINDS_OF_PLANT),
        },
    ),
]
