"""Parked cars, side on: body, glass and wheels."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.outside.side import Part, look, varied
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, mirrored_x, shifted, turned
from synthclips.geometry.sweeps import cylinder, extrude
from synthclips.scene.streams import Stream

PAINTS = (
    (0.5, 0.5, 0.5),
    (0.05, 0.05, 0.055),
    (0.62, 0.62, 0.6),
    (0.28, 0.02, 0.02),
    (0.03, 0.07, 0.2),
    (0.2, 0.21, 0.22),
    (0.1, 0.16, 0.12),
)
LONG_M, WIDE_M = 4.2, 1.7
BODY = ((-2.05, 0.3), (2.0, 0.3), (2.1, 0.55), (2.02, 0.82), (1.05, 0.95), (-1.8, 0.97), (-2.1, 0.9), (-2.12, 0.5))  # along, up
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
    wheels = [turned(cylinder(0.31, 0.2, "wheel", sides=12, bevel_m=0), "x", np.pi / 2, (0, 0, 0)) for _ in range(2)]
    ends = [(x, look("plain", rgb)) for x, rgb in ((2.03, (0.6, 0.6, 0.58)), (-2.06, (0.25, 0.02, 0.02)))]
    made: list[Part] = [
        (join([_side(np.array(BODY), WIDE_M), _side(cabin, WIDE_M - 0.25)]), paint),
        (_side(window, WIDE_M - 0.2), look("plain", (0.05, 0.06, 0.07))),
        (box((0.09, WIDE_M - 0.19, 0.5), "pillar", at_m=(-0.25, 0, 0.94), bevel_m=0), paint),
        (box((4.0, WIDE_M + 0.02, 0.16), "sill", at_m=(0, 0, 0.26), bevel_m=0), look("plain", (0.035, 0.035, 0.037))),
        (
            join([shifted(w, x, -0.67, 0.31) for w, x in zip(wheels, (-1.32, 1.3), strict=True)]),
            look("plain", (0.025, 0.025, 0.027)),
        ),
    ]
    made += [(box((0.16, WIDE_M + 0.01, 0.13), "light", at_m=(x, 0, 0.66), bevel_m=0), glass) for x, glass in ends]
    away = stream.chance(0.5)
    return [(shifted(mirrored_x(mesh) if away else mesh, at_m[0], at_m[1] + WIDE_M / 2), material) for mesh, material in made]


def _side(outline: np.ndarray, wide: float) -> Mesh:
    """A prism of that outline in the x-z plane, across y."""
    return turned(extrude([(x, z) for x, z in outline], wide, "side"), "z", -np.pi / 2)
