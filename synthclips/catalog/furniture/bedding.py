"""Bedding: a duvet that lies on a mattress and hangs over its edges, pillows, and how tidy all that was left."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from synthclips.geometry.mesh import Mesh
from synthclips.geometry.shapes import F64, grid_faces, shifted, surface, turned
from synthclips.geometry.soft import pillow, soft_box
from synthclips.scene.streams import Stream

ROUND_M = 0.06  # of the mattress's upper edges
HEM_M = 0.06  # how far from its edge a duvet is as thick as anywhere
OUT_M = 0.085  # how far a duvet stands out from the mattress, at most
WAVES = 6
CLEAR_M = 0.038  # what hangs over the edges stays so far off the mattress: there may be a rail
CREASES = 0.35  # height of the small creases, of the broad folds they lie on


@dataclass(frozen=True)
class Cover:
    """A duvet on a mattress, in metres."""

    sides_m: tuple[float, float]  # how far it hangs over the left and right edge; negative: how much of the bed it leaves bare
    foot_m: float  # over the foot
    head_m: float  # from the mattress's head end to the duvet
    skew: float = 0.0  # how much nearer the head its right side lies than its left, of its width
    turned_m: float = 0.0  # so much of it is folded back
    thick_m: float = 0.045
    rumple_m: float = 0.012
    wander_m: float = 0.0  # how far its side hems stray
    under_m: float = 0.0  # thickness of the cover it lies on, in whose folds it lies: of the same rumple and stream
    cells: tuple[int, int] = field(default=(52, 58))


def mattress(width_m: float, length_m: float, thick_m: float, top_m: float) -> Mesh:
    """A mattress in its sheet. Slot: sheet."""
    return soft_box((width_m, length_m, thick_m), ROUND_M, "sheet", at_m=(0, 0, top_m - thick_m), cells=(6, 8, 1), rounding=3)


def duvet(width_m: float, length_m: float, top_m: float, cover: Cover, stream: Stream, slot: str = "duvet") -> Mesh:
    """A duvet over a mattress centred on the origin, its head towards -y."""
    half = np.array([width_m, length_m]) / 2
    columns, rows = cover.cells
    s = np.broadcast_to(
        np.linspace(-half[0] - cover.sides_m[0], half[0] + cover.sides_m[1], columns + 1), (rows + 1, columns + 1)
    )
    head = -half[1] + cover.head_m - cover.skew * s + 0.3 * cover.rumple_m * _waves(s, 0 * s, 0.5, stream)
    end = half[1] + cover.foot_m
    down = np.linspace(0, 1, rows + 1)[:, None]
    t = head + (end - head) * down
    straight = s
    s = s + cover.wander_m * _waves(0 * t, t, 0.6, stream) * np.abs(s / half[0]) ** 3  # no hem hangs straight
    edge = np.minimum.reduce([t - head, end - t, straight + half[0] + cover.sides_m[0], half[0] + cover.sides_m[1] - straight])
    full = np.sqrt(np.maximum(1 - (1 - np.minimum(edge / HEM_M, 1.0)) ** 2, 0.0))
    folded = np.sqrt(np.clip((cover.turned_m - (t - head)) / 0.05, 0.0, 1.0))
    folds = _waves(s, t, 0.42, stream) + CREASES * _waves(s, t, 0.17, stream)
    rumpled = cover.rumple_m * (np.sqrt(full) if cover.under_m == 0.0 else 1.0) * folds
    thick = cover.under_m + cover.thick_m * full * (1 + folded) + rumpled
    hangs = (np.abs(s) > half[0]) | (np.abs(t) > half[1])
    thick = np.where(hangs, np.maximum(thick, CLEAR_M * full if cover.under_m == 0.0 else CLEAR_M + cover.thick_m), thick)
    points = _draped(s, t, half, top_m, np.maximum(thick, 0.0) + 0.006, _waves(s, t, 0.3, stream), OUT_M + 0.15 * cover.under_m)
    where = np.stack([s, t, np.full_like(s, 0.5)], 2).reshape(-1, 3)
    return surface(points.reshape(-1, 3), grid_faces(rows + 1, columns + 1), where, slot)


def _draped(s: F64, t: F64, half: F64, top: float, thick: F64, ripple: F64, most: float) -> F64:
    """(R, C, 3) where cloth points lie: along the top, round its edges, and down; corners hang in a fold.

    most: how far it stands out from the mattress at most.
    """
    x, drop_x, lean_x = _over_edge(np.abs(s), half[0])
    y, drop_y, lean_y = _over_edge(np.abs(t), half[1])
    fold = 0.16 * np.minimum(drop_x, drop_y)
    hang = np.maximum(drop_x, drop_y)
    out = thick + 0.035 * np.minimum(hang, 0.3) / 0.3 * (ripple > 0) * ripple
    steep = np.stack([lean_x, lean_y, (1 - lean_x) * (1 - lean_y) + 1e-3], 2)
    normal = steep / np.sqrt((steep * steep).sum(2, keepdims=True))
    placed: F64 = np.stack(
        [
            np.sign(s) * np.minimum(x + normal[..., 0] * out + fold, half[0] + most),
            np.sign(t) * np.minimum(y + normal[..., 1] * out + fold, half[1] + most),
            np.maximum(top - hang + normal[..., 2] * out, 0.015),
        ],
        2,
    )
    return placed


def _over_edge(along: F64, half: float) -> tuple[F64, F64, F64]:
    """How far out, how far down, and how steep (0 level, 1 upright) cloth lies that far from the middle."""
    past = np.maximum(along - (half - ROUND_M), 0.0)
    turn = np.minimum(past / ROUND_M, np.pi / 2)
    out = np.minimum(along, half - ROUND_M) + ROUND_M * np.sin(turn)
    down = ROUND_M * (1 - np.cos(turn)) + np.maximum(past - ROUND_M * np.pi / 2, 0.0)
    return out, down, np.sin(turn)


def _waves(s: F64, t: F64, length_m: float, stream: Stream) -> F64:
    """About -1..1: folds that cross, rise sharply and die away."""
    total = np.zeros_like(s)
    for _ in range(WAVES):
        angle, long = stream.uniform(0, np.pi), length_m * stream.uniform(0.6, 1.6)
        u = (np.cos(angle) * s + np.sin(angle) * t) / long + stream.unit()
        v = (np.cos(angle) * t - np.sin(angle) * s) / (2.7 * long) + stream.unit()
        ridge = 1 - 2 * np.abs(np.sin(np.pi * (u + 0.12 * np.sin(2 * np.pi * v))))
        total += ridge * (0.5 + 0.5 * np.sin(2 * np.pi * v))
    waves: F64 = np.clip(total / (0.45 * WAVES), -1.0, 1.0)
    return waves


def pillows(width_m: float, length_m: float, top_m: float, count: int, untidy: float, stream: Stream) -> list[Mesh]:
    """Pillows at the head: one or two side by side, a second row leaning on what is behind. Slot: pillow."""
    across = 2 if width_m > 1.3 and count > 1 else 1
    each = min(0.72, (width_m - 0.06) / across)
    made = []
    for k in range(count):
        lying, thick = k < across, stream.uniform(0.13, 0.18)
        shape = pillow((each * 0.97, thick, 0.46), "pillow", cells=10, pinch=0.05, piece=2 * k)
        x = (k % across - (across - 1) / 2) * each * 1.02 + stream.uniform(-0.03, 0.03) * (1 + untidy)
        y = -length_m / 2
        if lying:
            shape = turned(shifted(shape, z=-0.23), "x", -np.pi / 2)
            shape = turned(shape, "z", stream.uniform(-0.08, 0.08) + untidy * stream.uniform(-0.5, 0.5))
            away = 0.3 + (0.1 if count > across else 0.0) + untidy * stream.uniform(0.0, 0.12)
            made.append(shifted(shape, x, y + away, top_m + 0.36 * thick))
        else:
            shape = turned(shape, "x", stream.uniform(0.35, 0.55))
            low = -float(shape.vertices_m[:, 2].min())
            made.append(shifted(shape, x, y + 0.3, top_m + low))
    return made
