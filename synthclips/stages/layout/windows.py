"""Windows dressed: a radiator under the sill; blinds, or curtains to the floor, or to the sill where something warm stands below.

Done before furniture is placed, which then keeps off what hangs and what warms.
"""

from __future__ import annotations

from collections.abc import Container

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint
from synthclips.scene.records import Opening
from synthclips.stages.layout.pieces import Piece, Placed, Zone
from synthclips.stages.layout.plan import Plan

HIGH_SILL_M = 0.7  # lower ones leave no room for a radiator
WARM_M = 0.3  # before a radiator
BLINDS = ("venetian_blind", "roller_blind")
CLOTH_M = 0.18  # from the wall to the outermost fold


def dress_windows(plan: Plan, *, bare_walls: Container[int] = ()) -> None:
    """Radiators and blinds or curtains of all windows but those in walls that are to stay bare; blinds of a home are alike."""
    kind = next((kind for kind in BLINDS if plan.wants(kind)), None)
    blind = plan.draw(kind) if kind is not None else None
    for window in plan.room.openings:
        if window.kind == "window" and window.wall not in bare_walls:
            wall = plan.walls[window.wall]
            radiator = _radiator(plan, wall, window)
            if blind is not None:
                blind = _blind(plan, wall, window, blind)
            elif plan.wants("curtain"):
                _curtain(plan, wall, window, radiator)


def _radiator(plan: Plan, wall: Wall, window: Opening) -> Placed | None:
    """As wide as the window at most."""
    if not plan.wants("radiator") or window.sill_m <= HIGH_SILL_M:
        return None
    piece = plan.draw("radiator")
    piece = piece.fitted(width_m=max(0.4, min(piece.params["width_m"], round(window.width_m - 0.1, 3))))
    spot = plan.against(piece, wall, window.u_m, gap_m=0.01)
    if plan.complaint(piece, spot) or piece.height_m > window.sill_m - 0.03:
        return None
    before = Footprint(wall.at(window.u_m, piece.size_m[1] + WARM_M / 2), (piece.size_m[0] / 2, WARM_M / 2), wall.yaw_rad)
    plan.free.append(Zone(before, "hide the radiator", 0.3))
    return plan.put(piece, spot)


def _blind(plan: Plan, wall: Wall, window: Opening, piece: Piece) -> Piece:
    """Returns one like it for the next window."""
    top = round(window.sill_m + window.height_m, 4)
    fitted = piece.fitted(window_width_m=window.width_m, window_top_m=top, sill_m=window.sill_m)
    plan.put(fitted, Footprint(wall.at(window.u_m), (fitted.size_m[0] / 2, fitted.size_m[1]), wall.yaw_rad), solid=False)
    before = Footprint(wall.at(window.u_m, CLOTH_M / 2), (fitted.size_m[0] / 2, CLOTH_M / 2), wall.yaw_rad)
    plan.free.append(Zone(before, "stand in the blind", window.sill_m))
    return plan.another(fitted)


def _curtain(plan: Plan, wall: Wall, window: Opening, radiator: Placed | None) -> None:
    piece = plan.draw("curtain")
    short = window.sill_m > HIGH_SILL_M and (radiator is not None or plan.stream("curtain", window.id).chance(0.25))
    hem = (
        round(max(window.sill_m - 0.08, radiator.piece.height_m + 0.01 if radiator else 0.0), 3)
        if short
        else piece.params["hem_m"]
    )
    top = round(window.sill_m + window.height_m, 4)
    piece = piece.fitted(window_width_m=window.width_m, window_top_m=top, hem_m=hem)
    plan.put(piece, Footprint(wall.at(window.u_m), (piece.size_m[0] / 2, piece.size_m[1]), wall.yaw_rad), solid=False)
    cloth = Footprint(wall.at(window.u_m, CLOTH_M / 2), (piece.size_m[0] / 2, CLOTH_M / 2), wall.yaw_rad)
    plan.free.append(Zone(cloth, "stand in the curtain", hem))
