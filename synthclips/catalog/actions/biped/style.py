"""Ways of moving on foot, and how the trunk and the arms are held in them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.biped.channels import (
    ABDUCT,
    ARM,
    ELBOW,
    FLEX,
    HEAD_PITCH,
    PELVIS_Z,
    PITCH,
    PRONATE,
    SHRUG,
    SPINE_PITCH,
    TWIST,
)  # fmt: skip
from synthclips.catalog.actions.biped.reel import Reel
from synthclips.geometry.skeleton import F64


@dataclass(frozen=True)
class Style:
    """A way of walking, as it differs from the average walk."""

    duty: float  # share of the stride a foot is down
    tempo: float  # stride frequency against the law
    sink_m: float  # hips lower than standing
    trunk_rad: float  # pitched forward
    head_rad: float
    lift_m: float  # clearance of the swinging foot
    roll: float  # how far the foot rolls from heel to toe, 1 = walking
    bounce_m: float  # height of the bob, peak to peak, at full step
    arms: float  # swing, 1 = walking
    guard: float  # 0: arms hang, 1: held before the body
    scan_rad: float  # the head turns this far to both sides
    width: float = 1.0  # of step width
    over: float = 0.238  # of the stride after landing, when the hips pass over the ankle
    highest: float = 0.318  # of the stride after landing, when the hips are highest
    thrown: bool = False  # does the body fly between its steps? Then the bob is what gravity makes it, `bounce_m` at most
    elbow_rad: float = 0.05  # bent so much more, the upper arms held back by a fifth of it
    push_mps2: float = 1.1  # speeding up and braking
    bend_mps2: float = 0.9  # sideways


WALK = Style(0.62, 1.0, -0.0009, 0.03, 0.0, 0.022, 1.0, 0.0386, 1.0, 0.0, 0.10)
CREEP = Style(0.70, 1.0, 0.075, math.radians(22.0), 0.05, 0.055, 0.42, 0.02, 0.25, 1.0, 0.55, width=1.3, push_mps2=0.5)
RUN = Style(
    0.36, 0.97, 0.004, 0.20, 0.0, 0.20, 0.70, 0.075, 1.6, 0.0, 0.05, width=0.4, over=0.165, highest=0.43, thrown=True,
    elbow_rad=1.45, push_mps2=2.4, bend_mps2=2.6,
)  # fmt: skip


def crouch(block: F64, style: Style) -> None:
    """A style's crouch, without steps."""
    if style.guard == 0:
        return
    block[:, PELVIS_Z] -= style.sink_m
    block[:, PITCH] += 0.25 * style.trunk_rad
    block[:, SPINE_PITCH] += 0.75 * style.trunk_rad
    block[:, HEAD_PITCH] += style.head_rad - 0.8 * style.trunk_rad


def swing_arm(reel: Reel, block: F64, side: int, forward: F64, style: Style, going: F64 | float = 1.0) -> None:
    """One arm's swing; forward is +1 when the other side's foot is foremost. going: how much of the style there is, 0..1."""
    at, manner = ARM[side], reel.manner
    swing = math.radians(20.0) * style.arms * manner.swing
    load = reel.holds[side]
    if load is not None:
        swing *= load.swing
    block[:, at + FLEX] -= 0.2 * style.elbow_rad * going
    block[:, at + FLEX] += swing * forward - 0.05 * abs(swing)
    block[:, at + ELBOW] += 0.55 * swing * np.maximum(forward, -0.4) + style.elbow_rad * going * (load is None)
    if style.guard > 0 and load is None:
        g, own = style.guard, reel.stream
        block[:, at + FLEX] += g * own.uniform(-0.15, 0.15)
        block[:, at + ELBOW] += g * own.uniform(0.60, 1.25)
        block[:, at + ABDUCT] += g * own.uniform(-0.04, 0.08)
        block[:, at + TWIST] += g * own.uniform(-0.20, 0.05)
        block[:, at + PRONATE] += g * 0.6
        block[:, at + SHRUG] += g * own.uniform(0.02, 0.09)
