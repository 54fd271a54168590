"""Bones of one length, joints within what they can do.

Ranges: dogs, Jaegger, Marcellin-Little & Levine 2002 (goniometry of 16 Labradors); cats, Jaeger et al. 2007 (20 cats); people,
the norms of the American Academy of Orthopaedic Surgeons, knees and hips to the ends of passive motion (kneeling, squatting).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from synthclips.review.motion.finding import Finding
from synthclips.review.motion.moving import F64, RATE_HZ, Moving

STRETCH_MM = 1.0
# Angles between the bones on both sides of a joint, degrees: 180 is straight. (three joints), (least, most)
FOUR_LEGS = {
    "shoulder": ("scapula", "upper_arm", "forearm"),
    "elbow": ("upper_arm", "forearm", "fore_paw"),
    "stifle": ("thigh", "shank", "metatarsus"),
    "tarsus": ("shank", "metatarsus", "hind_paw"),
}
RANGES = {
    "cat": {"shoulder": (32, 167), "elbow": (22, 167), "stifle": (24, 168), "tarsus": (21, 171)},
    "dog": {"shoulder": (57, 170), "elbow": (36, 169), "stifle": (42, 166), "tarsus": (39, 169)},
}
# A person's bone in its parent's frame, degrees: (bone, frame's bone), (least, most) of forward bending or of turning left
PERSON = {
    "knee": ("shank", "thigh", -1.0, (-10.0, 160.0)),
    "hip": ("thigh", "pelvis", 1.0, (-35.0, 140.0)),
}
ELBOW_MOST, NECK_TURN, NECK_NOD = 155.0, 90.0, 70.0


def joints(of: Moving) -> Iterator[Finding]:
    """How much a bone changes its length; how far a joint goes beyond its range."""
    yield _stretch(of)
    beyond = max(_angles(of), default=None)
    if beyond is not None:
        yield Finding(of.actor.id, of.actor.kind, "joint beyond its range", round(max(beyond[0], 0.0), 3), "deg", 0.0, beyond[1])


def _stretch(of: Moving) -> Finding:
    rest, worst, where = of.body.rest_from_bone.astype(np.float64), 0.0, ""
    for k, parent in enumerate(of.body.parent):
        if parent < 0:
            continue
        long = np.sqrt(((of.pose[:, k, :, 3].astype(np.float64) - of.pose[:, parent, :, 3]) ** 2).sum(1))
        off = np.abs(long - np.sqrt(((rest[k, :, 3] - rest[parent, :, 3]) ** 2).sum()))[of.act.track.present]
        if len(off) and off.max() > worst:
            worst, where = float(off.max()), f"{of.body.bone_names[k]} at {int(off.argmax()) / RATE_HZ:.2f} s"
    return Finding(of.actor.id, of.actor.kind, "stretched bone", 1000 * worst, "mm", STRETCH_MM, where)


def _angles(of: Moving) -> Iterator[tuple[float, str]]:
    """(how far beyond, where) of every joint; negative while it is within."""
    if of.body.label in RANGES:
        for name, (low, high) in RANGES[of.body.label].items():
            for side in ("left", "right"):
                a, b, c = (of.joint(f"{side}_{bone}") for bone in FOUR_LEGS[name])
                yield _worst(of, _between(a - b, c - b), low, high, f"{side} {name}")
    elif of.body.label == "person":
        yield from _person(of)


def _person(of: Moving) -> Iterator[tuple[float, str]]:
    for side in ("left", "right"):
        for name, (bone, frame, sign, (low, high)) in PERSON.items():
            r = _within(of, f"{side}_{bone}", frame if frame == "pelvis" else f"{side}_{frame}")
            bent = np.degrees(np.arctan2(-sign * r[:, 0, 2], np.hypot(r[:, 2, 2], r[:, 1, 2]) * np.where(r[:, 2, 2] < 0, -1, 1)))
            yield _worst(of, bent, low, high, f"{side} {name}")
        a, b, c = (of.joint(f"{side}_{bone}") for bone in ("upper_arm", "forearm", "hand"))
        yield _worst(of, 180.0 - _between(a - b, c - b), 0.0, ELBOW_MOST, f"{side} elbow")
    r = _within(of, "head", "chest")
    yield _worst(of, np.degrees(np.arctan2(r[:, 1, 0], r[:, 0, 0])), -NECK_TURN, NECK_TURN, "neck, turned")
    yield _worst(of, np.degrees(np.arctan2(r[:, 2, 0], np.hypot(r[:, 0, 0], r[:, 1, 0]))), -NECK_NOD, NECK_NOD, "neck, bent")


def _within(of: Moving, bone: str, frame: str) -> F64:
    """(T, 3, 3) a bone's axes in another's."""
    a, b = (of.pose[:, of.body.bone_names.index(name), :, :3].astype(np.float64) for name in (frame, bone))
    out: F64 = np.swapaxes(a, 1, 2) @ b
    return out


def _between(a: F64, b: F64) -> F64:
    """(T,) degrees."""
    cosine = (a * b).sum(1) / np.sqrt((a * a).sum(1) * (b * b).sum(1))
    out: F64 = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return out


def _worst(of: Moving, angle: F64, low: float, high: float, name: str) -> tuple[float, str]:
    beyond = np.where(of.act.track.present, np.maximum(low - angle, angle - high), -np.inf)
    at = int(beyond.argmax())
    return float(beyond[at]), f"{name} {angle[at]:.0f} deg at {at / RATE_HZ:.2f} s"
