"""A bounding volume hierarchy over triangles: what does a ray hit first, and is anything in between?

Binned surface-area heuristic (Wald 2007, "On fast construction of SAH-based bounding volume hierarchies"); rays are
tested after Moeller & Trumbore 1997. Nodes are flat arrays: `links[n]` is (first, count); with count > 0 the leaf's triangles are
first .. first + count, with count == 0 the children are nodes first and first + 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.boxes import ROW, WIDTH, lowest, meet
from synthclips.raster.plate import F32, Bvh

STACK = 256  # scratch of a traversal: what waits, then distances, then the last triangle in the way
NEAR = STACK - 2 * WIDTH  # where the distances begin
BINS = 12
PAD_M = 2e-6  # boxes are this much larger on each side: their distances are worked out in float32
NOWHERE_M = np.float32(1e30)  # corners of a box that no ray reaches
LEAF = 4  # triangles a leaf holds at most, unless they cannot be told apart


def build(vertices_m: F32, faces: NDArray[np.int32]) -> Bvh:
    """The hierarchy over (F, 3) faces; F may be 0."""
    corners = vertices_m[faces].astype(np.float32)
    low, high = corners.min(1), corners.max(1)
    count = len(faces)
    order = np.arange(count, dtype=np.int32)
    bounds, links = np.zeros((max(2 * count, 1), 6), np.float32), np.zeros((max(2 * count, 1), 2), np.int32)
    if count:
        scratch = np.empty((BINS + 2, 6), np.float32), np.empty(BINS, np.int32), np.empty(BINS, np.float32)
        _split_all(low, high, order, bounds, links, np.empty((count + 64, 3), np.int32), *scratch)
    triangles = np.concatenate([corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]], 1)
    return Bvh(*_widened(bounds, links), np.ascontiguousarray(triangles[order], np.float32), order)


def _widened(bounds: F32, links: NDArray[np.int32]) -> tuple[F32, NDArray[np.int32]]:
    """Nodes of WIDTH boxes from nodes of two, level by level: the largest box gives way to the two within until all are used."""
    rows, ends, level, used = [], [], np.array([0 if bounds.any() else -1]), 1
    x, y, z = (bounds[:, 3:] - bounds[:, :3]).T
    area = np.where(links[:, 1] > 0, np.float32(-1.0), x * y + y * z + z * x)
    while len(level):
        many, here = np.full((len(level), WIDTH), -1), np.arange(len(level))
        many[:, :2] = _children(level, links)
        for k in range(2, WIDTH):
            widest = np.where(many >= 0, area[many], np.float32(-2.0)).argmax(1)
            many[here, widest], many[here, k] = _children(many[here, widest], links).T
        box = np.where((many >= 0)[..., None], bounds[many], NOWHERE_M)
        box += np.repeat(np.array([-PAD_M, PAD_M], np.float32), 3)
        end = np.where((many >= 0)[..., None], links[many], 0)
        inside = (many >= 0) & (end[..., 1] == 0)
        end[inside, 0] = used + np.arange(inside.sum())
        rows.append(box.transpose(0, 2, 1).reshape(-1, ROW))
        ends.append(end.reshape(-1, 2))
        level, used = many[inside], used + int(inside.sum())
    return np.ascontiguousarray(np.concatenate(rows), np.float32), np.concatenate(ends).astype(np.int32)


def _children(nodes: NDArray[Any], links: NDArray[np.int32]) -> NDArray[Any]:
    """(N, 2) the two below each node; a leaf, or -1, stands for itself beside -1."""
    leaf = (nodes < 0) | (links[nodes, 1] > 0)
    first = links[nodes, 0].astype(np.int64)
    return np.stack([np.where(leaf, nodes, first), np.where(leaf, -1, first + 1)], 1)


def extent(tree: Bvh) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(3,) lowest and highest coordinates of all triangles; zeros if there are none."""
    start, first, second = (tree.triangles[:, k : k + 3].astype(np.float64) for k in (0, 3, 6))
    corners = np.concatenate([start, start + first, start + second]) if len(start) else np.zeros((1, 3))
    return corners.min(0), corners.max(0)


@inner
def _grow(box, low, high):
    for k in range(3):
        box[k] = min(box[k], low[k])
        box[k + 3] = max(box[k + 3], high[k])


@inner
def _half_area(box):
    x, y, z = box[3] - box[0], box[4] - box[1], box[5] - box[2]
    return x * y + y * z + z * x if x >= 0 else np.float32(0)


