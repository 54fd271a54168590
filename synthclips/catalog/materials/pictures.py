"""Things with many colours: book spines, framed prints, the sky. (r, g, b, infrared) at a point."""

from __future__ import annotations

import math

import numpy as np

from synthclips.catalog.materials.noise import band, fbm, hash01, noise, smooth
from synthclips.kernel import inner

Rgb = tuple[float, float, float]
Colour = tuple[float, float, float, float]

# Linear albedo of printers' inks and book cloths, muted ones more often than loud ones.
INKS = np.array(
    [
        (0.62, 0.58, 0.50),
        (0.55, 0.50, 0.40),
        (0.045, 0.05, 0.06),
        (0.30, 0.035, 0.03),
        (0.03, 0.07, 0.16),
        (0.04, 0.12, 0.07),
        (0.42, 0.25, 0.06),
        (0.10, 0.17, 0.22),
        (0.22, 0.10, 0.05),
        (0.48, 0.46, 0.44),
        (0.13, 0.12, 0.11),
        (0.50, 0.13, 0.05),
        (0.05, 0.20, 0.24),
        (0.30, 0.29, 0.20),
        (0.16, 0.04, 0.08),
        (0.58, 0.42, 0.12),
        (0.35, 0.42, 0.45),
        (0.70, 0.68, 0.64),
        (0.24, 0.22, 0.30),
        (0.45, 0.22, 0.18),
    ]
)


@inner
def ink(pick: float) -> Rgb:
    """One of the INKS, picked by a number in 0..1."""
    k = min(int(pick * 20), 19)
    return INKS[k, 0], INKS[k, 1], INKS[k, 2]


