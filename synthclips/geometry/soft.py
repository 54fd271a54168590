"""Soft and grown shapes: upholstery, cushions with piping, pillows, hanging cloth, leaves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, Vec, grid, grid_faces, shifted, surface, two_sided
from synthclips.geometry.sweeps import tube

Bend = Callable[[F64], F64]


def soft_box(
    size_m: Vec,
    radius_m: float,
    slot: str,
    *,
    at_m: Vec = (0, 0, 0),
    cells: tuple[int, int, int] = (4, 4, 1),
    rounding: int = 2,
    bend: Bend | None = None,
    piece: int = 0,
) -> Mesh:
    """A box with round edges, standing on `at_m`; `cells` are the divisions of its flat part along x, y, z.

    bend: maps (N, 3) points, centred on the box, to where they go (a bulge, a sag, a lean).
    """
    half = np.asarray(size_m, np.float64) / 2
    radius = min(radius_m, 0.98 * float(half.min()))
    lines = [_grid_lines(h, radius, n, rounding) for h, n in zip(half, cells, strict=True)]
    vertices, faces, where, start = [], [], [], 0
    for axis in range(3):
        for sign in (-1.0, 1.0):
            u, v = ((axis + 1) % 3, (axis + 2) % 3) if sign > 0 else ((axis + 2) % 3, (axis + 1) % 3)
            points = np.empty((len(lines[v]), len(lines[u]), 3))
            points[..., axis], points[..., u], points[..., v] = sign * half[axis], lines[u][None], lines[v][:, None]
            flat = points.reshape(-1, 3)
            vertices.append(_rounded(flat, half, radius))
            faces.append(grid_faces(len(lines[v]), len(lines[u])) + start)
            first, second = (0, 1) if axis == 2 else (0, 2) if axis == 1 else (1, 2)
            where.append(
                np.stack([flat[:, first], flat[:, second], np.full(len(flat), piece * 7 + axis * 2 + (sign > 0) + 0.5)], 1)
            )
            start += len(flat)
    placed = np.concatenate(vertices)
    if bend is not None:
        placed = bend(placed)
    return surface(placed + np.asarray(at_m) + (0, 0, half[2]), np.concatenate(faces), np.concatenate(where), slot)


def _grid_lines(half: float, radius: float, cells: int, rounding: int) -> F64:
    """Even steps on the flat part, steps of equal angle (by tan) on the round edge."""
    arc = {1: (1.0,), 2: (0.4142135624, 1.0), 3: (0.2679491924, 0.5773502692, 1.0)}[rounding]
    flat = np.linspace(-(half - radius), half - radius, cells + 1)
    edge = half - radius + radius * np.array(arc)
    return np.concatenate([-edge[::-1], flat, edge])


def _rounded(points: F64, half: F64, radius: float) -> F64:
    inner = np.clip(points, -(half - radius), half - radius)
    out = points - inner
    rounded: F64 = inner + radius * out / np.maximum(np.sqrt((out * out).sum(1, keepdims=True)), 1e-12)
    return rounded


def crown(
    half_m: Vec, *, top_m: float, sides_m: float = 0.0, dent_m: float = 0.0, dent_at: tuple[float, float] = (0.0, 0.0)
) -> Bend:
    """A stuffed cushion's bulge: the top (and half as much the bottom) swells, the sides swell, a sitter left a dent."""
    hx, hy, hz = half_m

    def bend(p: F64) -> F64:
        x, y, z = p[:, 0] / hx, p[:, 1] / hy, p[:, 2] / hz
        fx, fy, fz = (np.maximum(1 - v * v, 0) for v in (x, y, z))
        away = (x - dent_at[0]) ** 2 + (y - dent_at[1]) ** 2
        dent = dent_m * np.maximum(1 - away / 0.6, 0) ** 2
        out = p.copy()
        out[:, 2] += (top_m * fx * fy - dent) * np.where(z > 0, z, 0.3 * z)
        out[:, 0] += sides_m * x * fy * fz
        out[:, 1] += sides_m * y * fx * fz
        return out

    return bend


def cushion(
    size_m: Vec,
    slot: str,
    *,
    at_m: Vec = (0, 0, 0),
    radius_m: float = 0.045,
    crown_m: float = 0.03,
    dent_m: float = 0.0,
    dent_at: tuple[float, float] = (0.0, 0.0),
    piping_slot: str = "",
    cells: tuple[int, int, int] = (5, 5, 1),
    piece: int = 0,
) -> Mesh:
    """A box cushion lying on `at_m`: swollen, dented where people sit, with a seam cord round its top and bottom edges."""
    half = [s / 2 for s in size_m]
    bend = crown(half, top_m=crown_m, sides_m=0.4 * crown_m, dent_m=dent_m, dent_at=dent_at)
    body = soft_box(size_m, radius_m, slot, at_m=at_m, cells=cells, bend=bend, piece=piece)
    if not piping_slot:
        return body
    centre = np.asarray(at_m, np.float64) + np.array([0, 0, half[2]])
    cords = []
    for level in (1.0, -1.0):
        loop = _edge_loop(half, radius_m, level)
        cords.append(tube(bend(loop) + centre, 0.0055, piping_slot, sides=5, closed=True))
    return join([body, *cords])


