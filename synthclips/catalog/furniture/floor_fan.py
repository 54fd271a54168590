"""Fans with a round cage: on a pole as tall as a child, or on a foot for a desk."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import circle, grid, shifted, turned, two_sided
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
BLADES_M = 0.03  # their plane, before the pole
HEAD_M = 0.08  # how far below its axis the head begins that turns on the pole


def floor_fan(
    *,
    key: int,
    height_m: Annotated[float, Range(0.9, 1.5), Metres],
    radius_m: Annotated[float, Range(0.16, 0.28), Metres],
    foot: Literal["disc", "cross"],
) -> Mesh:
    """A fan on a pole, its face towards +y. Slots: body, cage, blades."""
    z = height_m - radius_m
    parts = [tube([(0, 0, 0.02), (0, 0, z - 0.05)], [0.017, 0.012], "body", sides=8)]
    if foot == "disc":
        parts.append(lathe([(0, 0), (0.2, 0), (0.2, 0.018), (0.04, 0.045), (0, 0.05)], "body", sides=28))
    else:
        parts += [
            tube([(-0.26 * x, -0.26 * y, 0.016), (0.26 * x, 0.26 * y, 0.016)], 0.015, "body", sides=6)
            for x, y in circle(4, start=0.12)[:2]
        ]
    return join([*parts, *_head(radius_m, z, key)])


def desk_fan(
    *, key: int, height_m: Annotated[float, Range(0.26, 0.6), Metres], radius_m: Annotated[float, Range(0.1, 0.2), Metres]
) -> Mesh:
    """A fan on a short neck and a broad foot, its face towards +y. Slots: body, cage, blades."""
    r, z = radius_m, height_m - radius_m
    foot = lathe([(0, 0), (0.75 * r, 0), (0.75 * r, 0.012), (0.5 * r, 0.035), (0.16 * r, 0.05), (0, 0.05)], "body", sides=28)
    return join([foot, tube([(0, 0, 0.03), (0, 0, z - 0.04)], [0.02, 0.014], "body", sides=10), *_head(r, z, key)])


def _head(r: float, z: float, key: int) -> list[Mesh]:
    """Motor, four blades and the cage round them, their axis at height z."""
    spin = (key % 71) / 71 * 2
    parts = [shifted(turned(cylinder(0.06, 0.15, "body", top_m=0.075, sides=14), "x", -math.pi / 2), y=-0.13, z=z)]
    parts.append(shifted(turned(cylinder(0.035, 0.03, "body", sides=14), "x", -math.pi / 2), y=0.05, z=z))
    for k in range(4):
        blade = _blade(r, 2 * math.pi * k / 4 + spin)
        parts.append(shifted(blade, y=BLADES_M, z=z))
    for front, y in ((True, 0.085), (False, -0.02)):
        rings = (0.3, 0.65, 1.0) if front else (0.65, 1.0)
        parts += [
            tube(
                [(share * r * a, y * (1.2 - 0.45 * share), z + share * r * b) for a, b in circle(28)[:-1]],
                0.0035,
                "cage",
                sides=4,
                closed=True,
            )
            for share in rings
        ]
        spokes = circle(20)[:20]
        parts += [
            tube(
                [(0.3 * r * a, y * 1.06, z + 0.3 * r * b), (0.7 * r * a, y * 0.9, z + 0.7 * r * b), (r * a, y * 0.75, z + r * b)],
                0.0022,
                "cage",
                sides=4,
            )
            for a, b in spokes
        ]
    return parts


def _blade(r: float, angle: float) -> Mesh:
    t, w = np.linspace(0.15, 0.9, 5), np.linspace(-1, 1, 4)
    points = np.empty((5, 4, 3))
    points[..., 0] = r * t[:, None] * np.ones(4)
    points[..., 2] = r * 0.3 * np.minimum(1.0, 2.2 * t[:, None]) * w
    points[..., 1] = 0.016 * w * np.ones((5, 1))
    return turned(two_sided(grid(points, "blades"), 0.003), "y", angle)


def axis_m(p: Mapping[str, Any]) -> float:
    """Height of the axis that the blades turn about, over the foot."""
    return float(p["height_m"]) - float(p["radius_m"])


def _round(p: Mapping[str, Any]) -> tuple[float, float]:
    return round(2 * p["radius_m"] + 0.02, 4), round(max(2 * p["radius_m"] + 0.02, 0.28), 4)


KINDS = [
    Kind(
        "floor_fan",
        "a fan on a pole",
        floor_fan,
        {"height_m": Uniform(1.0, 1.36), "radius_m": Uniform(0.19, 0.24), "foot": Choice(("disc", "cross"))},
        "",
        {"body": "electronics", "cage": "metal", "blades": "electronics"},
        {**STANDING, "footprint": lambda p: (0.56, 0.56), "height": lambda p: p["height_m"] + 0.01},
    ),
    Kind(
        "desk_fan",
        "a fan for a desk",
        desk_fan,
        {"height_m": Uniform(0.34, 0.46), "radius_m": Uniform(0.13, 0.17)},
        "",
        {"body": "electronics", "cage": "metal", "blades": "electronics"},
        {**STANDING, "footprint": _round, "height": lambda p: p["height_m"] + 0.01},
    ),
]
