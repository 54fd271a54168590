"""What of a pixel each of its four samples stands for, where surfaces meet: eight more rays find out, and find what is thin.

Four samples alone make jags of edges, and rows of dots of what is thinner than a pixel.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.bvh import STACK, closest, no_farther, normal_towards
from synthclips.raster.rays import ray_through

ACROSS = np.array([0, 3, 6, 1, 4, 7, 2, 5], np.int64)  # columns of the rays in rows 0 .. 7 of a pixel's 8 x 8 places
RAYS = 4 + len(ACROSS)  # of a pixel that is looked at closely
ALONG = 0.9  # cosine between neighbouring triangles of one surface
OFF, LEAN = 0.002, 0.1  # m and share of the way between them that they may lie off each other's plane


@inner
def aimed(aim, sy, sx):
    """Picture position of a sub-pixel's sample: its centre, unless one of the pixel's other rays has taken its place."""
    if aim == 0:
        return (sx + 0.5) * 0.5, (sy + 0.5) * 0.5
    return sx // 2 + (ACROSS[aim - 1] + 0.5) / 8, sy // 2 + (aim - 0.5) / 8


@inner
def _one(triangles, kind, a, ta, b, tb, eye, d, e):
    """Whether triangles a and b, met at ta along d and tb along e, are of one smooth surface."""
    if a == b:
        return True
    if a < 0 or b < 0 or kind[a] != kind[b]:
        return False
    ax, ay, az, _ = normal_towards(triangles, a, d[0], d[1], d[2])
    bx, by, bz, _ = normal_towards(triangles, b, e[0], e[1], e[2])
    if ax * bx + ay * by + az * bz < ALONG:
        return False
    x, y, z = tb * e[0] - ta * d[0], tb * e[1] - ta * d[1], tb * e[2] - ta * d[2]
    reach = OFF + LEAN * math.sqrt(x * x + y * y + z * z)
    return abs(ax * x + ay * y + az * z) < reach and abs(bx * x + by * y + bz * z) < reach


@kernel
def find_edges(triangles, kind, eye, m, table, depth, found, edges):
    """edges (H, W): 1 where a pixel's samples, or its own and a neighbour's beside them, are of several surfaces."""
    h, w = found.shape
    d, e = np.empty(3), np.empty(3)
    for sy in range(h):
        for sx in range(w):
            d[0], d[1], d[2] = ray_through((sx + 0.5) * 0.5, (sy + 0.5) * 0.5, m, table)
            for turn in range(2):
                by, bx = sy + turn, sx + 1 - turn
                if by >= h or bx >= w or found[sy, sx] == found[by, bx]:
                    continue
                e[0], e[1], e[2] = ray_through((bx + 0.5) * 0.5, (by + 0.5) * 0.5, m, table)
                if not _one(triangles, kind, found[sy, sx], depth[sy, sx], found[by, bx], depth[by, bx], eye, d, e):
                    edges[sy // 2, sx // 2] = 1
                    edges[by // 2, bx // 2] = 1


@kernel
def weigh_samples(bounds, links, triangles, kind, eye, m, table, edges, mirror, found, depth, aim, weight):
    """Of each pixel at an edge, and on along what its rays find there: sample by sample (2H, 2W) its weight and what it shows.

    Found and depth change, and aim says which ray was taken, where the four missed a surface that one of the other rays meets:
    then one of those that show the same as another goes. The first never does.
    """
    h, w = edges.shape
    stack, met, far, of = np.empty(STACK, np.int32), np.empty(RAYS, np.int64), np.empty(RAYS), np.empty(RAYS, np.int64)
    ways, slots, first = np.empty((RAYS, 3)), np.empty(4, np.int64), np.empty(4, np.int64)
    waiting, used = np.empty(h * w, np.int32), 0
    for y in range(h):
        for x in range(w):
            if edges[y, x]:
                waiting[used] = y * w + x
                used += 1
    done = 0
    while done < used:
        y, x = waiting[done] // w, waiting[done] % w
        done += 1
        if mirror[2 * y, 2 * x] or mirror[2 * y, 2 * x + 1] or mirror[2 * y + 1, 2 * x] or mirror[2 * y + 1, 2 * x + 1]:
            continue
        for ray in range(RAYS):
            sy, sx = 2 * y + (ray // 2 if ray < 4 else 0), 2 * x + (ray % 2 if ray < 4 else 0)
            px, py = aimed(max(ray - 3, 0), sy, sx)
            dx, dy, dz = ray_through(px, py, m, table)
            ways[ray, 0], ways[ray, 1], ways[ray, 2] = dx, dy, dz
            if ray < 4:
                met[ray], far[ray] = found[sy, sx], depth[sy, sx]
            else:
                limit = 1e6
                for i in range(4):
                    limit = no_farther(triangles, met[i], eye[0], eye[1], eye[2], dx, dy, dz, limit)
                t, k, _u, _v = closest(bounds, links, triangles, eye[0], eye[1], eye[2], dx, dy, dz, limit, stack)
                met[ray], far[ray] = k, t
        count = _sort(triangles, kind, eye, met, far, ways, of, first)
        if count == 1:
            continue
        _share_out(count, of, first, slots)
        for i in range(4):
            sy, sx, ray = 2 * y + i // 2, 2 * x + i % 2, slots[i]
            weight[sy, sx] = 0
            if ray != i:
                found[sy, sx], aim[sy, sx] = met[ray], ray - 3
                depth[sy, sx] = far[ray] if met[ray] >= 0 else np.inf
        for ray in range(RAYS):
            best = _nearest(of, slots, ray)
            if best >= 0:
                weight[2 * y + best // 2, 2 * x + best % 2] += 1
        for turn in range(4):
            b, a = y + (turn == 0) - (turn == 1), x + (turn == 2) - (turn == 3)
            if 0 <= b < h and 0 <= a < w and not edges[b, a]:
                edges[b, a] = 1
                waiting[used] = b * w + a
                used += 1


@inner
def _sort(triangles, kind, eye, met, far, ways, of, first):
    """of (RAYS,): which of up to four surfaces each ray meets, -1: a fifth; first: the first ray on each; returns how many."""
    count = 0
    for ray in range(RAYS):
        of[ray] = -1
        for s in range(count):
            r = first[s]
            if _one(triangles, kind, met[r], far[r], met[ray], far[ray], eye, ways[r], ways[ray]):
                of[ray] = s
                break
        if of[ray] < 0 and count < 4:
            of[ray], first[count] = count, ray
            count += 1
    return count


@inner
def _share_out(count, of, first, slots):
    """slots (4,): the ray each sample stands for; its own, unless its surface has another sample and a new one has none."""
    for i in range(4):
        slots[i] = i
    for s in range(count):
        if first[s] >= 4:
            for back in range(3):
                i = 3 - back
                if slots[i] == i and _alike(of, slots, i):
                    slots[i] = first[s]
                    break


@inner
def _alike(of, slots, i):
    """Whether another sample shows the surface that sample i shows."""
    for j in range(4):
        if j != i and of[slots[j]] == of[slots[i]]:
            return True
    return False


@inner
def _nearest(of, slots, ray):
    """The nearest of the samples on a ray's surface, -1: none."""
    best, least = -1, 99.0
    x, y = _place(ray)
    for i in range(4):
        if of[ray] >= 0 and of[slots[i]] == of[ray]:
            a, b = _place(slots[i])
            if abs(a - x) + abs(b - y) < least:
                best, least = i, abs(a - x) + abs(b - y)
    return best


@inner
def _place(ray):
    """Where in a pixel a ray goes."""
    if ray < 4:
        return 0.25 + 0.5 * (ray % 2), 0.25 + 0.5 * (ray // 2)
    return (ACROSS[ray - 4] + 0.5) / 8, (ray - 3.5) / 8


def kinds(material: NDArray[np.int32], owner: NDArray[np.int32], order: NDArray[np.int32]) -> NDArray[np.int32]:
    """(F,) a number for each triangle in leaf order: the same for those of one thing and material."""
    kinds: NDArray[np.int32] = (owner.astype(np.int64) * (int(material.max(initial=0)) + 1) + material)[order].astype(np.int32)
    return kinds
