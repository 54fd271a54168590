"""Where a data set's files lie, and the one way they get there: whole or not at all.

A clip is written into a hidden folder beside its place and moved there by one rename, last. What is done is known from
the folders alone.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from synthclips.scene.errors import SceneError

CLIP, TRUTH, SCENE, DEPTH = "clip.mp4", "truth.json", "scene.json", "depth.npz"
DATASET, METADATA, SHEET = "dataset.json", "metadata.jsonl", "sheet.png"
HOUSEHOLD, HOUSEHOLDS = "household.jsonl", "household"
PARTIAL = ".partial-"
_DIGITS = re.compile(r"\d{6,}")


def clips_folder(out: Path) -> Path:
    """Where the clips of a data set lie."""
    return out / "clips"


def clip_folder(out: Path, index: int) -> Path:
    """Where one clip lies; digits only, for other names make readers drop clips or take them for a split."""
    return clips_folder(out) / f"{index:06d}"


def household_folder(out: Path, home: int) -> Path:
    """Where the pictures of who lives in one home lie."""
    return out / HOUSEHOLDS / f"{home:06d}"


def finished(out: Path) -> list[int]:
    """The indices of the clips that are there, rising."""
    folder = clips_folder(out)
    if not folder.is_dir():
        return []
    return sorted(int(p.name) for p in folder.iterdir() if _DIGITS.fullmatch(p.name) and p.is_dir())


@contextlib.contextmanager
def partial_clip(out: Path, index: int) -> Iterator[Path]:
    """A folder to write one clip into; it takes its place when the block ends well and vanishes when it does not."""
    place = clip_folder(out, index)
    partial = place.with_name(f"{PARTIAL}{place.name}-{os.getpid()}")
    partial.mkdir(parents=True)
    try:
        yield partial
        publish(partial, place)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def publish(partial: Path, place: Path) -> None:
    """Moves a finished folder to its place; one that is there already stays."""
    try:
        partial.replace(place)
    except OSError as problem:
        if problem.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is there complete or not at all."""
    partial = path.with_name(f"{PARTIAL}{path.name}-{os.getpid()}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def sweep(out: Path) -> None:
    """Removes what a killed run left half-written."""
    for place in (out, clips_folder(out), out / HOUSEHOLDS):
        for left in place.glob(f"{PARTIAL}*") if place.is_dir() else ():
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


@contextlib.contextmanager
def writing(out: Path, *, clips: bool = True) -> Iterator[None]:
    """Makes the folder and holds it for this run alone. Raises SceneError if it cannot be written or another run holds it."""
    try:
        (clips_folder(out) if clips else out).mkdir(parents=True, exist_ok=True)
        handle = os.open(out, os.O_RDONLY)
    except OSError as problem:
        raise SceneError(f"cannot be written ({problem.strerror or problem})", where=str(out)) from None
    try:
        _lock(handle, out)
        yield
    except OSError as problem:
        raise _plain(problem, out) from problem
    finally:
        os.close(handle)


def _lock(handle: int, out: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SceneError("another run is writing into this folder", where=str(out)) from None
    except OSError:
        return  # a file system without locks: one run at a time is then the user's word


def _plain(problem: OSError, out: Path) -> Exception:
    """A full or read-only disk in words; any other OSError is a fault of ours and stays as it is."""
    number = problem.errno
    if "No space left on device" in str(problem):  # as the encoder's process says it
        number = errno.ENOSPC
    if number not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM):
        return problem
    return SceneError(f"cannot be written ({os.strerror(number)}); finished clips are kept", where=str(problem.filename or out))
