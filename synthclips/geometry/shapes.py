"""Shapes that furniture is made of: bevelled boxes, sheets, and how meshes are placed; `sweeps` has the round ones.

Surface coordinates unwrap the shape: x and y run over the surface in metres (x along the grain), z is n + 0.5 where
the whole number n says which piece it is, so that two boards or books are not alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import I32, Mesh, flat_normals, join, snapped

F64 = NDArray[np.float64]
Vec = Sequence[float]


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


def flat_shaded(mesh: Mesh) -> Mesh:
    """The mesh with every face its own vertices and normal."""
    corner = mesh.faces.reshape(-1)
    normals = np.repeat(snapped(flat_normals(mesh.vertices_m, mesh.faces)), 3, axis=0)
    faces = np.arange(len(corner), dtype=np.int32).reshape(-1, 3)
    return Mesh(mesh.vertices_m[corner], normals, faces, mesh.surface_m[corner], mesh.slot, mesh.slots)
