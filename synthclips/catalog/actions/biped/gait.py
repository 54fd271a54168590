"""Walking and creeping: a phase that runs with speed, footfalls where the body will be, and a body that swings along.

Stride length and frequency go with the square root of speed (1.40 m and 1.01 Hz at 1.42 m/s, leg 0.87 m); joint curves
after Winter's walking subject; the hip joints' height follows from the reach of the standing leg.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from synthclips.catalog.actions.biped.channels import (
    ABDUCT,
    ARM,
    ELBOW,
    FLEX,
    HEAD_PITCH,
    HEAD_YAW,
    PELVIS_X,
    PELVIS_Y,
    PELVIS_Z,
    PITCH,
    PRONATE,
    RATE_HZ,
    ROLL,
    SHRUG,
    SPINE_PITCH,
    SPINE_ROLL,
    SPINE_TWIST,
    TWIST,
    YAW,
    side_of,
)  # fmt: skip
from synthclips.catalog.actions.biped.footfall import FULL_STEP_M, Footfall, angle_gap, play_feet
from synthclips.catalog.actions.biped.reel import Reel, count, ease
from synthclips.catalog.actions.biped.route import Route, route
from synthclips.geometry.skeleton import F64

STRIDE_HZ, AT_MPS, AT_LEG_M = 1.01, 1.42, 0.87
MID_STANCE = 0.238  # of the stride after landing, when the hips pass over the ankle
BOB = 0.318  # of the stride after landing, when the hips are highest
TURN_FIRST_RAD = math.radians(50.0)  # a path that begins farther off than this is faced first


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


def play_route(reel: Reel, path_m: Sequence[Sequence[float]], speed_mps: float, style: Style) -> None:
    """Walk the path from where the body stands; turns on the spot first if it begins behind."""
    points = [tuple(float(v) for v in reel.place_m), *(tuple(p) for p in path_m)]
    way = route(points, speed_mps, push_mps2=1.1 if style.guard == 0 else 0.5)
    if way is None:
        return
    first = angle_gap(reel.facing_rad, float(way.heading_rad[min(12, len(way.heading_rad) - 1)]))
    if abs(first) > TURN_FIRST_RAD:
        play_turn(reel, reel.facing_rad + first, style)
    heading = way.heading_rad + (reel.facing_rad + angle_gap(reel.facing_rad, float(way.heading_rad[0])) - way.heading_rad[0])
    way = Route(way.along_m, way.points_m, heading, way.time_s, way.speed_mps)
    _play_steps(reel, way, speed_mps, style)


def _play_steps(reel: Reel, way: Route, speed_mps: float, style: Style) -> None:
    phases, clock = _phases(reel, way, speed_mps, style)
    hold = _pauses(reel, phases, clock, style)
    clock, way = hold(clock), replace(way, time_s=hold(way.time_s))
    falls = _footfalls(reel, way, phases, clock, style)
    seconds = max([f.land_s for f in falls], default=way.seconds) + 0.12
    rows = count(seconds)
    times = np.arange(rows) / RATE_HZ
    block = reel.resting(rows)
    phase = np.interp(times, clock, phases)
    along = np.interp(times, way.time_s, way.along_m)
    pace = np.clip(np.gradient(along) * RATE_HZ / max(speed_mps, 0.1), 0.0, 1.0)
    first = falls[0].side if falls else 0
    _carry(reel, block, way, along, phase, pace, speed_mps, style, first)
    play_feet(reel, block, falls, times)
    reel.facing_rad = float(way.heading_rad[-1])
    reel.add(block)


def _phases(reel: Reel, way: Route, speed_mps: float, style: Style) -> tuple[F64, F64]:
    """Strides since the start over the seconds of a clock that runs on past the way's end."""
    pace = np.maximum(way.speed_mps, 0.45 * speed_mps)
    hz = STRIDE_HZ * np.sqrt(pace / AT_MPS) * (AT_LEG_M / reel.body.leg_m) ** 0.75 * style.tempo * reel.manner.tempo
    strides = np.concatenate([[0.0], np.cumsum(0.5 * (hz[1:] + hz[:-1]) * np.diff(way.time_s))])
    halves = max(1, round((strides[-1] - MID_STANCE) * 2))
    strides *= (0.5 * halves + MID_STANCE) / strides[-1]
    last_hz = float(hz[-1])
    return np.append(strides, strides[-1] + 3.0), np.append(way.time_s, way.time_s[-1] + 3.0 / last_hz)


