"""Whereabouts: where the scripts would have their actors at a time, as planned, before anything moves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from synthclips.geometry.paths import length_m
from synthclips.geometry.plan import Vec2
from synthclips.scene.records import Actor, Step, Vec3

SETTLES_S, OPENS_S = 0.6, 1.6  # that a way takes beyond its length, and one through a door
ANY_S = 2.5  # of a step that says nothing of its time
CREEPS = 0.75  # of its speed, for the pauses


def whereabouts(actors: Sequence[Actor], t: float) -> list[Vec2]:
    """Where on the floor those are who are in the room at a time."""
    return [place[:2] for actor in actors if (place := place_at(actor, t)) is not None]


def place_at(actor: Actor, t: float) -> Vec3 | None:
    """Where the actor stands at a time; None while it is not in the room."""
    clock, here, level = actor.start_s, actor.start_m[:2], actor.start_m[2]
    if t < clock:
        return actor.start_m if actor.present_from_start else None
    for step in actor.script:
        lasts = planned_s(step)
        if t < clock + lasts:
            return *_along(step, here, (t - clock) / lasts), level
        clock += lasts
        here, level = _end(step, here), _level(step, level)
        if step.action == "exit_door":
            return None
    return *here, level


def planned_s(step: Step) -> float:
    """About how long a step takes."""
    path = step.params.get("path_m")
    if path:
        extra = OPENS_S if step.action.endswith("_door") else SETTLES_S
        pace = CREEPS if step.action == "creep" else 1.0
        return float(length_m([tuple(p) for p in path]) / (pace * step.params.get("speed_mps", 0.8)) + extra)
    if "seconds" in step.params:
        return float(step.params["seconds"]) + 1.0
    return ANY_S


def _along(step: Step, here: Vec2, share: float) -> Vec2:
    path = step.params.get("path_m")
    if not path:
        end = _end(step, here)
        return here[0] + share * (end[0] - here[0]), here[1] + share * (end[1] - here[1])
    left = share * length_m([tuple(p) for p in path])
    for a, b in pairwise(path):
        leg = math.dist(a, b)
        if left <= leg and leg > 0:
            return a[0] + left / leg * (b[0] - a[0]), a[1] + left / leg * (b[1] - a[1])
        left -= leg
    return path[-1][0], path[-1][1]


def _end(step: Step, here: Vec2) -> Vec2:
    if step.params.get("path_m"):
        return tuple(step.params["path_m"][-1])
    to = step.params.get("to_m") or step.params.get("seat_m")
    return (to[0], to[1]) if to else here


def _level(step: Step, level_m: float) -> float:
    """How high whoever did the step stands then: leaps tell, seats are sat on with the feet on the floor."""
    to = step.params.get("to_m")
    return float(to[2]) if to else level_m
