"""What stands and hangs before a front door: a letter box, the house's number, a bench, flowers, an umbrella."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HUNG, STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, circle, shifted, turned
from synthclips.geometry.soft import blade
from synthclips.geometry.sweeps import extrude, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
SEGMENTS = {  # of figures, as on a pocket calculator: x, z, is it upright
    "a": (0.0, 1.0, False), "b": (0.5, 0.75, True), "c": (0.5, 0.25, True), "d": (0.0, 0.0, False),
    "e": (-0.5, 0.25, True), "f": (-0.5, 0.75, True), "g": (0.0, 0.5, False),
}  # fmt: skip
FIGURES = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")


def letter_box(
    *,
    key: int,
    width_m: Annotated[float, Range(0.2, 0.5), Metres],
    height_m: Annotated[float, Range(0.2, 0.5), Metres],
    style: Literal["flat", "gabled"],
) -> Mesh:
    """A letter box on the wall: a lid with an envelope on it slopes over its front, with a flap over its slot, a name, a lock.

    A letter sticks out of the slot, or a newspaper lies rolled in hoops beneath. Slots: body, flap, dark, plate, paper.
    """
    rolled = key % 2 == 0
    low = 0.085 if rolled else 0.0
    w, d, h, y = width_m, 0.12, height_m - low, 0.012
    drop = 0.055 if style == "gabled" else 0.03  # of the lid from the wall to the front
    slope, long = math.atan2(drop, d), math.hypot(d, drop) + 0.025
    lid = [
        box((w + 0.022, long, 0.012), "flap", at_m=(0, 0.5 * long, 0.008), bevel_m=0.003),
        box((w - 0.006, d + 0.012, 0.008), "dark", at_m=(0, 0.5 * (d + 0.01), 0.0), bevel_m=0),
        tube([(-0.46 * w, 0.002, 0.016), (0.46 * w, 0.002, 0.016)], 0.007, "plate", sides=8),
        *_envelope(min(0.48 * w, 0.16), 0.55 * long, 0.02),
    ]
    front, slot = y + d, low + h - drop - 0.075
    side = [(y, low), (front, low), (front, low + h - drop), (y, low + h)]
    tilted = turned(box((0.74 * w, 0.005, 0.04), "flap", at_m=(0, 0, -0.04), bevel_m=0.002), "x", 0.3 if rolled else 0.9)
    parts = [
        extrude(side, w, "body"),
        *(shifted(turned(m, "x", -slope), y=y, z=low + h) for m in lid),
        box((0.78 * w, 0.004, 0.05), "dark", at_m=(0, front, slot - 0.012), bevel_m=0.001),
        shifted(tilted, y=front + 0.006, z=slot + 0.04),
        box((0.34 * w, 0.003, 0.035), "plate", at_m=(0, front, slot - 0.075), bevel_m=0.001),
        box((0.26 * w, 0.002, 0.006), "dark", at_m=(0, front + 0.002, slot - 0.06), bevel_m=0),
        _lock(front, low + 0.35 * (slot - low)),
    ]
    return join([*parts, *(_rolled_paper(w) if rolled else _letter(w, front, slot))])


def _envelope(wide: float, y_m: float, z_m: float) -> list[Mesh]:
    """The sign for letters in strokes on a lid, its flap towards the wall. Slot: dark."""
    x, deep, tip = wide / 2, 0.29 * wide, 0.07 * wide
    rim = [(-x, -deep), (x, -deep), (x, deep), (-x, deep), (-x, -deep)]
    folds = [((s * x, -deep), (0, tip)) for s in (-1, 1)] + [((s * x, deep), (s * 0.2 * x, 0.0)) for s in (-1, 1)]
    strokes = [*pairwise(rim), *folds]
    return [tube([(a[0], y_m + a[1], z_m), (b[0], y_m + b[1], z_m)], 0.003, "dark", sides=4) for a, b in strokes]


def _lock(front_m: float, z_m: float) -> Mesh:
    """The little door's lock on the front of a letter box. Slot: plate."""
    knob = lathe([(0, 0), (0.011, 0.0), (0.011, 0.005), (0, 0.006)], "plate", sides=12)
    return shifted(turned(knob, "x", -math.pi / 2), y=front_m, z=z_m)


