"""A material's albedo at points of its surface: one compiled kernel, a branch for each family of pattern."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.materials import motifs, papers, pictures, programmes, tones
from synthclips.catalog.materials.noise import hash01, smooth
from synthclips.kernel import inner, kernel
from synthclips.scene.errors import SceneError, unknown
from synthclips.scene.records import Material

F32 = NDArray[np.float32]
Rgb = pictures.Rgb

ONE_COLOUR = (
    "plain",
    "paint",
    "plaster",
    "wood",
    "boards",
    "herringbone",
    "carpet",
    "weave",
    "leather",
    "velvet",
    "metal",
    "ceramic",
    "tile",
    "wicker",
    "knit",
    "paper",
    "shade",
    "leaf",
    "screen",
    "shag",
    "mirror",
    "brick_tile",
    "grasscloth",
    "brick",
    "glow",
    "foliage",
    "pane",
    "lawn",
    "siding",
)
COVERINGS = (
    "wallpaper_stripes",
    "wallpaper_damask",
    "wallpaper_trellis",
    "wallpaper_sprigs",
    "wallpaper_figures",
    "wallpaper_branches",
    "panelling",
    "matchboard",
    "chequered",
)
TWO_COLOURS = (
    *COVERINGS,
    "stripes",
    "plaid",
    "dots",
    "rug_persian",
    "rug_stripes",
    "rug_geometric",
    "rug_checker",
    "rug_abstract",
)
MANY_COLOURS = ("books", "print", "programme", "sky")
FAMILIES = ONE_COLOUR + TWO_COLOURS + MANY_COLOURS
SMOOTH = (
    "plain",
    "paint",
    "plaster",
    "velvet",
    "ceramic",
    "shade",
    "leaf",
    "screen",
    "mirror",
    "glow",
    "pane",
    "programme",
    "sky",
)
GROWN = (25, 27)  # codes of patterns that have no end of detail: calmer where even those places are too far apart for it
BRICK = 23  # code of the pattern with depth
FINE_M, PLACES = 0.004, 16  # a sample wider than this is asked at several places, so many at most, but for what is SMOOTH
INK = 0.3  # of infrared that a wallpaper's print takes at most
_CODE = {name: code for code, name in enumerate(FAMILIES)}
_SECOND, _COVERED, _MANY = len(ONE_COLOUR), len(ONE_COLOUR) + len(COVERINGS), len(ONE_COLOUR) + len(TWO_COLOURS)


def evaluate(material: Material, surface_m: F32, spread_m: F32 | None = None) -> F32:
    """(N, 4) linear albedo r, g, b, infrared in 0..1 at (N, 3) surface coordinates.

    For ONE_COLOUR families the mean is the material's rgb; others run between rgb and rgb2, or carry colours of their own.
    spread_m: (N, 2, 3) two sides of the patch about each whose mean is asked, as a pixel far off shows more than a point.
    Raises SceneError for an unknown family.
    """
    if material.family not in _CODE:
        raise SceneError(unknown("material family", material.family, FAMILIES))
    points = np.ascontiguousarray(surface_m, np.float32)
    out = np.empty((len(points), 4), np.float32)
    key = (material.key ^ (material.key >> 31)) & 0x7FFFFFFF
    numbers = np.array(
        [*material.rgb, *material.rgb2, material.ir, max(material.scale_m, 1e-4), material.contrast, 0, 0, 1], np.float64
    )
    point = spread_m is None or not patterned(material)
    spread = np.empty((0, 2, 3), np.float32) if point else np.ascontiguousarray(spread_m, np.float32)
    _fill(_CODE[material.family], numbers, key, points, spread, out)
    return out


def patterned(material: Material) -> bool:
    """Whether a point of it may differ from the patch about it, so that `evaluate` needs to know that."""
    return material.family not in SMOOTH


@kernel
def _fill(code: int, numbers: NDArray[np.float64], key: int, points: F32, spread: F32, out: F32) -> None:
    """The colour at each point, or where there is a spread its mean over a grid of places."""
    across, down, step, contrast = 1, 1, np.zeros((2, 3)), numbers[8]
    for n in range(len(points)):
        if len(spread):
            across, down = _places(spread[n])
            if code == GROWN[0] or code == GROWN[1]:
                numbers[8] = contrast * _told_apart(spread[n], across, down, numbers[7])
            elif code == BRICK:
                numbers[9], numbers[10], numbers[11] = papers.leaning(spread[n])
            for j in range(3):
                step[0, j], step[1, j] = spread[n, 0, j] / across, spread[n, 1, j] / down
        red, green, blue, infrared = 0.0, 0.0, 0.0, 0.0
        for k in range(across * down):
            u, v = k % across - 0.5 * (across - 1), k // across - 0.5 * (down - 1)
            x = points[n, 0] + u * step[0, 0] + v * step[1, 0]
            y = points[n, 1] + u * step[0, 1] + v * step[1, 1]
            z = points[n, 2] + u * step[0, 2] + v * step[1, 2]
            r, g, b, i = _colour(code, numbers, key, x, y, z)
            red, green, blue, infrared = red + _whole(r), green + _whole(g), blue + _whole(b), infrared + _whole(i)
        share = 1.0 / (across * down)
        out[n, 0], out[n, 1], out[n, 2], out[n, 3] = red * share, green * share, blue * share, infrared * share


@inner
def _places(spread: F32) -> tuple[int, int]:
    """How many places across and down a sample its colour is asked at: one every FINE_M, PLACES at most."""
    across = min(math.ceil(math.sqrt(spread[0, 0] ** 2 + spread[0, 1] ** 2) / FINE_M + 1e-6), PLACES)
    down = min(math.ceil(math.sqrt(spread[1, 0] ** 2 + spread[1, 1] ** 2) / FINE_M + 1e-6), PLACES)
    while across * down > PLACES:
        across, down = (across - 1, down) if across > down else (across, down - 1)
    return across, down


@inner
def _told_apart(spread: F32, across: int, down: int, scale_m: float) -> float:
    """Share of a pattern's contrast that is kept where it is asked at so many places of a sample: all, if they are near."""
    wide = math.sqrt(spread[0, 0] ** 2 + spread[0, 1] ** 2) / across
    deep = math.sqrt(spread[1, 0] ** 2 + spread[1, 1] ** 2) / down
    return 1.0 / (1.0 + 2.0 * (max(wide, deep) / scale_m) ** 2)


