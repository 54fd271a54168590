"""What hangs on a hook: coats with sagging shoulders and deep folds, a bathrobe, which at night looks like somebody."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HUNG
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, shifted
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
PLEATS = 9  # folds across a coat, in and out by turns


def hung_coat(stream: Stream, slot: str, wide: float, piece: int, long_m: tuple[float, float] = (0.75, 1.05)) -> Mesh:
    """A coat hung by its loop: gathered at the neck, the shoulders sagging, the body in deep folds, sleeves falling straight."""
    long = stream.uniform(*long_m)
    thick = stream.uniform(0.09, 0.12)
    folds = np.array([(-1) ** k * stream.uniform(0.25, 1.0) for k in range(PLEATS + 1)])
    lean = stream.uniform(-0.03, 0.03)
    half = long / 2

    def draped(p: F64) -> F64:
        out = p.copy()
        down = np.clip((half - p[:, 2]) / long, 0, 1)
        u = np.clip(p[:, 0] / wide, -0.5, 0.5)
        out[:, 0] = p[:, 0] * (0.16 + 0.62 * np.minimum(1.0, down * 2.6) + 0.22 * down) + lean * down
        s = (u + 0.5) * (PLEATS - 0.001)
        i = s.astype(int)
        ridge = folds[i] * (1 - (s - i)) + folds[i + 1] * (s - i)
        depth = 0.4 + 0.6 * np.minimum(1.0, down * 2.5)
        out[:, 1] = p[:, 1] * depth + (p[:, 1] > 0) * 0.03 * ridge * np.minimum(1.0, 0.15 + down * 2)
        buttoned = np.maximum(0.0, 1.0 - np.abs(u - 0.06) / 0.07)
        out[:, 1] -= (p[:, 1] > 0) * 0.01 * buttoned * np.minimum(1.0, 2.5 * down)
        out[:, 2] -= 0.08 * np.abs(u) * (1 - down) * long - 0.012 * ridge * (down > 0.9)
        return out

    body = soft_box(
        (wide, thick, long), 0.035, slot, at_m=(0, thick / 2 + 0.03, -long), cells=(2 * PLEATS, 1, 9), bend=draped, piece=piece
    )
    parts = [body]
    for s in (-1, 1):
        x, y = s * wide * 0.30, thick * 0.62 + 0.03
        path = [
            (0.45 * x, y - 0.02, -0.06),
            (0.8 * x, y, -0.14),
            (1.15 * x + lean * 0.3, y + 0.015, -0.33),
            (1.3 * x + lean * 0.5, y + 0.025, -0.55),
            (1.32 * x + lean * 0.6, y + 0.02, -0.68),
        ]
        parts.append(tube(path, [0.028, 0.045, 0.044, 0.04, 0.038], slot, sides=10, piece=piece + 1))
    collar = [
        tube([(s * 0.012, 0.05, -0.035), (s * 0.055, 0.11, -0.07), (s * 0.03, 0.135, -0.22)], [0.02, 0.022, 0.006], slot, sides=6)
        for s in (-1, 1)
    ]
    hood = soft_box((0.16, 0.06, 0.13), 0.028, slot, at_m=(lean * 0.1, 0.07, -0.13), cells=(3, 1, 2), piece=piece + 2)
    return join([*parts, *collar, hood])


def robe(
    *,
    key: int,
    height_m: Annotated[float, Range(1.3, 2.0), Metres],
    width_m: Annotated[float, Range(0.3, 0.7), Metres],
    length_m: Annotated[float, Range(0.9, 1.45), Metres],
    belt: Literal["tied", "hanging", "none"],
) -> Mesh:
    """A bathrobe on a hook at `height_m`; origin on the floor in the wall's plane. Slots: rail, hook, cloth, trim."""
    stream = Stream(key)
    z = height_m
    plate = box((0.06, 0.014, 0.1), "rail", at_m=(0, 0.007, z - 0.07), bevel_m=0.004)
    hook = tube([(0, 0.014, z - 0.05), (0, 0.05, z - 0.06), (0, 0.07, z - 0.02)], 0.006, "hook", sides=6)
    cloth = hung_coat(stream, "cloth", width_m, 1, (length_m, length_m))
    return join([plate, hook, shifted(join([cloth, *_belt(belt, width_m, length_m, stream)]), z=z - 0.03)])


def _belt(style: str, wide: float, long: float, stream: Stream) -> list[Mesh]:
    """Round the waist, or its ends falling from the loops."""
    waist, front = -0.44 * long, 0.155
    ends = [stream.uniform(0.25, 0.45) for _ in range(2)]
    fall = [
        box((0.035, 0.008, end), "trim", at_m=(s * (0.03 if style == "tied" else 0.32 * wide), front, waist - end), bevel_m=0.002)
        for s, end in zip((-1, 1), ends, strict=True)
    ]
    if style == "tied":
        return [*fall, box((0.86 * wide, 0.03, 0.04), "trim", at_m=(0, front - 0.012, waist), bevel_m=0.01)]
    return fall if style == "hanging" else []


KINDS = [
    Kind(
        "robe_on_hook",
        "a bathrobe on a hook: at night it looks like somebody",
        robe,
        {
            "height_m": Uniform(1.62, 1.8),
            "width_m": Uniform(0.42, 0.56),
            "length_m": Uniform(1.05, 1.3),
            "belt": Choice(("tied", "hanging", "none"), (2, 2, 1)),
        },
        "",
        {"rail": "wood", "hook": "metal", "cloth": "robe", "trim": "robe"},
        {**HUNG, "footprint": lambda p: (p["width_m"] + 0.08, 0.24), "height": lambda p: p["height_m"] + 0.04},
    ),
]
