"""What people do in a clip: strangers come to search and take, residents come home, sit, or leave."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from synthclips.geometry.paths import length_m
from synthclips.geometry.plan import Vec2
from synthclips.scene.records import Item
from synthclips.scene.streams import Stream
from synthclips.stages.compose.scenery import Doorway, Scenery, facing
from synthclips.stages.compose.stories import Script, Story

BEHIND_DOOR_M = 0.85
INSIDE_DOOR_M = 1.15
SEARCHABLE = (
    *("bookcase", "tv_stand", "console_table", "coat_hooks", "side_table", "coffee_table"),
    *("base_units", "refrigerator", "dresser"),
    *("wardrobe", "chest_of_drawers", "bedside_table", "dressing_table", "child_desk", "toy_box", "cube_shelf"),
    *("desk", "filing_cabinet", "workbench", "metal_shelving"),
)

RUNS_M = 2.0  # a shorter way is not worth it
BESIDE_M = {"bag": 0.12, "stick": 0.10, "crowbar": 0.08}
STANDING = ("bag", "crowbar")  # who carries these stays on their feet
SEARCH_M = 0.46  # before the front of what one searches


@dataclass(frozen=True)
class Reach:
    """What somebody's size allows."""

    high_m: float  # up to where hands get
    thigh_m: float
    beside_m: float  # what is carried is so much broader than the body
    sits: bool  # what hangs from the hand is not sat down with

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Reach:
        """Of a body's parameters."""
        stature_m = float(body["stature_m"])
        carries = str(body.get("carries", "nothing"))
        return cls(1.05 * stature_m, 0.24 * stature_m, BESIDE_M.get(carries, 0.0), carries not in STANDING)


Told = Callable[[Reach, Scenery, Stream], Script | None]


def stranger_searches(reach: Reach, scenery: Scenery, stream: Stream) -> Script | None:
    """In by the door, to a cupboard or shelf or straight to what is worth taking, and out again."""
    manner = stream.choice(("walk", "creep"), (3, 2))
    script = _comes_in(scenery, stream, manner)
    if script is None:
        return None
    places = [i for i in scenery.items if i.kind in SEARCHABLE]
    for item in stream.shuffled(places)[: stream.choice((0, 1, 2), (2, 4, 1))]:
        _searches(reach, scenery, stream, script, item, manner)
    taken = _takeable(reach, scenery)
    if taken is not None and (len(script.steps) == 1 or stream.chance(0.75)):
        _takes(scenery, stream, script, taken, manner)
    _goes_out(scenery, stream, script)
    return script


def comes_home(reach: Reach, scenery: Scenery, stream: Stream) -> Script | None:
    """In by the door, to a seat, sits down."""
    script = _comes_in(scenery, stream, "walk")
    if script is None:
        return None
    if not reach.sits or not _sits(reach, scenery, stream, script):
        _wanders(scenery, stream, script)
        _goes_out(scenery, stream, script)
    return script


def gets_up_and_leaves(reach: Reach, scenery: Scenery, stream: Stream) -> Script | None:
    """About the room, fetches something or looks for it, and out by the door."""
    spot = _person_spot(scenery, stream)
    if spot is None:
        return None
    script = Script((*spot, 0.0), stream.uniform(-3.0, 3.0))
    script.add("stand", seconds=stream.uniform(1.0, 3.0))
    _wanders(scenery, stream, script)
    thing = _takeable(reach, scenery)
    if thing is not None and stream.chance(0.4):
        _takes(scenery, stream, script, thing, "walk")
    elif stream.chance(0.4):
        places = [i for i in scenery.items if i.kind in SEARCHABLE]
        if places:
            _searches(reach, scenery, stream, script, stream.choice(places), "walk")
    _goes_out(scenery, stream, script)
    return script


_TOLD = {"intruder": ((stranger_searches, 1.0),), "resident": ((comes_home, 0.55), (gets_up_and_leaves, 0.45))}


def people_stories(role: str, body: Mapping[str, Any]) -> tuple[tuple[Story, float], ...]:
    """What somebody of this role does with this body, by weight."""
    return tuple((partial(_with_room, story, Reach.of(body)), weight) for story, weight in _TOLD[role])


def _with_room(
    story: Callable[[Reach, Scenery, Stream], Script | None], reach: Reach, scenery: Scenery, stream: Stream
) -> Script | None:
    """The story where what is carried has room too, or in a narrow home as it can be."""
    return story(reach, scenery.wider(reach.beside_m), stream) or story(reach, scenery, stream)


def _takeable(reach: Reach, scenery: Scenery) -> Item | None:
    """The first thing that may be taken and is not too high."""
    return next((i for i in scenery.items if i.movable and _grip_m(scenery, i) < reach.high_m), None)


def _grip_m(scenery: Scenery, item: Item) -> float:
    """How high a thing is held by."""
    return round(item.position_m[2] + 0.6 * scenery.height_m(item), 4)


def _door_params(door: Doorway) -> dict[str, Any]:
    return {
        "handle_m": [round(v, 4) for v in door.handle_m],
        "hinge_m": [round(v, 4) for v in door.hinge_m],
        "leaf_width_m": door.opening.width_m,
        "inward": [door.wall.inward[0], door.wall.inward[1]],
        "hinge": door.opening.hinge,
    }


