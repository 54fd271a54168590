"""Movers into the picture: the light behind them makes room, then their visible samples add their colour.

A triangle that shows is set up once, so that a pixel only steps along its planes: for each corner, what the corner contributes
to 1 / depth is a linear function of the screen position, and shares of it are the perspective-correct weights.
"""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner, kernel

f32 = np.float32
ZERO, ONE, FOUR, HALF = f32(0.0), f32(1.0), f32(4.0), f32(0.5)
STEP, THREE, SIX = np.uint64(1), np.uint64(3), np.uint64(6)
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
    """Scales the background to the share that this mover leaves.

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
        light[x] *= share[x]


@kernel
def count_taken(visible_a, ax, ay, taken_b, bx, by):
    """Adds an earlier mover's samples to a later one's `taken`."""
    ha, wa = visible_a.shape
    hb, wb = taken_b.shape
    for y in range(max(ay, by), min(ay + ha, by + hb)):
        for x in range(max(ax, bx), min(ax + wa, bx + wb)):
            taken_b[y - by, x - bx] += visible_a[y - ay, x - ax]


@kernel
def set_up(shown, faces, lit, x0, y0, slot, facets):
    """Numbers the faces that show in `slot` (2F,) int32, and writes what `resolve` needs of each into its row of `facets`.

    facets: (2F, LIGHT + 3C) float32; shown (2F,) as `count_seen` left it; lit (S, V, 3 + C) as `light_vertices` did, S = 2 if
    backs show.
    """
    used, count = 0, faces.shape[0]
    for f in range(shown.shape[0]):
        if not shown[f]:
            continue
        of, side = (f, 0) if f < count else (f - count, 1)
        a, b, c, facet = lit[side, faces[of, 0]], lit[side, faces[of, 1]], lit[side, faces[of, 2]], facets[used]
        ax, ay = a[0] - f32(256 * x0), a[1] - f32(256 * y0)
        bx, by, cx, cy = b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]
        area = bx * cy - by * cx
        inv = ONE / area
        _plane(facet, 0, a[2] * inv, by - cy, cx - bx, ax + bx, ay + by)
        _plane(facet, 3, b[2] * inv, cy, -cx, ax, ay)
        _plane(facet, 6, c[2] * inv, -by, bx, ax, ay)
        facet[LARGE] = ONE if abs(area) >= FINE else ZERO
        for n in range(lit.shape[2] - 3):
            for k in range(3):
                facet[LIGHT + 3 * n + k] = (a if k == 0 else b if k == 1 else c)[3 + n]
        slot[f] = used
        used += 1


@inner
def _plane(facet, k, scale, x, y, x0, y0):
    """A linear function with slopes `scale` times x and y that is nothing at x0, y0: offset and slopes."""
    facet[k + 1], facet[k + 2] = scale * x, scale * y
    facet[k] = -(facet[k + 1] * x0 + facet[k + 2] * y0)


@kernel
def resolve(seen, face, reach, slot, facets, albedo, x0, y0, radiance):
    """Adds the mover's visible samples, a quarter each, to the background. Samples on one triangle are shaded as one."""
    channels, columns, count, size = radiance.shape[1], np.uint64(radiance.shape[2]), albedo.shape[0], facets.shape[1]
    out, colours, planes = radiance.reshape(-1), albedo.reshape(-1), facets.reshape(-1)
    for y in range(seen.shape[0]):
        for x in range(reach[y, 0], reach[y, 1]):
            bits = np.int64(seen[y, x])
            if bits:
                p, q, r, s = face[2 * y, 2 * x], face[2 * y, 2 * x + 1], face[2 * y + 1, 2 * x], face[2 * y + 1, 2 * x + 1]
                to = np.uint64(((y0 + y) * channels) * radiance.shape[2] + x0 + x)
            while bits:  # one face of the pixel after another
                first = bits & -bits
                f = np.int64(p if first == 1 else q if first == 2 else r if first == 4 else s)
                of_f = bits & ((p == f) | (q == f) << 1 | (r == f) << 2 | (s == f) << 3)
                bits ^= of_f
                px, py, facet = f32(x * 256) + MIDDLE_X[of_f], f32(y * 256) + MIDDLE_Y[of_f], np.uint64(slot[f] * size)
                a, b, c = _at(planes, facet, px, py), _at(planes, facet + THREE, px, py), _at(planes, facet + SIX, px, py)
                inv = ONE / (a + b + c)
                texels = np.uint64((f - count if f >= count else f) * 15 * channels)
                light, share = facet + np.uint64(LIGHT), SHARE[of_f] * inv
                if planes[facet + np.uint64(LARGE)] > ZERO:
                    _add_blended(out, to, columns, share, planes, light, a, b, c, inv, colours, texels, np.uint64(channels))
                elif channels == 3:  # a number of channels that the compiler knows is worth a fifth of the time
                    _add_picked(out, to, columns, share, planes, light, a, b, c, inv, colours, texels, THREE)
                else:
                    _add_picked(out, to, columns, share, planes, light, a, b, c, inv, colours, texels, STEP)


@inner
def _at(planes, k, x, y):
    """Value of a plane, never below 0: the middle of a pixel's samples may lie just outside their triangle."""
    value = planes[k] + planes[k + STEP] * x + planes[k + STEP + STEP] * y
    return value if value > ZERO else ZERO


@inner
def _mixed(planes, k, a, b, c):
    return a * planes[k] + b * planes[k + STEP] + c * planes[k + STEP + STEP]


@inner
def _add_picked(out, to, columns, share, planes, light, a, b, c, inv, colours, texels, channels):
    """Light of the corners times the nearest mesh colour."""
    row, k = 4 - int(a * inv * FOUR + HALF), int(c * inv * FOUR + HALF)
    texel = texels + np.uint64(row * (row + 1) // 2 + (k if k < row else row)) * channels
    for n in range(channels):
        out[to + n * columns] += share * _mixed(planes, light + THREE * n, a, b, c) * colours[texel + n]


@inner
def _add_blended(out, to, columns, share, planes, light, a, b, c, inv, colours, texels, channels):
    """Light of the corners times the mesh colour interpolated between the three around."""
    t, u, v, of_t, of_u, of_v = _texels_around(a * inv, c * inv)
    first, second, third = texels + np.uint64(t) * channels, texels + np.uint64(u) * channels, texels + np.uint64(v) * channels
    for n in range(channels):
        colour = of_t * colours[first + n] + of_u * colours[second + n] + of_v * colours[third + n]
        out[to + n * columns] += share * _mixed(planes, light + THREE * n, a, b, c) * colour


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
