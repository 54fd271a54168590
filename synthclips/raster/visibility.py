"""Who is seen where: triangles into a small rectangle of 2x2 samples a pixel, then against the room and each other.

Integer edge functions on the 1/256 px grid with the top-left rule (Pineda 1988): a shared edge covers every sample once.
"""

from __future__ import annotations

import numpy as np

from synthclips.kernel import kernel

STEP, SHIFT = 128, 7  # a sample's spacing in 1/256 px, and its logarithm
OFFSET = 64  # of the first sample
ZERO, ONE = np.float32(0.0), np.float32(1.0)
TOUCH = np.float32(1.001)  # a surface this share nearer still shows: what lies flat on the floor is not eaten by it


@kernel
def rasterise(screen, inverse_z, faces, sheet, x0, y0, near, face):
    """Nearest surface at every sample of the rectangle whose pixel corner is x0, y0.

    near: (2h, 2w) float32, becomes 1 / depth, 0 where nothing; face: (2h, 2w) int32, valid where near > 0: number of the face,
    or -1 - number where its back shows. Back faces are left out except of open sheets, triangles that reach behind the lens too.
    """
    near[:] = 0.0
    rows, columns = near.shape
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
            shown = -1 - f
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
        for j in range(j0, j1 + 1):
            wa, wb, wc, z, inside = ea, eb, ec, z0, False
            for i in range(i0, i1 + 1):
                if (wa | wb | wc) >= 0:
                    inside = True
                    if z > near[j, i]:
                        near[j, i] = z
                        face[j, i] = shown
                elif inside:
                    break  # a row of a triangle is one run
                wa -= bcy * STEP
                wb -= cay * STEP
                wc -= aby * STEP
                z += zx * STEP
            ea += bcx * STEP
            eb += cax * STEP
            ec += abx * STEP
            z0 += zy * STEP


@kernel
def against_room(near, face, part_of_face, room_depth, x0, y0, seen, amodal, part, depth):
    """Bits of the samples in front of the room into `seen` (h, w); counts, part and depth when alone into the rest.

    Sample bits: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
    """
    h, w = seen.shape
    for y in range(h):
        for x in range(w):
            j, i, v, u = 2 * y, 2 * x, 2 * (y0 + y), 2 * (x0 + x)
            p, q, r, s = near[j, i], near[j, i + 1], near[j + 1, i], near[j + 1, i + 1]
            count = int(p > ZERO) + int(q > ZERO) + int(r > ZERO) + int(s > ZERO)
            amodal[y, x] = count
            if count == 0:
                seen[y, x], part[y, x], depth[y, x] = 0, 0, np.inf
                continue
            upper = int(p * room_depth[v, u] * TOUCH > ONE) | int(q * room_depth[v, u + 1] * TOUCH > ONE) << 1
            lower = int(r * room_depth[v + 1, u] * TOUCH > ONE) | int(s * room_depth[v + 1, u + 1] * TOUCH > ONE) << 1
            seen[y, x] = upper | lower << 2
            best, f = p, face[j, i]
            if q > best:
                best, f = q, face[j, i + 1]
            if r > best:
                best, f = r, face[j + 1, i]
            if s > best:
                best, f = s, face[j + 1, i + 1]
            part[y, x], depth[y, x] = part_of_face[f if f >= 0 else -1 - f], ONE / best


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
def count_seen(seen, face, faces, visible, shown, needed):
    """Counts of the bits into `visible`; marks the faces that show in `shown` (F,) and their vertices in `needed` (V,).

    Marks are 1 for the front, 2 for the back, 3 for both. Returns whether any back shows.
    """
    shown[:] = 0
    needed[:] = 0
    backs = False
    h, w = seen.shape
    for y in range(h):
        for x in range(w):
            bits = np.int64(seen[y, x])
            visible[y, x] = (bits & 1) + (bits >> 1 & 1) + (bits >> 2 & 1) + (bits >> 3)
            if bits == 0:
                continue
            for s in range(4):
                if (bits >> s) & 1:
                    f = face[2 * y + (s >> 1), 2 * x + (s & 1)]
                    if f >= 0:
                        shown[f] |= 1
                    else:
                        shown[-1 - f] |= 2
    for f in range(faces.shape[0]):
        side = shown[f]
        if side:
            backs |= side > 1
            for k in range(3):
                needed[faces[f, k]] |= side
    return backs
