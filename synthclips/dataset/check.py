"""check: is a data set whole and true? Every file is hashed, every box held against its mask, every row against its clip."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synthclips.camera.container import probe
from synthclips.camera.decode import read_frames
from synthclips.dataset import identity, seal, store
from synthclips.dataset.check_household import problems_of_household
from synthclips.dataset.check_truth import problems_of_truth
from synthclips.formats import metadata
from synthclips.scene.errors import SceneError
from synthclips.scene.plain import dumps, scene_from_plain, to_plain
from synthclips.scene.records import Scene

Rows = dict[int, dict[str, Any] | None]  # the true row of metadata.jsonl by clip; None where its truth cannot be read


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    what: str
    file: str  # relative to the data set
    clip: int | None = None
    frame: int | None = None

    def __str__(self) -> str:
        place = "" if self.frame is None else f" frame {self.frame}:"
        return f"{self.file}:{place} {self.what}"


def check(folder: Path) -> Iterator[Problem]:
    """Everything that is wrong with the data set in `folder`, as it is found; nothing if it is whole and true.

    Raises SceneError if the folder is no data set at all.
    """
    if not (folder / store.DATASET).is_file():
        raise SceneError("is no data set (it has no dataset.json)", where=str(folder))
    rows: Rows = {}
    for index in store.finished(folder):
        rows[index] = None
        yield from _clip(folder, index, rows)
    yield from _stray(folder)
    yield from _root(folder, rows)
    for what, file in problems_of_household(folder):
        yield Problem(what, file)


def _clip(folder: Path, index: int, rows: Rows) -> Iterator[Problem]:
    place = store.clip_folder(folder, index)
    name = f"clips/{place.name}"
    try:
        truth = seal.read_truth(place)
    except SceneError as problem:
        yield Problem(problem.message, f"{name}/{store.TRUTH}", index)
        return
    rows[index] = metadata.row(truth)
    if truth["provenance"]["index"] != index:
        yield Problem(f"is the truth of clip {truth['provenance']['index']}", f"{name}/{store.TRUTH}", index)
    broken = list(_files(place, name, index, truth["provenance"]["hashes"]["files"]))
    yield from broken
    if not broken:
        yield from _recipe(place, name, index, truth)
        yield from _video(place, name, index, truth)
    for frame, what in problems_of_truth(truth):
        yield Problem(what, f"{name}/{store.TRUTH}", index, frame)


def _files(place: Path, name: str, index: int, files: Mapping[str, str]) -> Iterator[Problem]:
    """Files that are missing, changed or strangers."""
    for required in (store.CLIP, store.SCENE):
        if required not in files:
            yield Problem("is not in the truth's list of files", f"{name}/{required}", index)
    for file, expected in files.items():
        path = place / file
        if not path.is_file():
            yield Problem("is missing", f"{name}/{file}", index)
        elif identity.sha256(path) != expected:
            yield Problem("was changed after it was written (hash)", f"{name}/{file}", index)
    for path in sorted(place.iterdir()):
        if path.name not in files and path.name != store.TRUTH:
            yield Problem("does not belong here", f"{name}/{path.name}", index)


def _recipe(place: Path, name: str, index: int, truth: Mapping[str, Any]) -> Iterator[Problem]:
    """The recipe reads, and is that of this truth."""
    try:
        scene = scene_from_plain(json.loads((place / store.SCENE).read_bytes()))
    except (SceneError, ValueError) as problem:
        yield Problem(f"cannot be read ({problem})", f"{name}/{store.SCENE}", index)
        return
    for what, told, meant in _facts(scene, truth):
        if told != meant:
            yield Problem(f"{what} is {told} in the truth, {meant} in the recipe", f"{name}/{store.SCENE}", index)
    if identity.encoded(to_plain(scene)) != (place / store.SCENE).read_bytes():
        yield Problem("does not read back to itself", f"{name}/{store.SCENE}", index)


def _facts(scene: Scene, truth: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    clip, origin = truth["clip"], truth["provenance"]
    yield "the index", origin["index"], scene.index
    yield "the seed", origin["seed"], scene.seed
    yield "the number of frames", clip["frames"], scene.frame_count
    yield "the size", (clip["width_px"], clip["height_px"]), (scene.camera.width_px, scene.camera.height_px)
    yield "the list of actors", [t["id"] for t in truth["tracks"] if t["type"] == "actor"], [a.id for a in scene.actors]


def _video(place: Path, name: str, index: int, truth: Mapping[str, Any]) -> Iterator[Problem]:
    """The video has the truth's size, frames and times, and decodes to its end."""
    file, clip, times = f"{name}/{store.CLIP}", truth["clip"], truth["times_s"]
    try:
        facts = probe(place / store.CLIP)
        decoded = sum(1 for _ in read_frames(place / store.CLIP))
    except (SceneError, OSError) as problem:
        yield Problem(getattr(problem, "message", str(problem)), file, index)
        return
    if (facts.width, facts.height) != (clip["width_px"], clip["height_px"]):
        yield Problem(f"is {facts.width}x{facts.height}, the truth {clip['width_px']}x{clip['height_px']}", file, index)
    if not facts.frame_count == decoded == clip["frames"] == len(times):
        yield Problem(
            f"has {facts.frame_count} frames, {decoded} decode; the truth has {clip['frames']} and {len(times)} times",
            file,
            index,
        )
        return
    for frame, (shown, told) in enumerate(zip(facts.times_s, times, strict=True)):
        if abs(float(shown) - told + times[0]) > 0.002:
            yield Problem(f"is shown at {float(shown):.4f} s, the truth says {told - times[0]:.4f} s", file, index, frame)
            return


