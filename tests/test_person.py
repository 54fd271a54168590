"""A person's body is whole, keeps its stature, and stands on feet that stay where they are put."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from synthclips.catalog import kind
from synthclips.catalog.actions.biped.anatomy import anatomy
from synthclips.catalog.actions.biped.channels import FINGERS, FOOT_BONE, HAND, HEAD, SHANK, THIGH, TOES, UPPER_ARM
from synthclips.catalog.actions.person import perform
from synthclips.catalog.actors.people.colours import GARMENTS, cloth
from synthclips.catalog.actors.people.hidden import coarse_inside
from synthclips.catalog.actors.people.shell import shell
from synthclips.geometry.body import Body
from synthclips.geometry.curve import through
from synthclips.geometry.implicit import cone
from synthclips.scene.distributions import settle_all
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Actor, Step
from synthclips.scene.streams import Streams

DOOR = {"handle_m": [0.0, 0.35, 1.0], "hinge_m": [0.0, -0.4], "leaf_width_m": 0.8, "inward": [1.0, 0.0], "hinge": 1}


@cache
def person(number: int, **given: object) -> Body:
    of, streams = kind("actors", "person"), Streams(5, "person", number)
    return of.make(key=streams.key("body"), **settle_all(of.priors, given, streams))


def actor(
    *script: Step, key: int = 3, start: tuple[float, float, float] = (0.0, 0.0, 0.0), yaw: float = 0.0, present: bool = True
) -> Actor:
    return Actor("tom", "person", "resident", {}, script, start, yaw, 0.0 if present else 1.0, present, key)


def posed(body: Body, world_from_bone: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """(T, N, 3) the chosen vertices by linear blend skinning, written apart from the renderer's."""
    rest, world = body.rest_from_bone.astype(np.float64), world_from_bone.astype(np.float64)
    local = body.vertices_m[chosen, None].astype(np.float64) - rest[body.bone[chosen]][..., 3]
    local = np.einsum("vkij,vki->vkj", rest[body.bone[chosen]][..., :3], local)
    moved = np.einsum("tvkij,vkj->tvki", world[:, body.bone[chosen]][..., :3], local) + world[:, body.bone[chosen]][..., 3]
    return np.einsum("vk,tvki->tvi", body.weight[chosen], moved)


def soles(body: Body, side: int) -> np.ndarray:
    of_foot = np.isin(body.bone, (FOOT_BONE[side], TOES[side])) * body.weight
    return np.nonzero((of_foot.sum(1) > 0.9) & (body.vertices_m[:, 2] < 0.035))[0]


def bend(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(T,) degrees between the bones' long axes."""
    cosine = np.einsum("ti,ti->t", a[:, :3, 2].astype(np.float64), b[:, :3, 2].astype(np.float64))
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))


WALKS = [
    ("walk", 1.4, [[0, 0], [4, 0]]),
    ("walk", 1.0, [[0, 0], [2, 0], [2, 2.5], [0, 2.5]]),
    ("walk", 0.7, [[0, 0], [-1, -2], [1, -3]]),
    ("creep", 0.5, [[0, 0], [2.0, 0.4], [2.4, 1.8]]),
    ("creep", 0.35, [[0, 0], [0, 1.5]]),
]


@pytest.mark.parametrize(("action", "speed", "path"), WALKS)
def test_a_foot_on_the_floor_neither_drifts_nor_sinks_a_centimetre(action: str, speed: float, path: list[list[float]]) -> None:
    body = person(int(speed * 10))
    times = np.arange(0, 9, 1 / 200)  # a foot is down and up again between the frames of a camera
    frames = perform(
        actor(Step(action, {"path_m": path, "speed_mps": speed}), key=int(speed * 100)), body, times
    ).track.world_from_bone
    for side in (0, 1):
        points = posed(body, frames, soles(body, side))
        assert points[..., 2].min() > -0.002
        assert np.median(points[..., 2].min(1)) < 0.004, "the lower sole is on the floor for more than half the time"
        assert longest_drift(points) < 0.006