@inner
def mix(a: Rgb, b: Rgb, t: float) -> Rgb:
    """`a` at 0, `b` at 1."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t


@inner
def book(x: float, y: float, book_number: int, contrast: float, seed: int) -> Colour:
    """A spine: x up it in metres, y across; cloth, a title panel, bands, lettering as dashes."""
    cloth = ink(hash01(book_number, 1, seed))
    print_colour = ink(hash01(book_number, 2, seed))
    if abs(print_colour[0] - cloth[0]) + abs(print_colour[1] - cloth[1]) < 0.15:
        print_colour = (0.6, 0.55, 0.42) if cloth[1] < 0.25 else (0.05, 0.05, 0.06)
    style = hash01(book_number, 3, seed)
    low, high = 0.07 + 0.03 * style, 0.14 + 0.05 * hash01(book_number, 4, seed)
    panel = band(x, low, high, 0.001) if style < 0.45 else 0.0
    rings = max(band(x, 0.018, 0.021, 0.0006), band(x, 0.030, 0.032, 0.0006)) if style > 0.3 else 0.0
    letters = (
        smooth(0.45, 0.55, noise(x / 0.006, 0.5, seed + book_number))
        * band(y, -0.006, 0.006, 0.001)
        * band(x, low + 0.004, high - 0.004, 0.001)
    )
    colour = mix(cloth, print_colour, max(panel, rings))
    colour = mix(colour, cloth if panel > 0.5 else print_colour, 0.8 * letters)
    tone = 1 + 0.25 * contrast * (noise(x / 0.01, y / 0.004, seed + book_number) - 0.5)
    return colour[0] * tone, colour[1] * tone, colour[2] * tone, 0.14 + 0.58 * hash01(book_number, 5, seed)


@inner
def art(x: float, y: float, rgb: Rgb, rgb2: Rgb, seed: int) -> Colour:
    """A print of height 1: x from its middle, y up. The key picks hills, sea, blocks, arcs, a stem, or a washed abstract."""
    style = hash01(1, 1, seed)
    third = ink(hash01(1, 2, seed))
    if style < 0.22:
        colour = _hills(x, y, rgb, rgb2, seed)
    elif style < 0.36:
        colour = _sea(x, y, rgb, rgb2, seed)
    elif style < 0.55:
        colour = _blocks(x, y, rgb, rgb2, third, seed)
    elif style < 0.72:
        colour = _arcs(x, y, rgb, rgb2, third, seed)
    elif style < 0.84:
        colour = _stem(x, y, rgb, rgb2, seed)
    else:
        u = fbm(x * 1.6 + fbm(y * 2, x * 2, seed), y * 2.2, seed + 4)
        colour = mix(mix(rgb, rgb2, smooth(0.42, 0.54, u)), third, smooth(0.56, 0.6, fbm(x * 2.5, y * 1.2, seed + 8)))
    tone = 0.9 + 0.2 * noise(x * 180, y * 180, seed + 6)
    return colour[0] * tone, colour[1] * tone, colour[2] * tone, 0.55 + 0.25 * (colour[0] - 0.3)


@inner
def _hills(x: float, y: float, rgb: Rgb, rgb2: Rgb, seed: int) -> Rgb:
    colour = mix((0.72, 0.66, 0.55), rgb, smooth(0.4, 1.1, y))
    sun_x, sun_y = hash01(5, 1, seed) * 0.8 - 0.4, 0.68 + 0.15 * hash01(5, 2, seed)
    disc = (x - sun_x) * (x - sun_x) + (y - sun_y) * (y - sun_y)
    colour = mix(colour, (0.75, 0.42, 0.15), 1 - smooth(0.008, 0.0095, disc))
    for k in range(4):
        crest = 0.58 - 0.14 * k + 0.28 * (fbm(x * (1.1 + 0.4 * k) + 7 * k, 0.5 + k, seed + k) - 0.5)
        if y < crest:
            colour = mix(mix(rgb, (0.6, 0.58, 0.55), 0.35), rgb2, 0.25 + 0.25 * k)
            dark = 1 - 0.13 * k
            colour = (colour[0] * dark, colour[1] * dark, colour[2] * dark)
    return colour


@inner
def _sea(x: float, y: float, rgb: Rgb, rgb2: Rgb, seed: int) -> Rgb:
    if y > 0.42:
        cloud = smooth(0.45, 0.7, fbm(x * 1.5, y * 5, seed))
        return mix(mix((0.5, 0.55, 0.6), rgb, 0.6 * (y - 0.42)), (0.75, 0.72, 0.68), cloud)
    swell = smooth(0.5, 0.75, noise(x * (3 + 9 * (0.42 - y)), y * 42, seed + 2))
    return mix(mix((0.05, 0.13, 0.18), rgb2, 0.5), (0.55, 0.6, 0.6), 0.6 * swell)


@inner
def _blocks(x: float, y: float, rgb: Rgb, rgb2: Rgb, third: Rgb, seed: int) -> Rgb:
    colour = (0.66, 0.63, 0.57)
    for k in range(7):
        cx, cy = (hash01(k, 1, seed) - 0.5) * 1.2, hash01(k, 2, seed)
        w, h = 0.08 + 0.25 * hash01(k, 3, seed), 0.06 + 0.25 * hash01(k, 4, seed)
        if abs(x - cx) < w and abs(y - cy) < h:
            colour = rgb if k % 3 == 0 else rgb2 if k % 3 == 1 else third
    return colour


@inner
def _arcs(x: float, y: float, rgb: Rgb, rgb2: Rgb, third: Rgb, seed: int) -> Rgb:
    colour = (0.68, 0.64, 0.56)
    r = x * x + (y - 0.3) * (y - 0.3)
    if y > 0.3:
        rings = math.sqrt(r) * 11
        if rings < 4.6:
            f = rings - math.floor(rings)
            return colour if f < 0.22 else rgb if int(rings) % 2 == 0 else rgb2
    dx, dy = x - 0.32 * (hash01(2, 2, seed) - 0.5), y - 0.84
    if dx * dx + dy * dy < 0.007:
        return third
    return mix(colour, rgb2, 1.0) if y < 0.12 + 0.1 * fbm(x * 2, 0.5, seed) else colour


@inner
def _stem(x: float, y: float, rgb: Rgb, rgb2: Rgb, seed: int) -> Rgb:
    paper = (0.7, 0.68, 0.62)
    bend = 0.12 * (y - 0.5) * (hash01(3, 3, seed) - 0.5) * 4
    u = abs(x - bend)
    if y < 0.12 or y > 0.9:
        return paper
    if u < 0.006:
        return rgb2
    reach = 0.30 * (1 - y) + 0.06
    leaf_y = (y - 0.7 * u) * 7
    f = leaf_y - math.floor(leaf_y)
    inside = u < reach and abs(f - 0.5) < 0.36 * (1 - u / reach) * min(1.0, u * 25)
    return mix(rgb2, rgb, hash01(math.floor(leaf_y), 1, seed) * 0.6) if inside else paper


@inner
def sky(x: float, y: float, seed: int) -> Colour:
    """Blue or pale, more or less clouded; y is the height over the horizon, as far as a unit is six units off."""
    height = min(max(y / 4.5, 0.0), 1.0)
    clear = 0.25 + 0.75 * hash01(8, 8, seed)
    blue = mix((0.74, 0.80, 0.86), (0.30, 0.48, 0.80), height * clear)
    cloud = smooth(0.46, 0.66, fbm(x * 0.45 + 3, y * 1.1, seed + 31))
    r, g, b = mix(blue, (0.88, 0.88, 0.90), 0.85 * cloud)
    return r, g, b, 0.35
