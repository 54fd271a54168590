"""The lamp images at full size: lamp by lamp, irradiance times shadow times albedo, anti-aliased where surfaces meet."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from synthclips.raster.bvh import STACK
from synthclips.raster.direct import visible_share
from synthclips.raster.grid import read
from synthclips.raster.indirect import gather
from synthclips.raster.lamps import irradiance
from synthclips.raster.lens import ray_direction
from synthclips.raster.openings import crossing
from synthclips.raster.sampling import tile_rank
from synthclips.raster.trace import UNIT

SHADOW_RAYS = 16  # for a pixel whose shadow the grid does not settle
LONELY_RAYS = 24  # gathered on the spot where no grid point lies on the same surface
FRESNEL = 0.04  # reflectance of varnish, glass and plastic seen straight on
ONE_SURFACE = 0.97  # cosine between sub-pixel normals from which a pixel counts as one surface


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def _merged(points, received):
    """Puts the mean of the four sub-pixels into points[0] if they are one smooth surface; tells whether they are."""
    for i in range(4):
        if not received[i]:
            return False
    p = points[0]
    for i in range(1, 4):
        q = points[i]
        if p[3] * q[3] + p[4] * q[4] + p[5] * q[5] < ONE_SURFACE:
            return False
        x, y, z = q[0] - p[0], q[1] - p[1], q[2] - p[2]
        if abs(p[3] * x + p[4] * y + p[5] * z) > 0.002 + 0.1 * math.sqrt(x * x + y * y + z * z):
            return False
    for j in range(6):
        p[j] = 0.25 * (points[0, j] + points[1, j] + points[2, j] + points[3, j])
    length = math.sqrt(p[3] * p[3] + p[4] * p[4] + p[5] * p[5])
    for j in range(3, 6):
        p[j] /= length
    return True


@njit(cache=True, nogil=True)
def _fresnel(eye, p, gloss):
    """Share of light mirrored at p towards the eye: Schlick 1994, times the gloss."""
    x, y, z = eye[0] - p[0], eye[1] - p[1], eye[2] - p[2]
    cosine = abs(x * p[3] + y * p[4] + z * p[5]) / math.sqrt(max(x * x + y * y + z * z, 1e-12))
    k = 1.0 - min(cosine, 1.0)
    return gloss * (FRESNEL + (1.0 - FRESNEL) * k * k * k * k * k)


@njit(cache=True, nogil=True)
def resolve(
    depth, seen_normal, seen_material, seen_albedo, mean_albedo, eye, m, lens,
    lamps, power, gates, bounds, links, triangles, table, origin, per_m, light, tri_albedo,
    shares, rough, share_position, share_normal, share_step,
    bounced, bounced_position, bounced_normal, bounced_step,
    mirrored, mirrored_normal, gloss, direct, indirect,
):  # fmt: skip
    """Fills direct and indirect (L, H, W, C), cd/m2 at unit weight; `shares`, `bounced`, `mirrored` are the grids' values."""
    count, h, w, channels = direct.shape
    stack, points, received = np.empty(STACK, np.int32), np.empty((4, 6)), np.empty(4, np.bool_)
    share, e_bounced, mirror = np.empty(count, np.float32), np.empty(count * channels, np.float32), np.empty(count * channels, np.float32)
    tint = np.empty(channels)
    for y in range(h):
        for x in range(w):
            for i in range(4):
                received[i] = _subpixel(depth, seen_normal, eye, m, lens, 2 * y + i // 2, 2 * x + i % 2, points[i])
            one = _merged(points, received)
            for i in range(1 if one else 4):
                if not received[i]:
                    continue
                p = points[i]
                sy, sx = 2 * y + i // 2, 2 * x + i % 2
                px, py = x + (0.5 if one else 0.25 + 0.5 * (i % 2)), y + (0.5 if one else 0.25 + 0.5 * (i // 2))
                for c in range(channels):
                    source = c if channels == 3 else 3
                    code = seen_albedo[sy, sx, source] / 255.0
                    tint[c] = (mean_albedo[y, x, source] if one else 0.25 * code * code) / math.pi
                found = read(shares, share_position, share_normal, share_step, px, py, p[0], p[1], p[2], p[3], p[4], p[5], share)
                gy, gx = min(y // share_step, shares.shape[0] - 1), min(x // share_step, shares.shape[1] - 1)
                for k in range(count):
                    e = irradiance(lamps[k], p[0], p[1], p[2], p[3], p[4], p[5])
                    if e <= 0.0:
                        continue
                    if found == 0.0 or rough[gy, gx, k]:
                        rays = SHADOW_RAYS if one else SHADOW_RAYS // 2
                        first = (tile_rank(x, y) * 4 + i) * SHADOW_RAYS
                        share[k] = visible_share(
                            lamps[k], gates[k], bounds, links, triangles, p[0], p[1], p[2], p[3], p[4], p[5], first, rays, stack
                        )
                    for c in range(channels):
                        direct[k, y, x, c] += e * share[k] * power[k, c] * tint[c]
                if read(bounced, bounced_position, bounced_normal, bounced_step, px, py, p[0], p[1], p[2], p[3], p[4], p[5], e_bounced) == 0.0:
                    first = (tile_rank(x, y) * 4 + i) * LONELY_RAYS
                    gather(
                        bounds, links, triangles, table, origin, per_m, light, tri_albedo,
                        p[0], p[1], p[2], p[3], p[4], p[5], first, LONELY_RAYS, stack, e_bounced,
                    )  # fmt: skip
                for k in range(count):
                    for c in range(channels):
                        indirect[k, y, x, c] += e_bounced[k * channels + c] * tint[c]
                if gloss[seen_material[sy, sx]] > 0.0 and read(
                    mirrored, share_position, mirrored_normal, share_step, px, py, p[0], p[1], p[2], p[3], p[4], p[5], mirror
                ) > 0.0:
                    weight = _fresnel(eye, p, gloss[seen_material[sy, sx]]) * (1.0 if one else 0.25)
                    for k in range(count):
                        for c in range(channels):
                            indirect[k, y, x, c] += weight * mirror[k * channels + c]


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
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
