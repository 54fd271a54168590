"""What lies about in bedrooms: clothes in heaps, laundry baskets, alarm clocks."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.crumpled import crumpled
from synthclips.catalog.furniture.left_about import basket
from synthclips.catalog.furniture.traits import STANDING, round_footprint
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def clothes_heap(
    *, key: int, radius_m: Annotated[float, Range(0.15, 0.5), Metres], garments: Annotated[int, Range(1, 5)]
) -> Mesh:
    """Clothes dropped on the floor, sleeves and legs sticking out. Slots: a, b, c."""
    stream = Stream(key)
    parts = []
    for k in range(garments):
        slot, share = "abc"[k % 3], stream.uniform(0.45, 0.6)
        angle, away = stream.uniform(0, 2 * np.pi), radius_m * stream.uniform(0.05, 0.3) * min(1, garments - 1)
        lump = crumpled(share * radius_m, stream.uniform(0.07, 0.12) + 0.02 * k, slot, 3 * k, stream)
        limbs = [_limb(radius_m * stream.uniform(0.72, 0.9) - away, slot, 3 * k + 1, stream) for _ in range(2)]
        garment = join([lump, *limbs])
        parts.append(shifted(garment, away * float(np.cos(angle)), away * float(np.sin(angle))))
    return join(parts)


def _limb(reach: float, slot: str, piece: int, stream: Stream) -> Mesh:
    """A sleeve or a trouser leg that lies flat on the floor, bent once."""
    start, bend, long = stream.uniform(0, 2 * np.pi), stream.uniform(-0.9, 0.9), max(reach, 0.12)
    knee = np.array([np.cos(start), np.sin(start)]) * 0.55 * long
    end = knee + np.array([np.cos(start + bend), np.sin(start + bend)]) * 0.42 * long
    made = tube([(0, 0, 0), (*knee, 0), (*end, 0)], [0.08, 0.075, 0.065], slot, sides=10, piece=piece)
    flat = made.vertices_m * np.array([1, 1, 0.26], np.float32)
    return Mesh(
        flat - np.array([0, 0, flat[:, 2].min() - 0.002], np.float32),
        made.normals,
        made.faces,
        made.surface_m,
        made.slot,
        made.slots,
    )


def alarm_clock(*, key: int, width_m: Annotated[float, Range(0.07, 0.25), Metres], style: Literal["digital", "bells"]) -> Mesh:
    """A clock beside a bed. Slots: body, face, hands."""
    stream = Stream(key)
    if style == "digital":
        high = 0.45 * width_m
        shell = soft_box((width_m, 0.4 * width_m, high), 0.2 * high, "body", cells=(1, 1, 1))
        face = box((0.86 * width_m, 0.003, 0.7 * high), "hands", at_m=(0, 0.2 * width_m, 0.15 * high), bevel_m=0)
        return join([shell, face])
    r = width_m / 2
    drum = shifted(turned(cylinder(r, 0.45 * r, "body", sides=24), "x", -np.pi / 2), y=-0.22 * r, z=1.25 * r)
    dial = shifted(turned(cylinder(0.86 * r, 0.003, "face", sides=24, bevel_m=0.0005), "x", -np.pi / 2), y=0.23 * r, z=1.25 * r)
    hands = [
        turned(
            box((0.1 * r, 0.002, long * r), "hands", at_m=(0, 0.23 * r + 0.0042, 1.25 * r)),
            "y",
            stream.uniform(0, 6),
            (0, 0, 1.25 * r),
        )
        for long in (0.45, 0.7)
    ]
    hours = [
        turned(
            box((0.05 * r, 0.001, 0.13 * r), "hands", at_m=(0, 0.23 * r + 0.0033, 1.95 * r), bevel_m=0),
            "y",
            k * np.pi / 6,
            (0, 0, 1.25 * r),
        )
        for k in range(12)
    ]
    legs = [tube([(s * 0.5 * r, 0, 0.55 * r), (s * 0.75 * r, 0.0, 0.02)], 0.08 * r, "body", sides=6) for s in (-1, 1)]
    bells = [cylinder(0.34 * r, 0.2 * r, "body", at_m=(s * 0.5 * r, 0, 2.2 * r), top_m=0.12 * r, sides=14) for s in (-1, 1)]
    return join([drum, dial, *hours, *hands, *legs, *bells])


GARMENTS = {"a": "garment", "b": "garment", "c": "garment"}
KINDS = [
    Kind(
        "clothes_heap",
        "clothes dropped on the floor",
        clothes_heap,
        {"radius_m": Uniform(0.24, 0.42), "garments": Integer(1, 4)},
        "",
        GARMENTS,
        {**STANDING, "footprint": lambda p: (2.0 * p["radius_m"], 2.0 * p["radius_m"]), "height": lambda p: 0.2},
    ),
    Kind(
        "laundry_basket",
        "a tall basket of clothes to wash",
        basket,
        {"radius_m": Uniform(0.19, 0.24), "height_m": Uniform(0.44, 0.55), "filled": Choice((True, False), (3, 1))},
        "",
        {"body": "laundry_basket", "cloth": "garment"},
        {**STANDING, "footprint": round_footprint, "height": lambda p: p["height_m"] * 1.15 + 0.02},
    ),
    Kind(
        "alarm_clock",
        "a digital clock or one with bells",
        alarm_clock,
        {"width_m": Uniform(0.1, 0.16), "style": Choice(("digital", "bells"), (3, 2))},
        "clock",
        {"body": "electronics", "face": "dial", "hands": "black_plastic"},
        {**STANDING, "footprint": lambda p: (1.02 * p["width_m"], 0.5 * p["width_m"]), "height": lambda p: 1.25 * p["width_m"]},
    ),
]
