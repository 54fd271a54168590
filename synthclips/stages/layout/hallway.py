"""A hallway: narrow, a console or coats along a wall, shoes below, a runner down the middle."""

from __future__ import annotations

import math
from collections.abc import Sequence

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.scene.records import Opening
from synthclips.stages.layout import clutter, lived_in
from synthclips.stages.layout.on_bare_walls import hang_on_bare_walls
from synthclips.stages.layout.on_walls import coats
from synthclips.stages.layout.pieces import Piece, Placed, Unplaceable
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.windows import dress_windows

WITH_STAIRS_M = 1.7
ALONG_WALLS = (
    "bicycle", "shoe_rack", "umbrella_stand", "console_table", "sideboard", "bookcase", "armchair", "dining_chair", "stool",
    "plant", "basket", "box",
)  # fmt: skip


def furnish(plan: Plan) -> None:
    """Storage along the long walls; the way between the doors stays free."""
    dress_windows(plan)
    long_walls = sorted(plan.walls, key=lambda w: (-w.length_m, w.index))[:2]
    stairs = _stairs(plan, long_walls)
    coats(plan, long_walls)
    if stairs:
        _gate(plan, stairs)
    for kind in ALONG_WALLS:
        plan.optionally(kind, lambda p: plan.along_walls(p, walls=long_walls, tries=40))
    _runner(plan, stairs)
    clutter.tall_mirror(plan)
    plan.must_be_walkable({"stairs": _foot(stairs)} if stairs else {})
    lived_in.fill(plan)
    clutter.pictures(plan)
    hang_on_bare_walls(plan)
    clutter.ceiling(plan)
    clutter.surfaces(plan)
    clutter.floor(plan)
    _behind_the_door(plan)


def _stairs(plan: Plan, long_walls: Sequence[Wall]) -> Placed | None:
    """A flight along a wall up to the next storey."""
    if not plan.wants("staircase"):
        return None
    if min(plan.width_m, plan.depth_m) < WITH_STAIRS_M:
        if "staircase" in plan.furnishing.required:
            raise Unplaceable(f"beside stairs a hallway is {WITH_STAIRS_M:.2f} m wide at least")
        return None
    piece = plan.draw("staircase")
    piece = piece.fitted(rise_m=round(plan.height_m + piece.traits["storey_m"], 3))
    return plan.put_if_possible(piece, plan.along_walls(piece, walls=long_walls, tries=60, gap_m=0.01))


def _foot(stairs: Placed) -> Vec2:
    """Where one stands before the lowest step."""
    low = 1 if stairs.piece.params["rises_to"] == "right" else -1
    return stairs.footprint.to_world(low * (stairs.footprint.half_m[0] + 0.45), 0.0)


def _gate(plan: Plan, stairs: Placed) -> None:
    """Across the foot of the stairs."""
    if not plan.wants("stair_gate"):
        return
    low = 1 if stairs.piece.params["rises_to"] == "right" else -1
    piece = plan.draw("stair_gate").fitted(width_m=round(2 * stairs.footprint.half_m[1] - 0.05, 3))
    spot = stairs.footprint.to_world(low * (stairs.footprint.half_m[0] + piece.size_m[1] / 2 + 0.01), 0.0)
    yaw = stairs.footprint.yaw_rad - low * math.pi / 2
    plan.put_if_possible(piece, [Footprint(spot, (piece.size_m[0] / 2, piece.size_m[1] / 2), yaw)], gap_m=0.0)


def _behind_the_door(plan: Plan) -> None:
    """A mat inside the door that people come in by, and post that the leaf has pushed aside."""
    for door in [o for o in plan.room.openings if o.kind == "door"][:1]:
        for kind, off_m in (("doormat", 0.45), ("letters", door.width_m + 0.3)):
            if plan.wants(kind):
                _laid(plan, plan.draw(kind), door, off_m)


def _laid(plan: Plan, piece: Piece, door: Opening, off_m: float) -> None:
    """On the floor so far inside a door, beside its middle, not under anything."""
    wall, stream = plan.walls[door.wall], plan.stream("door", piece.id)
    for k in range(8):
        place = wall.at(door.u_m + stream.normal(0.0, 0.05 + 0.1 * k), off_m + 0.03 * k)
        spot = Footprint(place, (piece.size_m[0] / 2, piece.size_m[1] / 2), wall.yaw_rad + stream.uniform(-0.05, 0.05))
        if plan.holds(spot, margin_m=0.0) and not any(p.solid and p.footprint.overlaps(spot) for p in plan.placed):
            plan.put(piece, spot, solid=False)
            return
    if piece.kind in plan.furnishing.required:
        raise Unplaceable(f"there is no place for the {piece.kind} inside the door")


def _runner(plan: Plan, stairs: Placed | None) -> None:
    """Down the middle of what stairs leave free."""
    if not plan.wants("rug"):
        return
    piece, stream = plan.draw("rug"), plan.stream("rug")
    x, y = plan.width_m / 2, plan.depth_m / 2
    if stairs:
        (ax, ay), deep = stairs.footprint.front, stairs.footprint.half_m[1]
        x, y = x + ax * deep, y + ay * deep
    lengthwise = plan.width_m >= plan.depth_m
    turn = (0.0 if lengthwise else 1.570796) + stream.uniform(-0.02, 0.02)
    spot = Footprint((x, y), (piece.size_m[0] / 2, piece.size_m[1] / 2), turn)
    if plan.holds(spot, margin_m=0.05):
        plan.put(piece, spot, solid=False)
