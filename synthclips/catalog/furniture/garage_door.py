"""Garage doors seen from inside, and the rails they run up into."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HANGING, HUNG
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, grid, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
COIL_M, COILS = 0.026, 56  # radius of a door's springs, turns and gaps that are shown
SEAM_M, RIB_M = 0.012, 0.09  # of a door in sections: half the groove between two of them, and across each near its edges
FRONT_M, GROOVE_M, RIB_OUT_M, SLOPE_M = 0.035, 0.016, 0.012, 0.026  # its face, how deep grooves, how far ribs out, their sides
HANGS_M = 0.15  # how far the rails hang below the ceiling


def garage_door(
    *,
    key: int,
    width_m: Annotated[float, Range(1.8, 5.0), Metres],
    height_m: Annotated[float, Range(1.8, 2.4), Metres],
    style: Literal["sections", "planks", "ribs"],
) -> Mesh:
    """A shut garage door from inside, origin in the wall's plane under its middle. Slots: panel, frame, iron, spring."""
    del key
    w, h = width_m, height_m
    parts = [box((0.07, 0.06, h + 0.07), "frame", at_m=(s * (w / 2 + 0.035), 0.03, 0), bevel_m=0.004) for s in (-1, 1)]
    parts.append(box((w + 0.14, 0.06, 0.09), "frame", at_m=(0, 0.03, h), bevel_m=0.004))
    if style == "sections":
        parts.append(_sections(w, h))
        parts += [
            box((0.06, 0.02, 0.06), "iron", at_m=(x * w, 0.045, n * h / 4 - 0.03), bevel_m=0.004)
            for x in (-0.46, -0.15, 0.15, 0.46)
            for n in (1, 2, 3)
        ]
    else:
        count = round(w / (0.13 if style == "planks" else 0.09))
        pitch, deep = w / count, 0.024 if style == "planks" else 0.02
        parts.append(box((w - 0.01, 0.012, h - 0.02), "panel", at_m=(0, 0.01, 0.01), bevel_m=0))
        parts += [
            box(
                (pitch - (0.008 if style == "planks" else 0.045), deep, h - 0.02),
                "panel",
                at_m=(-w / 2 + pitch * (n + 0.5), 0.022, 0.01),
                bevel_m=0.004,
                piece=n,
            )
            for n in range(count)
        ]
        braces = [
            ((-0.46 * w, 0.04, 0.15 * h), (0.46 * w, 0.04, 0.15 * h)),
            ((-0.46 * w, 0.04, 0.85 * h), (0.46 * w, 0.04, 0.85 * h)),
        ]
        braces += [((s * 0.44 * w, 0.04, 0.05), (s * 0.44 * w, 0.04, h - 0.05)) for s in (-1, 1)]
        parts += [tube(list(ends), 0.018, "frame", sides=4) for ends in braces]
        parts += [
            tube([(s * (w / 2 - 0.03), 0.06, 0.4), (s * (w / 2 - 0.03), 0.06, h - 0.1)], 0.013, "iron", sides=6) for s in (-1, 1)
        ]
    parts += [
        box((0.14, 0.03, 0.03), "iron", at_m=(0, 0.06, 0.95), bevel_m=0.006),
        box((0.03, 0.03, 0.1), "iron", at_m=(0, 0.055, 0.92), bevel_m=0.004),
    ]
    for s in (-1, 1):
        rail = [(0.08, 0.3), (0.08, h - 0.12), (0.1, h + 0.02)]
        parts.append(tube([(s * (w / 2 - 0.01), y, z) for y, z in rail], 0.016, "iron", sides=5))
    return join([*parts, *_springs(w, h + 0.045)])


