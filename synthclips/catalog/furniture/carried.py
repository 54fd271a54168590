"""Bags that people carry and set down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, circle
from synthclips.geometry.soft import soft_box
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
    del key
    half = np.array([width_m, 0.72 * depth_m, height_m]) / 2

    def stuffed(p: F64) -> F64:
        out = p.copy()
        up = (p[:, 2] / half[2] + 1) / 2
        out[:, 0] *= 1 - 0.28 * up * up * up
        out[:, 1] = p[:, 1] * (1 - 0.35 * up * up) + 0.02 * (p[:, 1] > 0) * (1 - (p[:, 0] / half[0]) ** 2)
        return out

    body = soft_box(
        (width_m, 0.72 * depth_m, height_m), 0.06, "body", at_m=(0, -0.12 * depth_m, 0), cells=(4, 2, 5), bend=stuffed, rounding=3
    )
    pocket = soft_box(
        (0.72 * width_m, 0.3 * depth_m, 0.42 * height_m), 0.04, "body", at_m=(0, 0.33 * depth_m, 0.05), cells=(3, 1, 3), piece=3
    )
    zips = [
        tube(
            [
                (-0.3 * width_m, 0.26 * depth_m, 0.62 * height_m),
                (0, 0.3 * depth_m, 0.66 * height_m),
                (0.3 * width_m, 0.26 * depth_m, 0.62 * height_m),
            ],
            0.004,
            "trim",
            sides=5,
        )
    ]
    loop = tube(
        [
            (-0.04, -0.2 * depth_m, height_m - 0.02),
            (-0.03, -0.2 * depth_m, height_m + 0.035),
            (0.03, -0.2 * depth_m, height_m + 0.035),
            (0.04, -0.2 * depth_m, height_m - 0.02),
        ],
        0.006,
        "trim",
        sides=6,
    )
    straps = [
        tube(
            [
                (s * 0.2 * width_m, -0.4 * depth_m, 0.92 * height_m),
                (s * 0.3 * width_m, -0.5 * depth_m, 0.5 * height_m),
                (s * 0.34 * width_m, -0.42 * depth_m, 0.1 * height_m),
            ],
            0.012,
            "trim",
            sides=6,
        )
        for s in (-1, 1)
    ]
    return join([body, pocket, *zips, loop, *straps])


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
            "footprint": lambda p: (p["width_m"] + 0.02, 1.15 * p["depth_m"] + 0.02),
            "height": lambda p: p["height_m"] + 0.045,
        },
    ),
]
