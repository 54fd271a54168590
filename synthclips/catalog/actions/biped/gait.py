"""Walking, creeping and running: a phase that runs with speed, footfalls where the body will be, and a body that swings along.

Stride length and frequency go with the square root of speed (1.40 m and 1.01 Hz at 1.42 m/s, leg 0.87 m); joint curves
after Winter's walking subject; the hip joints' height follows from the reach of the standing leg.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from synthclips.catalog.actions.biped.channels import (
    HEAD_PITCH,
    HEAD_ROLL,
    HEAD_YAW,
    PELVIS_X,
    PELVIS_Y,
    PELVIS_Z,
    PITCH,
    RATE_HZ,
    ROLL,
    SPINE_PITCH,
    SPINE_ROLL,
    SPINE_TWIST,
    YAW,
    side_of,
)  # fmt: skip
from synthclips.catalog.actions.biped.footfall import FULL_STEP_M, KICKED, LIFTED, Footfall, angle_gap, play_feet
from synthclips.catalog.actions.biped.reel import Reel, count, ease
from synthclips.catalog.actions.biped.route import Route, route
from synthclips.catalog.actions.biped.style import Style, swing_arm
from synthclips.catalog.actions.biped.turn import play_turn
from synthclips.geometry.kinematics import GRAVITY, thrown_m
from synthclips.geometry.skeleton import F64

STRIDE_HZ, AT_MPS, AT_LEG_M = 1.01, 1.42, 0.87
OFF_DUTY = 0.56  # at least, of the first two steps: nobody flies from a stand
LEANS = 0.7  # into bends, of what would need no push from the side
TURN_M = 0.5  # a body that turns steps as often as one that walks so far for each radian
CLOSING_M, CLOSING_PUSH = 0.04, 0.65  # of the foot that comes beside the other at the end: clearance, and of its heel's rise
EVEN_S = 0.24  # over which the speed of a body changes at least
READY_S, SETTLE_S = 0.15, 0.15  # before a body that stood moves, and after the last step
TURN_FIRST_RAD = math.radians(50.0)  # a path that begins farther off than this is turned to first
BEND_RAD = math.radians(15.0)  # who turns off by more than this does so with the inner foot
TURN_LEFT_RAD = math.radians(25.0)  # of such a turn: what is left to the first step


def play_route(reel: Reel, path_m: Sequence[Sequence[float]], speed_mps: float, style: Style) -> None:
    """Walk the path from where the body stands; turns on the spot first if it begins behind."""
    points = [tuple(float(v) for v in reel.place_m), *(tuple(p) for p in path_m)]
    way = route(points, speed_mps, push_mps2=style.push_mps2, bend_mps2=style.bend_mps2)
    if way is None:
        return
    first = angle_gap(reel.facing_rad, float(way.heading_rad[min(12, len(way.heading_rad) - 1)]))
    if abs(first) > TURN_FIRST_RAD:
        play_turn(reel, reel.facing_rad + first - math.copysign(TURN_LEFT_RAD, first), style)
    heading = way.heading_rad + (reel.facing_rad + angle_gap(reel.facing_rad, float(way.heading_rad[0])) - way.heading_rad[0])
    way = Route(way.along_m, way.points_m, heading, way.time_s, way.speed_mps)
    _play_steps(reel, way, speed_mps, style)


def _play_steps(reel: Reel, way: Route, speed_mps: float, style: Style) -> None:
    phases, clock = _phases(reel, way, speed_mps, style)
    hold = _pauses(reel, phases, clock, style)
    ready = READY_S if reel.clock_s - max(reel.since) > 2.0 * SETTLE_S else 0.0
    clock, way = ready + hold(clock), replace(way, time_s=ready + hold(way.time_s))
    falls = _footfalls(reel, way, phases, clock, style)
    rows = count(falls[-1].land_s + SETTLE_S)
    times = np.arange(rows) / RATE_HZ
    block = reel.resting(rows)
    phase = np.interp(times, clock, phases)
    along = _evened(np.interp(times, way.time_s, way.along_m))
    pace = np.clip(np.gradient(along) * RATE_HZ / max(speed_mps, 0.1), 0.0, 1.0)
    _carry(reel, block, way, along, phase, pace, speed_mps, style, falls[0].side)
    _turn_off(reel, block, way, falls, times)
    play_feet(reel, block, falls, times)
    reel.facing_rad = float(way.heading_rad[-1])
    reel.add(block)


def _evened(along: F64) -> F64:
    """Neither started nor stopped at once: running means of the way."""
    half = count(EVEN_S) // 2
    for _ in range(2):
        total = np.cumsum(np.concatenate([[0.0], np.pad(along, half, "edge")]))
        along = (total[2 * half + 1 :] - total[: -2 * half - 1]) / (2 * half + 1)
    return along


def _turn_off(reel: Reel, block: F64, way: Route, falls: Sequence[Footfall], times_s: F64) -> None:
    """Off in another direction than the body faces: the head goes there first, the hips with the first two steps."""
    off = reel.facing_rad - float(way.heading_rad[0])
    begin, end = 0.5 * falls[0].lift_s, 0.5 * (falls[1].lift_s + falls[1].land_s)
    late = off * (1.0 - ease((times_s - begin) / (end - begin)))
    block[:, YAW] += late
    block[:, HEAD_YAW] += off * (1.0 - ease(times_s / (0.7 * end))) - late


def _phases(reel: Reel, way: Route, speed_mps: float, style: Style) -> tuple[F64, F64]:
    """Strides since the start over the seconds of a clock that runs on past the way's end."""
    round_corners = np.abs(np.gradient(way.heading_rad, way.along_m)) * way.speed_mps * TURN_M
    pace = np.maximum(np.maximum(way.speed_mps, 0.45 * speed_mps), round_corners)
    hz = STRIDE_HZ * np.sqrt(pace / AT_MPS) * (AT_LEG_M / reel.body.leg_m) ** 0.75 * style.tempo * reel.manner.tempo
    strides = np.concatenate([[0.0], np.cumsum(0.5 * (hz[1:] + hz[:-1]) * np.diff(way.time_s))])
    halves = max(1, round((strides[-1] - style.over) * 2))
    strides *= (0.5 * halves + style.over) / strides[-1]
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
    stood, full_m = [0.0, 0.0], FULL_STEP_M * reel.body.size  # where along the way each foot stands
    while placed < 2 and landing < phases[-1] - 1.5:
        swings = 1.0 - (style.duty if len(falls) > 1 else max(style.duty, OFF_DUTY))
        seconds = [float(np.interp(landing - swings + k * swings, phases, clock)) for k in (0, 1)]
        along = float(np.interp(np.interp(landing + style.over, phases, clock), way.time_s, way.along_m))
        final = along >= way.length_m - 1e-3
        point, heading = way.at(np.array(along))
        spread = max(width, reel.manner.stance_m) if final else width
        jitter = 0.0 if final else reel.stream.uniform(-0.012, 0.012)
        half = side_of(side) * (spread / 2 + jitter)
        yaw = float(heading) + side_of(side) * reel.manner.toe_out_rad
        spot = (float(point[0]) - math.sin(float(heading)) * half, float(point[1]) + math.cos(float(heading)) * half, yaw)
        step = min(max((along - stood[1 - side]) / full_m, 0.0), 1.1)
        push = min(max((stood[1 - side] - stood[side]) / full_m, 0.12), 1.05) if falls else 0.35
        kicks = style.thrown and not placed and step > 0.3
        lift = style.lift_m if kicks or not style.thrown else CLOSING_M
        push, lift = (push * CLOSING_PUSH, max(lift, CLOSING_M)) if placed else (push, lift)
        falls.append(
            Footfall(
                side,
                seconds[0],
                seconds[1],
                spot,
                push * style.roll,
                step * style.roll,
                lift * reel.body.size,
                KICKED if kicks else LIFTED,
            )
        )
        stood[side] = along
        placed, side, landing = placed + final, 1 - side, landing + 0.5
    return falls


