"""Jumping: gauge, crouch, push, fly, land on the forepaws, absorb.

The centre of mass flies a parabola from the cheapest take-off: v^2 = g (h + sqrt(h^2 + d^2)), angle 45 deg + atan(h/d)/2.
Phases after Zajac 1985 (a varying preparatory crouch, then a stereotyped launch); forepaws touch first, hind paws
0.05-0.10 s later.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.actions.quadruped import channels as ch
from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.catalog.actions.quadruped.postures import NECK, Habit, Place, stand
from synthclips.catalog.actions.quadruped.rig import Rig, centre_of_mass
from synthclips.catalog.actions.quadruped.segments import Footfall, Segment, nearest_turns
from synthclips.geometry.kinematics import GRAVITY
from synthclips.scene.streams import Stream

# places of the toes from the middle of the back, along the trunk and at right angles to it, for a hip 0.222 m high
_FORE_TUCK, _FORE_REACH = (0.155, -0.125), (0.250, -0.165)
HIGHER = (
    0.055  # who leaps down comes down with forelegs stretched farther: so much higher is the middle of its back, for such a hip
)
BRAKE_MPS2 = 42.0  # how hard the legs stop the fall, if there is way enough
LOWEST_HIP_M = 0.100  # of such a cat: lower, and its knees would have to fold upward
_HIND_TRAIL, _HIND_TUCK, _HIND_REACH = (-0.290, -0.150), (-0.085, -0.150), (-0.060, -0.185)


@dataclass(frozen=True, eq=False)
class Plan:
    """Times in seconds of world time; places as (along, up) from the take-off place's middle and ground."""

    gauge_s: float  # when gauging begins
    crouch_s: float
    push_s: float
    off_s: float
    touch_s: float  # forepaws
    hind_s: float  # hind paws
    end_s: float
    crouched: F64  # (2,) of the middle of the back
    off: F64
    touch: F64
    velocity: F64  # (2,) at take-off
    landing: F64  # (2,) velocity at touch
    pitch: tuple[float, float, float]  # of the trunk: crouched, at take-off, at touch
    rise_m: float
    gap_m: float
    wiggle: float
    neck: tuple[float, float, float]  # raised so far while it stands


def cheapest_takeoff(gap_m: float, rise_m: float) -> tuple[float, float, float]:
    """Speed, angle and flight time of the slowest throw that reaches gap and rise."""
    speed = float(np.sqrt(GRAVITY * (rise_m + np.sqrt(rise_m**2 + gap_m**2))))
    angle = float(np.pi / 4 + 0.5 * np.arctan2(rise_m, gap_m))
    return speed, angle, gap_m / (speed * float(np.cos(angle)))


def jump(rig: Rig, row: F64, start_s: float, place: Place, goal: Place, manner: Habit, stream: Stream) -> tuple[Segment, F64]:
    """The jump from a standing row at `place` to `goal`, straight ahead; and the standing row it ends in."""
    after = nearest_turns(row, stand(rig, goal, manner))
    plan = _plan(rig, row, start_s, place, goal, stream, manner.stature.neck)
    falls = tuple(
        Footfall(n, lift, land, _point(ch.toes(after)[n]))
        for n, lift, land in (
            (0, plan.push_s + 0.25 * (plan.off_s - plan.push_s), plan.touch_s),
            (1, plan.push_s + 0.30 * (plan.off_s - plan.push_s), plan.touch_s),
            (2, plan.off_s, plan.hind_s),
            (3, plan.off_s, plan.hind_s),
        )
    )
    first, last = _off_middle(rig, _posed(rig, row, after, plan, place, np.array([plan.off_s, plan.touch_s])))

    def rows(times_s: F64) -> F64:
        out = _posed(rig, row, after, plan, place, times_s)
        flying = (times_s > plan.off_s) & (times_s < plan.touch_s)
        if flying.any():
            s = (times_s[flying] - plan.off_s) / (plan.touch_s - plan.off_s)
            wander = _off_middle(rig, out[flying]) - (first + (last - first) * s[:, None])
            _shift(out, flying, -wander)
        return out

    return Segment(start_s, plan.end_s, rows, falls, 0.0), after


