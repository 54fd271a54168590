"""Kernels of implicit bodies: distances of packed blobs, the joined field, its surface's normals, owners and bone weights.

A packed blob is a row of 25: a, b, ra, rb, scale, rotation, blend, carve, bone, pull radius, is cone.
Distance of a round cone and of an ellipsoid, polynomial smooth minimum: Quilez 2008-2020, "distance functions".
"""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner, kernel

FAR = 10.0  # m, outside every blob's neighbourhood
CROSSING_M = 0.003  # how far another group's surface may lie above this vertex and still move it


@kernel
def _local(x, y, z, q):  # type: ignore[no-untyped-def]
    """A direction in the blob's own axes."""
    return (
        q[11] * x + q[14] * y + q[17] * z,
        q[12] * x + q[15] * y + q[18] * z,
        q[13] * x + q[16] * y + q[19] * z,
    )


@inner
def _cone_distance(px, py, pz, q):  # type: ignore[no-untyped-def]
    sx, sy, sz = q[8], q[9], q[10]
    bx, by, bz = _local(q[3] - q[0], q[4] - q[1], q[5] - q[2], q)
    ax, ay, az = _local(px - q[0], py - q[1], pz - q[2], q)
    bx, by, bz, ax, ay, az = bx / sx, by / sy, bz / sz, ax / sx, ay / sy, az / sz
    ra, rb, shrink = q[6], q[7], min(sx, min(sy, sz))
    length2, rr = bx * bx + by * by + bz * bz, ra - rb
    a2 = length2 - rr * rr
    if a2 <= 1e-12:  # one ball holds the other
        if ra >= rb:
            return (np.sqrt(ax * ax + ay * ay + az * az) - ra) * shrink
        return (np.sqrt((ax - bx) ** 2 + (ay - by) ** 2 + (az - bz) ** 2) - rb) * shrink
    inverse = 1.0 / length2
    y = ax * bx + ay * by + az * bz
    z = y - length2
    x2 = (ax * length2 - bx * y) ** 2 + (ay * length2 - by * y) ** 2 + (az * length2 - bz * y) ** 2
    y2, z2 = y * y * length2, z * z * length2
    k = (1.0 if rr > 0 else -1.0) * rr * rr * x2
    if (1.0 if z > 0 else -1.0) * a2 * z2 > k:
        return (np.sqrt(x2 + z2) * inverse - rb) * shrink
    if (1.0 if y > 0 else -1.0) * a2 * y2 < k:
        return (np.sqrt(x2 + y2) * inverse - ra) * shrink
    return ((np.sqrt(x2 * a2 * inverse) + y * rr) * inverse - ra) * shrink


@inner
def _ellipsoid_distance(px, py, pz, q):  # type: ignore[no-untyped-def]
    x, y, z = _local(px - q[0], py - q[1], pz - q[2], q)
    rx, ry, rz = q[8], q[9], q[10]
    k0 = np.sqrt((x / rx) ** 2 + (y / ry) ** 2 + (z / rz) ** 2)
    k1 = np.sqrt((x / (rx * rx)) ** 2 + (y / (ry * ry)) ** 2 + (z / (rz * rz)) ** 2)
    if k1 < 1e-9:
        return -min(rx, min(ry, rz))
    return k0 * (k0 - 1.0) / k1


@inner
def _blob_distance(px, py, pz, q):  # type: ignore[no-untyped-def]
    return _cone_distance(px, py, pz, q) if q[24] > 0 else _ellipsoid_distance(px, py, pz, q)


@inner
def _merge(d, e, q):  # type: ignore[no-untyped-def]
    """Distance d joined with (or cut by) a blob's own distance e."""
    k = q[20]
    if q[21] > 0:
        h = max(k - abs(d + e), 0.0)
        return max(d, -e) + (h * h / (4.0 * k) if k > 0 else 0.0)
    h = max(k - abs(d - e), 0.0)
    return min(d, e) - (h * h / (4.0 * k) if k > 0 else 0.0)


@kernel
def join(field, packed, cells, xs, ys, zs):  # type: ignore[no-untyped-def]
    """Joins blobs, in their order, to a (X, Y, Z) field; each only within its own cells (N, 6): from and to along x, y, z."""
    for n in range(len(packed)):
        for i in range(cells[n, 0], cells[n, 1]):
            for j in range(cells[n, 2], cells[n, 3]):
                for k in range(cells[n, 4], cells[n, 5]):
                    e = _blob_distance(xs[i], ys[j], zs[k], packed[n])
                    field[i, j, k] = _merge(field[i, j, k], e, packed[n])


@inner
def _field(px, py, pz, packed, groups, parent, of_group):  # type: ignore[no-untyped-def]
    """The distance at one point; of_group receives each group's own."""
    best = FAR
    for g in range(len(parent)):
        d = of_group[parent[g]] if g > 0 else FAR
        for n in range(len(packed)):
            if groups[n] == g:
                d = _merge(d, _blob_distance(px, py, pz, packed[n]), packed[n])
        of_group[g] = d
        best = min(best, d)
    return best


