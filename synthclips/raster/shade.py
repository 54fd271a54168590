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
def light_vertices(position, normal, needed, openness, fuzz, side, eye, lamps, gates, colour, origin, step, visibility, ambient,
                   bounds, links, triangles, frames, depths, covers, blockers, map_lamp, map_mover, maps, mover, light):  # fmt: skip
    """light (V, C) = irradiance / pi of the marked vertices, their normals times `side` (-1: the back of a sheet).

    colour: (L, C) power times weight; the shadow maps are those of every mover; `mover` is this one's number.
    """
    stack = np.empty(STACK, np.int32)
    channels, wanted = light.shape[1], 1 if side > 0.0 else 2
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
        for c in range(channels):
            light[v, c] = 0.0
        _add_ambient(ambient, i, j, k, fx, fy, fz, nx, ny, nz, openness[v], light, v)
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
                light[v, c] += e * colour[m, c]
        scale = INVERSE_PI * _rim(fuzz, px, py, pz, nx, ny, nz, eye)
        for c in range(channels):
            light[v, c] *= scale


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
def _add_ambient(ambient, i, j, k, fx, fy, fz, nx, ny, nz, scale, out, v):
    """Ambient cube (McTaggart 2004, "Half-Life 2 shading"): faces weighed by the squared normal, probes trilinearly."""
    x_face, y_face, z_face = (0 if nx >= 0 else 1), (2 if ny >= 0 else 3), (4 if nz >= 0 else 5)
    wx, wy, wz = nx * nx * scale, ny * ny * scale, nz * nz * scale
    for corner in range(8):
        a, b, c = corner >> 2, (corner >> 1) & 1, corner & 1
        w = (fx if a else 1.0 - fx) * (fy if b else 1.0 - fy) * (fz if c else 1.0 - fz)
        if w <= 0.0:
            continue
        a, b, c = i + a, j + b, k + c
        for q in range(out.shape[1]):
            out[v, q] += w * (
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
def resolve(seen, face, screen, inverse_z, faces, albedo, light, light_back, x0, y0, radiance):
    """Adds the mover's visible samples, a quarter each, to the background. Samples on one triangle are shaded as one."""
    h, w = seen.shape
    none = -1 << 30
    for y in range(h):
        for x in range(w):
            bits = np.int64(seen[y, x])
            while bits:
                f, count, sx, sy, rest = none, 0, 0, 0, 0
                for s in range(4):
                    if (bits >> s) & 1:
                        g = face[2 * y + (s >> 1), 2 * x + (s & 1)]
                        if f == none:
                            f = g
                        if g == f:
                            count += 1
                            sx += 64 + 128 * (s & 1)
                            sy += 64 + 128 * (s >> 1)
                        else:
                            rest |= 1 << s
                bits = rest
                px, py = (x0 + x) * 256.0 + sx / count, (y0 + y) * 256.0 + sy / count
                if f >= 0:
                    _shade(f, px, py, 0.25 * count, screen, inverse_z, faces, albedo, light, radiance, y0 + y, x0 + x)
                else:
                    _shade(-1 - f, px, py, 0.25 * count, screen, inverse_z, faces, albedo, light_back, radiance, y0 + y, x0 + x)


@kernel
def _shade(f, px, py, share, screen, inverse_z, faces, albedo, lit, out, y, x):
    """Adds share times the radiance of triangle f at a screen position to pixel (x, y), perspective-correct."""
    a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
    ax, ay = float(screen[a, 0]), float(screen[a, 1])
    bx, by = screen[b, 0] - ax, screen[b, 1] - ay
    cx, cy = screen[c, 0] - ax, screen[c, 1] - ay
    qx, qy = px - ax, py - ay
    area = bx * cy - by * cx
    inv = 1.0 / area
    wb, wc = (qx * cy - qy * cx) * inv, (bx * qy - by * qx) * inv
    wa = max(1.0 - wb - wc, 0.0) * inverse_z[a]
    wb, wc = max(wb, 0.0) * inverse_z[b], max(wc, 0.0) * inverse_z[c]
    inv = 1.0 / (wa + wb + wc)
    wa, wb, wc = wa * inv, wb * inv, wc * inv
    if abs(area) < FINE:
        r, k = 4 - int(wa * 4.0 + 0.5), int(wc * 4.0 + 0.5)
        t = r * (r + 1) // 2 + min(k, r)
        for q in range(out.shape[1]):
            out[y, q, x] += share * (wa * lit[a, q] + wb * lit[b, q] + wc * lit[c, q]) * albedo[f, t, q]
        return
    t0, t1, t2, u0, u1, u2 = _texels_around(wa, wc)
    for q in range(out.shape[1]):
        colour = u0 * albedo[f, t0, q] + u1 * albedo[f, t1, q] + u2 * albedo[f, t2, q]
        out[y, q, x] += share * (wa * lit[a, q] + wb * lit[b, q] + wc * lit[c, q]) * colour


@inner
def _texels_around(wa, wc):
    """The three mesh colours around a point, and their shares. Row r = 4 - i holds r + 1 texels, counted by k."""
    v, k = (1.0 - wa) * 4.0, wc * 4.0
    r, s = min(max(int(v), 0), 3), min(max(int(k), 0), 3)
    fr, fk = v - r, k - s
    upper, lower = r * (r + 1) // 2, (r + 1) * (r + 2) // 2
    s = min(s, r)
    fk = min(k - s, 1.0)
    if fk <= fr:  # the small triangle that stands on the lower row
        return upper + s, lower + s, lower + s + 1, 1.0 - fr, fr - fk, fk
    if s + 1 > r:
        return upper + s, lower + s, lower + s + 1, 1.0 - fr, 0.0, fr
    return upper + s, upper + s + 1, lower + s + 1, 1.0 - fk, fk - fr, fr
