"""Palettes of the room itself."""

from __future__ import annotations

from collections.abc import Sequence

from synthclips.catalog.materials.palettes.recipe import (
    DEEP_COLOURS,
    NEUTRALS,
    OAKS,
    PALE_COLOURS,
    PALE_WOODS,
    WALNUTS,
    WHITES,
    Recipe,
    Span,
)

BRICKS = Recipe(
    0.7, "brick", ("8f5f4c", "9c6a55", "7d5546", "a98a72", "86503f"), ("9d958a", "aca496", "867f77"), ir=(0.4, 0.55),
    scale_m=(0.073, 0.077), contrast=(0.5, 0.9),
)  # fmt: skip
PAINTED_BRICKS = Recipe(
    1.2, "brick", (*WHITES, "d8d6cf", "c7c3ba"), ir=(0.5, 0.7), scale_m=(0.073, 0.077), contrast=(0.1, 0.25), second_tone=0.78
)


def _papers(weight: float, grounds: Sequence[str], prints: Sequence[str]) -> tuple[Recipe, ...]:
    """What may be on a wall besides paint, each kind as often: repeats as on rolls of 53 cm."""
    repeats: dict[str, Span] = {
        "wallpaper_stripes": (0.1, 0.25),
        "wallpaper_damask": (0.3, 0.53),
        "wallpaper_trellis": (0.26, 0.4),
        "wallpaper_sprigs": (0.26, 0.4),
        "wallpaper_figures": (0.2, 0.36),
        "wallpaper_branches": (0.4, 0.53),
        "panelling": (0.45, 0.75),
        "matchboard": (0.08, 0.11),
    }
    made = [Recipe(weight, family, grounds, prints, ir=(0.55, 0.7), scale_m=repeat) for family, repeat in repeats.items()]
    grass = Recipe(weight, "grasscloth", NEUTRALS + PALE_COLOURS, ir=(0.5, 0.65), scale_m=(0.85, 0.92), contrast=(0.4, 0.8))
    return (*made, grass)


PALETTES: dict[str, tuple[Recipe, ...]] = {
    "wall": (
        Recipe(6, "paint", WHITES, ir=(0.62, 0.78), contrast=(0.4, 0.9)),
        Recipe(3.5, "paint", NEUTRALS, ir=(0.55, 0.72), contrast=(0.4, 0.9)),
        Recipe(2, "paint", PALE_COLOURS, ir=(0.55, 0.7), contrast=(0.4, 0.9)),
        Recipe(0.6, "paint", DEEP_COLOURS, ir=(0.2, 0.64), contrast=(0.4, 0.9)),
        Recipe(1, "plaster", WHITES + NEUTRALS, ir=(0.55, 0.72), scale_m=(0.06, 0.16), contrast=(0.3, 0.7)),
        *_papers(0.27, WHITES, NEUTRALS + PALE_COLOURS),
    ),
    "floor": (
        Recipe(
            4,
            "boards",
            OAKS + PALE_WOODS,
            ir=(0.38, 0.66),
            scale_m=(0.09, 0.20),
            contrast=(0.45, 0.85),
            gloss=(0.1, 0.35),
            second_tone=0.6,
        ),
        Recipe(
            2, "boards", WALNUTS, ir=(0.24, 0.62), scale_m=(0.09, 0.18), contrast=(0.4, 0.75), gloss=(0.1, 0.4), second_tone=0.5
        ),
        Recipe(
            1,
            "boards",
            ("a8a198", "8f877c", "bdb5a8"),
            ir=(0.45, 0.6),
            scale_m=(0.12, 0.2),
            contrast=(0.4, 0.8),
            gloss=(0.05, 0.25),
        ),
        Recipe(
            1.2,
            "boards",
            ("b9a489", "c8b79c", "a08b70", "8d7d6a", "b3aa9e"),
            ir=(0.45, 0.6),
            scale_m=(0.19, 0.2),
            contrast=(0.2, 0.35),
            gloss=(0.15, 0.3),
            second_tone=0.75,
        ),
        Recipe(1.5, "herringbone", OAKS + WALNUTS, ir=(0.48, 0.62), scale_m=(0.06, 0.1), contrast=(0.45, 0.8), gloss=(0.1, 0.4)),
        Recipe(
            1.6,
            "carpet",
            ("c9c0b0", "a8a49c", "b9a98f", "8f8b86", "6f7a80", "8a7f6c"),
            ir=(0.45, 0.65),
            scale_m=(0.03, 0.08),
            contrast=(0.5, 0.9),
        ),
        Recipe(
            1,
            "tile",
            ("c9c1b2", "b0a898", "d8d4ca", "8d8a86", "a4643f"),
            ("9a958c", "c9c4ba", "7a756c"),
            ir=(0.24, 0.62),
            scale_m=(0.3, 0.6),
            gloss=(0.1, 0.4),
        ),
    ),
    "ceiling": (Recipe(1, "paint", ("e9e8e4", "e6e4de", "ececea"), ir=(0.68, 0.8), contrast=(0.3, 0.6)),),
    "accent_wall": (
        Recipe(4, "paint", DEEP_COLOURS + PALE_COLOURS, ir=(0.22, 0.68), contrast=(0.4, 0.9)),
        *_papers(0.4, NEUTRALS + PALE_COLOURS, WHITES + DEEP_COLOURS),
        BRICKS,
    ),
    "trim": (
        Recipe(6, "paint", ("e6e4de", "e2dfd6", "eceae6"), ir=(0.6, 0.75)),
        Recipe(1, "wood", OAKS + WALNUTS, ir=(0.45, 0.62), scale_m=(0.1, 0.2)),
    ),
    "frame": (
        Recipe(7, "paint", ("e8e6e0", "e4e1d8", "ededea"), ir=(0.6, 0.75)),
        Recipe(1, "wood", OAKS + WALNUTS, ir=(0.45, 0.62), scale_m=(0.1, 0.2)),
        Recipe(1, "paint", ("3a3d40", "54585a"), ir=(0.2, 0.4)),
    ),
    "door": (
        Recipe(5, "paint", ("e6e3dc", "e2dfd6", "d9d6cc", "ebe9e4"), ir=(0.6, 0.75)),
        Recipe(3, "wood", OAKS + WALNUTS, ir=(0.45, 0.62), scale_m=(0.14, 0.26), contrast=(0.4, 0.8)),
        Recipe(1, "paint", ("4a5a52", "5a3a34", "3c4a5e", "8a8f8a"), ir=(0.2, 0.55)),
    ),
    "switch": (Recipe(1, "plain", ("e9e7e2", "e2dfd8"), ir=(0.6, 0.72), gloss=(0.1, 0.3)),),
    "sky": (Recipe(1, "sky", ("b0c4de",), ir=(0.35, 0.5)),),
}
