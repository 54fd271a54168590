"""Where the work runs: in this process, or in several on one machine. One clip is one task; results know no order.

A worker that dies takes only its own clip with it, which is tried once more with no neighbour beside it (memory may have
run out for both) before it is blamed. What is done is known from the store, never from here.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from synthclips.scene.errors import SceneError

R = TypeVar("R")
Alive = Callable[[], None]
Make = Callable[[int, Alive], R]  # make(index, alive) -> result; must be picklable for `processes`
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


class Orphaned(Exception):
    """The run that asked for this work is gone."""


@dataclass
class Queue:
    """Which clip next: while the first clip of a home is being made, its other clips wait for the plate it leaves behind."""

    waiting: list[tuple[int, int]]  # (index, home)

    def __post_init__(self) -> None:
        self._ready: set[int] = set()
        self._begun: set[int] = set()

    def take(self) -> int | None:
        """A clip whose home nobody is baking, or None; homes that are ready go first, so that they are finished together."""
        for wanted in (self._ready, None):
            for place, (index, home) in enumerate(self.waiting):
                if home in wanted if wanted is not None else home not in self._begun:
                    self._begun.add(home)
                    del self.waiting[place]
                    return index
        return None

    def done(self, home: int) -> None:
        """The plate of `home` is there."""
        self._ready.add(home)


def serial(make: Make[R], clips: Iterable[tuple[int, int]]) -> Iterator[R]:
    """One after the other, in this process."""
    for index, _ in clips:
        yield make(index, lambda: None)


def processes(make: Make[R], clips: Sequence[tuple[int, int]], *, workers: int, preload: Sequence[str] = ()) -> Iterator[R]:
    """Results as they come, from `workers` processes. clips: (index, home).

    Raises what `make` raised; SceneError if a worker died twice on one clip. All workers are gone when the iterator closes.
    """
    with _one_thread_each():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["synthclips.dataset.engine", *preload])
        pool = _Pool(make, context, Queue(list(clips)), dict(clips))
        try:
            yield from pool.run(workers)
        finally:
            pool.stop()


@contextlib.contextmanager
def _one_thread_each() -> Iterator[None]:
    """Workers inherit one thread for every numeric library; this process keeps its own settings."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@dataclass(eq=False)
class _Worker:
    process: Any
    pipe: Connection
    index: int = -1  # of the clip it is at


class _Pool(Generic[R]):
    def __init__(self, make: Make[R], context: Any, queue: Queue, homes: dict[int, int]) -> None:
        self._make, self._context, self._queue, self._homes = make, context, queue, homes
        self._workers: list[_Worker] = []
        self._suspects: list[int] = []

    def run(self, workers: int) -> Iterator[R]:
        while self._queue.waiting or self._suspects:
            self._employ(workers)
            while self._busy():
                yield from self._collect()
                self._employ(workers)
            suspects, self._suspects = self._suspects, []
            for index in suspects:
                yield self._alone(index)

    def _busy(self) -> bool:
        return any(w.index >= 0 for w in self._workers)

    def _employ(self, workers: int) -> None:
        """Gives every idle worker a clip, and starts more of them while there is something to do."""
        idle = [w for w in self._workers if w.index < 0]
        while idle or len(self._workers) < workers:
            index = self._queue.take()
            if index is None:
                return
            self._give(idle.pop() if idle else self._start(), index)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._make), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker, index: int) -> None:
        worker.index = index
        with contextlib.suppress(OSError):  # a worker that is dead already is found by `_collect`
            worker.pipe.send(index)

    def _collect(self) -> list[R]:
        """Waits for at least one worker; results of those that finished, suspects of those that died."""
        found = []
        for pipe in wait([w.pipe for w in self._workers if w.index >= 0]):
            worker = next(w for w in self._workers if w.pipe is pipe)
            index, worker.index = worker.index, -1
            try:
                good, result = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                self._suspects.append(index)
                continue
            if not good:
                raise result
            self._queue.done(self._homes[index])
            found.append(result)
        return found

    def _alone(self, index: int) -> R:
        for worker in list(self._workers):
            self._bury(worker)
        self._give(self._start(), index)
        found = self._collect()
        if not found:
            raise SceneError(f"clip {index}: the worker process died twice making it (out of memory, or killed)")
        return found[0]

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()

    def stop(self) -> None:
        for worker in list(self._workers):
            self._bury(worker)


def _work(pipe: Connection, make: Make[Any]) -> None:
    """A worker's life: clips in, results out, until the run that started it closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def alive() -> None:
        if pipe.poll():  # nothing is ever sent to a busy worker: only the end of the other side wakes this
            raise Orphaned

    with contextlib.suppress(EOFError, OSError, Orphaned):
        while True:
            pipe.send(_attempt(make, pipe.recv(), alive))


def _attempt(make: Make[Any], index: int, alive: Alive) -> tuple[bool, Any]:
    """(True, result) or (False, what went wrong, its traceback kept as a note)."""
    try:
        return True, make(index, alive)
    except Orphaned:
        raise
    except Exception as problem:
        if not isinstance(problem, SceneError):
            problem.add_note(traceback.format_exc())
        return False, problem
