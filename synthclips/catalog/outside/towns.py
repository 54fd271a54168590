"""In town: a neighbour's wall close by, or, from upstairs, blocks of flats over roofs and tree tops."""

from __future__ import annotations

from synthclips.catalog import Kind
from synthclips.catalog.outside.buildings import flats, front, house, slates
from synthclips.catalog.outside.grounds import ROAD_M, around, plain, ridge, strip
from synthclips.catalog.outside.panes import far_windows, windows
from synthclips.catalog.outside.plants import shrub, tree
from synthclips.catalog.outside.side import Part, Side, look, toned, varied
from synthclips.geometry.mesh import join
from synthclips.geometry.shapes import box

BINS = ((0.065, 0.08, 0.066), (0.06, 0.06, 0.065), (0.075, 0.077, 0.088))


def wall(side: Side) -> list[Part]:
    """A strip of paving, then brick or render with a few windows, up to the eaves."""
    stream, home, away = side.stream, side.home, side.home.uniform(4.4, 6.5)
    reach, high = side.reach(away), home.uniform(5.0, 7.5)
    paving = look("tile", varied((0.2, 0.195, 0.185), home), rgb2=(0.15, 0.147, 0.14), scale_m=0.5, contrast=0.9)
    parts = [around(0, away, side, paving)]
    parts.append((box((2 * reach, 0.4, high), "wall", at_m=(0, away + 0.2, 0), bevel_m=0), front(home, close=True)))
    plinth = look("plaster", varied((0.3, 0.295, 0.28), home), scale_m=0.5, contrast=0.5)
    parts.append((box((2 * reach, 0.46, 0.45), "plinth", at_m=(0, away + 0.2, 0), bevel_m=0), plinth))
    roof = box((2 * reach, 0.8, 0.35), "roof", at_m=(0, away + 0.1, high), bevel_m=0)
    gutter = box((2 * reach, 0.12, 0.12), "gutter", at_m=(0, away - 0.3, high - 0.06), bevel_m=0)
    parts += [(roof, slates(home)), (gutter, plain((0.05, 0.05, 0.05)))]
    x, places = -reach + 1.0, []
    while x < reach - 1.0:
        x += stream.uniform(1.9, 3.2)
        places += [(x, z) for z in (1.75, 4.3) if stream.chance(0.8) and z < high - 1.0 and x < reach - 0.8]
    parts += windows(places, (stream.uniform(0.8, 1.2), 1.2), away, stream, dark=side.dark)
    pipes = [
        box((0.09, 0.09, high), "pipe", at_m=(stream.uniform(-0.8, 0.8) * reach, away - 0.06, 0), bevel_m=0) for _ in range(2)
    ]
    parts.append((join(pipes), plain((0.06, 0.06, 0.06))))
    bins = stream.uniform(-0.5, 0.5) * reach
    for k in range(stream.integer(1, 3)):
        at = bins + 0.7 * k, away - 0.5, 0.0
        body, lid = (varied(rgb, stream, 0.1) for rgb in (stream.choice(BINS), BINS[1]))
        parts.append((box((0.56, 0.6, 0.98), "bin", at_m=at, bevel_m=0.03), plain(body)))
        parts.append((box((0.62, 0.68, 0.07), "lid", at_m=(at[0], at[1], 0.98), bevel_m=0.02), plain(lid)))
    for k in range(4):
        spot = (stream.uniform(-0.4, 0.4) + k - 1.5) * reach / 2.2, away - stream.uniform(0.4, 0.7)
        parts += shrub(spot, stream.uniform(0.5, 1.1), stream)
    return parts


def flats_opposite(side: Side) -> list[Part]:
    """A street far below, trees in it, roofs, blocks of flats near and far."""
    stream = side.stream
    reach = side.reach(ROAD_M)
    tar = look("foliage", (0.085, 0.085, 0.088), scale_m=2.0, contrast=0.3)
    parts = [strip(-reach, reach, -2.0, 200.0, tar)]
    row = stream.uniform(22.0, 30.0)
    x = -side.reach(row)
    while x < side.reach(row):
        wide, storeys = stream.uniform(12.0, 22.0), stream.integer(2, 6)
        if storeys > 2:
            parts += flats((x + wide / 2, row + stream.uniform(-1.0, 4.0)), wide, storeys, stream, dark=side.dark)
        else:
            parts += house((x + wide / 2, row), wide, stream, dark=side.dark, storeys=3, gabled=False, deep=9.0)
        x += wide + stream.uniform(1.5, 9.0)
    for away in (60.0, 110.0):
        for _ in range(3):
            at = stream.uniform(-0.9, 0.9) * side.reach(away), away + stream.uniform(-8.0, 12.0)
            made = flats(at, stream.uniform(14.0, 20.0), stream.integer(6, 12), stream, dark=side.dark, glazed=far_windows)
            parts += [(mesh, toned(material, 1.0, 2.0 * away)) for mesh, material in made]
    for _ in range(7):
        at = stream.uniform(-1, 1) * side.reach(12.0), stream.uniform(10.0, row - 5.0)
        parts += tree("round", stream.uniform(6.0, 9.5), at, stream, leafless=side.leafless)
    far = look("foliage", (0.2, 0.2, 0.2), rgb2=(0.3, 0.29, 0.28), scale_m=9.0, contrast=0.8)
    return [*parts, ridge(190.0, side.reach(190.0), 9.0, 24.0, stream, toned(far, 1.0, 500.0), 90)]


KINDS = [
    Kind("wall", "a neighbour's wall of brick or render close by", wall, {}, traits={"share": 1.5}),
    Kind(
        "flats",
        "from upstairs: a street below, blocks of flats opposite",
        flats_opposite,
        {},
        traits={"share": 2, "floor_m": 8.5, "far": True},
    ),
]
