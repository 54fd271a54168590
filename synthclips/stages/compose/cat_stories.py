"""What cats do in a clip: stroll, rest, and leap from seat to seat."""

from __future__ import annotations

import math

from synthclips.geometry.plan import Vec2
from synthclips.scene.streams import Stream
from synthclips.stages.compose.scenery import Scenery, facing
from synthclips.stages.compose.seats import Seat
from synthclips.stages.compose.stories import Script, Story

Spot = tuple[float, float, float]
Place = tuple[Seat, Spot]
LEAP_M = (0.7, 2.1)  # level leaps that a cat takes
OVER_M = 0.1  # that a cat clears on its way beyond the higher of two seats
LIES_M = 0.3  # of what lies on a seat no nearer: a cat takes room
STOPS_M = 0.3  # from walls and furniture, or its head or its hind part would be in them
AHEAD_M, BEHIND_M = 0.25, 0.1  # from its pelvis to its head, and to the root of its tail
LANDS_AT = ((0.0, 0.1), (-0.4, 0.1), (0.4, 0.1), (0.0, 0.5), (-0.4, 0.5), (0.4, 0.5))  # on a seat, the first that holds it


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
    ahead, turn = facing(off[:2], landing[:2]), stream.uniform(-1.0, 1.0)
    script = Script(off, ahead + turn if _holds(seat, off, ahead + turn) else ahead)
    script.add(stream.choice(("sit", "lie")), seconds=stream.uniform(2.0, 7.0))
    _leap_over(script, seat, other, landing)
    script.add(stream.choice(("sit", "lie")), seconds=stream.uniform(4.0, 9.0))
    if stream.chance(0.5):
        _down_and_away(scenery, stream, script, other)
    return script


def cat_climbs_up(scenery: Scenery, stream: Stream) -> Script | None:
    """Over the floor, up on a seat, perhaps on to the next, and to rest."""
    pair = _leap(scenery, stream) or _on_one(scenery, stream)
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
    for off in (0.55, 0.45, 0.65, 0.38):
        for sideways in (0.0, 0.15, -0.15, 0.3, -0.3):
            dx, dy = -math.sin(seat.yaw_rad), math.cos(seat.yaw_rad)
            box = scenery.footprint(seat.item)
            along = (spot[0] - box.centre_m[0]) * math.cos(seat.yaw_rad) + (spot[1] - box.centre_m[1]) * math.sin(seat.yaw_rad)
            x, y = scenery.edge_of(seat, along + sideways)
            foot = (x + off * dx, y + off * dy)
            if scenery.cat_floor.is_free(foot):
                return foot
    return None


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
    if not _has_room(scenery, seat, off):
        return None
    for place in LANDS_AT:
        landing = other.at(*place)
        ahead, apart = facing(off[:2], landing[:2]), math.dist(off[:2], landing[:2])
        if (
            LEAP_M[0] <= apart <= LEAP_M[1]
            and _holds(seat, off, ahead)
            and _holds(other, landing, ahead)
            and _has_room(scenery, other, landing)
            and not scenery.looms(seat, other, off, landing, OVER_M)
        ):
            return landing
    return None


def _has_room(scenery: Scenery, seat: Seat, spot: Spot) -> bool:
    """Lies nothing at that place of a seat, and is no table over it?"""
    return scenery.seat_is_clear(seat, spot, margin_m=LIES_M) and not scenery.looms(seat, seat, spot, spot, 0.03)


def _holds(seat: Seat, spot: Spot, heading_rad: float) -> bool:
    """Is a cat that heads so clear of the seat's back and arms? It may look out over the front."""
    c, s = math.cos(heading_rad), math.sin(heading_rad)
    ends = [(spot[0] + reach * c, spot[1] + reach * s) for reach in (AHEAD_M, -BEHIND_M)]
    return all(_clear_of_back(seat, end) for end in ends)


def _clear_of_back(seat: Seat, point: Vec2) -> bool:
    dx, dy = point[0] - seat.centre_m[0], point[1] - seat.centre_m[1]
    c, s = math.cos(seat.yaw_rad), math.sin(seat.yaw_rad)
    x, y = c * dx + s * dy, c * dy - s * dx
    return y > seat.half_m[1] or (y > -seat.half_m[1] and abs(x) < seat.half_m[0])


def _on_one(scenery: Scenery, stream: Stream) -> tuple[Place, Place] | None:
    """A clear place on a seat or a bed, twice: no cat leaps on from there."""
    options = [(seat, seat.at(x, 0.35)) for seat in scenery.seats for x in (-0.6, 0.0, 0.6)]
    clear = [o for o in options if _has_room(scenery, *o) and _holds(*o, o[0].yaw_rad - math.pi / 2)]
    if not clear:
        return None
    place = stream.choice(clear)
    return place, place


def _floor_spots(scenery: Scenery, stream: Stream, count: int) -> list[Vec2]:
    """Random walkable places well apart, all connected."""
    x, y, _ = scenery.room.size_m
    floor, found = scenery.cat_floor, list[Vec2]()
    reach = None
    for _ in range(60):
        spot = (round(stream.uniform(0.3, x - 0.3), 4), round(stream.uniform(0.3, y - 0.3), 4))
        if floor.clearance_m[floor.cell(spot)] < STOPS_M or any(math.dist(spot, other) < 1.1 for other in found):
            continue
        if reach is None:
            reach = floor.reachable(scenery.doors[0].at(0.8) if scenery.doors else spot)
        if reach[floor.cell(spot)]:
            found.append(spot)
        if len(found) == count:
            break
    return found
