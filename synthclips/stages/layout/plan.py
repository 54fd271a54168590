"""A plan in the making: what stands where, what must stay free, and the rules every new piece has to meet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from synthclips import catalog
from synthclips.geometry.outline import Wall, inside, reflex, walls
from synthclips.geometry.paths import CELL_M, Floor
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.scene.distributions import settle_all
from synthclips.scene.records import Item, Material, Opening, Room
from synthclips.scene.streams import Stream, Streams
from synthclips.stages.layout.doors import door_inside, door_sweep, doorway, open_leaf
from synthclips.stages.layout.pieces import Furnishing, Piece, Placed, Unplaceable, Zone

WITHIN_M = 0.7  # of a place where people must get to
PASSAGE_M = 0.6  # narrowest way that people accept between pieces
ONE_OF_A_HOME = ("kitchen_front", "worktop", "handle", "plinth", "splashback", "plate", "napkin", "clear_glass")
STAND_M = 0.3  # before what is opened
KNEE_M = 0.4  # lower things crowd no door
HIDES_M = 1.2  # taller pieces hide a window from who looks along its wall
BESIDE_WINDOWS_M = ((0.4, 0.25), (0.5, 0.45))  # how deep, how far to each side: curtains, and what is seen past a corner
OPEN_SHARE = 0.9  # of the floor where anybody could stand: people come there, too


class Plan:
    """Pieces are drawn under their own names and placed one at a time; a broken rule raises Unplaceable.

    drawn: pieces of earlier attempts by their ids, which are the same in all.
    """

    def __init__(self, room: Room, furnishing: Furnishing, streams: Streams, attempt: int, drawn: dict[str, Piece]) -> None:
        self.room, self.furnishing = room, furnishing
        self.width_m, self.depth_m, self.height_m = room.size_m
        self.walls = walls(room.outline)
        self.placed: list[Placed] = []
        self.leaves = [open_leaf(self.walls[o.wall], o) for o in room.openings if o.kind == "door"]
        self.free: list[Zone] = [zone for o in room.openings for zone in _opening_zones(self.walls[o.wall], o)]
        self._targets: Mapping[str, Vec2] = {}
        self._within_m = WITHIN_M
        self._streams, self._attempt = streams, attempt
        self._counts, self._drawn = dict[str, int](), drawn

    def stream(self, *names: str | int) -> Stream:
        """Placement draws of this attempt."""
        return self._streams("layout", self._attempt, *names)

    def wants(self, kind: str) -> bool:
        """Is a piece of this kind in this home? Required ones always."""
        if kind in self.furnishing.required:
            return True
        return self._streams("has", kind).chance(self.furnishing.optional.get(kind, 0.0))

    def draw(self, kind_name: str) -> Piece:
        """The next piece of a kind, its shape and materials settled by name: the same in every attempt."""
        count = self._counts[kind_name] = self._counts.get(kind_name, 0) + 1
        id = kind_name if count == 1 else f"{kind_name}_{count}"
        if id not in self._drawn:
            self._drawn[id] = self._piece(id, kind_name)
        return self._drawn[id]

    def _piece(self, id: str, kind_name: str) -> Piece:
        kind = catalog.kind("furniture", kind_name)
        streams = self._streams.under("item", id)
        params = settle_all(kind.priors, self.furnishing.given.get(kind_name, {}), streams)
        materials = {slot: self._material(str(palette), streams(slot, "material")) for slot, palette in kind.materials.items()}
        return Piece(
            id,
            kind_name,
            params,
            materials,
            streams.key("detail"),
            kind.traits["footprint"](params),
            kind.traits["height"](params),
            kind.traits,
        )

    def another(self, like: Piece) -> Piece:
        """One more of a set: the same in shape and material."""
        return replace(self.draw(like.kind).fitted(**like.params), materials=like.materials, key=like.key)

    def has(self, kind: str) -> bool:
        """Is one of this kind placed?"""
        return any(p.piece.kind == kind for p in self.placed)

    def _material(self, palette: str, stream: Stream) -> Material:
        """What is fitted or bought as a set matches; woods and metals of one home mostly do; the rest is drawn freely."""
        shared = palette in ONE_OF_A_HOME or (palette in ("wood", "metal") and stream.chance(0.65))
        drawn: Material = catalog.palette(palette, self._streams("palette", palette) if shared else stream)
        return drawn

    def put(self, piece: Piece, footprint: Footprint, *, z_m: float = 0.0, solid: bool = True, movable: bool = False) -> Placed:
        """Place a piece without asking any rule."""
        placed = Placed(piece, footprint, z_m, solid, movable)
        self.placed.append(placed)
        if "front_m" in piece.traits:
            self.free.append(Zone(_front(piece, footprint), f"block the {piece.kind.replace('_', ' ')}", 0.1))
        return placed

    def complaint(self, piece: Piece, footprint: Footprint, *, gap_m: float = 0.03) -> str:
        """The first rule that a solid piece on the floor would break there, or ""."""
        name = piece.kind.replace("_", " ")
        if not inside(footprint, self.room.outline, margin_m=0.01):
            return f"the {name} ({piece.size_m[0]:.2f} x {piece.size_m[1]:.2f} m) does not fit between the walls"
        for zone in self.free:
            if piece.height_m > zone.over_m and footprint.overlaps(zone.footprint):
                return f"the {name} would {zone.why}"
        for other in self.placed:
            if other.solid and footprint.grown(gap_m).overlaps(other.footprint):
                return f"the {name} would stand in the {other.piece.kind.replace('_', ' ')}"
        if "front_m" in piece.traits and not self.is_clear(_front(piece, footprint)):
            return f"the {name} would have no room before it"
        return ""

    def is_clear(self, footprint: Footprint) -> bool:
        """Is it floor with nothing standing on it?"""
        return inside(footprint, self.room.outline) and not any(p.solid and p.footprint.overlaps(footprint) for p in self.placed)

    def put_where(self, piece: Piece, candidates: Iterable[Footprint], *, gap_m: float = 0.03) -> Placed:
        """At the first candidate that breaks no rule."""
        complaint = f"the {piece.kind.replace('_', ' ')} finds no place"
        for footprint in candidates:
            complaint = self.complaint(piece, footprint, gap_m=gap_m)
            if not complaint:
                return self.put(piece, footprint)
        raise Unplaceable(complaint)

    def against(self, piece: Piece, wall: Wall, u_m: float, *, gap_m: float = 0.02) -> Footprint:
        """The footprint with its back to a wall."""
        width, depth = piece.size_m
        return Footprint(wall.at(u_m, depth / 2 + gap_m), (width / 2, depth / 2), wall.yaw_rad)

    def holds(self, footprint: Footprint, *, margin_m: float) -> bool:
        """Does it lie on the floor of the room, so far off the walls?"""
        return inside(footprint, self.room.outline, margin_m=margin_m)

    def along_walls(
        self,
        piece: Piece,
        *names: str,
        walls: Iterable[Wall] | None = None,
        tries: int = 24,
        gap_m: float = 0.02,
        turn_rad: float = 0.0,
    ) -> Iterable[Footprint]:
        """Random places with the back to a wall, up to `turn_rad` askew."""
        stream, options = self.stream(piece.id, "walls", *names), list(self.walls if walls is None else walls)
        half = piece.size_m[0] / 2
        for _ in range(tries):
            wall = stream.choice(options)
            if wall.length_m > 2 * half + 0.1:
                spot = self.against(piece, wall, stream.uniform(half + 0.03, wall.length_m - half - 0.03), gap_m=gap_m)
                yield replace(spot, yaw_rad=spot.yaw_rad + stream.uniform(-turn_rad, turn_rad)) if turn_rad else spot

    def corners(self, piece: Piece, *, off_m: float = 0.03) -> Iterable[Footprint]:
        """The room's corners that do not jut in, in random order, the piece turned at random."""
        stream, half = self.stream(piece.id, "corners"), (piece.size_m[0] / 2, piece.size_m[1] / 2)
        for wall in stream.shuffled([w for w in self.walls if not reflex(self.room.outline, w.index)]):
            yaw = stream.uniform(-math.pi, math.pi)
            c, s = abs(math.cos(yaw)), abs(math.sin(yaw))
            reach = max(c * half[0] + s * half[1], s * half[0] + c * half[1]) + off_m
            yield Footprint(wall.at(reach, reach), half, yaw)

    def wall_ends(self, piece: Piece) -> list[Footprint]:
        """Places against a wall, beside one of its corners, where large things go."""
        half = piece.size_m[0] / 2 + 0.02
        fits = [w for w in self.walls if w.length_m > 2 * half]
        spots = [self.against(piece, w, u) for w in fits for u in (half, w.length_m - half)]
        return self.stream(piece.id, "ends").shuffled(spots)

    def opposite(self, wall: Wall) -> Wall | None:
        """The longest wall that faces this one; None where none does."""
        facing = [w for w in self.walls if w.inward == (-wall.inward[0], -wall.inward[1])]
        return max(facing, key=lambda w: (w.length_m, -w.index), default=None)

    def across_m(self, wall: Wall, other: Wall) -> float:
        """How far two walls that face each other are apart."""
        (ax, ay), (bx, by), (nx, ny) = wall.start_m, other.start_m, wall.inward
        return (bx - ax) * nx + (by - ay) * ny

    def optionally(self, kind: str, candidates: Any, *, gap_m: float = 0.03) -> Placed | None:
        """A piece that may be missing: if wanted and if it finds a place; required ones must find one."""
        if not self.wants(kind):
            return None
        piece = self.draw(kind)
        return self.put_if_possible(piece, candidates(piece), gap_m=gap_m)

    def put_if_possible(self, piece: Piece, candidates: Iterable[Footprint], *, gap_m: float = 0.03) -> Placed | None:
        """At the first candidate that breaks no rule, or nowhere; required pieces must find one."""
        try:
            return self.put_where(piece, candidates, gap_m=gap_m)
        except Unplaceable:
            if piece.kind in self.furnishing.required:
                raise
            return None

    def floor(self, *, radius_m: float) -> Floor:
        """Where a body of this radius can walk among the solid pieces placed so far."""
        solid = [p.footprint for p in self.placed if p.solid]
        return Floor(self.room.outline, solid, radius_m=radius_m)

    def widest_floor(self) -> tuple[Vec2, float]:
        """The middle of the largest circle of floor on which nothing solid stands, and how wide that is."""
        clearance_m = self.floor(radius_m=0.0).clearance_m
        i, j = divmod(int(clearance_m.argmax()), clearance_m.shape[1])
        return ((i + 0.5) * CELL_M, (j + 0.5) * CELL_M), 2.0 * float(clearance_m[i, j])

    def must_be_walkable(self, targets: Mapping[str, Vec2], *, within_m: float = WITHIN_M) -> None:
        """Every door and every target is reached on foot from the first door, so nearly, now and when more is put down."""
        self._targets, self._within_m = targets, within_m
        name = self._cut_off()
        if name:
            raise Unplaceable(f"nobody could walk to the {name}")

    def keep_storage_reachable(self) -> None:
        """From now on nothing is put down that would cut off what is opened."""
        self._targets = {**self._targets, **_fronts(self.placed)}

    def _cut_off(self) -> str:
        """The first door or target that nobody could walk to, or ""."""
        floor = self.floor(radius_m=PASSAGE_M / 2)
        doors = [door_inside(self.walls[o.wall], o) for o in self.room.openings if o.kind != "window"]
        start = doors[0] if doors else (self.width_m / 2, self.depth_m / 2)
        reach = floor.reachable(start)
        for name, spot in {**{f"door {i + 1}": d for i, d in enumerate(doors)}, **self._targets}.items():
            near = floor.nearest_free(spot, within_m=self._within_m)
            if near is None or not reach[floor.cell(near)]:
                return name
        return "" if reach.sum() >= OPEN_SHARE * floor.walkable.sum() else "rest of the floor"

    def leave(self, piece: Piece, candidates: Iterable[Footprint], *, movable: bool = False) -> bool:
        """Puts down at the first candidate what people leave about, but never in the only way. Was there a place?"""
        kept, targets = len(self.free), self._targets
        for footprint in candidates:
            if not self.complaint(piece, footprint, gap_m=0.05):
                placed = self.put(piece, footprint, movable=movable)
                self._targets = {**targets, **_fronts([placed])}
                if not self._cut_off():
                    return True
                self.placed.pop()
                del self.free[kept:]
                self._targets = targets
        return False

    def items(self) -> tuple[Item, ...]:
        """Everything placed, in the order of placing."""
        return tuple(p.item() for p in self.placed)


