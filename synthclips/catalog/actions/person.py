"""What a person can do: kinds of action, and the performer that plays a script of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.actions.biped.anatomy import anatomy
from synthclips.catalog.actions.biped.channels import check_biped
from synthclips.catalog.actions.biped.director import idle, performance
from synthclips.catalog.actions.biped.gait import WALK, Style, play_route
from synthclips.catalog.actions.biped.reel import Manner, Reel
from synthclips.geometry.body import Body
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.errors import SceneError, unknown
from synthclips.scene.records import Actor, Step
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Interval, Performance

Path = Sequence[Sequence[float]]


def perform(actor: Actor, body: Body, times_s: NDArray[np.float64]) -> Performance:
    """The actor's script at the frames' times: motion, intervals, contacts, what is picked up, which doors move.

    Raises SceneError for an action a person cannot do or parameters it does not take.
    """
    check_biped(body.bone_names, actor.id)
    reel = _reel(actor, body)
    if actor.present_from_start:
        idle(reel, actor.start_s)
    intervals, gone_s = [], math.inf
    for number, step in enumerate(actor.script):
        idle(reel, step.pause_s)
        start_s = reel.clock_s
        _play(reel, step, f"actors.{actor.id}.script[{number}]")
        intervals.append(Interval(actor.id, step.action, start_s, reel.clock_s, step.source, step.target))
        if step.action == "person.exit_door":
            gone_s = reel.clock_s
            break
    end_s = float(times_s[-1]) if len(times_s) else 0.0
    idle(reel, max(end_s - reel.clock_s, 0.0) + 0.05)
    reel.finish(min(reel.clock_s, gone_s))
    return performance(reel, intervals, times_s, gone_s=gone_s, floor_m=actor.start_m[2])


def _reel(actor: Actor, body: Body) -> Reel:
    stream = Stream(actor.key)
    manner = Manner.drawn(stream)
    begin_s = 0.0 if actor.present_from_start else actor.start_s
    reel = Reel(actor.id, anatomy(body), manner, stream, begin_s, np.zeros((2, 3)), actor.start_yaw_rad)
    reel.feet = reel.footing(actor.start_m[0], actor.start_m[1], actor.start_yaw_rad, width_m=manner.stance_m)
    return reel


def _play(reel: Reel, step: Step, where: str) -> None:
    plays = {kind.name: kind.make for kind in KINDS}
    if step.action not in plays:
        raise SceneError(unknown("action", step.action, plays), where=where)
    try:
        plays[step.action](reel, step.target, **step.params)
    except TypeError as error:
        raise SceneError(f"{step.action}: {error}", where=where) from None


def walk(reel: Reel, target: str = "", *, path_m: Path, speed_mps: Annotated[float, Range(0.5, 1.8), Unit("m/s")]) -> None:
    """Walk along path_m, [[x, y], ...] from the present place on."""
    play_route(reel, path_m, speed_mps, WALK)


CREEP = Style(0.70, 1.0, 0.075, math.radians(22.0), 0.05, 0.055, 0.42, 0.02, 0.25, 1.0, 0.55, width=1.3)


def creep(reel: Reel, target: str = "", *, path_m: Path, speed_mps: Annotated[float, Range(0.25, 0.7), Unit("m/s")]) -> None:
    """Walk crouched and carefully along path_m, stopping now and then to look."""
    play_route(reel, path_m, speed_mps, CREEP)


KINDS = [
    Kind("person.walk", "walks along a path at an easy pace", walk, {"speed_mps": Uniform(0.9, 1.35)}),
    Kind("person.creep", "creeps along a path, crouched, with pauses", creep, {"speed_mps": Uniform(0.3, 0.6)}),
]