def longest_drift(points: np.ndarray) -> float:
    """The farthest any sole vertex moves over the floor while it is within 3 mm of it."""
    worst, start, touching = 0.0, points[0, :, :2].copy(), points[0, :, 2] < 0.003
    for frame in points[1:]:
        down = frame[:, 2] < 0.003
        start[~touching] = frame[~touching, :2]
        gap = np.sqrt(((frame[:, :2] - start) ** 2).sum(1))
        worst = max(worst, float(gap[down & touching].max(initial=0.0)))
        touching = down
    return worst


def test_walking_joints_bend_as_measured_walkers_do() -> None:
    body = person(2)
    times = np.arange(1.6, 4.6, 1 / 100)
    step = Step("walk", {"path_m": [[0, 0], [8, 0]], "speed_mps": 1.42})
    world = perform(actor(step), body, times).track.world_from_bone
    knee = bend(world[:, THIGH[0]], world[:, SHANK[0]])
    hip = np.degrees(np.arctan2(-world[:, THIGH[0], 0, 2], world[:, THIGH[0], 2, 2]))
    rise = world[:, 0, 2, 3]
    assert 55 < knee.max() < 75, "66 degrees in swing"
    assert knee.min() < 8, "nearly straight at heel strike"
    assert 17 < hip.max() < 33, "22 degrees of flexion"
    assert -22 < hip.min() < -3, "6 degrees of extension"
    assert 0.025 < rise.max() - rise.min() < 0.07, "48 mm"


# Degrees at 0, 10 .. 90 % of the stride, from heel strike on: Winter's walking subject, 1.42 m/s.
MEASURED_KNEE = (-0.6, 13.8, 13.4, 8.4, 5.1, 14.8, 44.5, 66.5, 49.0, 10.4)
MEASURED_ANKLE = (-0.4, -6.1, 1.9, 5.2, 6.8, 2.2, -19.0, -11.2, -2.4, 0.2)


@pytest.mark.parametrize("number", [0, 2, 7])
def test_knee_and_ankle_follow_the_measured_curves_through_the_stride(number: int) -> None:
    times = np.arange(0, 6.5, 1 / 100)
    did = perform(actor(Step("walk", {"path_m": [[0, 0], [8, 0]], "speed_mps": 1.42})), person(number), times)
    world = did.track.world_from_bone.astype(np.float64)
    knees, ankles = [], []
    for side, name in enumerate(("left_foot", "right_foot")):
        pitch = [np.degrees(np.arctan2(-world[:, b[side], 0, 2], world[:, b[side], 2, 2])) for b in (THIGH, SHANK)]
        foot = np.degrees(np.arctan2(world[:, FOOT_BONE[side], 2, 0], world[:, FOOT_BONE[side], 0, 0]))
        lands = [c.start_s for c in did.contacts if c.limb == name and 1.6 < c.start_s < 5.6]
        for start, end in pairwise(lands):
            at = start + (end - start) * np.arange(10) / 10
            knees.append(np.interp(at, times, pitch[0] - pitch[1]))
            ankles.append(np.interp(at, times, foot - pitch[1]))
    knee, ankle = np.mean(knees, 0) - MEASURED_KNEE, np.mean(ankles, 0) - MEASURED_ANKLE
    assert np.abs(knee).max() < 8.0
    assert np.sqrt((knee * knee).mean()) < 4.5
    assert np.sqrt((ankle * ankle).mean()) < 6.0


def test_old_people_stoop_and_take_shorter_steps() -> None:
    step = Step("walk", {"path_m": [[0, 0], [5, 0]], "speed_mps": 0.9})
    steps, lean = [], []
    for age in (30.0, 85.0):
        who = replace(actor(step), body={"age_years": age})
        did = perform(who, person(2), np.arange(0, 7, 1 / 30))
        steps.append(len(did.contacts))
        upright = did.track.world_from_bone[120, HEAD, :, 3] - did.track.world_from_bone[120, 0, :, 3]
        lean.append(math.degrees(math.atan2(upright[0], upright[2])))
    assert steps[1] > steps[0]
    assert lean[1] > lean[0] + 6.0


def test_a_creeping_body_keeps_its_knees_bent() -> None:
    body = person(4)
    step = Step("creep", {"path_m": [[0, 0], [3, 0]], "speed_mps": 0.45})
    world = perform(actor(step), body, np.arange(1.5, 6, 1 / 25)).track.world_from_bone
    assert 28 < np.median(bend(world[:, THIGH[0]], world[:, SHANK[0]])) < 60


