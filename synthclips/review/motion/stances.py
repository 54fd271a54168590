"""Feet on the ground: they neither slide nor sink nor hover, and come down in the order and for the share of time of their gait.

Phases and duty factors as in the gaits themselves: a lateral-sequence walk, duty 0.62 M^0.02; two-beat trots; Winter's walkers.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from synthclips.review.motion.finding import Finding
from synthclips.review.motion.moving import F64, Moving
from synthclips.scene.timeline import Contact

NEAR_M = 0.003  # a sole's vertex nearer to the ground touches it
SOLE_M = 0.035  # vertices of a foot lower than this above its lowest are its sole, or a sixth of ...
SOLE_SHARE = 0.045  # ... this share of the body's height, whichever is less
MOST_M = 0.005
SHORTEST = 0.35  # of the hip's height: a shorter stride is a step of a turn on the spot
STRIDES = 2  # of one gait, at least, to speak of order and duty


@dataclass(frozen=True)
class Gait:
    """When feet come down, in shares of a stride from the first one's landing on, and how long they stay."""

    lands: dict[str, float]
    duty: tuple[float, float]
    per_kg: float = 0.0  # exponent of the weight by which the duty grows


_FOUR = ("left_hind", "left_fore", "right_hind", "right_fore")
_TWO = ("left_foot", "right_foot")
GAITS = {
    (4, "walk"): Gait(dict(zip(_FOUR, (0.0, 0.25, 0.5, 0.75), strict=True)), (0.56, 0.68), 0.02),
    (4, "trot"): Gait(dict(zip(_FOUR, (0.0, 0.5, 0.5, 0.0), strict=True)), (0.35, 0.50)),
    (4, "gallop"): Gait(dict(zip(_FOUR, (0.0, 0.62, 0.12, 0.50), strict=True)), (0.22, 0.36)),
    (4, "hop"): Gait(dict(zip(_FOUR, (0.0, 0.56, 0.02, 0.48), strict=True)), (0.30, 0.55)),
    (2, "walk"): Gait(dict(zip(_TWO, (0.0, 0.5), strict=True)), (0.56, 0.72)),
    (2, "creep"): Gait(dict(zip(_TWO, (0.0, 0.5), strict=True)), (0.60, 0.88)),
    (2, "run"): Gait(dict(zip(_TWO, (0.0, 0.5), strict=True)), (0.25, 0.45)),
}
OFF = 0.12  # of a stride: how far from its phase a foot may come down


def stances(of: Moving) -> Iterator[Finding]:
    """Drift, sinking and hovering over whole stances; footfalls and duty factor of every gait."""
    worst: dict[str, tuple[float, str]] = {"drift": (0.0, ""), "sinking": (0.0, ""), "hover": (0.0, "")}
    for contact in of.act.contacts:
        for name, value in zip(worst, _of_stance(of, contact), strict=True):
            if value > worst[name][0]:
                worst[name] = (value, f"{contact.limb} from {contact.start_s:.2f} s")
    for name, (value, where) in worst.items():
        yield Finding(of.actor.id, of.actor.kind, name, 1000 * value, "mm", 1000 * MOST_M, where)
    yield from _gaits(of)


def _sole(of: Moving, limb: str) -> np.ndarray:
    """The vertices on the lower side of a foot."""
    bones = [k for k, name in enumerate(of.body.bone_names) if name in (f"{limb}_paw", limb, limb.replace("foot", "toes"))]
    z = of.body.vertices_m[:, 2]
    own = (np.isin(of.body.bone, bones) * of.body.weight).sum(1) > 0.9
    if not own.any():
        return np.zeros(0, np.intp)
    deep = min(SOLE_M, SOLE_SHARE * float(np.ptp(z)))
    return np.nonzero(own & (z < z[own].min() + deep))[0]


