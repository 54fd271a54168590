"""check finds what is wrong with a data set, and names clip, file and frame."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filmed import dataset, scene, walking

from synthclips.dataset import seal, store
from synthclips.dataset.check import check
from synthclips.dataset.check_truth import problems_of_truth
from synthclips.dataset.identity import encoded
from synthclips.scene.errors import SceneError


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dataset(tmp_path_factory.mktemp("whole") / "out")


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "out"))


def files_named(folder: Path) -> set[str]:
    return {problem.file for problem in check(folder)}


def test_a_data_set_as_written_is_whole_and_true(whole: Path):
    assert list(check(whole)) == []


def test_a_flipped_bit_anywhere_in_any_file_is_found_and_the_file_named(copy: Path):
    random = np.random.Generator(np.random.Philox(11))
    for path in sorted(p for p in copy.rglob("*") if p.is_file()):
        content = path.read_bytes()
        for at in random.integers(0, len(content), 12):
            damaged = bytearray(content)
            damaged[at] ^= 1 << int(random.integers(0, 8))
            path.write_bytes(damaged)
            assert str(path.relative_to(copy)) in files_named(copy), f"{path.name}, byte {at}"
        path.write_bytes(content)
    assert list(check(copy)) == []


@pytest.mark.parametrize("name", ["clip.mp4", "scene.json", "truth.json"])
def test_a_missing_or_shortened_file_of_a_clip_is_named(copy: Path, name: str):
    path = copy / "clips" / "000000" / name
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert f"clips/000000/{name}" in files_named(copy)
    path.unlink()
    assert f"clips/000000/{name}" in files_named(copy)


def test_a_stranger_among_the_clips_is_named(copy: Path):
    (copy / "clips" / "000000" / "notes.txt").write_text("mine")
    (copy / "clips" / "kitchen_val").mkdir()
    assert {"clips/000000/notes.txt", "clips/kitchen_val"} <= files_named(copy)


def test_a_row_without_its_clip_and_a_clip_without_its_row_are_both_found(copy: Path):
    shutil.rmtree(copy / "clips" / "000001")
    said = [p.what for p in check(copy) if p.file == store.METADATA]
    assert any("clips/000001/clip.mp4, which is not there" in what for what in said)
    (copy / store.METADATA).write_text("")
    said = [p.what for p in check(copy) if p.file == store.METADATA]
    assert any("has no row for clip 0" in what for what in said)


def test_a_clip_under_another_clips_number_is_found(copy: Path):
    (copy / "clips" / "000001").rename(copy / "clips" / "000005")
    assert any("is the truth of clip 1" in p.what and p.clip == 5 for p in check(copy))


def test_a_folder_that_is_no_data_set_is_refused(tmp_path: Path):
    with pytest.raises(SceneError, match="no data set"):
        list(check(tmp_path))
    with pytest.raises(SceneError, match="no data set"):
        list(check(tmp_path / "nowhere"))


def test_a_truth_changed_and_sealed_anew_is_still_found_false(copy: Path):
    """Hashes alone do not make a truth: the recipe and the video beside it disagree."""
    folder = copy / "clips" / "000000"
    truth = seal.read_truth(folder)
    hashes = truth["provenance"].pop("hashes")
    truth["clip"]["frames"] += 1
    (folder / store.TRUTH).write_bytes(encoded(seal.sealed(truth, hashes["frames"], hashes["files"])))
    said = [p.what for p in check(copy) if p.clip == 0]
    assert any("the number of frames is 21 in the truth, 20 in the recipe" in what for what in said)
    assert any("20 decode; the truth has 21" in what for what in said)


def spoiled(change: Callable[[dict[str, Any]], None]) -> list[tuple[int | None, str]]:
    """What is found in a truth after `change`, the first track's fourth row being frame 3."""
    truth = json.loads(encoded(walking(scene()).truth()))
    assert list(problems_of_truth(truth)) == []
    change(truth)
    return list(problems_of_truth(truth))


def test_a_box_one_pixel_larger_than_its_mask_is_found_at_its_frame():
    def change(truth: dict[str, Any]) -> None:
        truth["tracks"][0]["box"][3][2] += 1

    assert spoiled(change) == [(3, "intruder: mask does not fill its box of 31x55")] or spoiled(change)[0][0] == 3


def test_a_modal_box_outside_its_amodal_box_is_found():
    def change(truth: dict[str, Any]) -> None:
        truth["tracks"][0]["amodal_box"][3][0] += 5

    assert [frame for frame, what in spoiled(change) if "reaches out of the amodal box" in what] == [3]


def test_a_visible_fraction_that_is_not_the_ratio_is_found():
    def change(truth: dict[str, Any]) -> None:
        truth["tracks"][1]["visible_fraction"][2] = 0.41

    assert spoiled(change) == [(2, "pet: visible fraction is 0.41, but 480 of 1200 pixels are")]


def test_an_event_of_somebody_unknown_is_found():
    def change(truth: dict[str, Any]) -> None:
        truth["events"][0]["who"] = "nobody"

    assert spoiled(change) == [(None, "event nobody walk: nobody of that name has a track")]


def test_two_tracks_of_one_name_are_found():
    def change(truth: dict[str, Any]) -> None:
        truth["tracks"][1]["id"] = "intruder"

    assert (None, "two tracks have one id") in spoiled(change)
