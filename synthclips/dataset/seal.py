"""The seal of a clip: hashes in truth.json of its frames, its other files and of the truth itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from synthclips.dataset import store
from synthclips.dataset.identity import encoded, sha256
from synthclips.scene.errors import SceneError
from synthclips.scene.plain import digest, dumps


def sealed(truth: Mapping[str, Any], frames_hash: str, files: Mapping[str, str]) -> dict[str, Any]:
    """The truth with its hashes: `frames` of the delivered frames, `truth` of everything but the hashes, `files` by name.

    The clip's identity is `clip`: of frames and truth together, whatever container they lie in. `seal` is of the other hashes.
    """
    return _sealed(truth, digest(_bare(truth)), frames_hash, files)


def _sealed(truth: Mapping[str, Any], of_truth: str, frames_hash: str, files: Mapping[str, str]) -> dict[str, Any]:
    hashes: dict[str, Any] = {
        "frames": frames_hash,
        "truth": of_truth,
        "clip": digest([frames_hash, of_truth]),
        "files": dict(files),
    }
    hashes["seal"] = digest(hashes)
    return {**truth, "provenance": {**truth["provenance"], "hashes": hashes}}


def _bare(truth: Mapping[str, Any]) -> dict[str, Any]:
    provenance = {k: v for k, v in truth["provenance"].items() if k != "hashes"}
    return {**truth, "provenance": provenance}


def write_sealed(folder: Path, truth: Mapping[str, Any], frames_hash: str) -> dict[str, Any]:
    """Writes truth.json over the files that lie in `folder`; returns the sealed truth."""
    files = {p.name: sha256(p) for p in sorted(folder.iterdir())}
    parts = {name: dumps(part) for name, part in _bare(truth).items()}  # once: the tracks are long
    of_truth = hashlib.sha256(_joined(parts).encode()).hexdigest()
    whole = _sealed(truth, of_truth, frames_hash, files)
    parts["provenance"] = dumps(whole["provenance"])
    (folder / store.TRUTH).write_bytes((_joined(parts) + "\n").encode())
    return whole


def _joined(parts: Mapping[str, str]) -> str:
    """What `dumps` makes of an object, from what it made of each value."""
    return "{" + ",".join(f"{dumps(name)}:{parts[name]}" for name in sorted(parts)) + "}"


def read_truth(folder: Path) -> dict[str, Any]:
    """truth.json as written. Raises SceneError if it is missing, no JSON, or was changed in any byte."""
    path = folder / store.TRUTH
    try:
        content = path.read_bytes()
        truth = json.loads(content)
        hashes = truth["provenance"]["hashes"]
        whole = content == encoded(truth) and truth == sealed(_bare(truth), hashes["frames"], hashes["files"])
    except FileNotFoundError:
        raise SceneError("is missing", where=str(path)) from None
    except OSError as problem:
        raise SceneError(f"cannot be read ({problem.strerror})", where=str(path)) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SceneError("is damaged: not the JSON that was written", where=str(path)) from None
    if not whole:
        raise SceneError("was changed after it was written (hash)", where=str(path))
    return dict(truth)
