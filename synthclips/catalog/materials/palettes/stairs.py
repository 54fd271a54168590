"""Palettes of stairs and what stands in hallways."""

from __future__ import annotations

from synthclips.catalog.materials.palettes.recipe import CLOTHS, LIVELY, STRONG_CLOTHS, Recipe

PALETTES: dict[str, tuple[Recipe, ...]] = {
    "stair_carpet": (
        Recipe(3, "carpet", CLOTHS, ir=(0.35, 0.6), scale_m=(0.012, 0.02), contrast=(0.3, 0.6)),
        Recipe(2, "carpet", STRONG_CLOTHS, ir=(0.3, 0.6), scale_m=(0.012, 0.02), contrast=(0.3, 0.6)),
        Recipe(1, "stripes", STRONG_CLOTHS, CLOTHS, ir=(0.3, 0.6), scale_m=(0.05, 0.1)),
    ),
    "umbrella": (
        Recipe(3, "weave", ("1c1d20", "24272c", "2b2f3a", "3a2a2e"), ir=(0.3, 0.6), scale_m=(0.004, 0.006)),
        Recipe(2, "weave", LIVELY, ir=(0.35, 0.65), scale_m=(0.004, 0.006)),
    ),
    "envelope": (
        Recipe(3, "plain", ("e8e4da", "efece4", "e0dccf"), ir=(0.6, 0.75)),
        Recipe(1, "plain", ("b58f5f", "c2a06f"), ir=(0.5, 0.65)),
    ),
    "gate": (
        Recipe(3, "plain", ("e6e5e1", "dedcd6"), ir=(0.55, 0.7), gloss=(0.2, 0.4)),
        Recipe(1, "plain", ("2a2b2d",), ir=(0.1, 0.3)),
    ),
    "gate_cloth": (Recipe(1, "weave", ("d8d6d0", "8b8984", "3a3c40"), ir=(0.4, 0.6), scale_m=(0.004, 0.008)),),
}
