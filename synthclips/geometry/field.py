"""Kernels of implicit bodies: distances of packed blobs and the field they are joined to.

A packed blob is a row of 25: a, b, ra, rb, scale, rotation, blend, carve, bone, pull radius, is cone.
Distance of a round cone and of an ellipsoid, polynomial smooth minimum: Quilez 2008-2020, "distance functions".
"""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner, kernel

FAR = 10.0  # m, outside every blob's neighbourhood


@inner
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


@kernel
def measure(packed, groups, parent, points, of_group, own, out):  # type: ignore[no-untyped-def]
    """out (N,): the joined field at points. Rows of of_group (N, G), own (N, B): each group's and each blob's own distance.

    They may be shorter: a row is used again where there are too few.
    """
    for v in range(len(points)):
        group_row, blob_row = of_group[v % len(of_group)], own[v % len(own)]
        for n in range(len(packed)):
            blob_row[n] = _blob_distance(points[v, 0], points[v, 1], points[v, 2], packed[n])
        best = FAR
        for g in range(len(parent)):
            d = group_row[parent[g]] if g > 0 else FAR
            for n in range(len(packed)):
                if groups[n] == g:
                    d = _merge(d, blob_row[n], packed[n])
            group_row[g] = d
            best = min(best, d)
        out[v] = best
