"""Through a door: hand to the handle, the leaf follows the hand, the body goes once there is room, and shuts it or not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from synthclips.catalog.actions.biped.channels import ARM, CURL, HEAD_YAW, RATE_HZ, SPINE_TWIST
from synthclips.catalog.actions.biped.gait import play_route
from synthclips.catalog.actions.biped.reach import bend_over, hand_to, look_at, spare
from synthclips.catalog.actions.biped.reel import Reel, count, ease
from synthclips.catalog.actions.biped.solve import shoulder
from synthclips.catalog.actions.biped.style import WALK, Style
from synthclips.catalog.actions.biped.turn import play_turn, turning
from synthclips.geometry.hinge import OPEN_RAD, swing
from synthclips.geometry.skeleton import F64

GRASP_S = 0.6  # until the hand is at the handle
SWING_S = 1.35  # the leaf, from shut to open
CLEAR = 0.66  # share of the swing after which the leaf stands at 60 degrees
STANDOFF_M = 0.065  # the palm before the middle of the leaf: half its thickness and the handle's neck
SILL_M, OUTSIDE_M = 0.32, -0.38  # into the room: where who leaves takes the open leaf, and stands when it is shut
FOREVER = math.inf


@dataclass(frozen=True, eq=False)
class Leaf:
    """A door leaf seen from above."""

    hinge: F64  # (2,)
    shut: F64  # (2,) unit, from hinge to handle when shut
    into: F64  # (2,) unit, into the room
    radius_m: float  # of the handle
    height_m: float

    def handle(self, openness: F64, off_m: float = 0.0) -> F64:
        """(rows, 3) the handle's place, 0 shut .. 1 open; off_m before the leaf, on the room's side when shut."""
        angle = np.asarray(openness) * OPEN_RAD
        c, s = np.cos(angle)[:, None], np.sin(angle)[:, None]
        spot = self.hinge + self.radius_m * (c * self.shut + s * self.into) + off_m * (c * self.into - s * self.shut)
        return np.concatenate([spot, np.full((len(spot), 1), self.height_m)], 1)

    def at(self, into_m: float) -> F64:
        """(2,) a place in the doorway, towards the handle's side, so far into the room."""
        spot: F64 = self.hinge + 0.64 * self.radius_m * self.shut + into_m * self.into
        return spot


def leaf(handle_m: Sequence[float], hinge_m: Sequence[float], inside_m: Sequence[float], outside_m: Sequence[float]) -> Leaf:
    """The leaf from its handle (x, y, z) and hinge when shut, and a point on either side; it opens to the inside."""
    hinge, handle = np.asarray(hinge_m, np.float64)[:2], np.asarray(handle_m, np.float64)
    arm = handle[:2] - hinge
    radius = math.sqrt(float((arm * arm).sum()))
    shut = arm / max(radius, 1e-6)
    into = np.array((-shut[1], shut[0]))
    inward = np.asarray(inside_m, np.float64)[:2] - np.asarray(outside_m, np.float64)[:2]
    into = into if float((into * inward).sum()) > 0 else -into
    return Leaf(hinge, shut, into, radius, float(handle[2]))


def play_enter(
    reel: Reel, door: str, path_m: Sequence[Sequence[float]], of: Leaf, *, close: bool, speed_mps: float, style: Style
) -> None:
    """From behind the door into the room; the leaf is pushed."""
    latch = of.handle(np.zeros(1))[0]
    place = latch[:2] - of.into * 0.44 * reel.body.size - of.shut * 0.12
    reel.lowered = True
    opens_s, open_s = _work(reel, of, place, pull=False)
    reel.lowered, reel.narrow = False, True
    play_route(reel, path_m[1:], speed_mps, style)
    reel.narrow = False
    closes_s, shut_s = _shut_behind(reel, of) if close else (FOREVER, FOREVER)
    reel.doors.append((door, opens_s, open_s, closes_s, shut_s))


def play_exit(
    reel: Reel, door: str, path_m: Sequence[Sequence[float]], of: Leaf, *, close: bool, speed_mps: float, style: Style
) -> None:
    """Out of the room; the leaf is pulled, standing clear of its sweep, and drawn shut from outside, hand on the handle."""
    latch = of.handle(np.zeros(1))[0]
    place = latch[:2] + of.into * 0.50 * reel.body.size + of.shut * 0.24
    reel.lowered = True
    opens_s, open_s = _work(reel, of, place, pull=True)
    reel.narrow = True
    if close:
        sill = of.at(SILL_M)
        play_route(reel, [(float(sill[0]), float(sill[1]))], speed_mps, style)
        closes_s, shut_s = _draw_shut(reel, of)
    else:
        play_route(reel, path_m[1:], speed_mps, style)
        closes_s, shut_s = FOREVER, FOREVER
    reel.doors.append((door, opens_s, open_s, closes_s, shut_s))


