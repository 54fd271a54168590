"""Places for an animal: on the floor, clear of what stands there, and up on seats, where its body fits."""

from __future__ import annotations

import math

from synthclips.geometry.paths import Floor
from synthclips.geometry.plan import Vec2
from synthclips.scene.streams import Stream
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.compose.seats import Seat

Spot = tuple[float, float, float]
Place = tuple[Seat, Spot]
LIES_M = 0.3  # of what lies on a seat no nearer: a cat takes room
AHEAD_M, BEHIND_M = 0.25, 0.1  # from a cat's pelvis to its head, and to the root of its tail


def floor_spots(
    scenery: Scenery, floor: Floor, stream: Stream, count: int, *, stops_m: float, apart_m: float = 1.1, tries: int = 60
) -> list[Vec2]:
    """Random places on a floor, apart from each other and `stops_m` clear of walls and furniture, all connected with the door."""
    x, y, _ = scenery.room.size_m
    found = list[Vec2]()
    reach = None
    for _ in range(tries):
        spot = (round(stream.uniform(0.3, x - 0.3), 4), round(stream.uniform(0.3, y - 0.3), 4))
        if floor.clearance_m[floor.cell(spot)] < stops_m or any(math.dist(spot, other) < apart_m for other in found):
            continue
        if reach is None:
            reach = floor.reachable(scenery.doors[0].at(0.8) if scenery.doors else spot)
        if reach[floor.cell(spot)]:
            found.append(spot)
        if len(found) == count:
            break
    return found


def foot_of(scenery: Scenery, floor: Floor, seat: Seat, spot: Spot) -> Vec2 | None:
    """A place on the floor before a seat from which to jump up, or to land on."""
    for off in (0.55, 0.45, 0.65, 0.38):
        for sideways in (0.0, 0.15, -0.15, 0.3, -0.3):
            dx, dy = -math.sin(seat.yaw_rad), math.cos(seat.yaw_rad)
            box = scenery.footprint(seat.item)
            along = (spot[0] - box.centre_m[0]) * math.cos(seat.yaw_rad) + (spot[1] - box.centre_m[1]) * math.sin(seat.yaw_rad)
            x, y = scenery.edge_of(seat, along + sideways)
            foot = (x + off * dx, y + off * dy)
            if floor.is_free(foot):
                return foot
    return None


def on_one(scenery: Scenery, stream: Stream) -> tuple[Place, Place] | None:
    """A clear place on a seat or a bed, twice: nobody leaps on from there."""
    options = [(seat, seat.at(x, 0.35)) for seat in scenery.seats for x in (-0.6, 0.0, 0.6)]
    clear = [o for o in options if has_room(scenery, *o) and holds(*o, o[0].yaw_rad - math.pi / 2)]
    if not clear:
        return None
    place = stream.choice(clear)
    return place, place


def has_room(scenery: Scenery, seat: Seat, spot: Spot) -> bool:
    """Lies nothing at that place of a seat, and is no table over it?"""
    return scenery.seat_is_clear(seat, spot, margin_m=LIES_M) and not scenery.looms(seat, seat, spot, spot, 0.03)


def holds(seat: Seat, spot: Spot, heading_rad: float) -> bool:
    """Is an animal that heads so clear of the seat's back and arms? It may look out over the front."""
    c, s = math.cos(heading_rad), math.sin(heading_rad)
    ends = [(spot[0] + reach * c, spot[1] + reach * s) for reach in (AHEAD_M, -BEHIND_M)]
    return all(_clear_of_back(seat, end) for end in ends)


def _clear_of_back(seat: Seat, point: Vec2) -> bool:
    dx, dy = point[0] - seat.centre_m[0], point[1] - seat.centre_m[1]
    c, s = math.cos(seat.yaw_rad), math.sin(seat.yaw_rad)
    x, y = c * dx + s * dy, c * dy - s * dx
    return y > seat.half_m[1] or (y > -seat.half_m[1] and abs(x) < seat.half_m[0])
