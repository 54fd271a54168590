"""Houses, rows of them, blocks of flats: fronts with doors and windows, roofs and chimneys."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from synthclips.catalog.outside.grounds import bricks
from synthclips.catalog.outside.panes import Glazier, bars, rectangles, windows
from synthclips.catalog.outside.side import Part, look, varied
from synthclips.catalog.rooms.panels import panel
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, shifted, surface
from synthclips.scene.records import Material
from synthclips.scene.streams import Stream

CLAYS = ((0.25, 0.13, 0.09), (0.29, 0.18, 0.12), (0.34, 0.28, 0.21), (0.21, 0.14, 0.11), (0.29, 0.25, 0.19))
RENDERS = (
    (0.55, 0.53, 0.48),
    (0.50, 0.46, 0.38),
    (0.45, 0.47, 0.48),
    (0.52, 0.46, 0.41),
    (0.40, 0.42, 0.39),
    (0.57, 0.565, 0.54),
)
ROOFS = ((0.10, 0.10, 0.11), (0.19, 0.10, 0.075), (0.15, 0.12, 0.10), (0.13, 0.13, 0.12), (0.22, 0.14, 0.10))
DOORS = ((0.13, 0.045, 0.04), (0.045, 0.06, 0.10), (0.05, 0.08, 0.06), (0.45, 0.44, 0.42), (0.05, 0.05, 0.05), (0.24, 0.17, 0.08))
STOREY_M, BRICKS_M = 2.75, 34.0  # how far off bricks are still told apart


def front(stream: Stream, *, close: bool = False) -> Material:
    """What walls are made of; bricks are told apart only close by, or they would flicker in stripes."""
    if not stream.chance(0.5):
        return look("plaster", varied(stream.choice(RENDERS), stream, 0.1), scale_m=0.7, contrast=0.3)
    clay = varied(stream.choice(CLAYS), stream)
    if close:
        return bricks(clay)
    return look("foliage", [0.85 * v + 0.05 for v in clay], scale_m=0.3, contrast=0.3)


def slates(stream: Stream) -> Material:
    """Of a roof."""
    rgb = varied(stream.choice(ROOFS), stream)
    return look("brick", rgb, rgb2=[0.6 * v for v in rgb], scale_m=stream.uniform(0.17, 0.26), contrast=0.6)


def lamp_post(at_m: tuple[float, float], *, dark: bool) -> list[Part]:
    """A street lamp."""
    steel = look("plain", (0.10, 0.11, 0.11))
    pole = box((0.11, 0.11, 5.2), "pole", at_m=(*at_m, 0), bevel_m=0)
    arm = box((0.08, 0.9, 0.08), "arm", at_m=(at_m[0], at_m[1] + 0.4, 5.15), bevel_m=0)
    head = box((0.26, 0.6, 0.1), "head", at_m=(at_m[0], at_m[1] + 0.8, 5.06), bevel_m=0)
    glow = replace(look("plain", (0.95, 0.72, 0.45)), emission=12.0) if dark else look("plain", (0.5, 0.5, 0.48))
    return [(pole, steel), (arm, steel), (head, glow)]


def gable(wide: float, deep: float, eaves: float, rise: float, *, along_x: bool, over: float = 0.3) -> tuple[Mesh, Mesh | None]:
    """A roof standing over a box whose front is at y = 0, and its gable facing the house, if it has one there."""
    w, d0, d1, low = wide / 2 + (over if not along_x else 0.1), -over, deep + over, eaves - 0.12
    if along_x:
        ridge = (d0 + d1) / 2
        corners = [[(-w, d0, low), (w, d0, low), (w, ridge, eaves + rise), (-w, ridge, eaves + rise)],
                   [(w, d1, low), (-w, d1, low), (-w, ridge, eaves + rise), (w, ridge, eaves + rise)]]  # fmt: skip
        return _slopes(corners), None
    corners = [[(-w, d1, low), (-w, d0, low), (0, d0, eaves + rise), (0, d1, eaves + rise)],
               [(w, d0, low), (w, d1, low), (0, d1, eaves + rise), (0, d0, eaves + rise)]]  # fmt: skip
    points = np.array([(-wide / 2, 0.0, eaves), (wide / 2, 0.0, eaves), (0.0, 0.0, eaves + rise * 0.94)])
    where = np.column_stack([points[:, (0, 2)], np.full(3, 0.5)])
    return _slopes(corners), surface(points, np.array([[0, 1, 2]], np.int32), where, "gable")


def masonry(wide: float, deep: float, high: float) -> Mesh:
    """Four walls and a lid, the front at y = 0; courses are level, whichever side is the longest."""
    w = wide / 2
    corners = [(-w, 0.0), (w, 0.0), (w, deep), (-w, deep)]
    made, run = [], 0.0
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        end = run + abs(bx - ax) + abs(by - ay)
        where = [(run, 0.0), (end, 0.0), (end, high), (run, high)]
        made.append(panel([(ax, ay, 0.0), (bx, by, 0.0), (bx, by, high), (ax, ay, high)], where, "wall"))
        run = end
    return join([*made, panel([(*c, high) for c in corners], corners, "wall")])


def _slopes(corners: list[list[tuple[float, float, float]]]) -> Mesh:
    """Roof faces from four corners, their eaves first; the texture's x runs along the eaves."""
    made = []
    for quad in corners:
        p: F64 = np.array(quad)
        long, steep = (float(np.sqrt(((p[b] - p[0]) ** 2).sum())) for b in (1, 3))
        where = np.array([(0, 0, 0.5), (long, 0, 0.5), (long, steep, 0.5), (0, steep, 0.5)])
        made.append(surface(p, np.array([[0, 1, 2], [0, 2, 3]], np.int32), where, "roof"))
    return join(made)


