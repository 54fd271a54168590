"""What a cat can do: walk, trot, stand, sit, lie down, jump."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.actions.quadruped import jump, paths, postures, segments
from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.catalog.actions.quadruped.gait import walk as walk_along
from synthclips.catalog.actions.quadruped.pace import GALLOP, TROT, WALK, Gait, pace
from synthclips.catalog.actions.quadruped.rig import Rig
from synthclips.catalog.actions.quadruped.script import Planner, param, perform_with, still
from synthclips.catalog.actions.quadruped.segments import Segment, State
from synthclips.geometry.body import Body
from synthclips.scene.distributions import Uniform
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Actor, Step
from synthclips.scene.streams import Stream, stable_key
from synthclips.scene.timeline import Performance


def perform(actor: Actor, body: Body, times_s: NDArray[np.float64]) -> Performance:
    """The actor's script at the frames' times. Raises SceneError for an action or parameter that does not fit."""
    return perform_with(PLANNERS, actor, body, times_s, habits)


def habits(stream: Stream, rig: Rig, actor: Actor, body: Body) -> postures.Habit:
    """Drawn once per cat; its tail lies on the ground as thick as it is."""
    manner = postures.habit(stream)
    return replace(manner, stature=replace(postures.FELINE, tail_lies_m=postures.tail_lies(rig, body)))


def walker(*, usual_mps: float, reach: float = 1.0, gait: Gait = WALK) -> Planner:
    """What plans a walk or a trot. usual_mps: its speed where none is given; reach: of a cat's longest stride with such hips."""

    def walk(rig: Rig, state: State, manner: postures.Habit, step: Step, actor: Actor) -> tuple[list[Segment], State]:
        """Along path_m [[x, y], ...] at speed_mps, at the height of what it stands on; facing_rad turns it at the end."""
        before, state = risen(rig, state, manner)
        points = np.array([[state.place.x_m, state.place.y_m], *param(step, actor, "path_m")[1:]], np.float64)
        speed_mps, facing_rad = float(param(step, actor, "speed_mps", usual_mps)), step.params.get("facing_rad")
        turning: list[Segment] = []
        after: list[Segment] = []
        if gait.thrown:  # nobody turns on the spot at a trot
            turning, state = _turned(rig, state, manner, actor, _sets_off(points, state.place.yaw_rad), paths.TURN_FROM_RAD)
        on_the_way = None if gait.thrown else facing_rad
        way = paths.way(points, state.place.yaw_rad, reach_m=0.02, facing_rad=on_the_way, speed_mps=speed_mps)
        clock = pace(
            way,
            state.time_s,
            speed_mps=speed_mps,
            weight_kg=float(actor.body.get("weight_kg", 4.0)),
            hip_m=reach * rig.hip_m,
            gait=gait,
        )
        segment, row, place = walk_along(rig, state.row, state.place, manner, clock)
        state = State(segment.end_s, row, place)
        if gait.thrown and facing_rad is not None:
            after, state = _turned(rig, state, manner, actor, float(facing_rad))
        return [*before, *turning, segment, *after], state

    return walk


def stand(rig: Rig, state: State, manner: postures.Habit, step: Step, actor: Actor) -> tuple[list[Segment], State]:
    """Up on all fours for `seconds`."""
    return _rest(rig, state, manner, step, actor, "stand")


def sit(rig: Rig, state: State, manner: postures.Habit, step: Step, actor: Actor) -> tuple[list[Segment], State]:
    """Haunches down for `seconds`."""
    return _rest(rig, state, manner, step, actor, "sit")


def lie(rig: Rig, state: State, manner: postures.Habit, step: Step, actor: Actor) -> tuple[list[Segment], State]:
    """Belly down for `seconds`."""
    return _rest(rig, state, manner, step, actor, "lie")


_MAKE = {"stand": postures.stand, "sit": postures.sit, "lie": postures.lie}
_CHANGE_S = {
    ("stand", "sit"): 1.1,
    ("stand", "lie"): 1.6,
    ("sit", "stand"): 0.8,
    ("lie", "stand"): 1.2,
    ("sit", "lie"): 1.2,
    ("lie", "sit"): 1.2,
}


def _rest(rig: Rig, state: State, manner: postures.Habit, step: Step, actor: Actor, posture: str) -> tuple[list[Segment], State]:
    """Go over into a posture, then stay `seconds` in it."""
    out, after = _changed(rig, state, manner, posture)
    end = after.time_s + float(param(step, actor, "seconds", 2.0))
    return [*out, still(after, end)], State(end, after.row, after.place, posture)