def _pauses(reel: Reel, phases: F64, clock: F64, style: Style) -> Callable[[F64], F64]:
    """Clock with stops, from the clock without: a creeping body freezes now and then, both feet down."""
    starts, lengths, landing = [], [], 1.0
    while style.guard > 0 and landing < phases[-1] - 4.0:
        if reel.stream.chance(0.34):
            starts.append(float(np.interp(landing + 0.05, phases, clock)))
            lengths.append(reel.stream.uniform(0.5, 2.0))
        landing += 0.5

    def hold(times: F64) -> F64:
        late = times.copy()
        for start, length in zip(starts, lengths, strict=True):
            late = late + length * ease((times - start + 0.2) / 0.4)
        return late

    return hold


def _footfalls(reel: Reel, way: Route, phases: F64, clock: F64, style: Style) -> list[Footfall]:
    side, width = _first_side(reel, way), reel.manner.step_width_m * style.width
    falls: list[Footfall] = []
    landing, placed = 0.5, 0
    before = 0.0  # where along the way the other foot stands
    while placed < 2 and landing < phases[-1] - 1.5:
        seconds = [float(np.interp(landing - (1.0 - style.duty) + k * (1.0 - style.duty), phases, clock)) for k in (0, 1)]
        along = float(np.interp(np.interp(landing + MID_STANCE, phases, clock), way.time_s, way.along_m))
        final = along >= way.length_m - 1e-3
        point, heading = way.at(np.array(along))
        spread = max(width, reel.manner.stance_m) if final else width
        jitter = 0.0 if final else reel.stream.uniform(-0.012, 0.012)
        half = side_of(side) * (spread / 2 + jitter)
        yaw = float(heading) + side_of(side) * reel.manner.toe_out_rad
        spot = (float(point[0]) - math.sin(float(heading)) * half, float(point[1]) + math.cos(float(heading)) * half, yaw)
        step = min(max((along - before) / FULL_STEP_M, 0.0), 1.1)
        push = min(max((along - before) / FULL_STEP_M, 0.12), 1.05) if falls else 0.35
        falls.append(Footfall(side, seconds[0], seconds[1], spot, push * style.roll, step * style.roll, style.lift_m))
        placed += final
        side, before, landing = 1 - side, along, landing + 0.5
    return falls


def _first_side(reel: Reel, way: Route) -> int:
    """The foot that is farther behind, else the one on the inner side of the first bend."""
    heading = float(way.heading_rad[0])
    ahead = [math.cos(heading) * reel.feet[s, 0] + math.sin(heading) * reel.feet[s, 1] for s in (0, 1)]
    if abs(ahead[0] - ahead[1]) > 0.03:
        return int(ahead[0] > ahead[1])
    bend = float(np.interp(0.8, way.along_m, way.heading_rad)) - reel.facing_rad
    return int(bend < 0) if abs(bend) > 0.1 else int(reel.stream.chance(0.5))


def _carry(
    reel: Reel, block: F64, way: Route, along: F64, phase: F64, pace: F64, speed_mps: float, style: Style, first: int
) -> None:
    """Pelvis, spine, arms and head over the walking feet. `first` is the foot that lands at phase 0.5."""
    manner, sign = reel.manner, side_of(first)
    point, heading = way.at(along)
    size = math.sqrt(speed_mps / AT_MPS)
    wave = 2 * math.pi * (phase - 0.5)  # 0 when the first foot lands
    sway = sign * 0.018 * np.cos(wave - 2 * math.pi * 0.30) * np.minimum(pace * 2, 1.0)
    block[:, PELVIS_X] = point[:, 0] - np.sin(heading) * sway
    block[:, PELVIS_Y] = point[:, 1] + np.cos(heading) * sway
    stride = np.cos(wave)  # 1: first foot foremost, -1: the other
    bob = 0.5 * style.bounce_m * size * size * manner.bounce * pace
    block[:, PELVIS_Z] -= style.sink_m * np.maximum(pace**0.5, 0.0 if style.guard == 0 else 1.0) - bob * np.cos(
        2 * (wave - 2 * math.pi * BOB)
    )
    turned = sign * math.radians(5.0) * manner.turn * size * stride * pace
    block[:, YAW] = heading - turned
    block[:, PITCH] += 0.25 * style.trunk_rad
    block[:, SPINE_PITCH] += 0.75 * style.trunk_rad + 0.02 * pace
    block[:, ROLL] += sign * math.radians(3.0) * manner.turn * np.sin(wave) * pace * size
    block[:, SPINE_ROLL] -= 1.1 * block[:, ROLL]
    block[:, SPINE_TWIST] = 2.1 * turned
    block[:, HEAD_YAW] += -1.1 * turned + _glances(reel, block, style) + _ahead(way, along, heading)
    block[:, HEAD_PITCH] += style.head_rad - 0.8 * style.trunk_rad
    for side in (0, 1):
        _arm(reel, block, side, -side_of(side) * sign * np.cos(wave - 0.25) * pace * size, style)


