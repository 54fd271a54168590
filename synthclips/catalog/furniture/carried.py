"""Bags that people carry and set down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, circle
from synthclips.geometry.soft import Bend, soft_box
from synthclips.geometry.sweeps import tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def handbag(
    *,
    key: int,
    width_m: Annotated[float, Range(0.18, 0.5), Metres],
    height_m: Annotated[float, Range(0.14, 0.4), Metres],
    depth_m: Annotated[float, Range(0.06, 0.22), Metres],
) -> Mesh:
    """A bag standing on the floor with its two handles up. Slots: body, trim."""
    stream = Stream(key)
    high = 0.66 * height_m
    half = np.array([width_m, depth_m, high]) / 2
    slump = stream.uniform(0.0, 0.12)

    def sagged(p: F64) -> F64:
        out = p.copy()
        up = (p[:, 2] / half[2] + 1) / 2
        out[:, 1] *= 1.0 - 0.55 * up
        out[:, 0] *= 1.0 - 0.14 * up
        out[:, 1] += slump * depth_m * up * up
        out[:, 2] -= 0.06 * high * up * (1 - (p[:, 0] / half[0]) ** 2)
        return out

    body = soft_box((width_m, depth_m, high), 0.03, "body", cells=(5, 2, 4), bend=sagged)
    t = circle(16)[:9]
    handles = [
        tube(
            np.column_stack(
                [0.26 * width_m * t[:, 0], np.full(9, s * 0.16 * depth_m), 0.9 * high + (height_m - 0.9 * high - 0.006) * t[:, 1]]
            ),
            0.006,
            "trim",
            sides=6,
        )
        for s in (-1, 1)
    ]
    flap = box((0.05, 0.006, 0.02), "trim", at_m=(0, 0.26 * depth_m, 0.7 * high))
    return join([body, *handles, flap])


def backpack(
    *,
    key: int,
    width_m: Annotated[float, Range(0.22, 0.4), Metres],
    height_m: Annotated[float, Range(0.3, 0.6), Metres],
    depth_m: Annotated[float, Range(0.12, 0.28), Metres],
) -> Mesh:
    """A backpack standing on the floor, its pocket towards +y. Slots: body, trim."""
    slump = Stream(key).uniform(-0.08, 0.08)
    size = np.array([width_m, 0.72 * depth_m, height_m])

    def stuffed(p: F64, low_m: float = 0.0) -> F64:
        """Round over the shoulders, deepest below, its back nearly straight."""
        out, up = p.copy(), (p[:, 2] + low_m) / size[2]
        over = np.clip((up - 0.5) / 0.5, 0.0, 1.0)
        out[:, 0] = p[:, 0] * np.sqrt(1.0 - 0.58 * over * over) + slump * up * up * width_m
        bulge = 0.10 * depth_m * (1 - (2 * p[:, 0] / size[0]) ** 2) * (1 - 0.6 * up)
        out[:, 1] = np.where(p[:, 1] > 0, p[:, 1] * (1 - 0.55 * up**2) + bulge, p[:, 1] * (1 - 0.12 * up)) - 0.05 * depth_m * up
        return out

    def on_front(x: float, z: float, out_m: float) -> tuple[float, float, float]:
        """A place on the front, x and z as shares of width and height."""
        spot = stuffed(np.array([[x * size[0], size[1] / 2, z * size[2]]]))[0]
        return float(spot[0]), float(spot[1]) - 0.12 * depth_m + out_m, z * height_m

    parts = [
        soft_box(
            tuple(size), 0.065, "body", at_m=(0, -0.12 * depth_m, 0), cells=(3, 1, 4),
            bend=lambda p: stuffed(p + (0, 0, size[2] / 2)) - (0, 0, size[2] / 2),
        ),
        soft_box(
            (0.74 * width_m, 0.30 * depth_m, 0.46 * height_m), 0.045, "body", at_m=(0, 0.31 * depth_m, 0.05 * height_m),
            cells=(2, 1, 2), piece=3, bend=_domed(0.74 * width_m, 0.46 * height_m),
        ),
    ]  # fmt: skip
    half = circle(16)[:9]
    main = [on_front(0.40 * c, 0.56 + 0.33 * s, 0.0) for c, s in half]
    pocket = [(0.31 * width_m * c, 0.475 * depth_m, (0.36 + 0.115 * s) * height_m) for c, s in half]
    parts += [tube(path, 0.0045, "trim", sides=5) for path in (main, pocket)]
    parts.append(box((0.16 * width_m, 0.006, 0.045 * height_m), "trim", at_m=on_front(0.0, 0.66, 0.0), bevel_m=0))
    top = on_front(0.0, 1.0, 0.0)[0]
    ring = [(top + 0.045 * c, -0.36 * depth_m, height_m - 0.018 + 0.055 * s) for c, s in half]
    parts.append(tube(ring, 0.007, "trim", sides=5))
    for s in (-1, 1):
        parts += _side(s, width_m, height_m, depth_m)
    return join(parts)


def _domed(width_m: float, height_m: float) -> Bend:
    """Rounds a pocket's upper corners and fills its middle."""

    def bend(p: F64) -> F64:
        out, up = p.copy(), np.clip(2 * p[:, 2] / height_m, 0.0, 1.0)
        out[:, 0] *= np.sqrt(1.0 - 0.45 * up * up)
        out[:, 1] += 0.02 * (p[:, 1] > 0) * (1 - (2 * p[:, 0] / width_m) ** 2)
        return out

    return bend


