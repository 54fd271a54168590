"""Clothes as volumes over the body: tops with sleeves and hems, trousers, shorts, skirts, backpacks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.biped.channels import CHEST, CLAVICLE, FOREARM, PELVIS, SPINE, THIGH, UPPER_ARM, WAIST
from synthclips.catalog.actors.people.build import SHOE_M, Build
from synthclips.catalog.actors.people.shell import Shell, shell
from synthclips.geometry.implicit import Blob, cone, ellipsoid
from synthclips.geometry.skeleton import F64

BIG_M = 3.0  # radius of the balls that cut hems: nearly flat


@dataclass(frozen=True)
class Cut:
    """How a top is cut."""

    thick_m: float  # cloth and air over the skin at the chest
    loose_m: float  # more of it at waist and hem
    hem: float  # height of the lower edge, share of stature
    sleeve: float  # where sleeves end: 0.5 mid upper arm, 1 elbow, 2 wrist
    sleeve_m: float  # thickness over the arm
    collar: float  # 0 none .. 1 standing


TOPS = {
    "tshirt": Cut(0.008, 0.007, 0.485, 0.62, 0.014, 0.0),
    "shirt": Cut(0.009, 0.008, 0.465, 1.93, 0.010, 0.75),
    "hoodie": Cut(0.016, 0.012, 0.478, 1.96, 0.017, 0.0),
    "hood_up": Cut(0.016, 0.012, 0.478, 1.96, 0.017, 0.0),
    "jacket": Cut(0.022, 0.013, 0.472, 1.98, 0.022, 1.0),
    "coat": Cut(0.023, 0.018, 0.355, 1.98, 0.023, 1.0),
}


def as_point(v: F64) -> tuple[float, float, float]:
    return (float(v[0]), float(v[1]), float(v[2]))


def height_m(of: Build, share: float) -> float:
    """Metres over the floor of a bare body's height, shoes added."""
    return share * of.stature + SHOE_M


def top(of: Build, kind: str) -> Shell:
    cut, s = TOPS[kind], of.stature
    blobs = [*trunk(of, cut.thick_m, cut.loose_m, "top"), *_skirts(of, cut)]
    blobs.append(ellipsoid((0.0, 0.0, cut.hem * s - BIG_M), (BIG_M,) * 3, bone=PELVIS, part="top", blend_m=0.008, carve=True))
    if cut.collar > 0:
        base, r = of.at("neck"), 0.040 * s * (0.7 + 0.3 * of.girth)
        tall = 0.022 + 0.02 * cut.collar
        blobs.append(
            cone(
                as_point(base + (-0.006, 0, -0.03)),
                as_point(base + (0.004, 0, tall)),
                r * 1.15,
                r,
                bone=CHEST,
                part="top",
                blend_m=0.02,
            )
        )
        blobs.append(
            ellipsoid(
                as_point(base + (0.015, 0, tall + 0.035)),
                (0.075, 0.055, 0.045),
                bone=CHEST,
                part="top",
                blend_m=0.008,
                carve=True,
            )
        )
    else:
        base = of.at("neck")
        blobs.append(
            ellipsoid(
                as_point(base + (0.035, 0, 0.035)), (0.070, 0.062, 0.050), bone=CHEST, part="top", blend_m=0.010, carve=True
            )
        )
    for side in (0, 1):
        blobs += _sleeve(of, cut, side)
    return shell("top", "top", blobs, 0.0285, cloth=1.0, slack=0.70)


def trunk(of: Build, thick: float, loose: float, part: str) -> list[Blob]:
    """Chest, shoulders, waist and hips, `thick` over the skin."""
    s, g, f = of.stature, of.girth, of.figure
    deep, belly = (0.72 + 0.28 * g), of.belly
    t, w = thick, thick + loose
    shoulder = of.at("upper_arm")
    blobs = [
        ellipsoid((-0.004 * s, 0, height_m(of, 0.735)), (0.064 * s * deep + t, 0.083 * s * g * of.shoulders**0.5 + t, 0.090 * s), bone=CHEST, part=part, blend_m=0.03),
        ellipsoid((-0.004 * s, 0, height_m(of, 0.675)), (0.059 * s * deep + t, 0.077 * s * g + t, 0.080 * s), bone=WAIST, part=part, blend_m=0.04),
        ellipsoid((0.001 * s, 0, height_m(of, 0.610)), (0.053 * s * g * (1 + 0.25 * belly) + w, (0.073 - 0.007 * f) * s * g + w, 0.085 * s), bone=SPINE, part=part,
                  blend_m=0.05),
        ellipsoid((-0.006 * s, 0, height_m(of, 0.535)), (0.062 * s * g**0.7 + w, 0.088 * s * of.hips * g**0.7 + w, 0.075 * s), bone=PELVIS, part=part, blend_m=0.05),
    ]  # fmt: skip
    if belly > 0.1:
        blobs.append(ellipsoid((0.030 * s * (0.6 + belly), 0, height_m(of, 0.605)), (0.040 * s * (1 + belly), 0.066 * s * (1 + 0.4 * belly), 0.062 * s), bone=SPINE,
                               part=part, blend_m=0.06))  # fmt: skip
    for side, sign in ((0, 1.0), (1, -1.0)):
        at = shoulder * (1, sign, 1)
        neck = of.at("neck")
        blobs += [
            cone(as_point(neck + (-0.010, sign * 0.020 * s, -0.010)), as_point(at + (-0.002, 0, 0.004)), 0.019 * s + 0.5 * t, 0.024 * s + 0.5 * t,
                 bone=CLAVICLE[side], part=part, blend_m=0.05),
            ellipsoid((0.028 * s, sign * 0.052 * s, height_m(of, 0.765)), (0.034 * s + t, 0.052 * s, 0.045 * s), bone=CHEST, part=part, blend_m=0.04),
            ellipsoid((-0.042 * s, sign * 0.052 * s, height_m(of, 0.765)), (0.030 * s + t, 0.050 * s, 0.062 * s), bone=CHEST, part=part, blend_m=0.04),
            ellipsoid((-0.034 * s, sign * 0.044 * s * of.hips, height_m(of, 0.507)), (0.046 * s * g**0.7 + t, 0.047 * s + t, 0.048 * s), bone=PELVIS, part=part,
                      blend_m=0.03),
        ]  # fmt: skip
        if f > 0.35:
            bust = (f - 0.2) * 0.040 * s * g
            blobs.append(
                ellipsoid(
                    (0.052 * s, sign * 0.044 * s, height_m(of, 0.732)),
                    (bust + t, bust * 1.15 + t, bust * 1.1 + t),
                    bone=CHEST,
                    part=part,
                    blend_m=0.03,
                )
            )
    return blobs


