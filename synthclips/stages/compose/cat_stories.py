"""What cats do in a clip: stroll, rest, and leap from seat to seat."""

from __future__ import annotations

import math

from synthclips.geometry.paths import length_m
from synthclips.geometry.plan import Vec2
from synthclips.scene.streams import Stream
from synthclips.stages.compose.perching import Place, Spot, floor_spots, foot_of, has_room, holds, on_one
from synthclips.stages.compose.scenery import Scenery, facing
from synthclips.stages.compose.seats import Seat
from synthclips.stages.compose.stories import Script, Story

LEAP_M = (0.7, 2.1)  # level leaps that a cat takes
OVER_M = 0.1  # that a cat clears on its way beyond the higher of two seats
STOPS_M = 0.3  # from walls and furniture, or its head or its hind part would be in them
TROTS_M, DASHES_M = 1.0, 1.8  # ways shorter than these are not worth a faster gait
LANDS_AT = ((0.0, 0.1), (-0.4, 0.1), (0.4, 0.1), (0.0, 0.5), (-0.4, 0.5), (0.4, 0.5))  # on a seat, the first that holds it


def cat_strolls(scenery: Scenery, stream: Stream) -> Script | None:
    """Across the floor, sits, looks, goes on, lies down."""
    spots = floor_spots(scenery, scenery.cat_floor, stream, 4, stops_m=STOPS_M)
    if len(spots) < 2:
        return None
    script = Script((*spots[0], 0.0), facing(spots[0], spots[1]))
    for k, spot in enumerate(spots[1:]):
        path = scenery.cat_floor.route(script.at, spot)
        if path is None:
            continue
        _goes(script, path, stream)
        script.add(stream.choice(("sit", "stand", "lie"), (3, 2, 1 + k)), seconds=stream.uniform(2.5, 6.0))
    return script


def cat_leaps(scenery: Scenery, stream: Stream) -> Script | None:
    """On the couch, and from there in one leap to the armchair, or back."""
    pair = _leap(scenery, stream)
    if pair is None:
        return None
    (seat, off), (other, landing) = pair
    ahead, turn = facing(off[:2], landing[:2]), stream.uniform(-1.0, 1.0)
    script = Script(off, ahead + turn if holds(seat, off, ahead + turn) else ahead)
    script.add(stream.choice(("sit", "lie")), seconds=stream.uniform(2.0, 7.0))
    _leap_over(script, seat, other, landing)
    script.add(stream.choice(("sit", "lie")), seconds=stream.uniform(4.0, 9.0))
    if stream.chance(0.5):
        _down_and_away(scenery, stream, script, other)
    return script


def cat_climbs_up(scenery: Scenery, stream: Stream) -> Script | None:
    """Over the floor, up on a seat, perhaps on to the next, and to rest."""
    pair = _leap(scenery, stream) or on_one(scenery, stream)
    spots = floor_spots(scenery, scenery.cat_floor, stream, 1, stops_m=STOPS_M)
    if pair is None or not spots:
        return None
    (seat, off), (other, landing) = pair
    foot = foot_of(scenery, scenery.cat_floor, seat, off)
    path = scenery.cat_floor.route(spots[0], foot) if foot else None
    if path is None or foot is None:
        return None
    script = Script((*spots[0], 0.0), facing(path[0], path[1]))
    _goes(script, path, stream)
    script.add("jump_up", target=seat.item.id, to_m=list(off))
    script.at, script.level_m = off[:2], off[2]
    script.add(stream.choice(("stand", "sit")), seconds=stream.uniform(1.0, 4.0))
    if other is not seat and stream.chance(0.7):
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
    foot = foot_of(scenery, scenery.cat_floor, seat, (*script.at, script.level_m))
    spots = floor_spots(scenery, scenery.cat_floor, stream, 1, stops_m=STOPS_M)
    path = scenery.cat_floor.route(foot, spots[0]) if foot and spots else None
    if foot is None or path is None or len(path) < 2:
        return
    script.add("jump_down", source=seat.item.id, to_m=[round(foot[0], 4), round(foot[1], 4), 0.0])
    script.at, script.level_m = foot, 0.0
    _goes(script, path, stream)
    script.add("sit", seconds=4.0)


def _goes(script: Script, path: list[Vec2], stream: Stream) -> None:
    """Mostly at a walk; a long way at times at a trot, seldom in a dash."""
    far, hurry = length_m(path), stream.unit()
    if far > DASHES_M and hurry < 0.10:
        script.along("gallop", path, speed_mps=stream.uniform(2.2, 3.2))
    elif far > TROTS_M and hurry < 0.32:
        script.along("trot", path, speed_mps=stream.uniform(1.1, 1.7))
    else:
        script.along("walk", path, speed_mps=stream.uniform(0.45, 0.78))


def _leap(scenery: Scenery, stream: Stream) -> tuple[Place, Place] | None:
    """Two seats and a place on each with nothing but air between, a leap apart; the couch first or second at random."""
    options = []
    for seat in scenery.perches:
        for other in scenery.perches:
            if other.item is seat.item:
                continue
            for x in (-0.75, -0.4, 0.0, 0.4, 0.75):
                off = seat.at(x, 0.35)
                landing = _landing(scenery, seat, off, other)
                if landing is not None:
                    options.append((round(math.dist(off[:2], landing[:2]), 3), seat, off, other, landing))
    if not options:
        return None
    pairs = sorted({(o[1].item.id, o[3].item.id) for o in options})
    names = stream.choice(pairs)
    _, seat, off, other, landing = min((o for o in options if (o[1].item.id, o[3].item.id) == names), key=lambda o: o[0])
    return (seat, off), (other, landing)


def _landing(scenery: Scenery, seat: Seat, off: Spot, other: Seat) -> Spot | None:
    """Where a cat lands that leaps off there: it fits on both seats the way it heads, and nothing is between."""
    if not has_room(scenery, seat, off):
        return None
    for place in LANDS_AT:
        landing = other.at(*place)
        ahead, apart = facing(off[:2], landing[:2]), math.dist(off[:2], landing[:2])
        if (
            LEAP_M[0] <= apart <= LEAP_M[1]
            and holds(seat, off, ahead)
            and holds(other, landing, ahead)
            and has_room(scenery, other, landing)
            and not scenery.looms(seat, other, off, landing, OVER_M)
        ):
            return landing
    return None
