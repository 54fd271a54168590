"""What turns under the ceiling: a fan that runs, a mobile that drifts round."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind, thing_body
from synthclips.catalog.furniture.hanging import MOTOR_M, TOY_M, TOYS, ring_height_m
from synthclips.catalog.nuisances.draught import gusts
from synthclips.catalog.nuisances.things import ceiling_place, off_ways, pick_one, track_of, with_bones
from synthclips.geometry.body import Body
from synthclips.geometry.mesh import F32
from synthclips.geometry.skeleton import mul, rotation
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval

F64 = NDArray[np.float64]
FAN_RPM = {1: 18.0, 2: 40.0, 3: 75.0, 4: 120.0, 5: 180.0}
TURN_RPM = {1: 0.7, 2: 1.5, 3: 3.0, 4: 5.0, 5: 8.0}  # of a mobile
SWING_RAD = {1: 0.02, 2: 0.05, 3: 0.09, 4: 0.15, 5: 0.24}


def ceiling_fan(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, spin_up_s: Annotated[float, Range(0.5, 20.0), Unit("s")]
) -> Disturbance:
    """A fan runs. Strength: how fast."""
    item = scene.item(str(nuisance.params["item"]))
    body: Body = thing_body(item)
    turns = FAN_RPM[nuisance.strength] / 60.0 * at_full_speed_s(nuisance, scene, times_s, spin_up_s)
    turned = np.stack([rotation(2, 0.0 * turns), rotation(2, 2 * math.pi * (turns % 1.0))], 1)
    blade = np.hypot(body.vertices_m[:, 0], body.vertices_m[:, 1]) > MOTOR_M + 0.005
    bone, weight = hard(blade.astype(np.int32))
    track = track_of(item, turned, np.zeros((len(times_s), 2, 3)))
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", item.id)
    return Disturbance((interval,), ((track, with_bones(body, [(0.0, 0.0, 0.0)] * 2, bone, weight)),))


def at_full_speed_s(nuisance: Nuisance, scene: Scene, times_s: F64, spin_up_s: float) -> F64:
    """(T,) how long it takes at full speed to come as far; what runs as the clip begins or ends is at full speed there."""
    return _run(times_s - _from(nuisance, spin_up_s), spin_up_s) - _run(times_s - _until(nuisance, scene), spin_up_s)


def _from(nuisance: Nuisance, spin_up_s: float) -> float:
    return nuisance.start_s if nuisance.start_s > 0 else -spin_up_s


def _until(nuisance: Nuisance, scene: Scene) -> float:
    return nuisance.end_s if nuisance.end_s < scene.duration_s else math.inf


def _run(since_s: F64, ramp_s: float) -> F64:
    """Seconds at full speed that the way since then amounts to: the integral of a smooth step."""
    s = np.clip(np.maximum(since_s, 0.0) / ramp_s, 0.0, 1.0)
    return ramp_s * (s * s * s - 0.5 * s * s * s * s) + np.maximum(since_s - ramp_s, 0.0)


def mobile(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, swing_s: Annotated[float, Range(0.5, 4.0), Unit("s")]
) -> Disturbance:
    """The ring turns, its toys swing and spin. Strength: how fast and how far. swing_s: of one swing."""
    item, stream = scene.item(str(nuisance.params["item"])), Stream(nuisance.key)
    body: Body = thing_body(item)
    reach, top = float(item.params["width_m"]) / 2 - TOY_M, float(item.params["drop_m"])
    push = gusts(Stream(nuisance.key + 1), times_s, nuisance.start_s, nuisance.end_s, 4.0 * swing_s)
    step_s = np.diff(times_s, prepend=times_s[0])
    ring = 2 * math.pi * TURN_RPM[nuisance.strength] / 60.0 * np.cumsum(push * step_s)
    turned, place = np.empty((len(times_s), 2 + TOYS, 3, 3)), np.zeros((len(times_s), 2 + TOYS, 3))
    turned[:, 0], turned[:, 1] = np.eye(3), rotation(2, ring)
    for k in range(TOYS):
        angle, phase, quick = 2 * math.pi * k / TOYS, stream.uniform(0.0, 6.283), stream.uniform(0.85, 1.15)
        swing = SWING_RAD[nuisance.strength] * push * np.sin(phase + 2 * math.pi * quick * times_s / swing_s)
        turned[:, 2 + k] = mul(rotation(2, ring * stream.uniform(1.5, 3.0)), rotation(0, swing))
        place[:, 2 + k] = np.stack([reach * np.cos(ring + angle), reach * np.sin(ring + angle), 0 * ring + ring_height_m(top)], 1)
    rest = [(0.0, 0.0, 0.0), (0.0, 0.0, 0.0), *_hooks(reach, top)]
    bone, weight = hard(_bones_of_mobile(body.vertices_m, top))
    track = track_of(item, turned, place)
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", item.id)
    return Disturbance((interval,), ((track, with_bones(body, rest, bone, weight)),))


def _hooks(reach: float, top: float) -> list[tuple[float, float, float]]:
    angles = [2 * math.pi * k / TOYS for k in range(TOYS)]
    return [(reach * math.cos(a), reach * math.sin(a), ring_height_m(top)) for a in angles]


def _bones_of_mobile(vertices_m: F32, top: float) -> NDArray[np.int32]:
    """The thread to the ceiling is bone 0, the ring and its threads 1, each toy and its thread one of the others."""
    x, y, z = vertices_m.astype(np.float64).T
    nearest = np.round(np.arctan2(y, x) / (2 * math.pi / TOYS)).astype(int) % TOYS
    above = np.where(np.hypot(x, y) < 0.004, 0, 1)
    return np.where(z < ring_height_m(top) - 0.007, 2 + nearest, above).astype(np.int32)


def hard(bone: NDArray[np.int32]) -> tuple[NDArray[np.int32], F32]:
    """(V, 4) bones and weights where each vertex goes with one bone alone."""
    bones, weight = np.zeros((len(bone), 4), np.int32), np.zeros((len(bone), 4), np.float32)
    bones[:, 0], weight[:, 0] = bone, 1.0
    return bones, weight


def _fixture(name: str, find: Callable[[Any, Stream], tuple[float, float]]) -> Any:
    """A kind's trait "fixtures": one of these under the ceiling where `find` says, unless the home has it."""

    def fixtures(scenery: Any, stream: Stream) -> list[tuple[str, tuple[float, float, float]]]:
        if any(i.kind == name for i in scenery.items):
            return []
        return [(name, (*find(scenery, stream), stream.uniform(-3.1, 3.1)))]

    return fixtures


KINDS = [
    Kind(
        "ceiling_fan",
        "a fan turns on the ceiling",
        ceiling_fan,
        {"spin_up_s": Uniform(2.0, 6.0)},
        traits={
            "told": "a ceiling fan turns",
            "items": ("ceiling_fan",),
            "fixtures": _fixture("ceiling_fan", ceiling_place),
            "lasts": Uniform(8.0, 60.0),
            "settle": pick_one("ceiling_fan"),
        },
    ),
    Kind(
        "mobile",
        "a mobile drifts round under the ceiling",
        mobile,
        {"swing_s": Uniform(1.2, 2.0)},
        traits={
            "told": "a mobile turns under the ceiling",
            "items": ("mobile",),
            "fixtures": _fixture("mobile", off_ways),
            "lasts": Uniform(8.0, 60.0),
            "settle": pick_one("mobile"),
        },
    ),
]
