"""What a process keeps from clip to clip, never more than so many of a kind, and how it gives back what it no longer needs."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """The last `kept` things that were asked for, each by a key that says all it was made from."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._things: OrderedDict[str, V] = OrderedDict()

    def get(self, key: str, make: Callable[[], V]) -> V:
        """The thing of this key, made if it is not remembered."""
        if key not in self._things:
            while len(self._things) >= self._kept:  # first, so that the old and the new need not be held at once
                self._things.popitem(last=False)
            self._things[key] = make()
        self._things.move_to_end(key)
        return self._things[key]

    def __len__(self) -> int:
        return len(self._things)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Nobody looks for garbage that holds itself: a clip leaves none, and to look takes a hundredth of its time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def give_back() -> None:
    """Hands what large arrays left to the system: the allocator would keep it, and a worker grow clip by clip.

    Some milliseconds' work; does nothing where the C library has no such call (it is glibc's).
    """
    _trim()(0)


@functools.cache
def _trim() -> Callable[[int], int]:
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return lambda pad: 0
    return trim
