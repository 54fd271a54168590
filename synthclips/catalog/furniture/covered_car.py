"""A car under its cover: the shape that everybody knows from a roof, a bonnet, a boot and four tyres below the hem."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
# Height of the cover over the length of the car, front at 1, as shares of its height.
OUTLINES = {
    "saloon": (
        (0.0, 0.56),
        (0.1, 0.66),
        (0.2, 0.7),
        (0.32, 0.95),
        (0.42, 1.0),
        (0.55, 0.98),
        (0.7, 0.7),
        (0.9, 0.6),
        (1.0, 0.46),
    ),
    "hatchback": ((0.0, 0.62), (0.05, 0.74), (0.16, 0.94), (0.3, 1.0), (0.5, 0.98), (0.68, 0.7), (0.88, 0.61), (1.0, 0.45)),
    "sports": ((0.0, 0.62), (0.08, 0.74), (0.25, 0.86), (0.36, 1.0), (0.48, 0.97), (0.6, 0.74), (0.88, 0.66), (1.0, 0.5)),
}


def covered_car(
    *,
    key: int,
    length_m: Annotated[float, Range(3.2, 5.0), Metres],
    width_m: Annotated[float, Range(1.5, 2.0), Metres],
    height_m: Annotated[float, Range(1.1, 1.7), Metres],
    style: Literal["saloon", "hatchback", "sports"],
) -> Mesh:
    """A car under a cover, its front towards +y. Slots: cover, tyre."""
    hem = 0.2
    size = (width_m, length_m, height_m - hem)
    at, high = (np.array(v) for v in zip(*OUTLINES[style], strict=True))
    phase = (key % 61) / 10

    def draped(p: F64) -> F64:
        out = p.copy()
        t, up = p[:, 1] / length_m + 0.5, p[:, 2] / size[2] + 0.5
        top = (np.interp(t, at, high) * height_m - hem) / size[2]
        out[:, 2] = (up * top - 0.5) * size[2]
        cabin = np.maximum(0.0, up * top - 0.5) * 2
        ends = np.abs(2 * t - 1) ** 6
        out[:, 0] *= (1.0 - 0.2 * cabin) * (1.0 - 0.14 * ends)
        crown = 1.0 - (2 * p[:, 0] / width_m) ** 2
        out[:, 2] += 0.05 * crown * up
        fold = 0.012 * (1.0 - up) * np.sin(phase + 11.0 * p[:, 1] + 3.0 * up) + 0.008 * np.sin(phase * 2 + 29.0 * p[:, 1])
        out[:, 0] += np.sign(p[:, 0]) * fold * (1.0 - up)
        return out

    body = soft_box(size, 0.12, "cover", at_m=(0, 0, hem), cells=(10, 30, 8), bend=draped)
    parts = [shifted(body, z=hem - float(body.vertices_m[:, 2].min()))]
    for s in (-1, 1):
        for y in (-0.3 * length_m, 0.3 * length_m):
            wheel = turned(cylinder(0.31, 0.2, "tyre", sides=24, bevel_m=0.02), "y", math.pi / 2)
            parts.append(shifted(wheel, s * (width_m / 2 - 0.22) - 0.1, y, 0.31))
    return join(parts)


KINDS = [
    Kind(
        "covered_car",
        "a car under a cover",
        covered_car,
        {
            "length_m": Uniform(3.7, 4.3),
            "width_m": Uniform(1.68, 1.8),
            "height_m": Uniform(1.28, 1.48),
            "style": Choice(("saloon", "hatchback", "sports")),
        },
        "",
        {"cover": "car_cover", "tyre": "rubber"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"] + 0.06, p["length_m"] + 0.06),
            "height": lambda p: 1.02 * p["height_m"] + 0.06,
        },
    ),
]
