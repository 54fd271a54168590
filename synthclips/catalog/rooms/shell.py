"""The room's shell: floor, ceiling, walls with holes, mouldings, switches, and what stands in the openings."""

from __future__ import annotations

from collections.abc import Mapping

from synthclips.catalog.furniture.mover import STEEL
from synthclips.catalog.outside.surroundings import surroundings
from synthclips.catalog.rooms.beyond import next_room, open_leaf, placed
from synthclips.catalog.rooms.door import behind, casing, doorway
from synthclips.catalog.rooms.panels import holed, moulding, panel
from synthclips.catalog.rooms.stairwell import ceiling
from synthclips.catalog.rooms.walls import hole_of, in_world, openings_of, wall_frame
from synthclips.catalog.rooms.window import pane, window
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.outline import parts, reflex
from synthclips.geometry.shapes import box
from synthclips.scene.records import Material, Opening, Room
from synthclips.scene.streams import Stream, stable_key

Piece = tuple[str, Mesh, Mapping[str, Material]]
SWITCH = Material("plain", (0.72, 0.71, 0.68), (0.6, 0.6, 0.58), 0.65, gloss=0.2)
SKIRTINGS = {
    "square": ((0.0, 0.0), (0.014, 0.0), (0.014, 0.94), (0.011, 1.0), (0.0, 1.0)),
    "ogee": ((0.0, 0.0), (0.018, 0.0), (0.018, 0.68), (0.013, 0.74), (0.013, 0.8), (0.006, 0.93), (0.004, 1.0), (0.0, 1.0)),
    "round": ((0.0, 0.0), (0.016, 0.0), (0.016, 0.78), (0.013, 0.9), (0.007, 0.98), (0.0, 1.0)),
}
CORNICE = (
    (0.0, 0.0),
    (0.0, -0.085),
    (0.012, -0.085),
    (0.018, -0.07),
    (0.035, -0.04),
    (0.065, -0.018),
    (0.08, -0.012),
    (0.08, 0.0),
)


def shell(*, room: Room, mouldings: bool = True) -> tuple[Piece, ...]:
    """World-space pieces of owner "room", "outside" where there is a window, panes where they mirror.

    Walls without mouldings are bare.
    """
    stream = Stream(stable_key(room.key, "shell"))
    materials = {**room.materials, "switch": SWITCH}
    skirting = [
        (y, z * height) for height in (stream.uniform(0.07, 0.15),) for y, z in SKIRTINGS[stream.choice(tuple(SKIRTINGS))]
    ]
    cornice = room.size_m[2] > 2.5 and stream.chance(0.5) and mouldings
    pieces = [*floor(room, lengthwise=stream.chance(0.7)), *ceiling(room)]
    for wall in range(len(room.outline)):
        pieces.append(in_world(_wall(room, wall, skirting if mouldings else [], cornice), wall_frame(room, wall)))
    shown: list[Piece] = [("room", join(pieces), materials)]
    for passage in (o for o in room.openings if o.kind == "passage"):
        shown += _next_door(room, passage)
    if any(o.kind == "window" for o in room.openings):
        shown.append(surroundings(room))
    for o in (o for o in room.openings if o.kind == "window" and "pane" in room.materials):
        shown.append((o.id, in_world(pane(hole_of(o)), wall_frame(room, o.wall)), room.materials))
    return tuple(shown)


def _next_door(room: Room, passage: Opening) -> list[Piece]:
    """The shell of the room behind a passage, and the passage's leaf, if it has one."""
    beyond = next_room(room, passage)
    pieces = [(mesh, materials) for _, mesh, materials in shell(room=beyond)]
    if passage.params["leaf"]:
        pieces.append((open_leaf(beyond), {**beyond.materials, "handle": STEEL}))
    return [("room", placed(mesh, room, passage), materials) for mesh, materials in pieces]