def _sections(wide: float, high: float) -> Mesh:
    """Four sections in one sheet between the posts: rolled ribs near their edges, round grooves where they meet. Slot: panel.

    Every step is a slope that some pixels see, or it would be drawn as a dashed line.
    """
    each, rolled = high / 4, 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, 6))
    steps = []  # (middle of a slope in z, how long it is, from which y to which)
    for n in range(4):
        for f in (0.09, 0.91 - RIB_M / each):
            low = (n + f) * each
            steps += [(low, SLOPE_M, FRONT_M, FRONT_M + RIB_OUT_M), (low + RIB_M, SLOPE_M, FRONT_M + RIB_OUT_M, FRONT_M)]
        if n:
            ground = FRONT_M - GROOVE_M
            steps += [(n * each - SEAM_M, SEAM_M, FRONT_M, ground), (n * each + SEAM_M, SEAM_M, ground, FRONT_M)]
    profile = [(0.003, FRONT_M)]
    for z, long, start, end in sorted(steps):
        profile += [(z + long * (t - 0.5), start + (end - start) * y) for t, y in zip(np.linspace(0, 1, 6), rolled, strict=True)]
    profile.append((high + 0.005, FRONT_M))
    x = wide / 2 + 0.005
    return grid(np.array([[(x, y, z), (-x, y, z)] for z, y in profile]), "panel")


def _springs(wide: float, z: float) -> list[Mesh]:
    """The shaft over the door in its three brackets, a coiled spring on either side of the middle, a drum at each end."""
    along, each = tube([(-0.49 * wide, 0.1, z), (0.49 * wide, 0.1, z)], 0.012, "iron", sides=6), 0.36 * wide
    coils = [(COIL_M * (0.96 if k % 2 else 1.0), each * k / COILS) for k in range(COILS + 1)]
    spring = turned(lathe([(0, 0), *coils, (0, each)], "spring", sides=8), "y", math.pi / 2)
    drum = turned(cylinder(0.045, 0.05, "iron", sides=14), "y", math.pi / 2)
    parts = [along, *(shifted(spring, x=x, y=0.1, z=z) for x in (-0.04 * wide - each, 0.04 * wide))]
    parts += [shifted(drum, x=s * 0.46 * wide - 0.025, y=0.1, z=z) for s in (-1, 1)]
    return parts + [box((0.012, 0.11, 0.09), "frame", at_m=(x * wide, 0.055, z - 0.045), bevel_m=0.002) for x in (-0.49, 0, 0.49)]


def door_rails(
    *,
    key: int,
    width_m: Annotated[float, Range(1.8, 5.0), Metres],
    length_m: Annotated[float, Range(1.0, 2.6), Metres],
    opener: bool,
) -> Mesh:
    """The rails a garage door runs up into, along y under the ceiling, perhaps with a motor between. Slots: iron, motor."""
    del key
    x, long = width_m / 2 - 0.01, length_m
    parts = [box((0.035, long, 0.03), "iron", at_m=(s * x, 0, 0), bevel_m=0.004) for s in (-1, 1)]
    hung = [(s * x, y) for s in (-1, 1) for y in (-0.3 * long, 0.1 * long, long / 2 - 0.04)]
    if opener:
        hung += [(0.0, -0.3 * long), (0.0, long / 2 - 0.2)]
        parts += [box((0.05, long - 0.2, 0.04), "iron", at_m=(0, 0, 0.02), bevel_m=0.004)]
        parts += [soft_box((0.24, 0.34, 0.13), 0.03, "motor", at_m=(0, long / 2 - 0.2, -0.04 + 0.04), cells=(1, 1, 1))]
    parts += [box((0.03, 0.03, HANGS_M), "iron", at_m=(x, y, 0.0), bevel_m=0.002) for x, y in hung]
    return join(parts)


KINDS = [
    Kind(
        "garage_door",
        "a shut garage door: in sections, of planks or ribbed steel",
        garage_door,
        {
            "width_m": Uniform(2.1, 2.45),
            "height_m": Uniform(1.95, 2.08),
            "style": Choice(("sections", "planks", "ribs"), (3, 1, 2)),
        },
        "",
        {"panel": "garage_door", "frame": "trim", "iron": "steel", "spring": "rubber"},
        {**HUNG, "footprint": lambda p: (p["width_m"] + 0.14, 0.15), "height": lambda p: p["height_m"] + 0.09},
    ),
    Kind(
        "door_rails",
        "the rails of a garage door under the ceiling",
        door_rails,
        {"width_m": Uniform(2.1, 2.45), "length_m": Uniform(1.5, 1.8), "opener": Choice((True, False))},
        "",
        {"iron": "steel", "motor": "castor"},
        {**HANGING, "footprint": lambda p: (p["width_m"] + 0.03, p["length_m"]), "height": lambda p: HANGS_M},
    ),
]
