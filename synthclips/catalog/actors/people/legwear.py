"""Trousers, shorts and skirts as volumes over the legs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from synthclips.catalog.actions.biped.channels import PELVIS, SHANK, SPINE, THIGH
from synthclips.catalog.actors.people.build import Build
from synthclips.catalog.actors.people.garments import BIG_M, buttock, height_m, thigh_at
from synthclips.catalog.actors.people.shell import Shell, shell
from synthclips.geometry.implicit import Blob, cone, ellipsoid


@dataclass(frozen=True)
class Legs:
    """How trousers, shorts or a skirt are cut."""

    thick_m: float  # cloth and air over the skin
    hem: float  # 0 ankle .. 1 knee .. : height of the lower edge, share of stature
    hem_m: float  # radius there


BOTTOMS = {
    "jeans": Legs(0.008, 0.026, 0.054),
    "trousers": Legs(0.012, 0.024, 0.062),
    "shorts": Legs(0.020, 0.300, 0.086),
    "skirt": Legs(0.012, 0.270, 0.0),
}


def bottom(of: Build, kind: str) -> Shell:
    """Trousers, shorts or a skirt of `BOTTOMS`, from the waist to their hem."""
    legs, s = BOTTOMS[kind], of.stature
    g, t = of.girth, BOTTOMS[kind].thick_m
    hips = (0.060 * s * g**0.7 + t, 0.086 * s * of.hips * g**0.7 + t, 0.070 * s)
    waist = (0.056 * s * g + t, 0.074 * s * g + t, 0.050 * s)
    blobs = [
        ellipsoid((-0.004 * s, 0, height_m(of, 0.545)), hips, bone=PELVIS, part="bottom", blend_m=0.03),
        ellipsoid((-0.002 * s, 0, height_m(of, 0.580)), waist, bone=SPINE, part="bottom", blend_m=0.03),
        *(buttock(of, t, "bottom", sign, 0.050) for sign in (1.0, -1.0)),
    ]
    blobs += _skirt(of, legs) if kind == "skirt" else [b for side in (0, 1) for b in _leg(of, legs, side)]
    return shell("bottom", "bottom", blobs, 0.0310 * of.fine, cloth=0.9, slack=0.75)


def _skirt(of: Build, legs: Legs) -> list[Blob]:
    s = of.stature
    low = of.level(legs.hem)
    blobs = []
    for side, sign in ((0, 1.0), (1, -1.0)):
        start, end = of.at("thigh", side) * (1, 0.8, 1), thigh_at(of, side, low) * (1, 0.95, 1) + (0, sign * 0.02, -0.02)
        blobs.append(cone(start, end, 0.062 * s, 0.080 * s, bone=THIGH[side], part="bottom", blend_m=0.10))
    blobs.append(ellipsoid((0, 0, low - BIG_M), (BIG_M,) * 3, bone=PELVIS, part="bottom", blend_m=0.006, carve=True))
    return blobs


def _leg(of: Build, legs: Legs, side: int) -> list[Blob]:
    s, g, t = of.stature, of.girth, legs.thick_m
    hip, knee, ankle = (of.at(n, side) for n in ("thigh", "shank", "foot"))
    thigh, shank = THIGH[side], SHANK[side]
    tube = partial(cone, part="bottom", group=f"leg_{'lr'[side]}")
    ball = partial(ellipsoid, part="bottom", group=f"leg_{'lr'[side]}")
    start = hip + (-0.004, 0.004 * (1 if side == 0 else -1), 0.0)
    k = 0.0315 * s * (0.6 + 0.4 * g) + t
    blobs = [tube(start, knee, (0.0470 * g + 0.001 * of.hips) * s + t, k, bone=thigh, blend_m=0.035, soft=0.8)]
    if legs.hem < 0.2:
        low = ankle * (1, 1, 0) + (0.0, 0, of.level(legs.hem) - 0.02)
        calf = knee + (ankle - knee) * 0.32 + (-0.010, 0, 0)
        radii = (0.034 * s * g + 0.8 * t, 0.033 * s * g + 0.8 * t, 0.07 * s)
        blobs += [
            tube(knee, low, k, legs.hem_m * (0.8 + 0.2 * g), bone=shank, blend_m=0.035, soft=0.8),
            ball(calf, radii, bone=shank, blend_m=0.04),
        ]
    else:
        end = thigh_at(of, side, of.level(legs.hem)) + (0, 0, -0.02)
        blobs.append(tube(hip + (knee - hip) * 0.4, end, legs.hem_m, legs.hem_m, bone=thigh, blend_m=0.05))
    below = ankle * (1, 1, 0) + (0, 0, of.level(legs.hem) - 1.0)
    blobs.append(ball(below, (1.0,) * 3, bone=shank if legs.hem < 0.2 else thigh, blend_m=0.005, carve=True))
    return blobs
