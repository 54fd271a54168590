"""What runs by itself: fans behind their cages that look from side to side, clocks whose pendulum swings."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind, thing_body
from synthclips.catalog.furniture.floor_fan import BLADES_M, HEAD_M, axis_m
from synthclips.catalog.furniture.pendulum_clocks import hung_at_m
from synthclips.catalog.nuisances.ceiling import at_full_speed_s, hard
from synthclips.catalog.nuisances.stands import Place, by_wall, on_top, on_wall
from synthclips.catalog.nuisances.things import needs_one, pick_one, track_of, with_bones
from synthclips.geometry.body import Body
from synthclips.geometry.curve import step
from synthclips.geometry.kinematics import GRAVITY
from synthclips.geometry.skeleton import mul, rotation
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval

F64 = NDArray[np.float64]
FANS, CLOCKS = ("floor_fan", "desk_fan"), ("longcase_clock", "regulator_clock")
RPM = {1: 40.0, 2: 90.0, 3: 170.0, 4: 290.0, 5: 430.0}
LOOKS_RAD = {1: 0.12, 2: 0.3, 3: 0.5, 4: 0.7, 5: 0.9}  # to either side
SWING_RAD = {1: 0.025, 2: 0.045, 3: 0.07, 4: 0.095, 5: 0.12}  # of a pendulum, to either side
FLOOR_FAN_M, DESK_FAN_M, LONGCASE_M, REGULATOR_M = (0.58, 0.58, 1.4), 0.17, (0.56, 0.28, 2.25), (0.4, 1.1)
EYES_M = 1.25  # the lower end of a clock on the wall


def fan(
    nuisance: Nuisance,
    scene: Scene,
    times_s: F64,
    *,
    spin_up_s: Annotated[float, Range(0.3, 20.0), Unit("s")],
    look_s: Annotated[float, Range(2.0, 60.0), Unit("s")],
) -> Disturbance:
    """Blades spin and the head looks from side to side, once in `look_s`. Strength: how fast and how far."""
    item = scene.item(str(nuisance.params["item"]))
    body: Body = thing_body(item)
    z, run_s = axis_m(item.params), at_full_speed_s(nuisance, scene, times_s, spin_up_s)
    looks = rotation(2, LOOKS_RAD[nuisance.strength] * np.sin(2 * math.pi * run_s / look_s))
    spin = rotation(1, 2 * math.pi * (RPM[nuisance.strength] / 60.0 * run_s % 1.0))
    turned = np.stack([rotation(2, 0.0 * run_s), looks, mul(looks, spin)], 1)
    place = np.zeros((len(times_s), 3, 3))
    place[..., 2] = z
    place[:, 2] += looks[:, :, 1] * BLADES_M
    head = (body.vertices_m[:, 2] > z - HEAD_M) | _of(body, "cage")
    bone, weight = hard(np.where(_of(body, "blades"), 2, head).astype(np.int32))
    limber = with_bones(body, [(0.0, 0.0, z), (0.0, 0.0, z), (0.0, BLADES_M, z)], bone, weight)
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", item.id)
    return Disturbance((interval,), ((track_of(item, turned, place), limber),))


def pendulum(nuisance: Nuisance, scene: Scene, times_s: F64) -> Disturbance:
    """A clock goes: its pendulum swings in the time of its length. Strength: how far."""
    item = scene.item(str(nuisance.params["item"]))
    body: Body = thing_body(item)
    y, z = hung_at_m(item.kind, item.params)
    of = _of(body, "pendulum")
    long_m = z - float(body.vertices_m[of, 2].min())
    share = step((times_s - nuisance.start_s) / 1.0) if nuisance.start_s > 0 else np.ones(len(times_s))
    phase = Stream(nuisance.key).uniform(0.0, 2 * math.pi) if nuisance.start_s == 0 else 0.0
    angle = SWING_RAD[nuisance.strength] * share * np.sin(phase + times_s * math.sqrt(GRAVITY / long_m))
    turned = np.stack([rotation(1, 0.0 * angle), rotation(1, angle)], 1)
    place = np.tile(np.array([[0.0, 0.0, 0.0], [0.0, y, z]]), (len(times_s), 1, 1))
    bone, weight = hard(of.astype(np.int32))
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", item.id)
    limber = with_bones(body, [(0.0, 0.0, 0.0), (0.0, y, z)], bone, weight)
    return Disturbance((interval,), ((track_of(item, turned, place), limber),))


def _of(body: Body, part: str) -> NDArray[np.bool_]:
    """(V,) which vertices are of that part."""
    return np.isin(np.arange(len(body.vertices_m)), body.faces[body.part == body.parts.index(part)])


def _fan_for(scenery: Any, stream: Stream) -> list[tuple[str, Place]]:
    """A home without one gets one: on a table, or by a wall where no table has room for it."""
    if any(i.kind in FANS for i in scenery.items):
        return []
    asked = (("desk_fan", on_top(scenery, stream, DESK_FAN_M)), ("floor_fan", by_wall(scenery, stream, FLOOR_FAN_M)))
    found = [(name, place) for name, place in asked if place is not None]
    return [stream.choice(found)] if found else []


def _clock_for(scenery: Any, stream: Stream) -> list[tuple[str, Place]]:
    """On a wall, or on the floor with its back to one."""
    if any(i.kind in CLOCKS for i in scenery.items):
        return []
    hung = ("regulator_clock", on_wall(scenery, stream, REGULATOR_M, EYES_M))
    found = [
        (name, place) for name, place in (hung, ("longcase_clock", by_wall(scenery, stream, LONGCASE_M))) if place is not None
    ]
    return [stream.choice(found)] if found else []


KINDS = [
    Kind(
        "fan",
        "a fan on a desk or on the floor runs and looks from side to side",
        fan,
        {"spin_up_s": Uniform(1.0, 3.0), "look_s": Uniform(6.0, 14.0)},
        traits={
            "told": "a fan runs",
            "items": FANS,
            "fixtures": _fan_for,
            "needs": needs_one(*FANS, said="room for a fan"),
            "lasts": Uniform(8.0, 60.0),
            "settle": pick_one(*FANS),
        },
    ),
    Kind(
        "pendulum",
        "the pendulum of a clock swings",
        pendulum,
        {},
        traits={
            "told": "a pendulum swings",
            "items": CLOCKS,
            "fixtures": _clock_for,
            "needs": needs_one(*CLOCKS, said="room for a clock"),
            "settle": pick_one(*CLOCKS),
        },
    ),
]
