"""Pieces that look like the floor they stand on: whoever buys them takes a stain that shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from synthclips.scene.records import Material, Vec3
from synthclips.stages.layout.pieces import Piece

LUMINANCE = (0.2126, 0.7152, 0.0722)
ALIKE = 1.25  # a ratio of luminances below which a top seen from above cannot be told from a floor
SAME_HUE = 0.3  # sum of what the channels differ by at equal luminance
DARKER, LIGHTER = 0.4, 2.4  # times the albedo: a stain, a wood that is not as dark
DARK = 0.12  # floors of less luminance are told from lighter pieces


def told_from(piece: Piece, floor: Material) -> Piece:
    """The piece with all its materials of nearly the floor's colour stained darker, or lighter over a dark floor."""
    return replace(piece, materials={slot: _stained(m, floor) if _alike(m, floor) else m for slot, m in piece.materials.items()})


def _alike(one: Material, other: Material) -> bool:
    a, b = _luminance(one.rgb), _luminance(other.rgb)
    hue = sum(abs(x / a - y / b) for x, y in zip(one.rgb, other.rgb, strict=True))
    return one.family in ("wood", "paint") and abs(math.log(a / b)) < math.log(ALIKE) and hue < SAME_HUE


def _stained(material: Material, floor: Material) -> Material:
    times = LIGHTER if _luminance(floor.rgb) < DARK else DARKER
    rgb, rgb2 = _times(material.rgb, times), _times(material.rgb2, times)
    return replace(material, rgb=rgb, rgb2=rgb2, ir=round(min(0.75, material.ir * math.sqrt(times)), 4))


def _times(rgb: Vec3, times: float) -> Vec3:
    r, g, b = rgb
    return round(r * times, 5), round(g * times, 5), round(b * times, 5)


def _luminance(rgb: Sequence[float]) -> float:
    return sum(w * c for w, c in zip(LUMINANCE, rgb, strict=True))
