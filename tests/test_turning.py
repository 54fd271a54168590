"""Who turns on the spot does it by steps: feet are lifted, swung round and set down, and stay as they were set down."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from test_person import actor, longest_drift, person, posed, soles

from synthclips.catalog.actions.biped.anatomy import anatomy
from synthclips.catalog.actions.biped.channels import FOOT_BONE, HEAD, SHANK, SIDES, THIGH
from synthclips.catalog.actions.biped.rest import DOWN_S
from synthclips.catalog.actions.person import perform
from synthclips.scene.records import Step
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Performance

FPS = 100
TIMES = np.arange(0, 5, 1 / FPS)
SEARCH_S = 2.0
TURNS = [35, -50, 75, 90, -90, 120, -150, 179]


@cache
def turned(degrees: int, number: int = 2) -> Performance:
    search = Step("search", {"seconds": SEARCH_S, "facing_rad": math.radians(degrees), "height_m": 1.1})
    return perform(actor(search, key=abs(degrees)), person(number), TIMES)


def turn_s(did: Performance) -> float:
    return did.intervals[0].end_s - SEARCH_S


def yaw_deg(world: np.ndarray, bone: int) -> np.ndarray:
    """(T,) of a bone's x axis, unwrapped."""
    return np.degrees(np.unwrap(np.arctan2(world[:, bone, 1, 0].astype(np.float64), world[:, bone, 0, 0])))


def landings(did: Performance, until_s: float) -> list[tuple[float, int]]:
    """(second, side) of every time a foot is set down, in order."""
    return sorted((c.start_s, SIDES.index(c.limb.removesuffix("_foot"))) for c in did.contacts if 0 < c.start_s < until_s)


@pytest.mark.parametrize("degrees", TURNS)
def test_a_turn_takes_alternate_steps_the_inner_foot_first_and_no_longer_than_people_do(degrees: int) -> None:
    did = turned(degrees)
    sides = [side for _, side in landings(did, turn_s(did))]
    assert 2 <= len(sides) <= 2 + abs(degrees) / 50
    assert sides[0] == (degrees < 0)
    assert all(a != b for a, b in pairwise(sides))
    assert turn_s(did) < 1.0 + abs(degrees) / 140, "measured to where the next thing begins"
    assert abs(yaw_deg(did.track.world_from_bone, 0)[int(turn_s(did) * FPS)] - degrees) < 4.0


@pytest.mark.parametrize("degrees", TURNS)
def test_a_turning_foot_leaves_the_floor_by_a_hand_and_never_turns_on_it(degrees: int) -> None:
    did, body = turned(degrees), person(2)
    world = did.track.world_from_bone
    for side in (0, 1):
        points = posed(body, world, soles(body, side))
        assert 0.05 < points[..., 2].min(1).max() < 0.09
        assert longest_drift(points) < 0.006
        yaw = yaw_deg(world, FOOT_BONE[side])
        for contact in (c for c in did.contacts if c.limb == f"{SIDES[side]}_foot"):
            stands = (contact.start_s + 0.005 <= TIMES) & (contact.end_s - 0.005 >= TIMES)
            assert np.ptp(yaw[stands]) < 1.0


@pytest.mark.parametrize("degrees", [60, 90, -120, 179])
def test_the_head_turns_before_the_hips_and_the_hips_before_the_feet(degrees: int) -> None:
    did = turned(degrees)
    world, sign = did.track.world_from_bone, math.copysign(1.0, degrees)
    head, hips, *feet = (sign * yaw_deg(world, bone) for bone in (HEAD, 0, *FOOT_BONE))
    halfway = [int(np.argmax(yaw - yaw[0] > abs(degrees) / 2)) for yaw in (head, hips, (feet[0] + feet[1]) / 2)]
    assert halfway[0] < halfway[1] < halfway[2]