def house(
    at_m: tuple[float, float],
    wide: float,
    stream: Stream,
    *,
    dark: bool,
    storeys: int = 2,
    gabled: bool | None = None,
    deep: float = 7.5,
    wall: Material | None = None,
    roof: Material | None = None,
    door: bool = True,
) -> list[Part]:
    """One house whose front stands at `at_m` (its middle), facing this one."""
    wall = front(stream, close=at_m[1] < BRICKS_M) if wall is None else wall
    roof = slates(stream) if roof is None else roof
    eaves, facing = storeys * STOREY_M + 0.2, stream.chance(0.4) if gabled is None else gabled
    slopes, end = gable(wide, deep, eaves, (0.32 if facing else 0.4) * min(wide if facing else deep, 9.0), along_x=not facing)
    parts: list[Part] = [(masonry(wide, deep, eaves), wall), (slopes, roof)]
    if end is not None:
        parts.append((end, wall))
    if stream.chance(0.7):
        x = stream.uniform(-0.4, 0.4) * wide
        parts.append((shifted(masonry(0.9, 0.6, 3.7), x, deep / 2 - 0.3, eaves), wall))
        pot = box((0.5, 0.25, 0.35), "pot", at_m=(x, deep / 2, eaves + 3.7), bevel_m=0)
        parts.append((pot, look("plain", (0.24, 0.13, 0.09))))
    parts += _rainwater(wide, deep, eaves, stream, gabled=facing)
    parts += _openings(wide, storeys, stream, dark=dark, door=door)
    return [(shifted(mesh, *at_m), material) for mesh, material in parts]


def _rainwater(wide: float, deep: float, eaves: float, stream: Stream, *, gabled: bool) -> list[Part]:
    """A board under the eaves, a gutter, a pipe down a corner, and a plinth at the foot of the walls."""
    white = look("plain", (0.52, 0.52, 0.5) if stream.chance(0.6) else (0.1, 0.1, 0.1))
    black = look("plain", (0.06, 0.06, 0.062)) if stream.chance(0.6) else white
    plinth = look("plaster", varied((0.22, 0.215, 0.2), stream), scale_m=0.4, contrast=0.5)
    side = stream.choice((-1, 1))
    pipe = box((0.09, 0.09, eaves - 0.15), "pipe", at_m=(side * (wide / 2 - 0.22), -0.05, 0.0), bevel_m=0)
    parts: list[Part] = [
        (box((wide + 0.06, deep + 0.06, 0.35), "plinth", at_m=(0, deep / 2, 0), bevel_m=0), plinth),
        (pipe, black),
    ]
    if gabled:
        return parts
    board = box((wide + 0.2, 0.28, 0.2), "board", at_m=(0, -0.14, eaves - 0.31), bevel_m=0)
    gutter = box((wide + 0.24, 0.13, 0.11), "gutter", at_m=(0, -0.35, eaves - 0.2), bevel_m=0)
    return [*parts, (board, white), (gutter, black)]


