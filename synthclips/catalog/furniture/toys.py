"""Toys: teddy bears, building blocks, cars, doll's houses, rocking horses, and the chests they are kept in."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.round_toys import ball_of, rocking_horse, teddy
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, extrude
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
BRICKS = {"red": "toy_red", "blue": "toy_blue", "yellow": "toy_yellow"}


def blocks(
    *,
    key: int,
    count: Annotated[int, Range(3, 40)],
    size_m: Annotated[float, Range(0.03, 0.12), Metres],
    reach_m: Annotated[float, Range(0.1, 0.6), Metres],
) -> Mesh:
    """Building blocks: a tower, and others scattered round it. Slots: red, blue, yellow."""
    stream = Stream(key)
    parts, tower = [], min(count // 3 + 1, 7)
    for k in range(count):
        slot, turn = tuple(BRICKS)[stream.integer(0, 2)], stream.uniform(0, 3)
        if k < tower:
            brick = box((size_m * stream.choice((1.0, 1.0, 2.0)), size_m, size_m), slot, bevel_m=0.003, piece=k)
            parts.append(shifted(turned(brick, "z", 0.1 * turn), stream.uniform(-0.1, 0.1) * size_m, 0, k * size_m))
            continue
        angle, away = stream.uniform(0, 2 * np.pi), reach_m * stream.uniform(0.45, 0.85)
        x, y = away * float(np.cos(angle)), away * float(np.sin(angle))
        round_ = stream.chance(0.25)
        brick = (
            cylinder(0.5 * size_m, size_m, slot, piece=k)
            if round_
            else box((size_m, size_m, size_m), slot, bevel_m=0.003, piece=k)
        )
        parts.append(shifted(turned(brick, "z", turn), x, y))
    return join(parts)


def toy_car(*, key: int, length_m: Annotated[float, Range(0.08, 0.6), Metres], style: Literal["car", "lorry", "racer"]) -> Mesh:
    """A toy car, its front towards +y. Slots: body, cab, wheels."""
    del key
    long, wide = length_m, 0.46 * length_m
    r = (0.13 if style == "lorry" else 0.115) * long
    low = 0.55 * r
    parts = []
    if style == "lorry":
        parts.append(soft_box((wide, 0.3 * long, 0.36 * long), 0.02 * long, "cab", at_m=(0, 0.34 * long, low), cells=(1, 1, 1)))
        parts.append(box((wide, 0.66 * long, 0.05 * long), "body", at_m=(0, -0.16 * long, low + 0.06 * long)))
        parts += [
            box((0.03 * long, 0.64 * long, 0.2 * long), "body", at_m=(s * 0.47 * wide, -0.16 * long, low + 0.08 * long))
            for s in (-1, 1)
        ]
        parts += [box((wide, 0.03 * long, 0.2 * long), "body", at_m=(0, y * long, low + 0.08 * long)) for y in (-0.48, 0.16)]
    else:
        high = 0.17 if style == "racer" else 0.2
        parts.append(soft_box((wide, long, high * long), 0.07 * long, "body", at_m=(0, 0, low), cells=(2, 4, 1)))
        cab = (0.6 * wide, 0.26 * long, 0.14 * long) if style == "racer" else (0.86 * wide, 0.52 * long, 0.17 * long)
        parts.append(soft_box(cab, 0.06 * long, "cab", at_m=(0, -0.06 * long, low + 0.9 * high * long), cells=(2, 2, 1)))
        if style == "racer":
            parts.append(box((wide, 0.1 * long, 0.02 * long), "body", at_m=(0, -0.44 * long, low + 0.3 * long)))
            parts += [
                box((0.02 * long, 0.06 * long, 0.16 * long), "body", at_m=(s * 0.3 * wide, -0.44 * long, low + 0.15 * long))
                for s in (-1, 1)
            ]
    for s in (-1, 1):
        for y in (-0.3, 0.3):
            wheel = turned(cylinder(r, 0.1 * long, "wheels", sides=14), "y", s * np.pi / 2)
            parts.append(shifted(wheel, s * 0.44 * wide, y * long, r))
    return join(parts)


def dolls_house(
    *,
    key: int,
    width_m: Annotated[float, Range(0.3, 1.0), Metres],
    floors: Annotated[int, Range(1, 3)],
    roof: Literal["gable", "flat"],
) -> Mesh:
    """A doll's house, open in front (+y), with rooms and a few things in them. Slots: wall, roof, inside, things."""
    stream = Stream(key)
    w, d, each, t = width_m, 0.42 * width_m, 0.36 * width_m, 0.012
    tall = floors * each
    parts = [box((w, t, tall), "wall", at_m=(0, -d / 2 + t / 2, 0), piece=1)]
    parts += [box((t, d, tall), "wall", at_m=(s * (w - t) / 2, 0, 0), piece=3 + s) for s in (-1, 1)]
    parts += [box((w, d, t), "inside", at_m=(0, 0, k * each - (t if k else 0)), piece=6 + k) for k in range(floors + 1)]
    for k in range(floors):
        x = stream.uniform(-0.15, 0.15) * w
        parts.append(box((t, d - 0.02, each), "inside", at_m=(x, -0.01, k * each), piece=12 + k))
        for s in (-1, 1):
            size = (stream.uniform(0.1, 0.2) * w, 0.12 * w, stream.uniform(0.08, 0.2) * w)
            parts.append(box(size, "things", at_m=(s * 0.28 * w, -0.1 * d, k * each + t), piece=20 + 2 * k + s))
            parts.append(
                box((0.16 * w, 0.004, 0.17 * w), "things", at_m=(s * 0.3 * w, -d / 2 - 0.001, k * each + 0.12 * w), bevel_m=0.001)
            )
    if roof == "flat":
        return join([*parts, box((w + 0.05, d + 0.05, 0.03), "roof", at_m=(0, 0, tall))])
    rise = 0.3 * w
    gable = extrude([(-w / 2 + 0.01, 0), (w / 2 - 0.01, 0), (0, rise)], 2 * t, "wall", piece=40)
    parts.append(shifted(turned(gable, "z", -np.pi / 2), y=-d / 2 + t, z=tall))
    slope = float(np.sqrt((w / 2) ** 2 + rise**2)) + 0.04
    for s in (-1, 1):
        panel = shifted(box((slope, d + 0.05, 0.014), "roof", piece=41 + s), x=s * slope / 2)
        parts.append(shifted(turned(panel, "y", s * float(np.arctan2(rise, w / 2))), z=tall + rise))
    return join(parts)


