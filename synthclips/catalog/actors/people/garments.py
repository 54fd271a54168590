"""Tops as volumes over the body: the trunk they cover, sleeves, collars and hems."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from synthclips.catalog.actions.biped.channels import CHEST, CLAVICLE, FOREARM, PELVIS, SHANK, SPINE, THIGH, UPPER_ARM, WAIST
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
    "shirt": Cut(0.009, 0.008, 0.465, 1.99, 0.010, 0.75),
    "hoodie": Cut(0.016, 0.012, 0.478, 2.00, 0.017, 0.0),
    "hood_up": Cut(0.016, 0.012, 0.478, 2.00, 0.017, 0.0),
    "jacket": Cut(0.022, 0.013, 0.472, 2.01, 0.022, 1.0),
    "coat": Cut(0.023, 0.018, 0.355, 2.01, 0.023, 1.0),
    "dress": Cut(0.009, 0.006, 0.275, 0.62, 0.014, 0.0),
    "long_dress": Cut(0.011, 0.010, 0.070, 2.00, 0.016, 0.0),
}


def is_dress(kind: str) -> bool:
    """Is there nothing else round the legs?"""
    return TOPS[kind].hem < 0.30


def height_m(of: Build, share: float) -> float:
    """Metres over the floor of a bare body's height, shoes added."""
    return of.level(share) + SHOE_M


def top(of: Build, kind: str) -> Shell:
    """A top of `TOPS` over the trunk: sleeves, collar, and cut straight at its hem."""
    cut = TOPS[kind]
    blobs = [*trunk(of, cut.thick_m, cut.loose_m, "top"), *_skirts(of, cut)]
    below = (0.0, 0.0, of.level(cut.hem) - BIG_M)
    blobs.append(ellipsoid(below, (BIG_M,) * 3, bone=PELVIS, part="top", blend_m=0.008, carve=True))
    blobs += _neckline(of, cut)
    for side in (0, 1):
        blobs += _sleeve(of, cut, side)
    hems_m = (of.level(cut.hem), float(of.at("neck")[2]) + (0.03 if cut.collar else 0.01))
    return shell("top", "top", blobs, 0.0300 * of.fine, cloth=1.0, slack=0.75, hems_m=hems_m)


def _neckline(of: Build, cut: Cut) -> list[Blob]:
    """A standing collar open before the throat, or a round neck."""
    base, piece = of.at("neck"), partial(ellipsoid, bone=CHEST, part="top", carve=True)
    r, tall = 0.042 * of.stature * (0.65 + 0.35 * of.girth), 0.022 + 0.02 * cut.collar
    if cut.collar == 0:
        return [
            cone(base + (-0.010, 0, -0.04), base + (-0.008, 0, -0.005), r * 1.15, r, bone=CHEST, part="top", blend_m=0.02),
            piece(base + (0.040, 0, 0.050), (0.075, 0.070, 0.050), blend_m=0.012),
        ]
    return [
        cone(base + (-0.006, 0, -0.03), base + (0.002, 0, tall - 0.01), r * 1.2, r * 1.08, bone=CHEST, part="top", blend_m=0.02),
        piece(base + (0.034, 0, tall + 0.043), (0.115, 0.115, 0.050), blend_m=0.012),
    ]


