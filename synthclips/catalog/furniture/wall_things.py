"""What hangs on walls: pictures, clocks, coat hooks with coats, radiators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.garments import DARK, hung_coat
from synthclips.catalog.furniture.traits import HUNG
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, grid, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import extrude, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
TRAY_M = 0.012  # rail around a canvas, or its ground would vanish on a wall of its own colour
APART_M = 0.26  # between coats on a rail, at least


def picture(
    *,
    key: int,
    width_m: Annotated[float, Range(0.12, 2.0), Metres],
    height_m: Annotated[float, Range(0.12, 1.5), Metres],
    frame_m: Annotated[float, Range(0.008, 0.12), Metres],
    mount: Annotated[float, Range(0.0, 0.3)],
    moulding: Literal["flat", "round", "canvas"],
) -> Mesh:
    """A framed print, or a canvas in a narrow rail, origin in the wall's plane below its middle. Slots: frame, mount, print."""
    del key
    deep = {"flat": 0.021, "round": 0.019, "canvas": 0.024}[moulding]
    if moulding == "canvas":
        wide, high = width_m - 2 * TRAY_M, height_m - 2 * TRAY_M
        parts = [box((wide, deep - 0.004, high), "mount", at_m=(0, deep / 2, TRAY_M))]
        parts.append(shifted(_print(wide - 0.005, high - 0.005), y=deep - 0.0015, z=TRAY_M + 0.0025))
        return join([*parts, *framed(width_m, height_m, TRAY_M, "flat", deep + 0.004)])
    inner_w, inner_h = width_m - 2 * frame_m, height_m - 2 * frame_m
    parts = [box((inner_w + 0.01, 0.012, inner_h + 0.01), "mount", at_m=(0, 0.007, frame_m - 0.005), bevel_m=0)]
    border = mount * min(inner_w, inner_h)
    parts.append(shifted(_print(inner_w - 2 * border, inner_h - 2 * border), y=0.0142, z=frame_m + border))
    return join([*parts, *framed(width_m, height_m, frame_m, moulding, deep)])


def framed(width_m: float, height_m: float, frame_m: float, moulding: str, deep_m: float) -> list[Mesh]:
    """Four rails around a picture, its lower edge at z = 0. Slot: frame."""
    rail = _rail(moulding, frame_m, deep_m)
    across, upright = extrude(rail, width_m, "frame", piece=1), extrude(rail, height_m - 2 * frame_m, "frame", piece=2)
    side = turned(upright, "y", np.pi / 2)
    return [
        shifted(across, z=frame_m / 2),
        shifted(across, z=height_m - frame_m / 2),
        *(shifted(side, s * (width_m - frame_m) / 2, 0, height_m / 2) for s in (-1, 1)),
    ]


def _rail(moulding: str, wide: float, deep: float) -> list[tuple[float, float]]:
    """Cross-section (y, z): the back on the wall."""
    h = wide / 2
    if moulding == "flat":
        return [(0, h), (0, -h), (deep - 0.002, -h), (deep, -h + 0.002), (deep, h - 0.002), (deep - 0.002, h)]
    return [
        (0, h),
        (0, -h),
        (0.7 * deep, -h),
        (0.8 * deep, -0.8 * h),
        (deep, -0.5 * h),
        (deep, 0.5 * h),
        (0.8 * deep, 0.8 * h),
        (0.7 * deep, h),
    ]


def _print(width: float, height: float) -> Mesh:
    x, z = np.array([width / 2, -width / 2]), np.array([0.0, height])
    points = np.stack([np.broadcast_to(x, (2, 2)), np.zeros((2, 2)), np.broadcast_to(z[:, None], (2, 2))], 2)
    made = grid(points, "print")
    where = np.column_stack([-made.vertices_m[:, 0] / height, made.vertices_m[:, 2] / height, np.full(4, 0.5)]).astype(np.float32)
    return Mesh(made.vertices_m, made.normals, made.faces, where, made.slot, made.slots)


def clock(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.08, 0.3), Metres],
    rim_m: Annotated[float, Range(0.006, 0.03), Metres],
    minutes: Annotated[int, Range(0, 719)],
) -> Mesh:
    """A round wall clock, origin in the wall's plane below it; it does not run. Slots: rim, dial, hands."""
    del key
    r = radius_m
    ring = lathe([(r, 0), (r, 0.03), (r - 0.4 * rim_m, 0.036), (r - rim_m, 0.032), (r - rim_m, 0.02)], "rim", sides=36)
    dial = lathe([(r - rim_m, 0.019), (0, 0.02)], "dial", sides=36)
    parts = [ring, dial]
    for mark in range(12):
        long = 0.12 * r if mark % 3 == 0 else 0.06 * r
        stroke = box((0.012 * (r / 0.15), long, 0.001), "hands", at_m=(0, 0.82 * r - rim_m - long / 2, 0.02), bevel_m=0)
        parts.append(turned(stroke, "z", -mark * np.pi / 6))
    for angle, long, wide in ((minutes / 720, 0.5 * r, 0.02), (minutes % 60 / 60, 0.74 * r, 0.013)):
        hand = box((wide * r / 0.3 + 0.003, long, 0.0015), "hands", at_m=(0, 0.42 * long, 0.022), bevel_m=0)
        parts.append(turned(hand, "z", -angle * 2 * np.pi))
    return shifted(turned(turned(join(parts), "z", np.pi), "x", -np.pi / 2), z=r)


