"""The sink of a kitchen: a unit whose worktop has a hole, and the bowl with its tap that hangs in it."""

from __future__ import annotations

import math
from typing import Annotated

from synthclips.catalog import Kind
from synthclips.catalog.furniture.fronts import Fronts, Handles, doors
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
    Width,
    carcass,
)
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box
from synthclips.geometry.sweeps import cylinder, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform

Metres = Unit("m")
SINK_HOLE_M = (0.46, 0.36)
SINK_AT_M = -0.01  # its middle, from the worktop's
BOWL_M = 0.18  # how deep it hangs


def sink_unit(*, key: int, width_m: Width, height_m: Height, worktop_m: Top, fronts: Fronts, handles: Handles) -> Mesh:
    """A base unit whose worktop has a hole for a sink. Slots: front, plinth, worktop, handles."""
    del key
    hole_x, hole_y = SINK_HOLE_M
    z, side = height_m - worktop_m, (width_m - hole_x) / 2
    ends = ((-DEPTH_M / 2, SINK_AT_M - hole_y / 2), (SINK_AT_M + hole_y / 2, DEPTH_M / 2))
    parts = [
        box((side, DEPTH_M, worktop_m), "worktop", at_m=(s * (hole_x + side) / 2, 0, z), bevel_m=0.002, piece=1) for s in (-1, 1)
    ]
    parts += [box((hole_x, b - a, worktop_m), "worktop", at_m=(0, (a + b) / 2, z), bevel_m=0.002, piece=1) for a, b in ends]
    low = carcass(width_m, z - 0.2)  # the bowl hangs above
    rim = [
        box((width_m - 0.001, 0.02, 0.2), "front", at_m=(0, y, z - 0.2), bevel_m=0)
        for y in (FACE_Y_M - 0.01, -DEPTH_M / 2 + 0.02)
    ]
    sides = [
        box((0.018, BODY_M - 0.05, 0.2), "front", at_m=(s * (width_m / 2 - 0.0095), -0.03, z - 0.2), bevel_m=0) for s in (-1, 1)
    ]
    fronts_ = doors(
        width_m,
        z - PLINTH_M - (0.02 if handles == "none" else 0.0),
        fronts,
        handles,
        at_m=(0, FACE_Y_M, PLINTH_M),
        piece=7,
        grip_at=1.0,
    )
    return join([*parts, *low, *rim, *sides, *fronts_])


def sink(
    *,
    key: int,
    drainer_m: Annotated[float, Range(0.0, 0.5), Metres],
    spout_m: Annotated[float, Range(0.12, 0.4), Metres],
) -> Mesh:
    """A bowl that hangs in a worktop, with a grooved drainer at a side and a tap behind; its rim lies BOWL_M over its foot.

    Slots: steel, tap.
    """
    x, y, deep, t = *SINK_HOLE_M, BOWL_M, 0.008
    walls = [box((x - 0.002, t, deep), "steel", at_m=(0, s * (y - t) / 2, 0), bevel_m=0.003) for s in (-1, 1)]
    walls += [box((t, y - 2 * t, deep), "steel", at_m=(s * (x - t - 0.002) / 2, 0, 0), bevel_m=0.003) for s in (-1, 1)]
    parts = [*walls, box((x - 0.004, y - 0.004, 0.006), "steel", bevel_m=0), cylinder(0.03, 0.004, "tap", at_m=(0, 0, 0.006))]
    side = 1 if key % 2 else -1
    edge = [((x / 2 + 0.015) * s, 0.0, 0.03, y + 0.05) for s in (-1, 1)]
    edge += [(0.0, s * (y / 2 + 0.012), x, 0.026) for s in (-1, 1)]
    parts += [box((w, d, 0.004), "steel", at_m=(px, py, deep), bevel_m=0.0015) for px, py, w, d in edge]
    if drainer_m > 0.1:
        middle = side * (x / 2 + 0.03 + drainer_m / 2)
        parts.append(box((drainer_m, y + 0.05, 0.004), "steel", at_m=(middle, 0, deep), bevel_m=0.0015))
        ribs = round(drainer_m / 0.05)
        parts += [
            box(
                (0.008, 0.8 * y, 0.004),
                "steel",
                at_m=(middle + drainer_m * ((k + 0.5) / ribs - 0.5), 0, deep + 0.004),
                bevel_m=0.002,
            )
            for k in range(ribs)
        ]
    return join([*parts, *_tap(key, spout_m, -y / 2 - 0.045, deep)])


def _tap(key: int, high: float, y: float, z: float) -> list[Mesh]:
    """A swan neck or a straight spout, with one lever."""
    body = cylinder(0.024, 0.05, "tap", at_m=(0, y, z), sides=12)
    lever = tube([(0.02, y, z + 0.04), (0.055, y, z + 0.05), (0.09, y, z + 0.085)], 0.006, "tap", sides=6)
    if key % 3:
        arc = [(0.11 * (1 - math.cos(a)), high - 0.07 + 0.11 * math.sin(a)) for a in (0.0, 0.5, 1.0, 1.57, 2.1, 2.6, 3.0)]
        path = [(0, y, z + 0.05), *((0, y + out, z + up) for out, up in arc)]
    else:
        path = [(0, y, z + 0.05), (0, y, z + 0.45 * high), (0, y + 0.04, z + 0.52 * high), (0, y + 0.2, z + 0.55 * high)]
    return [body, lever, tube(path, 0.011, "tap", sides=8)]


KINDS = [
    Kind(
        "sink_unit",
        "a cupboard whose worktop has a hole for a sink",
        sink_unit,
        {"width_m": Uniform(0.8, 1.1), **STYLE},
        "",
        SLOTS,
        {**RUN, "anchors": lambda p: {}},
    ),
    Kind(
        "sink",
        "a kitchen sink with a tap, perhaps with a drainer",
        sink,
        {"drainer_m": Uniform(0.0, 0.4), "spout_m": Uniform(0.2, 0.36)},
        "sink",
        {"steel": "bright_steel", "tap": "bright_steel"},
        {
            **STANDING,
            "footprint": lambda p: (SINK_HOLE_M[0] + 0.06 + 2 * p["drainer_m"], SINK_HOLE_M[1] + 0.16),
            "height": lambda p: BOWL_M + 0.06 + p["spout_m"],
            "hole_m": SINK_HOLE_M,
            "at_m": SINK_AT_M,
            "bowl_m": BOWL_M,
        },
    ),
]
