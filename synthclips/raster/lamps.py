"""Light that a lamp sends to a surface, before shadows: one set of functions for the room's bake and for what moves.

Area lamps: Lambert's polygon formula with the horizon clipped; the edge integral is the rational fit of
Hill & Heitz 2016, "Real-time area lighting: a journey from research to production", so no arc cosine is needed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32, snapped
from synthclips.kernel import inner, kernel
from synthclips.scene.records import Lamp

F64 = NDArray[np.float64]
SUN, BULB, AREA, INFRARED = 0, 1, 2, 3  # codes in column 0 of a packed row
_CODES = {"sun": SUN, "bulb": BULB, "street": BULB, "panel": AREA, "sky": AREA, "doorway": AREA, "infrared": INFRARED}
SUN_DISTANCE_M = 100.0  # a shadow ray's end for the sun: outside any home
ROW = 24
# columns: 0 code, 1:4 position, 4:7 direction, 7:10 and 10:13 half width and half height vectors (sun: unit tangents),
# 13 radius (bulb: m, sun: rad), 14 area m2, 15 beam (infrared: 1 / (1 - cos), bulb: cos of its shade's opening, 0 if bare),
# 16 compact (1) or wide (0)
# A fabric shade, as shares of the bare bulb's intensity; in all half of its light comes out
THROUGH = 0.2  # straight beside it: of a third that linen lets through, what the other side does not take
SCATTERED = 0.35  # out of an end along the axis, by way of the white inside; an end then shines as a matt disc does
RIM = 0.34  # in cosines, how softly the bulb's own light ends at the rim: frosted glass 6 cm wide, 20 cm from it
CAP = 0.3  # share of what leaves the end with the socket and the ring that carries the shade


def pack(lamps: Sequence[Lamp]) -> F64:
    """(L, 24) numbers of the lamps' geometry, for the compiled functions below; power is kept apart in `power`."""
    rows = np.zeros((len(lamps), ROW))
    for row, lamp in zip(rows, lamps, strict=True):
        code = _CODES[lamp.kind]
        u, v = _tangents(lamp.direction)
        half_u, half_v = (0.5 * lamp.size_m[0], 0.5 * lamp.size_m[1]) if code == AREA else (1.0, 1.0)
        row[0] = code
        row[1:4] = lamp.position_m
        row[4:7] = np.asarray(lamp.direction) / max(math.sqrt(math.fsum(x * x for x in lamp.direction)), 1e-9)
        row[7:10], row[10:13] = half_u * u, half_v * v
        row[13] = lamp.size_m[0] if code in (SUN, BULB) else 0.0
        row[14] = lamp.size_m[0] * lamp.size_m[1] if code == AREA else 0.0
        if code == INFRARED:
            row[15] = 1.0 / max(1.0 - math.cos(lamp.beam_rad), 1e-3)
        elif code == BULB and lamp.beam_rad > 0.0:
            row[15] = math.cos(lamp.beam_rad)
        row[16] = code in (SUN, BULB)
    return snapped(rows).astype(np.float64)


def power(lamps: Sequence[Lamp], channels: int) -> F32:
    """(L, C) what the unit irradiance is multiplied by: power_rgb, or its mean for the one infrared channel."""
    rgb = np.array([lamp.power_rgb for lamp in lamps], np.float64).reshape(-1, 3)
    return (rgb if channels == 3 else ((rgb[:, :1] + rgb[:, 1:2]) + rgb[:, 2:]) / 3.0).astype(np.float32)


def _tangents(direction: tuple[float, float, float]) -> tuple[F64, F64]:
    """Unit width and height axes of a rectangle whose normal is `direction`: width level, or along x for a ceiling's."""
    d = np.asarray(direction, np.float64)
    d = d / max(math.sqrt(math.fsum(d * d)), 1e-9)
    u = np.array([-d[1], d[0], 0.0]) if d[0] ** 2 + d[1] ** 2 > 1e-6 else np.array([1.0, 0.0, 0.0])
    u = u / math.sqrt(math.fsum(u * u))
    return u, np.cross(d, u)


