"""What a person can do: kinds of action, and the performer that plays a script of them."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.actions.biped.anatomy import anatomy
from synthclips.catalog.actions.biped.channels import CARRIES, check_biped
from synthclips.catalog.actions.biped.director import idle, performance
from synthclips.catalog.actions.biped.doors import leaf, play_enter, play_exit
from synthclips.catalog.actions.biped.gait import play_route
from synthclips.catalog.actions.biped.loads import LOADS
from synthclips.catalog.actions.biped.reach import play_pick_up, play_search
from synthclips.catalog.actions.biped.reel import Manner, Reel
from synthclips.catalog.actions.biped.rest import play_sit, play_stand, stand_up
from synthclips.catalog.actions.biped.style import CREEP, RUN, WALK
from synthclips.geometry.body import Body
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.errors import SceneError, nearest, unknown
from synthclips.scene.records import Actor, Step
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Interval, Performance

Path = Sequence[Sequence[float]]
Point = Sequence[float]
Gait = Literal["walk", "creep"]


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
        if step.action.removeprefix("person.") == "exit_door":
            gone_s = reel.clock_s
            break
    end_s = float(times_s[-1]) if len(times_s) else 0.0
    idle(reel, max(end_s - reel.clock_s, 0.0) + 0.05)
    reel.finish(min(reel.clock_s, gone_s))
    return performance(reel, intervals, times_s, gone_s=gone_s, floor_m=actor.start_m[2])


def _reel(actor: Actor, body: Body) -> Reel:
    stream = Stream(actor.key)
    manner = Manner.drawn(Stream(actor.who), float(actor.body.get("age_years", GROWN_YEARS)))
    begin_s = 0.0 if actor.present_from_start else actor.start_s
    measured = anatomy(body)
    manner = manner.sized(measured.size)
    reel = Reel(actor.id, measured, manner, stream, begin_s, np.zeros((2, 3)), actor.start_yaw_rad)
    reel.holds[CARRIES] = LOADS.get(str(actor.body.get("carries", "")))
    reel.feet = reel.footing(actor.start_m[0], actor.start_m[1], actor.start_yaw_rad, width_m=manner.stance_m)
    return reel


def _play(reel: Reel, step: Step, where: str) -> None:
    plays = {kind.name.removeprefix("person."): kind.make for kind in KINDS}
    action = step.action.removeprefix("person.")
    if action not in plays:
        raise SceneError(unknown("action", step.action, plays), where=where)
    play = plays[action]
    takes = _takes(play)
    for name in step.params:
        if name not in takes or name in ("reel", "target"):
            raise SceneError(f"{action} has no parameter {name!r}{nearest(name, list(takes)[2:])}", where=where)
    for name, parameter in list(takes.items())[2:]:
        if parameter.default is inspect.Parameter.empty and name not in step.params:
            raise SceneError(f"{action} needs {name}", where=where)
    if action != "sit":
        stand_up(reel)
    play(reel, step.target, **step.params)


@cache
def _takes(play: Callable[..., None]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(play).parameters


GROWN_YEARS = 40.0  # of a body whose age nobody said
Speed = Annotated[float, Range(0.2, 2.0), Unit("m/s")]
Running = Annotated[float, Range(1.5, 6.0), Unit("m/s")]
Seconds = Annotated[float, Range(0.0, 3600.0), Unit("s")]
Angle = Annotated[float, Range(-1000.0, 1000.0), Unit("rad")]


def walk(reel: Reel, target: str, *, path_m: Path, speed_mps: Speed) -> None:
    """Walk along path_m, [[x, y], ...], from the present place on."""
    play_route(reel, path_m, speed_mps, WALK)


def creep(reel: Reel, target: str, *, path_m: Path, speed_mps: Speed) -> None:
    """Walk crouched and carefully along path_m, stopping now and then to look."""
    play_route(reel, path_m, speed_mps, CREEP)


def run(reel: Reel, target: str, *, path_m: Path, speed_mps: Running) -> None:
    """Run along path_m, off the ground between the steps; faster the longer the way."""
    play_route(reel, path_m, speed_mps, RUN)


def enter_door(
    reel: Reel, target: str, *, path_m: Path, handle_m: Point, hinge_m: Point, speed_mps: Speed = 1.0, manner: Gait = "walk",
    close: bool = False, leaf_width_m: float = 0.8, inward: Point | None = None, hinge: int = 1, opens: str = "in",
) -> None:  # fmt: skip
    """From behind the door `target` into the room along path_m; handle_m where it is when shut."""
    of = leaf(handle_m, hinge_m, path_m[-1], path_m[0])
    play_enter(reel, target, path_m, of, close=close, speed_mps=speed_mps, style=CREEP if manner == "creep" else WALK)


def exit_door(
    reel: Reel, target: str, *, path_m: Path, handle_m: Point, hinge_m: Point, speed_mps: Speed = 1.0, manner: Gait = "walk",
    close: bool = False, leaf_width_m: float = 0.8, inward: Point | None = None, hinge: int = 1, opens: str = "in",
) -> None:  # fmt: skip
    """Out of the room by the door `target` along path_m; gone at the end."""
    of = leaf(handle_m, hinge_m, path_m[0], path_m[-1])
    play_exit(reel, target, path_m, of, close=close, speed_mps=speed_mps, style=CREEP if manner == "creep" else WALK)


def search(
    reel: Reel,
    target: str,
    *,
    seconds: Seconds,
    facing_rad: Angle,
    height_m: Annotated[float, Range(0.1, 2.0), Unit("m")],
    front_m: Annotated[float, Range(0.1, 1.5), Unit("m")] = 0.6,
) -> None:
    """Rummage with both hands on a shelf ahead, at that height, whose front is so far away."""
    play_search(reel, seconds, facing_rad, height_m, front_m)


def pick_up(reel: Reel, target: str, *, at_m: Point, facing_rad: Angle) -> None:
    """Take the item `target` by its grip point and hold it from then on."""
    play_pick_up(reel, target, at_m, facing_rad)


def stand(reel: Reel, target: str, *, seconds: Seconds, look_at_m: Point | None = None) -> None:
    """Stand and look about, or at a place."""
    play_stand(reel, seconds, look_at_m)


def sit(reel: Reel, target: str, *, seat_m: Point, facing_rad: Angle, seconds: Seconds) -> None:
    """Sit down on the cushion whose top is at seat_m, facing away from its back; gets up before what comes next."""
    stand_up(reel)
    play_sit(reel, seat_m, facing_rad, seconds)


KINDS = [
    Kind("person.walk", "walks along a path at an easy pace", walk, {"speed_mps": Uniform(0.9, 1.35)}),
    Kind("person.creep", "creeps along a path, crouched, with pauses", creep, {"speed_mps": Uniform(0.3, 0.6)}),
    Kind("person.run", "runs along a path", run, {"speed_mps": Uniform(2.2, 3.2)}),
    Kind("person.enter_door", "opens a door from outside and comes in", enter_door, {"speed_mps": Uniform(0.8, 1.3)}),
    Kind("person.exit_door", "opens a door and leaves", exit_door, {"speed_mps": Uniform(0.8, 1.3)}),
    Kind("person.search", "rummages on a shelf with both hands", search, {"seconds": Uniform(3.0, 6.0)}),
    Kind("person.pick_up", "takes a thing and keeps it in the hand", pick_up, {}),
    Kind("person.stand", "stands and looks about", stand, {"seconds": Uniform(2.0, 6.0)}),
    Kind("person.sit", "sits down, hands on the thighs", sit, {"seconds": Uniform(8.0, 20.0)}),
]
