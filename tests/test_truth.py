"""What a clip is said to mean: verdicts, events, tracks, captions."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from filmed import Film, body, scene, seen, walking
from pycocotools import mask as coco

from synthclips.dataset.check_truth import problems_of_truth
from synthclips.formats import metadata, rle
from synthclips.scene.errors import SceneError
from synthclips.scene.plain import dumps
from synthclips.scene.timeline import Interval
from synthclips.stages import tracks, verdict

DOCS = Path(__file__).parent.parent / "docs" / "truth.md"


def film_of(*roles: str, does: str = "walk", seen_px: int = 900, distance_m: float = 1.0, frames: int = 20) -> Film:
    """Actors that stand there all the time with `seen_px` visible pixels each."""
    film = Film(scene(roles=roles, frames=frames), distance_m=distance_m)
    side = math.isqrt(seen_px)
    for k, role in enumerate(roles):
        mask = np.zeros((frames, 96, 160), bool)
        mask[:, 10 : 10 + side, 40 * k + 5 : 40 * k + 5 + side] = True
        film.masks[role], film.amodals[role] = mask, mask
    film.intervals = tuple(Interval(role, does, 0.0, frames / 10) for role in roles)
    return film


@pytest.mark.parametrize(
    ("roles", "does", "expected", "threat"),
    [
        (("intruder",), "walk", "intruder", 1),
        (("intruder",), "force_door", "intruder", 2),
        (("intruder", "pet"), "walk", "intruder", 1),
        (("resident",), "force_door", "household", 0),
        (("resident", "pet"), "pick_up", "household", 0),
        (("pet",), "jump", "pet", 0),
        (("pet",), "cover_camera", "tamper", 2),
        ((), "walk", "empty", 0),
    ],
)
def test_the_first_verdict_that_holds_is_the_clips(roles, does, expected, threat):
    truth = film_of(*roles, does=does).truth()
    assert (truth["verdict"], truth["threat"], truth["alarm"]) == (expected, threat, expected in ("tamper", "intruder"))


def test_a_known_person_is_never_a_threat():
    assert {rule.threat for rule in verdict.RULES if set(rule.roles) & set(verdict.HOUSEHOLD)} == {0}


def test_a_hidden_intruder_leaves_the_clip_to_whom_the_camera_sees():
    film = film_of("intruder", "pet")
    film.masks["intruder"] = np.zeros_like(film.amodals["intruder"])
    truth = film.truth()
    assert truth["verdict"] == "pet"
    assert [e["visible_frames"] for e in truth["events"]] == [[], [[0, 20]]]
    assert "unknown person" not in truth["caption"]


def test_a_few_pixels_are_not_a_sighting():
    least = verdict.SEEN_SHARE * 160 * 96  # 3.07 px
    assert film_of("intruder", seen_px=1).truth()["verdict"] == "empty"
    assert film_of("intruder", seen_px=math.ceil(least) ** 2).truth()["verdict"] == "intruder"


def test_an_intruder_far_away_cannot_be_told_from_a_resident():
    focal_px = 95.9
    near, far = 0.9 * focal_px / verdict.TELLS_PX_PER_M, 1.1 * focal_px / verdict.TELLS_PX_PER_M
    assert film_of("intruder", distance_m=near).truth()["resolvable"] is True
    assert film_of("intruder", distance_m=far).truth()["resolvable"] is False


def test_an_action_is_visible_only_in_the_frames_in_which_its_actor_is():
    film = film_of("intruder", frames=10)
    film.masks["intruder"] = film.masks["intruder"].copy()
    film.masks["intruder"][:4] = False
    film.masks["intruder"][6] = False
    film.intervals = (Interval("intruder", "walk", 0.0, 0.5), Interval("intruder", "search", 0.5, 1.0, "", "couch"))
    walk, search = film.truth()["events"]
    assert (walk["frames"], walk["visible_frames"]) == ([0, 5], [[4, 5]])
    assert (search["frames"], search["visible_frames"]) == ([5, 10], [[5, 6], [7, 10]])


def test_a_door_left_open_ends_with_the_clip():
    film = film_of("intruder")
    film.doors = (("door", 0.5, 1.2, math.inf, math.inf),)
    door = next(e for e in film.truth()["events"] if e["type"] == "door")
    assert (door["start_s"], door["open_s"], door["closes_s"], door["end_s"]) == (0.5, 1.2, 2.0, 2.0)


def test_the_caption_tells_what_was_seen_in_plain_words():
    film = film_of("intruder", "pet")
    film.intervals = (
        Interval("intruder", "person.enter_door", 0.0, 0.4, "", "door"),
        Interval("intruder", "search", 0.4, 0.8, "", "couch"),
        Interval("pet", "cat.jump_across", 0.0, 0.9, "couch", "couch"),
        Interval("pet", "cat.lie", 0.9, 2.0),
    )
    person = "an unknown person comes in by the door and searches the couch"
    cat = "a cat jumps from the couch to the couch and lies down"
    assert film.truth()["caption"] == f"In a living room, {person}; {cat}."


def test_equal_frames_share_a_row_and_are_read_back_one_by_one():
    truth = film_of("pet", frames=12).truth()
    track = truth["tracks"][0]
    assert (track["frame"], track["repeat"]) == ([0], [12])
    assert [frame for frame, _ in tracks.rows(track)] == list(range(12))


def test_a_walking_actor_half_hidden_keeps_its_amodal_box_and_loses_visible_pixels():
    truth = walking(scene()).truth()
    row = next(row for at, row in tracks.rows(truth["tracks"][1]) if at == 0)
    assert row["amodal_box"] == [17, 35, 47, 75]
    assert row["box"] == [35, 35, 47, 75]
    assert row["visible_fraction"] == 0.4
    assert not list(problems_of_truth(truth))


def test_masks_are_the_strings_of_coco_itself():
    random = np.random.Generator(np.random.Philox(3))
    for height, width in [(1, 1), (1, 9), (7, 1), (40, 60), (300, 2)]:
        for share in (0.0, 0.02, 0.5, 1.0):
            mask = random.random((height, width)) < share
            counts = coco.encode(np.asfortranarray(mask.astype(np.uint8)))["counts"].decode()
            assert rle.encode(mask) == counts
            assert np.array_equal(rle.decode(counts, height, width), mask)


@pytest.mark.parametrize("counts", ["", "!", "0a", "zzzz", "12"])
def test_a_broken_mask_is_refused_in_words(counts):
    with pytest.raises(SceneError, match="mask"):
        rle.decode(counts, 10, 10)


def test_truth_is_plain_json_that_reads_back_to_itself():
    truth = walking(scene()).truth()
    assert json.loads(dumps(truth)) == truth


def test_a_long_clip_with_two_actors_stays_under_600_kilobytes():
    """450 frames at 1280x720 with two ragged silhouettes and 17 keypoints each: the worst of what is usual."""
    film = Film(scene(frames=450, width=1280, height=720))
    random = np.random.Generator(np.random.Philox(5))
    ys, xs = np.mgrid[0:160, 0:70]
    observed = []
    for t in range(450):
        edge = 30 + 4 * random.standard_normal(160).cumsum() / 6
        mask = np.zeros((720, 1280), bool)
        mask[200:360, 100 + t : 170 + t] = (abs(xs - 35) < edge[:, None]) & ~((abs(xs - 35) < 8) & (ys > 80))
        points = tuple((f"point_{k}", 100.3 + t + 3.1 * k, 200.7 + 9.3 * k, 2) for k in range(17))
        observed.append(seen("intruder", mask, mask, keypoints=points))
    columns = tracks.columns(observed)
    film.scene = scene(frames=1, roles=())
    size = 2 * len(dumps(columns)) + len(dumps(film.truth()))
    assert size < 600_000


def test_the_table_in_the_documentation_is_the_one_in_the_code():
    assert verdict.markdown() in DOCS.read_text()


def test_the_documentation_names_every_key_of_a_truth_and_every_column():
    text = DOCS.read_text()
    truth = walking(scene()).truth()
    keys = {*truth, *truth["clip"], *truth["camera"], *truth["tracks"][0], *truth["fixtures"][0], *truth["events"][0]}
    assert [k for k in sorted(keys) if f"`{k}`" not in text] == []


def test_every_row_of_metadata_has_the_same_columns_and_types():
    rows = []
    for film in (walking(scene()), film_of("pet"), film_of()):
        truth = film.truth()
        truth["provenance"]["hashes"] = {"clip": "0" * 64}
        rows.append({k: type(v) for k, v in metadata.row(truth).items()})
    assert rows[0] == rows[1] == rows[2]


def test_a_body_of_the_test_has_the_keypoints_the_truth_names():
    names = [k.name for k in body("person").keypoints]
    assert walking(scene()).truth()["tracks"][0]["keypoint_names"] == names
