"""Work for the engine's tests: importable, so that worker processes can find it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from synthclips.dataset.engine import Alive
from synthclips.scene.errors import SceneError


def square(index: int, alive: Alive) -> int:
    alive()
    return index * index


def threads(index: int, alive: Alive) -> tuple[int, str]:
    time.sleep(0.05)
    return os.getpid(), os.environ["OMP_NUM_THREADS"]


def poison(index: int, alive: Alive) -> int:
    if index == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)
    return index


def unlucky_once(folder: str, index: int, alive: Alive) -> int:
    """Dies the first time it is at 2."""
    marker = Path(folder) / "died"
    if index == 2 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return index


def wrong(index: int, alive: Alive) -> int:
    raise SceneError("cannot stand in a wall", where=f"clip {index}")


def intervals(folder: str, word_at: float, index: int, alive: Alive) -> int:
    """Notes when it was at work; shows a sign of life after the share `word_at` of its time."""
    began = time.monotonic()
    time.sleep(0.4 * word_at)
    if word_at < 1.0:
        alive()
    time.sleep(0.4 * (1.0 - word_at))
    (Path(folder) / str(index)).write_text(f"{began} {time.monotonic()}")
    return index
