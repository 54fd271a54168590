"""What a television shows: a studio, a match, a landscape, a film. Linear light, 1 is the set's white; the mean is near 0.13.

x from the picture's middle, y up it from 0 to 1: a wide picture ends at x = 0.89 on either side.
"""

from __future__ import annotations

import math

from synthclips.catalog.materials.noise import band, fbm, hash01, noise, smooth
from synthclips.catalog.materials.pictures import Colour, Rgb, ink, mix
from synthclips.kernel import inner


@inner
def programme(x: float, y: float, seed: int) -> Colour:
    """A picture by hash; in infrared what a sensor without filter sees of it."""
    style = hash01(1, 7, seed)
    if style < 0.35:
        colour = _studio(x, y, seed)
    elif style < 0.55:
        colour = _match(x, y, seed)
    elif style < 0.8:
        colour = _landscape(x, y, seed)
    else:
        colour = _film(x, y, seed)
    return colour[0], colour[1], colour[2], (colour[0] + colour[1] + colour[2]) / 3.0


@inner
def _somebody(x: float, y: float, size: float, skin: Rgb, cloth: Rgb, behind: Rgb, seed: int) -> Rgb:
    """Head and shoulders round (0, 0), the neck: hair, face with a shaded side, clothes."""
    u, v = x / size, y / size
    if v < 0.05 and abs(u) < 0.62 - 0.9 * max(0.0, v + 0.22) and (v < -0.1 or abs(u) > 0.1):
        shirt = abs(u) < 0.08 - 0.3 * v - 0.02 and v > -0.4 and hash01(2, 1, seed) < 0.6
        return (0.5, 0.5, 0.52) if shirt else cloth
    if v < 0.12 and abs(u) < 0.13:
        return mix(skin, (0.0, 0.0, 0.0), 0.35)
    head = u * u / 0.058 + (v - 0.34) * (v - 0.34) / 0.098
    if head < 1.0:
        hair = v > 0.48 + 0.12 * abs(u) or (abs(u) > 0.17 and v > 0.3)
        if hair:
            return mix((0.012, 0.009, 0.008), (0.2, 0.13, 0.06), hash01(2, 2, seed))
        eyes = abs(abs(u) - 0.085) < 0.035 and abs(v - 0.37) < 0.014
        mouth = abs(u) < 0.06 and abs(v - 0.2) < 0.012
        return mix(skin, (0.05, 0.02, 0.02), 0.8 if eyes or mouth else 0.4 * smooth(-0.05, 0.22, u))
    return behind


@inner
def _studio(x: float, y: float, seed: int) -> Rgb:
    """Somebody at a desk before lights out of focus, with a caption below."""
    base = ink(hash01(3, 1, seed))
    colour = mix((0.01, 0.02, 0.06), base, 0.12 + 0.1 * y)
    i = math.floor(x / 0.16)
    glow = smooth(0.35, 0.9, noise(x / 0.16, y / 0.5, seed)) * smooth(0.3, 0.7, y)
    colour = mix(colour, (0.35, 0.5, 0.8) if hash01(i, 2, seed) < 0.7 else (0.8, 0.4, 0.15), 0.45 * glow)
    skin = mix((0.42, 0.24, 0.16), (0.1, 0.05, 0.03), hash01(3, 2, seed))
    cloth = mix((0.015, 0.017, 0.03), ink(hash01(3, 3, seed)), 0.3)
    colour = _somebody(x - 0.5 * (hash01(3, 4, seed) - 0.5), y - 0.38, 0.75, skin, cloth, colour, seed)
    if y < 0.18 and abs(x) < 0.76:
        bar = (0.62, 0.62, 0.64) if y < 0.09 else (0.32, 0.02, 0.03)
        letters = smooth(0.5, 0.6, noise(x / 0.02, 0.5 + math.floor(y / 0.09), seed + 4)) * band((y / 0.09) % 1.0, 0.3, 0.7, 0.05)
        return mix(bar, (0.02, 0.02, 0.03) if y < 0.09 else (0.7, 0.7, 0.7), letters * (x < 0.45)) if y > 0.025 else colour
    return colour


