"""metadata.jsonl: one flat, typed row a clip, as Hugging Face's `videofolder` and any data frame read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from synthclips.scene.plain import dumps


def row(truth: Mapping[str, Any]) -> dict[str, Any]:
    """The row of one sealed truth; every row has the same columns and types."""
    clip, provenance = truth["clip"], truth["provenance"]
    return {
        "file_name": f"clips/{provenance['index']:06d}/clip.mp4",
        "verdict": truth["verdict"],
        "alarm": truth["alarm"],
        "threat": truth["threat"],
        "resolvable": truth["resolvable"],
        "caption": truth["caption"],
        "what": clip["what"],
        "look": clip["look"],
        "actors": [t["id"] for t in _actors(truth)],
        "kinds": [t["kind"] for t in _actors(truth)],
        "roles": [t["role"] for t in _actors(truth)],
        "seen": [bool(t["seen_frames"]) for t in _actors(truth)],
        "actions": [f"{e['who']}: {e['does']}" for e in truth["events"] if e["type"] == "action"],
        "nuisances": [f"{e['does']}: {e['strength']}" for e in truth["events"] if e["type"] == "nuisance"],
        "frames": clip["frames"],
        "fps": float(clip["fps"]),
        "width_px": clip["width_px"],
        "height_px": clip["height_px"],
        "scene": provenance["scene"],
        "seed": provenance["seed"],
        "index": provenance["index"],
        "home": clip["home"],
        "version": provenance["version"],
        "sha256": provenance["hashes"]["clip"],
    }


def _actors(truth: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [t for t in truth["tracks"] if t["type"] == "actor"]


def jsonl(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The file's bytes, rows in the order given."""
    return "".join(dumps(r) + "\n" for r in rows).encode()
