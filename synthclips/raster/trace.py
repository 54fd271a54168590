"""What the lens sees of the room: one ray through each 2x2 sub-pixel centre, and the colour of what it hits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import kernel
from synthclips.raster.bvh import STACK, closest
from synthclips.raster.lens import Lens, ray_direction
from synthclips.raster.plate import F32, Bvh, Statics

UNIT = 32767.0  # of the 16-bit normals
STRIP_ROWS = 64  # pixel rows shaded at a time: bounds the memory
Albedo = Callable[[int, F32, F32], F32]  # material index, surface_m (N, 3), normals (N, 3) -> (N, 4)


@dataclass(frozen=True, eq=False)
class Seen:
    """Surfaces under the sub-pixels (2H, 2W) and their mean over the pixels (H, W)."""

    eye: NDArray[np.float64]  # (3,)
    depth_m: F32  # (2H, 2W) along the axis; inf where nothing is
    normal: NDArray[np.int16]  # (2H, 2W, 3) towards the lens, times 32767; zero where no light is received (nothing, or outside)
    material: NDArray[np.int16]  # (2H, 2W) -1 where nothing is
    albedo: NDArray[np.uint8]  # (2H, 2W, 4) square-root codes
    mean_albedo: F32  # (H, W, 4)
    owner: NDArray[np.uint16]  # (H, W) of the nearest of the four


@kernel
def _trace(
    bounds,
    links,
    triangles,
    order,
    faces,
    normals,
    surface_m,
    owner,
    outside,
    eye,
    m,
    lens,
    row,
    depth,
    seen_normal,
    hit,
    at,
    facing,
    first,
):
    """Sub-pixel rows row .. row + len(hit): depth and normal in place; face (-1: none), texture coordinates and normal of each hit."""
    stack = np.empty(STACK, np.int32)
    for y in range(hit.shape[0]):
        for x in range(hit.shape[1]):
            dx, dy, dz = ray_direction((x + 0.5) * 0.5, (row + y + 0.5) * 0.5, m, lens)
            t, k, u, v = closest(bounds, links, triangles, eye[0], eye[1], eye[2], dx, dy, dz, 1e6, stack)
            hit[y, x] = -1
            depth[row + y, x] = np.inf if k < 0 else t
            seen_normal[row + y, x] = 0
            if y % 2 == 0 and x % 2 == 0:
                first[y // 2, x // 2] = 0
            if k < 0:
                continue
            f = order[k]
            hit[y, x] = f
            if y % 2 == 0 and x % 2 == 0:
                first[y // 2, x // 2] = owner[f]
            a, b, c = faces[f]
            w = 1.0 - u - v
            nx = w * normals[a, 0] + u * normals[b, 0] + v * normals[c, 0]
            ny = w * normals[a, 1] + u * normals[b, 1] + v * normals[c, 1]
            nz = w * normals[a, 2] + u * normals[b, 2] + v * normals[c, 2]
            gx = triangles[k, 4] * triangles[k, 8] - triangles[k, 5] * triangles[k, 7]
            gy = triangles[k, 5] * triangles[k, 6] - triangles[k, 3] * triangles[k, 8]
            gz = triangles[k, 3] * triangles[k, 7] - triangles[k, 4] * triangles[k, 6]
            length = np.sqrt(max(nx * nx + ny * ny + nz * nz, 1e-20))
            if gx * dx + gy * dy + gz * dz > 0.0:
                length = -length  # seen from behind: thin things are lit on the side one looks at
            nx, ny, nz = nx / length, ny / length, nz / length
            for j in range(3):
                at[y, x, j] = w * surface_m[a, j] + u * surface_m[b, j] + v * surface_m[c, j]
            facing[y, x, 0], facing[y, x, 1], facing[y, x, 2] = nx, ny, nz
            if owner[f] != outside:
                seen_normal[row + y, x, 0] = int(round(nx * UNIT))
                seen_normal[row + y, x, 1] = int(round(ny * UNIT))
                seen_normal[row + y, x, 2] = int(round(nz * UNIT))


@kernel
def _average(values, codes, row, out):
    """Square-root codes of (2h, 2w, 4) albedo, and its mean over 2x2 into rows row // 2 .. of out."""
    for y in range(values.shape[0] // 2):
        for x in range(values.shape[1] // 2):
            for c in range(4):
                total = 0.0
                for j in range(2):
                    for i in range(2):
                        value = min(max(values[2 * y + j, 2 * x + i, c], 0.0), 1.0)
                        codes[row + 2 * y + j, 2 * x + i, c] = int(np.sqrt(value) * 255.0 + 0.5)
                        total += value
                out[row // 2 + y, x, c] = total * 0.25


def look(statics: Statics, bvh: Bvh, lens: Lens, albedo_of: Albedo) -> Seen:
    """All that the lens sees of `statics`; `bvh` is over all its faces."""
    h, w = lens.height_px, lens.width_px
    outside = statics.owners.index("outside") if "outside" in statics.owners else -1
    depth, normal = np.empty((2 * h, 2 * w), np.float32), np.empty((2 * h, 2 * w, 3), np.int16)
    material, codes = np.empty((2 * h, 2 * w), np.int16), np.empty((2 * h, 2 * w, 4), np.uint8)
    mean, owner = np.empty((h, w, 4), np.float32), np.empty((h, w), np.uint16)
    eye = lens.position_m.astype(np.float64)
    m = lens.camera_from_world.astype(np.float64)
    of_face = np.append(statics.material, -1).astype(np.int16)  # face -1: material -1
    for row in range(0, 2 * h, 2 * STRIP_ROWS):
        rows = min(2 * STRIP_ROWS, 2 * h - row)
        hit = np.empty((rows, 2 * w), np.int32)
        at, facing = np.zeros((rows, 2 * w, 3), np.float32), np.zeros((rows, 2 * w, 3), np.float32)
        _trace(
            bvh.bounds, bvh.links, bvh.triangles, bvh.order, statics.faces, statics.normals, statics.surface_m, statics.owner,
            outside, eye, m, lens.numbers, row, depth, normal, hit, at, facing, owner[row // 2 : (row + rows) // 2],
        )  # fmt: skip
        material[row : row + rows] = of_face[hit]
        values = _coloured(material[row : row + rows], at, facing, albedo_of)
        _average(values, codes, row, mean)
    return Seen(eye, depth, normal, material, codes, mean, owner)


def _coloured(material: NDArray[np.int16], at: F32, facing: F32, albedo_of: Albedo) -> F32:
    """(h, w, 4) albedo of each hit, evaluated material by material."""
    out = np.zeros((material.size, 4), np.float32)
    flat = material.reshape(-1)
    order = np.argsort(flat, kind="stable")
    sorted_flat = flat[order]
    kinds, starts = np.unique(sorted_flat, return_index=True)
    for kind, start, stop in zip(kinds, starts, [*starts[1:], flat.size], strict=True):
        if kind >= 0:
            chosen = order[start:stop]
            out[chosen] = albedo_of(int(kind), at.reshape(-1, 3)[chosen], facing.reshape(-1, 3)[chosen])
    return out.reshape(*material.shape, 4)
