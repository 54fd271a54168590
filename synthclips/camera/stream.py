"""The stream a camera delivers: its exact frame rate and the fingerprint of its frames."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from synthclips.camera.planes import Planes
from synthclips.kernel import kernel

__all__ = ["FrameHash", "Planes", "frame_hash", "frame_rate"]

BLOCK = 1024  # bytes folded at a time
PASSES = 4  # sums of a block: 64 bits each
KEYS = np.frombuffer(hashlib.shake_256(b"frames").digest(PASSES * BLOCK), np.uint32).reshape(PASSES, -1).copy()


def frame_rate(fps: float) -> Fraction:
    """The exact rate meant by a decimal one: 29.97 is 30000/1001, 12.5 is 25/2."""
    broadcast = Fraction(round(fps * 1.001) * 1000, 1001)
    if fps != round(fps) and broadcast and abs(fps - broadcast) < 0.005:
        return broadcast
    return Fraction(fps).limit_denominator(1000)


@kernel
def fold(words: NDArray[np.uint32], keys: NDArray[np.uint32], out: NDArray[np.uint64]) -> None:
    """NH sums (B, 4) uint64 of blocks (B, 256) uint32: of products of the block's two halves, a key added to every word."""
    half = words.shape[1] // 2
    for b in range(words.shape[0]):
        s0 = s1 = s2 = s3 = np.uint64(0)
        for i in range(half):
            x, y = words[b, i], words[b, i + half]
            s0 += np.uint64(np.uint32(x + keys[0, i])) * np.uint64(np.uint32(y + keys[0, i + half]))
            s1 += np.uint64(np.uint32(x + keys[1, i])) * np.uint64(np.uint32(y + keys[1, i + half]))
            s2 += np.uint64(np.uint32(x + keys[2, i])) * np.uint64(np.uint32(y + keys[2, i + half]))
            s3 += np.uint64(np.uint32(x + keys[3, i])) * np.uint64(np.uint32(y + keys[3, i + half]))
        out[b, 0], out[b, 1], out[b, 2], out[b, 3] = s0, s1, s2, s3


class FrameHash:
    """A fingerprint of all delivered planes in order: a clip's identity, whatever encoder or container it went into.

    SHA-256 over the planes' blocks, each folded to a 32nd by a universal hash: two blocks that differ have the same sums with a
    chance of 2^-128, so it tells clips apart as SHA-256 alone would, in a fifth of the time; it is no proof against forgery.
    Fold: NH, Black, Halevi, Krawczyk, Krovetz and Rogaway 1999, "UMAC: Fast and Secure Message Authentication".
    """

    def __init__(self) -> None:
        self._sum = hashlib.sha256()

    def add(self, planes: Planes) -> None:
        """Take in the next frame."""
        for plane in (planes.y, planes.u, planes.v):
            flat = np.ascontiguousarray(plane).reshape(-1)
            whole = flat.size - flat.size % BLOCK
            self._sum.update(_folded(flat[:whole]).data)
            self._sum.update(flat[whole:].data)

    def hexdigest(self) -> str:
        """The sum so far, in hexadecimal."""
        return self._sum.hexdigest()


def _folded(blocks: NDArray[np.uint8]) -> NDArray[np.uint64]:
    out = np.empty((blocks.size // BLOCK, PASSES), np.uint64)
    words = blocks.view(np.uint32)
    fold((words if words.flags.aligned else words.copy()).reshape(-1, BLOCK // 4), KEYS, out)
    return out


def frame_hash(frames: Iterable[Planes]) -> str:
    """The FrameHash of all `frames`."""
    running = FrameHash()
    for planes in frames:
        running.add(planes)
    return running.hexdigest()
