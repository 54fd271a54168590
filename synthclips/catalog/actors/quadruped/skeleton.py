"""Bones of a four-legged animal: names, parents, places; every maker lays out the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32, snapped

F64 = NDArray[np.float64]
TAIL_BONES = 6
SIDES = (("left", 1.0), ("right", -1.0))
Row = tuple[str, str, tuple[float, float, float]]  # bone, parent ("" for the root), rest place


@dataclass(frozen=True)
class Joints:
    """Names, parents and rest positions of all bones, each bone's frame being the body's, moved to its joint."""

    names: tuple[str, ...]
    parent: tuple[int, ...]
    place_m: F64  # (B, 3)

    def __getitem__(self, name: str) -> F64:
        place: F64 = self.place_m[self.names.index(name)]
        return place

    def index(self, name: str) -> int:
        """Number of a bone."""
        return self.names.index(name)

    def frames(self) -> F32:
        """(B, 3, 4) rest_from_bone."""
        out = np.zeros((len(self.names), 3, 4))
        out[:, :, :3] = np.eye(3)
        out[:, :, 3] = self.place_m
        return snapped(out)


def capsules_of(joints: Joints, rows: Sequence[tuple[str, F64, F64, float]]) -> F32:
    """(C, 8) bone, two ends and radius, of rows that name the bone."""
    return snapped(np.array([(joints.index(name), *a, *b, radius) for name, a, b, radius in rows]))


def joints_of(rows: Sequence[Row], size: float = 1.0) -> Joints:
    """The joints of rows whose places are in units of `size` metres; parents come before their children."""
    names = tuple(r[0] for r in rows)
    parent = tuple(names.index(r[1]) if r[1] else -1 for r in rows)
    return Joints(names, parent, np.array([[size * v for v in r[2]] for r in rows]))


def bend(a: tuple[float, float], b: tuple[float, float], first: float, second: float, side: float) -> tuple[float, float]:
    """The joint between a and b (x, z) with the two lengths; `side` +1 bends it forward, -1 backward."""
    d = np.array(b) - np.array(a)
    reach = float(np.sqrt(d @ d))
    t = (first**2 - second**2 + reach**2) / (2 * reach)
    h = float(np.sqrt(max(first**2 - t**2, 0.0)))
    u = d / reach
    x, z = np.array(a) + u * t + side * h * np.array([-u[1], u[0]])
    return float(x), float(z)
