"""Clutter where clutter gathers: on tables and shelves, on seats, on walls, along them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from synthclips.geometry.outline import parts
from synthclips.geometry.plan import Footprint
from synthclips.stages.layout.on_walls import hang_row
from synthclips.stages.layout.pieces import Piece, Placed
from synthclips.stages.layout.plan import Plan

ON_TABLES = ("books_pile", "mug", "remote", "bowl", "vase", "bottle", "laptop")
ON_TABLES_WEIGHTS = (3, 3, 2, 2, 2, 1.5, 1.5)
ON_FLOOR = ("toy_ball", "shoes", "basket", "box", "backpack", "books_pile")
BOOKS_ON_FLOOR = ("living_room", "bedroom", "child_room", "home_office")  # elsewhere nobody could tell what lies there
TAKEABLE = ("laptop", "handbag", "vase", "backpack")  # what a stranger would carry off; always a mover
ASKEW_RAD = 0.25  # of what is put down in passing
SINKS_M = {
    "loose": 0.015,
    "pillows": -0.025,
    "tight": 0.05,
    "tufted": 0.05,
    "camel": 0.05,
}  # a pillow in a back
TABLES = (  # no side tables: the arm of a couch hides them, and what they hold floats
    *("coffee_table", "console_table", "tv_stand", "dining_table", "kitchen_island", "sideboard"),
    *("chest_of_drawers", "dressing_table", "child_desk", "bedside_table"),
)
TREASURE_ON = (*TABLES, "base_units")
HUNG_OVER = ("dining_table", "kitchen_table", "coffee_table")
OVER_TABLE_M, OVER_HEADS_M = 1.5, 2.0  # that a pendant's rim keeps from the floor


def surfaces(plan: Plan) -> None:
    """Things on table tops; one of them, somewhere, is worth taking."""
    tables = [p for p in plan.placed if p.piece.kind in TABLES]
    treasure = _treasure(plan, [p for p in plan.placed if p.piece.kind in TREASURE_ON])
    for table in tables:
        top = table.anchor("top")
        if top is None or table.piece.kind == "tv_stand":
            continue
        stream = plan.stream("on", table.piece.id)
        here: list[Footprint] = [p.footprint for p in plan.placed if rests_on(p, table)]
        for _ in range(stream.integer(0, round(1 + 3 * plan.furnishing.clutter * top["size_m"][0]))):
            piece = plan.draw(stream.choice(ON_TABLES, ON_TABLES_WEIGHTS))
            spot = free_spot(plan, piece, table, here)
            if spot is not None:
                here.append(spot)
                plan.put(piece, spot, z_m=top["position_m"][2], solid=False)
    if treasure is None:
        treasure_on_floor(plan)


def _treasure(plan: Plan, tables: Sequence[Placed]) -> Placed | None:
    stream = plan.stream("treasure")
    for table in stream.shuffled([t for t in tables if t.piece.kind != "tv_stand"]):
        top = table.anchor("top")
        if top is None:
            continue
        taken = [p.footprint for p in plan.placed if rests_on(p, table)]
        for piece in map(plan.draw, stream.shuffled(TAKEABLE[:3])):
            spot = free_spot(plan, piece, table, taken)
            if spot is not None:
                return plan.put(piece, spot, z_m=top["position_m"][2], solid=False, movable=True)
    return None


def treasure_on_floor(plan: Plan) -> None:
    """A backpack at a wall, or else in a corner, for who comes to take something."""
    piece = plan.draw("backpack")
    spots = (plan.along_walls(piece, gap_m=0.05, turn_rad=ASKEW_RAD), plan.corners(piece))
    any(plan.leave(piece, where, movable=True) for where in spots)


def rests_on(thing: Placed, table: Placed) -> bool:
    """Does the thing stand on that table?"""
    return not thing.solid and thing.z_m > 0.1 and table.footprint.distance_m(thing.footprint.centre_m) == 0.0


def free_spot(plan: Plan, piece: Piece, table: Placed, taken: Sequence[Footprint]) -> Footprint | None:
    """A place on the table top that leaves what is there alone; nearer the front than the back."""
    top = table.anchor("top")
    if top is None:
        return None
    stream = plan.stream("spot", piece.id)
    width, depth = top["size_m"]
    half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
    turn = table.footprint.yaw_rad + stream.normal(0.0, 0.5)
    around = math.hypot(*half) if max(half) > 0.12 else max(half)
    rx, ry = width / 2 - around - 0.02, depth / 2 - around - 0.02
    if rx < 0 or ry < 0:
        return None
    centre = Footprint(top["position_m"][:2], (width / 2, depth / 2), table.footprint.yaw_rad)
    for _ in range(12):
        spot = Footprint(centre.to_world(stream.uniform(-rx, rx), stream.uniform(-ry, ry)), half, turn)
        if not any(spot.grown(0.01).overlaps(t) for t in taken):
            return spot
    return None


def seats(plan: Plan, placed: Sequence[Placed]) -> None:
    """Cushions lean in the corners of couches and armchairs."""
    for seat in placed:
        anchor = seat.anchor("seat")
        if anchor is None:
            continue
        stream = plan.stream("cushions", seat.piece.id)
        wide = anchor["size_m"][0] > 1.0
        for side in stream.shuffled([-1, 1])[: stream.integer(0, 2 if wide else 1)]:
            piece = plan.draw("cushion")
            frame = Footprint(anchor["position_m"][:2], (0.1, 0.1), anchor["yaw_rad"])
            x = side * (anchor["size_m"][0] / 2 - piece.size_m[0] / 2 - 0.02) if wide else 0.0
            y = -anchor["size_m"][1] / 2 + piece.size_m[1] / 2 - SINKS_M[seat.piece.params["back"]]
            turn = anchor["yaw_rad"] + stream.uniform(-0.15, 0.15)
            plan.put(
                piece,
                Footprint(frame.to_world(x, y), (piece.size_m[0] / 2, piece.size_m[1] / 2), turn),
                z_m=anchor["position_m"][2],
                solid=False,
            )


def floor(plan: Plan) -> None:
    """Things left on the floor, mostly along walls, never in the only way."""
    stream = plan.stream("floor")
    kinds = [k for k in ON_FLOOR if k != "books_pile" or plan.room.kind in BOOKS_ON_FLOOR]
    for _ in range(stream.integer(0, round(1 + 2 * plan.furnishing.clutter))):
        piece = plan.draw(stream.choice(kinds))
        plan.leave(piece, plan.along_walls(piece, gap_m=0.06, tries=8, turn_rad=ASKEW_RAD))


def tall_mirror(plan: Plan) -> None:
    """Leans at a wall."""
    plan.optionally("standing_mirror", plan.along_walls)


def pictures(plan: Plan) -> None:
    """Mirrors, pictures, a shelf, a clock hang where the wall is free above what stands below."""
    for kind, most in (("wall_mirror", 1), ("picture", 3), ("wall_shelf", 1), ("wall_clock", 1)):
        if not plan.wants(kind):
            continue
        hang_row(plan, [plan.draw(kind) for _ in range(plan.stream(kind, "count").integer(1, most))])


def ceiling(plan: Plan) -> None:
    """A lamp in the middle of the ceiling; on a cord, over a table if there is one, else high enough to walk under."""
    x0, y0, x1, y1 = max(parts(plan.room.outline), key=lambda p: (p[2] - p[0]) * (p[3] - p[1]))
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    if plan.wants("ceiling_lamp"):
        _from_ceiling(plan, plan.draw("ceiling_lamp"), middle)
    elif plan.wants("pendant"):
        piece = plan.draw("pendant")
        table = next((p for p in plan.placed if p.piece.kind in HUNG_OVER), None)
        drop = min(piece.height_m, plan.height_m - (OVER_TABLE_M if table else OVER_HEADS_M))
        params = {**piece.params, "height_m": round(drop, 4)}
        _from_ceiling(plan, replace(piece, params=params, height_m=drop), table.footprint.centre_m if table else middle)


def _from_ceiling(plan: Plan, piece: Piece, place_m: tuple[float, float]) -> None:
    half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
    plan.put(piece, Footprint(place_m, half, 0.0), z_m=round(plan.height_m - piece.height_m, 4), solid=False)