def toy_box(*, key: int, width_m: Annotated[float, Range(0.4, 1.0), Metres], lid: Literal["open", "shut", "none"]) -> Mesh:
    """A chest of toys, its lid leaning back if open. Slots: body, red, blue, yellow, fur."""
    stream = Stream(key)
    w, d, h, t = width_m, 0.55 * width_m, 0.5 * width_m, 0.018
    parts = [box((w, t, h), "body", at_m=(0, s * (d - t) / 2, 0), piece=2 + s) for s in (-1, 1)]
    parts += [box((t, d - 2 * t, h), "body", at_m=(s * (w - t) / 2, 0, 0), piece=6 + s) for s in (-1, 1)]
    if lid == "shut":
        return join([*parts, box((w + 0.02, d + 0.02, 0.022), "body", at_m=(0, 0, h), piece=9)])
    if lid == "open":
        cover = turned(box((w + 0.02, 0.02, d), "body", piece=9), "x", 0.12)
        parts.append(shifted(cover, y=-d / 2 + 0.03, z=h))
    parts.append(box((w - 0.03, d - 0.03, 0.02), "body", at_m=(0, 0, 0.6 * h), bevel_m=0))
    for k in range(9):
        at = (stream.uniform(-0.36, 0.36) * w, stream.uniform(-0.25, 0.25) * d, h * stream.uniform(0.75, 0.95))
        slot = (*BRICKS, "fur")[stream.integer(0, 3)]
        r = stream.uniform(0.05, 0.08) * w
        parts.append(
            ball_of((r, r, r), at, slot, piece=k)
            if k % 2
            else shifted(turned(box((2 * r, 1.4 * r, r), slot, piece=k), "x", 0.5), *at)
        )
    return join(parts)


