"""What clothes leave bare, and shoes: hands, arms, legs, feet."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from synthclips.catalog.actions.biped.channels import FINGERS, FOOT_BONE, FOREARM, HAND, SHANK, THIGH, TOES, UPPER_ARM
from synthclips.catalog.actors.people.build import Build
from synthclips.catalog.actors.people.shell import Shell, mirrored, shell
from synthclips.geometry.implicit import cone, ellipsoid
from synthclips.geometry.skeleton import F64, frame_along

ACROSS = {a: b for a, b in (*((p[0], p[1]) for p in (UPPER_ARM, FOREARM, HAND, FINGERS, THIGH, SHANK, FOOT_BONE, TOES)), (6, 11))}


def _hand_axes(of: Build) -> F64:
    """(3, 3) body_from_hand: x thumb-wards, y out of the back of the hand, -z along the fingers."""
    axes: F64 = frame_along(of.at("hand") - of.at("forearm"), np.array((0.0, 1.0, 0.0)))
    return axes


def hands(of: Build, bare_from: float, *, gloves: bool) -> list[Shell]:
    """Both hands with so much of the forearm as is bare; bare_from: 0 elbow .. 1 wrist."""
    axes, wrist, scale = _hand_axes(of), of.at("hand"), of.stature / 1.75 * (0.75 + 0.25 * of.girth) * (1.0 - 0.10 * of.figure)

    def spot(x: float, y: float, z: float) -> F64:
        place: F64 = wrist + axes @ (np.array((x, y, -z)) * scale)
        return place

    tube, finger = (partial(cone, bone=bone, part="skin") for bone in (HAND[0], FINGERS[0]))
    heel = [scale * v for v in (0.042, 0.0185, 0.052)]
    palm = [
        ellipsoid(spot(0.000, -0.002, 0.048), heel, bone=HAND[0], part="skin", rotation=axes, blend_m=0.012),
        tube(spot(0, 0, -0.02), spot(0.002, 0, 0.02), 0.0265 * scale, 0.025 * scale, blend_m=0.02),
        tube(spot(0.020, -0.008, 0.022), spot(0.046, -0.016, 0.058), 0.0175 * scale, 0.0125 * scale, blend_m=0.012),
        tube(spot(0.046, -0.016, 0.058), spot(0.050, -0.020, 0.088), 0.0120 * scale, 0.0105 * scale, blend_m=0.006),
    ]
    fingers = []
    for x, length in ((0.029, 0.066), (0.010, 0.074), (-0.010, 0.069), (-0.028, 0.054)):
        start, bent = 0.084, 0.084 + 0.55 * length
        middle, tip = spot(x * 1.02, -0.012, bent), spot(x * 0.96, -0.042, start + 0.82 * length)
        fingers += [
            finger(spot(x, 0, start), middle, 0.0115 * scale, 0.0105 * scale, blend_m=0.008),
            finger(middle, tip, 0.0105 * scale, 0.0090 * scale, blend_m=0.005),
        ]
    girth = of.stature / 1.75 * of.girth * (1.0 - 0.12 * of.figure)
    elbow, shoulder = of.at("forearm"), of.at("upper_arm")
    stub = cone(_at(elbow, wrist, 0.80), wrist, 0.0275 * girth, 0.0255 * scale, bone=FOREARM[0], part="skin", blend_m=0.02)
    found = [shell("left_hand", "gloves" if gloves else "skin", [stub, *palm, *fingers], 0.0132 * of.fine, slack=0.66)]
    if bare_from < 0.95:
        upper, fore = (partial(cone, bone=bone, part="skin", blend_m=0.02) for bone in (UPPER_ARM[0], FOREARM[0]))
        arm = [
            upper(_at(shoulder, elbow, 0.35), elbow, 0.050 * girth, 0.039 * girth),
            fore(elbow, _at(elbow, wrist, 0.28), 0.039 * girth, 0.041 * girth),
            fore(_at(elbow, wrist, 0.28), _at(elbow, wrist, 0.98), 0.041 * girth, 0.0262 * scale),
        ]
        found.append(shell("left_arm", "skin", arm, 0.024 * of.fine, slack=0.70))
    return found + [mirrored(f, f.name.replace("left", "right"), ACROSS) for f in found]


def _at(a: F64, b: F64, share: float) -> F64:
    place: F64 = a + (b - a) * share
    return place


def bare_legs(of: Build) -> list[Shell]:
    """Both legs from the middle of the thigh down into the shoe."""
    hip, knee, ankle = of.at("thigh"), of.at("shank"), of.at("foot")
    g = of.stature / 1.75 * of.girth
    calf = knee + (ankle - knee) * 0.30 + (-0.016 * g, 0, 0)
    tube = partial(cone, part="skin")
    blobs = [
        tube(hip * 0.5 + knee * 0.5, knee + (0.004, 0, 0.01), 0.070 * g, 0.052 * g, bone=THIGH[0], blend_m=0.03),
        tube(knee, ankle, 0.049 * g, 0.034 * g, bone=SHANK[0], blend_m=0.03),
        ellipsoid(calf, (0.052 * g, 0.055 * g, 0.105 * g), bone=SHANK[0], part="skin", blend_m=0.04),
        tube(ankle, ankle + (0.02, 0, -0.03), 0.034 * g, 0.032 * g, bone=FOOT_BONE[0], blend_m=0.02),
    ]
    left = shell("left_leg", "skin", blobs, 0.028 * of.fine, slack=0.7)
    return [left, mirrored(left, "right_leg", ACROSS)]


def shoes(of: Build, kind: str, *, under_trousers: bool) -> list[Shell]:
    """Uppers and sole in one; flat below, the toes' part bends at the ball. Trousers hide a boot's shaft: it has none."""
    s = of.stature / 1.75 * (1.0 - 0.07 * of.figure)
    ankle, ball = of.at("foot"), of.at("toes")
    x, y = float(ankle[0]), float(ankle[1])
    bx = float(ball[0])
    foot, toes = FOOT_BONE[0], TOES[0]
    flat = (1.0, 1.0, 0.42)

    def at(dx: float, dy: float, z: float) -> tuple[float, float, float]:
        return (x + dx * s, y + dy * s, z * s)

    tube, lump = (partial(of_kind, part="shoe", blend_m=0.02, soft=0.6) for of_kind in (cone, ellipsoid))
    sole = partial(cone, part="sole", blend_m=0.006, squash=flat, soft=0.6)
    blobs = [
        tube(at(-0.030, 0.0, 0.030), at(0.030, 0.002, 0.028), 0.036 * s, 0.036 * s, bone=foot),
        tube(at(-0.022, 0.0, 0.050), at(0.045, 0.001, 0.052), 0.032 * s, 0.031 * s, bone=foot),
        tube(at(0.045, 0.001, 0.050), (bx, y, 0.034 * s), 0.031 * s, 0.033 * s, bone=foot, blend_m=0.025),
        lump((bx - 0.012 * s, y + 0.002 * s, 0.028 * s), (0.060 * s, 0.047 * s, 0.034 * s), bone=foot),
        lump((bx + 0.044 * s, y - 0.002 * s, 0.026 * s), (0.060 * s, 0.043 * s, 0.029 * s), bone=toes),
        sole(at(-0.032, 0, 0.012), (bx, y, 0.012 * s), 0.041 * s, 0.049 * s, bone=foot),
        sole((bx, y, 0.012 * s), (bx + 0.055 * s, y - 0.003 * s, 0.013 * s), 0.049 * s, 0.042 * s, bone=toes),
    ]
    if kind == "boots" and not under_trousers:
        blobs.append(cone(at(0.0, 0, 0.08), at(-0.005, 0, 0.17), 0.038 * s, 0.040 * s, bone=SHANK[0], part="shoe", blend_m=0.03))
    else:
        blobs.append(cone(at(0.004, 0, 0.07), at(-0.002, 0, 0.092), 0.037 * s, 0.036 * s, bone=foot, part="shoe", blend_m=0.02))
    blobs.append(ellipsoid((x + 0.05, y, -3.0), (3.0, 3.0, 3.0), bone=foot, part="sole", blend_m=0.004, carve=True))
    left = _stiff(shell("left_shoe", "shoes", blobs, 0.0175 * of.fine, slack=0.66), float(ankle[2]), float(ball[0]))
    return [left, mirrored(left, "right_shoe", ACROSS)]


def _stiff(shoe: Shell, below_m: float, ball_m: float) -> Shell:
    """Below the ankle a shoe goes with the foot, before the ball with the toes; never with the shank."""
    s = shoe.surface
    low = s.vertices_m[:, 2] < below_m
    share = np.round(np.clip((s.vertices_m[:, 0].astype(np.float64) - ball_m) / 0.034 + 0.95, 0.0, 1.0) * 1024.0) / 1024.0
    bone, weight = s.bone.copy(), s.weight.copy()
    bone[low] = (FOOT_BONE[0], TOES[0], 0, 0)
    weight[low] = np.stack([1.0 - share, share, share * 0.0, share * 0.0], 1)[low]
    return replace(shoe, surface=replace(s, bone=bone, weight=weight))
