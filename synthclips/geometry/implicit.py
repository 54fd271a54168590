"""Bodies from blobs: round cones and ellipsoids joined by smooth unions, then polygonised once.

Distance of a round cone and of an ellipsoid, polynomial smooth minimum: Quilez 2008-2020, "distance functions".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numba import njit
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32, I32, snapped

F64 = NDArray[np.float64]
Vec3 = tuple[float, float, float]
FAR = 10.0  # m, outside every blob's neighbourhood
CROSSING_M = 0.003  # how far another group's surface may lie above this vertex and still move it
SMOOTHINGS = 10  # rounds of averaging the weights over neighbouring vertices, so that a bent joint does not crease
BROAD_M = 0.02  # blobs with a shorter pull are averaged less: a paw keeps to itself
_IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Blob:
    """A piece of body, in rest-pose coordinates. Make one with `cone` or `ellipsoid`.

    group: a path, "" for the trunk; "leg_l" blends with "leg_l" and "", "hand_l/thumb" with itself, "hand_l" and "";
    never with "leg_r". A parent's blobs come before its children's.
    """

    a: Vec3
    b: Vec3  # second end of a cone; = a for an ellipsoid
    ra: float
    rb: float
    scale: Vec3  # an ellipsoid's radii; a cone's squash along x, y, z
    rotation: tuple[float, ...]  # 9 numbers, body_from_local of an ellipsoid, row by row
    bone: int
    part: str
    group: str
    blend_m: float
    carve: bool  # cut away instead of added
    soft: float  # how far the bone's pull reaches beyond the blob, in its own radii

    @property
    def radius_m(self) -> float:
        return 0.5 * (self.ra + self.rb) * min(self.scale) if self.ra > 0 else min(self.scale)


@dataclass(frozen=True, eq=False)
class Surface:
    vertices_m: F32  # (V, 3), snapped
    normals: F32  # (V, 3) unit, outward
    faces: I32  # (F, 3) counter-clockwise from outside
    bone: I32  # (V, 4)
    weight: F32  # (V, 4), rows sum to 1
    part: I32  # (F,) index into `parts`
    parts: tuple[str, ...] = field(default=())


def cone(
    a: Vec3, b: Vec3, ra: float, rb: float, *, bone: int, part: str, group: str = "", blend_m: float = 0.02,
    squash: Vec3 = (1.0, 1.0, 1.0), rotation: NDArray[np.floating] | None = None, carve: bool = False, soft: float = 0.9,
) -> Blob:  # fmt: skip
    """Two spheres and the cone that touches both. `squash` flattens it (about `a`) along the columns of `rotation`, or the body's axes."""
    turn = _IDENTITY if rotation is None else tuple(float(v) for v in np.asarray(rotation).ravel())
    return Blob(_vec(a), _vec(b), float(ra), float(rb), _vec(squash), turn, bone, part, group, blend_m, carve, soft)


def ellipsoid(
    centre: Vec3, radii: Vec3, *, bone: int, part: str, group: str = "", blend_m: float = 0.02,
    rotation: NDArray[np.floating] | None = None, carve: bool = False, soft: float = 0.9,
) -> Blob:  # fmt: skip
    """rotation: (3, 3) body_from_local, columns are the ellipsoid's axes."""
    turn = _IDENTITY if rotation is None else tuple(float(v) for v in np.asarray(rotation).ravel())
    return Blob(_vec(centre), _vec(centre), 0.0, 0.0, _vec(radii), turn, bone, part, group, blend_m, carve, soft)


def polygonise(blobs: Sequence[Blob], cell_m: float, *, finer: Sequence[tuple[int, float, float, float]] = ()) -> Surface:
    """The joined surface as triangles of about `cell_m`.

    finer: (axis, low_m, high_m, factor): cells `factor` times smaller along that axis between low and high (head, hands).
    """
    from skimage.measure import marching_cubes

    packed, groups, parent = _pack(blobs), *_groups(blobs)
    ticks = [_ticks(blobs, axis, cell_m, [f[1:] for f in finer if f[0] == axis]) for axis in range(3)]
    values = _fill(packed, groups, parent, *ticks, 2.5 * cell_m)
    places, faces, _, _ = marching_cubes(values, 0.0, allow_degenerate=False)
    points = np.stack([np.interp(places[:, k].astype(np.float64), np.arange(len(ticks[k])), ticks[k]) for k in range(3)], 1)
    points, normals = _settle(packed, groups, parent, points, 0.4 * cell_m)
    vertices = snapped(points)
    faces = _outward(vertices, faces.astype(np.int32))
    pulls = _pulls(packed, groups, parent, vertices.astype(np.float64))
    nearest = _owner(packed, groups, parent, vertices.astype(np.float64))
    bone, weight = _strongest(_evened(pulls, faces, np.minimum(1.0, packed[nearest, 23] / BROAD_M), SMOOTHINGS))
    names = tuple(dict.fromkeys(b.part for b in blobs))
    part_of = np.array([names.index(b.part) for b in blobs], np.int32)
    centres = vertices[faces].astype(np.float64).mean(1)
    return Surface(vertices, normals, faces, bone, weight, part_of[_owner(packed, groups, parent, centres)], names)


