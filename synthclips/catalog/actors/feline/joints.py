"""Where a cat's joints lie when it stands square. Proportions of a 4 kg cat, 46 cm long, 25 cm at the shoulder.

Bone lengths after Harris & Steudel 2002 (hind limbs of 18 cats); standing angles after gait studies of sound cats.
"""

from __future__ import annotations

from synthclips.catalog.actors.quadruped.skeleton import TAIL_BONES, Joints, Row, bend, joints_of

SPINE = ("pelvis", "spine1", "spine2", "spine3", "spine4", "chest", "neck1", "neck2", "head")
_MID = {  # x as a share of length, z as a share of height, for joints on the midline
    "pelvis": (0.0, 0.225),
    "spine1": (0.050, 0.229),
    "spine2": (0.093, 0.228),
    "spine3": (0.133, 0.225),
    "spine4": (0.172, 0.222),
    "chest": (0.209, 0.221),
    "neck1": (0.246, 0.222),
    "neck2": (0.274, 0.237),
}


def build(*, length_m: float, height_m: float, head: float, tail_m: float) -> Joints:
    """head: size of the head, 1 for an ordinary one. Raises nothing: every annotated range stands on its feet."""
    along, up = length_m / 0.46, height_m / 0.25
    rows: list[Row] = []
    for before, name in zip(("", *_MID), _MID, strict=False):
        x, z = _MID[name]
        rows.append((name, before, (x * along, 0.0, z * up)))
    neck = rows[-1][2]
    skull = (neck[0] + 0.027 * along, 0.0, neck[2] + 0.017)
    rows.append(("head", "neck2", skull))
    rows.append(("jaw", "head", (skull[0] + 0.030 * head, 0.0, skull[2] - 0.014 * head)))
    for side, s in (("left", 1.0), ("right", -1.0)):
        rows.append((f"{side}_ear", "head", (skull[0] + 0.024 * head, s * 0.0255 * head, skull[2] + 0.025 * head)))
        rows += _fore(side, s, along, up)
        rows += _hind(side, s, up)
    rows += _tail(tail_m, up)
    return joints_of(rows)


def _fore(side: str, s: float, along: float, up: float) -> list[Row]:
    x = 0.224 * along
    shoulder, carpus = (x + 0.036 * up, 0.176 * up), (x - 0.016 * up, 0.037 * up)
    elbow = bend(shoulder, carpus, 0.084 * up, 0.085 * up, -1.0)
    return [
        (f"{side}_scapula", "chest", (x, s * 0.026, 0.236 * up)),
        (f"{side}_upper_arm", f"{side}_scapula", (shoulder[0], s * 0.034, shoulder[1])),
        (f"{side}_forearm", f"{side}_upper_arm", (elbow[0], s * 0.038, elbow[1])),
        (f"{side}_fore_paw", f"{side}_forearm", (carpus[0], s * 0.037, carpus[1])),
    ]


def _hind(side: str, s: float, up: float) -> list[Row]:
    hip, ball = (0.0, 0.222 * up), (-0.034 * up, 0.015 * up)
    hock = (ball[0] - 0.017 * up, ball[1] + 0.058 * up)
    knee = bend(hip, hock, 0.096 * up, 0.101 * up, 1.0)
    return [
        (f"{side}_thigh", "pelvis", (hip[0], s * 0.030, hip[1])),
        (f"{side}_shank", f"{side}_thigh", (knee[0], s * 0.040, knee[1])),
        (f"{side}_metatarsus", f"{side}_shank", (hock[0], s * 0.037, hock[1])),
        (f"{side}_hind_paw", f"{side}_metatarsus", (ball[0], s * 0.036, ball[1])),
    ]


def _tail(tail_m: float, up: float) -> list[Row]:
    """Straight back and a little up, between hanging and held up, so that neither creases its root."""
    step = tail_m / TAIL_BONES
    return [
        (f"tail{k + 1}", f"tail{k}" if k else "pelvis", (-0.040 - step * k, 0.0, 0.230 * up + 0.25 * step * k))
        for k in range(TAIL_BONES)
    ]
