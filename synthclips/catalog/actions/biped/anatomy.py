"""What the motion must know of one body: joints, limb lengths, and the points of its soles. Read off the Body itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.biped.channels import (
    CARRIED,
    FINGERS,
    FOOT_BONE,
    FOREARM,
    HAND,
    SHANK,
    THIGH,
    TOES,
    UPPER_ARM,
)  # fmt: skip
from synthclips.geometry.body import Body
from synthclips.geometry.skeleton import F64

SOLE_M = 0.035  # vertices of the feet lower than this may touch the floor
GROWN_LEG_M = 0.70
TOE_BEND_RAD = math.radians(50.0)  # farther than this the toes leave the floor too


@dataclass(frozen=True, eq=False)
class Anatomy:
    """One body as its motion needs it, all lengths in metres."""

    joints: F64  # (25, 3) rest positions, body space
    rest: F64  # (25, 3, 3) rest_from_bone rotations
    soles: tuple[F64, F64]  # (N, 4) each, as `_sole`: the points of it that can be lowest
    thigh_m: float
    shank_m: float
    upper_arm_m: float
    grip_m: float  # elbow to the middle of the palm
    ankle_m: float  # height of the ankle joint over the sole
    heel_m: float  # behind the ankle, where the heel touches
    ball_m: float  # before the ankle, where the toes bend
    ball_up_m: float  # height over the sole of the joint where the toes bend
    tip_m: float  # before the ankle, where the toes end on the floor
    hip_half_m: float
    shoulder_m: float  # height of the shoulder joints in the rest pose
    hip_m: float  # height of the hip joints in the rest pose
    load_m: float  # how far what is carried reaches down from the fist in the rest pose, 0 if nothing is

    @property
    def hangs(self) -> bool:
        """Does what is carried hang from the hand? Then it is upright in the rest pose, else turned as the hand is."""
        return bool((self.rest[CARRIED] == np.eye(3)).all())

    @property
    def leg_m(self) -> float:
        """Hip to ankle, stretched."""
        return self.thigh_m + self.shank_m

    @property
    def arm_m(self) -> float:
        """Shoulder to the middle of the palm, stretched."""
        return self.upper_arm_m + self.grip_m

    @property
    def size(self) -> float:
        """Legs against those of the shortest of grown people: 1, less for children."""
        return min(1.0, self.leg_m / GROWN_LEG_M)


def anatomy(body: Body) -> Anatomy:
    """Measured on a body with the bones of `channels.BONES`."""
    frames = body.rest_from_bone.astype(np.float64)
    joints = frames[:, :, 3].copy()
    left, right = (_sole(body, joints, k) for k in (0, 1))
    flat = left[left[:, 2] < left[:, 2].min() + 0.004]
    grip = 0.5 * (joints[HAND[0]] + joints[FINGERS[0]])
    return Anatomy(
        joints, np.ascontiguousarray(frames[:, :, :3]), (_touching(left), _touching(right)),
        _gap(joints, THIGH[0], SHANK[0]), _gap(joints, SHANK[0], FOOT_BONE[0]), _gap(joints, UPPER_ARM[0], FOREARM[0]),
        float(np.sqrt(((grip - joints[FOREARM[0]]) ** 2).sum())), float(joints[FOOT_BONE[0], 2]),
        float(-flat[:, 0].min()), float(joints[TOES[0], 0] - joints[FOOT_BONE[0], 0]), float(joints[TOES[0], 2]),
        float(flat[:, 0].max()), float(abs(joints[THIGH[0], 1])), float(joints[UPPER_ARM[0], 2]), float(joints[THIGH[0], 2]),
        _below(body, joints),
    )  # fmt: skip


def _below(body: Body, joints: F64) -> float:
    held = body.bone[:, 0] == CARRIED
    return float(joints[CARRIED, 2] - body.vertices_m[held, 2].min()) if held.any() else 0.0


def _gap(joints: F64, a: int, b: int) -> float:
    return float(np.sqrt(((joints[a] - joints[b]) ** 2).sum()))


def _sole(body: Body, joints: F64, side: int) -> F64:
    """(N, 4) x, y, z from the sole's origin under the ankle, and the toes' share of the weight."""
    foot = (body.weight * (body.bone == FOOT_BONE[side])).sum(1)
    toes = (body.weight * (body.bone == TOES[side])).sum(1)
    low = (foot + toes > 0.9) & (body.vertices_m[:, 2] < SOLE_M)
    points = body.vertices_m[low].astype(np.float64) - joints[FOOT_BONE[side]] * (1.0, 1.0, 0.0)
    return np.ascontiguousarray(np.concatenate([points, toes[low, None]], 1))


def _touching(sole: F64) -> F64:
    """The points that can be lowest, however the foot is pitched: of the heel's and of the toes' own, those on the outline."""
    by_foot, by_toes = sole[:, 3] == 0.0, sole[:, 3] == 1.0
    return np.concatenate([_outline(sole[by_foot]), _outline(sole[by_toes]), sole[~by_foot & ~by_toes]])


def _outline(points: F64) -> F64:
    """Of (N, 4) points those on the convex outline of their x and z. Andrew 1979."""
    order = sorted(range(len(points)), key=lambda i: (points[i, 0], points[i, 2]))
    return points[sorted({*_lower(points, order), *_lower(points, order[::-1])})]


def _lower(points: F64, order: list[int]) -> list[int]:
    """One half of the outline, from the first point of `order` to the last."""
    at = points[:, (0, 2)].tolist()
    kept: list[int] = []
    for i in order:
        while len(kept) > 1 and _turn(at[kept[-2]], at[kept[-1]], at[i]) <= 0.0:
            kept.pop()
        kept.append(i)
    return kept


def _turn(a: list[float], b: list[float], c: list[float]) -> float:
    """Positive where the way a, b, c turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
