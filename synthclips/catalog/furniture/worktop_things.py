"""What stands on worktops: microwave, kettle, toaster, pans, dish rack, knife block, a bowl of fruit."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.kettles_and_pans import kettle, pan
from synthclips.catalog.furniture.traits import STANDING, round_footprint
from synthclips.catalog.furniture.vessels import vessel
from synthclips.catalog.furniture.wall_units import plate
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, circle, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def microwave(
    *,
    key: int,
    width_m: Annotated[float, Range(0.4, 0.6), Metres],
    depth_m: Annotated[float, Range(0.28, 0.45), Metres],
    height_m: Annotated[float, Range(0.22, 0.35), Metres],
    controls: Literal["dials", "keys"],
) -> Mesh:
    """A microwave oven. Slots: body, glass, dark, dial."""
    w, h, front = width_m, height_m, depth_m / 2 - 0.03
    panel = 0.24 * w
    parts = [box((w, depth_m - 0.035, h - 0.012), "body", at_m=(0, -0.0175, 0.012), bevel_m=0.006)]
    parts += [box((0.03, 0.03, 0.012), "dark", at_m=(sx * 0.42 * w, sy * 0.1, 0), bevel_m=0) for sx in (-1, 1) for sy in (-1, 1)]
    parts.append(box((w - panel - 0.01, 0.014, h - 0.03), "glass", at_m=(-panel / 2, front + 0.005, 0.021), bevel_m=0.003))
    parts.append(box((w - panel - 0.1, 0.003, h - 0.12), "dark", at_m=(-panel / 2, front + 0.012, 0.066), bevel_m=0.001))
    parts.append(box((0.012, 0.014, 0.7 * h), "dial", at_m=(w / 2 - panel - 0.02, front + 0.019, 0.15 * h)))
    x = w / 2 - panel / 2
    if controls == "dials":
        knob = turned(cylinder(0.022, 0.02, "dial", sides=14), "x", -math.pi / 2)
        parts += [shifted(knob, x, front - 0.002, z * h) for z in (0.3, 0.68)]
    else:
        parts.append(box((0.6 * panel, 0.003, 0.13 * h), "dark", at_m=(x, front, 0.78 * h), bevel_m=0))
        grid = [(i, j) for i in range(3) for j in range(4)]
        parts += [
            box((0.018, 0.004, 0.014), "dial", at_m=(x + (i - 1) * 0.026, front - 0.001, (0.3 + 0.1 * j) * h), bevel_m=0.001)
            for i, j in grid
        ]
        parts.append(box((0.7 * panel, 0.005, 0.12 * h), "dial", at_m=(x, front - 0.001, 0.1 * h), bevel_m=0.001))
    assert key >= 0
    return join(parts)


def toaster(
    *,
    key: int,
    width_m: Annotated[float, Range(0.22, 0.42), Metres],
    depth_m: Annotated[float, Range(0.14, 0.3), Metres],
    height_m: Annotated[float, Range(0.16, 0.24), Metres],
    slots: Literal[1, 2],
) -> Mesh:
    """A toaster, its slots along x, the lever at +x. Slots: body, dark."""
    w, d, h = width_m - 0.05, depth_m, height_m
    body = soft_box((w, d, h - 0.015), 0.035 if key % 2 else 0.015, "body", at_m=(0, 0, 0.015), cells=(2, 2, 2), rounding=2)
    parts = [body, box((w - 0.02, d - 0.02, 0.02), "dark", bevel_m=0)]
    places = (-0.2, 0.2) if slots == 2 else (0.0,)
    parts += [box((0.72 * w, 0.03, 0.004), "dark", at_m=(0, p * d, h - 0.002), bevel_m=0.0015) for p in places]
    parts.append(box((0.004, 0.02, 0.55 * h), "dark", at_m=(w / 2 + 0.001, 0, 0.3 * h), bevel_m=0))
    parts.append(box((0.024, 0.045, 0.014), "dark", at_m=(w / 2 + 0.012, 0, 0.72 * h)))
    return join(parts)


def knife_block(
    *, key: int, width_m: Annotated[float, Range(0.08, 0.16), Metres], height_m: Annotated[float, Range(0.16, 0.26), Metres]
) -> Mesh:
    """A leaning block with handles of knives. Slots: block, dark."""
    w, h = width_m, height_m
    block = turned(box((w, 0.1, 0.72 * h), "block", bevel_m=0.004), "x", -0.42, (0, 0.05, 0))
    parts = [shifted(block, y=-0.05)]
    for i in range(5):
        x, tall = w * (0.75 * (i / 4) - 0.375), 0.2 * h + 0.05 * h * ((i + key) % 3)
        grip = box((0.018, 0.022, tall), "dark", at_m=(x, 0.02 * ((i % 2) * 2 - 1), 0.72 * h), bevel_m=0.005)
        parts.append(shifted(turned(grip, "x", -0.42, (0, 0.05, 0)), y=-0.05))
    made = join(parts)
    low = made.vertices_m.min(0)
    return shifted(made, y=-float(low[1] + made.vertices_m[:, 1].max()) / 2, z=-float(low[2]))


def dish_rack(*, key: int, width_m: Annotated[float, Range(0.3, 0.5), Metres], full: Annotated[float, Range(0, 1)]) -> Mesh:
    """A wire rack on a tray, plates on edge in it, mugs upside down. Slots: wire, plate."""
    stream, w, d = Stream(key), width_m, 0.3
    rail = [[(-w / 2, s * d / 2, z), (w / 2, s * d / 2, z)] for s in (-1, 1) for z in (0.02, 0.09)]
    rail += [[(s * w / 2, -d / 2, z), (s * w / 2, d / 2, z)] for s in (-1, 1) for z in (0.02, 0.09)]
    count = round(w / 0.035)
    ribs = [
        [(x, -d / 2, 0.09), (x, -d / 2, 0.02), (x, d / 2, 0.02), (x, d / 2, 0.09)] for x in np.linspace(-w / 2, w / 2, count + 1)
    ]
    parts = [tube(path, 0.003, "wire", sides=4) for path in (*rail, *ribs)]
    parts.append(box((w, d, 0.008), "wire", bevel_m=0.002))
    for k in range(count - 1):
        if stream.chance(0.85 * full):
            made = turned(plate(stream.choice((0.085, 0.105)), at_m=(0, 0, 0)), "y", math.pi / 2 - 0.12)
            made = shifted(made, -w / 2 + (k + 0.8) * w / count, -0.03)
            parts.append(shifted(made, z=0.025 - float(made.vertices_m[:, 2].min())))
    if stream.chance(full):
        parts.append(shifted(lathe([(0.036, 0), (0.042, 0.09), (0, 0.09)], "plate", sides=14), 0.3 * w, d / 2 - 0.05, 0.025))
    return join(parts)


def fruit_bowl(
    *, key: int, radius_m: Annotated[float, Range(0.11, 0.17), Metres], height_m: Annotated[float, Range(0.06, 0.11), Metres]
) -> Mesh:
    """A bowl heaped with fruit. Slots: ceramic, fruit, fruit_b, fruit_c."""
    stream, r = Stream(key), radius_m
    parts = [vessel("bowl", r, height_m, "ceramic")]
    ring = circle(6)[:-1]
    for i in range(9):
        size = stream.uniform(0.033, 0.042)
        if i < 6:
            spot = (0.55 * r * ring[i, 0], 0.55 * r * ring[i, 1], 0.62 * height_m + size)
        else:
            spot = (0.24 * r * math.cos(2.1 * i), 0.24 * r * math.sin(2.1 * i), 0.62 * height_m + 2.4 * size)
        parts.append(_fruit(size, ("fruit", "fruit_b", "fruit_c")[stream.integer(0, 2)], spot))
    return join(parts)


def _fruit(r: float, slot: str, at_m: tuple[float, float, float]) -> Mesh:
    arc = circle(12, start=-0.25)[:7]
    profile = [(max(float(x), 0.0) * r, float(z) * r * 0.92) for x, z in arc]
    return shifted(lathe(profile, slot, sides=12), *at_m)


KINDS = [
    Kind(
        "microwave",
        "a microwave oven",
        microwave,
        {
            "width_m": Uniform(0.44, 0.54),
            "depth_m": Uniform(0.32, 0.4),
            "height_m": Uniform(0.26, 0.31),
            "controls": Choice(("dials", "keys")),
        },
        "microwave",
        {"body": "white_goods", "glass": "dark_glass", "dark": "black_plastic", "dial": "dial_plate"},
        {**STANDING, "footprint": lambda p: (p["width_m"], p["depth_m"]), "height": lambda p: p["height_m"]},
    ),
    Kind(
        "kettle",
        "a kettle: an electric jug or one for the stove",
        kettle,
        {"radius_m": Uniform(0.07, 0.09), "height_m": Uniform(0.19, 0.25), "style": Choice(("jug", "stove"), (3, 1))},
        "",
        {"body": "small_appliance", "dark": "black_plastic"},
        {**STANDING, "footprint": lambda p: (3.3 * p["radius_m"], 2.1 * p["radius_m"]), "height": lambda p: p["height_m"] + 0.01},
    ),
    Kind(
        "toaster",
        "a toaster of one or two slots",
        toaster,
        {
            "width_m": Uniform(0.28, 0.36),
            "depth_m": Uniform(0.16, 0.24),
            "height_m": Uniform(0.17, 0.21),
            "slots": Choice((1, 2), (1, 3)),
        },
        "toaster",
        {"body": "small_appliance", "dark": "black_plastic"},
        {**STANDING, "footprint": lambda p: (p["width_m"], p["depth_m"]), "height": lambda p: p["height_m"] + 0.003},
    ),
    Kind(
        "pan",
        "a frying pan, a saucepan or a pot with a lid",
        pan,
        {
            "radius_m": Uniform(0.09, 0.14),
            "height_m": Uniform(0.045, 0.16),
            "style": Choice(("frying_pan", "saucepan", "pot"), (2, 2, 2)),
        },
        "",
        {"body": "pan", "dark": "black_plastic"},
        {
            **STANDING,
            "footprint": lambda p: (2 * p["radius_m"] + 0.38, 2 * p["radius_m"] + 0.38),
            "height": lambda p: max(p["height_m"], 0.09) + 0.04,
        },
    ),
    Kind(
        "knife_block",
        "a block with knives",
        knife_block,
        {"width_m": Uniform(0.1, 0.14), "height_m": Uniform(0.19, 0.24)},
        "",
        {"block": "wood", "dark": "black_plastic"},
        {**STANDING, "footprint": lambda p: (p["width_m"], 0.26), "height": lambda p: 1.1 * p["height_m"]},
    ),
    Kind(
        "dish_rack",
        "a rack of washed plates",
        dish_rack,
        {"width_m": Uniform(0.34, 0.46), "full": Uniform(0.2, 1.0)},
        "",
        {"wire": "handle", "plate": "plate"},
        {**STANDING, "footprint": lambda p: (p["width_m"] + 0.01, 0.31), "height": lambda p: 0.26},
    ),
    Kind(
        "fruit_bowl",
        "a bowl of fruit",
        fruit_bowl,
        {"radius_m": Uniform(0.12, 0.16), "height_m": Uniform(0.065, 0.1)},
        "bowl",
        {"ceramic": "ceramic", "fruit": "fruit", "fruit_b": "fruit", "fruit_c": "fruit"},
        {**STANDING, "footprint": round_footprint, "height": lambda p: p["height_m"] + 0.12},
    ),
]
