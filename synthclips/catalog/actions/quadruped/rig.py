"""Bones from rows of numbers: the spine by its angles, the legs by where the toes are (two-bone inverse kinematics)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.quadruped import channels as ch
from synthclips.catalog.actions.quadruped.channels import F64, LEGS, SIDE
from synthclips.catalog.actions.quadruped.giving_way import ALL, Rows, beyond, least, opened
from synthclips.geometry.body import Body
from synthclips.geometry.mesh import F32, I32, snapped
from synthclips.geometry.skeleton import cross, dot, frame_of, length, mul, place, poses, turn, unit

SPINE = ("pelvis", "spine1", "spine2", "spine3", "spine4", "chest", "neck1", "neck2", "head")
_FORE, _HIND = ("scapula", "upper_arm", "forearm", "fore_paw"), ("thigh", "shank", "metatarsus", "hind_paw")
BENDS_RAD = ((0.60, 2.87), (0.42, 2.89), (0.45, 2.90), (0.42, 2.95))  # shoulder, elbow, stifle, tarsus: within what cats' can
FORE_WAY, HIND_WAY = -1.0, -1.0  # shoulder blades turn back, metatarsi down
TIPTOE_RAD = 0.9  # how much more a heel rises where the leg is too short
TOES_M = 0.022  # how far a cat's toes reach ahead of the middle of its pads; for such toes
TOE_M, ROLL_M = 0.008, 0.0125  # a raised heel rolls the paw over a round of this radius, this far before the pads' middle


@dataclass(frozen=True, eq=False)
class Rig:
    """A body's joints by role. All places in the rest pose."""

    place: F64  # (B, 3)
    spine: I32  # (9,) pelvis .. head
    tail: I32  # (6,)
    ears: I32  # (2,)
    jaw: int
    legs: I32  # (4, 4) bones from the trunk down, in the order of LEGS
    pivot: F64  # (4, 3) what the toes' place is the place of; `roll_m` above the ground

    mass: F64  # (C, 5): bone, place of the mass in the rest pose, share of the whole

    @property
    def hip_m(self) -> float:
        """Height of the hip, the size that speeds and times scale with."""
        return float(self.place[self.legs[2, 0], 2])

    @property
    def roll_m(self) -> float:
        """Radius of the round that a raised heel rolls its paw over."""
        return float(self.pivot[0, 2])

    @property
    def mid(self) -> F64:
        """Rest place of the joint in the middle of the back."""
        place: F64 = self.place[self.spine[3]]
        return place


def rig_of(body: Body) -> Rig:
    """Read a four-legged body's joints off its bone names and keypoints."""
    number = {name: i for i, name in enumerate(body.bone_names)}
    pads = {k.name: k.offset_m for k in body.keypoints}
    legs = [[number[f"{leg.split('_')[0]}_{part}"] for part in (_FORE if "fore" in leg else _HIND)] for leg in LEGS]
    k = _toes_m(body, legs[0][3], pads["left_fore_paw"][0]) / TOES_M
    pivot = [(pads[f"{leg}_paw"][0] + TOE_M * k, pads[f"{leg}_paw"][1], ROLL_M * k) for leg in LEGS]
    tail = [number[f"tail{k + 1}"] for k in range(6)]
    return Rig(
        np.ascontiguousarray(body.rest_from_bone[:, :, 3].astype(np.float64)),
        np.array([number[s] for s in SPINE], np.int32),
        np.array(tail, np.int32),
        np.array([number["left_ear"], number["right_ear"]], np.int32),
        number["jaw"],
        np.array(legs, np.int32),
        np.array(pivot),
        _masses(body),
    )


def _toes_m(body: Body, paw: int, pads_x: float) -> float:
    """How far a forepaw reaches ahead of the middle of its pads."""
    own = body.bone[np.arange(len(body.bone)), body.weight.argmax(1)] == paw
    return round(float(body.vertices_m[own, 0].max()) - pads_x, 4) if own.any() else TOES_M


def _masses(body: Body) -> F64:
    """The capsules as weights: volume, at their middles."""
    c = body.capsules.astype(np.float64)
    span = np.sqrt(((c[:, 4:7] - c[:, 1:4]) ** 2).sum(1))
    volume = c[:, 7] ** 2 * (span + 4.0 / 3.0 * c[:, 7])
    return np.concatenate([c[:, :1], 0.5 * (c[:, 1:4] + c[:, 4:7]), (volume / volume.sum())[:, None]], 1)