def _first_side(reel: Reel, way: Route) -> int:
    """The foot on the inner side of a first bend, else the one that is farther behind."""
    heading = float(way.heading_rad[0])
    bend = float(np.interp(0.8, way.along_m, way.heading_rad)) - reel.facing_rad
    if abs(bend) > BEND_RAD:
        return int(bend < 0)
    ahead = [math.cos(heading) * reel.feet[s, 0] + math.sin(heading) * reel.feet[s, 1] for s in (0, 1)]
    if abs(ahead[0] - ahead[1]) > 0.03:
        return int(ahead[0] > ahead[1])
    return int(bend < 0) if abs(bend) > 0.1 else int(reel.stream.chance(0.5))


def _carry(
    reel: Reel, block: F64, way: Route, along: F64, phase: F64, pace: F64, speed_mps: float, style: Style, first: int
) -> None:
    """Pelvis, spine, arms and head over the walking feet. `first` is the foot that lands at phase 0.5."""
    manner, sign = reel.manner, side_of(first)
    point, heading = way.at(along)
    size, small = math.sqrt(speed_mps / AT_MPS), reel.body.size
    wave = 2 * math.pi * (phase - 0.5)  # 0 when the first foot lands
    sway = sign * 0.018 * small * np.cos(wave - 2 * math.pi * 0.30) * np.minimum(pace * 2, 1.0)
    block[:, PELVIS_X] = point[:, 0] - np.sin(heading) * sway
    block[:, PELVIS_Y] = point[:, 1] + np.cos(heading) * sway
    stride = np.cos(wave)  # 1: first foot foremost, -1: the other
    bob = 0.5 * small * style.bounce_m * size * size * manner.bounce * pace
    if style.thrown:
        bob = _bob_m(phase, style) * np.minimum(2.0 * pace, 1.0)
    sinks = np.maximum(pace**0.5, 0.0 if style.guard == 0 else 1.0)
    block[:, PELVIS_Z] -= style.sink_m * small * sinks - bob * np.cos(2 * (wave - 2 * math.pi * style.highest))
    turned = sign * math.radians(5.0) * manner.turn * size * stride * pace
    block[:, YAW] = heading - turned
    block[:, PITCH] += 0.25 * style.trunk_rad
    block[:, SPINE_PITCH] += 0.75 * style.trunk_rad + 0.02 * pace
    block[:, ROLL] += sign * math.radians(3.0) * manner.turn * np.sin(wave) * pace * size
    block[:, SPINE_ROLL] -= 1.1 * block[:, ROLL]
    block[:, SPINE_TWIST] = 2.1 * turned
    block[:, HEAD_YAW] += -1.1 * turned + _glances(reel, block, style) + _ahead(way, along, heading)
    block[:, HEAD_PITCH] += style.head_rad - 0.8 * style.trunk_rad
    _lean(reel, block, along, heading)
    for side in (0, 1):
        swing_arm(reel, block, side, -side_of(side) * sign * np.cos(wave - 0.25) * pace * size, style, pace)


