"""Shapes that furniture is made of: bevelled boxes, lathes, extrusions, tubes and sheets, as Meshes.

Surface coordinates unwrap the shape: x and y run over the surface in metres (x along the grain), z is n + 0.5 where
the whole number n says which piece it is, so that two boards or books are not alike.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import I32, Mesh, flat_normals, join, snapped

F64 = NDArray[np.float64]
Vec = Sequence[float]
SHARP = 0.75  # cosine of the angle above which a profile's corner stays an edge


def circle(sides: int, *, start: float = 0.0) -> F64:
    """(sides + 1, 2) points of the unit circle, counter-clockwise, the first one again at the end."""
    angle = (np.arange(sides + 1) / sides + start) * 2 * np.pi
    points = snapped(np.stack([np.cos(angle), np.sin(angle)], 1)).astype(np.float64)
    points[-1] = points[0]
    return points


def surface(vertices: F64, faces: I32, surface_m: F64, slot: str) -> Mesh:
    """A smooth Mesh in one slot: degenerate faces dropped, normals averaged over vertices at the same place."""
    vertices32 = snapped(vertices)
    a, b, c = (vertices32[faces[:, k]].astype(np.float64) for k in range(3))
    area = np.cross(b - a, c - a)
    keep = (area * area).sum(1) > 1e-16
    faces, area = faces[keep].astype(np.int32), area[keep]
    _, place = np.unique(np.round(vertices32 * 20000.0).astype(np.int64), axis=0, return_inverse=True)
    place = place.reshape(-1)
    total = np.zeros((int(place.max()) + 1, 3))
    for k in range(3):
        np.add.at(total, place[faces[:, k]], area)
    normals = total[place]
    length = np.sqrt((normals * normals).sum(1, keepdims=True))
    normals = np.where(length > 1e-12, normals / np.maximum(length, 1e-12), (0.0, 0.0, 1.0))
    return Mesh(vertices32, snapped(normals), faces, snapped(surface_m), np.zeros(len(faces), np.int32), (slot,))


def grid_faces(rows: int, columns: int) -> I32:
    """(2 (rows-1)(columns-1), 3) triangles of a grid of vertices, row-major."""
    corner = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).reshape(-1)
    a, b, c, d = corner, corner + 1, corner + columns + 1, corner + columns
    return np.stack([a, b, c, a, c, d], 1).reshape(-1, 3).astype(np.int32)


def grid(points: F64, slot: str, *, piece: int = 0, along_rows: bool = False) -> Mesh:
    """A smooth sheet through (R, C, 3) points; its front has columns to the right and rows upwards.

    The texture's x follows the columns, or the rows if `along_rows` (grain along a chair's leg).
    """
    rows, columns, _ = points.shape
    right = _run(points).mean(0)
    up = _run(points.transpose(1, 0, 2)).mean(0)
    x, y = np.broadcast_to(right, (rows, columns)), np.broadcast_to(up[:, None], (rows, columns))
    if along_rows:
        x, y = y, x
    flat = np.stack([x, y, np.full_like(x, piece + 0.5)], 2).reshape(-1, 3)
    return surface(points.reshape(-1, 3), grid_faces(rows, columns), flat, slot)


def _run(points: F64) -> F64:
    """(R, C) length along each row up to every point."""
    step = np.sqrt((np.diff(points, axis=1) ** 2).sum(2))
    return np.concatenate([np.zeros((len(points), 1)), np.cumsum(step, 1)], 1)


def two_sided(sheet: Mesh, thickness_m: float = 0.0012) -> Mesh:
    """A thin sheet with a back: the same triangles turned round, half the thickness behind."""
    shift = sheet.normals.astype(np.float64) * (thickness_m / 2)
    front = Mesh(snapped(sheet.vertices_m + shift), sheet.normals, sheet.faces, sheet.surface_m, sheet.slot, sheet.slots)
    back = Mesh(
        snapped(sheet.vertices_m - shift), -sheet.normals, sheet.faces[:, ::-1].copy(), sheet.surface_m, sheet.slot, sheet.slots
    )
    return join([front, back])


def transformed(mesh: Mesh, rows: Sequence[Vec], offset_m: Vec = (0.0, 0.0, 0.0)) -> Mesh:
    """The mesh under a rotation or mirroring (three rows of three), then shifted. A mirrored mesh keeps its outside out."""
    matrix = np.asarray(rows, np.float64)
    faces = mesh.faces if _determinant(matrix) > 0 else mesh.faces[:, ::-1].copy()
    vertices = _product(mesh.vertices_m, matrix) + np.asarray(offset_m, np.float64)
    return Mesh(snapped(vertices), snapped(_product(mesh.normals, matrix)), faces, mesh.surface_m, mesh.slot, mesh.slots)


def _product(points: NDArray[np.floating], m: F64) -> F64:
    """Points times the transposed matrix, written out, since a BLAS may differ from CPU to CPU."""
    x, y, z = (points[:, k].astype(np.float64) for k in range(3))
    return np.stack([m[k, 0] * x + m[k, 1] * y + m[k, 2] * z for k in range(3)], 1)


def _determinant(m: F64) -> float:
    return float(m[0] @ np.cross(m[1], m[2]))


def shifted(mesh: Mesh, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Mesh:
    """The mesh moved by metres."""
    return Mesh(snapped(mesh.vertices_m + np.array([x, y, z])), mesh.normals, mesh.faces, mesh.surface_m, mesh.slot, mesh.slots)


def turned(mesh: Mesh, axis: str, angle_rad: float, about_m: Vec = (0.0, 0.0, 0.0)) -> Mesh:
    """The mesh turned about an axis ("x", "y" or "z") through a point."""
    c, s = (float(v) for v in snapped(np.array([np.cos(angle_rad), np.sin(angle_rad)])))
    rows = {
        "x": ((1, 0, 0), (0, c, -s), (0, s, c)),
        "y": ((c, 0, s), (0, 1, 0), (-s, 0, c)),
        "z": ((c, -s, 0), (s, c, 0), (0, 0, 1)),
    }[axis]
    px, py, pz = about_m
    return shifted(transformed(shifted(mesh, -px, -py, -pz), rows), px, py, pz)


def renamed(mesh: Mesh, names: Mapping[str, str]) -> Mesh:
    """The mesh with some slots called otherwise; slots that come to the same name are merged."""
    wanted = [names.get(s, s) for s in mesh.slots]
    kept = tuple(dict.fromkeys(wanted))
    slot = np.array([kept.index(s) for s in wanted], np.int32)[mesh.slot]
    return Mesh(mesh.vertices_m, mesh.normals, mesh.faces, mesh.surface_m, slot, kept)


def mirrored_x(mesh: Mesh) -> Mesh:
    """The mesh with left and right changed."""
    return transformed(mesh, ((-1, 0, 0), (0, 1, 0), (0, 0, 1)))


def bent(mesh: Mesh, vertices_m: F64) -> Mesh:
    """The mesh with its vertices moved and its normals made anew (smooth where vertices meet); one slot only."""
    return surface(vertices_m, mesh.faces, mesh.surface_m.astype(np.float64), mesh.slots[0])


def box(size_m: Vec, slot: str, *, at_m: Vec = (0.0, 0.0, 0.0), bevel_m: float = 0.003, piece: int | None = None) -> Mesh:
    """A box standing on `at_m` (centre of its foot) with bevelled edges that shade as round; bevel 0 for plain faces.

    The texture's x runs along the longest edge of each face.
    """
    half = np.asarray(size_m, np.float64) / 2
    bevel = min(bevel_m, 0.45 * float(half.min()))
    centre = np.asarray(at_m, np.float64) + np.array([0, 0, half[2]])
    if piece is None:
        piece = int(abs(centre[0] * 7310 + centre[1] * 3170 + centre[2] * 5770)) % 997
    parts = [_box_faces(half, bevel, piece)]
    if bevel > 0:
        parts.append(_box_bevels(half, bevel, piece))
    vertices, normals, faces, where = _stack(parts)
    slots = np.zeros(len(faces), np.int32)
    return Mesh(snapped(vertices + centre), snapped(normals), faces, snapped(where), slots, (slot,))


def _stack(parts: list[tuple[F64, F64, I32, F64]]) -> tuple[F64, F64, I32, F64]:
    starts = np.cumsum([0] + [len(p[0]) for p in parts[:-1]])
    faces = np.concatenate([p[2] + s for p, s in zip(parts, starts, strict=True)]).astype(np.int32)
    return (
        np.concatenate([p[0] for p in parts]),
        np.concatenate([p[1] for p in parts]),
        faces,
        np.concatenate([p[3] for p in parts]),
    )


def _plane_coordinates(points: F64, axis: int, half: F64, piece: int) -> F64:
    """Texture coordinates on the side across `axis`: x along the longer of the other two."""
    u, v = (axis + 1) % 3, (axis + 2) % 3
    if half[v] > half[u]:
        u, v = v, u
    return np.stack([points[:, u], points[:, v], np.full(len(points), piece * 7 + axis + 0.5)], 1)


def _box_faces(half: F64, bevel: float, piece: int) -> tuple[F64, F64, I32, F64]:
    vertices, normals, where = [], [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            corners = np.empty((4, 3))
            u, v = ((axis + 1) % 3, (axis + 2) % 3) if sign > 0 else ((axis + 2) % 3, (axis + 1) % 3)
            corners[:, axis] = sign * half[axis]
            corners[:, u] = np.array([-1, 1, 1, -1]) * (half[u] - bevel)
            corners[:, v] = np.array([-1, -1, 1, 1]) * (half[v] - bevel)
            vertices.append(corners)
            normals.append(np.tile(sign * np.eye(3)[axis], (4, 1)))
            where.append(_plane_coordinates(corners, axis, half, piece))
    faces = (np.arange(6)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3).astype(np.int32)
    return np.concatenate(vertices), np.concatenate(normals), faces, np.concatenate(where)


def _box_bevels(half: F64, bevel: float, piece: int) -> tuple[F64, F64, I32, F64]:
    """Twelve edge strips and eight corners whose normals run from one face's to the next one's."""
    inner = half - bevel
    vertices: list[F64] = []
    normals: list[F64] = []
    where: list[F64] = []
    faces: list[tuple[int, ...]] = []

    def vertex(axis: int, signs: Vec | F64) -> int:
        point = np.asarray(signs) * inner
        point[axis] = signs[axis] * half[axis]
        vertices.append(point)
        normals.append(signs[axis] * np.eye(3)[axis])
        return len(vertices) - 1

    for along in range(3):
        a, b = (along + 1) % 3, (along + 2) % 3
        for sa in (-1.0, 1.0):
            for sb in (-1.0, 1.0):
                ids = []
                for axis, end in ((a, -1.0), (a, 1.0), (b, 1.0), (b, -1.0)):
                    signs = np.zeros(3)
                    signs[a], signs[b], signs[along] = sa, sb, end
                    ids.append(vertex(axis, signs))
                where.append(_plane_coordinates(np.array(vertices[-4:]), a, half, piece))
                i, j, k, m = ids if sa * sb < 0 else ids[::-1]
                faces += [(i, j, k), (i, k, m)]
    for sx in (-1.0, 1.0):
        for sy in (-1.0, 1.0):
            for sz in (-1.0, 1.0):
                ids = [vertex(axis, (sx, sy, sz)) for axis in range(3)]
                where.append(_plane_coordinates(np.array(vertices[-3:]), 0, half, piece))
                faces.append(tuple(ids if sx * sy * sz > 0 else ids[::-1]))
    return np.array(vertices), np.array(normals), np.array(faces, np.int32), np.concatenate(where)


def _runs(profile: F64, closed: bool) -> list[F64]:
    """The profile cut at its sharp corners, so that each run is smooth inside."""
    points = np.concatenate([profile, profile[:1]]) if closed else profile
    step = np.diff(points, axis=0)
    step = step / np.maximum(np.sqrt((step * step).sum(1, keepdims=True)), 1e-12)
    cuts = [0] + [i for i in range(1, len(points) - 1) if float((step[i - 1] * step[i]).sum()) < SHARP] + [len(points) - 1]
    return [points[a : b + 1] for a, b in itertools.pairwise(cuts)]


def lathe(
    profile: Sequence[Vec],
    slot: str,
    *,
    at_m: Vec = (0.0, 0.0, 0.0),
    sides: int = 20,
    piece: int = 0,
    grain_up: bool = False,
) -> Mesh:
    """A body turned about z through `at_m` from (radius, height) points, given from the outside's foot upwards.

    grain_up: the texture's x climbs it, as the grain of a turned leg does.
    """
    ring = circle(sides)
    parts = []
    for run in _runs(np.asarray(profile, np.float64), closed=False):
        points = np.empty((len(run), sides + 1, 3))
        points[..., :2] = run[:, None, :1] * ring
        points[..., 2] = run[:, None, 1]
        parts.append(grid(points + np.asarray(at_m), slot, piece=piece, along_rows=grain_up))
    return join(parts)


def cylinder(
    radius_m: float,
    height_m: float,
    slot: str,
    *,
    at_m: Vec = (0, 0, 0),
    top_m: float | None = None,
    sides: int = 16,
    bevel_m: float = 0.002,
    piece: int = 0,
    grain_up: bool = False,
) -> Mesh:
    """A cylinder or truncated cone standing on `at_m`."""
    top = radius_m if top_m is None else top_m
    b = min(bevel_m, 0.3 * min(radius_m, top, height_m))
    profile = [(0, 0), (radius_m - b, 0), (radius_m, b), (top, height_m - b), (top - b, height_m), (0, height_m)]
    return lathe(profile, slot, at_m=at_m, sides=sides, piece=piece, grain_up=grain_up)


def extrude(profile: Sequence[Vec], length_m: float, slot: str, *, piece: int = 0) -> Mesh:
    """A bar along x, centred, whose cross-section is a star-shaped counter-clockwise polygon of (y, z) points."""
    outline = np.asarray(profile, np.float64)
    parts = []
    for run in _runs(outline, closed=True):
        points = np.empty((len(run), 2, 3))
        points[:, :, 1:] = run[:, None, :]
        points[:, 0, 0], points[:, 1, 0] = length_m / 2, -length_m / 2
        parts.append(grid(points, slot, piece=piece))
    return join([*parts, *_caps(outline, length_m, slot, piece)])


def _caps(outline: F64, length_m: float, slot: str, piece: int) -> list[Mesh]:
    count = len(outline)
    middle = (outline.max(0) + outline.min(0)) / 2
    fan = np.array([(count, i, (i + 1) % count) for i in range(count)], np.int32)
    flat = np.concatenate([outline, middle[None]])
    caps = []
    for side in (1.0, -1.0):
        vertices = np.column_stack([np.full(count + 1, side * length_m / 2), flat])
        where = np.column_stack([flat, np.full(count + 1, piece + 0.5)])
        caps.append(surface(vertices, fan if side > 0 else fan[:, ::-1], where, slot))
    return caps


def tube(
    path_m: Sequence[Vec] | F64,
    radius_m: float | Sequence[float],
    slot: str,
    *,
    sides: int = 8,
    closed: bool = False,
    piece: int = 0,
) -> Mesh:
    """A round bar along a path of points; `radius_m` one for all or one a point. Open ends are capped."""
    path = np.asarray(path_m, np.float64)
    if closed:
        path = np.concatenate([path, path[:1]])
    radius = np.broadcast_to(np.asarray(radius_m, np.float64), (len(path),))
    tangent = _tangents(path, closed)
    side, up = _frames(tangent)
    ring = circle(sides)
    points = path[:, None] + radius[:, None, None] * (side[:, None] * ring[:, :1] + up[:, None] * ring[:, 1:])
    if not closed:
        points = np.concatenate(
            [np.broadcast_to(path[:1, None], (1, sides + 1, 3)), points, np.broadcast_to(path[-1:, None], (1, sides + 1, 3))]
        )
        parts = [
            grid(points[a:b], slot, piece=piece, along_rows=True)
            for a, b in ((0, 2), (1, len(points) - 1), (len(points) - 2, len(points)))
        ]
        return join(parts)
    return grid(points, slot, piece=piece, along_rows=True)


def _tangents(path: F64, closed: bool) -> F64:
    ahead = np.concatenate([path[1:], path[1:2] if closed else path[-1:]])
    behind = np.concatenate([path[-2:-1] if closed else path[:1], path[:-1]])
    tangent = ahead - behind
    unit: F64 = tangent / np.maximum(np.sqrt((tangent * tangent).sum(1, keepdims=True)), 1e-12)
    return unit


def _frames(tangent: F64) -> tuple[F64, F64]:
    """Two vectors across each tangent that turn as little as possible along the path."""
    side = np.empty_like(tangent)
    start = np.eye(3)[int(np.argmin(np.abs(tangent[0])))]
    for i, t in enumerate(tangent):
        across = start - t * float((start * t).sum())
        side[i] = start = across / max(float(np.sqrt((across * across).sum())), 1e-12)
    return side, np.cross(tangent, side)


def flat_shaded(mesh: Mesh) -> Mesh:
    """The mesh with every face its own vertices and normal."""
    corner = mesh.faces.reshape(-1)
    normals = np.repeat(snapped(flat_normals(mesh.vertices_m, mesh.faces)), 3, axis=0)
    faces = np.arange(len(corner), dtype=np.int32).reshape(-1, 3)
    return Mesh(mesh.vertices_m[corner], normals, faces, mesh.surface_m[corner], mesh.slot, mesh.slots)