def _openings(wide: float, storeys: int, stream: Stream, *, dark: bool, door: bool) -> list[Part]:
    """Columns of windows, one of them with the door at its foot."""
    columns = max(2, int(wide / stream.uniform(2.2, 2.9)))
    xs = [wide * ((k + 0.5) / columns - 0.5) for k in range(columns)]
    entry = stream.integer(0, columns - 1) if door else -1
    size = (min(stream.uniform(0.9, 1.5), 0.6 * wide / columns), stream.uniform(1.1, 1.5))
    middles = [(x, k * STOREY_M + 1.65) for k in range(storeys) for n, x in enumerate(xs) if k > 0 or n != entry]
    parts = windows(middles, size, 0.0, stream, dark=dark)
    return parts + _entry(xs[entry], stream) if door else parts


def _entry(x: float, stream: Stream) -> list[Part]:
    """A door in its frame with a light over it, a step before it, perhaps a canopy."""
    leaf, frame = look("plain", stream.choice(DOORS)), look("plain", (0.56, 0.56, 0.54))
    panels = look("plain", [0.8 * v for v in leaf.rgb])
    at, ring = [(x, 0.0)], [(-0.54, 1.25, 0.09, 2.5), (0.54, 1.25, 0.09, 2.5), (0.0, 2.46, 1.0, 0.09), (0.0, 2.17, 1.0, 0.07)]
    parts: list[Part] = [
        (join([bars(at, bar, 0.0, 0.11) for bar in ring]), frame),
        (rectangles([(x, 1.13)], (1.0, 2.06), -0.012), leaf),
        (rectangles([(x, 2.31)], (1.0, 0.22), -0.012), look("plain", (0.11, 0.115, 0.12))),
        (rectangles([(x - 0.21, 0.65), (x + 0.21, 0.65), (x - 0.21, 1.55), (x + 0.21, 1.55)], (0.28, 0.7), -0.02), panels),
        (box((1.5, 0.9, 0.16), "step", at_m=(x, -0.4, 0), bevel_m=0), look("plain", (0.3, 0.295, 0.28))),
    ]
    if stream.chance(0.6):
        parts.append((box((1.7, 0.9, 0.14), "canopy", at_m=(x, -0.42, 2.62), bevel_m=0), frame))
    return parts


def flats(
    at_m: tuple[float, float], wide: float, storeys: int, stream: Stream, *, dark: bool, glazed: Glazier = windows
) -> list[Part]:
    """A block with a flat roof: a grid of windows, perhaps balconies."""
    high, deep = storeys * 2.9 + 0.8, 12.0
    wall = (
        front(stream)
        if stream.chance(0.3)
        else look("plaster", varied(stream.choice(RENDERS), stream, 0.15), scale_m=1.5, contrast=0.3)
    )
    columns = max(3, int(wide / stream.uniform(2.6, 3.6)))
    xs = [wide * ((k + 0.5) / columns - 0.5) for k in range(columns)]
    middles = [(x, k * 2.9 + 1.7) for k in range(storeys) for x in xs]
    parts: list[Part] = [(box((wide, deep, high), "wall", at_m=(0, deep / 2, 0), bevel_m=0), wall)]
    parts += glazed(middles, (stream.uniform(1.2, 1.9), 1.4), 0.0, stream, dark=dark)
    if stream.chance(0.5):
        column, concrete = stream.integer(0, columns - 1), look("plain", varied((0.45, 0.45, 0.44), stream))
        made = [box((2.6, 1.2, 1.0), "slab", at_m=(xs[column], -0.6, k * 2.9 + 0.1), bevel_m=0) for k in range(1, storeys)]
        parts.append((join(made), concrete))
    parts.append((box((2.6, 2.6, 2.2), "lift", at_m=(stream.uniform(-0.3, 0.3) * wide, deep / 2, high), bevel_m=0), wall))
    return [(shifted(mesh, *at_m), material) for mesh, material in parts]
