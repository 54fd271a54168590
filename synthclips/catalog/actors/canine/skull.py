"""A dog's head: skull, stop, muzzle with nose and lips, eyes, ears that stand or hang. Places are shares of the head's length."""

from __future__ import annotations

from functools import partial

import numpy as np

from synthclips.catalog.actors.canine.joints import Frame
from synthclips.catalog.actors.quadruped.skeleton import SIDES, Joints
from synthclips.geometry.implicit import Blob, cone, ellipsoid

EYE = (0.875, 0.262, 0.098)  # along the skull, of the skull's width, up


def eye_at(of: Frame) -> tuple[float, float, float]:
    """Middle of the left eye from the head's joint, shares of the head's length."""
    flat = flat_faced(of)
    return (EYE[0] + 0.03 * flat) * (1.0 - of.muzzle) + 0.02, (EYE[1] + 0.02 * flat) * of.skull, EYE[2] - 0.03 * flat


def flat_faced(of: Frame) -> float:
    """0 with a muzzle of ordinary length .. 1 with hardly any, eyes in front."""
    return float(min(max((0.36 - of.muzzle) / 0.18, 0.0), 1.0))


def head(j: Joints, of: Frame, *, flews: float, fur: float) -> list[Blob]:
    """flews: 0 dry lips .. 1 hanging ones. fur: what the coat adds, share of the height."""
    k, skull, bone = of.head_m, j["head"], j.index("head")
    brain, wide = 1.0 - of.muzzle, of.skull
    f = 0.5 * fur * of.height_m

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        return (skull[0] + x * k, skull[1] + y * k, skull[2] + z * k)

    face = partial(ellipsoid, bone=bone, part="face")
    snout = 0.335 * wide  # half the muzzle's width at its root
    blunt = min(1.0, (of.muzzle + 0.06) / snout)  # a broad short muzzle ends at the nose
    flat = flat_faced(of)
    high = 0.205 + 0.075 * flat  # a flat-faced dog's skull is a ball
    out = [
        face(
            at(0.44 * brain, 0, 0.040 + 0.03 * flat), (0.56 * brain * k + f, 0.5 * wide * k + f, high * k + f), blend_m=0.05 * k
        ),
        face(
            at((0.78 - 0.04 * flat) * brain, 0, 0.050 + 0.05 * flat),
            (0.22 * brain * k, 0.37 * wide * k, (0.150 + 0.04 * flat) * k),
            blend_m=0.05 * k,
        ),
        cone(
            at(brain - 0.12, 0, -0.050 - 0.05 * flat),
            at(0.87, 0, -0.060 - 0.05 * flat),
            snout * k,
            (0.085 + 0.085 * wide) * k,
            bone=bone,
            part="face",
            squash=(blunt, 0.88, 0.88),
            blend_m=0.045 * k,
        ),
        cone(
            at(brain - 0.14, 0, -0.135),
            at(0.84, 0, -0.155),
            0.120 * k,
            0.080 * k,
            bone=j.index("jaw"),
            part="face",
            squash=(1.0, 0.5 + wide, 0.8),
            blend_m=0.03 * k,
        ),
        ellipsoid(
            at(0.955 - 0.03 * flat, 0, -0.010 + 0.01 * flat),
            (0.040 * k, (0.030 + 0.065 * wide) * k, 0.043 * k),
            bone=bone,
            part="nose",
            blend_m=0.012 * k,
        ),
    ]
    x, y, z = eye_at(of)
    for _, s in SIDES:
        lips = (0.5 * (0.90 - brain) + 0.04) * k
        out += [
            face(
                at(0.50 * brain, s * 0.33 * wide, -0.070),
                (0.32 * brain * k + f, 0.18 * wide * k + f, 0.125 * k + f),
                blend_m=0.05 * k,
            ),
            face(
                at(0.5 * (brain + 0.88), s * 0.17 * wide, -0.115 - 0.03 * flews),
                (lips, 0.13 * wide * k, (0.070 + 0.055 * flews) * k),
                blend_m=0.025 * k,
            ),
            ellipsoid(at(x, s * y, z), (0.043 * k, 0.043 * k, 0.040 * k), bone=bone, part="eye", blend_m=0.006 * k),
        ]
    return out


def ear(j: Joints, of: Frame, side: str, s: float, fur: float) -> list[Blob]:
    """A pricked triangle, hollow in front, or a flap that hangs beside the cheek."""
    return _drop(j, of, side, s, fur) if of.drop else _prick(j, of, side, s)


def _prick(j: Joints, of: Frame, side: str, s: float) -> list[Blob]:
    root, bone, group = j[f"{side}_ear"], j.index(f"{side}_ear"), f"{side}_ear"
    k = of.head_m * of.ear

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        return (root[0] + x * k, root[1] + s * y * k, root[2] + z * k)

    c, t = 0.82, s * 0.572  # the hollow faces forward and outward
    turned = np.array([[c, -t, 0.0], [t, c, 0.0], [0.0, 0.0, 1.0]])
    piece = partial(cone, bone=bone, part="ear", group=group, rotation=turned, soft=0.6)
    return [
        piece(at(-0.02, 0.0, -0.03), at(-0.04, 0.060, 0.330), 0.140 * k, 0.022 * k, squash=(0.62, 1.0, 1.0), blend_m=0.03 * k),
        piece(
            at(0.055, 0.02, 0.03),
            at(0.03, 0.070, 0.255),
            0.090 * k,
            0.014 * k,
            squash=(0.7, 1.0, 1.0),
            carve=True,
            blend_m=0.012 * k,
        ),
    ]


def _drop(j: Joints, of: Frame, side: str, s: float, fur: float) -> list[Blob]:
    root, bone, group = j[f"{side}_ear"], j.index(f"{side}_ear"), f"{side}_ear"
    k, size, f = of.head_m, of.head_m * of.ear, 0.6 * fur * of.height_m
    flap = partial(ellipsoid, bone=bone, part="ear", group=group, soft=0.6)

    def leaning(angle: float) -> np.ndarray:
        c, n = np.cos(angle), np.sin(angle) * s
        return np.array([[1.0, 0.0, 0.0], [0.0, c, -n], [0.0, n, c]])

    low = root + np.array([0.045 * k, s * 0.115 * k, -0.235 * size])
    return [
        flap(
            root + np.array([0.0, s * 0.02 * k, 0.0]),
            (0.115 * size, 0.065 * k + f, 0.065 * k),
            rotation=leaning(0.5),
            blend_m=0.03 * k,
        ),
        flap(0.5 * (root + low), (0.135 * size, 0.030 * k + f, 0.175 * size), rotation=leaning(0.22), blend_m=0.07 * k),
        flap(low, (0.125 * size + f, 0.028 * k + f, 0.150 * size + f), rotation=leaning(0.05), blend_m=0.08 * k),
    ]