@inner
def _clear(box):
    for k in range(3):
        box[k], box[k + 3] = np.float32(1e30), np.float32(-1e30)


@inner
def _best_split(low, high, order, start, stop, span, boxes, counts, right):
    """(cost in triangle areas, axis, last bin on the left, bin origin, bins a metre) of the best split; axis -1: none."""
    best, best_axis, best_bin, best_origin, best_rate = np.float32(1e30), -1, 0, np.float32(0), np.float32(0)
    for axis in range(3):
        width = span[axis + 3] - span[axis]
        if width < 1e-6:
            continue
        origin, rate = span[axis], np.float32(BINS * 0.9999) / width
        for b in range(BINS):
            _clear(boxes[b])
            counts[b] = 0
        for i in range(start, stop):
            f = order[i]
            b = int(((low[f, axis] + high[f, axis]) * np.float32(0.5) - origin) * rate)
            b = min(max(b, 0), BINS - 1)
            counts[b] += 1
            _grow(boxes[b], low[f], high[f])
        grown, total = boxes[BINS], 0
        _clear(grown)
        for b in range(BINS - 1, 0, -1):
            _grow(grown, boxes[b, :3], boxes[b, 3:])
            total += counts[b]
            right[b] = _half_area(grown) * total
        _clear(grown)
        total = 0
        for b in range(BINS - 1):
            _grow(grown, boxes[b, :3], boxes[b, 3:])
            total += counts[b]
            cost = _half_area(grown) * total + right[b + 1]
            if 0 < total < stop - start and cost < best:
                best, best_axis, best_bin, best_origin, best_rate = cost, axis, b, origin, rate
    return best, best_axis, best_bin, best_origin, best_rate


@kernel
def _split_all(low, high, order, bounds, links, todo, boxes, counts, right):
    """Fills bounds and links, reorders `order`; the rest is scratch."""
    span = boxes[BINS + 1]
    todo[0, 0], todo[0, 1], todo[0, 2] = 0, 0, low.shape[0]
    waiting, used = 1, 1
    while waiting > 0:
        waiting -= 1
        node, start, stop = todo[waiting, 0], todo[waiting, 1], todo[waiting, 2]
        _clear(bounds[node])
        _clear(span)
        for i in range(start, stop):
            f = order[i]
            _grow(bounds[node], low[f], high[f])
            for k in range(3):
                c = (low[f, k] + high[f, k]) * np.float32(0.5)
                span[k], span[k + 3] = min(span[k], c), max(span[k + 3], c)
        links[node, 0], links[node, 1] = start, stop - start
        if stop - start <= 2:
            continue
        cost, axis, last, origin, rate = _best_split(low, high, order, start, stop, span, boxes, counts, right)
        if axis < 0:
            continue
        area = _half_area(bounds[node])
        if stop - start <= LEAF and cost + area > area * (stop - start):
            continue
        middle = start
        for i in range(start, stop):
            f = order[i]
            b = int(((low[f, axis] + high[f, axis]) * np.float32(0.5) - origin) * rate)
            if min(max(b, 0), BINS - 1) <= last:
                order[i], order[middle] = order[middle], f
                middle += 1
        links[node, 0], links[node, 1] = used, 0
        todo[waiting, 0], todo[waiting, 1], todo[waiting, 2] = used, start, middle
        todo[waiting + 1, 0], todo[waiting + 1, 1], todo[waiting + 1, 2] = used + 1, middle, stop
        waiting += 2
        used += 2


@inner
def _inverse(d):
    """1 / d, huge but finite along an axis the ray does not move on."""
    if d > -1e-12 and d < 1e-12:
        return np.float32(1e12)
    return np.float32(1.0 / d)


@inner
def hit(triangles, k, ox, oy, oz, dx, dy, dz):
    """(distance, u, v) of a ray with one triangle; distance is 1e30 where it misses."""
    px, py, pz = (
        dy * triangles[k, 8] - dz * triangles[k, 7],
        dz * triangles[k, 6] - dx * triangles[k, 8],
        dx * triangles[k, 7] - dy * triangles[k, 6],
    )
    det = triangles[k, 3] * px + triangles[k, 4] * py + triangles[k, 5] * pz
    sx, sy, sz = ox - triangles[k, 0], oy - triangles[k, 1], oz - triangles[k, 2]
    u = sx * px + sy * py + sz * pz
    if (det > -1e-14 and det < 1e-14) or abs(u - 0.5 * det) > 0.51 * abs(det):  # most miss by far: told without a division
        return 1e30, 0.0, 0.0
    inv = 1.0 / det
    u *= inv
    if u < -1e-7 or u > 1.0000001:
        return 1e30, 0.0, 0.0
    qx, qy, qz = (
        sy * triangles[k, 5] - sz * triangles[k, 4],
        sz * triangles[k, 3] - sx * triangles[k, 5],
        sx * triangles[k, 4] - sy * triangles[k, 3],
    )
    v = (dx * qx + dy * qy + dz * qz) * inv
    if v < -1e-7 or u + v > 1.0000001:
        return 1e30, 0.0, 0.0
    return (triangles[k, 6] * qx + triangles[k, 7] * qy + triangles[k, 8] * qz) * inv, u, v


