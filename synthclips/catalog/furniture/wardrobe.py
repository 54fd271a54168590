"""Wardrobes: hinged doors plain or panelled, sliding ones, one of them perhaps a mirror, one perhaps left open on clothes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.cabinet import cabinet_feet
from synthclips.catalog.furniture.garments import DARK, hung_coat
from synthclips.catalog.furniture.mirror import pane
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, renamed, shifted, turned
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
LEAF_M, SIDE_M = 0.02, 0.022
FRONT_M = 0.055  # what doors, handles and mouldings add to the body's depth
SWUNG_M = 0.3  # kept free before a door that stands open


def wardrobe(
    *,
    key: int,
    width_m: Annotated[float, Range(0.7, 3.0), Metres],
    depth_m: Annotated[float, Range(0.4, 0.7), Metres],
    height_m: Annotated[float, Range(1.6, 2.5), Metres],
    doors: Literal["plain", "panelled", "sliding", "louvred"],
    mirror: bool,
    standing_open: bool,
    legs: Literal["plinth", "tapered", "splayed"],
    cornice: bool,
) -> Mesh:
    """A wardrobe facing +y. Slots: body, front, legs, handles, mirror, coat_a, coat_b, coat_c, inside."""
    stream = Stream(key)
    leg = {"plinth": 0.07, "tapered": 0.13, "splayed": 0.14}[legs]
    back = -(depth_m + FRONT_M) / 2
    count = sliding_count(width_m) if doors == "sliding" else max(2, round(width_m / 0.5))
    left_open = stream.integer(0, count - 1) if standing_open and doors != "sliding" else -1
    parts = [_carcass(width_m, depth_m, height_m, leg, cornice)]
    each, tall = (width_m - 2 * SIDE_M) / count, height_m - leg - 0.05
    shown = stream.integer(0, count - 1) if mirror else -1
    for k in range(count):
        x = (k + 0.5) * each - (width_m - 2 * SIDE_M) / 2
        hinge = -1 if (k % 2 == 0 and k + 1 < count) or count == 1 else 1
        wide = each * 1.04 if doors == "sliding" else each - 0.005
        leaf = _leaf(wide, tall, doors, hinge, shown == k, k)
        if k == left_open:
            leaf = turned(leaf, "z", -hinge * stream.uniform(0.2, 0.55), (hinge * wide / 2, 0, 0))
        y = depth_m / 2 + 0.002 + (0.024 * (k % 2) if doors == "sliding" else 0.0)
        parts.append(shifted(leaf, x, y, leg + 0.03))
    if left_open >= 0:
        x = (left_open + 0.5) * each - (width_m - 2 * SIDE_M) / 2
        parts += [shifted(m, x, 0.0, leg) for m in _clothes(each, tall, stream)]
    parts += cabinet_feet(legs, width_m, depth_m, leg)
    made = shifted(join(parts), y=back + depth_m / 2)
    made = shifted(made, y=0.0 if left_open < 0 else -SWUNG_M / 2)
    return renamed(made, {} if key % 4 == 0 else {"front": "body"})


def sliding_count(width_m: float) -> int:
    """Sliding doors are wide."""
    return 2 if width_m < 2.0 else 3


def _carcass(width: float, depth: float, height: float, leg: float, cornice: bool) -> Mesh:
    tall = height - leg - 0.02
    parts = [box((SIDE_M, depth, tall), "body", at_m=(s * (width - SIDE_M) / 2, 0, leg), piece=2 + s) for s in (-1, 1)]
    parts += [
        box((width - 0.001, depth, 0.03), "body", at_m=(0, 0, leg), piece=5),
        box((width, depth + 0.006, 0.025), "body", at_m=(0, 0.003, height - 0.025), piece=6),
        box((width - 2 * SIDE_M, 0.01, tall), "body", at_m=(0, -depth / 2 + 0.006, leg), bevel_m=0),
    ]
    if cornice:
        parts.append(box((width + 0.05, depth + 0.03, 0.05), "body", at_m=(0, 0.015, height - 0.06), bevel_m=0.02, piece=8))
    return join(parts)


def _leaf(wide: float, tall: float, style: str, hinge: int, mirror: bool, piece: int) -> Mesh:
    """A door whose back is at y = 0, its hinge at the left (-1) or right."""
    parts = [box((wide, LEAF_M, tall), "front", at_m=(0, LEAF_M / 2, 0), bevel_m=0.003, piece=20 + piece)]
    face = LEAF_M
    if mirror:
        edge = 0.03 if style == "sliding" else 0.07
        parts.append(shifted(pane(wide - 2 * edge, tall - 2 * edge), y=face + 0.001, z=edge))
    elif style == "panelled":
        parts += _panels(wide, tall, face, piece)
    elif style == "louvred":
        parts += [
            turned(box((wide - 0.13, 0.008, 0.04), "front", at_m=(0, face + 0.004, z)), "x", -0.4, (0, face, z + 0.02))
            for z in np.arange(0.12, tall - 0.14, 0.045)
        ]
        parts += [box((0.06, 0.014, tall), "front", at_m=(s * (wide / 2 - 0.03), face + 0.005, 0), piece=40 + s) for s in (-1, 1)]
    x, z = -hinge * (wide / 2 - 0.045), 0.5 * tall
    if style == "sliding":
        return join([*parts, box((0.022, 0.004, 0.2), "handles", at_m=(x, face + 0.001, z - 0.1), bevel_m=0.001)])
    if style == "panelled":
        knob = lathe([(0, 0), (0.007, 0), (0.007, 0.014), (0.015, 0.02), (0, 0.03)], "handles", sides=10)
        return join([*parts, shifted(turned(knob, "x", -np.pi / 2), x, face, z)])
    return join(
        [
            *parts,
            tube(
                [(x, face, z - 0.1), (x, face + 0.026, z - 0.1), (x, face + 0.026, z + 0.1), (x, face, z + 0.1)],
                0.006,
                "handles",
                sides=6,
            ),
        ]
    )


def _panels(wide: float, tall: float, face: float, piece: int) -> list[Mesh]:
    """Stiles and rails laid on, a raised field in each opening."""
    stile, t = 0.075, 0.009
    parts = [box((stile, t, tall), "front", at_m=(s * (wide - stile) / 2, face + t / 2, 0), piece=30 + piece) for s in (-1, 1)]
    levels = [0.0, 0.34 * tall, tall - 0.09]
    parts += [box((wide - 2 * stile, t, 0.09), "front", at_m=(0, face + t / 2, z), piece=34 + piece) for z in levels]
    for low, high in pairwise(levels):
        size = (wide - 2 * stile - 0.06, 0.008, high - low - 0.15)
        parts.append(box(size, "front", at_m=(0, face + 0.002, low + 0.12), bevel_m=0.006, piece=36 + piece))
    return parts


def _clothes(wide: float, tall: float, stream: Stream) -> list[Mesh]:
    """A rail full of clothes behind an open door."""
    rail = turned(cylinder(0.012, wide, "handles", sides=8), "y", math.pi / 2)
    made = [shifted(rail, -wide / 2, 0.0, tall - 0.12)]
    for k in range(4):
        slot = f"coat_{'abc'[k % 3]}"
        coat = turned(hung_coat(stream, slot, 0.42, 60 + 3 * k, (0.7, 1.0)), "z", math.pi / 2)
        made.append(shifted(coat, (k - 1.1) * 0.22 * wide, 0.0, tall - 0.14))
    return made


def _footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    swung = SWUNG_M if p["standing_open"] and p["doors"] != "sliding" else 0.0
    return p["width_m"] + (0.052 if p["cornice"] else 0.01), round(p["depth_m"] + FRONT_M + swung, 4)


TRAITS: dict[str, Any] = {**STANDING, "footprint": _footprint, "height": lambda p: p["height_m"], "front_m": 0.6}
KINDS = [
    Kind(
        "wardrobe",
        "a wardrobe: hinged, panelled, louvred or sliding doors, perhaps a mirror, perhaps standing open",
        wardrobe,
        {
            "width_m": Choice((1.0, 1.2, 1.5, 1.8, 2.2), (3, 3, 3, 2, 1)),
            "depth_m": Uniform(0.54, 0.62),
            "height_m": Uniform(1.85, 2.2),
            "doors": Choice(("plain", "panelled", "sliding", "louvred"), (3, 3, 3, 1)),
            "mirror": Choice((True, False)),
            "standing_open": Choice((True, False), (1, 6)),
            "legs": Choice(("plinth", "tapered", "splayed"), (4, 1, 1)),
            "cornice": Choice((True, False), (1, 2)),
        },
        "",
        {
            "body": "wood",
            "front": "wood",
            "legs": "legs",
            "handles": "metal",
            "mirror": "mirror",
            "coat_a": "garment",
            "coat_b": "garment",
            "coat_c": "garment",
            DARK: "garment_inside",
        },
        TRAITS,
    ),
]
