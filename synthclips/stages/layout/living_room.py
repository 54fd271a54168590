"""A living room: a seating group that faces the television, storage along the walls, light and green in corners."""

from __future__ import annotations

import math
from collections.abc import Iterable

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.stages.layout import clutter, lived_in
from synthclips.stages.layout.eating_corner import eating_corner
from synthclips.stages.layout.on_bare_walls import hang_on_bare_walls
from synthclips.stages.layout.pieces import Piece, Placed, Unplaceable, Zone
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.told_apart import told_from
from synthclips.stages.layout.windows import dress_windows

SOFA_TABLE_GAP_M = (0.36, 0.46)
BEFORE_M = (2.2, 2.9)  # from the couch to the wall it faces: at least, and where it may stand away from its own wall
FACED_M = 2.1  # the shortest wall that a couch faces: a television stands with all of its back to it
ANOTHER_SEAT = 0.4  # of the homes with an armchair at a table have a second across from it
ANOTHER = 0.35  # of the homes with one have a second
RUG_ALONG, RUG_PAST_M = 0.85, 0.45  # of the couch's width, and beyond the coffee table's edges
TURN_RAD = 0.035  # nobody lines furniture up exactly


def furnish(plan: Plan) -> None:
    """Seating first, then what stands around it, then walls, then clutter."""
    dress_windows(plan)
    tv_wall, couch = _couch(plan)
    stand = _television(plan, tv_wall, couch)
    table = _coffee_table(plan, couch)
    armchair = _armchair(plan, couch, table)
    seats = [couch, *([armchair] if armchair else [])]
    if armchair and table and plan.stream("armchair", "another").chance(ANOTHER_SEAT):
        opposite = plan.put_if_possible(plan.another(armchair.piece), _across(armchair, couch), gap_m=0.1)
        seats += [opposite] if opposite else []
    _side_table(plan, couch, armchair)
    plan.optionally("bookcase", lambda p: plan.along_walls(p))
    plan.optionally("sideboard", lambda p: plan.along_walls(p))
    plan.optionally("console_table", lambda p: [*_behind(p, couch), *plan.along_walls(p)])
    plan.optionally("plant", lambda p: plan.corners(p))
    _another(plan)
    plan.optionally("floor_lamp", lambda p: [*_beside(p, couch), *plan.corners(p)])
    plan.optionally("dining_chair", lambda p: plan.along_walls(p, gap_m=0.1, turn_rad=0.2))
    plan.optionally("basket", lambda p: [*_beside(p, couch), *plan.along_walls(p)])
    plan.optionally("stool", lambda p: plan.along_walls(p, gap_m=0.15, turn_rad=0.5))
    plan.optionally("box", lambda p: plan.along_walls(p, turn_rad=clutter.ASKEW_RAD))
    _rug(plan, couch, table)
    eating_corner(plan)
    clutter.tall_mirror(plan)
    targets = {"couch": _way_in(couch, armchair)}
    if stand:
        targets["television"] = stand.footprint.to_world(0, stand.footprint.half_m[1] + 0.4)
    for placed in plan.placed:
        if placed.piece.kind in ("bookcase", "sideboard"):
            targets[placed.piece.id] = placed.footprint.to_world(0, placed.footprint.half_m[1] + 0.35)
    plan.must_be_walkable(targets)
    lived_in.fill(plan)
    clutter.pictures(plan)
    hang_on_bare_walls(plan)
    clutter.ceiling(plan)
    clutter.surfaces(plan)
    clutter.seats(plan, seats)
    clutter.floor(plan)


def _another(plan: Plan) -> None:
    """Who has books or plants often has more of them."""
    for kind in ("bookcase", "plant"):
        if plan.has(kind) and plan.stream(kind, "another").chance(ANOTHER):
            piece = plan.draw(kind)
            plan.put_if_possible(piece, plan.corners(piece) if kind == "plant" else plan.along_walls(piece))


