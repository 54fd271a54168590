"""Toys of round parts: teddy bears and rocking horses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import numpy as np

from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, circle, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import lathe, tube
from synthclips.scene.annotations import Range, Unit

Metres = Unit("m")


def ball_of(half_m: Sequence[float], at_m: Sequence[float], slot: str, *, sides: int = 16, piece: int = 0) -> Mesh:
    """An ellipsoid about a point."""
    c = circle(sides, start=-0.25)[: sides // 2 + 1]
    made = lathe([(max(float(x), 0.0), float(z)) for x, z in c], slot, sides=sides, piece=piece)
    half = np.asarray(half_m, np.float32)
    normals = made.normals / half
    normals = normals / np.sqrt((normals * normals).sum(1, keepdims=True))
    where = made.surface_m * np.array([float(half.mean()), float(half.mean()), 1.0], np.float32)
    return shifted(Mesh(made.vertices_m * half, normals, made.faces, where, made.slot, made.slots), *at_m)


def teddy(
    *, key: int, height_m: Annotated[float, Range(0.15, 0.9), Metres], lean_rad: Annotated[float, Range(-0.4, 0.4), Unit("rad")]
) -> Mesh:
    """A teddy bear that sits, facing +y. Slots: fur, muzzle, eyes."""
    del key
    h = height_m
    parts = [
        ball_of((0.24 * h, 0.2 * h, 0.27 * h), (0, -0.04 * h, 0.27 * h), "fur"),
        ball_of((0.21 * h, 0.18 * h, 0.19 * h), (0, 0.0, 0.7 * h), "fur", piece=1),
        ball_of((0.1 * h, 0.09 * h, 0.075 * h), (0, 0.15 * h, 0.65 * h), "muzzle"),
        ball_of((0.03 * h, 0.025 * h, 0.025 * h), (0, 0.235 * h, 0.685 * h), "eyes", sides=8),
    ]
    for s in (-1, 1):
        parts += [
            ball_of((0.08 * h, 0.045 * h, 0.08 * h), (s * 0.17 * h, -0.02 * h, 0.87 * h), "fur", sides=12, piece=2),
            ball_of((0.045 * h, 0.02 * h, 0.045 * h), (s * 0.17 * h, 0.02 * h, 0.87 * h), "muzzle", sides=10),
            ball_of((0.022 * h,) * 3, (s * 0.075 * h, 0.17 * h, 0.75 * h), "eyes", sides=8),
            tube(
                [(s * 0.2 * h, 0.0, 0.48 * h), (s * 0.32 * h, 0.08 * h, 0.36 * h), (s * 0.33 * h, 0.15 * h, 0.25 * h)],
                [0.075 * h, 0.08 * h, 0.07 * h],
                "fur",
                sides=10,
                piece=3,
            ),
            tube(
                [(s * 0.13 * h, 0.02 * h, 0.11 * h), (s * 0.2 * h, 0.24 * h, 0.1 * h), (s * 0.22 * h, 0.36 * h, 0.1 * h)],
                0.095 * h,
                "fur",
                sides=10,
                piece=4,
            ),
            ball_of((0.09 * h, 0.035 * h, 0.11 * h), (s * 0.22 * h, 0.37 * h, 0.112 * h), "muzzle", sides=12),
        ]
    made = turned(join(parts), "x", lean_rad, (0, 0, 0.1 * h))
    return shifted(made, z=-float(made.vertices_m[:, 2].min()))


def rocking_horse(*, key: int, height_m: Annotated[float, Range(0.5, 1.1), Metres], mane: bool) -> Mesh:
    """A wooden horse on rockers, facing +y. Slots: body, rockers, mane, saddle."""
    del key
    h = height_m
    bow = np.linspace(-1, 1, 11)
    parts = [
        tube(
            np.column_stack([np.full(11, s * 0.15 * h), 0.5 * h * bow, 0.025 * h + 0.11 * h * bow * bow]),
            0.022 * h,
            "rockers",
            sides=8,
        )
        for s in (-1, 1)
    ]
    parts += [box((0.32 * h, 0.05 * h, 0.025 * h), "rockers", at_m=(0, y * h, 0.045 * h)) for y in (-0.24, 0.24)]
    parts.append(ball_of((0.13 * h, 0.31 * h, 0.14 * h), (0, 0, 0.56 * h), "body"))
    parts += [
        tube(
            [
                (s * 0.08 * h, 0.2 * k * h, 0.52 * h),
                (s * 0.13 * h, 0.27 * k * h, 0.3 * h),
                (s * 0.15 * h, 0.26 * k * h, 0.05 * h),
            ],
            [0.06 * h, 0.04 * h, 0.03 * h],
            "body",
            sides=10,
            piece=2,
        )
        for s in (-1, 1)
        for k in (-1, 1)
    ]
    parts.append(
        tube(
            [(0, 0.2 * h, 0.6 * h), (0, 0.31 * h, 0.76 * h), (0, 0.36 * h, 0.87 * h)],
            [0.11 * h, 0.085 * h, 0.07 * h],
            "body",
            sides=12,
            piece=3,
        )
    )
    parts.append(
        tube(
            [(0, 0.32 * h, 0.89 * h), (0, 0.44 * h, 0.83 * h), (0, 0.53 * h, 0.77 * h)],
            [0.075 * h, 0.065 * h, 0.045 * h],
            "body",
            sides=12,
            piece=4,
        )
    )
    parts += [ball_of((0.02 * h, 0.03 * h, 0.05 * h), (s * 0.05 * h, 0.33 * h, 0.96 * h), "body", sides=8) for s in (-1, 1)]
    parts.append(tube([(-0.16 * h, 0.33 * h, 0.74 * h), (0.16 * h, 0.33 * h, 0.74 * h)], 0.014 * h, "rockers", sides=8))
    parts.append(soft_box((0.25 * h, 0.24 * h, 0.05 * h), 0.02 * h, "saddle", at_m=(0, -0.02 * h, 0.675 * h), cells=(3, 2, 1)))
    parts.append(
        tube(
            [(0, -0.29 * h, 0.6 * h), (0, -0.38 * h, 0.56 * h), (0, -0.42 * h, 0.38 * h)],
            [0.03 * h, 0.045 * h, 0.02 * h],
            "mane",
            sides=8,
        )
    )
    if mane:
        ridge = [(0, 0.1 * h, 0.71 * h), (0, 0.22 * h, 0.82 * h), (0, 0.3 * h, 0.95 * h)]
        parts.append(tube(ridge, [0.03 * h, 0.045 * h, 0.035 * h], "mane", sides=8))
    return join(parts)
