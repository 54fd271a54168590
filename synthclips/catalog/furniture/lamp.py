"""Lamps one can move: floor lamps and table lamps. The slot "shade" glows when its lamp is lit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.catalog.furniture.vessels import vessel
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import shifted
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
GLOBE_RINGS = 18  # so many that its outline is round where it burns out
SHADES = {"cone": (1.0, 0.62), "drum": (1.0, 0.92), "empire": (1.0, 0.45), "globe": (1.0, 1.0)}


def shade(style: str, radius_m: float, height_m: float, z: float) -> Mesh:
    """A shade with an inside, from z to z + height. Slot: shade."""
    if style == "globe":
        r = height_m / 2
        turns = [math.pi * k / GLOBE_RINGS for k in range(1, GLOBE_RINGS)]
        outline = [(0.0, z), *((r * math.sin(a), z + r - r * math.cos(a)) for a in turns), (0.0, z + 2 * r)]
        return lathe(outline, "shade", sides=36)
    low, high = (radius_m * f for f in SHADES[style])
    t = 0.0025
    return lathe([(low - t, z), (low, z), (high, z + height_m), (high - t, z + height_m), (low - t, z)], "shade", sides=28)


def floor_lamp(
    *,
    key: int,
    height_m: Annotated[float, Range(1.2, 1.9), Metres],
    shade_radius_m: Annotated[float, Range(0.12, 0.32), Metres],
    shade_height_m: Annotated[float, Range(0.15, 0.4), Metres],
    style: Literal["cone", "drum", "empire", "globe"],
    stem: Literal["straight", "tripod", "arc"],
) -> Mesh:
    """A standing lamp. Slots: stem, shade. The bulb hangs in the shade's middle (anchor "bulb")."""
    del key
    low = height_m - shade_height_m
    parts = [shade(style, shade_radius_m, shade_height_m, low)]
    if stem == "straight":
        parts += [
            lathe(
                [
                    (0, 0),
                    (0.15, 0),
                    (0.15, 0.012),
                    (0.13, 0.022),
                    (0.02, 0.03),
                    (0.011, 0.06),
                    (0.011, low + 0.06),
                    (0, low + 0.06),
                ],
                "stem",
                sides=24,
                grain_up=True,
            )
        ]
    elif stem == "tripod":
        joint = 0.78 * height_m if low > 0.78 * height_m else low - 0.02
        parts += [
            tube([(0.24 * x, 0.24 * y, 0.012), (0.02 * x, 0.02 * y, joint)], [0.012, 0.015], "stem", sides=8)
            for x, y in ((0, 1), (0.866, -0.5), (-0.866, -0.5))
        ]
        parts += [
            cylinder(0.032, 0.03, "stem", at_m=(0, 0, joint - 0.015)),
            cylinder(0.011, low - joint + 0.06, "stem", at_m=(0, 0, joint)),
        ]
    else:
        parts += [lathe([(0, 0), (0.15, 0), (0.15, 0.03), (0.14, 0.035), (0, 0.035)], "stem", sides=24)]
        parts = [parts[0], *(shifted(m, y=-0.16) for m in parts[1:])]
        sweep = [
            (0, -0.16, 0.03),
            (0, -0.16, 0.55 * height_m),
            (0, -0.15, 0.8 * height_m),
            (0, -0.1, 0.94 * height_m),
            (0, -0.04, height_m),
            (0, 0.0, height_m - 0.01),
            (0, 0.0, low + 0.05),
        ]
        parts.append(tube(sweep, 0.009, "stem", sides=8))
    return join([*parts, *_fitting(low, shade_radius_m, shade_height_m, style)])


def _fitting(low: float, radius: float, tall: float, style: str) -> list[Mesh]:
    """The socket and the ring that carries the shade."""
    if style == "globe":
        return [cylinder(0.022, 0.03, "stem", at_m=(0, 0, low - 0.015))]
    arms = [
        tube([(0, 0, low + 0.05), (0.95 * radius * x, 0.95 * radius * y, low + 0.02)], 0.0022, "stem", sides=4)
        for x, y in ((0, 1), (0.866, -0.5), (-0.866, -0.5))
    ]
    return [cylinder(0.018, 0.06, "stem", at_m=(0, 0, low + 0.02)), *arms]


