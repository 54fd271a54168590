"""What hangs from the ceiling and turns: fans, mobiles. Local z = 0 is their lowest point, the ceiling at their height."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HANGING, round_footprint
from synthclips.geometry.mesh import F32, Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.sweeps import cylinder, extrude, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
MOTOR_M = 0.1  # radius of a fan's housing
HOUSING = (
    (0.0, 0.0),
    (0.045, 0.004),
    (0.075, 0.02),
    (0.082, 0.05),
    (MOTOR_M, 0.062),
    (MOTOR_M, 0.13),
    (0.07, 0.155),
    (0.0, 0.16),
)
TOYS, TOY_M = 5, 0.05  # of a mobile, and half as wide as they are
TOY_SLOTS = ("toy", "toy_2", "toy_3")


def ceiling_fan(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.35, 0.8), Metres],
    blades: Annotated[int, Range(3, 6)],
    drop_m: Annotated[float, Range(0.05, 0.5), Metres],
) -> Mesh:
    """A fan on a rod. Slots: motor, blade."""
    del key
    rose = lathe([(0.0, 0.0), (0.035, 0.0), (0.06, 0.035), (0.06, 0.045), (0.0, 0.045)], "motor", sides=20)
    parts = [lathe(HOUSING, "motor", sides=28), cylinder(0.013, drop_m - 0.01, "motor", at_m=(0, 0, 0.155))]
    parts.append(shifted(rose, z=0.16 + drop_m - 0.045))
    long = radius_m - 0.15
    for k in range(blades):
        board = turned(box((long, 0.13, 0.008), "blade", at_m=(0.15 + long / 2, 0, -0.004), bevel_m=0.002), "x", 0.22)
        arm = box((0.1, 0.03, 0.008), "blade", at_m=(0.12, 0, -0.004), bevel_m=0.001)
        parts.append(turned(shifted(join([board, arm]), z=0.085), "z", 2 * math.pi * k / blades))
    return join(parts)


def mobile(
    *,
    key: int,
    width_m: Annotated[float, Range(0.2, 0.7), Metres],
    drop_m: Annotated[float, Range(0.45, 1.2), Metres],
    toy: Literal["star", "fish", "ball"],
) -> Mesh:
    """A ring on a thread, and toys that hang from it at unlike heights. Slots: thread, ring, toy, toy_2, toy_3."""
    stream = Stream(key)
    reach, ring_z = width_m / 2 - TOY_M, ring_height_m(drop_m)
    round_ = [(reach * math.cos(a), reach * math.sin(a), ring_z) for a in np.linspace(0.0, 2 * math.pi, 25).tolist()]
    parts = [tube(round_, 0.006, "ring", sides=6), cylinder(0.0022, drop_m - ring_z - 0.12, "thread", at_m=(0, 0, ring_z + 0.12))]
    for k in range(TOYS):
        angle = 2 * math.pi * k / TOYS
        x, y = reach * math.cos(angle), reach * math.sin(angle)
        low = 0.0 if k == 0 else stream.uniform(0.0, ring_z - 0.22)
        parts.append(tube([(x, y, ring_z), (0, 0, ring_z + 0.125)], 0.003, "thread", sides=4))
        parts.append(cylinder(0.0018, ring_z - low - 0.08, "thread", at_m=(x, y, low + 0.08), sides=5, bevel_m=0))
        hung = turned(_toy(toy, TOY_SLOTS[k % 3]), "z", stream.uniform(0.0, 6.283))
        parts.append(shifted(hung, x, y, low))
    return join(parts)


def ring_height_m(drop_m: float) -> float:
    """Of a mobile's ring over its lowest point."""
    return 0.26 + 0.08 * drop_m


def _toy(toy: str, slot: str) -> Mesh:
    """About 9 cm, standing on z = 0."""
    if toy == "ball":
        half_turn = np.linspace(0.0, math.pi, 11).tolist()
        return lathe([(0.045 * math.sin(a), 0.045 - 0.045 * math.cos(a)) for a in half_turn], slot, sides=16)
    if toy == "star":
        spokes = [(0.047 if k % 2 == 0 else 0.021) for k in range(10)]
        outline = [(r * math.sin(-k * math.pi / 5), 0.047 + r * math.cos(k * math.pi / 5)) for k, r in enumerate(spokes)]
        return extrude(outline, 0.016, slot)
    body = [(0.047, 0.045), (0.03, 0.066), (0.005, 0.074), (-0.022, 0.06), (-0.047, 0.074), (-0.04, 0.045), (-0.047, 0.016)]
    return extrude([*body, (-0.022, 0.03), (0.005, 0.016), (0.03, 0.024)], 0.014, slot)


def _housing(vertices_m: F32) -> list[NDArray[np.bool_]]:
    """The blades are thin and let light by."""
    return [np.hypot(vertices_m[:, 0], vertices_m[:, 1]) < MOTOR_M + 0.005]


def _toys(vertices_m: F32) -> list[NDArray[np.bool_]]:
    around, away = np.arctan2(vertices_m[:, 1], vertices_m[:, 0]), np.hypot(vertices_m[:, 0], vertices_m[:, 1])
    nearest = np.round(around / (2 * math.pi / TOYS)).astype(int) % TOYS
    near = (away > 0.5 * away.max()) & (vertices_m[:, 2] < 0.5 * vertices_m[:, 2].max())
    return [near & (nearest == k) for k in range(TOYS)]


def _mobile_height(p: Mapping[str, Any]) -> float:
    return float(p["drop_m"]) + 0.001


KINDS = [
    Kind(
        "ceiling_fan",
        "a fan on the ceiling",
        ceiling_fan,
        {"radius_m": Uniform(0.48, 0.66), "blades": Integer(3, 5), "drop_m": Uniform(0.1, 0.25)},
        "",
        {"motor": "metal", "blade": "wood"},
        {
            **HANGING,
            "footprint": round_footprint,
            "height": lambda p: p["drop_m"] + 0.161,
            "apart": _housing,
        },
    ),
    Kind(
        "mobile",
        "toys that hang from a ring under the ceiling",
        mobile,
        {"width_m": Uniform(0.34, 0.5), "drop_m": Uniform(0.6, 0.95), "toy": Choice(("star", "fish", "ball"))},
        "",
        {"thread": "black_plastic", "ring": "wood", "toy": "toy", "toy_2": "toy", "toy_3": "toy"},
        {
            **HANGING,
            "footprint": lambda p: (p["width_m"] + 0.004, p["width_m"] + 0.004),
            "height": _mobile_height,
            "apart": _toys,
        },
    ),
]