def _couch(plan: Plan) -> tuple[Wall, Placed]:
    """The couch faces the television's wall, with its back to a wall or standing free."""
    piece, stream = plan.draw("couch"), plan.stream("seating")
    blocked = {o.wall for o in plan.room.openings if o.kind == "window"}
    order = stream.shuffled([w for w in plan.walls if w.index not in blocked]) + stream.shuffled(
        [w for w in plan.walls if w.index in blocked]
    )
    complaint = "the couch finds no place"
    for tv_wall in order:
        back = plan.opposite(tv_wall)
        if tv_wall.length_m < FACED_M:
            continue  # the side of a bay or a chimney
        if back is None or back.length_m < piece.size_m[0] + 0.3:
            complaint = f"the couch ({piece.size_m[0]:.2f} m) does not fit along the wall across from the television"
            continue
        before = plan.across_m(tv_wall, back) - piece.size_m[1]
        if before < BEFORE_M[0]:
            complaint = f"the couch would have {before:.2f} m before it, too little for a table, a way and a television"
            continue
        spare = before - BEFORE_M[1]
        off = stream.uniform(0.7, min(1.4, spare)) if spare > 0.7 and stream.chance(0.35) else stream.uniform(0.04, 0.1)
        for _ in range(6):
            middle = back.length_m / 2
            reach = max(0.0, middle - piece.size_m[0] / 2 - 0.05)
            u = middle + stream.uniform(-0.8, 0.8) * reach
            spot = Footprint(
                back.at(u, off + piece.size_m[1] / 2),
                (piece.size_m[0] / 2, piece.size_m[1] / 2),
                back.yaw_rad + stream.uniform(-TURN_RAD, TURN_RAD),
            )
            complaint = plan.complaint(piece, spot)
            if not complaint:
                return tv_wall, plan.put(piece, spot)
    raise Unplaceable(complaint)


def _television(plan: Plan, wall: Wall, couch: Placed) -> Placed | None:
    """On a stand against the wall that the couch faces, within half a metre of its axis; nothing tall between."""
    if not plan.wants("tv_stand"):
        return None
    piece, stream = told_from(plan.draw("tv_stand"), plan.room.materials["floor"]), plan.stream("television")
    cx, cy = couch.footprint.centre_m
    axis_u = (cx - wall.start_m[0]) * wall.along[0] + (cy - wall.start_m[1]) * wall.along[1]
    half = piece.size_m[0] / 2 + 0.03
    spots = [axis_u + k * stream.uniform(0.0, 0.25) for k in (-1, 1, -2, 2)]
    inside = [min(max(u, half), wall.length_m - half) for u in spots]
    stand = plan.put_where(piece, [plan.against(piece, wall, u) for u in inside])
    top = stand.anchor("top")
    if top is not None and plan.wants("television"):
        set_piece = plan.draw("television")
        turn = stand.footprint.yaw_rad + stream.uniform(-0.08, 0.08)
        plan.put(set_piece, Footprint(top["position_m"][:2], _half(set_piece), turn), z_m=top["position_m"][2], solid=False)
    plan.free.append(Zone(_line_of_sight(couch, stand), "stand before the television", stand.piece.height_m + 0.15))
    return stand


def _line_of_sight(seat: Placed, stand: Placed) -> Footprint:
    """Half a metre wide, from the seat's front to what is looked at."""
    (ax, ay), (bx, by) = seat.footprint.to_world(0.0, seat.footprint.half_m[1]), stand.footprint.centre_m
    return Footprint(((ax + bx) / 2, (ay + by) / 2), (0.25, math.dist((ax, ay), (bx, by)) / 2), math.atan2(ax - bx, by - ay))


def _coffee_table(plan: Plan, couch: Placed) -> Placed | None:
    def before(piece: Piece) -> Iterable[Footprint]:
        stream = plan.stream(piece.id)
        for _ in range(6):
            gap = stream.uniform(*SOFA_TABLE_GAP_M)
            y = couch.footprint.half_m[1] + gap + piece.size_m[1] / 2
            spot = couch.footprint.to_world(stream.uniform(-0.15, 0.15), y)
            yield Footprint(spot, _half(piece), couch.footprint.yaw_rad + stream.uniform(-TURN_RAD, TURN_RAD))

    if not (plan.wants("coffee_table") or _faced(plan)):
        return None
    piece = plan.draw("coffee_table")
    return plan.put_if_possible(piece, before(piece))


def _faced(plan: Plan) -> bool:
    """Does an armchair face the couch? Then something stands between them, unless the scene file rules it out."""
    return plan.wants("armchair") and plan.furnishing.optional.get("coffee_table", 1.0) > 0.0


def _armchair(plan: Plan, couch: Placed, table: Placed | None) -> Placed | None:
    """Round the coffee table from the couch, turned towards its middle; a cat's leap away from the couch."""
    forward = couch.footprint.half_m[1] + (0.4 + table.piece.size_m[1] / 2 if table else 0.9)

    def round_the_table(piece: Piece) -> Iterable[Footprint]:
        stream = plan.stream(piece.id)
        for _ in range(30):
            side = -1 if stream.chance(0.5) else 1
            beyond = (table.piece.size_m[0] / 2 if table else 0.4) + piece.size_m[1] / 2 + stream.uniform(0.25, 0.65)
            spot = couch.footprint.to_world(side * beyond, forward + stream.uniform(-0.15, 0.5))
            aim = couch.footprint.to_world(0.0, forward - stream.uniform(0.0, 0.4))
            yield Footprint(spot, _half(piece), math.atan2(-(aim[0] - spot[0]), aim[1] - spot[1]) + stream.uniform(-0.15, 0.15))

    return plan.optionally("armchair", round_the_table, gap_m=0.1)