def _off_middle(rig: Rig, rows: F64) -> F64:
    """(T, 3) centre of mass from the middle of the back."""
    return centre_of_mass(rig, rows) - rows[:, ch.MID]


def _point(v: F64) -> tuple[float, float, float]:
    return float(v[0]), float(v[1]), float(v[2])


def _shift(out: F64, which: NDArray[np.bool_], by: F64) -> None:
    moved = out[which]
    moved[:, ch.MID] += by
    ch.toes(moved)[:] += by[:, None]
    out[which] = moved


def _plan(
    rig: Rig, row: F64, start_s: float, place: Place, goal: Place, stream: Stream, neck: tuple[float, float, float]
) -> Plan:
    k = rig.hip_m / 0.222
    gap = float(np.hypot(goal.x_m - place.x_m, goal.y_m - place.y_m))
    rise = goal.z_m - place.z_m
    stands = float(row[2]) - place.z_m
    down = float(np.clip(-rise / 0.4, 0.0, 1.0))
    up = float(np.clip(rise / 0.5, 0.0, 1.0))
    touch = np.array([gap - 0.115 * k, rise + (0.212 - 0.02 * up + HIGHER * down) * k])
    toe, hip = float(rig.pivot[2, 0] - rig.mid[0]), float(rig.mid[0] - rig.place[rig.spine[0], 0])
    lean = 0.9
    for _ in range(3):  # the leg pushes along the take-off, which depends on where the push ends
        pitch_off = 0.62 * lean
        thrust = max(lean, 0.95)
        off = (
            np.array([toe, 0.0])
            + 0.225 * k * np.array([np.cos(thrust), np.sin(thrust)])
            + hip * np.array([np.cos(pitch_off), np.sin(pitch_off)])
        )
        speed, lean, flight = cheapest_takeoff(float(touch[0] - off[0]), float(touch[1] - off[1]))
    velocity = speed * np.array([np.cos(lean), np.sin(lean)])
    landing = velocity - [0.0, GRAVITY * flight]
    crouched = np.array([0.012 * k, stands - 0.075 * k])
    gauge, wiggle = stream.uniform(0.35, 1.2), stream.uniform(0.3, 1.0)
    crouch = stream.uniform(0.28, 0.45)
    push = float(np.clip(2.0 * np.hypot(*(off - crouched)) / speed, 0.11, 0.26))
    t = [start_s, start_s + gauge, start_s + gauge + crouch]
    lift_off = t[2] + push
    touch_s = lift_off + flight
    pitch = (0.12, pitch_off, 0.30 * up - 0.34 * (1 - up) - 0.28 * down)
    return Plan(
        t[0],
        t[1],
        t[2],
        lift_off,
        touch_s,
        touch_s + stream.uniform(0.055, 0.09),
        touch_s + 0.65,
        crouched,
        off,
        touch,
        velocity,
        landing,
        pitch,
        rise,
        gap,
        wiggle,
        neck,
    )


def _posed(rig: Rig, row: F64, after: F64, plan: Plan, place: Place, t: F64) -> F64:
    """Rows with the middle of the back, not yet the centre of mass, on the parabola."""
    k = rig.hip_m / 0.222
    settle = ch.smooth((t - plan.touch_s) / (plan.end_s - plan.touch_s))
    out = row + (after - row) * settle[:, None]
    middle = _middle(plan, float(row[2]) - place.z_m, float(after[2]) - place.z_m, t)
    c, s = np.cos(place.yaw_rad), np.sin(place.yaw_rad)
    out[:, 0], out[:, 1], out[:, 2] = place.x_m + c * middle[:, 0], place.y_m + s * middle[:, 0], place.z_m + middle[:, 1]
    landed = settle[:, None] * (after[:2] - [place.x_m + c * plan.gap_m, place.y_m + s * plan.gap_m])
    out[:, :2] += landed  # of a leap that was not aimed to the hair
    trunk = _angles(out, plan, t)
    _landed_high(rig, out, place.z_m + plan.rise_m + LOWEST_HIP_M * k, t > plan.touch_s)
    _legs(out, row, after, plan, place, middle, trunk, t, k)
    return out


