"""Reaching: how far to lean or crouch for a hand to arrive, rummaging on a shelf, taking a thing."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from synthclips.catalog.actions.biped.anatomy import Anatomy
from synthclips.catalog.actions.biped.channels import (
    ARM,
    CARRIES,
    CHANNELS,
    CURL,
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
    SPINE_PITCH,
    SPINE_ROLL,
    SPINE_TWIST,
    YAW,
    side_of,
)  # fmt: skip
from synthclips.catalog.actions.biped.footfall import angle_gap
from synthclips.catalog.actions.biped.loads import TAKEN
from synthclips.catalog.actions.biped.reel import Reel, count, ease
from synthclips.catalog.actions.biped.solve import shoulder
from synthclips.catalog.actions.biped.turn import play_turn
from synthclips.geometry.skeleton import F64

COMFORT = 0.93  # of the arm's length: elbows stay a little bent
PALM_M = 0.10  # from the palm to the tips of a hand that feels about
REACH_S, GRIP_S, BACK_S = 0.95, 0.35, 0.95


def bend_over(reel: Reel, target_m: F64, side: int) -> F64:
    """(CHANNELS,) what to add to the resting row for a hand to get to the target: a lean, and below the knees a crouch."""
    low = float(np.clip((0.78 - target_m[2] / reel.body.size) / 0.5, 0.0, 1.0))
    arm_m = reel.body.arm_m
    added = _bent(reel, side, np.linspace(0.0, 1.4, 36), low)
    gap = ((target_m - shoulder(reel.resting(1) + added, reel.body, side)) ** 2).sum(1)
    near = gap <= (COMFORT * arm_m) ** 2
    row: F64 = added[int(np.argmax(near)) if near.any() else int(np.argmin(gap))]
    return row


def _bent(reel: Reel, side: int, share: F64, low: float) -> F64:
    """(N, CHANNELS) what the lean adds at each share of it."""
    out = np.zeros((len(share), CHANNELS))
    lean = np.minimum(share * (0.85 + 0.05 * low), 1.2)
    out[:, PITCH], out[:, SPINE_PITCH] = 0.55 * lean, 0.75 * lean
    out[:, SPINE_TWIST] = -side_of(side) * 0.30 * share
    out[:, SPINE_ROLL] = -side_of(side) * 0.10 * share
    drop = np.minimum(share, 1.15) * (0.06 + 0.47 * low) * reel.body.leg_m
    out[:, PELVIS_Z] = -drop
    back = -0.13 * share * (1.0 - 0.4 * low)
    out[:, PELVIS_X], out[:, PELVIS_Y] = math.cos(reel.facing_rad) * back, math.sin(reel.facing_rad) * back
    return out


def look_at(reel: Reel, block: F64, target_m: F64) -> None:
    """Turn the head to (3,) or (rows, 3), as far as a neck goes, whatever the trunk does."""
    to = np.broadcast_to(target_m, (len(block), 3))
    dx, dy = to[:, 0] - block[:, PELVIS_X], to[:, 1] - block[:, PELVIS_Y]
    lean = block[:, PITCH] + block[:, SPINE_PITCH]
    eyes = block[:, PELVIS_Z] + 0.72 * reel.body.size * np.cos(lean)
    side = np.cos(block[:, YAW]) * dy - np.sin(block[:, YAW]) * dx
    ahead = np.maximum(np.cos(block[:, YAW]) * dx + np.sin(block[:, YAW]) * dy, 0.12) - 0.55 * np.sin(lean)
    block[:, HEAD_YAW] = np.clip(np.arctan2(side, np.maximum(ahead, 0.12)) - block[:, SPINE_TWIST], -1.1, 1.1)
    down = np.arctan2(eyes - to[:, 2], np.sqrt(np.maximum(ahead, 0.12) ** 2 + side * side))
    block[:, HEAD_PITCH] = np.clip(down - lean - 0.1, -0.6, 0.75)


def hand_to(block: F64, side: int, target_m: F64, weight: F64) -> None:
    """The palm's middle goes to (3,) or (rows, 3) as `weight` (rows,) says."""
    at = ARM[side]
    block[:, at + HAND_X : at + HAND_Z + 1] = target_m
    block[:, at + HAND_WEIGHT] = weight


def play_pick_up(reel: Reel, item: str, at_m: Sequence[float], facing_rad: float) -> None:
    """Turn to a thing, reach down to it, and keep it in that hand from then on."""
    target = np.asarray(at_m, np.float64)
    step_up(reel, target, facing_rad)
    side = _hand_for(reel, target)
    rows = count(REACH_S + GRIP_S + BACK_S)
    times = np.arange(rows) / RATE_HZ
    added = bend_over(reel, target, side)
    before = reel.resting(rows)
    reel.holds[side] = reel.holds[side] or TAKEN
    after = reel.resting(rows)
    carried = ease((times - REACH_S - GRIP_S) / BACK_S)
    block = before + (after - before) * carried[:, None]
    up = ease(times / REACH_S) * (1.0 - carried)
    block += added * ease(times / (REACH_S * 0.9))[:, None] * (1.0 - carried)[:, None]
    grip = target.copy()
    hand_to(block, side, grip, up)
    block[:, ARM[side] + CURL] = 0.25 + 0.75 * ease((times - REACH_S) / 0.2)
    gaze = block.copy()
    look_at(reel, gaze, target)
    looking = (ease(times / 0.4) * (1.0 - ease((times - REACH_S - GRIP_S - 0.3) / 0.5)))[:, None]
    head = [HEAD_YAW, HEAD_PITCH]
    block[:, head] += (gaze[:, head] - block[:, head]) * looking
    reel.grips.append((item, reel.clock_s + REACH_S + 0.6 * GRIP_S, side))
    reel.add(block)


