"""From channels to bones: feet first, then pelvis, legs by inverse kinematics, spine, head and arms."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.actions.biped.anatomy import TOE_BEND_RAD, Anatomy
from synthclips.catalog.actions.biped.channels import (
    ABDUCT,
    ARM,
    CARRIED,
    CARRIES,
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
    LOAD,
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
    side_of,
)  # fmt: skip
from synthclips.geometry.mesh import F32, snapped
from synthclips.geometry.skeleton import F64, cross, frame_along, length, mul, place, poses, rotation, turn, two_bone, unit

SPINE_SHARE = (0.30, 0.35, 0.35)  # of bend and twist, from the loins up
NECK_SHARE = (0.45, 0.55)
HANG = 0.85  # of a trunk's lean that its arms do not follow, because they hang
DOWN = np.array((0.0, 0.0, -1.0))


def bones(channels: F64, body: Anatomy, floor_m: float) -> F32:
    """(T, 25, 3, 4) world_from_bone of (T, CHANNELS) rows, snapped."""
    channels, out = np.asfortranarray(channels), poses((len(channels),), len(body.joints), 3, 4)
    middle = channels[:, [PELVIS_X, PELVIS_Y, PELVIS_Z]] + np.array((0.0, 0.0, floor_m))
    pelvis, chest, collars = _trunk(out, channels, body, middle)
    _chain(out, channels, body, NECK, NECK_SHARE, (HEAD_PITCH, HEAD_ROLL, HEAD_YAW), chest, collars)
    for side in (0, 1):
        _leg(out, channels, body, side, floor_m, middle + turn(pelvis, body.joints[THIGH[side]] - _hips(body)), pelvis)
        _arm(out, channels, body, side, chest, collars)
    _load(out, channels, body)
    return np.ascontiguousarray(snapped(out))


def shoulder(channels: F64, body: Anatomy, side: int) -> F64:
    """(T, 3) where `bones` puts one upper arm, without the rest of the body; the floor at 0."""
    channels, unused = np.asfortranarray(channels), poses((len(channels),), len(body.joints), 3, 4)
    _, chest, collars = _trunk(unused, channels, body, channels[:, [PELVIS_X, PELVIS_Y, PELVIS_Z]])
    _, _, at = _blade(channels, body, side, chest, collars)
    out: F64 = snapped(at).astype(np.float64)
    return out


def ankles(channels: F64, body: Anatomy, side: int) -> F64:
    """(T, 3) where the ankle joints must be for the feet to stand as the channels say; the floor at 0."""
    return _foot(channels, body, side, 0.0)[0]


def _hips(body: Anatomy) -> F64:
    """(3,) the hip joints' middle, body space."""
    middle: F64 = 0.5 * (body.joints[THIGH[0]] + body.joints[THIGH[1]])
    return middle


def _trunk(out: F64, channels: F64, body: Anatomy, middle: F64) -> tuple[F64, F64, F64]:
    """Places pelvis and spine over the hips' middle; the pelvis' and the chest's rotation, the chest's place."""
    pelvis = mul(rotation(2, channels[:, YAW]), mul(rotation(1, channels[:, PITCH]), rotation(0, channels[:, ROLL])))
    root = middle + turn(pelvis, body.joints[PELVIS] - _hips(body))
    place(out, PELVIS, pelvis, root)
    chest, at = _chain(out, channels, body, SPINE, SPINE_SHARE, (SPINE_PITCH, SPINE_ROLL, SPINE_TWIST), pelvis, root)
    return pelvis, chest, at


def _chain(
    out: F64, rows: F64, body: Anatomy, first: int, shares: tuple[float, ...], at: tuple[int, int, int], turned: F64, origin: F64
) -> tuple[F64, F64]:
    """Places the bones from `first` up, each with its share of the pitch, roll and twist at `at`; the last one's frame."""
    pitch, roll, twist = (rows[:, k] for k in at)
    for bone, share in enumerate(shares, first):
        origin = origin + turn(turned, body.joints[bone] - body.joints[bone - 1])
        bend = mul(rotation(1, share * pitch), rotation(0, share * roll))
        turned = mul(mul(turned, rotation(2, share * twist)), bend)
        place(out, bone, turned, origin)
    return turned, origin


