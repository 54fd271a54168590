"""A coat stand hung with coats, a hat on top: at night or from afar it is somebody standing there."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.garments import DARK, hung_coat
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import circle, shifted, turned
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def coat_stand(
    *,
    key: int,
    height_m: Annotated[float, Range(1.4, 2.0), Metres],
    coats: Annotated[int, Range(0, 5)],
    hat: bool,
    foot: Literal["disc", "tripod"],
) -> Mesh:
    """A coat stand with coats round it and perhaps a hat on top. Slots: stand, coat_a, coat_b, coat_c, hat, inside."""
    stream = Stream(key)
    h = height_m
    parts = [
        tube([(0, 0, 0.02), (0, 0, h)], [0.022, 0.016], "stand", sides=8),
        cylinder(0.025, 0.04, "stand", at_m=(0, 0, h - 0.01), sides=8),
    ]
    if foot == "disc":
        parts.append(lathe([(0, 0), (0.19, 0), (0.19, 0.015), (0.05, 0.04), (0.02, 0.09), (0, 0.09)], "stand", sides=24))
    else:
        parts += [
            tube([(0, 0, 0.3), (0.16 * x, 0.16 * y, 0.12), (0.26 * x, 0.26 * y, 0.014)], 0.013, "stand", sides=6)
            for x, y in circle(3, start=0.1)[:3]
        ]
    hooks = 6
    for x, y in circle(hooks)[:hooks]:
        parts.append(
            tube([(0, 0, h - 0.16), (0.1 * x, 0.1 * y, h - 0.13), (0.14 * x, 0.14 * y, h - 0.05)], 0.008, "stand", sides=5)
        )
    for n in range(coats):
        angle = 2 * math.pi * (n + stream.uniform(-0.2, 0.2)) / max(coats, 1)
        made = shifted(hung_coat(stream, f"coat_{'abc'[n % 3]}", stream.uniform(0.42, 0.5), 10 + 5 * n), y=0.02, z=h - 0.07)
        parts.append(turned(made, "z", angle))
    if hat:
        brim = [
            (0, 0.0),
            (0.155, 0.0),
            (0.16, 0.006),
            (0.1, 0.012),
            (0.088, 0.03),
            (0.08, 0.1),
            (0.06, 0.125),
            (0.02, 0.115),
            (0, 0.118),
        ]
        tilt = turned(lathe(brim, "hat", sides=24), "x", stream.uniform(-0.25, 0.25))
        parts.append(shifted(tilt, stream.uniform(-0.02, 0.02), stream.uniform(-0.02, 0.02), h - 0.02))
    return join(parts)


KINDS = [
    Kind(
        "coat_stand",
        "a stand with coats and perhaps a hat, as tall as somebody",
        coat_stand,
        {
            "height_m": Uniform(1.62, 1.86),
            "coats": Integer(2, 4),
            "hat": Choice((True, False), (2, 1)),
            "foot": Choice(("disc", "tripod")),
        },
        "",
        {"stand": "wood", "coat_a": "coat", "coat_b": "coat", "coat_c": "coat", "hat": "coat", DARK: "garment_inside"},
        {**STANDING, "footprint": lambda p: (0.72, 0.72), "height": lambda p: p["height_m"] + 0.13},
    ),
]
