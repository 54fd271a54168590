"""The documentation shows every scene file, as the command that makes its pictures would."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from PIL import Image

from synthclips.scene.library import scene_files, scene_summary

DOCS = Path(__file__).parent.parent / "docs"
SAYS = "run: python docs/pictures/make.py scenes"


def test_the_list_of_scenes_is_what_the_command_writes() -> None:
    spec = importlib.util.spec_from_file_location("make_pictures", DOCS / "pictures" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert (DOCS / "scenes.md").read_text() == make.scenes_text(), SAYS


@pytest.mark.parametrize("name", scene_files())
def test_every_scene_says_what_it_is_for_and_has_a_small_picture(name: str) -> None:
    assert len(scene_summary(scene_files()[name])) > 20
    path = DOCS / "pictures" / "scenes" / f"{name}.jpg"
    assert path.is_file(), SAYS
    assert path.stat().st_size < 80_000
    with Image.open(path) as picture:
        assert picture.size == (480, 270)