def _middle(plan: Plan, from_z: float, to_z: float, t: F64) -> F64:
    """(T, 2) way of the middle of the back."""
    out = np.empty((len(t), 2))
    s = ch.smooth((t - plan.crouch_s) / (plan.push_s - plan.crouch_s))
    start = np.array([0.0, from_z])
    out[:] = start + (plan.crouched - start) * s[:, None]
    out[:, 1] -= 0.012 * ch.bump((t - plan.gauge_s) / (plan.crouch_s - plan.gauge_s + 1e-9))
    span = plan.off_s - plan.push_s
    q = np.clip((t - plan.push_s) / span, 0.0, 1.0)[:, None]
    pushed = plan.crouched + (plan.off - plan.crouched) * (3 * q**2 - 2 * q**3) + span * plan.velocity * (q**3 - q**2)
    out = np.where((t > plan.push_s)[:, None], pushed, out)
    air = np.clip(t - plan.off_s, 0.0, plan.touch_s - plan.off_s)[:, None]
    flown = plan.off + plan.velocity * air - np.array([0.0, 0.5 * GRAVITY]) * air**2
    out = np.where((t > plan.off_s)[:, None], flown, out)
    after = t - plan.touch_s
    lead = plan.gap_m - plan.touch[0]
    stop = min(3.0 * lead / max(float(plan.landing[0]), 0.3), 0.9 * (plan.end_s - plan.touch_s))
    along = plan.touch[0] + lead * (1 - (1 - np.clip(after / stop, 0, 1)) ** 3)
    sink = max(-float(plan.landing[1]), 0.2)
    depth = min(0.078 + HIGHER * float(np.clip(-plan.rise_m / 0.4, 0.0, 1.0)), max(0.04, sink**2 / (2.0 * BRAKE_MPS2)))
    brake = 2.0 * depth / sink
    q1 = np.clip(after / brake, 0, 1)
    low = plan.touch[1] - depth * (2 * q1 - q1**2)
    rising = ch.smooth((after - brake) / max(plan.end_s - plan.touch_s - brake, 1e-6))
    landed = np.stack([along, low + (to_z - (plan.touch[1] - depth)) * rising], 1)
    return np.where((after > 0)[:, None], landed, out)


def _angles(out: F64, plan: Plan, t: F64) -> F64:
    """Write the back's pitches, the head's and the tail's; returns the trunk's pitch (T,)."""
    crouch = ch.smooth((t - plan.crouch_s) / (plan.push_s - plan.crouch_s))
    push = ch.smooth((t - plan.push_s) / (plan.off_s - plan.push_s) * 0.98)
    fly = np.clip((t - plan.off_s) / (plan.touch_s - plan.off_s), 0.0, 1.0)
    settle = ch.smooth((t - plan.touch_s) / 0.40)
    a, b, c = plan.pitch
    trunk = a * crouch + (b - a) * push + (c - b) * ch.smooth(fly) - c * settle
    tucked = ch.bump(np.clip(fly * 1.15 - 0.1, 0, 1)) * 0.30 + 0.25 * crouch * (1 - push)
    absorbing = ch.bump((t - plan.touch_s) / 0.32) * 0.22
    angles = ch.turns(out)
    for j, share in enumerate((1.0, 0.8, 0.35, -0.25, -0.7, -0.9)):
        angles[:, j, 1] = trunk + share * (tucked + absorbing)
    aim = np.arctan2(plan.rise_m + 0.05, max(plan.gap_m, 0.1)) * (1.0 - ch.smooth((t - plan.touch_s) / 0.3))
    looking = ch.smooth((t - plan.gauge_s) / 0.25)
    low = ch.smooth((t - plan.gauge_s) / 0.25) * (1.0 - settle)
    angles[:, NECK, 1] -= low[:, None] * plan.neck
    bob = 0.10 * np.sin(2 * np.pi * 1.6 * (t - plan.gauge_s)) * (t < plan.crouch_s)
    angles[:, ch.NECK1, 1] += 0.35 * trunk + 0.15 * (looking * aim + bob) - 0.30 * crouch * (1 - push)
    angles[:, ch.NECK2, 1] += 0.35 * trunk + 0.25 * (looking * aim + bob) - 0.35 * crouch * (1 - push)
    absorbed = ch.bump((t - plan.touch_s + 0.12) / 0.75)  # whatever the back does, the head stays up
    angles[:, ch.NECK1, 1] += 0.55 * absorbed
    angles[:, ch.NECK2, 1] += 0.45 * absorbed
    angles[:, ch.HEAD, 1] += 0.45 * looking * aim + 0.10 * absorbed
    before_push = crouch * (1.0 - ch.smooth((t - plan.push_s) / 0.08))
    angles[:, 0, 0] += plan.wiggle * 0.10 * before_push * np.sin(2 * np.pi * 3.5 * t)
    angles[:, 0, 2] += plan.wiggle * 0.07 * before_push * np.sin(2 * np.pi * 3.5 * t)
    away = ch.smooth((t - plan.crouch_s) / 0.3) * (1.0 - ch.smooth((t - plan.touch_s) / 0.5))
    for j in range(6):
        level = 0.30 + trunk * 0.6 - 0.10 * j
        angles[:, ch.TAIL + j, 1] += (level - angles[:, ch.TAIL + j, 1]) * away
    return trunk


