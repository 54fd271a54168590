"""Light on movers: irradiance at every vertex that shows, then colour of every pixel from its visible samples."""

from __future__ import annotations

import math

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.bvh import STACK, occluded
from synthclips.raster.lamps import SUN, SUN_DISTANCE_M, irradiance
from synthclips.raster.openings import crossing
from synthclips.raster.shadow import hidden, self_hidden

MOVER_BIAS_M = 0.02
LIFT_M = 0.003  # rays start this far off the skin
RIM = 1.2  # how much brighter a fully fuzzy rim is
FINE = 64 * 256 * 256  # twice a triangle's area in (1/256 px)^2 from which mesh colours are interpolated, not picked
INVERSE_PI = 1.0 / math.pi
f32 = np.float32
ZERO, ONE = f32(0.0), f32(1.0)
COUNT_OF = np.array([(b & 1) + (b >> 1 & 1) + (b >> 2 & 1) + (b >> 3) for b in range(16)])  # of a pixel's samples
SHARE = (COUNT_OF / 4).astype(np.float32)
_LEFT = np.array([(b & 1) + (b >> 2 & 1) for b in range(16)])
_UPPER = np.array([(b & 1) + (b >> 1 & 1) for b in range(16)])
MIDDLE_X = (192 - 128 * _LEFT / np.maximum(COUNT_OF, 1)).astype(np.float32)  # of samples, in 1/256 px from the pixel's corner
MIDDLE_Y = (192 - 128 * _UPPER / np.maximum(COUNT_OF, 1)).astype(np.float32)


@kernel
def sum_ambient(ambient, weight, total):
    """total (X, Y, Z, 6, C) = sum_l w_l ambient_l."""
    total[:] = 0.0
    flat, sums = ambient.reshape(ambient.shape[0], -1), total.reshape(-1)
    for k in range(flat.shape[0]):
        if weight[k] != 0.0:
            for i in range(sums.shape[0]):
                sums[i] += weight[k] * flat[k, i]


@inner
def _cell(origin, step, count, at):
    """Lower probe and share of the upper one along one axis, clamped to the grid."""
    t = min(max((at - origin) / step, 0.0), count - 1.0)
    i = min(int(t), max(count - 2, 0))
    return i, t - i


