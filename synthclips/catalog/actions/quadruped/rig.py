"""Bones from a row of numbers: the spine by its angles, the legs by where the toes are (two-bone inverse kinematics)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.quadruped.channels import F64, LEGS
from synthclips.geometry.body import Body
from synthclips.geometry.mesh import F32, I32
from synthclips.kernel import inner, kernel

SPINE = ("pelvis", "spine1", "spine2", "spine3", "spine4", "chest", "neck1", "neck2", "head")
_FORE, _HIND = ("scapula", "upper_arm", "forearm", "fore_paw"), ("thigh", "shank", "metatarsus", "hind_paw")
TOE_M, ROLL_M = 0.008, 0.0125  # a raised heel rolls the paw about a point this far before the pads' middle, this high


@dataclass(frozen=True, eq=False)
class Rig:
    """A body's joints by role. All places in the rest pose."""

    place: F64  # (B, 3)
    spine: I32  # (9,) pelvis .. head
    tail: I32  # (6,)
    ears: I32  # (2,)
    jaw: int
    legs: I32  # (4, 4) bones from the trunk down, in the order of LEGS
    pivot: F64  # (4, 3) what the toes' place is the place of; ROLL_M above the ground

    mass: F64  # (C, 5): bone, place of the mass in the rest pose, share of the whole

    @property
    def hip_m(self) -> float:
        """Height of the hip, the size that speeds and times scale with."""
        return float(self.place[self.legs[2, 0], 2])

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
    pivot = [(pads[f"{leg}_paw"][0] + TOE_M, pads[f"{leg}_paw"][1], ROLL_M) for leg in LEGS]
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
    out: F32 = _solve(np.ascontiguousarray(rows), rig.place, rig.spine, rig.tail, rig.ears, rig.jaw, rig.legs, rig.pivot)
    return out


@inner
def _rotation(yaw, pitch, roll):  # type: ignore[no-untyped-def]
    cy, sy, cp, sp, cr, sr = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch), np.cos(roll), np.sin(roll)
    r = np.empty((3, 3))
    r[0, 0], r[0, 1], r[0, 2] = cy * cp, -sy * cr - cy * sp * sr, sy * sr - cy * sp * cr
    r[1, 0], r[1, 1], r[1, 2] = sy * cp, cy * cr - sy * sp * sr, -cy * sr - sy * sp * cr
    r[2, 0], r[2, 1], r[2, 2] = sp, cp * sr, cp * cr
    return r


@inner
def _times(m, v):  # type: ignore[no-untyped-def]
    out = np.empty(3)
    for i in range(3):
        out[i] = m[i, 0] * v[0] + m[i, 1] * v[1] + m[i, 2] * v[2]
    return out


