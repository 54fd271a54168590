"""The lamp images at full size: lamp by lamp, irradiance times shadow times albedo, anti-aliased where surfaces meet."""

from __future__ import annotations

import math

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.grid import alike, weigh, weighted
from synthclips.raster.lamps import irradiance
from synthclips.raster.lens import ray_direction
from synthclips.raster.openings import crossing
from synthclips.raster.trace import UNIT

FRESNEL = 0.04  # reflectance of varnish, glass and plastic seen straight on
ONE_SURFACE = 0.97  # cosine between sub-pixel normals from which a pixel counts as one surface


@inner
def _subpixel(depth, seen_normal, eye, m, lens, sy, sx, out):
    """out: position and normal of a sub-pixel's surface; False where no light is received."""
    a, b, c = seen_normal[sy, sx, 0], seen_normal[sy, sx, 1], seen_normal[sy, sx, 2]
    if a == 0 and b == 0 and c == 0:
        return False
    dx, dy, dz = ray_direction((sx + 0.5) * 0.5, (sy + 0.5) * 0.5, m, lens)
    t = depth[sy, sx]
    out[0], out[1], out[2] = eye[0] + t * dx, eye[1] + t * dy, eye[2] + t * dz
    out[3], out[4], out[5] = a / UNIT, b / UNIT, c / UNIT
    return True


