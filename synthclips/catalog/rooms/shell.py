"""The room's shell: floor, ceiling, walls with holes, mouldings, switches, and what stands in the openings."""

from __future__ import annotations

from collections.abc import Mapping

from synthclips.catalog import Kind
from synthclips.catalog.rooms.door import doorway
from synthclips.catalog.rooms.outside import outside
from synthclips.catalog.rooms.panels import Rect, holed, moulding, panel
from synthclips.catalog.rooms.walls import in_world, openings_of, wall_frame
from synthclips.catalog.rooms.window import window
from synthclips.geometry.mesh import Mesh, join
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


def shell(*, room: Room) -> tuple[Piece, ...]:
    """World-space pieces of owner "room", and "outside" where there is a window."""
    stream = Stream(stable_key(room.key, "shell"))
    materials = {**room.materials, "switch": SWITCH}
    skirting = [
        (y, z * height) for height in (stream.uniform(0.07, 0.15),) for y, z in SKIRTINGS[stream.choice(tuple(SKIRTINGS))]
    ]
    cornice = room.size_m[2] > 2.5 and stream.chance(0.5)
    pieces = [*_floor_and_ceiling(room, lengthwise=stream.chance(0.7))]
    for wall in range(4):
        pieces.append(in_world(_wall(room, wall, skirting, cornice), wall_frame(room, wall)))
    shown: list[Piece] = [("room", join(pieces), materials)]
    for wall in range(4):
        if openings_of(room, wall, "window"):
            frame = wall_frame(room, wall)
            shown.append(("outside", in_world(outside(frame.length_m), frame), {"outside": room.materials["outside"]}))
    return tuple(shown)


def _floor_and_ceiling(room: Room, *, lengthwise: bool) -> list[Mesh]:
    x, y, z = room.size_m
    along_x = (x >= y) == lengthwise
    floor = [(0, 0, 0), (x, 0, 0), (x, y, 0), (0, y, 0)]
    where = [(c[0], c[1]) if along_x else (c[1], c[0]) for c in floor]
    ceiling = [(0, 0, z), (0, y, z), (x, y, z), (x, 0, z)]
    return [panel(floor, where, "floor"), panel(ceiling, [(c[0], c[1]) for c in ceiling], "ceiling")]


def _hole(opening: Opening) -> Rect:
    half = opening.width_m / 2
    return opening.u_m - half, opening.sill_m, opening.u_m + half, opening.sill_m + opening.height_m


def _wall(room: Room, wall: int, skirting: list[tuple[float, float]], cornice: bool) -> Mesh:
    """One wall in wall space with all that is fixed to it."""
    length, height = wall_frame(room, wall).length_m, room.size_m[2]
    slot, openings = f"wall_{wall}", openings_of(room, wall)
    parts = [holed(length, height, [_hole(o) for o in openings], slot)]
    for o in openings:
        if o.kind == "window":
            parts.append(window(_hole(o), stable_key(room.key, "windows"), slot))
        else:
            parts += [doorway(_hole(o), slot, height, length), *_switches(o, length)]
    for u0, u1 in _between_doors(openings, length):
        parts.append(moulding(skirting, u0, u1, "skirting"))
    if cornice:
        parts.append(moulding(CORNICE, 0.0, length, "ceiling", z_m=height))
    parts += _sockets(room, wall, openings, length)
    return join(parts)


def _between_doors(openings: list[Opening], length: float) -> list[tuple[float, float]]:
    """Stretches of wall that carry skirting."""
    edges = [0.0]
    for o in sorted((o for o in openings if o.sill_m < 0.02), key=lambda o: o.u_m):
        edges += [o.u_m - o.width_m / 2 - 0.074, o.u_m + o.width_m / 2 + 0.074]
    edges.append(length)
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


KINDS = [
    Kind("living_room", "a room to sit in, with windows and a door", shell, {}),
    Kind("hallway", "a narrow room of doors", shell, {}),
]
