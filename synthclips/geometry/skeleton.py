"""Posing chains of bones: rotations, two-bone inverse kinematics, and frames along a limb. Pure functions, compiled.

Rotations are (3, 3) and turn columns: `world = R @ local`. A limb's bone frame has -z along the bone, so that
a hanging arm or a standing leg is the identity.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel

F64 = NDArray[np.float64]


@kernel
def rotation(axis: int, angle_rad: float) -> F64:
    """(3, 3) turn about axis 0, 1 or 2 (x, y, z), right-handed."""
    c, s = math.cos(angle_rad), math.sin(angle_rad)
    out = np.zeros((3, 3))
    i, j = (axis + 1) % 3, (axis + 2) % 3
    out[axis, axis] = 1.0
    out[i, i] = out[j, j] = c
    out[i, j] = -s
    out[j, i] = s
    return out


@inner
def mul(a: F64, b: F64) -> F64:
    """(3, 3) product, summed in a fixed order."""
    out = np.empty((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = a[i, 0] * b[0, j] + a[i, 1] * b[1, j] + a[i, 2] * b[2, j]
    return out


@kernel
def turn(a: F64, v: F64) -> F64:
    """(3,) a @ v in a fixed order."""
    out = np.empty(3)
    for i in range(3):
        out[i] = a[i, 0] * v[0] + a[i, 1] * v[1] + a[i, 2] * v[2]
    return out


@kernel
def unit(v: F64) -> F64:
    """(3,) of length 1; +z where `v` is nothing."""
    n = math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2])
    if n < 1e-12:
        return np.array((0.0, 0.0, 1.0))
    return v / n


@kernel
def cross(a: F64, b: F64) -> F64:
    """(3,) right-handed."""
    return np.array((a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]))


@inner
def dot(a: F64, b: F64) -> float:
    """Summed in a fixed order."""
    total: float = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    return total


@kernel
def frame_along(direction: F64, side: F64) -> F64:
    """(3, 3) with -z along `direction` and y as near to `side` as that allows; both (3,)."""
    z = -unit(direction)
    y = unit(side - z * dot(side, z))
    return _columns(cross(y, z), y, z)


@kernel
def _columns(x: F64, y: F64, z: F64) -> F64:
    out = np.empty((3, 3))
    for i in range(3):
        out[i, 0], out[i, 1], out[i, 2] = x[i], y[i], z[i]
    return out


@inner
def two_bone(root: F64, target: F64, pole: F64, upper_m: float, lower_m: float) -> tuple[F64, F64]:
    """Where the middle joint and the end come to lie.

    root, target: (3,) world. pole: (3,) the way the middle joint points. Returns (middle, end), each (3,); the end is
    the target where it can be reached, else the nearest point in reach. Law of cosines.
    """
    line = target - root
    distance = math.sqrt(dot(line, line))
    along = unit(line)
    reach = min(max(distance, abs(upper_m - lower_m) + 1e-6), upper_m + lower_m - 1e-9)
    a = (upper_m * upper_m - lower_m * lower_m + reach * reach) / (2.0 * reach)
    b = math.sqrt(max(upper_m * upper_m - a * a, 0.0))
    away = unit(pole - along * dot(pole, along))
    return root + along * a + away * b, root + along * reach


@kernel
def between(a: F64, b: F64, share: float) -> F64:
    """(3, 3) from rotation `a` (share 0) to `b` (share 1) along the shortest arc. Rodrigues' formula."""
    relative = np.empty((3, 3))
    for i in range(3):
        for j in range(3):
            relative[i, j] = a[0, i] * b[0, j] + a[1, i] * b[1, j] + a[2, i] * b[2, j]
    cosine = min(max((relative[0, 0] + relative[1, 1] + relative[2, 2] - 1.0) * 0.5, -1.0), 1.0)
    angle = math.acos(cosine)
    axis = np.array((relative[2, 1] - relative[1, 2], relative[0, 2] - relative[2, 0], relative[1, 0] - relative[0, 1]))
    if angle < 1e-7 or dot(axis, axis) < 1e-14:
        return a.copy()
    return mul(a, about(unit(axis), angle * share))


@kernel
def about(axis: F64, angle_rad: float) -> F64:
    """(3, 3) turn about a unit axis."""
    c, s = math.cos(angle_rad), math.sin(angle_rad)
    x, y, z = axis[0], axis[1], axis[2]
    k = 1.0 - c
    return np.array(
        (
            (c + x * x * k, x * y * k - z * s, x * z * k + y * s),
            (y * x * k + z * s, c + y * y * k, y * z * k - x * s),
            (z * x * k - y * s, z * y * k + x * s, c + z * z * k),
        )
    )


@kernel
def place(out: F64, bone: int, turned: F64, origin: F64) -> None:
    """Write one bone's (3, 4) into `out` (B, 3, 4)."""
    for i in range(3):
        for j in range(3):
            out[bone, i, j] = turned[i, j]
        out[bone, i, 3] = origin[i]
