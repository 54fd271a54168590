"""Things turned on a wheel or blown: vases, bowls, bottles, mugs, and the pots plants stand in."""

from __future__ import annotations

import itertools
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.sweeps import lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")

# Outlines as (radius, height), both as shares of the greatest radius and the height.
OUTLINES: dict[str, tuple[tuple[float, float], ...]] = {
    "urn": ((0.5, 0), (0.55, 0.03), (0.8, 0.25), (1.0, 0.55), (0.95, 0.7), (0.62, 0.86), (0.5, 0.92), (0.6, 1.0)),
    "bottle": ((0.8, 0), (0.95, 0.05), (1.0, 0.25), (0.92, 0.42), (0.55, 0.6), (0.34, 0.74), (0.3, 0.94), (0.38, 1.0)),
    "cylinder": ((0.95, 0), (1.0, 0.03), (1.0, 0.5), (1.0, 1.0)),
    "gourd": ((0.6, 0), (0.9, 0.12), (1.0, 0.28), (0.8, 0.46), (0.56, 0.56), (0.62, 0.68), (0.66, 0.8), (0.5, 0.93), (0.4, 1.0)),
    "bowl": ((0.4, 0), (0.45, 0.06), (0.75, 0.35), (0.94, 0.75), (1.0, 1.0)),
    "pot": ((0.72, 0), (0.74, 0.02), (0.92, 0.84), (1.0, 0.86), (1.0, 1.0)),
    "planter": ((0.62, 0), (0.78, 0.08), (0.98, 0.45), (1.0, 0.7), (0.9, 1.0)),
    "drum": ((0.94, 0), (1.0, 0.04), (1.0, 0.96), (0.97, 1.0)),
    "wine": (
        (0.92, 0),
        (1.0, 0.03),
        (1.0, 0.58),
        (0.9, 0.66),
        (0.45, 0.76),
        (0.36, 0.82),
        (0.36, 0.97),
        (0.42, 0.98),
        (0.4, 1.0),
    ),
    "jar": ((0.9, 0), (1.0, 0.04), (1.0, 0.72), (0.85, 0.82), (0.8, 0.86), (0.8, 1.0)),
}


def vessel(
    shape: str, radius_m: float, height_m: float, slot: str, *, sides: int = 24, wall_m: float = 0.005, filled: float = 0.0
) -> Mesh:
    """A hollow vessel standing on the origin; `filled` (share of the height) raises its inner floor."""
    outside = [(r * radius_m, z * height_m) for r, z in OUTLINES[shape]]
    rim = outside[-1]
    wall = min(wall_m, 0.3 * rim[0])
    floor = max(filled * height_m, min(0.012, 0.2 * height_m))
    inside = [(max(r - wall, 0.002), z) for r, z in reversed(outside) if z > floor]
    end = _radius_at(outside, floor) - wall
    profile = [(0.0, 0.0), *outside, (rim[0] - 0.5 * wall, rim[1] + 0.3 * wall), *inside, (max(end, 0.002), floor), (0.0, floor)]
    return lathe(profile, slot, sides=sides)


def _radius_at(outline: list[tuple[float, float]], z: float) -> float:
    for (r0, z0), (r1, z1) in itertools.pairwise(outline):
        if z0 <= z <= z1:
            return r0 + (r1 - r0) * (z - z0) / max(z1 - z0, 1e-9)
    return outline[-1][0]


def vase(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.02, 0.25), Metres],
    height_m: Annotated[float, Range(0.05, 0.7), Metres],
    shape: Literal["urn", "bottle", "cylinder", "gourd", "jar", "bowl", "wine"],
) -> Mesh:
    """Anything hollow and round. Slot: ceramic."""
    del key
    return vessel(shape, radius_m, height_m, "ceramic")


def mug(
    *, key: int, radius_m: Annotated[float, Range(0.03, 0.06), Metres], height_m: Annotated[float, Range(0.07, 0.13), Metres]
) -> Mesh:
    """A mug with its handle towards +x. Slot: ceramic."""
    del key
    h, r = height_m, radius_m
    ear = [
        (0.9 * r, 0, 0.82 * h),
        (1.35 * r, 0, 0.84 * h),
        (1.68 * r, 0, 0.62 * h),
        (1.6 * r, 0, 0.36 * h),
        (1.2 * r, 0, 0.2 * h),
        (0.9 * r, 0, 0.2 * h),
    ]
    return join([vessel("cylinder", r, h, "ceramic", sides=20, wall_m=0.004), tube(ear, 0.0055, "ceramic", sides=6)])


TRAITS: dict[str, Any] = {
    **STANDING,
    "footprint": lambda p: (2.0 * p["radius_m"] + 0.002, 2.0 * p["radius_m"] + 0.002),
    "height": lambda p: p["height_m"] + 0.002,
}
VASE = {
    "radius_m": Uniform(0.05, 0.11),
    "height_m": Uniform(0.16, 0.38),
    "shape": Choice(("urn", "bottle", "cylinder", "gourd", "jar")),
}

KINDS = [
    Kind("vase", "a vase of one of five outlines", vase, VASE, "vase", {"ceramic": "ceramic"}, TRAITS),
    Kind(
        "bowl",
        "a bowl",
        vase,
        {"radius_m": Uniform(0.08, 0.17), "height_m": Uniform(0.05, 0.11), "shape": "bowl"},
        "bowl",
        {"ceramic": "ceramic"},
        TRAITS,
    ),
    Kind(
        "bottle",
        "a wine bottle",
        vase,
        {"radius_m": Uniform(0.035, 0.042), "height_m": Uniform(0.28, 0.33), "shape": "wine"},
        "bottle",
        {"ceramic": "bottle"},
        TRAITS,
    ),
    Kind(
        "mug",
        "a mug",
        mug,
        {"radius_m": Uniform(0.037, 0.046), "height_m": Uniform(0.085, 0.11)},
        "cup",
        {"ceramic": "ceramic"},
        {**TRAITS, "footprint": lambda p: (3.6 * p["radius_m"], 2.1 * p["radius_m"])},
    ),
]
