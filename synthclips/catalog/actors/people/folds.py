"""Folds of cloth: creases round elbows, knees and waist, drag lines from shoulder and crotch, slack stacked at the hems.

One height field over the rest pose moves the vertices, tilts their normals and darkens the troughs.
"""

from __future__ import annotations

import numpy as np

from synthclips.catalog.actors.people.build import Build
from synthclips.catalog.actors.people.shell import Shell
from synthclips.geometry.lattice import noise
from synthclips.geometry.skeleton import F64


def _limb(points: F64, a: F64, b: F64) -> tuple[F64, F64]:
    """Along a limb, in metres from a, and how far inside its sphere of influence (0..1)."""
    axis = (b - a) / np.sqrt(((b - a) ** 2).sum())
    rel = points - a
    along = np.einsum("...k,k->...", rel, axis)
    away = np.sqrt(np.maximum((rel * rel).sum(-1) - along * along, 0.0))
    return along, np.clip((0.17 - away) / 0.05, 0.0, 1.0)


def _near(along: F64, centre: float, width: float) -> F64:
    t = np.clip(1.0 - ((along - centre) / width) ** 2, 0.0, 1.0)
    return t * t


def _wave(x: F64) -> F64:
    """A periodic ridge of period 1, -1..1, sharper in the trough than at the crest."""
    t = np.abs((x - np.floor(x)) * 2.0 - 1.0)
    s = t * t * (3.0 - 2.0 * t)
    return 2.0 * s * (2.0 - s) - 1.0


def height(points: F64, of: Build, shell: Shell) -> F64:
    """(...) metres outward at rest-pose points (..., 3); about +-6 mm."""
    key = of.key & 0xFFFF
    if shell.name == "hair":
        tufts = 0.0035 * noise(points * (1.0, 1.0, 0.55), 0.030, key + 6) + 0.0025 * noise(points, 0.060, key + 7)
        return np.maximum(tufts, -0.001)  # never so far in that the skull shows
    slow, fine = noise(points, 0.16, key + 1), noise(points, 0.075, key + 2)
    out: F64 = 0.0016 * slow + 0.0014 * fine
    if shell.name == "top":
        out = out + _top(points, of, slow, fine)
    elif shell.name == "bottom":
        out = out + _bottom(points, of, slow, fine)
    return shell.cloth * out


def _top(points: F64, of: Build, slow: F64, fine: F64) -> F64:
    """Creases come in patches and run askew: where they are even and mirrored, a trunk looks bare and ribbed."""
    out = np.zeros(points.shape[:-1])
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    turn = noise(points, 0.27, (of.key & 0xFFFF) + 4)
    here, there = np.clip(0.5 + 1.6 * turn, 0.0, 1.0), np.clip(0.5 - 1.6 * turn, 0.0, 1.0)
    for side in (0, 1):
        shoulder, elbow, wrist = (of.at(n, side) for n in ("upper_arm", "forearm", "hand"))
        along, inside = _limb(points, elbow, wrist)
        arm = inside * (np.abs(y) > abs(shoulder[1]) * 0.92) * ((y > 0) == (side == 0))
        length = float(np.sqrt(((wrist - elbow) ** 2).sum()))
        turned = along / 0.060 + 1.3 * slow + 0.7 * fine + x * 9.0
        patchy = 0.35 + 0.85 * here
        out += arm * 0.0048 * _wave(turned) * patchy * (_near(along, 0.0, 0.12) + 0.7 * _near(along, length, 0.11) + 0.06)
        gap = points - np.array((0.0, shoulder[1] * 0.92, shoulder[2] - 0.13))
        pull = (z - shoulder[2]) / 0.078 + np.abs(y) / 0.10 + 1.5 * slow + 0.5 * fine
        out += 0.0044 * _wave(pull) * there * np.clip(1.0 - (gap * gap).sum(-1) / 0.022, 0.0, 1.0)
    waist = of.level(0.625)
    body = np.clip((abs(of.at("upper_arm")[1]) - np.abs(y)) / 0.03, 0.0, 1.0)
    askew = z / 0.085 + 3.5 * y * turn + 1.1 * slow + 0.6 * fine
    out += body * 0.0050 * _wave(askew) * here * _near(z, waist - 0.03, 0.16)
    hang = (y + 0.45 * (z - waist) * np.clip(3.0 * turn, -1.0, 1.0)) / 0.100 + 1.0 * slow + 0.5 * fine
    out += body * 0.0030 * _wave(hang) * there * np.clip((of.level(0.78) - z) / 0.12, 0.0, 1.0)
    return out


def _bottom(points: F64, of: Build, slow: F64, fine: F64) -> F64:
    out = np.zeros(points.shape[:-1])
    turn = noise(points, 0.21, (of.key & 0xFFFF) + 5)
    here, there = np.clip(0.5 + 1.6 * turn, 0.0, 1.0), np.clip(0.5 - 1.6 * turn, 0.0, 1.0)
    for side in (0, 1):
        hip, knee, ankle = (of.at(n, side) for n in ("thigh", "shank", "foot"))
        own = (points[..., 1] > 0) == (side == 0)
        along, inside = _limb(points, knee, ankle)
        length = float(np.sqrt(((ankle - knee) ** 2).sum()))
        ring = along / 0.062 + 1.5 * slow + 0.8 * fine + points[..., 1] * 9.0
        low = (0.4 + 0.75 * here) * _near(along, length - 0.03, 0.12) + 0.05
        back = 0.65 + 0.35 * np.clip((hip[0] - points[..., 0]) / 0.05, -1.0, 1.0)
        out += own * inside * 0.0050 * _wave(ring) * (back * (0.3 + 0.8 * there) * _near(along, 0.0, 0.14) + low)
        drape = points[..., 0] / 0.070 + 0.35 * along / 0.070 + 1.2 * slow
        out += own * inside * 0.0026 * _wave(drape) * there * np.clip(0.12 - np.abs(along - 0.5 * length), 0.0, 0.1) * 10.0
        whisker = points[..., 2] / 0.055 - np.abs(points[..., 1]) / 0.13 + 0.9 * slow
        out += (
            own
            * 0.0042
            * _wave(whisker)
            * (0.3 + 0.7 * here)
            * _near(points[..., 2], hip[2] - 0.05, 0.13)
            * np.clip(0.4 + points[..., 0] * 8.0, 0.3, 1.0)
        )
        seat = points[..., 2] / 0.065 + np.abs(points[..., 1]) / 0.10 + 0.9 * slow
        rear = np.clip(-points[..., 0] * 14.0, 0.0, 1.0)
        out += own * 0.0046 * _wave(seat) * _near(points[..., 2], hip[2] - 0.14, 0.08) * rear
    return out


def folded(shell: Shell, of: Build, inward_m: F64 | float = 0.0) -> tuple[F64, F64]:
    """(V, 3) vertices and (V, 3) unit normals of the shell with its folds, drawn in by inward_m."""
    points, normals = shell.surface.vertices_m.astype(np.float64), shell.surface.normals.astype(np.float64)
    if shell.cloth == 0.0:
        return points, normals
    rise = height(points, of, shell) - inward_m
    step = 0.006
    slope = np.stack(
        [height(points + step * np.eye(3)[k], of, shell) - height(points - step * np.eye(3)[k], of, shell) for k in range(3)], -1
    ) / (2 * step)
    across = slope - normals * np.einsum("vk,vk->v", slope, normals)[:, None]
    tilted = normals - np.clip(across, -0.55, 0.55)
    tilted /= np.sqrt((tilted * tilted).sum(1, keepdims=True))
    return points + normals * rise[:, None], tilted