def test_walking_covers_the_path_at_its_speed() -> None:
    step = Step("walk", {"path_m": [[0, 0], [4, 0]], "speed_mps": 1.0})
    did = perform(actor(step), person(1), np.arange(0, 8, 0.1))
    assert did.track.world_from_bone[-1, 0, 0, 3] == pytest.approx(4.0, abs=0.05)
    assert 4.0 < did.intervals[0].end_s < 6.5


def test_the_hand_arrives_at_the_grip() -> None:
    body = person(6)
    for height in (0.1, 0.45, 0.8, 1.3):
        at = np.array((0.5, -0.1, height))
        times = np.arange(0, 6, 1 / 30)
        did = perform(actor(Step("pick_up", {"at_m": list(at), "facing_rad": 0.0}, "mug")), body, times)
        ((item, frame, bone),) = did.props
        world = did.track.world_from_bone[frame].astype(np.float64)
        palm = 0.5 * (world[bone, :, 3] + world[FINGERS[HAND.index(bone)], :, 3])
        assert item == "mug"
        assert np.linalg.norm(palm - at) < 0.02


def test_after_picking_up_the_arm_carries_and_does_not_swing() -> None:
    script = (
        Step("pick_up", {"at_m": [0.5, 0.0, 0.8], "facing_rad": 0.0}, "mug"),
        Step("walk", {"path_m": [[0, 0], [-4, 0]], "speed_mps": 1.2}),
    )
    times = np.arange(0, 9, 1 / 30)
    did = perform(actor(*script), person(6), times)
    side = HAND.index(did.props[0][2])
    walking = (times > did.intervals[1].start_s + 2.0) & (times < did.intervals[1].end_s - 1.0)
    upper = did.track.world_from_bone[walking][..., 2][:, [UPPER_ARM[side], UPPER_ARM[1 - side]]]
    swing = np.degrees(np.ptp(np.arctan2(upper[:, :, 0], upper[:, :, 2]), axis=0))
    assert swing[0] < 0.5 * swing[1]


def test_the_door_moves_under_the_hand_and_the_body_waits_for_it() -> None:
    path = [[-0.85, 0.0], [0.35, 0.0], [1.6, 0.0]]
    step = Step("enter_door", {"path_m": path, "manner": "walk", "close": True, "speed_mps": 1.0, **DOOR}, "door")
    times = np.arange(0, 14, 1 / 30)
    did = perform(actor(step, start=(-0.85, 0.0, 0.0), present=False), person(3), times)
    ((name, opens, opened, closes, shut),) = did.doors
    assert name == "door"
    assert 1.0 < opens < opened < closes < shut
    frame = int(np.searchsorted(times, opens))
    world = did.track.world_from_bone[frame].astype(np.float64)
    gaps = [np.linalg.norm(0.5 * (world[HAND[s], :, 3] + world[FINGERS[s], :, 3]) - DOOR["handle_m"]) for s in (0, 1)]
    assert 0.04 < min(gaps) < 0.09, "the palm is before the leaf, at the handle"
    assert world[:, 0, 3].max() < 0.06, "nothing of the body reaches through the shut door"
    through = times[np.argmax(did.track.world_from_bone[:, 0, 0, 3] > -0.1)]
    assert through > opens + 0.6 * (opened - opens)
    assert not did.track.present[: int(1.0 * 30) - 1].any()


def test_who_leaves_by_the_door_is_gone() -> None:
    step = Step("exit_door", {"path_m": [[1.15, 0], [0.35, 0], [-0.85, 0]], "close": False, **DOOR}, "door")
    did = perform(actor(step, start=(1.15, 0.0, 0.0), yaw=math.pi), person(3), np.arange(0, 15, 1 / 10))
    assert did.track.present[0]
    assert not did.track.present[-1]
    assert math.isinf(did.doors[0][3])


