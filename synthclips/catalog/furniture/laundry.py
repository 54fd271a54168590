"""Laundry: an airer with what hangs on it to dry, an ironing board with its iron."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, grid, shifted, turned, two_sided
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import extrude, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
RODS = 7


def clothes_airer(
    *,
    key: int,
    width_m: Annotated[float, Range(0.5, 1.2), Metres],
    height_m: Annotated[float, Range(0.8, 1.2), Metres],
    wings: bool,
    clothes: Annotated[int, Range(0, 12)],
) -> Mesh:
    """A folding airer, its rods along x, with towels, shirts and trousers over them. Slots: frame, wash_a, wash_b, wash_c."""
    stream = Stream(key)
    x, z, deep = width_m / 2, height_m, 0.28
    parts = []
    for s in (-1, 1):
        parts += [tube([(s * x, t * deep, 0.012), (s * x, -t * 0.8 * deep, z)], 0.011, "frame", sides=6) for t in (-1, 1)]
    spots = [(y, z) for y in np.linspace(-0.8 * deep, 0.8 * deep, RODS)]
    if wings:
        for t in (-1, 1):
            spots += [(t * (0.8 * deep + 0.11 * k), z + 0.05 * k) for k in (1, 2, 3)]
            parts += [
                tube([(s * x, t * 0.8 * deep, z), (s * x, t * (0.8 * deep + 0.35), z + 0.16)], 0.009, "frame", sides=6)
                for s in (-1, 1)
            ]
    parts += [tube([(s * x, -0.8 * deep, z), (s * x, 0.8 * deep, z)], 0.009, "frame", sides=6) for s in (-1, 1)]
    parts += [tube([(-x, y, at), (x, y, at)], 0.005, "frame", sides=5) for y, at in spots]
    parts += [tube([(-x, s * 0.5 * deep, 0.25 * z), (x, s * 0.5 * deep, 0.25 * z)], 0.007, "frame", sides=5) for s in (-1, 1)]
    for n, (y, at) in enumerate(stream.shuffled(spots)[:clothes]):
        wide = stream.uniform(0.45, 0.9) * width_m
        long = min(stream.uniform(0.3, 0.62), at - 0.12)
        at_x = stream.uniform(-1, 1) * (width_m - wide) / 2
        parts.append(shifted(_over_rod(wide, long, f"wash_{'abc'[n % 3]}", stream, n), at_x, y, at + 0.006))
    return join(parts)


def _over_rod(wide: float, long: float, slot: str, stream: Stream, piece: int) -> Mesh:
    """A piece of cloth over a rod along x: down in front, down behind, its lower edges uneven and a little wavy."""
    short = long * stream.uniform(0.5, 0.95)
    u = np.linspace(-0.5, 0.5, 11)
    down = np.concatenate([np.linspace(-long, -0.02, 7), [0.0], np.linspace(-0.02, -short, 7)])
    side = np.concatenate([np.full(7, 1.0), [0.0], np.full(7, -1.0)])
    legs = stream.chance(0.3)  # trousers: cut in two from the crotch down
    phase, slant = stream.uniform(0, 6), stream.uniform(-0.06, 0.06)
    depth = np.abs(down)[:, None] / max(long, 1e-6)
    wave = 0.016 * np.sin(phase + 9.0 * u) * (0.2 + depth)
    narrow = 1.0 - (0.25 * depth if legs else 0.0)
    points = np.empty((15, 11, 3))
    points[..., 0] = wide * u * narrow
    points[..., 1] = side[:, None] * (0.012 + 0.02 * depth) + wave
    points[..., 2] = down[:, None] * (1 + slant * u * 2)
    if legs:
        points[..., 0] += np.where(depth > 0.35, 0.0, 0.0) + 0.03 * np.sign(u) * np.maximum(depth - 0.35, 0)
    return two_sided(grid(points[:, ::-1], slot, piece=piece), 0.0025)


def ironing_board(
    *,
    key: int,
    height_m: Annotated[float, Range(0.7, 1.0), Metres],
    length_m: Annotated[float, Range(1.0, 1.5), Metres],
    iron: Literal["none", "standing"],
) -> Mesh:
    """An ironing board, its nose towards +x. Slots: cover, frame, iron, sole."""
    del key
    long, z = length_m, height_m
    half = ((-0.5, 0.0), (-0.5, 0.16), (-0.45, 0.19), (0.1, 0.19), (0.32, 0.13), (0.45, 0.06), (0.5, 0.0))
    outline = [(x * long, y) for x, y in half] + [(x * long, -y) for x, y in half[-2:0:-1]]
    top = turned(extrude([(y, x) for x, y in outline], 0.03, "cover"), "y", math.pi / 2)  # (y, z) outline, thickness along x
    parts = [shifted(top, z=z - 0.015)]
    for s, (a, b) in ((-1, (-0.38, 0.3)), (1, (0.36, -0.3))):
        wide = 0.16 if s < 0 else 0.12
        parts += [
            tube([(a * long, t * wide, 0.012), (b * long, t * 0.7 * wide, z - 0.03)], 0.011, "frame", sides=6) for t in (-1, 1)
        ]
        parts.append(tube([(a * long, -wide - 0.05, 0.013), (a * long, wide + 0.05, 0.013)], 0.012, "frame", sides=6))
    parts.append(box((0.2, 0.24, 0.012), "frame", at_m=(-0.5 * long - 0.08, 0, z - 0.03), bevel_m=0.004))
    if iron == "standing":
        parts.append(shifted(turned(_iron(), "y", -1.35), x=-0.5 * long - 0.06, z=z - 0.018))
    return join(parts)


def _iron() -> Mesh:
    """An iron, its nose towards +x, lying on its sole with its heel at the origin."""
    sole = turned(
        extrude([(-0.055, 0.0), (0.055, 0.0), (0.05, 0.14), (0.0, 0.25), (-0.05, 0.14)], 0.008, "sole"), "y", math.pi / 2
    )
    sole = turned(sole, "z", 0.0)
    body = soft_box((0.22, 0.1, 0.06), 0.028, "iron", at_m=(0.115, 0, 0.006), cells=(3, 1, 1))
    grip = tube([(0.04, 0, 0.05), (0.03, 0, 0.12), (0.15, 0, 0.125), (0.19, 0, 0.06)], 0.014, "iron", sides=6)
    return join([shifted(sole, z=0.004), body, grip])


KINDS = [
    Kind(
        "clothes_airer",
        "an airer with laundry on it",
        clothes_airer,
        {"width_m": Uniform(0.55, 0.8), "height_m": Uniform(0.9, 1.05), "wings": Choice((True, False)), "clothes": Integer(3, 8)},
        "",
        {"frame": "airer", "wash_a": "wash", "wash_b": "wash", "wash_c": "wash"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"] + 0.04, 1.26 if p["wings"] else 0.68),
            "height": lambda p: p["height_m"] + (0.2 if p["wings"] else 0.04),
        },
    ),
    Kind(
        "ironing_board",
        "an ironing board, perhaps with its iron",
        ironing_board,
        {"height_m": Uniform(0.8, 0.92), "length_m": Uniform(1.15, 1.35), "iron": Choice(("none", "standing"), (1, 2))},
        "",
        {"cover": "wash", "frame": "airer", "iron": "electronics", "sole": "metal"},
        {**STANDING, "footprint": lambda p: (p["length_m"] + 0.42, 0.44), "height": lambda p: p["height_m"] + 0.3},
    ),
]
