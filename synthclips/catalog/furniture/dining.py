"""What people eat at and on besides tables and chairs: places laid, benches, bar stools, a high chair."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.catalog.furniture.wall_units import plate
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")


def place_setting(
    *, key: int, plate_m: Annotated[float, Range(0.09, 0.15), Metres], mat: bool, glass: Literal["stem", "tumbler", "none"]
) -> Mesh:
    """A plate, a fork and a knife, a glass, perhaps on a mat; who eats sits at -y. Slots: plate, steel, glass, cloth."""
    r, z = plate_m, 0.003 if mat else 0.0
    parts = [box((0.42, 0.3, 0.003), "cloth", bevel_m=0.001)] if mat else []
    parts += [plate(r, at_m=(0, 0, z)), plate(0.7 * r, at_m=(0, 0, z + 0.011))]
    for side in (-1, 1):
        x = side * (r + 0.025)
        parts.append(box((0.008, 0.11, 0.003), "steel", at_m=(x, -0.035, z), bevel_m=0.001))
        blade = 0.018 if side > 0 else 0.022
        parts.append(box((blade, 0.085, 0.002), "steel", at_m=(x, 0.06, z), bevel_m=0.0008))
    at = (r + 0.01, 0.1, z)
    if glass == "stem":
        bowl = [
            (0, 0),
            (0.03, 0),
            (0.028, 0.003),
            (0.004, 0.01),
            (0.004, 0.08),
            (0.026, 0.095),
            (0.036, 0.13),
            (0.03, 0.19),
            (0.028, 0.19),
            (0.033, 0.13),
            (0, 0.09),
        ]
        parts.append(lathe(bowl, "glass", at_m=at, sides=14))
    elif glass == "tumbler":
        parts.append(
            lathe([(0, 0), (0.028, 0), (0.034, 0.11), (0.031, 0.11), (0.026, 0.008), (0, 0.008)], "glass", at_m=at, sides=14)
        )
    if key % 2 == 0:
        parts.append(box((0.06, 0.17, 0.006), "cloth", at_m=(-r - 0.06, 0.0, z), bevel_m=0.002))
    return join(parts)


def bench(
    *,
    key: int,
    width_m: Annotated[float, Range(0.7, 1.9), Metres],
    depth_m: Annotated[float, Range(0.28, 0.45), Metres],
    height_m: Annotated[float, Range(0.4, 0.5), Metres],
    legs: Literal["panel", "trestle", "posts"],
) -> Mesh:
    """A bench without a back. Slot: wood."""
    del key
    w, d, h = width_m, depth_m, height_m
    parts = [box((w, d, 0.035), "wood", at_m=(0, 0, h - 0.035), bevel_m=0.006)]
    x, low = w / 2 - 0.14, h - 0.035
    if legs == "posts":
        parts += [
            box((0.05, 0.05, low), "wood", at_m=(sx * (w / 2 - 0.06), sy * (d / 2 - 0.05), 0)) for sx in (-1, 1) for sy in (-1, 1)
        ]
        parts.append(box((w - 0.12, 0.02, 0.06), "wood", at_m=(0, 0, low - 0.06), bevel_m=0))
    elif legs == "panel":
        parts += [box((0.035, d - 0.05, low), "wood", at_m=(s * x, 0, 0)) for s in (-1, 1)]
        parts.append(box((2 * x, 0.03, 0.08), "wood", at_m=(0, 0, 0.3 * h)))
    else:
        for s in (-1, 1):
            parts += [tube([(s * x, t * (d / 2 - 0.03), 0.012), (s * x, t * 0.04, low)], 0.02, "wood", sides=8) for t in (-1, 1)]
        parts.append(box((2 * x, 0.025, 0.05), "wood", at_m=(0, 0, 0.45 * h)))
    made = join(parts)
    return shifted(made, z=max(0.0, -float(made.vertices_m[:, 2].min())))


def bar_stool(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.15, 0.22), Metres],
    height_m: Annotated[float, Range(0.58, 0.82), Metres],
    style: Literal["legs", "pedestal", "back"],
) -> Mesh:
    """A high stool. Slots: frame, pad."""
    del key
    r, h = radius_m, height_m
    seat = lathe(
        [(0, h - 0.05), (0.9 * r, h - 0.05), (r, h - 0.03), (0.97 * r, h - 0.005), (0.8 * r, h), (0, h - 0.004)], "pad", sides=24
    )
    if style == "pedestal":
        foot = lathe(
            [(0, 0), (0.95 * r, 0), (0.95 * r, 0.012), (0.3 * r, 0.03), (0.032, 0.05), (0.026, h - 0.05), (0, h - 0.05)],
            "frame",
            sides=24,
        )
        ring = tube(
            [(0.7 * r * math.cos(a), 0.7 * r * math.sin(a), 0.3 * h) for a in (0.5236 * k for k in range(12))],
            0.009,
            "frame",
            sides=6,
            closed=True,
        )
        return join([seat, foot, ring, tube([(0, -0.7 * r, 0.3 * h), (0, 0.7 * r, 0.3 * h)], 0.008, "frame", sides=6)])
    corners = [(sx, sy) for sx in (-1, 1) for sy in (-1, 1)]
    legs = [
        tube([(sx * 0.72 * r, sy * 0.72 * r, 0.01), (sx * 0.5 * r, sy * 0.5 * r, h - 0.04)], 0.015, "frame", sides=8)
        for sx, sy in corners
    ]
    at = 0.66 * r
    legs += [tube([(-at, s * at, 0.28 * h), (at, s * at, 0.28 * h)], 0.01, "frame", sides=6) for s in (-1, 1)]
    legs += [tube([(s * at, -at, 0.36 * h), (s * at, at, 0.36 * h)], 0.01, "frame", sides=6) for s in (-1, 1)]
    if style == "back":
        arc = [(0.9 * r * math.sin(a), -0.9 * r * math.cos(a)) for a in (-1.1, -0.6, 0.0, 0.6, 1.1)]
        legs.append(tube([(x, y, h + 0.2) for x, y in arc], 0.022, "frame", sides=8))
        legs += [tube([(x, y, h - 0.03), (x, y, h + 0.2)], 0.009, "frame", sides=6) for x, y in (arc[0], arc[2], arc[4])]
    made = join([seat, *legs])
    return shifted(made, z=max(0.0, -float(made.vertices_m[:, 2].min())))


def high_chair(
    *,
    key: int,
    width_m: Annotated[float, Range(0.4, 0.6), Metres],
    height_m: Annotated[float, Range(0.85, 1.1), Metres],
    style: Literal["splayed", "ladder"],
) -> Mesh:
    """A child's high chair with a tray, facing +y. Slots: frame, seat, tray."""
    del key
    w, h, seat = width_m, height_m, 0.56 * height_m
    x, y = w / 2 - 0.025, 0.25
    wide = 0.14
    parts = [soft_box((0.3, 0.27, 0.04), 0.018, "seat", at_m=(0, -0.02, seat - 0.04), cells=(2, 2, 1))]
    back = soft_box((0.3, 0.035, h - seat), 0.016, "seat", at_m=(0, -0.15, seat - 0.01), cells=(2, 1, 2))
    parts.append(turned(back, "x", 0.12, (0, -0.15, seat)))
    if style == "splayed":
        parts += [
            tube([(sx * x, sy * y, 0.015), (sx * wide, sy * 0.11 - 0.02, seat - 0.02)], 0.015, "frame", sides=8)
            for sx in (-1, 1)
            for sy in (-1, 1)
        ]
    else:
        for s in (-1, 1):
            parts.append(tube([(s * x, y, 0.015), (s * x, -0.17, h - 0.06)], 0.018, "frame", sides=8))
            parts.append(tube([(s * x, -y, 0.015), (s * x, y - 0.02, 0.02)], 0.018, "frame", sides=8))
        parts += [
            box((2 * x, 0.09, 0.018), "frame", at_m=(0, 0.03, 0.22 * h)),
            box((2 * x, 0.02, 0.05), "frame", at_m=(0, -0.02, seat - 0.06)),
        ]
    parts.append(box((2 * x if style == "splayed" else w - 0.02, 0.03, 0.02), "frame", at_m=(0, 0.1, 0.26 * h)))
    parts.append(soft_box((w - 0.05, 0.24, 0.03), 0.014, "tray", at_m=(0, 0.17, seat + 0.16), cells=(2, 2, 1)))
    parts += [tube([(s * 0.16, -0.14, seat + 0.14), (s * 0.17, 0.1, seat + 0.165)], 0.012, "frame", sides=6) for s in (-1, 1)]
    parts.append(cylinder(0.012, 0.17, "frame", at_m=(0, 0.09, seat - 0.01), sides=8))
    made = join(parts)
    return shifted(made, z=max(0.0, -float(made.vertices_m[:, 2].min())))