@pytest.mark.parametrize(("number", "hinge"), [(3, 1), (1, -1), (7, 1)])
def test_who_leaves_and_shuts_the_door_has_a_hand_on_the_handle_all_the_while(number: int, hinge: int) -> None:
    door = {**DOOR, "handle_m": [0.0, 0.35 * hinge, 1.0], "hinge_m": [0.0, -0.4 * hinge], "hinge": hinge}
    step = Step("exit_door", {"path_m": [[1.15, 0], [0.35, 0], [-0.85, 0]], "close": True, **door}, "door")
    times = np.arange(0, 18, 1 / 30)
    did = perform(actor(step, start=(1.15, 0.0, 0.0), yaw=math.pi), person(number), times)
    ((_, _, _, closes, shut),) = did.doors
    during = (times >= closes) & (times <= shut)
    world = did.track.world_from_bone[during].astype(np.float64)
    u = (times[during] - closes) / (shut - closes)
    angle = math.radians(84.0) * (1.0 - u * u * (3.0 - 2.0 * u))  # of the leaf, from shut
    handle = np.stack([0.75 * np.sin(angle), hinge * (0.75 * np.cos(angle) - 0.4), np.full(len(u), 1.0)], 1)
    palms = [0.5 * (world[:, HAND[s], :, 3] + world[:, FINGERS[s], :, 3]) for s in (0, 1)]
    assert min(np.linalg.norm(palm - handle, axis=1).max() for palm in palms) < 0.10, "6.5 cm is the handle's neck"
    trunk = world[-1, :6, 0, 3]
    assert trunk.max() < -0.15, "outside when the door falls shut"
    assert not did.track.present[times > shut].any()


def test_sitting_puts_the_hips_on_the_cushion_and_getting_up_comes_before_the_next_step() -> None:
    script = (
        Step("sit", {"seat_m": [-0.6, 0.0, 0.45], "facing_rad": 0.0, "seconds": 3.0}),
        Step("walk", {"path_m": [[0, 0], [2, 0]], "speed_mps": 1.0}),
    )
    did = perform(actor(*script), person(8), np.arange(0, 10, 0.1))
    hips = did.track.world_from_bone[..., 3][:, list(THIGH)].mean(1)
    seated = hips[int(10 * (did.intervals[0].end_s - 0.5))]
    assert seated == pytest.approx((-0.6, 0.0, 0.535), abs=0.04)
    assert hips[-1, 2] > 0.75


def test_searching_hands_are_at_the_shelf() -> None:
    step = Step("search", {"seconds": 4.0, "facing_rad": 0.0, "height_m": 1.1})
    world = perform(actor(step), person(9), np.array([2.0, 2.5])).track.world_from_bone
    assert np.abs(world[..., 2, 3][:, list(HAND)] - 1.1).max() < 0.30
    assert world[..., 0, 3][:, list(HAND)].min() > 0.25


@pytest.mark.parametrize("number", range(20))
def test_every_body_is_closed_solid_and_as_tall_as_asked(number: int) -> None:
    top = "jacket" if number % 2 else "tshirt"
    body = person(number, headwear="none", hair="short", top=top, carries="nothing", stature_m=1.5 + 0.02 * number)
    edges = np.concatenate([body.faces[:, [0, 1]], body.faces[:, [1, 2]], body.faces[:, [2, 0]]])
    coded = edges[:, 0].astype(np.int64) * len(body.vertices_m) + edges[:, 1]
    back = edges[:, 1].astype(np.int64) * len(body.vertices_m) + edges[:, 0]
    assert len(np.unique(coded)) == len(coded)
    assert np.array_equal(np.sort(coded), np.sort(back)), "each edge has a face on both sides"
    a, b, c = (body.vertices_m[body.faces[:, k]].astype(np.float64) for k in range(3))
    assert 0.04 < np.einsum("fk,fk->", np.cross(a, b), c) / 6 < 0.25
    assert np.ptp(body.vertices_m[:, 2]) == pytest.approx(1.5 + 0.02 * number, rel=0.01)
    assert np.allclose(body.weight.sum(1), 1.0)
    assert np.isfinite(body.texels).all()


