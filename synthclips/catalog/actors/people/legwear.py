"""Trousers, shorts and skirts as volumes over the legs."""

from __future__ import annotations

from dataclasses import dataclass

from synthclips.catalog.actions.biped.channels import PELVIS, SHANK, SPINE, THIGH
from synthclips.catalog.actors.people.build import Build
from synthclips.catalog.actors.people.garments import BIG_M, as_point, height_m
from synthclips.catalog.actors.people.shell import Shell, shell
from synthclips.geometry.implicit import Blob, cone, ellipsoid


@dataclass(frozen=True)
class Legs:
    thick_m: float
    hem: float  # 0 ankle .. 1 knee .. : height of the lower edge, share of stature
    hem_m: float  # radius there


BOTTOMS = {
    "jeans": Legs(0.008, 0.026, 0.054), "trousers": Legs(0.012, 0.024, 0.062), "shorts": Legs(0.020, 0.300, 0.086),
    "skirt": Legs(0.012, 0.270, 0.0),
}  # fmt: skip


def bottom(of: Build, kind: str) -> Shell:
    legs, s = BOTTOMS[kind], of.stature
    g, t = of.girth, BOTTOMS[kind].thick_m
    blobs = [
        ellipsoid(
            (-0.004 * s, 0, height_m(of, 0.545)),
            (0.060 * s * g**0.7 + t, 0.086 * s * of.hips * g**0.7 + t, 0.070 * s),
            bone=PELVIS,
            part="bottom",
            blend_m=0.03,
        ),
        ellipsoid(
            (-0.002 * s, 0, height_m(of, 0.580)),
            (0.056 * s * g + t, 0.074 * s * g + t, 0.050 * s),
            bone=SPINE,
            part="bottom",
            blend_m=0.03,
        ),
    ]
    for side, sign in ((0, 1.0), (1, -1.0)):
        blobs.append(ellipsoid((-0.034 * s, sign * 0.044 * s * of.hips, height_m(of, 0.507)), (0.046 * s * g**0.7 + t, 0.047 * s + t, 0.050 * s), bone=PELVIS, part="bottom",
                               blend_m=0.03))  # fmt: skip
    blobs += _skirt(of, legs) if kind == "skirt" else [b for side in (0, 1) for b in _leg(of, legs, side)]
    return shell("bottom", "bottom", blobs, 0.030, cloth=0.9, slack=0.70)


def _skirt(of: Build, legs: Legs) -> list[Blob]:
    s = of.stature
    low = legs.hem * s
    blobs = []
    for side, sign in ((0, 1.0), (1, -1.0)):
        hip, knee = of.at("thigh", side), of.at("shank", side)
        end = hip + (knee - hip) * ((hip[2] - low) / (hip[2] - knee[2]))
        blobs.append(cone(as_point(hip * (1, 0.8, 1)), as_point(end * (1, 0.95, 1) + (0, sign * 0.02, -0.02)), 0.062 * s, 0.080 * s, bone=THIGH[side], part="bottom",
                          blend_m=0.10))  # fmt: skip
    blobs.append(ellipsoid((0, 0, low - BIG_M), (BIG_M,) * 3, bone=PELVIS, part="bottom", blend_m=0.006, carve=True))
    return blobs


def _leg(of: Build, legs: Legs, side: int) -> list[Blob]:
    s, g, t = of.stature, of.girth, legs.thick_m
    group = f"leg_{'lr'[side]}"
    hip, knee, ankle = (of.at(n, side) for n in ("thigh", "shank", "foot"))
    thigh, shank = THIGH[side], SHANK[side]
    start = hip + (-0.004, 0.004 * (1 if side == 0 else -1), 0.0)
    k = 0.0315 * s * (0.6 + 0.4 * g) + t
    blobs = [
        cone(
            as_point(start),
            as_point(knee),
            (0.0470 * g + 0.001 * of.hips) * s + t,
            k,
            bone=thigh,
            part="bottom",
            group=group,
            blend_m=0.035,
            soft=0.8,
        ),
    ]
    if legs.hem < 0.2:
        low = ankle * (1, 1, 0) + (0.0, 0, legs.hem * s - 0.02)
        calf = knee + (ankle - knee) * 0.32 + (-0.010, 0, 0)
        blobs += [
            cone(
                as_point(knee),
                as_point(low),
                k,
                legs.hem_m * (0.8 + 0.2 * g),
                bone=shank,
                part="bottom",
                group=group,
                blend_m=0.035,
                soft=0.8,
            ),
            ellipsoid(
                as_point(calf),
                (0.034 * s * g + 0.8 * t, 0.033 * s * g + 0.8 * t, 0.07 * s),
                bone=shank,
                part="bottom",
                group=group,
                blend_m=0.04,
            ),
        ]
    else:
        end = hip + (knee - hip) * ((hip[2] - legs.hem * s) / (hip[2] - knee[2]))
        blobs.append(cone(as_point(hip + (knee - hip) * 0.4), as_point(end + (0, 0, -0.02)), legs.hem_m, legs.hem_m, bone=thigh, part="bottom", group=group,
                          blend_m=0.05))  # fmt: skip
    blobs.append(ellipsoid(as_point(ankle * (1, 1, 0) + (0, 0, legs.hem * s - 1.0)), (1.0,) * 3, bone=shank if legs.hem < 0.2 else thigh, part="bottom",
                           group=group, blend_m=0.005, carve=True))  # fmt: skip
    return blobs
