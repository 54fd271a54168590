"""Households: who lives in a home is the same in all its clips; strangers and clothes change."""

from __future__ import annotations

import itertools
import json
import shutil
from functools import cache

import numpy as np
import pytest
from PIL import Image

from synthclips.catalog import kind
from synthclips.catalog.actors.person import WORN
from synthclips.dataset import store
from synthclips.dataset.check import check
from synthclips.dataset.run import generate
from synthclips.pipeline import make_scene
from synthclips.scene.records import Scene
from synthclips.stages.compose.household import household
from synthclips.stages.load import load_scene

SPEC = load_scene("living_room_day", {"mix": {"pet": 0.3, "resident": 0.4, "intruder": 0.3}})
CLIPS = range(20)  # of four homes


@cache
def scenes() -> list[Scene]:
    return [make_scene(SPEC, seed=11, index=index) for index in CLIPS]


def of(id: str) -> dict[int, list]:
    """An actor of the scene file in all clips it appears in, by home."""
    found: dict[int, list] = {}
    for scene in scenes():
        for actor in scene.actors:
            if actor.id == id:
                found.setdefault(scene.home, []).append(actor)
    return found


def body_but_clothes(actor) -> dict:
    return {name: value for name, value in actor.body.items() if name not in WORN}


@pytest.mark.parametrize("id", ["tom", "resident"])
def test_who_lives_there_is_the_same_in_every_clip_of_the_home(id):
    """Body and identity in all clips of a home, others in the next; and they are those `household` says without composing."""
    found = of(id)
    assert any(len(actors) > 1 for actors in found.values())
    for home, actors in found.items():
        member = next(m for m in household(SPEC, 11, home) if m.id == id)
        for actor in actors:
            assert actor.identity == member.identity
            assert body_but_clothes(actor) == {name: value for name, value in member.body.items() if name not in WORN}
    assert len({actors[0].identity for actors in found.values()}) == len(found) > 1


def test_they_change_clothes_and_do_not_move_alike():
    """What is worn, and the key of what they do at random, are the clip's."""
    pairs = [pair for actors in of("resident").values() for pair in itertools.pairwise(actors)]
    assert any(a.body[name] != b.body[name] for a, b in pairs for name in ("top", "top_colour", "bottom_colour"))
    assert all(a.key != b.key for a, b in pairs)


def test_whoever_breaks_in_is_somebody_else_each_time():
    """No identity twice, and none of a household."""
    strangers = [actor.identity for actors in of("intruder").values() for actor in actors]
    known = {m.identity for home in range(4) for m in household(SPEC, 11, home)}
    assert len(strangers) > 2
    assert len(set(strangers)) == len(strangers)
    assert not known & set(strangers)


def test_what_is_worn_are_parameters_of_a_person():
    """A misspelt name would make a body part change from day to day."""
    assert set(WORN) < set(kind("actors", "person").priors)


def test_ten_thousand_clips_hold_thousands_of_bodies():
    """Pets and members of 2,000 homes: hardly two have the same body."""
    drawn = [member for home in range(2000) for member in household(SPEC, 3, home)]
    bodies = {tuple(sorted((k, str(v)) for k, v in m.body.items())) for m in drawn}
    assert len({m.identity for m in drawn}) == len(drawn) == 4000
    assert len(bodies) == 4000


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory):
    """Two clips, each of a home of its own."""
    out = tmp_path_factory.mktemp("enrolled") / "out"
    given = {"clip": {"duration_s": 1.0, "size": [160, 90], "clips_per_home": 1}, "mix": {"pet": 1.0}}
    generate(load_scene("hallway_day", given), out, seed=4, count=2)
    return out


def test_each_home_s_members_are_shown_from_four_sides(enrolled):
    """Also those who appear in no clip; pictures differ from side to side, and those of a pet from home to home."""
    rows = [json.loads(line) for line in (enrolled / store.HOUSEHOLD).read_text().splitlines()]
    spec = load_scene("hallway_day")
    assert [(r["home"], r["id"]) for r in rows] == [(home, m.id) for home in (0, 1) for m in household(spec, 4, home)]
    seen = {(enrolled / picture["file"]).read_bytes() for row in rows for picture in row["pictures"]}
    assert len(seen) == sum(len(row["pictures"]) for row in rows) == 4 * len(rows)
    for row in rows:
        with Image.open(enrolled / row["pictures"][0]["file"]) as picture:
            size = picture.size
        assert size == ((480, 640) if row["kind"] == "person" else (640, 480))


def test_a_picture_holds_its_member_whole(enrolled):
    """What differs from an empty studio, which the columns at the edge are, fills the middle and leaves the frame free."""
    for path in sorted((enrolled / store.HOUSEHOLDS).glob("*/*_side.png")):
        with Image.open(path) as opened:
            picture = np.asarray(opened, np.int16)
        body = np.abs(picture - np.median(picture, axis=1, keepdims=True)).max(2) > 40
        share = body.sum() / body.size
        assert 0.02 < share < 0.6, path
        edges = np.concatenate([body[:, :4].ravel(), body[:, -4:].ravel(), body[:4].ravel()])
        assert edges.mean() < 0.02, path


def test_the_clips_tell_the_identity_that_the_pictures_have(enrolled):
    """By which a reader finds out who somebody is."""
    rows = {(r["home"], r["id"]): r["identity"] for r in map(json.loads, (enrolled / store.HOUSEHOLD).read_text().splitlines())}
    for index in (0, 1):
        truth = json.loads((store.clip_folder(enrolled, index) / store.TRUTH).read_text())
        pets = [t for t in truth["tracks"] if t["role"] == "pet"]
        assert pets
        assert all(t["identity"] == rows[index, t["id"]] for t in pets)


def test_the_same_pictures_come_again_where_they_are_missing(enrolled, tmp_path):
    """A run that was stopped before they were made makes them up, byte by byte."""
    copy = tmp_path / "out"
    shutil.copytree(enrolled, copy)
    shutil.rmtree(copy / store.HOUSEHOLDS / "000001")
    given = {"clip": {"duration_s": 1.0, "size": [160, 90], "clips_per_home": 1}, "mix": {"pet": 1.0}}
    generate(load_scene("hallway_day", given), copy, seed=4, count=2)
    assert (copy / store.HOUSEHOLD).read_bytes() == (enrolled / store.HOUSEHOLD).read_bytes()
    assert not list(check(copy))


def _changed(folder):
    path = sorted((folder / store.HOUSEHOLDS).glob("*/*.png"))[0]
    path.write_bytes(path.read_bytes() + b" ")
    return "was changed"


def _lost(folder):
    sorted((folder / store.HOUSEHOLDS).glob("*/*.png"))[0].unlink()
    return "is missing"


def _strange(folder):
    (folder / store.HOUSEHOLDS / "000000" / "me.png").write_bytes(b"")
    return "does not belong"


def _unlisted(folder):
    (folder / store.HOUSEHOLD).unlink()
    return "is missing"


@pytest.mark.parametrize("spoil", [_changed, _lost, _strange, _unlisted])
def test_check_finds_what_was_done_to_the_pictures(enrolled, tmp_path, spoil):
    """Each spoils a copy in one way and says what is to be found."""
    assert not list(check(enrolled))
    copy = tmp_path / "out"
    shutil.copytree(enrolled, copy)
    said = spoil(copy)
    assert any(said in problem.what and "household" in problem.file for problem in check(copy))
