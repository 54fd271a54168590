"""Keypoints, named and placed as in COCO, and the capsules that shade the floor."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.actions.biped.channels import (
    CHEST,
    FOOT_BONE,
    FOREARM,
    HAND,
    HEAD,
    PELVIS,
    SHANK,
    SIDES,
    SPINE,
    THIGH,
    UPPER_ARM,
)  # fmt: skip
from synthclips.catalog.actors.people.build import Build
from synthclips.catalog.actors.people.head import spot
from synthclips.geometry.body import Keypoint
from synthclips.geometry.mesh import F32, snapped


def keypoints(of: Build) -> tuple[Keypoint, ...]:
    """COCO's seventeen, in its order."""
    found = [Keypoint("nose", HEAD, spot(of, 0.48, 0.0, -0.13))]
    for name, x, y, z in (("eye", 0.37, 0.14, 0.01), ("ear", -0.05, 0.36, -0.03)):
        found += [Keypoint(f"{SIDES[s]}_{name}", HEAD, spot(of, x, -y if s else y, z)) for s in (0, 1)]
    limbs = (
        ("shoulder", "upper_arm", UPPER_ARM), ("elbow", "forearm", FOREARM), ("wrist", "hand", HAND),
        ("hip", "thigh", THIGH), ("knee", "shank", SHANK), ("ankle", "foot", FOOT_BONE),
    )  # fmt: skip
    for name, joint, bone in limbs:
        for s in (0, 1):
            x, y, z = (float(v) for v in of.at(joint, s))
            found.append(Keypoint(f"{SIDES[s]}_{name}", bone[s], (x, y, z)))
    return tuple(found)


def capsules(of: Build, thigh: float, shank: float) -> F32:
    """(15, 8) bone, two ends and radius. thigh, shank: radii of the legs as they are clothed, shares of the stature."""
    s, h, rows = of.stature, of.head * of.stature, []

    def add(bone: int, a: object, b: object, radius: float) -> None:
        rows.append((bone, *np.asarray(a, np.float64), *np.asarray(b, np.float64), radius))

    head = of.at("head")
    add(HEAD, head + (0.012 * h, 0, 0.035 * h), head + (0.0, 0, 0.075 * h), 0.052 * h)
    for side, sign in ((0, 1.0), (1, -1.0)):
        y = sign * 0.045 * s
        add(CHEST, (-0.005 * s, y, of.level(0.70)), (-0.008 * s, y, of.level(0.79)), 0.062 * s * of.girth)
        add(UPPER_ARM[side], of.at("upper_arm", side), of.at("forearm", side), 0.030 * s)
        add(FOREARM[side], of.at("forearm", side), of.at("hand", side), 0.024 * s)
        add(THIGH[side], of.at("thigh", side), of.at("shank", side), thigh * s * of.girth)
        add(SHANK[side], of.at("shank", side), of.at("foot", side), shank * s)
        toes = of.at("toes", side)
        add(FOOT_BONE[side], of.at("foot", side) * (1, 1, 0) + (-0.015 * s, 0, 0.022 * s), toes + (0.040, 0, 0.01), 0.022 * s)
    add(PELVIS, (0, 0.035 * s, of.level(0.54)), (0, -0.035 * s, of.level(0.54)), 0.068 * s * of.girth)
    add(SPINE, (0, 0.025 * s, of.level(0.62)), (0, -0.025 * s, of.level(0.62)), 0.064 * s * of.girth)
    return snapped(np.array(rows))
