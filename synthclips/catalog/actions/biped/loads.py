"""Loads: how a hand keeps what it carries, and how what hangs from it swings."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.biped.channels import RATE_HZ
from synthclips.geometry.kinematics import GRAVITY
from synthclips.geometry.skeleton import F64

CORD_M, DAMPING = 0.30, 0.22  # from the grip to the middle of a bag, and of its swing, 1 = none
FARTHEST = 0.40  # that it swings to, of its length


@dataclass(frozen=True)
class Load:
    """The arm that holds something, radians, and what is left of its swing."""

    flex: float
    abduct: float
    elbow: float
    twist: float
    pronate: float
    curl: float = 1.0
    swing: float = 0.15
    sweep_rad: float = 0.0  # to both sides, of who looks about with it
    tucked: tuple[float, float] = (0.0, 0.0)  # flexion and abduction of the upper arm more, through a door
    leans: bool = False  # is it a stick, which stands on the floor?
    lowered: float = 0.0  # how far elbow and upper arm let it down before a door, or it would be in the leaf


TAKEN = Load(0.22, 0.16, 1.45, -0.30, 0.15)  # what was picked up, before the body
LOADS = {  # by what a body carries
    "bag": Load(0.04, 0.24, 0.10, -0.20, 0.30, swing=0.30, tucked=(0.42, -0.16)),
    "crowbar": Load(0.05, 0.18, 0.25, -0.25, 0.35, swing=0.45, tucked=(0.10, -0.08)),
    "torch": Load(0.16, 0.14, 1.24, -0.12, 0.05, sweep_rad=0.22, lowered=0.95),
    "stick": Load(0.12, 0.16, 0.40, -0.20, 0.30, swing=0.9, leans=True),
    "phone": Load(0.42, 0.10, 1.66, -0.42, -0.70, curl=0.65, lowered=0.5),
}


def swayed(grip_m: F64) -> F64:
    """(N, 2) how far below the grip, sideways and per metre, what hangs from it is, as (N, 3) of the grip at RATE_HZ moves it.

    A damped pendulum, integrated step by step (semi-implicit Euler).
    """
    pull, step = GRAVITY / CORD_M, 1.0 / RATE_HZ
    drag = 2.0 * DAMPING * math.sqrt(pull)
    out = np.zeros((len(grip_m), 2))
    for axis in (0, 1):
        path, off, speed = grip_m[:, axis].tolist(), 0.0, 0.0
        for k in range(2, len(path)):
            push = (path[k] - 2.0 * path[k - 1] + path[k - 2]) / (step * step * CORD_M)
            speed += step * (-push - drag * speed - pull * off)
            off = min(max(off + step * speed, -FARTHEST), FARTHEST)
            out[k, axis] = off
    return out
