"""How a body of any proportions sits and lies: its own skin on the ground, its bones folded as far as they go.

A dog sits on its rump with the forelegs straight, so the shoulders say how steep the back is: steep on long legs, flat on short
ones. It lies on brisket and rump, elbows and hocks on the ground.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.catalog.actions.quadruped.postures import Down, Stature
from synthclips.catalog.actions.quadruped.rig import Rig
from synthclips.geometry.body import Body

SINKS = 0.022  # of the hip's height: what lies on the ground is pressed flat by so much
SITTING = (1.12, 1.10, 1.05, 0.98, 0.92, 0.86)  # pitches of the back, pelvis to chest, when the scale is 1
NECK, LOOK = 0.10, -0.05  # how much farther the neck is held up than in the rest pose; and the head
FOLDED = 0.44  # of thigh and shank: how far hip and hock are apart when the leg is folded
FLAT_RAD = 0.20  # a metatarsus on the ground still rises so much to the hock
GIVES = 0.085  # of the hip's height: how much lower the back of a walking dog is than with straight legs
STRAIGHT = 0.985  # of upper arm and forearm


@dataclass(frozen=True, eq=False)
class Flesh:
    """The skin by the bone that it goes with most, (N, 2) each: along the body and up, from the bone's joint."""

    of: dict[int, F64]

    @classmethod
    def on(cls, body: Body, rig: Rig, bones: tuple[int, ...]) -> Flesh:
        """Of those bones."""
        main = body.bone[np.arange(len(body.bone)), body.weight.argmax(1)]
        skin = body.vertices_m.astype(np.float64)
        return cls({b: (skin[main == b] - rig.place[b])[:, (0, 2)] for b in bones})

    def lowest(self, bone: int, pitch: float) -> float:
        """How far below its joint the bone's skin reaches when it is pitched so, m; 0 of a bone without skin."""
        points = self.of[bone]
        return float(-(np.sin(pitch) * points[:, 0] + np.cos(pitch) * points[:, 1]).min(initial=0.0))


def stature(rig: Rig, body: Body, *, tail_lies: bool, tail_m: float) -> Stature:
    """Sitting and lying of this body. tail_lies: on the ground, or carried as ever; tail_m: half its thickness at the root."""
    trunk = tuple(int(b) for b in rig.spine[:6])
    flesh = Flesh.on(body, rig, trunk)
    thin = tuple(round(tail_m * share, 5) for share in (1.0, 0.95, 0.88, 0.80, 0.72, 0.60))
    aside = (0.10, 0.22, 0.36, 0.52, 0.70, 0.90) if tail_lies else None
    return Stature(_sits(rig, flesh, aside), _lies(rig, flesh, aside), thin, gives_m=round(GIVES * rig.hip_m, 5))


def _turned(pitch: float, v: F64) -> F64:
    """(2,) (x, z) of a place in the body's plane when it is pitched nose up."""
    c, s = np.cos(pitch), np.sin(pitch)
    return np.array([c * v[0] - s * v[1], s * v[0] + c * v[1]])


def _flat(rig: Rig, bone: int) -> F64:
    place: F64 = rig.place[bone][[0, 2]]
    return place


def _sits(rig: Rig, flesh: Flesh, tail: tuple[float, ...] | None) -> Down:
    k = rig.hip_m / 0.222
    back_m = 0.02 * k
    chest_x = float(rig.place[rig.spine[5], 0]) - back_m
    bones = [int(b) for b in rig.spine[:6]]
    reach = _reach(rig)

    def pelvis_z(scale: float) -> float:
        pitch, rise, most = [scale * p for p in SITTING], 0.0, 0.0
        for j in range(3):  # of a long dog the loins lie lowest
            most = max(most, flesh.lowest(bones[j], pitch[j]) - rise)
            rise += float(_step(rig, j, pitch[j])[1])
        return most - SINKS * rig.hip_m

    def too_steep(scale: float) -> bool:
        pitch = [scale * p for p in SITTING]
        chest = np.array([chest_x, pelvis_z(scale) + sum(float(_step(rig, j, pitch[j])[1]) for j in range(5))])
        shoulder = _shoulder(rig, chest, pitch[5], -0.10)
        return float(np.sqrt(((shoulder - _flat(rig, rig.legs[0, 3])) ** 2).sum())) > reach

    scale = _bisected(too_steep, 0.25, 1.12)
    pitch = [scale * p for p in SITTING]
    pelvis = np.array([chest_x - sum(float(_step(rig, j, pitch[j])[0]) for j in range(5)), pelvis_z(scale)])
    hip = pelvis + _turned(pitch[0], _flat(rig, rig.legs[2, 0]) - _flat(rig, rig.spine[0]))
    lean, toe_x = _folded(rig, hip, 1.0)
    paws_x = float(rig.pivot[0, 0])
    return Down(
        pitch=(*pitch, NECK + 0.25 * pitch[5], NECK, LOOK),
        pelvis=float(pelvis[1]) / k,
        back=back_m / k,
        hind=((min(toe_x, paws_x - 0.02 * k) - paws_x) / k, 1.9 * abs(float(rig.pivot[2, 1])) / k),
        lean=(-0.10, lean),
        splay=(0.0, 0.40),
        ease=(0.15, 0.0),
        tail=tail,
    )


