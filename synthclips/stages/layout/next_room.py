"""What a passage shows of the room next door: a few pieces along its walls."""

from __future__ import annotations

from synthclips.geometry.plan import Footprint
from synthclips.stages.layout import clutter
from synthclips.stages.layout.plan import Plan


def furnish(plan: Plan) -> None:
    """Storage and seats with their backs to the walls, nothing before the passage."""
    for kind in ("bookcase", "sideboard", "console_table", "armchair", "dining_chair"):
        plan.optionally(kind, lambda p: plan.along_walls(p))
    plan.optionally("plant", lambda p: plan.corners(p))
    if plan.wants("rug"):
        piece = plan.draw("rug")
        spot = Footprint((plan.width_m / 2, plan.depth_m / 2), (piece.size_m[0] / 2, piece.size_m[1] / 2), 0.0)
        if plan.holds(spot, margin_m=0.05):
            plan.put(piece, spot, solid=False)
    clutter.pictures(plan)
