"""One side of a house, as a kind of surroundings fills it: x along the wall, y away from it, z up, the ground at 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from synthclips.geometry.mesh import Mesh
from synthclips.scene.records import Material, Vec3
from synthclips.scene.streams import Stream

Part = tuple[Mesh, Material]  # a mesh of one slot; the material's emission is a multiple of the sky's
HAZE, HAZE_M = (0.62, 0.68, 0.74), 700.0  # half of what is so far off is haze


@dataclass(frozen=True, eq=False)
class Side:
    """What a maker is told."""

    stream: Stream
    home: Stream  # draws alike on every side: what runs round the corner
    half_m: float  # of the house's wall
    leafless: bool  # winter
    dark: bool  # windows are lit, street lamps burn

    def reach(self, away_m: float) -> float:
        """How far to either side this side of the house goes, so far from it: to the diagonal."""
        return self.half_m + away_m


def look(
    family: str, rgb: Sequence[float], *, rgb2: Sequence[float] = (), scale_m: float = 0.3, contrast: float = 0.6, key: int = 0
) -> Material:
    """A material that shines as much as it would mirror of the sky."""
    red, green, blue = (round(float(v), 4) for v in rgb)
    second = tuple(round(float(v), 4) for v in rgb2) if len(rgb2) else (red, green, blue)
    return Material(family, (red, green, blue), second, 0.4, scale_m, contrast, emission=1.0, key=key)  # type: ignore[arg-type]


def toned(material: Material, light: float, away_m: float = 0.0) -> Material:
    """Lit more or less, and paled by the air before it."""
    air = away_m / (away_m + HAZE_M)

    def seen(rgb: Vec3) -> Vec3:
        red, green, blue = (round(min(v * light * (1 - air) + h * air, 0.96), 4) for v, h in zip(rgb, HAZE, strict=True))
        return red, green, blue

    return replace(material, rgb=seen(material.rgb), rgb2=seen(material.rgb2))


def varied(rgb: Sequence[float], stream: Stream, spread: float = 0.2) -> tuple[float, float, float]:
    """The colour, somewhat lighter or darker, warmer or cooler."""
    light, warm = 1 + stream.uniform(-spread, spread), stream.uniform(-0.08, 0.08)
    return rgb[0] * light * (1 + warm), rgb[1] * light, rgb[2] * light * (1 - warm)