@pytest.mark.parametrize("degrees", TURNS)
@pytest.mark.parametrize("number", [0, 2, 5])
def test_turning_legs_stay_within_what_hips_and_knees_can_do_and_clear_of_each_other(degrees: int, number: int) -> None:
    did = turned(degrees, number)
    world = did.track.world_from_bone[: int(turn_s(did) * FPS)].astype(np.float64)
    hips = yaw_deg(world, 0)
    for side, outward in ((0, 1.0), (1, -1.0)):
        out = outward * (yaw_deg(world, FOOT_BONE[side]) - hips)
        assert -35 < out.min() < out.max() < 60
        cosine = np.einsum("ti,ti->t", world[:, THIGH[side], :, 2], world[:, SHANK[side], :, 2])
        assert np.degrees(np.arccos(np.clip(cosine, -1, 1))).max() < 65
    assert between_feet_m(world) > 0.10, "a foot is 9 cm wide"


def between_feet_m(world: np.ndarray) -> float:
    """The least distance between the soles' middle lines, seen from above."""
    along = np.linspace(-0.06, 0.19, 6)[:, None, None]  # from the ankle
    lines = [world[:, bone, :2, 3] + along * world[:, bone, :2, 0] for bone in FOOT_BONE]
    return float(np.sqrt(((lines[0][:, None] - lines[1][None]) ** 2).sum(-1)).min())


@pytest.mark.parametrize("number", range(24))
def test_feet_keep_clear_of_each_other_when_the_stand_moves_too(number: int) -> None:
    own, body = Stream(number), person(2)
    facing, far, toward = own.uniform(-math.pi, math.pi), own.uniform(0.05, 0.4), own.uniform(-math.pi, math.pi)
    behind = 0.93 * anatomy(body).thigh_m + 0.02  # the stand, of the seat
    seat = [far * math.cos(toward) - behind * math.cos(facing), far * math.sin(toward) - behind * math.sin(facing), 0.45]
    did = perform(actor(Step("sit", {"seat_m": seat, "facing_rad": facing, "seconds": 1.0}), key=number), body, TIMES)
    down = int((did.intervals[0].end_s - 1.0 - DOWN_S) * FPS)
    world = did.track.world_from_bone[:down].astype(np.float64)
    assert between_feet_m(world) > 0.09
    assert np.ptp(world[:, 0, 2, 3]) < 0.06


def test_a_small_turn_is_made_without_a_step() -> None:
    did = turned(12)
    assert not landings(did, turn_s(did))
    assert yaw_deg(did.track.world_from_bone, 0)[-1] == pytest.approx(12.0, abs=3.0)


def wandering(number: int) -> tuple[Step, ...]:
    """Walks and searches in any direction, many of them behind the body."""
    own, steps = Stream(number), []
    for _ in range(3):
        to = [own.uniform(-2.0, 2.0), own.uniform(-2.0, 2.0)]
        steps.append(Step("walk", {"path_m": [[0, 0], to], "speed_mps": own.uniform(0.7, 1.3)}))
        facing = own.uniform(-math.pi, math.pi)
        steps.append(Step("search", {"seconds": 1.5, "facing_rad": facing, "height_m": own.uniform(0.6, 1.4)}))
    return tuple(steps)


@pytest.mark.parametrize("number", range(8))
def test_feet_that_stand_keep_their_direction_and_no_heel_jumps_up(number: int) -> None:
    times = np.arange(0, 25, 1 / FPS)
    did = perform(actor(*wandering(number), key=number), person(number % 3), times)
    world = did.track.world_from_bone
    for side in (0, 1):
        foot = world[:, FOOT_BONE[side]].astype(np.float64)
        pitch, yaw = np.degrees(np.arcsin(foot[:, 2, 0])), yaw_deg(world, FOOT_BONE[side])
        assert np.abs(np.diff(pitch)).max() * FPS < 1000, "degrees a second"
        for contact in (c for c in did.contacts if c.limb == f"{SIDES[side]}_foot"):
            stands = (contact.start_s + 0.005 <= times) & (contact.end_s - 0.005 >= times) & (np.abs(pitch) < 60)
            assert np.ptp(yaw[stands]) < 3.0 if stands.any() else True


