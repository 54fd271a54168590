"""Movers into the picture: the light behind them makes room, then their visible samples add their colour.

A triangle that shows is set up once, so that a pixel only steps along its planes: for each corner, what the corner contributes
to 1 / depth is a linear function of the screen position, and shares of it are the perspective-correct weights.
"""

from __future__ import annotations

import numpy as np

from synthclips.halves import coded, lit
from synthclips.kernel import inner, kernel

f32 = np.float32
ZERO, ONE, FOUR, HALF = f32(0.0), f32(1.0), f32(4.0), f32(0.5)
ZEROTH, STEP, THREE, SIX = np.uint64(0), np.uint64(1), np.uint64(3), np.uint64(6)
FINE = 64 * 256 * 256  # twice a triangle's area in (1/256 px)^2 from which mesh colours are interpolated, not picked
LARGE, LIGHT = 9, 10  # of a facet: is it larger than FINE, its corners' light; before them, its three planes
COUNT_OF = np.array([(b & 1) + (b >> 1 & 1) + (b >> 2 & 1) + (b >> 3) for b in range(16)])  # of a pixel's samples
SHARE = (COUNT_OF / 4).astype(np.float32)
_LEFT = np.array([(b & 1) + (b >> 2 & 1) for b in range(16)])
_UPPER = np.array([(b & 1) + (b >> 1 & 1) for b in range(16)])
MIDDLE_X = (192 - 128 * _LEFT / np.maximum(COUNT_OF, 1)).astype(np.float32)  # of samples, in 1/256 px from the pixel's corner
MIDDLE_Y = (192 - 128 * _UPPER / np.maximum(COUNT_OF, 1)).astype(np.float32)


@kernel
def make_room(visible, taken, reach, x0, y0, radiance, left):
    """Scales the background, in `halves`, to the share that this mover leaves.

    taken (h, w): samples that earlier movers have; left (W,): scratch.
    """
    for y in range(visible.shape[0]):
        first, last = reach[y, 0], reach[y, 1]
        if first < last:
            _leave(visible[y, first:last], taken[y, first:last], left)
            for c in range(radiance.shape[1]):
                _scale(radiance[y0 + y, c, x0 + first : x0 + last], left)


@inner
def _leave(visible, taken, left):
    for x in range(visible.shape[0]):
        before = f32(np.uint8(4) - taken[x])
        left[x] = ONE - f32(visible[x]) / (before if before > ZERO else ONE)


@inner
def _scale(light, share):
    for x in range(light.shape[0]):
        light[x] = coded(lit(light[x]) * share[x])


@kernel
def count_taken(visible_a, ax, ay, taken_b, bx, by):
    """Adds an earlier mover's samples to a later one's `taken`."""
    ha, wa = visible_a.shape
    hb, wb = taken_b.shape
    for y in range(max(ay, by), min(ay + ha, by + hb)):
        for x in range(max(ax, bx), min(ax + wa, bx + wb)):
            taken_b[y - by, x - bx] += visible_a[y - ay, x - ax]


@kernel
def set_up(shown, faces, light, x0, y0, albedo, slot, facets):
    """Numbers the faces that show in `slot` (2F,) int32, and writes what `resolve` needs of each into its row of `facets`.

    facets: (2F, LIGHT + 3C) float32; shown (2F,) as `count_seen` left it; light (S, V, 3 + C) as `light_vertices` did, S = 2 if
    backs show. Returns nothing of use: the sum of some of the mesh colours, which are read here so that memory is waited for
    many faces at a time, and not in `resolve` for one after another.
    """
    used, count, touched = 0, faces.shape[0], 0
    for f in range(shown.shape[0]):
        if not shown[f]:
            continue
        of, side = (f, 0) if f < count else (f - count, 1)
        a, b, c, facet = light[side, faces[of, 0]], light[side, faces[of, 1]], light[side, faces[of, 2]], facets[used]
        ax, ay = a[0] - f32(256 * x0), a[1] - f32(256 * y0)
        bx, by, cx, cy = b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]
        area = bx * cy - by * cx
        inv = ONE / area
        _plane(facet, 0, a[2] * inv, by - cy, cx - bx, ax + bx, ay + by)
        _plane(facet, 3, b[2] * inv, cy, -cx, ax, ay)
        _plane(facet, 6, c[2] * inv, -by, bx, ax, ay)
        facet[LARGE] = ONE if abs(area) >= FINE else ZERO
        for n in range(light.shape[2] - 3):
            for k in range(3):
                facet[LIGHT + 3 * n + k] = (a if k == 0 else b if k == 1 else c)[3 + n]
        touched += albedo[of, 0, 0] + albedo[of, 7, 0] + albedo[of, 14, 0]
        slot[f] = used
        used += 1
    return touched


@inner
def _plane(facet, k, scale, x, y, x0, y0):
    """A linear function with slopes `scale` times x and y that is nothing at x0, y0: offset and slopes."""
    facet[k + 1], facet[k + 2] = scale * x, scale * y
    facet[k] = -(facet[k + 1] * x0 + facet[k + 2] * y0)