def _edge_loop(half: Vec, radius: float, level: float) -> F64:
    """The line where the top (level 1) or bottom (-1) edge is roundest, corners included."""
    r = min(radius, 0.98 * min(half))
    inset = r * (1 - 0.7071067812)
    hx, hy, z = half[0] - inset, half[1] - inset, level * (half[2] - inset)
    c = 1.1 * r
    across, deep = np.linspace(-hx + c, hx - c, 8), np.linspace(-hy + c, hy - c, 8)
    corner = 0.3 * c
    sides = [
        np.column_stack([across, np.full(8, -hy)]),
        [[hx - corner, -hy + corner]],
        np.column_stack([np.full(8, hx), deep]),
        [[hx - corner, hy - corner]],
        np.column_stack([across[::-1], np.full(8, hy)]),
        [[-hx + corner, hy - corner]],
        np.column_stack([np.full(8, -hx), deep[::-1]]),
        [[-hx + corner, -hy + corner]],
    ]
    flat = np.concatenate([np.asarray(s, np.float64) for s in sides])
    return np.column_stack([flat, np.full(len(flat), z)])


def pillow(
    size_m: Vec,
    slot: str,
    *,
    cells: int = 8,
    pinch: float = 0.1,
    sag: float = 0.0,
    cord_slot: str = "",
    cord_m: float = 0.005,
    squash: float = 0.0,
    piece: int = 0,
) -> Mesh:
    """A throw pillow standing on its lower edge in the x-z plane, y thick: plump middle, drawn-in sides, pointed corners.

    sag: share of its thickness that has sunk from its upper half to its lower one. cord_m: radius of the piping.
    squash: share of its height that its lower corners are pressed flat by its weight.
    """
    wide, thick, high = size_m
    line = np.linspace(-1, 1, cells + 1)
    u, v = np.meshgrid(line, line)
    fu, fv = 1 - u * u, 1 - v * v
    x, z = u * wide / 2 * (1 - pinch * fv), v * high / 2 * (1 - pinch * fu)
    z = np.maximum(z, 0.2 * z - 0.8 * (0.5 - squash) * high)
    bulge = thick / 2 * np.sqrt(np.maximum(fu * fv, 0.0)) * (1.15 - 0.15 * fu * fv) * (1 - sag * v * (1 + v))
    front = np.stack([x, bulge, z], 2)
    back = np.stack([x, -bulge, z], 2)
    sides = [grid(front[:, ::-1], slot, piece=piece), grid(back, slot, piece=piece + 1)]
    body = surface(*_merged(sides), slot)
    if cord_slot:
        edge = np.concatenate([front[0, :-1], front[:-1, -1], front[-1, :0:-1], front[:0:-1, 0]])
        body = join([body, tube(edge, cord_m, cord_slot, sides=5, closed=True)])
    return shifted(body, z=high / 2)


def _merged(parts: list[Mesh]) -> tuple[F64, np.ndarray, F64]:
    whole = join(parts)
    return whole.vertices_m.astype(np.float64), whole.faces, whole.surface_m.astype(np.float64)


def hanging_cloth(
    width_m: float,
    height_m: float,
    slot: str,
    *,
    folds: int,
    depth_m: float,
    wander: F64,
    gather: float = 0.0,
    rows: int = 9,
    piece: int = 0,
) -> Mesh:
    """A curtain in the x-z plane, hanging from z = height to 0, in rounded folds.

    wander: (folds + 1,) in -1..1; makes no two folds alike.
    gather: 0 hangs straight, 1 is tied narrow at the middle.
    """
    per_fold = 6
    s = np.arange(folds * per_fold + 1) / per_fold
    phase = s - np.floor(s)
    wave = 1 - 8 * np.abs(phase - 0.5) * (1 - np.abs(phase - 0.5))  # rounded triangle, -1..1
    each = 0.75 + 0.25 * wander[np.minimum(np.floor(s).astype(int), folds)]
    down = np.linspace(0, 1, rows)[:, None]
    drift = 0.35 * wander[np.minimum(np.floor(s + 0.5).astype(int), folds)] * down
    x = (s / folds - 0.5 + drift / folds * 0.5) * width_m
    x = x * (1 - gather * 4 * down * (1 - down) * 0.45)
    y = depth_m / 2 * wave * each * (0.55 + 0.45 * down)
    z = np.broadcast_to(height_m * (1 - down), x.shape)
    points = np.stack([x, y + 0 * x, z], 2)
    return two_sided(grid(points[::-1], slot, piece=piece), 0.003)


def blade(
    length_m: float,
    width_m: float,
    slot: str,
    *,
    rise: float,
    droop: float,
    fold: float = 0.25,
    twist: float = 0.0,
    rows: int = 7,
    tip: float = 1.0,
    widest: float = 0.45,
    piece: int = 0,
) -> Mesh:
    """A leaf from the origin, growing along +x and arching: up with slope `rise`, falling by `droop` towards the tip.

    fold: depth of the keel over its half width. widest: where along it (0..1). tip: 1 pointed, 0 round.
    """
    t = np.linspace(0, 1, rows)
    x = length_m * t * (1 - 0.25 * droop * t * t)
    z = length_m * (rise * t - droop * t * t)
    shape = np.where(t < widest, t / widest, (1 - t) / (1 - widest))
    half = width_m / 2 * (shape * (2 - shape) * (1 - tip) + shape * (1.5 - 0.5 * shape) * tip) + 0.0012
    across = np.array([-1.0, 0.0, 1.0])
    y = half[:, None] * across
    lift = half[:, None] * (np.abs(across) * fold + across * twist * t[:, None])
    points = np.stack([np.broadcast_to(x[:, None], y.shape), y, z[:, None] + lift], 2)
    where = np.stack([np.broadcast_to(t[:, None], y.shape), np.broadcast_to(across, y.shape), np.full(y.shape, piece + 0.5)], 2)
    sheet = surface(points.reshape(-1, 3), grid_faces(rows, 3)[:, ::-1].copy(), where.reshape(-1, 3), slot)
    return two_sided(sheet, 0.0012)
