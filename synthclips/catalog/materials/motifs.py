"""Patterns of two colours: how much of the second colour stands at a point, 0..1.

Coordinates are metres, s the motif's size; rugs are given z = the distance to their edge.
"""

from __future__ import annotations

import math

from synthclips.catalog.materials.noise import band, hash01, noise, smooth, wave
from synthclips.kernel import inner


@inner
def stripes(x: float, y: float, s: float, seed: int) -> float:
    """Stripes along y; one hash decides between even ones, pinstripes and broad with narrow ones."""
    u = x / s
    style = hash01(1, 2, seed)
    if style < 0.4:
        return smooth(0.46, 0.54, wave(u))
    if style < 0.7:
        return smooth(0.82, 0.88, wave(u))
    f = u - math.floor(u)
    return max(band(f, 0.1, 0.45, 0.02), max(band(f, 0.52, 0.56, 0.012), band(f, 0.94, 0.98, 0.012)))


@inner
def plaid(x: float, y: float, s: float, seed: int) -> float:
    """Tartan: bands both ways, darkest where they cross."""
    a = 0.6 * smooth(0.45, 0.55, wave(x / s)) + 0.4 * smooth(0.86, 0.9, wave(x / s + 0.5))
    b = 0.6 * smooth(0.45, 0.55, wave(y / s)) + 0.4 * smooth(0.86, 0.9, wave(y / s + 0.5))
    return 0.5 * a + 0.5 * b


@inner
def dots(x: float, y: float, s: float, seed: int) -> float:
    """Spots, sprigs or chevrons, by hash."""
    style = hash01(4, 5, seed)
    if style < 0.4:
        return smooth(0.45, 0.55, wave(x / s + 0.5 * wave(2 * y / s)))
    j = math.floor(y / s)
    u, v = x / s + 0.5 * (j & 1), y / s
    fx, fy = u - math.floor(u) - 0.5, v - math.floor(v) - 0.5
    if style < 0.7:
        return 1 - smooth(0.05, 0.07, fx * fx + fy * fy)
    turn = abs(fx) * 1.8 + abs(fy)
    return (1 - smooth(0.3, 0.36, turn)) * smooth(0.02, 0.05, abs(abs(fx) - abs(fy) * 0.4))


@inner
def geometric(x: float, y: float, s: float, edge: float, seed: int) -> float:
    """Diamonds within diamonds, plain border."""
    d = wave(x / s) + wave(y / (1.4 * s))
    figure = smooth(0.44, 0.5, wave(d * (1.5 + 2 * hash01(3, 1, seed))))
    return figure * smooth(0.05, 0.06, edge) + band(edge, 0.02, 0.035, 0.003)


@inner
def checker(x: float, y: float, s: float, edge: float, seed: int) -> float:
    """Squares of two colours within a plain edge."""
    a, b = wave(x / s) - 0.5, wave(y / s) - 0.5
    product = a * b
    return smooth(-0.01, 0.01, product) * smooth(0.03, 0.035, edge)


@inner
def rug_stripes(x: float, y: float, s: float, edge: float, seed: int) -> float:
    """Bands across the rug's length, each of its own strength and width."""
    u = x / s + 0.4 * noise(x / (2 * s), 0.5, seed)
    i = math.floor(u)
    f = u - i
    strength = hash01(i, 1, seed)
    fine = smooth(0.4, 0.5, wave(u * 6)) if hash01(i, 2, seed) > 0.6 else 1.0
    return strength * fine * band(f, 0.06, 0.94, 0.02)


@inner
def abstract(x: float, y: float, s: float, edge: float, seed: int) -> float:
    """Islands within islands, each outlined, as on modern rugs, within a plain edge."""
    u = noise(x / (0.5 * s) + 0.5 * noise(y / s, x / s, seed + 3), y / (0.5 * s), seed)
    lines = max(band(u, 0.345, 0.36, 0.006), band(u, 0.685, 0.7, 0.006))
    washes = 0.45 * smooth(0.345, 0.355, u) + 0.35 * smooth(0.515, 0.525, u) + 0.2 * smooth(0.69, 0.7, u)
    return max(lines, washes) * smooth(0.05, 0.055, edge) + band(edge, 0.018, 0.03, 0.003)


@inner
def persian(x: float, y: float, s: float, edge: float, seed: int) -> tuple[float, float]:
    """(second colour, light third one): rosettes and guard stripes in the border, a medallion and sprigs in the field."""
    border = 0.9 * s
    if edge < border:
        guard = max(band(edge / border, 0.10, 0.19, 0.02), band(edge / border, 0.81, 0.90, 0.02))
        return 0.85, max(guard, _flower(x / (0.42 * s), y / (0.42 * s)) * band(edge / border, 0.22, 0.78, 0.03))
    far = abs(x) / (3.2 * s) + abs(y) / (2.3 * s) + 0.05 * wave((x + y) / (0.5 * s)) + 0.05 * wave((x - y) / (0.5 * s))
    if far < 1.0:
        rim = smooth(0.9, 0.95, wave(far * 3.0))
        return (0.15 if far < 0.36 else 0.9), max(rim, 0.9 * _flower(x / (0.5 * s), y / (0.5 * s)))
    row = math.floor(y / (0.6 * s))
    sprig = _flower(x / (0.6 * s) + 0.5 * (row & 1), y / (0.6 * s))
    vine = smooth(0.88, 0.94, wave((x + 0.3 * s * wave(y / s)) / (0.8 * s)))
    return 0.8 * vine, 0.85 * sprig * (1 if hash01(row, math.floor(x / (0.6 * s)), seed) > 0.25 else 0)


@inner
def _flower(u: float, v: float) -> float:
    """1 on a small eight-petalled figure in the middle of each unit cell."""
    a, b = abs(u - math.floor(u) - 0.5), abs(v - math.floor(v) - 0.5)
    square, diamond = max(a, b), (a + b) * 0.70710678
    return (1 - smooth(0.20, 0.24, min(square, diamond * 1.08))) * smooth(0.05, 0.08, max(square, diamond))