@kernel
def distances(packed, groups, parent, points):  # type: ignore[no-untyped-def]
    """(N,) the joined field at points."""
    out, of_group = np.empty(len(points)), np.empty(len(parent))
    for v in range(len(points)):
        out[v] = _field(points[v, 0], points[v, 1], points[v, 2], packed, groups, parent, of_group)
    return out


@kernel
def settle(packed, groups, parent, points, most):  # type: ignore[no-untyped-def]
    """Points pulled onto the zero surface by at most `most`, and the field's unit gradient there."""
    out, normals = points.copy(), np.empty((len(points), 3), np.float32)
    of_group, g, p, step = np.empty(len(parent)), np.empty(3), np.empty(3), 1e-4
    for v in range(len(points)):
        for turn in range(3):
            p[0], p[1], p[2] = out[v, 0], out[v, 1], out[v, 2]
            here = _field(p[0], p[1], p[2], packed, groups, parent, of_group) if turn < 2 else 0.0
            for c in range(3):
                p[c] = out[v, c] + step
                more = _field(p[0], p[1], p[2], packed, groups, parent, of_group)
                if turn < 2:  # on the way, a slope to one side will do
                    g[c] = (more - here) / step
                else:
                    p[c] = out[v, c] - step
                    g[c] = (more - _field(p[0], p[1], p[2], packed, groups, parent, of_group)) / (2 * step)
                p[c] = out[v, c]
            length = np.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]) + 1e-9
            if turn < 2:
                d = min(max(here / length, -most), most)
                for c in range(3):
                    out[v, c] -= d * g[c] / length
            else:
                for c in range(3):
                    normals[v, c] = round(g[c] / length * 1048576.0) / 1048576.0
    return out, normals


@kernel
def owner(packed, groups, parent, points):  # type: ignore[no-untyped-def]
    """(N,) the blob nearest to each point, within the group that makes the surface there."""
    out, of_group = np.empty(len(points), np.int32), np.empty(len(parent))
    for v in range(len(points)):
        x, y, z = points[v, 0], points[v, 1], points[v, 2]
        best = _field(x, y, z, packed, groups, parent, of_group)
        nearest = FAR
        for n in range(len(packed)):
            e = _blob_distance(x, y, z, packed[n])
            if packed[n, 21] > 0:
                e = abs(e) + 1e-3 if of_group[groups[n]] <= best + 1e-9 else FAR
            if of_group[groups[n]] <= best + 1e-9 and e < nearest:
                nearest, out[v] = e, n
    return out


@kernel
def pulls_of(packed, groups, parent, points, bones):  # type: ignore[no-untyped-def]
    """(V, bones) share of each bone: it pulls what its blobs nearly touch, fading over their pull radius."""
    pulls = np.zeros((len(points), bones))
    of_group, own = np.empty(len(parent)), np.empty(len(packed))
    for v in range(len(points)):
        x, y, z = points[v, 0], points[v, 1], points[v, 2]
        best = _field(x, y, z, packed, groups, parent, of_group)
        nearest = FAR
        for n in range(len(packed)):
            own[n] = _blob_distance(x, y, z, packed[n]) if packed[n, 21] == 0 else FAR
            if of_group[groups[n]] <= best + 1e-9:
                nearest = min(nearest, own[n])
        total = 0.0
        for n in range(len(packed)):
            near = 1.0 - (own[n] - nearest) / packed[n, 23]
            here = 1.0 - (of_group[groups[n]] - best) / CROSSING_M
            if near > 0 and here > 0:
                bone, pull = int(packed[n, 22]), min(near, 1.0) ** 2 * here
                if pull > pulls[v, bone]:
                    total += pull - pulls[v, bone]
                    pulls[v, bone] = pull
        for b in range(pulls.shape[1]):
            pulls[v, b] /= total
    return pulls


@kernel
def evened(pulls, faces, share, rounds):  # type: ignore[no-untyped-def]
    """Pulls averaged over each vertex's neighbours, `rounds` times, each vertex giving way by its `share`."""
    for _ in range(rounds):
        total, count = pulls.copy(), np.ones(len(pulls))
        for f in range(len(faces)):
            for k in range(3):
                a, b = faces[f, k], faces[f, (k + 1) % 3]
                count[a] += 1.0
                for c in range(pulls.shape[1]):
                    total[a, c] += pulls[b, c]
        for v in range(len(pulls)):
            for c in range(pulls.shape[1]):
                pulls[v, c] += share[v] * (total[v, c] / count[v] - pulls[v, c])
    return pulls


@kernel
def strongest(pulls):  # type: ignore[no-untyped-def]
    """(V, 4) bones and weights, rows summing to 1."""
    index, weight = np.zeros((len(pulls), 4), np.int32), np.zeros((len(pulls), 4), np.float32)
    for v in range(len(pulls)):
        own, total = pulls[v].copy(), 0.0
        for k in range(4):
            strongest = np.argmax(own)
            if own[strongest] <= 0:
                break
            index[v, k], weight[v, k] = strongest, own[strongest]
            total += own[strongest]
            own[strongest] = 0.0
        for k in range(4):
            weight[v, k] = round(weight[v, k] / total * 1048576.0) / 1048576.0
        weight[v, 0] += np.float32(1.0) - (weight[v, 0] + weight[v, 1] + weight[v, 2] + weight[v, 3])
    return index, weight
