"""Scenery: the furnished room as those who act in it need it: seats, places to stand, doors, ways."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from functools import cached_property

from synthclips import catalog
from synthclips.geometry.outline import Wall, walls
from synthclips.geometry.paths import Floor
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.scene.records import Item, Opening, Room, Vec3
from synthclips.stages.compose.seats import Seat, seat_of
from synthclips.stages.layout.doors import open_leaf

CAT_RADIUS_M = 0.13
PERSON_RADIUS_M = 0.25
FLOOR_LEVEL_KINDS = ("rug",)  # walked over
BODY_M, NEAR_M = 0.5, 0.18  # the height of who is on a seat, and how near to their middle nothing higher than the seat is
LIFTED_M = 0.2
LEGS = 8  # that a way through the air is cut into
UP = (0.25, 0.45, 0.65, 0.85)  # of a thing's height: where it is looked for


@dataclass(frozen=True)
class Doorway:
    """A door and the wall it is in; places are in world metres."""

    opening: Opening
    wall: Wall

    def at(self, off_m: float, along_m: float = 0.0) -> Vec2:
        """On the floor at the door: `off_m` into the room (negative: behind it)."""
        return self.wall.at(self.opening.u_m + along_m, off_m)

    @property
    def hinge_m(self) -> Vec2:
        """The hinge's axis, seen from above."""
        return self.at(0.0, self.opening.hinge * self.opening.width_m / 2)

    @property
    def open_leaf(self) -> Footprint:
        """Where its leaf is while it stands open, square to the wall."""
        return open_leaf(self.wall, self.opening)

    @property
    def handle_m(self) -> Vec3:
        """The handle of the shut door."""
        x, y = self.at(0.0, -self.opening.hinge * (self.opening.width_m / 2 - 0.07))
        return (x, y, 1.02)

    def pushing_m(self) -> Vec2:
        """Where one stands behind the door to push it open, a hand's reach from the handle."""
        return self.at(-0.44, -self.opening.hinge * (self.opening.width_m / 2 - 0.19))

    def pulling_m(self) -> Vec2:
        """Where one stands in the room to pull it open, beside the sweep of its leaf."""
        return self.at(0.5, -self.opening.hinge * (self.opening.width_m / 2 + 0.17))


