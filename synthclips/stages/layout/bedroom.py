"""A bedroom: the bed's head at a wall with room to walk beside it, bedside tables, wardrobe and drawers that can be opened."""

from __future__ import annotations

from collections.abc import Iterable

from synthclips.geometry.outline import Wall, inside
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.stages.layout import clutter, lived_in
from synthclips.stages.layout.on_bare_walls import hang_on_bare_walls
from synthclips.stages.layout.on_walls import on_hook
from synthclips.stages.layout.pieces import Piece, Placed, Zone
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.windows import dress_windows

BESIDE_BED_M = 0.51  # from the bedding: 60 cm from the mattress
ENTRIES_M = ((1.6, 2.4), (1.3, 1.6))  # along a door's wall, and into the room: better, and good enough
REACH_M = 0.55  # from the front of what is opened, in a room that is full
SHARED_M = 1.5  # two people get out of a bed this wide, each on a side of their own
TURN_RAD = 0.02


def furnish(plan: Plan) -> None:
    """What is largest first, then what is beside the bed, then what else is opened, then the rest."""
    dress_windows(plan)
    wardrobe_first = plan.stream("order").chance(0.6)
    if wardrobe_first:
        plan.optionally("wardrobe", lambda p: plan.wall_ends(p))
    bed = double_bed(plan)
    bedsides(plan, bed)
    if not wardrobe_first:
        plan.optionally("wardrobe", lambda p: [*plan.wall_ends(p), *plan.along_walls(p)])
    chest = plan.optionally("chest_of_drawers", lambda p: [*plan.along_walls(p, tries=24), *plan.wall_ends(p)])
    dresser = plan.optionally("dressing_table", lambda p: plan.along_walls(p, tries=40))
    if dresser:
        _stool(plan, dresser)
    if chest and plan.wants("television"):
        on_top(plan, chest, plan.draw("television"))
    plan.optionally("armchair", lambda p: plan.corners(p))
    plan.optionally("dining_chair", lambda p: plan.along_walls(p, gap_m=0.08))
    for kind in ("mannequin", "floor_lamp", "plant"):
        plan.optionally(kind, lambda p: [*plan.corners(p), *plan.along_walls(p)])
    for kind in ("bookcase", "laundry_basket", "box"):
        plan.optionally(kind, lambda p: plan.along_walls(p))
    rug(plan, bed)
    on_hook(plan, "robe_on_hook")
    clutter.tall_mirror(plan)
    plan.must_be_walkable(targets(plan), within_m=REACH_M)
    lived_in.fill(plan)
    clutter.pictures(plan)
    hang_on_bare_walls(plan)
    clutter.ceiling(plan)
    clutter.surfaces(plan)
    clutter.floor(plan)
    clothes(plan)


def double_bed(plan: Plan) -> Placed:
    """Its head at a wall, not before the window if another wall will do; beside it floor on both sides, or on one by a wall."""
    piece, stream = plan.draw("bed"), plan.stream("bed")
    lit = {o.wall for o in plan.room.openings if o.kind == "window"}
    order = sorted(stream.shuffled(list(plan.walls)), key=lambda w: w.index in lit)
    spots = [found for wall in order for found in _heads_at(plan, piece, wall)]
    return plan.put_where(
        piece, [s for entry in ENTRIES_M for beside in (2, 1) for s in _clear_of_doors(plan, spots, entry, beside)]
    )


def _clear_of_doors(plan: Plan, spots: list[tuple[int, Footprint]], entry_m: Vec2, beside: int) -> list[Footprint]:
    """Those with room on so many sides, and clear of the floor inside each door: who comes in is seen, and sees the room."""
    half = (0.5 * entry_m[0], 0.5 * entry_m[1])
    doors = [(plan.walls[o.wall], o) for o in plan.room.openings if o.kind == "door"]
    entries = [Footprint(wall.at(door.u_m, half[1]), half, wall.yaw_rad) for wall, door in doors]
    return [spot for count, spot in spots if count == beside and not any(spot.overlaps(entry) for entry in entries)]


def _heads_at(plan: Plan, piece: Piece, wall: Wall) -> Iterable[tuple[int, Footprint]]:
    """Places along a wall, and on how many sides one can step out there; on both from a bed that two share."""
    stream, half = plan.stream(piece.id, wall.index), piece.size_m[0] / 2
    needed = 2 if piece.params["width_m"] >= SHARED_M else 1
    spare = wall.length_m / 2 - half
    middles = [wall.length_m / 2 + spare * stream.uniform(-0.7, 0.7) * stream.unit() for _ in range(8)]
    by_a_wall = [half + 0.02, wall.length_m - half - 0.02] if needed == 1 else []
    for u in [*middles, *stream.shuffled(by_a_wall)]:
        spot = plan.against(piece, wall, u)
        tucked = min(u, wall.length_m - u) - half < 0.05
        beside = sum(inside(side, plan.room.outline) for side in sides(spot))
        if beside >= (1 if tucked else 2):
            yield beside, spot


def sides(bed: Footprint) -> list[Footprint]:
    """The floor to its left and right, from the pillows on, on which one steps out."""
    x, y = bed.half_m[0] + BESIDE_BED_M / 2, 0.2 * bed.half_m[1]
    half = (BESIDE_BED_M / 2 - 0.01, 0.75 * bed.half_m[1])
    return [Footprint(bed.to_world(s * x, y), half, bed.yaw_rad) for s in (-1, 1)]


