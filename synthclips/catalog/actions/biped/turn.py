"""Turning on the spot by steps: the head goes first, then the hips, and each foot is lifted, swung round and set down.

The foot on the inner side opens the turn, the other follows it a little farther, and so on: no foot stands turned in by
more than `FOLLOWS` of an opening step. A right angle takes three steps and 1.2 s, half a turn five and 1.9 s.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from synthclips.catalog.actions.biped.channels import (
    HEAD_YAW,
    PELVIS_X,
    PELVIS_Y,
    PELVIS_Z,
    RATE_HZ,
    ROLL,
    SPINE_ROLL,
    SPINE_TWIST,
    YAW,
    side_of,
)  # fmt: skip
from synthclips.catalog.actions.biped.footfall import Footfall, angle_gap, play_feet
from synthclips.catalog.actions.biped.reel import Reel, count, ease
from synthclips.catalog.actions.biped.style import WALK, Style, crouch, swing_arm
from synthclips.geometry.curve import step
from synthclips.geometry.skeleton import F64

OPENS_RAD = math.radians(57.0)  # the most that a foot is set down turned out from the other
FOLLOWS = 0.4  # of that: how far the other foot then overtakes it, and how far it may stay behind at the end
STEPLESS_RAD = math.radians(17.0)  # feet that stand this much off the new facing stay where they are
SHIFT_M = 0.40  # the farthest that two steps move the body
CLEAR_M, APART_M = 0.04, 0.30  # sideways past the standing foot; least space between the feet on the way
AHEAD_S, BEAT_S, SWING_S, SETTLE_S = 0.16, 0.36, 0.31, 0.14  # before the first step, from step to step, foot in the air, after
LIFT_M, PUSH = 0.05, 0.16  # clearance of the sole and how far the heel rises first
SLOW = 1.5  # times as long when creeping
LEAN_M, SINK_M, DROP_RAD = 0.028, 0.010, math.radians(2.0)  # of the hips: over the standing foot, down, on the other side
HEAD_PACE, HEAD_RAD = 1.8, 0.8  # how much faster head and chest turn than the hips, and how far ahead of them at most
ARMS = 0.3  # of a walk's swing


def play_turn(reel: Reel, facing_rad: float, style: Style = WALK, *, place_m: Sequence[float] | None = None) -> None:
    """Face another way; `place_m` (x, y) moves the stand a little on the way."""
    block = turning(reel, facing_rad, style, place_m=place_m)
    if block is not None:
        reel.add(block)


def turning(reel: Reel, facing_rad: float, style: Style = WALK, *, place_m: Sequence[float] | None = None) -> F64 | None:
    """The rows of such a turn, feet told to the reel but nothing added to it yet; None if the body stands so already."""
    shift = np.zeros(2) if place_m is None else np.asarray(place_m, np.float64)[:2] - reel.place_m
    begin, total = reel.facing_rad, angle_gap(reel.facing_rad, facing_rad)
    far = math.sqrt(float((shift * shift).sum()))
    if abs(total) < 0.06 and far < 0.03:
        return None
    stands = sum(angle_gap(begin, float(yaw)) for yaw in reel.feet[:, 2]) / 2.0
    if far < 0.03 and abs(total - stands) < STEPLESS_RAD:
        reel.facing_rad = begin + total
        return reel.resting(count(2.0 * AHEAD_S))
    falls = _footfalls(reel, total, shift, style)
    reel.facing_rad = begin + total
    return _carried(reel, falls, total, shift, style)


def _footfalls(reel: Reel, total_rad: float, shift: F64, style: Style) -> list[Footfall]:
    """Where each foot is set down: with its share of the turn, and of the way to the new stand."""
    slow = 1.0 if style.guard == 0 else SLOW
    pairs, small = _pairs(reel, shift), reel.body.size
    side, shares = _leading_foot(reel, total_rad, shift), _shares(total_rad, 2 * pairs)
    if side_of(side) * _leftward(reel, shift) < -CLEAR_M:  # the other foot stands in the way
        side, shares = 1 - side, [0.0, *shares]
    falls = []
    for n, share in enumerate(shares):
        last, moved = n + 2 >= len(shares), min((n // 2 + 1) / pairs, 1.0)
        width = reel.manner.stance_m if last else max(reel.manner.stance_m, APART_M * small)
        x, y = (float(v) for v in reel.place_m + shift * moved)
        stands = reel.footing(x, y, reel.facing_rad + total_rad * (1.0 if last else share), width_m=width)[side]
        yaw = reel.facing_rad + total_rad * share + side_of(side) * reel.manner.toe_out_rad
        lift = (AHEAD_S + n * BEAT_S) * slow
        falls.append(
            Footfall(side, lift, lift + SWING_S * slow, (float(stands[0]), float(stands[1]), yaw), PUSH, 0.0, LIFT_M * small)
        )
        side = 1 - side
    return falls


def _pairs(reel: Reel, shift: F64) -> int:
    """Of steps that move the body."""
    return max(1, math.ceil(math.sqrt(float((shift * shift).sum())) / (SHIFT_M * reel.body.size)))


def _shares(total_rad: float, steps: int) -> list[float]:
    """How much of the turn is done after each step: so many steps, or as few more as open no farther than legs do."""
    while abs(total_rad) > OPENS_RAD * sum(_parts(steps)):
        steps += 1
    parts = _parts(steps)
    return [sum(parts[: n + 1]) / sum(parts) for n in range(steps)]


def _parts(steps: int) -> list[float]:
    """What each step adds to the turn, as a share of an opening step."""
    parts = [1.0 if n % 2 == 0 else FOLLOWS for n in range(steps)]
    parts[-1] = 0.0 if steps % 2 == 0 else FOLLOWS
    return parts


def _leading_foot(reel: Reel, total_rad: float, shift: F64) -> int:
    """The inner foot of a turn, else the one on the side the body moves to."""
    return int(total_rad < 0) if abs(total_rad) > STEPLESS_RAD else int(_leftward(reel, shift) < 0)


def _leftward(reel: Reel, shift: F64) -> float:
    return float(math.cos(reel.facing_rad) * shift[1] - math.sin(reel.facing_rad) * shift[0])


def _carried(reel: Reel, falls: Sequence[Footfall], total_rad: float, shift: F64, style: Style) -> F64:
    """The rows of hips, trunk, arms and head over such steps, the body already counted as facing where it will."""
    end_s = falls[-1].land_s
    times = np.arange(count(end_s + SETTLE_S)) / RATE_HZ
    origin, block = reel.place_m, reel.resting(len(times))
    gone = ease(times / falls[2 * _pairs(reel, shift) - 1].land_s)
    turned = step((times - 0.3 * AHEAD_S) / (end_s - 0.3 * AHEAD_S))
    ahead = np.clip(total_rad * (ease(times / end_s * HEAD_PACE) - turned), -HEAD_RAD, HEAD_RAD)
    swung = _swung(falls, times)
    block[:, YAW] = reel.facing_rad + total_rad * (turned - 1.0)
    block[:, SPINE_TWIST] += 0.3 * ahead
    block[:, HEAD_YAW] += 0.8 * ahead
    crouch(block, style)
    lean = -LEAN_M * swung
    block[:, PELVIS_X] = origin[0] + shift[0] * gone - np.sin(block[:, YAW]) * lean
    block[:, PELVIS_Y] = origin[1] + shift[1] * gone + np.cos(block[:, YAW]) * lean
    block[:, PELVIS_Z] -= SINK_M * np.abs(swung)
    block[:, ROLL] += DROP_RAD * swung
    block[:, SPINE_ROLL] -= 1.1 * DROP_RAD * swung
    for side in (0, 1):
        swing_arm(reel, block, side, -side_of(side) * ARMS * swung, style)
    play_feet(reel, block, falls, times)
    return block


def _swung(falls: Sequence[Footfall], times_s: F64) -> F64:
    """(T,) +1 while the left foot is in mid-swing, -1 the right, smooth between."""
    out = np.zeros(len(times_s))
    for fall in falls:
        half = 0.6 * (fall.land_s - fall.lift_s)
        u = np.clip((times_s - 0.5 * (fall.lift_s + fall.land_s)) / half, -1.0, 1.0)
        out += side_of(fall.side) * (1.0 - u * u) ** 2
    return out