def trunk(of: Build, thick: float, loose: float, part: str) -> list[Blob]:
    """Chest, shoulders, waist and hips, `thick` over the skin and `loose` more from the waist down."""
    s, g, f, belly = of.stature, of.girth, of.figure, of.belly
    t, w = thick, thick + loose
    deep = 0.72 + 0.28 * g
    ball = partial(ellipsoid, part=part)

    def at(x: float, share: float) -> tuple[float, float, float]:
        return (x * s, 0, height_m(of, share))

    chest = (0.064 * s * deep + t, 0.083 * s * g * of.shoulders**0.5 + t, 0.090 * s)
    ribs = (0.059 * s * deep + t, 0.077 * s * g + t, 0.080 * s)
    waist = (0.053 * s * g * (1 + 0.25 * belly) + w, (0.073 - 0.007 * f) * s * g + w, 0.085 * s)
    hips = (0.062 * s * g**0.7 + w, 0.088 * s * of.hips * g**0.7 + w, 0.075 * s)
    blobs = [
        ball(at(-0.004, 0.735), chest, bone=CHEST, blend_m=0.03),
        ball(at(-0.004, 0.675), ribs, bone=WAIST, blend_m=0.04),
        ball(at(0.001, 0.610), waist, bone=SPINE, blend_m=0.05),
        ball(at(-0.006, 0.535), hips, bone=PELVIS, blend_m=0.05),
    ]
    if belly > 0.1:
        radii = (0.040 * s * (1 + belly), 0.066 * s * (1 + 0.4 * belly), 0.062 * s)
        blobs.append(ball((0.030 * s * (0.6 + belly), 0, height_m(of, 0.605)), radii, bone=SPINE, blend_m=0.06))
    for side, sign in ((0, 1.0), (1, -1.0)):
        blobs += _half_trunk(of, t, part, side, sign)
    return blobs


def _half_trunk(of: Build, t: float, part: str, side: int, sign: float) -> list[Blob]:
    """Slope of the shoulder, pectoral, shoulder blade, buttock and bust of one side, `t` over the skin."""
    s, g, f, neck = of.stature, of.girth, of.figure, of.at("neck")
    shoulder = of.at("upper_arm") * (1, sign, 1)
    ball = partial(ellipsoid, part=part)

    def at(x: float, y: float, share: float) -> tuple[float, float, float]:
        return (x * s, sign * y * s, height_m(of, share))

    blobs = [
        cone(
            neck + (-0.012, sign * 0.022 * s, -0.002), shoulder + (-0.002, 0, 0.004), 0.021 * s + 0.5 * t, 0.024 * s + 0.5 * t,
            bone=CLAVICLE[side], part=part, blend_m=0.05,
        ),
        ball(at(0.020, 0.046, 0.768), (0.036 * s + t, 0.054 * s, 0.055 * s), bone=CHEST, blend_m=0.06),
        ball(at(-0.038, 0.046, 0.765), (0.030 * s + t, 0.056 * s, 0.066 * s), bone=CHEST, blend_m=0.06),
        buttock(of, t, part, sign, 0.048),
    ]  # fmt: skip
    if f > 0.35:
        bust = (f - 0.2) * 0.040 * s * g  # cloth spans from one side to the other
        blobs.append(ball(at(0.047, 0.036, 0.733), (bust + t, bust * 1.5 + t, bust * 1.25 + t), bone=CHEST, blend_m=0.055))
    return blobs


def buttock(of: Build, t: float, part: str, sign: float, tall: float) -> Blob:
    """`t` over the skin; tall: its upright radius as a share of stature."""
    s = of.stature
    centre = (-0.034 * s, sign * 0.044 * s * of.hips, height_m(of, 0.507))
    radii = (0.046 * s * of.girth**0.7 + t, 0.047 * s + t, tall * s)
    return ellipsoid(centre, radii, bone=PELVIS, part=part, blend_m=0.03)


def _skirts(of: Build, cut: Cut) -> list[Blob]:
    """What hangs below the waist: a straight tube to the hem; of a coat, its tails, which go with the thighs."""
    s, w = of.stature, cut.thick_m + cut.loose_m
    low = of.level(cut.hem) - 0.03
    depth, width = 0.062 * of.girth**0.7 * s + w, 0.089 * s * of.hips * of.girth**0.7 + w
    flat = (depth / width, 1.0, 1.0)
    waist, hem = (-0.004, 0, of.level(0.60)), (-0.006, 0, max(low, of.level(0.47)))
    tube = partial(cone, part="top", blend_m=0.03)
    blades, small, seat = (
        (x * s, 0, height_m(of, z)) for x, z in ((-0.036, 0.74), (-0.034, 0.61), (-0.040 - 0.008 * of.girth, 0.51))
    )
    blobs = [
        tube(waist, hem, width * 0.93, width * 1.0, bone=PELVIS, squash=flat),
        tube(blades, small, 0.030 * s + w, 0.030 * s + w, bone=WAIST, squash=(1.0, 1.8, 1.0)),  # cloth hangs over the hollows
        tube(small, seat, 0.030 * s + w, 0.032 * s + w, bone=PELVIS, squash=(1.0, 1.8, 1.0)),  # of back and seat
    ]
    for side, sign in ((0, 1.0), (1, -1.0)):
        blobs += _tail(of, cut, side, sign, low)
    return blobs