@pytest.mark.parametrize("degrees", [-45, -25, 25, 45])
def test_who_walks_off_aslant_starts_with_the_inner_foot_and_turns_as_the_feet_do(degrees: int) -> None:
    to = [3 * math.cos(math.radians(degrees)), 3 * math.sin(math.radians(degrees))]
    did = perform(actor(Step("walk", {"path_m": [[0, 0], to], "speed_mps": 1.1})), person(2), TIMES)
    first, second = landings(did, 5.0)[:2]
    assert first[1] == (degrees < 0)
    hips = abs(yaw_deg(did.track.world_from_bone, 0))
    assert hips[int(0.5 * first[0] * FPS)] < 0.5 * abs(degrees), "no foot has come round yet"
    assert hips[int(second[0] * FPS)] > 0.8 * abs(degrees)


@pytest.mark.parametrize(("yaw", "facing"), [(3.0, -3.0), (-2.9, 3.1), (9.0, 0.3)])
def test_sitting_down_never_turns_the_body_right_round(yaw: float, facing: float) -> None:
    step = Step("sit", {"seat_m": [-0.6 * math.cos(facing), -0.6 * math.sin(facing), 0.45], "facing_rad": facing, "seconds": 2.0})
    hips = yaw_deg(perform(actor(step, yaw=yaw), person(8), TIMES).track.world_from_bone, 0)
    short = abs((math.degrees(facing - yaw) + 180) % 360 - 180)
    assert np.ptp(hips) < short + 12


def test_a_knee_is_nearly_straight_before_and_at_heel_strike_and_gives_after() -> None:
    did = perform(actor(Step("walk", {"path_m": [[0, 0], [6, 0]], "speed_mps": 1.2})), person(2), TIMES)
    world = did.track.world_from_bone.astype(np.float64)
    for side in (0, 1):
        pitch = [np.arctan2(-world[:, bone[side], 0, 2], world[:, bone[side], 2, 2]) for bone in (THIGH, SHANK)]
        knee = np.degrees(pitch[0] - pitch[1])
        for land in (s for s, which in landings(did, 4.0) if which == side and s > 1.6):
            before, strike, after = np.interp((land - 0.03, land, land + 0.1), TIMES, knee)
            assert before < 17, "no last kick"
            assert 2 < strike < 9
            assert 12 < after < 22


@pytest.mark.parametrize(("action", "speed"), [("creep", 0.5), ("walk", 1.1)])
def test_round_a_sharp_corner_the_body_turns_only_as_fast_as_the_feet_come_round(action: str, speed: float) -> None:
    path = [[0, 0], [1.6, 0], [1.3, 0.4], [1.3, 1.6]]
    times = np.arange(0, 14, 1 / FPS)
    did = perform(actor(Step(action, {"path_m": path, "speed_mps": speed}), key=4), person(2), times)
    hips = yaw_deg(did.track.world_from_bone, 0)
    assert np.abs(np.diff(hips)).max() * FPS < 140
    feet = [[c for c in did.contacts if c.limb == f"{side}_foot"] for side in SIDES]
    for one in feet[0]:
        for other in feet[1]:
            both = (times >= max(one.start_s, other.start_s)) & (times <= min(one.end_s, other.end_s))
            assert np.ptp(hips[both]) < 25 if both.any() else True


def test_who_stops_does_not_sink_and_lifts_the_foot_that_comes_alongside() -> None:
    did, body = perform(actor(Step("walk", {"path_m": [[0, 0], [3, 0]], "speed_mps": 1.1}), key=11), person(2), TIMES), person(2)
    (before, _), (last, side) = landings(did, 5.0)[-2:]
    hips = did.track.world_from_bone[:, 0, 2, 3]
    assert hips[-1] - hips[int(before * FPS) :].min() < 0.042
    swing = did.track.world_from_bone[int((last - 0.25) * FPS) : int((last - 0.15) * FPS)]
    assert posed(body, swing, soles(body, side))[..., 2].min() > 0.03
