"""The channels of a pose: one row of plain numbers, from which `solve` makes every bone.

Metres and radians, world frame for pelvis, feet and hand targets. Angles are positive for: spine pitch forward,
roll to the right side, twist and yaw to the left, flexion of arm, elbow and hip forward, foot pitch toe up.
"""

from __future__ import annotations

from synthclips.scene.errors import SceneError

RATE_HZ = 100.0  # rows a second of the inner grid; frames are read between rows

PELVIS_X, PELVIS_Y, PELVIS_Z, YAW, PITCH, ROLL = range(6)  # Z: height of the hip joints' middle over the floor
SPINE_PITCH, SPINE_ROLL, SPINE_TWIST, HEAD_YAW, HEAD_PITCH, HEAD_ROLL = range(6, 12)
FOOT = (12, 17)  # left, right: + 0..4
FOOT_X, FOOT_Y, FOOT_LIFT, FOOT_YAW, FOOT_PITCH = range(5)  # X, Y: the sole under the ankle, when flat; LIFT: of its lowest point
ARM = (22, 34)  # left, right: + 0..11
FLEX, ABDUCT, TWIST, ELBOW, WRIST, CURL, HAND_X, HAND_Y, HAND_Z, HAND_WEIGHT, PRONATE, SHRUG = range(12)
LOAD = 46  # + 0, 1: how far below the grip what hangs from it is, along x and y, per metre
CHANNELS = 48
SIDES = ("left", "right")

BONES = (
    "pelvis", "spine", "waist", "chest", "neck", "head",
    "left_clavicle", "left_upper_arm", "left_forearm", "left_hand", "left_fingers",
    "right_clavicle", "right_upper_arm", "right_forearm", "right_hand", "right_fingers",
    "left_thigh", "left_shank", "left_foot", "left_toes",
    "right_thigh", "right_shank", "right_foot", "right_toes", "carried",
)  # fmt: skip
PARENT = (-1, 0, 1, 2, 3, 4, 3, 6, 7, 8, 9, 3, 11, 12, 13, 14, 0, 16, 17, 18, 0, 20, 21, 22, 14)
PELVIS, SPINE, WAIST, CHEST, NECK, HEAD = range(6)
CLAVICLE, UPPER_ARM, FOREARM, HAND, FINGERS = ((6, 11), (7, 12), (8, 13), (9, 14), (10, 15))
THIGH, SHANK, FOOT_BONE, TOES = ((16, 20), (17, 21), (18, 22), (19, 23))
CARRIED, CARRIES = 24, 1  # what is carried, and the side of the hand that does


def side_of(number: int) -> float:
    """+1 for left (0), -1 for right (1): the sign of y."""
    return 1.0 if number == 0 else -1.0


def check_biped(bone_names: tuple[str, ...], actor: str) -> None:
    """Raises SceneError unless the bones are a person's, in order."""
    if bone_names != BONES:
        raise SceneError("has a body without a person's bones; person.* actions need one", where=f"actors.{actor}")
