"""What walls are covered with: papers, panelling, boards, brick. x along the wall, y over the floor, in metres; s: the repeat.

A paper says how much of the second colour stands at a point, 0..1, and how light the place is, around 1.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.materials.motifs import stripes
from synthclips.catalog.materials.noise import band, fbm, hash01, noise, smooth, wave
from synthclips.catalog.materials.tones import Tone
from synthclips.kernel import inner

Print = tuple[float, float]
DADO_M, RAIL_M = 0.95, 0.06  # how high panelling stands, and the rail on it
JOINT, MORTAR = 0.14, 0.182  # of a course of bricks its joint; share of a wall that is mortar
RECESS_M, SIDE = 0.004, 0.25  # how far mortar lies behind bricks; how much darker their sides are
STEEPEST = 1.2  # the tangent of the angle at which one looks is taken for no more: over half a joint's mortar stays in sight
ALONG = 4.0  # the tangent at which a wall seen along is half as varied: its courses would read as grain of wood


@inner
def paper(kind: int, x: float, y: float, s: float, seed: int) -> Print:
    """One of the coverings of two colours, in the order in which `evaluate` lists them."""
    if kind == 0:
        return stripes(x, y, s, seed), 1.0
    if kind == 1:
        return damask(x, y, s), 1.0
    if kind == 2:
        return trellis(x, y, s, seed), 1.0
    if kind == 3:
        return sprigs(x, y, s, seed), 1.0
    if kind == 4:
        return figures(x, y, s, seed), 1.0
    if kind == 5:
        return branches(x, y, s, seed), 1.0
    if kind == 6:
        return panelling(x, y, s)
    if kind == 7:
        return matchboard(x, y, s, seed)
    return chequered(x, y, s, seed)


@inner
def petal(u: float, v: float, along_u: float, along_v: float, long: float, wide: float) -> float:
    """1 inside a leaf that starts at (0, 0) and points along a unit vector."""
    t = (u * along_u + v * along_v) / long
    if t <= 0.0 or t >= 1.0:
        return 0.0
    return 1 - smooth(0.75, 1.1, abs(v * along_u - u * along_v) / (wide * 4 * t * (1 - t) + 1e-6))


@inner
def damask(x: float, y: float, s: float) -> float:
    """A palmette within an ogee frame, every other column dropped by half."""
    i = math.floor(x / s)
    v = y / (1.55 * s) + 0.5 * (i & 1)
    u, v = abs(x / s - i - 0.5), (v - math.floor(v) - 0.5) * 1.55
    inner, outer = petal(u, v + 0.2, 0.0, 1.0, 0.44, 0.085), petal(u, v + 0.3, 0.0, 1.0, 0.62, 0.16)
    m = outer - 0.9 * petal(u, v + 0.25, 0.0, 1.0, 0.53, 0.122) + inner
    m = max(m, max(petal(u, v + 0.42, 0.8, 0.6, 0.3, 0.05), petal(u - 0.2, v + 0.22, 0.35, 0.937, 0.3, 0.04)))
    m = max(m, max(petal(u, v + 0.38, 0.0, -1.0, 0.26, 0.05), petal(u, v + 0.42, 0.6, -0.8, 0.2, 0.035)))
    m = max(m, 1 - smooth(0.0016, 0.0024, u * u + (v - 0.4) * (v - 0.4)))
    bend = wave((v + 0.775) / 1.55)
    frame = 0.06 + 0.44 * bend * bend * (3 - 2 * bend)
    return max(m, band(u, frame - 0.028, frame - 0.004, 0.008))


@inner
def trellis(x: float, y: float, s: float, seed: int) -> float:
    """A lattice of diamonds, straight or swung, with a figure in each."""
    bend = wave(y / (1.4 * s))
    if hash01(5, 2, seed) < 0.6:
        bend = bend * bend * (3 - 2 * bend)
    a, b = x / s + 0.5 * bend, x / s - 0.5 * bend
    fa, fb = wave(a), wave(b)
    line = 1 - smooth(0.06, 0.09, min(fa, fb))
    middle = (1 - fa) + (1 - fb)
    return max(line, 1 - smooth(0.16, 0.2, middle) if hash01(5, 3, seed) < 0.6 else band(middle, 0.28, 0.4, 0.03))


@inner
def sprigs(x: float, y: float, s: float, seed: int) -> float:
    """Small twigs with a flower, strewn in a half drop, leaning left and right in turn."""
    i = math.floor(x / s)
    v = y / s + 0.5 * (i & 1)
    j = math.floor(v)
    side = 1.0 if (i + j) & 1 else -1.0
    u, v = (x / s - i - 0.5) * side + 0.06 * (hash01(i, j, seed) - 0.5), v - j - 0.5
    stem = (1 - smooth(0.012, 0.022, abs(u - 0.25 * v * v + 0.02))) * band(v, -0.3, 0.16, 0.02)
    leaf = max(petal(u, v + 0.18, 0.8, 0.6, 0.22, 0.045), petal(u, v + 0.08, -0.8, 0.6, 0.22, 0.045))
    leaf = max(leaf, petal(u, v - 0.02, 0.8, 0.6, 0.18, 0.04))
    du, dv = u, v - 0.22
    far = du * du + dv * dv
    flower = (1 - smooth(0.006, 0.0085, far * (1.0 + 0.5 * wave(4 * du / (abs(dv) + 0.03))))) * smooth(0.0006, 0.0012, far)
    return max(max(stem, leaf), flower)


@inner
def figures(x: float, y: float, s: float, seed: int) -> float:
    """Chevrons, squares within squares, or scales, by hash."""
    style = hash01(6, 1, seed)
    if style < 0.34:
        return smooth(0.42, 0.52, wave((y + 0.5 * s * wave(x / s)) / (0.6 * s)))
    if style < 0.67:
        return smooth(0.4, 0.5, wave(2.5 * max(abs(wave(x / s) - 0.5), abs(wave(y / s) - 0.5))))
    j = math.floor(y / (0.4 * s))
    rise, far = y / s - 0.4 * j, 9.0
    for row in range(2):  # the scale of this row, or that of the row above, which hangs over it
        u = x / s + 0.5 * ((j + row) & 1)
        u = u - math.floor(u) - 0.5
        v = rise - 0.4 * row
        far = math.sqrt(u * u + v * v)
        if far < 0.5:
            break
    return band(far, 0.43, 0.5, 0.012) + band(far, 0.3, 0.33, 0.012)


@inner
def branches(x: float, y: float, s: float, seed: int) -> float:
    """Winding branches with leaves on both sides, and here and there a bird."""
    i = math.floor(x / s)
    v = y / s + 0.5 * (i & 1)
    u, high = x / s - i - 0.5, 0.22
    lean = wave(v / 2.0)
    u -= 0.22 * (lean * lean * (3 - 2 * lean) - 0.5)
    m = 1 - smooth(0.01, 0.02, abs(u))
    j = math.floor(v / high)
    for step in range(-1, 1):
        w, side = v - (j + step) * high, 1.0 if (j + step) & 1 else -1.0
        rib = 0.35 + 0.65 * smooth(0.1, 0.2, abs(w * 0.82 - side * u * 0.57) / 0.07)
        m = max(m, rib * petal(side * u, w, 0.82, 0.57, 0.36, 0.062))
    k = math.floor(v / (4 * high))
    if hash01(i, k, seed) < 0.5:
        a, b = u + 0.3, v - (4 * k + 2.4) * high
        body = petal(a + 0.16, b, 0.98, 0.2, 0.3, 0.055)
        head = 1 - smooth(0.0016, 0.0022, (a - 0.1) * (a - 0.1) + (b - 0.05) * (b - 0.05))
        m = max(m, max(max(body, head), petal(a + 0.12, b + 0.02, -0.9, -0.43, 0.16, 0.02)))
    return m


@inner
def panelling(x: float, y: float, s: float) -> Print:
    """Framed panels s wide below a dado rail, plain wall above: mouldings catch light from above."""
    if y > DADO_M + RAIL_M:
        return 0.0, 1.0
    if y > DADO_M - 0.02:
        return 1.0, _rail(y)
    i = math.floor(x / s)
    left, low = (x / s - i) * s - 0.06, y - 0.24
    right, high = s - 0.12 - left, DADO_M - 0.09 - y
    edge = min(min(left, right), min(low, high))
    if not -0.004 < edge < 0.024:
        return 1.0, 1.0
    outer = edge < 0.010
    if edge == high:
        return 1.0, 1.1 if outer else 0.7
    if edge == low:
        return 1.0, 0.78 if outer else 1.12
    return 1.0, 0.82 if outer else 0.95


@inner
def _rail(y: float) -> float:
    """The rail on panelling: light on top, its shadow below."""
    if y < DADO_M:
        return 0.7
    return 1.12 if y > DADO_M + 0.7 * RAIL_M else 0.92 if y < DADO_M + 0.3 * RAIL_M else 1.0


@inner
def matchboard(x: float, y: float, s: float, seed: int) -> Print:
    """Tongue-and-groove boards s wide below a rail, plain wall above."""
    if y > DADO_M + RAIL_M:
        return 0.0, 1.0
    if y > DADO_M - 0.02:
        return 1.0, _rail(y)
    i = math.floor(x / s)
    near = (x / s - i) * s
    groove = 1 - smooth(0.004, 0.009, min(near, s - near))
    return 1.0, (1 - 0.45 * groove) * (0.97 + 0.06 * hash01(i, 4, seed))


@inner
def chequered(x: float, y: float, s: float, seed: int) -> Print:
    """Square tiles of two colours in turn, with their joints."""
    i, j = math.floor(x / s), math.floor(y / s)
    fx, fy = x / s - i, y / s - j
    joint = 1 - smooth(0.0012, 0.0032, min(min(fx, 1 - fx), min(fy, 1 - fy)) * s)
    cloud = fbm(x / 0.1 + 9 * hash01(i, j, seed), y / 0.1, seed) - 0.5
    return float((i + j) & 1), (1 + 0.2 * cloud + 0.08 * (hash01(i, j, seed) - 0.5)) * (1 - 0.3 * joint)


@inner
def grasscloth(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """A paper of woven grass: long fibres across, each its own tone, in sheets s wide."""
    sheet = math.floor(x / s)
    fibre = noise(x / 0.2, y / 0.006, seed + sheet) - 0.5
    t = 1 + c * (0.5 * fibre + 0.2 * (noise(x / 0.006, y / 0.2, seed + 3) - 0.5) + 0.1 * (hash01(sheet, 1, seed) - 0.5))
    return t, 0.4 * c * fibre, 1 + 0.5 * (t - 1)


@inner
def leaning(spread: NDArray[np.float32]) -> tuple[float, float, float]:
    """How far along a surface, x and y in m, a line of sight goes while it goes `RECESS_M` below it; share of contrast kept.

    spread: (2, 3) as `evaluate` has it. A square seen from the side is spread by 1 / cos the way one looks, and not across that.
    """
    p, q = spread[0, 0] ** 2 + spread[1, 0] ** 2, spread[0, 0] * spread[0, 1] + spread[1, 0] * spread[1, 1]
    r = spread[0, 1] ** 2 + spread[1, 1] ** 2
    half = math.sqrt(0.25 * (p - r) ** 2 + q * q)
    least = max(0.5 * (p + r) - half, 1e-12)
    steep = math.sqrt(2.0 * half / least)
    kept = 1.0 / (1.0 + (steep / ALONG) ** 2)
    u, v = (0.5 * (p - r) + half, q) if p > r else (q, 0.5 * (r - p) + half)
    length = math.sqrt(u * u + v * v)
    if length < 1e-12:
        return 0.0, 0.0, 1.0
    far = RECESS_M * min(steep, STEEPEST) / length
    return far * u, far * v, kept


@inner
def _joint(x: float, y: float, s: float, seed: int) -> float:
    """1 in the joints between bricks in courses s high, 0 on them."""
    j = math.floor(y / s)
    u = x / (3 * s) + 0.5 * (j & 1)
    fx, fy = u - math.floor(u), y / s - j
    ragged = 0.02 * (noise(x / 0.015, y / 0.015, seed + 9) - 0.5)
    return 1 - smooth(0.4 * JOINT, 0.6 * JOINT, min(3 * min(fx, 1 - fx), min(fy, 1 - fy)) + ragged)


@inner
def brick(x: float, y: float, s: float, c: float, seed: int, along: float, up: float, kept: float) -> Tone:
    """Stretcher bond in courses s high, each brick of its own fire, joints of the second colour.

    along, up: how far one looks along the wall on the way down to the mortar (`RECESS_M`): past the near brick's edge, onto the
    side of the far one, dark as a groove is. kept: share of all that contrast, of which the mean stays.
    """
    joint = mortar = _joint(x, y, s, seed)
    if joint > 0.0 and along * along + up * up > 0.0:
        for k in range(1, 3):  # half way down, and on the ground
            mortar = min(mortar, _joint(x + 0.5 * k * along, y + 0.5 * k * up, s, seed))
    j = math.floor(y / s)
    i, fy = math.floor(x / (3 * s) + 0.5 * (j & 1)), y / s - j
    fire = hash01(i, j, seed) - 0.5
    burnt = 0.28 * (hash01(i, j, seed + 5) - 0.5)
    worn = fbm(x / 0.03, y / 0.03, seed + i * 31 + j * 57) - 0.5
    t = 1 + c * (0.5 * fire + burnt + 0.4 * worn) * (1 - joint) - 0.25 * c * (band(fy, 0.0, 0.5 * JOINT, 0.02) - 0.09)
    t = 1 + kept * (t * (1 - SIDE * (joint - mortar)) - 1)
    return t, kept * (mortar - MORTAR), 1 + 0.6 * (t - 1)
