"""Gardens: closed by a fence or a hedge, with shrubs and trees, houses behind; one with a shed and washing on a line."""

from __future__ import annotations

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.outside.buildings import house
from synthclips.catalog.outside.grounds import ASPHALT, PAVING, TIMBER, around, fence, grass, hedge, path, plain
from synthclips.catalog.outside.panes import rectangles
from synthclips.catalog.outside.plants import GREENS, SHAPES, shrub, tree
from synthclips.catalog.outside.side import Part, Side, look, varied
from synthclips.catalog.outside.sprigs import sprigs
from synthclips.geometry.mesh import join
from synthclips.geometry.shapes import box, shifted
from synthclips.scene.streams import Stream

CLOTHS = ((0.5, 0.5, 0.49), (0.16, 0.19, 0.26), (0.28, 0.14, 0.13), (0.40, 0.35, 0.24), (0.25, 0.29, 0.27), (0.48, 0.44, 0.42))
BLOOMS = ((0.42, 0.09, 0.10), (0.45, 0.36, 0.08), (0.26, 0.14, 0.36), (0.5, 0.48, 0.46), (0.45, 0.2, 0.27))


def garden(side: Side) -> list[Part]:
    """Lawn, border, trees."""
    stream, deep = side.stream, side.home.uniform(8.0, 15.0)
    parts = [*_plot(side, deep), *path(side, deep - 0.9, side.home)]
    reach = side.reach(deep)
    for x in np.arange(-reach + 1, reach - 1, 2.6):
        if stream.chance(0.6):
            parts += shrub((x + stream.uniform(-1, 1), deep - stream.uniform(0.7, 1.6)), stream.uniform(0.6, 1.7), stream)
    for _ in range(stream.integer(0, 2)):
        at = stream.uniform(-0.8, 0.8) * reach, stream.uniform(0.75, 0.9) * deep
        parts += tree(stream.choice(SHAPES), stream.uniform(3.5, 7.0), at, stream, leafless=side.leafless)
    return parts


def yard(side: Side) -> list[Part]:
    """Lawn with a shed, a washing line, beds of vegetables."""
    stream, deep = side.stream, side.home.uniform(8.0, 12.0)
    parts, reach = _plot(side, deep), side.reach(deep)
    x = stream.uniform(-0.7, 0.7) * (reach - 2)
    parts += _shed((x, deep - 2.6), stream)
    parts += _washing(stream.uniform(-0.5, 0.5) * reach, stream.uniform(4.2, 5.2), stream)
    for k in (-1, 1):
        parts += _bed((x + k * 2.9, deep - 4.2), stream)
    return parts


def _bed(at_m: tuple[float, float], stream: Stream) -> list[Part]:
    """Soil between boards, a row of plants in it."""
    soil = look("foliage", (0.075, 0.06, 0.045), scale_m=0.05, contrast=0.6)
    boards = box((2.4, 1.1, 0.2), "bed", at_m=(*at_m, 0), bevel_m=0), look("plain", varied((0.17, 0.14, 0.11), stream))
    parts: list[Part] = [boards, (box((2.3, 1.0, 0.01), "soil", at_m=(*at_m, 0.2), bevel_m=0), soil)]
    for k in range(5):
        parts += shrub(
            (at_m[0] + 0.45 * (k - 2), at_m[1] + stream.uniform(-0.2, 0.2)), stream.uniform(0.3, 0.45), stream, clumps=2
        )
    return parts


def _plot(side: Side, deep: float) -> list[Part]:
    """What all gardens have: a terrace, a lawn, what closes them, and the neighbours behind."""
    stream = side.home
    paving = look("tile", varied(PAVING, stream), rgb2=(0.13, 0.12, 0.11), scale_m=0.5, contrast=0.9)
    parts = [around(0, deep, side, grass(stream)), around(0, stream.uniform(1.2, 3.0), side, paving, 0.02)]
    soil = look("foliage", (0.062, 0.05, 0.038), scale_m=0.06, contrast=0.7, key=stream.integer(1, 1 << 20))
    parts.append(around(deep - stream.uniform(0.7, 1.2), deep, side, soil, 0.015))
    parts += _flowers(side, deep)
    parts += fence(side, deep, stream) if stream.chance(0.6) else hedge(side, deep, stream, stream.uniform(1.3, 2.2))
    return parts + neighbours(side, deep + stream.uniform(9.0, 16.0))