def _landed_high(rig: Rig, out: F64, lowest_m: float, landed: NDArray[np.bool_]) -> None:
    """Raise the middle of a back that has landed so that its hips stay above a height, eased over two centimetres."""
    step = np.diff(rig.place[rig.spine[: ch.SPINE3 + 1]], axis=0)
    pitch = ch.turns(out)[:, : ch.SPINE3, 1]
    rise = step[:, 0] * np.sin(pitch) + step[:, 2] * np.cos(pitch)
    short = lowest_m - (out[:, 2] - rise.sum(1))
    out[:, 2] += landed * 0.5 * (short + np.sqrt(short * short + 5e-4))


def _legs(out: F64, row: F64, after: F64, plan: Plan, place: Place, middle: F64, trunk: F64, t: F64, k: float) -> None:
    """Toes: planted, then tucked under the flying trunk, then reaching for where they will come down."""
    fly = (t - plan.off_s) / (plan.touch_s - plan.off_s)
    c, s = np.cos(place.yaw_rad), np.sin(place.yaw_rad)
    feet = ch.toes(out)
    for n in range(4):
        side = float(ch.SIDE[n]) * (0.026 if n < 2 else 0.036)

        def held(spot: tuple[float, float], side: float = side) -> F64:
            along = middle[:, 0] + k * (np.cos(trunk) * spot[0] - np.sin(trunk) * spot[1])
            up = middle[:, 1] + k * (np.sin(trunk) * spot[0] + np.cos(trunk) * spot[1])
            return np.stack([place.x_m + c * along - s * side, place.y_m + s * along + c * side, place.z_m + up], 1)

        before, goal = ch.toes(row)[n], ch.toes(after)[n]
        if n < 2:
            lift = plan.push_s + (0.25 + 0.05 * n) * (plan.off_s - plan.push_s)
            air = _mix(before, held(_FORE_TUCK), ch.smooth((t - lift) / (plan.off_s - lift + 0.05)))
            air = _mix(air, held(_FORE_REACH), ch.smooth((fly - 0.45) / 0.35))
            land = plan.touch_s
            air = _mix(air, goal, ch.smooth((fly - 0.72) / 0.28))
        else:
            lift, land = plan.off_s, plan.hind_s
            air = _mix(before, held(_HIND_TRAIL), ch.smooth(fly / 0.22))
            air = _mix(air, held(_HIND_TUCK), ch.smooth((fly - 0.15) / 0.40))
            air = _mix(air, held(_HIND_REACH), ch.smooth((fly - 0.75) / 0.25))
            air = _mix(air, goal, ch.smooth((t - plan.touch_s) / (land - plan.touch_s)))
        feet[:, n] = np.where((t <= lift)[:, None], before, np.where((t >= land)[:, None], goal, air))
        fold = ch.bump((t - lift) / (land - lift))
        ch.paws(out)[:, n, 1] = (0.5 if n < 2 else 0.4) * fold
        ch.paws(out)[:, n, 0] = place.yaw_rad + (ch.paws(row)[n, 0] - place.yaw_rad) * (t < lift)


def _mix(a: F64, b: F64, share: F64) -> F64:
    return a + (b - a) * share[:, None]
