"""Looking shadow maps up: what a mover hides of a compact lamp from the room, from another mover, and from itself.

A receiver behind the mover reads the coverage at the pyramid level as wide as its penumbra, which costs two look-ups (after
Fernando 2005, "Percentage-closer soft shadows").
"""

from __future__ import annotations

import math

from synthclips.kernel import inner, kernel
from synthclips.raster.shadow_maps import LEVELS, SIDE, to_light

WIDEST = 40.0  # penumbra in texels
CLEAR_M = 0.015  # height over the receiver's plane, beyond the bias, from which a blocker counts fully


@inner
def hidden(frame, cover, blocker, x, y, z, nx, ny, nz, bias):
    """Share of the lamp that the mover hides from a point, with its normal, of the room or of another mover, 0..1.

    What blocks must stand over the point's own plane, so that a thing lying flat does not darken what it lies on.
    """
    a, b, c = x - frame[0], y - frame[1], z - frame[2]
    w = frame[9] * a + frame[10] * b + frame[11] * c
    if w < frame[16] or w < 1e-3:
        return 0.0
    u = frame[3] * a + frame[4] * b + frame[5] * c
    v = frame[6] * a + frame[7] * b + frame[8] * c
    scale = frame[13] / w if frame[12] != 0.0 else frame[13]
    i, j = u * scale + frame[14], v * scale + frame[15]
    if i <= 4.0 or j <= 4.0 or i >= SIDE - 4.0 or j >= SIDE - 4.0:
        return 0.0  # the margin: nothing there
    s, t = i * 0.125 - 0.5, j * 0.125 - 0.5
    p, q = int(s), int(t)
    s, t = s - p, t - q
    k = q * 32 + p
    w00, w01, w10, w11 = (1.0 - t) * (1.0 - s), (1.0 - t) * s, t * (1.0 - s), t * s
    count = w00 * blocker[k, 3] + w01 * blocker[k + 1, 3] + w10 * blocker[k + 32, 3] + w11 * blocker[k + 33, 3]
    if count <= 0.01:
        return 0.0
    share = 1.0 / count
    bu = (w00 * blocker[k, 0] + w01 * blocker[k + 1, 0] + w10 * blocker[k + 32, 0] + w11 * blocker[k + 33, 0]) * share - u
    bv = (w00 * blocker[k, 1] + w01 * blocker[k + 1, 1] + w10 * blocker[k + 32, 1] + w11 * blocker[k + 33, 1]) * share - v
    distance = (w00 * blocker[k, 2] + w01 * blocker[k + 1, 2] + w10 * blocker[k + 32, 2] + w11 * blocker[k + 33, 2]) * share
    bw = distance - w
    mu = frame[3] * nx + frame[4] * ny + frame[5] * nz
    mv = frame[6] * nx + frame[7] * ny + frame[8] * nz
    mw = frame[9] * nx + frame[10] * ny + frame[11] * nz
    behind = (bu * mu + bv * mv + bw * mw - bias) / CLEAR_M
    if behind <= 0.0 or bw >= 0.0:
        return 0.0
    share = covered(cover, i, j, -2.0 * frame[17] * bw * scale / (distance if frame[12] != 0.0 else 1.0))
    return share if behind >= 1.0 else share * behind


@inner
def covered(cover, i, j, spread):
    """Coverage around texel position (i, j), blurred over `spread` texels."""
    width = min(max(spread, 2.0), WIDEST) * 0.5
    level, start, side = 0, 0, SIDE
    while width > 2.0 and level < LEVELS - 2:
        width *= 0.5
        level += 1
        start += side * side
        side >>= 1
    size = 1.0 / (1 << level)
    fine = _tap(cover, start, side, i * size, j * size)
    mix = min(width - 1.0, 1.0)
    if mix <= 0.01:
        return fine
    size *= 0.5
    return fine + mix * (_tap(cover, start + side * side, side >> 1, i * size, j * size) - fine)


@inner
def _tap(values, start, side, x, y):
    """Bilinear value at texel coordinates (centres at +0.5), held at the border, where all is 0."""
    x, y = min(max(x - 0.5, 0.0), side - 1.001), min(max(y - 0.5, 0.0), side - 1.001)
    i, j = int(x), int(y)
    x, y = x - i, y - j
    k = start + j * side + i
    upper = values[k] + x * (values[k + 1] - values[k])
    lower = values[k + side] + x * (values[k + side + 1] - values[k + side])
    return upper + y * (lower - upper)


@inner
def self_hidden(frame, depth, x, y, z, nx, ny, nz, bias):
    """Share of the lamp that a mover hides from its own vertex: 3x3 comparisons, a step off along the normal."""
    texel = 1.0 / frame[13]
    x, y, z = float(x), float(y), float(z)
    _, _, w = to_light(frame, x, y, z)
    if frame[12] != 0.0:
        texel *= w
    off = 1.5 * texel + 0.4 * bias
    u, v, w = to_light(frame, x + off * nx, y + off * ny, z + off * nz)
    i, j = math.floor(u * frame[13] + frame[14]), math.floor(v * frame[13] + frame[15])
    if i < 1 or j < 1 or i >= SIDE - 1 or j >= SIDE - 1:
        return 0.0
    total = 0
    for dj in range(-1, 2):
        for di in range(-1, 2):
            if depth[j + dj, i + di] < w - bias:
                total += 1
    return total / 9.0


@kernel
def may_touch(frame, x, y, z, radius):
    """Can the shadow fall into a ball? Never False when it does."""
    x, y, z = x - frame[0], y - frame[1], z - frame[2]
    u = frame[3] * x + frame[4] * y + frame[5] * z
    v = frame[6] * x + frame[7] * y + frame[8] * z
    w = frame[9] * x + frame[10] * y + frame[11] * z
    if w + radius < frame[16]:
        return False
    if frame[12] == 0.0:
        return abs(u - frame[21]) <= frame[20] + radius and abs(v - frame[22]) <= frame[20] + radius
    for side in (-1.0, 1.0):
        t = side * frame[21] + frame[20]
        if side * u - t * w > radius * math.sqrt(1.0 + t * t):
            return False
        t = side * frame[22] + frame[20]
        if side * v - t * w > radius * math.sqrt(1.0 + t * t):
            return False
    return True