def table_lamp(
    *,
    key: int,
    height_m: Annotated[float, Range(0.25, 0.8), Metres],
    shade_radius_m: Annotated[float, Range(0.08, 0.24), Metres],
    style: Literal["cone", "drum", "empire", "globe"],
    base: Literal["urn", "bottle", "gourd", "cylinder", "stick"],
) -> Mesh:
    """A lamp for a table. Slots: base, stem, shade."""
    del key
    tall = 0.4 * height_m
    low = height_m - tall
    if base == "stick":
        foot = lathe([(0, 0), (0.085, 0), (0.085, 0.01), (0.02, 0.02), (0.008, 0.04), (0.008, low), (0, low)], "base", sides=20)
    else:
        foot = vessel(base, 0.42 * shade_radius_m + 0.02, low - 0.02, "base")
    neck = cylinder(0.008, 0.1, "stem", at_m=(0, 0, low - 0.05))
    return join([foot, neck, shade(style, shade_radius_m, tall, low), *_fitting(low, shade_radius_m, tall, style)])


def bulb_in_shade(style: str, radius_m: float, height_m: float, z_m: float, upward: float = 1.0) -> dict[str, Any]:
    """Anchor of a bulb amid a shade that begins at z_m; "shade_m": the shade's mean radius and the length of its outline;
    upward: 1.0 if it stands on its socket, -1.0 if it hangs."""
    low, high = (radius_m * f for f in SHADES[style])
    middle, outline = (low + high) / 2, math.hypot(low - high, height_m)
    globe = style == "globe"
    return {
        "position_m": (0.0, 0.0, round(z_m + height_m / 2, 4)),
        "size_m": (0.05, 0.05),
        "facing": (0.0, 1.0),
        "opening_rad": 0.0 if globe else round(math.atan2(middle, height_m / 2), 4),
        "shade_m": (round(height_m / 2 if globe else middle, 4), round(outline, 4)),
        "way": (0.0, 0.0, upward),
    }


def _bulb(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    tall = p.get("shade_height_m", 0.4 * p["height_m"])
    return {"bulb": bulb_in_shade(p["style"], p["shade_radius_m"], tall, p["height_m"] - tall)}


def _stand(p: Mapping[str, Any]) -> tuple[float, float]:
    wide = (
        max(
            2 * p["shade_radius_m"],
            {"tripod": 0.52, "straight": 0.3, "arc": 0.3}[p["stem"]],
            p["shade_height_m"] if p["style"] == "globe" else 0,
        )
        + 0.01
    )
    return wide, max(wide, 0.63) if p["stem"] == "arc" else wide


def _table_footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    wide = 2 * max(p["shade_radius_m"], 0.09) + 0.004
    return wide, wide


TRAITS: dict[str, Any] = {
    **STANDING,
    "footprint": _stand,
    "height": lambda p: p["height_m"] + 0.02,
    "anchors": _bulb,
}
FLOOR = {
    "height_m": Uniform(1.4, 1.72),
    "shade_radius_m": Uniform(0.16, 0.25),
    "shade_height_m": Uniform(0.2, 0.3),
    "style": Choice(("cone", "drum", "empire"), (3, 4, 2)),  # a globe on a stem looks like a bare bulb
    "stem": Choice(("straight", "tripod", "arc"), (4, 2, 1)),
}
TABLE = {
    "height_m": Uniform(0.36, 0.6),
    "shade_radius_m": Uniform(0.11, 0.17),
    "style": Choice(("cone", "drum", "empire"), (3, 3, 2)),
    "base": Choice(("urn", "bottle", "gourd", "cylinder", "stick")),
}

KINDS = [
    Kind(
        "floor_lamp",
        "a standing lamp on a stem, a tripod or an arc",
        floor_lamp,
        FLOOR,
        "",
        {"stem": "legs", "shade": "shade"},
        TRAITS,
    ),
    Kind(
        "table_lamp",
        "a lamp on a ceramic or turned base",
        table_lamp,
        TABLE,
        "",
        {"base": "ceramic", "stem": "metal", "shade": "shade"},
        {**TRAITS, "footprint": _table_footprint},
    ),
]
