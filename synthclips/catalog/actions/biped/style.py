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


WALK = Style(0.62, 1.0, -0.0009, 0.03, 0.0, 0.022, 1.0, 0.0386, 1.0, 0.0, 0.10)


def crouch(block: F64, style: Style) -> None:
    """A style's crouch, without steps."""
    if style.guard == 0:
        return
    block[:, PELVIS_Z] -= style.sink_m
    block[:, PITCH] += 0.25 * style.trunk_rad
    block[:, SPINE_PITCH] += 0.75 * style.trunk_rad
    block[:, HEAD_PITCH] += style.head_rad - 0.8 * style.trunk_rad


def swing_arm(reel: Reel, block: F64, side: int, forward: F64, style: Style) -> None:
    """One arm's swing; forward is +1 when the other side's foot is foremost."""
    at, manner = ARM[side], reel.manner
    swing = math.radians(20.0) * style.arms * manner.swing
    if reel.holding == side:
        swing *= 0.15
    block[:, at + FLEX] += swing * forward - 0.05 * abs(swing)
    block[:, at + ELBOW] += 0.55 * swing * np.maximum(forward, -0.4) + 0.05
    if style.guard > 0 and reel.holding != side:
        g, own = style.guard, reel.stream
        block[:, at + FLEX] += g * own.uniform(-0.15, 0.15)
        block[:, at + ELBOW] += g * own.uniform(0.60, 1.25)
        block[:, at + ABDUCT] += g * own.uniform(-0.04, 0.08)
        block[:, at + TWIST] += g * own.uniform(-0.20, 0.05)
        block[:, at + PRONATE] += g * 0.6
        block[:, at + SHRUG] += g * own.uniform(0.02, 0.09)
