"""What the motion must know of one body: joints, limb lengths, and the points of its soles. Read off the Body itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.biped.channels import (
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
TOE_BEND_RAD = math.radians(50.0)  # farther than this the toes leave the floor too


@dataclass(frozen=True, eq=False)
class Anatomy:
    """One body as its motion needs it, all lengths in metres."""

    joints: F64  # (24, 3) rest positions, body space
    rest: F64  # (24, 3, 3) rest_from_bone rotations
    soles: tuple[F64, F64]  # (N, 4) each: x, y, z from the sole's origin under the ankle, and the toes' share of the weight
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

    @property
    def leg_m(self) -> float:
        """Hip to ankle, stretched."""
        return self.thigh_m + self.shank_m


def anatomy(body: Body) -> Anatomy:
    """Measured on a body with the bones of `channels.BONES`."""
    frames = body.rest_from_bone.astype(np.float64)
    joints = frames[:, :, 3].copy()
    soles = tuple(_sole(body, joints, k) for k in (0, 1))
    flat = soles[0][soles[0][:, 2] < soles[0][:, 2].min() + 0.004]
    grip = 0.5 * (joints[HAND[0]] + joints[FINGERS[0]])
    return Anatomy(
        joints, np.ascontiguousarray(frames[:, :, :3]), (soles[0], soles[1]),
        _gap(joints, THIGH[0], SHANK[0]), _gap(joints, SHANK[0], FOOT_BONE[0]), _gap(joints, UPPER_ARM[0], FOREARM[0]),
        float(np.sqrt(((grip - joints[FOREARM[0]]) ** 2).sum())), float(joints[FOOT_BONE[0], 2]),
        float(-flat[:, 0].min()), float(joints[TOES[0], 0] - joints[FOOT_BONE[0], 0]), float(joints[TOES[0], 2]),
        float(flat[:, 0].max()), float(abs(joints[THIGH[0], 1])), float(joints[UPPER_ARM[0], 2]), float(joints[THIGH[0], 2]),
    )  # fmt: skip


def _gap(joints: F64, a: int, b: int) -> float:
    return float(np.sqrt(((joints[a] - joints[b]) ** 2).sum()))


def _sole(body: Body, joints: F64, side: int) -> F64:
    foot = (body.weight * (body.bone == FOOT_BONE[side])).sum(1)
    toes = (body.weight * (body.bone == TOES[side])).sum(1)
    low = (foot + toes > 0.9) & (body.vertices_m[:, 2] < SOLE_M)
    points = body.vertices_m[low].astype(np.float64) - joints[FOOT_BONE[side]] * (1.0, 1.0, 0.0)
    return np.ascontiguousarray(np.concatenate([points, toes[low, None]], 1))