@kernel
def light_vertices(position, normal, screen, inverse_z, needed, openness, fuzz, side, eye, lamps, gates, colour, origin, step,
                   visibility, ambient, bounds, links, triangles, frames, depths, covers, blockers, map_lamp, map_mover, maps,
                   mover, lit):  # fmt: skip
    """lit (V, 3 + C) = screen position in 1/256 px, 1 / depth and irradiance / pi of the marked vertices.

    Their normals count times `side` (-1: the back of a sheet).

    colour: (L, C) power times weight; the shadow maps are those of every mover; `mover` is this one's number.
    """
    stack = np.empty(STACK, np.int32)
    channels, wanted = lit.shape[1] - 3, 1 if side > 0.0 else 2
    nx_, ny_, nz_ = visibility.shape[1], visibility.shape[2], visibility.shape[3]
    for v in range(position.shape[0]):
        if not needed[v] & wanted:
            continue
        px, py, pz = position[v, 0], position[v, 1], position[v, 2]
        nx, ny, nz = side * normal[v, 0], side * normal[v, 1], side * normal[v, 2]
        # the light is read a little off the skin, as the plate's own rays start
        i, fx = _cell(origin[0], step[0], nx_, px + 0.02 * nx)
        j, fy = _cell(origin[1], step[1], ny_, py + 0.02 * ny)
        k, fz = _cell(origin[2], step[2], nz_, pz + 0.02 * nz)
        lit[v, 0], lit[v, 1], lit[v, 2] = screen[v, 0], screen[v, 1], inverse_z[v]
        for c in range(channels):
            lit[v, 3 + c] = 0.0
        _add_ambient(ambient, i, j, k, fx, fy, fz, nx, ny, nz, openness[v], lit, v)
        for m in range(lamps.shape[0]):
            if colour[m, 0] + colour[m, channels - 1] + colour[m, channels // 2] <= 0.0:
                continue
            e = irradiance(lamps[m], px, py, pz, nx, ny, nz)
            if e <= 0.0:
                continue
            share = _probe_share(visibility[m], i, j, k, fx, fy, fz)
            if lamps[m, 0] == SUN and share != 0.0 and share != 1.0:
                share = _sun_share(
                    lamps[m], gates[m], bounds, links, triangles, px + LIFT_M * nx, py + LIFT_M * ny, pz + LIFT_M * nz, stack
                )
            if lamps[m, 16] == 0.0:
                share *= 0.5 + 0.5 * openness[v]
            for t in range(maps.shape[0]):
                s = maps[t]
                if share > 0.0 and map_lamp[s] == m:
                    if map_mover[s] == mover:
                        share *= 1.0 - self_hidden(frames[s], depths[s], px, py, pz, nx, ny, nz, MOVER_BIAS_M)
                    else:
                        share *= 1.0 - hidden(frames[s], covers[s], blockers[s], px, py, pz, nx, ny, nz, MOVER_BIAS_M)
            e *= share
            for c in range(channels):
                lit[v, 3 + c] += e * colour[m, c]
        scale = INVERSE_PI * _rim(fuzz, px, py, pz, nx, ny, nz, eye)
        for c in range(channels):
            lit[v, 3 + c] *= scale


@inner
def _sun_share(lamp, gate, bounds, links, triangles, px, py, pz, stack):
    """1 if the sun's middle is seen from p through its opening and past the room, else 0."""
    dx, dy, dz = -SUN_DISTANCE_M * lamp[4], -SUN_DISTANCE_M * lamp[5], -SUN_DISTANCE_M * lamp[6]
    if gate[0] > 0.0:
        u, v = crossing(gate, px, py, pz, dx, dy, dz)
        if u < 0.0 or u > 1.0 or v < 0.0 or v > 1.0:
            return 0.0
    return 1.0 if occluded(bounds, links, triangles, px, py, pz, dx, dy, dz, 1.0, stack) < 0.0 else 0.0


@inner
def _rim(fuzz, px, py, pz, nx, ny, nz, eye):
    """Hairs stand out at the outline and catch light from behind it: 1 face on, up to 1 + RIM fuzz edge on."""
    if fuzz <= 0.0:
        return 1.0
    x, y, z = eye[0] - px, eye[1] - py, eye[2] - pz
    facing = abs(nx * x + ny * y + nz * z) / math.sqrt(max(x * x + y * y + z * z, 1e-9))
    t = 1.0 - min(facing, 1.0)
    return 1.0 + RIM * fuzz * t * t * t


@inner
def _probe_share(grid, i, j, k, fx, fy, fz):
    """Trilinear value; exactly 0 or 1 where all eight probes agree on it."""
    i1, j1, k1 = min(i + 1, grid.shape[0] - 1), min(j + 1, grid.shape[1] - 1), min(k + 1, grid.shape[2] - 1)
    a, b, c, d = grid[i, j, k], grid[i, j, k1], grid[i, j1, k], grid[i, j1, k1]
    e, f, g, h = grid[i1, j, k], grid[i1, j, k1], grid[i1, j1, k], grid[i1, j1, k1]
    if a == b == c == d == e == f == g == h:
        return float(a)
    low = (a + fz * (b - a)) + fy * ((c + fz * (d - c)) - (a + fz * (b - a)))
    high = (e + fz * (f - e)) + fy * ((g + fz * (h - g)) - (e + fz * (f - e)))
    return low + fx * (high - low)


@inner
def _add_ambient(ambient, i, j, k, fx, fy, fz, nx, ny, nz, scale, lit, v):
    """Ambient cube (McTaggart 2004, "Half-Life 2 shading"): faces weighed by the squared normal, probes trilinearly."""
    x_face, y_face, z_face = (0 if nx >= 0 else 1), (2 if ny >= 0 else 3), (4 if nz >= 0 else 5)
    wx, wy, wz = nx * nx * scale, ny * ny * scale, nz * nz * scale
    for corner in range(8):
        a, b, c = corner >> 2, (corner >> 1) & 1, corner & 1
        w = (fx if a else 1.0 - fx) * (fy if b else 1.0 - fy) * (fz if c else 1.0 - fz)
        if w <= 0.0:
            continue
        a, b, c = i + a, j + b, k + c
        for q in range(ambient.shape[4]):
            lit[v, 3 + q] += w * (
                wx * ambient[a, b, c, x_face, q] + wy * ambient[a, b, c, y_face, q] + wz * ambient[a, b, c, z_face, q]
            )


@kernel
def make_room(visible, taken, x0, y0, radiance):
    """Scales the background to the share that this mover leaves; taken (h, w): samples that earlier movers have."""
    h, w = visible.shape
    for y in range(h):
        for x in range(w):
            n = np.int64(visible[y, x])
            if n:
                before = 4 - np.int64(taken[y, x])
                left = (before - n) / before
                for c in range(radiance.shape[1]):
                    radiance[y0 + y, c, x0 + x] *= left


@kernel
def count_taken(visible_a, ax, ay, taken_b, bx, by):
    """Adds an earlier mover's samples to a later one's `taken`."""
    ha, wa = visible_a.shape
    hb, wb = taken_b.shape
    for y in range(max(ay, by), min(ay + ha, by + hb)):
        for x in range(max(ax, bx), min(ax + wa, bx + wb)):
            taken_b[y - by, x - bx] += visible_a[y - ay, x - ax]


@kernel
def resolve(seen, face, faces, albedo, lit, x0, y0, radiance):
    """Adds the mover's visible samples, a quarter each, to the background. Samples on one triangle are shaded as one.

    lit (S, V, 3 + C) as `light_vertices` left it, S = 2 if backs show.
    """
    h, w = seen.shape
    for y in range(h):
        for x in range(w):
            bits = np.int64(seen[y, x])
            if bits:
                p, q, r, s = face[2 * y, 2 * x], face[2 * y, 2 * x + 1], face[2 * y + 1, 2 * x], face[2 * y + 1, 2 * x + 1]
            while bits:  # one face of the pixel after another
                first = bits & -bits
                f = np.int64(p if first == 1 else q if first == 2 else r if first == 4 else s)
                of_f = bits & ((p == f) | (q == f) << 1 | (r == f) << 2 | (s == f) << 3)
                bits ^= of_f
                px, py, share = f32((x0 + x) * 256) + MIDDLE_X[of_f], f32((y0 + y) * 256) + MIDDLE_Y[of_f], SHARE[of_f]
                side = 0
                if f < 0:
                    f, side = -1 - f, 1
                a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
                wa, wb, wc, fine = _corner_weights(
                    lit[side, a, 0], lit[side, a, 1], lit[side, a, 2], lit[side, b, 0], lit[side, b, 1], lit[side, b, 2],
                    lit[side, c, 0], lit[side, c, 1], lit[side, c, 2], px, py,
                )  # fmt: skip
                if fine:
                    t, u, v, of_t, of_u, of_v = _texels_around(wa, wc)
                    for n in range(radiance.shape[1]):
                        light = wa * lit[side, a, 3 + n] + wb * lit[side, b, 3 + n] + wc * lit[side, c, 3 + n]
                        colour = of_t * albedo[f, t, n] + of_u * albedo[f, u, n] + of_v * albedo[f, v, n]
                        radiance[y0 + y, n, x0 + x] += share * light * colour
                else:
                    row, k = 4 - int(wa * f32(4.0) + f32(0.5)), int(wc * f32(4.0) + f32(0.5))
                    t = row * (row + 1) // 2 + (k if k < row else row)
                    for n in range(radiance.shape[1]):
                        light = wa * lit[side, a, 3 + n] + wb * lit[side, b, 3 + n] + wc * lit[side, c, 3 + n]
                        radiance[y0 + y, n, x0 + x] += share * light * albedo[f, t, n]


@inner
def _corner_weights(ax, ay, az, bx, by, bz, cx, cy, cz, px, py):
    """Perspective-correct weights of a triangle's corners (x, y, 1 / depth) at a screen position; is it large on the screen?"""
    bx, by, cx, cy, qx, qy = bx - ax, by - ay, cx - ax, cy - ay, px - ax, py - ay
    area = bx * cy - by * cx
    inv = ONE / area
    wb, wc = (qx * cy - qy * cx) * inv, (bx * qy - by * qx) * inv
    wa = ONE - wb - wc
    wa, wb, wc = (wa if wa > ZERO else ZERO) * az, (wb if wb > ZERO else ZERO) * bz, (wc if wc > ZERO else ZERO) * cz
    inv = ONE / (wa + wb + wc)
    return wa * inv, wb * inv, wc * inv, abs(area) >= FINE


@inner
def _texels_around(wa, wc):
    """The three mesh colours around a point, and their shares. Row r = 4 - i holds r + 1 texels, counted by k."""
    v, k = (ONE - wa) * f32(4.0), wc * f32(4.0)
    r, s = min(max(int(v), 0), 3), min(max(int(k), 0), 3)
    fr, fk = v - f32(r), k - f32(s)
    upper, lower = r * (r + 1) // 2, (r + 1) * (r + 2) // 2
    s = min(s, r)
    fk = min(k - f32(s), ONE)
    if fk <= fr:  # the small triangle that stands on the lower row
        return upper + s, lower + s, lower + s + 1, ONE - fr, fr - fk, fk
    if s + 1 > r:
        return upper + s, lower + s, lower + s + 1, ONE - fr, ZERO, fr
    return upper + s, upper + s + 1, lower + s + 1, ONE - fk, fk - fr, fr
