"""How long a run would take and how many bytes: two short trial clips are made for real, in a folder that goes away again."""

from __future__ import annotations

import dataclasses
import math
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from synthclips.commands.progress import compile_first, duration, size
from synthclips.scene.errors import SceneError

TRIAL_S = 2.0


def estimate(spec: Any, *, seed: int, indices: Sequence[int], workers: int, out: Path, dense: Sequence[str]) -> str:
    """One paragraph. The first trial bakes the room; the second, of the same room, is the price of a frame."""
    from synthclips import pipeline

    _refuse_file(out)
    scene = pipeline.make_scene(spec, seed=seed, index=indices[0])
    short = dataclasses.replace(scene, duration_s=min(TRIAL_S, scene.duration_s))
    compile_first()
    first, _ = _trial(short, dense)
    again, byte_count = _trial(short, dense)
    frames = _mean_frames(spec, seed, indices)
    homes = math.ceil(len(indices) / spec.clip.clips_per_home)
    seconds = homes * max(first - again, 0.0) + len(indices) * again / short.frame_count * frames
    total = byte_count / short.frame_count * frames * len(indices)
    return _report(len(indices), frames, homes, seconds / min(workers, len(indices)), workers, total, _free(out))


def _trial(scene: Any, dense: Sequence[str]) -> tuple[float, int]:
    """Seconds and bytes of one clip."""
    from synthclips.dataset.write import write_files

    with tempfile.TemporaryDirectory(prefix="synthclips-") as folder:
        start = time.monotonic()
        write_files(scene, Path(folder), dense=dense, alive=lambda: None)
        return time.monotonic() - start, sum(p.stat().st_size for p in Path(folder).iterdir())


def _mean_frames(spec: Any, seed: int, indices: Sequence[int]) -> float:
    from synthclips import pipeline

    some = indices[:: max(1, len(indices) // 4)][:4]
    return sum(pipeline.make_scene(spec, seed=seed, index=i).frame_count for i in some) / len(some)


def _report(clips: int, frames: float, homes: int, seconds: float, workers: int, total: float, free: int | None) -> str:
    lines = [
        f"about {duration(seconds)} and {size(total)}; clips: {clips} of {frames:.0f} frames, homes: {homes}, workers: {workers}",
        "measured on a two-second trial clip; nothing was written",
    ]
    if free is not None and free < total:
        lines.append(f"there is not enough room: {size(free)} free")
    return "\n".join(lines)


def _free(out: Path) -> int | None:
    """Bytes free where `out` is or would be."""
    for place in (out.absolute(), *out.absolute().parents):
        if place.is_dir():
            return shutil.disk_usage(place).free
    return None


def _refuse_file(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise SceneError("is a file, not a folder", where=str(out))
