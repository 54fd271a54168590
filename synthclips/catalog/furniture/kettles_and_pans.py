"""Kettles and pans, as they stand on a stove or a worktop."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np

from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import turned
from synthclips.geometry.sweeps import lathe, tube
from synthclips.scene.annotations import Range, Unit

Metres = Unit("m")


def kettle(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.06, 0.11), Metres],
    height_m: Annotated[float, Range(0.15, 0.28), Metres],
    style: Literal["jug", "stove"],
) -> Mesh:
    """A kettle: a jug on its base, or a round one for the stove; the spout towards +x. Slots: body, dark."""
    del key
    r, h = radius_m, height_m
    if style == "jug":
        base = lathe([(0, 0), (r, 0), (1.02 * r, 0.01), (0.95 * r, 0.025), (0, 0.025)], "dark", sides=20)
        low, top = 0.03, 0.92 * h
        profile = [
            (0, low),
            (0.95 * r, low),
            (0.97 * r, 0.3 * h),
            (0.8 * r, 0.75 * h),
            (0.72 * r, top),
            (0.3 * r, h - 0.012),
            (0, h - 0.012),
        ]
        spout = tube(
            [(0.66 * r, 0, 0.72 * h), (0.92 * r, 0, 0.86 * h), (1.08 * r, 0, 0.93 * h)],
            [0.3 * r, 0.2 * r, 0.1 * r],
            "body",
            sides=8,
        )
        grip = [
            (-0.72 * r, 0, 0.9 * h),
            (-1.2 * r, 0, 0.92 * h),
            (-1.5 * r, 0, 0.75 * h),
            (-1.45 * r, 0, 0.4 * h),
            (-0.9 * r, 0, 0.24 * h),
        ]
        return join([base, lathe(profile, "body", sides=20), spout, tube(grip, 0.011, "dark", sides=7), _knob(h - 0.012)])
    tall = 0.68 * h
    profile = [
        (0, 0),
        (0.85 * r, 0),
        (r, 0.12 * tall),
        (0.98 * r, 0.4 * tall),
        (0.7 * r, 0.85 * tall),
        (0.3 * r, tall),
        (0, tall),
    ]
    spout = tube(
        [(0.75 * r, 0, 0.4 * tall), (1.15 * r, 0, 0.6 * tall), (1.4 * r, 0, 0.95 * tall)],
        [0.24 * r, 0.17 * r, 0.11 * r],
        "body",
        sides=8,
    )
    bow = [(math.cos(a) * 0.75 * r, 0.0, 0.6 * tall + math.sin(a) * (h - 0.012 - 0.6 * tall)) for a in np.linspace(0, math.pi, 9)]
    return join([lathe(profile, "body", sides=20), spout, tube(bow, 0.009, "dark", sides=6), _knob(tall)])


def _knob(z: float) -> Mesh:
    return lathe([(0.005, z), (0.013, z + 0.006), (0.01, z + 0.012), (0, z + 0.012)], "dark", sides=10)


def pan(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.08, 0.16), Metres],
    height_m: Annotated[float, Range(0.04, 0.2), Metres],
    style: Literal["frying_pan", "saucepan", "pot"],
) -> Mesh:
    """A pan with a long handle at +x, or a pot with two ears and a lid. Slots: body, dark."""
    r = radius_m
    h = min(height_m, 0.06) if style == "frying_pan" else max(height_m, 0.09)
    made = lathe([(0, 0), (0.86 * r, 0), (r, h), (0.97 * r, h), (0.83 * r, 0.006), (0, 0.006)], "body", sides=24)
    if style == "pot":
        lid = lathe([(1.01 * r, h), (1.02 * r, h + 0.004), (0.6 * r, h + 0.022), (0, h + 0.026)], "body", sides=24)
        ears = [
            tube(
                [
                    (s * r, -0.035, 0.8 * h),
                    (s * (r + 0.03), -0.025, 0.8 * h),
                    (s * (r + 0.03), 0.025, 0.8 * h),
                    (s * r, 0.035, 0.8 * h),
                ],
                0.006,
                "dark",
                sides=6,
            )
            for s in (-1, 1)
        ]
        return join([made, lid, *ears, _knob(h + 0.024)])
    turn = 0.4 * (key % 5)
    grip = tube(
        [(0.96 * r, 0, 0.85 * h), (r + 0.05, 0, h + 0.01), (r + 0.17, 0, h + 0.02)], [0.007, 0.009, 0.011], "dark", sides=7
    )
    return turned(join([made, grip]), "z", turn)