def centre_of_mass(rig: Rig, rows: F64) -> F64:
    """(T, 3) of (T, WIDTH) rows."""
    pose = bones(rig, rows).astype(np.float64)
    bone = rig.mass[:, 0].astype(np.int64)
    local = rig.mass[:, 1:4] - rig.place[bone]
    at = np.einsum("tcij,cj->tci", pose[:, bone][..., :3], local) + pose[:, bone][..., 3]
    centre: F64 = np.einsum("tci,c->ti", at, rig.mass[:, 4])
    return centre


def bones(rig: Rig, rows: F64) -> F32:
    """(T, B, 3, 4) world_from_bone of (T, WIDTH) rows, snapped to 2^-20."""
    rows, out = np.asfortranarray(rows), poses((len(rows),), len(rig.place), 3, 4)
    angles = ch.turns(rows)
    turned = _rotation(angles[..., 0], angles[..., 1], angles[..., 2])
    at = _spine(rig, rows, turned)
    place(out, rig.spine, turned[:, :9], np.stack(at, 1))
    _head(out, rig, rows, turned[:, ch.HEAD], at[ch.HEAD])
    _tail(out, rig, turned, at[ch.PELVIS])
    _fore(out, rig, rows, turned[:, ch.CHEST, None], at[ch.CHEST][:, None])
    _hind(out, rig, rows, turned[:, ch.PELVIS, None], at[ch.PELVIS][:, None])
    return np.ascontiguousarray(snapped(out))


def _rotation(yaw: F64, pitch: F64, roll: F64 | float = 0.0) -> F64:
    """(..., 3, 3): rolled, then nose up, then turned left."""
    cy, sy, cp, sp, cr, sr = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch), np.cos(roll), np.sin(roll)
    r = poses(np.shape(pitch), 3, 3)
    r[..., 0, 0], r[..., 0, 1], r[..., 0, 2] = cy * cp, -sy * cr - cy * sp * sr, sy * sr - cy * sp * cr
    r[..., 1, 0], r[..., 1, 1], r[..., 1, 2] = sy * cp, cy * cr - sy * sp * sr, -cy * sr - sy * sp * cr
    r[..., 2, 0], r[..., 2, 1], r[..., 2, 2] = sp, cp * sr, cp * cr
    return r


def _frame(along: F64, across: F64) -> F64:
    """(..., 3, 3) whose columns are `along`, the unit part of `across` at right angles to it, and their cross product."""
    u = unit(along)
    v = unit(across - u * dot(across, u))
    return frame_of(u, v, cross(u, v))


def _joint(a: F64, c: F64, first: F64, second: F64, pole: F64) -> F64:
    """The knee between a and c, bent toward the pole."""
    u = unit(c - a)
    reach = np.minimum(np.maximum(length(c - a), abs(first - second) + 1e-6), 0.9995 * (first + second))
    t = (first * first - second * second + reach * reach) / (2.0 * reach)
    e = unit(pole - u * dot(pole, u))
    knee: F64 = a + u * t + e * np.sqrt(np.maximum(first * first - t * t, 0.0))
    return knee


def _aimed(rest_a: F64, rest_b: F64, rest_side: F64, a: F64, b: F64, side: F64) -> F64:
    """The rotation that lays the rest segment along a-b and keeps its bending side."""
    return mul(_frame(b - a, side), np.swapaxes(_frame(rest_b - rest_a, rest_side), -1, -2))


def tail_root(rig: Rig, row: F64) -> F64:
    """(3,) where the tail begins: what `bones` says of one row, without the rest of the body."""
    angles = ch.turns(row[None])
    turned = _rotation(angles[..., 0], angles[..., 1], angles[..., 2])
    pelvis = _spine(rig, row[None], turned)[ch.PELVIS]
    at = pelvis + turn(turned[:, ch.PELVIS], rig.place[rig.tail[0]] - rig.place[rig.spine[0]])
    root: F64 = snapped(at)[0].astype(np.float64)
    return root


def _spine(rig: Rig, rows: F64, turned: F64) -> list[F64]:
    """The spine from its middle to both ends: the nine joints' world positions, (T, 3) each."""
    bone = rig.place[rig.spine[1:]] - rig.place[rig.spine[:-1]]
    at = [rows[:, ch.MID]] * 9
    for k in range(ch.SPINE3 - 1, -1, -1):
        at[k] = at[k + 1] - turn(turned[:, k], bone[k])
    for k in range(ch.SPINE3 + 1, 9):
        at[k] = at[k - 1] + turn(turned[:, k - 1], bone[k - 1])
    return at


