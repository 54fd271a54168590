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
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Material, Opening, Room
from synthclips.scene.streams import Stream, stable_key

Piece = tuple[str, Mesh, Mapping[str, Material]]
POST_M, RAIL_M = 0.11, 0.07
BALUSTERS_M = 0.115  # from one to the next
SPAN_M = 2.4  # longer openings have a post in their middle


def porch(*, room: Room) -> tuple[Piece, ...]:
    """World-space pieces of owner "room", and "outside": what lies round the porch."""
    stream = Stream(stable_key(room.key, "porch"))
    railed, boarded = stream.chance(0.5), stream.chance(0.5)
    pieces = [*floor(room, lengthwise=boarded), *ceiling(room)]
    for wall in range(len(room.outline)):
        pieces.append(in_world(_side(room, wall, railed), wall_frame(room, wall)))
    return ("room", join(pieces), room.materials), surroundings(room)


def _side(room: Room, wall: int, railed: bool) -> Mesh:
    """One side in wall space: a wall with its doors, or posts and a beam over what keeps one from falling out."""
    length, height = wall_frame(room, wall).length_m, room.size_m[2]
    slot, sides = f"wall_{wall}", openings_of(room, wall, "window")
    doors = openings_of(room, wall, "door")
    if not sides:
        made = [holed(length, height, [hole_of(o) for o in doors], slot)]
        return join([*made, *(m for o in doors for m in (doorway(hole_of(o)), behind(hole_of(o), height, length, slot)))])
    holes = [_shown(o, railed) for o in sides]
    made = [holed(length, height, [*holes, *(hole_of(o) for o in doors)], "frame" if railed else slot)]
    made += [doorway(hole_of(o)) for o in doors]
    for opening, hole in zip(sides, holes, strict=True):
        made += [reveal(hole, THICK_M, "frame" if railed else slot, floor=True), *_posts(hole), *_guard(opening, hole, railed)]
    return join(made)


def _shown(opening: Opening, railed: bool) -> Rect:
    """What one sees through: with a railing, down to the floor."""
    u0, z0, u1, z1 = hole_of(opening)
    return (u0, min(z0, RAIL_M), u1, z1) if railed else (u0, z0, u1, z1)


def _posts(hole: Rect) -> list[Mesh]:
    u0, z0, u1, z1 = hole
    places = [u0 + POST_M / 2, u1 - POST_M / 2, *([(u0 + u1) / 2] if u1 - u0 > SPAN_M else [])]
    return [box((POST_M, POST_M, z1 - z0), "frame", at_m=(u, -THICK_M / 2, z0), bevel_m=0.012) for u in places]


def _guard(opening: Opening, hole: Rect, railed: bool) -> list[Mesh]:
    """A coping on the low wall; or a hand rail over balusters."""
    u0, z0, u1, _ = hole
    middle, wide = (u0 + u1) / 2, u1 - u0
    if not railed:
        return [box((wide + 0.04, THICK_M + 0.08, 0.045), "frame", at_m=(middle, -THICK_M / 2, z0), bevel_m=0.01)]
    top = opening.sill_m
    rails = [box((wide, RAIL_M, 0.05), "frame", at_m=(middle, -THICK_M / 2, z), bevel_m=0.01) for z in (z0 + 0.05, top)]
    count = int(wide / BALUSTERS_M)
    at = [u0 + wide * (k + 0.5) / count for k in range(count)]
    return rails + [box((0.03, 0.03, top - z0 - 0.08), "frame", at_m=(u, -THICK_M / 2, z0 + 0.09), bevel_m=0.004) for u in at]


KINDS = [
    Kind(
        "porch",
        "a covered porch before a front door, open to garden and street",
        plan,
        {
            "width_m": Uniform(3.4, 4.8),
            "depth_m": Uniform(2.7, 3.5),
            "height_m": Uniform(2.4, 2.7),
            "shape": "rectangle",
            "next_room": "shut",
        },
        traits={
            "shell": porch,
            "habits": Habits(
                doors=(2, 2),
                first_door_at_an_end=True,
                leaves=("planks", "panels_4"),
                open_over_m={0.75: 1, 0.9: 2, 1.0: 1},
                palettes={"wall": "wall_outside", "floor": "floor_outside", "ceiling": "ceiling_outside", "door": "front_door"},
                upstairs=False,
                accent_wall="wall_outside",
            ),
        },
    ),
]
