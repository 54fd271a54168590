"""Chairs that turn and roll: a star of five arms on castors, a gas column, a seat, a back, perhaps arms."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, circle, renamed, shifted, turned
from synthclips.geometry.soft import Bend, cushion, soft_box
from synthclips.geometry.sweeps import cylinder, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
BASE_M = 0.31  # from the column to a castor
BACKS = {"task": (0.42, 0.4), "mesh": (0.47, 0.58), "executive": (0.52, 0.7)}  # width and height


def office_chair(
    *,
    key: int,
    seat_height_m: Annotated[float, Range(0.4, 0.58), Metres],
    width_m: Annotated[float, Range(0.42, 0.56), Metres],
    back: Literal["task", "mesh", "executive"],
    arms: Literal["none", "posts", "loops"],
) -> Mesh:
    """An office chair facing +y, its star turned anyhow. Slots: base, pad, back (where it is of another cloth: one in four)."""
    turn = (key % 97) / 97 * 2 * math.pi / 5
    seat = seat_height_m
    parts = [*_star(turn), cylinder(0.028, seat - 0.2, "base", at_m=(0, 0, 0.1), sides=10)]
    parts += [box((0.22, 0.26, 0.04), "base", at_m=(0, -0.02, seat - 0.1), bevel_m=0.012)]
    parts += [cushion((width_m, 0.47, 0.075), "pad", at_m=(0, 0.01, seat - 0.07), radius_m=0.034, crown_m=0.018, cells=(4, 4, 1))]
    parts += _back(back, seat)
    if arms != "none":
        parts += [m for s in (-1, 1) for m in _arm(arms, s, width_m / 2 + 0.035, seat)]
    return renamed(join(parts), {} if key % 4 == 0 else {"back": "pad"})


def _star(turn: float) -> list[Mesh]:
    parts = [cylinder(0.05, 0.06, "base", at_m=(0, 0, 0.07), top_m=0.038, sides=12)]
    for x, y in circle(5, start=turn / (2 * math.pi))[:5]:
        parts.append(tube([(0.03 * x, 0.03 * y, 0.105), (BASE_M * x, BASE_M * y, 0.078)], [0.024, 0.017], "base", sides=6))
        wheel = shifted(turned(cylinder(0.029, 0.05, "base", sides=10), "x", math.pi / 2), y=0.025)
        wheel = turned(wheel, "z", math.atan2(y, x) * 1.7)
        parts += [shifted(wheel, BASE_M * x, BASE_M * y, 0.0295)]
    return parts


def _curved(deep_m: float, lean: float) -> Bend:
    """A back that holds the sitter: its sides forward, its upper end leaning back, a hollow for the loins."""

    def bend(p: F64) -> F64:
        out = p.copy()
        out[:, 1] += (
            deep_m * (p[:, 0] / 0.25) ** 2 - lean * (p[:, 2] + 0.3) ** 2 + 0.02 * np.maximum(0, 1 - (8 * (p[:, 2] + 0.2)) ** 2)
        )
        return out

    return bend


def _back(style: str, seat: float) -> list[Mesh]:
    wide, high = BACKS[style]
    low = seat + {"task": 0.14, "mesh": 0.1, "executive": 0.04}[style]
    thick = {"task": 0.055, "mesh": 0.024, "executive": 0.1}[style]
    made = soft_box(
        (wide, thick, high), 0.6 * thick if style != "mesh" else 0.011, "back", at_m=(0, -0.24, low), cells=(6, 1, 6),
        bend=_curved(0.045, 0.16),
    )  # fmt: skip
    stem = [(0, -0.1, seat - 0.08), (0, -0.27, seat - 0.06), (0, -0.3, seat + 0.1), (0, -0.27 - 0.4 * thick, low + 0.4 * high)]
    parts = [made, tube(stem, [0.018, 0.02, 0.02, 0.014], "base", sides=6)]
    if style == "executive":
        parts.append(
            soft_box(
                (0.34, 0.07, 0.2), 0.03, "back", at_m=(0, -0.235, low + high - 0.24), cells=(3, 1, 2), bend=_curved(0.03, 0.0)
            )
        )
    elif style == "mesh":
        half = [
            (x * wide / 2, z * high / 2)
            for x, z in ((-1, -0.9), (-1, 0.9), (-0.9, 1), (0.9, 1), (1, 0.9), (1, -0.9), (0.9, -1), (-0.9, -1))
        ]
        flat = np.array([(x, 0.0, z) for x, z in half])
        rim = _curved(0.045, 0.16)(flat) + (0, -0.24, low + high / 2)
        parts.append(tube(rim, 0.014, "base", sides=6, closed=True))
    return parts


def _arm(style: str, s: int, x: float, seat: float) -> list[Mesh]:
    top = seat + 0.2
    if style == "posts":
        post = tube([(s * 0.12, -0.03, seat - 0.075), (s * x, -0.03, seat - 0.07), (s * x, -0.03, top)], 0.016, "base", sides=6)
        return [post, soft_box((0.08, 0.25, 0.03), 0.013, "base", at_m=(s * x, 0.0, top - 0.005), cells=(1, 2, 1), rounding=1)]
    loop = [(s * 0.1, -0.05, seat - 0.07), (s * x, -0.07, seat), (s * x, -0.2, top - 0.04), (s * x, -0.14, top),
            (s * x, 0.1, top), (s * x, 0.15, top - 0.05), (s * x, 0.06, seat - 0.02), (s * 0.1, 0.03, seat - 0.07)]  # fmt: skip
    return [tube(loop, 0.017, "base", sides=6)]


def _seat(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    at = (0.0, 0.0, round(p["seat_height_m"] + 0.012, 4))
    return {"seat": {"position_m": at, "size_m": (p["width_m"], 0.45), "facing": (0.0, 1.0)}}


KINDS = [
    Kind(
        "office_chair",
        "a chair that turns, on five castors",
        office_chair,
        {
            "seat_height_m": Uniform(0.44, 0.52),
            "width_m": Uniform(0.46, 0.52),
            "back": Choice(("task", "mesh", "executive")),
            "arms": Choice(("none", "posts", "loops"), (2, 3, 1.5)),
        },
        "chair",
        {"base": "castor", "pad": "office_fabric", "back": "office_fabric"},
        {
            **STANDING,
            "footprint": lambda p: (0.7, 0.72),
            "height": lambda p: p["seat_height_m"] + {"task": 0.57, "mesh": 0.72, "executive": 0.78}[p["back"]],
            "anchors": _seat,
        },
    ),
]
