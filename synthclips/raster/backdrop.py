"""The plate as the frame kernels want it: where each pixel's surface is, in tiles with bounds, and on a coarse grid."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.kernel import inner, kernel
from synthclips.raster.lens import Lens
from synthclips.raster.occlusion import CELL
from synthclips.raster.plate import Mirror, Plate
from synthclips.raster.rays import ray_table, ray_through

COARSE_COLUMNS = 128  # coarse points across the picture, whatever its size
NOWHERE = 1e9
AWRY = 0.01  # what a coarse point counts that faces another way


@dataclass(frozen=True, eq=False)
class Backdrop:
    """H x W pixels, in tiles of `tile_px` with CELL x CELL coarse points each."""

    position: F32  # (H, W, 3) world; NOWHERE where the ray meets nothing
    normal: NDArray[np.int8]  # (H, W, 3) the plate's, times 127
    tile_px: int
    tiles: NDArray[np.float64]  # (TH, TW, 4) ball around each tile's surface, radius -1 where there is none
    coarse_row: NDArray[np.int64]  # (gh,) pixels at which the coarse points lie
    coarse_column: NDArray[np.int64]  # (gw,)
    coarse_position: F32  # (gh, gw, 3)
    coarse_normal: F32  # (gh, gw, 3)
    lean: NDArray[np.uint8]  # (H, 4, W) 255ths of the coarse points around a pixel: above left, right, below left, right


_known: WeakKeyDictionary[Plate, Backdrop] = WeakKeyDictionary()


def backdrop_of(plate: Plate, lens: Lens) -> Backdrop:
    """The plate's, worked out once; lens: the one it was baked through."""
    if plate not in _known:
        _known[plate] = _fresh(plate, lens)
    return _known[plate]


def _fresh(plate: Plate, lens: Lens) -> Backdrop:
    rows, columns = plate.normal.shape[:2]
    step = max(1, round(columns / COARSE_COLUMNS))
    position = np.empty((rows, columns, 3), np.float32)
    view = (lens.camera_from_world.astype(np.float64), ray_table(lens), lens.position_m)
    _place(plate.depth_m, *view, 0, 0, position)
    for mirror in plate.mirrors:
        _place_mirrored(mirror, view, position)
    tiles = _balls(position, step * CELL)
    row, column = _middles(tiles.shape[0] * CELL, step, rows), _middles(tiles.shape[1] * CELL, step, columns)
    coarse = np.ascontiguousarray(position[row][:, column])
    coarse_normal = np.ascontiguousarray(plate.normal[row][:, column].astype(np.float32) / np.float32(127))
    lean = np.zeros((rows, 4, columns), np.uint8)
    _lean(position, plate.normal, coarse, coarse_normal, step, lean)
    return Backdrop(position, plate.normal, step * CELL, tiles, row, column, coarse, coarse_normal, lean)


