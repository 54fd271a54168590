"""Lamps to work and come home by: on desks, garage ceilings, beside front doors. The slot "shade" glows when its lamp is lit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HANGING, HUNG, STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, circle, shifted, turned
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.records import Vec3

Metres = Unit("m")
PLATE_RAD = 1.4  # half angle over which a wall lantern shines freely; the rest is its back plate's
REACH_M = 0.24  # of a desk lamp's head before its foot


def desk_lamp(
    *,
    key: int,
    height_m: Annotated[float, Range(0.3, 0.6), Metres],
    style: Literal["jointed", "gooseneck", "bar"],
) -> Mesh:
    """A desk lamp, its head towards +y. Slots: stem, hood, shade: what lights up."""
    del key
    h, y = height_m, REACH_M - 0.12
    foot = lathe([(0, 0), (0.085, 0), (0.085, 0.012), (0.02, 0.024), (0, 0.024)], "stem", sides=22)
    parts = [shifted(foot, y=-0.12)]
    if style == "jointed":
        parts += [
            tube([(s, -0.12, 0.02), (s, -0.2, 0.62 * h), (s, y - 0.02, h - 0.02)], 0.006, "stem", sides=5)
            for s in (-0.012, 0.012)
        ]
        parts.append(shifted(turned(cylinder(0.016, 0.05, "stem", sides=10), "y", math.pi / 2), x=-0.025, y=-0.2, z=0.62 * h))
    elif style == "gooseneck":
        bow = [
            (0, -0.12, 0.02),
            (0, -0.13, 0.5 * h),
            (0, -0.1, 0.82 * h),
            (0, -0.02, 0.98 * h),
            (0, y - 0.03, h),
            (0, y, h - 0.03),
        ]
        parts.append(tube(bow, 0.008, "stem", sides=6))
    else:
        parts.append(tube([(0, -0.12, 0.02), (0, -0.12, h - 0.02), (0, y + 0.1, h - 0.01)], 0.008, "stem", sides=6))
        parts += [
            box((0.05, 0.3, 0.018), "hood", at_m=(0, y - 0.02, h - 0.018), bevel_m=0.006),
            box((0.036, 0.27, 0.006), "shade", at_m=(0, y - 0.02, h - 0.024), bevel_m=0),
        ]
        return join(parts)
    outside, inside = [(0.077, 0.0), (0.055, 0.07), (0.03, 0.115)], [(0.026, 0.115), (0.051, 0.069), (0.074, 0.0), (0.077, 0.0)]
    cone = [lathe(outside, "hood", sides=22), lathe(inside, "shade", sides=22)]
    head = join([*cone, cylinder(0.03, 0.02, "stem", at_m=(0, 0, 0.102), sides=14)])
    return join([*parts, shifted(head, y=y, z=h - 0.12)])


def strip_light(*, key: int, length_m: Annotated[float, Range(0.5, 1.9), Metres], tubes: Annotated[int, Range(1, 2)]) -> Mesh:
    """One or two bare tubes under a white tray on the ceiling, along x. Slots: tray, shade."""
    del key
    parts = [box((length_m, 0.07 + 0.03 * tubes, 0.045), "tray", at_m=(0, 0, 0.045), bevel_m=0.008)]
    for n in range(tubes):
        y = 0.05 * (n - (tubes - 1) / 2)
        parts.append(
            shifted(
                turned(cylinder(0.014, length_m - 0.08, "shade", sides=10), "y", math.pi / 2),
                x=-length_m / 2 + 0.04,
                y=y,
                z=0.022,
            )
        )
        parts += [box((0.03, 0.034, 0.05), "tray", at_m=(s * (length_m / 2 - 0.025), y, 0), bevel_m=0.004) for s in (-1, 1)]
    return join(parts)


def wall_lantern(
    *,
    key: int,
    height_m: Annotated[float, Range(0.16, 0.45), Metres],
    style: Literal["lantern", "bulkhead", "cylinder"],
) -> Mesh:
    """A lamp beside a front door, origin in the wall's plane under it. Slots: body, shade."""
    del key
    h = height_m
    if style == "bulkhead":
        rim = [(0, 0.0), (0.42 * h, 0.0), (0.44 * h, 0.02), (0.42 * h, 0.045), (0.39 * h, 0.05), (0.385 * h, 0.03)]
        dish = lathe(rim, "body", sides=22)
        glass = lathe([(0.39 * h, 0.03), (0.375 * h, 0.08), (0.25 * h, 0.13), (0, 0.145)], "shade", sides=22)
        return shifted(turned(join([dish, glass]), "x", -math.pi / 2), z=h / 2)
    parts = [box((0.09, 0.02, 0.16), "body", at_m=(0, 0.01, 0.45 * h), bevel_m=0.006)]
    y = 0.14
    parts.append(tube([(0, 0.015, 0.8 * h), (0, 0.5 * y, 0.95 * h), (0, y, 0.9 * h)], 0.009, "body", sides=6))
    if style == "cylinder":
        body = [
            cylinder(0.045, 0.5 * h, "body", at_m=(0, y, 0.5 * h), sides=18),
            cylinder(0.04, 0.3 * h, "shade", at_m=(0, y, 0.2 * h), sides=18),
        ]
        return join([*parts, *body, cylinder(0.046, 0.02, "body", at_m=(0, y, 0.18 * h), sides=18)])
    roof = lathe([(0, 0.73 * h), (0.085, 0.73 * h), (0.08, 0.75 * h), (0.03, 0.83 * h), (0, 0.86 * h)], "body", sides=6)
    glass = lathe([(0, 0.16 * h), (0.05, 0.16 * h), (0.078, 0.72 * h), (0, 0.72 * h)], "shade", sides=6)
    floor = lathe([(0, 0.1 * h), (0.03, 0.1 * h), (0.058, 0.15 * h), (0, 0.16 * h)], "body", sides=6)
    bars = [
        tube([(0.051 * a, 0.051 * b, 0.15 * h), (0.079 * a, 0.079 * b, 0.735 * h)], 0.005, "body", sides=5)
        for a, b in circle(6)[:-1]
    ]
    return join(
        [
            *parts,
            *(shifted(m, y=y) for m in (roof, glass, floor, *bars)),
            cylinder(0.012, 0.06 * h, "body", at_m=(0, y, 0.85 * h), sides=8),
        ]
    )