def _head(out: F64, rig: Rig, rows: F64, head: F64, at: F64) -> None:
    jaw, ears = rows[:, 52], ch.ears(rows)
    origin = rig.place[rig.spine[8]]
    place(out, rig.jaw, mul(head, _rotation(0.0 * jaw, -jaw)), at + turn(head, rig.place[rig.jaw] - origin))
    turned = mul(head[:, None], _rotation(SIDE[:2] * ears[..., 1], ears[..., 0]))
    place(out, rig.ears, turned, at[:, None] + turn(head[:, None], rig.place[rig.ears] - origin))


def _tail(out: F64, rig: Rig, turned: F64, joint: F64) -> None:
    base, base_place = turned[:, ch.PELVIS], rig.place[rig.spine[0]]
    for k, bone in enumerate(rig.tail):
        joint = joint + turn(base, rig.place[bone] - base_place)
        base, base_place = turned[:, ch.TAIL + k], rig.place[bone]
        place(out, int(bone), base, joint)


def _leg_channels(rig: Rig, rows: F64, legs: slice) -> tuple[F64, F64, F64, F64, F64, F64]:
    """Of two legs: where the paws' pivots are (T, 2, 3); yaw, heel, lean, splay, ease (T, 2)."""
    paws = ch.paws(rows)[:, legs]
    toe = ch.toes(rows)[:, legs] + np.array([0.0, 0.0, rig.roll_m])
    return toe, paws[..., 0], paws[..., 1], rows[:, ch.LEAN][:, legs], rows[:, ch.SPLAY][:, legs], rows[:, ch.EASE][:, legs]


def _swing(rig: Rig, legs: slice, top: F64, toe: F64, yaw: F64) -> F64:
    """(T, 2) how far forward of its rest the line from the leg's top to the toes points, radians."""
    x, y, z = np.moveaxis(toe - top, -1, 0)
    rest, pivot = rig.place[rig.legs[legs, 0]], rig.pivot[legs]
    ahead = x * np.cos(yaw) + y * np.sin(yaw)
    swing: F64 = np.arctan2(ahead, np.maximum(-z, 0.02)) - np.arctan2(pivot[:, 0] - rest[:, 0], rest[:, 2])
    return swing


def _fore(out: F64, rig: Rig, rows: F64, chest: F64, chest_at: F64) -> None:
    """Both forelegs: the shoulder blade and the heel follow the leg's swing, the elbow bends back."""
    legs, bone = slice(0, 2), rig.legs[:2].T
    scapula, arm, elbow, paw = rig.place[bone]
    toe, yaw, heel, lean, splay, ease = _leg_channels(rig, rows, legs)
    top = chest_at + turn(chest, scapula - rig.place[rig.spine[5]])
    angle = _swing(rig, legs, top, toe, yaw)
    swung = ease * angle * np.where(angle > 0, 0.5, 0.35)
    turned = mul(chest, _rotation(0.0 * lean, lean + swung))
    shoulder = top + turn(turned, arm - scapula)
    first, second = length(arm - elbow), length(elbow - paw)
    heel = heel + ease * np.maximum(0.0, -angle - 0.10) * 1.1
    most = 0.992 * (first + second)

    def raised(more: F64, of: Rows = ALL) -> tuple[F64, F64]:
        return _rolled(toe[of], yaw[of], heel[of] + TIPTOE_RAD * more, paw - rig.pivot[legs], rig.roll_m)

    foot, carpus = raised(least(lambda more, of: shoulder[of] - raised(more, of)[1], most, ease))

    def folded(by: F64, of: Rows) -> F64:
        """How far shoulder and elbow are bent beyond what they can, with the shoulder blade turned by so much more."""
        blade = mul(chest[of], _rotation(0.0 * by, lean[of] + swung[of] + by))
        at = top[of] + turn(blade, arm - scapula)
        back = cross(chest[of][..., 1], carpus[of] - at) + chest[of][..., 1] * _aside(splay[of], legs, carpus[of] - at)
        elbows = _joint(at, carpus[of], first, second, back)
        return np.maximum(beyond(top[of] - at, elbows - at, BENDS_RAD[0]), beyond(at - elbows, carpus[of] - elbows, BENDS_RAD[1]))

    more = opened(folded, ease, FORE_WAY)
    turned = mul(chest, _rotation(0.0 * lean, lean + swung + more))
    shoulder = top + turn(turned, arm - scapula)
    carpus = _within(shoulder, carpus, most)
    back = cross(chest[..., 1], carpus - shoulder) + chest[..., 1] * _aside(splay, legs, carpus - shoulder)
    joint = _joint(shoulder, carpus, first, second, back)
    rest_back, bend = elbow - 0.5 * (arm + paw), joint - 0.5 * (shoulder + carpus)
    place(out, bone[0], turned, top)
    place(out, bone[1], _aimed(arm, elbow, rest_back, shoulder, joint, bend), shoulder)
    place(out, bone[2], _aimed(elbow, paw, rest_back, joint, carpus, bend), joint)
    place(out, bone[3], foot, carpus)


