"""Standing, sitting, lying: one row of numbers each, for a place on the ground and a heading."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.quadruped import channels as ch
from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.catalog.actions.quadruped.rig import ROLL_M, Rig, tail_root
from synthclips.scene.streams import Stream

TAIL_LIES_M = (0.017, 0.016, 0.015, 0.013, 0.012, 0.011)  # a lying tail's joints, root to tip: half its thickness


@dataclass(frozen=True)
class Place:
    """Where the animal is: below the middle of its back, the height of what it stands on, and where it faces."""

    x_m: float
    y_m: float
    z_m: float
    yaw_rad: float


@dataclass(frozen=True)
class Habit:
    """What one animal does its own way."""

    tail: tuple[float, ...]  # pitch of each tail bone while up and about, > 0 is downward
    curl: float  # +1 or -1: the side its tail curls to when it sits
    head_low: float  # 0..1, how low it carries its head when walking
    loaf: float  # 0..1, how tightly it tucks its forelegs when it lies


_TAILS = (
    (0.90, 1.20, 1.16, 0.86, 0.46, 0.00),  # hanging, tip turned up
    (0.62, 0.80, 0.66, 0.36, 0.06, -0.24),  # level
    (-0.30, -0.76, -1.00, -1.08, -0.96, -0.55),  # held up, greeting
)


def habit(stream: Stream) -> Habit:
    """Drawn once per animal."""
    base = stream.choice(_TAILS, (0.40, 0.30, 0.30))
    tail = tuple(round(a + stream.normal(0.0, 0.07), 6) for a in base)
    return Habit(tail, stream.choice((1.0, -1.0)), stream.uniform(0.0, 1.0), stream.unit())


def stand(rig: Rig, place: Place, manner: Habit) -> F64:
    """Square on four paws, head up."""
    row = np.zeros(ch.WIDTH)
    row[ch.MID] = _world(place, np.array([0.0, 0.0, rig.mid[2] - 0.004]))
    angles = ch.turns(row)
    angles[:, 0] = place.yaw_rad
    angles[ch.TAIL :, 1] = manner.tail
    ch.toes(row)[:] = _world(place, rig.pivot - [rig.mid[0], 0.0, ROLL_M])
    ch.paws(row)[:, 0] = place.yaw_rad
    row[ch.EASE] = 1.0
    return row


def sit(rig: Rig, place: Place, manner: Habit) -> F64:
    """Haunches down, forelegs straight, the tail laid round the feet. The forepaws stay where they stand."""
    row = stand(rig, place, manner)
    k = rig.hip_m / 0.222
    pitch = np.array([1.25, 1.18, 1.00, 0.78, 0.55, 0.40, 0.55, 0.50, 0.0])
    _arch(row, rig, pitch, pelvis_z=0.088 * k, chest_x=rig.place[rig.spine[5], 0] - rig.mid[0] - 0.030 * k, place=place)
    paws_x = rig.pivot[0, 0] - rig.mid[0]
    hind = np.array([[paws_x - 0.052 * k, s * 0.048 * k, 0.0] for s in (1.0, -1.0)])
    ch.toes(row)[2:] = _world(place, hind)
    row[ch.LEAN.start + 2 : ch.LEAN.stop] = 0.95
    row[ch.SPLAY.start + 2 : ch.SPLAY.stop] = -0.13  # knees against the flanks: farther out, the skin between them creases
    row[ch.LEAN.start : ch.LEAN.start + 2] = -0.10
    row[ch.EASE] = (0.15, 0.15, 0.0, 0.0)
    _lay_tail(row, rig, place, manner, (0.5, 1.0, 1.75, 2.4, 2.95, 3.4))
    return row


def lie(rig: Rig, place: Place, manner: Habit) -> F64:
    """Belly down, legs folded under, head up: the sphinx, or with the paws tucked the loaf."""
    row = stand(rig, place, manner)
    k = rig.hip_m / 0.222
    pitch = np.array([0.06, 0.16, 0.10, 0.02, -0.05, 0.06, 0.80, 0.55, 0.0])
    _arch(row, rig, pitch, pelvis_z=0.097 * k, chest_x=rig.place[rig.spine[5], 0] - rig.mid[0], place=place)
    shoulder = rig.place[rig.legs[0, 1], 0] - rig.mid[0]
    ahead = 0.065 - 0.035 * manner.loaf
    fore = np.array([[shoulder + ahead * k, s * (0.030 - 0.006 * manner.loaf), 0.0] for s in (1.0, -1.0)])
    hip = -rig.mid[0]
    hind = np.array([[hip + 0.075 * k, s * 0.056 * k, 0.0] for s in (1.0, -1.0)])
    ch.toes(row)[:] = _world(place, np.concatenate([fore, hind]))
    row[ch.LEAN.start + 2 : ch.LEAN.stop] = 0.95
    row[ch.SPLAY.start : ch.SPLAY.stop] = (0.20, 0.20, 0.05, 0.05)
    row[ch.LEAN.start : ch.LEAN.start + 2] = 0.15
    row[ch.EASE] = 0.0
    _lay_tail(row, rig, place, manner, (0.35, 0.8, 1.35, 1.9, 2.4, 2.8))
    return row


def _arch(row: F64, rig: Rig, pitch: F64, *, pelvis_z: float, chest_x: float, place: Place) -> None:
    """Give the back its pitches; the middle goes where pelvis height and chest place ask."""
    ch.turns(row)[: ch.TAIL, 1] = pitch
    joints = rig.place[rig.spine]
    step = joints[1:] - joints[:-1]
    rise = step[:, 0] * np.sin(pitch[:-1]) + step[:, 2] * np.cos(pitch[:-1])
    run = step[:, 0] * np.cos(pitch[:-1]) - step[:, 2] * np.sin(pitch[:-1])
    mid_z = pelvis_z + rise[: ch.SPINE3].sum()
    mid_x = chest_x - run[ch.SPINE3 : ch.CHEST].sum()
    row[ch.MID] = _world(place, np.array([mid_x, 0.0, mid_z]))


def _lay_tail(row: F64, rig: Rig, place: Place, manner: Habit, yaw: tuple[float, ...]) -> None:
    """Down to the ground and along it, curled to one side by `yaw`."""
    angles = ch.turns(row)
    angles[ch.TAIL :, 0] = place.yaw_rad - manner.curl * np.array(yaw)
    joints = np.concatenate([rig.place[rig.tail], 2.0 * rig.place[rig.tail[-1:]] - rig.place[rig.tail[-2:-1]]])
    step = joints[1:] - joints[:-1]
    slope = np.arctan2(-step[:, 2], -step[:, 0])
    height = float(tail_root(rig, row)[2]) - place.z_m
    for j, (long, lies) in enumerate(zip(np.hypot(step[:, 0], step[:, 2]), TAIL_LIES_M, strict=True)):
        down = float(np.arcsin(np.clip((height - lies) / long, -0.3, 0.85)))
        angles[ch.TAIL + j, 1] = down - slope[j]
        height -= long * np.sin(down)


def _world(place: Place, local: F64) -> F64:
    c, s = np.cos(place.yaw_rad), np.sin(place.yaw_rad)
    x, y, z = local[..., 0], local[..., 1], local[..., 2]
    return np.stack([place.x_m + c * x - s * y, place.y_m + s * x + c * y, place.z_m + z], -1)
