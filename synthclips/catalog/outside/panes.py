"""Windows of houses opposite: frames, glass that mirrors the sky above and is dark below, curtains, lamplight at dusk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from synthclips.catalog.outside.side import Part, look
from synthclips.geometry.mesh import Mesh, flat_normals, join, snapped
from synthclips.geometry.shapes import surface
from synthclips.scene.records import Material
from synthclips.scene.streams import Stream

GLASS = ((0.10, 0.105, 0.11), (0.13, 0.135, 0.14), (0.08, 0.083, 0.085))
MIRRORED = 1.7  # times as bright as the glass: its upper half, in which the sky shows
CURTAINS = ((0.30, 0.29, 0.27), (0.24, 0.235, 0.22), (0.27, 0.25, 0.22))
SHADE = 0.5  # of the glass: what the reveal above throws on it
LAMPLIGHT = ((0.95, 0.66, 0.34), (0.92, 0.72, 0.45), (0.85, 0.76, 0.58))
LIT, LIT_TIMES = 0.3, (2.0, 4.0, 7.0)  # of the windows at dusk, and how much brighter than the sky
DEEP_M = 0.11  # of a window's surround before the wall
Places = Sequence[tuple[float, float]]
Bar = tuple[float, float, float, float]  # x, z of its middle, width, height
Glazier = Callable[..., list[Part]]  # as `windows`


def rectangles(middles: Places, size_m: tuple[float, float], away_m: float) -> Mesh:
    """Upright ones facing the house: (x, z) of their middles."""
    at = np.array(middles, np.float64)
    w, h = size_m[0] / 2, size_m[1] / 2
    corners = np.array([(-w, -h), (w, -h), (w, h), (-w, h)])
    flat = (at[:, None] + corners).reshape(-1, 2)
    points = np.column_stack([flat[:, 0], np.full(len(flat), away_m), flat[:, 1]])
    start = 4 * np.arange(len(at))[:, None, None]
    faces = (start + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3).astype(np.int32)
    return surface(points, faces, np.column_stack([flat, np.full(len(flat), 0.5)]), "rectangles")


def windows(middles: Places, size_m: tuple[float, float], away_m: float, stream: Stream, *, dark: bool) -> list[Part]:
    """Of one house, deep in their surrounds over a sill; at night some are lit."""
    if not middles:
        return []
    wide, high = size_m
    white = stream.chance(0.7)
    frame = look("plain", (0.56, 0.56, 0.54) if white else (0.12, 0.10, 0.09))
    stone = look("plain", (0.42, 0.41, 0.385) if stream.chance(0.6) else frame.rgb)
    glass, cloth = stream.choice(GLASS), look("plain", stream.choice(CURTAINS))
    style = stream.choice(("casement", "sash", "pair", "one"), (3, 2, 2, 1))
    lit = [at for at in middles if stream.chance(LIT)] if dark else []
    unlit = [at for at in middles if at not in lit]
    parts = [
        (join([bars(middles, bar, away_m, DEEP_M) for bar in _surround(wide, high)]), frame),
        (join([bars(middles, bar, away_m, 0.05) for bar in _bars(wide, high, style)]), frame),
        (bars(middles, (0.0, -high / 2 - 0.11, wide + 0.3, 0.09), away_m, 0.17), stone),
    ]
    if stream.chance(0.5):
        parts.append((bars(middles, (0.0, high / 2 + 0.16, wide + 0.34, 0.18), away_m, 0.03), stone))
    if unlit:
        parts += _unlit(unlit, size_m, away_m, glass)
        parts += _curtains([at for at in unlit if stream.chance(0.6)], size_m, away_m - 0.022, cloth)
    for at in lit:
        lamp = replace(look("plain", stream.choice(LAMPLIGHT)), emission=stream.choice(LIT_TIMES))
        parts.append((rectangles([at], size_m, away_m - 0.012), lamp))
        parts += _curtains([at], size_m, away_m - 0.022, replace(lamp, emission=round(0.6 * lamp.emission, 2)))
    return parts


def _surround(wide: float, high: float) -> list[Bar]:
    """Its four bars."""
    return [
        *((s * (wide + 0.08) / 2, 0.0, 0.08, high + 0.16) for s in (-1, 1)),
        *((0.0, s * (high + 0.08) / 2, wide, 0.08) for s in (-1, 1)),
    ]


def _bars(wide: float, high: float, style: str) -> list[Bar]:
    """What parts its panes."""
    post, rail = (0.0, 0.0, 0.07, high), (0.0, 0.0, wide, 0.07)
    if style == "casement":
        return [post, (0.0, 0.22 * high, wide, 0.06)]
    return {"sash": [rail], "pair": [post], "one": [(0.2 * wide, 0.0, 0.06, high)]}[style]


def bars(middles: Places, bar: Bar, away_m: float, deep_m: float) -> Mesh:
    """Blocks on a wall that stands so far from the house, at each middle: (x, z) off it, width and height."""
    x, z, wide, high = bar
    at = np.array(middles, np.float64) + (x, z)
    back, front = away_m + 0.01, away_m - deep_m
    w, h = wide / 2, high / 2
    corners = np.array([(sx * w, y, sz * h) for y in (front, back) for sx, sz in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
    upright, level = ((1, 5, 6, 2), (4, 0, 3, 7)), ((3, 2, 6, 7), (4, 5, 1, 0))
    sides = np.array([(0, 1, 2, 3), *(upright if high > wide else level)])  # the ends show little
    points = (at[:, None, None] * 1.0)[..., [0, 0, 1]] * (1.0, 0.0, 1.0) + corners[sides.reshape(-1)].reshape(1, -1, 3)
    flat = points.reshape(-1, 3)
    start = 4 * np.arange(len(flat) // 4)[:, None, None]
    faces = (start + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3).astype(np.int32)
    where = np.column_stack([flat[:, 0] + flat[:, 1], flat[:, 2] + flat[:, 1], np.full(len(flat), 0.5)])
    normals = np.repeat(flat_normals(snapped(flat), faces)[::2], 4, 0)
    return Mesh(snapped(flat), normals, faces, snapped(where), np.zeros(len(faces), np.int32), ("bars",))


def far_windows(middles: Places, size_m: tuple[float, float], away_m: float, stream: Stream, *, dark: bool) -> list[Part]:
    """Of a house so far off that all one sees of them is glass or light."""
    lit = [at for at in middles if stream.chance(LIT)] if dark else []
    glass, lamp = _glass(stream.choice(GLASS), MIRRORED), look("plain", stream.choice(LAMPLIGHT))
    shown = [(lit, replace(lamp, emission=stream.choice(LIT_TIMES))), ([at for at in middles if at not in lit], glass)]
    return [(rectangles(at, size_m, away_m - 0.04), material) for at, material in shown if at]


def _unlit(middles: Places, size_m: tuple[float, float], away_m: float, rgb: tuple[float, float, float]) -> list[Part]:
    wide, high = size_m
    above, shade = _glass(rgb, MIRRORED), _glass(rgb, SHADE)
    return [
        (rectangles(middles, size_m, away_m - 0.01), _glass(rgb, 1.0)),
        (rectangles(_off(middles, 0.0, 0.2 * high), (wide, 0.6 * high), away_m - 0.014), above),
        (rectangles(_off(middles, 0.0, high / 2 - 0.04), (wide, 0.08), away_m - 0.018), shade),
    ]


def _curtains(middles: Places, size_m: tuple[float, float], away_m: float, cloth: Material) -> list[Part]:
    """At both sides of these windows."""
    wide, high = size_m
    beside = [at for s in (-0.39, 0.39) for at in _off(middles, s * wide, -0.04)]
    return [(rectangles(beside, (0.22 * wide, high - 0.08), away_m), cloth)] if beside else []


def _glass(rgb: tuple[float, float, float], times: float) -> Material:
    return look("plain", [v * times for v in rgb])


def _off(middles: Places, x: float, z: float) -> list[tuple[float, float]]:
    return [(a + x, b + z) for a, b in middles]
