"""Palettes: what colours and weaves a slot of furniture or room may have, in believable shares; `draw` settles one Material.

Each module of this folder lists its PALETTES; they are found here by name. Colours are written as screen hex codes and kept as
linear albedo; infrared albedo is its own number, since dark cloth and print are often bright at 850 nm, foliage very bright,
black leather and carbon black dark.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from synthclips.catalog.materials.palettes.recipe import Recipe
from synthclips.scene.errors import SceneError, unknown
from synthclips.scene.records import Material, Vec3
from synthclips.scene.streams import Stream

GLASSY = 0.7  # gloss from which a palette's black is glass, which mirrors instead
DUST = 0.025  # least albedo of what is no glass, before its own colour


@cache
def palettes() -> Mapping[str, tuple[Recipe, ...]]:
    """All palettes by name: each a weighted list of recipes."""
    found: dict[str, tuple[Recipe, ...]] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        listed = getattr(importlib.import_module(f"{__name__}.{module}"), "PALETTES", {})
        twice = found.keys() & listed.keys()
        assert not twice, f"two palettes named {sorted(twice)}"
        found.update(listed)
    return found


def draw(palette: str, stream: Stream) -> Material:
    """One Material of a palette, settled. Raises SceneError with the nearest known name."""
    known = palettes()
    if palette not in known:
        raise SceneError(unknown("palette", palette, known))
    recipes = known[palette]
    recipe = stream.choice(recipes, [r.weight for r in recipes])
    first = _varied(linear(stream.choice(recipe.colours)), stream)
    second = _varied(linear(stream.choice(recipe.seconds)), stream) if recipe.seconds else _shade(first, recipe.second_tone)
    if recipe.gloss[1] < GLASSY:
        first, second = _dusty(first), _dusty(second)
    return Material(
        family=recipe.family,
        rgb=first,
        rgb2=second,
        ir=round(stream.uniform(*recipe.ir), 4),
        scale_m=round(stream.uniform(*recipe.scale_m), 5),
        contrast=round(stream.uniform(*recipe.contrast), 4),
        gloss=round(stream.uniform(*recipe.gloss), 4),
        key=stream.integer(0, 2**31 - 1),
    )


def linear(code: str) -> Vec3:
    """Linear light of a hex colour. IEC 61966-2-1."""
    red, green, blue = (int(code[k : k + 2], 16) / 255 for k in (0, 2, 4))
    return _linear(red), _linear(green), _linear(blue)


def _linear(v: float) -> float:
    return round(float(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4), 5)


def _varied(colour: Vec3, stream: Stream) -> Vec3:
    """A little lighter or darker, a little warmer or cooler: no two homes bought the same tin."""
    light, warm = stream.uniform(0.88, 1.12), stream.uniform(-0.035, 0.035)
    red, green, blue = colour
    return _kept(red * light * (1 + warm)), _kept(green * light), _kept(blue * light * (1 - warm))


def _shade(colour: Vec3, tone: float) -> Vec3:
    """A darker neighbour of the colour, a touch redder, as wood and cloth have."""
    red, green, blue = colour
    return _kept(red * tone * 1.04), _kept(green * tone), _kept(blue * tone * 0.94)


def _dusty(colour: Vec3) -> Vec3:
    """Nothing in a home is as black as its dye: its surface and dust scatter light of any colour, or it reads as a hole."""
    red, green, blue = (round(v + max(DUST - 0.5 * max(colour), 0.0), 5) for v in colour)
    return red, green, blue


def _kept(v: float) -> float:
    return round(min(max(v, 0.004), 0.85), 5)