def _front(piece: Piece, footprint: Footprint) -> Footprint:
    """Where one stands to use it."""
    deep, (half_x, half_y) = float(piece.traits["front_m"]), footprint.half_m
    return Footprint(footprint.to_world(0.0, half_y + deep / 2), (half_x, deep / 2), footprint.yaw_rad)


def _fronts(placed: Iterable[Placed]) -> dict[str, Vec2]:
    """Where one stands before each of those that are opened."""
    opened = [p for p in placed if p.solid and "front_m" in p.piece.traits]
    return {p.piece.id: p.footprint.to_world(0.0, p.footprint.half_m[1] + STAND_M) for p in opened}


def _opening_zones(wall: Wall, opening: Opening) -> list[Zone]:
    if opening.kind != "window":
        crowds = Zone(doorway(wall, opening), "crowd a door", KNEE_M)
        return [Zone(door_sweep(wall, opening), "block a door"), crowds]
    before = Footprint(wall.at(opening.u_m, 0.35), (opening.width_m / 2, 0.35), wall.yaw_rad)
    zones, off = [Zone(before, "stand before a window", opening.sill_m + 0.25)], 0.0
    for deep, beside in BESIDE_WINDOWS_M:
        box = Footprint(wall.at(opening.u_m, off + deep / 2), (opening.width_m / 2 + beside, deep / 2), wall.yaw_rad)
        zones.append(Zone(box, "hide a window", max(opening.sill_m + 0.25, HIDES_M)))
        off += deep
    return zones
