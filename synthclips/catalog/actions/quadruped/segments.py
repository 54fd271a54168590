"""What a step of the script is planned into: stretches of time that say the row of numbers at any moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.quadruped import channels as ch
from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.catalog.actions.quadruped.postures import Place


@dataclass(frozen=True)
class Footfall:
    """A foot leaves the ground and comes down again."""

    leg: int
    lifts_s: float
    lands_s: float
    place_m: tuple[float, float, float]  # where the toes come down


@dataclass(frozen=True, eq=False)
class Segment:
    """rows(times_s) -> (T, WIDTH) for world times within start_s..end_s."""

    start_s: float
    end_s: float
    rows: Callable[[F64], F64]
    footfalls: tuple[Footfall, ...] = ()
    restless: float = 1.0  # 0..1, how much head and tail may fidget


@dataclass(frozen=True, eq=False)
class State:
    """Where a step begins: the row, the place, the posture."""

    time_s: float
    row: F64
    place: Place
    posture: str = "stand"


def blend(state_row: F64, target: F64, start_s: float, end_s: float, *, feet_from: float = 0.15, lift_m: float = 0.02) -> Segment:
    """From one row to another, eased; feet that must move do so one after another, each in a small step."""
    target = nearest_turns(state_row, target)
    span = end_s - start_s
    legs = _steps(state_row, target, start_s, span, feet_from)

    def rows(times_s: F64) -> F64:
        s = ch.smooth((times_s - start_s) / span)[:, None]
        out = state_row + (target - state_row) * s
        place_feet(out, times_s, ch.toes(state_row), ch.paws(state_row)[:, 0], legs, ch.paws(target)[:, 0], lift_m)
        return out

    return Segment(start_s, end_s, rows, legs)


def _steps(before: F64, after: F64, start_s: float, span: float, feet_from: float) -> tuple[Footfall, ...]:
    gap = ch.toes(after) - ch.toes(before)
    moved = [n for n in (2, 0, 3, 1) if float(np.sqrt((gap[n] ** 2).sum())) > 0.004]
    legs, each = [], (1.0 - feet_from) * 0.95 / max(1.0, 0.55 * (len(moved) - 1) + 1.0)
    for k, n in enumerate(moved):
        first = start_s + span * (feet_from * 0.5 + 0.55 * each * k)
        x, y, z = ch.toes(after)[n]
        legs.append(Footfall(n, first, first + span * each, (float(x), float(y), float(z))))
    return tuple(legs)


def place_feet(
    out: F64, times_s: F64, start: F64, start_yaw: F64, footfalls: tuple[Footfall, ...], yaws: F64, lift_m: float
) -> None:
    """Write the toes' places into rows: still between footfalls, an arc during each. yaws: (4,)."""
    feet, turned = ch.toes(out), ch.paws(out)
    for n in range(4):
        here, yaw = np.asarray(start[n], np.float64), float(start_yaw[n])
        feet[:, n], turned[:, n, 0] = here, yaw
        for fall in (f for f in footfalls if f.leg == n):
            goal = np.array(fall.place_m)
            s = np.clip((times_s - fall.lifts_s) / (fall.lands_s - fall.lifts_s), 0.0, 1.0)
            after = s > 0
            eased = ch.smooth(s)[after, None]
            feet[after, n] = here + (goal - here) * eased
            feet[after, n, 2] += min(lift_m, 0.01 + 0.3 * float(np.sqrt(((goal - here) ** 2).sum()))) * ch.bump(s[after])
            turned[after, n, 0] = yaw + (float(yaws[n]) - yaw) * eased[:, 0]
            here, yaw = goal, float(yaws[n])


def nearest_turns(row: F64, target: F64) -> F64:
    """The target with whole turns added to its headings, so that no blend goes the long way round."""
    out = target.copy()
    for now, then in ((ch.turns(row)[:, 0], ch.turns(out)[:, 0]), (ch.paws(row)[:, 0], ch.paws(out)[:, 0])):
        then[:] = now + (then - now + np.pi) % (2 * np.pi) - np.pi
    return out