def test_what_clothes_hide_is_coarse_and_what_shows_is_left_as_it_was() -> None:
    neck = cone((0, 0, 0), (0, 0, 0.4), 0.06, 0.06, bone=HEAD, part="skin")
    collar = cone((0, 0, -0.1), (0, 0, 0.2), 0.10, 0.10, bone=HEAD, part="top")
    bare, worn = shell("head", "skin", [neck], 0.015), shell("top", "top", [collar], 0.03)
    under, over = coarse_inside([bare, worn], [0.0, 0.0])
    was, now = ({tuple(v) for v in s.surface.vertices_m.tolist()} for s in (bare, under))
    assert {v for v in was if v[2] > 0.30} <= now < was
    assert sum(v[2] < 0.25 for v in now) < 0.5 * sum(v[2] < 0.25 for v in was)
    assert over.surface.vertices_m.tobytes() == worn.surface.vertices_m.tobytes()


def test_a_person_has_few_triangles() -> None:
    counts = [len(person(number).faces) for number in range(20)]
    assert max(counts) < 9000
    assert np.mean(counts) < 7000


def test_a_body_and_its_motion_are_made_the_same_twice() -> None:
    of, streams = kind("actors", "person"), Streams(5, "person", 1)
    params = settle_all(of.priors, {}, streams)
    one, two = (of.make(key=7, **params) for _ in range(2))
    assert one.vertices_m.tobytes() == two.vertices_m.tobytes()
    assert one.texels.tobytes() == two.texels.tobytes()
    script = actor(Step("creep", {"path_m": [[0, 0], [2, 1]], "speed_mps": 0.4}))
    moves = [perform(script, one, np.arange(0, 5, 0.1)).track.world_from_bone.tobytes() for _ in range(2)]
    assert moves[0] == moves[1]


def test_motion_does_not_depend_on_the_frame_rate() -> None:
    script = actor(Step("walk", {"path_m": [[0, 0], [3, 1]], "speed_mps": 1.1}))
    coarse = perform(script, person(1), np.arange(0, 5, 1 / 10)).track.world_from_bone
    fine = perform(script, person(1), np.arange(0, 5, 1 / 30)[: 3 * len(coarse)]).track.world_from_bone
    assert np.abs(fine[::3] - coarse).max() < 1e-4


def test_eyes_are_in_the_face_and_the_head_is_above_the_feet() -> None:
    body = person(1)
    named = {k.name: np.array(k.offset_m) for k in body.keypoints}
    assert len(named) == 17
    assert named["left_eye"][1] > 0 > named["right_eye"][1]
    assert named["nose"][0] > named["left_ear"][0] + 0.05
    assert body.rest_from_bone[HEAD, 2, 3] > 1.2
    assert anatomy(body).leg_m == pytest.approx(0.48 * np.ptp(body.vertices_m[:, 2]), rel=0.06)


def test_a_misspelt_action_or_parameter_is_named() -> None:
    with pytest.raises(SceneError, match="did you mean 'walk'"):
        perform(actor(Step("wlak")), person(1), np.zeros(1))
    with pytest.raises(SceneError, match="speed_mps"):
        perform(actor(Step("walk", {"path_m": [[0, 0]], "speed_mp": 1.0})), person(1), np.zeros(1))


@pytest.mark.parametrize(
    "values", [(0.0, 0.7, 1.25, 1.0, 0.7, 0.0), (0.0, 0.0, 2.0, -1.0, -1.0, 5.0), (3.0, 1.0, 0.9, 0.8, -2.0, -9.0)]
)
def test_a_curve_through_points_is_the_one_scipy_draws(values: tuple[float, ...]) -> None:
    from scipy.interpolate import PchipInterpolator

    at = (0.0, 0.06, 0.25, 0.55, 0.92, 1.0)
    x = np.concatenate([np.linspace(0.0, 1.0, 501), at])
    np.testing.assert_allclose(through(at, values, x), PchipInterpolator(at, values)(x), rtol=0, atol=1e-12)


def test_dark_cloth_is_pale_in_infrared_on_most_people_and_dark_on_some_whatever_it_looks_like_by_day():
    navy = np.array([cloth("navy", garment, Streams(seed, "person").key("body")) for seed in range(300) for garment in GARMENTS])
    assert (navy[:, :3] == navy[0, :3]).all()
    assert (navy[:, 3] > 0.3).mean() > 0.55
    assert 0.1 < (navy[:, 3] < 0.2).mean() < 0.3
    tops, bottoms = navy[0 :: len(GARMENTS), 3], navy[2 :: len(GARMENTS), 3]
    assert abs(np.corrcoef(tops, bottoms)[0, 1]) < 0.15
