"""Gaits, and the clockwork of a way: when the body is where, and how many strides it has made by then.

Walk: footfalls LH 0, LF .25, RH .5, RF .75 of the stride, duty factor 0.62 M^0.02, stride frequency 1.62 M^-0.15 Hz at the
preferred speed (scaling of mammals' preferred walks, log-log fits).
Trot: the diagonal pairs LH+RF and RH+LF in turn, off the ground between them, the trunk thrown from one to the other.
Gallop: rotary, LH, RH, RF, LF, gathered in flight after the forepaws and stretched after the hind ones; the back bends and
opens once a stride, which is what makes it long; about 4.5 M^-0.14 strides a second, few more the faster it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.catalog.actions.quadruped.paths import STEP_M, Way
from synthclips.geometry.kinematics import attainable

SIDEWAYS_MPS2 = 5.0  # in a bend; who goes faster brakes before it
RAMP_M = 0.22  # way on which speed is gained and lost


@dataclass(frozen=True)
class Gait:
    """What tells one way of going from another. Lengths are a cat's, whose hips are 0.222 m high."""

    lands: tuple[float, float, float, float]  # phase of each leg's footfall, in the order of LEGS
    duty: float  # share of the stride that a paw is down, of 1 kg
    grows: float  # power of the weight with which it does
    hertz: float  # strides a second at `at_mps`, of 1 kg
    at_mps: float
    quickens: float  # power of the speed with which they do
    longest: float  # stride, in heights of the hips
    last_lift: float  # strides after the start by which, from a stand, each paw has left
    push_mps2: float  # speed is gained and lost no faster, or over RAMP_M
    swing_m: tuple[float, float]  # how high fore and hind paws swing
    folds: tuple[float, float]  # how far they are folded back then, radians
    sink_m: float  # back lower than standing
    bob_m: float  # half the way it goes up and down twice a stride; the most of it, where it is thrown
    highest: float  # of the stride after LH lands: when it is highest for the first time
    thrown: bool  # does it fly between its footfalls?
    waves: float  # of hips and chest: their yaw and roll, 1 = walking
    head: float  # lowered, 1 = walking
    bends: float = 0.0  # how far the back bends and opens, radians
    rocks: float = 0.0  # how far the trunk pitches up before the forepaws come down, radians
    streams: float = 0.0  # how far the tail is let down to stream behind, 0 as carried .. 1 level


WALK = Gait(
    (0.25, 0.75, 0.0, 0.5), 0.62, 0.02, 1.62, 0.62, 0.5, 1.70, 0.38, 1.5,
    (0.034, 0.026), (0.95, 0.55), 0.006, 0.0022, 0.298, False, 1.0, 1.0,
)  # fmt: skip
TROT = Gait(
    (0.5, 0.0, 0.0, 0.5), 0.42, 0.0, 3.24, 1.61, 0.5, 2.9, 0.36, 2.5,
    (0.030, 0.034), (1.45, 0.85), 0.012, 0.014, 0.46, True, 0.45, 1.4, streams=0.45,
)  # fmt: skip
GALLOP = Gait(
    (0.62, 0.50, 0.0, 0.12), 0.29, 0.0, 4.48, 2.1, 0.25, 6.0, 0.45, 4.0,
    (0.035, 0.045), (1.5, 0.9), 0.026, 0.010, 0.45, True, 0.2, 1.6, bends=0.26, rocks=0.06, streams=0.85,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Pace:
    """The clockwork of one way of going, sampled along the way."""

    gait: Gait
    way: Way
    time_s: F64  # (N,) when the middle of the back is at each sample
    phase: F64  # (N,) strides made by then
    duty: float
    hertz: F64  # (N,) strides a second

    def way_at(self, phase: F64) -> F64:
        """How far along the way the middle of the back is, m."""
        out: F64 = np.interp(phase, self.phase, np.arange(len(self.phase)) * STEP_M)
        return out

    def time_at(self, phase: F64) -> F64:
        """Times beyond the end go on at the last stride frequency."""
        over = np.maximum(0.0, phase - self.phase[-1])
        out: F64 = np.interp(phase, self.phase, self.time_s) + over / float(self.hertz[-1])
        return out


def pace(way: Way, start_s: float, *, speed_mps: float, weight_kg: float, hip_m: float, gait: Gait = WALK) -> Pace:
    """Speed gained and lost with constant acceleration; stride frequency goes with a power of speed."""
    duty = gait.duty * weight_kg**gait.grows
    usual = gait.at_mps * float(np.sqrt(hip_m / 0.222))
    longest = gait.longest * hip_m  # stride
    count = len(way.xy_m)
    u: F64 = np.arange(count, dtype=np.float64) * STEP_M
    ramp = min(max(RAMP_M, speed_mps**2 / (2.0 * gait.push_mps2)), 0.45 * u[-1])
    bend = np.abs(np.gradient(way.heading(u), STEP_M))
    top = speed_mps / np.sqrt(1.0 + (bend * 0.16) ** 2)  # slower round corners
    edge = np.minimum(u, u[-1] - u) + 0.006
    top = np.minimum(np.minimum(top, speed_mps), np.sqrt(SIDEWAYS_MPS2 / np.maximum(bend, 1e-6)))
    speed = attainable(top * np.sqrt(np.minimum(1.0, edge / ramp)), np.full(count - 1, STEP_M), 1.2 * gait.push_mps2)
    hertz = gait.hertz * weight_kg**-0.15 * (np.maximum(speed, 0.35 * usual if gait.thrown else 0.40) / usual) ** gait.quickens
    hertz = np.maximum(hertz, speed / longest)
    dt = STEP_M / (0.5 * (speed[1:] + speed[:-1]))
    time = start_s + np.concatenate([[0.0], np.cumsum(dt)])
    begun = duty  # the left hind paw lifts at once: a moment later in the stride, and it would trail for a whole one
    phase = begun + np.concatenate([[0.0], np.cumsum(0.5 * (hertz[1:] + hertz[:-1]) * dt)])
    return Pace(gait, way, time, phase, duty, hertz)
