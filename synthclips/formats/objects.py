"""Frames and boxes for an object detector: PNG pictures as delivered, and a line for each in objects.jsonl.

{"image", "look": "colour" | "infrared", "objects": [{"label": COCO name, "box": [x0, y0, x1, y1], "visible", "tag"}]}
A tag says what a table of scores is to be broken down by: of an actor its looks, action, build, heading, of a thing its kind.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
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
Truth = Mapping[str, Any]


def export(folder: Path, out: Path, *, frames_per_clip: int, tags: Sequence[str] = ("looks", "action")) -> Path:
    """Evenly spaced frames of every clip of a data set into `out`; returns the path of objects.jsonl. tags: of TAGS."""
    read_identity(folder)
    indices = store.finished(folder)
    if not indices:
        raise SceneError("holds no finished clip", where=str(folder))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SceneError(f"cannot be written ({problem.strerror})", where=str(out)) from None
    lines = [dumps(entry) for i in indices for entry in _of_clip(store.clip_folder(folder, i), out, frames_per_clip, tags)]
    store.write_whole(out / OBJECTS, ("\n".join(lines) + "\n").encode())
    return out / OBJECTS


def _of_clip(folder: Path, out: Path, count: int, tags: Sequence[str]) -> list[dict[str, Any]]:
    truth = seal.read_truth(folder)
    bodies = {a["id"]: a["body"] for a in json.loads((folder / store.SCENE).read_bytes())["actors"]}
    clip = truth["clip"]
    chosen = evenly(count, clip["frames"])
    entries = []
    for frame, pixels in zip(
        chosen, frames_at(folder / store.CLIP, chosen, width=clip["width_px"], height=clip["height_px"]), strict=True
    ):
        name = f"{folder.name}_{frame:05d}.png"
        Image.fromarray(pixels).save(out / name, compress_level=3)
        entries.append({"image": name, "look": clip["look"], "objects": objects(truth, frame, bodies, tags)})
    return entries


def objects(
    truth: Mapping[str, Any], frame: int, bodies: Mapping[str, Mapping[str, Any]], tags: Sequence[str]
) -> list[dict[str, Any]]:
    """What has a COCO name and a visible pixel in one frame: movers, then furniture. bodies: of the recipe's actors, by id."""
    found: list[dict[str, Any]] = []
    covered = np.zeros((truth["clip"]["height_px"], truth["clip"]["width_px"]), bool)
    for track in truth["tracks"]:
        row = next((r | {"frame": at} for at, r in tracks.rows(track) if at == frame), None)
        if row is None or row["box"] is None:
            continue
        x0, y0, x1, y1 = row["box"]
        covered[y0:y1, x0:x1] |= rle.decode(row["mask"], y1 - y0, x1 - x0)
        if track["label"] and track["type"] != "door":  # COCO knows no doors
            tag = "/".join(filter(None, (TAGS[name](truth, track, row, bodies) for name in tags))) or track["kind"]
            whole = row["visible_fraction"] * (1.0 - row["truncation"])  # what the frame cuts off is not seen either
            found.append(_entry(track["label"], row["box"], whole, tag))
    for still in truth["fixtures"]:
        if still["label"]:
            x0, y0, x1, y1 = still["box"]
            uncovered = 1.0 - float(np.count_nonzero(covered[y0:y1, x0:x1])) / max((x1 - x0) * (y1 - y0), 1)
            found.append(_entry(still["label"], still["box"], still["visible_fraction"] * uncovered, still["kind"]))
    return found


def _entry(label: str, box: Any, visible: float, tag: str) -> dict[str, Any]:
    return {"label": label, "box": list(box), "visible": round(float(visible), 3), "tag": tag}


def _looks(truth: Truth, track: Truth, row: Truth, bodies: Truth) -> str:
    return str(track["looks"] or track["kind"])


def _action(truth: Truth, track: Truth, row: Truth, bodies: Truth) -> str:
    frame = row["frame"]
    now = [e["does"] for e in truth["events"] if e["who"] == track["id"] and e["frames"][0] <= frame < e["frames"][1]]
    return str(now[-1]) if now else ""


def _build(truth: Truth, track: Truth, row: Truth, bodies: Truth) -> str:
    return str(bodies.get(track["id"], {}).get("build", ""))


def _heading(truth: Truth, track: Truth, row: Truth, bodies: Truth) -> str:
    """Of the eighths of a circle: 0 comes towards the lens, 90 goes to the picture's right, 180 away."""
    if track["id"] not in bodies or row["box_3d"] is None:
        return ""
    x, y, *_, yaw = row["box_3d"]
    eye_x, eye_y, _ = truth["camera"]["position_m"]
    turned = math.degrees(yaw - math.atan2(eye_y - y, eye_x - x))
    return f"{round(turned / 45) % 8 * 45:03d}"


TAGS = {"looks": _looks, "action": _action, "build": _build, "heading": _heading}
