"""A child's room: a bed, a bunk bed or a cot by a wall, a small desk, low shelves, and toys on the floor between them."""

from __future__ import annotations

from collections.abc import Iterable

from synthclips.geometry.plan import Footprint
from synthclips.stages.layout import clutter, lived_in
from synthclips.stages.layout.bedroom import on_top, rug, targets
from synthclips.stages.layout.on_bare_walls import hang_on_bare_walls
from synthclips.stages.layout.on_walls import on_hook
from synthclips.stages.layout.pieces import Piece, Placed, Unplaceable, Zone
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.windows import dress_windows

BEDS = ("child_bed", "bunk_bed", "cot")
STEP_OUT_M = 0.6  # beside a bed that stands by a wall
TOYS = ("teddy_bear", "building_blocks", "toy_car", "toy_ball", "books_pile")
TOYS_WEIGHTS = (2, 3, 3, 2, 1)


def furnish(plan: Plan) -> None:
    """Where the child sleeps, where it sits, where things are kept; then what it played with."""
    dress_windows(plan)
    beds = [bed for kind in BEDS if (bed := _bed(plan, kind)) is not None]
    if not beds:
        raise Unplaceable("no bed finds a place")
    plan.optionally("wardrobe", lambda p: plan.wall_ends(p))
    desk = plan.optionally("child_desk", lambda p: plan.along_walls(p, tries=40))
    if desk:
        _chair(plan, desk)
    bedside = plan.optionally("bedside_table", lambda p: _at_the_pillow(p, beds[0]))
    if bedside and plan.wants("table_lamp"):
        on_top(plan, bedside, plan.draw("table_lamp"))
    lived_in.keep_beside_beds(plan)
    for kind in ("cube_shelf", "chest_of_drawers", "bookcase", "dolls_house", "toy_box"):
        plan.optionally(kind, lambda p: [*plan.along_walls(p, tries=32), *plan.wall_ends(p)])
    for kind in ("rocking_horse", "beanbag"):
        plan.optionally(kind, lambda p: [*plan.corners(p), *plan.along_walls(p, gap_m=0.15, turn_rad=0.6)])
    plan.optionally("laundry_basket", lambda p: plan.along_walls(p))
    rug(plan, beds[0])
    on_hook(plan, "robe_on_hook")
    clutter.tall_mirror(plan)
    plan.must_be_walkable(targets(plan))
    lived_in.fill(plan)
    clutter.pictures(plan)
    hang_on_bare_walls(plan)
    clutter.ceiling(plan)
    clutter.surfaces(plan)
    _toys(plan)
    clutter.floor(plan)


def _bed(plan: Plan, kind: str) -> Placed | None:
    """Along a wall in a corner, head to the other wall, one long side free; cots stand anywhere along a wall."""
    placed = plan.optionally(kind, lambda p: [spot for spot in plan.wall_ends(p) if _ways_out(plan, spot)])
    if placed is None:
        return None
    out = _ways_out(plan, placed.footprint)[0]
    plan.free.append(Zone(out, f"stand beside the {kind.replace('_', ' ')}", 0.1))
    return placed


def _ways_out(plan: Plan, bed: Footprint) -> list[Footprint]:
    """The free floor along its long sides."""
    x, half = bed.half_m[0] + STEP_OUT_M / 2, (STEP_OUT_M / 2 - 0.01, 0.6 * bed.half_m[1])
    sides = [Footprint(bed.to_world(s * x, 0.25 * bed.half_m[1]), half, bed.yaw_rad) for s in (-1, 1)]
    return [side for side in sides if plan.is_clear(side)]


def _chair(plan: Plan, desk: Placed) -> None:
    """Pushed under the desk by half, or left standing as somebody got up."""
    if not plan.wants("child_chair"):
        return
    piece, stream, box = plan.draw("child_chair"), plan.stream("child_chair"), desk.footprint
    for out in (stream.uniform(0.03, 0.25), 0.02):
        spot = box.to_world(stream.uniform(-0.1, 0.1), box.half_m[1] + piece.size_m[1] / 2 + out)
        stand = Footprint(spot, (piece.size_m[0] / 2, piece.size_m[1] / 2), box.yaw_rad + 3.1416 + stream.uniform(-0.5, 0.5))
        if plan.holds(stand, margin_m=0.02) and plan.is_clear(stand):
            plan.put(piece, stand)
            return


def _at_the_pillow(piece: Piece, bed: Placed) -> Iterable[Footprint]:
    """Beside the head of a bed, on either side."""
    x, y = bed.footprint.half_m[0] + piece.size_m[0] / 2 + 0.04, -bed.footprint.half_m[1] + piece.size_m[1] / 2
    half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
    return [Footprint(bed.footprint.to_world(s * x, y), half, bed.footprint.yaw_rad) for s in (-1, 1)]


def _toys(plan: Plan) -> None:
    """Left where they were played with: some along walls, most out on the floor, never in the only way."""
    stream = plan.stream("toys")
    for _ in range(stream.integer(1, round(2 + 4 * plan.furnishing.clutter))):
        piece = plan.draw(stream.choice(TOYS, TOYS_WEIGHTS))
        half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
        spots = [(stream.uniform(0.4, plan.width_m - 0.4), stream.uniform(0.4, plan.depth_m - 0.4)) for _ in range(12)]
        plan.leave(piece, [Footprint(spot, half, stream.uniform(-3.1, 3.1)) for spot in spots])
