"""What of a plan is built: walls as thick bands, windows as glass in them, doors with the sweep of their leaves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from synthclips.formats import look
from synthclips.formats.drawing import Path, Shape, Words
from synthclips.geometry.hinge import OPEN_RAD
from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Vec2
from synthclips.review.ground import Ground
from synthclips.scene.records import Opening
from synthclips.stages.compose.scenery import Doorway, Scenery

WALL_M = 0.14
WALL_INK: look.Colour = (92, 94, 100)
GLASS: look.Colour = (96, 150, 190)


def walls(ground: Ground, scenery: Scenery) -> list[Shape]:
    """Walls, then their openings cut into them."""
    sides = scenery.walls
    bands = [_band(ground, wall, sides[k - 1], sides[(k + 1) % len(sides)]) for k, wall in enumerate(sides)]
    cuts = [shape for o in scenery.room.openings for shape in _opening(ground, sides[o.wall], o)]
    return [*bands, *cuts]


def _band(ground: Ground, wall: Wall, before: Wall, after: Wall) -> Path:
    """Outside the room; longer by its thickness where the room's corner points outward."""
    start = -WALL_M if _turns_left(before, wall) else 0.0
    end = wall.length_m + (WALL_M if _turns_left(wall, after) else 0.0)
    corners = ((start, 0.0), (end, 0.0), (end, -WALL_M), (start, -WALL_M))
    return Path(ground.all(wall.at(u, off) for u, off in corners), None, closed=True, fill=WALL_INK)


def _turns_left(a: Wall, b: Wall) -> bool:
    return a.along[0] * b.along[1] - a.along[1] * b.along[0] > 0


def _opening(ground: Ground, wall: Wall, opening: Opening) -> Sequence[Shape]:
    low, high = opening.u_m - opening.width_m / 2, opening.u_m + opening.width_m / 2
    gap = ground.all(wall.at(u, off) for u, off in ((low, 0.0), (high, 0.0), (high, -WALL_M), (low, -WALL_M)))
    hole = Path(gap, WALL_INK, closed=True, fill=look.PAPER)
    if opening.kind == "door":
        return [hole, *_door(ground, Doorway(opening, wall))]
    if opening.kind == "passage":
        return [hole, Words(ground.px(wall.at(opening.u_m, -WALL_M - 0.13)), "to the next room", 10, look.FAINT)]
    panes = [Path(ground.all(wall.at(u, off) for u in (low, high)), GLASS, 1.5) for off in (-WALL_M / 3, -2 * WALL_M / 3)]
    sill = Words(ground.px(wall.at(opening.u_m, -WALL_M - 0.13)), f"sill {opening.sill_m:.2f}", 10, GLASS)
    return [hole, *panes, sill]


def _door(ground: Ground, door: Doorway) -> list[Shape]:
    """The leaf as it stands open, and the quarter circle of its edge."""
    edge = [_leaf_edge(door, OPEN_RAD * k / 12) for k in range(13)]
    return [Path(ground.all(edge), look.FAINT), Path(ground.all((door.hinge_m, edge[-1])), WALL_INK, 3.0)]


def _leaf_edge(door: Doorway, turn_rad: float) -> Vec2:
    """Where the free edge of a leaf is that has turned so far into the room."""
    hinge, width = door.opening.hinge, door.opening.width_m
    return door.at(width * math.sin(turn_rad), hinge * width * (0.5 - math.cos(turn_rad)))