@kernel
def irradiance(lamp, px, py, pz, nx, ny, nz):
    """Irradiance at p on a surface of unit normal n, unshadowed, per unit of power; `lamp` is a packed row.

    Lux per lux (sun), per candela (bulb, infrared), per cd/m2 (area lamps).
    """
    code = lamp[0]
    if code == SUN:
        return max(0.0, -(nx * lamp[4] + ny * lamp[5] + nz * lamp[6]))
    dx, dy, dz = lamp[1] - px, lamp[2] - py, lamp[3] - pz
    if code == AREA:
        return _rectangle(lamp, dx, dy, dz, nx, ny, nz)
    rr = dx * dx + dy * dy + dz * dz
    along = nx * dx + ny * dy + nz * dz
    if along <= 0.0:
        return 0.0
    if code == BULB:
        rr = max(rr, lamp[13] * lamp[13])
        r = math.sqrt(rr)
        return along / (rr * r) * shaded(lamp, (dx * lamp[4] + dy * lamp[5] + dz * lamp[6]) / r)
    rr = max(rr, 1e-4)
    r = math.sqrt(rr)
    return along / (rr * r) * beam(lamp, -(dx * lamp[4] + dy * lamp[5] + dz * lamp[6]) / r)


@inner
def shaded(lamp, cosine):
    """Share of a bulb's light at an angle to the axis of its shade, < 0 the way it points: straight out of the ends, from the
    shade's inside, and through its cloth."""
    if lamp[15] <= 0.0:
        return 1.0
    along = min(abs(cosine), 1.0)
    t = min(max((along - lamp[15]) / RIM + 0.5, 0.0), 1.0)
    end = (1.0 - SCATTERED) * t * t * (3.0 - 2.0 * t) + SCATTERED * along
    return (end if cosine <= 0.0 else CAP * end) + THROUGH * math.sqrt(1.0 - along * along)


@inner
def beam(lamp, cosine):
    """Share of the infrared lamp's peak intensity at an angle to its axis: flat top, 1/2 at beam_rad, no light behind."""
    if cosine <= 0.0:
        return 0.0
    t = (1.0 - cosine) * lamp[15]
    return 1.0 / (1.0 + t * t)


@inner
def toward(lamp, px, py, pz):
    """From p to the middle of a lamp, or far towards the sun."""
    if lamp[0] == SUN:
        return -SUN_DISTANCE_M * lamp[4], -SUN_DISTANCE_M * lamp[5], -SUN_DISTANCE_M * lamp[6]
    return lamp[1] - px, lamp[2] - py, lamp[3] - pz


@inner
def sample_point(lamp, u, v, px, py, pz):
    """Where a shadow ray from p ends, for u, v in 0..1.

    Equal shares of a rectangle, or of a ball's or the sun's disc as p sees it.
    """
    code = lamp[0]
    if code == AREA:
        a, b = 2.0 * u - 1.0, 2.0 * v - 1.0
        return (
            lamp[1] + a * lamp[7] + b * lamp[10],
            lamp[2] + a * lamp[8] + b * lamp[11],
            lamp[3] + a * lamp[9] + b * lamp[12],
        )
    a, b = disc(u, v)
    a, b = a * lamp[13], b * lamp[13]
    if code == SUN:
        return (
            px + SUN_DISTANCE_M * (a * lamp[7] + b * lamp[10] - lamp[4]),
            py + SUN_DISTANCE_M * (a * lamp[8] + b * lamp[11] - lamp[5]),
            pz + SUN_DISTANCE_M * (a * lamp[9] + b * lamp[12] - lamp[6]),
        )
    if code == INFRARED:
        return lamp[1], lamp[2], lamp[3]
    return ball_point(lamp, a, b, px, py, pz)


@inner
def ball_point(lamp, a, b, px, py, pz):
    """Point (a, b) of the disc through the bulb's centre that faces p. Frame: Duff et al. 2017, branch at z = 0."""
    x, y, z = lamp[1] - px, lamp[2] - py, lamp[3] - pz
    length = math.sqrt(max(x * x + y * y + z * z, 1e-12))
    x, y, z = x / length, y / length, z / length
    sign = 1.0 if z >= 0.0 else -1.0
    k = -1.0 / (sign + z)
    m = x * y * k
    return (
        lamp[1] + a * (1.0 + sign * x * x * k) + b * m,
        lamp[2] + a * sign * m + b * (sign + y * y * k),
        lamp[3] - a * sign * x - b * y,
    )


