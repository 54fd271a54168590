"""A bounding volume hierarchy over triangles: what does a ray hit first, and is anything in between?

Binned surface-area heuristic (Wald 2007, "On fast construction of SAH-based bounding volume hierarchies"); rays are
tested after Moeller & Trumbore 1997. Nodes are flat arrays: `links[n]` is (first, count); with count > 0 the leaf's triangles are
first .. first + count, with count == 0 the children are nodes first and first + 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.plate import F32, Bvh

STACK = 96  # deepest stack a traversal may need
BINS = 12
LEAF = 4  # triangles a leaf holds at most, unless they cannot be told apart


def build(vertices_m: F32, faces: NDArray[np.int32]) -> Bvh:
    """The hierarchy over (F, 3) faces; F may be 0."""
    corners = vertices_m[faces].astype(np.float32)
    low, high = corners.min(1), corners.max(1)
    count = len(faces)
    order = np.arange(count, dtype=np.int32)
    bounds, links = np.zeros((max(2 * count, 1), 6), np.float32), np.zeros((max(2 * count, 1), 2), np.int32)
    used = _split_all(low, high, order, bounds, links) if count else _empty(bounds, links)
    triangles = np.concatenate([corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]], 1)
    return Bvh(bounds[:used].copy(), links[:used].copy(), np.ascontiguousarray(triangles[order], np.float32), order)


def _empty(bounds: F32, links: NDArray[np.int32]) -> int:
    """A root that no ray enters."""
    bounds[0] = 1e30  # a point out of every reach
    links[0] = (0, 0)
    return 1


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
    box[:3] = np.float32(1e30)
    box[3:] = np.float32(-1e30)


@inner
def _best_split(low, high, order, start, stop, span, boxes, counts, right):
    """(cost in triangle areas, axis, last bin on the left, bin origin, bins a metre) of the best split; axis -1 if there is none."""
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
def _split_all(low, high, order, bounds, links):
    """Fills bounds and links, reorders `order`; returns the number of nodes."""
    boxes, counts = np.empty((BINS + 1, 6), np.float32), np.empty(BINS, np.int32)
    right, span = np.empty(BINS, np.float32), np.empty(6, np.float32)
    todo = np.empty((low.shape[0] + 64, 3), np.int32)
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
    return used


@inner
def _enter(bounds, n, ox, oy, oz, ix, iy, iz, sx, sy, sz, t_max):
    """Distance at which the ray enters the box of node n, or 1e30 if it misses it before t_max. sx, sy, sz: columns of the near sides."""
    near = max(max((bounds[n, sx] - ox) * ix, (bounds[n, sy] - oy) * iy), max((bounds[n, sz] - oz) * iz, 0.0))
    far = min(min((bounds[n, 3 - sx] - ox) * ix, (bounds[n, 5 - sy] - oy) * iy), min((bounds[n, 7 - sz] - oz) * iz, t_max))
    return near if near <= far * 1.0000004 else 1e30


@kernel
def _inverse(d):
    """1 / d, huge but finite along an axis the ray does not move on."""
    if d > -1e-12 and d < 1e-12:
        return 1e12
    return 1.0 / d


@inner
def hit(triangles, k, ox, oy, oz, dx, dy, dz):
    """(distance, u, v) of a ray with one triangle; distance is 1e30 where it misses."""
    px, py, pz = (
        dy * triangles[k, 8] - dz * triangles[k, 7],
        dz * triangles[k, 6] - dx * triangles[k, 8],
        dx * triangles[k, 7] - dy * triangles[k, 6],
    )
    det = triangles[k, 3] * px + triangles[k, 4] * py + triangles[k, 5] * pz
    if det > -1e-14 and det < 1e-14:
        return 1e30, 0.0, 0.0
    inv = 1.0 / det
    sx, sy, sz = ox - triangles[k, 0], oy - triangles[k, 1], oz - triangles[k, 2]
    u = (sx * px + sy * py + sz * pz) * inv
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


@kernel
def closest(bounds, links, triangles, ox, oy, oz, dx, dy, dz, t_max, stack):
    """(t, index, u, v) of the first triangle on the ray, in units of the direction's length; index is -1 if none before t_max.

    index counts triangles in leaf order: `order[index]` is the face. stack: int32 scratch of STACK entries.
    """
    ix, iy, iz = _inverse(dx), _inverse(dy), _inverse(dz)
    sx, sy, sz = 3 if ix < 0.0 else 0, 4 if iy < 0.0 else 1, 5 if iz < 0.0 else 2
    best, index, best_u, best_v = t_max, -1, 0.0, 0.0
    if _enter(bounds, 0, ox, oy, oz, ix, iy, iz, sx, sy, sz, best) >= 1e30:
        return best, index, best_u, best_v
    node, depth = 0, 0
    while True:
        first, count = links[node, 0], links[node, 1]
        descend = -1
        if count == 0:
            a = _enter(bounds, first, ox, oy, oz, ix, iy, iz, sx, sy, sz, best)
            b = _enter(bounds, first + 1, ox, oy, oz, ix, iy, iz, sx, sy, sz, best)
            if a < 1e30 or b < 1e30:
                descend = first if a <= b else first + 1
                if a < 1e30 and b < 1e30:
                    stack[depth] = 2 * first + 1 - descend
                    depth += 1
        else:
            for k in range(first, first + count):
                t, u, v = hit(triangles, k, ox, oy, oz, dx, dy, dz)
                if t > 0.0 and t < best:
                    best, index, best_u, best_v = t, k, u, v
        if descend < 0:
            if depth == 0:
                return best, index, best_u, best_v
            depth -= 1
            descend = stack[depth]
        node = descend


@kernel
def occluded(bounds, links, triangles, ox, oy, oz, dx, dy, dz, t_max, stack):
    """Distance to something on the ray before t_max, not always the nearest; -1.0 if the way is free.

    stack: int32 scratch of STACK entries; the last one is then the triangle in the way.
    """
    ix, iy, iz = _inverse(dx), _inverse(dy), _inverse(dz)
    sx, sy, sz = 3 if ix < 0.0 else 0, 4 if iy < 0.0 else 1, 5 if iz < 0.0 else 2
    stack[0] = 0
    depth = 1
    while depth > 0:
        depth -= 1
        node = stack[depth]
        if _enter(bounds, node, ox, oy, oz, ix, iy, iz, sx, sy, sz, t_max) >= 1e30:
            continue
        first, count = links[node, 0], links[node, 1]
        if count == 0:
            stack[depth] = first
            stack[depth + 1] = first + 1
            depth += 2
            continue
        for k in range(first, first + count):
            t, _u, _v = hit(triangles, k, ox, oy, oz, dx, dy, dz)
            if t > 0.0 and t < t_max:
                stack[STACK - 1] = k
                return t
    return -1.0