def _skirts(of: Build, cut: Cut) -> list[Blob]:
    """What hangs below the waist: a straight tube to the hem; of a coat, its tails, which go with the thighs."""
    s, w = of.stature, cut.thick_m + cut.loose_m
    low = cut.hem * s - 0.03
    depth, width = 0.062 * of.girth**0.7 * s + w, 0.089 * s * of.hips * of.girth**0.7 + w
    flat = (depth / width, 1.0, 1.0)
    blobs = [
        cone(
            (-0.004, 0, 0.60 * s),
            (-0.006, 0, max(low, 0.47 * s)),
            width * 0.93,
            width * 1.0,
            bone=PELVIS,
            part="top",
            blend_m=0.03,
            squash=flat,
        )
    ]
    if cut.hem < 0.42:
        for side, sign in ((0, 1.0), (1, -1.0)):
            hip, knee = of.at("thigh", side), of.at("shank", side)
            end = hip + (knee - hip) * ((hip[2] - low) / (hip[2] - knee[2]))
            blobs.append(cone(as_point(hip * (1, 0.8, 1)), as_point(end * (1, 0.9, 1) + (0, sign * 0.012, 0)), 0.080 * s, 0.078 * s, bone=THIGH[side], part="top",
                              blend_m=0.06))  # fmt: skip
    return blobs


def _sleeve(of: Build, cut: Cut, side: int) -> list[Blob]:
    s, g = of.stature / 1.75, of.girth * (1.0 - 0.10 * of.figure)
    t, group = cut.sleeve_m, f"arm_{'lr'[side]}"
    shoulder, elbow, wrist = (of.at(n, side) for n in ("upper_arm", "forearm", "hand"))
    upper, fore = UPPER_ARM[side], FOREARM[side]
    blobs = [
        ellipsoid(as_point(shoulder + (0, 0, -0.012)), tuple(0.043 * s * g + 0.6 * t + d for d in (0.004, 0.0, 0.008)), bone=upper, part="top", group=group,
                  blend_m=0.035),
    ]  # fmt: skip
    if cut.sleeve < 1.0:
        end = shoulder + (elbow - shoulder) * (cut.sleeve + 0.1)
        blobs.append(
            cone(
                as_point(shoulder),
                as_point(end),
                0.046 * s * g + t,
                0.049 * s * g + t,
                bone=upper,
                part="top",
                group=group,
                blend_m=0.03,
            )
        )
        cut_at, axis = shoulder + (elbow - shoulder) * cut.sleeve, elbow - shoulder
    else:
        mid = elbow + (wrist - elbow) * 0.3
        end = elbow + (wrist - elbow) * 1.02
        blobs += [
            cone(
                as_point(shoulder),
                as_point(elbow),
                0.043 * s * g + t,
                0.037 * s * g + t,
                bone=upper,
                part="top",
                group=group,
                blend_m=0.03,
                soft=0.8,
            ),
            cone(
                as_point(elbow),
                as_point(mid),
                0.037 * s * g + t,
                0.038 * s * g + t,
                bone=fore,
                part="top",
                group=group,
                blend_m=0.03,
                soft=0.8,
            ),
            cone(
                as_point(mid),
                as_point(end),
                0.039 * s * g + t,
                0.028 * s + t * 0.75,
                bone=fore,
                part="top",
                group=group,
                blend_m=0.03,
                soft=0.8,
            ),
        ]
        cut_at, axis = elbow + (wrist - elbow) * (cut.sleeve - 1.0), wrist - elbow
    axis = axis / np.sqrt((axis * axis).sum())
    blobs.append(
        ellipsoid(
            as_point(cut_at + axis * 0.40),
            (0.40,) * 3,
            bone=fore if cut.sleeve >= 1 else upper,
            part="top",
            group=group,
            blend_m=0.006,
            carve=True,
        )
    )
    return blobs