def _foot(rows: F64, body: Anatomy, side: int, floor_m: float) -> tuple[F64, F64, F64]:
    """Ankle position, foot and toe rotation: heel, ball or toe tip stands still, and the lowest point is at LIFT."""
    x, y, lift, yaw, pitch = (rows[:, FOOT[side] + k] for k in (FOOT_X, FOOT_Y, FOOT_LIFT, FOOT_YAW, FOOT_PITCH))
    heading = rotation(2, yaw)
    foot, toes = (mul(heading, pitched) for pitched in _pitched(pitch))
    heel, ball, tip = np.array(((-body.heel_m, 0.0, 0.0), (body.ball_m, 0.0, body.ball_up_m), (body.tip_m, 0.0, 0.0)))
    ground = np.stack((x, y, 0.0 * x), 1)
    on_heel = ground + turn(heading, heel) - turn(foot, heel)
    on_tip = ground + turn(heading, tip) - turn(toes, tip - ball) - turn(foot, ball)
    origin = np.where((pitch >= 0.0)[:, None], on_heel, on_tip)
    origin[:, 2] += floor_m + lift - (origin[:, 2] + _lowest(body.soles[side], ball, pitch))
    return origin + turn(foot, np.array((0.0, 0.0, body.ankle_m))), foot, toes


def _pitched(pitch: F64) -> tuple[F64, F64]:
    """Foot and toe rotation of a foot that heads along x; toes stay on the floor as long as they bend."""
    return rotation(1, -pitch), rotation(1, -(pitch + np.clip(-pitch, 0.0, TOE_BEND_RAD)))


def _lowest(sole: F64, ball: F64, pitch: F64) -> F64:
    """(T,) height over the foot's origin of the sole's lowest point, skinned between foot and toes.

    Pitch alone decides it, and feet that stand share theirs: each pitch is looked at once.
    """
    each, which = np.unique(pitch, return_inverse=True)
    (foot, toes), share = _pitched(each), sole[:, 3]
    by_foot, by_toes = _heights(foot, sole), _heights(toes, sole)
    by_toes += (turn(foot, ball) - turn(toes, ball))[:, 2, None]
    by_toes -= by_foot
    by_toes *= share
    by_toes += by_foot
    lowest: F64 = by_toes.min(1)[which]
    return lowest


def _heights(pitched: F64, points: F64) -> F64:
    """(T, N) third coordinates of (N, 3 or more) points turned by (T, 3, 3) about y."""
    out: F64 = pitched[:, 2, 0, None] * points[:, 0]
    out += pitched[:, 2, 2, None] * points[:, 2]
    return out


def _leg(out: F64, rows: F64, body: Anatomy, side: int, floor_m: float, hip: F64, pelvis: F64) -> None:
    ankle, foot, toes = _foot(rows, body, side, floor_m)
    facing = unit(pelvis[..., 0] + foot[..., 0] * (1.2, 1.2, 0.0))
    pole = facing + pelvis[..., 1] * (0.06 * side_of(side))
    knee, end = two_bone(hip, ankle, pole, body.thigh_m, body.shank_m)
    hinge = cross(pole, ankle - hip)
    place(out, THIGH[side], frame_along(knee - hip, hinge), hip)
    place(out, SHANK[side], frame_along(end - knee, hinge), knee)
    place(out, FOOT_BONE[side], foot, end)
    place(out, TOES[side], toes, end + turn(foot, body.joints[TOES[side]] - body.joints[FOOT_BONE[side]]))


def _blade(rows: F64, body: Anatomy, side: int, chest: F64, collars: F64) -> tuple[F64, F64, F64]:
    """The shoulder blade's rotation, its place and the shoulder's; `collars` is the chest's place."""
    blade = mul(chest, rotation(0, side_of(side) * rows[:, ARM[side] + SHRUG]))
    collar = collars + turn(chest, body.joints[CLAVICLE[side]] - body.joints[CHEST])
    return blade, collar, collar + turn(blade, body.joints[UPPER_ARM[side]] - body.joints[CLAVICLE[side]])


