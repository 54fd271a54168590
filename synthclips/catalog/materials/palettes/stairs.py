"""Palettes of stairs and what stands in hallways."""

from __future__ import annotations

from synthclips.catalog.materials.palettes.recipe import CLOTHS, STRONG_CLOTHS, Recipe

PALETTES: dict[str, tuple[Recipe, ...]] = {
    "stair_carpet": (
        Recipe(3, "carpet", CLOTHS, ir=(0.35, 0.6), scale_m=(0.012, 0.02), contrast=(0.3, 0.6)),
        Recipe(2, "carpet", STRONG_CLOTHS, ir=(0.3, 0.6), scale_m=(0.012, 0.02), contrast=(0.3, 0.6)),
        Recipe(1, "stripes", STRONG_CLOTHS, CLOTHS, ir=(0.3, 0.6), scale_m=(0.05, 0.1)),
    ),
}