def _letter(w: float, front: float, slot: float) -> list[Mesh]:
    """A letter half way through the slot, its flap resting on it. Slot: paper."""
    letter = turned(box((0.55 * w, 0.11, 0.005), "paper", at_m=(0, 0.015, 0), bevel_m=0.001), "x", -0.1)
    return [shifted(turned(letter, "z", 0.07), y=front, z=slot + 0.014)]


def _rolled_paper(w: float) -> list[Mesh]:
    """A newspaper rolled up in two hoops under the box, longer than the box is wide. Slots: paper, dark."""
    r, y, z, half = 0.034, 0.072, 0.042, 0.5 * w + 0.012
    roll = turned(lathe([(0, 0), (r, 0), (r, 2 * half), (0, 2 * half)], "paper", sides=18), "y", math.pi / 2)
    ring = circle(16)[:-1]
    hoops = [
        tube([(s * 0.3 * w, y + 0.038 * a, z + 0.038 * b) for a, b in ring], 0.004, "dark", sides=5, closed=True) for s in (-1, 1)
    ]
    ends = [
        tube([(s * half, y + q * r * a, z + q * r * b) for a, b in ring], 0.002, "dark", sides=4, closed=True)
        for s in (-1, 1)
        for q in (0.35, 0.7)
    ]
    return [shifted(roll, -half, y, z), *hoops, *ends]


def house_number(
    *, key: int, number: Annotated[int, Range(1, 199)], size_m: Annotated[float, Range(0.06, 0.2), Metres], plate: bool
) -> Mesh:
    """The house's number on the wall, origin under its middle. Slots: figure, plate."""
    del key
    figures, pitch, thick = str(number), 0.78 * size_m, 0.15 * size_m
    wide = pitch * len(figures)
    parts = [box((wide + 0.06, 0.006, size_m + 0.06), "plate", at_m=(0, 0.004, 0), bevel_m=0.001)] if plate else []
    for n, figure in enumerate(figures):
        x = wide / 2 - pitch * (n + 0.5)
        for name in FIGURES[int(figure)]:
            sx, sz, upright = SEGMENTS[name]
            size = (thick, 0.012, 0.5 * size_m) if upright else (0.5 * size_m, 0.012, thick)
            z = 0.03 + sz * (size_m - thick) - (0.25 * size_m - thick / 2 if upright else 0.0)
            parts.append(box(size, "figure", at_m=(x - sx * (0.5 * size_m - thick), 0.012, max(z, 0.03)), bevel_m=0.002))
    return join(parts)


def garden_bench(
    *, key: int, width_m: Annotated[float, Range(0.8, 2.0), Metres], style: Literal["slats", "iron", "plain"]
) -> Mesh:
    """A bench for two or three, facing +y. Slots: wood, frame."""
    del key
    w, seat, deep = width_m, 0.43, 0.46
    slats = [
        box((w, 0.07, 0.024), "wood", at_m=(0, y, seat - 0.024), bevel_m=0.005, piece=k)
        for k, y in enumerate(np.linspace(-0.16, 0.19, 5))
    ]
    if style == "plain":
        ends = [
            box((0.06, deep - 0.06, seat - 0.024), "frame", at_m=(s * (w / 2 - 0.14), 0.0, 0), bevel_m=0.006) for s in (-1, 1)
        ]
        return join([*slats, *ends, box((w - 0.3, 0.05, 0.08), "frame", at_m=(0, 0, 0.16), bevel_m=0.004)])
    back = [
        turned(
            box((w - 0.06, 0.022, 0.07), "wood", at_m=(0, -0.2, seat + z), bevel_m=0.005, piece=9 + k), "x", 0.14, (0, -0.2, seat)
        )
        for k, z in enumerate((0.1, 0.22, 0.34))
    ]
    parts = [*slats, *back]
    for s in (-1, 1):
        x = s * (w / 2 - 0.03)
        if style == "slats":
            parts += [box((0.055, 0.055, h), "wood", at_m=(x, y, 0), bevel_m=0.005) for y, h in ((0.19, 0.62), (-0.2, seat))]
            parts += [
                tube([(x, -0.2, seat - 0.05), (x, -0.265, seat + 0.43)], 0.028, "wood", sides=6),
                box((0.06, 0.46, 0.03), "wood", at_m=(x, -0.01, 0.62), bevel_m=0.008),
            ]
        else:
            curl = [
                (x, 0.22, 0.012),
                (x, 0.17, 0.2),
                (x, 0.2, seat - 0.03),
                (x, 0.22, 0.58),
                (x, 0.1, 0.65),
                (x, -0.15, 0.62),
                (x, -0.23, 0.62),
            ]
            parts += [
                tube(curl, 0.016, "frame", sides=6),
                tube([(x, -0.22, 0.012), (x, -0.19, seat - 0.03), (x, -0.265, seat + 0.43)], 0.016, "frame", sides=6),
            ]
        parts.append(
            box((0.035, 0.42, 0.04), "wood" if style == "slats" else "frame", at_m=(x, 0.0, seat - 0.066), bevel_m=0.004)
        )
    return join(parts)


