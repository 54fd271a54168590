"""A script becoming rows: what has been played so far, and how the body stands at the end of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from synthclips.catalog.actions.biped.anatomy import Anatomy
from synthclips.catalog.actions.biped.channels import (
    ABDUCT,
    ARM,
    CHANNELS,
    CURL,
    ELBOW,
    FLEX,
    FOOT,
    FOOT_X,
    FOOT_Y,
    FOOT_YAW,
    HAND_WEIGHT,
    HAND_X,
    HAND_Z,
    HEAD_PITCH,
    HEAD_YAW,
    PELVIS_X,
    PELVIS_Y,
    PELVIS_Z,
    PRONATE,
    RATE_HZ,
    ROLL,
    SHRUG,
    SIDES,
    SPINE_PITCH,
    SPINE_ROLL,
    TWIST,
    YAW,
    side_of,
)  # fmt: skip
from synthclips.catalog.actions.biped.loads import Load
from synthclips.geometry.skeleton import F64
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Contact

MELD_S = 0.45


@dataclass(frozen=True)
class Manner:
    """How this person, on this day, carries the body: drawn once for each actor."""

    toe_out_rad: float
    stoop_rad: float  # spine pitch at rest
    head_rad: float  # head pitch at rest
    flex_rad: float
    abduct_rad: float
    elbow_rad: float
    arm_twist_rad: float
    stance_m: float  # between the feet, standing
    step_width_m: float
    swing: float  # arm swing, 1 = average
    bounce: float
    turn: float  # pelvis and shoulder rotation
    tempo: float  # stride frequency at a given speed, 1 = average
    knee_m: float  # hips lower than on straight knees
    sway_s: float  # period of the slow shifting of weight
    phase: float

    @staticmethod
    def drawn(stream: Stream, age_years: float) -> Manner:
        """One manner, every trait between bounds that all look healthy at that age."""
        drawn = Manner(
            stream.uniform(0.05, 0.2), stream.uniform(0.02, 0.14), stream.uniform(-0.02, 0.14), stream.uniform(-0.06, 0.08),
            stream.uniform(0.09, 0.17), stream.uniform(0.16, 0.38), stream.uniform(-0.45, -0.15), stream.uniform(0.17, 0.27),
            stream.uniform(0.07, 0.13), stream.uniform(0.7, 1.25), stream.uniform(0.85, 1.15), stream.uniform(0.7, 1.3),
            1.0, 0.0, stream.uniform(5.0, 9.0), stream.uniform(0.0, 6.28),
        )  # fmt: skip
        return drawn._aged(old(age_years))

    def sized(self, size: float) -> Manner:
        """Of a body with legs so long, 1 = grown."""
        return replace(self, stance_m=self.stance_m * size, step_width_m=self.step_width_m * size)

    def _aged(self, share: float) -> Manner:
        """Old people stoop, keep their knees bent, step shorter, quicker and wider, and swing their arms less."""
        return replace(
            self,
            stoop_rad=self.stoop_rad + 0.30 * share,
            head_rad=self.head_rad + 0.10 * share,
            elbow_rad=self.elbow_rad + 0.20 * share,
            step_width_m=self.step_width_m + 0.03 * share,
            swing=self.swing * (1.0 - 0.4 * share),
            bounce=self.bounce * (1.0 - 0.3 * share),
            turn=self.turn * (1.0 - 0.3 * share),
            tempo=1.0 + 0.10 * share,
            knee_m=0.009 * share,
        )


def old(age_years: float) -> float:
    """0 up to sixty .. 1 from eighty-five on."""
    return min(max((age_years - 60.0) / 25.0, 0.0), 1.0)


@dataclass
class Reel:
    """Blocks of channel rows laid end to end from `begin_s` on; `feet` is where the soles stand now, (2, 3) x, y, yaw."""

    actor: str
    body: Anatomy
    manner: Manner
    stream: Stream
    begin_s: float
    feet: F64
    facing_rad: float
    blocks: list[F64] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    grips: list[tuple[str, float, int]] = field(default_factory=list)  # (item id, second, side)
    doors: list[tuple[str, float, float, float, float]] = field(default_factory=list)
    holds: list[Load | None] = field(default_factory=lambda: [None, None])  # what each hand holds
    lowered: bool = False  # is what is held ahead let down, as before a door?
    narrow: bool = False  # is the way so narrow that what hangs beside the body is taken before it?
    seat: F64 | None = None  # (CHANNELS,) the row of a body that sits
    since: list[float] = field(default_factory=list)  # second at which each foot was last put down
    rows: int = 0

    def __post_init__(self) -> None:
        self.since = [self.begin_s, self.begin_s]

    @property
    def clock_s(self) -> float:
        """World time at the end of what has been played."""
        return self.begin_s + self.rows / RATE_HZ

    @property
    def place_m(self) -> F64:
        """(2,) between the feet."""
        middle: F64 = self.feet[:, :2].mean(0)
        return middle

    @property
    def free(self) -> list[int]:
        """Sides of the hands that hold nothing."""
        return [side for side in (0, 1) if self.holds[side] is None]

    @property
    def hip_m(self) -> float:
        """Height of the hips standing at ease."""
        return self.body.leg_m * 0.9965 + self.body.ankle_m - self.manner.knee_m

    def add(self, block: F64) -> None:
        """Lay a block at the end. Where it begins away from where the last one ended, the gap fades over `MELD_S`."""
        if self.blocks:
            last = self.blocks[-1][-1].copy()
            for arm in ARM:
                hand = slice(arm + HAND_X, arm + HAND_Z + 1)
                if last[arm + HAND_WEIGHT] < 1e-3:
                    last[hand] = block[0, hand]
                elif block[:, arm + HAND_WEIGHT].max() < 1e-3:
                    block[:, hand] = last[hand]
            gap = last - block[0]
            gap[FOOT[0] : FOOT[1] + 5] = 0.0
            melding = block[: count(MELD_S)]
            melding += gap * (1.0 - ease(np.arange(len(melding)) / (MELD_S * RATE_HZ)))[:, None]
        self.blocks.append(block)
        self.rows += len(block)

    def resting(self, rows: int) -> F64:
        """(rows, CHANNELS) of the body standing at ease where it is."""
        manner, out = self.manner, np.zeros((rows, CHANNELS))
        out[:, PELVIS_X], out[:, PELVIS_Y] = self.place_m
        out[:, PELVIS_Z], out[:, YAW] = self.hip_m, self.facing_rad
        out[:, SPINE_PITCH], out[:, HEAD_PITCH] = manner.stoop_rad, manner.head_rad - 0.5 * manner.stoop_rad
        for side in (0, 1):
            arm, foot = ARM[side], FOOT[side]
            out[:, arm + FLEX], out[:, arm + ABDUCT] = manner.flex_rad, manner.abduct_rad
            out[:, arm + TWIST], out[:, arm + ELBOW] = manner.arm_twist_rad, manner.elbow_rad
            out[:, arm + PRONATE], out[:, arm + CURL] = 0.45, 0.5
            out[:, [foot + FOOT_X, foot + FOOT_Y, foot + FOOT_YAW]] = self.feet[side]
            if (load := self.holds[side]) is not None:
                out[:, arm + FLEX], out[:, arm + ELBOW], out[:, arm + ABDUCT] = load.flex, load.elbow, load.abduct
                out[:, arm + TWIST], out[:, arm + PRONATE], out[:, arm + CURL] = load.twist, load.pronate, load.curl
                if self.narrow:
                    out[:, arm + FLEX] += load.tucked[0]
                    out[:, arm + ABDUCT] += load.tucked[1]
                if self.lowered:
                    out[:, arm + ELBOW] -= load.lowered
                    out[:, arm + FLEX] -= 0.3 * load.lowered
        if self.seat is not None:
            out[:] = self.seat
        self._live(out)
        return out

    def _live(self, out: F64) -> None:
        """Breathing, weight going from leg to leg, a head that is never quite still."""
        times, manner = self.clock_s + np.arange(len(out)) / RATE_HZ, self.manner
        slow, breath = 2 * math.pi * times / manner.sway_s + manner.phase, np.sin(2 * math.pi * times / 3.7 + 2 * manner.phase)
        shift = (0.25 if self.seat is not None else 1.0) * (0.016 * np.sin(slow) + 0.006 * np.sin(2.3 * slow + 1.0))
        out[:, PELVIS_X] -= math.sin(self.facing_rad) * shift
        out[:, PELVIS_Y] += math.cos(self.facing_rad) * shift
        out[:, ROLL] += -1.6 * shift
        out[:, SPINE_ROLL] += 1.9 * shift
        out[:, SPINE_PITCH] += 0.010 * breath
        out[:, HEAD_PITCH] += 0.025 * np.sin(1.7 * slow) - 0.006 * breath
        out[:, HEAD_YAW] += 0.07 * np.sin(0.8 * slow + 2.0) + 0.03 * np.sin(3.1 * slow)
        for side, arm in enumerate(ARM):
            out[:, arm + SHRUG] += 0.012 * breath
            out[:, arm + ELBOW] += 0.03 * np.sin(1.3 * slow + arm)
            if (load := self.holds[side]) is not None and load.sweep_rad:
                out[:, arm + TWIST] += load.sweep_rad * (np.sin(1.9 * slow) + 0.5 * np.sin(4.3 * slow + 1.0))
                out[:, arm + ELBOW] += 0.4 * load.sweep_rad * np.sin(2.7 * slow + 2.0)

    def put_down(self, side: int, lift_s: float, land_s: float, spot: F64) -> None:
        """The foot left the floor at lift_s and stands on `spot` (x, y, yaw) from land_s on."""
        self._close(side, lift_s)
        self.feet[side], self.since[side] = spot, land_s

    def feet_off(self) -> None:
        """Both feet leave the floor now, until `feet_down`."""
        for side in (0, 1):
            self._close(side, self.clock_s)
            self.since[side] = math.inf

    def feet_down(self) -> None:
        """Feet that were off the floor stand on it from now on."""
        self.since = [min(since, self.clock_s) for since in self.since]

    def _close(self, side: int, end_s: float) -> None:
        x, y = (float(v) for v in self.feet[side, :2])
        if end_s > self.since[side] + 1e-6:
            self.contacts.append(Contact(self.actor, f"{SIDES[side]}_foot", self.since[side], end_s, (x, y, 0.0)))

    def finish(self, end_s: float) -> None:
        """Both feet stay where they are until `end_s`; writes their last contacts."""
        for side in (0, 1):
            self._close(side, end_s)

    def footing(self, x: float, y: float, facing_rad: float, *, width_m: float) -> F64:
        """(2, 3) where the feet stand for a body at a place, facing."""
        spots = np.empty((2, 3))
        for side in (0, 1):
            s = side_of(side)
            half = s * width_m / 2
            spots[side] = (
                x - math.sin(facing_rad) * half, y + math.cos(facing_rad) * half, facing_rad + s * self.manner.toe_out_rad
            )  # fmt: skip
        return spots


def count(seconds: float) -> int:
    """Rows that last about `seconds`, at least one."""
    return max(1, round(seconds * RATE_HZ))


def ease(x: F64) -> F64:
    """0 below 0, 1 above 1, between them smooth to the second derivative."""
    x = np.minimum(np.maximum(x, 0.0), 1.0)  # np.clip takes thrice as long to begin
    return x * x * x * (x * (6.0 * x - 15.0) + 10.0)
