"""Draws a run's progress: a bar on a terminal, one plain line a clip elsewhere. Always on stderr, for stdout carries results."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Tell = Callable[[Any], None]
COMPILING = "compiling, once on this machine: about 25 s on two cores"


@contextmanager
def progress() -> Iterator[Tell]:
    """What to call with every `dataset.run.Progress`."""
    if sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield Lines()


class Rate:
    """Frames a second and time left, from what this run has made so far."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._clips, self._frames = 0, 0

    def add(self, frames: int) -> None:
        """One more clip is done."""
        self._clips, self._frames = self._clips + 1, self._frames + frames

    def frames_a_second(self) -> float:
        """Delivered frames, over wall time, of all workers together."""
        return self._frames / max(time.monotonic() - self._start, 1e-9)

    def seconds_left(self, clips_left: int) -> float | None:
        """None before the first clip is done."""
        return clips_left * (time.monotonic() - self._start) / self._clips if self._clips else None


def compile_first() -> None:
    """Compiles what this machine has not compiled yet, and says so: for commands that show no progress."""
    from synthclips.warm import warm_up

    warm_up(lambda: print(COMPILING, file=sys.stderr, flush=True))


class Lines:
    """One line for what takes long, and one for each clip."""

    def __init__(self) -> None:
        self._rate = Rate()

    def __call__(self, told: Any) -> None:
        """Says what is new, if it is worth a line."""
        if told.clip is not None:
            self._rate.add(told.clip.frames)
            self._say(self._clip(told))
        elif told.stage == "begin" and told.done:
            self._say(f"{told.done} of {told.total} clips are there already")
        elif told.stage == "compiling":
            self._say(COMPILING)

    def _clip(self, told: Any) -> str:
        left = duration(self._rate.seconds_left(told.total - told.done))
        pace = f"{self._rate.frames_a_second():.1f} frames/s  {left} left"
        return f"{told.done}/{told.total}  {pace}  clip {told.clip.index}: {told.clip.caption}"

    def _say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)


@contextmanager
def _bar() -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    text, pace = TextColumn("{task.description}"), TextColumn("{task.fields[rate]}")
    rate = Rate()
    with Progress(text, BarColumn(), MofNCompleteColumn(), pace, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("starting", total=None, rate="")

        def tell(told: Any) -> None:
            if told.clip is not None:
                rate.add(told.clip.frames)
            bar.update(task, description=_doing(told), completed=told.done, total=told.total, rate=_rate_text(rate, told))

        yield tell


def _doing(told: Any) -> str:
    return {"compiling": COMPILING, "sheet": "contact sheet", "end": "done"}.get(told.stage, "clips")


def _rate_text(rate: Rate, told: Any) -> str:
    left = rate.seconds_left(told.total - told.done)
    return "" if left is None else f"{rate.frames_a_second():.1f} frames/s, {duration(left)} left"


def duration(seconds: float | None) -> str:
    """Like 2 h 05 min, 3 min 20 s, 40 s; ? for what is not known."""
    if seconds is None:
        return "?"
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
    return f"{whole // 60} min {whole % 60:02d} s" if whole >= 60 else f"{whole} s"


def size(byte_count: float) -> str:
    """Like 1.4 GB, in steps of 1000."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if byte_count < 1000:
            return f"{byte_count:.3g} {unit}"
        byte_count /= 1000
    return f"{byte_count:.3g} TB"
