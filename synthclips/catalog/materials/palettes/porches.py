"""Palettes of what stands before a front door."""

from __future__ import annotations

from dataclasses import replace

from synthclips.catalog.materials.palettes.recipe import EARTHS, NEUTRALS, OAKS, PALE_WOODS, WALNUTS, Recipe
from synthclips.catalog.materials.palettes.shell import PAINTED_BRICKS

RENDERS = ("d8c8a8", "c9b79d", "b9b6a6", "a8a295", "c4b0a0", "9aa0a0")
SIDINGS = ("e2e0da", "b7c0c4", "8a9a8c", "5c6b78", "d6cdb8", "a39a88", "6f7468", "4a4e52", "7a6a5c", "c9c2b4", "8f7a66")
FRONT_DOORS = (
    "2f4a3a", "6e3430", "2b3444", "3a3b3d", "5c6b78", "a3803f", "1f2022", "d8d2c0", "7f8f7c", "34595c", "e2e0da", "5a3a44",
    "8b8984",
)  # fmt: skip

PALETTES: dict[str, tuple[Recipe, ...]] = {
    "wall_outside": (
        Recipe(1, "plaster", (*NEUTRALS, *RENDERS), ir=(0.4, 0.65), scale_m=(0.03, 0.06), contrast=(0.7, 1.0)),
        Recipe(4, "siding", SIDINGS, ir=(0.35, 0.65), scale_m=(0.11, 0.18), contrast=(0.3, 0.7)),
        Recipe(
            3,
            "brick",
            ("8a6f62", "7a6256", "9a8876", "6e5a50", "a3937e", "80695c"),
            ("989085", "a59d92", "847c73"),
            ir=(0.4, 0.55),
            scale_m=(0.073, 0.077),
            contrast=(0.3, 0.6),
        ),
        replace(PAINTED_BRICKS, weight=1.0),
    ),
    "floor_outside": (
        Recipe(
            3,
            "tile",
            ("8d8a86", "a09a90", "94705c", "85685a", "6f6a66", "b3aa9c", "5c5d5e"),
            ("7a756c", "8a857c"),
            ir=(0.3, 0.5),
            scale_m=(0.18, 0.5),
            contrast=(0.5, 0.9),
        ),
        Recipe(1, "brick_tile", ("86695c", "7a6a60", "93897d"), ("847c73",), ir=(0.3, 0.5), scale_m=(0.09, 0.11)),
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
        Recipe(5, "paint", FRONT_DOORS, ir=(0.2, 0.55)),
        Recipe(2, "wood", OAKS + WALNUTS, ir=(0.45, 0.62), scale_m=(0.14, 0.26), contrast=(0.4, 0.8)),
    ),
    "side_gate": (
        Recipe(
            3,
            "wood",
            ("8a7a68", "6b5a48", "9a8f80", "5c4a3c", "77695a"),
            ir=(0.45, 0.62),
            scale_m=(0.1, 0.2),
            contrast=(0.4, 0.8),
        ),
        Recipe(3, "paint", ("3a3b3d", "5f6a63", "8b8984", "e2e0da", "5a5148", "4a5a66"), ir=(0.2, 0.55)),
    ),
    "trim_outside": (
        Recipe(5, "paint", ("e6e4de", "e2dfd6", "eceae6"), ir=(0.6, 0.75)),
        Recipe(3, "paint", ("d6cdb8", "a8a8a4", "5c6460", "3a3d40", "8a9088", "6a5a4c"), ir=(0.3, 0.55)),
        Recipe(2, "wood", OAKS + WALNUTS, ir=(0.45, 0.62), scale_m=(0.1, 0.2)),
    ),
    "glazing": (Recipe(1, "paint", ("5d6466", "6d7374", "4a5052"), ir=(0.1, 0.2)),),
    "pane": (Recipe(1, "mirror", ("6a7074", "5f666a", "757b7e"), ir=(0.08, 0.14)),),  # what glass before a dark room mirrors
    "lining": (Recipe(1, "weave", ("8a867e", "7b7770", "96928c", "77706a"), ir=(0.3, 0.45), scale_m=(0.003, 0.005)),),
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