def trough(
    *,
    key: int,
    width_m: Annotated[float, Range(0.3, 1.2), Metres],
    height_m: Annotated[float, Range(0.15, 0.5), Metres],
    plants: Annotated[int, Range(2, 12)],
) -> Mesh:
    """A trough of leaves and flowers. Slots: pot, soil, leaf, bloom."""
    stream = Stream(key)
    w, d, h = width_m, 0.24, height_m
    parts = [
        box((w, d, h), "pot", bevel_m=0.012),
        box((w + 0.03, d + 0.03, 0.04), "pot", at_m=(0, 0, h - 0.04), bevel_m=0.008),
        box((w - 0.04, d - 0.04, 0.01), "soil", at_m=(0, 0, h - 0.005), bevel_m=0),
    ]
    for n in range(plants):
        x, y = (n + 0.5 - plants / 2) * (w - 0.1) / plants, stream.uniform(-0.05, 0.05)
        tall = stream.uniform(0.14, 0.26)
        for k in range(7):
            leaf = blade(
                tall * stream.uniform(0.7, 1.1),
                0.035,
                "leaf",
                rise=stream.uniform(0.6, 1.5),
                droop=stream.uniform(0.4, 1.0),
                rows=5,
                piece=10 * n + k,
            )
            parts.append(shifted(turned(leaf, "z", k * 0.9 + stream.uniform(-0.3, 0.3)), x, y, h))
        for _ in range(stream.integer(1, 3)):
            bx, by, z = x + stream.uniform(-0.06, 0.06), y + stream.uniform(-0.06, 0.06), h + tall * stream.uniform(0.7, 1.1)
            parts += [
                tube([(x, y, h), (bx, by, z)], 0.003, "leaf", sides=3),
                lathe([(0, 0), (0.018, 0.004), (0.026, 0.016), (0.012, 0.02), (0, 0.014)], "bloom", at_m=(bx, by, z), sides=7),
            ]
    return join(parts)