def _place_mirrored(mirror: Mirror, view: tuple[NDArray[np.float64], NDArray[np.float64], F32], position: F32) -> None:
    """What shows in a mirror is put where it truly is."""
    (x0, y0), (h, w) = mirror.corner, (n // 2 for n in mirror.beyond_m.shape)
    behind = np.empty((h, w, 3), np.float32)
    _place(np.where(mirror.beyond_m > 0, mirror.beyond_m, np.float32(np.inf)), *view, x0, y0, behind)
    there, r = behind[..., 0] < NOWHERE, mirror.reflection
    x, y, z = behind[there].T
    position[y0 : y0 + h, x0 : x0 + w][there] = np.stack([a * x + b * y + c * z + d for a, b, c, d in r], 1)


def _middles(count: int, step: int, size: int) -> NDArray[np.int64]:
    return np.minimum(np.arange(count) * step + step // 2, size - 1)


@kernel
def _place(depth, m, table, eye, x0, y0, position):
    """Pixel centres along their rays, to the middle one of the pixel's depths that are finite; x0, y0: the first pixel."""
    for y in range(position.shape[0]):
        for x in range(position.shape[1]):
            a, b, c, d = depth[2 * y, 2 * x], depth[2 * y, 2 * x + 1], depth[2 * y + 1, 2 * x], depth[2 * y + 1, 2 * x + 1]
            one = max(min(a, b), min(c, d))
            other = min(max(a, b), max(c, d))
            second, third = min(one, other), max(one, other)
            t = second if third > 1.02 * second else 0.5 * second + 0.5 * third
            if not t < 1e6:
                position[y, x, 0] = position[y, x, 1] = position[y, x, 2] = NOWHERE
                continue
            dx, dy, dz = ray_through(x0 + x + 0.5, y0 + y + 0.5, m, table)
            position[y, x, 0], position[y, x, 1], position[y, x, 2] = eye[0] + t * dx, eye[1] + t * dy, eye[2] + t * dz


@kernel
def _lean(position, normal, coarse, coarse_normal, step, lean):
    """Bilinear shares, leaning on the coarse points that lie in the pixel's own plane, half at 2 cm off it, and face its way."""
    for y in range(position.shape[0]):
        v = (2 * y + 1 + step) // (2 * step)
        fv, b0, b1 = (y + 0.5) / step + 0.5 - v, max(v - 1, 0), min(v, coarse.shape[0] - 1)
        for x in range(position.shape[1]):
            u = (2 * x + 1 + step) // (2 * step)
            fu, a0, a1 = (x + 0.5) / step + 0.5 - u, max(u - 1, 0), min(u, coarse.shape[1] - 1)
            if not position[y, x, 0] < NOWHERE:
                continue
            w00 = (1.0 - fv) * (1.0 - fu) * _likeness(coarse[b0, a0], coarse_normal[b0, a0], position[y, x], normal[y, x])
            w01 = (1.0 - fv) * fu * _likeness(coarse[b0, a1], coarse_normal[b0, a1], position[y, x], normal[y, x])
            w10 = fv * (1.0 - fu) * _likeness(coarse[b1, a0], coarse_normal[b1, a0], position[y, x], normal[y, x])
            w11 = fv * fu * _likeness(coarse[b1, a1], coarse_normal[b1, a1], position[y, x], normal[y, x])
            scale = 255.0 / (w00 + w01 + w10 + w11)
            lean[y, 0, x], lean[y, 1, x] = int(w00 * scale + 0.5), int(w01 * scale + 0.5)
            lean[y, 2, x], lean[y, 3, x] = int(w10 * scale + 0.5), int(w11 * scale + 0.5)


@inner
def _likeness(point, faces, position, normal):
    if not point[0] < NOWHERE:
        return 1e-6
    facing = max((faces[0] * normal[0] + faces[1] * normal[1] + faces[2] * normal[2]) / 127.0, 0.0)
    off = (point[0] - position[0]) * normal[0] + (point[1] - position[1]) * normal[1] + (point[2] - position[2]) * normal[2]
    off *= 50.0 / 127.0
    return (AWRY + facing * facing * facing * facing) / (1.0 + off * off)


def _balls(position: F32, size: int) -> NDArray[np.float64]:
    """Balls around the surfaces in every size x size pixels; radius -1 where there is none."""
    there = position[..., :1] < NOWHERE
    low, high = _by_tile(np.minimum, position, there, size), _by_tile(np.maximum, position, there, size)
    x, y, z = (0.5 * (high - low)).transpose(2, 0, 1)
    radius = np.where(high[..., 0] < low[..., 0], -1.0, np.sqrt(x * x + y * y + z * z))
    return np.concatenate([0.5 * (low + high), radius[..., None]], 2)


def _by_tile(extreme: np.ufunc, position: F32, there: NDArray[np.bool_], size: int) -> NDArray[np.float64]:
    """(TH, TW, 3) lowest or highest coordinates of the surfaces in each tile; 1e9 or -1e9 where there is none."""
    known = np.where(there, position, np.float32(1e9 if extreme is np.minimum else -1e9))
    rows: F32 = extreme.reduceat(known, np.arange(0, len(known), size), 0)
    return extreme.reduceat(rows, np.arange(0, rows.shape[1], size), 1).astype(np.float64)


def mark(dirty: NDArray[np.uint8], tile_px: int, x0: int, y0: int, x1: int, y1: int) -> None:
    """Marks the tiles under a non-empty rectangle."""
    dirty[y0 // tile_px : (y1 - 1) // tile_px + 1, x0 // tile_px : (x1 - 1) // tile_px + 1] = 1


@kernel
def changed_rectangles(now, before, tile_px, width, height, out):
    """Rectangles (x0, y0, x1, y1) over all tiles marked now or before, into `out`; returns how many.

    Runs of tiles in a row; a run just as wide as one right above it joins that.
    """
    count = 0
    for ty in range(now.shape[0]):
        tx = 0
        while tx < now.shape[1]:
            start = tx
            while tx < now.shape[1] and (now[ty, tx] or before[ty, tx]):
                tx += 1
            if tx == start:
                tx += 1
                continue
            x0, x1, y0, y1 = start * tile_px, min(tx * tile_px, width), ty * tile_px, min((ty + 1) * tile_px, height)
            joined = False
            for k in range(count):
                if out[k, 0] == x0 and out[k, 2] == x1 and out[k, 3] == y0:
                    out[k, 3], joined = y1, True
                    break
            if not joined:
                out[count, 0], out[count, 1], out[count, 2], out[count, 3] = x0, y0, x1, y1
                count += 1
    return count