class Scenery:
    """Reads of one room and the items in it, not of those next door; knows nothing of what will happen in it."""

    def __init__(self, room: Room, items: tuple[Item, ...]) -> None:
        self.room, self.items = room, tuple(i for i in items if not next_door(i))
        self.walls = walls(room.outline)

    def footprint(self, item: Item) -> Footprint:
        """The rectangle it covers, as its kind declares it."""
        width, depth = self._trait(item, "footprint")
        return Footprint(item.position_m[:2], (width / 2, depth / 2), item.yaw_rad)

    def whole(self, item: Item) -> Footprint:
        """All that it covers: of what hangs the footprint is half in the wall."""
        box = self.footprint(item)
        hangs = catalog.kind("furniture", item.kind).traits.get("wall_mounted")
        return Footprint(box.centre_m, (box.half_m[0], 2 * box.half_m[1]), box.yaw_rad) if hangs else box

    def height_m(self, item: Item) -> float:
        """From its lower side to its top, as its kind declares it."""
        return float(self._trait(item, "height"))

    def up_middle(self, item: Item) -> list[Vec3]:
        """Places up its middle, by which one tells whether it shows."""
        x, y, z = item.position_m
        return [(x, y, z + share * self.height_m(item)) for share in UP]

    def front(self, item: Item) -> Vec3:
        """The way it faces, of what shows nothing from the side; (0, 0, 0) of others."""
        ahead = 1.0 if catalog.kind("furniture", item.kind).traits.get("faces") else 0.0
        return -ahead * math.sin(item.yaw_rad), ahead * math.cos(item.yaw_rad), 0.0

    def is_flat(self, item: Item) -> bool:
        """Has it a top that things can be put on, nothing of the item higher?"""
        top = catalog.kind("furniture", item.kind).traits["anchors"](item.params).get("top")
        return top is not None and self.height_m(item) - float(top["position_m"][2]) < 0.03

    def blocks(self, item: Item) -> list[tuple[Footprint, float]]:
        """What hides things behind it, as its kind declares it: rectangles, and how high each reaches over its lower side."""
        kind, box = catalog.kind("furniture", item.kind), self.footprint(item)
        if "blocks" not in kind.traits:
            return [(box, self.height_m(item))]
        return [
            (Footprint(box.to_world(x, y), half, item.yaw_rad), top) for (x, y), half, top in kind.traits["blocks"](item.params)
        ]

    @cached_property
    def crowding(self) -> list[tuple[Footprint, float, float]]:
        """Large things at the height of heads, and lamps: the whole of what each covers, from where and how high."""
        found = []
        for item in self.items:
            traits = catalog.kind("furniture", item.kind).traits
            if traits.get("crowds") or "bulb" in traits["anchors"](item.params):
                found.append((self.whole(item), item.position_m[2], self.height_m(item)))
        return found

    @cached_property
    def lying(self) -> list[Item]:
        """What stands or lies on other things."""
        lifted = (i for i in self.items if i.position_m[2] > LIFTED_M)
        kinds = ((i, catalog.kind("furniture", i.kind).traits) for i in lifted)
        return [i for i, traits in kinds if not traits.get("wall_mounted") and not traits.get("hangs")]

    def _trait(self, item: Item, name: str):  # type: ignore[no-untyped-def]
        return catalog.kind("furniture", item.kind).traits[name](item.params)

    @cached_property
    def obstacles(self) -> list[Footprint]:
        """Footprints of what stands on the floor and is in the way."""
        standing = (i for i in self.items if i.position_m[2] < 0.3 and i.kind not in FLOOR_LEVEL_KINDS)
        return [
            self.footprint(i)
            for i in standing
            if self.height_m(i) > 0.03 and not catalog.kind("furniture", i.kind).traits.get("wall_mounted")
        ]

    @cached_property
    def cat_floor(self) -> Floor:
        """Where a cat can walk."""
        return self.floor_for(CAT_RADIUS_M)

    @cached_property
    def person_floor(self) -> Floor:
        """Where a grown person can walk."""
        return self.floor_for(PERSON_RADIUS_M)

    def wider(self, beside_m: float) -> Scenery:
        """The same for grown people who have something so broad beside them."""
        if beside_m not in self._wider:
            other = copy.copy(self)
            other.__dict__["person_floor"] = self.floor_for(PERSON_RADIUS_M + beside_m)
            self._wider[beside_m] = other
        return self._wider[beside_m]

    @cached_property
    def _wider(self) -> dict[float, Scenery]:
        return {0.0: self}

    def floor_for(self, radius_m: float) -> Floor:
        """Where a body of that radius can be."""
        return Floor(self.room.outline, self.obstacles, radius_m=radius_m)

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """Seats that a cat or a person may use, in item order."""
        return self._tops("seat")

    @cached_property
    def perches(self) -> tuple[Seat, ...]:
        """Where a cat goes up: seats, and what is no seat for people."""
        return self.seats + self._tops("perch")

    def _tops(self, name: str) -> tuple[Seat, ...]:
        """The anchors of that name on what stands on the floor."""
        found = []
        for item in self.items:
            anchors = catalog.kind("furniture", item.kind).traits["anchors"](item.params)
            found += [seat_of(item, a) for anchor, a in anchors.items() if anchor.startswith(name) and item.position_m[2] < 0.3]
        return tuple(found)

    def edge_of(self, seat: Seat, sideways_m: float) -> Vec2:
        """On the edge of a seat's item, on the side that one sits down on, so far along it from the item's middle."""
        box = self.footprint(seat.item)
        half = box.half_m[0 if abs(math.cos(seat.yaw_rad - seat.item.yaw_rad)) < 0.5 else 1]
        return Footprint(box.centre_m, box.half_m, seat.yaw_rad).to_world(sideways_m, half)

    def seat_is_clear(self, seat: Seat, spot: Vec3, *, margin_m: float = 0.18) -> bool:
        """Is nothing (no cushion, no bag) lying at that place of the seat?"""
        lying = (i for i in self.items if i is not seat.item and abs(i.position_m[2] - seat.centre_m[2]) < 0.1)
        return all(self.footprint(i).distance_m(spot[:2]) > margin_m for i in lying)

    def looms(self, seat: Seat, other: Seat, start: Vec3, end: Vec3, over_m: float) -> bool:
        """On the way from a place of one seat to a place of the other, is anything near that is so much higher than both?"""
        high = max(start[2], end[2]) + over_m
        for item in self.items:
            low = item.position_m[2]
            if item in (seat.item, other.item) or low > high + BODY_M or low + self.height_m(item) < high:
                continue
            for box, top in self.blocks(item):
                spots = (
                    (start[0] + k / LEGS * (end[0] - start[0]), start[1] + k / LEGS * (end[1] - start[1]))
                    for k in range(LEGS + 1)
                )
                if low + top > high and any(box.distance_m(spot) < NEAR_M for spot in spots):
                    return True
        return False

    @cached_property
    def doors(self) -> tuple[Doorway, ...]:
        """The room's doors, in the order of its openings; people come in by the first."""
        return tuple(Doorway(o, self.walls[o.wall]) for o in self.room.openings if o.kind == "door")

    @cached_property
    def passages(self) -> tuple[Doorway, ...]:
        """Openings to rooms that are open to view."""
        return tuple(Doorway(o, self.walls[o.wall]) for o in self.room.openings if o.kind == "passage")

    @property
    def windows(self) -> list[Opening]:
        """Those with glass."""
        return [o for o in self.room.openings if o.kind == "window" and o.params.get("glass", True)]

    def front_of(self, item: Item, *, off_m: float = 0.38) -> Vec2:
        """Where a person stands to deal with an item."""
        box = self.footprint(item)
        return box.to_world(0.0, box.half_m[1] + off_m)

    def standing_by(self, item: Item, *, reach_m: float) -> Vec2 | None:
        """The walkable place nearest to an item, reached from the door, from which an arm reaches it."""
        floor = self.person_floor
        reach = floor.reachable(self.doors[0].at(1.0)) if self.doors else floor.walkable
        spot = item.position_m[:2]
        best: tuple[float, Vec2] | None = None
        for k in range(24):
            angle = 2 * math.pi * k / 24
            for r in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
                p = (spot[0] + r * math.cos(angle), spot[1] + r * math.sin(angle))
                if r <= reach_m and floor.is_free(p) and reach[floor.cell(p)] and (best is None or r < best[0]):
                    best = (r, p)
        return best[1] if best else None


def next_door(item: Item) -> bool:
    """Does it stand in the room behind a passage?"""
    return item.id.startswith(catalog.beyond().PREFIX)


def facing(start: Vec2, end: Vec2) -> float:
    """The heading from one point to another."""
    return round(math.atan2(end[1] - start[1], end[0] - start[0]), 5)
