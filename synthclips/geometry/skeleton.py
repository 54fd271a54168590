"""Posing chains of bones: rotations, two-bone inverse kinematics, and frames along a limb; many poses at once.

Rotations are (..., 3, 3) and turn columns: `world = R @ local`; vectors are (..., 3). A limb's bone frame has -z along the
bone, so that a hanging arm or a standing leg is the identity. Every sum has a fixed order, so that bytes repeat. In memory
a rotation's nine numbers lie apart and the poses together, so that numpy runs along poses; what is made of it follows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
UP = np.array((0.0, 0.0, 1.0))


def rotation(axis: int, angle_rad: F64 | float) -> F64:
    """(..., 3, 3) turn about axis 0, 1 or 2 (x, y, z), right-handed; angles (...)."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    out = poses(np.shape(angle_rad), 3, 3)
    i, j = (axis + 1) % 3, (axis + 2) % 3
    out[..., axis, axis] = 1.0
    out[..., i, i] = out[..., j, j] = c
    out[..., i, j] = -s
    out[..., j, i] = s
    return out


def poses(shape: tuple[int, ...], *cells: int) -> F64:
    """(*shape, *cells) zeros, the poses side by side in memory."""
    out, n = np.zeros((*cells, *shape)), len(cells)
    return out.transpose(*range(n, out.ndim), *range(n))


def mul(a: F64, b: F64) -> F64:
    """(..., 3, 3) product."""
    out: F64 = a[..., 0, None] * b[..., None, 0, :] + a[..., 1, None] * b[..., None, 1, :] + a[..., 2, None] * b[..., None, 2, :]
    return out


def turn(a: F64, v: F64) -> F64:
    """(..., 3) a @ v."""
    out: F64 = a[..., 0] * v[..., 0, None] + a[..., 1] * v[..., 1, None] + a[..., 2] * v[..., 2, None]
    return out


def dot(a: F64, b: F64) -> F64:
    """(..., 1): so that it scales vectors."""
    out: F64 = a[..., 0, None] * b[..., 0, None] + a[..., 1, None] * b[..., 1, None] + a[..., 2, None] * b[..., 2, None]
    return out


def length(v: F64) -> F64:
    """(..., 1)."""
    out: F64 = np.sqrt(dot(v, v))
    return out


def unit(v: F64) -> F64:
    """(..., 3) of length 1; +z where `v` is nothing."""
    n = length(v)
    return np.where(n < 1e-12, UP, v / np.maximum(n, 1e-12))


def cross(a: F64, b: F64) -> F64:
    """(..., 3) right-handed."""
    ax, ay, az, bx, by, bz = a[..., 0], a[..., 1], a[..., 2], b[..., 0], b[..., 1], b[..., 2]
    x = ay * bz - az * by
    out = poses(x.shape, 3)
    out[..., 0], out[..., 1], out[..., 2] = x, az * bx - ax * bz, ax * by - ay * bx
    return out


def frame_along(direction: F64, side: F64) -> F64:
    """(..., 3, 3) with -z along `direction` and y as near to `side` as that allows; both (..., 3)."""
    z = -unit(direction)
    y = unit(side - z * dot(side, z))
    return frame_of(cross(y, z), y, z)


def frame_of(x: F64, y: F64, z: F64) -> F64:
    """(..., 3, 3) with these columns, each (..., 3)."""
    out = poses(x.shape[:-1], 3, 3)
    out[..., 0], out[..., 1], out[..., 2] = x, y, z
    return out


def two_bone(root: F64, target: F64, pole: F64, upper_m: float, lower_m: float) -> tuple[F64, F64]:
    """Where the middle joint and the end come to lie.

    root, target: (..., 3) world. pole: (..., 3) the way the middle joint points. Returns (middle, end), each (..., 3); the
    end is the target where it can be reached, else the nearest point in reach. Law of cosines.
    """
    line = target - root
    along = unit(line)
    reach = np.clip(length(line), abs(upper_m - lower_m) + 1e-6, upper_m + lower_m - 1e-9)
    a = (upper_m * upper_m - lower_m * lower_m + reach * reach) / (2.0 * reach)
    b = np.sqrt(np.maximum(upper_m * upper_m - a * a, 0.0))
    away = unit(pole - along * dot(pole, along))
    return root + along * a + away * b, root + along * reach


def place(out: F64, bone: int | NDArray[np.int32], turned: F64, origin: F64) -> None:
    """Write the (..., 3, 4) of one bone, or of several, into `out` (T, B, 3, 4)."""
    out[..., :3][:, bone] = turned
    out[..., 3][:, bone] = origin
