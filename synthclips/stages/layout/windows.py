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
SHORT = 0.25  # of the rooms without radiators have curtains to the sill
CLOTH_M = 0.18  # from the wall to the outermost fold


def dress_windows(plan: Plan, *, bare_walls: Container[int] = ()) -> None:
    """Radiators and blinds or curtains of all windows but those in walls that are to stay bare; all of a room are alike."""
    windows = [o for o in plan.room.openings if o.kind == "window" and o.wall not in bare_walls]
    kind = next((kind for kind in (*BLINDS, "curtain") if plan.wants(kind)), None)
    like = plan.draw(kind) if kind is not None and windows else None
    long = kind == "curtain" and any(w.sill_m <= HIGH_SILL_M for w in windows)  # to the floor, where no radiator is in their way
    heater = plan.draw("radiator") if windows and not long and plan.wants("radiator") else None
    short = not long and (heater is not None or plan.stream("curtain", "hem").chance(SHORT))
    for window in windows:
        wall, radiator = plan.walls[window.wall], None
        if heater is not None and window.sill_m > HIGH_SILL_M:
            radiator = _radiator(plan, wall, window, heater)
            heater = plan.another(heater) if radiator else heater
        if like is not None:
            if kind == "curtain":
                _curtain(plan, wall, window, like, radiator, short=short)
            else:
                _blind(plan, wall, window, like)
            like = plan.another(like)


def _radiator(plan: Plan, wall: Wall, window: Opening, like: Piece) -> Placed | None:
    """As wide as the window at most; None where it has no room."""
    piece = like.fitted(width_m=max(0.4, min(like.params["width_m"], round(window.width_m - 0.1, 3))))
    spot = plan.against(piece, wall, window.u_m, gap_m=0.01)
    if plan.complaint(piece, spot) or piece.height_m > window.sill_m - 0.03:
        return None
    before = Footprint(wall.at(window.u_m, piece.size_m[1] + WARM_M / 2), (piece.size_m[0] / 2, WARM_M / 2), wall.yaw_rad)
    plan.free.append(Zone(before, "hide the radiator", 0.3))
    return plan.put(piece, spot)


def _blind(plan: Plan, wall: Wall, window: Opening, piece: Piece) -> None:
    top = round(window.sill_m + window.height_m, 4)
    fitted = piece.fitted(window_width_m=window.width_m, window_top_m=top, sill_m=window.sill_m)
    plan.put(fitted, Footprint(wall.at(window.u_m), (fitted.size_m[0] / 2, fitted.size_m[1]), wall.yaw_rad), solid=False)
    before = Footprint(wall.at(window.u_m, CLOTH_M / 2), (fitted.size_m[0] / 2, CLOTH_M / 2), wall.yaw_rad)
    plan.free.append(Zone(before, "stand in the blind", window.sill_m))


def _curtain(plan: Plan, wall: Wall, window: Opening, like: Piece, radiator: Placed | None, *, short: bool) -> None:
    """To the sill if the room's are short and the window is not; else as long as drawn."""
    hem = like.params["hem_m"]
    if radiator or (short and window.sill_m > HIGH_SILL_M):
        hem = round(max(window.sill_m - 0.08, radiator.piece.height_m + 0.01 if radiator else 0.0), 3)
    top = round(window.sill_m + window.height_m, 4)
    piece = like.fitted(window_width_m=window.width_m, window_top_m=top, hem_m=hem)
    plan.put(piece, Footprint(wall.at(window.u_m), (piece.size_m[0] / 2, piece.size_m[1]), wall.yaw_rad), solid=False)
    cloth = Footprint(wall.at(window.u_m, CLOTH_M / 2), (piece.size_m[0] / 2, CLOTH_M / 2), wall.yaw_rad)
    plan.free.append(Zone(cloth, "stand in the curtain", hem))
