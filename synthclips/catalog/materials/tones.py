"""Surfaces of one colour that varies: (tone, mix, infrared tone) at a point.

tone multiplies the colour and has mean 1, mix leans towards the second colour and has mean 0 (so that the mean albedo
stays the material's rgb); coordinates are metres, s the element's size, c the contrast, piece tells boards apart.
"""

from __future__ import annotations

import math

from synthclips.catalog.materials.noise import band, fbm, hash01, noise, smooth, wave
from synthclips.kernel import inner

Tone = tuple[float, float, float]


@inner
def paint(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Roller's orange peel and the faint clouds of old paint."""
    t = 1 + c * (0.02 * (noise(x / 0.012, y / 0.012, seed) - 0.5) + 0.09 * (fbm(x / 0.9, y / 0.9, seed + 5) - 0.5))
    return t, 0.0, 0.5 + 0.5 * t


@inner
def plaster(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Strokes of a trowel."""
    trowel = fbm(x / s + 1.5 * noise(x / s / 3, y / s / 3, seed + 7), y / s * 1.7, seed)
    t = 1 + c * (0.35 * (trowel - 0.5) + 0.04 * (noise(x / 0.008, y / 0.008, seed + 3) - 0.5))
    return t, 0.0, 0.5 + 0.5 * t


@inner
def grain(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """One board: cathedral rings drawn out along x, fibres, pores."""
    bend = noise(x * 0.9, y * 2.5, seed) * 0.09 + noise(x * 3.0, y * 9.0, seed + 1) * 0.012
    ring = wave((y + bend) / (s * 0.22))
    fibre = noise(x * 9.0, y * 420.0, seed + 2)
    streak = noise(x * 2.2, y * 60.0, seed + 3)
    m = c * (0.55 * (ring - 0.5) + 0.5 * (streak - 0.5) + 0.25 * (fibre - 0.5))
    t = 1 + c * 0.18 * (fibre - 0.5) + c * 0.24 * (noise(x * 0.7, y * 4.0, seed + 4) - 0.5)
    return t, m, 1 + 0.5 * (t - 1) - 0.22 * m


@inner
def boards(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Floor boards s wide along x, each of its own tone, dark joints."""
    row = math.floor(y / s)
    length = s * (8.0 + 3.0 * hash01(row, 11, seed))
    along = x / length + hash01(row, 3, seed)
    plank = math.floor(along)
    own = hash01(row, plank, seed + 17)
    t, m, f = grain(x + 3.1 * own, y - row * s + own, 0.16, 0.8 * c, seed + row * 7919 + plank * 104729)
    across, end = y / s - row, (along - plank) * length
    edge = min(min(across, 1 - across) * s, min(end, length - end))
    joint = 1 - smooth(0.0, 0.0055, edge)  # with its bevels: a bare line would break into dashes from afar
    t = t * (1 + c * 0.42 * (own - 0.5)) * (1 - 0.4 * joint) * 1.02
    return t, m + c * 0.7 * (hash01(plank, row, seed + 29) - 0.5), f * (1 - 0.4 * joint) * (1 + 0.12 * (own - 0.5))


@inner
def herringbone(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Parquet blocks s wide and 5 s long, laid at right angles in a zigzag."""
    u, v = (x + y) * 0.70710678, (y - x) * 0.70710678
    i, j = math.floor(u / s), math.floor(v / s)
    turn = (i - j) % 10
    if turn < 5:
        block_i, block_j, along, across = i - turn, j, u - (i - turn) * s, v - j * s
        g = 0
    else:
        block_i, block_j, along, across = i, j - (9 - turn), v - (j - (9 - turn)) * s, u - i * s
        g = 1
    own = hash01(block_i, block_j, seed + g)
    t, m, f = grain(along + own * 5, across + own * 3, 0.12, 0.8 * c, seed + block_i * 7919 + block_j * 104729)
    edge = min(min(across, s - across), min(along, 5 * s - along))
    joint = 1 - smooth(0.0, 0.005, edge)
    return t * (1 + c * 0.4 * (own - 0.5)) * (1 - 0.32 * joint) * 1.02, m + 0.5 * c * (own - 0.5), f * (1 - 0.35 * joint)


@inner
def carpet(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Pile: tufts, and the patches feet have brushed the other way."""
    tuft = noise(x / 0.005, y / 0.005, seed)
    clump = fbm(x / s, y / s, seed + 1)
    walked = smooth(0.35, 0.65, fbm(x / 0.7, y / 0.45, seed + 2))
    t = 1 + c * (0.5 * (tuft - 0.5) + 0.45 * (clump - 0.5) + 0.14 * (walked - 0.5))
    return t, 0.5 * c * (clump - 0.5), 1 + 0.7 * (t - 1)


@inner
def weave(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Threads over and under, with slubs running both ways and soft wear."""
    i, j = math.floor(x / s), math.floor(y / s)
    over = wave(x / s) if (i + j) & 1 else wave(y / s)
    slub = noise(x / 0.08, y / (3.0 * s), seed) + noise(x / (3.0 * s), y / 0.08, seed + 1) - 1
    wear = fbm(x / 0.25, y / 0.25, seed + 2) - 0.5
    t = 1 + c * (0.22 * (over - 0.5) + 0.4 * slub + 0.22 * wear)
    return t, 0.55 * c * slub + 0.15 * c * (hash01(i, j, seed) - 0.5), 1 + 0.6 * (t - 1)


@inner
def leather(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Pebbled hide: creases where two noises meet, rubbed lighter in places."""
    crease = abs(2 * fbm(x / s, y / s, seed) - 1)
    pebble = noise(x / 0.0035, y / 0.0035, seed + 3)
    worn = fbm(x / 0.22, y / 0.22, seed + 1) - 0.5
    t = 1 + c * (0.6 * (min(crease, 0.3) - 0.185) + 0.16 * (pebble - 0.5) + 0.5 * worn)
    return t, 0.7 * c * worn, t


@inner
def velvet(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Nap lying this way and that."""
    nap = smooth(0.3, 0.7, fbm(x / s, y / (0.6 * s), seed)) - 0.5
    t = 1 + c * (0.5 * nap + 0.12 * (noise(x / 0.003, y / 0.003, seed + 2) - 0.5))
    return t, 0.3 * c * nap, 1 + 0.5 * (t - 1)


@inner
def metal(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Brushed along x."""
    t = 1 + c * (0.25 * (noise(x * 6, y * 700, seed) - 0.5) + 0.15 * (fbm(x / 0.1, y / 0.1, seed + 1) - 0.5))
    return t, 0.0, t


@inner
def ceramic(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Glaze: flowing patches and fine specks of the second colour."""
    flow = fbm(x / s, y / (0.5 * s), seed) - 0.5
    speck = smooth(0.80, 0.86, noise(x / 0.0045, y / 0.0045, seed + 1)) - 0.06
    return 1 + 0.25 * c * flow, 0.8 * c * flow + 0.6 * c * speck, 1 + 0.15 * c * flow


@inner
def tile(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Square tiles s wide, grout between."""
    i, j = math.floor(x / s), math.floor(y / s)
    fx, fy = x / s - i, y / s - j
    edge = min(min(fx, 1 - fx), min(fy, 1 - fy)) * s
    grout = 1 - smooth(-0.003, 0.008, edge)
    own = hash01(i, j, seed)
    cloud = fbm(x / 0.12 + own * 9, y / 0.12 + own * 5, seed + i * 31 + j * 57)
    t = 1 + c * (0.16 * (own - 0.5) + 0.3 * (cloud - 0.5))
    return t * (1 - grout) + grout, grout * 0.9 + 0.3 * c * (cloud - 0.5), 1 + 0.3 * (t - 1)


@inner
def brick_tile(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Tiles twice as long as high (s), every other row shifted by half a tile, grout between, edges a little darker."""
    j = math.floor(y / s)
    u = x / (2 * s) + 0.5 * (j & 1)
    i = math.floor(u)
    fx, fy = u - i, y / s - j
    edge = min(2 * min(fx, 1 - fx), min(fy, 1 - fy)) * s
    grout = 1 - smooth(-0.002, 0.0065, edge)
    rim = 1 - smooth(0.003, 0.009, edge)
    t = 1 + c * (0.2 * (hash01(i, j, seed) - 0.5) - 0.12 * (rim - 0.25))
    return t * (1 - grout) + grout, 0.9 * grout, 1 + 0.3 * (t - 1) - 0.3 * grout


@inner
def wicker(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Plaited rods s thick, passing over and under uprights."""
    i, j = math.floor(x / (2 * s)), math.floor(y / s)
    rod = wave(y / s)
    over = wave(x / (4 * s) + 0.5 * (j & 1))
    gap = rod * (0.35 + 0.65 * over)
    t = 1 + c * (1.3 * (gap - 0.34) + 0.5 * (hash01(i, j, seed) - 0.5))
    return t, 0.4 * c * (hash01(j, i, seed + 1) - 0.5), 1 + 0.6 * (t - 1)


@inner
def knit(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Ribbed wool: rows of v-shaped stitches s wide."""
    stitch = wave(x / s)
    row = wave(y / s + 0.5 * stitch)
    t = 1 + c * (0.5 * (row - 0.5) + 0.5 * (stitch - 0.5) + 0.2 * (noise(x / 0.02, y / 0.02, seed) - 0.5))
    return t, 0.2 * c * (row - 0.5), 1 + 0.6 * (t - 1)


@inner
def sheets(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """The edges of pages: fine lines along x."""
    line = noise(x * 3, y / 0.0012, seed)
    return 1 + 0.35 * c * (line - 0.5), 0.5 * c * (noise(x * 8, y * 40, seed + 1) - 0.5), 1 + 0.2 * c * (line - 0.5)


@inner
def shade(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """A lamp shade's linen: slubs round it."""
    slub = noise(x / 0.05, y / 0.002, seed) + noise(x / 0.002, y / 0.05, seed + 1) - 1
    return 1 + 0.3 * c * slub, 0.0, 1 + 0.2 * c * slub


@inner
def glow(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """A lit lamp shade whose outline is s long: brightest beside the bulb half way up, dark at its hems, slubs of linen."""
    u = y / s - 0.5
    t, _, f = shade(x, y, s, c, seed)
    near = 1 / (1 + 3.4 * u * u)
    t *= 1.27 * near * (1 - 0.35 * smooth(0.46, 0.475, abs(u)))
    return t, 0.0, f * t


@inner
def leaf(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """x along the leaf 0..1, y across -1..1: a pale midrib, side veins, each leaf its own tone."""
    rib = 1 - smooth(0.04, 0.16, abs(y))
    vein = wave(x * 9 + abs(y) * 1.6)
    own = hash01(7, 3, seed)
    t = 1 + c * (0.7 * (own - 0.5) + 0.3 * (vein - 0.5) + 0.35 * (noise(x * 5, y * 3, seed + 1) - 0.5))
    edge = band(abs(y), 0.6, 1.2, 0.2)
    return (
        t,
        c * (0.8 * (rib - 0.15) + 0.4 * (edge - 0.42) + 0.5 * (hash01(2, 9, seed) - 0.5)),
        1 + 0.25 * (own - 0.5) + 0.15 * (vein - 0.5),
    )


@inner
def foliage(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """What grows, from afar: clumps s wide, dark between, their tips leaning to the second colour."""
    clump = fbm(x / s, y / s, seed) - 0.5
    broad = fbm(x / (6 * s), y / (6 * s), seed + 4) - 0.5
    return 1 + c * (1.6 * clump + 0.5 * broad), c * max(clump + 0.5 * broad, 0.0), 1 + c * clump


@inner
def lawn(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Blades that lean every way, tufts s wide with shade between, and patches that are drier or greener."""
    tuft = fbm(x / s, y / s, seed) - 0.5
    lean = noise(x / (2 * s), y / (2 * s), seed + 9)
    blade = noise(x / 0.009 + 3 * lean, y / 0.034, seed + 1) if lean > 0.5 else noise(x / 0.034, y / 0.009 + 3 * lean, seed + 2)
    patch = fbm(x / (9 * s) + 1.5 * tuft, y / (9 * s), seed + 4) - 0.5
    wide = noise(x / (40 * s), y / (40 * s), seed + 6) - 0.5
    return (
        1 + c * (0.75 * (blade - 0.5) + 0.9 * tuft + 0.7 * patch + 0.4 * wide),
        c * (1.2 * patch + 0.9 * wide + 0.4 * (blade - 0.5)),
        1 + c * tuft,
    )


@inner
def siding(x: float, y: float, s: float, c: float, seed: int) -> Tone:
    """Boards s high that lap over one another: a shadow under each, faint grain, a butt joint here and there."""
    row = math.floor(y / s)
    up, own = y / s - row, hash01(row, 5, seed)
    along = x / (3.2 + 1.4 * own) + hash01(row, 3, seed)
    board = math.floor(along)
    end = min(along - board, 1 - along + board) * 3.9
    shadow = 1 - smooth(0.0, 0.016, up * s)
    lip = smooth(0.004, 0.014, (1 - up) * s)
    fibre = noise(x * 5.0, y * 160.0, seed + 2) - 0.5
    worn = fbm(x / 1.3, y / 0.5, seed + 7) - 0.5
    t = 1 + c * (0.22 * (hash01(row, board, seed + 11) - 0.5) + 0.14 * fibre + 0.3 * worn + 0.08 * (0.5 - up))
    t *= 1.035 * (1 - 0.42 * shadow) * (0.94 + 0.06 * lip) * (1 - 0.3 * (1 - smooth(0.0, 0.005, end)))
    return t, 0.0, 0.5 + 0.5 * t
