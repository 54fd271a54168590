"""What ends up in garages: ladders, tyres, dustbins, a chest freezer."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import Vec, box, circle, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
FOLDED_LEAN, HOOP_M = 0.14, 0.12  # of a step ladder at the wall, radians; its hoop over the top tread
RAIL_M = 1.6  # how far a garage door's rails reach into the garage


def ladder(
    *,
    key: int,
    height_m: Annotated[float, Range(1.0, 3.2), Metres],
    style: Literal["step", "leaning"],
) -> Mesh:
    """A folded step ladder, or a plain one, leaning back at the wall (-y). Slots: frame, tread."""
    del key
    lean = 0.2 if style == "leaning" else FOLDED_LEAN
    made = turned(join(_rungs(height_m) if style == "leaning" else _folded(height_m)), "x", lean)
    made = shifted(made, y=height_m * math.sin(lean) / 2)
    return shifted(made, z=-float(made.vertices_m[:, 2].min()))


def _rungs(h: float) -> list[Mesh]:
    """Of a plain ladder, upright: its rails and rungs."""
    rails = [box((0.03, 0.07, h), "frame", at_m=(s * 0.2, 0, 0), bevel_m=0.003) for s in (-1, 1)]
    return rails + [
        tube([(-0.2, 0, 0.2 + k * 0.28), (0.2, 0, 0.2 + k * 0.28)], 0.016, "frame", sides=7) for k in range(int(h / 0.28))
    ]


def _folded(h: float) -> list[Mesh]:
    """Of a step ladder, upright: flat treads between its front rails, the back rails close behind, a hoop on top."""
    steps, parts = max(3, round(h / 0.25)), []
    for k in range(steps):
        f = (k + 1) / steps
        deep = 0.09 if k < steps - 1 else 0.13
        parts.append(box((0.44 - 0.1 * f, deep, 0.03), "tread", at_m=(0, 0.02, h * f - 0.03), bevel_m=0.004))
    for s in (-1, 1):
        parts.append(_stile((s * 0.235, 0.02, 0.0), (s * 0.18, 0.02, h - 0.02), 0.065))
        parts.append(_stile((s * 0.225, -0.06, 0.03), (s * 0.17, -0.05, h - 0.04), 0.045))
    parts += [tube([(-0.2, -0.06, h * f), (0.2, -0.06, h * f)], 0.01, "frame", sides=5) for f in (0.2, 0.65)]
    hoop = [(-0.17, 0.0, h - 0.03), (-0.17, -0.02, h + HOOP_M), (0.17, -0.02, h + HOOP_M), (0.17, 0.0, h - 0.03)]
    return [*parts, tube(hoop, 0.014, "frame", sides=6)]


def _stile(foot: Vec, top: Vec, deep_m: float) -> Mesh:
    """A rail of a ladder from its foot to its top: a flat bar on edge, which leans in the y-z plane."""
    dx, dy, dz = (b - a for a, b in zip(foot, top, strict=True))
    bar = box((0.025, deep_m, math.hypot(dy, dz)), "frame", bevel_m=0.003)
    return shifted(turned(turned(bar, "x", -math.atan2(dy, dz)), "y", math.atan2(dx, dz)), *foot)


def tyres(*, key: int, radius_m: Annotated[float, Range(0.26, 0.38), Metres], count: Annotated[int, Range(1, 5)]) -> Mesh:
    """Car tyres lying on one another. Slot: rubber, rim."""
    stream, r = Stream(key), radius_m
    section = [
        (0.62 * r, 0.02),
        (0.72 * r, 0.0),
        (0.93 * r, 0.012),
        (r, 0.05),
        (r, 0.15),
        (0.93 * r, 0.188),
        (0.72 * r, 0.2),
        (0.62 * r, 0.18),
    ]
    inside = [(0.62 * r, 0.18), (0.75 * r, 0.16), (0.75 * r, 0.04), (0.62 * r, 0.02)]
    parts = []
    for n in range(count):
        one = join([lathe(section, "rubber", sides=32), lathe(inside, "rubber", sides=32)])
        tread = [
            box((0.008, 0.008, 0.12), "rubber", at_m=(1.0 * r * a, 1.0 * r * b, 0.04), bevel_m=0) for a, b in circle(28)[:-1]
        ]
        parts.append(shifted(join([one, *tread]), stream.uniform(-0.03, 0.03), stream.uniform(-0.03, 0.03), 0.205 * n))
    return join(parts)


def dustbin(
    *,
    key: int,
    height_m: Annotated[float, Range(0.5, 1.15), Metres],
    style: Literal["wheeled", "round", "box"],
) -> Mesh:
    """A dustbin; the wheeled kind has its handle towards -y. Slots: body, lid, dark."""
    del key
    h = height_m
    if style == "round":
        r = 0.3 * h
        shell = lathe([(0, 0), (0.82 * r, 0), (0.97 * r, 0.9 * h), (0, 0.9 * h)], "body", sides=26)
        cap = lathe([(1.06 * r, 0.88 * h), (1.06 * r, 0.92 * h), (0.6 * r, 0.985 * h), (0, h)], "lid", sides=26)
        return join(
            [
                shell,
                cap,
                tube(
                    [(-0.2 * r, 0, 0.99 * h), (-0.16 * r, 0, 1.04 * h), (0.16 * r, 0, 1.04 * h), (0.2 * r, 0, 0.99 * h)],
                    0.012,
                    "lid",
                    sides=6,
                ),
            ]
        )
    if style == "box":
        w, d = 0.85 * h, 0.6 * h
        return join(
            [
                soft_box((w, d, 0.55 * h), 0.03, "body", cells=(1, 1, 1)),
                box((w + 0.03, d + 0.03, 0.05), "lid", at_m=(0, 0, 0.53 * h), bevel_m=0.012),
            ]
        )
    low, top = 0.4 * h, 0.54 * h

    def tapered(p: np.ndarray) -> np.ndarray:
        out, up = p.copy(), p[:, 2] / (0.88 * h) + 0.5
        out[:, 0] *= 0.78 + 0.22 * up
        out[:, 1] *= 0.74 + 0.26 * up
        return out

    parts = [soft_box((low + 0.08, top, 0.86 * h), 0.035, "body", at_m=(0, 0, 0.06 * h), cells=(1, 1, 3), bend=tapered)]
    lid = soft_box((low + 0.12, top + 0.05, 0.08 * h), 0.03, "lid", at_m=(0, 0.01, 0.9 * h), cells=(2, 2, 1))
    handle = tube(
        [
            (-0.18, -top / 2 + 0.02, 0.9 * h),
            (-0.18, -top / 2 - 0.06, 0.92 * h),
            (0.18, -top / 2 - 0.06, 0.92 * h),
            (0.18, -top / 2 + 0.02, 0.9 * h),
        ],
        0.014,
        "body",
        sides=6,
    )
    wheels = [
        shifted(
            turned(cylinder(0.1, 0.05, "dark", sides=20), "y", math.pi / 2), s * (0.42 * low + 0.03) - 0.025, -0.36 * top, 0.1
        )
        for s in (-1, 1)
    ]
    return join([*parts, lid, handle, *wheels])


def chest_freezer(
    *, key: int, width_m: Annotated[float, Range(0.5, 1.6), Metres], height_m: Annotated[float, Range(0.75, 1.0), Metres]
) -> Mesh:
    """A chest freezer, its front towards +y. Slots: body, dark."""
    del key
    w, h, d = width_m, height_m, 0.62
    parts = [
        box((w, d, h - 0.1), "body", bevel_m=0.012),
        soft_box((w + 0.01, d + 0.01, 0.09), 0.025, "body", at_m=(0, 0, h - 0.09), cells=(1, 1, 1)),
    ]
    parts.append(box((w - 0.02, d - 0.01, 0.016), "dark", at_m=(0, 0, h - 0.105), bevel_m=0))
    parts += [
        box((0.2, 0.03, 0.03), "body", at_m=(0, d / 2 + 0.012, h - 0.06), bevel_m=0.008),
        box((0.3 * w, 0.006, 0.12), "dark", at_m=(0.3 * w, d / 2 + 0.001, 0.05), bevel_m=0.002),
    ]
    return join(parts)


KINDS = [
    Kind(
        "ladder",
        "a ladder or a folded step ladder that leans at the wall",
        ladder,
        {"height_m": Uniform(1.1, 2.1), "style": Choice(("step", "leaning"))},
        "",
        {"frame": "ladder", "tread": "rubber"},
        {
            **STANDING,
            "footprint": lambda p: (0.52, round((0.2 if p["style"] == "leaning" else 0.16) * p["height_m"] + 0.16, 4)),
            "height": lambda p: p["height_m"] + 0.16,
        },
    ),
    Kind(
        "tyres",
        "car tyres lying on one another",
        tyres,
        {"radius_m": Uniform(0.29, 0.34), "count": Integer(1, 4)},
        "",
        {"rubber": "rubber"},
        {**STANDING, "footprint": lambda p: (2 * p["radius_m"] + 0.1,) * 2, "height": lambda p: 0.205 * p["count"]},
    ),
    Kind(
        "dustbin",
        "a dustbin on wheels, a round one or a recycling box",
        dustbin,
        {"height_m": Uniform(0.72, 1.06), "style": Choice(("wheeled", "round", "box"), (3, 1, 1))},
        "",
        {"body": "bin_plastic", "lid": "bin_plastic", "dark": "rubber"},
        {
            **STANDING,
            "footprint": lambda p: (
                round(0.86 * p["height_m"] + 0.04, 4) if p["style"] == "box" else round(0.64 * p["height_m"] + 0.04, 4),
                round(0.62 * p["height_m"] + 0.22, 4),
            ),
            "height": lambda p: 1.06 * p["height_m"],
        },
    ),
    Kind(
        "chest_freezer",
        "a chest freezer",
        chest_freezer,
        {"width_m": Uniform(0.7, 1.25), "height_m": Uniform(0.83, 0.9)},
        "",
        {"body": "radiator", "dark": "castor"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"] + 0.02, 0.7),
            "height": lambda p: p["height_m"],
            "anchors": lambda p: {
                "top": {"position_m": (0.0, 0.0, p["height_m"]), "size_m": (0.9 * p["width_m"], 0.52), "facing": (0.0, 1.0)}
            },
        },
    ),
]
