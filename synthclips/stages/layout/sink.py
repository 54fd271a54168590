"""The sink in the hole of its unit."""

from __future__ import annotations

from collections.abc import Sequence

from synthclips.catalog import kind
from synthclips.geometry.plan import Footprint
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.runs import Unit


def hang_sink(plan: Plan, units: Sequence[Unit]) -> None:
    """Bowl, drainer and tap; the drainer stays on the unit's worktop or goes where a worktop goes on."""
    traits = kind("furniture", "sink").traits
    for unit in units:
        if unit.kind == "sink_unit":
            piece = plan.draw("sink")
            box, depth = unit.placed.footprint, traits["bowl_m"]
            room = (box.half_m[0] - traits["hole_m"][0] / 2) - 0.04
            piece = piece.fitted(drainer_m=round(min(piece.params["drainer_m"], room), 4))
            spot = Footprint(box.to_world(0.0, traits["at_m"]), (piece.size_m[0] / 2, piece.size_m[1] / 2), box.yaw_rad)
            plan.put(piece, spot, z_m=round(unit.placed.piece.height_m - depth, 4), solid=False)