def _comes_in(scenery: Scenery, stream: Stream, manner: str) -> Script | None:
    if not scenery.doors:
        return None
    door = scenery.doors[0]
    outside, inside = door.pushing_m(), door.at(INSIDE_DOOR_M)
    free = scenery.person_floor.nearest_free(inside, within_m=0.6)
    if free is None:
        return None
    script = Script((*outside, 0.0), facing(outside, inside))
    path = [outside, door.at(0.35), free]
    script.along(
        "enter_door",
        path,
        target=door.opening.id,
        manner=manner,
        close=stream.chance(0.3),
        speed_mps=_speed(stream, manner),
        **_door_params(door),
    )
    return script


def _goes_out(scenery: Scenery, stream: Stream, script: Script) -> None:
    if not scenery.doors:
        return
    door = scenery.doors[0]
    floor = scenery.person_floor
    path = floor.route(script.at, door.pulling_m()) or floor.route(script.at, door.at(INSIDE_DOOR_M))
    if path is None:
        return
    if length_m(path) > RUNS_M and stream.chance(0.12):
        script.along("run", path, speed_mps=stream.uniform(2.0, 2.8))
    elif length_m(path) > 0.15:
        script.along("walk", path, speed_mps=stream.uniform(0.9, 1.4))
    out = [script.at, door.at(0.35), door.at(-BEHIND_DOOR_M)]
    script.along(
        "exit_door",
        out,
        target=door.opening.id,
        close=stream.chance(0.4),
        speed_mps=stream.uniform(0.8, 1.2),
        **_door_params(door),
    )


def _speed(stream: Stream, manner: str) -> float:
    return stream.uniform(0.35, 0.6) if manner == "creep" else stream.uniform(0.8, 1.3)


def _goes(scenery: Scenery, stream: Stream, script: Script, spot: Vec2, manner: str) -> bool:
    path = scenery.person_floor.route(script.at, spot)
    if path is None:
        return False
    if length_m(path) > 0.15:
        script.along(manner, path, speed_mps=_speed(stream, manner))
    return True


def _searches(reach: Reach, scenery: Scenery, stream: Stream, script: Script, item: Item, manner: str) -> None:
    spot = scenery.person_floor.nearest_free(scenery.front_of(item, off_m=SEARCH_M), within_m=0.5)
    if spot is None or not _goes(scenery, stream, script, spot, manner):
        return
    top = min(item.position_m[2] + scenery.height_m(item), 1.6, reach.high_m)
    height = round(min(max(top * stream.uniform(0.55, 1.0), 0.45), 1.5), 3)
    script.add(
        "search", target=item.id, seconds=stream.uniform(2.5, 4.5), facing_rad=facing(spot, item.position_m[:2]), height_m=height,
        front_m=round(min(max(scenery.footprint(item).distance_m(spot), 0.25), 0.9), 3),
    )  # fmt: skip


def _takes(scenery: Scenery, stream: Stream, script: Script, item: Item, manner: str) -> None:
    spot = scenery.standing_by(item, reach_m=0.75)
    if spot is None or not _goes(scenery, stream, script, spot, manner):
        return
    grip = [item.position_m[0], item.position_m[1], _grip_m(scenery, item)]
    script.add("pick_up", target=item.id, at_m=grip, facing_rad=facing(spot, item.position_m[:2]))


def _sits(reach: Reach, scenery: Scenery, stream: Stream, script: Script) -> bool:
    for seat in stream.shuffled(list(scenery.seats)):
        for x in stream.shuffled([-0.5, 0.0, 0.5]):
            place = seat.at(x, max(0.0, 1.0 - 0.9 * reach.thigh_m / seat.half_m[1]))  # short legs sit at the edge
            if not scenery.seat_is_clear(seat, place, margin_m=0.12):
                continue
            dx, dy = -math.sin(seat.yaw_rad), math.cos(seat.yaw_rad)
            before = (place[0] + (seat.half_m[1] + 0.28) * dx, place[1] + (seat.half_m[1] + 0.28) * dy)
            spot = scenery.person_floor.nearest_free(before, within_m=0.35)
            if spot is not None and _goes(scenery, stream, script, spot, "walk"):
                script.add(
                    "sit",
                    target=seat.item.id,
                    seat_m=list(place),
                    facing_rad=round(seat.yaw_rad + math.pi / 2, 5),
                    seconds=stream.uniform(8.0, 20.0),
                )
                return True
    return False


def _wanders(scenery: Scenery, stream: Stream, script: Script) -> None:
    for _ in range(stream.integer(1, 2)):
        spot = _person_spot(scenery, stream)
        if spot is not None and _goes(scenery, stream, script, spot, "walk"):
            script.add("stand", seconds=stream.uniform(1.5, 4.0))


def _person_spot(scenery: Scenery, stream: Stream) -> Vec2 | None:
    x, y, _ = scenery.room.size_m
    floor = scenery.person_floor
    reach = floor.reachable(scenery.doors[0].at(1.0)) if scenery.doors else floor.walkable
    for _ in range(40):
        spot = (round(stream.uniform(0.4, x - 0.4), 4), round(stream.uniform(0.4, y - 0.4), 4))
        if floor.is_free(spot) and reach[floor.cell(spot)]:
            return spot
    return None
