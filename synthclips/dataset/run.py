"""A run: so many clips of one scene into one folder, going on where an earlier run was stopped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synthclips.dataset import engine, identity, store, subject
from synthclips.scene.errors import SceneError

if TYPE_CHECKING:
    from synthclips.dataset.write import Written

MOST_CLIPS = 10_000_000
PRELOAD = ("synthclips.pipeline", "synthclips.dataset.write", "synthclips.dataset.enrolment")


@dataclass(frozen=True)
class Progress:
    """What `tell` is called with, once at the start, on every clip, and at the end."""

    stage: str  # "begin" | "compiling" | "clip" | "sheet" | "end"
    done: int  # clips finished, those of earlier runs included
    total: int
    clip: Written | None = None


@dataclass(frozen=True)
class Summary:
    """What a run came to."""

    out: Path
    made: int  # clips this run made
    there: int  # clips there now
    sheet: Path | None


Tell = Callable[[Progress], None]


def generate(
    spec: Any,
    out: Path,
    *,
    seed: int,
    count: int = 8,
    workers: int = 1,
    only: Sequence[int] = (),
    dense: Sequence[str] = (),
    tell: Tell = lambda progress: None,
) -> Summary:
    """Clips 0..count-1 of `spec` (or those of `only`) into `out`; those that are there stay, and are not made again.

    Raises SceneError if the folder holds something else or cannot be written. On KeyboardInterrupt nothing half-written
    is left, and the same call goes on later.
    """
    _check(count, workers, only)
    asked = identity.identity(**subject.subject(spec), seed=seed, dense=dense)
    wanted = sorted(set(only)) or list(range(count))
    workers = min(workers, len(wanted))
    if workers > 1:
        engine.prepare(PRELOAD)  # imports there while we import here
    from synthclips.dataset.enrolment import complete
    from synthclips.dataset.index import finish
    from synthclips.stages.compose import compose

    compose(spec, seed=seed, index=wanted[0])  # what cannot be composed is said before the folder is touched
    with store.writing(out):
        identity.claim(out, asked)
        store.sweep(out)
        made = 0
        try:
            for _ in _make_missing(spec, out, seed, wanted, workers, dense, tell):
                made += 1
        finally:
            store.sweep(out)
        there = store.finished(out)
        tell(Progress("sheet", len(there), len(there)))
        complete(spec, out, seed=seed)
        sheet = finish(out, asked)
        tell(Progress("end", len(there), len(there)))
        return Summary(out, made, len(there), sheet)


def _check(count: int, workers: int, only: Sequence[int]) -> None:
    if not 0 < count <= MOST_CLIPS:
        raise SceneError(f"cannot make {count} clips: 1 to {MOST_CLIPS}", where="-n")
    if not 0 < workers <= 1024:
        raise SceneError(f"cannot use {workers} workers: 1 to 1024", where="--workers")
    if any(not 0 <= index < MOST_CLIPS for index in only):
        raise SceneError(f"clips are numbered 0 to {MOST_CLIPS - 1}", where="--only")


def _make_missing(
    spec: Any, out: Path, seed: int, wanted: Sequence[int], workers: int, dense: Sequence[str], tell: Tell
) -> Iterator[Written]:
    done = set(store.finished(out)) & set(wanted)
    missing = [index for index in wanted if index not in done]
    tell(Progress("begin", len(done), len(wanted)))
    if not missing:
        return
    from synthclips.warm import warm_up

    warm_up(lambda: tell(Progress("compiling", len(done), len(wanted))))
    make = partial(_make, spec, str(out), seed, tuple(dense))
    tasks = [subject.task_of(spec, seed, index) for index in missing]
    workers = min(workers, len(tasks))
    running = engine.serial(make, tasks) if workers == 1 else engine.processes(make, tasks, workers=workers)
    for count, written in enumerate(running, start=len(done) + 1):
        tell(Progress("clip", count, len(wanted), written))
        yield written


def _make(spec: Any, out: str, seed: int, dense: tuple[str, ...], index: int, alive: engine.Alive) -> Written:
    from synthclips.dataset.enrolment import enrol
    from synthclips.dataset.write import write_clip
    from synthclips.pipeline import make_scene

    scene = make_scene(spec, seed=seed, index=index)
    written = write_clip(scene, Path(out), dense=dense, alive=alive)
    alive()
    enrol(spec, Path(out), seed=seed, home=scene.home)
    return written


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
