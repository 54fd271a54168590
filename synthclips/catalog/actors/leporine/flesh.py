"""A rabbit's flesh: an egg of a trunk, heavy behind, a short neck, a long face with eyes on its sides, and its ears."""

from __future__ import annotations

from functools import partial

import numpy as np

from synthclips.catalog.actors.quadruped.skeleton import SIDES, TAIL_BONES, Joints
from synthclips.geometry.implicit import Blob, cone, ellipsoid

SOLE_FORE, SOLE_HIND = 0.050, 0.045  # from carpus and ball of the foot forward to the middle of the pads, shares of the height


def blobs(j: Joints, *, h: float, stout: float, ear: float, lop: bool, fur: float) -> list[Blob]:
    """h: height of the back, m. stout: 0 lean .. 1 fat. ear, fur: the ears' length, what the coat adds, shares of the height."""
    out = [*_trunk(j, h, stout, fur), *_head(j, h, fur), *_tail(j, h, fur)]
    for side, s in SIDES:
        out += [*_fore(j, h, side, s, fur), *_hind(j, h, side, s, stout, fur), *_ear(j, h, side, s, ear, lop)]
    return out


def pads_of(j: Joints, h: float) -> np.ndarray:
    """(4, 3) the middles of the pads, on the ground."""
    ahead = (("fore", SOLE_FORE * h), ("hind", SOLE_HIND * h))
    paws = [(j[f"{side}_{end}_paw"], sole) for side in ("left", "right") for end, sole in ahead]
    return np.array([(paw[0] + sole, paw[1], 0.0) for paw, sole in paws])


def _trunk(j: Joints, h: float, stout: float, fur: float) -> list[Blob]:
    rows = (  # bone, ahead and up from its joint, half length, half width, half height
        ("pelvis", -0.04, -0.12, 0.24, 0.29, 0.29), ("spine1", 0.00, -0.20, 0.24, 0.34, 0.33),
        ("spine2", 0.02, -0.24, 0.25, 0.35, 0.34), ("spine3", 0.02, -0.25, 0.24, 0.32, 0.31),
        ("spine4", 0.02, -0.20, 0.22, 0.28, 0.28), ("chest", 0.02, -0.11, 0.18, 0.25, 0.25),
    )  # fmt: skip
    out = []
    for bone, ahead, up, long, wide, deep in rows:
        fat = 1.0 + 0.14 * (stout - 0.5)
        radii = (long * h, (wide * fat + fur) * h, (deep * (0.5 + 0.5 * fat) + fur) * h)
        out.append(ellipsoid(j[bone] + np.array((ahead, 0.0, up)) * h, radii, bone=j.index(bone), part="coat", blend_m=0.10 * h))
    throat = partial(cone, part="coat", blend_m=0.10 * h)
    n1, n2, skull = j["neck1"], j["neck2"], j["head"]
    low, high = np.array((0.0, 0.0, -0.06)) * h, np.array((0.04, 0.0, -0.04)) * h
    return [
        *out,
        throat(n1 + low, n2 + low, (0.205 + fur) * h, (0.165 + fur) * h, bone=j.index("neck1")),
        throat(n2 + low, skull + high, (0.165 + fur) * h, (0.145 + fur) * h, bone=j.index("neck2")),
    ]


def _head(j: Joints, h: float, fur: float) -> list[Blob]:
    skull, bone = j["head"], j.index("head")
    ball = partial(ellipsoid, bone=bone, part="face")

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        place = skull + np.array((x, y, z)) * h
        return (float(place[0]), float(place[1]), float(place[2]))

    def size(x: float, y: float, z: float) -> tuple[float, float, float]:
        return (x * h, y * h, z * h)

    out = [
        ball(at(0.07, 0, 0.02), size(0.180, 0.142 + 0.5 * fur, 0.155), blend_m=0.05 * h),
        ball(at(0.22, 0, -0.04), size(0.145, 0.108, 0.118), blend_m=0.07 * h),
        ball(at(0.315, 0, -0.065), size(0.070, 0.068, 0.070), blend_m=0.05 * h),
        ellipsoid(at(0.20, 0, -0.125), size(0.120, 0.075, 0.055), bone=j.index("jaw"), part="face", blend_m=0.05 * h),
    ]
    for s in (1.0, -1.0):
        out += [
            ball(at(0.11, s * 0.085, -0.065), size(0.10, 0.062 + 0.5 * fur, 0.075), blend_m=0.05 * h),
            ball(at(0.335, s * 0.030, -0.082), size(0.042, 0.034, 0.036), blend_m=0.02 * h),
            ball(at(0.165, s * 0.105, 0.045), size(0.042, 0.028, 0.042), part="eye", blend_m=0.008 * h),
        ]
    return out