@inner
def disc(u, v):
    """Equal-area map of the unit square to the unit disc: Shirley & Chiu 1997, with series for sine and cosine below pi/4."""
    a, b = 2.0 * u - 1.0, 2.0 * v - 1.0
    if a == 0.0 and b == 0.0:
        return 0.0, 0.0
    swap = abs(b) > abs(a)
    r, t = (b, a / b) if swap else (a, b / a)
    x = t * (math.pi / 4.0)
    xx = x * x
    sine = x * (1.0 - xx / 6.0 * (1.0 - xx / 20.0 * (1.0 - xx / 42.0)))
    cosine = 1.0 - xx / 2.0 * (1.0 - xx / 12.0 * (1.0 - xx / 30.0 * (1.0 - xx / 56.0)))
    return (r * sine, r * cosine) if swap else (r * cosine, r * sine)


@inner
def from_point(lamp, sx, sy, sz, px, py, pz, nx, ny, nz):
    """Irradiance as if the whole lamp shone from its point s: weighs shadow rays against each other (area lamps)."""
    if lamp[0] != AREA:
        return irradiance(lamp, px, py, pz, nx, ny, nz)
    dx, dy, dz = sx - px, sy - py, sz - pz
    here = nx * dx + ny * dy + nz * dz
    there = -(dx * lamp[4] + dy * lamp[5] + dz * lamp[6])
    if here <= 0.0 or there <= 0.0:
        return 0.0
    rr = max(dx * dx + dy * dy + dz * dz, 1e-6)
    return here * there / (rr * rr) * lamp[14]


@inner
def _edge(ax, ay, az, bx, by, bz, nx, ny, nz):
    """Angle between the directions a and b times n . (a x b) / |a x b|, over 2 pi."""
    scale = 1.0 / math.sqrt(max((ax * ax + ay * ay + az * az) * (bx * bx + by * by + bz * bz), 1e-24))
    x = (ax * bx + ay * by + az * bz) * scale
    y = abs(x)
    v = (0.8543985 + (0.4965155 + 0.0145206 * y) * y) / (3.4175940 + (4.1616724 + y) * y)
    if x <= 0.0:
        v = 0.5 / math.sqrt(max(1.0 - x * x, 1e-7)) - v
    return v * scale * (nx * (ay * bz - az * by) + ny * (az * bx - ax * bz) + nz * (ax * by - ay * bx))


@kernel
def _rectangle(lamp, dx, dy, dz, nx, ny, nz):
    """Lambert's formula for a one-sided rectangle of radiance 1 whose centre is at d from the receiver."""
    if dx * lamp[4] + dy * lamp[5] + dz * lamp[6] >= 0.0:
        return 0.0  # behind the lamp
    ux, uy, uz, vx, vy, vz = lamp[7], lamp[8], lamp[9], lamp[10], lamp[11], lamp[12]
    height = nx * dx + ny * dy + nz * dz
    hu, hv = nx * ux + ny * uy + nz * uz, nx * vx + ny * vy + nz * vz
    if height + abs(hu) + abs(hv) <= 0.0:
        return 0.0  # wholly below the horizon
    total = 0.0
    ix = iy = iz = ox = oy = oz = 0.0  # where the outline comes up through the horizon, and where it goes down
    crossed = False
    for k in range(4):
        su, sv = (1.0 if k == 0 or k == 3 else -1.0), (1.0 if k < 2 else -1.0)
        tu, tv = -su if k % 2 == 0 else su, sv if k % 2 == 0 else -sv
        ah, bh = height + su * hu + sv * hv, height + tu * hu + tv * hv
        if ah <= 0.0 and bh <= 0.0:
            continue
        ax, ay, az = dx + su * ux + sv * vx, dy + su * uy + sv * vy, dz + su * uz + sv * vz
        bx, by, bz = dx + tu * ux + tv * vx, dy + tu * uy + tv * vy, dz + tu * uz + tv * vz
        if ah <= 0.0 or bh <= 0.0:
            t = ah / (ah - bh)
            cx, cy, cz = ax + t * (bx - ax), ay + t * (by - ay), az + t * (bz - az)
            crossed = True
            if ah <= 0.0:
                ax, ay, az, ix, iy, iz = cx, cy, cz, cx, cy, cz
            else:
                bx, by, bz, ox, oy, oz = cx, cy, cz, cx, cy, cz
        total += _edge(ax, ay, az, bx, by, bz, nx, ny, nz)
    if crossed:
        total += _edge(ox, oy, oz, ix, iy, iz, nx, ny, nz)
    return abs(total) * math.pi
