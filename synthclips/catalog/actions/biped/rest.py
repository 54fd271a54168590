"""Standing about and sitting."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from synthclips.catalog.actions.biped.channels import (
    ABDUCT,
    ARM,
    CURL,
    ELBOW,
    FLEX,
    FOOT,
    FOOT_LIFT,
    HAND_WEIGHT,
    HAND_X,
    HAND_Z,
    HEAD_PITCH,
    HEAD_YAW,
    PELVIS_X,
    PELVIS_Y,
    PELVIS_Z,
    PITCH,
    PRONATE,
    RATE_HZ,
    ROLL,
    SPINE_PITCH,
    SPINE_TWIST,
    YAW,
    side_of,
)  # fmt: skip
from synthclips.catalog.actions.biped.footfall import angle_gap
from synthclips.catalog.actions.biped.reach import look_at
from synthclips.catalog.actions.biped.reel import Reel, count, ease
from synthclips.catalog.actions.biped.turn import play_turn
from synthclips.geometry.skeleton import F64

DOWN_S, UP_S = 1.45, 1.25
SEAT_M = 0.100  # hip joints over the cushion
SLOPES = 0.28  # how far a seat's edge lets a thigh slope down to the knee; legs too short for that dangle
BOW_RAD = 0.75  # the trunk bows on the way down and up


def play_stand(reel: Reel, seconds: float, look_at_m: Sequence[float] | None) -> None:
    """Stand and look about, or at something."""
    if look_at_m is not None:
        _face(reel, look_at_m)
    rows = count(seconds)
    block = reel.resting(rows)
    if look_at_m is not None:
        look_at(reel, block, np.array((*look_at_m, 1.4)[:3], np.float64))
    else:
        block[:, HEAD_YAW] += _glances(reel, rows)
        block[:, SPINE_TWIST] += 0.25 * block[:, HEAD_YAW]
    reel.add(block)


def _face(reel: Reel, point_m: Sequence[float]) -> None:
    toward = math.atan2(point_m[1] - reel.place_m[1], point_m[0] - reel.place_m[0])
    if abs(angle_gap(reel.facing_rad, toward)) > 1.0:
        play_turn(reel, toward)


def _glances(reel: Reel, rows: int) -> F64:
    """(rows,) a head that looks somewhere, stays, looks elsewhere."""
    times, at, now = np.arange(rows) / RATE_HZ, 0.0, 0.0
    out = np.zeros(rows)
    while at < times[-1]:
        at += reel.stream.uniform(0.5, 2.2)
        there = reel.stream.uniform(-0.9, 0.9)
        out += (there - now) * ease((times - at) / (0.25 + 0.35 * abs(there - now)))
        now = there
    return out


def play_sit(reel: Reel, seat_m: Sequence[float], facing_rad: float, seconds: float) -> None:
    """Turn the back to the seat, sit down, hands on the thighs; stays seated until `stand_up`."""
    seat, ahead = np.asarray(seat_m, np.float64), np.array((math.cos(facing_rad), math.sin(facing_rad)))
    place = seat[:2] + ahead * (0.93 * reel.body.thigh_m + 0.02)
    play_turn(reel, facing_rad, place_m=(float(place[0]), float(place[1])))
    reel.facing_rad += angle_gap(reel.facing_rad, facing_rad)
    standing, seated = reel.resting(1)[0], _seated(reel, seat)
    times = np.arange(count(DOWN_S)) / RATE_HZ
    block = reel.resting(len(times))
    block += (seated - standing) * ease(times / DOWN_S)[:, None]
    block[:, PITCH] += BOW_RAD * 0.45 * _bow(times / DOWN_S)
    block[:, SPINE_PITCH] += BOW_RAD * 0.55 * _bow(times / DOWN_S)
    dangles = seated[FOOT[0] + FOOT_LIFT] > 0.0
    if dangles:
        reel.feet_off()
    reel.add(block)
    reel.seat = seated
    reel.add(reel.resting(count(seconds)))


def stand_up(reel: Reel) -> None:
    """Up from the seat, if the body sits."""
    if reel.seat is None:
        return
    times = np.arange(count(UP_S)) / RATE_HZ
    seated = reel.resting(len(times))
    reel.seat = None
    standing = reel.resting(len(times))
    share = ease((times - 0.15) / (UP_S - 0.15))[:, None]
    block = seated + (standing - seated) * share
    block[:, PITCH] += BOW_RAD * 0.5 * _bow(times / UP_S)
    block[:, SPINE_PITCH] += BOW_RAD * 0.5 * _bow(times / UP_S)
    reel.add(block)
    reel.feet_down()


def _bow(u: F64) -> F64:
    u = np.clip(u, 0.0, 1.0)
    bent: F64 = 16.0 * (u * (1.0 - u)) ** 2
    return bent


def _seated(reel: Reel, seat: F64) -> F64:
    """(CHANNELS,) sitting upright to leaning back, hands on the thighs."""
    row: F64 = reel.resting(1)[0]
    own, c, s = reel.stream, math.cos(reel.facing_rad), math.sin(reel.facing_rad)
    back, scale = own.uniform(0.02, 0.22), reel.body.leg_m / 0.87
    row[PELVIS_X], row[PELVIS_Y], row[PELVIS_Z] = seat[0], seat[1], seat[2] + SEAT_M * scale
    row[PITCH], row[ROLL], row[YAW] = -back - 0.08, 0.0, reel.facing_rad
    row[SPINE_PITCH], row[HEAD_PITCH] = reel.manner.stoop_rad + 0.6 * back + 0.12, own.uniform(0.0, 0.15)
    knee_z = reel.body.shank_m + reel.body.ankle_m
    hangs = max(0.0, float(row[PELVIS_Z]) - SLOPES * reel.body.thigh_m - knee_z)  # how high the soles are of legs too short
    if hangs > 0.0:
        row[[at + FOOT_LIFT for at in FOOT]] = hangs
        knee_z += hangs
    for side in (0, 1):
        at, sign = ARM[side], side_of(side)
        share, out = own.uniform(0.50, 0.78), sign * (reel.body.hip_half_m + own.uniform(0.0, 0.03))
        forward = share * reel.body.thigh_m
        row[at + HAND_X], row[at + HAND_Z - 1] = seat[0] + c * forward - s * out, seat[1] + s * forward + c * out
        row[at + HAND_Z] = row[PELVIS_Z] + share * (knee_z - row[PELVIS_Z]) + 0.050 + 0.045 * scale
        row[at + HAND_WEIGHT] = 0.0 if reel.holds[side] else 1.0
        row[at + FLEX], row[at + ELBOW], row[at + ABDUCT], row[at + PRONATE] = 0.35, 0.95, 0.22, 1.1
        row[at + CURL] = 0.15
    return row