def _flowers(side: Side, deep: float) -> list[Part]:
    """In the bed before what closes the plot, in groups of one colour."""
    stream, reach = side.stream, side.reach(deep) - 1.0
    parts: list[Part] = []
    for _ in range(int(2 * reach / 5.0)):
        x, y, many = stream.uniform(-reach, reach), deep - stream.uniform(0.45, 0.75), stream.integer(20, 45)
        u = stream.units(3, many)
        spread, tall = stream.uniform(0.2, 0.5), stream.uniform(0.2, 0.5)
        places = np.stack([x + spread * (2 * u[0] - 1), y + 0.25 * (2 * u[1] - 1), tall * (0.3 + 0.6 * u[2])], 1)
        up = np.broadcast_to(np.array((0.0, -0.4, 1.0)), places.shape)
        green = look("plain", varied(stream.choice(GREENS), stream))
        parts.append((sprigs(places, 0.09, up, up, stream), green))
        if not side.leafless:
            bloom = look("plain", stream.choice(BLOOMS))
            parts.append((sprigs(places[::2] + (0.0, -0.02, 0.08), 0.035, up[::2], up[::2], stream), bloom))
    return parts


def neighbours(side: Side, away_m: float) -> list[Part]:
    """Houses behind, one beside the other with gaps, and trees between."""
    stream, reach, x = side.stream, side.reach(away_m), -side.reach(away_m)
    parts: list[Part] = []
    while x < reach:
        wide = stream.uniform(6.5, 11.0)
        storeys = stream.choice((1, 2), (1, 3))
        parts += house((x + wide / 2, away_m + stream.uniform(-1, 2)), wide, stream, dark=side.dark, storeys=storeys, door=False)
        gap = stream.uniform(3.0, 9.0)
        if gap > 4:
            at = x + wide + gap / 2, away_m + stream.uniform(-3, 9)
            parts += tree(stream.choice(SHAPES), stream.uniform(6, 11), at, stream, leafless=side.leafless)
        x += wide + gap
    return parts


def _shed(at_m: tuple[float, float], stream: Stream) -> list[Part]:
    """Of boards, with a door and a pent roof."""
    timber = varied(stream.choice((*TIMBER, (0.10, 0.16, 0.14), (0.16, 0.22, 0.28))), stream)
    boards = look("siding", timber, scale_m=0.14, contrast=0.6)
    made: list[Part] = [
        (box((2.4, 1.8, 2.0), "shed", bevel_m=0), boards),
        (
            box((2.7, 2.1, 0.12), "roof", at_m=(0, 0, 2.0), bevel_m=0),
            look("foliage", (0.09, 0.095, 0.095), scale_m=0.4, contrast=0.3),
        ),
        (rectangles([(-0.5, 0.95)], (0.8, 1.8), -0.92), look("boards", [0.75 * v for v in timber], scale_m=0.12)),
        (rectangles([(0.55, 1.35)], (0.6, 0.5), -0.92), look("plain", (0.07, 0.09, 0.11))),
    ]
    return [(shifted(mesh, *at_m), material) for mesh, material in made]


def _washing(x: float, away_m: float, stream: Stream) -> list[Part]:
    """Two posts, a line, and what hangs on it."""
    posts = join([box((0.07, 0.07, 2.0), "post", at_m=(x + s * 2.4, away_m, 0), bevel_m=0) for s in (-1, 1)])
    line = box((4.8, 0.012, 0.012), "line", at_m=(x, away_m, 1.9), bevel_m=0)
    parts: list[Part] = [(posts, plain((0.2, 0.2, 0.2))), (line, plain(ASPHALT))]
    at = x - 2.1
    while at < x + 1.6:
        wide, long = stream.uniform(0.3, 0.9), stream.uniform(0.4, 0.95)
        cloth = look("weave", varied(stream.choice(CLOTHS), stream), scale_m=0.02, contrast=0.4)
        parts.append((rectangles([(at + wide / 2, 1.9 - long / 2)], (wide, long), away_m - 0.02), cloth))
        at += wide + stream.uniform(0.05, 0.3)
    return parts


KINDS = [
    Kind(
        "garden", "a garden closed by a fence or a hedge, with shrubs and trees, houses behind", garden, {}, traits={"share": 3}
    ),
    Kind("yard", "a back garden with a shed, beds and washing on a line", yard, {}, traits={"share": 2}),
]
