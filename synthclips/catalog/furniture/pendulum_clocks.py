"""Clocks whose pendulum shows, hanging plumb: a long case on the floor, a regulator on the wall."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HUNG, STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.sweeps import cylinder, extrude, lathe
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform

Metres = Unit("m")
BOARD_M = 0.02
DEEP_M = 0.24  # of a long case; a regulator is half as deep


def longcase_clock(
    *,
    key: int,
    height_m: Annotated[float, Range(1.6, 2.4), Metres],
    width_m: Annotated[float, Range(0.34, 0.6), Metres],
    top: Literal["arch", "flat", "peak"],
    minutes: Annotated[int, Range(0, 719)],
) -> Mesh:
    """As tall as a man: a broad base, a narrower trunk open before its pendulum, a hood with the dial. Faces +y.

    Slots: case, back, dial, rim, hands, pendulum.
    """
    del key
    w, base, hood = width_m, 0.24 * height_m, 0.27 * height_m
    trunk, inner = height_m - base - hood, 0.86 * width_m
    parts = [box((w, DEEP_M, base), "case", piece=1), box((w + 0.04, DEEP_M + 0.02, 0.06), "case", piece=2)]
    parts += [shifted(m, z=base) for m in _open_case(inner, DEEP_M - 0.03, trunk)]
    parts.append(box((w, DEEP_M, hood), "case", at_m=(0, 0, height_m - hood), piece=3))
    parts.append(box((w + 0.05, DEEP_M + 0.03, 0.03), "case", at_m=(0, 0, height_m - hood), piece=4))
    parts.append(shifted(_crown(top, w + 0.05), z=height_m))
    parts.append(shifted(_face(0.4 * min(w, hood), minutes), y=DEEP_M / 2 + 0.001, z=height_m - hood / 2))
    parts.append(shifted(_pendulum(0.86 * trunk, 0.2 * w), z=base + trunk))
    return join(parts)


def regulator_clock(
    *,
    key: int,
    height_m: Annotated[float, Range(0.5, 1.2), Metres],
    width_m: Annotated[float, Range(0.22, 0.45), Metres],
    top: Literal["arch", "flat", "peak"],
    minutes: Annotated[int, Range(0, 719)],
) -> Mesh:
    """A slim case on the wall, the dial above, the pendulum below it; origin in the wall's plane below it.

    Slots: case, back, dial, rim, hands, pendulum.
    """
    del key
    deep = DEEP_M / 2
    parts = _open_case(width_m, deep, height_m)
    parts += [
        box((width_m + 0.03, deep + 0.02, 0.03), "case", at_m=(0, 0.01, -0.015), piece=5),
        shifted(_crown(top, width_m + 0.03, deep), z=height_m),
        shifted(_face(0.42 * width_m, minutes), y=deep / 2 - 0.012, z=height_m - 0.52 * width_m),
        shifted(_pendulum(height_m - 0.3 * width_m - 0.06, 0.2 * width_m), z=height_m - 0.12 * width_m),
    ]
    return shifted(join(parts), y=deep / 2, z=0.02)


def _open_case(wide: float, deep: float, high: float) -> list[Mesh]:
    """Back, sides, top and foot; its front is glass too clear to be seen."""
    sides = [box((BOARD_M, deep, high), "case", at_m=(s * (wide - BOARD_M) / 2, 0, 0), piece=7 + s) for s in (-1, 1)]
    ends = [box((wide, deep, BOARD_M), "case", at_m=(0, 0, z), piece=9 + k) for k, z in enumerate((0.0, high - BOARD_M))]
    return [box((wide, 0.01, high), "back", at_m=(0, 0.005 - deep / 2, 0), bevel_m=0, piece=6), *sides, *ends]


def _crown(top: str, wide: float, deep: float = DEEP_M + 0.03) -> Mesh:
    """What the case ends in above: a rounded arch, a flat cornice or a gable."""
    if top == "flat":
        return box((wide, deep, 0.04), "case", piece=12)
    if top == "arch":
        arch = [(0.5 * wide * math.cos(a), 0.3 * wide * math.sin(a)) for a in np.linspace(0.0, math.pi, 13).tolist()]
    else:
        arch = [(0.5 * wide, 0.0), (0.0, 0.32 * wide), (-0.5 * wide, 0.0)]
    return turned(extrude(arch, deep, "case", piece=12), "z", math.pi / 2)


def _face(r: float, minutes: int) -> Mesh:
    """Dial, rim, strokes and hands towards +y, its middle at the origin."""
    parts = [lathe([(r, 0), (r, 0.012), (0.93 * r, 0.016), (0.9 * r, 0.01)], "rim", sides=32)]
    parts.append(lathe([(0.91 * r, 0.008), (0, 0.009)], "dial", sides=32))
    for mark in range(12):
        stroke = box((0.05 * r, 0.15 * r, 0.001), "hands", at_m=(0, 0.76 * r, 0.009), bevel_m=0)
        parts.append(turned(stroke, "z", -mark * math.pi / 6))
    for angle, long in ((minutes / 720, 0.5 * r), (minutes % 60 / 60, 0.75 * r)):
        hand = box((0.06 * r, long, 0.0015), "hands", at_m=(0, 0.4 * long, 0.011), bevel_m=0)
        parts.append(turned(hand, "z", -angle * 2 * math.pi))
    return turned(turned(join(parts), "z", math.pi), "x", -math.pi / 2)


def _pendulum(long: float, bob: float) -> Mesh:
    """A rod that hangs from the origin, and its round bob, seen from +y."""
    disc = lathe([(0, -0.008), (0.8 * bob, -0.008), (bob, 0.0), (0.8 * bob, 0.008), (0, 0.01)], "pendulum", sides=24)
    rod = cylinder(0.005, long, "pendulum", at_m=(0, 0, -long), sides=8)
    return join([rod, shifted(turned(disc, "x", -math.pi / 2), z=bob - long)])


def hung_at_m(kind: str, p: Mapping[str, Any]) -> tuple[float, float]:
    """y and z of the pendulum's pivot in the item's own frame."""
    if kind == "longcase_clock":
        return 0.0, 0.73 * float(p["height_m"])
    return DEEP_M / 4, 0.02 + float(p["height_m"]) - 0.12 * float(p["width_m"])


CASE = {"case": "wood", "back": "wood", "dial": "dial", "rim": "metal", "hands": "black_plastic", "pendulum": "brass"}
LOOKS = {"top": Choice(("arch", "flat", "peak")), "minutes": Integer(0, 719)}
KINDS = [
    Kind(
        "longcase_clock",
        "a tall clock on the floor, with a pendulum",
        longcase_clock,
        {"height_m": Uniform(1.8, 2.05), "width_m": Uniform(0.4, 0.5), **LOOKS},
        "clock",
        CASE,
        {
            **STANDING,
            "faces": True,
            "footprint": lambda p: (round(p["width_m"] + 0.052, 4), DEEP_M + 0.032),
            "height": lambda p: p["height_m"] + 0.34 * (p["width_m"] + 0.05),
        },
    ),
    Kind(
        "regulator_clock",
        "a slim clock on the wall, with a pendulum",
        regulator_clock,
        {"height_m": Uniform(0.65, 0.95), "width_m": Uniform(0.26, 0.36), **LOOKS},
        "clock",
        CASE,
        {
            **HUNG,
            "faces": True,
            "footprint": lambda p: (round(p["width_m"] + 0.032, 4), DEEP_M / 2 + 0.022),
            "height": lambda p: p["height_m"] + 0.34 * (p["width_m"] + 0.03) + 0.02,
        },
    ),
]
