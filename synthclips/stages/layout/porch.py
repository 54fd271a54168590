"""A porch: what belongs to a front door beside it, a bench and flowers along the house, parcels where the postman put them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint
from synthclips.scene.records import Opening
from synthclips.stages.layout import lived_in
from synthclips.stages.layout.on_walls import wall_is_free
from synthclips.stages.layout.pieces import Piece, Unplaceable
from synthclips.stages.layout.plan import Plan

ASKEW_RAD = 0.06
LANTERN_M, NUMBER_M, BOX_M, SILL_M = 1.72, 1.5, 0.95, 0.95  # heights of lower edges
ALONG_HOUSE = ("garden_bench", "coat_stand", "plant", "bicycle", "dustbin")
ROUND_ABOUT = ("trough", "umbrella", "shoes", "garden_tools", "box", "moving_boxes")


def furnish(plan: Plan) -> None:
    """The door's things first, then what stands along the house, then what was put down."""
    doors = [o for o in plan.room.openings if o.kind == "door"]
    if len(doors) < 2:
        raise Unplaceable("the front door and the gate find no places clear of each other")
    door = doors[1]
    house = plan.walls[door.wall]
    _at_door(plan, door, house)
    _mat(plan, door, house)
    for kind in ALONG_HOUSE:
        plan.optionally(kind, lambda p: plan.along_walls(p, walls=[house], tries=40, turn_rad=ASKEW_RAD))
    if plan.wants("house_window"):
        _hang(plan, plan.draw("house_window"), house, (house.length_m * (k + 0.5) / 12 for k in range(12)), SILL_M)
    _parcels(plan, door, house)
    for kind in ROUND_ABOUT:
        plan.optionally(kind, lambda p: plan.along_walls(p, tries=40, turn_rad=ASKEW_RAD))
        if plan.wants(kind) and plan.stream(kind, "again").chance(0.4):
            again = plan.draw(kind)
            plan.leave(again, plan.along_walls(again, tries=20, turn_rad=ASKEW_RAD))
    plan.must_be_walkable({})
    lived_in.fill(plan)


def _at_door(plan: Plan, door: Opening, house: Wall) -> None:
    """Lantern over number on the handle's side or the other, the letter box below or beyond."""
    beside = door.width_m / 2 + 0.22
    for kind, low in (("wall_lantern", LANTERN_M), ("house_number", NUMBER_M), ("letter_box", BOX_M)):
        if plan.wants(kind):
            piece, stream = plan.draw(kind), plan.stream(kind, "side")
            off = beside + piece.size_m[0] / 2
            _hang(plan, piece, house, (door.u_m + s * off for s in stream.shuffled([-1, 1])), low)


def _hang(plan: Plan, piece: Piece, wall: Wall, along_m: Iterable[float], low_m: float) -> None:
    """At the first of these places of the wall where nothing is in its way."""
    half = piece.size_m[0] / 2
    for u in along_m:
        if half + 0.05 < u < wall.length_m - half - 0.05 and wall_is_free(plan, wall, u, half, low_m, low_m + piece.height_m):
            plan.put(piece, Footprint(wall.at(u), (half, piece.size_m[1]), wall.yaw_rad), z_m=low_m, solid=False)
            return


def _mat(plan: Plan, door: Opening, house: Wall) -> None:
    if plan.wants("doormat"):
        piece, stream = plan.draw("doormat"), plan.stream("doormat")
        half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
        spot = house.at(door.u_m + stream.uniform(-0.06, 0.06), half[1] + stream.uniform(0.06, 0.16))
        plan.put(piece, Footprint(spot, half, house.yaw_rad + stream.uniform(-0.08, 0.08)), solid=False)


def _parcels(plan: Plan, door: Opening, house: Wall) -> None:
    """Beside the door or along the house; the first of them is there to be taken."""
    stream = plan.stream("parcels")
    for n in range(stream.integer(1, 3)):
        piece = plan.draw("parcel")
        half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
        near = [door.u_m + s * (door.width_m / 2 + 0.12 + half[0] + stream.uniform(0.0, 0.35)) for s in stream.shuffled([-1, 1])]
        beside = [
            Footprint(house.at(u, half[1] + stream.uniform(0.03, 0.15)), half, house.yaw_rad + _anyhow(plan, n)) for u in near
        ]
        places = [*beside, *plan.along_walls(piece, tries=20, turn_rad=0.5)]
        if not plan.leave(piece, places, movable=n == 0) and n == 0:
            raise Unplaceable("no place for a parcel beside the front door")


def _anyhow(plan: Plan, n: int) -> float:
    stream = plan.stream("parcels", "turn", n)
    return stream.choice((0.0, math.pi / 2)) + stream.normal(0.0, 0.2)