STILL = dict(STANDING)
KINDS = [
    Kind(
        "teddy_bear",
        "a teddy bear that sits",
        teddy,
        {"height_m": Uniform(0.24, 0.55), "lean_rad": Uniform(-0.1, 0.2)},
        "teddy bear",
        {"fur": "teddy_fur", "muzzle": "teddy_muzzle", "eyes": "black_plastic"},
        {**STILL, "footprint": lambda p: (0.84 * p["height_m"], 0.96 * p["height_m"]), "height": lambda p: 1.08 * p["height_m"]},
    ),
    Kind(
        "building_blocks",
        "a tower of blocks, and others round it",
        blocks,
        {"count": Integer(8, 24), "size_m": Uniform(0.04, 0.075), "reach_m": Uniform(0.2, 0.4)},
        "",
        BRICKS,
        {
            **STILL,
            "footprint": lambda p: (2 * (0.85 * p["reach_m"] + 0.75 * p["size_m"]),) * 2,
            "height": lambda p: 7 * p["size_m"] + 0.01,
        },
    ),
    Kind(
        "toy_car",
        "a toy car, lorry or racer",
        toy_car,
        {"length_m": Uniform(0.14, 0.4), "style": Choice(("car", "lorry", "racer"))},
        "",
        {"body": "toy_plastic", "cab": "toy_plastic", "wheels": "black_plastic"},
        {**STILL, "footprint": lambda p: (0.62 * p["length_m"], 1.02 * p["length_m"]), "height": lambda p: 0.5 * p["length_m"]},
    ),
    Kind(
        "dolls_house",
        "a doll's house, open in front",
        dolls_house,
        {"width_m": Uniform(0.5, 0.8), "floors": Choice((2, 3)), "roof": Choice(("gable", "flat"), (4, 1))},
        "",
        {"wall": "toy_pastel", "roof": "toy_plastic", "inside": "toy_pastel", "things": "toy_plastic"},
        {
            **STILL,
            "footprint": lambda p: (1.14 * p["width_m"] + 0.05, 0.42 * p["width_m"] + 0.06),
            "height": lambda p: (0.36 * p["floors"] + (0.32 if p["roof"] == "gable" else 0.0)) * p["width_m"] + 0.05,
        },
    ),
    Kind(
        "rocking_horse",
        "a wooden horse on rockers",
        rocking_horse,
        {"height_m": Uniform(0.62, 0.9), "mane": Choice((True, False), (3, 1))},
        "",
        {"body": "wood", "rockers": "wood", "mane": "teddy_fur", "saddle": "couch_fabric"},
        {**STILL, "footprint": lambda p: (0.38 * p["height_m"], 1.16 * p["height_m"]), "height": lambda p: 1.03 * p["height_m"]},
    ),
    Kind(
        "toy_box",
        "a chest of toys",
        toy_box,
        {"width_m": Uniform(0.55, 0.8), "lid": Choice(("open", "shut", "none"), (2, 1, 1))},
        "",
        {"body": "bed_frame", **BRICKS, "fur": "teddy_fur"},
        {
            **STILL,
            "footprint": lambda p: (p["width_m"] + 0.024, 0.55 * p["width_m"] + (0.14 if p["lid"] == "open" else 0.024)),
            "height": lambda p: (1.08 if p["lid"] == "open" else 0.6) * p["width_m"] + 0.03,
            "front_m": 0.4,
        },
    ),
]