def _stray(folder: Path) -> Iterator[Problem]:
    """What lies among the clips and is none."""
    there = {f"{i:06d}" for i in store.finished(folder)}
    for path in sorted(store.clips_folder(folder).iterdir()) if store.clips_folder(folder).is_dir() else ():
        if path.name.startswith(store.PARTIAL):
            yield Problem("was left by a run that was stopped; run the same command again", f"clips/{path.name}")
        elif path.name not in there:
            yield Problem("does not belong here", f"clips/{path.name}")


def _root(folder: Path, rows: Rows) -> Iterator[Problem]:
    """dataset.json, metadata.jsonl and the sheet are those of the clips."""
    try:
        about = identity.read(folder)
    except SceneError as problem:
        yield Problem(problem.message, store.DATASET)
    else:
        yield from _listed(folder, about, rows)
    yield from _rows(folder, rows)


def _listed(folder: Path, about: Mapping[str, Any], rows: Rows) -> Iterator[Problem]:
    if not about["files"]:
        yield Problem("was never finished; run the same command again", store.DATASET)
        return
    if about["clips"] != len(rows):
        yield Problem(f"counts {about['clips']} clips, {len(rows)} are there", store.DATASET)
    for name, expected in about["files"].items():
        if not (folder / name).is_file():
            yield Problem("is missing", name)
        elif identity.sha256(folder / name) != expected:
            yield Problem("was changed after it was written (hash)", name)
    for index, row in rows.items():
        if row is not None and row["seed"] != about["identity"]["seed"]:
            yield Problem("is of another seed than the data set", f"clips/{index:06d}/{store.TRUTH}", index)


def _rows(folder: Path, expected: Rows) -> Iterator[Problem]:
    """metadata.jsonl has one true row for every clip, and no other."""
    try:
        lines = (folder / store.METADATA).read_text().splitlines()
        found = {str(row["file_name"]): row for row in map(json.loads, lines)}
    except FileNotFoundError:
        yield Problem("is missing", store.METADATA)
        return
    except (OSError, ValueError, KeyError, TypeError) as problem:
        yield Problem(f"cannot be read ({problem})", store.METADATA)
        return
    if len(found) != len(lines):
        yield Problem("names a clip twice", store.METADATA)
    for index, true in expected.items():
        row = found.pop(f"clips/{index:06d}/{store.CLIP}", None)
        if row is None:
            yield Problem(f"has no row for clip {index}", store.METADATA, index)
        elif true is not None and dumps(row) != dumps(true):
            yield Problem(f"the row of clip {index} is not what its truth says", store.METADATA, index)
    for name in found:
        yield Problem(f"has a row for {name}, which is not there", store.METADATA)
