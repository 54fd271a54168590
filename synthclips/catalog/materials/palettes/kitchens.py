"""Palettes of kitchens and dining rooms: fronts, worktops, tiles, enamel, steel, glass."""

from __future__ import annotations

from synthclips.catalog.materials.palettes.recipe import (
    CLOTHS,
    DEEP_COLOURS,
    EARTHS,
    LIVELY,
    NEUTRALS,
    OAKS,
    PALE_COLOURS,
    PALE_WOODS,
    STRONG_CLOTHS,
    WALNUTS,
    WHITES,
    Recipe,
)

ENAMELS = ("e8e8e6", "e4e3df", "ecebe8")
STEELS = ("a9a8a5", "b4b3b0", "9c9b98")
GLAZES = ("e9e8e4", "e6e1d4", "b9c7c0", "8fa5a6", "3f5a52", "2f4256", "c9a68a", "d9c7b0")
SAGES = ("8d9a86", "5f7066", "39464a", "2f3b4c", "a89f90", "6d7f8a")

PALETTES: dict[str, tuple[Recipe, ...]] = {
    "kitchen_front": (
        Recipe(4, "paint", WHITES, ir=(0.6, 0.75), contrast=(0.2, 0.4), gloss=(0.1, 0.45)),
        Recipe(2, "paint", NEUTRALS, ir=(0.5, 0.7), contrast=(0.2, 0.4), gloss=(0.1, 0.4)),
        Recipe(2.5, "paint", SAGES, ir=(0.25, 0.68), contrast=(0.2, 0.4), gloss=(0.1, 0.3)),
        Recipe(2.5, "wood", OAKS + PALE_WOODS, ir=(0.5, 0.68), scale_m=(0.1, 0.2), contrast=(0.4, 0.7), gloss=(0.1, 0.3)),
        Recipe(1, "wood", WALNUTS, ir=(0.4, 0.62), scale_m=(0.1, 0.2), contrast=(0.4, 0.7), gloss=(0.1, 0.3)),
        Recipe(0.5, "paint", DEEP_COLOURS, ir=(0.25, 0.65), contrast=(0.2, 0.4), gloss=(0.2, 0.6)),
    ),
    "worktop": (
        Recipe(3, "wood", OAKS + PALE_WOODS, ir=(0.5, 0.66), scale_m=(0.05, 0.1), contrast=(0.5, 0.8), gloss=(0.1, 0.3)),
        Recipe(
            2,
            "ceramic",
            ("2b2b2d", "3a3a3b", "4a4643"),
            ("6d6d6c", "7d7972", "6a625a"),
            ir=(0.1, 0.35),
            scale_m=(0.1, 0.3),
            contrast=(0.05, 0.18),
            gloss=(0.2, 0.6),
        ),
        Recipe(
            3,
            "ceramic",
            ("c9c4ba", "b8b0a4", "d8d5ce", "8f8a84", "a69a8a"),
            ("6d6862", "ecebe6", "8a7a66"),
            ir=(0.45, 0.68),
            scale_m=(0.1, 0.35),
            contrast=(0.2, 0.6),
            gloss=(0.15, 0.5),
        ),
        Recipe(1, "plain", ("d9d7d2", "e5e3de", "55565a"), ir=(0.3, 0.7), gloss=(0.2, 0.5)),
    ),
    "splashback": (
        Recipe(4, "brick_tile", GLAZES, ("c9c7c2", "9a9894", "e2e0da"), ir=(0.45, 0.7), scale_m=(0.075, 0.1), gloss=(0.3, 0.6)),
        Recipe(3, "tile", GLAZES, ("c9c7c2", "a09e9a", "e2e0da"), ir=(0.45, 0.7), scale_m=(0.1, 0.15), gloss=(0.3, 0.6)),
        Recipe(
            1, "tile", EARTHS, ("c9c1b4", "8d877e"), ir=(0.4, 0.65), scale_m=(0.1, 0.2), contrast=(0.6, 0.9), gloss=(0.1, 0.3)
        ),
        Recipe(1, "plain", (*STEELS, *PALE_COLOURS, "d9d7d2"), ir=(0.4, 0.65), gloss=(0.3, 0.6)),
    ),
    "kitchen_floor": (
        Recipe(
            4,
            "tile",
            ("c9c1b2", "b0a898", "d8d4ca", "8d8a86", "6f6c69", "a4643f"),
            ("9a958c", "c9c4ba", "7a756c"),
            ir=(0.24, 0.62),
            scale_m=(0.3, 0.6),
            contrast=(0.3, 0.8),
            gloss=(0.15, 0.45),
        ),
        Recipe(
            1.2,
            "brick_tile",
            ("a4643f", "8d5a42", "b0a898", "77716a"),
            ("8f8578", "c0b6a6"),
            ir=(0.3, 0.6),
            scale_m=(0.1, 0.2),
            contrast=(0.5, 0.9),
            gloss=(0.05, 0.25),
        ),
        Recipe(
            2.5,
            "boards",
            (*OAKS, *PALE_WOODS, "a8a198", "8f877c"),
            ir=(0.4, 0.66),
            scale_m=(0.1, 0.2),
            contrast=(0.4, 0.8),
            gloss=(0.1, 0.35),
        ),
        Recipe(1, "plaster", ("b7b3ab", "9d9992", "7d7a76"), ir=(0.4, 0.55), scale_m=(0.2, 0.4), gloss=(0.1, 0.3)),
        Recipe(
            1,
            "chequered",
            ("d8d4ca", "c9c1b2"),
            ("2b2b2c", "54504b", "6f4a3c", "5d6f73"),
            ir=(0.4, 0.6),
            scale_m=(0.2, 0.34),
            contrast=(0.8, 1.0),
            gloss=(0.1, 0.3),
        ),
    ),
    "handle": (
        Recipe(3, "metal", STEELS, ir=(0.4, 0.6), gloss=(0.4, 0.6)),
        Recipe(1.5, "metal", ("1f2022", "2b2b2c"), ir=(0.1, 0.3), gloss=(0.2, 0.4)),
        Recipe(1, "metal", ("9a7a45", "b0903f"), ir=(0.4, 0.6), gloss=(0.4, 0.6)),
    ),
    "plinth": (Recipe(1, "plain", ("2b2a2a", "4a4744", "8d8a86"), ir=(0.15, 0.45)),),
    "bright_steel": (Recipe(1, "metal", STEELS, ir=(0.45, 0.6), contrast=(0.3, 0.6), gloss=(0.4, 0.6)),),
    "cooker": (
        Recipe(4, "plain", ENAMELS, ir=(0.6, 0.75), gloss=(0.25, 0.5)),
        Recipe(3, "metal", STEELS, ir=(0.4, 0.6), contrast=(0.3, 0.5), gloss=(0.3, 0.5)),
        Recipe(0.8, "plain", ("232426", "2f3032"), ir=(0.08, 0.3), gloss=(0.3, 0.5)),
    ),
    "white_goods": (
        Recipe(6, "plain", ENAMELS, ir=(0.6, 0.75), gloss=(0.2, 0.45)),
        Recipe(1.5, "metal", ("8d8c8a", "7a797a"), ir=(0.3, 0.55), contrast=(0.3, 0.5), gloss=(0.25, 0.45)),
    ),
    "fridge": (
        Recipe(5, "plain", ENAMELS, ir=(0.6, 0.75), gloss=(0.2, 0.45)),
        Recipe(4, "metal", STEELS, ir=(0.4, 0.6), contrast=(0.3, 0.5), gloss=(0.3, 0.5)),
        Recipe(0.8, "plain", ("232426", "303133"), ir=(0.08, 0.3), gloss=(0.3, 0.5)),
        Recipe(0.8, "plain", ("b9cfc4", "d9c9a3", "a8433a", "7fa3b0"), ir=(0.4, 0.7), gloss=(0.4, 0.6)),
    ),
    "dark_glass": (Recipe(1, "plain", ("121315", "191a1c", "202124"), ir=(0.03, 0.12), gloss=(0.7, 0.9)),),
    "cast_iron": (Recipe(1, "plain", ("1d1d1e", "28282a"), ir=(0.04, 0.15), gloss=(0.05, 0.2)),),
    "dial_plate": (Recipe(1, "plain", ("c9c8c5", "2a2b2d", "8d8c8a"), ir=(0.2, 0.6), gloss=(0.2, 0.4)),),
    "small_appliance": (
        Recipe(2, "metal", STEELS, ir=(0.4, 0.6), contrast=(0.2, 0.4), gloss=(0.4, 0.6)),
        Recipe(2, "plain", ("232426", "e6e5e1", "dcd2bd"), ir=(0.1, 0.7), gloss=(0.3, 0.5)),
        Recipe(1, "plain", ("a8332b", "b9cfc4", "7fa3b0", "c98a3a"), ir=(0.4, 0.7), gloss=(0.4, 0.6)),
    ),
    "pan": (
        Recipe(2, "metal", STEELS, ir=(0.45, 0.6), gloss=(0.4, 0.6)),
        Recipe(2, "plain", ("1f2022", "2b2b2d"), ir=(0.04, 0.2), gloss=(0.1, 0.3)),
        Recipe(1, "plain", ("a8332b", "c9743a", "3f5a6b"), ir=(0.3, 0.6), gloss=(0.4, 0.6)),
        Recipe(0.7, "metal", ("a8623f",), ir=(0.5, 0.7), gloss=(0.4, 0.6)),
    ),
    "fruit": (Recipe(1, "plain", ("b3402f", "c9862f", "8fa33f", "d9b23a", "6a2f35"), ir=(0.55, 0.75), gloss=(0.2, 0.4)),),
    "plate": (
        Recipe(
            4, "ceramic", WHITES, ("4a6a8a", "8a8a86"), ir=(0.55, 0.75), scale_m=(0.1, 0.2), contrast=(0.0, 0.2), gloss=(0.3, 0.6)
        ),
        Recipe(
            1, "ceramic", EARTHS, ("e6e0d2", "3a3a3a"), ir=(0.35, 0.65), scale_m=(0.1, 0.2), contrast=(0.1, 0.6), gloss=(0.3, 0.5)
        ),
    ),
    "clear_glass": (Recipe(1, "plain", ("9aa6a6", "aab4b3", "8f9c9a"), ir=(0.3, 0.5), gloss=(0.7, 0.9)),),
    "napkin": (
        Recipe(2, "weave", WHITES + STRONG_CLOTHS, ir=(0.4, 0.7), scale_m=(0.003, 0.005)),
        Recipe(1, "wicker", ("b08a58", "8a683f", "77716a"), ir=(0.45, 0.65), scale_m=(0.006, 0.01), contrast=(0.4, 0.7)),
    ),
    "kitchen_bin": (
        Recipe(2, "metal", STEELS, ir=(0.4, 0.6), gloss=(0.3, 0.5)),
        Recipe(2, "plain", ("232426", "55565a", "e2e0da", "8d8c8a", "4f6a52"), ir=(0.1, 0.65), gloss=(0.1, 0.3)),
    ),
    "pet_plastic": (Recipe(1, "plain", LIVELY + EARTHS + ("8d8c8a", "d9d7d2"), ir=(0.35, 0.7), gloss=(0.1, 0.35)),),
    "pet_food": (Recipe(1, "carpet", ("5a3a26", "6b4a30"), ir=(0.4, 0.6), scale_m=(0.008, 0.012), contrast=(0.8, 1.0)),),
    "water": (Recipe(1, "plain", ("6f8086", "7f8e92"), ir=(0.05, 0.15), gloss=(0.8, 0.9)),),
    "litter": (Recipe(1, "carpet", ("b5aea2", "9a938a", "c9c2b4"), ir=(0.5, 0.65), scale_m=(0.006, 0.01), contrast=(0.8, 1.0)),),
    "sisal": (Recipe(1, "wicker", ("b99a6b", "a98a5c", "c2a67a"), ir=(0.5, 0.65), scale_m=(0.006, 0.009), contrast=(0.5, 0.8)),),
    "cat_plush": (
        Recipe(
            1,
            "carpet",
            ("c9bda8", "a89a86", "8d8a86", "5f5a55", "d8cdb8"),
            ir=(0.45, 0.68),
            scale_m=(0.02, 0.05),
            contrast=(0.5, 0.9),
        ),
    ),
    "pet_bed": (
        Recipe(2, "carpet", CLOTHS, ir=(0.35, 0.68), scale_m=(0.02, 0.05), contrast=(0.5, 0.9)),
        Recipe(2, "weave", CLOTHS + STRONG_CLOTHS, ir=(0.25, 0.65), scale_m=(0.004, 0.007), contrast=(0.5, 0.9)),
        Recipe(1, "plaid", STRONG_CLOTHS, CLOTHS, ir=(0.3, 0.62), scale_m=(0.08, 0.14)),
    ),
}
