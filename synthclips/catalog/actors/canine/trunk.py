"""A dog's trunk, neck, legs and tail: blobs laid along its bones. Deep chest, drawn-up belly, straight forelegs, bent hocks."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from synthclips.catalog.actors.canine.joints import Frame
from synthclips.catalog.actors.quadruped.skeleton import TAIL_BONES, Joints
from synthclips.geometry.implicit import Blob, cone, ellipsoid

SOLE_FORE, SOLE_HIND = 0.050, 0.045  # from carpus and ball of the foot forward to the middle of the pads, shares of the height


def trunk(j: Joints, of: Frame, belly: float, fur: float) -> list[Blob]:
    """fur: what the coat adds, share of the height. belly: 0 drawn up .. 1 stout."""
    h, g = of.height_m, of.girth * of.height_m
    top, coat = 0.965 * h, fur * h
    rows = (  # bone, along x from its joint, top and bottom as shares of the height, half width over the girth, half length
        ("chest", -0.010, 0.965, of.elbow - 0.015, 0.90, 0.175),
        ("spine4", -0.005, 0.965, of.elbow - 0.010, 1.02, 0.190),
        ("spine3", 0.000, 0.955, of.elbow + 0.030, 1.04, 0.180),
        ("spine2", 0.000, 0.950, of.elbow + 0.085 - 0.06 * belly, 0.92 + 0.10 * belly, 0.170),
        ("spine1", -0.005, 0.955, of.elbow + 0.130 - 0.09 * belly, 0.82 + 0.12 * belly, 0.160),
        ("pelvis", -0.010, 0.950, max(0.62, of.elbow + 0.12), 0.80, 0.130),
    )
    out = []
    for name, x, high, low, wide, half in _between([(n, j[n][0] + dx * h, *rest) for n, dx, *rest in rows]):
        long = half * (of.length - 0.25) / 0.80 * h if name != "pelvis" else half * h
        deep = 0.5 * (high - low) * h + coat
        radii = (long + coat, wide * g + coat, deep)
        out.append(ellipsoid((x, 0.0, 0.5 * (high + low) * h), radii, bone=j.index(name), part="coat", blend_m=0.07 * h))
    fore = (j["chest"][0] + 0.110 * h, 0.0, (of.elbow + 0.175) * h)
    out.append(
        ellipsoid(fore, (0.075 * h + coat, 0.66 * g + coat, 0.130 * h), bone=j.index("chest"), part="coat", blend_m=0.06 * h)
    )
    withers = (of.withers_x * h, 0.0, top - 0.045 * h)
    return [
        *out,
        ellipsoid(withers, (0.12 * h, 0.45 * g, 0.055 * h + coat), bone=j.index("chest"), part="coat", blend_m=0.05 * h),
    ]


def _between(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows, and one half-way between each two, so that a long back is not ringed; it goes with the bone before it."""
    out = [rows[0]]
    for a, b in pairwise(rows):
        out += [(b[0], *(0.5 * (u + v) for u, v in zip(a[1:], b[1:], strict=True))), b]
    return out


def neck(j: Joints, of: Frame, thick: float, fur: float) -> list[Blob]:
    """From the shoulders to behind the ears, deeper than wide. thick: 1 is ordinary."""
    h, k = of.height_m, of.head_m
    low, high = 0.150 * h * thick, 0.5 * of.skull * k * 0.92 * thick
    half = 0.5 * (low + high)
    flat = (1.0, 0.76, 1.0)
    n1, n2, skull = j["neck1"], j["neck2"], j["head"]
    tube = partial(cone, part="coat", squash=flat, blend_m=0.05 * h)
    return [
        tube(n1 + (-0.05 * h, 0, -0.085 * h), n2 + (0.0, 0, -0.04 * h), low + fur * h, half + fur * h, bone=j.index("neck1")),
        tube(
            n2 + (0.0, 0, -0.035 * h),
            skull + (0.06 * k, 0, -0.02 * k),
            half + fur * h,
            high + 0.7 * fur * h,
            bone=j.index("neck2"),
        ),
    ]


def fore_leg(j: Joints, of: Frame, side: str, s: float, leg: float, fur: float) -> list[Blob]:
    """leg: thickness, 1 is ordinary."""
    h = of.height_m
    scapula, arm, elbow, paw = (j[f"{side}_{n}"] for n in ("scapula", "upper_arm", "forearm", "fore_paw"))
    t, f = leg * h, fur * h
    part = partial(cone, group=f"{side}_fore")

    def bone(name: str) -> int:
        return j.index(f"{side}_{name}")

    toes = (paw[0] + SOLE_FORE * h, paw[1], 0.0)
    return [
        part(
            scapula + (0, 0, -0.04 * h),
            arm + (-0.02 * h, 0, 0),
            0.065 * h,
            0.085 * t,
            bone=bone("scapula"),
            part="coat",
            squash=(1.0, 0.5, 1.0),
            blend_m=0.05 * h,
        ),
        part(
            arm + (-0.025 * h, 0, 0),
            elbow + (0, 0, 0.01 * h),
            0.082 * t + f,
            0.054 * t + f,
            bone=bone("upper_arm"),
            part="coat",
            squash=(1.0, 0.66, 1.0),
            blend_m=0.05 * h,
        ),
        part(
            elbow,
            paw + (0, 0, 0.02 * h),
            0.050 * t + 0.9 * f,
            0.034 * t + 0.6 * f,
            bone=bone("forearm"),
            part="leg",
            squash=(1.0, 0.9, 1.0),
            blend_m=0.025 * h,
        ),
        part(
            paw + (0, 0, 0.02 * h),
            (toes[0] - 0.018 * h, toes[1], max(0.034 * h, 0.036 * t + 0.3 * f)),
            0.0335 * t + 0.5 * f,
            0.036 * t + 0.3 * f,
            bone=bone("fore_paw"),
            part="leg",
            blend_m=0.015 * h,
        ),
        *_paw(toes, (0.058 * t, 0.034 * t, 0.030 * h), 0.0165 * t, bone("fore_paw"), f"{side}_fore", 0.013 * h),
    ]