def _rolled(toe: F64, yaw: F64, heel: F64, from_pivot: F64, roll_m: float) -> tuple[F64, F64]:
    """The paws' rotation and their joints' places: with its heel a paw rolls forward over the toes, as a wheel does."""
    foot = _rotation(yaw, -heel)
    ahead = roll_m * heel[..., None] * np.stack([np.cos(yaw), np.sin(yaw), 0.0 * yaw], -1)
    return foot, toe + ahead + turn(foot, from_pivot)


def _pointing(rest: F64, target: F64, yaw: F64) -> F64:
    """The pitch that turns a segment of the rest pose toward `target`."""
    ahead = target[..., 0] * np.cos(yaw) + target[..., 1] * np.sin(yaw)
    pitch: F64 = np.arctan2(rest[..., 0], rest[..., 2]) - np.arctan2(ahead, target[..., 2])
    return pitch


def _aside(splay: F64, legs: slice, line: F64) -> F64:
    """(T, 2, 1) how far elbows or knees point outward, for a pole as long as the line from a leg's top to its end."""
    out: F64 = (splay * SIDE[legs])[..., None] * length(line)
    return out


def _within(top: F64, end: F64, most: F64) -> F64:
    """`end`, or where `top` cannot reach it, the place nearest to it: no leg is ever longer than its bones."""
    gap = end - top
    nearer: F64 = top + gap * np.minimum(1.0, most / np.maximum(length(gap), 1e-9))
    return nearer


def _hind(out: F64, rig: Rig, rows: F64, pelvis: F64, pelvis_at: F64) -> None:
    """Both hind legs: the metatarsus and the heel follow the leg's swing, the knee bends forward."""
    legs, bone = slice(2, 4), rig.legs[2:].T
    thigh, knee, hock, paw = rig.place[bone]
    toe, yaw, heel, lean, splay, ease = _leg_channels(rig, rows, legs)
    hip = pelvis_at + turn(pelvis, thigh - rig.place[rig.spine[0]])
    angle = _swing(rig, legs, hip, toe, yaw)
    heel, tilt = heel + ease * np.maximum(0.0, -angle - 0.25) * 0.9, lean + ease * angle * np.where(angle > 0, 0.7, 1.2)
    first, second = length(thigh - knee), length(knee - hock)
    most = 0.985 * (first + second)

    def swung(by: F64, of: Rows = ALL) -> tuple[F64, F64, F64, F64]:
        foot, ball = _rolled(toe[of], yaw[of], heel[of] + TIPTOE_RAD * by, paw - rig.pivot[legs], rig.roll_m)
        shin = _rotation(yaw[of], tilt[of] + by * (_pointing(hock - paw, hip[of] - ball, yaw[of]) - tilt[of]))
        return foot, ball, shin, ball + turn(shin, hock - paw)

    foot, ball, shin, ankle = swung(least(lambda by, of: hip[of] - swung(by, of)[3], most, ease))

    def folded(by: F64, of: Rows) -> F64:
        """How far stifle and tarsus are bent beyond what they can, with the metatarsus turned by so much more."""
        at = ball[of] + turn(mul(shin[of], _rotation(0.0 * by, by)), hock - paw)
        front = cross(at - hip[of], pelvis[of][..., 1]) + pelvis[of][..., 1] * _aside(splay[of], legs, at - hip[of])
        knees = _joint(hip[of], at, first, second, front)
        return np.maximum(beyond(hip[of] - knees, at - knees, BENDS_RAD[2]), beyond(knees - at, ball[of] - at, BENDS_RAD[3]))

    shin = mul(shin, _rotation(0.0 * tilt, opened(folded, ease, HIND_WAY)))
    ankle = ball + turn(shin, hock - paw)
    short = _within(hip, ankle, most) - ankle
    ball, ankle = ball + short, ankle + short
    front = cross(ankle - hip, pelvis[..., 1]) + pelvis[..., 1] * _aside(splay, legs, ankle - hip)
    joint = _joint(hip, ankle, first, second, front)
    rest_front, bend = knee - 0.5 * (thigh + hock), joint - 0.5 * (hip + ankle)
    place(out, bone[0], _aimed(thigh, knee, rest_front, hip, joint, bend), hip)
    place(out, bone[1], _aimed(knee, hock, rest_front, joint, ankle, bend), joint)
    place(out, bone[2], shin, ankle)
    place(out, bone[3], foot, ball)