def _work(reel: Reel, of: Leaf, place: F64, *, pull: bool) -> tuple[float, float]:
    """Step to the handle, grasp it, open; returns when the leaf starts to move and when it stands open."""
    latch = of.handle(np.zeros(1))[0]
    toward = _toward(place, latch)
    travel = -of.into if pull else of.into
    facing = math.atan2(0.5 * math.sin(toward) + travel[1], 0.5 * math.cos(toward) + travel[0])
    far = place - reel.place_m
    if float((far * far).sum()) > 0.35**2:
        play_route(reel, [tuple(float(v) for v in place)], 0.8, WALK)
    play_turn(reel, facing, place_m=(float(place[0]), float(place[1])))
    side = _hand(reel, latch)
    seconds = GRASP_S + SWING_S * (1.0 if pull else CLEAR)
    times = np.arange(count(seconds)) / RATE_HZ
    block = reel.resting(len(times))
    open_share = swing((times - GRASP_S) / SWING_S)
    grip = of.handle(open_share, STANDOFF_M if pull else -STANDOFF_M)
    grasp = ease(times / GRASP_S)
    block += bend_over(reel, latch, side) * grasp[:, None]
    _follow(reel, block, side, grip, grasp, times)
    look_at(reel, block, latch)
    block[:, HEAD_YAW] *= grasp * (1.0 - ease((times - GRASP_S - 0.3) / 0.5))
    start = reel.clock_s
    reel.add(block)
    return start + GRASP_S, start + GRASP_S + SWING_S


def _follow(reel: Reel, block: F64, side: int, grip: F64, grasp: F64, times: F64) -> None:
    """The hand stays on the handle as long as it is in reach, then lets go."""
    gap = np.sqrt(((grip - shoulder(block, reel.body, side)) ** 2).sum(1))
    arm_m = reel.body.arm_m
    lost = np.nonzero((gap > 0.99 * arm_m) & (times > GRASP_S + 0.1))[0]
    let_go_s = float(times[lost[0]]) if len(lost) else float(times[-1]) - 0.15
    weight = grasp * (1.0 - ease((times - let_go_s + 0.05) / 0.35))
    hand_to(block, side, grip, weight)
    block[:, ARM[side] + CURL] = 0.3 + 0.8 * weight


def _hand(reel: Reel, target: F64) -> int:
    if len(reel.free) < 2:
        return spare(reel)
    gap = target[:2] - reel.place_m
    return int(math.cos(reel.facing_rad) * gap[1] - math.sin(reel.facing_rad) * gap[0] < 0)


def _shut_behind(reel: Reel, of: Leaf) -> tuple[float, float]:
    """Turn round to the open leaf, take its handle, push it shut."""
    reel.lowered = True
    opened = of.handle(np.ones(1))[0]
    middle = of.handle(np.array([0.5]))[0]
    place = reel.place_m
    play_turn(reel, _toward(place, middle))
    side = _hand(reel, opened)
    times = np.arange(count(GRASP_S + SWING_S + 0.2)) / RATE_HZ
    block = reel.resting(len(times))
    grip = of.handle(1.0 - swing((times - GRASP_S) / SWING_S), STANDOFF_M)
    grasp = ease(times / GRASP_S)
    lean = grasp * (1.0 - ease((times - GRASP_S - 0.6 * SWING_S) / 0.7))
    block += bend_over(reel, opened, side) * lean[:, None]
    _follow(reel, block, side, grip, grasp, times)
    look_at(reel, block, middle)
    block[:, HEAD_YAW] *= lean
    block[:, SPINE_TWIST] *= lean
    start = reel.clock_s
    reel.add(block)
    reel.lowered = False
    return start + GRASP_S, start + GRASP_S + SWING_S


def _draw_shut(reel: Reel, of: Leaf) -> tuple[float, float]:
    """In the doorway, turn round to the open leaf and take its handle; draw it shut on the way out backwards."""
    opened, latch, outside = of.handle(np.ones(1))[0], of.handle(np.zeros(1))[0], of.at(OUTSIDE_M)
    play_turn(reel, _toward(reel.place_m, opened))
    side = _hand(reel, opened)
    times = np.arange(count(GRASP_S)) / RATE_HZ
    reaching, lean = reel.resting(len(times)), bend_over(reel, opened, side)
    grasp = ease(times / GRASP_S)
    reaching += lean * grasp[:, None]
    hand_to(reaching, side, of.handle(np.ones(1), -STANDOFF_M)[0], grasp)
    look_at(reel, reaching, opened)
    reaching[:, HEAD_YAW] *= grasp
    reel.add(reaching)
    start, block = reel.clock_s, turning(reel, _toward(outside, latch), place_m=(float(outside[0]), float(outside[1])))
    assert block is not None, "the way out is longer than a foot"
    share = np.arange(len(block)) / len(block)
    block += lean * (1.0 - ease((share - 0.4) / 0.6))[:, None]
    hand_to(block, side, of.handle(1.0 - swing(share), -STANDOFF_M), np.ones(len(block)))
    block[:, ARM[side] + CURL] = 1.1
    reel.add(block)
    return start, reel.clock_s


def _toward(place: F64, spot: F64) -> float:
    return math.atan2(spot[1] - place[1], spot[0] - place[0])
