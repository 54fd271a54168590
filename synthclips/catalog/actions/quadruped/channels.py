"""What an animal does at one instant, as one row of numbers: so postures blend, and actions are functions of time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
LEGS = ("left_fore", "right_fore", "left_hind", "right_hind")
SIDE = np.array([1.0, -1.0, 1.0, -1.0])

MID = slice(0, 3)  # world position of the joint in the middle of the back
TURN = slice(3, 48)  # 15 x (yaw, pitch, roll) in the world: pelvis .. head, then the tail; pitch > 0 is nose up
EARS = slice(48, 52)  # 2 x (laid back, turned out), radians from rest
JAW = slice(52, 53)  # opened, radians
TOES = slice(53, 65)  # 4 x world position of the toes' tips
PAWS = slice(65, 73)  # 4 x (yaw in the world, heel up)
LEAN = slice(73, 77)  # shoulder blade, or metatarsus: turned forward, radians
SPLAY = slice(77, 81)  # knee or elbow outward, as tangent
EASE = slice(81, 85)  # 0..1, how far lean and heel follow the leg's angle by themselves
WIDTH = 85

PELVIS, SPINE3, CHEST, NECK1, NECK2, HEAD, TAIL = 0, 3, 5, 6, 7, 8, 9


def turns(rows: F64) -> F64:
    """(..., 15, 3) view of the angles."""
    return rows[..., TURN].reshape(*rows.shape[:-1], 15, 3)


def toes(rows: F64) -> F64:
    """(..., 4, 3) view of the toes' places."""
    return rows[..., TOES].reshape(*rows.shape[:-1], 4, 3)


def paws(rows: F64) -> F64:
    """(..., 4, 2) view of the paws' yaw and heel."""
    return rows[..., PAWS].reshape(*rows.shape[:-1], 4, 2)


def ears(rows: F64) -> F64:
    """(..., 2, 2) view of the ears."""
    return rows[..., EARS].reshape(*rows.shape[:-1], 2, 2)


def smooth(s: F64 | float) -> F64:
    """0..1 to 0..1 with no speed and no acceleration at the ends."""
    x = np.minimum(np.maximum(s, 0.0), 1.0)  # np.clip takes thrice as long to begin
    out: F64 = x * x * x * (x * (x * 6.0 - 15.0) + 10.0)
    return out


def bump(s: F64) -> F64:
    """0 at both ends, 1 in the middle, smooth."""
    x = np.minimum(np.maximum(s, 0.0), 1.0)
    out: F64 = (4.0 * x * (1.0 - x)) ** 1.5
    return out
