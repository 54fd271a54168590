"""Frames and boxes for an object detector: PNG pictures as delivered, and a line for each in objects.jsonl.

{"image", "look": "colour" | "infrared", "objects": [{"label": COCO name, "box": [x0, y0, x1, y1], "visible", "tag"}]}
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from synthclips.dataset import seal, store
from synthclips.dataset.identity import read as read_identity
from synthclips.formats import rle
from synthclips.formats.frames import evenly, frames_at
from synthclips.scene.errors import SceneError
from synthclips.scene.plain import dumps
from synthclips.stages import tracks

OBJECTS = "objects.jsonl"


def export(folder: Path, out: Path, *, frames_per_clip: int) -> Path:
    """Evenly spaced frames of every clip of a data set into `out`; returns the path of objects.jsonl."""
    read_identity(folder)
    indices = store.finished(folder)
    if not indices:
        raise SceneError("holds no finished clip", where=str(folder))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SceneError(f"cannot be written ({problem.strerror})", where=str(out)) from None
    lines = [dumps(entry) for i in indices for entry in _of_clip(store.clip_folder(folder, i), out, frames_per_clip)]
    store.write_whole(out / OBJECTS, ("\n".join(lines) + "\n").encode())
    return out / OBJECTS


def _of_clip(folder: Path, out: Path, count: int) -> list[dict[str, Any]]:
    truth = seal.read_truth(folder)
    clip = truth["clip"]
    chosen = evenly(count, clip["frames"])
    entries = []
    for frame, pixels in zip(
        chosen, frames_at(folder / store.CLIP, chosen, width=clip["width_px"], height=clip["height_px"]), strict=True
    ):
        name = f"{folder.name}_{frame:05d}.png"
        Image.fromarray(pixels).save(out / name, compress_level=3)
        entries.append({"image": name, "look": clip["look"], "objects": objects(truth, frame)})
    return entries


def objects(truth: Mapping[str, Any], frame: int) -> list[dict[str, Any]]:
    """What has a COCO name and a visible pixel in one frame: movers, then furniture."""
    found: list[dict[str, Any]] = []
    covered = np.zeros((truth["clip"]["height_px"], truth["clip"]["width_px"]), bool)
    for track in truth["tracks"]:
        row = next((r for at, r in tracks.rows(track) if at == frame), None)
        if row is None or row["box"] is None:
            continue
        x0, y0, x1, y1 = row["box"]
        covered[y0:y1, x0:x1] |= rle.decode(row["mask"], y1 - y0, x1 - x0)
        if track["label"] and track["type"] != "door":  # COCO knows no doors
            found.append(_entry(track["label"], row["box"], row["visible_fraction"], _tag(truth, track, frame)))
    for still in truth["fixtures"]:
        if still["label"]:
            x0, y0, x1, y1 = still["box"]
            uncovered = 1.0 - float(np.count_nonzero(covered[y0:y1, x0:x1])) / max((x1 - x0) * (y1 - y0), 1)
            found.append(_entry(still["label"], still["box"], still["visible_fraction"] * uncovered, still["kind"]))
    return found


def _entry(label: str, box: Any, visible: float, tag: str) -> dict[str, Any]:
    return {"label": label, "box": list(box), "visible": round(float(visible), 3), "tag": tag}


def _tag(truth: Mapping[str, Any], track: Mapping[str, Any], frame: int) -> str:
    """ "tabby/jump": looks and action of an actor, the kind of a thing."""
    now = [e["does"] for e in truth["events"] if e["who"] == track["id"] and e["frames"][0] <= frame < e["frames"][1]]
    return "/".join([track["looks"] or track["kind"], *now[-1:]])
