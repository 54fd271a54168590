"""Keypoints that every four-legged animal has at its limbs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from synthclips.catalog.actors.quadruped.skeleton import SIDES, Joints
from synthclips.geometry.body import Keypoint


def on(frame: Joints, name: str, bone: str, place: Sequence[float] | np.ndarray) -> Keypoint:
    """A keypoint at a place of the rest pose that goes with a bone, rounded to a micrometre."""
    x, y, z = (round(float(v), 6) for v in place)
    return Keypoint(name, frame.index(bone), (x, y, z))


def of_limbs(frame: Joints, sole_fore_m: float, sole_hind_m: float, up_m: float) -> list[Keypoint]:
    """Elbow, carpus, forepaw, knee, hock and hind paw of both sides.

    sole_fore_m, sole_hind_m: from carpus and ball of the foot forward to the middle of the pads; up_m: paws' over the ground.
    """
    points = []
    for side, _ in SIDES:
        fore, hind = frame[f"{side}_fore_paw"], frame[f"{side}_hind_paw"]
        points += [
            on(frame, f"{side}_elbow", f"{side}_forearm", frame[f"{side}_forearm"]),
            on(frame, f"{side}_carpus", f"{side}_fore_paw", fore),
            on(frame, f"{side}_fore_paw", f"{side}_fore_paw", (fore[0] + sole_fore_m, fore[1], up_m)),
            on(frame, f"{side}_knee", f"{side}_shank", frame[f"{side}_shank"]),
            on(frame, f"{side}_hock", f"{side}_metatarsus", frame[f"{side}_metatarsus"]),
            on(frame, f"{side}_hind_paw", f"{side}_hind_paw", (hind[0] + sole_hind_m, hind[1], up_m)),
        ]
    return points