def floor(room: Room, *, lengthwise: bool) -> list[Mesh]:
    """Its boards along the longer side, or across."""
    x, y, _ = room.size_m
    along_x, made = (x >= y) == lengthwise, []
    for x0, y0, x1, y1 in parts(room.outline):
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        where = [c if along_x else c[::-1] for c in corners]
        made.append(panel([(*c, 0.0) for c in corners], where, "floor"))
    return made


def _wall(room: Room, wall: int, skirting: list[tuple[float, float]], cornice: bool) -> Mesh:
    """One wall in wall space with all that is fixed to it."""
    length, height = wall_frame(room, wall).length_m, room.size_m[2]
    slot, openings = f"wall_{wall}", openings_of(room, wall)
    made = [holed(length, height, [hole_of(o) for o in openings], slot)]
    for o in openings:
        if o.kind == "window":
            made.append(window(hole_of(o), stable_key(room.key, "windows"), slot))
        elif o.kind == "door":
            made += [doorway(hole_of(o)), behind(hole_of(o), height, length, slot), *_switches(o, length)]
        elif o.kind == "passage":
            made += [doorway(hole_of(o), stop=bool(o.params["leaf"]), underfoot="floor"), *_switches(o, length)]
        else:
            made.append(casing(hole_of(o)))
    for u0, u1 in _between_doors(openings, *reach(room, wall, max((y for y, _ in skirting), default=0.0))) if skirting else ():
        made.append(moulding(skirting, u0, u1, "skirting"))
    if cornice:
        mitres = (_mitre(room, wall), _mitre(room, wall + 1))
        made.append(moulding(CORNICE, 0.0, length, "ceiling", z_m=height, mitres=mitres))
    made += _sockets(room, wall, openings, length)
    return join(made)


def reach(room: Room, wall: int, deep_m: float) -> tuple[float, float]:
    """Where a moulding that stands out so far begins and ends along a wall: it goes round corners that jut in."""
    corners, length = room.outline, wall_frame(room, wall).length_m
    return -deep_m if reflex(corners, wall) else 0.0, length + (deep_m if reflex(corners, wall + 1) else 0.0)


def _mitre(room: Room, corner: int) -> float:
    """See `moulding`."""
    return 1.0 if reflex(room.outline, corner) else -1.0


def _between_doors(openings: list[Opening], start: float, end: float) -> list[tuple[float, float]]:
    """Stretches of wall that carry skirting."""
    edges = [start]
    for o in sorted((o for o in openings if o.sill_m < 0.02), key=lambda o: o.u_m):
        edges += [o.u_m - o.width_m / 2 - 0.074, o.u_m + o.width_m / 2 + 0.074]
    edges.append(end)
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 0.02]


def _switches(door: Opening, length: float) -> list[Mesh]:
    """A light switch beside the door's lock."""
    u = door.u_m - door.hinge * (door.width_m / 2 + 0.2)
    if not 0.06 < u < length - 0.06:
        return []
    plate = box((0.086, 0.008, 0.086), "switch", at_m=(u, 0.004, 1.08), bevel_m=0.003)
    return [plate, box((0.05, 0.006, 0.06), "switch", at_m=(u, 0.0095, 1.093), bevel_m=0.0025)]


def _sockets(room: Room, wall: int, openings: list[Opening], length: float) -> list[Mesh]:
    stream = Stream(stable_key(room.key, "sockets", wall))
    u = stream.uniform(0.2, 0.8) * length
    if any(abs(u - o.u_m) < o.width_m / 2 + 0.15 and o.sill_m < 0.4 for o in openings):
        return []
    plate = box((0.15, 0.008, 0.086), "switch", at_m=(u, 0.004, 0.28), bevel_m=0.003)
    holes = [box((0.04, 0.004, 0.04), "switch", at_m=(u + s * 0.036, 0.0085, 0.303), bevel_m=0.0015) for s in (-1, 1)]
    return [plate, *holes]
