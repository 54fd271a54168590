"""Named random streams: a draw depends on seed, scope and its own name, never on the order of draws.

Bits come from Philox (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"), keyed by a BLAKE2
hash of the name; distributions are made from the bits here, because numpy's own may change between versions.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
_NORMAL = NormalDist()


def stable_key(*names: str | int) -> int:
    """A 63-bit key for a path of names, the same on every machine and in every version."""
    text = "\x1f".join(f"{type(n).__name__}:{n}" for n in names)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") >> 1


class Stream:
    """Draws in sequence under one name. Floats are rounded to 1e-6, so that a recipe reads and stores exactly."""

    def __init__(self, key: int) -> None:
        self.key = key
        self._bits = np.random.Philox(key=key)

    def unit(self) -> float:
        """Uniform in (0, 1), never an end point."""
        return (float(int(self._bits.random_raw()) >> 11) + 0.5) / 2.0**53

    def units(self, *shape: int) -> NDArray[np.float64]:
        """As many of `unit` one after another, in an array of this shape."""
        raw = self._bits.random_raw(math.prod(shape))
        return np.asarray(((raw >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53).reshape(shape)

    def uniform(self, low: float, high: float) -> float:
        """Any number between the two."""
        return round(low + (high - low) * self.unit(), 6)

    def log_uniform(self, low: float, high: float) -> float:
        """Between the two, every ratio equally likely; low > 0."""
        return round(math.exp(math.log(low) + (math.log(high) - math.log(low)) * self.unit()), 6)

    def normal(self, mean: float, sd: float) -> float:
        """Normally distributed, by the inverse of the cumulative distribution; not cut off."""
        return round(mean + sd * _NORMAL.inv_cdf(self.unit()), 6)

    def integer(self, low: int, high: int) -> int:
        """Uniform in low..high, both included."""
        return low + min(int(self.unit() * (high - low + 1)), high - low)

    def chance(self, probability: float) -> bool:
        """True with this probability, 0..1."""
        return self.unit() < probability

    def choice(self, options: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """One of the options, by weight; weights need not add up to one, and 0 is never chosen."""
        if weights is None:
            return options[self.integer(0, len(options) - 1)]
        target = self.unit() * math.fsum(weights)
        for option, weight in zip(options, weights, strict=True):
            target -= weight
            if target < 0 and weight > 0:
                return option
        return next(o for o, w in zip(reversed(options), reversed(weights), strict=True) if w > 0)

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All options in random order, as a new list."""
        rest, out = list(options), []
        while rest:
            out.append(rest.pop(self.integer(0, len(rest) - 1)))
        return out


class Streams:
    """`Streams(7, "clip", 42)("actors", "tom", "length_m")` is a fresh Stream, always the same one."""

    def __init__(self, seed: int, *scope: str | int) -> None:
        self._names = (seed, *scope)

    def __call__(self, *names: str | int) -> Stream:
        """The stream of this name, at its beginning."""
        return Stream(self.key(*names))

    def key(self, *names: str | int) -> int:
        """The 63-bit key of a name, to be kept in a recipe for what is random later."""
        return stable_key(*self._names, *names)

    def under(self, *names: str | int) -> Streams:
        """The streams whose names all begin with `names`."""
        return Streams(int(self._names[0]), *self._names[1:], *names)
