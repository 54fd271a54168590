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
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from synthclips.scene.errors import SceneError

R = TypeVar("R")
Alive = Callable[[], None]
Make = Callable[[int, Alive], R]  # make(index, alive) -> result, `alive` called in every frame; picklable for `processes`
BAKED, MADE, WRONG = "baked", "made", "wrong"  # words of a worker
BAKE_CLIPS = 3  # so many clips the others make, more or less, while one bakes
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


class Orphaned(Exception):
    """The run that asked for this work is gone."""


@dataclass(frozen=True)
class Task:
    """One clip to make."""

    index: int
    home: int
    effort: float = 1.0  # how long it takes beside others; only the order of work hangs on it


class Queue:
    """Which clip next, so that nobody waits: homes are begun one ahead of need, their other clips follow once it is baked.

    Homes are finished in the order they were begun. When all are begun, the longest clips go first: the last ones are short.
    """

    def __init__(self, tasks: Sequence[Task], workers: int) -> None:
        self._left: dict[int, list[Task]] = {}  # by home, the longest last
        for task in sorted(tasks, key=lambda t: (t.effort, -t.index)):
            self._left.setdefault(task.home, []).append(task)
        self._unbegun = deque(sorted(self._left))
        self._ready: list[int] = []  # homes whose plate is there, in that order
        self._ahead = (workers - 1) * BAKE_CLIPS

    def __bool__(self) -> bool:
        """Is any clip left to take?"""
        return bool(self._left)

    def take(self) -> Task | None:
        """The next clip; None while all that are left wait for a plate."""
        spare = sum(len(self._left[home]) for home in self._ready)
        if self._unbegun and spare <= self._ahead:
            return self._pop(self._unbegun.popleft())
        if not self._ready:
            return None
        return self._pop(self._ready[0] if self._unbegun else max(self._ready, key=lambda home: self._left[home][-1].effort))

    def _pop(self, home: int) -> Task:
        task = self._left[home].pop()
        if not self._left[home]:
            del self._left[home]
            self._ready = [h for h in self._ready if h != home]
        return task

    def baked(self, home: int) -> None:
        """The plate of `home` is there."""
        if home in self._left and home not in self._ready:
            self._ready.append(home)


def serial(make: Make[R], tasks: Iterable[Task]) -> Iterator[R]:
    """One after the other, in this process."""
    for task in tasks:
        yield make(task.index, lambda: None)


def prepare(preload: Sequence[str]) -> None:
    """Begins to import what workers need, in a process that all of them are split from; returns at once."""
    multiprocessing.set_forkserver_preload(["synthclips.dataset.engine", *preload])
    resource_tracker.ensure_running()  # comes with the server, and leaves Ctrl-C unblocked
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is for us: there it would end in a traceback
    try:
        with _one_thread_each():
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def processes(make: Make[R], tasks: Sequence[Task], *, workers: int) -> Iterator[R]:
    """Results as they come, from `workers` processes.

    Raises what `make` raised; SceneError if a worker died twice on one clip. All workers are gone when the iterator closes.
    """
    with _one_thread_each():
        pool = _Pool(make, multiprocessing.get_context("forkserver"), Queue(tasks, workers))
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
    task: Task | None = None  # what it is at


class _Pool(Generic[R]):
    def __init__(self, make: Make[R], context: Any, queue: Queue) -> None:
        self._make, self._context, self._queue = make, context, queue
        self._workers: list[_Worker] = []
        self._suspects: list[Task] = []

    def run(self, workers: int) -> Iterator[R]:
        while self._queue or self._suspects:
            self._employ(workers)
            while self._busy():
                yield from self._collect()
                self._employ(workers)
            suspects, self._suspects = self._suspects, []
            for task in suspects:
                yield self._alone(task)

    def _busy(self) -> list[_Worker]:
        return [w for w in self._workers if w.task is not None]

    def _employ(self, workers: int) -> None:
        """Gives every idle worker a clip, and starts more of them while there is something to do."""
        idle = [w for w in self._workers if w.task is None]
        while idle or len(self._workers) < workers:
            task = self._queue.take()
            if task is None:
                return
            self._give(idle.pop() if idle else self._start(), task)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._make), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker, task: Task) -> None:
        worker.task = task
        with contextlib.suppress(OSError):  # a worker that is dead already is found by `_collect`
            worker.pipe.send(task.index)

    def _collect(self) -> list[R]:
        """Waits for word of at least one worker; results of those that finished, suspects of those that died."""
        found = []
        for pipe in wait([w.pipe for w in self._busy()]):
            worker = next(w for w in self._workers if w.pipe is pipe)
            task = worker.task
            assert task is not None
            try:
                word, result = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                self._suspects.append(task)
                continue
            if word == WRONG:
                raise result
            self._queue.baked(task.home)
            if word == MADE:
                worker.task = None
                found.append(result)
        return found

    def _alone(self, task: Task) -> R:
        for worker in list(self._workers):
            self._bury(worker)
        self._give(self._start(), task)
        while self._busy():
            for result in self._collect():
                return result
        raise SceneError(f"clip {task.index}: the worker process died twice making it (out of memory, or killed)")

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()

    def stop(self) -> None:
        for worker in list(self._workers):
            self._bury(worker)


def _work(pipe: Connection, make: Make[Any]) -> None:
    """A worker's life: clips in, words out, until the run that started it closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError, Orphaned):
        while True:
            index = pipe.recv()
            pipe.send(_attempt(make, index, _Signs(pipe)))


class _Signs:
    """What `make` calls with every frame: the first call says that the room is baked, each finds out if anybody still waits."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._told = pipe, False

    def __call__(self) -> None:
        if self._pipe.poll():  # nothing is ever sent to a busy worker: only the end of the other side wakes this
            raise Orphaned
        if not self._told:
            self._pipe.send((BAKED, None))
            self._told = True


def _attempt(make: Make[Any], index: int, alive: Alive) -> tuple[str, Any]:
    """(MADE, result) or (WRONG, what went wrong, its traceback kept as a note)."""
    try:
        return MADE, make(index, alive)
    except Orphaned:
        raise
    except Exception as problem:
        if not isinstance(problem, SceneError):
            problem.add_note(traceback.format_exc())
        return WRONG, problem