def _bulb(y_m: float, z_m: float, opening_rad: float = 0.0, way: Vec3 = (0.0, 0.0, -1.0)) -> dict[str, dict[str, Any]]:
    return {
        "bulb": {
            "position_m": (0.0, round(y_m, 4), round(z_m, 4)),
            "size_m": (0.05, 0.05),
            "facing": (0.0, 1.0),
            "opening_rad": opening_rad,
            "way": way,
        }
    }


def _in_head(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    y = REACH_M - 0.12
    return _bulb(y, p["height_m"] - 0.04) if p["style"] == "bar" else _bulb(y, p["height_m"] - 0.085, 1.0)


def _in_lantern(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    y, z = (0.07, 0.5) if p["style"] == "bulkhead" else (0.14, 0.38)
    return _bulb(y, z * p["height_m"], PLATE_RAD, (0.0, 1.0, 0.0))


KINDS = [
    Kind(
        "desk_lamp",
        "a lamp on a jointed arm, a bow or a bar",
        desk_lamp,
        {"height_m": Uniform(0.38, 0.5), "style": Choice(("jointed", "gooseneck", "bar"))},
        "",
        {"stem": "castor", "hood": "enamel", "shade": "switch"},
        {
            **STANDING,
            "footprint": lambda p: (0.18, 0.5),
            "height": lambda p: p["height_m"] + 0.01,
            "anchors": _in_head,
            "candela": (25.0, 60.0),
        },
    ),
    Kind(
        "strip_light",
        "bare tubes under the ceiling",
        strip_light,
        {"length_m": Uniform(1.1, 1.6), "tubes": Integer(1, 2)},
        "",
        {"tray": "switch", "shade": "switch"},
        {
            **HANGING,
            "footprint": lambda p: (p["length_m"], 0.14),
            "height": lambda p: 0.09,
            "anchors": lambda p: _bulb(0.0, 0.0),
            "candela": (90.0, 200.0),
        },
    ),
    Kind(
        "wall_lantern",
        "a lamp beside a front door",
        wall_lantern,
        {"height_m": Uniform(0.22, 0.34), "style": Choice(("lantern", "bulkhead", "cylinder"), (3, 2, 2))},
        "",
        {"body": "ironwork", "shade": "switch"},
        {
            **HUNG,
            "footprint": lambda p: (0.34, 0.26),
            "height": lambda p: p["height_m"] + 0.04,
            "anchors": _in_lantern,
            "candela": (9.0, 24.0),
        },
    ),
]
