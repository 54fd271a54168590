"""Hugging Face's own library opens the folder as it lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from filmed import Film, dataset, scene, walking

from synthclips.dataset import seal, store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    films = [walking(scene(index=0)), Film(scene(index=1, roles=())), walking(scene(index=12, roles=("pet",)))]
    return dataset(tmp_path_factory.mktemp("videofolder") / "out", films)


@pytest.fixture(scope="module")
def opened(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("HF_HOME", str(tmp_path_factory.mktemp("hf")))
        import datasets

        datasets.disable_progress_bars()
        splits = datasets.load_dataset("videofolder", data_dir=str(folder), cache_dir=str(tmp_path_factory.mktemp("cache")))
        yield splits["train"].cast_column("video", datasets.Video(decode=False))


def test_every_clip_is_a_row_with_its_video(opened: Any, folder: Path):
    expected = [str(store.clip_folder(folder, i) / store.CLIP) for i in (0, 1, 12)]
    assert sorted(row["video"]["path"] for row in opened) == expected


def test_the_columns_say_what_the_truth_says(opened: Any, folder: Path):
    for row in opened:
        truth = seal.read_truth(Path(row["video"]["path"]).parent)
        assert [row[k] for k in ("verdict", "alarm", "threat", "caption", "resolvable")] == [
            truth[k] for k in ("verdict", "alarm", "threat", "caption", "resolvable")
        ]
        assert row["index"] == truth["provenance"]["index"]
        assert row["actors"] == [t["id"] for t in truth["tracks"] if t["type"] == "actor"]


def test_numbers_and_lists_have_types_a_filter_can_use(opened: Any):
    types = {name: str(getattr(feature, "dtype", feature)) for name, feature in opened.features.items()}
    assert (types["alarm"], types["threat"], types["fps"]) == ("bool", "int64", "float64")
    assert len(opened.filter(lambda row: row["alarm"])) == 1
