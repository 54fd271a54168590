"""`synthclips motion`: what it measures is what was done to a motion; and motions are right by those measures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from synthclips import cli
from synthclips.geometry.skeleton import rotation
from synthclips.pipeline import make_scene
from synthclips.review.motion.finding import Finding
from synthclips.review.motion.forces import forces
from synthclips.review.motion.joints import joints
from synthclips.review.motion.moving import RATE_HZ, Moving, moving
from synthclips.review.motion.report import findings, worst
from synthclips.review.motion.stances import stances
from synthclips.review.motion.touch import obstacles, touch
from synthclips.scene.records import Scene, Step
from synthclips.scene.timeline import Interval
from synthclips.stages.compose.household import household
from synthclips.stages.load import load_scene
from synthclips.stages.portrait import portrait_scene

CAT = next(m for m in household(load_scene("living_room_day"), 2, 0) if m.kind == "cat")


def acting(*script: Step, seconds: float) -> tuple[Scene, Moving]:
    """A cat in an empty room."""
    scene = portrait_scene(CAT, 1.0)
    scene = replace(scene, duration_s=seconds, actors=(replace(scene.actors[0], script=script, start_m=(2.0, 1.8, 0.0)),))
    return scene, next(iter(moving(scene)))


def moved(of: Moving, change: np.ndarray) -> Moving:
    """All of the body moved by (T, 3) metres."""
    pose = of.pose.copy()
    pose[..., 3] += change[:, None].astype(np.float32)
    return replace(of, act=replace(of.act, track=replace(of.act.track, world_from_bone=pose)))


def named(found: object) -> dict[str, Finding]:
    return {finding.measure: finding for finding in found}


@pytest.fixture(scope="module")
def still() -> tuple[Scene, Moving]:
    return acting(Step("stand", {"seconds": 2.0}), seconds=2.0)


def test_a_body_that_glides_drifts_as_far_as_it_was_moved(still):
    t = np.arange(len(still[1].pose)) / RATE_HZ
    found = named(stances(moved(still[1], np.stack([0.01 * t, 0 * t, 0 * t], 1))))
    assert found["drift"].value == pytest.approx(1000 * 0.01 * t[-1], abs=1.0)
    assert not found["drift"].right
    assert found["sinking"].right


@pytest.mark.parametrize(("up_m", "wrong"), [(-0.012, "sinking"), (0.012, "hover")])
def test_a_body_set_too_deep_or_too_high_is_told_by_so_much(still, up_m, wrong):
    before = named(stances(still[1]))[wrong].value
    found = named(stances(moved(still[1], np.full((len(still[1].pose), 3), (0.0, 0.0, up_m)))))
    assert found[wrong].value - before == pytest.approx(12.0, abs=2.5)
    assert [name for name in ("sinking", "hover") if not found[name].right] == [wrong]


def test_a_bone_pulled_out_is_stretched_by_so_much_and_named(still):
    pose = still[1].pose.copy()
    pose[30, still[1].body.bone_names.index("left_shank"), 2, 3] += 0.02
    found = named(joints(replace(still[1], act=replace(still[1].act, track=replace(still[1].act.track, world_from_bone=pose)))))
    assert 5.0 < found["stretched bone"].value < 21.0
    assert "left_" in found["stretched bone"].where
    assert "at 0.25 s" in found["stretched bone"].where


def test_a_leg_turned_at_its_elbow_is_told_by_the_angle_it_is_beyond(still):
    body, pose = still[1].body, still[1].pose.astype(np.float64)
    arm, elbow, paw = (body.bone_names.index(f"right_{n}") for n in ("upper_arm", "forearm", "fore_paw"))
    a, b, c = (pose[0, k, :, 3] for k in (arm, elbow, paw))
    angle = np.degrees(np.arccos(np.dot(a - b, c - b) / np.linalg.norm(a - b) / np.linalg.norm(c - b)))
    by = np.radians(angle - 10.0)  # to 10 degrees, of the 22 to which a cat's elbow shuts
    normal = np.cross(c - b, a - b)
    normal /= np.linalg.norm(normal)
    x, y, z = normal
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    turned = np.eye(3) + np.sin(by) * k + (1 - np.cos(by)) * k @ k
    pose[:, paw, :, 3] = b + (turned @ (c - b))
    act = replace(still[1].act, track=replace(still[1].act.track, world_from_bone=pose.astype(np.float32)))
    found = named(joints(replace(still[1], act=act)))["joint beyond its range"]
    assert found.value == pytest.approx(12.0, abs=1.0)
    assert "right elbow" in found.where


def test_a_shaken_body_is_accelerated_as_its_formula_says(still):
    t = np.arange(len(still[1].pose)) / RATE_HZ
    wave = 0.02 * np.sin(2 * np.pi * 5.0 * t)  # 0.02 (2 pi 5)^2 = 19.7 m/s2: two g
    across = still[1].joint("left_thigh")[0] - still[1].joint("right_thigh")[0]
    across /= np.linalg.norm(across)
    found = named(forces(moved(still[1], wave[:, None] * across)))
    assert found["acceleration sideways"].value == pytest.approx(2.0, abs=0.2)
    assert found["acceleration"].value == pytest.approx(2.0, abs=0.2)
    up = named(forces(moved(still[1], np.stack([0 * t, 0 * t, wave], 1))))
    assert up["acceleration sideways"].value < 0.1
    assert up["acceleration"].value == pytest.approx(2.0, abs=0.2)


def test_what_leaves_the_ground_and_goes_straight_up_is_off_its_parabola():
    _, of = acting(Step("stand", {"seconds": 2.0}), seconds=2.0)
    lift, land = 0.5, 1.0
    contacts = tuple(replace(c, end_s=lift) for c in of.act.contacts) + tuple(replace(c, start_s=land) for c in of.act.contacts)
    t = np.arange(len(of.pose)) / RATE_HZ
    fall = np.clip(t - lift, 0.0, land - lift)
    free = 0.5 * 9.81 * fall * (land - lift - fall)
    jumped = replace(of, act=replace(of.act, contacts=contacts))
    right = named(forces(moved(jumped, np.stack([0 * t, 0 * t, free], 1))))["flight off a parabola"]
    hung = named(forces(moved(jumped, np.stack([0 * t, 0 * t, 0.0 * free], 1))))["flight off a parabola"]
    assert right.value < 2.0
    parabola = 0.5 * 9.81 * (np.arange(60) / RATE_HZ) ** 2  # of what hangs in the air for half a second
    line = np.polyval(np.polyfit(np.arange(60), parabola, 1), np.arange(60))
    assert hung.value == pytest.approx(1000 * np.abs(parabola - line).max(), rel=0.1)


def test_a_body_pushed_into_a_wall_is_as_deep_in_it_as_it_was_pushed(still):
    scene, of = still
    skin = of.skin(np.array([0]))[0]
    to_wall = skin[:, 1].min()  # the room's wall lies at y = 0
    flat = np.tile((0.0, -(to_wall + 0.03), 0.0), (len(of.pose), 1))
    assert named(touch(of, obstacles(scene)))["into rigid things"].right
    found = named(touch(moved(of, flat), obstacles(scene)))["into rigid things"]
    assert found.value == pytest.approx(30.0, abs=6.0)
    assert "room" in found.where


def test_a_walk_in_another_order_is_not_a_walk():
    _, of = acting(Step("walk", {"path_m": [[2.0, 1.8], [3.4, 1.8]], "speed_mps": 0.5}), seconds=5.0)
    found = named(stances(of))
    assert found["walk: footfalls off"].value < 0.05
    assert 0.60 < found["walk: duty factor"].value < 0.68
    swap = {"left_fore": "right_fore", "right_fore": "left_fore"}
    paced = tuple(replace(c, limb=swap.get(c.limb, c.limb)) for c in of.act.contacts)
    assert named(stances(replace(of, act=replace(of.act, contacts=paced))))["walk: footfalls off"].value > 0.4
    called = replace(of.act, intervals=tuple(Interval(i.actor, "trot", i.start_s, i.end_s) for i in of.act.intervals))
    as_trot = named(stances(replace(of, act=called)))
    assert not as_trot["trot: footfalls off"].right
    assert not as_trot["trot: duty factor"].right


KEPT = ("drift", "stretched bone", "walk: footfalls off", "creep: footfalls off", "creep: duty factor", "flight off a parabola")
CATS = (*KEPT, "sinking", "hover", "walk: duty factor", "acceleration sideways", "into soft things")


@pytest.mark.parametrize("name", ["living_room_day", "bedroom_day", "kitchen_day", "living_room_day_dogs"])
def test_whole_clips_are_right_by_measure(name):
    """Of cats and people in the scenes as they are; dogs by what they keep already."""
    spec = load_scene(name)
    found = [(f"clip {k}", f) for k in range(4) for f in findings(make_scene(spec, seed=3, index=k))]
    for clip, finding in worst(found):
        held = {"cat": CATS, "person": (*KEPT, "sinking", "hover", "acceleration")}.get(finding.kind, KEPT)
        assert finding.right or finding.measure not in held, (clip, finding)


def test_the_command_tells_the_worst_and_its_status(capsys):
    status = cli.main(["motion", "living_room_day", "--seed", "4", "--index", "1", "--set", "mix={nothing=1}"])
    assert (status, capsys.readouterr().out) == (0, "nobody moves\n")
    status = cli.main(["motion", "living_room_day", "--seed", "4", "-n", "2", "--set", "mix={pet=1}"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["kind", "measure", "worst", "right", "actor", "where"]
    assert {line.split("  ")[0] for line in lines[1:]} == {"cat"}
    assert status == int(any("WRONG" in line for line in lines))
    assert cli.main(["motion", "living_rom_day"]) == 2
    assert "did you mean" in capsys.readouterr().err


def test_rotations_keep_what_they_turn():
    """The test's own turn against the package's, about z."""
    k = np.array([[0, -1, 0], [1, 0, 0], [0, 0, 0]])
    assert np.allclose(np.eye(3) + np.sin(0.7) * k + (1 - np.cos(0.7)) * k @ k, rotation(2, np.array([0.7]))[0])