@kernel
def resolve(seen, face, reach, slot, facets, albedo, x0, y0, row, radiance):
    """Adds the mover's visible samples, a quarter each, to the background. Samples on one triangle are shaded as one.

    albedo (F, 15, C) and radiance in `halves`; row (3 W,) float32: scratch, the mover's light in a row.
    """
    channels, columns, count, size = radiance.shape[1], np.uint64(radiance.shape[2]), albedo.shape[0], facets.shape[1]
    out, colours, planes = radiance.reshape(-1), albedo.reshape(-1), facets.reshape(-1)
    for y in range(seen.shape[0]):
        first, last = reach[y, 0], reach[y, 1]
        for x in range(first, last):
            bits = np.int64(seen[y, x])
            p, q, r, s = face[2 * y, 2 * x], face[2 * y, 2 * x + 1], face[2 * y + 1, 2 * x], face[2 * y + 1, 2 * x + 1]
            red = green = blue = ZERO  # or infrared and nothing
            while bits:  # one face of the pixel after another
                lowest = bits & -bits
                f = np.int64(p if lowest == 1 else q if lowest == 2 else r if lowest == 4 else s)
                of_f = bits & ((p == f) | (q == f) << 1 | (r == f) << 2 | (s == f) << 3)
                bits ^= of_f
                px, py, facet = f32(x * 256) + MIDDLE_X[of_f], f32(y * 256) + MIDDLE_Y[of_f], np.uint64(slot[f] * size)
                a, b, c = _at(planes, facet, px, py), _at(planes, facet + THREE, px, py), _at(planes, facet + SIX, px, py)
                inv = ONE / (a + b + c)
                texels = np.uint64((f - count if f >= count else f) * 15 * channels)
                light, share = facet + np.uint64(LIGHT), SHARE[of_f] * inv
                if planes[facet + np.uint64(LARGE)] > ZERO:
                    around = _texels_around(a * inv, c * inv, texels, np.uint64(channels))
                    red += share * _mixed(planes, light, a, b, c) * _blended(colours, around, ZEROTH)
                    if channels == 3:
                        green += share * _mixed(planes, light + THREE, a, b, c) * _blended(colours, around, STEP)
                        blue += share * _mixed(planes, light + SIX, a, b, c) * _blended(colours, around, STEP + STEP)
                else:
                    texel = _nearest_texel(a * inv, c * inv, texels, np.uint64(channels))
                    red += share * _mixed(planes, light, a, b, c) * lit(colours[texel])
                    if channels == 3:
                        green += share * _mixed(planes, light + THREE, a, b, c) * lit(colours[texel + STEP])
                        blue += share * _mixed(planes, light + SIX, a, b, c) * lit(colours[texel + STEP + STEP])
            at = np.uint64(x)
            row[at], row[at + columns], row[at + columns + columns] = red, green, blue
        for n in range(channels if first < last else 0):
            to = np.uint64(((y0 + y) * channels + n) * radiance.shape[2] + x0 + first)
            _add(out, to, row, np.uint64(n * radiance.shape[2] + first), np.uint64(last - first))


@inner
def _add(out, to, row, start, n):
    for i in range(n):
        out[to + i] = coded(lit(out[to + i]) + row[start + i])


@inner
def _at(planes, k, x, y):
    """Value of a plane, never below 0: the middle of a pixel's samples may lie just outside their triangle."""
    value = planes[k] + planes[k + STEP] * x + planes[k + STEP + STEP] * y
    return value if value > ZERO else ZERO


@inner
def _mixed(planes, k, a, b, c):
    return a * planes[k] + b * planes[k + STEP] + c * planes[k + STEP + STEP]


@inner
def _nearest_texel(wa, wc, texels, channels):
    row, k = 4 - int(wa * FOUR + HALF), int(wc * FOUR + HALF)
    return texels + np.uint64(row * (row + 1) // 2 + (k if k < row else row)) * channels


@inner
def _blended(colours, around, channel):
    """One channel of the three mesh colours around a point."""
    first, second, third, of_first, of_second, of_third = around
    one, two, three = lit(colours[first + channel]), lit(colours[second + channel]), lit(colours[third + channel])
    return of_first * one + of_second * two + of_third * three


@inner
def _texels_around(wa, wc, texels, channels):
    """The three mesh colours around a point, and their shares. Row r = 4 - i holds r + 1 texels, counted by k.

    Four texels make two small triangles, which have the first of the upper row and the second of the lower in common.
    """
    v, k = (ONE - wa) * FOUR, wc * FOUR
    r = min(int(v), 3)
    s = min(int(k), r)
    fr, fk = v - f32(r), k - f32(s)
    fr, fk = fr if fr > ZERO else ZERO, fk if fk < ONE else ONE
    fk = fk if s < r or fk < fr else fr  # the upper row ends there
    upper, lower = texels + np.uint64(r * (r + 1) // 2 + s) * channels, texels + np.uint64((r + 1) * (r + 2) // 2 + s) * channels
    more, less = fr if fr > fk else fk, fk if fr > fk else fr
    return upper, lower if fr >= fk else upper + channels, lower + channels, ONE - more, more - less, less