def _side(s: int, width_m: float, height_m: float, depth_m: float) -> list[Mesh]:
    """On one side: a shoulder strap, the pocket for a bottle, a strap that draws the bag together."""
    x, d, h = s * width_m, depth_m, height_m
    shoulder = [(0.14 * x, -0.42 * d, 0.97 * h), (0.34 * x, -0.52 * d, 0.90 * h), (0.54 * x, -0.54 * d, 0.62 * h),
                (0.60 * x, -0.46 * d, 0.30 * h), (0.55 * x, -0.36 * d, 0.08 * h), (0.44 * x, -0.32 * d, 0.05 * h)]  # fmt: skip
    rim = [(0.505 * x, 0.14 * d, 0.33 * h), (0.55 * x, 0.0, 0.325 * h), (0.54 * x, -0.24 * d, 0.35 * h)]
    band = [(0.44 * x, 0.24 * d, 0.60 * h), (0.515 * x, 0.02 * d, 0.61 * h), (0.475 * x, -0.34 * d, 0.62 * h)]
    pocket = soft_box(
        (0.09 * width_m, 0.5 * d, 0.30 * h),
        0.012,
        "body",
        at_m=(0.49 * x, -0.08 * d, 0.03 * h),
        cells=(1, 1, 1),
        rounding=1,
        piece=5 + s,
    )
    return [pocket, tube(shoulder, 0.015, "trim", sides=6), tube(rim, 0.005, "trim", sides=5), tube(band, 0.007, "trim", sides=5)]


def _wdh(p: Mapping[str, Any]) -> tuple[float, float]:
    return p["width_m"] + 0.01, p["depth_m"] * 1.05 + 0.01


KINDS = [
    Kind(
        "handbag",
        "a handbag standing on the floor",
        handbag,
        {"width_m": Uniform(0.24, 0.36), "height_m": Uniform(0.28, 0.36), "depth_m": Uniform(0.1, 0.15)},
        "handbag",
        {"body": "bag", "trim": "leather"},
        {**STANDING, "footprint": _wdh, "height": lambda p: p["height_m"] + 0.002},
    ),
    Kind(
        "backpack",
        "a backpack standing on the floor",
        backpack,
        {"width_m": Uniform(0.26, 0.33), "height_m": Uniform(0.38, 0.48), "depth_m": Uniform(0.17, 0.23)},
        "backpack",
        {"body": "bag", "trim": "black_plastic"},
        {
            **STANDING,
            "footprint": lambda p: (1.2 * p["width_m"] + 0.04, 1.2 * p["depth_m"] + 0.02),
            "height": lambda p: p["height_m"] + 0.045,
        },
    ),
]