def _tail(of: Build, cut: Cut, side: int, sign: float, low: float) -> list[Blob]:
    """What hangs round one thigh, and below the knee round the shank."""
    if cut.hem >= 0.42:
        return []
    s, hip, knee = of.stature, of.at("thigh", side), of.at("shank", side)
    drape = partial(cone, part="top", blend_m=0.10 if cut.hem < 0.30 else 0.06)
    start, end = hip * (1, 0.8, 1), thigh_at(of, side, max(low, float(knee[2]))) * (1, 0.9, 1) + (0, sign * 0.012, 0)
    wide = 0.078 * s if cut.hem >= 0.30 else 0.074 * s
    blobs = [drape(start, end, 0.080 * s if cut.hem >= 0.30 else 0.070 * s, wide, bone=THIGH[side])]
    if low < knee[2]:
        ankle = of.at("foot", side)
        foot = end + (ankle - knee) * ((knee[2] - low) / (knee[2] - ankle[2])) * (1, 0.7, 1)
        blobs.append(drape(end, foot, wide, 0.092 * s, bone=SHANK[side]))
    return blobs


def thigh_at(of: Build, side: int, height: float) -> F64:
    """(3,) the place on the line from hip to knee at a height in metres."""
    hip, knee = of.at("thigh", side), of.at("shank", side)
    place: F64 = hip + (knee - hip) * ((hip[2] - height) / (hip[2] - knee[2]))
    return place


def _sleeve(of: Build, cut: Cut, side: int) -> list[Blob]:
    s, g = of.stature / 1.75, of.girth * (1.0 - 0.10 * of.figure)
    t, group = cut.sleeve_m, f"arm_{'lr'[side]}"
    shoulder, elbow, wrist = (of.at(n, side) for n in ("upper_arm", "forearm", "hand"))
    upper, fore = UPPER_ARM[side], FOREARM[side]
    tube = partial(cone, part="top", group=group, blend_m=0.03)
    cap = [0.043 * s * g + 0.6 * t + d for d in (0.004, 0.0, 0.008)]
    blobs = [ellipsoid(shoulder + (0, 0, -0.012), cap, bone=upper, part="top", group=group, blend_m=0.035)]
    if cut.sleeve < 1.0:
        end = shoulder + (elbow - shoulder) * (cut.sleeve + 0.1)
        blobs.append(tube(shoulder, end, 0.046 * s * g + t, 0.049 * s * g + t, bone=upper))
        last, cut_at, axis = upper, shoulder + (elbow - shoulder) * cut.sleeve, elbow - shoulder
    else:
        mid = elbow + (wrist - elbow) * 0.3
        end = elbow + (wrist - elbow) * 1.05
        blobs += [
            tube(shoulder, elbow, 0.043 * s * g + t, 0.037 * s * g + t, bone=upper, soft=0.8),
            tube(elbow, mid, 0.037 * s * g + t, 0.038 * s * g + t, bone=fore, soft=0.8),
            tube(mid, end, 0.039 * s * g + t, 0.028 * s + t * 0.75, bone=fore, soft=0.8),
        ]
        last, cut_at, axis = fore, elbow + (wrist - elbow) * (cut.sleeve - 1.0), wrist - elbow
    axis = axis / np.sqrt((axis * axis).sum())
    blobs.append(ellipsoid(cut_at + axis * 0.40, (0.40,) * 3, bone=last, part="top", group=group, blend_m=0.006, carve=True))
    return blobs
