"""Footfalls: where and when each foot is put down, and how it rolls and swings between."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.biped.channels import FOOT, FOOT_LIFT, FOOT_PITCH, FOOT_X, FOOT_Y, FOOT_YAW
from synthclips.catalog.actions.biped.reel import Reel
from synthclips.geometry.curve import through
from synthclips.geometry.skeleton import F64

STRIKE_RAD = math.radians(19.8)  # toe up at heel strike of a full step
PUSH_RAD = math.radians(-88.0)  # at toe-off
SWING_AT = (0.0, 0.131, 0.435, 0.938, 1.0)  # foot pitch through the swing, shares of PUSH (first) and STRIKE (last)
SWING_PUSH = np.array([1.0, 0.794, 0.411, -0.053, 0.0])
SWING_STRIKE = np.array([0.0, 0.0, 0.246, 1.218, 1.0])
# by share of the swing: how much of the way the foot has gone, and how high the lowest point of the sole is
SWUNG = (0.0, 0.04, 0.25, 0.5, 0.75, 0.96, 1.0), (0.0, 0.014, 0.354, 0.581, 0.871, 0.996, 1.0)
LIFTED = (0.0, 0.06, 0.25, 0.55, 0.92, 1.0), (0.0, 0.70, 1.25, 1.0, 0.50, 0.0)
KICKED = (0.0, 0.12, 0.34, 0.62, 0.88, 1.0), (0.0, 0.42, 1.25, 0.75, 0.16, 0.0)  # of who runs: the heel up behind, low before
FLAT_BY, HEEL_OFF = 0.145, 0.231  # shares of the stance
FLATTEN = 1.0  # how the sole comes down: a power
RISEN = (0.0, 0.4, 0.75, 1.0), (0.0, 0.085, 0.218, 1.0)  # how far the heel is up, from HEEL_OFF to the end of the stance
FULL_STEP_M = 0.70


@dataclass(frozen=True)
class Footfall:
    """One swing of one foot. Seconds from the block's start."""

    side: int
    lift_s: float
    land_s: float
    spot: tuple[float, float, float]  # x, y, yaw
    push: float  # 0..1, how far the heel rises before the swing
    strike: float  # 0..1, how far the toes are up at landing
    lift_m: float  # clearance of the sole at mid-swing
    lifted: tuple[tuple[float, ...], tuple[float, ...]] = LIFTED  # how it comes and goes


def play_feet(reel: Reel, block: F64, falls: Sequence[Footfall], times_s: F64) -> None:
    """Write both feet's channels for the block's rows and tell the reel where they end up."""
    start = reel.clock_s
    for side in (0, 1):
        at = FOOT[side]
        block[:, [at + FOOT_X, at + FOOT_Y, at + FOOT_YAW]] = reel.feet[side]
        block[:, at + FOOT_LIFT] = block[:, at + FOOT_PITCH] = 0.0
        own = [f for f in falls if f.side == side]
        landed, strike = -1e9, 0.0
        for fall in own:
            _stance(block, at, times_s, landed, fall.lift_s, strike, fall.push)
            spot = np.array(fall.spot)
            spot[2] = reel.feet[side, 2] + angle_gap(reel.feet[side, 2], spot[2])
            _swing(block, at, times_s, reel.feet[side].copy(), spot, fall)
            reel.put_down(side, start + fall.lift_s, start + fall.land_s, spot)
            landed, strike = fall.land_s, fall.strike
        _stance(block, at, times_s, landed, 1e9, strike, 0.0)


def angle_gap(from_rad: float, to_rad: float) -> float:
    """The turn from one heading to another, the short way, -pi..pi."""
    return (to_rad - from_rad + math.pi) % (2 * math.pi) - math.pi


def _stance(block: F64, at: int, times_s: F64, land_s: float, lift_s: float, strike: float, push: float) -> None:
    here = slice(*np.searchsorted(times_s, (land_s, lift_s)))
    length = min(lift_s - land_s, 0.9)
    since, until = times_s[here] - land_s, lift_s - times_s[here]
    down = np.maximum(1.0 - since / (FLAT_BY * length), 0.0)
    rises_s = min((1.0 - HEEL_OFF) * length, lift_s - times_s[0])  # a body that stood does not find its heel up
    off = np.maximum(1.0 - until / rises_s, 0.0)
    risen = through(*RISEN, off)
    block[here, at + FOOT_PITCH] = strike * STRIKE_RAD * down**FLATTEN + push * PUSH_RAD * risen


def _swing(block: F64, at: int, times_s: F64, origin: F64, spot: F64, fall: Footfall) -> None:
    lifted, landed = np.searchsorted(times_s, (fall.lift_s, fall.land_s))
    here, after = slice(lifted, landed), slice(landed, None)
    w = (times_s[here] - fall.lift_s) / (fall.land_s - fall.lift_s)
    share = through(*SWUNG, w)
    columns = [at + FOOT_X, at + FOOT_Y, at + FOOT_YAW]
    for k, column in enumerate(columns):
        block[here, column] = origin[k] + (spot[k] - origin[k]) * share
        block[after, column] = spot[k]
    block[here, at + FOOT_LIFT] = fall.lift_m * through(*fall.lifted, w)
    pitches = PUSH_RAD * fall.push * SWING_PUSH + STRIKE_RAD * fall.strike * SWING_STRIKE
    block[here, at + FOOT_PITCH] = through(SWING_AT, tuple(pitches.tolist()), w)
