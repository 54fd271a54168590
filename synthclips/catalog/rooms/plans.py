"""Floor plans: what a room of some width and depth may look like from above, and what else varies from room to room."""

from __future__ import annotations

from typing import Annotated, Literal

from synthclips.geometry.outline import rectangle
from synthclips.geometry.plan import Vec2
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.streams import Stream, stable_key

Corners = tuple[Vec2, ...]
Shape = Literal["rectangle", "l_shape", "boxed_corner", "chimney_breast", "alcove"]
LEAST_M = 1.9  # of an arm of an L


def plan(
    *,
    key: int,
    width_m: Annotated[float, Range(1, 12), Unit("m")],
    depth_m: Annotated[float, Range(1, 12), Unit("m")],
    height_m: Annotated[float, Range(2, 4), Unit("m")],
    shape: Shape,
    next_room: Literal["shut", "lit", "dark"],
) -> Corners:
    """The floor's corners in a box of that width and depth, counter-clockwise from the origin's side.

    A room too small for its shape is a rectangle.
    """
    del height_m, next_room
    width_m, depth_m = round(width_m, 3), round(depth_m, 3)
    stream = Stream(stable_key(key, "plan"))
    made: Corners = {
        "rectangle": lambda: (),
        "l_shape": lambda: _corner_cut(width_m, depth_m, stream, (0.3, 0.5), LEAST_M),
        "boxed_corner": lambda: _corner_cut(width_m, depth_m, stream, (0.07, 0.14), 1.5),
        "chimney_breast": lambda: _bump(width_m, depth_m, stream),
        "alcove": lambda: _niche(width_m, depth_m, stream),
    }[shape]()
    return made or rectangle(width_m, depth_m)


def _corner_cut(width: float, depth: float, stream: Stream, share: tuple[float, float], least: float) -> Corners:
    """A rectangle without one of its corners."""
    x, y = (round(size * stream.uniform(*share), 2) for size in (width, depth))
    corner = stream.integer(0, 3)
    if width - x < least or depth - y < least:
        return ()
    return _turned([(0.0, 0.0), (width - x, 0.0), (width - x, y), (width, y), (width, depth), (0.0, depth)], corner, width, depth)


def _bump(width: float, depth: float, stream: Stream) -> Corners:
    """A wall with a chimney breast in its middle."""
    wide, deep = round(stream.uniform(1.1, 1.6), 2), round(stream.uniform(0.28, 0.42), 2)
    if width < wide + 1.6 or depth < 3.0:
        return ()
    a = round((width - wide) / 2, 2)
    b = round(a + wide, 2)
    corners = [(0.0, 0.0), (a, 0.0), (a, deep), (b, deep), (b, 0.0), (width, 0.0), (width, depth), (0.0, depth)]
    return _turned(corners, 2 * stream.integer(0, 1), width, depth)


def _niche(width: float, depth: float, stream: Stream) -> Corners:
    """A wall part of which lies farther out."""
    wide, deep = round(stream.uniform(1.5, 2.3), 2), round(stream.uniform(0.5, 0.9), 2)
    if width < wide + 1.4 or depth - deep < 2.8:
        return ()
    a = round((width - wide) / 2 * stream.uniform(0.5, 1.5), 2)
    b = round(a + wide, 2)
    corners = [(0.0, deep), (a, deep), (a, 0.0), (b, 0.0), (b, deep), (width, deep), (width, depth), (0.0, depth)]
    return _turned(corners, 2 * stream.integer(0, 1), width, depth)


def _turned(corners: list[Vec2], quarter: int, width: float, depth: float) -> Corners:
    """The plan mirrored (1), turned half round (2), or both (3), within its box; rounded to centimetres."""
    if quarter in (1, 3):
        corners = [(width - x, y) for x, y in reversed(corners)]
    if quarter in (2, 3):
        corners = [(width - x, depth - y) for x, y in corners]
    return tuple((round(x, 3), round(y, 3)) for x, y in corners)
