"""Shapes from an outline that turns or travels: lathes, cylinders, bars and tubes, as Meshes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, Vec, circle, grid, surface

SHARP = 0.75  # cosine of the angle above which a profile's corner stays an edge


def _runs(profile: F64, closed: bool) -> list[F64]:
    """The profile cut at its sharp corners, so that each run is smooth inside."""
    points = np.concatenate([profile, profile[:1]]) if closed else profile
    step = np.diff(points, axis=0)
    step = step / np.maximum(np.sqrt((step * step).sum(1, keepdims=True)), 1e-12)
    cuts = [0] + [i for i in range(1, len(points) - 1) if float((step[i - 1] * step[i]).sum()) < SHARP] + [len(points) - 1]
    return [points[a : b + 1] for a, b in pairwise(cuts)]


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
