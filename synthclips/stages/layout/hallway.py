"""A hallway: narrow, a console or coats along a wall, shoes below, a runner down the middle."""

from __future__ import annotations

from synthclips.geometry.plan import Footprint
from synthclips.stages.layout import clutter
from synthclips.stages.layout.on_walls import coats
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.windows import dress_windows


def furnish(plan: Plan) -> None:
    """Storage along the long walls; the way between the doors stays free."""
    dress_windows(plan)
    long_walls = sorted(plan.walls, key=lambda w: (-w.length_m, w.index))[:2]
    coats(plan, long_walls)
    for kind in ("console_table", "bookcase", "armchair", "dining_chair", "plant", "basket", "box"):
        plan.optionally(kind, lambda p: plan.along_walls(p, walls=long_walls, tries=40))
    _runner(plan)
    clutter.pictures(plan)
    clutter.ceiling(plan)
    plan.must_be_walkable({})
    clutter.surfaces(plan)
    clutter.floor(plan)


def _runner(plan: Plan) -> None:
    if not plan.wants("rug"):
        return
    piece, stream = plan.draw("rug"), plan.stream("rug")
    lengthwise = plan.width_m >= plan.depth_m
    turn = (0.0 if lengthwise else 1.570796) + stream.uniform(-0.02, 0.02)
    spot = Footprint((plan.width_m / 2, plan.depth_m / 2), (piece.size_m[0] / 2, piece.size_m[1] / 2), turn)
    if plan.holds(spot, margin_m=0.05):
        plan.put(piece, spot, solid=False)