def coat_hooks(
    *,
    key: int,
    width_m: Annotated[float, Range(0.4, 1.6), Metres],
    hooks: Annotated[int, Range(3, 8)],
    coats: Annotated[int, Range(0, 5)],
    height_m: Annotated[float, Range(1.0, 1.9), Metres],
) -> Mesh:
    """A rail of hooks at `height_m` with coats on some; origin on the floor in the wall's plane.

    Slots: rail, hooks, coat_a, coat_b, coat_c, inside.
    """
    stream = Stream(key)
    parts = [box((width_m, 0.02, 0.1), "rail", at_m=(0, 0.01, height_m - 0.05))]
    pitch = width_m / hooks
    places = [(-width_m / 2 + pitch * (i + 0.5)) for i in range(hooks)]
    for x in places:
        parts.append(
            tube(
                [
                    (x, 0.02, height_m - 0.01),
                    (x, 0.055, height_m - 0.03),
                    (x, 0.075, height_m - 0.015),
                    (x, 0.078, height_m + 0.01),
                ],
                0.005,
                "hooks",
                sides=6,
            )
        )
    for i, x in enumerate(_taken(stream.shuffled(places), coats)):
        made = turned(
            hung_coat(stream, f"coat_{'abc'[i % 3]}", stream.uniform(0.4, 0.44), 40 + 10 * i), "z", stream.uniform(-0.1, 0.1)
        )
        parts.append(shifted(made, x, 0.02, height_m))
    return join(parts)


def _taken(places: Sequence[float], most: int) -> list[float]:
    """Hooks with coats on them, in order: coats side by side overlap, but by less than half."""
    taken: list[float] = []
    for x in places:
        if len(taken) < most and all(abs(x - other) > APART_M for other in taken):
            taken.append(x)
    return sorted(taken)


def radiator(
    *,
    key: int,
    width_m: Annotated[float, Range(0.4, 2.0), Metres],
    height_m: Annotated[float, Range(0.3, 0.8), Metres],
    style: Literal["panel", "columns"],
) -> Mesh:
    """A radiator, its back brackets at the wall. Slot: body."""
    del key
    z = 0.13
    parts: list[Mesh] = []
    if style == "panel":
        parts.append(box((width_m, 0.05, height_m), "body", at_m=(0, 0.075, z), bevel_m=0.008))
        count = int(width_m / 0.055)
        for i in range(count):
            x = -width_m / 2 + width_m * (i + 0.5) / count
            parts.append(box((0.022, 0.008, height_m - 0.09), "body", at_m=(x, 0.102, z + 0.045), bevel_m=0.0035))
    else:
        count = int(width_m / 0.07)
        for i in range(count):
            x = -width_m / 2 + width_m * (i + 0.5) / count
            parts += [tube([(x, y, z), (x, y, z + height_m)], 0.016, "body", sides=6) for y in (0.055, 0.105)]
            parts += [
                soft_box((0.05, 0.09, 0.04), 0.018, "body", at_m=(x, 0.08, zz), cells=(1, 1, 1), rounding=1)
                for zz in (z - 0.01, z + height_m - 0.03)
            ]
    parts.append(
        tube(
            [(width_m / 2 + 0.03, 0.08, 0.0), (width_m / 2 + 0.03, 0.08, z + 0.05), (width_m / 2 - 0.01, 0.08, z + 0.06)],
            0.008,
            "body",
            sides=6,
        )
    )
    parts += [box((0.02, 0.08, 0.03), "body", at_m=(s * 0.35 * width_m, 0.04, z + 0.7 * height_m), bevel_m=0) for s in (-1, 1)]
    return shifted(join(parts), y=-0.06)


PICTURE = {
    "width_m": Uniform(0.3, 0.95),
    "height_m": Uniform(0.3, 0.75),
    "frame_m": Uniform(0.012, 0.045),
    "mount": Choice((0.0, 0.1, 0.16), (2, 2, 2)),
    "moulding": Choice(("flat", "round", "canvas"), (4, 2, 2)),
}
KINDS = [
    Kind(
        "picture",
        "a framed print or a canvas",
        picture,
        PICTURE,
        "",
        {"frame": "picture_frame", "mount": "mount", "print": "print"},
        {**HUNG, "footprint": lambda p: (p["width_m"], 0.04), "height": lambda p: p["height_m"]},
    ),
    Kind(
        "wall_clock",
        "a round wall clock",
        clock,
        {"radius_m": Uniform(0.12, 0.2), "rim_m": Uniform(0.008, 0.022), "minutes": Integer(0, 719)},
        "clock",
        {"rim": "picture_frame", "dial": "dial", "hands": "black_plastic"},
        {**HUNG, "footprint": lambda p: (2 * p["radius_m"], 0.045), "height": lambda p: 2 * p["radius_m"]},
    ),
    Kind(
        "coat_hooks",
        "a rail of hooks with coats",
        coat_hooks,
        {"width_m": Uniform(0.7, 1.2), "hooks": Integer(4, 6), "coats": Integer(1, 3), "height_m": Uniform(1.6, 1.75)},
        "",
        {"rail": "wood", "hooks": "metal", "coat_a": "coat", "coat_b": "coat", "coat_c": "coat", DARK: "garment_inside"},
        {**HUNG, "footprint": lambda p: (p["width_m"] + 0.34, 0.26), "height": lambda p: p["height_m"] + 0.06},
    ),
    Kind(
        "radiator",
        "a radiator under a window",
        radiator,
        {"width_m": Uniform(0.7, 1.4), "height_m": Uniform(0.45, 0.6), "style": Choice(("panel", "columns"), (3, 1))},
        "",
        {"body": "radiator"},
        {
            **HUNG,
            "footprint": lambda p: (p["width_m"] + 0.08, 0.13),
            "height": lambda p: p["height_m"] + 0.15,
            "wall_mounted": False,
        },
    ),
]