@inner
def normal_towards(triangles, k, dx, dy, dz):
    """Unit normal of triangle k on the side a ray along d comes from; the fourth value is True on its back."""
    x = triangles[k, 4] * triangles[k, 8] - triangles[k, 5] * triangles[k, 7]
    y = triangles[k, 5] * triangles[k, 6] - triangles[k, 3] * triangles[k, 8]
    z = triangles[k, 3] * triangles[k, 7] - triangles[k, 4] * triangles[k, 6]
    length = np.sqrt(max(x * x + y * y + z * z, 1e-30))
    back = x * dx + y * dy + z * dz > 0.0
    if back:
        length = -length
    return x / length, y / length, z / length, back


@inner
def _bits(x):
    return np.float32(x).view(np.int32)


@inner
def closest(bounds, links, triangles, ox, oy, oz, dx, dy, dz, t_max, stack):
    """(t, index, u, v) of the first triangle on the ray, in units of the direction's length; index is -1 if none before t_max.

    index counts triangles in leaf order: `order[index]` is the face. stack: int32 scratch of STACK entries.
    """
    origin = (np.float32(ox), np.float32(oy), np.float32(oz))
    inverse = (_inverse(dx), _inverse(dy), _inverse(dz))
    best, index, best_u, best_v, end = t_max, -1, 0.0, 0.0, np.float32(t_max)
    node, depth = 0, 0
    while True:
        met = meet(bounds, node, origin, inverse, end, stack, NEAR)
        low = depth
        while met:
            c = lowest(met)
            met &= met - 1
            far, place = stack[NEAR + c], depth  # the nearest comes to lie on top
            while place > low and stack[place - 2] < far:
                stack[place], stack[place + 1] = stack[place - 2], stack[place - 1]
                place -= 2
            stack[place], stack[place + 1] = far, WIDTH * node + c
            depth += 2
        while True:
            if depth == 0:
                return best, index, best_u, best_v
            depth -= 2
            if stack[depth] > _bits(end):
                continue
            first, count = links[stack[depth + 1], 0], links[stack[depth + 1], 1]
            if count == 0:
                node = first
                break
            for k in range(first, first + count):
                t, u, v = hit(triangles, k, ox, oy, oz, dx, dy, dz)
                if t > 0.0 and t < best:
                    best, index, best_u, best_v = t, k, u, v
                    end = np.float32(t)


@inner
def no_farther(triangles, k, ox, oy, oz, dx, dy, dz, far):
    """How far `closest` needs to look when triangle k (-1: none) may be in the way: just beyond it, or `far`."""
    if k < 0:
        return far
    t, _u, _v = hit(triangles, k, ox, oy, oz, dx, dy, dz)
    return min(t * 1.0001 + 1e-6, far) if t > 0.0 else far


@kernel
def occluded(bounds, links, triangles, ox, oy, oz, dx, dy, dz, t_max, stack):
    """Distance to something on the ray before t_max, not always the nearest; -1.0 if the way is free.

    stack: int32 scratch of STACK entries; the last one is then the triangle in the way.
    """
    origin = (np.float32(ox), np.float32(oy), np.float32(oz))
    inverse = (_inverse(dx), _inverse(dy), _inverse(dz))
    end = np.float32(t_max)
    stack[0] = 0
    depth = 1
    while depth > 0:
        depth -= 1
        node = np.int64(stack[depth])
        met = meet(bounds, node, origin, inverse, end, stack, NEAR)
        while met:
            c = lowest(met)
            met &= met - 1
            first, count = links[WIDTH * node + c, 0], links[WIDTH * node + c, 1]
            if count == 0:
                stack[depth] = first
                depth += 1
            for k in range(first, first + count):
                t, _u, _v = hit(triangles, k, ox, oy, oz, dx, dy, dz)
                if t > 0.0 and t < t_max:
                    stack[STACK - 1] = k
                    return t
    return -1.0
