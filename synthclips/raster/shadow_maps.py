"""Shadow maps: each holds one mover's nearest distance from one compact lamp (sun, bulb), and a pyramid of its coverage."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.kernel import inner, kernel
from synthclips.raster.lamps import SUN
from synthclips.raster.openings import crossing

SIDE = 256
MARGIN = 20  # texels around the mover, so that its penumbra stays on the map
LEVELS = 5  # 256 .. 16
STARTS = (0, 65536, 81920, 86016, 87040)
PYRAMID = 87296
BLOCKERS = (32 * 32, 4)  # sums of u, v, distance over the covered texels of an 8x8 block, and their number
GATE_SLACK_M = 0.1  # for the sun's width
FRAME = 24
# frame columns: 0:3 origin, 3:12 axes (rows x, y, z), 12 perspective, 13 texels a unit, 14 15 offset, 16 nearest,
# 17 lamp radius, 18 lamp, 19 mover, 20 half width of the cone (perspective) or square, 21 22 its centre


class ShadowMaps(NamedTuple):
    """K maps, one for each compact lamp and mover."""

    frames: NDArray[np.float64]  # (K, FRAME)
    depths: F32  # (K, SIDE, SIDE)
    covers: F32  # (K, PYRAMID)
    blockers: F32  # (K, *BLOCKERS)
    lamp: NDArray[np.int64]  # (K,)
    mover: NDArray[np.int64]  # (K,)


def room_for(count: int) -> ShadowMaps:
    """Arrays for `count` maps, or for one if there are none, as the kernels want arrays that hold something."""
    count = max(1, count)
    return ShadowMaps(
        np.zeros((count, FRAME)), np.zeros((count, SIDE, SIDE), np.float32), np.zeros((count, PYRAMID), np.float32),
        np.zeros((count, *BLOCKERS), np.float32), np.zeros(count, np.int64), np.zeros(count, np.int64),
    )  # fmt: skip


@inner
def aim(lamp, gate, position, frame):
    """Points a map from the lamp at the mover's vertices; False if no map can hold them, or no light comes through its gate."""
    low0, low1, low2 = float(position[0, 0]), float(position[0, 1]), float(position[0, 2])
    high0, high1, high2 = low0, low1, low2
    for i in range(position.shape[0]):
        x, y, z = float(position[i, 0]), float(position[i, 1]), float(position[i, 2])
        low0, low1, low2 = min(low0, x), min(low1, y), min(low2, z)
        high0, high1, high2 = max(high0, x), max(high1, y), max(high2, z)
    cx, cy, cz = 0.5 * (low0 + high0), 0.5 * (low1 + high1), 0.5 * (low2 + high2)
    radius = 0.5 * math.sqrt((high0 - low0) ** 2 + (high1 - low1) ** 2 + (high2 - low2) ** 2)
    if lamp[0] == SUN:
        frame[0], frame[1], frame[2], frame[12] = cx, cy, cz, 0.0
        x, y, z = lamp[4], lamp[5], lamp[6]
        if gate[0] > 0.0 and not _through(gate, cx, cy, cz, radius, x, y, z):
            return False
    else:
        frame[0], frame[1], frame[2], frame[12] = lamp[1], lamp[2], lamp[3], 1.0
        x, y, z = cx - lamp[1], cy - lamp[2], cz - lamp[3]
        away = math.sqrt(x * x + y * y + z * z)
        if away < 1.1 * radius + 0.02:
            return False
        x, y, z = x / away, y / away, z / away
    sign = 1.0 if z >= 0.0 else -1.0
    k = -1.0 / (sign + z)
    m = x * y * k
    frame[3], frame[4], frame[5] = 1.0 + sign * x * x * k, sign * m, -sign * x
    frame[6], frame[7], frame[8] = m, sign + y * y * k, -y
    frame[9], frame[10], frame[11] = x, y, z
    frame[17] = lamp[13]
    return True


@inner
def _through(gate, cx, cy, cz, radius, x, y, z):
    """May light of direction (x, y, z) come through the opening to a ball?"""
    u, v = crossing(gate, cx, cy, cz, -x, -y, -z)
    facing = abs(x * gate[10] + y * gate[11] + z * gate[12])
    slack = (radius + GATE_SLACK_M) / max(facing, 1e-3)
    across = slack * math.sqrt(gate[4] * gate[4] + gate[5] * gate[5] + gate[6] * gate[6])
    up = slack * math.sqrt(gate[7] * gate[7] + gate[8] * gate[8] + gate[9] * gate[9])
    if u > 1e8:  # in the opening's own plane, or beyond it
        away = (gate[1] - cx) * gate[10] + (gate[2] - cy) * gate[11] + (gate[3] - cz) * gate[12]
        return abs(away) < radius + GATE_SLACK_M
    return -across < u < 1.0 + across and -up < v < 1.0 + up


@inner
def to_light(frame, x, y, z):
    """(u, v, distance) before scaling: across the light and along it; u, v over distance for a bulb."""
    x, y, z = x - frame[0], y - frame[1], z - frame[2]
    u = frame[3] * x + frame[4] * y + frame[5] * z
    v = frame[6] * x + frame[7] * y + frame[8] * z
    w = frame[9] * x + frame[10] * y + frame[11] * z
    if frame[12] != 0.0:
        if w < 1e-3:
            return 1e9, 1e9, w
        return u / w, v / w, w
    return u, v, w


