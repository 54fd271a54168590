"""From channels to bones: feet first, then pelvis, legs by inverse kinematics, spine, head and arms. Compiled."""

from __future__ import annotations

import math

import numpy as np

from synthclips.catalog.actions.biped.anatomy import TOE_BEND_RAD, Anatomy
from synthclips.catalog.actions.biped.channels import (
    ABDUCT,
    ARM,
    CHEST,
    CLAVICLE,
    CURL,
    ELBOW,
    FINGERS,
    FLEX,
    FOOT,
    FOOT_BONE,
    FOOT_LIFT,
    FOOT_PITCH,
    FOOT_X,
    FOOT_Y,
    FOOT_YAW,
    FOREARM,
    HAND,
    HAND_WEIGHT,
    HAND_X,
    HAND_Y,
    HAND_Z,
    HEAD_PITCH,
    HEAD_ROLL,
    HEAD_YAW,
    NECK,
    PELVIS,
    PELVIS_X,
    PELVIS_Y,
    PELVIS_Z,
    PITCH,
    PRONATE,
    ROLL,
    SHANK,
    SHRUG,
    SPINE,
    SPINE_PITCH,
    SPINE_ROLL,
    SPINE_TWIST,
    THIGH,
    TOES,
    TWIST,
    UPPER_ARM,
    WRIST,
    YAW,
)  # fmt: skip
from synthclips.geometry.mesh import F32, snapped
from synthclips.geometry.skeleton import F64, between, cross, dot, frame_along, mul, place, rotation, turn, two_bone, unit
from synthclips.kernel import inner, kernel

SPINE_SHARE = (0.30, 0.35, 0.35)  # of bend and twist, from the loins up
NECK_SHARE = 0.45


def bones(channels: F64, body: Anatomy, floor_m: float) -> F32:
    """(T, 24, 3, 4) world_from_bone of (T, CHANNELS) rows, snapped."""
    lengths = np.array(
        [
            body.thigh_m,
            body.shank_m,
            body.upper_arm_m,
            body.grip_m,
            body.ankle_m,
            body.heel_m,
            body.ball_m,
            body.tip_m,
            floor_m,
            body.ball_up_m,
        ]
    )
    rows = np.ascontiguousarray(channels, np.float64)
    return snapped(_bones(rows, body.joints, body.soles[0], body.soles[1], lengths))


def ankles(channels: F64, body: Anatomy, side: int) -> F64:
    """(T, 3) where the ankle joints must be for the feet to stand as the channels say; the floor at 0."""
    lengths = np.array([0, 0, 0, 0, body.ankle_m, body.heel_m, body.ball_m, body.tip_m, 0.0, body.ball_up_m])
    return _ankles(np.ascontiguousarray(channels, np.float64), body.soles[side], lengths, FOOT[side])


@kernel
def _foot(row, sole, lengths, at):  # type: ignore[no-untyped-def]
    """Ankle position, foot and toe rotation: heel, ball or toe tip stands still, and the lowest point is at LIFT."""
    ankle_m, heel_m, ball_m, tip_m, floor_m = lengths[4], lengths[5], lengths[6], lengths[7], lengths[8]
    pitch = row[at + FOOT_PITCH]
    bend = min(max(-pitch, 0.0), TOE_BEND_RAD)
    heading = rotation(2, row[at + FOOT_YAW])
    foot, toes = mul(heading, rotation(1, -pitch)), mul(heading, rotation(1, -(pitch + bend)))
    ball, ankle = np.array((ball_m, 0.0, lengths[9])), np.array((0.0, 0.0, ankle_m))
    ground = np.array((row[at + FOOT_X], row[at + FOOT_Y], 0.0))
    if pitch >= 0.0:
        heel = np.array((-heel_m, 0.0, 0.0))
        origin = ground + turn(heading, heel) - turn(foot, heel)
        knuckle = origin + turn(foot, ball)
    else:
        tip = np.array((tip_m, 0.0, 0.0))
        knuckle = ground + turn(heading, tip) - turn(toes, tip - ball)
        origin = knuckle - turn(foot, ball)
    lowest = 1e9
    knuckle_z = knuckle[2] - toes[2, 0] * ball[0] - toes[2, 2] * ball[2]
    for v in range(len(sole)):
        x, y, z = sole[v, 0], sole[v, 1], sole[v, 2]
        z_foot = origin[2] + foot[2, 0] * x + foot[2, 1] * y + foot[2, 2] * z
        z_toes = knuckle_z + toes[2, 0] * x + toes[2, 1] * y + toes[2, 2] * z
        lowest = min(lowest, z_foot + (z_toes - z_foot) * sole[v, 3])
    origin[2] += floor_m + row[at + FOOT_LIFT] - lowest
    return origin + turn(foot, ankle), foot, toes


@kernel
def _ankles(rows, sole, lengths, at):  # type: ignore[no-untyped-def]
    out = np.empty((len(rows), 3))
    for t in range(len(rows)):
        ankle, _, _ = _foot(rows[t], sole, lengths, at)
        out[t] = ankle
    return out


