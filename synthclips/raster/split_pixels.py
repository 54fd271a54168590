"""Pixels in which surfaces meet: one place cannot stand for what is under a pixel wide, so each has four, on what they meet."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.kernel import kernel
from synthclips.raster.backdrop import NOWHERE, Backdrop
from synthclips.raster.bvh import STACK, closest, normal_towards
from synthclips.raster.lens import Lens
from synthclips.raster.plate import Bvh
from synthclips.raster.rays import ray_table, ray_through

FAR = 1e6
OWN = 0.05  # of the way to it, that the pixel's place may lie off all four: else a mirror or a pane is between


def split(pixels: NDArray[np.int64], drop: Backdrop, bvh: Bvh, lens: Lens) -> F32:
    """(N, 4, 6) places and normals, times 127, of what the sub-pixels of pixels (N, 2), row and column, show; else NOWHERE.

    What shows in mirrors and behind panes has the pixel's own place four times.
    """
    out = np.empty((len(pixels), 4, 6), np.float32)
    eye, view = lens.position_m.astype(np.float64), lens.camera_from_world.astype(np.float64)
    _split(bvh.bounds, bvh.links, bvh.triangles, eye, view, ray_table(lens), pixels, drop.position, drop.normal, out)
    return out


@kernel
def _split(bounds, links, triangles, eye, m, table, pixels, position, normal, out):
    stack = np.empty(STACK, np.int32)
    for k in range(pixels.shape[0]):
        y, x = pixels[k, 0], pixels[k, 1]
        p, n = position[y, x], normal[y, x]
        nearest, away = FAR, 0.0
        for i in range(4):
            dx, dy, dz = ray_through(x + 0.25 + 0.5 * (i % 2), y + 0.25 + 0.5 * (i // 2), m, table)
            t, of, _u, _v = closest(bounds, links, triangles, eye[0], eye[1], eye[2], dx, dy, dz, FAR, stack)
            row = out[k, i]
            row[0] = row[1] = row[2] = NOWHERE
            if of < 0:
                continue
            row[0], row[1], row[2] = eye[0] + t * dx, eye[1] + t * dy, eye[2] + t * dz
            nx, ny, nz, _back = normal_towards(triangles, of, dx, dy, dz)
            row[3], row[4], row[5] = 127.0 * nx, 127.0 * ny, 127.0 * nz
            gap = math.sqrt((row[0] - p[0]) ** 2 + (row[1] - p[1]) ** 2 + (row[2] - p[2]) ** 2)
            if gap < nearest:
                nearest, away = gap, t
        if nearest > OWN * away:
            for i in range(4):
                for c in range(3):
                    out[k, i, c], out[k, i, 3 + c] = p[c], n[c]
