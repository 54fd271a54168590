"""Shapes that furniture is made of: bevelled boxes, sheets, and how meshes are placed; `sweeps` has the round ones.

Surface coordinates unwrap the shape: x and y run over the surface in metres (x along the grain), z is n + 0.5 where
the whole number n says which piece it is, so that two boards or books are not alike.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import I32, Mesh, cross, flat_normals, join, snapped

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
    corners = vertices32[faces].astype(np.float64)
    a = corners[:, 0]
    area = cross(corners[:, 1] - a, corners[:, 2] - a)
    keep = (area * area).sum(1) > 1e-16
    faces, area = faces[keep].astype(np.int32), area[keep]
    place, count = _places(vertices32)
    corner, areas = place[faces].T.reshape(-1), np.concatenate([area] * 3)  # all first corners, then all second, then all third
    normals = np.empty((len(place), 3))
    for k in range(3):
        normals[:, k] = np.bincount(corner, areas[:, k], count)[place]
    length = np.sqrt((normals * normals).sum(1, keepdims=True))
    normals = np.where(length > 1e-12, normals / np.maximum(length, 1e-12), (0.0, 0.0, 1.0))
    return Mesh(vertices32, snapped(normals), faces, snapped(surface_m), np.zeros(len(faces), np.int32), (slot,))


def _places(vertices: NDArray[np.float32]) -> tuple[NDArray[np.int64], int]:
    """(V,) a number for each place where vertices are, and how many places there are."""
    cell = np.rint(vertices * np.float32(20000.0)).astype(np.int64)
    cell -= cell.min(0)
    _, ny, nz = (cell.max(0) + 1).tolist()  # under 2^63 in all up to 100 m each way
    found, place = np.unique((cell[:, 0] * ny + cell[:, 1]) * nz + cell[:, 2], return_inverse=True)
    return place.reshape(-1), len(found)


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
    pattern = _box_pattern(bevel > 0)
    out = np.arange(3) == pattern.axis[:, None]
    vertices = pattern.signs * np.where(out, half, half - bevel)
    slots = np.zeros(len(pattern.faces), np.int32)
    where = _on_sides(vertices, pattern.side, half, piece)
    return Mesh(snapped(vertices + centre), snapped(pattern.normals), pattern.faces.copy(), snapped(where), slots, (slot,))


def _on_sides(points: F64, side: I32, half: F64, piece: int) -> F64:
    """Texture coordinates of points on a box's sides, each across an axis: x along the longer of the other two."""
    across = [((k + 1) % 3, (k + 2) % 3) for k in range(3)]
    u, v = np.array([(v, u) if half[v] > half[u] else (u, v) for u, v in across])[side].T
    rows = np.arange(len(points))
    return np.stack([points[rows, u], points[rows, v], piece * 7 + side + 0.5], 1)


@dataclass(frozen=True, eq=False)
class _Pattern:
    """What all boxes have in common."""

    signs: F64  # (V, 3) -1 or 1: towards which corner a vertex lies
    axis: I32  # (V,) along which it lies outermost
    side: I32  # (V,) whose texture it wears
    normals: F64  # (V, 3)
    faces: I32  # (F, 3)


@cache
def _box_pattern(bevelled: bool) -> _Pattern:
    """Six faces; and twelve edge strips and eight corners whose normals run from one face's to the next one's."""
    parts = _face_corners() + (_edge_corners() + _corner_corners() if bevelled else [])
    signs, axis, side = (np.concatenate([part[k] for part in parts]) for k in range(3))
    starts = np.cumsum([0] + [len(part[0]) for part in parts[:-1]])
    faces = np.concatenate([part[3] + start for part, start in zip(parts, starts, strict=True)])
    normals = signs[np.arange(len(axis)), axis][:, None] * np.eye(3)[axis]
    return _Pattern(signs, axis, side, normals, faces.astype(np.int32))


_Part = tuple[F64, I32, I32, I32]  # signs, axis and side of the vertices; faces


def _face_corners() -> list[_Part]:
    parts = []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            u, v = ((axis + 1) % 3, (axis + 2) % 3) if sign > 0 else ((axis + 2) % 3, (axis + 1) % 3)
            signs = np.full((4, 3), sign)
            signs[:, u], signs[:, v] = (-1, 1, 1, -1), (-1, -1, 1, 1)
            parts.append(_part(signs, [axis] * 4, axis, [(0, 1, 2), (0, 2, 3)]))
    return parts


def _edge_corners() -> list[_Part]:
    parts = []
    for along in range(3):
        a, b = (along + 1) % 3, (along + 2) % 3
        for sa in (-1.0, 1.0):
            for sb in (-1.0, 1.0):
                signs = np.empty((4, 3))
                signs[:, a], signs[:, b], signs[:, along] = sa, sb, (-1, 1, 1, -1)
                i, j, k, m = (0, 1, 2, 3) if sa * sb < 0 else (3, 2, 1, 0)
                parts.append(_part(signs, [a, a, b, b], a, [(i, j, k), (i, k, m)]))
    return parts


def _corner_corners() -> list[_Part]:
    parts = []
    for corner in itertools.product((-1.0, 1.0), repeat=3):
        turn = (0, 1, 2) if corner[0] * corner[1] * corner[2] > 0 else (2, 1, 0)
        parts.append(_part(np.tile(corner, (3, 1)), [0, 1, 2], 0, [turn]))
    return parts


def _part(signs: F64, axis: list[int], side: int, faces: list[tuple[int, ...]]) -> _Part:
    return signs, np.array(axis, np.int32), np.full(len(axis), side, np.int32), np.array(faces, np.int32)


def flat_shaded(mesh: Mesh) -> Mesh:
    """The mesh with every face its own vertices and normal."""
    corner = mesh.faces.reshape(-1)
    normals = np.repeat(snapped(flat_normals(mesh.vertices_m, mesh.faces)), 3, axis=0)
    faces = np.arange(len(corner), dtype=np.int32).reshape(-1, 3)
    return Mesh(mesh.vertices_m[corner], normals, faces, mesh.surface_m[corner], mesh.slot, mesh.slots)