def _lies(rig: Rig, flesh: Flesh, tail: tuple[float, ...] | None) -> Down:
    k = rig.hip_m / 0.222
    bones = [int(b) for b in rig.spine[:6]]

    def rear_hangs(pitch: float) -> bool:
        """Is the rump lower than the brisket, when the back is pitched so?"""
        up = sum(float(_step(rig, j, pitch)[1]) for j in range(5))
        return flesh.lowest(bones[0], pitch) > flesh.lowest(bones[5], pitch) - up

    pitch = _bisected(rear_hangs, -0.12, 0.30)
    rises = [sum(float(_step(rig, j, pitch)[1]) for j in range(n)) for n in range(6)]
    pelvis_z = max(flesh.lowest(b, pitch) - rise for b, rise in zip(bones, rises, strict=True)) - SINKS * rig.hip_m
    chest = np.array([float(rig.place[bones[5], 0]), pelvis_z + rises[5]])
    pelvis_x = chest[0] - sum(float(_step(rig, j, pitch)[0]) for j in range(5))
    shoulder = _shoulder(rig, chest, pitch, 0.20)
    toe_x, heel = _laid(rig, shoulder)
    hip = np.array([pelvis_x, pelvis_z]) + _turned(pitch, _flat(rig, rig.legs[2, 0]) - _flat(rig, rig.spine[0]))
    lean, hind_x = _folded(rig, hip, 0.0)
    return Down(
        pitch=(*(pitch,) * 6, NECK + 0.15, NECK + 0.05, LOOK),
        pelvis=pelvis_z / k,
        back=0.0,
        hind=(hind_x / k, 1.7 * abs(float(rig.pivot[2, 1])) / k),
        lean=(0.20, lean),
        splay=(0.25, 0.60),
        ease=(0.0, 0.0),
        tail=tail,
        fore=((toe_x - float(rig.place[rig.legs[0, 1], 0])) / k, 0.0),
        aside_m=(1.05 * abs(float(rig.pivot[0, 1])), 0.0),
        heel=heel,
    )


def _step(rig: Rig, joint: int, pitch: float) -> F64:
    """(2,) from one joint of the back to the next, ahead and up."""
    return _turned(pitch, _flat(rig, rig.spine[joint + 1]) - _flat(rig, rig.spine[joint]))


def _shoulder(rig: Rig, chest: F64, pitch: float, lean: float) -> F64:
    scapula, arm = _flat(rig, rig.legs[0, 0]), _flat(rig, rig.legs[0, 1])
    return chest + _turned(pitch, scapula - _flat(rig, rig.spine[5])) + _turned(pitch + lean, arm - scapula)


def _long(rig: Rig, leg: int, upper: int) -> float:
    """Of a leg's bone, m."""
    step = rig.place[rig.legs[leg, upper + 1]] - rig.place[rig.legs[leg, upper]]
    return float(np.sqrt((step * step).sum()))


def _reach(rig: Rig) -> float:
    """From the shoulder to a forepaw's joint on a straight leg."""
    return STRAIGHT * (_long(rig, 0, 1) + _long(rig, 0, 2))


def _folded(rig: Rig, hip: F64, ahead: float) -> tuple[float, float]:
    """(lean of the metatarsus, x of the toes) with the hock on the ground, as near to the hip as the leg folds.

    ahead: 1, the hock is ahead of the hip as far as that asks; 0, below it.
    """
    ball, hock = _flat(rig, rig.legs[2, 3]), _flat(rig, rig.legs[2, 2])
    shin = hock - ball
    lean = float(np.arctan2(shin[1], -shin[0])) - FLAT_RAD
    laid = _turned(lean, shin)
    apart = FOLDED * (_long(rig, 2, 0) + _long(rig, 2, 1))
    down = hip[1] - (ball[1] + laid[1])
    hock_x = hip[0] + ahead * float(np.sqrt(max(apart * apart - down * down, 0.0)))
    return lean, hock_x - float(laid[0]) + float(rig.pivot[2, 0]) - float(ball[0])


def _laid(rig: Rig, shoulder: F64) -> tuple[float, float]:
    """(x of the fore toes, heel) with the forearm along the ground before the elbow."""
    upper, fore = _long(rig, 0, 1), _long(rig, 0, 2)
    pivot, wrist = rig.pivot[0][[0, 2]], _flat(rig, rig.legs[0, 3])
    heel = -0.55
    carpus = _turned(-heel, wrist - pivot)
    low = 0.12 * fore
    down = min(max(float(shoulder[1]) - low, 0.0), 0.98 * upper)
    elbow_x = float(shoulder[0]) - float(np.sqrt(upper * upper - down * down))
    rise = float(carpus[1]) + float(pivot[1]) - low
    carpus_x = elbow_x + float(np.sqrt(max(fore * fore - rise * rise, 0.0)))
    return carpus_x - float(carpus[0]), heel


def _bisected(too_much: Callable[[float], bool], low: float, high: float) -> float:
    """The largest value between two that is not too much, if more is always worse."""
    for _ in range(18):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if too_much(middle) else (middle, high)
    return round(low, 4)