def _seat(z: float, wide: float, deep: float) -> dict[str, dict[str, Any]]:
    return {"seat": {"position_m": (0.0, 0.0, round(z, 4)), "size_m": (round(wide, 4), round(deep, 4)), "facing": (0.0, 1.0)}}


KINDS = [
    Kind(
        "place_setting",
        "a plate with cutlery and a glass",
        place_setting,
        {"plate_m": Uniform(0.115, 0.135), "mat": Choice((True, False)), "glass": Choice(("stem", "tumbler", "none"), (3, 3, 1))},
        "",
        {"plate": "plate", "steel": "bright_steel", "glass": "clear_glass", "cloth": "napkin"},
        {**STANDING, "footprint": lambda p: (0.46, 0.32), "height": lambda p: 0.2},
    ),
    Kind(
        "bench",
        "a bench without a back",
        bench,
        {
            "width_m": Uniform(1.0, 1.5),
            "depth_m": Uniform(0.3, 0.38),
            "height_m": Uniform(0.43, 0.47),
            "legs": Choice(("panel", "trestle", "posts")),
        },
        "bench",
        {"wood": "wood"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["depth_m"]),
            "height": lambda p: p["height_m"] + 0.01,
            "anchors": lambda p: _seat(p["height_m"], p["width_m"], p["depth_m"]),
        },
    ),
    Kind(
        "bar_stool",
        "a high stool at a counter",
        bar_stool,
        {
            "radius_m": Uniform(0.16, 0.2),
            "height_m": Uniform(0.62, 0.72),
            "style": Choice(("legs", "pedestal", "back"), (3, 2, 2)),
        },
        "chair",
        {"frame": "legs", "pad": "couch_fabric"},
        {
            **STANDING,
            "footprint": lambda p: (2 * p["radius_m"] + 0.01, 2 * p["radius_m"] + 0.01),
            "height": lambda p: p["height_m"] + (0.23 if p["style"] == "back" else 0.005),
            "anchors": lambda p: {"perch": _seat(p["height_m"], 1.4 * p["radius_m"], 1.4 * p["radius_m"])["seat"]},
            "tucks_m": 0.2,
        },
    ),
    Kind(
        "high_chair",
        "a child's high chair",
        high_chair,
        {"width_m": Uniform(0.46, 0.54), "height_m": Uniform(0.92, 1.02), "style": Choice(("splayed", "ladder"))},
        "chair",
        {"frame": "legs", "seat": "couch_fabric", "tray": "white_goods"},
        {**STANDING, "footprint": lambda p: (p["width_m"] + 0.04, 0.62), "height": lambda p: p["height_m"] + 0.03},
    ),
]
