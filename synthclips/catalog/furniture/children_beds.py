"""Beds of children's rooms: bunk beds with a ladder, cots with bars."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from synthclips.catalog.furniture.bedding import Cover, duvet, mattress, pillows
from synthclips.catalog.furniture.round_toys import ball_of
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box
from synthclips.geometry.sweeps import cylinder, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.streams import Stream

Metres = Unit("m")
POST_M = 0.06  # across


def bunk_bed(
    *,
    key: int,
    width_m: Annotated[float, Range(0.7, 1.4), Metres],
    length_m: Annotated[float, Range(1.6, 2.1), Metres],
    height_m: Annotated[float, Range(1.3, 1.8), Metres],
    ladder: Literal["left", "right"],
    rails: Literal["slats", "boards"],
) -> Mesh:
    """Two beds, one over the other, heads towards -y, the ladder on a long side. Slots: frame, sheet, duvet, pillow."""
    stream = Stream(key)
    w, n = width_m + 2 * POST_M, length_m + 2 * POST_M
    parts = [
        box((POST_M, POST_M, height_m), "frame", at_m=(s * (w - POST_M) / 2, k * (n - POST_M) / 2, 0), bevel_m=0.006)
        for s in (-1, 1)
        for k in (-1, 1)
    ]
    upper = height_m - 0.36
    for level in (0.28, upper):
        parts += _berth(width_m, length_m, level, stream)
        for k in (-1, 1):
            ends = [0.13, 0.28] if level == 0.28 else [0.08, 0.28]
            parts += [box((width_m, 0.022, 0.09), "frame", at_m=(0, k * (n - POST_M) / 2, level + z), piece=30) for z in ends]
    side = -1 if ladder == "left" else 1
    parts += _guards(w, length_m, upper, rails, side)
    parts += _ladder(side * (w / 2 + 0.012), 0.5 * length_m - 0.26, upper + 0.3)
    return join(parts)


def _berth(width: float, length: float, level: float, stream: Stream) -> list[Mesh]:
    """Side boards, mattress and bedding of one of the two."""
    x, top = (width + POST_M) / 2, level + 0.13
    boards = [box((0.025, length, 0.12), "frame", at_m=(s * x, 0, level - 0.02), piece=20 + s) for s in (-1, 1)]
    made = stream.chance(0.5)
    rumple = stream.uniform(0.008, 0.014) if made else stream.uniform(0.02, 0.035)
    skew = 0.0 if made else stream.uniform(-0.3, 0.3)
    cover = Cover((0.0, 0.0), -0.02, 0.5 if made else 0.65, skew, rumple_m=rumple, thick_m=0.04, cells=(24, 30))
    bedding = [duvet(width - 0.02, length, top, cover, stream), *pillows(width, length, top, 1, 0.3, stream)]
    return [*boards, mattress(width, length, 0.13, top), *bedding]


def _guards(w: float, length: float, level: float, style: str, ladder_side: int) -> list[Mesh]:
    """Rails along the upper bed; on the ladder's side they leave a gap to climb in."""
    parts = []
    for s in (-1, 1):
        long = length - (0.5 if s == ladder_side else 0.0)
        x, y = s * (w - 0.03) / 2, -(length - long) / 2
        heights = (0.16, 0.3) if style == "boards" else (0.3,)
        parts += [
            box((0.022, long, 0.09 if style == "boards" else 0.045), "frame", at_m=(x, y, level + z), piece=40 + s)
            for z in heights
        ]
        if style == "slats":
            count = round(long / 0.14)
            ys = [y + long * ((k + 0.5) / count - 0.5) for k in range(count)]
            parts += [box((0.016, 0.03, 0.24), "frame", at_m=(x, v, level + 0.08)) for v in ys]
        if s == ladder_side:
            parts.append(box((0.03, 0.045, 0.34), "frame", at_m=(x, y + long / 2, level + 0.02)))
    return parts


def _ladder(x: float, y: float, top: float) -> list[Mesh]:
    wide = 0.36
    sides = [box((0.03, 0.045, top), "frame", at_m=(x, y + s * wide / 2, 0), piece=50 + s) for s in (-1, 1)]
    rungs = np.arange(0.26, top - 0.1, 0.25)
    return [*sides, *(tube([(x, y - wide / 2, z), (x, y + wide / 2, z)], 0.016, "frame", sides=8) for z in rungs)]


def cot(
    *,
    key: int,
    width_m: Annotated[float, Range(0.5, 0.8), Metres],
    length_m: Annotated[float, Range(1.0, 1.5), Metres],
    height_m: Annotated[float, Range(0.8, 1.1), Metres],
    ends: Literal["slats", "boards"],
) -> Mesh:
    """A cot with barred sides. Slots: frame, sheet, duvet, fur."""
    stream = Stream(key)
    w, n = width_m, length_m
    parts = [
        box((0.045, 0.045, height_m), "frame", at_m=(s * w / 2, k * n / 2, 0), bevel_m=0.008) for s in (-1, 1) for k in (-1, 1)
    ]
    for z in (0.24, height_m - 0.06):
        parts += [box((0.025, n, 0.045), "frame", at_m=(s * w / 2, 0, z), piece=5) for s in (-1, 1)]
        parts += [box((w, 0.025, 0.045), "frame", at_m=(0, k * n / 2, z), piece=6) for k in (-1, 1)]
    tall = height_m - 0.32
    for s in (-1, 1):
        bars = np.linspace(-n / 2, n / 2, round(n / 0.085) + 1)[1:-1]
        parts += [cylinder(0.008, tall, "frame", at_m=(s * w / 2, y, 0.27), sides=6, bevel_m=0.001) for y in bars]
        if ends == "boards":
            parts.append(box((w - 0.05, 0.016, tall), "frame", at_m=(0, s * n / 2, 0.27), piece=8 + s))
        else:
            across = np.linspace(-w / 2, w / 2, round(w / 0.085) + 1)[1:-1]
            parts += [cylinder(0.008, tall, "frame", at_m=(x, s * n / 2, 0.27), sides=6, bevel_m=0.001) for x in across]
    top = 0.42
    parts.append(mattress(w - 0.05, n - 0.05, 0.12, top))
    cover = Cover((-0.03, -0.03), -0.03, 0.45 * n, stream.uniform(-0.2, 0.2), rumple_m=0.02, thick_m=0.03, cells=(20, 20))
    parts.append(duvet(w - 0.06, n - 0.06, top, cover, stream))
    parts.append(ball_of((0.07, 0.06, 0.08), (stream.uniform(-0.15, 0.15), -0.3 * n, top + 0.07), "fur", sides=12))
    parts.append(
        ball_of((0.055, 0.05, 0.05), (stream.uniform(-0.15, 0.15), -0.3 * n + 0.08, top + 0.06), "fur", sides=12, piece=1)
    )
    return join(parts)
