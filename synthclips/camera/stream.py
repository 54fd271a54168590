"""The stream a camera delivers: its exact frame rate and the fingerprint of its frames."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from blake3 import blake3

from synthclips.camera.planes import Planes

__all__ = ["FrameHash", "Planes", "frame_hash", "frame_rate"]


def frame_rate(fps: float) -> Fraction:
    """The exact rate meant by a decimal one: 29.97 is 30000/1001, 12.5 is 25/2."""
    broadcast = Fraction(round(fps * 1.001) * 1000, 1001)
    if fps != round(fps) and broadcast and abs(fps - broadcast) < 0.005:
        return broadcast
    return Fraction(fps).limit_denominator(1000)


class FrameHash:
    """BLAKE3 over all delivered planes in order: what a clip's frames are, whatever encoder or container they went into."""

    def __init__(self) -> None:
        self._sum = blake3()

    def add(self, planes: Planes) -> None:
        """Take in the next frame."""
        for plane in (planes.y, planes.u, planes.v):
            self._sum.update(np.ascontiguousarray(plane).data)

    def hexdigest(self) -> str:
        """The sum so far, in hexadecimal."""
        return self._sum.hexdigest()


def frame_hash(frames: Iterable[Planes]) -> str:
    """The FrameHash of all `frames`."""
    running = FrameHash()
    for planes in frames:
        running.add(planes)
    return running.hexdigest()
