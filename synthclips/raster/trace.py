"""What the lens sees of the room: one ray through each 2x2 sub-pixel centre, more at edges, and the colour of what they hit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.bvh import STACK, closest, hit, no_farther, normal_towards
from synthclips.raster.coverage import aimed, find_edges, kinds, weigh_samples
from synthclips.raster.daylight import Daylight, faded, shares
from synthclips.raster.lens import Lens
from synthclips.raster.looking_glass import DIM, EYE, NORMAL, TINT, Glass
from synthclips.raster.plate import F32, Bvh, Statics
from synthclips.raster.rays import ray_table, ray_through

UNIT = 32767.0  # of the 16-bit normals
STRIP_ROWS = 64  # pixel rows shaded at a time: bounds the memory
ONWARD_M = 1e-4  # a ray goes on so far before the glass
FURTHER = 2.0  # a neighbour's ray goes so many times as far at most, where a sample's spread is asked: towards the horizon
Albedo = Callable[[int, F32, F32], F32]  # material index, surface_m (N, 3), spread_m (N, 2, 3) of a sample on it -> (N, 4)


@dataclass(frozen=True, eq=False)
class Seen:
    """Surfaces under the sub-pixels (2H, 2W) and their mean over the pixels (H, W). In a mirror: what shows in it, tinted."""

    eye: NDArray[np.float64]  # (3,)
    depth_m: F32  # (2H, 2W) along the axis; inf where nothing is; of what shows in a mirror, the way by the glass
    aim: NDArray[np.uint8]  # (2H, 2W) the ray that went there: see `coverage.aimed`
    weight: NDArray[np.uint8]  # (2H, 2W) of each in its pixel
    straight_m: F32  # (2H, 2W) depth of what is under the centres, be it a mirror
    mirror: NDArray[np.uint8]  # (2H, 2W) number of the mirror in which it shows; 0: none
    glass: Glass
    normal: NDArray[np.int16]  # (2H, 2W, 3) towards the lens, times 32767; zero where no light is received (nothing, or outside)
    material: NDArray[np.int16]  # (2H, 2W) -1 where nothing is
    albedo: NDArray[np.uint8]  # (2H, 2W, 4) square-root codes
    mean_albedo: F32  # (H, W, 4)
    owner: NDArray[np.uint16]  # (H, W) of the nearest of the four


@inner
def _agree(triangles, owner, order, a, b):
    """Whether triangles a and b lie in one plane of one thing."""
    if a < 0 or b < 0 or owner[order[a]] != owner[order[b]]:
        return False
    if a == b:
        return True
    ax, ay, az, _ = normal_towards(triangles, a, 0.0, 0.0, 0.0)
    bx, by, bz, _ = normal_towards(triangles, b, 0.0, 0.0, 0.0)
    off = (
        (triangles[b, 0] - triangles[a, 0]) * ax
        + (triangles[b, 1] - triangles[a, 1]) * ay
        + (triangles[b, 2] - triangles[a, 2]) * az
    )
    return ax * bx + ay * by + az * bz > 0.999 and abs(off) < 0.002


@inner
def _mirror(glass, number, dx, dy, dz):
    """The number of the mirror that a ray meets; 0 if it is none, or its back."""
    n = glass[number, NORMAL:EYE]
    return np.int64(number) if dx * n[0] + dy * n[1] + dz * n[2] < 0.0 else 0


@inner
def _turned(row, dx, dy, dz):
    """A direction mirrored."""
    n = row[NORMAL:EYE]
    twice = 2.0 * (dx * n[0] + dy * n[1] + dz * n[2])
    return dx - twice * n[0], dy - twice * n[1], dz - twice * n[2]


@inner
def _onward(bounds, links, triangles, row, eye, t, dx, dy, dz, stack):
    """What a ray meets after the glass: the whole way to it, and its triangle."""
    n = row[NORMAL:EYE]
    ox, oy, oz = eye[0] + t * dx + ONWARD_M * n[0], eye[1] + t * dy + ONWARD_M * n[1], eye[2] + t * dz + ONWARD_M * n[2]
    dx, dy, dz = _turned(row, dx, dy, dz)
    further, k, _u, _v = closest(bounds, links, triangles, ox, oy, oz, dx, dy, dz, 1e6, stack)
    return t + further, k


@kernel
def _meet(bounds, links, triangles, order, owner, of_face, glass, eye, m, table, depth, straight, mirror, found, first):
    """What each sub-pixel meets, in place: its triangle (leaf order, -1: none) and depth, by way of the mirror, if any.

    of_face, glass: `looking_glass.Glass`; straight: depth of what is met first; first (H, W): owner of the upper left one.
    The sub-pixels on one diagonal are asked of the hierarchy; where they agree, the other two are met with the same triangles.
    """
    stack, met, last = np.empty(STACK, np.int32), np.empty(4, np.int64), -1
    for y in range(first.shape[0]):
        for x in range(first.shape[1]):
            same = False
            for turn in range(4):
                i = turn if turn == 0 else (3 if turn == 1 else turn - 1)
                sy, sx = 2 * y + i // 2, 2 * x + i % 2
                dx, dy, dz = ray_through((sx + 0.5) * 0.5, (sy + 0.5) * 0.5, m, table)
                t, k = 1e30, -1
                if turn == 2:
                    same = _agree(triangles, owner, order, met[0], met[3])
                if same:
                    for j in range(2):
                        if t >= 1e30:
                            k = met[3 * j]
                            t, _u, _v = hit(triangles, k, eye[0], eye[1], eye[2], dx, dy, dz)
                if t >= 1e30 or t <= 0.0:
                    far = no_farther(triangles, last, eye[0], eye[1], eye[2], dx, dy, dz, 1e6)
                    t, k, _u, _v = closest(bounds, links, triangles, eye[0], eye[1], eye[2], dx, dy, dz, far, stack)
                met[i], last = k, k
                if i == 0:
                    first[y, x] = 0 if k < 0 else owner[order[k]]
                straight[sy, sx] = np.inf if k < 0 else t
                g = 0 if k < 0 else _mirror(glass, of_face[order[k]], dx, dy, dz)
                mirror[sy, sx] = g
                if g > 0:
                    t, k = _onward(bounds, links, triangles, glass[g], eye, t, dx, dy, dz, stack)
                found[sy, sx] = k
                depth[sy, sx] = np.inf if k < 0 else t


@inner
def _slid(triangles, k, t, dx, dy, dz, ex, ey, ez):
    """How far (u, v) of triangle k change from a ray that meets it after t of d to the one along e from the same place."""
    nx, ny, nz, _ = normal_towards(triangles, k, dx, dy, dz)
    here, there = dx * nx + dy * ny + dz * nz, ex * nx + ey * ny + ez * nz
    far = t * min(max(here / there if there < 0.0 else FURTHER, 1.0 / FURTHER), FURTHER)
    x, y, z = far * ex - t * dx, far * ey - t * dy, far * ez - t * dz
    ax, ay, az, bx, by, bz = triangles[k, 3:9]
    aa, ab, bb = ax * ax + ay * ay + az * az, ax * bx + ay * by + az * bz, bx * bx + by * by + bz * bz
    p, q, size = x * ax + y * ay + z * az, x * bx + y * by + z * bz, max(aa * bb - ab * ab, 1e-20)
    return (bb * p - ab * q) / size, (aa * q - ab * p) / size


@kernel
def _describe(
    triangles, order, faces, normals, surface_m, lit, patterned, glass, eye, m, table, found, aim, mirror, row, place,
    seen_normal, at, spread,
):  # fmt: skip
    """Sub-pixel rows row .. row + len(place): their normal; texture place (N, 3) of what was met, and its spread (N, 2, 3).

    place: (h, w) where in those; lit: (F,) whether a face receives light; patterned: (F,) whether its spread matters.
    """
    for sy in range(row, row + place.shape[0]):
        for sx in range(place.shape[1]):
            n = place[sy - row, sx]
            seen_normal[sy, sx] = 0
            k = found[sy, sx]
            if k < 0:
                continue
            px, py = aimed(aim[sy, sx], sy, sx)
            dx, dy, dz = ray_through(px, py, m, table)
            ox, oy, oz, g = eye[0], eye[1], eye[2], mirror[sy, sx]
            if g > 0:
                ox, oy, oz = glass[g, EYE], glass[g, EYE + 1], glass[g, EYE + 2]
                dx, dy, dz = _turned(glass[g], dx, dy, dz)
            t, u, v = hit(triangles, k, ox, oy, oz, dx, dy, dz)
            if t >= 1e30:  # just beside it, by rounding
                t, u, v = 0.0, 1.0 / 3.0, 1.0 / 3.0
            f = order[k]
            a, b, c = faces[f]
            w = 1.0 - u - v
            nx = w * normals[a, 0] + u * normals[b, 0] + v * normals[c, 0]
            ny = w * normals[a, 1] + u * normals[b, 1] + v * normals[c, 1]
            nz = w * normals[a, 2] + u * normals[b, 2] + v * normals[c, 2]
            length = np.sqrt(max(nx * nx + ny * ny + nz * nz, 1e-20))
            if normal_towards(triangles, k, dx, dy, dz)[3]:
                length = -length  # seen from behind: thin things are lit on the side one looks at
            nx, ny, nz = nx / length, ny / length, nz / length
            for j in range(3):
                at[n, j] = w * surface_m[a, j] + u * surface_m[b, j] + v * surface_m[c, j]
            for i in range(2 if patterned[f] else 0):
                ex, ey, ez = ray_through(px + 0.5 * (1 - i), py + 0.5 * i, m, table)
                if g > 0:
                    ex, ey, ez = _turned(glass[g], ex, ey, ez)
                along, across = _slid(triangles, k, t, dx, dy, dz, ex, ey, ez)
                for j in range(3):
                    along_b, along_c = surface_m[b, j] - surface_m[a, j], surface_m[c, j] - surface_m[a, j]
                    spread[n, i, j] = along * along_b + across * along_c
            if lit[f]:
                seen_normal[sy, sx, 0] = round(nx * UNIT)
                seen_normal[sy, sx, 1] = round(ny * UNIT)
                seen_normal[sy, sx, 2] = round(nz * UNIT)


@kernel
def _average(values, weight, codes, row, out):
    """Square-root codes of (2h, 2w, 4) albedo, and its weighted mean over 2x2 into rows row // 2 .. of out."""
    for y in range(values.shape[0] // 2):
        for x in range(values.shape[1] // 2):
            for c in range(4):
                total, weights = 0.0, 0.0
                for i in range(4):
                    sy, sx = 2 * y + i // 2, 2 * x + i % 2
                    value = min(max(values[sy, sx, c], 0.0), 1.0)
                    codes[row + sy, sx, c] = int(np.sqrt(value) * 255.0 + 0.5)
                    total += weight[row + sy, sx] * value
                    weights += weight[row + sy, sx]
                out[row // 2 + y, x, c] = total / weights


def look(
    statics: Statics, bvh: Bvh, lens: Lens, albedo_of: Albedo, glass: Glass, day: Daylight | None = None,
    patterned: NDArray[np.bool_] | None = None,
) -> Seen:  # fmt: skip
    """All that the lens sees of `statics`; `bvh` is over all its faces; day: what light there is outside.

    patterned: see `light.plate_of`.
    """
    h, w = lens.height_px, lens.width_px
    eye, view = lens.position_m.astype(np.float64), (lens.camera_from_world.astype(np.float64), ray_table(lens))
    tree, order = (bvh.bounds, bvh.links, bvh.triangles), bvh.order
    depth, straight = np.empty((2, 2 * h, 2 * w), np.float32)
    mirror, found, owner = np.empty(depth.shape, np.uint8), np.empty(depth.shape, np.int32), np.empty((h, w), np.uint16)
    _meet(*tree, order, statics.owner, glass.of_face, glass.rows, eye, *view, depth, straight, mirror, found, owner)
    aim, weight, edges = np.zeros(depth.shape, np.uint8), np.ones(depth.shape, np.uint8), np.zeros((h, w), np.uint8)
    kind = kinds(statics.material, statics.owner, order)
    find_edges(bvh.triangles, kind, eye, *view, depth, found, edges)
    weigh_samples(*tree, kind, eye, *view, edges, mirror, found, depth, aim, weight)
    face = np.append(order, np.int32(-1))[found]
    material = np.append(statics.material, -1).astype(np.int16)[face]  # face -1: material -1
    normal, codes, mean = (
        np.empty((*depth.shape, 3), np.int16),
        np.empty((*depth.shape, 4), np.uint8),
        np.empty((h, w, 4), np.float32),
    )
    lit = statics.owner != (statics.owners.index("outside") if "outside" in statics.owners else -1)
    fine = np.ones(len(order), np.bool_) if patterned is None else patterned[statics.material]
    about = (statics.faces, statics.normals, statics.surface_m, lit, fine)
    light = None if day is None else shares(day, bvh, lens, aim, mirror, depth, found)
    most = min(2 * STRIP_ROWS, 2 * h) * 2 * w
    at, spread, colour = (np.empty((most, *shape), np.float32) for shape in ((3,), (2, 3), (4,)))
    for row in range(0, 2 * h, 2 * STRIP_ROWS):
        here = slice(row, min(row + 2 * STRIP_ROWS, 2 * h))
        ranks, runs = _by_material(material[here])
        _describe(bvh.triangles, order, *about, glass.rows, eye, *view, found, aim, mirror, row, ranks, normal, at, spread)
        for number, run in runs:
            colour[run] = albedo_of(number, at[run], spread[run]) if number >= 0 else 0.0
        values: F32 = colour[ranks]
        if day is not None and light is not None:
            faded(day, values, light[here])
        if len(glass.rows) > 1:
            values *= glass.rows[mirror[here], TINT:].astype(np.float32)
            values[glass.of_face[face[here]] > 0] *= np.float32(DIM)
        _average(values, weight, codes, row, mean)
    return Seen(eye, depth, aim, weight, straight, mirror, glass, normal, material, codes, mean, owner)


def _by_material(material: NDArray[np.int16]) -> tuple[NDArray[np.int64], list[tuple[int, slice]]]:
    """The place of each sample (h, w) when they are sorted by material, and the run of each material there."""
    flat = material.reshape(-1)
    order = np.argsort(flat, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    many = np.bincount(flat + 1)
    ends = np.add.accumulate(many).tolist()
    return rank.reshape(material.shape), [(k - 1, slice(ends[k] - n, ends[k])) for k, n in enumerate(many.tolist()) if n]
