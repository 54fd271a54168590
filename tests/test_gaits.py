"""Trot, gallop and run: footfalls, duty and flight as animals and people have them, on feet that stay; bends are leant into."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from synthclips.catalog import kind, settled
from synthclips.pipeline import make_scene
from synthclips.review.motion.finding import Finding
from synthclips.review.motion.forces import forces
from synthclips.review.motion.joints import joints
from synthclips.review.motion.moving import RATE_HZ, Moving, moving
from synthclips.review.motion.stances import stances
from synthclips.scene.records import Step
from synthclips.scene.streams import Streams
from synthclips.stages.compose.household import Somebody
from synthclips.stages.load import load_scene
from synthclips.stages.portrait import portrait_scene

STRAIGHT, BENT = [[0, 0], [5, 0]], [[0, 0], [2.4, 0], [3.4, 2.4]]


def going(of: str, build: str, gait: str, speed_mps: float, path_m: list[list[float]] = STRAIGHT) -> Moving:
    """Somebody of a build on its way over an empty floor."""
    body = settled(kind("actors", of), {"build": build}, Streams(4, build))
    scene = portrait_scene(Somebody("x", of, "resident" if of == "person" else "pet", body, 77), 1.0)
    script = (Step(gait, {"path_m": path_m, "speed_mps": speed_mps}),)
    actor = replace(scene.actors[0], script=script, start_m=(0.0, 0.0, 0.0), start_yaw_rad=0.0)
    return next(iter(moving(replace(scene, duration_s=5.0 / speed_mps + 2.5, actors=(actor,)))))


def measured(of: Moving) -> dict[str, Finding]:
    return {f.measure: f for f in (*stances(of), *joints(of), *forces(of))}


WAYS = [
    ("cat", "shorthair", "trot", 1.5), ("cat", "kitten", "trot", 1.2), ("cat", "giant", "trot", 1.8),
    ("dog", "retriever", "trot", 2.0), ("dog", "dachshund", "trot", 1.2), ("dog", "toy", "trot", 1.2),
    ("dog", "bulldog", "trot", 1.3), ("dog", "poodle", "trot", 1.6), ("cat", "shorthair", "gallop", 3.0),
    ("cat", "longhair", "gallop", 2.4), ("dog", "retriever", "gallop", 3.2), ("dog", "shepherd", "gallop", 3.6),
    ("person", "man", "run", 2.8), ("person", "woman", "run", 2.3), ("person", "child", "run", 2.2),
]  # fmt: skip


@pytest.mark.parametrize("path_m", [STRAIGHT, BENT], ids=["straight", "bent"])
@pytest.mark.parametrize(("of", "build", "gait", "speed"), WAYS)
def test_feet_stay_bones_keep_their_length_and_nothing_is_thrown_against_gravity(of, build, gait, speed, path_m):
    found = measured(going(of, build, gait, speed, path_m))
    for name in ("drift", "sinking", "hover", "stretched bone", "flight off a parabola", "acceleration", "acceleration sideways"):
        if name in found:
            assert found[name].right, found[name]
    assert found["joint beyond its range"].value < 3.5, found["joint beyond its range"]


@pytest.mark.parametrize(("of", "build", "gait", "speed"), WAYS)
def test_footfalls_come_in_the_gait_s_order_and_all_feet_leave_the_ground(of, build, gait, speed):
    acts = going(of, build, gait, speed)
    found = measured(acts)
    if f"{gait}: duty factor" in found:
        assert found[f"{gait}: duty factor"].right
        assert found[f"{gait}: footfalls off"].value < 0.04
    t = np.arange(0.35, 0.6, 0.002) * acts.act.intervals[0].end_s
    down = np.zeros((len(t), 0), bool)
    for limb in {c.limb for c in acts.act.contacts}:
        on = [(c.start_s, c.end_s) for c in acts.act.contacts if c.limb == limb]
        down = np.column_stack([down, np.any([(t >= a) & (t < b) for a, b in on], axis=0)])
    flying = float((~down.any(1)).mean())
    assert {"trot": 0.08, "gallop": 0.05, "run": 0.16}[gait] < flying < {"trot": 0.26, "gallop": 0.30, "run": 0.40}[gait]


@pytest.mark.parametrize(("of", "build", "gait", "speed"), WAYS)
def test_the_speed_asked_for_is_reached_on_the_way(of, build, gait, speed):
    acts = going(of, build, gait, speed)
    root = acts.pose[:, 0, :, 3].astype(float)
    step = round(0.3 * RATE_HZ)
    fastest = np.hypot(*((root[step:] - root[:-step])[:, :2] / 0.3).T).max()
    assert 0.85 * speed < fastest < 1.12 * speed


def test_a_trotting_cat_moves_diagonal_legs_as_one():
    acts = going("cat", "shorthair", "trot", 1.5)
    lands = {
        limb: [c.start_s for c in acts.act.contacts if c.limb == limb and 1.0 < c.start_s < 3.0]
        for limb in ("left_hind", "right_fore", "left_fore")
    }
    for a, b, c in zip(*(lands[n] for n in ("left_hind", "right_fore", "left_fore")), strict=False):
        assert abs(a - b) < 0.02
        assert abs(a - c) > 0.08


def test_a_galloping_back_bends_and_opens_and_a_trotting_one_does_not():
    swing = {}
    for gait, speed in (("gallop", 3.0), ("trot", 1.5)):
        acts = going("cat", "shorthair", gait, speed)
        middle = slice(int(0.35 * len(acts.pose)), int(0.6 * len(acts.pose)))
        names = acts.body.bone_names
        ahead = [acts.pose[middle, names.index(n), :, 0].astype(float) for n in ("pelvis", "chest")]
        pitch = [np.degrees(np.arcsin(a[:, 2])) for a in ahead]
        swing[gait] = float(np.ptp(pitch[0] - pitch[1]))
    assert 25.0 < swing["gallop"] < 70.0
    assert swing["trot"] < 5.0


def test_a_gallop_of_four_kilograms_makes_three_to_four_strides_a_second():
    acts = going("cat", "shorthair", "gallop", 3.0)
    lands = [c.start_s for c in acts.act.contacts if c.limb == "left_hind" and 0.9 < c.start_s < 1.9]
    hertz = 1.0 / np.diff(lands).mean()
    assert 3.0 < hertz < 4.2


def test_who_runs_bends_knees_and_elbows_as_runners_do():
    acts = going("person", "man", "run", 2.8)
    middle = slice(int(0.35 * len(acts.pose)), int(0.6 * len(acts.pose)))

    def bent(upper: str, lower: str) -> np.ndarray:
        a, b = (acts.pose[middle, acts.body.bone_names.index(f"left_{n}"), :, 2].astype(float) for n in (upper, lower))
        return np.degrees(np.arccos(np.clip((a * b).sum(1), -1.0, 1.0)))

    knee, elbow = bent("thigh", "shank"), bent("upper_arm", "forearm")
    assert 75.0 < knee.max() < 125.0
    assert knee.min() < 40.0
    assert 70.0 < elbow.mean() < 120.0
    steps = sorted(c.start_s for c in acts.act.contacts if 0.8 < c.start_s < 2.0)
    assert 2.4 < 1.0 / np.diff(steps).mean() < 3.2


@pytest.mark.parametrize(
    ("of", "build", "gait", "speed"),
    [("cat", "shorthair", "trot", 1.8), ("dog", "retriever", "gallop", 3.0), ("person", "man", "run", 2.8)],
)
def test_a_bend_is_leant_into(of, build, gait, speed):
    """The way bends to the left: the body's own up leans left; not so on a straight way."""
    lean = {}
    for name, path in (("straight", STRAIGHT), ("bent", BENT)):
        acts = going(of, build, gait, speed, path)
        bone = acts.body.bone_names.index("pelvis")
        ahead, up = (acts.pose[:, bone, :, k].astype(float) for k in (0, 2))
        left = np.cross([0.0, 0.0, 1.0], ahead)
        left /= np.linalg.norm(left, axis=1, keepdims=True)
        tilt = np.degrees(np.arcsin((up * left).sum(1)))
        width = round(0.3 * RATE_HZ)
        lean[name] = float(np.convolve(tilt, np.ones(width) / width, "valid").max())
    assert lean["bent"] > lean["straight"] + 3.0
    assert lean["bent"] < 30.0


def test_animals_and_people_hurry_at_times():
    """Over many clips: mostly walks, some trots and runs; and captions say so."""
    does = [
        s.action for k in range(60) for a in make_scene(load_scene("living_room_day"), seed=8, index=k).actors for s in a.script
    ]
    faster = [d for d in does if d in ("trot", "gallop", "run")]
    assert 3 <= len(faster) < 0.5 * does.count("walk")


def test_a_dash_too_short_for_its_speed_is_as_fast_as_it_can_be():
    acts = going("cat", "shorthair", "gallop", 3.5, [[0, 0], [0.6, 0]])
    root = acts.pose[:, 0, :, 3].astype(float)
    assert math.dist(root[-1, :2], root[0, :2]) == pytest.approx(0.6, abs=0.02)
    found = measured(acts)
    assert found["acceleration"].right
    assert all(b >= a for a, b in itertools.pairwise(c.start_s for c in acts.act.contacts if c.limb == "left_hind"))
