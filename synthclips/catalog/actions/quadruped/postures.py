"""Standing, sitting, lying: one row of numbers each, for a place on the ground and a heading."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.quadruped import channels as ch
from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.catalog.actions.quadruped.rig import Rig, tail_root
from synthclips.geometry.body import Body
from synthclips.scene.streams import Stream


@dataclass(frozen=True)
class Place:
    """Where the animal is: below the middle of its back, the height of what it stands on, and where it faces."""

    x_m: float
    y_m: float
    z_m: float
    yaw_rad: float


@dataclass(frozen=True)
class Down:
    """How a body sits or lies. Lengths are for a hip 0.222 m high; pitches from pelvis to head, > 0 nose up."""

    pitch: tuple[float, ...]  # (9,)
    pelvis: float  # its height
    back: float  # how far the chest goes back from where it stands
    hind: tuple[float, float]  # place of the hind toes: ahead of what the posture says, and aside
    lean: tuple[float, float]  # of shoulder blades and metatarsi
    splay: tuple[float, float]  # of elbows and knees
    ease: tuple[float, float]  # of forelegs and hind legs
    tail: tuple[float, ...] | None  # how its bones turn aside as it lies on the ground; None: it is carried as ever
    fore: tuple[float, float] = (0.0, 0.0)  # lying: of the fore toes, ahead of the shoulders, and how far a tuck takes them back
    aside_m: tuple[float, float] = (0.0, 0.0)  # lying: of the fore toes from the middle, and how far a tuck takes them in
    heel: float = 0.0  # lying: of the forepaws, up


@dataclass(frozen=True)
class Stature:
    """What sitting and lying ask of a body's proportions."""

    sits: Down
    lies: Down
    tail_lies_m: tuple[float, ...]  # a lying tail's joints, root to tip: half its thickness
    neck: tuple[float, float, float] = (0.0, 0.0, 0.0)  # how far neck and head are raised over the rest pose, standing
    gives_m: float = 0.004  # how much lower the back is than in the rest pose: a straight leg would have no way to go


FELINE = Stature(
    Down(
        pitch=(1.25, 1.18, 1.00, 0.78, 0.55, 0.40, 0.55, 0.50, 0.0),
        pelvis=0.085,
        back=0.022,
        hind=(-0.052, 0.048),
        lean=(-0.10, 0.95),
        splay=(0.0, -0.13),  # knees against the flanks: farther out, the skin between them creases
        ease=(0.15, 0.0),
        tail=(0.5, 1.0, 1.75, 2.4, 2.95, 3.4),
    ),
    Down(
        pitch=(0.06, 0.16, 0.10, 0.02, -0.05, 0.06, 0.80, 0.55, 0.0),
        pelvis=0.097,
        back=0.0,
        hind=(0.075, 0.056),
        lean=(0.15, 0.95),
        splay=(0.20, 0.05),
        ease=(0.0, 0.0),
        tail=(0.35, 0.8, 1.35, 1.9, 2.4, 2.8),
        fore=(0.065, 0.035),
        aside_m=(0.030, 0.006),
    ),
    (0.017, 0.016, 0.015, 0.013, 0.012, 0.011),
    neck=(0.34, 0.50, 0.06),
)


@dataclass(frozen=True)
class Habit:
    """What one animal does its own way."""

    tail: tuple[float, ...]  # pitch of each tail bone while up and about, > 0 is downward
    curl: float  # +1 or -1: the side its tail curls to when it sits
    head_low: float  # 0..1, how low it carries its head when walking
    loaf: float  # 0..1, how tightly it tucks its forelegs when it lies
    stature: Stature = FELINE


def tail_lies(rig: Rig, body: Body) -> tuple[float, ...]:
    """How high the joints of a lying tail are: half its thickness, fur and all."""
    main = body.bone[np.arange(len(body.bone)), body.weight.argmax(1)]
    aside = np.abs(body.vertices_m[:, 1].astype(np.float64))
    return tuple(round(float(aside[main == bone].max(initial=0.0)), 5) for bone in rig.tail)


