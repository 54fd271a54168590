"""Vertices of a posed body: linear blend skinning by at most four bones, then through the lens onto a 1/256 px grid."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.kernel import kernel
from synthclips.raster.lens import NEAR_M, distort

F64 = NDArray[np.float64]
SUBPIXEL = 256  # screen coordinates are whole numbers of 1/256 px


def pose_bones(world_from_bone: F32, bone_from_rest: F64) -> F64:
    """(P, B, 3, 4) world_from_rest, of P poses of (B, 3, 4) bones."""
    a, b = world_from_bone, bone_from_rest
    world_from_rest: F64 = a[..., 0:1] * b[:, None, 0] + a[..., 1:2] * b[:, None, 1] + a[..., 2:3] * b[:, None, 2]
    world_from_rest[..., 3] += a[..., 3]
    return world_from_rest


@kernel
def skin(vertices, normals, bone, weight, world_from_rest, position, normal):
    """World positions and unit normals of (V, 3) rest vertices, into `position` and `normal`."""
    for i in range(vertices.shape[0]):
        vx, vy, vz = vertices[i, 0], vertices[i, 1], vertices[i, 2]
        nx, ny, nz = normals[i, 0], normals[i, 1], normals[i, 2]
        x = y = z = a = b = c = 0.0
        for k in range(4):
            w = weight[i, k]
            if w <= 0.0:
                continue
            q, m = bone[i, k], world_from_rest
            x += w * (m[q, 0, 0] * vx + m[q, 0, 1] * vy + m[q, 0, 2] * vz + m[q, 0, 3])
            y += w * (m[q, 1, 0] * vx + m[q, 1, 1] * vy + m[q, 1, 2] * vz + m[q, 1, 3])
            z += w * (m[q, 2, 0] * vx + m[q, 2, 1] * vy + m[q, 2, 2] * vz + m[q, 2, 3])
            a += w * (m[q, 0, 0] * nx + m[q, 0, 1] * ny + m[q, 0, 2] * nz)
            b += w * (m[q, 1, 0] * nx + m[q, 1, 1] * ny + m[q, 1, 2] * nz)
            c += w * (m[q, 2, 0] * nx + m[q, 2, 1] * ny + m[q, 2, 2] * nz)
        length = 1.0 / max(math.sqrt(a * a + b * b + c * c), 1e-9)
        position[i, 0], position[i, 1], position[i, 2] = x, y, z
        normal[i, 0], normal[i, 1], normal[i, 2] = a * length, b * length, c * length


def pose_spheres(spheres: F64, world_from_rest: F64) -> F32:
    """(S, 5) bone, rest centre, radius -> (P, 4, S) world centre, radius, in P poses."""
    m = world_from_rest[:, spheres[:, 0].astype(np.int64)]
    out = np.empty((len(m), 4, len(spheres)), np.float32)
    centre = m[..., 0] * spheres[:, 1:2] + m[..., 1] * spheres[:, 2:3] + m[..., 2] * spheres[:, 3:4] + m[..., 3]
    out[:, :3], out[:, 3] = centre.transpose(0, 2, 1), spheres[:, 4]
    return out


@kernel
def to_screen(position, m, n, screen, inverse_z):
    """Snapped screen positions and 1 / depth of every vertex; 1 / depth is 0 nearer than NEAR_M.

    Returns the bounds x0, y0, x1, y1 in 1/256 px over vertices before the lens; x1 < x0 if there are none.
    """
    x0 = y0 = np.int64(1 << 40)
    x1 = y1 = np.int64(-(1 << 40))
    for i in range(position.shape[0]):
        px, py, pz = position[i, 0], position[i, 1], position[i, 2]
        z = m[2, 0] * px + m[2, 1] * py + m[2, 2] * pz + m[2, 3]
        if z < NEAR_M:
            inverse_z[i] = 0.0
            continue
        x = m[0, 0] * px + m[0, 1] * py + m[0, 2] * pz + m[0, 3]
        y = m[1, 0] * px + m[1, 1] * py + m[1, 2] * pz + m[1, 3]
        u, v = distort(x / z, y / z, n)
        iu, iv = np.int64(math.floor(u * SUBPIXEL + 0.5)), np.int64(math.floor(v * SUBPIXEL + 0.5))
        screen[i, 0], screen[i, 1], inverse_z[i] = iu, iv, 1.0 / z
        x0, x1 = (iu if iu < x0 else x0), (iu if iu > x1 else x1)
        y0, y1 = (iv if iv < y0 else y0), (iv if iv > y1 else y1)
    return x0, y0, x1, y1