@inner
def _whole(share: float) -> float:
    return min(max(share, 0.0), 0.97)


@inner
def _colour(code: int, numbers: NDArray[np.float64], key: int, x: float, y: float, z: float) -> pictures.Colour:
    first = (numbers[0], numbers[1], numbers[2])
    second = (numbers[3], numbers[4], numbers[5])
    ir, s, c = numbers[6], numbers[7], numbers[8]
    piece = math.floor(z)
    if code == BRICK:
        t, m, f = papers.brick(x, y, s, c, key + piece * 15485863, numbers[9], numbers[10], numbers[11])
        return _tinted(first, second, t, m, ir * f)
    if code < _SECOND:
        t, m, f = _tone(code, x, y, s, c, key + piece * 15485863)
        return _tinted(first, second, t, m, ir * f)
    if code < _COVERED:
        return _covered(code - _SECOND, x, y, s, c, first, second, ir, key)
    if code < _MANY:
        return _two(code, x, y, z, s, c, first, second, ir, key)
    if code == _MANY:
        return pictures.book(x, y, piece, c, key)
    if code == _MANY + 1:
        return pictures.art(x, y, first, second, key)
    if code == _MANY + 2:
        return programmes.programme(x, y, key)
    return pictures.sky(x, y, key)


@inner
def _tinted(first: Rgb, second: Rgb, t: float, m: float, ir: float) -> pictures.Colour:
    r = (first[0] + (second[0] - first[0]) * m) * t
    g = (first[1] + (second[1] - first[1]) * m) * t
    b = (first[2] + (second[2] - first[2]) * m) * t
    return r, g, b, ir


