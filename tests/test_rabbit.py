"""Rabbits: whole, on their feet, with ears; they hop with both hind feet together, and lie low."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from synthclips.catalog import kind, settled
from synthclips.pipeline import make_scene
from synthclips.review.motion.forces import forces
from synthclips.review.motion.joints import joints
from synthclips.review.motion.moving import Moving, moving
from synthclips.review.motion.stances import stances
from synthclips.scene.records import Step
from synthclips.scene.streams import Streams
from synthclips.stages.compose.household import Somebody
from synthclips.stages.load import load_scene
from synthclips.stages.portrait import portrait_scene

RABBIT = kind("actors", "rabbit")
COATS = ("agouti", "black", "grey", "fawn", "white", "dutch", "broken")


def drawn(number: int, **given: object) -> tuple[dict, object]:
    streams = Streams(12, "rabbit", number)
    params = settled(RABBIT, given, streams)
    return params, RABBIT.make(key=streams.key("body"), **params)


def acting(*script: Step, seconds: float, number: int = 1, **given: object) -> Moving:
    params, _ = drawn(number, **given)
    scene = portrait_scene(Somebody("x", "rabbit", "pet", params, 9), 1.0)
    actor = replace(scene.actors[0], script=script, start_m=(0.0, 0.0, 0.0), start_yaw_rad=0.0)
    return next(iter(moving(replace(scene, duration_s=seconds, actors=(actor,)))))


@pytest.mark.parametrize("number", range(6))
def test_every_rabbit_is_closed_and_stands_on_the_ground(number: int) -> None:
    _, body = drawn(number)
    edges = np.concatenate([body.faces[:, [0, 1]], body.faces[:, [1, 2]], body.faces[:, [2, 0]]]).astype(np.int64)
    coded, back = edges[:, 0] * 10**6 + edges[:, 1], edges[:, 1] * 10**6 + edges[:, 0]
    assert len(np.unique(coded)) == len(coded)
    assert np.array_equal(np.sort(coded), np.sort(back))
    assert abs(body.vertices_m[:, 2].min()) < 0.004
    assert 2500 < len(body.faces) < 7000


def test_ears_stand_up_or_hang_beside_the_cheeks() -> None:
    tips = {}
    for ears in ("up", "lop"):
        params, body = drawn(2, ears=ears)
        skin = body.vertices_m[np.unique(body.faces[np.asarray(body.part) == body.parts.index("ear")])]
        eye = next(k for k in body.keypoints if k.name == "left_eye").offset_m
        tips[ears] = (skin[:, 2].max() - eye[2]) / params["height_m"], (skin[:, 2].min() - eye[2]) / params["height_m"]
        ear = next(k for k in body.keypoints if k.name == "left_ear").offset_m
        assert np.sqrt(((skin - ear) ** 2).sum(1)).min() < 0.03, "the keypoint lies on the ear"
    assert tips["up"][0] > 0.4
    assert tips["lop"][1] < -0.2


def test_coats_differ_and_the_dutch_one_is_white_in_front_and_dark_behind() -> None:
    means = {}
    for coat in COATS:
        _, body = drawn(3, coat=coat)
        means[coat] = tuple(np.round(body.texels[..., :3].reshape(-1, 3).mean(0), 2))
        if coat == "dutch":
            trunk = np.asarray(body.part) == body.parts.index("coat")
            x = body.vertices_m[body.faces].mean(1)[:, 0]
            bright = body.texels[..., 1].mean(1)
            low, high = np.quantile(x[trunk], (0.25, 0.75))
            assert bright[trunk & (x > high)].mean() > 0.4 > 0.15 > bright[trunk & (x < low)].mean()
    assert len(set(means.values())) == len(COATS)


@pytest.mark.parametrize("speed", [0.35, 0.55])
def test_a_hop_lands_on_both_hind_feet_at_once_and_no_foot_slides(speed: float) -> None:
    of = acting(Step("hop", {"path_m": [[0, 0], [2.5, 0]], "speed_mps": speed}), seconds=9.0)
    found = {f.measure: f for f in (*stances(of), *joints(of), *forces(of))}
    for name in (
        "drift",
        "sinking",
        "hover",
        "stretched bone",
        "acceleration sideways",
        "hop: footfalls off",
        "hop: duty factor",
    ):
        assert found[name].right, found[name]
    lands = {
        limb: [c.start_s for c in of.act.contacts if c.limb == limb and 1.5 < c.start_s < 4.5]
        for limb in ("left_hind", "right_hind")
    }
    for a, b in zip(lands["left_hind"], lands["right_hind"], strict=False):
        assert abs(a - b) < 0.04
    assert np.hypot(*of.pose[-1, 0, :2, 3]) == pytest.approx(2.5, abs=0.3)


def test_one_that_lies_is_lower_and_stays_on_its_feet() -> None:
    of = acting(Step("stand", {"seconds": 2.0}), Step("lie", {"seconds": 3.0}), Step("stand", {"seconds": 1.0}), seconds=8.0)
    back = of.joint("spine2")[:, 2]
    assert back[120] - back[480] > 0.008
    found = {f.measure: f for f in stances(of)}
    assert found["drift"].right
    assert found["sinking"].right


def test_a_rabbit_lives_in_a_scene_and_hops_about() -> None:
    spec = load_scene("living_room_day", {"actors.tom.kind": "rabbit", "mix": {"pet": 1.0}})
    scenes = [make_scene(spec, seed=2, index=k) for k in range(4)]
    does = {s.action for scene in scenes for s in scene.actors[0].script}
    assert {a.kind for scene in scenes for a in scene.actors} == {"rabbit"}
    assert "hop" in does
    assert does <= {"hop", "stand", "lie"}
