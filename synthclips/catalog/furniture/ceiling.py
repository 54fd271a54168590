"""Lamps that hang from the ceiling: opal domes, and shades on a cord. The slot "shade" glows when its lamp is lit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.lamp import bulb_in_shade, shade
from synthclips.catalog.furniture.traits import HANGING, round_footprint
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.sweeps import cylinder, lathe
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
PLATE_M = 0.022  # the metal disc on the ceiling
ROSE_M = (0.055, 0.03)  # radius and height of the cap that hides a cord's hook
ROUND = 8  # facets of the dome from rim to middle


def ceiling_lamp(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.1, 0.35), Metres],
    height_m: Annotated[float, Range(0.06, 0.2), Metres],
    style: Literal["dome", "drum"],
) -> Mesh:
    """A dome or a flat drum under a metal plate; its origin is below its lowest point. Slots: plate, shade."""
    del key
    deep = height_m - PLATE_M
    if style == "drum":
        outline = [(0.0, 0.0), (0.93 * radius_m, 0.0), (radius_m, 0.12 * deep), (radius_m, deep)]
    else:
        angles = [k * math.pi / 2 / ROUND for k in range(ROUND + 1)]
        outline = [(radius_m * math.sin(a), deep * (1.0 - math.cos(a))) for a in angles]
    plate = [(0.0, deep), (1.05 * radius_m, deep), (1.05 * radius_m, height_m), (0.0, height_m)]
    return join([lathe(outline, "shade", sides=32), lathe(plate, "plate", sides=32)])


def pendant(
    *,
    key: int,
    height_m: Annotated[float, Range(0.2, 1.6), Metres],
    radius_m: Annotated[float, Range(0.08, 0.35), Metres],
    style: Literal["cone", "drum", "empire", "globe"],
) -> Mesh:
    """A shade on a cord, as high as from the shade's lower rim to the ceiling. Slots: cord, shade."""
    del key
    tall = _tall(radius_m, style, height_m)
    rose = [(0.0, 0.0), (0.6 * ROSE_M[0], 0.0), (ROSE_M[0], 0.4 * ROSE_M[1]), (ROSE_M[0], ROSE_M[1]), (0.0, ROSE_M[1])]
    holder = 0.02 if style == "globe" else 0.5 * tall
    return join(
        [
            shade(style, radius_m, tall, 0.0),
            cylinder(0.02, 0.06, "cord", at_m=(0.0, 0.0, tall - holder)),
            cylinder(0.0035, height_m - tall + holder - 0.04, "cord", at_m=(0.0, 0.0, tall - holder + 0.04)),
            lathe([(r, z + height_m - ROSE_M[1]) for r, z in rose], "cord", sides=20),
        ]
    )


def _tall(radius_m: float, style: str, height_m: float) -> float:
    """Of a pendant's shade."""
    return min({"globe": 2.0, "drum": 0.9}.get(style, 1.1) * radius_m, 0.6 * height_m)


def _in_dome(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    place = (0.0, 0.0, round(0.5 * (p["height_m"] - PLATE_M), 4))
    shade_m = (p["radius_m"], p["radius_m"])
    return {"bulb": {"position_m": place, "size_m": (0.05, 0.05), "facing": (0.0, 1.0), "opening_rad": 0.0, "shade_m": shade_m}}


def _in_shade(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {"bulb": bulb_in_shade(p["style"], p["radius_m"], _tall(p["radius_m"], p["style"], p["height_m"]), 0.0, -1.0)}


TRAITS: Mapping[str, Any] = {
    **HANGING,
    "footprint": lambda p: round_footprint({"radius_m": 1.05 * p["radius_m"]}),
    "height": lambda p: p["height_m"],
}

KINDS = [
    Kind(
        "ceiling_lamp",
        "a flat lamp of opal glass on the ceiling",
        ceiling_lamp,
        {"radius_m": Uniform(0.14, 0.22), "height_m": Uniform(0.08, 0.13), "style": Choice(("dome", "drum"), (2, 1))},
        "",
        {"plate": "metal", "shade": "switch"},
        {**TRAITS, "anchors": _in_dome, "candela": (45.0, 100.0)},
    ),
    Kind(
        "pendant",
        "a shaded lamp on a cord from the ceiling",
        pendant,
        {
            "height_m": Uniform(0.45, 1.0),
            "radius_m": Uniform(0.14, 0.24),
            "style": Choice(("cone", "drum", "empire", "globe"), (3, 3, 2, 2)),
        },
        "",
        {"cord": "black_plastic", "shade": "shade"},
        {**TRAITS, "anchors": _in_shade, "candela": (35.0, 80.0)},
    ),
]
