"""Stories: who does what in a clip, as scripts whose every place and path is settled."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from synthclips.geometry.paths import length_m
from synthclips.geometry.plan import Vec2
from synthclips.scene.records import Actor, Item, Step
from synthclips.scene.streams import Stream
from synthclips.stages.compose.scenery import Doorway, Scenery, Seat, facing

BEHIND_DOOR_M = 0.85
INSIDE_DOOR_M = 1.15
LEAP_M = (0.7, 2.1)  # level leaps that a cat takes
SEARCHABLE = ("bookcase", "tv_stand", "console_table", "coat_hooks", "side_table", "coffee_table")
TURN_LEVEL_M = 0.05


class Script:
    """Steps one after another; keeps where the actor is, so that each begins where the last ended."""

    def __init__(self, start_m: tuple[float, float, float], yaw_rad: float) -> None:
        self.start_m, self.start_yaw_rad = start_m, yaw_rad
        self.at: Vec2 = start_m[:2]
        self.level_m = start_m[2]
        self.steps: list[Step] = []

    def add(self, action: str, *, target: str = "", source: str = "", pause_s: float = 0.0, **params: Any) -> Script:
        """One more step that does not move the actor along a path."""
        self.steps.append(Step(action, params, target, source, pause_s))
        return self

    def along(self, action: str, path: list[Vec2], **params: Any) -> Script:
        """A step that goes along a path."""
        target = params.pop("target", "")
        self.add(action, target=target, path_m=[[round(x, 4), round(y, 4)] for x, y in path], **params)
        self.at = path[-1]
        return self

    def actor(self, id: str, kind: str, role: str, body: dict[str, Any], key: int, *, start_s: float, present: bool) -> Actor:
        """The actor that plays the script; start rounded to 0.1 mm."""
        start = (round(self.start_m[0], 4), round(self.start_m[1], 4), round(self.start_m[2], 4))
        return Actor(id, kind, role, body, tuple(self.steps), start, round(self.start_yaw_rad, 5), start_s, present, key)


Story = Callable[[Scenery, Stream], Script | None]


# cats ---------------------------------------------------------------------------------------------------------------


def cat_strolls(scenery: Scenery, stream: Stream) -> Script | None:
    """Across the floor, sits, looks, goes on, lies down."""
    spots = _floor_spots(scenery, stream, 4)
    if len(spots) < 2:
        return None
    script = Script((*spots[0], 0.0), facing(spots[0], spots[1]))
    for k, spot in enumerate(spots[1:]):
        path = scenery.cat_floor.route(script.at, spot)
        if path is None:
            continue
        script.along("walk", path, speed_mps=stream.uniform(0.45, 0.75))
        script.add(stream.choice(("sit", "stand", "lie"), (3, 2, 1 + k)), seconds=stream.uniform(2.5, 6.0))
    return script


def cat_leaps(scenery: Scenery, stream: Stream) -> Script | None:
    """On the couch, and from there in one leap to the armchair, or back."""
    pair = _leap(scenery, stream)
    if pair is None:
        return None
    (seat, off), (other, landing) = pair
    script = Script(off, facing(off[:2], landing[:2]) + stream.uniform(-1.0, 1.0))
    script.add(stream.choice(("sit", "lie")), seconds=stream.uniform(2.0, 7.0))
    _leap_over(script, seat, other, landing)
    script.add(stream.choice(("sit", "lie")), seconds=stream.uniform(4.0, 9.0))
    if stream.chance(0.5):
        _down_and_away(scenery, stream, script, other)
    return script


def cat_climbs_up(scenery: Scenery, stream: Stream) -> Script | None:
    """Over the floor, up on a seat, perhaps on to the next, and to rest."""
    pair = _leap(scenery, stream)
    spots = _floor_spots(scenery, stream, 1)
    if pair is None or not spots:
        return None
    (seat, off), (other, landing) = pair
    foot = _foot_of(scenery, seat, off, stream)
    path = scenery.cat_floor.route(spots[0], foot) if foot else None
    if path is None or foot is None:
        return None
    script = Script((*spots[0], 0.0), facing(path[0], path[1]))
    script.along("walk", path, speed_mps=stream.uniform(0.5, 0.8))
    script.add("jump_up", target=seat.item.id, to_m=list(off))
    script.at, script.level_m = off[:2], off[2]
    script.add(stream.choice(("stand", "sit")), seconds=stream.uniform(1.0, 4.0))
    if stream.chance(0.7):
        _leap_over(script, seat, other, landing)
    script.add(stream.choice(("sit", "lie")), seconds=stream.uniform(5.0, 9.0))
    return script


CAT_STORIES: tuple[tuple[Story, float], ...] = ((cat_strolls, 0.4), (cat_leaps, 0.35), (cat_climbs_up, 0.25))


def _leap_over(script: Script, seat: Seat, other: Seat, landing: tuple[float, float, float]) -> None:
    action = (
        "jump_across" if abs(landing[2] - script.level_m) < 0.15 else "jump_up" if landing[2] > script.level_m else "jump_down"
    )
    script.add(action, source=seat.item.id, target=other.item.id, to_m=list(landing))
    script.at, script.level_m = landing[:2], landing[2]


def _down_and_away(scenery: Scenery, stream: Stream, script: Script, seat: Seat) -> None:
    foot = _foot_of(scenery, seat, (*script.at, script.level_m), stream)
    spots = _floor_spots(scenery, stream, 1)
    path = scenery.cat_floor.route(foot, spots[0]) if foot and spots else None
    if foot is None or path is None or len(path) < 2:
        return
    script.add("jump_down", source=seat.item.id, to_m=[round(foot[0], 4), round(foot[1], 4), 0.0])
    script.at, script.level_m = foot, 0.0
    script.along("walk", path, speed_mps=stream.uniform(0.5, 0.8))
    script.add("sit", seconds=4.0)


def _foot_of(scenery: Scenery, seat: Seat, spot: tuple[float, float, float], stream: Stream) -> Vec2 | None:
    """A place on the floor before a seat from which to jump up, or to land on."""
    half = scenery.footprint(seat.item).half_m[1]
    for off in (0.55, 0.45, 0.65, 0.38):
        for sideways in (0.0, 0.15, -0.15, 0.3, -0.3):
            dx, dy = -math.sin(seat.yaw_rad), math.cos(seat.yaw_rad)
            box = scenery.footprint(seat.item)
            along = (spot[0] - box.centre_m[0]) * math.cos(seat.yaw_rad) + (spot[1] - box.centre_m[1]) * math.sin(seat.yaw_rad)
            x, y = box.to_world(along + sideways, half)
            foot = (x + off * dx, y + off * dy)
            if scenery.cat_floor.is_free(foot):
                return foot
    return None


def _leap(
    scenery: Scenery, stream: Stream
) -> tuple[tuple[Seat, tuple[float, float, float]], tuple[Seat, tuple[float, float, float]]] | None:
    """Two seats and a place on each with nothing but air between, a leap apart; the couch first or second at random."""
    options = []
    for seat in scenery.seats:
        for other in scenery.seats:
            if other is seat:
                continue
            for x in (-0.75, -0.4, 0.0, 0.4, 0.75):
                off, landing = seat.at(x, 0.35), other.at(0.0, 0.1)
                apart = math.dist(off[:2], landing[:2])
                if LEAP_M[0] <= apart <= LEAP_M[1] and scenery.seat_is_clear(seat, off) and scenery.seat_is_clear(other, landing):
                    options.append((round(apart, 3), seat, off, other, landing))
    if not options:
        return None
    pairs = sorted({(o[1].item.id, o[3].item.id) for o in options})
    names = stream.choice(pairs)
    _, seat, off, other, landing = min((o for o in options if (o[1].item.id, o[3].item.id) == names), key=lambda o: o[0])
    return (seat, off), (other, landing)


def _floor_spots(scenery: Scenery, stream: Stream, count: int) -> list[Vec2]:
    """Random walkable places well apart, all connected."""
    x, y, _ = scenery.room.size_m
    floor, found = scenery.cat_floor, list[Vec2]()
    reach = None
    for _ in range(60):
        spot = (round(stream.uniform(0.3, x - 0.3), 4), round(stream.uniform(0.3, y - 0.3), 4))
        if not floor.is_free(spot) or any(math.dist(spot, other) < 1.1 for other in found):
            continue
        if reach is None:
            reach = floor.reachable(scenery.doors[0].at(0.8) if scenery.doors else spot)
        if reach[floor.cell(spot)]:
            found.append(spot)
        if len(found) == count:
            break
    return found


# people -------------------------------------------------------------------------------------------------------------


def stranger_searches(scenery: Scenery, stream: Stream) -> Script | None:
    """In by the door, to a cupboard or shelf or straight to what is worth taking, and out again."""
    manner = stream.choice(("walk", "creep"), (3, 2))
    script = _comes_in(scenery, stream, manner)
    if script is None:
        return None
    places = [i for i in scenery.items if i.kind in SEARCHABLE]
    for item in stream.shuffled(places)[: stream.choice((0, 1, 2), (2, 4, 1))]:
        _searches(scenery, stream, script, item, manner)
    taken = next((i for i in scenery.items if i.movable), None)
    if taken is not None and (len(script.steps) == 1 or stream.chance(0.75)):
        _takes(scenery, stream, script, taken, manner)
    _goes_out(scenery, stream, script)
    return script


def comes_home(scenery: Scenery, stream: Stream) -> Script | None:
    """In by the door, to a seat, sits down."""
    script = _comes_in(scenery, stream, "walk")
    if script is None:
        return None
    if not _sits(scenery, stream, script):
        _wanders(scenery, stream, script)
        _goes_out(scenery, stream, script)
    return script


def gets_up_and_leaves(scenery: Scenery, stream: Stream) -> Script | None:
    """About the room, fetches something or looks for it, and out by the door."""
    spot = _person_spot(scenery, stream)
    if spot is None:
        return None
    script = Script((*spot, 0.0), stream.uniform(-3.0, 3.0))
    script.add("stand", seconds=stream.uniform(1.0, 3.0))
    _wanders(scenery, stream, script)
    thing = next((i for i in scenery.items if i.movable), None)
    if thing is not None and stream.chance(0.4):
        _takes(scenery, stream, script, thing, "walk")
    elif stream.chance(0.4):
        places = [i for i in scenery.items if i.kind in SEARCHABLE]
        if places:
            _searches(scenery, stream, script, stream.choice(places), "walk")
    _goes_out(scenery, stream, script)
    return script


STRANGER_STORIES: tuple[tuple[Story, float], ...] = ((stranger_searches, 1.0),)
RESIDENT_STORIES: tuple[tuple[Story, float], ...] = ((comes_home, 0.55), (gets_up_and_leaves, 0.45))


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
    if length_m(path) > 0.15:
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


def _searches(scenery: Scenery, stream: Stream, script: Script, item: Item, manner: str) -> None:
    spot = scenery.person_floor.nearest_free(scenery.front_of(item), within_m=0.5)
    if spot is None or not _goes(scenery, stream, script, spot, manner):
        return
    top = min(item.position_m[2] + scenery.height_m(item), 1.6)
    height = round(min(max(top * stream.uniform(0.55, 1.0), 0.45), 1.5), 3)
    script.add(
        "search", target=item.id, seconds=stream.uniform(2.5, 4.5), facing_rad=facing(spot, item.position_m[:2]), height_m=height
    )


def _takes(scenery: Scenery, stream: Stream, script: Script, item: Item, manner: str) -> None:
    spot = scenery.standing_by(item, reach_m=0.75)
    if spot is None or not _goes(scenery, stream, script, spot, manner):
        return
    grip = [item.position_m[0], item.position_m[1], round(item.position_m[2] + 0.6 * scenery.height_m(item), 4)]
    script.add("pick_up", target=item.id, at_m=grip, facing_rad=facing(spot, item.position_m[:2]))


def _sits(scenery: Scenery, stream: Stream, script: Script) -> bool:
    for seat in stream.shuffled(list(scenery.seats)):
        for x in stream.shuffled([-0.5, 0.0, 0.5]):
            place = seat.at(x, 0.0)
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


def tell(stories: tuple[tuple[Story, float], ...], scenery: Scenery, stream: Stream) -> Script | None:
    """A story drawn by weight that this room allows; the others in turn where it does not."""
    left = list(stories)
    while left:
        drawn = stream.choice(left, [w for _, w in left])
        script = drawn[0](scenery, stream)
        if script is not None:
            return script
        left.remove(drawn)
    return None
