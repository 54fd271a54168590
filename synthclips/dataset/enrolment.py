"""Enrolment: pictures of who lives in each home, beside the clips, as an owner would enrol the household with a camera's maker.

household/000003/anna_front.png ..., and a line of household.jsonl for everybody: home, id, kind, role, identity (as in the
clips' tracks), and each picture's side, file and SHA-256.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from synthclips import pipeline
from synthclips.camera.planes import planes_to_rgb
from synthclips.dataset import identity, store
from synthclips.scene.plain import dumps
from synthclips.scene.records import Scene
from synthclips.stages.compose.household import Somebody, household
from synthclips.stages.portrait import SIDES, portraits


def enrol(spec: Any, out: Path, *, seed: int, home: int) -> None:
    """The pictures of one home, unless they are there. They appear whole or not at all, whoever else makes them too."""
    place, members = store.household_folder(out, home), household(spec, seed, home)
    if place.is_dir() or not members:
        return
    partial = place.with_name(f"{store.PARTIAL}{place.name}-{os.getpid()}")
    partial.mkdir(parents=True)
    try:
        for who in members:
            for side, picture in portraits(who, _last_frame):
                Image.fromarray(picture).save(partial / _file(who, side))
        store.publish(partial, place)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def complete(spec: Any, out: Path, *, seed: int) -> None:
    """The pictures of every home of which there is a clip, and household.jsonl, if anybody lives there at all."""
    homes = sorted({index // spec.clip.clips_per_home for index in store.finished(out)})
    for home in homes:
        enrol(spec, out, seed=seed, home=home)
    lines = [dumps(row) for home in homes for row in _rows(spec, out, seed, home)]
    if lines:
        store.write_whole(out / store.HOUSEHOLD, ("\n".join(lines) + "\n").encode())


def _rows(spec: Any, out: Path, seed: int, home: int) -> Iterator[dict[str, Any]]:
    for who in household(spec, seed, home):
        files = {side: store.household_folder(out, home) / _file(who, side) for side in SIDES}
        pictures = [
            {"side": side, "file": str(path.relative_to(out)), "sha256": identity.sha256(path)} for side, path in files.items()
        ]
        yield {
            "home": home,
            "id": who.id,
            "kind": who.kind,
            "role": who.role,
            "identity": f"{who.identity:016x}",
            "pictures": pictures,
        }


def _file(who: Somebody, side: str) -> str:
    return f"{who.id}_{side}.png"


def _last_frame(scene: Scene) -> NDArray[np.uint8]:
    """(H, W, 3) the last frame of a recipe, as its camera delivers it."""
    planes = None
    for frame in pipeline.Take(scene):
        planes = frame.planes
    assert planes is not None
    return planes_to_rgb(planes).copy()
