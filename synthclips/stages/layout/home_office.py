"""A home office: a desk with its chair, storage along the walls, and what else such a room has to put up with."""

from __future__ import annotations

from collections.abc import Iterable

from synthclips.geometry.plan import Footprint, Vec2
from synthclips.stages.layout import clutter, lived_in
from synthclips.stages.layout.desktop import on_desk, put_on
from synthclips.stages.layout.on_bare_walls import hang_on_bare_walls
from synthclips.stages.layout.on_walls import hang_row
from synthclips.stages.layout.pieces import Piece, Placed, Unplaceable
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.windows import dress_windows

ASKEW_RAD = 0.06
ALONG_WALLS = (
    "bookcase",
    "filing_cabinet",
    "armchair",
    "moving_boxes",
    "exercise_bike",
    "ironing_board",
    "dumbbells",
    "guitar",
    "box",
)
IN_CORNERS = ("coat_stand", "floor_fan", "plant", "floor_lamp")


def furnish(plan: Plan) -> None:
    """Desk and chair first, then what lines the walls and fills the corners, then what lies about."""
    dress_windows(plan)
    desk = _desk(plan)
    chair = _chair(plan, desk)
    _beside(plan, "waste_bin", desk)
    for kind in ALONG_WALLS:
        plan.optionally(kind, lambda p: plan.along_walls(p, tries=30, turn_rad=ASKEW_RAD))
    for kind in IN_CORNERS:
        plan.optionally(kind, lambda p: plan.corners(p))
    plan.optionally("clothes_airer", lambda p: plan.along_walls(p, gap_m=0.12, turn_rad=ASKEW_RAD))
    _rug(plan, chair)
    on_desk(plan, desk)
    _printer(plan)
    if plan.wants("board"):
        hang_row(plan, [plan.draw("board")])
    clutter.tall_mirror(plan)
    plan.must_be_walkable({"desk": chair.footprint.centre_m, "thing to take": _to_take(plan)})
    lived_in.fill(plan)
    clutter.pictures(plan)
    hang_on_bare_walls(plan)
    clutter.ceiling(plan)
    clutter.floor(plan)


def _to_take(plan: Plan) -> Vec2:
    """Where there is something to take: on the desk, else a backpack at a wall."""
    if not any(p.movable for p in plan.placed):
        clutter.treasure_on_floor(plan)
    taken = [p.footprint.centre_m for p in plan.placed if p.movable]
    if not taken:
        raise Unplaceable("there is nothing to take, and no place for a backpack")
    return taken[0]


def _desk(plan: Plan) -> Placed:
    """Against a wall, as often under a window as not, with room for a chair."""
    piece, stream = plan.draw("desk"), plan.stream("desk")
    lit = [w for w in plan.walls if any(o.wall == w.index and o.kind == "window" for o in plan.room.openings)]
    first = lit if lit and stream.chance(0.5) else plan.walls
    places = [*plan.along_walls(piece, "first", walls=first), *plan.along_walls(piece)]
    return plan.put_where(piece, (p for p in places if plan.holds(_before(p, 0.75), margin_m=0.0)))


def _before(desk: Footprint, deep_m: float) -> Footprint:
    """Where one sits at it."""
    return Footprint(desk.to_world(0.0, desk.half_m[1] + deep_m / 2), (0.36, deep_m / 2), desk.yaw_rad)


def _chair(plan: Plan, desk: Placed) -> Placed:
    """Pushed back from the desk and left as its sitter got up from it: turned anyhow."""
    kind = "office_chair" if plan.wants("office_chair") else "dining_chair"
    piece, stream = plan.draw(kind), plan.stream("chair")
    half, spots = (piece.size_m[0] / 2, piece.size_m[1] / 2), list[Footprint]()
    for _ in range(24):
        turn = stream.choice((stream.normal(3.1416, 0.35), stream.uniform(-1.6, 1.6)))
        reach = desk.footprint.half_m[1] + max(half) * 1.15 + stream.uniform(0.03, 0.25)
        spots.append(Footprint(desk.footprint.to_world(stream.uniform(-0.2, 0.2), reach), half, desk.footprint.yaw_rad + turn))
    try:
        return plan.put_where(piece, spots)
    except Unplaceable as reason:
        raise Unplaceable(f"no chair fits before the desk: {reason}") from None


def _beside(plan: Plan, kind: str, desk: Placed) -> None:
    """At one side of the desk."""

    def sides(piece: Piece) -> Iterable[Footprint]:
        stream, half = plan.stream(piece.id), (piece.size_m[0] / 2, piece.size_m[1] / 2)
        for s in stream.shuffled([-1, 1]):
            x = s * (desk.footprint.half_m[0] + half[0] + stream.uniform(0.04, 0.15))
            spot = desk.footprint.to_world(x, desk.footprint.half_m[1] - half[1] - stream.uniform(0.0, 0.25))
            yield Footprint(spot, half, desk.footprint.yaw_rad + stream.uniform(-0.4, 0.4))

    plan.optionally(kind, sides)


def _rug(plan: Plan, chair: Placed) -> None:
    if not plan.wants("rug"):
        return
    piece, stream = plan.draw("rug"), plan.stream("rug")
    middle = (plan.width_m / 2, plan.depth_m / 2)
    x, y = ((a + b) / 2 for a, b in zip(middle, chair.footprint.centre_m, strict=True))
    spot = Footprint((x, y), (piece.size_m[0] / 2, piece.size_m[1] / 2), stream.uniform(-0.04, 0.04))
    if plan.holds(spot, margin_m=0.03):
        plan.put(piece, spot, solid=False)


def _printer(plan: Plan) -> None:
    """On the filing cabinet, if one stands there."""
    cabinet = next((p for p in plan.placed if p.piece.kind == "filing_cabinet"), None)
    if cabinet is not None and cabinet.piece.height_m < 1.1 and plan.wants("printer"):
        put_on(plan, cabinet, plan.draw("printer"), 0.0, 0.0)