def umbrella(*, key: int, length_m: Annotated[float, Range(0.6, 1.0), Metres], style: Literal["shut", "open"]) -> Mesh:
    """An umbrella: shut and leaning back at the wall (-y), or open on the floor to dry. Slots: cloth, stick."""
    del key
    long = length_m
    if style == "shut":
        roll = lathe(
            [(0, 0.06), (0.012, 0.08), (0.035, 0.3), (0.045, 0.62 * long), (0.03, 0.72 * long), (0, 0.72 * long)],
            "cloth",
            sides=10,
        )
        hook = [
            (0, 0, 0.0),
            (0, 0, 0.92 * long),
            (0.02, 0, 0.99 * long),
            (0.055, 0, long),
            (0.085, 0, 0.97 * long),
            (0.085, 0, 0.92 * long),
        ]
        made = turned(join([roll, tube(hook, 0.009, "stick", sides=6)]), "x", 0.2)
        return shifted(made, y=0.09, z=-float(made.vertices_m[:, 2].min()))
    r = 0.62 * long
    ring = circle(8)
    dome = lathe([(r * math.sin(a), r * 0.85 * (math.cos(a) - 1) + 0.36 * r) for a in np.linspace(1.2, 0.0, 6)], "cloth", sides=8)
    under = lathe(
        [(0.99 * r * math.sin(a), 0.99 * (r * 0.85 * (math.cos(a) - 1) + 0.36 * r) - 0.004) for a in np.linspace(0.0, 1.2, 6)],
        "cloth",
        sides=8,
    )
    stick = [(0, 0, 0.4 * r), (0, 0, 0.36 * r - 0.85 * long), (0.05, 0, 0.33 * r - 0.88 * long)]
    ribs = [tube([(0, 0, 0.1 * r), (0.6 * r * a, 0.6 * r * b, 0.16 * r)], 0.004, "stick", sides=3) for a, b in ring[:-1]]
    made = turned(join([dome, under, tube(stick, 0.008, "stick", sides=6), *ribs]), "x", 1.15)
    made = shifted(made, z=-float(made.vertices_m[:, 2].min()))
    middle = (made.vertices_m.min(0) + made.vertices_m.max(0)) / 2
    return shifted(made, x=-float(middle[0]), y=-float(middle[1]))


def _seat(p: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"seat": {"position_m": (0.0, 0.02, 0.43), "size_m": (round(p["width_m"] - 0.16, 4), 0.4), "facing": (0.0, 1.0)}}


KINDS = [
    Kind(
        "letter_box", "a letter box on the wall", letter_box,
        {"width_m": Uniform(0.28, 0.4), "height_m": Uniform(0.26, 0.4), "style": Choice(("flat", "gabled"))}, "",
        {"body": "enamel", "flap": "enamel", "dark": "black_plastic", "plate": "steel", "paper": "mount"},
        {**HUNG, "footprint": lambda p: (p["width_m"] + 0.03, 0.22), "height": lambda p: p["height_m"] + 0.06},
    ),
    Kind(
        "house_number", "the house's number", house_number,
        {"number": Integer(1, 99), "size_m": Uniform(0.09, 0.15), "plate": Choice((True, False))}, "",
        {"figure": "ironwork", "plate": "mount"},
        {
            **HUNG,
            "footprint": lambda p: (round(0.78 * p["size_m"] * len(str(p["number"])) + 0.08, 4), 0.03),
            "height": lambda p: p["size_m"] + 0.07,
        },
    ),
    Kind(
        "garden_bench", "a garden bench: slatted, on iron, or without a back", garden_bench,
        {"width_m": Uniform(1.05, 1.45), "style": Choice(("slats", "iron", "plain"), (3, 2, 1))}, "bench",
        {"wood": "bench_wood", "frame": "ironwork"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"] + 0.02, 0.64),
            "height": lambda p: 0.46 if p["style"] == "plain" else 0.9,
            "anchors": _seat,
        },
    ),
    Kind(
        "trough", "a trough of flowers", trough,
        {"width_m": Uniform(0.45, 0.8), "height_m": Uniform(0.2, 0.34), "plants": Integer(4, 8)}, "potted plant",
        {"pot": "trough", "soil": "soil", "leaf": "leaf", "bloom": "blossom"},
        {**STANDING, "footprint": lambda p: (p["width_m"] + 0.42, 0.62), "height": lambda p: p["height_m"] + 0.36},
    ),
    Kind(
        "umbrella", "an umbrella, shut or open to dry", umbrella,
        {"length_m": Uniform(0.8, 0.95), "style": Choice(("shut", "open"), (3, 2))}, "umbrella",
        {"cloth": "canopy", "stick": "black_plastic"},
        {
            **STANDING,
            "footprint": lambda p: (0.24, 0.3) if p["style"] == "shut" else (round(1.3 * p["length_m"], 4),) * 2,
            "height": lambda p: p["length_m"] if p["style"] == "shut" else 1.2 * p["length_m"],
        },
    ),
]  # fmt: skip