def _arm(out: F64, rows: F64, body: Anatomy, side: int, chest: F64, collars: F64) -> None:
    arm, sign, joints = rows[:, ARM[side] : ARM[side] + 12], side_of(side), body.joints
    blade, collar, shoulder = _blade(rows, body, side, chest, collars)
    raised = mul(chest, rotation(1, -(arm[:, FLEX] + HANG * (rows[:, PITCH] + rows[:, SPINE_PITCH]))))
    upper = mul(raised, mul(rotation(0, sign * arm[:, ABDUCT]), rotation(2, sign * arm[:, TWIST])))
    fore = mul(upper, rotation(1, -arm[:, ELBOW]))
    elbow = shoulder + turn(upper, DOWN) * body.upper_arm_m
    held = np.nonzero(arm[:, HAND_WEIGHT] > 1e-4)[0]
    if len(held):
        given = arm[held], chest[held], shoulder[held], elbow[held], fore[held]
        upper[held], fore[held], elbow[held] = _reached(*given, body, sign)
    hand = mul(mul(fore, rotation(2, -sign * arm[:, PRONATE])), rotation(0, sign * arm[:, WRIST]))
    wrist = elbow + turn(fore, DOWN) * length(joints[FOREARM[side]] - joints[HAND[side]])
    knuckles = wrist + turn(hand, DOWN) * length(joints[HAND[side]] - joints[FINGERS[side]])
    place(out, CLAVICLE[side], blade, collar)
    place(out, UPPER_ARM[side], upper, shoulder)
    place(out, FOREARM[side], fore, elbow)
    place(out, HAND[side], hand, wrist)
    place(out, FINGERS[side], mul(hand, rotation(0, -sign * arm[:, CURL])), knuckles)


def _load(out: F64, rows: F64, body: Anatomy) -> None:
    """What is carried goes with the hand, or hangs from it, turned as the body is."""
    hand = HAND[CARRIES]
    held = out[:, hand, :, :3]
    grip = body.rest[hand].T @ (body.joints[CARRIED] - body.joints[hand])
    turned = held
    if body.hangs:
        left = np.stack((-np.sin(rows[:, YAW]), np.cos(rows[:, YAW]), 0.0 * rows[:, YAW]), 1)
        turned = frame_along(np.stack((rows[:, LOAD], rows[:, LOAD + 1], 0.0 * rows[:, LOAD] - 1.0), 1), left)
    place(out, CARRIED, turned, out[:, hand, :, 3] + turn(held, grip))


def _reached(arm: F64, chest: F64, shoulder: F64, elbow: F64, fore: F64, body: Anatomy, sign: float) -> tuple[F64, F64, F64]:
    """Upper arm, forearm and elbow of an arm that is drawn to the hand's target by its weight."""
    weight = arm[:, HAND_WEIGHT, None]
    grip = elbow + turn(fore, DOWN) * body.grip_m
    target = grip + (arm[:, [HAND_X, HAND_Y, HAND_Z]] - grip) * weight
    free = elbow - 0.5 * (shoulder + grip)
    pole = unit(free) * (1.0 - weight) + _elbow_side(chest, target - shoulder, sign) * weight
    elbow, end = two_bone(shoulder, target, pole, body.upper_arm_m, body.grip_m)
    hinge = cross(target - shoulder, pole)
    return frame_along(elbow - shoulder, hinge), frame_along(end - elbow, hinge), elbow


def _elbow_side(chest: F64, line: F64, sign: float) -> F64:
    """(T, 3) where an elbow points: back on a hanging arm, from there as the arm is swung to `line`, and always a little out.

    The shortest swing: it changes suddenly for an arm straight up only.
    """
    to = unit(turn(np.swapaxes(chest, -1, -2), line))
    axis = cross(np.broadcast_to(DOWN, to.shape), to)
    rest = np.broadcast_to(np.array((-1.0, 0.0, 0.0)), to.shape)
    first = cross(axis, rest)
    swung = rest + first + cross(axis, first) / np.maximum(1.0 - to[..., 2:], 0.05) + np.array((0.0, 0.5 * sign, 0.0))
    out: F64 = turn(chest, swung)
    return out
