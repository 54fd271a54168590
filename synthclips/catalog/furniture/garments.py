"""Garments on a hook: coats, hooded jackets and bathrobes, their shoulders sloping from the loop that they hang by.

What tells a coat from a sack is its outline: a collar or a hood, shoulders, sleeves that hang apart from the body, an edge
down the front. All are set out on one surface, so that pockets, buttons and belts lie on the cloth wherever it folds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, Vec, grid, two_sided
from synthclips.geometry.sweeps import tube
from synthclips.scene.streams import Stream

OUT_M = 0.012  # the back of a garment, off the wall
SHOULDER_M = 0.12  # how far the shoulders lie below the hook
AROUND, DOWN = 40, 13  # cells of a garment's body
DARK = "inside"  # slot of what one sees in a neck, a cuff, a placket: shadow, buttons, zips


@dataclass(frozen=True, eq=False)
class Body:
    """A hanging garment's body. `at` maps u (-1..1 across its front, from seam to seam) and d (m below the hook) to points."""

    half_m: float  # across the chest
    long_m: float
    flare: float  # how much wider its hem is
    sag_m: float  # how much lower its right shoulder hangs than its left
    lean_m: float  # how far its hem swings aside
    ridges: F64  # (K, 4) folds: place (u), drift of it down to the hem, width (u), height at the hem (m)

    def at(self, u: F64, d: F64, off_m: float = 0.0) -> F64:
        """(..., 3) points of the front, `off_m` over it; u beyond -1..1 comes round to the back."""
        angle = np.clip(u, -2.0, 2.0) * np.pi / 2
        down = np.clip(d / self.long_m, 0.0, 1.0)
        across, deep = self._half(d), self._deep(d)
        side = np.sin(angle)
        front = np.cos(angle)
        fold = np.zeros(np.broadcast(u, d).shape)
        for place, drift, wide, high in self.ridges:
            near = np.clip(1.0 - np.abs(u - place - drift * down) / wide, 0.0, 1.0)
            fold = fold + high * near * near * (3 - 2 * near)
        fold = fold * (0.15 + 0.85 * down) * np.clip(front + 0.3, 0.0, 1.0)
        x = (across + off_m) * side + self.lean_m * down * down
        y = OUT_M + deep + np.where(front > 0, deep * np.abs(front) ** 0.7, -deep * np.abs(front) ** 0.5)
        y = y + (fold + off_m) * np.clip(3.0 * front, 0.0, 1.0)
        z = -d - self.sag_m * 0.5 * side * np.clip(1.0 - 1.4 * down, 0.0, 1.0) + 0.25 * fold * (down > 0.99)
        return np.stack(np.broadcast_arrays(x, np.maximum(y, 0.004), z), -1)

    def _half(self, d: F64) -> F64:
        """Half its width: from the neck out along the shoulders, in under the arms, out to the hem."""
        known = (0.0, 0.03, SHOULDER_M, SHOULDER_M + 0.12, self.long_m)
        half = (0.045, 0.06, 0.92 * self.half_m, self.half_m, self.half_m * (1 + self.flare))
        return np.interp(d, known, half)

    def _deep(self, d: F64) -> F64:
        """Half its thickness."""
        return np.interp(d, (0.0, 0.05, SHOULDER_M + 0.1, self.long_m), (0.022, 0.034, 0.05, 0.06))


def hung_coat(stream: Stream, slot: str, wide: float, piece: int, long_m: tuple[float, float] = (0.82, 1.05)) -> Mesh:
    """A buttoned coat, or a jacket with a zip and perhaps a hood, `wide` with its sleeves; the hook at the origin."""
    style = stream.choice(("coat", "hooded", "jacket"), (3, 3, 2))
    long = stream.uniform(*long_m) if style == "coat" else stream.uniform(0.68, 0.8)
    body = _body(stream, wide, long, 0.12 if style == "coat" else 0.02)
    parts = [_shell(body, slot, piece), *_sleeves(stream, body, slot, piece, 0.056)]
    if style == "coat":
        parts += [
            *_lapels(body, slot, piece, 0.3),
            *_edge(body, slot, piece, 0.3, long - 0.004),
            *_buttons(body, 0.34, 0.7 * long),
        ]
    else:
        parts += [*_zip(body, 0.09, long - 0.01), _band(body, slot, piece, long - 0.06, long + 0.003)]
        parts += _hood(body, slot, piece) if style == "hooded" else _collar(slot, piece, 0.024)
    if style == "coat":
        parts += _collar(slot, piece, 0.02)
    return join([*parts, *_flaps(body, slot, piece, 0.56 * long)])


