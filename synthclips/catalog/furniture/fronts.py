"""Doors and drawers of fitted units, the handles on them, and the carcass behind: what all units of a kitchen share."""

from __future__ import annotations

import math
from typing import Literal

from synthclips.geometry.mesh import Mesh
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.sweeps import lathe, tube

Fronts = Literal["slab", "shaker", "planks"]
Handles = Literal["bar", "bow", "knob", "none"]
FRONT_M = 0.018  # thickness
GAP_M = 0.0025  # half of the joint between two fronts
GRIP_M = 0.024  # how far a handle stands out


def front(wide: float, high: float, fronts: str, *, at_m: tuple[float, float, float], piece: int) -> list[Mesh]:
    """A door or drawer front whose back's foot is centred on `at_m`, facing +y. Slot: front."""
    w, h = wide - 2 * GAP_M, high - 2 * GAP_M
    x, y, z = at_m[0], at_m[1] + FRONT_M / 2, at_m[2] + GAP_M
    if fronts == "shaker" and min(w, h) > 0.2:
        return _framed(w, h, x, y, z, piece)
    if fronts == "planks" and h > 0.3:
        count = max(2, round(w / 0.09))
        each = w / count
        return [
            box((each - 0.003, FRONT_M, h), "front", at_m=(x - w / 2 + each * (i + 0.5), y, z), bevel_m=0.002, piece=piece + i)
            for i in range(count)
        ]
    return [box((w, FRONT_M, h), "front", at_m=(x, y, z), bevel_m=0.002, piece=piece)]


def _framed(w: float, h: float, x: float, y: float, z: float, piece: int) -> list[Mesh]:
    """Two stiles, two rails, a panel set back between them."""
    rail = min(0.07, 0.28 * min(w, h))
    stiles = [
        box((rail, FRONT_M, h), "front", at_m=(x + s * (w - rail) / 2, y, z), bevel_m=0.0015, piece=piece + s) for s in (-1, 1)
    ]
    inner = w - 2 * rail
    rails = [box((inner, FRONT_M, rail), "front", at_m=(x, y, up), bevel_m=0.0015, piece=piece + 2) for up in (z, z + h - rail)]
    panel = box((inner, 0.006, h - 2 * rail), "front", at_m=(x, y - 0.005, z + rail), bevel_m=0, piece=piece + 3)
    return [*stiles, *rails, panel]


def handle(style: str, *, at_m: tuple[float, float, float], long: float, upright: bool) -> list[Mesh]:
    """A handle whose middle touches the face at `at_m`. Slot: handles."""
    if style == "none":
        return []
    if style == "knob":
        made = lathe(
            [(0, 0), (0.007, 0), (0.006, 0.010), (0.014, 0.015), (0.015, 0.020), (0.010, GRIP_M), (0, GRIP_M)],
            "handles",
            sides=10,
        )
        return [shifted(turned(made, "x", -math.pi / 2), *at_m)]
    out, half = (0.008, 0.4 * long) if style == "bow" else (0.006, 0.44 * long)
    ends = [(-0.5 * long, 0.0, 0.0), (-half, GRIP_M - out, 0.0), (half, GRIP_M - out, 0.0), (0.5 * long, 0.0, 0.0)]
    grip = tube(ends, out if style == "bar" else 0.006, "handles", sides=6)
    return [shifted(turned(grip, "y", math.pi / 2) if upright else grip, *at_m)]


def doors(
    wide: float, high: float, fronts: str, handles: str, *, at_m: tuple[float, float, float], piece: int, grip_at: float
) -> list[Mesh]:
    """One door, or two where it would be wide; handles towards the joint, at `grip_at` (0 foot .. 1 top) of the height."""
    count = 1 if wide < 0.62 else 2
    each, made = wide / count, list[Mesh]()
    for k in range(count):
        x = at_m[0] + (k - (count - 1) / 2) * each
        made += front(each, high, fronts, at_m=(x, at_m[1], at_m[2]), piece=piece + 10 * k)
        side = 1 if (k == 0 and count == 2) or (count == 1 and piece % 2) else -1
        place = (x + side * (each / 2 - 0.045), at_m[1] + FRONT_M, at_m[2] + 0.07 + grip_at * (high - 0.14))
        made += handle(handles, at_m=place, long=0.13, upright=True)
    return made


def drawers(
    wide: float, heights: tuple[float, ...], fronts: str, handles: str, *, at_m: tuple[float, float, float], piece: int
) -> list[Mesh]:
    """Drawers from below to above."""
    made, z = list[Mesh](), at_m[2]
    for k, high in enumerate(heights):
        made += front(wide, high, fronts, at_m=(at_m[0], at_m[1], z), piece=piece + 10 * k)
        grip = (at_m[0], at_m[1] + FRONT_M, z + (0.5 if fronts == "shaker" else 0.74) * high)
        made += handle(handles, at_m=grip, long=min(0.5 * wide, 0.22), upright=False)
        z += high
    return made
