"""What people do at home besides sitting: a guitar on its stand, an exercise bicycle, dumbbells."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, circle, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, extrude, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform

Metres = Unit("m")
LEAN_RAD = 0.22
# Half widths of guitar bodies over their height, from foot to shoulder, as shares of the body's length.
OUTLINES = {
    "acoustic": ((0.0, 0.0), (0.18, 0.01), (0.3, 0.07), (0.38, 0.18), (0.39, 0.3), (0.34, 0.42), (0.265, 0.54),
                 (0.25, 0.6), (0.27, 0.7), (0.285, 0.8), (0.26, 0.91), (0.17, 0.98), (0.0, 1.0)),
    "electric": ((0.0, 0.03), (0.16, 0.0), (0.3, 0.06), (0.36, 0.2), (0.33, 0.36), (0.27, 0.5), (0.28, 0.62),
                 (0.33, 0.78), (0.31, 0.92), (0.22, 0.97), (0.12, 0.83), (0.0, 0.8)),
}  # fmt: skip


def guitar(
    *,
    key: int,
    length_m: Annotated[float, Range(0.8, 1.2), Metres],
    style: Literal["acoustic", "electric"],
) -> Mesh:
    """A guitar leaning in its stand, its front towards +y. Slots: body, neck, dark, stand."""
    del key
    tall, thick = (0.5, 0.1) if style == "acoustic" else (0.44, 0.045)
    tall *= length_m
    half = [(x * tall, z * tall) for x, z in OUTLINES[style]]
    outline = [(-x, z) for x, z in half[:0:-1]] + half[:-1]  # up the one side, down the other, seen from its front
    body = turned(extrude([(x, z) for x, z in _ccw(outline)], thick, "body"), "z", math.pi / 2)
    long = length_m - tall
    front = thick / 2
    parts = [body, box((0.05, 0.022, long - 0.12), "neck", at_m=(0, front + 0.004, 0.86 * tall), bevel_m=0.006)]
    parts.append(box((0.075, 0.018, 0.17), "neck", at_m=(0, front - 0.006, 0.86 * tall + long - 0.13), bevel_m=0.006))
    top = 0.86 * tall + long - 0.02
    parts += [
        cylinder(0.007, 0.03, "dark", at_m=(s * 0.046, front - 0.006, top - 0.05 * k - 0.02), sides=6)
        for s in (-1, 1)
        for k in range(3)
    ]
    parts.append(box((0.13, 0.014, 0.024), "dark", at_m=(0, front + 0.006, 0.24 * tall), bevel_m=0.003))
    if style == "acoustic":
        hole = turned(cylinder(0.052, 0.004, "dark", sides=20), "x", -math.pi / 2)
        parts.append(shifted(hole, y=front - 0.002, z=0.63 * tall))
    else:
        parts += [box((0.075, 0.012, 0.022), "dark", at_m=(0, front + 0.005, f * tall), bevel_m=0.003) for f in (0.4, 0.6)]
    guitar = turned(shifted(join(parts), y=0.02), "x", LEAN_RAD)
    return join([shifted(guitar, z=0.13, y=0.05), *_stand(tall)])


def _ccw(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points, turned round if they run clockwise."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))
    return points if area > 0 else points[::-1]


def _stand(tall: float) -> list[Mesh]:
    """A tube bent into two hooks below and a back leg."""
    parts = [
        tube(
            [(s * 0.1, 0.16, 0.15), (s * 0.1, 0.1, 0.12), (s * 0.1, -0.06, 0.13), (s * 0.16, 0.17, 0.01)], 0.009, "stand", sides=6
        )
        for s in (-1, 1)
    ]
    parts.append(tube([(-0.1, -0.06, 0.13), (0.1, -0.06, 0.13)], 0.009, "stand", sides=6))
    parts.append(tube([(0, -0.06, 0.13), (0, -0.15, 0.8 * tall), (0, -0.27, 0.012)], 0.009, "stand", sides=6))
    return parts


def exercise_bike(
    *,
    key: int,
    height_m: Annotated[float, Range(1.0, 1.4), Metres],
    style: Literal["spinning", "upright"],
) -> Mesh:
    """An exercise bicycle, its front towards +y. Slots: frame, dark, wheel."""
    turn = (key % 89) / 89 * 2 * math.pi
    h = height_m
    feet = [tube([(-0.24, y, 0.03), (0.24, y, 0.03)], 0.028, "dark", sides=8) for y in (-0.46, 0.46)]
    frame = [
        tube([(0, -0.46, 0.05), (0, -0.12, 0.3), (0, 0.4, 0.12), (0, 0.46, 0.05)], 0.032, "frame", sides=8),
        tube([(0, -0.12, 0.28), (0, -0.28, 0.78 * h)], 0.026, "frame", sides=8),
        tube([(0, 0.16, 0.24), (0, 0.36, 0.86 * h)], 0.026, "frame", sides=8),
    ]
    wheel = shifted(turned(cylinder(0.23, 0.035, "wheel", sides=32), "y", math.pi / 2), x=-0.0175, y=0.27, z=0.3)
    if style == "upright":
        case = soft_box((0.13, 0.74, 0.42), 0.06, "frame", at_m=(0, 0.1, 0.12), cells=(1, 4, 3))
        wheel = join(
            [case, shifted(turned(cylinder(0.12, 0.15, "wheel", sides=24), "y", math.pi / 2), x=-0.075, y=-0.02, z=0.33)]
        )
    saddle = soft_box((0.2, 0.27, 0.07), 0.03, "dark", at_m=(0, -0.3, 0.78 * h), cells=(3, 3, 1))
    y, z = 0.38, 0.9 * h
    half = [(0.2, y - 0.2, z + 0.06), (0.22, y + 0.06, z + 0.03)]
    grips = [(-px, py, pz) for px, py, pz in half] + [(0.0, y, z)] + half[::-1]
    bars = [tube([(0, y, 0.84 * h), (0, y, z)], 0.022, "dark", sides=6), tube(grips, 0.015, "dark", sides=6)]
    console = shifted(turned(box((0.2, 0.03, 0.13), "dark", bevel_m=0.01), "x", 0.5), y=y, z=z + 0.02)
    cranks = []
    for s in (-1, 1):
        a = turn + (math.pi if s > 0 else 0.0)
        py, pz = 0.02 + 0.16 * math.cos(a), 0.33 + 0.16 * math.sin(a)
        cranks += [
            tube([(s * 0.09, 0.02, 0.33), (s * 0.1, py, pz)], 0.012, "dark", sides=6),
            box((0.09, 0.09, 0.022), "dark", at_m=(s * 0.155, py, pz - 0.01)),
        ]
    return join([*feet, *frame, wheel, saddle, *bars, console, *cranks])


def dumbbells(*, key: int, pairs: Annotated[int, Range(1, 4)], length_m: Annotated[float, Range(0.18, 0.36), Metres]) -> Mesh:
    """Pairs of dumbbells on the floor, the larger ones behind. Slots: weight, grip."""
    parts, y = [], 0.0
    for n in range(pairs):
        scale = 1.0 - 0.14 * n
        for s in (-1, 1):
            askew = 0.12 * (((key >> (2 * n)) & 3) - 1.5) * s
            parts.append(shifted(turned(_dumbbell(length_m * scale), "z", askew), s * 0.56 * length_m, y))
        y += 0.19 * scale
    return shifted(join(parts), y=-y / 2 + 0.09)


def _dumbbell(long: float) -> Mesh:
    """Two six-sided heads on a grip, lying along x."""
    r = 0.27 * long
    head = extrude([(r * x, r * y) for x, y in circle(6, start=1 / 12)[:6]], 0.27 * long, "weight")
    grip = tube([(-0.3 * long, 0, 0), (0.3 * long, 0, 0)], 0.016, "grip", sides=8)
    low = r * float(np.abs(circle(6, start=1 / 12)[:, 1]).max())
    return shifted(join([shifted(head, x=0.36 * long), shifted(head, x=-0.36 * long), grip]), z=low)


KINDS = [
    Kind(
        "guitar",
        "a guitar leaning in its stand",
        guitar,
        {"length_m": Uniform(0.94, 1.04), "style": Choice(("acoustic", "electric"), (3, 2))},
        "",
        {"body": "guitar", "neck": "wood", "dark": "black_plastic", "stand": "black_plastic"},
        {**STANDING, "footprint": lambda p: (0.44, 0.66), "height": lambda p: p["length_m"] + 0.14},
    ),
    Kind(
        "exercise_bike",
        "an exercise bicycle, with a flywheel or in a case",
        exercise_bike,
        {"height_m": Uniform(1.08, 1.3), "style": Choice(("spinning", "upright"))},
        "",
        {"frame": "enamel", "dark": "black_plastic", "wheel": "metal"},
        {**STANDING, "footprint": lambda p: (0.56, 1.02), "height": lambda p: p["height_m"] + 0.06},
    ),
    Kind(
        "dumbbells",
        "pairs of dumbbells on the floor",
        dumbbells,
        {"pairs": Integer(1, 3), "length_m": Uniform(0.22, 0.32)},
        "",
        {"weight": "weight", "grip": "metal"},
        {
            **STANDING,
            "footprint": lambda p: (round(2.3 * p["length_m"], 4), round(0.17 * p["pairs"] + 0.06, 4)),
            "height": lambda p: 0.56 * p["length_m"],
        },
    ),
]
