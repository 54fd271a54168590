"""What lies on the surface of a joined field: points settled onto it, their normals, the blobs that made it, bone weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from synthclips.geometry.field import FAR, measure
from synthclips.geometry.mesh import F32, I32, snapped

F64 = NDArray[np.float64]
STEP_M = 1e-4  # the field's slope is taken over so much to either side
CROSSING_M = 0.003  # how far another group's surface may lie above this vertex and still move it


@dataclass(frozen=True, eq=False)
class Field:
    """Packed blobs (B, 25), the group (B,) of each, and the parent (G,) of each group."""

    packed: F64
    groups: I32
    parent: I32

    def at(self, points: F64) -> F64:
        """(N,) the joined field at (N, 3) points: negative inside."""
        return self._measured(points, self._rows(1), np.empty((1, len(self.packed))))

    def near(self, points: F64) -> tuple[F64, F64]:
        """(N, B) each blob's own distance, and how far its group's surface lies above the outermost one there."""
        of_group, own = self._rows(len(points)), np.empty((len(points), len(self.packed)))
        best = self._measured(points, of_group, own)
        return own, of_group[:, self.groups] - best[:, None]

    def _measured(self, points: F64, of_group: F64, own: F64) -> F64:
        found = np.empty(len(points))
        measure(self.packed, self.groups, self.parent, points, of_group, own, found)
        return found

    def _rows(self, count: int) -> F64:
        return np.empty((count, len(self.parent)))


def settled(field: Field, points: F64, most_m: float) -> tuple[F64, F32]:
    """Points pulled onto the zero surface by at most `most_m`, in two steps, and the unit normals there."""
    steps = STEP_M * np.eye(3)
    for _ in range(2):
        here = field.at(points)
        slope = np.stack([field.at(points + step) - here for step in steps], 1) / STEP_M  # on the way, to one side will do
        length = _length(slope)
        points = points - (np.clip(here / length, -most_m, most_m) / length)[:, None] * slope
    slope = np.stack([field.at(points + step) - field.at(points - step) for step in steps], 1)
    return points, snapped(slope / _length(slope)[:, None])


def _length(vectors: F64) -> F64:
    x, y, z = vectors.T
    length: F64 = np.sqrt(x * x + y * y + z * z) + 1e-12
    return length


def owner(field: Field, points: F64) -> I32:
    """(N,) the blob nearest to each point, within the group that makes the surface there."""
    own, above = field.near(points)
    own = np.where(_cuts(field), np.abs(own) + 1e-3, own)
    nearest: I32 = np.where(above <= 1e-9, own, FAR).argmin(1).astype(np.int32)
    return nearest


def pulls_of(field: Field, points: F64, bones: int) -> F64:
    """(V, bones) share of each bone: it pulls what its blobs nearly touch, fading over their pull radius."""
    own, above = field.near(points)
    own[:, _cuts(field)] = FAR
    nearest = np.where(above <= 1e-9, own, FAR).min(1)
    near = np.clip(1.0 - (own - nearest[:, None]) / field.packed[:, 23], 0.0, 1.0)
    pull = near * near * np.maximum(1.0 - above / CROSSING_M, 0.0)
    pulls = np.zeros((len(points), bones))
    for n, bone in enumerate(field.packed[:, 22].astype(np.int64)):
        pulls[:, bone] = np.maximum(pulls[:, bone], pull[:, n])
    return pulls / _sums(pulls)


def _cuts(field: Field) -> NDArray[np.bool_]:
    return field.packed[:, 21] > 0


def evened(pulls: F64, faces: I32, share: F64, rounds: int) -> F64:
    """Pulls averaged over each vertex's neighbours, `rounds` times, each vertex giving way by its `share`."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    joined = coo_array((np.ones(len(edges)), edges.T), shape=(len(pulls), len(pulls))).tocsr()
    count = 1.0 + np.bincount(edges[:, 0], minlength=len(pulls))
    for _ in range(rounds):
        pulls = pulls + share[:, None] * ((pulls + joined @ pulls) / count[:, None] - pulls)
    return pulls


def strongest(pulls: F64) -> tuple[I32, F32]:
    """(V, 4) bones and weights, rows summing to 1."""
    index = np.argsort(-pulls, 1, kind="stable")[:, :4].astype(np.int32)
    share = np.take_along_axis(pulls, index, 1)
    weight = snapped(share / _sums(share))
    weight[:, 0] += np.float32(1.0) - (((weight[:, 0] + weight[:, 1]) + weight[:, 2]) + weight[:, 3])
    return np.where(weight > 0, index, 0).astype(np.int32), weight


def _sums(rows: F64) -> F64:
    """(V, 1) sums of rows, each in one order."""
    return np.add.accumulate(rows, 1)[:, -1:]