def bedsides(plan: Plan, bed: Placed) -> None:
    """A table on either side where there is room, each with what is needed at night; then the floor beside the bed is kept."""
    if plan.wants("bedside_table"):
        first = plan.draw("bedside_table")
        pair = [first, plan.another(first)]
        lamps = plan.draw("table_lamp") if plan.wants("table_lamp") else None
        for piece, side in zip(pair, (-1, 1), strict=True):
            table = _beside(plan, piece, bed, side)
            if table is None:
                continue
            if lamps:
                on_top(plan, table, lamps if side < 0 or not plan.has("table_lamp") else plan.another(lamps))
            if plan.wants("alarm_clock") and not plan.has("alarm_clock"):
                on_top(plan, table, plan.draw("alarm_clock"), forward=0.55)
    plan.free += [Zone(side, "stand beside the bed", 0.1) for side in sides(bed.footprint) if plan.is_clear(side)]


def _beside(plan: Plan, piece: Piece, bed: Placed, side: int) -> Placed | None:
    """At the head of the bed, its back to the wall; None where it does not fit."""
    x = side * (bed.footprint.half_m[0] + piece.size_m[0] / 2 + 0.03)
    y = -bed.footprint.half_m[1] + piece.size_m[1] / 2
    spot = Footprint(bed.footprint.to_world(x, y), (piece.size_m[0] / 2, piece.size_m[1] / 2), bed.footprint.yaw_rad)
    return None if plan.complaint(piece, spot, gap_m=0.01) else plan.put(piece, spot)


def on_top(plan: Plan, under: Placed, piece: Piece, *, forward: float = -0.3) -> None:
    """On a table: towards its back (-1), or its front (1)."""
    top = under.anchor("top")
    assert top is not None, under.piece.kind
    stream, (width, depth) = plan.stream("on top", piece.id), top["size_m"]
    slack = max(0.0, width / 2 - piece.size_m[0] / 2)
    y = forward * max(0.0, depth / 2 - piece.size_m[1] / 2)
    flat = Footprint(top["position_m"][:2], (width / 2, depth / 2), top["yaw_rad"])
    turn = top["yaw_rad"] + stream.uniform(-0.15, 0.15)
    spot = Footprint(flat.to_world(slack * stream.uniform(-0.5, 0.5), y), (piece.size_m[0] / 2, piece.size_m[1] / 2), turn)
    plan.put(piece, spot, z_m=top["position_m"][2], solid=False)


def _stool(plan: Plan, dresser: Placed) -> None:
    """Half under the table, or pulled out."""
    piece, stream = plan.draw("stool"), plan.stream("stool")
    box = dresser.footprint
    for out in (stream.uniform(0.02, 0.2), 0.25):
        spot = box.to_world(stream.uniform(-0.12, 0.12), box.half_m[1] + piece.size_m[1] / 2 + out)
        stand = Footprint(spot, (piece.size_m[0] / 2, piece.size_m[1] / 2), stream.uniform(-3, 3))
        if plan.holds(stand, margin_m=0.05) and not any(p.solid and stand.overlaps(p.footprint) for p in plan.placed):
            plan.put(piece, stand)
            return


def rug(plan: Plan, bed: Placed) -> None:
    """Under the bed's lower half, so that one steps out on it, or beside it."""
    if not plan.wants("rug"):
        return
    piece, stream = plan.draw("rug"), plan.stream("rug")
    half, box = (piece.size_m[0] / 2, piece.size_m[1] / 2), bed.footprint
    below = box.to_world(stream.uniform(-0.1, 0.1), box.half_m[1] * stream.uniform(0.3, 0.6))
    besides = [box.to_world(s * (box.half_m[0] + half[1] + 0.05), 0.2) for s in stream.shuffled([-1, 1])]
    spots = [(below, 0.0), *((beside, 1.570796) for beside in besides)]
    for place, turn in spots:
        spot = Footprint(place, half, box.yaw_rad + turn + stream.uniform(-TURN_RAD, TURN_RAD))
        if plan.holds(spot, margin_m=0.04):
            plan.put(piece, spot, solid=False)
            return


def targets(plan: Plan) -> dict[str, tuple[float, float]]:
    """Where people must get to: one side of the bed, and whatever is opened."""
    found = {}
    for p in plan.placed:
        if p.solid and p.piece.traits.get("front_m"):
            found[p.piece.kind.replace("_", " ")] = p.footprint.to_world(0, p.footprint.half_m[1] + 0.3)
        if p.piece.kind in ("bed", "single_bed"):
            free = [side.centre_m for side in sides(p.footprint) if plan.is_clear(side)]
            found["side of the bed"] = free[0] if free else p.footprint.to_world(0, p.footprint.half_m[1] + 0.3)
    return found


def clothes(plan: Plan) -> None:
    """Clothes lie where they were taken off: by the bed, the laundry basket, a wall; the more, the messier the home."""
    stream = plan.stream("clothes")
    if not plan.wants("clothes_heap"):
        return
    for _ in range(stream.integer(1, round(1 + plan.furnishing.clutter))):
        piece = plan.draw("clothes_heap")
        plan.leave(piece, plan.along_walls(piece, "heap", gap_m=0.3, tries=12, turn_rad=3.0))