def _changed(rig: Rig, state: State, manner: postures.Habit, posture: str) -> tuple[list[Segment], State]:
    if state.posture == posture:
        return [], state
    target = segments.nearest_turns(state.row, _MAKE[posture](rig, state.place, manner))
    end = state.time_s + _CHANGE_S[state.posture, posture]
    return [segments.blend(state.row, target, state.time_s, end)], State(end, target, state.place, posture)


def risen(rig: Rig, state: State, manner: postures.Habit) -> tuple[list[Segment], State]:
    """Up on all fours, if it is not."""
    return _changed(rig, state, manner, "stand")


def leap(rig: Rig, state: State, manner: postures.Habit, step: Step, actor: Actor) -> tuple[list[Segment], State]:
    """To to_m [x, y, z], the place below the middle of its back when it has landed; turns toward it first."""
    out, state = risen(rig, state, manner)
    here = state.place
    x, y, z = (float(v) for v in param(step, actor, "to_m"))
    if np.hypot(x - here.x_m, y - here.y_m) < 0.15:
        raise SceneError(f"{step.action!r} must lead at least 0.15 m away", where=f"actors.{actor.id}")
    yaw = float(np.arctan2(y - here.y_m, x - here.x_m))
    turning, state = _turned(rig, state, manner, actor, yaw, 0.02)
    goal = postures.Place(x, y, z, state.place.yaw_rad)
    stream = Stream(stable_key(actor.key, "jump", round(state.time_s * 1000)))
    segment, row = jump.jump(rig, state.row, state.time_s, state.place, goal, manner, stream)
    return [*out, *turning, segment], State(segment.end_s, row, goal)


def _sets_off(points: F64, yaw_rad: float) -> float:
    """The heading in which a way of (K, 2) points begins; the present one, if it leads nowhere."""
    off = points[np.abs(points - points[0]).sum(1) > 0.05]
    return float(np.arctan2(off[0, 1] - points[0, 1], off[0, 0] - points[0, 0])) if len(off) else yaw_rad


def _turned(
    rig: Rig, state: State, manner: postures.Habit, actor: Actor, yaw_rad: float, from_rad: float = 0.0
) -> tuple[list[Segment], State]:
    """On the spot, in small steps; not for less than from_rad."""
    if abs(float(np.angle(np.exp(1j * (yaw_rad - state.place.yaw_rad))))) <= from_rad:
        return [], state
    here = np.array([[state.place.x_m, state.place.y_m]])
    way = paths.way(here, state.place.yaw_rad, reach_m=0.02, facing_rad=yaw_rad)
    clock = pace(way, state.time_s, speed_mps=0.45, weight_kg=float(actor.body.get("weight_kg", 4.0)), hip_m=rig.hip_m)
    segment, row, place = walk_along(rig, state.row, state.place, manner, clock)
    return [segment], State(segment.end_s, row, place)


PLANNERS = {
    "walk": walker(usual_mps=0.6),
    "trot": walker(usual_mps=1.5, gait=TROT),
    "gallop": walker(usual_mps=3.0, gait=GALLOP),
    "stand": stand,
    "sit": sit,
    "lie": lie,
    "jump_across": leap,
    "jump_up": leap,
    "jump_down": leap,
}
KINDS = tuple(
    Kind(f"cat.{name}", says, perform, priors)
    for name, says, priors in (
        (
            "walk",
            "walks along path_m, paws one after another, each staying where it comes down",
            {"speed_mps": Uniform(0.35, 0.75)},
        ),
        ("trot", "trots along path_m, diagonal pairs of paws in turn", {"speed_mps": Uniform(1.2, 1.8)}),
        ("gallop", "dashes along path_m, the back bending and opening", {"speed_mps": Uniform(2.3, 3.6)}),
        ("stand", "stands and looks about for `seconds`", {"seconds": Uniform(1.0, 4.0)}),
        ("sit", "sits down, tail round its feet, for `seconds`", {"seconds": Uniform(3.0, 8.0)}),
        ("lie", "lies down, legs folded under, for `seconds`", {"seconds": Uniform(4.0, 12.0)}),
        ("jump_across", "gauges, crouches and leaps over a gap to to_m; forepaws land first", {}),
        ("jump_up", "leaps onto something higher, at to_m", {}),
        ("jump_down", "leaps down to to_m", {}),
    )
)
