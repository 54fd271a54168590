"""Clothes as volumes over the body: tops with sleeves and hems, trousers, shorts, skirts, backpacks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.biped.channels import CHEST, CLAVICLE, FOREARM, PELVIS, SHANK, SPINE, THIGH, UPPER_ARM, WAIST
from synthclips.catalog.actors.people.build import Build
from synthclips.catalog.actors.people.shell import Shell, shell
from synthclips.geometry.implicit import Blob, cone, distance, ellipsoid
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


def _tuple(v: F64) -> tuple[float, float, float]:
    return (float(v[0]), float(v[1]), float(v[2]))


def top(of: Build, kind: str) -> Shell:
    cut, s = TOPS[kind], of.stature
    blobs = [*_trunk(of, cut.thick_m, cut.loose_m, "top"), *_skirts(of, cut)]
    blobs.append(ellipsoid((0.0, 0.0, cut.hem * s - BIG_M), (BIG_M,) * 3, bone=PELVIS, part="top", blend_m=0.008, carve=True))
    if cut.collar > 0:
        base, r = of.at("neck"), 0.040 * s * (0.7 + 0.3 * of.girth)
        tall = 0.022 + 0.02 * cut.collar
        blobs.append(
            cone(
                _tuple(base + (-0.006, 0, -0.03)),
                _tuple(base + (0.004, 0, tall)),
                r * 1.15,
                r,
                bone=CHEST,
                part="top",
                blend_m=0.02,
            )
        )
        blobs.append(
            ellipsoid(
                _tuple(base + (0.015, 0, tall + 0.035)), (0.075, 0.055, 0.045), bone=CHEST, part="top", blend_m=0.008, carve=True
            )
        )
    else:
        base = of.at("neck")
        blobs.append(
            ellipsoid(_tuple(base + (0.035, 0, 0.035)), (0.070, 0.062, 0.050), bone=CHEST, part="top", blend_m=0.010, carve=True)
        )
    for side in (0, 1):
        blobs += _sleeve(of, cut, side)
    return shell("top", "top", blobs, 0.0285, cloth=1.0, slack=0.70)


def _trunk(of: Build, thick: float, loose: float, part: str) -> list[Blob]:
    """Chest, shoulders, waist and hips, `thick` over the skin."""
    s, g, f = of.stature, of.girth, of.figure
    deep, belly = (0.72 + 0.28 * g), of.belly
    t, w = thick, thick + loose
    up = lambda z: float(z * s + 0.024)  # noqa: E731
    shoulder = of.at("upper_arm")
    blobs = [
        ellipsoid((-0.004 * s, 0, up(0.735)), (0.064 * s * deep + t, 0.083 * s * g * of.shoulders**0.5 + t, 0.090 * s), bone=CHEST, part=part, blend_m=0.03),
        ellipsoid((-0.004 * s, 0, up(0.675)), (0.059 * s * deep + t, 0.077 * s * g + t, 0.080 * s), bone=WAIST, part=part, blend_m=0.04),
        ellipsoid((0.001 * s, 0, up(0.610)), (0.053 * s * g * (1 + 0.25 * belly) + w, (0.073 - 0.007 * f) * s * g + w, 0.085 * s), bone=SPINE, part=part,
                  blend_m=0.05),
        ellipsoid((-0.006 * s, 0, up(0.535)), (0.062 * s * g**0.7 + w, 0.088 * s * of.hips * g**0.7 + w, 0.075 * s), bone=PELVIS, part=part, blend_m=0.05),
    ]  # fmt: skip
    if belly > 0.1:
        blobs.append(ellipsoid((0.030 * s * (0.6 + belly), 0, up(0.605)), (0.040 * s * (1 + belly), 0.066 * s * (1 + 0.4 * belly), 0.062 * s), bone=SPINE,
                               part=part, blend_m=0.06))  # fmt: skip
    for side, sign in ((0, 1.0), (1, -1.0)):
        at = shoulder * (1, sign, 1)
        neck = of.at("neck")
        blobs += [
            cone(_tuple(neck + (-0.010, sign * 0.020 * s, -0.010)), _tuple(at + (-0.002, 0, 0.004)), 0.019 * s + 0.5 * t, 0.024 * s + 0.5 * t,
                 bone=CLAVICLE[side], part=part, blend_m=0.05),
            ellipsoid((0.028 * s, sign * 0.052 * s, up(0.765)), (0.034 * s + t, 0.052 * s, 0.045 * s), bone=CHEST, part=part, blend_m=0.04),
            ellipsoid((-0.042 * s, sign * 0.052 * s, up(0.765)), (0.030 * s + t, 0.050 * s, 0.062 * s), bone=CHEST, part=part, blend_m=0.04),
            ellipsoid((-0.034 * s, sign * 0.044 * s * of.hips, up(0.507)), (0.046 * s * g**0.7 + t, 0.047 * s + t, 0.048 * s), bone=PELVIS, part=part,
                      blend_m=0.03),
        ]  # fmt: skip
        if f > 0.35:
            bust = (f - 0.2) * 0.040 * s * g
            blobs.append(
                ellipsoid(
                    (0.052 * s, sign * 0.044 * s, up(0.732)),
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
            blobs.append(cone(_tuple(hip * (1, 0.8, 1)), _tuple(end * (1, 0.9, 1) + (0, sign * 0.012, 0)), 0.080 * s, 0.078 * s, bone=THIGH[side], part="top",
                              blend_m=0.06))  # fmt: skip
    return blobs


def _sleeve(of: Build, cut: Cut, side: int) -> list[Blob]:
    s, g = of.stature / 1.75, of.girth * (1.0 - 0.10 * of.figure)
    t, group = cut.sleeve_m, f"arm_{'lr'[side]}"
    shoulder, elbow, wrist = (of.at(n, side) for n in ("upper_arm", "forearm", "hand"))
    upper, fore = UPPER_ARM[side], FOREARM[side]
    blobs = [
        ellipsoid(_tuple(shoulder + (0, 0, -0.012)), tuple(0.043 * s * g + 0.6 * t + d for d in (0.004, 0.0, 0.008)), bone=upper, part="top", group=group,
                  blend_m=0.035),
    ]  # fmt: skip
    if cut.sleeve < 1.0:
        end = shoulder + (elbow - shoulder) * (cut.sleeve + 0.1)
        blobs.append(
            cone(
                _tuple(shoulder),
                _tuple(end),
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
                _tuple(shoulder),
                _tuple(elbow),
                0.043 * s * g + t,
                0.037 * s * g + t,
                bone=upper,
                part="top",
                group=group,
                blend_m=0.03,
                soft=0.8,
            ),
            cone(
                _tuple(elbow),
                _tuple(mid),
                0.037 * s * g + t,
                0.038 * s * g + t,
                bone=fore,
                part="top",
                group=group,
                blend_m=0.03,
                soft=0.8,
            ),
            cone(
                _tuple(mid),
                _tuple(end),
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
            _tuple(cut_at + axis * 0.40),
            (0.40,) * 3,
            bone=fore if cut.sleeve >= 1 else upper,
            part="top",
            group=group,
            blend_m=0.006,
            carve=True,
        )
    )
    return blobs


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
    up = lambda z: float(z * s + 0.024)  # noqa: E731
    blobs = [
        ellipsoid(
            (-0.004 * s, 0, up(0.545)),
            (0.060 * s * g**0.7 + t, 0.086 * s * of.hips * g**0.7 + t, 0.070 * s),
            bone=PELVIS,
            part="bottom",
            blend_m=0.03,
        ),
        ellipsoid(
            (-0.002 * s, 0, up(0.580)), (0.056 * s * g + t, 0.074 * s * g + t, 0.050 * s), bone=SPINE, part="bottom", blend_m=0.03
        ),
    ]
    for side, sign in ((0, 1.0), (1, -1.0)):
        blobs.append(ellipsoid((-0.034 * s, sign * 0.044 * s * of.hips, up(0.507)), (0.046 * s * g**0.7 + t, 0.047 * s + t, 0.050 * s), bone=PELVIS, part="bottom",
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
        blobs.append(cone(_tuple(hip * (1, 0.8, 1)), _tuple(end * (1, 0.95, 1) + (0, sign * 0.02, -0.02)), 0.062 * s, 0.080 * s, bone=THIGH[side], part="bottom",
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
            _tuple(start),
            _tuple(knee),
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
                _tuple(knee),
                _tuple(low),
                k,
                legs.hem_m * (0.8 + 0.2 * g),
                bone=shank,
                part="bottom",
                group=group,
                blend_m=0.035,
                soft=0.8,
            ),
            ellipsoid(
                _tuple(calf),
                (0.034 * s * g + 0.8 * t, 0.033 * s * g + 0.8 * t, 0.07 * s),
                bone=shank,
                part="bottom",
                group=group,
                blend_m=0.04,
            ),
        ]
    else:
        end = hip + (knee - hip) * ((hip[2] - legs.hem * s) / (hip[2] - knee[2]))
        blobs.append(cone(_tuple(hip + (knee - hip) * 0.4), _tuple(end + (0, 0, -0.02)), legs.hem_m, legs.hem_m, bone=thigh, part="bottom", group=group,
                          blend_m=0.05))  # fmt: skip
    blobs.append(ellipsoid(_tuple(ankle * (1, 1, 0) + (0, 0, legs.hem * s - 1.0)), (1.0,) * 3, bone=shank if legs.hem < 0.2 else thigh, part="bottom",
                           group=group, blend_m=0.005, carve=True))  # fmt: skip
    return blobs


def backpack(of: Build, thick_m: float) -> list[Shell]:
    """A bag on the back, its straps laid on whatever the trunk is."""
    s, trunk = of.stature / 1.75, _trunk(of, thick_m, 0.01, "top")
    back = _onto(trunk, np.array((0.0, 0.0, 0.70 * of.stature)), np.array((-1.0, 0.0, 0.0)))[0]
    z = 0.70 * of.stature
    blobs = [
        ellipsoid((back - 0.055 * s, 0, z), (0.085 * s, 0.145 * s, 0.225 * s), bone=CHEST, part="backpack", blend_m=0.03),
        ellipsoid(
            (back - 0.055 * s, 0, z - 0.07 * s), (0.080 * s, 0.140 * s, 0.165 * s), bone=CHEST, part="backpack", blend_m=0.03
        ),
        ellipsoid(
            (back - 0.110 * s, 0, z - 0.09 * s), (0.055 * s, 0.110 * s, 0.100 * s), bone=CHEST, part="backpack", blend_m=0.012
        ),
    ]
    straps: list[Blob] = []
    for sign in (1.0, -1.0):
        centre, ring = np.array((-0.01, sign * 0.082 * s, 0.745 * of.stature)), []
        for up, ahead in ((0.55, -0.8), (1.0, -0.1), (0.8, 0.6), (0.15, 1.0), (-0.45, 0.85), (-0.75, 0.25), (-0.8, -0.6)):
            out = 0.35 * sign if up < 0 else 0.0
            ring.append(_onto(trunk, centre, np.array((ahead, out, up))) + 0.004 * np.array((ahead, out, up)))
        straps += [
            cone(_tuple(a), _tuple(b), 0.020 * s, 0.020 * s, bone=CHEST, part="backpack", blend_m=0.008)
            for a, b in zip(ring[:-1], ring[1:], strict=True)
        ]
    return [
        shell("backpack", "backpack", blobs, 0.035, cloth=0.4, slack=0.7),
        shell("straps", "backpack", straps, 0.0185, slack=0.75),
    ]


def _onto(blobs: list[Blob], centre: F64, direction: F64) -> F64:
    """(3,) where a ray from inside leaves the surface, in steps of 2 mm."""
    axis = direction / np.sqrt((direction * direction).sum())
    steps = np.arange(0.02, 0.45, 0.002)[:, None]
    outside = distance(blobs, centre + steps * axis) > 0.0
    return centre + axis * float(steps[int(np.argmax(outside)), 0])
