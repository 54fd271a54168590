"""Out of town: open fields with hills behind, or a wood that comes close."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.outside.grounds import around, fence, grass, hedge, ridge, strip
from synthclips.catalog.outside.plants import GREENS, SHAPES, leaves, shrub, tree
from synthclips.catalog.outside.side import Part, Side, look, toned, varied

FIELDS = ((0.10, 0.14, 0.05), (0.24, 0.21, 0.09), (0.13, 0.10, 0.07), (0.08, 0.13, 0.04), (0.30, 0.27, 0.14), (0.15, 0.17, 0.07))
BOUNDS = ((20.0, 40.0), (75.0, 105.0), (150.0, 190.0), (240.0, 300.0))  # m, of fields one behind the other
FAR_M = 380.0


def fields(side: Side) -> list[Part]:
    """Grass to a low fence, fields in strips between hedgerows, copses, hills."""
    stream, home, near = side.stream, side.home, side.home.uniform(7.0, 12.0)
    parts = [around(0, near, side, grass(home))]
    parts += hedge(side, near, home, home.uniform(0.7, 1.1)) if home.chance(0.5) else fence(side, near, home)
    edges = [near, *(home.uniform(*b) for b in BOUNDS), FAR_M]
    for n, (a, b) in enumerate(pairwise(edges)):
        crop = look("foliage", varied(stream.choice(FIELDS), stream), scale_m=0.02 * b, contrast=0.5, key=n + 1)
        parts.append(around(a, b, side, toned(crop, 1.0, (a + b) / 2), 0.02 * n))
        if n:
            row = toned(leaves(stream.choice(GREENS), stream, 0.9), 0.9, a)
            parts.append(ridge(a, side.reach(a), 0.7, stream.uniform(1.4, 3.0), stream, row, 60))
            parts += [p for _ in range(stream.integer(1, 4)) for p in _standing(side, a)]
    for away, low, high in ((FAR_M, 4.0, stream.uniform(14.0, 26.0)), (FAR_M + 60.0, 14.0, stream.uniform(34.0, 60.0))):
        hill = look("foliage", varied((0.09, 0.12, 0.06), stream), rgb2=(0.16, 0.17, 0.09), scale_m=22.0, contrast=0.7)
        parts.append(ridge(away, side.reach(away), low, high, stream, toned(hill, 1.0, 1.4 * away)))
    return parts


def _standing(side: Side, away_m: float) -> list[Part]:
    """A tree in a hedgerow."""
    stream = side.stream
    at = stream.uniform(-0.9, 0.9) * side.reach(away_m), away_m - 0.5
    made = tree(stream.choice(SHAPES, (4, 1, 2, 0)), stream.uniform(8.0, 14.0), at, stream, leafless=side.leafless)
    return [(mesh, toned(material, 1.0, away_m)) for mesh, material in made]


def wood(side: Side) -> list[Part]:
    """Rough grass, then trunks and crowns, darker the deeper."""
    stream = side.stream
    needles = side.home.chance(0.5)
    shapes, weights = SHAPES, ((1, 6, 0, 1) if needles else (5, 1, 0, 3))
    parts = [around(0, 40.0, side, grass(side.home, 0.14))]
    litter = look("foliage", (0.06, 0.05, 0.03), rgb2=(0.09, 0.08, 0.04), scale_m=0.5, contrast=1.0)
    parts.append(around(side.home.uniform(7.0, 9.0), 40.0, side, litter, 0.03))
    for away, high, step, light in ((10.0, 12.0, 3.4, 1.0), (14.0, 15.0, 3.2, 0.8), (19.0, 15.0, 3.6, 0.6)):
        for x in np.arange(-side.reach(away), side.reach(away), step):
            at = float(x) + stream.uniform(-1.2, 1.2), away + stream.uniform(-1.5, 1.8)
            shape = stream.choice(shapes, weights)
            made = tree(shape, stream.uniform(0.65 * high, high), at, stream, leafless=side.leafless)
            parts += [(mesh, toned(material, light)) for mesh, material in made]
        for _ in range(3):
            parts += shrub((stream.uniform(-0.9, 0.9) * side.reach(away), away - 1.5), stream.uniform(0.5, 1.3), stream)
    dark = look("foliage", (0.022, 0.03, 0.018), rgb2=(0.05, 0.06, 0.03), scale_m=1.2, contrast=1.0)
    parts.append(ridge(27.0, side.reach(27.0), 7.0, 12.0, stream, dark, 70))
    return [*parts, strip(-1.0, 1.0, 40.0, 41.0, litter)]


KINDS = [
    Kind("fields", "open fields between hedgerows, with trees and hills behind", fields, {}, traits={"share": 2, "far": True}),
    Kind("wood", "tall trees that come close", wood, {}, traits={"share": 1.5, "far": True}),
]
