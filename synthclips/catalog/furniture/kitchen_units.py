"""Fitted kitchen units: base units under a worktop, and an island."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any

from synthclips.catalog import Kind
from synthclips.catalog.furniture.fronts import Fronts, Handles, doors, drawers
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
DEPTH_M = 0.62  # of the worktop: handles do not stand out over it
BODY_M = 0.56
PLINTH_M = 0.12
FACE_Y_M = BODY_M - DEPTH_M / 2  # of the carcass, under the worktop

Width = Annotated[float, Range(0.04, 4.0), Metres]
Height = Annotated[float, Range(0.82, 0.98), Metres]
Top = Annotated[float, Range(0.018, 0.07), Metres]


def base_units(*, key: int, width_m: Width, height_m: Height, worktop_m: Top, fronts: Fronts, handles: Handles) -> Mesh:
    """Units with doors and drawers under one worktop, the back at -y. Slots: front, plinth, worktop, handles."""
    parts = [box((width_m, DEPTH_M, worktop_m), "worktop", at_m=(0, 0, height_m - worktop_m), bevel_m=0.002, piece=1)]
    parts += carcass(width_m, height_m - worktop_m)
    if width_m >= 0.14:
        stream, count = Stream(key), max(1, round(width_m / 0.55))
        for k in range(count):
            x = width_m * ((k + 0.5) / count - 0.5)
            parts += _unit(x, width_m / count, height_m - worktop_m, fronts, handles, stream, 100 * k)
    return join(parts)


def carcass(width_m: float, top_m: float) -> list[Mesh]:
    """The body, its face at FACE_Y_M, over a plinth that stands back. Slots: front, plinth."""
    body = box(
        (width_m - 0.001, BODY_M, top_m - PLINTH_M), "front", at_m=(0, FACE_Y_M - BODY_M / 2, PLINTH_M), bevel_m=0, piece=3
    )
    return [body, box((width_m, BODY_M - 0.05, PLINTH_M), "plinth", at_m=(0, FACE_Y_M - 0.025 - BODY_M / 2, 0), bevel_m=0)]


def corner_unit(*, key: int, width_m: Width, height_m: Height, worktop_m: Top) -> Mesh:
    """The blind corner of a run, its face hidden by the run that meets it. Slots: front, plinth, worktop."""
    del key
    top = box((width_m, DEPTH_M, worktop_m), "worktop", at_m=(0, 0, height_m - worktop_m), bevel_m=0.002, piece=1)
    return join([top, *carcass(width_m, height_m - worktop_m)])


def _unit(x: float, wide: float, top: float, fronts: str, handles: str, stream: Stream, piece: int) -> list[Mesh]:
    """One unit: a door, a door under a drawer, or three drawers."""
    style = stream.choice(("door", "door_and_drawer", "drawers"), (3, 4, 2))
    high, z = top - PLINTH_M - (0.02 if handles == "none" else 0.0), PLINTH_M
    foot = (x, FACE_Y_M, z)
    if style == "drawers" or wide < 0.2:
        return drawers(wide, (0.4 * high, 0.35 * high, 0.25 * high), fronts, handles, at_m=foot, piece=piece)
    if style == "door":
        return doors(wide, high, fronts, handles, at_m=foot, piece=piece, grip_at=1.0)
    low = 0.78 * high
    lower = doors(wide, low, fronts, handles, at_m=foot, piece=piece, grip_at=1.0)
    return [*lower, *drawers(wide, (high - low,), fronts, handles, at_m=(x, FACE_Y_M, z + low), piece=piece + 50)]


def island(
    *,
    key: int,
    width_m: Annotated[float, Range(0.9, 2.4), Metres],
    depth_m: Annotated[float, Range(0.6, 1.1), Metres],
    height_m: Height,
    worktop_m: Top,
    fronts: Fronts,
    handles: Handles,
) -> Mesh:
    """A block to work at, cupboards to one side, room for knees at the other (+y). Slots: front, plinth, worktop, handles."""
    body = min(depth_m - 0.26, BODY_M)
    back = -depth_m / 2 + 0.045
    parts = [box((width_m, depth_m, worktop_m), "worktop", at_m=(0, 0, height_m - worktop_m), bevel_m=0.002)]
    low = height_m - worktop_m
    parts.append(box((width_m - 0.06, body, low - 0.08), "front", at_m=(0, back + body / 2, 0.08), bevel_m=0.002))
    parts.append(box((width_m - 0.12, body - 0.08, 0.08), "plinth", at_m=(0, back + body / 2, 0), bevel_m=0))
    count = max(2, round((width_m - 0.06) / 0.6))
    each = (width_m - 0.06) / count
    rear = [
        m
        for k in range(count)
        for m in doors(
            each, low - 0.08, fronts, handles, at_m=(each * (k + 0.5 - count / 2), 0, 0), piece=20 * k + key % 2, grip_at=1.0
        )
    ]
    parts += [shifted(turned(m, "z", math.pi), y=back, z=0.08) for m in rear]
    if key % 2 == 0:
        parts += [box((0.06, 0.06, low), "front", at_m=(s * (width_m / 2 - 0.06), depth_m / 2 - 0.06, 0)) for s in (-1, 1)]
    return join(parts)


def _top(wide: float, deep: float, z: float, y: float = 0.0) -> dict[str, dict[str, Any]]:
    size = (round(max(wide - 0.04, 0.01), 4), round(deep - 0.06, 4))
    lies = {"position_m": (0.0, y, z), "size_m": size, "facing": (0.0, 1.0)}
    return {"top": lies, "perch": lies} if wide > 0.5 else {"top": lies}


UNIT: Mapping[str, Any] = {
    **STANDING,
    "footprint": lambda p: (p["width_m"], DEPTH_M),
    "height": lambda p: p["height_m"],
    "anchors": lambda p: _top(p["width_m"], DEPTH_M, p["height_m"]),
}
RUN: Mapping[str, Any] = {**UNIT, "front_m": 1.0}
STYLE = {
    "height_m": Uniform(0.88, 0.93),
    "worktop_m": Choice((0.022, 0.03, 0.038, 0.04), (1, 2, 3, 2)),
    "fronts": Choice(("slab", "shaker", "planks"), (5, 4, 1)),
    "handles": Choice(("bar", "bow", "knob", "none"), (4, 2, 2, 2)),
}
SLOTS = {"front": "kitchen_front", "plinth": "plinth", "worktop": "worktop", "handles": "handle"}

KINDS = [
    Kind(
        "base_units", "cupboards and drawers under a worktop", base_units, {"width_m": Uniform(0.6, 2.0), **STYLE}, "", SLOTS, RUN
    ),
    Kind(
        "corner_unit",
        "the corner where two kitchen runs meet",
        corner_unit,
        {"width_m": Uniform(0.6, 0.64), "height_m": STYLE["height_m"], "worktop_m": STYLE["worktop_m"]},
        "",
        {"front": "kitchen_front", "plinth": "plinth", "worktop": "worktop"},
        UNIT,
    ),
    Kind(
        "kitchen_island",
        "a block to cook and to sit at",
        island,
        {"width_m": Uniform(1.1, 1.8), "depth_m": Uniform(0.75, 0.95), **STYLE},
        "",
        SLOTS,
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["depth_m"]),
            "height": lambda p: p["height_m"],
            "anchors": lambda p: _top(p["width_m"], p["depth_m"], p["height_m"]),
        },
    ),
]
