"""Parked cars, side on: body, glass and wheels."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.outside.side import Part, look, varied
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, mirrored_x, shifted, turned
from synthclips.geometry.sweeps import cylinder, extrude
from synthclips.scene.streams import Stream

PAINTS = (
    (0.38, 0.38, 0.385),
    (0.05, 0.05, 0.055),
    (0.52, 0.52, 0.505),
    (0.17, 0.05, 0.045),
    (0.055, 0.08, 0.14),
    (0.2, 0.205, 0.215),
    (0.1, 0.125, 0.11),
)
LONG_M, WIDE_M = 4.2, 1.7
AXLES = (-1.3, 1.28)
BODY = (  # along, up
    (-2.0, 0.24), (1.95, 0.24), (2.08, 0.36), (2.1, 0.56), (2.0, 0.73), (1.7, 0.84), (1.05, 0.95),
    (-1.75, 0.98), (-2.02, 0.94), (-2.1, 0.78), (-2.12, 0.48),
)  # fmt: skip
CABINS = (
    ((1.1, 0.93), (0.45, 1.42), (-1.2, 1.44), (-1.75, 0.95)),
    ((1.15, 0.93), (0.55, 1.48), (-1.85, 1.5), (-2.05, 0.95)),
    ((1.0, 0.93), (0.3, 1.36), (-0.9, 1.36), (-1.45, 0.95)),
)


def car(at_m: tuple[float, float], stream: Stream) -> list[Part]:
    """Along the kerb, its near side at `at_m`."""
    paint = look("plain", varied(stream.choice(PAINTS), stream, 0.1))
    cabin = np.array(stream.choice(CABINS))
    middle = cabin.mean(0)
    window = middle + (cabin - middle) * (0.9, 0.74) + (0.0, 0.02)
    shine, dim = ([v * k + add for v in paint.rgb] for k, add in ((1.0, 0.06), (0.55, 0.0)))
    black = look("plain", (0.025, 0.025, 0.027))
    made: list[Part] = [
        (join([_side(np.array(BODY), WIDE_M), _side(cabin, WIDE_M - 0.25)]), paint),
        (_side(window, WIDE_M - 0.2), look("plain", (0.05, 0.055, 0.06))),
        (_side(middle + (window - middle) * (1.0, 0.4) + (0.0, 0.12), WIDE_M - 0.19), look("plain", (0.12, 0.125, 0.13))),
        (box((0.09, WIDE_M - 0.18, 0.46), "pillar", at_m=(-0.25, 0, 0.95), bevel_m=0), paint),
        (box((3.9, WIDE_M + 0.012, 0.12), "shoulder", at_m=(-0.1, 0, 0.8), bevel_m=0), look("plain", shine)),
        (box((4.1, WIDE_M + 0.01, 0.24), "flank", at_m=(0, 0, 0.3), bevel_m=0), look("plain", dim)),
        (box((4.0, WIDE_M + 0.02, 0.1), "sill", at_m=(0, 0, 0.22), bevel_m=0), black),
        (
            join([box((0.015, WIDE_M + 0.02, 0.5), "gap", at_m=(x, 0, 0.42), bevel_m=0) for x in (0.85, -0.25, -1.05)]),
            look("plain", dim),
        ),
        (join([_wheel(x, 0.37, WIDE_M + 0.03) for x in AXLES]), black),
        (join([_wheel(x, 0.18, WIDE_M + 0.06) for x in AXLES]), look("plain", (0.22, 0.22, 0.225))),
    ]
    ends = [(x, look("plain", rgb)) for x, rgb in ((2.02, (0.5, 0.5, 0.49)), (-2.05, (0.18, 0.04, 0.035)))]
    made += [(box((0.18, WIDE_M - 0.05, 0.12), "light", at_m=(x, 0, 0.64), bevel_m=0), glass) for x, glass in ends]
    away = stream.chance(0.5)
    return [(shifted(mirrored_x(mesh) if away else mesh, at_m[0], at_m[1] + WIDE_M / 2), material) for mesh, material in made]


def _wheel(x: float, radius: float, wide: float) -> Mesh:
    """Both of an axle, as one roller."""
    roller = turned(shifted(cylinder(radius, wide, "wheel", sides=14, bevel_m=0), z=-wide / 2), "x", np.pi / 2)
    return shifted(roller, x, 0.0, 0.33)


def _side(outline: np.ndarray, wide: float) -> Mesh:
    """A prism of that outline in the x-z plane, across y."""
    return turned(extrude([(x, z) for x, z in outline], wide, "side"), "z", -np.pi / 2)