NECK = slice(ch.NECK1, ch.HEAD + 1)
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
    row[ch.MID] = _world(place, np.array([0.0, 0.0, rig.mid[2] - manner.stature.gives_m]))
    angles = ch.turns(row)
    angles[:, 0] = place.yaw_rad
    angles[ch.TAIL :, 1] = manner.tail
    angles[NECK, 1] = manner.stature.neck
    ch.toes(row)[:] = _world(place, rig.pivot - [rig.mid[0], 0.0, rig.roll_m])
    ch.paws(row)[:, 0] = place.yaw_rad
    row[ch.EASE] = 1.0
    return row


def sit(rig: Rig, place: Place, manner: Habit) -> F64:
    """Haunches down, forelegs straight, the tail laid round the feet. The forepaws stay where they stand."""
    row, how = stand(rig, place, manner), manner.stature.sits
    k = rig.hip_m / 0.222
    chest_x = rig.place[rig.spine[5], 0] - rig.mid[0] - how.back * k
    _arch(row, rig, np.array(how.pitch), pelvis_z=how.pelvis * k, chest_x=chest_x, place=place)
    paws_x = rig.pivot[0, 0] - rig.mid[0]
    hind = np.array([[paws_x + how.hind[0] * k, s * how.hind[1] * k, 0.0] for s in (1.0, -1.0)])
    ch.toes(row)[2:] = _world(place, hind)
    _limbs(row, how)
    _lay_tail(row, rig, place, manner, how)
    return row


def lie(rig: Rig, place: Place, manner: Habit) -> F64:
    """Belly down, legs folded under, head up: the sphinx, or with the paws tucked the loaf."""
    row, how = stand(rig, place, manner), manner.stature.lies
    k = rig.hip_m / 0.222
    chest_x = rig.place[rig.spine[5], 0] - rig.mid[0] - how.back * k
    _arch(row, rig, np.array(how.pitch), pelvis_z=how.pelvis * k, chest_x=chest_x, place=place)
    shoulder = rig.place[rig.legs[0, 1], 0] - rig.mid[0]
    ahead, aside = how.fore[0] - how.fore[1] * manner.loaf, how.aside_m[0] - how.aside_m[1] * manner.loaf
    fore = np.array([[shoulder + ahead * k, s * aside, 0.0] for s in (1.0, -1.0)])
    hip = -rig.mid[0]
    hind = np.array([[hip + how.hind[0] * k, s * how.hind[1] * k, 0.0] for s in (1.0, -1.0)])
    ch.toes(row)[:] = _world(place, np.concatenate([fore, hind]))
    ch.paws(row)[:2, 1] = how.heel
    _limbs(row, how)
    _lay_tail(row, rig, place, manner, how)
    return row


def _limbs(row: F64, how: Down) -> None:
    for channel, (fore, hind) in ((ch.LEAN, how.lean), (ch.SPLAY, how.splay), (ch.EASE, how.ease)):
        row[channel] = (fore, fore, hind, hind)


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


def _lay_tail(row: F64, rig: Rig, place: Place, manner: Habit, how: Down) -> None:
    """Down to the ground and along it, curled to one side; or up as ever, if such a tail does not lie."""
    angles = ch.turns(row)
    if how.tail is None:
        angles[ch.TAIL :, 1] += how.pitch[0]
        return
    angles[ch.TAIL :, 0] = place.yaw_rad - manner.curl * np.array(how.tail)
    joints = np.concatenate([rig.place[rig.tail], 2.0 * rig.place[rig.tail[-1:]] - rig.place[rig.tail[-2:-1]]])
    step = joints[1:] - joints[:-1]
    slope = np.arctan2(-step[:, 2], -step[:, 0])
    height = float(tail_root(rig, row)[2]) - place.z_m
    for j, (long, lies) in enumerate(zip(np.hypot(step[:, 0], step[:, 2]), manner.stature.tail_lies_m, strict=True)):
        down = float(np.arcsin(np.clip((height - lies) / long, -0.3, 0.85)))
        angles[ch.TAIL + j, 1] = down - slope[j]
        height -= long * np.sin(down)


def _world(place: Place, local: F64) -> F64:
    c, s = np.cos(place.yaw_rad), np.sin(place.yaw_rad)
    x, y, z = local[..., 0], local[..., 1], local[..., 2]
    return np.stack([place.x_m + c * x - s * y, place.y_m + s * x + c * y, place.z_m + z], -1)
