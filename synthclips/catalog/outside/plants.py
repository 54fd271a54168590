"""Trees and shrubs: crowns are ragged blobs with trunks; in winter what sheds its leaves is branches."""

from __future__ import annotations

import math

import numpy as np

from synthclips.catalog.outside.grounds import ridge
from synthclips.catalog.outside.side import Part, Side, look, toned
from synthclips.catalog.outside.sprigs import sprigs, unit, ways
from synthclips.geometry.mesh import Mesh, join, snapped
from synthclips.geometry.shapes import F64, circle, grid_faces, shifted, surface
from synthclips.geometry.sweeps import cylinder
from synthclips.scene.records import Material
from synthclips.scene.streams import Stream

GREENS = ((0.052, 0.083, 0.03), (0.072, 0.098, 0.035), (0.042, 0.068, 0.03), (0.088, 0.102, 0.042), (0.06, 0.08, 0.045))
DARK_GREENS = ((0.028, 0.047, 0.024), (0.033, 0.053, 0.026), (0.045, 0.06, 0.04))
BARKS = ((0.10, 0.075, 0.055), (0.07, 0.06, 0.05), (0.14, 0.12, 0.10))
BIRCH = (0.5, 0.49, 0.46)
LEAF = 0.22  # half its length, as a share of its clump's size, where they are few
RINGS, SIDES, GOLDEN = 5, 7, 0.6180339887498949
SHAPES = ("round", "conifer", "poplar", "birch")


def leaves(rgb: tuple[float, float, float], stream: Stream, scale_m: float = 0.15) -> Material:
    """Foliage of about this colour, its lit tips paler."""
    light = stream.choice((0.8, 1.0, 1.2))
    own = [v * light for v in rgb]
    return look("foliage", own, rgb2=[2.1 * v for v in own], scale_m=scale_m, contrast=1.0)


def tree(shape: str, high_m: float, at_m: tuple[float, float], stream: Stream, *, leafless: bool) -> list[Part]:
    """One tree of SHAPES; conifers keep their needles."""
    bark = look("foliage", BIRCH if shape == "birch" else stream.choice(BARKS), scale_m=0.15, contrast=0.8)
    if shape == "conifer":
        return _conifer(high_m, at_m, bark, stream)
    if leafless:
        return [(shifted(_branches(high_m, 0.25 if shape == "poplar" else 0.55, stream), *at_m), bark)]
    green = leaves(stream.choice(GREENS), stream)
    stem, wide = {"round": (0.3, 0.36), "poplar": (0.08, 0.13), "birch": (0.3, 0.2)}[shape]
    trunk = cylinder(0.022 * high_m, 0.6 * high_m, "trunk", top_m=0.008 * high_m, sides=6, at_m=(*at_m, 0), bevel_m=0)
    middle, half = (1 + stem) / 2 * high_m, (1 - stem) / 2 * high_m
    crown = _crown((*at_m, middle), (wide * high_m, wide * high_m, half), 8 if at_m[1] < 18 else 5, stream, _leaf_count(at_m[1]))
    return [(trunk, bark), *((mesh, toned(green, light)) for mesh, light in crown)]


def shrub(at_m: tuple[float, float], size_m: float, stream: Stream, clumps: int = 4) -> list[Part]:
    """A bush on the ground, of stems that lean out."""
    wide, high = stream.uniform(0.5, 0.85) * size_m, stream.uniform(0.45, 0.7) * size_m
    bush = _crown((*at_m, 0.75 * high), (wide, 0.8 * wide, high), clumps, stream, 75 * clumps)
    green = leaves(stream.choice(GREENS + DARK_GREENS), stream, 0.06)
    return [(mesh, toned(green, light)) for mesh, light in bush]


def treeline(side: Side) -> list[Part]:
    """Trees far off, paled by the air, so that the ground does not end at a bare sky."""
    stream, made = side.stream, []
    for away, high in ((120.0, stream.uniform(5.0, 10.0)), (210.0, stream.uniform(9.0, 20.0))):
        green = look("foliage", (0.075, 0.085, 0.055), rgb2=(0.11, 0.115, 0.07), scale_m=2.5, contrast=0.6)
        made.append(ridge(away, side.reach(away), 0.45 * high, high, stream, toned(green, 1.0, 0.7 * away), 160))
    return made


def _conifer(high: float, at_m: tuple[float, float], bark: Material, stream: Stream) -> list[Part]:
    """Skirts of branches one over the other, their hems ragged."""
    green = leaves(stream.choice(DARK_GREENS), stream, 0.12)
    trunk = cylinder(0.018 * high, 0.3 * high, "trunk", sides=6, at_m=(*at_m, 0), bevel_m=0)
    tiers, skirts = max(4, int(high / 1.4)), []
    for k in range(tiers):
        low, top = 0.12 + 0.84 * k / tiers, 0.12 + 0.84 * (k + 1.9) / tiers
        wide = 0.2 * (1 - k / tiers) + 0.025
        hem = np.array([[stream.uniform(0.75, 1.15), stream.uniform(-0.02, 0.02)] for _ in range(12)])
        ring = np.concatenate([hem, hem[:1]])
        foot = np.column_stack([circle(12) * (wide * ring[:, :1]), low + ring[:, 1]]) * high
        tip = np.column_stack([circle(12) * 0.006, np.full(13, min(top, 1.0))]) * high
        skirts.append(_wrapped(np.stack([foot, tip])))
    return [(trunk, bark), (shifted(join(skirts), *at_m), green)]