def hind_leg(j: Joints, of: Frame, side: str, s: float, leg: float, fur: float) -> list[Blob]:
    """Broad thigh, lean shank, upright metatarsus."""
    h, g = of.height_m, of.girth * of.height_m
    hip, knee, hock, ball = (j[f"{side}_{n}"] for n in ("thigh", "shank", "metatarsus", "hind_paw"))
    t, f = leg * h, fur * h
    group = f"{side}_hind"
    part = partial(cone, group=group)

    def bone(name: str) -> int:
        return j.index(f"{side}_{name}")

    toes = (ball[0] + SOLE_HIND * h, ball[1], 0.0)
    half = 0.5 * (knee + hock)
    wide = 0.50 * g + 0.030 * h
    return [
        ellipsoid(
            hip + (-0.055 * h, -s * 0.01 * h, 0.0),
            (0.105 * h + f, wide + f, 0.125 * h),
            bone=j.index("pelvis"),
            part="coat",
            group=group,
            blend_m=0.05 * h,
            soft=1.6,
        ),
        part(
            hip + (-0.02 * h, 0, -0.06 * h),
            knee + (-0.045 * h, 0, 0.01 * h),
            0.125 * h + f,
            0.080 * t + f,
            bone=bone("thigh"),
            part="coat",
            squash=(1.0, 0.56, 1.0),
            blend_m=0.06 * h,
            soft=2.0,
        ),
        ellipsoid(
            hip + (-0.070 * h, 0, -0.13 * h),
            (0.075 * h + f, 0.8 * wide, 0.115 * h),
            bone=bone("thigh"),
            part="coat",
            group=group,
            blend_m=0.05 * h,
            soft=1.4,
        ),
        part(
            knee + (-0.030 * h, 0, -0.01 * h),
            half,
            0.068 * t + f,
            0.047 * t + 0.8 * f,
            bone=bone("shank"),
            part="leg",
            squash=(1.0, 0.72, 1.0),
            blend_m=0.035 * h,
        ),
        part(
            half,
            hock,
            0.046 * t + 0.7 * f,
            0.031 * t + 0.3 * f,
            bone=bone("shank"),
            part="leg",
            squash=(1.0, 0.8, 1.0),
            blend_m=0.025 * h,
        ),
        part(
            hock + (-0.006 * h, 0, 0.004 * h),
            ball + (0, 0, 0.012 * h),
            0.031 * t + 0.3 * f,
            0.030 * t + 0.3 * f,
            bone=bone("metatarsus"),
            part="leg",
            blend_m=0.012 * h,
        ),
        *_paw(toes, (0.056 * t, 0.031 * t, 0.028 * h), 0.0150 * t, bone("hind_paw"), group, 0.012 * h),
    ]


def _paw(
    toes: tuple[float, float, float], half: tuple[float, float, float], apart_m: float, bone: int, group: str, blend_m: float
) -> list[Blob]:
    """Two pairs of toes side by side: blunt in front, flat where they meet the ground."""
    x, y, z = toes[0], toes[1], half[2]
    return [ellipsoid((x, y + s * apart_m, z), half, bone=bone, part="paw", group=group, blend_m=blend_m) for s in (1.0, -1.0)]


def tail(j: Joints, of: Frame, thick: float, brush: float) -> list[Blob]:
    """thick: at its root, share of the height. brush: what long hair adds in its middle, share of the height."""
    h, out = of.height_m, []
    for k in range(TAIL_BONES):
        a = j[f"tail{k + 1}"]
        b = j[f"tail{k + 2}"] if k + 1 < TAIL_BONES else a + (a - j[f"tail{k}"]) * 0.85
        ra, rb = (h * (thick * (1.0 - 0.72 * q) + brush * 4.0 * q * (1.02 - q)) for q in (k / TAIL_BONES, (k + 1) / TAIL_BONES))
        out.append(
            cone(
                a, b, ra, rb, bone=j.index(f"tail{k + 1}"), part="tail", group="tail", blend_m=(0.02 if k else 0.05) * h, soft=1.6
            )
        )
    return out


def pads_of(j: Joints, of: Frame) -> np.ndarray:
    """(4, 3) the middles of the pads, on the ground."""
    ahead = (("fore", SOLE_FORE * of.height_m), ("hind", SOLE_HIND * of.height_m))
    paws = [(j[f"{side}_{end}_paw"], sole) for side in ("left", "right") for end, sole in ahead]
    return np.array([(paw[0] + sole, paw[1], 0.0) for paw, sole in paws])
