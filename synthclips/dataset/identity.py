"""What makes a data set one data set: dataset.json. Clips of another scene, seed, size or version are refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from synthclips.dataset import store
from synthclips.scene.errors import SceneError
from synthclips.scene.plain import digest, dumps

FORMAT = 1
WORDS = {
    "version": "made by version",
    "scene": "of the scene",
    "seed": "of seed",
    "size": "of size",
    "fps": "at a frame rate of",
    "dense": "with the dense truth",
    "spec": "of a scene file with the digest",
}


def identity(
    spec_plain: Any, *, scene: str, version: str, seed: int, size: str, fps: Any, dense: Sequence[str]
) -> dict[str, Any]:
    """What all clips of one data set share. spec_plain: the whole scene file as plain data, overrides included.

    size, fps: as the file says them; where they vary, each clip's truth has its own.
    """
    return {
        "version": version,
        "scene": scene,
        "seed": seed,
        "size": size,
        "fps": fps,
        "dense": sorted(dense),
        "spec": digest(spec_plain),
    }


def claim(out: Path, asked: Mapping[str, Any]) -> None:
    """Makes the folder this data set's. Raises SceneError if it holds another one, or files of some other kind."""
    path = out / store.DATASET
    if not path.exists():
        _refuse_foreign(out)
        write(out, asked, {})
        return
    held = read(out)["identity"]
    differing = [key for key in WORDS if held.get(key) != asked.get(key)]
    if differing:
        raise SceneError(_difference(held, asked, differing), where=str(out))


def _refuse_foreign(out: Path) -> None:
    foreign = sorted(p.name for p in out.iterdir() if p.name != "clips")
    foreign += sorted(f"clips/{p.name}" for p in store.clips_folder(out).iterdir()) if store.clips_folder(out).is_dir() else []
    if foreign:
        raise SceneError(f"holds files that are no data set ({foreign[0]}); choose a new or empty folder", where=str(out))


def _difference(held: Mapping[str, Any], asked: Mapping[str, Any], differing: Sequence[str]) -> str:
    shown = [key for key in differing if key != "spec"] or ["spec"]
    parts = [f"{WORDS[k]} {_show(k, held.get(k))}, not {_show(k, asked.get(k))}" for k in shown]
    return f"holds clips {'; '.join(parts)}: choose another folder, or ask for the same again"


def _show(key: str, value: Any) -> str:
    if key == "spec":
        return str(value)[:12]
    return ", ".join(value) or "nothing" if isinstance(value, (list, tuple)) else str(value)


def read(out: Path) -> dict[str, Any]:
    """dataset.json, checked. Raises SceneError if it is missing, damaged or of another format."""
    path = out / store.DATASET
    try:
        content = path.read_bytes()
        plain = json.loads(content)
        sealed = plain.pop("digest")
    except FileNotFoundError:
        raise SceneError("is no data set (it has no dataset.json)", where=str(out)) from None
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as problem:
        raise SceneError(f"cannot be read ({problem or type(problem).__name__})", where=str(path)) from None
    if sealed != digest(plain) or content != encoded(plain | {"digest": sealed}):
        raise SceneError("was changed after it was written", where=str(path))
    if plain.get("format") != FORMAT:
        raise SceneError(f"has format {plain.get('format')!r}; this version reads {FORMAT}", where=str(path))
    return dict(plain)


def write(out: Path, asked: Mapping[str, Any], files: Mapping[str, str]) -> None:
    """files: SHA-256 by name of what lies beside it; empty while a run is under way."""
    plain = {"format": FORMAT, "identity": dict(asked), "clips": len(store.finished(out)) if files else 0, "files": dict(files)}
    store.write_whole(out / store.DATASET, encoded(plain | {"digest": digest(plain)}))


def encoded(plain: Any) -> bytes:
    """The bytes of one JSON document as this package writes it."""
    return (dumps(plain) + "\n").encode()


def sha256(path: Path) -> str:
    """Of a file's bytes, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
