"""What stands on desks and workbenches: a workplace in the middle, the rest round it; one thing is worth taking."""

from __future__ import annotations

from collections.abc import Sequence

from synthclips.geometry.plan import Footprint
from synthclips.stages.layout import clutter
from synthclips.stages.layout.pieces import Piece, Placed
from synthclips.stages.layout.plan import Plan

ON_DESKS, ON_DESKS_WEIGHTS = ("books_pile", "mug", "bottle", "bowl", "vase", "remote"), (4, 3, 1, 1, 1, 0.5)


def on_desk(plan: Plan, desk: Placed) -> None:
    """One or two monitors with keyboard and mouse, a lamp at the back, a laptop to be taken, paper and mugs."""
    stream, (half_x, half_y) = plan.stream("desktop"), desk.footprint.half_m
    side = 1 if stream.chance(0.5) else -1
    if plan.wants("monitor"):
        _screens(plan, desk, -side * stream.uniform(0.0, 0.25) * half_x)
    if plan.wants("desk_lamp"):
        lamp = plan.draw("desk_lamp")
        put_on(plan, desk, lamp, side * (half_x - 0.21), -half_y + 0.26, turn_rad=side * stream.uniform(0.2, 0.7))
    laptop = plan.draw("laptop")
    at = [side * (half_x - 0.26), -side * (half_x - 0.26), 0.0]
    if not any(put_on(plan, desk, laptop, x, half_y - 0.2, turn_rad=-side * 0.3, movable=True) for x in at):
        if not _anywhere(plan, desk, laptop, movable=True):
            clutter.treasure_on_floor(plan)
    litter(plan, desk, ON_DESKS, ON_DESKS_WEIGHTS)


def _screens(plan: Plan, desk: Placed, x: float) -> None:
    """Monitors along the back edge, what one types on before them."""
    half_y, stream = desk.footprint.half_m[1], plan.stream("screens")
    screen = plan.draw("monitor")
    two = stream.chance(0.3) and desk.footprint.half_m[0] > screen.size_m[0] + 0.1
    wide, back = screen.size_m[0], -half_y + screen.size_m[1] / 2 + 0.02
    if two:
        first = put_on(plan, desk, screen, -wide / 2 - 0.01, back, turn_rad=-0.12)
        put_on(plan, desk, plan.draw("monitor"), wide / 2 + 0.01, back, turn_rad=0.12)
        x = 0.0
    else:
        first = put_on(plan, desk, screen, x, back, turn_rad=stream.uniform(-0.12, 0.12))
    if first is None:
        return
    near = half_y - stream.uniform(0.1, 0.16)
    put_on(plan, desk, plan.draw("keyboard"), x, near, turn_rad=stream.uniform(-0.05, 0.05))
    put_on(plan, desk, plan.draw("mouse"), x - stream.uniform(0.29, 0.33), near, turn_rad=stream.uniform(-0.3, 0.3))


def put_on(
    plan: Plan, table: Placed, piece: Piece, x: float, y: float, *, turn_rad: float = 0.0, movable: bool = False
) -> Placed | None:
    """On the table's top at (x, y) in its own frame, if that is free and holds it."""
    top = table.anchor("top")
    if top is None:
        return None
    half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
    spot = Footprint(table.footprint.to_world(x, y), half, table.footprint.yaw_rad + turn_rad)
    taken = [p.footprint for p in plan.placed if clutter.rests_on(p, table)]
    overhangs = any(table.footprint.distance_m(corner) > 0.04 for corner in spot.corners())
    if overhangs or any(spot.overlaps(t) for t in taken):
        return None
    return plan.put(piece, spot, z_m=top["position_m"][2], solid=False, movable=movable)


def litter(plan: Plan, table: Placed, kinds: Sequence[str], weights: Sequence[float]) -> None:
    """Small things where there is room on the top, more of them where people are untidy."""
    stream, top = plan.stream("on", table.piece.id), table.anchor("top")
    if top is None:
        return
    for _ in range(stream.integer(1, round(1 + 4 * plan.furnishing.clutter * top["size_m"][0]))):
        _anywhere(plan, table, plan.draw(stream.choice(list(kinds), list(weights))))


def _anywhere(plan: Plan, table: Placed, piece: Piece, *, movable: bool = False) -> bool:
    """Where there is room on the top. Was there?"""
    top, taken = table.anchor("top"), [p.footprint for p in plan.placed if clutter.rests_on(p, table)]
    spot = clutter.free_spot(plan, piece, table, taken)
    if top is None or spot is None:
        return False
    plan.put(piece, spot, z_m=top["position_m"][2], solid=False, movable=movable)
    return True