@inner
def _match(x: float, y: float, seed: int) -> Rgb:
    """A field from the stand: mown stripes, white lines, two teams, a dark crowd."""
    if y > 0.74:
        crowd = noise(x / 0.012, y / 0.016, seed)
        return mix((0.012, 0.013, 0.02), ink(hash01(math.floor(x / 0.014), math.floor(y / 0.018), seed)), 0.35 * crowd)
    if y > 0.69:
        return mix((0.02, 0.04, 0.2), (0.6, 0.6, 0.55), smooth(0.5, 0.7, noise(x / 0.05, 0.5, seed + 2)))
    deep = 1.0 / (1.25 - y)
    across = (x + 0.3 * (hash01(4, 1, seed) - 0.5)) * deep
    mown = 1.0 if math.floor(across / 0.2) & 1 else 0.78
    colour = (0.045 * mown, 0.17 * mown, 0.03 * mown)
    ring = (across * across) / 0.05 + (y - 0.36) * (y - 0.36) / 0.016
    line = max(max(band(across, -0.006, 0.006, 0.003), band(ring, 0.9, 1.05, 0.03)), band(y, 0.655, 0.663, 0.003))
    colour = mix(colour, (0.6, 0.62, 0.58), 0.8 * line)
    for k in range(9):
        px, py = 1.7 * (hash01(k, 11, seed) - 0.5), 0.08 + 0.5 * hash01(k, 12, seed)
        tall = 0.13 * (1.25 - py)
        u, v = (x - px) / tall, (y - py) / tall
        if abs(u) < 0.16 and 0.0 < v < 1.0:
            shirt = (0.55, 0.04, 0.04) if k & 1 else (0.55, 0.55, 0.6)
            colour = (0.25, 0.14, 0.09) if v > 0.82 or v < 0.3 else (0.03, 0.03, 0.05) if v < 0.46 else shirt
    if y > 0.62 and x < -0.5 and y < 0.67:
        return (0.02, 0.02, 0.03) if noise(x / 0.015, 0.5, seed) < 0.55 else (0.7, 0.7, 0.7)
    return colour


@inner
def _landscape(x: float, y: float, seed: int) -> Rgb:
    """Sky and its light over ranges of hills, and water or a plain before them."""
    dusk = hash01(5, 1, seed)
    low, high = mix((0.34, 0.4, 0.46), (0.55, 0.27, 0.1), dusk), mix((0.07, 0.15, 0.34), (0.06, 0.06, 0.16), dusk)
    colour = mix(low, high, smooth(0.4, 1.0, y))
    colour = mix(colour, (0.55, 0.53, 0.52), 0.6 * (1 - 0.7 * dusk) * smooth(0.5, 0.75, fbm(x * 2, y * 6, seed)))
    for k in range(3):
        crest = 0.6 - 0.1 * k + 0.3 * (fbm(x * (1.3 + k) + 5 * k, 0.5, seed + k) - 0.5)
        if y < crest:
            leafy = 0.6 + 0.8 * fbm(x * 14, y * 14, seed + k)
            colour = mix((0.03 * leafy, 0.06 * leafy, 0.025 * leafy), low, 0.4 - 0.18 * k)
    if y < 0.3:
        ripple = smooth(0.5, 0.8, noise(x * 6, y * 40, seed + 7))
        return mix(mix((0.03, 0.06, 0.09), low, 0.25), (0.7, 0.6, 0.5), 0.4 * ripple * (1 - 3 * abs(y - 0.15)))
    return colour


@inner
def _film(x: float, y: float, seed: int) -> Rgb:
    """Two faces in the dark, lit from one side, between black bars."""
    if y < 0.1 or y > 0.9:
        return (0.002, 0.002, 0.003)
    warm = hash01(6, 1, seed)
    lamp = (x - 0.55) * (x - 0.55) * 3 + (y - 0.65) * (y - 0.65) * 4
    light = mix((0.25, 0.4, 0.7), (0.9, 0.5, 0.2), warm)
    colour = mix((0.012, 0.014, 0.02), light, 0.75 / (1 + 16 * lamp))
    if -0.75 < x < -0.42 and 0.4 < y < 0.85 and not (abs(x + 0.585) < 0.012 or abs(y - 0.63) < 0.012):
        colour = (0.12, 0.17, 0.28)
    skin = mix((0.45, 0.25, 0.15), light, 0.2)
    colour = _somebody(0.28 - x, y - 0.34, 0.8, skin, (0.02, 0.022, 0.03), colour, seed)
    return _somebody(x + 0.32, y - 0.26, 0.85, mix(skin, (0.0, 0.0, 0.0), 0.3), (0.05, 0.02, 0.02), colour, seed + 1)
