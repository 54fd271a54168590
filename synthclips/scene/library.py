"""Finds scene files by name: in the wheel, in an editable install, in a bare checkout."""

from __future__ import annotations

import os
from pathlib import Path

from synthclips.scene.errors import SceneError, unknown

_PACKAGE = Path(__file__).resolve().parent.parent


def scene_folder() -> Path:
    """The folder of the scenes that come with synthclips. A wheel holds it as `synthclips/_scenes`."""
    inside = _PACKAGE / "_scenes"
    return inside if inside.is_dir() else _PACKAGE.parent / "scenes"


def scene_files() -> dict[str, Path]:
    """Every scene that comes with synthclips, by name."""
    return {path.stem: path for path in sorted(scene_folder().glob("*.toml"))}


def find_scene(name_or_path: str | os.PathLike[str]) -> Path:
    """The file of a scene: one of ours by its bare name, else a path.

    Raises SceneError with the nearest right name. A path that does not exist is returned; reading it complains.
    """
    files = scene_files()
    text = os.fspath(name_or_path)
    if text in files:
        return files[text]
    path = Path(text)
    if path.suffix or len(path.parts) > 1 or os.path.lexists(text):
        return path
    raise SceneError(unknown("scene", text, files))


def scene_summary(path: Path) -> str:
    """What the first line's comment says the scene is for; "" if there is none."""
    with path.open(encoding="utf-8", errors="replace") as file:
        first = file.readline(500).strip()
    return first.lstrip("# ") if first.startswith("#") else ""
