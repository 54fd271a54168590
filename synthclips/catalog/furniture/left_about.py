"""What lies about on floors: boxes, baskets, shoes, a ball."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.crumpled import crumpled
from synthclips.catalog.furniture.traits import STANDING, round_footprint
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, circle, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def carton(
    *,
    key: int,
    width_m: Annotated[float, Range(0.1, 0.7), Metres],
    depth_m: Annotated[float, Range(0.08, 0.5), Metres],
    height_m: Annotated[float, Range(0.06, 0.5), Metres],
    flaps: bool,
) -> Mesh:
    """A box with a lid, or a carton with its flaps open. Slots: body, carton, dark, label."""
    stream = Stream(key)
    w, d, h, t = width_m, depth_m, height_m, 0.004
    if not flaps:
        return _lidded(w, d, h)
    walls = [box((w, t, h), "carton", at_m=(0, s * (d - t) / 2, 0), bevel_m=0.001, piece=3 + s) for s in (-1, 1)]
    walls += [box((t, d - 2 * t, h), "carton", at_m=(s * (w - t) / 2, 0, 0), bevel_m=0.001, piece=7 + s) for s in (-1, 1)]
    walls.append(box((w - t, d - t, t), "carton", bevel_m=0, piece=11))
    for s in (-1, 1):
        flap = shifted(box((w - 0.01, 0.42 * d, t), "carton", bevel_m=0.001, piece=13 + s), y=0.21 * d)
        flap = turned(flap, "x", -stream.uniform(0.2, 1.0))
        flap = shifted(flap, y=d / 2, z=h)
        walls.append(flap if s > 0 else turned(flap, "z", np.pi))
    return join(walls)


def _lidded(w: float, d: float, h: float) -> Mesh:
    """A storage box: a shadow gap under its lid, a label in a holder front and back, holes to lift it by at its ends."""
    seam, gap = 0.74 * h, min(0.008, 0.04 * h)
    parts = [
        box((w - 0.014, d - 0.014, seam - gap), "body", piece=1),
        box((w - 0.03, d - 0.03, gap + 0.004), "dark", at_m=(0, 0, seam - gap - 0.002), bevel_m=0),
        box((w, d, h - seam - 0.004), "body", at_m=(0, 0, seam), piece=2),
        box((w - 0.024, d - 0.024, 0.006), "body", at_m=(0, 0, h - 0.006), bevel_m=0.002, piece=3),
    ]
    wide, high, low = 0.34 * w, 0.26 * h, 0.3 * h
    for s in (-1, 1):
        face = s * (d - 0.014) / 2
        parts.append(box((wide + 0.012, 0.003, high + 0.012), "dark", at_m=(0, face, low - 0.006), bevel_m=0.001))
        parts.append(box((wide, 0.005, high), "label", at_m=(0, face, low), bevel_m=0))
        hole = turned(cylinder(0.1 * h, 0.004, "dark", sides=14, bevel_m=0), "y", np.pi / 2)
        parts.append(shifted(hole, s * (w - 0.014) / 2 - 0.002, 0, 0.48 * h))
    return join(parts)


def basket(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.1, 0.35), Metres],
    height_m: Annotated[float, Range(0.1, 0.55), Metres],
    filled: bool,
) -> Mesh:
    """A round basket with handles, perhaps with a blanket in it. Slots: body, cloth."""
    stream = Stream(key)
    r, h = radius_m, height_m
    shell = lathe(
        [
            (0, 0),
            (0.78 * r, 0),
            (0.9 * r, 0.2 * h),
            (0.98 * r, 0.55 * h),
            (0.94 * r, 0.97 * h),
            (0.92 * r, h),
            (0.88 * r, h),
            (0.9 * r, 0.55 * h),
            (0.72 * r, 0.04 * h),
            (0, 0.04 * h),
        ],
        "body",
        sides=28,
    )
    ring = circle(28)[:-1]
    rim = tube(np.column_stack([0.93 * r * ring, np.full(28, 0.985 * h)]), 0.012, "body", sides=6, closed=True)
    parts = [shell, rim]
    if filled:
        parts.append(shifted(crumpled(0.78 * r, 0.22 * r, "cloth", 0, stream), z=0.86 * h))
        aside = stream.uniform(-0.2, 0.2) * r
        parts.append(shifted(crumpled(0.52 * r, 0.32 * r, "cloth", 3, stream), aside, 0.1 * r, 0.87 * h))
    return join(parts)


def shoes(*, key: int, length_m: Annotated[float, Range(0.14, 0.33), Metres], style: Literal["trainer", "shoe", "boot"]) -> Mesh:
    """A pair side by side, toes towards +y, one a little askew. Slots: upper, sole."""
    stream = Stream(key)
    left, right = _shoe(length_m, style, 1), _shoe(length_m, style, -1)
    gap = 0.24 * length_m
    return join(
        [
            shifted(turned(left, "z", stream.uniform(-0.1, 0.15)), x=-gap),
            shifted(turned(right, "z", stream.uniform(-0.15, 0.1)), x=gap, y=stream.uniform(-0.03, 0.03)),
        ]
    )


def _shoe(long: float, style: str, side: int) -> Mesh:
    wide, high = 0.36 * long, 0.27 * long
    half = np.array([wide, long, high]) / 2

    def lasted(p: F64) -> F64:
        out = p.copy()
        t = (p[:, 1] / half[1] + 1) / 2  # 0 heel .. 1 toe
        up = (p[:, 2] / half[2] + 1) / 2
        out[:, 0] *= (0.72 + 0.5 * t * (1.35 - t)) * (1 - 0.3 * up * (1 - t)) * (1 - 0.25 * np.maximum(t - 0.8, 0) * 5)
        out[:, 0] -= side * 0.04 * wide * np.maximum(t - 0.5, 0)
        low = 0.42 + 0.2 * np.maximum(1 - t * 3, 0)
        slope = np.where(t > 0.35, 1 - (t - 0.35) / 0.65 * (1 - low), 1.0)
        out[:, 2] = (p[:, 2] + half[2]) * slope - half[2]
        return out

    upper = soft_box((wide, long, high), 0.42 * high, "upper", at_m=(0, 0, 0.018), cells=(2, 6, 2), bend=lasted)

    def outline(p: F64) -> F64:
        out = p.copy()
        t = (p[:, 1] / half[1] + 1) / 2
        out[:, 0] *= (0.76 + 0.5 * t * (1.35 - t)) * (1 - 0.25 * np.maximum(t - 0.8, 0) * 5)
        out[:, 0] -= side * 0.04 * wide * np.maximum(t - 0.5, 0)
        return out

    sole = soft_box((0.93 * wide, 0.985 * long, 0.026), 0.010, "sole", cells=(2, 6, 1), bend=outline, rounding=1)
    parts = [upper, sole]
    y = -0.27 * long
    tall = {"trainer": 1.15, "shoe": 1.0, "boot": 2.6}[style] * high
    top = lathe(
        [
            (0.30 * wide, 0.5 * high),
            (0.36 * wide, 0.8 * tall),
            (0.36 * wide, tall + 0.018),
            (0.30 * wide, tall + 0.018),
            (0.28 * wide, 0.6 * tall),
            (0, 0.55 * tall),
        ],
        "upper",
        sides=14,
    )
    stretched = Mesh(
        top.vertices_m * np.array([1.0, 1.45, 1.0], np.float32), top.normals, top.faces, top.surface_m, top.slot, top.slots
    )
    parts.append(shifted(stretched, y=y))
    if style != "boot":
        for k in range(4):
            z = high * (0.98 - 0.11 * k)
            parts.append(
                tube(
                    [
                        (-0.2 * wide, (-0.06 + 0.075 * k) * long, z),
                        (0, (-0.05 + 0.075 * k) * long, z + 0.012),
                        (0.2 * wide, (-0.06 + 0.075 * k) * long, z),
                    ],
                    0.003,
                    "sole",
                    sides=4,
                )
            )
    return join(parts)


def ball(*, key: int, radius_m: Annotated[float, Range(0.02, 0.2), Metres]) -> Mesh:
    """A toy ball. Slot: body."""
    del key
    c = circle(20, start=-0.25)[:11]
    return shifted(lathe([(max(float(x), 0.0) * radius_m, float(z) * radius_m) for x, z in c], "body", sides=20), z=radius_m)


ROUND = {**STANDING, "footprint": round_footprint}
KINDS = [
    Kind(
        "box",
        "a lidded box or an open carton",
        carton,
        {
            "width_m": Uniform(0.2, 0.42),
            "depth_m": Uniform(0.16, 0.32),
            "height_m": Uniform(0.12, 0.3),
            "flaps": Choice((True, False)),
        },
        "",
        {"body": "box", "carton": "cardboard", "dark": "black_plastic", "label": "mount"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["depth_m"] * 1.9),
            "height": lambda p: p["height_m"] + 0.45 * p["depth_m"],
        },
    ),
    Kind(
        "basket",
        "a wicker basket, perhaps with a blanket",
        basket,
        {"radius_m": Uniform(0.17, 0.25), "height_m": Uniform(0.25, 0.4), "filled": Choice((True, False))},
        "",
        {"body": "basket", "cloth": "throw"},
        {**ROUND, "height": lambda p: p["height_m"] * 1.15 + 0.02},
    ),
    Kind(
        "shoes",
        "a pair of shoes or boots",
        shoes,
        {"length_m": Uniform(0.25, 0.3), "style": Choice(("trainer", "shoe", "boot"), (3, 2, 1))},
        "",
        {"upper": "shoe", "sole": "sole"},
        {**STANDING, "footprint": lambda p: (p["length_m"] * 1.1, p["length_m"] * 1.35), "height": lambda p: 0.8 * p["length_m"]},
    ),
    Kind(
        "toy_ball",
        "a toy ball",
        ball,
        {"radius_m": Uniform(0.03, 0.11)},
        "sports ball",
        {"body": "toy"},
        {**ROUND, "height": lambda p: 2 * p["radius_m"]},
    ),
]