def hung_robe(stream: Stream, slot: str, wide: float, long: float, belt: str) -> Mesh:
    """A bathrobe with a shawl collar, wide sleeves and patch pockets. Slots: `slot`, trim, inside."""
    body = _body(stream, wide, long, 0.16)
    parts = [_shell(body, slot, 1), *_sleeves(stream, body, slot, 1, 0.07)]
    parts += [
        *_lapels(body, slot, 1, 0.4 * long, slot),
        *_collar(slot, 1, 0.024),
        *_edge(body, slot, 1, 0.4 * long, long - 0.004),
    ]
    parts += [_patch(body, slot, 5 + k, (s * 0.52, 0.6 * long), (0.2, 0.17), 0.008) for k, s in enumerate((-1, 1))]
    waist = 0.47 * long
    if belt == "tied":
        parts.append(_band(body, "trim", 7, waist - 0.022, waist + 0.022, 0.014))
        parts += [tube(body.at(np.array([0.02, 0.1]), np.array([waist - 0.02, waist + 0.02]), 0.024), 0.024, "trim", sides=8)]
    if belt != "none":
        places = (-0.06, 0.14) if belt == "tied" else (-0.72, 0.72)
        parts += [_strap(body, u, waist, waist + stream.uniform(0.28, 0.42)) for u in places]
    return join(parts)


def _body(stream: Stream, wide: float, long: float, flare: float) -> Body:
    places = np.linspace(-0.85, 0.85, 6)
    ridges = [
        (p + stream.uniform(-0.12, 0.12), stream.uniform(-0.1, 0.1), stream.uniform(0.14, 0.26), stream.uniform(-0.03, 0.034))
        for p in places.tolist()
    ]
    return Body(0.33 * wide, long, flare, stream.uniform(-0.05, 0.05), stream.uniform(-0.025, 0.025), np.array(ridges))


def _shell(body: Body, slot: str, piece: int) -> Mesh:
    """All round, from the neck to the hem. The front's edge laps over: a step in the cloth."""
    u = np.linspace(-2.0, 2.0, AROUND + 1)[None]
    d = np.concatenate([[0.0, 0.03, 0.07], np.linspace(SHOULDER_M, body.long_m, DOWN - 2)])[:, None]
    points = body.at(u, d)
    lap = (u > 0.03) & (u < 1.0) & (d > 0.05)
    points[..., 1] -= np.where(lap, 0.005, 0.0)
    return grid(points[::-1, ::-1].copy(), slot, piece=piece)


def _sleeves(stream: Stream, body: Body, slot: str, piece: int, radius: float) -> list[Mesh]:
    """They hang from the shoulders, a little before the body, each its own way; one sees into the cuffs."""
    made = []
    for k, s in enumerate((-1, 1)):
        top = -SHOULDER_M - s * 0.5 * body.sag_m
        long, swing, out = stream.uniform(0.54, 0.6), stream.uniform(-0.03, 0.05), stream.uniform(0.0, 0.03)
        t = np.array([0.0, 0.07, 0.2, 0.36, 0.5, 0.56, 0.62, 0.78, 0.92, 1.0])
        x = s * (0.74 * body.half_m + (0.04 + 0.3 * radius) * np.minimum(1.0, 3 * t) + out * t)
        y = 0.5 * radius + 0.058 + swing * t * t + 0.012 * np.sin(6.0 * t)
        z = top - 0.004 - long * t
        wrinkle = np.array([0.0, 0.0, 0.004, -0.003, 0.004, -0.006, 0.004, -0.002, 0.002, 0.0])
        r = radius * np.interp(t, (0, 0.08, 0.4, 1.0), (0.36, 0.88, 0.95, 0.72)) + stream.uniform(0.6, 1.2) * wrinkle
        path = np.stack([x, y, z], 1)
        made.append(_flattened(tube(path, r.tolist(), slot, sides=12, piece=piece + 1 + k), path))
        end = float(r[-1])
        cuff = np.array([path[-1] + (0, 0, 0.055), path[-1] + (0, 0, -0.004)])
        made.append(_flattened(tube(cuff, [end + 0.007, end + 0.005], slot, sides=12, piece=piece + 3), cuff))
        made.append(_flattened(tube(cuff - (0, 0, 0.0015), [end - 0.006, end - 0.006], DARK, sides=12), cuff))
    return made


