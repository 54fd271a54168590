"""Palettes of what stands before a front door."""

from __future__ import annotations

from dataclasses import replace

from synthclips.catalog.materials.palettes.recipe import EARTHS, NEUTRALS, OAKS, PALE_WOODS, WALNUTS, WHITES, Recipe
from synthclips.catalog.materials.palettes.shell import BRICKS, PAINTED_BRICKS

PALETTES: dict[str, tuple[Recipe, ...]] = {
    "wall_outside": (
        Recipe(3, "plaster", (*WHITES, *NEUTRALS, "d8c8a8"), ir=(0.45, 0.65), scale_m=(0.05, 0.12), contrast=(0.4, 0.8)),
        Recipe(2, "boards", ("e2e0da", "b7c0c4", "8a9a8c", "5c6b78"), ir=(0.4, 0.65), scale_m=(0.13, 0.18), contrast=(0.15, 0.3)),
        replace(BRICKS, weight=1.6),
        replace(PAINTED_BRICKS, weight=0.8),
    ),
    "floor_outside": (
        Recipe(
            2,
            "tile",
            ("8d8a86", "a09a90", "a4643f", "6f6a66"),
            ("7a756c", "9a958c"),
            ir=(0.3, 0.5),
            scale_m=(0.2, 0.45),
            contrast=(0.5, 0.9),
        ),
        Recipe(
            2,
            "boards",
            ("8f877c", "7a6a5a", "6b5847", "9a948a", "5c4a3c"),
            ir=(0.4, 0.6),
            scale_m=(0.11, 0.15),
            contrast=(0.5, 0.9),
            second_tone=0.6,
        ),
        Recipe(1, "plaster", ("8f8c86", "a29f98"), ir=(0.35, 0.48), scale_m=(0.2, 0.4), contrast=(0.4, 0.7)),
    ),
    "ceiling_outside": (
        Recipe(3, "boards", ("e2e0da", "d8d6cf"), ir=(0.5, 0.7), scale_m=(0.08, 0.14), contrast=(0.15, 0.3)),
        Recipe(1, "boards", OAKS, ir=(0.45, 0.6), scale_m=(0.08, 0.14), contrast=(0.4, 0.7)),
    ),
    "front_door": (
        Recipe(3, "paint", ("2f4a3a", "7a2f2a", "22304a", "3a3b3d", "5c6b78", "b0792f"), ir=(0.2, 0.5)),
        Recipe(1, "wood", OAKS + WALNUTS, ir=(0.45, 0.62), scale_m=(0.14, 0.26), contrast=(0.4, 0.8)),
    ),
    "pane": (Recipe(1, "screen", ("505b64", "5c666c"), ir=(0.1, 0.2), gloss=(0.6, 0.9)),),
    "bench_wood": (
        Recipe(3, "wood", OAKS + PALE_WOODS, ir=(0.45, 0.62), scale_m=(0.1, 0.2), contrast=(0.5, 0.9)),
        Recipe(2, "paint", ("e2e0da", "5c6b6a", "3f4a52", "8a9a8c"), ir=(0.3, 0.65)),
    ),
    "trough": (
        Recipe(2, "ceramic", EARTHS, ir=(0.3, 0.6), scale_m=(0.1, 0.2), contrast=(0.2, 0.6)),
        Recipe(1, "wood", OAKS, ir=(0.45, 0.6), scale_m=(0.1, 0.2)),
    ),
    "blossom": (Recipe(1, "plain", ("c8486a", "d8d2c4", "e0b23c", "b6422f", "8a5ab0", "e8e4da"), ir=(0.5, 0.7)),),
    "canopy": (Recipe(1, "weave", ("1d1d1f", "22304a", "7a2f2a", "2f4a3a", "c08a35"), ir=(0.2, 0.55), scale_m=(0.002, 0.003)),),
}
