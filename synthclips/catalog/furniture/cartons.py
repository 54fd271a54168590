"""Cartons as people move and post them: stacks of moving boxes, parcels on a doorstep."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.soft import crown, soft_box
from synthclips.geometry.sweeps import extrude
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def carton(width_m: float, depth_m: float, height_m: float, *, piece: int) -> Mesh:
    """A shut carton: tape over the slit of its lid and down its ends, a label on its front, signs printed on its sides.

    Slots: body, tape, label, print.
    """
    w, d, h = width_m, depth_m, height_m
    fold = min(0.09, 0.5 * h)
    parts = [
        box((w, d, h), "body", bevel_m=0.004, piece=piece),
        box((w + 0.001, 0.05, 0.0012), "tape", at_m=(0, 0, h - 0.0004), bevel_m=0),
    ]
    parts += [box((0.0012, 0.05, fold), "tape", at_m=(s * w / 2, 0, h - fold), bevel_m=0) for s in (-1, 1)]
    parts.append(box((0.0014, d, 0.002), "tape", at_m=(0, 0, h), bevel_m=0))
    side = 0.3 * w if piece % 2 else -0.22 * w
    parts.append(box((min(0.15, 0.4 * w), 0.0012, min(0.1, 0.4 * h)), "label", at_m=(side * 0.6, d / 2, 0.45 * h), bevel_m=0))
    across = -math.copysign(0.3 * w, side)
    for s in (-1, 1):
        ahead = [shifted(m, across, d / 2) for m in _this_way_up(min(0.2 * w, 0.4 * h), 0.36 * h)]
        aside = [shifted(turned(m, "z", -math.pi / 2), w / 2) for m in _this_way_up(min(0.26 * d, 0.34 * h), 0.24 * h)]
        parts += [turned(m, "z", 0.0 if s > 0 else math.pi) for m in [*ahead, *aside]]
        parts.append(box((w - 0.02, 0.0022, 0.0006), "print", at_m=(0, s * 0.0255, h + 0.0002), bevel_m=0))
    return join(parts)


def _this_way_up(size_m: float, z_m: float) -> list[Mesh]:
    """Two arrows over a bar, printed on a side that faces +y, their feet at `z_m`. Slot: print."""
    marks = [box((size_m, 0.0012, 0.09 * size_m), "print", at_m=(0, 0, z_m), bevel_m=0)]
    for s in (-1, 1):
        x, head = s * 0.27 * size_m, 0.2 * size_m
        marks.append(box((0.12 * size_m, 0.0012, 0.5 * size_m), "print", at_m=(x, 0, z_m + 0.18 * size_m), bevel_m=0))
        tip = extrude([(-head, 0.0), (head, 0.0), (0.0, 1.4 * head)], 0.0012, "print")
        marks.append(shifted(turned(tip, "z", math.pi / 2), x, 0, z_m + 0.66 * size_m))
    return marks


def moving_boxes(
    *,
    key: int,
    width_m: Annotated[float, Range(0.3, 0.7), Metres],
    count: Annotated[int, Range(1, 6)],
    columns: Annotated[int, Range(1, 3)],
) -> Mesh:
    """Moving boxes in one to three stacks side by side, none quite straight. Slots: body, tape, label."""
    stream = Stream(key)
    parts, pitch = [], width_m + 0.09
    for column in range(columns):
        level, x = 0.0, (column - (columns - 1) / 2) * pitch
        here = count - column if column % 2 == 0 else count - 1 - column % 3
        for n in range(max(here, 1)):
            w, high = width_m * stream.uniform(0.86, 1.0), stream.uniform(0.3, 0.4)
            made = turned(carton(w, 0.7 * w, high, piece=7 * column + n), "z", stream.uniform(-0.09, 0.09))
            parts.append(shifted(made, x + stream.uniform(-0.02, 0.02), stream.uniform(-0.03, 0.03), level))
            level += high + 0.003
    return join(parts)


def parcel(
    *,
    key: int,
    width_m: Annotated[float, Range(0.12, 0.7), Metres],
    depth_m: Annotated[float, Range(0.1, 0.5), Metres],
    height_m: Annotated[float, Range(0.03, 0.5), Metres],
    style: Literal["box", "bag"],
) -> Mesh:
    """A parcel: a taped box, or a padded bag of plastic. Slots: body, tape, label."""
    if style == "box":
        return carton(width_m, depth_m, height_m, piece=key % 97)
    thick = 0.5 * height_m
    bend = crown((width_m / 2, depth_m / 2, thick / 2), top_m=0.5 * thick, sides_m=-0.01)
    lump = soft_box((width_m, depth_m, thick), 0.45 * thick, "body", cells=(5, 5, 1), bend=bend)
    lump = shifted(lump, z=-float(lump.vertices_m[:, 2].min()))
    return join(
        [lump, box((0.1, 0.14, 0.002), "label", at_m=(0.1 * width_m, 0, float(lump.vertices_m[:, 2].max()) - 0.0015), bevel_m=0)]
    )


def _stacked(p: dict[str, float]) -> float:
    return round(p["count"] * 0.404, 4)


KINDS = [
    Kind(
        "moving_boxes",
        "moving boxes in stacks",
        moving_boxes,
        {"width_m": Uniform(0.42, 0.58), "count": Integer(2, 4), "columns": Choice((1, 2), (3, 2))},
        "",
        {"body": "cardboard", "tape": "tape", "label": "mount", "print": "packing_print"},
        {
            **STANDING,
            "footprint": lambda p: (round((p["width_m"] + 0.09) * p["columns"] + 0.06, 4), round(0.8 * p["width_m"] + 0.1, 4)),
            "height": _stacked,
        },
    ),
    Kind(
        "parcel",
        "a parcel: a taped box or a padded bag",
        parcel,
        {
            "width_m": Uniform(0.22, 0.48),
            "depth_m": Uniform(0.18, 0.34),
            "height_m": Uniform(0.08, 0.3),
            "style": Choice(("box", "bag"), (4, 1)),
        },
        "",
        {"body": "parcel", "tape": "tape", "label": "mount", "print": "packing_print"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"] + 0.01, p["depth_m"] + 0.01),
            "height": lambda p: p["height_m"] + 0.004,
        },
    ),
]