def _flattened(sleeve: Mesh, path: F64) -> Mesh:
    """Sleeves without an arm in them are three quarters as deep as they are wide."""
    y = np.interp(-sleeve.vertices_m[:, 2], -path[:, 2], path[:, 1])
    vertices = sleeve.vertices_m.copy()
    vertices[:, 1] = (y + 0.75 * (vertices[:, 1] - y)).astype(np.float32)
    return Mesh(vertices, sleeve.normals, sleeve.faces, sleeve.surface_m, sleeve.slot, sleeve.slots)


def _patch(body: Body, slot: str, piece: int, at: tuple[float, float], size: tuple[float, float], off: float) -> Mesh:
    """A piece of cloth on the body's front: its middle (u, d), its size (m), its edges turned in to the body."""
    half = size[0] / 2 / body.half_m / (np.pi / 2)
    u = at[0] + half * np.array([-1.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.0])[None]
    d = at[1] + size[1] / 2 * np.array([-1.0, -1.0, -0.3, 0.4, 1.0, 1.0])[:, None]
    lift = np.zeros((6, 7))
    lift[1:-1, 1:-1] = off
    points = body.at(u, d, -0.001)
    points[..., 1] += lift
    return grid(points[::-1, ::-1].copy(), slot, piece=piece)


def _flaps(body: Body, slot: str, piece: int, d: float) -> list[Mesh]:
    """Over the pockets."""
    return [_patch(body, slot, piece + 4, (s * 0.52, d), (0.13, 0.055), 0.009) for s in (-1, 1)]


def _edge(body: Body, slot: str, piece: int, top: float, foot: float) -> list[Mesh]:
    """The front edge that lies over the other, and the shadow beside it."""
    d = np.linspace(top, foot, 9)
    return [
        _ribbon(body, d, (-0.1, 0.045), slot, piece, 0.006),
        _ribbon(body, d, (0.045, 0.062), DARK, piece, 0.0015),
    ]


def _ribbon(body: Body, d: F64, u: tuple[float, float], slot: str, piece: int, off: float) -> Mesh:
    """A strip down the front."""
    across = np.array([u[0], u[0], (u[0] + u[1]) / 2, u[1], u[1]])[None]
    points = body.at(across, d[:, None], 0.0)
    points[..., 1] += off * np.array([0.0, 1.0, 1.0, 1.0, 0.0])
    return grid(points[::-1, ::-1].copy(), slot, piece=piece)


def _buttons(body: Body, top: float, foot: float) -> list[Mesh]:
    made = []
    for d in np.linspace(top, foot, 4).tolist():
        middle = body.at(np.array(-0.03), np.array(d), 0.006)
        made.append(tube(np.stack([middle, middle + (0, 0.005, 0)]), 0.012, DARK, sides=8))
    return made


def _zip(body: Body, top: float, foot: float) -> list[Mesh]:
    return [_ribbon(body, np.linspace(top, foot, 10), (-0.045, 0.045), DARK, 0, 0.004)]


def _band(body: Body, slot: str, piece: int, top: float, foot: float, off: float = 0.006) -> Mesh:
    """Round the hem or the waist."""
    u, d = np.linspace(-1.3, 1.3, 25)[None], np.array([top, top, foot, foot])[:, None]
    points = body.at(u, np.minimum(d, body.long_m), off)
    inner = body.at(u, np.minimum(d, body.long_m), -0.004)
    points[[0, 3]] = inner[[0, 3]]
    return grid(points[::-1, ::-1].copy(), slot, piece=piece + 5)


