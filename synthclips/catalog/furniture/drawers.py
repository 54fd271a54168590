"""Chests: drawers in rows under a top, from a bedside table to a tallboy; some have an open niche, some a drawer left ajar."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.cabinet import cabinet_feet
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, renamed, shifted, turned
from synthclips.geometry.sweeps import lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
AJAR_M = 0.14  # the farthest that a drawer is left open


def chest(
    *,
    key: int,
    width_m: Annotated[float, Range(0.3, 1.8), Metres],
    depth_m: Annotated[float, Range(0.28, 0.6), Metres],
    height_m: Annotated[float, Range(0.38, 1.4), Metres],
    rows: Annotated[int, Range(1, 6)],
    columns: Annotated[int, Range(1, 3)],
    split_top: bool,
    niche: bool,
    ajar_m: Annotated[float, Range(0, AJAR_M), Metres],
    legs: Literal["plinth", "tapered", "metal", "splayed"],
    handles: Literal["knob", "bar", "cup", "none"],
) -> Mesh:
    """Drawers, facing +y. Slots: body, front (of another colour in one of three), legs, handles."""
    stream = Stream(key)
    leg = min({"plinth": 0.06, "tapered": 0.15, "metal": 0.13, "splayed": 0.16}[legs], 0.3 * height_m)
    t, y = 0.018, -0.03
    tall, deep = height_m - leg - 0.024, depth_m - 0.012
    parts = [box((width_m + 0.02, depth_m + 0.01, 0.024), "body", at_m=(0, y, height_m - 0.024), piece=1)]
    parts += [box((t, deep, tall), "body", at_m=(s * (width_m - t) / 2, y, leg), piece=3 + s) for s in (-1, 1)]
    parts += [box((width_m - 2 * t, 0.01, tall), "body", at_m=(0, y - deep / 2 + 0.008, leg), bevel_m=0)]
    parts += [box((width_m - 2 * t, deep - 0.02, t), "body", at_m=(0, y, leg), piece=6)]
    levels = _levels(leg + t, tall - t, rows, niche)
    if niche:
        parts.append(box((width_m - 2 * t, deep - 0.01, t), "body", at_m=(0, y, levels[-1][1]), piece=7))
    open_row, open_column = stream.integer(0, len(levels) - 1), stream.integer(0, columns - 1)
    for row, (low, high) in enumerate(levels):
        count = columns + 1 if split_top and row == len(levels) - 1 else columns
        each = (width_m - 2 * t) / count
        for column in range(count):
            x = (column + 0.5) * each - (width_m - 2 * t) / 2
            out = ajar_m if (row, column) == (open_row, open_column) else 0.0
            parts.append(shifted(drawer(each, high - low, deep, handles, row * 5 + column), x, y + deep / 2 + out, low))
    parts += [shifted(foot, y=y) for foot in cabinet_feet(legs, width_m, depth_m, leg)]
    return renamed(join(parts), {} if key % 3 == 0 else {"front": "body"})


def _levels(low: float, tall: float, rows: int, niche: bool) -> list[tuple[float, float]]:
    """The rows of drawers from below, lower ones taller; a niche takes the uppermost place."""
    shares = np.linspace(1.25, 0.8, rows + niche)
    edges = low + tall * np.concatenate([[0.0], np.cumsum(shares / float(shares.sum()))])
    return [(float(a), float(b)) for a, b in pairwise(edges[: rows + 1])]


def drawer(wide: float, tall: float, deep: float, handles: str, piece: int) -> Mesh:
    """Its front at y = 0, its sides behind."""
    front = box((wide - 0.006, 0.018, tall - 0.006), "front", at_m=(0, -0.009, 0.003), bevel_m=0.003, piece=100 + piece)
    sides = [
        box((0.012, 0.6 * deep, 0.7 * tall), "body", at_m=(s * (wide / 2 - 0.03), -0.3 * deep - 0.01, 0.02), bevel_m=0)
        for s in (-1, 1)
    ]
    floor = box((wide - 0.06, 0.6 * deep, 0.008), "body", at_m=(0, -0.3 * deep - 0.01, 0.02), bevel_m=0)
    xs = [0.0] if wide < 0.5 or handles == "none" else [-0.28 * wide, 0.28 * wide]
    return join([front, *sides, floor, *(m for x in xs for m in _handle(handles, x, tall / 2))])


def _handle(style: str, x: float, z: float) -> list[Mesh]:
    if style == "knob":
        knob = lathe([(0, 0), (0.007, 0), (0.007, 0.012), (0.016, 0.02), (0.013, 0.03), (0, 0.032)], "handles", sides=10)
        return [shifted(turned(knob, "x", -np.pi / 2), x, 0.0, z)]
    if style == "bar":
        return [tube([(x - 0.06, 0, z), (x - 0.06, 0.026, z), (x + 0.06, 0.026, z), (x + 0.06, 0, z)], 0.005, "handles", sides=6)]
    if style == "cup":
        return [box((0.09, 0.022, 0.028), "handles", at_m=(x, 0.011, z - 0.014), bevel_m=0.009)]
    return [box((0.12, 0.003, 0.02), "legs", at_m=(x, 0.001, 2 * z - 0.03), bevel_m=0)]


TRAITS: dict[str, Any] = {
    **STANDING,
    "footprint": lambda p: (p["width_m"] + 0.02, round(p["depth_m"] + 0.07 + max(0.0, 2 * (p["ajar_m"] - 0.03)), 4)),
    "height": lambda p: p["height_m"],
    "anchors": lambda p: {
        "top": {
            "position_m": (0.0, -0.03, p["height_m"]),
            "size_m": (round(0.94 * p["width_m"], 4), round(0.92 * p["depth_m"], 4)),
            "facing": (0.0, 1.0),
        }
    },
}
SLOTS = {"body": "wood", "front": "wood", "legs": "legs", "handles": "metal"}
CHEST = {
    "width_m": Uniform(0.75, 1.3),
    "depth_m": Uniform(0.4, 0.5),
    "height_m": Uniform(0.76, 1.15),
    "rows": Choice((3, 4, 5), (3, 3, 1)),
    "columns": Choice((1, 2), (3, 2)),
    "split_top": Choice((True, False)),
    "niche": False,
    "ajar_m": Choice((0.0, 0.06), (3, 1)),
    "legs": Choice(("plinth", "tapered", "metal", "splayed"), (3, 3, 1, 2)),
    "handles": Choice(("knob", "bar", "cup", "none"), (3, 3, 1, 1)),
}
BEDSIDE = {
    **CHEST,
    "width_m": Uniform(0.36, 0.52),
    "depth_m": Uniform(0.32, 0.42),
    "height_m": Uniform(0.44, 0.62),
    "rows": Choice((1, 2, 3), (3, 3, 1)),
    "columns": 1,
    "split_top": False,
    "niche": Choice((True, False)),
    "ajar_m": Choice((0.0, 0.04), (5, 1)),
}
KINDS = [
    Kind("chest_of_drawers", "drawers in rows, waist-high or taller", chest, CHEST, "", SLOTS, {**TRAITS, "front_m": 0.45}),
    Kind("bedside_table", "a small chest beside a bed, with drawers or a niche", chest, BEDSIDE, "", SLOTS, TRAITS),
]