@kernel
def draw(lamp, gate, position, faces, sheet, frame, depth, cover, blocker, places):
    """Aims and fills one map: depth (SIDE, SIDE), inf where nothing; pyramid `cover`; sums `blocker`. False: no shadow."""
    if not aim(lamp, gate, position, frame):
        return False
    u0 = v0 = 1e9
    u1 = v1 = -1e9
    nearest = 1e9
    for i in range(position.shape[0]):
        u, v, w = to_light(frame, float(position[i, 0]), float(position[i, 1]), float(position[i, 2]))
        places[i, 0], places[i, 1], places[i, 2] = u, v, w
        u0, v0, u1, v1, nearest = min(u0, u), min(v0, v), max(u1, u), max(v1, v), min(nearest, w)
    width = max(u1 - u0, v1 - v0, 1e-6)
    scale = (SIDE - 2 * MARGIN) / width
    frame[13], frame[16] = scale, nearest
    frame[14], frame[15] = 0.5 * SIDE - 0.5 * (u0 + u1) * scale, 0.5 * SIDE - 0.5 * (v0 + v1) * scale
    frame[20], frame[21], frame[22] = 0.5 * SIDE / scale, 0.5 * (u0 + u1), 0.5 * (v0 + v1)
    for i in range(position.shape[0]):
        places[i, 0] = places[i, 0] * scale + frame[14]
        places[i, 1] = places[i, 1] * scale + frame[15]
    _fill(places, faces, sheet, depth)
    across, down = int(0.5 * (u1 - u0) * scale) + 1, int(0.5 * (v1 - v0) * scale) + 1
    middle = SIDE // 2
    _prefilter(depth, cover, blocker, frame, middle - across, middle - down, middle + across, middle + down)
    return True


@inner
def _fill(places, faces, sheet, depth):
    """Nearest distance at every texel centre, of the faces turned to the lamp and of sheets."""
    depth[:] = np.inf
    for f in range(faces.shape[0]):
        a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
        ax, ay, bx, by, cx, cy = places[a, 0], places[a, 1], places[b, 0], places[b, 1], places[c, 0], places[c, 1]
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if area > -1e-9:
            if area < 1e-9 or sheet[f] == 0:
                continue
            b, c, area = c, b, -area
            bx, by, cx, cy = cx, cy, bx, by
        i0, i1 = max(0, math.ceil(min(ax, bx, cx) - 0.5)), min(SIDE - 1, math.floor(max(ax, bx, cx) - 0.5))
        j0, j1 = max(0, math.ceil(min(ay, by, cy) - 0.5)), min(SIDE - 1, math.floor(max(ay, by, cy) - 0.5))
        if i0 > i1 or j0 > j1:
            continue
        inv = 1.0 / area
        az, bz, cz = places[a, 2], places[b, 2], places[c, 2]
        eax, eay = -(cy - by) * inv, (cx - bx) * inv
        ebx, eby = -(ay - cy) * inv, (ax - cx) * inv
        ea0 = (i0 + 0.5 - bx) * eax + (j0 + 0.5 - by) * eay
        eb0 = (i0 + 0.5 - cx) * ebx + (j0 + 0.5 - cy) * eby
        for j in range(j0, j1 + 1):
            ea, eb = ea0, eb0
            for i in range(i0, i1 + 1):
                ec = 1.0 - ea - eb
                if ea >= -1e-6 and eb >= -1e-6 and ec >= -1e-6:
                    w = ea * az + eb * bz + ec * cz
                    if w < depth[j, i]:
                        depth[j, i] = w
                ea += eax
                eb += ebx
            ea0 += eay
            eb0 += eby


@inner
def _prefilter(depth, cover, blocker, frame, i0, j0, i1, j1):
    """Coverage pyramid, and sums of light-space position in 8x8 blocks; all of the mover lies in texels i0..i1, j0..j1."""
    blocker[:] = 0.0
    cover[:] = 0.0
    size = 1.0 / frame[13]
    for j in range(j0, j1 + 1):
        for i in range(i0, i1 + 1):
            w = depth[j, i]
            if w < 1e8:
                cover[j * SIDE + i] = 1.0
                cell, stretch = (j >> 3) * 32 + (i >> 3), size * (w if frame[12] != 0.0 else 1.0)
                blocker[cell, 0] += (i + 0.5 - frame[14]) * stretch
                blocker[cell, 1] += (j + 0.5 - frame[15]) * stretch
                blocker[cell, 2] += w
                blocker[cell, 3] += 1.0
    side = SIDE
    for level in range(1, LEVELS):
        start, fine, half = STARTS[level], STARTS[level - 1], side // 2
        for j in range(j0 >> level, (j1 >> level) + 1):
            for i in range(i0 >> level, (i1 >> level) + 1):
                k = fine + 2 * j * side + 2 * i
                cover[start + j * half + i] = np.float32(0.25) * (cover[k] + cover[k + 1] + cover[k + side] + cover[k + side + 1])
        side = half