def distance(blobs: Sequence[Blob], points_m: F64) -> F64:
    """(N,) signed distance (a bound, exact only for single cones) of (N, 3) points: negative inside."""
    packed, groups, parent = _pack(blobs), *_groups(blobs)
    return _distances(packed, groups, parent, np.ascontiguousarray(points_m, np.float64))


def _vec(v: Sequence[float]) -> Vec3:
    return (float(v[0]), float(v[1]), float(v[2]))


def _pack(blobs: Sequence[Blob]) -> F64:
    """(N, 25): a, b, ra, rb, scale, rotation, blend, carve, bone, pull radius, is cone."""
    rows = [
        (*b.a, *b.b, b.ra, b.rb, *b.scale, *b.rotation, b.blend_m, b.carve, b.bone, b.soft * b.radius_m, b.ra > 0) for b in blobs
    ]
    return np.array(rows, np.float64)


def _groups(blobs: Sequence[Blob]) -> tuple[I32, I32]:
    """Group number of each blob, and each group's parent (the longest known prefix of its path; 0 is the trunk)."""
    paths = list(dict.fromkeys(["", *(b.group for b in blobs)]))
    number = {path: i for i, path in enumerate(paths)}
    parent = [-1]
    for path in paths[1:]:
        while path:
            path = path.rpartition("/")[0]
            if path in number:
                break
        parent.append(number[path])
    assert all(p < i for i, p in enumerate(parent)), "a group's parent must come before it"
    return np.array([number[b.group] for b in blobs], np.int32), np.array(parent, np.int32)


def _ticks(blobs: Sequence[Blob], axis: int, cell_m: float, finer: Sequence[tuple[float, float, float]]) -> F64:
    """Grid planes along one axis, past the body by two cells."""
    low = min(min(b.a[axis], b.b[axis]) - _reach(b) for b in blobs if not b.carve) - 2 * cell_m
    high = max(max(b.a[axis], b.b[axis]) + _reach(b) for b in blobs if not b.carve) + 2 * cell_m
    ticks = [low]
    while ticks[-1] < high:
        here = ticks[-1]
        factor = max([f for lo, hi, f in finer if lo <= here < hi], default=1.0)
        ticks.append(here + cell_m / factor)
    return np.array(ticks)


def _reach(blob: Blob) -> float:
    return max(blob.ra, blob.rb) * max(1.0, *blob.scale) if blob.ra > 0 else max(blob.scale)


@njit(cache=True, nogil=True)
def _local(x, y, z, q):  # type: ignore[no-untyped-def]
    """A direction in the blob's own axes."""
    return (
        q[11] * x + q[14] * y + q[17] * z,
        q[12] * x + q[15] * y + q[18] * z,
        q[13] * x + q[16] * y + q[19] * z,
    )


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def _ellipsoid_distance(px, py, pz, q):  # type: ignore[no-untyped-def]
    x, y, z = _local(px - q[0], py - q[1], pz - q[2], q)
    rx, ry, rz = q[8], q[9], q[10]
    k0 = np.sqrt((x / rx) ** 2 + (y / ry) ** 2 + (z / rz) ** 2)
    k1 = np.sqrt((x / (rx * rx)) ** 2 + (y / (ry * ry)) ** 2 + (z / (rz * rz)) ** 2)
    if k1 < 1e-9:
        return -min(rx, min(ry, rz))
    return k0 * (k0 - 1.0) / k1


@njit(cache=True, nogil=True)
def _blob_distance(px, py, pz, q):  # type: ignore[no-untyped-def]
    return _cone_distance(px, py, pz, q) if q[24] > 0 else _ellipsoid_distance(px, py, pz, q)