@kernel
def _leg(out, row, joints, sole, lengths, side, hip, pelvis):  # type: ignore[no-untyped-def]
    ankle, foot, toes = _foot(row, sole, lengths, FOOT[side])
    facing = unit(turn(pelvis, np.array((1.0, 0.0, 0.0))) + np.array((foot[0, 0], foot[1, 0], 0.0)) * 1.2)
    outward = turn(pelvis, np.array((0.0, 1.0 if side == 0 else -1.0, 0.0)))
    pole = facing + outward * 0.06
    knee, end = two_bone(hip, ankle, pole, lengths[0], lengths[1])
    hinge = cross(pole, ankle - hip)
    place(out, THIGH[side], frame_along(knee - hip, hinge), hip)
    place(out, SHANK[side], frame_along(end - knee, hinge), knee)
    place(out, FOOT_BONE[side], foot, end)
    place(out, TOES[side], toes, end + turn(foot, joints[TOES[side]] - joints[FOOT_BONE[side]]))


@kernel
def _arm(out, row, joints, lengths, side, chest, collar):  # type: ignore[no-untyped-def]
    at, sign = ARM[side], 1.0 if side == 0 else -1.0
    blade = mul(chest, rotation(0, sign * row[at + SHRUG]))
    place(out, CLAVICLE[side], blade, collar)
    shoulder = collar + turn(blade, joints[UPPER_ARM[side]] - joints[CLAVICLE[side]])
    upper = mul(
        mul(chest, rotation(1, -row[at + FLEX])), mul(rotation(0, sign * row[at + ABDUCT]), rotation(2, sign * row[at + TWIST]))
    )
    fore = mul(upper, rotation(1, -row[at + ELBOW]))
    down = np.array((0.0, 0.0, -1.0))
    elbow = shoulder + turn(upper, down) * lengths[2]
    weight = row[at + HAND_WEIGHT]
    if weight > 1e-4:
        grip = elbow + turn(fore, down) * lengths[3]
        target = grip + (np.array((row[at + HAND_X], row[at + HAND_Y], row[at + HAND_Z])) - grip) * weight
        free = elbow - 0.5 * (shoulder + grip)
        lowered = turn(chest, np.array((-0.25, sign * 0.75, 0.0))) + np.array((0.0, 0.0, -0.65))
        pole = unit(free) * (1.0 - weight) + lowered * weight
        elbow, end = two_bone(shoulder, target, pole, lengths[2], lengths[3])
        hinge = cross(target - shoulder, pole)
        reached = frame_along(elbow - shoulder, hinge)
        fore = frame_along(end - elbow, hinge)
        upper = reached if weight >= 1.0 else between(upper, reached, 1.0)
    place(out, UPPER_ARM[side], upper, shoulder)
    place(out, FOREARM[side], fore, elbow)
    hand = mul(mul(fore, rotation(2, -sign * row[at + PRONATE])), rotation(0, sign * row[at + WRIST]))
    wrist = elbow + turn(fore, down) * _span(joints, FOREARM[side], HAND[side])
    place(out, HAND[side], hand, wrist)
    knuckles = wrist + turn(hand, down) * _span(joints, HAND[side], FINGERS[side])
    place(out, FINGERS[side], mul(hand, rotation(0, -sign * row[at + CURL])), knuckles)


@inner
def _span(joints, a, b):  # type: ignore[no-untyped-def]
    d = joints[a] - joints[b]
    return math.sqrt(dot(d, d))


@kernel
def _bones(rows, joints, sole_left, sole_right, lengths):  # type: ignore[no-untyped-def]
    out = np.zeros((len(rows), len(joints), 3, 4))
    for t in range(len(rows)):
        row = rows[t]
        pelvis = mul(rotation(2, row[YAW]), mul(rotation(1, row[PITCH]), rotation(0, row[ROLL])))
        middle = np.array((row[PELVIS_X], row[PELVIS_Y], row[PELVIS_Z] + lengths[8]))
        hips = 0.5 * (joints[THIGH[0]] + joints[THIGH[1]])
        root = middle + turn(pelvis, joints[PELVIS] - hips)
        place(out[t], PELVIS, pelvis, root)
        _leg(out[t], row, joints, sole_left, lengths, 0, middle + turn(pelvis, joints[THIGH[0]] - hips), pelvis)
        _leg(out[t], row, joints, sole_right, lengths, 1, middle + turn(pelvis, joints[THIGH[1]] - hips), pelvis)
        turned, origin = pelvis, root
        for k in range(3):
            bone, share = SPINE + k, SPINE_SHARE[k]
            origin = origin + turn(turned, joints[bone] - joints[bone - 1])
            bend = mul(rotation(1, share * row[SPINE_PITCH]), rotation(0, share * row[SPINE_ROLL]))
            turned = mul(mul(turned, rotation(2, share * row[SPINE_TWIST])), bend)
            place(out[t], bone, turned, origin)
        chest, collars = turned, origin
        for k in range(2):
            share = NECK_SHARE if k == 0 else 1.0 - NECK_SHARE
            origin = origin + turn(turned, joints[NECK + k] - joints[NECK + k - 1])
            nod = mul(rotation(1, share * row[HEAD_PITCH]), rotation(0, share * row[HEAD_ROLL]))
            turned = mul(mul(turned, rotation(2, share * row[HEAD_YAW])), nod)
            place(out[t], NECK + k, turned, origin)
        for side in range(2):
            collar = collars + turn(chest, joints[CLAVICLE[side]] - joints[CHEST])
            _arm(out[t], row, joints, lengths, side, chest, collar)
    return out