@inner
def _surfaces(depth, seen_normal, eye, m, lens, y, x, points, received):
    """The surfaces in a pixel: True if all is one smooth surface, whose mean is then points[0]; else one entry each sub-pixel."""
    for i in range(4):
        received[i] = _subpixel(depth, seen_normal, eye, m, lens, 2 * y + i // 2, 2 * x + i % 2, points[i])
    for i in range(4):
        if not received[i]:
            return False
    p = points[0]
    for i in range(1, 4):
        q = points[i]
        if p[3] * q[3] + p[4] * q[4] + p[5] * q[5] < ONE_SURFACE:
            return False
        dx, dy, dz = q[0] - p[0], q[1] - p[1], q[2] - p[2]
        if abs(p[3] * dx + p[4] * dy + p[5] * dz) > 0.002 + 0.1 * math.sqrt(dx * dx + dy * dy + dz * dz):
            return False
    for j in range(6):
        p[j] = 0.25 * (points[0, j] + points[1, j] + points[2, j] + points[3, j])
    length = math.sqrt(p[3] * p[3] + p[4] * p[4] + p[5] * p[5])
    for j in range(3, 6):
        p[j] /= length
    return True


@kernel
def _place(x, y, i, one):
    """Picture position of a pixel's middle, or of its sub-pixel i."""
    if one:
        return x + 0.5, y + 0.5
    return x + 0.25 + 0.5 * (i % 2), y + 0.25 + 0.5 * (i // 2)


@kernel
def doubts(
    depth, seen_normal, eye, m, lens, rough, fine_position, fine_normal, fine_step, coarse_position, coarse_normal, coarse_step,
    slot, points, shadowed, lonely, start,
):  # fmt: skip
    """Lists the surface points that the grids do not settle; returns their number. With points of length 0 it only counts them, and marks their pixels in slot.

    slot: (H, W) int32, the first entry of the pixel's points (one, or four if several surfaces meet in it), or -1.
    points: (N, 6); shadowed: (N, L) bool, lamps to ask for; lonely: (N,) bool, bounced light to ask for; start: (N,) for `ask_shares`.
    """
    h, w = slot.shape
    found, received, weights = np.zeros((4, 6)), np.empty(4, np.bool_), np.empty((4, 4))
    any_rough, used, kept = np.empty(rough.shape[2], np.bool_), 0, points.shape[0]
    for y in range(h):
        for x in range(w):
            if kept > 0 and slot[y, x] < 0:
                continue  # settled: the counting pass has seen it
            slot[y, x] = -1
            one = _surfaces(depth, seen_normal, eye, m, lens, y, x, found, received)
            gy, gx = min(y // fine_step, rough.shape[0] - 1), min(x // fine_step, rough.shape[1] - 1)
            entries, doubtful = 1 if one else 4, False
            for i in range(entries):
                if not received[i]:
                    continue
                p = found[i]
                px, py = _place(x, y, i, one)
                lost = weigh(fine_position, fine_normal, fine_step, px, py, p[0], p[1], p[2], p[3], p[4], p[5], weights)[0] == -9
                alone = (
                    weigh(coarse_position, coarse_normal, coarse_step, px, py, p[0], p[1], p[2], p[3], p[4], p[5], weights)[0]
                    == -9
                )
                doubtful = doubtful or lost or alone
                for k in range(any_rough.shape[0]):
                    any_rough[k] = lost or rough[gy, gx, k]
                    doubtful = doubtful or any_rough[k]
                if used + i < kept:
                    lonely[used + i] = alone
                    start[used + i] = 4 * ((y & 1) * 2 + (x & 1)) + i
                    for k in range(any_rough.shape[0]):
                        shadowed[used + i, k] = any_rough[k]
                    for j in range(6):
                        points[used + i, j] = p[j]
            if doubtful:
                slot[y, x] = used
                used += entries
    return used


@inner
def _near_share(slot, points, shadowed, asked, y, x, k):
    """Visible share at a one-surface pixel that was asked: mean over the 3x3 asked around it, tent-shaped, on the same surface."""
    h, w = slot.shape
    p = points[slot[y, x]]
    total, weights = 0.0, 0.0
    for b in range(max(y - 1, 0), min(y + 2, h)):
        for a in range(max(x - 1, 0), min(x + 2, w)):
            s = slot[b, a]
            if s < 0 or not shadowed[s, k]:
                continue
            q = points[s]
            weight = (2.0 - abs(b - y)) * (2.0 - abs(a - x))
            weight *= alike(
                np.float64(p[0]),
                np.float64(p[1]),
                np.float64(p[2]),
                np.float64(p[3]),
                np.float64(p[4]),
                np.float64(p[5]),
                q[:3],
                q[3:],
            )
            total += weight * asked[s, k]
            weights += weight
    return total / weights


@inner
def _fresnel(eye, p, gloss):
    """Share of light mirrored at p towards the eye: Schlick 1994, times the gloss."""
    x, y, z = eye[0] - p[0], eye[1] - p[1], eye[2] - p[2]
    cosine = abs(x * p[3] + y * p[4] + z * p[5]) / math.sqrt(max(x * x + y * y + z * z, 1e-12))
    k = 1.0 - min(cosine, 1.0)
    return gloss * (FRESNEL + (1.0 - FRESNEL) * k * k * k * k * k)


@kernel
def resolve(
    depth, seen_normal, seen_material, seen_albedo, mean_albedo, eye, m, lens, lamps, power, shares, fine_position, fine_normal, fine_step,
    bounced, coarse_position, coarse_normal, coarse_step, mirrored, shiny_normal, gloss, slot, points, shadowed, lonely, asked, gathered, direct, indirect,
):  # fmt: skip
    """Fills direct and indirect (L, H, W, C), cd/m2 at unit weight, from the grids, and from what was asked point by point."""
    count, h, w, channels = direct.shape
    found, received, tint = np.zeros((4, 6)), np.empty(4, np.bool_), np.empty(channels)
    fine, coarse, shiny = np.empty((4, 4)), np.empty((4, 4)), np.empty((4, 4))
    for y in range(h):
        for x in range(w):
            one = _surfaces(depth, seen_normal, eye, m, lens, y, x, found, received)
            for i in range(1 if one else 4):
                if not received[i]:
                    continue
                p = found[i]
                sy, sx = 2 * y + i // 2, 2 * x + i % 2
                px, py = _place(x, y, i, one)
                for c in range(channels):
                    source = c if channels == 3 else 3
                    code = seen_albedo[sy, sx, source] / 255.0
                    tint[c] = (mean_albedo[y, x, source] if one else 0.25 * code * code) / math.pi
                s = slot[y, x] + i if slot[y, x] >= 0 else -1
                row, column = weigh(fine_position, fine_normal, fine_step, px, py, p[0], p[1], p[2], p[3], p[4], p[5], fine)
                for k in range(count):
                    e = irradiance(lamps[k], p[0], p[1], p[2], p[3], p[4], p[5])
                    if e <= 0.0:
                        continue
                    if s >= 0 and shadowed[s, k]:
                        e *= _near_share(slot, points, shadowed, asked, y, x, k) if one else asked[s, k]
                    else:
                        e *= weighted(shares, row, column, fine, k)
                    for c in range(channels):
                        direct[k, y, x, c] += e * power[k, c] * tint[c]
                row, column = weigh(
                    coarse_position, coarse_normal, coarse_step, px, py, p[0], p[1], p[2], p[3], p[4], p[5], coarse
                )
                alone = s >= 0 and lonely[s]
                for k in range(count):
                    for c in range(channels):
                        j = k * channels + c
                        indirect[k, y, x, c] += tint[c] * (gathered[s, j] if alone else weighted(bounced, row, column, coarse, j))
                shine = gloss[seen_material[sy, sx]]
                if shine <= 0.0:
                    continue
                row, column = weigh(fine_position, shiny_normal, fine_step, px, py, p[0], p[1], p[2], p[3], p[4], p[5], shiny)
                if row == -9:
                    continue
                weight = _fresnel(eye, p, shine) * (1.0 if one else 0.25)
                for k in range(count):
                    for c in range(channels):
                        indirect[k, y, x, c] += weight * weighted(mirrored, row, column, shiny, k * channels + c)


@kernel
def add_glow(seen_material, seen_albedo, emission, lamp_of, indirect):
    """Adds what materials themselves give off: emission (M,) cd/m2 times the pattern's colour, to the image of lamp_of (M,)."""
    _, h, w, channels = indirect.shape
    for y in range(h):
        for x in range(w):
            for i in range(4):
                sy, sx = 2 * y + i // 2, 2 * x + i % 2
                kind = seen_material[sy, sx]
                if kind < 0 or lamp_of[kind] < 0:
                    continue
                for c in range(channels):
                    code = seen_albedo[sy, sx, c if channels == 3 else 3] / 255.0
                    indirect[lamp_of[kind], y, x, c] += 0.25 * code * code * emission[kind]


@kernel
def window_places(depth, seen_normal, eye, m, lens, gate, sun, out):
    """out (H, W, 2): where the ray to the sun crosses its opening, 0..1 along width and height; nan elsewhere."""
    point = np.empty(6)
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = np.nan
            if not _subpixel(depth, seen_normal, eye, m, lens, 2 * y, 2 * x, point):
                continue
            u, v = crossing(gate, point[0], point[1], point[2], -sun[4], -sun[5], -sun[6])
            if 0.0 <= u <= 1.0 and 0.0 <= v <= 1.0:
                out[y, x, 0], out[y, x, 1] = u, v