def _bob_m(phase: F64, style: Style) -> F64:
    """(T,) half the way that hips go up and down which fall freely at the top."""
    turns_hz = 2.0 * np.maximum(np.gradient(phase) * RATE_HZ, 1e-3)
    out: F64 = np.minimum(thrown_m(turns_hz), 0.5 * style.bounce_m)
    return out


def _lean(reel: Reel, block: F64, along: F64, heading: F64) -> None:
    """Into the bends, from the feet up."""
    sideways = _evened(np.gradient(along) * np.gradient(_evened(heading)) * RATE_HZ**2)
    lean = LEANS * np.arctan(sideways / GRAVITY)
    inward = reel.hip_m * np.sin(lean)
    block[:, PELVIS_X] -= np.sin(heading) * inward
    block[:, PELVIS_Y] += np.cos(heading) * inward
    block[:, PELVIS_Z] -= reel.hip_m * (1.0 - np.cos(lean))
    block[:, ROLL] -= lean
    block[:, HEAD_ROLL] += 0.6 * lean


def _glances(reel: Reel, block: F64, style: Style) -> F64:
    """Head turns that come and go, from two slow waves with this actor's periods."""
    times = reel.clock_s + np.arange(len(block)) / RATE_HZ
    a, b = reel.stream.uniform(2.6, 4.2), reel.stream.uniform(4.5, 8.0)
    return style.scan_rad * (0.65 * np.sin(2 * math.pi * times / a + reel.manner.phase) + 0.5 * np.sin(2 * math.pi * times / b))


def _ahead(way: Route, along: F64, heading: F64) -> F64:
    """The head turns into a bend before the body does."""
    _, soon = way.at(along + 0.6)
    return np.clip(0.6 * (soon - heading), -0.6, 0.6)
