"""A dining room: one table with chairs round it, storage along the walls, a lamp over the table."""

from __future__ import annotations

from collections.abc import Iterator

from synthclips.geometry.outline import parts
from synthclips.geometry.plan import Footprint
from synthclips.stages.layout import clutter, lived_in
from synthclips.stages.layout.at_table import SIDES, Seat, keep_room, lay, places, room_behind, sit_round
from synthclips.stages.layout.on_bare_walls import hang_on_bare_walls
from synthclips.stages.layout.pets import pet_things
from synthclips.stages.layout.pieces import Piece, Placed, Unplaceable
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.windows import dress_windows

LAID = 0.45  # of the tables
FEW = 0.5  # of the seats without chairs look as if these were taken away


def furnish(plan: Plan) -> None:
    """Table and chairs first, then the walls, then what lies about."""
    dress_windows(plan)
    table = _table(plan)
    seats = _seats(plan, table)
    keep_room(plan, table, SIDES)
    for kind in ("dresser", "sideboard", "bookcase", "wine_rack", "console_table"):
        plan.optionally(kind, lambda p: plan.along_walls(p))
    plan.optionally("plant", lambda p: plan.corners(p))
    plan.optionally("floor_lamp", lambda p: plan.corners(p))
    plan.optionally("basket", lambda p: plan.along_walls(p))
    _rug(plan, table)
    pet_things(plan)
    clutter.tall_mirror(plan)
    targets = {"table": table.footprint.to_world(0.0, table.footprint.half_m[1] + 0.8)}
    for placed in plan.placed:
        if placed.piece.kind in ("dresser", "sideboard"):
            targets[placed.piece.kind] = placed.footprint.to_world(0.0, placed.footprint.half_m[1] + 0.35)
    plan.must_be_walkable(targets)
    lived_in.fill(plan)
    clutter.pictures(plan)
    hang_on_bare_walls(plan)
    clutter.ceiling(plan)
    if plan.stream("laid").chance(LAID):
        lay(plan, table, seats)
    clutter.surfaces(plan)
    clutter.floor(plan)


def _table(plan: Plan) -> Placed:
    """In the middle of the floor, lengthwise mostly, with room to get up on every side."""
    piece = plan.draw("dining_table")
    complaint = "the dining table finds no place"
    for spot in _middles(plan, piece):
        complaint = plan.complaint(piece, spot)
        tight = [side for side in SIDES if not plan.is_clear(room_behind(spot, side))]
        if not complaint and not tight:
            return plan.put(piece, spot)
        complaint = complaint or "there is no room behind the chairs"
    raise Unplaceable(complaint)


def _middles(plan: Plan, piece: Piece) -> Iterator[Footprint]:
    stream = plan.stream("table")
    x0, y0, x1, y1 = max(parts(plan.room.outline), key=lambda p: (p[2] - p[0]) * (p[3] - p[1]))
    half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
    for _ in range(20):
        lengthwise = (x1 - x0 >= y1 - y0) == stream.chance(0.9)
        turn = (0.0 if lengthwise else 1.570796) + stream.normal(0.0, 0.02)
        spot = ((x0 + x1) / 2 + stream.uniform(-0.3, 0.3), (y0 + y1) / 2 + stream.uniform(-0.3, 0.3))
        yield Footprint(spot, half, turn)


def _seats(plan: Plan, table: Placed) -> list[Seat]:
    """Chairs at most places; in some homes a bench along a side, or a high chair at an end. Returns the seats with chairs."""
    seats, stream = places(table, SIDES), plan.stream("seats")
    if plan.wants("bench"):
        bench = _bench(plan, table, stream.choice((0, 2)))
        seats = [s for s in seats if bench is None or s[0] != bench]
    if plan.wants("high_chair"):
        at = stream.choice(seats)
        if sit_round(plan, table, plan.draw("high_chair"), [at]):
            seats = [s for s in seats if s != at]
    along = [s for s in seats if s[0] % 2 == 0]
    if len(along) >= 4 and stream.chance(0.4):
        seats = along
    taken = sit_round(plan, table, plan.draw("dining_chair"), stream.shuffled(seats))
    if len(taken) < FEW * len(seats):
        raise Unplaceable("most of the chairs find no room at the dining table")
    return [s for s in seats if s in taken]


def _bench(plan: Plan, table: Placed, side: int) -> int | None:
    """Along a side instead of chairs, half under the table. Returns the side."""
    piece = plan.draw("bench")
    piece = piece.fitted(width_m=round(min(piece.params["width_m"], table.piece.size_m[0] - 0.25), 3))
    half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
    out = table.footprint.half_m[1] + half[1] + plan.stream("bench").uniform(0.02, 0.15)
    sign = 1 if side == 0 else -1
    spot = Footprint(table.footprint.to_world(0.0, sign * out), half, table.footprint.yaw_rad + (3.141593 if sign > 0 else 0.0))
    if plan.complaint(piece, spot, gap_m=0.0):
        return None
    plan.put(piece, spot)
    return side


def _rug(plan: Plan, table: Placed) -> None:
    """Under table and chairs."""
    if not plan.wants("rug"):
        return
    piece, turn = plan.draw("rug"), table.footprint.yaw_rad + plan.stream("rug").uniform(-0.03, 0.03)
    spot = Footprint(table.footprint.centre_m, (piece.size_m[0] / 2, piece.size_m[1] / 2), turn)
    if plan.holds(spot, margin_m=0.03):
        plan.put(piece, spot, solid=False)
