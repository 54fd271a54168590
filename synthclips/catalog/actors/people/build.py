"""One person's build: joints and girths from stature, figure and weight.

Joint heights and limb lengths as shares of stature: Winter, "Biomechanics and motor control of human movement", after
Drillis & Contini 1966; girths follow the square root of body mass index. Children's heads are larger and their legs
shorter shares of their stature: Snyder et al. 1977, "Anthropometry of infants, children and youths to age 18".
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.biped.channels import BONES, CARRIED, CARRIES, HAND
from synthclips.geometry.mesh import F32, snapped
from synthclips.geometry.skeleton import F64, frame_along

Point = tuple[float, float, float]
ARM_OUT_RAD = math.radians(38.0)  # rest pose: arms held away, so that sleeves and torso do not grow together
LEG_OUT = 0.055  # of stature, how much farther out each ankle is than its hip: the trouser legs must not grow together
SHOE_M = 0.024  # sole under the bare foot
GRIP_M = (0.0, 0.026, -0.076)  # from the right wrist to the middle of a closed fist, in the hand's frame
HEAD = 0.13  # height of a grown head without hair, share of stature
GROWS_YEARS = (3.0, 6.0, 10.0, 13.0, 17.0)
HEAD_GROWS = (1.50, 1.29, 1.14, 1.06, 1.0)  # height of the head at these ages against HEAD
LEGS_GROW = (0.885, 0.93, 0.965, 0.985, 1.0)  # height of the hips at these ages against a grown body's
SKULL_UP = 0.0555  # share of stature of the skull's middle over the head joint, where the head is grown
_LEVELS = (0.0, 0.522, 0.832, 0.884, 1.0006)  # soles, hips, root of the neck, head joint and crown of a grown body


@dataclass(frozen=True, eq=False)
class Build:
    """Lengths in metres; `left` joints, the right ones mirrored."""

    stature: float
    figure: float  # 0 straight .. 1 curved (narrow shoulders, wide hips, bust)
    girth: float  # 1 = body mass index 23
    belly: float  # 0 none .. 1
    shoulders: float  # breadth, 1 = average
    hips: float
    age: float
    head: float  # height of the head, 1 = a grown body's share of the stature
    levels: tuple[float, ...]  # where a grown body's `_LEVELS` are, shares of stature
    joint: dict[str, Point]
    key: int

    @property
    def young(self) -> float:
        """0 grown .. 1 at three years."""
        return (self.head - 1.0) / (HEAD_GROWS[0] - 1.0)

    @property
    def fine(self) -> float:
        """How much finer than a grown body's its meshes are: 1, less for small ones."""
        return min(1.0, self.stature / 1.5)

    def level(self, share: float) -> float:
        """Metres over bare soles of what is at that share of a grown body's stature."""
        return float(np.interp(share, _LEVELS, self.levels)) * self.stature

    def at(self, name: str, side: int = 0) -> F64:
        """(3,) a joint; side 1 mirrors to the right."""
        x, y, z = self.joint[name]
        return np.array((x, -y if side else y, z))


def build(*, stature_m: float, figure: float, bmi: float, shoulders: float, hips: float, age_years: float, key: int) -> Build:
    """The joints of a body in its rest pose, arms and legs held apart."""
    h = stature_m - 0.012  # what hair adds to the skull
    up = SHOE_M
    girth = math.sqrt(bmi / 23.0)
    broad = shoulders * (1.045 - 0.09 * figure)
    wide = hips * (0.97 + 0.08 * figure)
    s = h - up
    big, long = (float(np.interp(age_years, GROWS_YEARS, grows)) for grows in (HEAD_GROWS, LEGS_GROW))
    top = _LEVELS[4] - (_LEVELS[4] - _LEVELS[3]) * big
    neck = (_LEVELS[3] - _LEVELS[2]) * (1.0 - 0.6 * (big - 1.0))
    levels = (0.0, _LEVELS[1] * long, top - neck, top, _LEVELS[4])

    def z(share: float) -> float:
        return float(np.interp(share, _LEVELS, levels)) * s + up

    joint = {
        "pelvis": (-0.004 * s, 0.0, z(0.548)),
        "spine": (-0.010 * s, 0.0, z(0.585)),
        "waist": (-0.010 * s, 0.0, z(0.645)),
        "chest": (-0.016 * s, 0.0, z(0.715)),
        "neck": (-0.016 * s, 0.0, z(0.832)),
        "head": (0.000 * s, 0.0, z(0.884)),
        "clavicle": (-0.004 * s, 0.018 * s, z(0.797)),
        "upper_arm": (-0.014 * s, 0.101 * s * broad, z(0.786)),
        "thigh": (0.0, 0.050 * s * wide, z(0.522)),
        "shank": (0.006 * s, 0.050 * s * wide + LEG_OUT * s * 0.5, z(0.284)),
        "foot": (-0.008 * s, 0.050 * s * wide + LEG_OUT * s, z(0.042)),
        "toes": (0.067 * s, 0.050 * s * wide + LEG_OUT * s, z(0.010)),
    }
    shoulder, out = np.array(joint["upper_arm"]), np.array((0.0, math.sin(ARM_OUT_RAD), -math.cos(ARM_OUT_RAD)))
    for name, length in (("forearm", 0.183), ("hand", 0.183 + 0.144), ("fingers", 0.183 + 0.144 + 0.050)):
        joint[name] = tuple(float(v) for v in shoulder + out * length * s)  # type: ignore[assignment]
    belly = min(max((bmi - 22.0) / 14.0, 0.0), 1.0)
    return Build(s, figure, girth, belly, broad, wide, age_years, big, levels, joint, key)


def rest_frames(of: Build, *, hangs: bool = False) -> F32:
    """(25, 3, 4) rest_from_bone: limbs along their bones, all else upright. hangs: does what is carried hang from the hand?"""
    frames = np.zeros((len(BONES), 3, 4))
    ends = {"upper_arm": "forearm", "forearm": "hand", "hand": "fingers", "thigh": "shank", "shank": "foot"}
    for number, bone in enumerate(BONES[:CARRIED]):
        side, name = int(bone.startswith("right_")), bone.removeprefix("left_").removeprefix("right_")
        frames[number, :, :3] = np.eye(3)
        if name in ends:
            frames[number, :, :3] = frame_along(of.at(ends[name], side) - of.at(name, side), np.array((0.0, 1.0, 0.0)))
        if name == "fingers":
            frames[number, :, :3] = frames[number - 1, :, :3]
        frames[number, :, 3] = of.at(name, side)
    hand = frames[HAND[CARRIES]]
    frames[CARRIED] = hand
    frames[CARRIED, :, 3] += hand[:, :3] @ (np.array(GRIP_M) * of.stature / 1.75)
    if hangs:
        frames[CARRIED, :, :3] = np.eye(3)
    return snapped(frames)