def step_up(reel: Reel, target_m: F64, facing_rad: float, *, near_m: float = 0.62) -> None:
    """Face a thing, and come closer if it is farther ahead than an arm and a lean reach."""
    gap = target_m[:2] - reel.place_m
    far = math.sqrt(float((gap * gap).sum()))
    facing = math.atan2(gap[1], gap[0]) if far > 0.25 else facing_rad
    if abs(angle_gap(facing_rad, facing)) > 0.6:
        facing = facing_rad
    limit = reel.body.size * near_m + 0.25 * float(np.clip(target_m[2] - 0.5, 0.0, 0.4))
    place = reel.place_m + gap * max(0.0, 1.0 - limit / max(far, 1e-6))
    play_turn(reel, facing, place_m=(float(place[0]), float(place[1])))


def _hand_for(reel: Reel, target_m: F64) -> int:
    """The hand on the thing's side; before the body, usually the right."""
    if len(reel.free) < 2:
        return spare(reel)
    gap = target_m[:2] - reel.place_m
    leftward = math.cos(reel.facing_rad) * gap[1] - math.sin(reel.facing_rad) * gap[0]
    if abs(leftward) > 0.12:
        return int(leftward < 0)
    return int(reel.stream.chance(0.88))


def spare(reel: Reel) -> int:
    """The hand that holds nothing; where both do, the one that does not carry: it takes one thing more."""
    return reel.free[0] if reel.free else 1 - CARRIES


def play_search(reel: Reel, seconds: float, facing_rad: float, height_m: float, front_m: float) -> None:
    """Rummage on a shelf straight ahead whose front is so far away: hands go from place to place before it, eyes with them."""
    play_turn(reel, facing_rad)
    rows, ahead = count(max(seconds, 1.5)), front_m - PALM_M
    height_m = min(height_m, highest_m(reel.body))
    times = np.arange(rows) / RATE_HZ
    centre = np.array((*(reel.place_m + ahead * np.array((math.cos(facing_rad), math.sin(facing_rad)))), height_m))
    free = reel.free or [spare(reel)]
    added = bend_over(reel, centre, free[0])
    added[[SPINE_TWIST, SPINE_ROLL]] = 0.0
    block = reel.resting(rows)
    down = ease(times / 0.9) * (1.0 - ease((times - times[-1] + 0.85) / 0.85))
    block += added * down[:, None]
    spots = [_hops(reel, times, side) for side in (0, 1)]
    for side in free:
        hand_to(block, side, _shelf(centre, facing_rad, spots[side]), down)
        block[:, ARM[side] + CURL] = 0.35 + 0.3 * np.sin(2.7 * times + side) * down
        block[:, ARM[side] + PRONATE] = 0.5
    watched = (
        spots[free[-1]]
        if len(free) == 1
        else np.where((np.sin(times * 1.1 + reel.manner.phase) > 0)[:, None], spots[0], spots[1])
    )
    drift = np.stack([np.convolve(np.pad(watched[:, k], 25, "edge"), np.ones(51) / 51, "valid") for k in range(3)], 1)
    block[:, SPINE_TWIST] += 0.5 * drift[:, 1] * down
    gaze = block.copy()
    look_at(reel, gaze, _shelf(centre, facing_rad, drift))
    for channel in (HEAD_YAW, HEAD_PITCH):
        block[:, channel] += (gaze[:, channel] - block[:, channel]) * down
    reel.add(block)


def highest_m(body: Anatomy) -> float:
    """Up to where hands feel about."""
    return body.shoulder_m + 0.55 * body.arm_m


def _hops(reel: Reel, times: F64, side: int) -> F64:
    """(rows, 3) offsets on the shelf (deeper, leftward, up): a hand that stays, moves on, stays."""
    s, at = side_of(side), 0.0
    now = np.array((reel.stream.uniform(-0.05, 0.0), s * reel.stream.uniform(0.06, 0.22), reel.stream.uniform(-0.08, 0.10)))
    out = np.repeat(now[None], len(times), 0)
    while at < times[-1]:
        at += reel.stream.uniform(0.45, 1.1)
        there = np.array((reel.stream.uniform(-0.06, 0.0), s * reel.stream.uniform(0.02, 0.30), reel.stream.uniform(-0.10, 0.12)))
        out += (there - now) * ease((times - at) / 0.38)[:, None]
        now = there
    return out


def _shelf(centre: F64, facing_rad: float, offset: F64) -> F64:
    c, s = math.cos(facing_rad), math.sin(facing_rad)
    return centre + np.stack([c * offset[:, 0] - s * offset[:, 1], s * offset[:, 0] + c * offset[:, 1], offset[:, 2]], 1)
