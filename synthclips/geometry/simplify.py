"""Fewer triangles: short edges of a marching-cubes surface are drawn together, as long as it stays closed and unfolded."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.implicit import Surface
from synthclips.geometry.mesh import I32
from synthclips.kernel import inner, kernel

MOST = 24  # neighbours of a vertex that are looked at


def simplified(surface: Surface, shortest_m: float | NDArray[np.float64]) -> Surface:
    """Edges under `shortest_m` collapsed, a vertex moving to its neighbour; parts keep their borders' faces.

    shortest_m: one for all, or (V,) one a vertex: the smaller of an edge's two counts.
    """
    whole, part = _closed(surface.faces, surface.part)
    alive = np.ones(len(whole), np.bool_)
    around, count = np.empty((len(surface.vertices_m), MOST), np.int32), np.zeros(len(surface.vertices_m), np.int32)
    shortest = np.broadcast_to(np.asarray(shortest_m, np.float64), len(surface.vertices_m)).copy()
    _collapse(
        surface.vertices_m.astype(np.float64), surface.normals.astype(np.float64), whole, shortest, alive,
        around, count, np.empty(2 * MOST, np.int32),
    )  # fmt: skip
    faces, kept = whole[alive], np.flatnonzero(alive)
    used = np.unique(faces)
    number = np.zeros(len(surface.vertices_m), np.int32)
    number[used] = np.arange(len(used), dtype=np.int32)
    return replace(
        surface, vertices_m=surface.vertices_m[used], normals=surface.normals[used], faces=number[faces], bone=surface.bone[used],
        weight=surface.weight[used], part=part[kept],
    )  # fmt: skip


def _closed(faces: I32, part: I32) -> tuple[I32, I32]:
    """The faces and their parts, with the slivers of no area put back whose absence left a small hole."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).astype(np.int64)
    count = int(faces.max()) + 1
    coded = edges[:, 0] * count + edges[:, 1]
    lonely = np.nonzero(~np.isin(coded, edges[:, 1] * count + edges[:, 0]))[0]
    taken = set(coded.tolist()) if len(lonely) else set()
    after: dict[int, list[tuple[int, int]]] = {}
    for e in lonely:
        after.setdefault(int(edges[e, 1]), []).append((int(edges[e, 0]), int(e) % len(faces)))
    added, parts = [], []
    for start in sorted(after):
        while after[start]:
            here, face = after[start].pop()
            rim = [start]
            while here != start and after.get(here):
                rim.append(here)
                here = after[here].pop()[0]
            rim = _fanned(rim, taken, count)
            added += [(rim[0], b, c) for b, c in pairwise(rim[1:])]
            parts += [int(part[face])] * (len(rim) - 2)
    if not added:
        return faces.copy(), part
    return np.concatenate([faces, np.array(added, np.int32)]), np.concatenate([part, np.array(parts, np.int32)])


def _fanned(rim: list[int], taken: set[int], count: int) -> list[int]:
    """The rim from a corner on whose diagonals are no edges yet: an edge may have two faces only."""
    for first in range(len(rim)):
        turned = rim[first:] + rim[:first]
        if not any(turned[0] * count + b in taken or b * count + turned[0] in taken for b in turned[2:-1]):
            return turned
    return rim


@kernel
def _collapse(points, normals, faces, shortest_m, alive, rows, filled, scratch):
    """Draws short edges together: faces take their new corners, and the flat ones are no longer alive.

    shortest_m: (V,). rows, (V, MOST), becomes the faces around each vertex; filled, (V,) zeros, how many; scratch: (2 * MOST,).
    """
    for f in range(len(faces)):
        for c in range(3):
            v = faces[f, c]
            if filled[v] < MOST:
                rows[v, filled[v]] = f
            filled[v] += 1
    for stage in range(3):
        share = 0.4 + 0.3 * stage
        for f in range(len(faces)):
            if not alive[f]:
                continue
            for c in range(3):
                a, b = faces[f, c], faces[f, (c + 1) % 3]
                x, y, z = points[a, 0] - points[b, 0], points[a, 1] - points[b, 1], points[a, 2] - points[b, 2]
                limit = share * min(shortest_m[a], shortest_m[b])
                if x * x + y * y + z * z > limit * limit:
                    continue
                if _may_merge(points, normals, faces, rows, filled, alive, a, b, scratch):
                    _merge(faces, rows, filled, alive, a, b, scratch)
                    break


@inner
def _may_merge(points, normals, faces, rows, filled, alive, a, b, seen):
    """May b move onto a? They share just two neighbours, few faces, and no face would turn over or fold."""
    if filled[a] > MOST or filled[b] > MOST or filled[a] + filled[b] > MOST:
        return False
    n = normals[a, 0] * normals[b, 0] + normals[a, 1] * normals[b, 1] + normals[a, 2] * normals[b, 2]
    if n < 0.80:
        return False
    common = 0
    for i in range(filled[b]):
        f = rows[b, i]
        if not alive[f]:
            continue
        for c in range(3):
            v = faces[f, c]
            if v == a or v == b:
                continue
            known = False
            for k in range(common):
                known = known or seen[k] == v
            if not known and _joined(faces, rows, filled, alive, a, v):
                seen[common] = v
                common += 1
    if common != 2:
        return False
    for i in range(filled[b]):
        f = rows[b, i]
        if not alive[f] or faces[f, 0] == a or faces[f, 1] == a or faces[f, 2] == a:
            continue
        u, v, w = faces[f, 0], faces[f, 1], faces[f, 2]
        u, v, w = a if u == b else u, a if v == b else v, a if w == b else w
        x1, y1, z1 = points[v, 0] - points[u, 0], points[v, 1] - points[u, 1], points[v, 2] - points[u, 2]
        x2, y2, z2 = points[w, 0] - points[u, 0], points[w, 1] - points[u, 1], points[w, 2] - points[u, 2]
        x, y, z = y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2
        size = math.sqrt(x * x + y * y + z * z)
        if x * normals[a, 0] + y * normals[a, 1] + z * normals[a, 2] < 0.45 * size + 1e-12:
            return False
    return True


@inner
def _joined(faces, rows, filled, alive, a, v):
    for i in range(filled[a]):
        f = rows[a, i]
        if alive[f] and (faces[f, 0] == v or faces[f, 1] == v or faces[f, 2] == v):
            return True
    return False


@inner
def _merge(faces, rows, filled, alive, a, b, merged):
    left = 0
    for i in range(filled[a]):
        f = rows[a, i]
        if alive[f] and not (faces[f, 0] == b or faces[f, 1] == b or faces[f, 2] == b):
            merged[left] = f
            left += 1
    for i in range(filled[b]):
        f = rows[b, i]
        if not alive[f]:
            continue
        if faces[f, 0] == a or faces[f, 1] == a or faces[f, 2] == a:
            alive[f] = False
            continue
        for c in range(3):
            if faces[f, c] == b:
                faces[f, c] = a
        merged[left] = f
        left += 1
    for i in range(left):
        rows[a, i] = merged[i]
    filled[a] = left
    filled[b] = 0
