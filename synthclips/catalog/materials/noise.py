"""Hashed lattice noise and the periodic waves that patterns are made of: integer hashes, polynomials, nothing transcendental."""

from __future__ import annotations

import math

from synthclips.kernel import inner

MASK = 0xFFFFFFFF


@inner
def hash01(i: int, j: int, seed: int) -> float:
    """A number in [0, 1) for a lattice point. All int64: numba would mix signed and unsigned into float."""
    h = (i * 374761393 + j * 668265263 + (seed & 0x7FFFFFFF) * 1274126177) & MASK
    h = ((h ^ (h >> 15)) * 0x2C1B3C6D) & MASK
    h = ((h ^ (h >> 12)) * 0x297A2D39) & MASK
    return (h ^ (h >> 15)) * (1.0 / 4294967296.0)


@inner
def noise(x: float, y: float, seed: int) -> float:
    """Value noise in [0, 1), mean 0.5, one feature per unit."""
    i, j = math.floor(x), math.floor(y)
    fx, fy = x - i, y - j
    fx, fy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
    low = hash01(i, j, seed) * (1 - fx) + hash01(i + 1, j, seed) * fx
    high = hash01(i, j + 1, seed) * (1 - fx) + hash01(i + 1, j + 1, seed) * fx
    return low * (1 - fy) + high * fy


@inner
def fbm(x: float, y: float, seed: int) -> float:
    """Three octaves of noise, in [0, 1), mean 0.5."""
    return (noise(x, y, seed) * 4 + noise(x * 2.03 + 5.1, y * 2.03, seed + 1) * 2 + noise(x * 4.1, y * 4.1 + 3.7, seed + 2)) / 7


@inner
def wave(x: float) -> float:
    """Triangle wave of period 1: 0 at whole numbers, 1 half way."""
    f = x - math.floor(x)
    return 1 - abs(2 * f - 1)


@inner
def smooth(low: float, high: float, x: float) -> float:
    """0 below `low`, 1 above `high`, a cubic between."""
    t = min(max((x - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


@inner
def band(x: float, low: float, high: float, soft: float) -> float:
    """1 between low and high, with soft edges."""
    return smooth(low - soft, low + soft, x) * (1 - smooth(high - soft, high + soft, x))
