"""Who is seen where: triangles into a small rectangle of 2x2 samples a pixel, then against the room and each other.

Integer edge functions on the 1/256 px grid with the top-left rule (Pineda 1988): a shared edge covers every sample once.
"""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.spans import WIDTH, cover

STEP, SHIFT = 128, 7  # a sample's spacing in 1/256 px, and its logarithm
OFFSET = 64  # of the first sample
SMALL = 1 << 30
TALL = SMALL // (8 * STEP)  # 1/256 px: spans along higher edges might overflow, and go sample by sample
ZERO, ONE = np.float32(0.0), np.float32(1.0)
TOUCH = np.float32(1.001)  # a surface this share nearer still shows: what lies flat on the floor is not eaten by it


@kernel
def rasterise(screen, inverse_z, faces, sheet, x0, y0, near, face, reach):
    """Nearest surface at every sample of the rectangle whose pixel corner is x0, y0.

    near: (2h, 2w) float32, becomes 1 / depth, 0 where nothing; face: (2h, 2w) int32, valid where near > 0: number of the face
    of (F, 3), or that + F where its back shows; reach: (h, 2) int32, becomes first pixel and last + 1 that a row may show.
    Back faces are left out except of open sheets, triangles that reach behind the lens too.
    """
    rows, columns = near.shape
    near[:] = 0.0
    reach[:, 0], reach[:, 1] = columns, 0
    left, top = x0 * 256 + OFFSET, y0 * 256 + OFFSET
    for f in range(faces.shape[0]):
        a, b, c = faces[f, 0], faces[f, 2], faces[f, 1]  # front faces turn clockwise where y goes down
        za, zb, zc = inverse_z[a], inverse_z[b], inverse_z[c]
        if za <= 0.0 or zb <= 0.0 or zc <= 0.0:
            continue
        ax, ay = np.int64(screen[a, 0]) - left, np.int64(screen[a, 1]) - top
        bx, by = np.int64(screen[b, 0]) - left, np.int64(screen[b, 1]) - top
        cx, cy = np.int64(screen[c, 0]) - left, np.int64(screen[c, 1]) - top
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if area == 0 or (area < 0 and sheet[f] == 0):
            continue
        shown = f
        if area < 0:
            bx, by, zb, cx, cy, zc, area = cx, cy, zc, bx, by, zb, -area
            shown = f + faces.shape[0]
        i0, i1 = max(0, (min(ax, bx, cx) + STEP - 1) >> SHIFT), min(columns - 1, max(ax, bx, cx) >> SHIFT)
        j0, j1 = max(0, (min(ay, by, cy) + STEP - 1) >> SHIFT), min(rows - 1, max(ay, by, cy) >> SHIFT)
        if i0 > i1 or j0 > j1:
            continue
        abx, aby, bcx, bcy, cax, cay = bx - ax, by - ay, cx - bx, cy - by, ax - cx, ay - cy
        px, py = i0 * STEP, j0 * STEP
        ea = bcx * (py - by) - bcy * (px - bx) - (0 if bcy < 0 or (bcy == 0 and bcx > 0) else 1)
        eb = cax * (py - cy) - cay * (px - cx) - (0 if cay < 0 or (cay == 0 and cax > 0) else 1)
        ec = abx * (py - ay) - aby * (px - ax) - (0 if aby < 0 or (aby == 0 and abx > 0) else 1)
        scale = 1.0 / area
        zx = -(bcy * za + cay * zb + aby * zc) * scale
        zy = (bcx * za + cax * zb + abx * zc) * scale
        z0 = za + zx * (px - ax) + zy * (py - ay)
        width = WIDTH if max(abs(bcy), abs(cay), abs(aby)) < TALL else 1
        step = (np.int32(bcy * STEP), np.int32(cay * STEP), np.int32(aby * STEP))
        for j in range(j0, j1 + 1):
            reach[j >> 1, 0], reach[j >> 1, 1] = min(reach[j >> 1, 0], i0 >> 1), max(reach[j >> 1, 1], (i1 >> 1) + 1)
            for i in range(i0, i1 + 1, width):
                k, place, count = (i - i0) * STEP, j * columns + i, min(i1 + 1 - i, width)
                edge = (_small(ea - k * bcy), _small(eb - k * cay), _small(ec - k * aby))
                cover(near, face, place, count, edge, step, z0 + k * zx, zx * STEP, shown)
            ea += bcx * STEP
            eb += cax * STEP
            ec += abx * STEP
            z0 += zy * STEP


@inner
def _small(edge):
    """The edge function with its sign, as a number that a span may step on from without overflow."""
    edge = edge if edge < SMALL else SMALL
    return np.int32(edge if edge > -SMALL else -SMALL)


