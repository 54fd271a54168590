"""A small table to eat at, in a room that is mainly for something else and has the floor for one."""

from __future__ import annotations

from collections.abc import Iterator

from synthclips.geometry.plan import Footprint
from synthclips.stages.layout.at_table import SIDES, keep_room, places, room_behind, sit_round
from synthclips.stages.layout.pieces import Piece, Placed
from synthclips.stages.layout.plan import Plan

LEAST_M = 2.5  # across, of the floor it stands in the middle of
SIZE_M = ((0.85, 1.25), (0.75, 0.85))  # of the table


def eating_corner(plan: Plan) -> Placed | None:
    """A table on the widest free floor, and chairs where there is room to get up; None where it would be in the way."""
    middle, across = plan.widest_floor()
    if across < LEAST_M or plan.furnishing.optional.get("dining_table", 1.0) == 0.0:
        return None
    stream, piece = plan.stream("eating corner"), plan.draw("dining_table")
    wide, deep = (round(stream.uniform(*span), 3) for span in SIZE_M)
    piece = piece.fitted(width_m=wide, depth_m=wide if piece.params.get("shape") == "round" else deep)
    for spot in _about(plan, piece, middle):
        sides = [side for side in SIDES if plan.is_clear(room_behind(spot, side))]
        if len(sides) >= 2 and plan.leave(piece, [spot]):
            table = plan.placed[-1]
            sit_round(plan, table, plan.draw("dining_chair"), stream.shuffled(places(table, sides))[:4])
            keep_room(plan, table, sides)
            return table
    return None


def _about(plan: Plan, piece: Piece, middle: tuple[float, float]) -> Iterator[Footprint]:
    stream, half = plan.stream(piece.id, "corner"), (piece.size_m[0] / 2, piece.size_m[1] / 2)
    for k in range(8):
        off = 0.08 * k
        at = middle[0] + stream.uniform(-off, off), middle[1] + stream.uniform(-off, off)
        yield Footprint(at, half, stream.choice((0.0, 1.570796)) + stream.normal(0.0, 0.02))
