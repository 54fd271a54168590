"""What pets have of their own, where people put it: bowls and trays by walls, a tree in a corner, a bed out of the way."""

from __future__ import annotations

from synthclips.stages.layout.clutter import ASKEW_RAD
from synthclips.stages.layout.plan import Plan

AGAINST_WALLS = ("litter_tray", "pet_bed", "pet_bowls", "scratching_post")


def pet_things(plan: Plan) -> None:
    """The pieces that the home wants and has room for."""
    plan.optionally("cat_tree", lambda p: [*plan.wall_ends(p), *plan.along_walls(p, turn_rad=0.06)])
    for kind in AGAINST_WALLS:
        plan.optionally(kind, lambda p: plan.along_walls(p, gap_m=0.05, turn_rad=0.5 * ASKEW_RAD))