def _arm(reel: Reel, block: F64, side: int, forward: F64, style: Style) -> None:
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


def _glances(reel: Reel, block: F64, style: Style) -> F64:
    """Head turns that come and go, from two slow waves with this actor's periods."""
    times = reel.clock_s + np.arange(len(block)) / RATE_HZ
    a, b = reel.stream.uniform(2.6, 4.2), reel.stream.uniform(4.5, 8.0)
    return style.scan_rad * (0.65 * np.sin(2 * math.pi * times / a + reel.manner.phase) + 0.5 * np.sin(2 * math.pi * times / b))


def _ahead(way: Route, along: F64, heading: F64) -> F64:
    """The head turns into a bend before the body does."""
    _, soon = way.at(along + 0.6)
    return np.clip(0.6 * (soon - heading), -0.6, 0.6)


def play_turn(reel: Reel, facing_rad: float, style: Style = WALK, *, place_m: Sequence[float] | None = None) -> None:
    """Face another way by small steps on the spot; `place_m` (x, y) moves the stand a little on the way."""
    block = turning(reel, facing_rad, style, place_m=place_m)
    if block is not None:
        reel.add(block)


def turning(reel: Reel, facing_rad: float, style: Style = WALK, *, place_m: Sequence[float] | None = None) -> F64 | None:
    """The rows of such a turn, feet told to the reel but nothing added to it yet; None if the body stands so already."""
    spot = np.asarray(reel.place_m if place_m is None else place_m, np.float64)[:2]
    begin, origin = reel.facing_rad, reel.place_m.copy()
    total = angle_gap(begin, facing_rad)
    shift = math.sqrt(float(((spot - origin) ** 2).sum()))
    if abs(total) < 0.06 and shift < 0.03:
        return None
    stages = max(1, math.ceil(abs(total) / math.radians(60.0)), math.ceil(shift / 0.35))
    slow = 1.0 if style.guard == 0 else 1.6
    beat, swing = 0.42 * slow, 0.36 * slow
    side = _turning_foot(reel, total, spot - origin)
    falls = []
    for n in range(2 * stages):
        done = min((n // 2 + 1) / stages, 1.0)
        x, y = (float(v) for v in origin + (spot - origin) * done)
        target = reel.footing(x, y, begin + total * done, width_m=reel.manner.stance_m)[side]
        where = (float(target[0]), float(target[1]), float(target[2]))
        falls.append(Footfall(side, 0.1 + n * beat, 0.1 + n * beat + swing, where, 0.3, 0.0, 0.025))
        side = 1 - side
    rows = count(falls[-1].land_s + 0.15)
    times = np.arange(rows) / RATE_HZ
    block = reel.resting(rows)
    share = ease(times / falls[-1].land_s)
    reel.facing_rad = begin + total
    block[:, PELVIS_X], block[:, PELVIS_Y] = (origin[k] + (spot[k] - origin[k]) * share for k in (0, 1))
    block[:, YAW] = begin + total * share
    block[:, HEAD_YAW] = np.clip(total * (ease(times / falls[-1].land_s * 1.8) - share), -0.9, 0.9)
    block[:, SPINE_TWIST] = 0.3 * block[:, HEAD_YAW]
    _posture(reel, block, style)
    lean = np.zeros(rows)
    for fall in falls:
        lean -= side_of(fall.side) * 0.02 * np.sin(math.pi * np.clip((times - fall.lift_s) / swing, 0, 1)) ** 2
    block[:, PELVIS_X] -= np.sin(block[:, YAW]) * lean
    block[:, PELVIS_Y] += np.cos(block[:, YAW]) * lean
    play_feet(reel, block, falls, times)
    return block


def _turning_foot(reel: Reel, total_rad: float, shift: F64) -> int:
    """Left first when turning or moving left."""
    leftward = -math.sin(reel.facing_rad) * shift[0] + math.cos(reel.facing_rad) * shift[1]
    return 0 if total_rad + 4.0 * leftward > 0 else 1


def _posture(reel: Reel, block: F64, style: Style) -> None:
    """A style's crouch and arms, without steps."""
    if style.guard == 0:
        return
    block[:, PELVIS_Z] -= style.sink_m
    block[:, PITCH] += 0.25 * style.trunk_rad
    block[:, SPINE_PITCH] += 0.75 * style.trunk_rad
    block[:, HEAD_PITCH] += style.head_rad - 0.8 * style.trunk_rad
    for side in (0, 1):
        _arm(reel, block, side, np.zeros(len(block)), style)
