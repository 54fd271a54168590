"""Palettes of wood, metal and what stands about."""

from __future__ import annotations

from synthclips.catalog.materials.palettes.recipe import (
    CLOTHS,
    DARK_PAINTS,
    EARTHS,
    LIGHT_PAINTS,
    LIVELY,
    METALS,
    OAKS,
    PAINTED,
    PALE_WOODS,
    STRONG_CLOTHS,
    WALNUTS,
    WHITES,
    Recipe,
)

PALETTES: dict[str, tuple[Recipe, ...]] = {
    "wood": (
        Recipe(4, "wood", OAKS, ir=(0.5, 0.68), scale_m=(0.12, 0.24), contrast=(0.4, 0.8), gloss=(0.08, 0.3), second_tone=0.6),
        Recipe(3, "wood", WALNUTS, ir=(0.3, 0.62), scale_m=(0.12, 0.24), contrast=(0.4, 0.8), gloss=(0.1, 0.35), second_tone=0.5),
        Recipe(
            2, "wood", PALE_WOODS, ir=(0.55, 0.7), scale_m=(0.12, 0.24), contrast=(0.3, 0.6), gloss=(0.05, 0.25), second_tone=0.7
        ),
        Recipe(1.4, "paint", LIGHT_PAINTS, ir=(0.45, 0.72), contrast=(0.3, 0.6), gloss=(0.1, 0.35)),
        Recipe(0.8, "paint", DARK_PAINTS, ir=(0.12, 0.34), contrast=(0.3, 0.6), gloss=(0.1, 0.35)),
    ),
    "legs": (
        Recipe(
            5, "wood", OAKS + WALNUTS + PALE_WOODS, ir=(0.45, 0.65), scale_m=(0.1, 0.2), contrast=(0.3, 0.6), gloss=(0.1, 0.3)
        ),
        Recipe(2, "metal", METALS, ir=(0.25, 0.5), gloss=(0.2, 0.5)),
    ),
    "metal": (Recipe(1, "metal", METALS, ir=(0.2, 0.5), contrast=(0.3, 0.7), gloss=(0.3, 0.6)),),
    "brass": (Recipe(1, "metal", ("b08d4a", "c2a058", "9a7a45"), ir=(0.45, 0.6), contrast=(0.2, 0.5), gloss=(0.4, 0.7)),),
    "black_plastic": (Recipe(1, "plain", ("1b1c1e", "232427", "2d2f31"), ir=(0.05, 0.3), gloss=(0.2, 0.5)),),
    "set_trim": (
        Recipe(3, "metal", ("2e3033", "3a3c40", "484a4e"), ir=(0.2, 0.4), contrast=(0.1, 0.3), gloss=(0.2, 0.4)),
        Recipe(1, "metal", ("8d8b88", "b0aeaa"), ir=(0.4, 0.55), contrast=(0.1, 0.3), gloss=(0.3, 0.5)),
    ),
    "screen": (Recipe(1, "screen", ("131416", "17181b", "1c1d20"), ir=(0.03, 0.08), gloss=(0.7, 0.9)),),
    "keys": (Recipe(1, "tile", ("1c1d1f", "303236", "c9c9c7"), ir=(0.1, 0.4), scale_m=(0.018, 0.019), contrast=(0.2, 0.4)),),
    "electronics": (
        Recipe(2, "plain", ("1d1e20", "2b2d30"), ir=(0.05, 0.3), gloss=(0.1, 0.4)),
        Recipe(1, "plain", ("c8c8c6", "e2e1de", "8f9194"), ir=(0.4, 0.7), gloss=(0.1, 0.4)),
    ),
    "books": (Recipe(1, "books", ("8c7a5a",), ir=(0.22, 0.6), contrast=(0.5, 0.9)),),
    "paper": (Recipe(1, "paper", ("e3dcc8", "d8ceb4", "e8e4d8"), ir=(0.6, 0.75), contrast=(0.4, 0.7)),),
    "shade": (
        Recipe(4, "shade", ("e6dfce", "e2d6bd", "ddd6c8", "e8e3d6"), ir=(0.55, 0.7), contrast=(0.4, 0.8)),
        Recipe(1, "shade", ("b0493a", "3d5a6c", "5c6b52", "c79a4a", "4a4a4c"), ir=(0.24, 0.62), contrast=(0.4, 0.8)),
    ),
    "leaf": (
        Recipe(
            4,
            "leaf",
            ("3f6a35", "4b7a3c", "2f5a33", "58803f"),
            ("7fa05a", "6f9455", "a3b873"),
            ir=(0.48, 0.6),
            contrast=(0.4, 0.7),
            gloss=(0.05, 0.25),
        ),
        Recipe(
            1,
            "leaf",
            ("5f7a4a", "4a6a50", "6a7f5c"),
            ("c9cf9f", "9fb58a"),
            ir=(0.48, 0.6),
            contrast=(0.5, 0.9),
            gloss=(0.05, 0.2),
        ),
    ),
    "soil": (Recipe(1, "carpet", ("3a2c22", "2c231c"), ir=(0.15, 0.3), scale_m=(0.01, 0.02), contrast=(0.8, 1.0)),),
    "pot": (
        Recipe(
            5,
            "ceramic",
            EARTHS,
            ("3a3a3a", "e6e0d2", "7a5a42"),
            ir=(0.18, 0.5),
            scale_m=(0.08, 0.2),
            contrast=(0.1, 0.6),
            gloss=(0.05, 0.4),
        ),
        Recipe(1.5, "wicker", ("b08a58", "8a683f", "c9a877"), ir=(0.5, 0.65), scale_m=(0.010, 0.016), contrast=(0.5, 0.8)),
    ),
    "ceramic": (
        Recipe(
            3,
            "ceramic",
            EARTHS + WHITES,
            ("3a3a3a", "e6e0d2", "6a5a4a", "4a6a8a"),
            ir=(0.4, 0.7),
            scale_m=(0.05, 0.15),
            contrast=(0.1, 0.8),
            gloss=(0.2, 0.6),
        ),
        Recipe(
            1.5,
            "ceramic",
            LIVELY,
            ("e6e0d2", "2a2a2a"),
            ir=(0.25, 0.68),
            scale_m=(0.05, 0.15),
            contrast=(0.1, 0.7),
            gloss=(0.2, 0.6),
        ),
    ),
    "bottle": (
        Recipe(1, "plain", ("22381f", "3a2a14", "1c2a24", "5a3a1a", "7f8f92", "b9c2c2"), ir=(0.2, 0.5), gloss=(0.5, 0.8)),
    ),
    "foil": (Recipe(1, "metal", ("8d2a2a", "b99a4f", "c9c5bb", "7a2338"), ir=(0.35, 0.6), gloss=(0.2, 0.4)),),
    "rack_wood": (
        Recipe(1, "wood", OAKS + PALE_WOODS, ir=(0.5, 0.68), scale_m=(0.1, 0.2), contrast=(0.3, 0.6), gloss=(0.05, 0.25)),
    ),
    "print": (
        Recipe(1, "print", STRONG_CLOTHS + LIVELY + CLOTHS, STRONG_CLOTHS + LIVELY + CLOTHS, ir=(0.5, 0.7), contrast=(0.5, 0.9)),
    ),
    "mount": (Recipe(1, "plain", ("e6e3da", "dcd6c8", "efece4"), ir=(0.6, 0.75)),),
    "dial": (
        Recipe(3, "plain", ("e6e3da", "efece6", "d8cfba"), ir=(0.6, 0.75)),
        Recipe(1, "plain", ("2a2b2d", "3d4a50"), ir=(0.1, 0.4)),
    ),
    "mirror": (Recipe(1, "mirror", ("ecefec", "e9edea"), ir=(0.82, 0.9)),),
    "picture_frame": (
        Recipe(3, "wood", OAKS + WALNUTS + PALE_WOODS, ir=(0.45, 0.65), scale_m=(0.08, 0.14), contrast=(0.3, 0.7)),
        Recipe(3, "plain", ("1e1e1f", "e6e3dc", "2b2c2e"), ir=(0.1, 0.6), gloss=(0.05, 0.2)),
        Recipe(1, "metal", ("9a7a45", "b0903f", "b9b6b0"), ir=(0.35, 0.5), gloss=(0.2, 0.4)),
    ),
    "basket": (
        Recipe(
            1,
            "wicker",
            ("b08a58", "8a683f", "c9a877", "6a4f34", "a39a8c"),
            ir=(0.5, 0.65),
            scale_m=(0.010, 0.018),
            contrast=(0.6, 0.95),
        ),
    ),
    "box": (
        Recipe(2, "paper", ("a98255", "b58d60", "9c7850"), ir=(0.5, 0.62), contrast=(0.2, 0.5)),
        Recipe(2, "plain", PAINTED + LIVELY, ir=(0.3, 0.65)),
        Recipe(1, "weave", CLOTHS, ir=(0.24, 0.62), scale_m=(0.004, 0.006)),
    ),
    "toy": (Recipe(1, "stripes", LIVELY, LIVELY + WHITES, ir=(0.25, 0.68), scale_m=(0.05, 0.12), gloss=(0.1, 0.3)),),
    "radiator": (
        Recipe(5, "plain", ("e4e2dc", "deddd8", "e8e6e0"), ir=(0.55, 0.7), gloss=(0.1, 0.3)),
        Recipe(1, "plain", ("3a3b3d", "54565a"), ir=(0.2, 0.4)),
    ),
}
