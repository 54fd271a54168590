"""The cast of a clip: who of the scene file appears, with what body, in which story, in view and out of each other's way."""

from __future__ import annotations

import math
from typing import Any

from synthclips.scene.errors import SceneError
from synthclips.scene.records import Actor, Vec3
from synthclips.scene.streams import Streams
from synthclips.stages.compose.cat_stories import CAT_STORIES
from synthclips.stages.compose.dog_stories import Size, dog_stories
from synthclips.stages.compose.household import Somebody, somebody
from synthclips.stages.compose.outlook import Outlook
from synthclips.stages.compose.people_stories import people_stories
from synthclips.stages.compose.rabbit_stories import RABBIT_STORIES
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.compose.stories import Script, Story, tell
from synthclips.stages.compose.whereabouts import place_at

ROLES = {"nothing": (), "pet": ("pet",), "intruder": ("intruder",), "both": ("pet", "intruder"), "resident": ("resident",)}
APART_M = 0.55  # of a cat or a person; a large dog takes more
ATTEMPTS = 24
IN_VIEW, STORIES = 0.75, 12  # a story that shows so much of its actor is told, else of so many the one that shows most
LOW_M, BREADTH = 0.05, 0.7  # where on a body it is asked what shows: so high, and so far about it of its height
PET_M = 0.3  # the height of one whose body does not say it


def compose_cast(
    spec: Any, scenery: Scenery, outlook: Outlook, what: str, duration_s: float, of_home: Streams, streams: Streams
) -> tuple[Actor, ...]:
    """Actors in the order of the file. Each one's draws have its own name; the pet is moved out of a person's way.

    of_home, streams: for who lives there, and for what is of this clip.
    """
    ids = [_id_of(spec, role, streams) for role in ROLES[what]]
    people_first = sorted(ids, key=lambda id: (spec.actors[id].role == "pet", id))
    cast: dict[str, Actor] = {}
    for id in people_first:
        who = somebody(spec, id, of_home, streams)
        cast[id] = _actor(who, scenery, outlook, duration_s, streams.under("actors", id), list(cast.values()))
    return tuple(cast[id] for id in spec.actors if id in cast)


def _id_of(spec: Any, role: str, streams: Streams) -> str:
    options = [id for id, a in spec.actors.items() if a.role == role]
    if not options:
        raise SceneError(f"the mix wants a {role}, but no actor has that role", where="actors")
    return str(streams("cast", role).choice(options))


def _actor(who: Somebody, scenery: Scenery, outlook: Outlook, duration_s: float, streams: Streams, others: list[Actor]) -> Actor:
    told = list[tuple[float, Actor]]()
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
            told.append((in_view(actor, outlook, duration_s), actor))
            if told[-1][0] >= IN_VIEW or len(told) == STORIES:
                break
    return max(told, key=lambda t: t[0])[1] if told else _fallback(who, scenery, streams)


def in_view(actor: Actor, outlook: Outlook, duration_s: float) -> float:
    """How much of the actor shows, 0 .. 1, over the seconds of the clip in which it is in the room, as planned."""
    spots = [spot for k in range(math.ceil(duration_s) + 1) if (spot := place_at(actor, float(k))) is not None]
    high = float(actor.body.get("stature_m", actor.body.get("height_m", PET_M)))
    about = BREADTH * (high if "stature_m" not in actor.body else PET_M)
    return float(outlook.sees([place for spot in spots for place in _body_at(spot, high, about)]).mean()) if spots else 0.0


def _body_at(spot: Vec3, high: float, about: float) -> list[Vec3]:
    """Places on whoever stands there: over its middle, and on the four sides of it."""
    x, y, z = spot
    sides = ((about, 0.0), (-about, 0.0), (0.0, about), (0.0, -about))
    return [(x, y, z + LOW_M), (x, y, z + high), *((x + dx, y + dy, z + LOW_M) for dx, dy in sides)]


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
    return all(_apart(place_at(actor, k / 4), place_at(other, k / 4), apart_m) for k in steps)


def _takes_m(actor: Actor) -> float:
    """How near to its middle nobody else is."""
    return max(APART_M, Size.of(actor.body).stops_m + 0.2) if actor.kind == "dog" else APART_M


def _apart(a: Vec3 | None, b: Vec3 | None, apart_m: float) -> bool:
    return a is None or b is None or math.dist(a[:2], b[:2]) >= apart_m
