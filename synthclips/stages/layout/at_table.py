"""A table and who sits at it: chairs tucked in or pulled out by differing amounts, and room behind them to get up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from synthclips.geometry.plan import Footprint
from synthclips.stages.layout.pieces import Piece, Placed, Zone
from synthclips.stages.layout.plan import Plan

PULL_OUT_M = 0.6  # behind a chair that is tucked in
TUCKED_BACK_M = 0.34  # from the table's edge to the back of a chair that is tucked in
EACH_M = 0.56  # of a table's side, for who sits there
UNDER_ENDS_M = 0.1  # where the table's legs may be in the way
LEFT_OUT = 0.2  # of the chairs stand as somebody left them
SIDES = (0, 1, 2, 3)  # of a table: front (+y), right, back, left

Seat = tuple[int, float]  # side, and how far along it from its middle


def places(table: Placed, sides: Iterable[int]) -> list[Seat]:
    """Seats at a table's sides, the ends one each where they are broad enough."""
    found: list[Seat] = []
    for side in sides:
        long = table.piece.size_m[side % 2]
        round_off = 0.25 if table.piece.params.get("shape") in ("oval", "round") else 0.0
        if side % 2:
            found += [(side, 0.0)] if long >= 0.7 else []
            continue
        count = int((long - 0.1 - round_off) / EACH_M)
        found += [(side, (k - (count - 1) / 2) * (long - round_off) / count) for k in range(count)]
    return found


def room_behind(table: Footprint, side: int) -> Footprint:
    """The floor at a side of a table that chairs, and who gets up from them, need."""
    wide, off = table.half_m[side % 2], table.half_m[1 - side % 2]
    deep = TUCKED_BACK_M + PULL_OUT_M
    return _at(table, side, 0.0, off + deep / 2, (wide, deep / 2))


def _at(table: Footprint, side: int, along: float, out: float, half: tuple[float, float]) -> Footprint:
    """A rectangle `out` from the table's middle at a side, facing the table."""
    turn = table.yaw_rad + (math.pi, math.pi / 2, 0.0, -math.pi / 2)[side]
    x, y = ((along, out), (out, along), (along, -out), (-out, along))[side]
    return Footprint(table.to_world(x, y), half, turn)


def sit_round(plan: Plan, table: Placed, chair: Piece, seats: Sequence[Seat]) -> list[Seat]:
    """Chairs of one set at those seats, each pulled out as it was left. Returns the seats at which one found room."""
    taken: list[Seat] = []
    for seat in seats:
        piece = chair if not taken else plan.another(chair)
        for spot in _spots(plan, table, piece, seat):
            if not plan.complaint(piece, behind_edge(piece, spot), gap_m=0.0):
                plan.put(piece, spot)
                taken.append(seat)
                break
    return taken


def behind_edge(piece: Piece, spot: Footprint) -> Footprint:
    """A chair without what of it may be under a table."""
    (hx, hy), under = spot.half_m, float(piece.traits.get("tucks_m", 0.0))
    return Footprint(spot.to_world(0.0, -under / 2), (hx, hy - under / 2), spot.yaw_rad)


def _spots(plan: Plan, table: Placed, piece: Piece, seat: Seat) -> Iterator[Footprint]:
    """Where the chair may stand, first as drawn, then tucked in."""
    side, along = seat
    stream, half = plan.stream(piece.id, "at"), (piece.size_m[0] / 2, piece.size_m[1] / 2)
    edge, tucks = table.footprint.half_m[1 - side % 2], float(piece.traits.get("tucks_m", 0.0))
    under = min(tucks, UNDER_ENDS_M) if side % 2 else tucks
    left_out = stream.chance(LEFT_OUT)
    out = stream.uniform(0.2, 0.45) if left_out else -under + stream.uniform(0.01, 0.14)
    turn = stream.choice((-1, 1)) * stream.uniform(0.4, 1.3) if left_out else stream.normal(0.0, 0.05)
    for away, askew in ((out, turn), (-under + 0.02, 0.0)):
        spot = _at(table.footprint, side, along + stream.uniform(-0.03, 0.03), edge + away + half[1], half)
        yield Footprint(spot.centre_m, half, spot.yaw_rad + askew)


def keep_room(plan: Plan, table: Placed, sides: Iterable[int]) -> None:
    """Nothing else is put where people sit down and get up."""
    for side in sides:
        plan.free.append(Zone(room_behind(table.footprint, side), "leave no room behind a chair", 0.1))


def lay(plan: Plan, table: Placed, seats: Sequence[Seat]) -> None:
    """A set of plates, one before each seat, each a little askew."""
    top = table.anchor("top")
    if top is None:
        return
    first: Piece | None = None
    for side, along in seats:
        piece = plan.another(first) if first else plan.draw("place_setting")
        first = first or piece
        stream, half = plan.stream(piece.id, "laid"), (piece.size_m[0] / 2, piece.size_m[1] / 2)
        edge = table.footprint.half_m[1 - side % 2]
        spot = _at(table.footprint, side, along, edge - 0.19 - (0.05 if side % 2 else 0.0), half)
        askew = spot.yaw_rad + stream.normal(0.0, 0.06)
        plan.put(piece, Footprint(spot.centre_m, half, askew), z_m=top["position_m"][2], solid=False)
