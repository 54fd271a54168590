"""Kitchen appliances that stand on the floor: refrigerators, washing machines, dishwashers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.fronts import GRIP_M, Fronts, Handles, doors, handle
from synthclips.catalog.furniture.kitchen_units import (
    BODY_M,
    DEPTH_M,
    FACE_Y_M,
    PLINTH_M,
    RUN,
    SLOTS,
    STYLE,
    Height,
    Top,
    carcass,
)
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, lathe
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream, stable_key

Metres = Unit("m")
SEAM_M = 0.006


def refrigerator(
    *,
    key: int,
    width_m: Annotated[float, Range(0.45, 1.0), Metres],
    depth_m: Annotated[float, Range(0.5, 0.8), Metres],
    height_m: Annotated[float, Range(0.8, 2.1), Metres],
    doors: Literal["one", "freezer_above", "freezer_below", "side_by_side"],
    handles: Literal["bar", "recess"],
    round_edges: bool,
    notes: Annotated[int, Range(0, 8)],
) -> Mesh:
    """A refrigerator, its doors at +y, papers under magnets on them. Slots: body, handles, seal, note, note_b."""
    deep, door = depth_m - GRIP_M - 0.012, 0.055
    back = -depth_m / 2
    radius = 0.045 if round_edges else 0.012
    case = box(
        (width_m - 0.008, deep - door - SEAM_M, height_m - 0.02), "body", at_m=(0, back + (deep - door - SEAM_M) / 2, 0.02)
    )
    seal = box((width_m - 0.03, SEAM_M, height_m - 0.08), "seal", at_m=(0, back + deep - door - SEAM_M / 2, 0.05), bevel_m=0)
    feet = box((width_m - 0.06, deep - 0.12, 0.03), "seal", at_m=(0, back + deep / 2 - 0.03, 0), bevel_m=0)
    parts, face = [case, seal, feet], back + deep
    for x0, x1, z0, z1, grip in _leaves(doors, width_m, height_m, key):
        leaf = (x1 - x0 - SEAM_M, door, z1 - z0 - SEAM_M)
        at = ((x0 + x1) / 2, face - door / 2, z0 + SEAM_M / 2)
        parts.append(soft_box(leaf, radius, "body", at_m=at, cells=(1, 1, 1), rounding=2 if round_edges else 1))
        parts += _grip(handles, x0, x1, z0, z1, face, grip)
        parts += _notes(Stream(stable_key(key, "notes", f"{z0:.2f}")), x0, x1, z0, z1, face, notes)
    return join(parts)


def _notes(stream: Stream, x0: float, x1: float, z0: float, z1: float, face: float, count: int) -> list[Mesh]:
    """Papers under magnets in the upper half of a door, no two alike."""
    made = list[Mesh]()
    for k in range(count if z1 - z0 > 0.5 else 0):
        wide, high = stream.uniform(0.06, 0.15), stream.uniform(0.07, 0.2)
        x, z = stream.uniform(x0 + 0.15, x1 - 0.15), stream.uniform(z0 + 0.55 * (z1 - z0), z1 - 0.25)
        paper = turned(box((wide, 0.001, high), ("note", "note_b")[k % 2], bevel_m=0, piece=k), "y", stream.uniform(-0.12, 0.12))
        made.append(shifted(paper, x, face + 0.001, z))
        made.append(box((0.022, 0.006, 0.022), "seal", at_m=(x, face + 0.004, z + high - 0.03), bevel_m=0.002))
    return made


def _leaves(style: str, wide: float, high: float, key: int) -> list[tuple[float, float, float, float, tuple[int, float]]]:
    """Doors as (x0, x1, z0, z1) and the side (-1, 1) and height (0 foot .. 1 top) of their handle."""
    left, right, low, hand = -wide / 2, wide / 2, 0.05, 1 if key % 2 else -1
    if style == "one":
        return [(left, right, low, high, (hand, 0.6))]
    if style == "side_by_side":
        return [(left, -0.06, low, high, (1, 0.55)), (-0.06, right, low, high, (-1, 0.55))]
    cut = high * (0.7 if style == "freezer_above" else 0.36)
    return [(left, right, low, cut, (hand, 0.85)), (left, right, cut, high, (hand, 0.15 if high - cut > 0.6 else 0.4))]


def _grip(style: str, x0: float, x1: float, z0: float, z1: float, face: float, grip: tuple[int, float]) -> list[Mesh]:
    side, up = grip
    long = min(0.45, 0.55 * (z1 - z0))
    x = (x1 - 0.055) if side > 0 else (x0 + 0.055)
    z = min(max(z0 + up * (z1 - z0), z0 + 0.5 * long + 0.05), z1 - 0.5 * long - 0.05)
    if style == "bar":
        return handle("bar", at_m=(x, face, z), long=long, upright=True)
    return [box((0.03, 0.004, long), "seal", at_m=(x + side * 0.025, face, z - long / 2), bevel_m=0)]


def washing_machine(
    *,
    key: int,
    width_m: Annotated[float, Range(0.45, 0.7), Metres],
    height_m: Height,
    worktop_m: Top,
    porthole_m: Annotated[float, Range(0.12, 0.2), Metres],
) -> Mesh:
    """A washing machine under a worktop. Slots: body, dark, ring, glass, worktop."""
    wide, top = width_m, height_m - worktop_m
    parts = [_slab(wide, height_m, worktop_m), _case(wide, top, "body")]
    face = FACE_Y_M + 0.018
    middle = 0.44 * top
    outlines = {
        "ring": ((1.08, 0.0), (1.05, 0.015), (1.0, 0.028), (0.8, 0.03), (0.74, 0.018)),
        "glass": ((0.74, 0.018), (0.6, 0.03), (0.35, 0.012), (0, 0.004)),
    }
    for slot, outline in outlines.items():
        made = lathe([(r * porthole_m, z) for r, z in outline], slot, sides=28)
        parts.append(shifted(turned(made, "x", -math.pi / 2), 0, face, middle))
    strip = top - 0.115
    parts.append(box((wide - 0.03, 0.004, 0.1), "body", at_m=(0, face, strip), bevel_m=0.001))
    parts.append(box((0.16, 0.006, 0.07), "ring", at_m=(-0.19, face, strip + 0.015), bevel_m=0.002))
    parts.append(box((0.12, 0.006, 0.04), "dark", at_m=(0.17, face, strip + 0.03), bevel_m=0.001))
    dial = cylinder(0.028, 0.018, "ring", sides=16)
    parts.append(shifted(turned(dial, "x", -math.pi / 2), 0.02 + 0.03 * (key % 2), face, strip + 0.05))
    parts.append(box((0.1, 0.004, 0.1), "body", at_m=(0.2 * (1 if key % 3 else -1), face, 0.06), bevel_m=0.001))
    return join(parts)


def _slab(wide: float, height: float, thick: float) -> Mesh:
    return box((wide, DEPTH_M, thick), "worktop", at_m=(0, 0, height - thick), bevel_m=0.002, piece=1)


def _case(wide: float, top: float, slot: str) -> Mesh:
    """The body of an appliance under a worktop, its face level with the fronts beside it."""
    deep = BODY_M + 0.018
    return box((wide - 0.008, deep, top - 0.004), slot, at_m=(0, FACE_Y_M + 0.018 - deep / 2, 0), bevel_m=0.004)


def dishwasher(
    *,
    key: int,
    width_m: Annotated[float, Range(0.4, 0.65), Metres],
    height_m: Height,
    worktop_m: Top,
    fronts: Fronts,
    handles: Handles,
    hidden: bool,
) -> Mesh:
    """A dishwasher: with a face of its own, or hidden behind a kitchen front.

    Slots: worktop; body, dark, ring; front, plinth, handles where it is hidden.
    """
    top = height_m - worktop_m
    parts = [_slab(width_m, height_m, worktop_m)]
    if hidden:
        made = doors(width_m, top - PLINTH_M, fronts, "none", at_m=(0, FACE_Y_M, PLINTH_M), piece=9, grip_at=1.0)
        grip = handle(handles, at_m=(0, FACE_Y_M + 0.018, top - 0.07), long=0.3, upright=False)
        return join([*parts, *carcass(width_m, top), *made, *grip])
    face = FACE_Y_M + 0.018
    parts.append(_case(width_m, top, "body"))
    strip = top - 0.12
    parts.append(box((width_m - 0.012, 0.005, 0.11), "ring" if key % 2 else "body", at_m=(0, face, strip), bevel_m=0.001))
    parts.append(box((width_m - 0.012, 0.004, 0.006), "dark", at_m=(0, face, strip - 0.008), bevel_m=0))
    parts.append(box((0.22, 0.006, 0.035), "dark", at_m=(0, face + 0.002, strip + 0.065), bevel_m=0.002))
    parts += [box((0.014, 0.008, 0.014), "dark", at_m=(0.15 + 0.03 * k, face, strip + 0.03), bevel_m=0.002) for k in range(3)]
    parts.append(box((width_m - 0.012, 0.004, 0.006), "dark", at_m=(0, face, 0.1), bevel_m=0))
    return join(parts)


FRIDGE: Mapping[str, Any] = {
    "width_m": Uniform(0.54, 0.7),
    "depth_m": Uniform(0.6, 0.7),
    "height_m": Uniform(1.45, 1.95),
    "doors": Choice(("one", "freezer_above", "freezer_below", "side_by_side"), (1.5, 2, 4, 1)),
    "handles": Choice(("bar", "recess"), (3, 2)),
    "round_edges": Choice((False, True), (3, 1)),
    "notes": Choice((0, 2, 3, 5), (3, 1, 1, 1)),
}
UNDER = {"height_m": STYLE["height_m"], "worktop_m": STYLE["worktop_m"]}
KINDS = [
    Kind(
        "refrigerator",
        "a refrigerator of one or two doors, the freezer above, below or beside",
        refrigerator,
        FRIDGE,
        "refrigerator",
        {"body": "fridge", "handles": "handle", "seal": "black_plastic", "note": "mount", "note_b": "note"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["depth_m"]),
            "height": lambda p: p["height_m"],
            "front_m": 0.9,
            "crowds": True,
        },
    ),
    Kind(
        "washing_machine",
        "a washing machine under a worktop",
        washing_machine,
        {"width_m": Uniform(0.585, 0.615), **UNDER, "porthole_m": Uniform(0.14, 0.175)},
        "",
        {"body": "white_goods", "dark": "black_plastic", "ring": "dial_plate", "glass": "dark_glass", "worktop": "worktop"},
        {**RUN, "anchors": lambda p: {}},
    ),
    Kind(
        "dishwasher",
        "a dishwasher under a worktop",
        dishwasher,
        {"width_m": Choice((0.45, 0.6), (1, 4)), **STYLE, "hidden": Choice((False, True))},
        "",
        {**SLOTS, "body": "white_goods", "dark": "black_plastic", "ring": "dial_plate"},
        {**RUN, "anchors": lambda p: {}},
    ),
]