def _of_stance(of: Moving, contact: Contact) -> tuple[float, float, float]:
    """Metres: the longest way of a point of the sole over the ground while it touches it; below it; above it."""
    sole, when = _sole(of, contact.limb), of.frames(contact.start_s, contact.end_s)
    if when.stop - when.start < 3 or not len(sole) or not of.act.track.present[when].all():
        return 0.0, 0.0, 0.0
    skin = of.skin(when, sole)
    high = skin[..., 2] - contact.position_m[2]
    return _slide(skin[..., :2], high < NEAR_M), max(0.0, float(-high.min())), max(0.0, float(high.min(1).max()))


def _slide(way: F64, down: np.ndarray) -> float:
    """(T, V, 2), (T, V): the farthest a point goes from where it came down, while it is down without a break."""
    longest, since = 0.0, way[0].copy()
    for here, touches in zip(way, down, strict=True):
        since[~touches] = here[~touches]
        longest = max(longest, float(np.sqrt(((here - since) ** 2).sum(1)).max()))
    return longest


def _gaits(of: Moving) -> Iterator[Finding]:
    """Of each gait that lasts for some strides."""
    legs = 4 if any("hind" in c.limb for c in of.act.contacts) else 2
    found: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for does in of.act.intervals:
        gait = GAITS.get((legs, does.action))
        strides = _strides(of, gait, does.start_s, does.end_s) if gait else []
        if gait and len(strides) >= STRIDES:
            off = np.array([s[0] for s in strides])  # (N, limbs) phases, off by
            duty = float(np.mean([s[1] for s in strides]))
            phase = np.abs(np.angle(np.exp(2j * np.pi * off).mean(0))) / (2.0 * np.pi)
            limb = int(phase.argmax())
            found[does.action].append((float(phase[limb]), duty, f"{list(gait.lands)[limb]} from {does.start_s:.2f} s"))
    for action, rows in found.items():
        gait = GAITS[legs, action]
        grows = float(of.actor.body.get("weight_kg", 1.0)) ** gait.per_kg
        most, _, where = max(rows)
        low, high = gait.duty[0] * grows, gait.duty[1] * grows
        yield Finding(of.actor.id, of.actor.kind, f"{action}: footfalls off", most, "strides", OFF, where)
        duty = max((r[1] for r in rows), key=lambda d: abs(d - 0.5 * (low + high)))
        yield Finding(of.actor.id, of.actor.kind, f"{action}: duty factor", duty, "", round(high, 3), "", round(low, 3))


def _strides(of: Moving, gait: Gait, start_s: float, end_s: float) -> list[tuple[list[float], float]]:
    """Of each steady stride: how far each foot's landing is off its phase, and the mean share of it that feet stand."""
    by = {limb: sorted((c.start_s, c.end_s) for c in of.act.contacts if c.limb == limb) for limb in gait.lands}
    first = next(iter(gait.lands))
    rows = sorted((c.start_s, c.position_m) for c in of.act.contacts if c.limb == first and start_s < c.start_s < end_s)
    least_m = SHORTEST * float(of.body.rest_from_bone[of.body.bone_names.index("left_thigh"), 2, 3])
    out = []
    for (here, place), (there, next_place) in pairwise(rows[1:-1]):  # neither the first step nor the last
        if math.dist(place, next_place) < least_m:
            continue
        inside = {limb: [(a, b) for a, b in rows if here - 0.25 * (there - here) <= a < there] for limb, rows in by.items()}
        if any(not rows for rows in inside.values()):
            continue
        off, shares = [], []
        for limb, phase in gait.lands.items():
            a, b = min(inside[limb], key=lambda row: abs(_round((row[0] - here) / (there - here) - phase)))
            off.append(_round((a - here) / (there - here) - phase))
            shares.append((b - a) / (there - here))
        if max(shares) < 1.0:  # else one stands for good: the last stride of all
            out.append((off, float(np.mean(shares))))
    return out


def _round(phase: float) -> float:
    """To -0.5 .. 0.5."""
    return (phase + 0.5) % 1.0 - 0.5