def _leaf_count(away_m: float) -> int:
    """Of a tree's crown so far from the house: fewer where they cannot be told apart."""
    return 900 if away_m < 9 else 420 if away_m < 13 else 240 if away_m < 30 else 90


def _crown(
    at_m: tuple[float, float, float], half_m: tuple[float, float, float], count: int, stream: Stream, many: int
) -> list[tuple[Mesh, float]]:
    """Ragged clumps that together fill an ellipsoid, and leaves that stand out from them, with the light each has."""
    half, start, places = np.array(half_m), stream.unit(), []
    for k in range(count):
        up = 1 - 2 * (k + 0.5) / count
        out = np.array([*_direction(k * GOLDEN + start), 0.0]) * math.sqrt(1 - up * up) + (0, 0, up)
        place = np.array(at_m) + stream.uniform(0.45, 0.75) * out * half
        places.append((place, stream.uniform(0.32, 0.55) * half))
    core = join([_clump(place, 0.88 * size, stream) for place, size in places])
    centres, sizes = (np.array(v) for v in zip(*places, strict=True))
    return [(core, 0.8), (_leaves(centres, sizes, np.array(at_m), many, stream), 1.15)]


def _leaves(centres_m: F64, sizes_m: F64, middle_m: F64, count: int, stream: Stream) -> Mesh:
    """Single leaves, or sprays of them, about clumps (K, 3), lit as the crown is where they are."""
    u = stream.units(4, count)
    which = np.minimum((u[0] * len(centres_m)).astype(int), len(centres_m) - 1)
    out = ways(u[1], u[2])
    place = centres_m[which] + out * sizes_m[which] * (0.8 + 0.42 * u[3] * u[3])[:, None]
    size = LEAF * float(np.sqrt((sizes_m * sizes_m).sum(1)).mean()) * min(1.0, np.sqrt(180 / count))
    return sprigs(place, size, out, 0.5 * out + 0.5 * unit(place - middle_m), stream)


def _clump(at_m: F64, half_m: F64, stream: Stream) -> Mesh:
    """A ragged ellipsoid."""
    rows = []
    for k in range(RINGS):
        out, up = _direction(0.5 * k / (RINGS - 1) - 0.25)
        radii = np.array([stream.uniform(0.76, 1.2) for _ in range(SIDES)])
        ring = np.concatenate([radii, radii[:1]])[:, None]
        rows.append(np.column_stack([circle(SIDES, start=0.5 * (k & 1) / SIDES) * out * ring, up * ring]))
    points = np.stack(rows)
    points[0], points[-1] = (0.0, 0.0, -1.0), (0.0, 0.0, 1.0)
    return _wrapped(points * half_m + at_m)


def _wrapped(points: F64) -> Mesh:
    """Rings of points from the foot upwards as a closed skin, its texture laid on from the front and a little from aside."""
    rows, count, _ = points.shape
    x, y, z = (points[..., k] for k in range(3))
    where = np.stack([x + 0.6 * y, z + 0.35 * y, np.full_like(x, 0.5)], 2)
    return surface(points.reshape(-1, 3), grid_faces(rows, count), where.reshape(-1, 3), "leaves")


def _direction(turn: float) -> tuple[float, float]:
    c, s = snapped(np.array([math.cos(turn * 2 * math.pi), math.sin(turn * 2 * math.pi)])).tolist()
    return c, s


def _branches(high: float, spread: float, stream: Stream) -> Mesh:
    """Trunk and three orders of boughs, as thin blades that face the house."""
    blades: list[tuple[F64, F64, float, float]] = []

    def grow(foot: F64, lean: float, length: float, thick: float, order: int) -> None:
        way = np.array(_direction(0.25 - lean))
        tip = foot + way * length
        blades.append((foot, tip, thick, 0.5 * thick))
        if order == 4:
            return
        for k in range(4 if order < 3 else 3):
            at = foot + way * length * (0.45 + 0.55 * (k + 1) / 4)
            side = (-1.0) ** k * stream.uniform(0.35, 1.0) * spread * 0.28
            grow(at, lean * 0.8 + side, length * stream.uniform(0.4, 0.6), 0.5 * thick, order + 1)

    grow(np.zeros(2), stream.uniform(-0.01, 0.01), 0.5 * high, 0.022 * high, 1)
    return _blades(blades, stream)


def _blades(blades: list[tuple[F64, F64, float, float]], stream: Stream) -> Mesh:
    """Tapered strips in the x-z plane, each a little before or behind the others."""
    points, faces = [], []
    for n, (foot, tip, thick, thin) in enumerate(blades):
        way = tip - foot
        across = np.array([way[1], -way[0]]) / max(float(np.sqrt((way * way).sum())), 1e-6)
        deep = stream.uniform(-0.3, 0.3)
        for place in (foot - across * thick, foot + across * thick, tip + across * thin, tip - across * thin):
            points.append((place[0], deep, place[1]))
        faces += [(4 * n, 4 * n + 1, 4 * n + 2), (4 * n, 4 * n + 2, 4 * n + 3)]
    corners = np.array(points)
    return surface(corners, np.array(faces, np.int32), corners[:, (2, 0, 1)] + (0.0, 0.0, 0.5), "branches")
