"""The cast of a clip: which actors of the scene file appear, with what bodies, in which story, and out of each other's way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from synthclips.geometry.paths import length_m
from synthclips.geometry.plan import Vec2
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Actor
from synthclips.scene.streams import Streams
from synthclips.stages.compose.cat_stories import CAT_STORIES
from synthclips.stages.compose.dog_stories import Size, dog_stories
from synthclips.stages.compose.household import Somebody, somebody
from synthclips.stages.compose.people_stories import people_stories
from synthclips.stages.compose.rabbit_stories import RABBIT_STORIES
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.compose.stories import Script, Story, tell

ROLES = {"nothing": (), "pet": ("pet",), "intruder": ("intruder",), "both": ("pet", "intruder"), "resident": ("resident",)}
APART_M = 0.55  # of a cat or a person; a large dog takes more
ATTEMPTS = 24


def compose_cast(
    spec: Any, scenery: Scenery, what: str, duration_s: float, of_home: Streams, streams: Streams
) -> tuple[Actor, ...]:
    """Actors in the order of the file. Each one's draws have its own name; the pet is moved out of a person's way.

    of_home, streams: for who lives there, and for what is of this clip.
    """
    ids = [_id_of(spec, role, streams) for role in ROLES[what]]
    people_first = sorted(ids, key=lambda id: (spec.actors[id].role == "pet", id))
    cast: dict[str, Actor] = {}
    for id in people_first:
        who = somebody(spec, id, of_home, streams)
        cast[id] = _actor(who, scenery, duration_s, streams.under("actors", id), list(cast.values()))
    return tuple(cast[id] for id in spec.actors if id in cast)


def _id_of(spec: Any, role: str, streams: Streams) -> str:
    options = [id for id, a in spec.actors.items() if a.role == role]
    if not options:
        raise SceneError(f"the mix wants a {role}, but no actor has that role", where="actors")
    return str(streams("cast", role).choice(options))


def _actor(who: Somebody, scenery: Scenery, duration_s: float, streams: Streams, others: list[Actor]) -> Actor:
    for attempt in range(ATTEMPTS):
        script = tell(_stories(who), scenery, streams("story", attempt))
        if script is None:
            break
        script.slowed(_pace(who.body))
        enters = script.steps[0].action == "enter_door"
        start_s = (
            streams("start", attempt).uniform(0.3, max(0.6, min(3.0, duration_s / 6)))
            if enters
            else streams("start", attempt).uniform(0.0, 1.5)
        )
        actor = _plays(script, who, streams, start_s=start_s, present=not enters)
        if all(_keeps_apart(actor, other, duration_s) for other in others):
            return actor
    return _fallback(who, scenery, streams)


def _stories(who: Somebody) -> tuple[tuple[Story, float], ...]:
    """What somebody may do: people by their role, animals by their kind."""
    if who.kind == "dog":
        return dog_stories(who.body)
    if who.kind == "rabbit":
        return RABBIT_STORIES
    return CAT_STORIES if who.role == "pet" else people_stories(who.role, who.body)


def _plays(script: Script, who: Somebody, streams: Streams, *, start_s: float, present: bool) -> Actor:
    key = streams.key("gait")
    return script.actor(who.id, who.kind, who.role, who.body, key, who.identity, start_s=start_s, present=present)


def _pace(body: dict[str, Any]) -> float:
    """Walking speed by age and size, 1 from 1.5 m of stature and up to sixty years.

    0.9 at seventy, 0.75 from eighty-five (Bohannon & Andrews 2011, Physiotherapy 97); children's goes with the square root
    of their stature, by dynamic similarity.
    """
    small = min(1.0, math.sqrt(float(body.get("stature_m", 1.5)) / 1.5))
    return small * (1.0 - 0.25 * min(max((float(body.get("age_years", 0.0)) - 60.0) / 25.0, 0.0), 1.0))


def _fallback(who: Somebody, scenery: Scenery, streams: Streams) -> Actor:
    """Where no story fits: a pet rests in the quietest place, a person stands there."""
    x, y, _ = scenery.room.size_m
    large = Size.of(who.body).floor(scenery) if who.kind == "dog" else None
    floor = large or (scenery.cat_floor if who.role == "pet" else scenery.person_floor)
    spot = floor.nearest_free((x / 2, y / 2), within_m=3.0)
    if spot is None:
        raise SceneError(f"{who.id} finds no place in a room of {x:.2f} x {y:.2f} m", where=f"actors.{who.id}")
    if who.role == "pet" and who.kind != "rabbit" and scenery.seats and large is None:
        seat = scenery.seats[-1]
        script = Script(seat.at(0.0, 0.0), seat.yaw_rad + math.pi / 2)
    else:
        script = Script((*spot, 0.0), 0.0)
    script.add("lie" if who.role == "pet" else "stand", seconds=30.0)
    return _plays(script, who, streams, start_s=0.0, present=True)


def _keeps_apart(actor: Actor, other: Actor, duration_s: float) -> bool:
    """Do two scripts, as planned, never bring the two too near to each other on the floor?"""
    steps, apart_m = range(0, math.ceil(duration_s * 4)), max(_takes_m(actor), _takes_m(other))
    return all(_apart(_where(actor, k / 4), _where(other, k / 4), apart_m) for k in steps)


def _takes_m(actor: Actor) -> float:
    """How near to its middle nobody else is."""
    return max(APART_M, Size.of(actor.body).stops_m + 0.2) if actor.kind == "dog" else APART_M


def _apart(a: Vec2 | None, b: Vec2 | None, apart_m: float) -> bool:
    return a is None or b is None or math.dist(a, b) >= apart_m


def whereabouts(actors: Sequence[Actor], t: float) -> list[Vec2]:
    """Where on the floor the scripts would have those who are in the room at a time."""
    return [spot for actor in actors if (spot := _where(actor, t)) is not None]


def _where(actor: Actor, t: float) -> Vec2 | None:
    """Where the script would have the actor at a time; None while it is not in the room."""
    clock, here = actor.start_s, actor.start_m[:2]
    if t < clock:
        return here if actor.present_from_start else None
    for step in actor.script:
        lasts = planned_s(step)
        if t < clock + lasts:
            return _along(step, here, (t - clock) / lasts)
        clock += lasts
        here = _end(step, here)
        if step.action == "exit_door":
            return None
    return here


def planned_s(step: Any) -> float:
    """About how long a step takes."""
    path = step.params.get("path_m")
    if path:
        extra = 1.6 if step.action.endswith("_door") else 0.6
        pace = 0.75 if step.action == "creep" else 1.0
        return float(length_m([tuple(p) for p in path]) / (pace * step.params.get("speed_mps", 0.8)) + extra)
    if "seconds" in step.params:
        return float(step.params["seconds"]) + 1.0
    return 2.5


def _along(step: Any, here: Vec2, share: float) -> Vec2:
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


def _end(step: Any, here: Vec2) -> Vec2:
    if step.params.get("path_m"):
        return tuple(step.params["path_m"][-1])
    to = step.params.get("to_m") or step.params.get("seat_m")
    return (to[0], to[1]) if to else here
