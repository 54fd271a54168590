"""Windows of houses opposite: frames, glass that mirrors the sky above and is dark below, curtains, lamplight at dusk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from synthclips.catalog.outside.side import Part, look
from synthclips.geometry.mesh import Mesh
from synthclips.geometry.shapes import surface
from synthclips.scene.records import Material
from synthclips.scene.streams import Stream

GLASS = ((0.10, 0.105, 0.11), (0.13, 0.135, 0.14), (0.08, 0.083, 0.085))
MIRRORED = 1.7  # times as bright as the glass: its upper half, in which the sky shows
CURTAINS = ((0.30, 0.29, 0.27), (0.24, 0.235, 0.22), (0.27, 0.25, 0.22))
SHADE = 0.5  # of the glass: what the reveal above throws on it
LAMPLIGHT = ((0.95, 0.66, 0.34), (0.92, 0.72, 0.45), (0.85, 0.76, 0.58))
LIT, LIT_TIMES = 0.3, (2.0, 4.0, 7.0)  # of the windows at dusk, and how much brighter than the sky
Places = Sequence[tuple[float, float]]
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
    """Of one house; at night some are lit."""
    if not middles:
        return []
    wide, high = size_m
    frame = look("plain", (0.52, 0.52, 0.50) if stream.chance(0.7) else (0.12, 0.10, 0.09))
    glass, cloth = stream.choice(GLASS), look("plain", stream.choice(CURTAINS))
    lit = [at for at in middles if stream.chance(LIT)] if dark else []
    unlit = [at for at in middles if at not in lit]
    parts = [
        (rectangles(middles, (wide + 0.14, high + 0.14), away_m - 0.02), frame),
        (rectangles(_off(middles, 0.0, -high / 2 - 0.11), (wide + 0.24, 0.08), away_m - 0.05), frame),
        (rectangles(middles, (0.06, high), away_m - 0.09), frame),
    ]
    if unlit:
        parts += _unlit(unlit, size_m, away_m, glass)
        parts += _curtains([at for at in unlit if stream.chance(0.6)], size_m, away_m - 0.06, cloth)
    for at in lit:
        lamp = replace(look("plain", stream.choice(LAMPLIGHT)), emission=stream.choice(LIT_TIMES))
        parts.append((rectangles([at], size_m, away_m - 0.04), lamp))
        parts += _curtains([at], size_m, away_m - 0.06, replace(lamp, emission=round(0.6 * lamp.emission, 2)))
    return parts


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
        (rectangles(middles, size_m, away_m - 0.04), _glass(rgb, 1.0)),
        (rectangles(_off(middles, 0.0, 0.2 * high), (wide, 0.6 * high), away_m - 0.045), above),
        (rectangles(_off(middles, 0.0, high / 2 - 0.04), (wide, 0.08), away_m - 0.05), shade),
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
