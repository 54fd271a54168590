"""Streets: a terrace opposite with cars at the kerb, or houses that stand alone behind lawns."""

from __future__ import annotations

from synthclips.catalog import Kind
from synthclips.catalog.outside.buildings import front, house, lamp_post, slates
from synthclips.catalog.outside.cars import LONG_M, car
from synthclips.catalog.outside.grounds import PAVING, around, grass, hedge, hedge_row, low_wall, path, road, strip
from synthclips.catalog.outside.plants import SHAPES, shrub, tree
from synthclips.catalog.outside.side import Part, Side, look, varied


def terrace(side: Side) -> list[Part]:
    """A small front garden, the road, a row of houses all alike but for their doors."""
    stream, home, near = side.stream, side.home, side.home.uniform(5.5, 7.0)
    gravel = look("foliage", varied((0.24, 0.22, 0.19), home), scale_m=0.05, contrast=0.4)
    parts = [around(0, near - 1.8, side, gravel), *path(side, near - 1.8, home)]
    for _ in range(5):
        at = stream.uniform(-0.95, 0.95) * side.reach(near - 3.2), near - stream.uniform(2.7, 3.1)
        parts += shrub(at, stream.uniform(0.35, 0.8), stream)
    parts += low_wall(side, near - 2.0, home) if home.chance(0.6) else hedge(side, near - 2.2, home, home.uniform(0.8, 1.2))
    far = near + 7.5
    parts += road(side, near, far, home)
    row = far + 1.8 + home.uniform(0.3, 3.0)
    wide, wall, roof, storeys = stream.uniform(4.4, 6.2), front(stream, close=True), slates(stream), stream.choice((2, 3), (3, 1))
    shared = stream.chance(0.6)
    count = int(2 * side.reach(row) / wide)
    for k in range(count):
        own = wall if shared else front(stream, close=True)
        at = ((k + 0.5 - count / 2) * wide, row)
        parts += house(at, wide, stream, dark=side.dark, storeys=storeys, gabled=False, deep=8.0, wall=own, roof=roof)
    for kerb in (near + 0.15, far - 1.9):
        parts += _parked(side, kerb)
    return parts + lamp_post((stream.uniform(-0.6, 0.6) * side.reach(near), near - 0.5), dark=side.dark)


def _parked(side: Side, away_m: float) -> list[Part]:
    """Cars along a kerb with gaps."""
    stream, x = side.stream, -side.reach(away_m)
    parts: list[Part] = []
    while x < side.reach(away_m) - LONG_M:
        if stream.chance(0.55):
            parts += car((x + LONG_M / 2, away_m), stream)
        x += LONG_M + stream.uniform(0.8, 1.8)
    return parts


def suburb(side: Side) -> list[Part]:
    """Lawns down to the road, houses that stand alone, trees along the kerb."""
    stream, near = side.stream, side.home.uniform(8.0, 10.0)
    lawn = grass(side.home)
    far = near + 7.0
    parts = [around(0, near - 1.8, side, lawn), *road(side, near, far, side.home), *path(side, near - 1.8, side.home)]
    row = far + side.home.uniform(8.0, 12.0)
    parts.append(around(far + 1.8, row + 30, side, lawn, 0.01))
    x, reach = -side.reach(row), side.reach(row)
    drive = look("tile", varied(PAVING, stream, 0.3), rgb2=(0.15, 0.145, 0.14), scale_m=0.3, contrast=0.8)
    while x < reach:
        wide = stream.uniform(8.0, 13.0)
        parts += house((x + wide / 2, row + stream.uniform(-1, 2)), wide, stream, dark=side.dark, storeys=stream.choice((1, 2)))
        parts += shrub((x + stream.uniform(0.2, 0.8) * wide, row - 2.2), stream.uniform(0.8, 1.5), stream)
        at = x + wide + 1.5, far + stream.uniform(2.6, 5.0)
        parts += tree(stream.choice(SHAPES, (3, 1, 0, 2)), stream.uniform(4.5, 9.0), at, stream, leafless=side.leafless)
        parts.append(strip(x + wide + 0.3, x + wide + 2.7, far + 1.7, row + 3.0, drive, 0.03))
        if stream.chance(0.5):
            parts += hedge_row((x, x + 0.8 * wide), far + 2.3, stream, stream.uniform(0.6, 1.1))
        x += wide + stream.uniform(3.0, 5.0)
    for _ in range(2):
        parts += shrub((stream.uniform(-0.8, 0.8) * side.reach(4), stream.uniform(4.3, 6.0)), stream.uniform(0.5, 1.1), stream)
    parts += car((stream.uniform(-0.7, 0.7) * side.reach(near), far - 1.9), stream)
    return parts + lamp_post((stream.uniform(-0.6, 0.6) * side.reach(near), near - 0.5), dark=side.dark)


KINDS = [
    Kind("terrace", "a street with a row of houses opposite and parked cars", terrace, {}, traits={"share": 3}),
    Kind("suburb", "lawns, a road, and houses that stand alone among trees", suburb, {}, traits={"share": 3}),
]
