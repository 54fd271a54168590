"""A line drawing as a list of shapes, which the PNG and the SVG writer both draw: nothing is in one and not in the other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from synthclips.formats.look import PAPER, Colour

Point = tuple[float, float]
BACKGROUND = PAPER


@dataclass(frozen=True)
class Path:
    """Straight strokes from point to point, px from the upper left corner; with `fill`, the area they enclose."""

    points: tuple[Point, ...]
    ink: Colour | None = None  # None: no stroke
    width_px: float = 1.0
    closed: bool = False
    fill: Colour | None = None


@dataclass(frozen=True)
class Words:
    """One line of type, its middle or its left end at a point, centred on it vertically."""

    at: Point
    text: str
    size_px: int
    ink: Colour
    anchor: Literal["middle", "start"] = "middle"


Shape = Path | Words


@dataclass(frozen=True)
class Drawing:
    """Shapes on a page, later ones over earlier ones."""

    width_px: int
    height_px: int
    shapes: tuple[Shape, ...]


def shifted(shapes: Iterable[Shape], x: float, y: float) -> list[Shape]:
    """The same shapes elsewhere on the page."""
    return [_shifted(shape, x, y) for shape in shapes]


def _shifted(shape: Shape, x: float, y: float) -> Shape:
    if isinstance(shape, Words):
        return replace(shape, at=(shape.at[0] + x, shape.at[1] + y))
    return replace(shape, points=tuple((px + x, py + y) for px, py in shape.points))


LEAST_DASH_PX = 0.5


def dashed(points: Sequence[Point], ink: Colour, *, width_px: float = 1.0, on_px: float = 5.0, off_px: float = 4.0) -> list[Path]:
    """Strokes along a line of points, begun anew at every corner; a last one too short to be seen is left out."""
    return [dash for a, b in pairwise(points) for dash in _dashes(a, b, ink, width_px, on_px, off_px)]


def _dashes(a: Point, b: Point, ink: Colour, width_px: float, on_px: float, off_px: float) -> Iterable[Path]:
    length = math.dist(a, b)
    for k in range(math.ceil(length / (on_px + off_px))):
        start = k * (on_px + off_px)
        if length - start < LEAST_DASH_PX:
            break
        ends = (start / length, min(start + on_px, length) / length)
        yield Path(tuple((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for t in ends), ink, width_px)


def sheet(drawings: Sequence[Drawing], *, per_row: int, gap_px: int) -> Drawing:
    """Drawings side by side in cells as large as the largest."""
    wide, high = max(d.width_px for d in drawings) + gap_px, max(d.height_px for d in drawings) + gap_px
    columns, rows = min(per_row, len(drawings)), -(-len(drawings) // per_row)
    shapes = [s for k, d in enumerate(drawings) for s in shifted(d.shapes, k % columns * wide, k // columns * high)]
    return Drawing(columns * wide - gap_px, rows * high - gap_px, tuple(shapes))
