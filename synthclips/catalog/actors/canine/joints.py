"""Where a dog's joints lie when it stands square. Lengths are shares of the height at the withers.

Proportions after breed standards: trunk length over height, the elbow's height (half of it in most, a third in dachshunds), the
head's length, and the muzzle's share of that. Angles of the limbs after Evans & de Lahunta, "Miller's anatomy of the dog".
"""

from __future__ import annotations

from dataclasses import dataclass

from synthclips.catalog.actors.quadruped.skeleton import SIDES, TAIL_BONES, Joints, Row, bend, joints_of


@dataclass(frozen=True)
class Frame:
    """A dog's measures; lengths as shares of `height_m` unless said otherwise."""

    height_m: float  # at the withers
    length: float  # from the point of the shoulder to the buttock
    elbow: float  # height of the elbow, which is that of the brisket
    girth: float  # half the chest's width
    neck: float
    head: float  # from nose to occiput
    muzzle: float  # share of the head
    skull: float  # width over the head's length
    tail: float
    drop: bool  # do the ears hang?
    ear: float  # 1 is ordinary

    @property
    def head_m(self) -> float:
        """From nose to occiput."""
        return self.head * self.height_m

    @property
    def withers_x(self) -> float:
        """Of the highest place of the back, ahead of the hips, share of the height."""
        return self.length - 0.37


def build(of: Frame) -> Joints:
    """The skeleton of a dog. Every frame in the annotated ranges stands on its feet."""
    rows = _spine(of)
    for side, s in SIDES:
        rows += [_ear(of, side, s, rows[8][2]), *_fore(of, side, s), *_hind(side, s, of)]
    rows += _tail(of)
    return joints_of(rows, of.height_m)


def _spine(of: Frame) -> list[Row]:
    """Pelvis to head and jaw. The back is level, the neck rises at fifty degrees."""
    base = of.length - 0.30  # of the neck
    names = ("pelvis", "spine1", "spine2", "spine3", "spine4", "chest")
    levels = (0.885, 0.895, 0.895, 0.885, 0.885, 0.890)
    rows: list[Row] = [
        (name, names[k - 1] if k else "", (base * k / 5.0, 0.0, z)) for k, (name, z) in enumerate(zip(names, levels, strict=True))
    ]
    first = (base + 0.065, 0.0, 0.865)
    end = (first[0] + 0.66 * of.neck, 0.0, first[2] + 0.75 * of.neck)
    middle = (first[0] + 0.36 * of.neck, 0.0, first[2] + 0.36 * of.neck)
    rows += [("neck1", "chest", first), ("neck2", "neck1", middle), ("head", "neck2", end)]
    k = of.head
    return [*rows, ("jaw", "head", (end[0] + (1.0 - of.muzzle) * 0.55 * k, 0.0, end[2] - 0.15 * k))]


def _ear(of: Frame, side: str, s: float, skull: tuple[float, float, float]) -> Row:
    k, wide = of.head, 0.5 * of.skull * of.head
    at = (0.12 * k, 0.88 * wide, 0.125 * k) if of.drop else (0.12 * k, 0.64 * wide, 0.185 * k)
    return (f"{side}_ear", "head", (skull[0] + at[0], s * at[1], skull[2] + at[2]))


def _fore(of: Frame, side: str, s: float) -> list[Row]:
    """The elbow lies below the withers, the paw below the elbow."""
    x, e = of.withers_x, of.elbow
    apart = 0.62 * of.girth
    return [
        (f"{side}_scapula", "chest", (x, s * 0.45 * of.girth, 0.93)),
        (f"{side}_upper_arm", f"{side}_scapula", (x + 0.135, s * 0.70 * of.girth, e + 0.19)),
        (f"{side}_forearm", f"{side}_upper_arm", (x + 0.005, s * (apart + 0.01), e)),
        (f"{side}_fore_paw", f"{side}_forearm", (x + 0.010, s * apart, 0.29 * e)),
    ]


def _hind(side: str, s: float, of: Frame) -> list[Row]:
    hip, ball = (0.0, 0.78), (-0.085, 0.045)
    hock = (-0.125, 0.245)
    knee = bend(hip, hock, 0.315, 0.325, 1.0)
    apart = max(0.58 * of.girth, 0.085)
    return [
        (f"{side}_thigh", "pelvis", (hip[0], s * 0.80 * apart, hip[1])),
        (f"{side}_shank", f"{side}_thigh", (knee[0], s * 1.05 * apart, knee[1])),
        (f"{side}_metatarsus", f"{side}_shank", (hock[0], s * apart, hock[1])),
        (f"{side}_hind_paw", f"{side}_metatarsus", (ball[0], s * apart, ball[1])),
    ]


def _tail(of: Frame) -> list[Row]:
    """Straight back and a little up, between hanging and held up, so that neither creases its root."""
    step = of.tail / TAIL_BONES
    return [
        (f"tail{k + 1}", f"tail{k}" if k else "pelvis", (-0.115 - step * k, 0.0, 0.865 + 0.25 * step * k))
        for k in range(TAIL_BONES)
    ]
