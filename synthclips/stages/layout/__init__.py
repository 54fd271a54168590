"""Layout: furniture placed by rules, so that a room is one that people could live in."""

from __future__ import annotations

import importlib
from collections import Counter

from synthclips import catalog
from synthclips.geometry.plan import Footprint
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Item, Room
from synthclips.scene.streams import Streams
from synthclips.stages.layout.pieces import Furnishing, Piece, Unplaceable
from synthclips.stages.layout.plan import Plan

ATTEMPTS = 40


def layout(room: Room, furnishing: Furnishing, streams: Streams) -> tuple[Item, ...]:
    """Items of a home, required ones first. Raises SceneError naming the rule that failed most often."""
    furnish = importlib.import_module(f"synthclips.stages.layout.{room.kind}").furnish
    failed, drawn = Counter[str](), dict[str, Piece]()
    for attempt in range(ATTEMPTS):
        plan = Plan(room, furnishing, streams, attempt, drawn)
        try:
            furnish(plan)
            _all_required(plan, room.kind)
            return plan.items()
        except Unplaceable as reason:
            failed[str(reason)] += 1
    rule = failed.most_common(1)[0][0]
    size = f"{room.size_m[0]:.2f} x {room.size_m[1]:.2f} m"
    raise SceneError(f"no furniture plan found for a room of {size} after {ATTEMPTS} attempts; most often: {rule}", where="room")


def _all_required(plan: Plan, room: str) -> None:
    """Raises SceneError for a required kind that no rule of the room ever places."""
    placed = {p.piece.kind for p in plan.placed}
    for kind in plan.furnishing.required:
        if kind not in placed:
            where, what = room.replace("_", " "), kind.replace("_", " ")
            raise SceneError(f"a {where} has no place for a {what}", where="furniture.required")


def wells(items: tuple[Item, ...]) -> tuple[tuple[float, float, float, float], ...]:
    """Holes that stairs need in the ceiling, x0, y0, x1, y1; stairs stand square to the walls."""
    found = []
    for item in items:
        traits = catalog.kind("furniture", item.kind).traits
        if "well" in traits:
            x0, y0, x1, y1 = traits["well"](item.params)
            frame = Footprint(item.position_m[:2], (0.0, 0.0), item.yaw_rad)
            xs, ys = zip(frame.to_world(x0, y0), frame.to_world(x1, y1), strict=True)
            found.append((round(min(xs), 4), round(min(ys), 4), round(max(xs), 4), round(max(ys), 4)))
    return tuple(found)