def _across(armchair: Placed, couch: Placed) -> list[Footprint]:
    """Where a second one stands: as the first, mirrored in the couch's axis, and a little nearer or farther."""
    (ax, ay), (bx, by) = couch.footprint.axes
    dx, dy = (armchair.footprint.centre_m[k] - couch.footprint.centre_m[k] for k in (0, 1))
    x, y = dx * ax + dy * ay, dx * bx + dy * by
    turn = armchair.footprint.yaw_rad - couch.footprint.yaw_rad
    spots = [couch.footprint.to_world(-x * far, y) for far in (1.0, 1.1, 1.2)]
    return [Footprint(spot, armchair.footprint.half_m, couch.footprint.yaw_rad - turn) for spot in spots]


def _side_table(plan: Plan, couch: Placed, armchair: Placed | None) -> None:
    def beside(piece: Piece) -> Iterable[Footprint]:
        yield from _beside(piece, couch)
        if armchair:
            yield from _beside(piece, armchair)

    side = plan.optionally("side_table", beside)
    top = side.anchor("top") if side else None
    if top is not None and plan.wants("table_lamp"):
        lamp = plan.draw("table_lamp")
        plan.put(lamp, Footprint(top["position_m"][:2], _half(lamp), top["yaw_rad"]), z_m=top["position_m"][2], solid=False)


def _beside(piece: Piece, seat: Placed) -> list[Footprint]:
    """Left and right of a seat, its back in line with the seat's back."""
    x = seat.footprint.half_m[0] + piece.size_m[0] / 2 + 0.06
    y = -seat.footprint.half_m[1] + piece.size_m[1] / 2 + 0.08
    return [Footprint(seat.footprint.to_world(s * x, y), _half(piece), seat.footprint.yaw_rad) for s in (-1, 1)]


def _way_in(couch: Placed, armchair: Placed | None) -> Vec2:
    """Where one gets to the couch: before the end that is farther from the armchair."""
    (half_x, half_y), ends = couch.footprint.half_m, (-1, 1)
    spots = [couch.footprint.to_world(k * (half_x - 0.2), half_y + 0.25) for k in ends]
    return max(spots, key=lambda p: armchair.footprint.distance_m(p)) if armchair else spots[0]


def _behind(piece: Piece, seat: Placed) -> list[Footprint]:
    """At the back of a seat that stands free."""
    y = -seat.footprint.half_m[1] - piece.size_m[1] / 2 - 0.04
    return [Footprint(seat.footprint.to_world(0.0, y), _half(piece), seat.footprint.yaw_rad + math.pi)]


def _rug(plan: Plan, couch: Placed, table: Placed | None) -> None:
    """Under the table, its edge under the couch's front feet or before them."""
    if not plan.wants("rug"):
        return
    stream = plan.stream("rug")
    centre = table.footprint.centre_m if table else couch.footprint.to_world(0, couch.footprint.half_m[1] + 0.7)
    centre = (centre[0] + stream.uniform(-0.1, 0.1), centre[1] + stream.uniform(-0.1, 0.1))
    turn = couch.footprint.yaw_rad + stream.uniform(-0.03, 0.03)
    for piece in _rugs(plan.draw("rug"), couch, table):
        spot = Footprint(centre, _half(piece), turn)
        if plan.holds(spot, margin_m=0.03):
            plan.put(piece, spot, solid=False)
            return


def _rugs(rug: Piece, couch: Placed, table: Placed | None) -> Iterable[Piece]:
    """It reaches past the table and along most of the couch; where the room is too small for that, smaller ones."""
    wide, deep = couch.piece.size_m[0] * RUG_ALONG, (table.piece.size_m[1] if table else 0.5) + 2 * RUG_PAST_M
    round_rug = rug.params["shape"] == "round"
    size = [min(max(m, least), 3.0) for m, least in zip(rug.size_m, (wide, deep), strict=True)]
    for scale in (1.0, 0.85, 0.7, 0.55):
        yield rug.fitted(width_m=round(scale * (max(size) if round_rug else size[0]), 3), depth_m=round(scale * size[1], 3))


def _half(piece: Piece) -> tuple[float, float]:
    return piece.size_m[0] / 2, piece.size_m[1] / 2
