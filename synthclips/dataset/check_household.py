"""check: are the pictures of the households there, unchanged, and of those who appear in the clips?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from synthclips.dataset import identity, seal, store
from synthclips.scene.errors import SceneError

Found = tuple[str, str]  # what is wrong, and the file


def problems_of_household(folder: Path) -> Iterator[Found]:
    """(what, file) of household.jsonl, its pictures, and the identities that the clips' truth tells."""
    path = folder / store.HOUSEHOLD
    if not path.exists():
        if (folder / store.HOUSEHOLDS).exists():
            yield "is missing", store.HOUSEHOLD
        return
    try:
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        known = {(int(row["home"]), str(row["id"])): str(row["identity"]) for row in rows}
        pictures = {str(picture["file"]): str(picture["sha256"]) for row in rows for picture in row["pictures"]}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        yield f"cannot be read ({problem})", store.HOUSEHOLD
        return
    yield from _pictures(folder, pictures)
    yield from _members(folder, known)


def _pictures(folder: Path, expected: Mapping[str, str]) -> Iterator[Found]:
    for name, sha256 in expected.items():
        if not (folder / name).is_file():
            yield "is missing", name
        elif identity.sha256(folder / name) != sha256:
            yield "was changed after it was written (hash)", name
    there = (str(path.relative_to(folder)) for path in sorted((folder / store.HOUSEHOLDS).glob("*/*")))
    for name in there:
        if name not in expected:
            yield "does not belong here", name


def _members(folder: Path, known: Mapping[tuple[int, str], str]) -> Iterator[Found]:
    """Whoever belongs to a home and appears in a clip is who household.jsonl says."""
    for index in store.finished(folder):
        try:
            truth: Mapping[str, Any] = seal.read_truth(store.clip_folder(folder, index))
        except SceneError:
            continue  # said by the clip's own check
        for track in truth["tracks"]:
            told = known.get((truth["clip"]["home"], track["id"]))
            if told is not None and track["identity"] != told:
                yield f"{track['id']} of home {truth['clip']['home']} is somebody else in clip {index}", store.HOUSEHOLD