@kernel
def _product(a, b):  # type: ignore[no-untyped-def]
    out = np.empty((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = a[i, 0] * b[0, j] + a[i, 1] * b[1, j] + a[i, 2] * b[2, j]
    return out


@inner
def _dot(a, b):  # type: ignore[no-untyped-def]
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


@inner
def _unit(v):  # type: ignore[no-untyped-def]
    return v / np.sqrt(max(_dot(v, v), 1e-18))


@inner
def _frame(along, across):  # type: ignore[no-untyped-def]
    """(3, 3) whose columns are `along`, the unit part of `across` at right angles to it, and their cross product."""
    u = _unit(along)
    v = _unit(across - u * _dot(across, u))
    out = np.empty((3, 3))
    for i in range(3):
        out[i, 0], out[i, 1] = u[i], v[i]
    out[0, 2], out[1, 2], out[2, 2] = u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]
    return out


@inner
def _joint(a, c, first, second, pole):  # type: ignore[no-untyped-def]
    """The knee between a and c, bent toward the pole."""
    d = c - a
    reach = min(max(np.sqrt(_dot(d, d)), abs(first - second) + 1e-6), 0.9995 * (first + second))
    u = _unit(d)
    e = _unit(pole - u * _dot(pole, u))
    t = (first * first - second * second + reach * reach) / (2.0 * reach)
    return a + u * t + e * np.sqrt(max(first * first - t * t, 0.0))


@inner
def _aimed(rest_a, rest_b, rest_side, a, b, side):  # type: ignore[no-untyped-def]
    """The rotation that lays the rest segment along a-b and keeps its bending side."""
    f0, f1 = _frame(rest_b - rest_a, rest_side), _frame(b - a, side)
    return _product(f1, f0.T)


@kernel
def _put(out, bone, rotation, place):  # type: ignore[no-untyped-def]
    for i in range(3):
        for j in range(3):
            out[bone, i, j] = rotation[i, j]
        out[bone, i, 3] = place[i]


@inner
def _length(a, b):  # type: ignore[no-untyped-def]
    return np.sqrt(_dot(a - b, a - b))


@kernel
def _fore(out, place, leg, pivot, toe, yaw, heel, lean, splay, ease, side, chest, chest_at, chest_place):  # type: ignore[no-untyped-def]
    scapula, arm, elbow, paw = leg[0], leg[1], leg[2], leg[3]
    top = chest_at + _times(chest, place[scapula] - chest_place)
    ahead = (toe[0] - top[0]) * np.cos(yaw) + (toe[1] - top[1]) * np.sin(yaw)
    angle = np.arctan2(ahead, max(top[2] - toe[2], 0.02)) - np.arctan2(pivot[0] - place[scapula, 0], place[scapula, 2])
    heel += ease * max(0.0, -angle - 0.10) * 1.1
    turned = _product(chest, _rotation(0.0, lean + ease * (0.5 * angle if angle > 0 else 0.35 * angle), 0.0))
    shoulder = top + _times(turned, place[arm] - place[scapula])
    first, second = _length(place[arm], place[elbow]), _length(place[elbow], place[paw])
    foot = _rotation(yaw, -heel, 0.0)
    carpus = toe + _times(foot, place[paw] - pivot)
    for _ in range(14):  # too far: up on the toes
        if _length(shoulder, carpus) < 0.992 * (first + second) or ease == 0.0:
            break
        heel += 0.08
        foot = _rotation(yaw, -heel, 0.0)
        carpus = toe + _times(foot, place[paw] - pivot)
    back = -chest[:, 0] + chest[:, 1] * (splay * side)
    joint = _joint(shoulder, carpus, first, second, back)
    rest_back = place[elbow] - 0.5 * (place[arm] + place[paw])
    bend = joint - 0.5 * (shoulder + carpus)
    _put(out, scapula, turned, top)
    _put(out, arm, _aimed(place[arm], place[elbow], rest_back, shoulder, joint, bend), shoulder)
    _put(out, elbow, _aimed(place[elbow], place[paw], rest_back, joint, carpus, bend), joint)
    _put(out, paw, foot, carpus)


@kernel
def _hind(out, place, leg, pivot, toe, yaw, heel, lean, splay, ease, side, pelvis, pelvis_at, pelvis_place):  # type: ignore[no-untyped-def]
    thigh, knee, hock, paw = leg[0], leg[1], leg[2], leg[3]
    hip = pelvis_at + _times(pelvis, place[thigh] - pelvis_place)
    ahead = (toe[0] - hip[0]) * np.cos(yaw) + (toe[1] - hip[1]) * np.sin(yaw)
    angle = np.arctan2(ahead, max(hip[2] - toe[2], 0.02)) - np.arctan2(pivot[0] - place[thigh, 0], place[thigh, 2])
    heel += ease * max(0.0, -angle - 0.25) * 0.9
    first, second = _length(place[thigh], place[knee]), _length(place[knee], place[hock])
    foot = _rotation(yaw, -heel, 0.0)
    ball = toe + _times(foot, place[paw] - pivot)
    tilt = lean + ease * 0.8 * angle
    shin = place[hock] - place[paw]
    ankle = ball + _times(_rotation(yaw, tilt, 0.0), shin)
    for _ in range(16):  # too far or too near: the metatarsus swings to where the leg can follow
        reach = _length(hip, ankle)
        if ease == 0.0 or (reach < 0.985 * (first + second)):
            break
        more, less = ball + _times(_rotation(yaw, tilt + 0.06, 0.0), shin), ball + _times(_rotation(yaw, tilt - 0.06, 0.0), shin)
        if _length(hip, more) < _length(hip, less):
            tilt, ankle = tilt + 0.06, more
        else:
            tilt, ankle = tilt - 0.06, less
    front = pelvis[:, 0] + pelvis[:, 1] * (splay * side)
    joint = _joint(hip, ankle, first, second, front)
    rest_front = place[knee] - 0.5 * (place[thigh] + place[hock])
    bend = joint - 0.5 * (hip + ankle)
    _put(out, thigh, _aimed(place[thigh], place[knee], rest_front, hip, joint, bend), hip)
    _put(out, knee, _aimed(place[knee], place[hock], rest_front, joint, ankle, bend), joint)
    _put(out, hock, _rotation(yaw, tilt, 0.0), ankle)
    _put(out, paw, foot, ball)


@kernel
def _solve(rows, place, spine, tail, ears, jaw, legs, pivot):  # type: ignore[no-untyped-def]
    result = np.zeros((len(rows), len(place), 3, 4), np.float32)
    out, at, turn = np.zeros((len(place), 3, 4)), np.empty((9, 3)), np.empty((9, 3, 3))
    for t in range(len(rows)):
        row = rows[t]
        for k in range(9):
            turn[k] = _rotation(row[3 + 3 * k], row[4 + 3 * k], row[5 + 3 * k])
        at[3] = row[0:3]
        for k in range(2, -1, -1):
            at[k] = at[k + 1] - _times(turn[k], place[spine[k + 1]] - place[spine[k]])
        for k in range(4, 9):
            at[k] = at[k - 1] + _times(turn[k - 1], place[spine[k]] - place[spine[k - 1]])
        for k in range(9):
            _put(out, spine[k], turn[k], at[k])
        head = place[spine[8]]
        _put(out, jaw, _product(turn[8], _rotation(0.0, -row[52], 0.0)), at[8] + _times(turn[8], place[jaw] - head))
        for e in range(2):
            side = 1.0 - 2.0 * e
            ear = _product(turn[8], _rotation(side * row[49 + 2 * e], row[48 + 2 * e], 0.0))
            _put(out, ears[e], ear, at[8] + _times(turn[8], place[ears[e]] - head))
        joint, base, base_place = at[0], turn[0], place[spine[0]]
        for k in range(6):
            joint = joint + _times(base, place[tail[k]] - base_place)
            base, base_place = _rotation(row[30 + 3 * k], row[31 + 3 * k], row[32 + 3 * k]), place[tail[k]]
            _put(out, tail[k], base, joint)
        for n in range(4):
            toe, side = row[53 + 3 * n : 56 + 3 * n] + np.array([0.0, 0.0, ROLL_M]), 1.0 - 2.0 * (n % 2)
            yaw, heel, lean, splay, ease = row[65 + 2 * n], row[66 + 2 * n], row[73 + n], row[77 + n], row[81 + n]
            if n < 2:
                _fore(out, place, legs[n], pivot[n], toe, yaw, heel, lean, splay, ease, side, turn[5], at[5], place[spine[5]])
            else:
                _hind(out, place, legs[n], pivot[n], toe, yaw, heel, lean, splay, ease, side, turn[0], at[0], place[spine[0]])
        for b in range(len(place)):
            for i in range(3):
                for j in range(4):
                    result[t, b, i, j] = np.round(out[b, i, j] * 1048576.0) / 1048576.0
    return result