def _strap(body: Body, u: float, top: float, foot: float) -> Mesh:
    """An end of a belt, hanging."""
    d = np.linspace(top, foot, 6)
    path = body.at(np.full(6, u), d, 0.016)
    across = np.array([-0.018, 0.018])
    points = path[:, None] + np.stack([across, np.zeros(2), np.zeros(2)], 1)
    return two_sided(grid(points[::-1, ::-1].copy(), "trim"), 0.006)


def _lapels(body: Body, slot: str, piece: int, foot: float, inside: str = DARK) -> list[Mesh]:
    """Turned back on both sides of the neck; between them one sees the inside."""
    d = np.linspace(0.06, foot, 9)
    t = (d - d[0]) / (foot - d[0])
    inner, outer = (
        0.42 * (1 - t) ** 0.9 + 0.01,
        (0.62 + 0.5 * np.minimum(t / 0.35, 1.0)) * (1 - np.maximum(t - 0.35, 0) / 0.65) + 0.02,
    )
    made = [_between(body, d, -inner - 0.1, inner + 0.1, inside, piece + 8, 0.004, 0.004)]
    for s in (-1, 1):
        a, b = (inner, outer) if s > 0 else (-outer, -inner)
        made.append(_between(body, d, a, b, slot, piece + 6, 0.02 if s > 0 else 0.012, 0.012 if s > 0 else 0.02))
    return made


def _between(body: Body, d: F64, left: F64, right: F64, slot: str, piece: int, off_left: float, off_right: float) -> Mesh:
    """Cloth between two lines (u by d) on the body, its left and right edge so far off it, and turned in."""
    share = np.array([0.0, 0.0, 0.5, 1.0, 1.0])
    u = left[:, None] * (1 - share) + right[:, None] * share
    points = body.at(u, d[:, None], 0.0)
    points[..., 1] += np.array([0.0, off_left, (off_left + off_right) / 2, off_right, 0.0])
    return grid(points[::-1, ::-1].copy(), slot, piece=piece)


def _collar(slot: str, piece: int, thick: float) -> list[Mesh]:
    """It stands round the neck, and falls a little before it."""
    path: Sequence[Vec] = [
        (-0.045, 0.1, -0.085),
        (-0.07, 0.075, -0.05),
        (-0.062, 0.03, -0.022),
        (0.0, 0.018, -0.012),
        (0.062, 0.03, -0.022),
        (0.07, 0.075, -0.05),
        (0.045, 0.1, -0.085),
    ]
    radius = [0.5 * thick, thick, thick, 0.8 * thick, thick, thick, 0.5 * thick]
    return [tube(path, [0.75 * r for r in radius], slot, sides=8, piece=piece + 6)]


def _hood(body: Body, slot: str, piece: int) -> list[Mesh]:
    """Empty, fallen forward from the neck: its rim an arch about the dark inside."""
    rows = np.linspace(0.0, 1.0, 8)
    turn = np.linspace(0.0, np.pi, 9)
    half, low = 0.105 * np.sqrt(np.sin(np.pi * (0.12 + 0.8 * rows))), 0.015 + 0.2 * rows
    x = half[:, None] * -np.cos(turn)
    y = OUT_M + 0.07 + (0.055 + 0.03 * rows)[:, None] * np.sin(turn) ** 0.6
    y = y - 0.018 * (np.abs(turn - np.pi / 2) < 0.5)[None] * np.sin(np.pi * rows)[:, None]
    z = -np.broadcast_to(low[:, None], x.shape) + 0.03 * np.sin(turn)[None] * (1 - rows)[:, None]
    pouch = grid(np.stack([x, y, z], -1)[::-1, ::-1].copy(), slot, piece=piece + 7)
    rim = np.stack([1.02 * x[0], y[0] + 0.004, z[0] + 0.002], -1)
    end = np.stack([x[-1], y[-1], z[-1]], -1)
    return [
        two_sided(pouch, 0.006),
        tube(rim, 0.012, slot, sides=6, piece=piece + 7),
        tube(end, 0.01, slot, sides=6, piece=piece + 7),
        *_collar(slot, piece, 0.022),
    ]
