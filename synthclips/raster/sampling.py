"""Where samples go: low-discrepancy points counted by integers, mapped to discs, hemispheres and spheres without trigonometry.

Points: the R2 sequence (Roberts 2018, "The unreasonable effectiveness of quasirandom sequences"). The pixels of a 4x4 tile take
consecutive runs of one sequence (Keller & Heidrich 2001, "Interleaved sampling"), so that a 4x4 box filter sees all of it.
"""

from __future__ import annotations

import math

from synthclips.kernel import inner
from synthclips.raster.lamps import disc

TILE = 4


@inner
def square(k):
    """Point k of the R2 sequence in the unit square."""
    u, v = 0.5 + k * 0.7548776662466927, 0.5 + k * 0.5698402909980532
    return u - math.floor(u), v - math.floor(v)


@inner
def tile_rank(x, y):
    """Place of a pixel in its 4x4 tile, 0..15, neighbours far apart (the ordered-dither matrix of Bayer 1973)."""
    a, b = (x ^ y) & 3, y & 3
    return ((a & 1) << 3) | ((b & 1) << 2) | ((a >> 1) << 1) | (b >> 1)


@inner
def scrambled(k):
    """A 32-bit hash of a counter (Wang's mixer), as a number in 0..1."""
    k = (k * 9 + 0x3C6EF372) & 0xFFFFFFFF
    k = ((k ^ (k >> 16)) * 0x45D9F3B) & 0xFFFFFFFF
    k = ((k ^ (k >> 16)) * 0x45D9F3B) & 0xFFFFFFFF
    return (k ^ (k >> 16)) / 4294967296.0


@inner
def tile_start(x, y):
    """Where in the sequence a pixel's tile begins, when tiles should differ: their errors then cancel instead of repeating."""
    return int(scrambled((y >> 2) * 4099 + (x >> 2)) * 1000000.0)


@inner
def around(x, y, z, a, b, c):
    """a, b, c along the axes of a frame whose third axis is the unit vector (x, y, z). Duff et al. 2017, branch at z = 0."""
    sign = 1.0 if z >= 0.0 else -1.0
    k = -1.0 / (sign + z)
    m = x * y * k
    return (
        a * (1.0 + sign * x * x * k) + b * m + c * x,
        a * sign * m + b * (sign + y * y * k) + c * y,
        -a * sign * x - b * y + c * z,
    )


@inner
def cosine_direction(u, v, nx, ny, nz):
    """A direction about the normal, dense as its cosine."""
    a, b = disc(u, v)
    return around(nx, ny, nz, a, b, math.sqrt(max(1.0 - a * a - b * b, 1e-6)))


@inner
def sphere_direction(u, v):
    """Every direction alike: Lambert's equal-area map of the disc to the sphere."""
    a, b = disc(u, v)
    rr = a * a + b * b
    wide = 2.0 * math.sqrt(max(1.0 - rr, 0.0))
    return a * wide, b * wide, 1.0 - 2.0 * rr
