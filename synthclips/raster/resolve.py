"""The lamp images at full size: lamp by lamp, irradiance times shadow times albedo, anti-aliased where surfaces meet."""

from __future__ import annotations

import math

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.grid import alike, surface_at, weigh, weighted, weighted_row
from synthclips.raster.lamps import INFRARED, irradiance
from synthclips.raster.looking_glass import EYE, TINT, reflected
from synthclips.raster.trace import UNIT

FRESNEL = 0.04  # reflectance of varnish, glass and plastic seen straight on
ONE_SURFACE = 0.97  # cosine between sub-pixel normals from which a pixel counts as one surface


@inner
def _subpixel(depth, seen_normal, eye, m, table, aim, mirror, glass, sy, sx, out):
    """out: position and normal of a sub-pixel's surface; False where no light is received."""
    a, b, c = seen_normal[sy, sx, 0], seen_normal[sy, sx, 1], seen_normal[sy, sx, 2]
    if a == 0 and b == 0 and c == 0:
        return False
    out[0], out[1], out[2] = surface_at(depth[sy, sx], eye, m, table, aim, mirror, glass, sy, sx)
    out[3], out[4], out[5] = a / UNIT, b / UNIT, c / UNIT
    return True


@inner
def _surfaces(depth, seen_normal, eye, m, table, aim, mirror, glass, y, x, points, received):
    """The surfaces in a pixel: True if all is one smooth surface, whose mean is then points[0]; else one entry each sub-pixel."""
    for i in range(4):
        received[i] = _subpixel(depth, seen_normal, eye, m, table, aim, mirror, glass, 2 * y + i // 2, 2 * x + i % 2, points[i])
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


@inner
def _taps_of(grid_position, grid_normal, step, x, y, i, one, p, taps, weights):
    """`weigh` of a grid at a pixel's surface, or at its sub-pixel's."""
    px, py = _place(x, y, i, one)
    return weigh(grid_position, grid_normal, step, px, py, p[0], p[1], p[2], p[3], p[4], p[5], taps, weights)


@inner
def _at(marks, y, x, step):
    """The mark of the grid's cell that a pixel lies in."""
    return marks[min(y // step, marks.shape[0] - 1), min(x // step, marks.shape[1] - 1)]


@kernel
def doubts(
    depth, seen_normal, weight, eye, m, table, aim, mirror, glass, rough, fine_position, fine_normal, fine_step,
    coarse_position, coarse_normal, coarse_step, steep, slot, entries, points, shadowed, lonely, start,
):  # fmt: skip
    """Lists the surface points of the pixels that `resolve` could not settle, as it has numbered them in slot.

    entries: (H, W) how many each pixel has; points: (N, 6); shadowed: (N, L) bool, lamps to ask for; lonely: (N,) bool, bounced
    light to ask for; start: (N,), see `ask_shares`.
    """
    h, w = slot.shape
    found, received, taps, weights = np.zeros((4, 6)), np.empty(4, np.bool_), np.empty(16, np.int64), np.empty(16)
    for y in range(h):
        for x in range(w):
            if slot[y, x] < 0:
                continue
            one = _surfaces(depth, seen_normal, eye, m, table, aim, mirror, glass, y, x, found, received)
            gy, gx = min(y // fine_step, rough.shape[0] - 1), min(x // fine_step, rough.shape[1] - 1)
            entries[y, x] = 1 if one else 4
            for i in range(entries[y, x]):
                if not received[i] or not (one or weight[2 * y + i // 2, 2 * x + i % 2]):
                    continue
                s = slot[y, x] + i
                lost = _taps_of(fine_position, fine_normal, fine_step, x, y, i, one, found[i], taps, weights) == 0
                lonely[s] = _at(steep, y, x, coarse_step) or (
                    _taps_of(coarse_position, coarse_normal, coarse_step, x, y, i, one, found[i], taps, weights) == 0
                )
                start[s] = 4 * ((y & 1) * 2 + (x & 1)) + i
                for k in range(rough.shape[2]):
                    shadowed[s, k] = lost or rough[gy, gx, k]
                for j in range(6):
                    points[s, j] = found[i, j]


@kernel
def pool(slot, entries, points, wanted, values, out):
    """out (N, K): values of those wanted (N, K), as a tent-shaped mean over the 3x3 pixels around, on the same surface.

    slot, entries, points: see `doubts`.
    """
    h, w = slot.shape
    (total, weights), chosen = np.empty((2, values.shape[1]), np.float32), np.empty(values.shape[1], np.int64)
    for y in range(h):
        for x in range(w):
            for s in range(slot[y, x], slot[y, x] + entries[y, x]):
                count = 0
                for k in range(values.shape[1]):
                    if wanted[s, k]:
                        chosen[count] = k
                        count += 1
                if count == 0:
                    continue
                total[:count] = 0
                weights[:count] = 0
                p = points[s].astype(np.float64)
                for b in range(max(y - 1, 0), min(y + 2, h)):
                    for a in range(max(x - 1, 0), min(x + 2, w)):
                        near = (2.0 - abs(b - y)) * (2.0 - abs(a - x))
                        for r in range(slot[b, a], slot[b, a] + entries[b, a]):
                            q = points[r]
                            weight = np.float32(near * alike(p[0], p[1], p[2], p[3], p[4], p[5], q[:3], q[3:]))
                            for k in range(count if weight > 0 else 0):
                                if wanted[r, chosen[k]]:
                                    total[k] += weight * values[r, chosen[k]]
                                    weights[k] += weight
                for k in range(count):
                    out[s, chosen[k]] = total[k] / weights[k] if weights[k] > 0 else values[s, chosen[k]]


@inner
def _any(wanted):
    for k in range(wanted.shape[0]):
        if wanted[k]:
            return True
    return False


@inner
def _fresnel(row, p, gloss):
    """Share of light mirrored at p towards the eye, by way of a mirror's row: Schlick 1994, times the gloss."""
    x, y, z = row[EYE] - p[0], row[EYE + 1] - p[1], row[EYE + 2] - p[2]
    cosine = abs(x * p[3] + y * p[4] + z * p[5]) / math.sqrt(max(x * x + y * y + z * z, 1e-12))
    k = 1.0 - min(cosine, 1.0)
    return gloss * (FRESNEL + (1.0 - FRESNEL) * k * k * k * k * k)


@inner
def _by_mirror(lamp, row, p):
    """Irradiance by the lamp on the lens by way of the glass in which the lens sees p: nothing stands between."""
    x, y, z = reflected(row, p[0], p[1], p[2])
    ox, oy, oz = reflected(row, 0.0, 0.0, 0.0)
    nx, ny, nz = reflected(row, p[3], p[4], p[5])
    return row[TINT + 3] * irradiance(lamp, x, y, z, nx - ox, ny - oy, nz - oz)


@kernel
def resolve(
    depth, seen_normal, seen_material, seen_albedo, weight, mean_albedo, eye, m, table, aim, mirror, glass, lamps, power,
    shares, rough, fine_position, fine_normal, fine_step, bounced, coarse_position, coarse_normal, coarse_step, steep,
    mirrored, shiny_normal, gloss, emission, lamp_of, slot,
    shadowed, lonely, asked, gathered, white, direct, indirect,
):  # fmt: skip
    """Fills direct and indirect (L, H, W, C), cd/m2 at unit weight, from the grids; what they do not settle from what was asked.

    Without points yet: leaves the pixels that are unsettled or show several surfaces, and puts into slot (H, W) int32 the first
    entry of each one's points (one, or four if several surfaces meet in it), -1 for the others; returns the number of entries.
    With what was asked: fills those pixels. white: sum of the channels beyond which a camera shows nothing brighter; where
    surfaces meet, what is brighter counts as that, or edges against a window would be jagged. emission: (M,) cd/m2 times the
    pattern's colour, with lamp_of (M,).
    """
    count, h, w, channels = direct.shape
    found, received, tint, near = np.zeros((4, 6)), np.empty(4, np.bool_), np.empty(channels), np.empty((2, 4), np.int64)
    taps, weights = np.empty((3, 4, 16), np.int64), np.empty((3, 4, 16))
    lit, row = np.empty((4, 2, count * channels)), np.empty(count * channels)
    used, asking = 0, shadowed.shape[0] == 0
    for y in range(h):
        for x in range(w):
            if not asking and slot[y, x] < 0:
                continue
            one = _surfaces(depth, seen_normal, eye, m, table, aim, mirror, glass, y, x, found, received)
            entries, doubtful = 1 if one else 4, not one
            for i in range(entries):
                if received[i] and not (asking and doubtful):
                    p = found[i]
                    near[0, i] = _taps_of(fine_position, fine_normal, fine_step, x, y, i, one, p, taps[0, i], weights[0, i])
                    near[1, i] = _taps_of(coarse_position, coarse_normal, coarse_step, x, y, i, one, p, taps[1, i], weights[1, i])
                    doubtful = doubtful or near[0, i] == 0 or near[1, i] == 0 or _at(steep, y, x, coarse_step)
                    gy, gx = min(y // fine_step, rough.shape[0] - 1), min(x // fine_step, rough.shape[1] - 1)
                    doubtful = doubtful or _any(rough[gy, gx])
            if asking:
                slot[y, x] = used if doubtful else -1
                if doubtful:
                    used += entries
                    continue
            for i in range(entries):
                lit[i] = 0
            _glow(seen_material, seen_albedo, weight, emission, lamp_of, channels, y, x, one, lit)
            for i in range(entries):
                sy, sx = 2 * y + i // 2, 2 * x + i % 2
                if not received[i] or not (one or weight[sy, sx]):
                    continue
                p = found[i]
                for c in range(channels):
                    source = c if channels == 3 else 3
                    code = seen_albedo[sy, sx, source] / 255.0
                    tint[c] = (mean_albedo[y, x, source] if one else code * code) / math.pi
                s = slot[y, x] + i if slot[y, x] >= 0 else -1
                for k in range(count):
                    if s >= 0 and shadowed[s, k]:
                        e = np.float64(asked[s, k])
                    else:
                        e = weighted(shares, near[0, i], taps[0, i], weights[0, i], k)
                    if e > 0.0:
                        e *= irradiance(lamps[k], p[0], p[1], p[2], p[3], p[4], p[5])
                    if lamps[k, 0] == INFRARED and mirror[sy, sx] > 0:
                        e += _by_mirror(lamps[k], glass[mirror[sy, sx]], p)
                    if e <= 0.0:
                        continue
                    for c in range(channels):
                        lit[i, 0, k * channels + c] = e * power[k, c] * tint[c]
                if s >= 0 and lonely[s]:
                    row[:] = gathered[s]
                else:
                    weighted_row(bounced, near[1, i], taps[1, i], weights[1, i], row)
                for k in range(count):
                    for c in range(channels):
                        lit[i, 1, k * channels + c] += tint[c] * row[k * channels + c]
                shine = gloss[seen_material[sy, sx]]
                if shine <= 0.0:
                    continue
                shown = _taps_of(fine_position, shiny_normal, fine_step, x, y, i, one, p, taps[2, i], weights[2, i])
                shine = _fresnel(glass[mirror[sy, sx]], p, shine)
                weighted_row(mirrored, shown, taps[2, i], weights[2, i], row)
                for j in range(count * channels):
                    lit[i, 1, j] += shine * row[j]
            mixed = received[0] or received[1] or received[2] or received[3]
            _blend(lit, weight, one, white if mixed else np.inf, channels, y, x, direct, indirect)
    return used


@inner
def _glow(seen_material, seen_albedo, weight, emission, lamp_of, channels, y, x, one, lit):
    """Adds what materials themselves give off to the images of their lamps."""
    for i in range(4):
        sy, sx = 2 * y + i // 2, 2 * x + i % 2
        kind = seen_material[sy, sx]
        if kind < 0 or lamp_of[kind] < 0:
            continue
        share = _share(weight, y, x, i, True) if one else 1.0
        for c in range(channels):
            code = seen_albedo[sy, sx, c if channels == 3 else 3] / 255.0
            lit[0 if one else i, 1, lamp_of[kind] * channels + c] += share * code * code * emission[kind]


@inner
def _share(weight, y, x, i, several):
    """Of a pixel's entry i, which is all of it if there are not several."""
    if not several:
        return 1.0
    total = weight[2 * y, 2 * x] + weight[2 * y, 2 * x + 1] + weight[2 * y + 1, 2 * x] + weight[2 * y + 1, 2 * x + 1]
    return weight[2 * y + i // 2, 2 * x + i % 2] / total


@inner
def _blend(lit, weight, one, white, channels, y, x, direct, indirect):
    """The pixel as the weighted mean of its entries, each darkened to `white` if another is darker than that."""
    entries, least = 1 if one else 4, 1e30
    for i in range(entries):
        least = min(least, _brightness(lit[i]))
    for i in range(entries):
        bright = _brightness(lit[i])
        share = (white / bright if least < white < bright else 1.0) * _share(weight, y, x, i, not one)
        for k in range(direct.shape[0]):
            for c in range(channels):
                direct[k, y, x, c] += share * lit[i, 0, k * channels + c]
                indirect[k, y, x, c] += share * lit[i, 1, k * channels + c]


@inner
def _brightness(lit):
    total = 0.0
    for j in range(lit.shape[1]):
        total += lit[0, j] + lit[1, j]
    return total
