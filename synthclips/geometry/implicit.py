"""Bodies from blobs: round cones and ellipsoids joined by smooth unions, then polygonised once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.field import FAR, join
from synthclips.geometry.mesh import F32, I32, snapped
from synthclips.geometry.surface import Field, evened, owner, pulls_of, settled, strongest

F64 = NDArray[np.float64]
Vec3 = tuple[float, float, float]
Place = Sequence[float] | F64  # three numbers
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
        """How thick it is where it is thinnest."""
        return 0.5 * (self.ra + self.rb) * min(self.scale) if self.ra > 0 else min(self.scale)


@dataclass(frozen=True, eq=False)
class Surface:
    """A skin with its bone weights, as `polygonise` makes it."""

    vertices_m: F32  # (V, 3), snapped
    normals: F32  # (V, 3) unit, outward
    faces: I32  # (F, 3) counter-clockwise from outside
    bone: I32  # (V, 4)
    weight: F32  # (V, 4), rows sum to 1
    part: I32  # (F,) index into `parts`
    parts: tuple[str, ...] = field(default=())


def cone(
    a: Place,
    b: Place,
    ra: float,
    rb: float,
    *,
    bone: int,
    part: str,
    group: str = "",
    blend_m: float = 0.02,
    squash: Vec3 = (1.0, 1.0, 1.0),
    rotation: NDArray[np.floating] | None = None,
    carve: bool = False,
    soft: float = 0.9,
) -> Blob:
    """Two spheres and the cone that touches both; `squash` flattens it (about `a`) along the columns of `rotation`."""
    turn = _IDENTITY if rotation is None else tuple(float(v) for v in np.asarray(rotation).ravel())
    return Blob(_vec(a), _vec(b), float(ra), float(rb), _vec(squash), turn, bone, part, group, blend_m, carve, soft)


def ellipsoid(
    centre: Place,
    radii: Place,
    *,
    bone: int,
    part: str,
    group: str = "",
    blend_m: float = 0.02,
    rotation: NDArray[np.floating] | None = None,
    carve: bool = False,
    soft: float = 0.9,
) -> Blob:
    """rotation: (3, 3) body_from_local, columns are the ellipsoid's axes."""
    turn = _IDENTITY if rotation is None else tuple(float(v) for v in np.asarray(rotation).ravel())
    return Blob(_vec(centre), _vec(centre), 0.0, 0.0, _vec(radii), turn, bone, part, group, blend_m, carve, soft)


def polygonise(blobs: Sequence[Blob], cell_m: float, *, finer: Sequence[tuple[int, float, float, float]] = ()) -> Surface:
    """The joined surface as triangles of about `cell_m`.

    finer: (axis, low_m, high_m, factor): cells `factor` times smaller along that axis between low and high (head, hands).
    """
    from skimage.measure import marching_cubes

    field = _field_of(blobs)
    ticks = [_ticks(blobs, axis, cell_m, [f[1:] for f in finer if f[0] == axis]) for axis in range(3)]
    values = _filled(field, ticks, 2.5 * cell_m)
    places, faces, _, _ = marching_cubes(values, 0.0, allow_degenerate=False)
    points = np.stack([np.interp(places[:, k].astype(np.float64), np.arange(len(ticks[k])), ticks[k]) for k in range(3)], 1)
    points, normals = settled(field, points, 0.4 * cell_m)
    vertices = snapped(points)
    faces = _outward(vertices, faces.astype(np.int32))
    pulls = pulls_of(field, vertices.astype(np.float64), 1 + max(b.bone for b in blobs))
    nearest = owner(field, vertices.astype(np.float64))
    bone, weight = strongest(evened(pulls, faces, np.minimum(1.0, field.packed[nearest, 23] / BROAD_M), SMOOTHINGS))
    names = tuple(dict.fromkeys(b.part for b in blobs))
    part_of = np.array([names.index(b.part) for b in blobs], np.int32)
    part = np.zeros(len(faces), np.int32)
    if len(names) > 1:
        part = part_of[owner(field, vertices[faces].astype(np.float64).mean(1))]
    return Surface(vertices, normals, faces, bone, weight, part, names)


def _filled(field: Field, ticks: Sequence[F64], band_m: float) -> F64:
    """(X, Y, Z) the joined field on the grid; right within `band_m` of the surface, where each blob is evaluated."""
    packed = field.packed
    is_cone, radius = packed[:, 24] > 0, np.where(packed[:, 24] > 0, packed[:, 6:8].max(1), packed[:, 8:11].max(1))
    cells = np.empty((len(packed), 6), np.int64)
    for c in range(3):
        reach = np.where(is_cone, radius * np.maximum(packed[:, 8 + c], 1.0), radius) + packed[:, 20] + band_m
        cells[:, 2 * c] = np.searchsorted(ticks[c], np.minimum(packed[:, c], packed[:, 3 + c]) - reach)
        cells[:, 2 * c + 1] = np.searchsorted(ticks[c], np.maximum(packed[:, c], packed[:, 3 + c]) + reach)
    grids: list[F64] = []
    for g, above in enumerate(field.parent):
        grid = grids[above].copy() if g else np.full([len(t) for t in ticks], FAR)
        join(grid, packed[field.groups == g], cells[field.groups == g], *ticks)
        grids.append(grid)
    joined: F64 = np.minimum.reduce(grids)
    return joined


def distance(blobs: Sequence[Blob], points_m: F64) -> F64:
    """(N,) signed distance (a bound, exact only for single cones) of (N, 3) points: negative inside."""
    return _field_of(blobs).at(np.ascontiguousarray(points_m, np.float64))


def _field_of(blobs: Sequence[Blob]) -> Field:
    return Field(_pack(blobs), *_groups(blobs))


def _vec(v: Place) -> Vec3:
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


def _outward(vertices: F32, faces: I32) -> I32:
    """Faces without slivers of no area, counter-clockwise from outside."""
    a, b, c = (vertices[faces[:, k]].astype(np.float64) for k in range(3))
    normal = np.cross(b - a, c - a)
    faces = faces[np.einsum("fk,fk->f", normal, normal) > 1e-18]
    volume = np.einsum("fk,fk->", np.cross(a, b), c)
    return np.ascontiguousarray(faces if volume > 0 else faces[:, ::-1])