@kernel
def against_room(near, reach, room_depth, x0, y0, seen, amodal, depth):
    """Bits of the samples in front of the room into `seen` (h, w); counts and depth when alone into the rest.

    Sample bits: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
    """
    h, w = seen.shape
    columns = room_depth.shape[1]
    nears, far = near.reshape(-1), room_depth.reshape(-1)
    bits, counts, depths = seen.reshape(-1), amodal.reshape(-1), depth.reshape(-1)
    seen[:], amodal[:], depth[:] = 0, 0, np.inf
    for y in range(h):
        first, last = np.int64(reach[y, 0]), np.int64(reach[y, 1])
        if first >= last:
            continue
        to, upper, n = np.uint64(y * w + first), np.uint64(4 * y * w + 2 * first), np.uint64(last - first)
        lower, behind = upper + np.uint64(2 * w), np.uint64(2 * (y0 + y) * columns + 2 * (x0 + first))
        _count_row(nears, upper, lower, counts, to, n)
        _test_row(nears, upper, lower, far, behind, behind + np.uint64(columns), bits, to, n)
        _depth_row(nears, upper, lower, depths, to, n)


@inner
def _count_row(near, upper, lower, amodal, to, n):
    one, two = np.uint64(1), np.uint64(2)
    for x in range(n):
        i, j = upper + two * x, lower + two * x
        amodal[to + x] = int(near[i] > ZERO) + int(near[i + one] > ZERO) + int(near[j] > ZERO) + int(near[j + one] > ZERO)


@inner
def _test_row(near, upper, lower, far, behind, below, seen, to, n):
    one, two = np.uint64(1), np.uint64(2)
    for x in range(n):
        i, j, u, v = upper + two * x, lower + two * x, behind + two * x, below + two * x
        first = int(near[i] * far[u] * TOUCH > ONE) | int(near[i + one] * far[u + one] * TOUCH > ONE) << 1
        second = int(near[j] * far[v] * TOUCH > ONE) | int(near[j + one] * far[v + one] * TOUCH > ONE) << 1
        seen[to + x] = first | second << 2


@inner
def _depth_row(near, upper, lower, depth, to, n):
    one, two = np.uint64(1), np.uint64(2)
    for x in range(n):
        i, j = upper + two * x, lower + two * x
        best = near[i + one] if near[i + one] > near[i] else near[i]
        best = near[j] if near[j] > best else best
        depth[to + x] = ONE / (near[j + one] if near[j + one] > best else best)


@kernel
def against_each_other(near_a, seen_a, ax, ay, near_b, seen_b, bx, by):
    """Where two rectangles overlap, the farther mover's samples are taken out of its bits; a tie goes to the first."""
    ha, wa = seen_a.shape
    hb, wb = seen_b.shape
    for y in range(max(ay, by), min(ay + ha, by + hb)):
        for x in range(max(ax, bx), min(ax + wa, bx + wb)):
            p, q = seen_a[y - ay, x - ax], seen_b[y - by, x - bx]
            if p == 0 or q == 0:
                continue
            for s in range(4):
                if (p >> s) & (q >> s) & 1:
                    za = near_a[2 * (y - ay) + (s >> 1), 2 * (x - ax) + (s & 1)]
                    zb = near_b[2 * (y - by) + (s >> 1), 2 * (x - bx) + (s & 1)]
                    if za >= zb:
                        seen_b[y - by, x - bx] &= 15 ^ (1 << s)
                    else:
                        seen_a[y - ay, x - ax] &= 15 ^ (1 << s)


@kernel
def count_seen(seen, face, reach, faces, visible, shown, needed):
    """Counts of the bits into `visible`; marks the faces that show in `shown` (2F,) and their vertices in `needed` (V,).

    Faces whose back shows are marked at their number + F; vertices with 1 for the front, 2 for the back, 3 for both. Returns
    whether any back shows.
    """
    shown[:] = 0
    needed[:] = 0
    for y in range(seen.shape[0]):
        _sum_bits(seen[y], visible[y])
        for x in range(reach[y, 0], reach[y, 1]):
            bits = np.int64(seen[y, x])
            if bits == 15:
                shown[face[2 * y, 2 * x]] = shown[face[2 * y, 2 * x + 1]] = 1
                shown[face[2 * y + 1, 2 * x]] = shown[face[2 * y + 1, 2 * x + 1]] = 1
            elif bits:
                for s in range(4):
                    if (bits >> s) & 1:
                        shown[face[2 * y + (s >> 1), 2 * x + (s & 1)]] = 1
    backs, count = False, faces.shape[0]
    for f in range(count):
        side = shown[f] | shown[count + f] << 1
        if side:
            backs |= side > 1
            for k in range(3):
                needed[faces[f, k]] |= side
    return backs


@inner
def _sum_bits(seen, visible):
    for x in range(seen.shape[0]):
        bits = seen[x]
        visible[x] = (bits & 1) + (bits >> 1 & 1) + (bits >> 2 & 1) + (bits >> 3)