@njit(cache=True, nogil=True)
def _merge(d, e, q):  # type: ignore[no-untyped-def]
    """Distance d joined with (or cut by) a blob's own distance e."""
    k = q[20]
    if q[21] > 0:
        h = max(k - abs(d + e), 0.0)
        return max(d, -e) + (h * h / (4.0 * k) if k > 0 else 0.0)
    h = max(k - abs(d - e), 0.0)
    return min(d, e) - (h * h / (4.0 * k) if k > 0 else 0.0)


@njit(cache=True, nogil=True)
def _fill(packed, groups, parent, xs, ys, zs, band):  # type: ignore[no-untyped-def]
    """(X, Y, Z) field; each blob is evaluated in its own neighbourhood only."""
    fields = np.full((len(parent), len(xs), len(ys), len(zs)), FAR)
    for g in range(len(parent)):
        if g > 0:
            fields[g] = fields[parent[g]]
        for n in range(len(packed)):
            if groups[n] != g:
                continue
            q = packed[n]
            low, high = np.empty(3), np.empty(3)
            reach = max(q[6], q[7]) if q[24] > 0 else max(q[8], max(q[9], q[10]))
            for c in range(3):
                r = (reach * max(q[8 + c], 1.0) if q[24] > 0 else reach) + q[20] + band
                low[c], high[c] = min(q[c], q[3 + c]) - r, max(q[c], q[3 + c]) + r
            for i in range(np.searchsorted(xs, low[0]), np.searchsorted(xs, high[0])):
                for j in range(np.searchsorted(ys, low[1]), np.searchsorted(ys, high[1])):
                    for k in range(np.searchsorted(zs, low[2]), np.searchsorted(zs, high[2])):
                        e = _blob_distance(xs[i], ys[j], zs[k], q)
                        fields[g, i, j, k] = _merge(fields[g, i, j, k], e, q)
    out = fields[0]
    for g in range(1, len(parent)):
        out = np.minimum(out, fields[g])
    return out


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def _distances(packed, groups, parent, points):  # type: ignore[no-untyped-def]
    out, of_group = np.empty(len(points)), np.empty(len(parent))
    for v in range(len(points)):
        out[v] = _field(points[v, 0], points[v, 1], points[v, 2], packed, groups, parent, of_group)
    return out


@njit(cache=True, nogil=True)
def _settle(packed, groups, parent, points, most):  # type: ignore[no-untyped-def]
    """Points pulled onto the zero surface by at most `most`, and the field's unit gradient there."""
    out, normals = points.copy(), np.empty((len(points), 3), np.float32)
    of_group, g, step = np.empty(len(parent)), np.empty(3), 1e-4
    for v in range(len(points)):
        for turn in range(3):
            for c in range(3):
                p = out[v].copy()
                p[c] += step
                more = _field(p[0], p[1], p[2], packed, groups, parent, of_group)
                p[c] -= 2 * step
                g[c] = (more - _field(p[0], p[1], p[2], packed, groups, parent, of_group)) / (2 * step)
            length = np.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]) + 1e-9
            if turn < 2:
                d = _field(out[v, 0], out[v, 1], out[v, 2], packed, groups, parent, of_group) / length
                d = min(max(d, -most), most)
                for c in range(3):
                    out[v, c] -= d * g[c] / length
            else:
                for c in range(3):
                    normals[v, c] = round(g[c] / length * 1048576.0) / 1048576.0
    return out, normals


@njit(cache=True, nogil=True)
def _owner(packed, groups, parent, points):  # type: ignore[no-untyped-def]
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


@njit(cache=True, nogil=True)
def _pulls(packed, groups, parent, points):  # type: ignore[no-untyped-def]
    """(V, bones) share of each bone: it pulls what its blobs nearly touch, fading over their pull radius."""
    pulls = np.zeros((len(points), int(packed[:, 22].max()) + 1))
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


@njit(cache=True, nogil=True)
def _evened(pulls, faces, share, rounds):  # type: ignore[no-untyped-def]
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


@njit(cache=True, nogil=True)
def _strongest(pulls):  # type: ignore[no-untyped-def]
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


def _outward(vertices: F32, faces: I32) -> I32:
    """Faces without slivers of no area, counter-clockwise from outside."""
    a, b, c = (vertices[faces[:, k]].astype(np.float64) for k in range(3))
    normal = np.cross(b - a, c - a)
    faces = faces[np.einsum("fk,fk->f", normal, normal) > 1e-18]
    volume = np.einsum("fk,fk->", np.cross(a, b), c)
    return np.ascontiguousarray(faces if volume > 0 else faces[:, ::-1])
