"""A covered porch: a house wall with its front door, a side wall with a gate, two sides open over a low wall or a railing."""

from __future__ import annotations

from collections.abc import Mapping

from synthclips.catalog import Kind
from synthclips.catalog.outside.surroundings import surroundings
from synthclips.catalog.rooms.door import behind, doorway
from synthclips.catalog.rooms.habits import Habits
from synthclips.catalog.rooms.panels import Rect, holed, reveal
from synthclips.catalog.rooms.plans import plan
from synthclips.catalog.rooms.shell import floor
from synthclips.catalog.rooms.stairwell import ceiling
from synthclips.catalog.rooms.walls import THICK_M, hole_of, in_world, openings_of, wall_frame
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box
from synthclips.geometry.sweeps import cylinder, tube
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Material, Opening, Room
from synthclips.scene.streams import Stream, stable_key

Piece = tuple[str, Mesh, Mapping[str, Material]]
RAIL_M = 0.07
POSTS_M = {"square": 0.11, "stout": 0.19, "round": 0.13}
BALUSTERS_M, BARS_M, BOARDS_M = 0.115, 0.16, 0.13  # from one to the next
GUARDS = ("balusters", "bars", "boards", "crosses")
SPAN_M = 2.4  # longer openings have a post in their middle


def porch(*, room: Room) -> tuple[Piece, ...]:
    """World-space pieces of owner "room", and "outside": what lies round the porch."""
    stream = Stream(stable_key(room.key, "porch"))
    railed, boarded = stream.chance(0.5), stream.chance(0.5)
    guard = stream.choice(GUARDS, (3, 1, 2, 1)) if railed else ""
    post = stream.choice(tuple(POSTS_M))
    pieces = [*floor(room, lengthwise=boarded), *ceiling(room)]
    for wall in range(len(room.outline)):
        pieces.append(in_world(_side(room, wall, guard, post), wall_frame(room, wall)))
    return ("room", join(pieces), room.materials), surroundings(room)


def _side(room: Room, wall: int, guard: str, post: str) -> Mesh:
    """One side in wall space: a wall with its doors, or posts and a beam over what keeps one from falling out."""
    length, height = wall_frame(room, wall).length_m, room.size_m[2]
    slot, sides = f"wall_{wall}", openings_of(room, wall, "window")
    doors = openings_of(room, wall, "door")
    if not sides:
        made = [holed(length, height, [hole_of(o) for o in doors], slot)]
        return join([*made, *(m for o in doors for m in (doorway(hole_of(o)), _behind(o, height, length)))])
    edge, holes = "frame" if guard else slot, [_shown(o, bool(guard)) for o in sides]
    made = [holed(length, height, [*holes, *(hole_of(o) for o in doors)], edge)]
    made += [doorway(hole_of(o)) for o in doors]
    for opening, hole in zip(sides, holes, strict=True):
        made += [reveal(hole, THICK_M, edge, floor=edge), *_posts(hole, post)]
        made += _guard(opening, hole, guard) if guard else _coping(hole)
    return join(made)


def _behind(door: Opening, height: float, length: float) -> Mesh:
    """Both doors stand in walls of the house: behind them it is plastered and floored as indoors."""
    return behind(hole_of(door), height, length, "indoor_wall", floor="indoor_floor", ceiling="indoor_ceiling")


def _shown(opening: Opening, railed: bool) -> Rect:
    """What one sees through: with a railing, down to the floor."""
    u0, z0, u1, z1 = hole_of(opening)
    return (u0, min(z0, RAIL_M), u1, z1) if railed else (u0, z0, u1, z1)


def _posts(hole: Rect, style: str) -> list[Mesh]:
    u0, z0, u1, z1 = hole
    wide = POSTS_M[style]
    places = [u0 + wide / 2, u1 - wide / 2, *([(u0 + u1) / 2] if u1 - u0 > SPAN_M else [])]
    if style == "round":
        return [cylinder(wide / 2, z1 - z0, "frame", at_m=(u, -THICK_M / 2, z0), sides=16, grain_up=True) for u in places]
    return [box((wide, min(wide, THICK_M), z1 - z0), "frame", at_m=(u, -THICK_M / 2, z0), bevel_m=0.012) for u in places]


def _coping(hole: Rect) -> list[Mesh]:
    u0, z0, u1, _ = hole
    return [box((u1 - u0 + 0.04, THICK_M + 0.08, 0.045), "frame", at_m=((u0 + u1) / 2, -THICK_M / 2, z0), bevel_m=0.01)]


def _guard(opening: Opening, hole: Rect, style: str) -> list[Mesh]:
    """A hand rail over what its style fills the space below with."""
    u0, z0, u1, _ = hole
    middle, wide, top, low = (u0 + u1) / 2, u1 - u0, opening.sill_m, z0 + 0.05
    made = [box((wide, RAIL_M, 0.05), "frame", at_m=(middle, -THICK_M / 2, z), bevel_m=0.01) for z in (low, top)]
    if style == "bars":
        count = int((top - low) / BARS_M)
        heights = [low + (top - low) * (k + 1) / (count + 1) for k in range(count)]
        return made + [box((wide, 0.03, 0.03), "frame", at_m=(middle, -THICK_M / 2, z), bevel_m=0.004) for z in heights]
    if style == "crosses":
        bays = max(1, round(wide / (1.3 * (top - low))))
        return made + [m for k in range(bays) for m in _cross(u0 + wide * k / bays, u0 + wide * (k + 1) / bays, low + 0.05, top)]
    pitch, each = (BOARDS_M, BOARDS_M - 0.012) if style == "boards" else (BALUSTERS_M, 0.03)
    count = int(wide / pitch)
    at = [u0 + wide * (k + 0.5) / count for k in range(count)]
    return made + [box((each, 0.03, top - low - 0.03), "frame", at_m=(u, -THICK_M / 2, low + 0.04), bevel_m=0.004) for u in at]


def _cross(u0: float, u1: float, z0: float, z1: float) -> list[Mesh]:
    """Two bars corner to corner, a post at their side."""
    y, made = -THICK_M / 2, [box((0.05, 0.05, z1 - z0), "frame", at_m=(u0, -THICK_M / 2, z0), bevel_m=0.006)]
    return made + [tube([(a, y, z0), (b, y, z1)], 0.018, "frame", sides=6) for a, b in ((u0, u1), (u1, u0))]


KINDS = [
    Kind(
        "porch",
        "a covered porch before a front door, open to garden and street",
        plan,
        {
            "width_m": Uniform(3.0, 4.2),
            "depth_m": Uniform(2.2, 2.9),
            "height_m": Uniform(2.4, 2.7),
            "shape": "rectangle",
            "next_room": "shut",
        },
        traits={
            "shell": porch,
            "habits": Habits(
                doors=(2, 2),
                first_door_at_an_end=True,
                leaves=("gate", "front"),
                open_over_m={0.75: 1, 0.9: 2, 1.0: 1},
                palettes={
                    "wall": "wall_outside",
                    "floor": "floor_outside",
                    "ceiling": "ceiling_outside",
                    "door": "front_door",
                    "gate": "side_gate",
                    "glazing": "glazing",
                    "skirting": "trim_outside",
                    "indoor_wall": "wall",
                    "indoor_floor": "floor",
                    "indoor_ceiling": "ceiling",
                },
                upstairs=False,
                accent_wall="wall_outside",
            ),
        },
    ),
]
