"""What the stages ask of a kind of furniture, as functions of its settled parameters.

footprint: width and depth in metres of the rectangle it covers. height: metres from its lower side to its top.
apart: as `mover.Apart` says.
anchors: name -> position_m, size_m and facing of a seat, a top, a shelf or a bulb, in the item's own frame; names of seats
begin with "seat". blocks: what hides things behind it where that is less than the footprint to its full height: middle, half
extents and top of rectangles.
front_m: metres before it that stay free for who opens or fills it; left out where nobody has to.
well, storey_m: of stairs only: the hole they need in the ceiling (x0, y0, x1, y1), and how far above it they end.
crowds: True where it is large and at the height of heads, so that a camera beside or above it sees little else.
glass: of mirrors: a corner of the glass and the sides from there, in the item's own frame.
veils: True where what light it lets through a window is worked out when it moves, instead of its shadow.
hugs: True of cloth along a wall: the spheres of a soft shadow would show there one by one, as a row of spots, and on its folds.
faces: True where what stirs in it is seen from its front alone.
tucks_m: metres of its front that go under a table; left out where nothing does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STANDING: Mapping[str, Any] = {"anchors": lambda p: {}, "wall_mounted": False}
HUNG: Mapping[str, Any] = {**STANDING, "wall_mounted": True}  # its origin is on the wall, its footprint before it
HANGING: Mapping[str, Any] = {**STANDING, "hangs": True}  # from the ceiling


def round_footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    """Of what has a `radius_m`, with a hair of air."""
    return 2 * p["radius_m"] + 0.004, 2 * p["radius_m"] + 0.004
