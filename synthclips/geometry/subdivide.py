"""Long edges halved, the same way in both their faces, so that no crack opens: an edge is cut if and only if it is too long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32, I32

Triangle = tuple[int, int, int]
Bools = NDArray[np.bool_]


def _children(cut: tuple[bool, ...]) -> list[Triangle]:
    """What a face becomes whose edges k, from corner k to the next, are cut or not: 0..2 its corners, 3 + k middles."""
    if all(cut):
        return [(0, 3, 5), (3, 1, 4), (5, 4, 2), (3, 4, 5)]
    for k in range(3):
        a, b, c, ab, bc = k, (k + 1) % 3, (k + 2) % 3, 3 + k, 3 + (k + 1) % 3
        if cut[k] and cut[b]:
            return [(a, ab, c), (ab, bc, c), (ab, b, bc)]
        if cut[k] and not cut[b] and not cut[c]:
            return [(a, ab, c), (ab, b, c)]
    return [(0, 1, 2)]


_OF_CUT = [_children((mask & 1 > 0, mask & 2 > 0, mask & 4 > 0)) for mask in range(8)]
TRIANGLES = [child for children in _OF_CUT for child in children]  # all kinds of child, as `Cut.kind` counts them
_FIRST = np.cumsum([0, *(len(children) for children in _OF_CUT)])


@dataclass(frozen=True, eq=False)
class Cut:
    """How faces are cut. New vertices are the middles of `ends`, in that order after the old."""

    ends: NDArray[np.int64]  # (E, 2) vertices that a new one lies between
    faces: I32  # (F', 3)
    parent: NDArray[np.int64]  # (F',) the face that each was cut from
    kind: NDArray[np.int64]  # (F',) index into TRIANGLES: which piece of it


def long_edges(vertices: F32, faces: I32, longest_m: float) -> Bools:
    """(F, 3): is the edge from corner k to the next longer?"""
    corner = vertices[faces]
    step = np.roll(corner, -1, axis=1) - corner
    long: Bools = np.sqrt((step * step).sum(2)) > longest_m
    return long


def cut(faces: I32, long: Bools, count: int) -> Cut:
    """Each face cut at the middles of its long edges: into two, three or four; `count` vertices there are."""
    pairs = np.sort(np.stack([faces, np.roll(faces, -1, axis=1)], 2), axis=2)
    ends, number = np.unique(pairs[long], axis=0, return_inverse=True)
    corners = np.concatenate([faces, np.zeros_like(faces)], 1)
    corners[:, 3:][long] = count + number.reshape(-1)
    mask = long[:, 0] + 2 * long[:, 1] + 4 * long[:, 2]
    parent, kind = [], []
    for which, children in enumerate(_OF_CUT):
        chosen = np.flatnonzero(mask == which)
        for k in range(len(children)):
            parent.append(chosen)
            kind.append(np.full(len(chosen), _FIRST[which] + k))
    of, kinds = np.concatenate(parent), np.concatenate(kind)
    return Cut(ends, corners[of[:, None], np.array(TRIANGLES)[kinds]], of, kinds)


def between(values: F32, ends: NDArray[np.int64]) -> F32:
    """(V + E, K) any per-vertex vector, and halfway between the ends of each cut edge."""
    return np.concatenate([values, (values[ends[:, 0]] + values[ends[:, 1]]) * np.float32(0.5)])


def normals_between(normals: F32, ends: NDArray[np.int64]) -> F32:
    """(V + E, 3) unit normals, the new ones turned halfway."""
    half = normals[ends[:, 0]] + normals[ends[:, 1]]
    size = np.sqrt((half * half).sum(1, keepdims=True))
    return np.concatenate([normals, half / np.maximum(size, np.float32(1e-9))])
