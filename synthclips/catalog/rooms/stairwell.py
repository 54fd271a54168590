"""Ceilings, and the wells of staircases: holes in them, and what one sees through these of the storey above."""

from __future__ import annotations

from synthclips.catalog.rooms.panels import panel
from synthclips.geometry.mesh import Mesh
from synthclips.geometry.outline import parts
from synthclips.scene.records import Room

ABOVE_M = 1.7  # from the ceiling to that of the storey above, as far as anybody sees
Rect = tuple[float, float, float, float]  # x0, y0, x1, y1


def ceiling(room: Room) -> list[Mesh]:
    """The ceiling but for its wells, and their sides and lids."""
    level, rects = room.size_m[2], parts(room.outline)
    for well in room.wells:
        rects = [left for rect in rects for left in around(rect, well)]
    return [*(_lid(r, level) for r in rects), *(mesh for well in room.wells for mesh in _shaft(well, level))]


def around(rect: Rect, hole: Rect) -> list[Rect]:
    """What is left of a rectangle beside a hole: up to four rectangles."""
    (x0, y0, x1, y1), (a0, b0, a1, b1) = rect, hole
    if a0 >= x1 or a1 <= x0 or b0 >= y1 or b1 <= y0:
        return [rect]
    low, high = max(y0, b0), min(y1, b1)
    beside = [(x0, y0, x1, low), (x0, high, x1, y1), (x0, low, max(x0, a0), high), (min(x1, a1), low, x1, high)]
    return [r for r in beside if r[2] - r[0] > 1e-6 and r[3] - r[1] > 1e-6]


def _lid(rect: Rect, z: float) -> Mesh:
    x0, y0, x1, y1 = rect
    corners = [(x0, y1), (x1, y1), (x1, y0), (x0, y0)]
    return panel([(*c, z) for c in corners], corners, "ceiling")


def _shaft(well: Rect, level: float) -> list[Mesh]:
    """Four plastered sides that face in, and a lid."""
    x0, y0, x1, y1 = well
    corners, top = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)], level + ABOVE_M
    made = [_lid(well, top)]
    for k, (ax, ay) in enumerate(corners):
        bx, by = corners[(k + 1) % 4]
        long = abs(bx - ax) + abs(by - ay)
        side = [(bx, by, level), (ax, ay, level), (ax, ay, top), (bx, by, top)]
        made.append(panel(side, [(long, level), (0, level), (0, top), (long, top)], "ceiling", piece=k + 1))
    return made
