"""Ground, roads and what closes a plot: fences, hedges, low walls."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.outside.side import Part, Side, look, toned, varied
from synthclips.catalog.outside.sprigs import sprigs
from synthclips.catalog.rooms.panels import panel
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, surface
from synthclips.scene.records import Material
from synthclips.scene.streams import Stream

ROAD_M = 150.0  # how far a road goes on to either side
GRASS = ((0.084, 0.1, 0.05), (0.1, 0.116, 0.06), (0.115, 0.118, 0.066), (0.074, 0.086, 0.044))
HEDGES = ((0.04, 0.058, 0.022), (0.055, 0.075, 0.024), (0.062, 0.066, 0.032), (0.036, 0.05, 0.024))
TIMBER = ((0.22, 0.16, 0.10), (0.16, 0.15, 0.14), (0.30, 0.21, 0.13), (0.10, 0.07, 0.05), (0.42, 0.41, 0.38))
TUFT_M, SPRIGS = 0.3, 3  # of a hedge, from one to the next, and how many each has
ASPHALT, PAVING = (0.075, 0.075, 0.08), (0.25, 0.24, 0.225)


def plain(rgb: tuple[float, float, float]) -> Material:
    """Of one colour."""
    return look("plain", rgb)


def bricks(clay: tuple[float, float, float]) -> Material:
    """Of that colour, joints soft, as thin lines would break up."""
    return look("brick", clay, rgb2=[1.25 * v + 0.03 for v in clay], scale_m=0.075, contrast=0.5)


def strip(x0: float, x1: float, near_m: float, far_m: float, material: Material, high_m: float = 0.0) -> Part:
    """Level ground between two distances from the house."""
    corners = [(x0, near_m), (x1, near_m), (x1, far_m), (x0, far_m)]
    return panel([(*c, high_m) for c in corners], corners, "ground"), material


def around(near_m: float, far_m: float, side: Side, material: Material, high_m: float = 0.0) -> Part:
    """Ground that with that of the other sides makes a ring."""
    a, b = side.reach(near_m), side.reach(far_m)
    corners = [(-a, near_m), (a, near_m), (b, far_m), (-b, far_m)]
    return panel([(*c, high_m) for c in corners], corners, "ground"), material


def grass(stream: Stream, scale_m: float = 0.09) -> Material:
    """A lawn or a meadow."""
    rgb = varied(stream.choice(GRASS), stream)
    dry = (rgb[0] * 1.55, rgb[1] * 1.2, rgb[2] * 1.05)
    return look("lawn", rgb, rgb2=dry, scale_m=scale_m, contrast=0.55, key=stream.integer(1, 1 << 20))


def fence(side: Side, away_m: float, stream: Stream) -> list[Part]:
    """Upright boards, each of one piece, between posts."""
    reach, high = side.reach(away_m), stream.uniform(1.2, 1.9)
    timber = varied(stream.choice(TIMBER), stream)
    boards = look("boards", timber, rgb2=[0.8 * v for v in timber], scale_m=stream.uniform(0.1, 0.16), contrast=0.4)
    corners = [(reach, away_m, 0.0), (-reach, away_m, 0.0), (-reach, away_m, high), (reach, away_m, high)]
    front = panel(corners[1::-1] + corners[:1:-1], [(0.02 * c[2], c[0]) for c in (*corners[1::-1], *corners[:1:-1])], "boards")
    count = int(2 * reach / 1.8)
    posts = [
        box((0.1, 0.1, high + 0.06), "post", at_m=(x, away_m - 0.02, 0), bevel_m=0) for x in np.linspace(-reach, reach, count)
    ]
    rails = [
        box((2 * reach, d, h), "post", at_m=(0, away_m - d / 2, z), bevel_m=0)
        for d, h, z in ((0.06, 0.05, high), (0.05, 0.16, 0.0), (0.04, 0.08, 0.3 * high), (0.04, 0.08, 0.78 * high))
    ]
    return [(front, boards), (join([*posts, *rails]), plain(_shaded(timber)))]


def _shaded(rgb: tuple[float, float, float]) -> tuple[float, float, float]:
    red, green, blue = (0.85 * v for v in rgb)
    return red, green, blue


def path(side: Side, far_m: float, stream: Stream) -> list[Part]:
    """Flags from the house to what lies before it, between edgings."""
    x, wide = stream.uniform(-0.5, 0.5) * side.half_m, stream.uniform(0.9, 1.3)
    flags = look("tile", varied(PAVING, stream), rgb2=(0.12, 0.115, 0.1), scale_m=stream.uniform(0.3, 0.5), contrast=0.9)
    edges = [box((0.07, far_m, 0.06), "edge", at_m=(x + s * wide / 2, far_m / 2, 0), bevel_m=0) for s in (-1, 1)]
    return [strip(x - wide / 2, x + wide / 2, 0.0, far_m, flags, 0.03), (join(edges), plain((0.2, 0.195, 0.185)))]


def hedge(side: Side, away_m: float, stream: Stream, high_m: float) -> list[Part]:
    """Along all of a side."""
    reach = side.reach(away_m) + TUFT_M  # into that of the next side
    return hedge_row((-reach, reach), away_m, stream, high_m)


def hedge_row(ends_m: tuple[float, float], away_m: float, stream: Stream, high_m: float) -> list[Part]:
    """Clipped, as far as leaves can be."""
    x0, x1 = ends_m
    reach = (x1 - x0) / 2
    rgb = varied(stream.choice(HEDGES), stream)
    leaves = look("foliage", rgb, rgb2=[2.0 * v for v in rgb], scale_m=0.07, contrast=0.8, key=stream.integer(1, 1 << 20))
    count = max(6, int(2 * reach / TUFT_M))
    profile = [(0.0, 0.0), (0.05, 0.35), (0.02, 0.65), (0.08, 0.9), (0.25, 1.0), (0.7, 1.0)]  # away, up
    many = len(profile)
    rough = TUFT_M * (np.array([stream.unit() for _ in range(3 * many * count)]).reshape(many, count, 3) - 0.5)
    flat = [(x, away_m + a, u * high_m) for a, u in profile for x in np.linspace(x0, x1, count)]
    rows = np.array(flat).reshape(many, count, 3) + rough * (0.8, 0.6, 0.45)
    rows[0, :, 2] = 0.0
    u = stream.units(3, SPRIGS * count)
    places = np.stack([x0 + (x1 - x0) * u[0], away_m + 0.1 * u[1], high_m * (0.25 + 0.77 * u[2] ** 0.5)], 1)
    out = np.broadcast_to(np.array((0.0, -0.7, 0.5)), places.shape)
    return [(_sheet(rows), leaves), (sprigs(places, 0.08, out, out, stream), toned(leaves, 1.3))]


def _sheet(rows: np.ndarray) -> Mesh:
    """Strips between lines of points, seen from the house."""
    many, count, _ = rows.shape
    corner = (np.arange(many - 1)[:, None] * count + np.arange(count - 1)).reshape(-1)
    faces = np.stack([corner, corner + 1, corner + count + 1, corner, corner + count + 1, corner + count], 1).reshape(-1, 3)
    points = rows.reshape(-1, 3)
    where = np.column_stack([points[:, 0], points[:, 1] + points[:, 2], np.full(len(points), 0.5)])
    return surface(points, faces.astype(np.int32), where, "sheet")


def ridge(
    away_m: float, reach_m: float, low_m: float, high_m: float, stream: Stream, material: Material, points: int = 40
) -> Part:
    """Hills or a far wood: an upright sheet with a broken top line."""
    along = np.linspace(-reach_m, reach_m, points)
    tops = np.zeros(points)
    for waves, share in ((2.3, 0.5), (5.7, 0.25), (13.0, 0.15), (29.0, 0.1)):
        start = stream.unit()
        place = np.arange(points) / points * waves + start
        folded = 1 - np.abs(2 * (place - np.floor(place)) - 1)  # no sine: CPUs differ
        tops += share * folded * folded * (3 - 2 * folded)
    bottom = np.stack([along, np.full(points, away_m), np.full(points, -2.0)], 1)
    top = np.stack([along, np.full(points, away_m), low_m + (high_m - low_m) * tops], 1)
    return _sheet(np.stack([bottom, top])), material


def low_wall(side: Side, away_m: float, stream: Stream) -> list[Part]:
    """Before a front garden: of brick or stone, with a coping."""
    reach, high = side.reach(away_m), stream.uniform(0.5, 0.9)
    clay = varied(stream.choice(((0.20, 0.125, 0.095), (0.27, 0.21, 0.16), (0.34, 0.33, 0.31))), stream)
    wall = box((2 * reach, 0.2, high), "wall", at_m=(0, away_m, 0), bevel_m=0)
    coping = box((2 * reach, 0.28, 0.06), "coping", at_m=(0, away_m, high), bevel_m=0)
    return [(wall, bricks(clay)), (coping, plain((0.4, 0.39, 0.37)))]


def road(side: Side, near_m: float, far_m: float, stream: Stream) -> list[Part]:
    """Carriageway between two pavements."""
    reach = side.reach(ROAD_M)
    paving = look("tile", varied(PAVING, stream), rgb2=(0.19, 0.185, 0.18), scale_m=0.6, contrast=0.8)
    tar = look("foliage", varied(ASPHALT, stream), scale_m=1.5, contrast=0.25)
    parts = [strip(-reach, reach, near_m - 1.8, far_m + 1.8, paving, 0.02)]
    parts.append(strip(-reach, reach, near_m, far_m, tar, 0.03))
    kerbs = [box((2 * reach, 0.14, 0.11), "kerb", at_m=(0, y, 0), bevel_m=0) for y in (near_m - 0.05, far_m + 0.05)]
    parts.append((join(kerbs), plain((0.3, 0.295, 0.28))))
    middle = (near_m + far_m) / 2
    corners = [(0.0, -0.05), (2.0, -0.05), (2.0, 0.05), (0.0, 0.05)]
    dashes = [panel([(x + a, middle + b, 0.04) for a, b in corners], corners, "dash") for x in np.arange(-42.0, 42.0, 6.0)]
    return [*parts, (join(dashes), plain((0.6, 0.6, 0.58)))]
