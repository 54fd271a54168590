"""Tags of exported objects: the heading of an actor, held against where its keypoints lie in the picture."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from synthclips.formats.objects import objects
from synthclips.pipeline import clip_of
from synthclips.stages.compose.household import household
from synthclips.stages.load import load_scene
from synthclips.stages.portrait import ROOM_M, portrait_scene

CAT = next(m for m in household(load_scene("living_room_day"), 2, 0) if m.kind == "cat")


@pytest.mark.parametrize("octant", range(8))
def test_headings_are_those_that_the_picture_shows(octant):
    """A cat that stands at the lens's height: its nose lies on the side it goes to, and is farther if it goes away."""
    scene = portrait_scene(CAT, octant * math.pi / 4)
    truth = clip_of(scene).truth
    found = objects(truth, 0, {CAT.id: CAT.body}, ("heading", "looks"))
    assert [o["tag"] for o in found if o["label"] == "cat"] == [f"{45 * octant:03d}/{CAT.body['coat']}"]
    track = next(t for t in truth["tracks"] if t["id"] == CAT.id)
    x = dict(zip(track["keypoint_names"], track["keypoints"][0][::2], strict=True))
    length_px = x["nose"] - x["tail_base"]
    if octant in (1, 2, 3):
        assert length_px > 20
    elif octant in (5, 6, 7):
        assert length_px < -20
    else:
        assert abs(length_px) < 20


def test_a_thing_has_its_kind_and_an_unknown_action_is_left_out():
    """Nothing is said twice or as an empty word."""
    truth = clip_of(portrait_scene(CAT, 0.0)).truth
    assert [o["tag"] for o in objects(truth, 0, {}, ("build",))] == ["cat"]
    assert [o["tag"] for o in objects(truth, 0, {CAT.id: {"build": "kitten"}}, ("build", "action"))] == ["kitten/stand"]


def test_what_the_frame_cuts_off_counts_as_unseen():
    """Half out of the frame, nothing before it: the picture of half a cat has about half the whole one's pixels.

    It faces the lens, so that its halves are alike: the share is that of the box, pixels are those of the mask.
    """
    scene = portrait_scene(CAT, 0.0)
    x, _, z = scene.actors[0].start_m
    beside = replace(scene.actors[0], start_m=(x, ROOM_M[1] / 2 + x * math.tan(scene.viewpoint.fov_rad / 2), z))
    shares, pixels = [], []
    for actor in (scene.actors[0], beside):
        truth = clip_of(replace(scene, actors=(actor,))).truth
        shares.append(next(o["visible"] for o in objects(truth, 0, {}, ()) if o["label"] == "cat"))
        pixels.append(truth["tracks"][0]["visible_px"][0])
    assert shares[0] > 0.97
    assert shares[1] == pytest.approx(pixels[1] / pixels[0], abs=0.12)
    assert 0.2 < shares[1] < 0.8
