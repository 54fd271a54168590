"""Bare walls: stretches of them with nothing before or on them between two heights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint
from synthclips.stages.layout.over_runs import Span, without
from synthclips.stages.layout.plan import KNEE_M, Plan

NEAR_M = 0.5  # what is farther off does not stand before a wall
FLAT_M = 0.03  # rugs and mats
CASING_M = 0.12  # beside a door or a window


class Bare(NamedTuple):
    """A stretch of wall, m along it."""

    wall: Wall
    start_m: float
    long_m: float


def bare_stretches(plan: Plan, *, low_m: float = 0.0, high_m: float = 0.9) -> list[Bare]:
    """Of every wall, in their order; those on the floor end where something must stay free, too."""
    return [
        Bare(wall, round(a, 4), round(b - a, 4))
        for wall in plan.walls
        for a, b in without([(0.0, wall.length_m)], [*_taken(plan, wall, low_m, high_m)])
    ]


def _taken(plan: Plan, wall: Wall, low_m: float, high_m: float) -> Iterator[Span]:
    for o in plan.room.openings:
        if o.wall == wall.index and o.sill_m < high_m and o.sill_m + o.height_m > low_m:
            yield o.u_m - o.width_m / 2 - CASING_M, o.u_m + o.width_m / 2 + CASING_M
    before = [p.footprint for p in plan.placed if p.z_m + p.piece.height_m > max(low_m, FLAT_M) and p.z_m < high_m]
    if low_m == 0.0:
        before += [z.footprint for z in plan.free if z.over_m <= KNEE_M]
    else:
        before += plan.leaves
    for footprint in before:
        span = _along(wall, footprint)
        if span is not None:
            yield span


def _along(wall: Wall, footprint: Footprint) -> Span | None:
    """What of a wall a footprint stands before; None where it is far from it, or behind it."""
    us, offs = [], []
    for x, y in footprint.corners():
        dx, dy = x - wall.start_m[0], y - wall.start_m[1]
        us.append(dx * wall.along[0] + dy * wall.along[1])
        offs.append(dx * wall.inward[0] + dy * wall.inward[1])
    return (min(us), max(us)) if min(offs) < NEAR_M and max(offs) > -0.01 else None