def _ear(j: Joints, h: float, side: str, s: float, long: float, lop: bool) -> list[Blob]:
    """A long thin leaf, hollow to the front: up and a little back, or hanging beside the cheek."""
    root, bone, group = j[f"{side}_ear"], j.index(f"{side}_ear"), f"{side}_ear"
    way = np.array((0.02, s * 0.62, -0.78)) if lop else np.array((-0.36, s * 0.16, 0.92))
    start = root + np.array((0.0, s * (0.05 if lop else 0.0), 0.0)) * h
    way /= np.sqrt((way * way).sum())
    thin = np.array((0.0, 1.0, 0.0)) if lop else np.array((1.0, 0.0, 0.0))
    thin = thin - way * float(thin @ way)
    thin /= np.sqrt((thin * thin).sum())
    axes = np.stack([thin, np.cross(way, thin), way], 1)
    radii = (0.046 * h, 0.086 * h, 0.52 * long * h)
    leaf = ellipsoid(
        start + 0.5 * long * h * way, radii, rotation=axes, bone=bone, part="ear", group=group, blend_m=0.02 * h, soft=0.6
    )
    foot = cone(root, start + 0.2 * long * h * way, 0.055 * h, 0.045 * h, bone=bone, part="ear", group=group, blend_m=0.03 * h)
    return [foot, leaf]


def _fore(j: Joints, h: float, side: str, s: float, fur: float) -> list[Blob]:
    scapula, arm, elbow, paw = (j[f"{side}_{n}"] for n in ("scapula", "upper_arm", "forearm", "fore_paw"))
    part = partial(cone, group=f"{side}_fore")

    def bone(name: str) -> int:
        return j.index(f"{side}_{name}")

    toes = (float(paw[0]) + SOLE_FORE * h, float(paw[1]), 0.0)
    return [
        part(scapula, arm, 0.10 * h, 0.115 * h, bone=bone("scapula"), part="coat", squash=(1, 0.6, 1), blend_m=0.08 * h),
        part(arm, elbow, (0.10 + fur) * h, (0.078 + fur) * h, bone=bone("upper_arm"), part="coat", blend_m=0.06 * h),
        part(elbow, paw, (0.072 + 0.5 * fur) * h, 0.056 * h, bone=bone("forearm"), part="leg", blend_m=0.04 * h),
        part(paw, (toes[0], toes[1], 0.055 * h), 0.055 * h, 0.055 * h, bone=bone("fore_paw"), part="paw", blend_m=0.02 * h),
        ellipsoid(
            (toes[0], toes[1], 0.045 * h), (0.095 * h, 0.062 * h, 0.045 * h),
            bone=bone("fore_paw"), part="paw", group=f"{side}_fore", blend_m=0.02 * h,
        ),
    ]  # fmt: skip


def _hind(j: Joints, h: float, side: str, s: float, stout: float, fur: float) -> list[Blob]:
    """The thigh is most of the animal; the long foot lies flat."""
    hip, knee, hock, ball = (j[f"{side}_{n}"] for n in ("thigh", "shank", "metatarsus", "hind_paw"))
    group, out_m = f"{side}_hind", s * 0.01 * h
    part = partial(cone, group=group)

    def bone(name: str) -> int:
        return j.index(f"{side}_{name}")

    toes = (float(ball[0]) + SOLE_HIND * h, float(ball[1]), 0.0)
    return [
        part(
            hip + (0.0, out_m, 0.0), knee + (-0.06 * h, -out_m, 0.0), (0.235 + fur) * h, (0.175 + fur) * h,
            bone=bone("thigh"), part="coat", squash=(1.0, 0.62, 1.0), blend_m=0.10 * h, soft=2.0,
        ),
        part(
            knee + (-0.08 * h, -out_m, -0.04 * h), hock + (0.02 * h, 0.0, 0.02 * h), (0.115 + fur) * h, 0.075 * h,
            bone=bone("shank"), part="coat", squash=(1.0, 0.8, 1.0), blend_m=0.06 * h,
        ),
        part(hock, ball, 0.070 * h, 0.060 * h, bone=bone("metatarsus"), part="leg", blend_m=0.03 * h),
        ellipsoid(
            (toes[0], toes[1], 0.050 * h), (0.120 * h, 0.075 * h, 0.050 * h),
            bone=bone("hind_paw"), part="paw", group=group, blend_m=0.03 * h,
        ),
    ]  # fmt: skip


def _tail(j: Joints, h: float, fur: float) -> list[Blob]:
    """A tuft turned up."""
    a, b = j["tail1"], j[f"tail{TAIL_BONES}"]
    return [
        cone(
            a,
            b,
            (0.085 + fur) * h,
            (0.060 + fur) * h,
            bone=j.index("tail1"),
            part="tail",
            group="tail",
            blend_m=0.03 * h,
            soft=1.6,
        )
    ]
