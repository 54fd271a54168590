"""What dogs do in a clip: stroll, wait at the door, rest; a small one goes up on the couch. How much room each needs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from synthclips.geometry.paths import Floor, length_m
from synthclips.geometry.plan import Vec2
from synthclips.scene.streams import Stream
from synthclips.stages.compose.perching import floor_spots, foot_of, on_one
from synthclips.stages.compose.scenery import Scenery, facing
from synthclips.stages.compose.stories import Script, Story

COUCH_M = 0.42  # at the withers: taller dogs stay on the floor
TIGHT = (1.0, 0.8, 0.65)  # shares of the room to turn that it would like: in a small room it makes do with less
TRIES = 150
TROTS, TROTS_M, DASHES, DASHES_M = 2.0, 0.6, 3.0, 1.2  # heights and metres of way that a faster gait is worth


@dataclass(frozen=True)
class Size:
    """How much room a dog takes, by its height at the withers."""

    height_m: float

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Size:
        """Of a body's parameters."""
        return cls(float(body["height_m"]))

    @property
    def radius_m(self) -> float:
        """Of the floor that it walks on: half its breadth, and some sway."""
        return round(0.09 + 0.20 * self.height_m, 3)

    @property
    def stops_m(self) -> float:
        """From walls and furniture where it stops: turned any way, neither its head nor its hind part is in them."""
        return round(0.08 + 0.90 * self.height_m, 3)

    @property
    def pace_mps(self) -> float:
        """Its easy walk, by dynamic similarity with the square root of its height (Alexander & Jayes 1983)."""
        return round(0.56 * math.sqrt(self.height_m / 0.25), 3)

    def floor(self, scenery: Scenery) -> Floor:
        """Where it can walk."""
        return scenery.floor_for(self.radius_m)


def dog_strolls(size: Size, scenery: Scenery, stream: Stream) -> Script | None:
    """Across the floor, stops, sits or looks, goes on, lies down."""
    floor = size.floor(scenery)
    spots = _spots(size, scenery, floor, stream, 4)
    if len(spots) < 2:
        return None
    script = Script((*spots[0], 0.0), facing(spots[0], spots[1]))
    for k, spot in enumerate(spots[1:]):
        path = floor.route(script.at, spot)
        if path is None:
            continue
        _goes(size, script, path, stream)
        script.add(stream.choice(("stand", "sit", "lie"), (3, 2, 1 + k)), seconds=stream.uniform(2.0, 6.0))
    return script if script.steps else None


def dog_waits_at_the_door(size: Size, scenery: Scenery, stream: Stream) -> Script | None:
    """To the door, where it stands or sits and looks at it; then back, to lie down."""
    floor = size.floor(scenery)
    spots = _spots(size, scenery, floor, stream, 1)
    door = scenery.doors[0] if scenery.doors else None
    before = floor.nearest_free(door.at(size.stops_m + 0.25), within_m=0.6) if door else None
    if door is None or before is None or not spots or math.dist(spots[0], before) < 0.8:
        return None
    path, back = floor.route(spots[0], before), floor.route(before, spots[0])
    if path is None or back is None:
        return None
    script = Script((*spots[0], 0.0), facing(path[0], path[1]))
    _goes(size, script, path, stream, facing_rad=facing(before, door.at(0.0)))
    script.add(stream.choice(("stand", "sit")), seconds=stream.uniform(3.0, 8.0))
    _goes(size, script, back, stream)
    script.add(stream.choice(("lie", "sit"), (2, 1)), seconds=stream.uniform(5.0, 10.0))
    return script


def dog_rests(size: Size, scenery: Scenery, stream: Stream) -> Script | None:
    """Lies or sits on the floor from the start, gets up after a while, goes elsewhere and lies down again."""
    floor = size.floor(scenery)
    spots = _spots(size, scenery, floor, stream, 2)
    if not spots:
        return None
    script = Script((*spots[0], 0.0), stream.uniform(-math.pi, math.pi))
    script.add(stream.choice(("lie", "sit"), (3, 1)), seconds=stream.uniform(3.0, 10.0))
    path = floor.route(*spots) if len(spots) > 1 else None
    if path is not None:
        script.along("walk", path, speed_mps=_speed(size, stream))
        script.add("stand", seconds=stream.uniform(0.8, 2.5))
    script.add(stream.choice(("lie", "sit"), (2, 1)), seconds=stream.uniform(5.0, 12.0))
    return script


def dog_climbs_up(size: Size, scenery: Scenery, stream: Stream) -> Script | None:
    """Over the floor and up on a seat, to rest there."""
    floor = size.floor(scenery)
    place, spots = on_one(scenery, stream), _spots(size, scenery, floor, stream, 1)
    if place is None or not spots:
        return None
    seat, spot = place[0]
    foot = foot_of(scenery, floor, seat, spot)
    path = floor.route(spots[0], foot) if foot else None
    if path is None or len(path) < 2:
        return None
    script = Script((*spots[0], 0.0), facing(path[0], path[1]))
    script.along("walk", path, speed_mps=_speed(size, stream))
    script.add("jump_up", target=seat.item.id, to_m=list(spot))
    script.at, script.level_m = spot[:2], spot[2]
    script.add(stream.choice(("stand", "sit")), seconds=stream.uniform(1.0, 3.0))
    script.add(stream.choice(("sit", "lie"), (1, 2)), seconds=stream.uniform(5.0, 9.0))
    return script


def dog_stories(body: Mapping[str, Any]) -> tuple[tuple[Story, float], ...]:
    """What a dog of this body does, by weight."""
    size = Size.of(body)
    told = [(dog_strolls, 0.5), (dog_waits_at_the_door, 0.25), (dog_rests, 0.25)]
    if size.height_m <= COUCH_M:
        told.append((dog_climbs_up, 0.3))
    return tuple((partial(story, size), weight) for story, weight in told)


def _goes(size: Size, script: Script, path: list[Vec2], stream: Stream, **params: Any) -> None:
    """At a walk or, where there is way enough for its size, a trot; a long way seldom in a dash."""
    far, hurry, pace = length_m(path), stream.unit(), size.pace_mps
    if far > DASHES * size.height_m + DASHES_M and hurry < 0.10:
        script.along("gallop", path, speed_mps=round(pace * stream.uniform(3.4, 4.4), 3), **params)
    elif far > TROTS * size.height_m + TROTS_M and hurry < 0.42:
        script.along("trot", path, speed_mps=round(pace * stream.uniform(1.8, 2.6), 3), **params)
    else:
        script.along("walk", path, speed_mps=_speed(size, stream), **params)


def _speed(size: Size, stream: Stream) -> float:
    return round(size.pace_mps * stream.uniform(0.75, 1.15), 3)


def _spots(size: Size, scenery: Scenery, floor: Floor, stream: Stream, count: int) -> list[tuple[float, float]]:
    """Places to stop; in a small room some that leave it less room to turn."""
    for share in TIGHT:
        found = floor_spots(scenery, floor, stream, count, stops_m=share * size.stops_m, tries=TRIES)
        if len(found) == count:
            break
    return found
