"""Light on movers: irradiance at every vertex that shows."""

from __future__ import annotations

import math

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.bvh import occluded
from synthclips.raster.lamps import BULB, INFRARED, SUN, ball_point, disc, irradiance, toward
from synthclips.raster.openings import crossing
from synthclips.raster.sampling import around
from synthclips.raster.shadow import hidden, self_hidden
from synthclips.raster.veils import let_through

MOVER_BIAS_M = 0.02
LIFT_M = 0.003  # rays start this far off the skin
COARSE_M = 0.01  # between vertices
RIM = 1.2  # how much brighter a fully fuzzy rim is
LANTERN_ORDER = np.array([0, 3, 12, 15, 5, 6, 9, 10, 1, 2, 4, 8, 7, 11, 13, 14], np.int64)  # of 4 x 4 places, corners first
INVERSE_PI = 1.0 / math.pi
f32, f64 = np.float32, np.float64
ONE, TWO = np.uint64(1), np.uint64(2)


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
def light_vertices(
    position, normal, screen, inverse_z, needed, openness, fuzz, grain, side, eye, lamps, gates, veil_of, veils, colour,
    origin, step, visibility, ambient, bounds, links, triangles, shadows, maps, mover, stack, lit,
):  # fmt: skip
    """lit (V, 3 + C) = screen position in 1/256 px, 1 / depth and irradiance / pi of the marked vertices.

    Their normals count times `side` (-1: the back of a sheet); grain (V,): metres between them.

    veil_of (L,), veils (K, rows, columns): see `Veils`; colour: (L, C) power times weight; the `maps` of `shadows` are those of
    every mover; `mover` is this one's number; stack: scratch of STACK numbers.
    """
    cube, counts = ambient.reshape(-1), ambient.shape
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
        red, green, blue = _ambient_at(cube, counts, channels, i, j, k, fx, fy, fz, nx, ny, nz, openness[v])
        for m in range(lamps.shape[0]):
            if colour[m, 0] + colour[m, channels - 1] + colour[m, channels // 2] <= 0.0:
                continue
            e = irradiance(lamps[m], f64(px), f64(py), f64(pz), f64(nx), f64(ny), f64(nz))
            if e <= 0.0:
                continue
            share = _probe_share(visibility[m], i, j, k, fx, fy, fz)
            moves = lamps[m, 0] == INFRARED and lamps[m, 16] == 1.0
            if (gates[m, 0] > 0.0 or lamps[m, 0] == SUN or moves) and share != 0.0 and share != 1.0:
                share = _edge_share(lamps[m], gates[m], bounds, links, triangles, px, py, pz, nx, ny, nz, grain[v], stack)
            if veil_of[m] >= 0 and share > 0.0:
                dx, dy, dz = toward(lamps[m], f64(px), f64(py), f64(pz))
                u, w = crossing(gates[m], f64(px), f64(py), f64(pz), dx, dy, dz)
                share *= let_through(veils[veil_of[m]], u, w)
            if lamps[m, 16] == 0.0:
                share *= 0.5 + 0.5 * openness[v]
            for t in range(maps.shape[0]):
                s = maps[t]
                if share > 0.0 and shadows.lamp[s] == m:
                    if shadows.mover[s] == mover:
                        share *= 1.0 - self_hidden(shadows.frames[s], shadows.depths[s], px, py, pz, nx, ny, nz, MOVER_BIAS_M)
                    else:
                        share *= 1.0 - hidden(
                            shadows.frames[s], shadows.covers[s], shadows.blockers[s], px, py, pz, nx, ny, nz, MOVER_BIAS_M
                        )
            e *= share
            red += f32(e * colour[m, 0])
            if channels == 3:
                green += f32(e * colour[m, 1])
                blue += f32(e * colour[m, 2])
        scale = f32(INVERSE_PI * _rim(fuzz, px, py, pz, nx, ny, nz, eye))
        lit[v, 3] = scale * red
        if channels == 3:
            lit[v, 4], lit[v, 5] = scale * green, scale * blue


@inner
def _edge_share(lamp, gate, bounds, links, triangles, px, py, pz, nx, ny, nz, grain, stack):
    """As `sharp_share`; where vertices lie far apart the mean of four places around, or an edge of light would be torn there."""
    x, y, z = px + LIFT_M * nx, py + LIFT_M * ny, pz + LIFT_M * nz
    if lamp[0] == BULB and gate[0] > 0.0:
        return _lantern_share(lamp, gate, bounds, links, triangles, x, y, z, stack)
    if grain < COARSE_M:
        return sharp_share(lamp, gate, bounds, links, triangles, x, y, z, stack)
    total, off = 0.0, 0.5 * grain
    for k in range(4):
        ox, oy, oz = around(f64(nx), f64(ny), f64(nz), off if k & 1 else -off, off if k & 2 else -off, 0.0)
        total += sharp_share(lamp, gate, bounds, links, triangles, x + ox, y + oy, z + oz, stack)
    return 0.25 * total


@inner
def _lantern_share(lamp, gate, bounds, links, triangles, px, py, pz, stack):
    """Share of a lantern's disc that p sees through its opening and past the room: from metres away its edges are hands wide."""
    seen, sent = 0.0, 0
    while sent < 16 and (sent < 4 or 0.0 < seen < sent):
        i = LANTERN_ORDER[sent]
        a, b = disc((i % 4 + 0.5) / 4, (i // 4 + 0.5) / 4)
        a, b = lamp[13] * (0.99 * a - 0.14 * b), lamp[13] * (0.14 * a + 0.99 * b)  # turned, that no two stand above each other
        x, y, z = ball_point(lamp, a, b, f64(px), f64(py), f64(pz))
        dx, dy, dz = x - px, y - py, z - pz
        u, v = crossing(gate, px, py, pz, dx, dy, dz)
        if 0.0 <= u <= 1.0 and 0.0 <= v <= 1.0:
            seen += occluded(bounds, links, triangles, px, py, pz, dx, dy, dz, 1.0, stack) < 0.0
        sent += 1
    return seen / sent


@inner
def sharp_share(lamp, gate, bounds, links, triangles, px, py, pz, stack):
    """1 if the middle of a sun, or of a lamp outside, is seen from p through its opening and past the room, else 0."""
    dx, dy, dz = toward(lamp, px, py, pz)
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
def _ambient_at(cube, counts, channels, i, j, k, fx, fy, fz, nx, ny, nz, scale):
    """Ambient cube (McTaggart 2004, "Half-Life 2 shading"): faces weighed by the squared normal, probes trilinearly.

    Returns red, green and blue, or infrared and nothing.
    """
    probe = 6 * channels
    east, north = counts[1] * counts[2] * probe, counts[2] * probe
    first = np.uint64(i * east + j * north + k * probe)
    x_face, y_face, z_face = (0 if nx >= 0 else 1), (2 if ny >= 0 else 3), (4 if nz >= 0 else 5)
    a, b, c = np.uint64(x_face * channels), np.uint64(y_face * channels), np.uint64(z_face * channels)
    wx, wy, wz = f32(nx * nx * scale), f32(ny * ny * scale), f32(nz * nz * scale)
    red = green = blue = f32(0.0)
    for corner in range(8):
        w = (fx if corner & 4 else 1.0 - fx) * (fy if corner & 2 else 1.0 - fy) * (fz if corner & 1 else 1.0 - fz)
        if w > 0.0:
            at = first + np.uint64((corner >> 2) * east + (corner >> 1 & 1) * north + (corner & 1) * probe)
            wa, wb, wc = f32(w) * wx, f32(w) * wy, f32(w) * wz
            x, y, z = at + a, at + b, at + c
            red += wa * cube[x] + wb * cube[y] + wc * cube[z]
            if channels == 3:
                green += wa * cube[x + ONE] + wb * cube[y + ONE] + wc * cube[z + ONE]
                blue += wa * cube[x + TWO] + wb * cube[y + TWO] + wc * cube[z + TWO]
    return red, green, blue