@inner
def _tone(code: int, x: float, y: float, s: float, c: float, seed: int) -> tones.Tone:
    if code == 1:
        return tones.paint(x, y, s, c, seed)
    if code == 2:
        return tones.plaster(x, y, s, c, seed)
    if code == 3:
        return tones.grain(x, y, s, c, seed)
    if code == 4:
        return tones.boards(x, y, s, c, seed)
    if code == 5:
        return tones.herringbone(x, y, s, c, seed)
    if code == 6 or code == 19:
        return tones.carpet(x, y, s, c, seed)
    if code == 7:
        return tones.weave(x, y, s, c, seed)
    if code == 8:
        return tones.leather(x, y, s, c, seed)
    if code == 9:
        return tones.velvet(x, y, s, c, seed)
    if code == 10:
        return tones.metal(x, y, s, c, seed)
    if code == 11:
        return tones.ceramic(x, y, s, c, seed)
    if code == 12:
        return tones.tile(x, y, s, c, seed)
    if code == 13:
        return tones.wicker(x, y, s, c, seed)
    if code == 14:
        return tones.knit(x, y, s, c, seed)
    if code == 15:
        return tones.sheets(x, y, s, c, seed)
    if code == 16:
        return tones.shade(x, y, s, c, seed)
    if code == 17:
        return tones.leaf(x, y, s, c, seed)
    if code == 21:
        return tones.brick_tile(x, y, s, c, seed)
    if code == 22:
        return papers.grasscloth(x, y, s, c, seed)
    if code == 24:
        return tones.glow(x, y, s, c, seed)
    if code == 25:
        return tones.foliage(x, y, s, c, seed)
    if code == 27:
        return tones.lawn(x, y, s, c, seed)
    if code == 28:
        return tones.siding(x, y, s, c, seed)
    return 1.0, 0.0, 1.0


@inner
def _covered(kind: int, x: float, y: float, s: float, c: float, first: Rgb, second: Rgb, ir: float, key: int) -> pictures.Colour:
    """A wall's covering: paper and paint hide less from infrared than cloth does."""
    m, lit = papers.paper(kind, x, y, s, key)
    t, _, f = tones.paint(x, y, s, 0.6, key)
    m = min(max(m, 0.0), 1.0)
    return _tinted(first, second, t * lit, m * (0.3 + 0.7 * c), ir * f * lit * (1 - INK * hash01(7, 7, key) * m))


@inner
def _two(
    code: int,
    x: float,
    y: float,
    z: float,
    s: float,
    c: float,
    first: Rgb,
    second: Rgb,
    ir: float,
    key: int,
) -> pictures.Colour:
    kind, light = code - _COVERED, 0.0
    if kind == 0:
        m = motifs.stripes(x, y, s, key)
    elif kind == 1:
        m = motifs.plaid(x, y, s, key)
    elif kind == 2:
        m = motifs.dots(x, y, s, key)
    elif kind == 3:
        m, light = motifs.persian(x, y, s, z, key)
    elif kind == 4:
        m = motifs.rug_stripes(x, y, s, z, key)
    elif kind == 5:
        m = motifs.geometric(x, y, s, z, key)
    elif kind == 6:
        m = motifs.checker(x, y, s, z, key)
    else:
        m = motifs.abstract(x, y, s, z, key)
    m = min(max(m, 0.0), 1.0)
    dye = 0.55 * hash01(7, 7, key)  # most dyes let infrared through, some do not
    t, _, f = tones.carpet(x, y, 0.03, 0.5, key) if kind > 2 else tones.weave(x, y, 0.003, 0.35, key)
    r, g, b, i = _tinted(first, second, t, m, ir * f * (1 - dye * m))
    light = smooth(0.0, 1.0, light) * 0.9
    return r + (0.50 * t - r) * light, g + (0.43 * t - g) * light, b + (0.31 * t - b) * light, i + (0.6 - i) * 0.3 * light
