"""Palettes of what is woven, knotted or sewn."""

from __future__ import annotations

from synthclips.catalog.materials.palettes.recipe import (
    CLOTHS,
    CURTAINS,
    DEEP_COLOURS,
    HIDES,
    LIVELY,
    STRONG_CLOTHS,
    WHITES,
    Recipe,
)

PALETTES: dict[str, tuple[Recipe, ...]] = {
    "couch_fabric": (
        Recipe(5, "weave", CLOTHS, ir=(0.2, 0.66), scale_m=(0.003, 0.006), contrast=(0.45, 0.9)),
        Recipe(3, "weave", STRONG_CLOTHS, ir=(0.2, 0.64), scale_m=(0.003, 0.006), contrast=(0.4, 0.8)),
        Recipe(2, "velvet", STRONG_CLOTHS, ir=(0.24, 0.62), scale_m=(0.06, 0.16), contrast=(0.5, 0.9), gloss=(0.05, 0.15)),
        Recipe(2.2, "leather", HIDES, ir=(0.2, 0.5), scale_m=(0.012, 0.03), contrast=(0.5, 0.9), gloss=(0.25, 0.5)),
        Recipe(0.5, "stripes", CLOTHS, ("d8d2c4", "e0dacb"), ir=(0.45, 0.6), scale_m=(0.05, 0.12)),
        Recipe(0.4, "plaid", STRONG_CLOTHS, CLOTHS, ir=(0.24, 0.62), scale_m=(0.12, 0.22)),
    ),
    "cushion_fabric": (
        Recipe(4, "weave", STRONG_CLOTHS + LIVELY, ir=(0.22, 0.68), scale_m=(0.003, 0.008), contrast=(0.4, 0.9)),
        Recipe(2, "knit", CLOTHS + WHITES, ir=(0.25, 0.68), scale_m=(0.010, 0.02), contrast=(0.5, 0.9)),
        Recipe(2, "velvet", STRONG_CLOTHS, ir=(0.24, 0.62), scale_m=(0.05, 0.12), contrast=(0.5, 0.9)),
        Recipe(2, "stripes", WHITES, STRONG_CLOTHS, ir=(0.45, 0.65), scale_m=(0.03, 0.09)),
        Recipe(2, "dots", WHITES + STRONG_CLOTHS, LIVELY, ir=(0.45, 0.65), scale_m=(0.05, 0.10)),
        Recipe(1, "plaid", STRONG_CLOTHS, WHITES, ir=(0.24, 0.62), scale_m=(0.08, 0.16)),
    ),
    "throw": (
        Recipe(3, "knit", CLOTHS + WHITES + STRONG_CLOTHS, ir=(0.25, 0.68), scale_m=(0.012, 0.025), contrast=(0.6, 0.95)),
        Recipe(2, "plaid", STRONG_CLOTHS, WHITES, ir=(0.24, 0.62), scale_m=(0.1, 0.2)),
        Recipe(1, "stripes", WHITES, STRONG_CLOTHS, ir=(0.24, 0.62), scale_m=(0.08, 0.2)),
    ),
    "rug": (
        Recipe(
            3,
            "rug_persian",
            ("7a2a22", "8a3a2a", "3a4258", "6a3a34", "8f6a4a"),
            ("222a44", "2e2a30", "4a1f1c", "37472f"),
            ir=(0.2, 0.55),
            scale_m=(0.17, 0.28),
        ),
        Recipe(
            2,
            "rug_stripes",
            ("cfc4ae", "b9ab92", "7a7468", "d8d0c0"),
            (*STRONG_CLOTHS, "4a4a4a"),
            ir=(0.24, 0.62),
            scale_m=(0.08, 0.25),
        ),
        Recipe(
            2,
            "rug_geometric",
            ("d8d0c0", "cfc6b4", "8d3b36", "3d4f63"),
            ("4a4845", "2f3a48", "8a5a3c", "d6cdbb"),
            ir=(0.24, 0.62),
            scale_m=(0.16, 0.4),
        ),
        Recipe(
            2,
            "shag",
            ("d9d2c4", "b5ab9c", "8f8b86", "6a6f74", "a56b52", "54614f"),
            ir=(0.25, 0.68),
            scale_m=(0.03, 0.08),
            contrast=(0.7, 1.0),
        ),
        Recipe(
            1, "rug_checker", ("d9d2c4", "c8bda8"), ("8a6f5c", "55565a", "6d7c6c", "3c3c3f"), ir=(0.24, 0.62), scale_m=(0.24, 0.5)
        ),
        Recipe(
            2,
            "rug_abstract",
            ("cfc8bb", "b9b3a6", "8f9aa3"),
            ("5d6b7a", "7f6a58", "8a8f86", "3f4a58"),
            ir=(0.24, 0.62),
            scale_m=(0.4, 0.9),
        ),
    ),
    "fringe": (Recipe(1, "weave", ("d9d0ba", "cfc3a6", "e0dac8"), ir=(0.5, 0.65), scale_m=(0.004, 0.006)),),
    "curtain": (
        Recipe(6, "weave", CURTAINS, ir=(0.35, 0.7), scale_m=(0.004, 0.008), contrast=(0.4, 0.8)),
        Recipe(1, "stripes", WHITES, CURTAINS, ir=(0.5, 0.65), scale_m=(0.06, 0.18)),
        Recipe(1, "velvet", DEEP_COLOURS, ir=(0.24, 0.62), scale_m=(0.08, 0.2)),
        Recipe(0.7, "dots", WHITES, CURTAINS, ir=(0.5, 0.65), scale_m=(0.09, 0.16)),
    ),
    "blind_slats": (
        Recipe(4, "plain", ("e4e2dc", "dcd9d0", "ece9e2"), ir=(0.6, 0.75), gloss=(0.1, 0.25)),
        Recipe(1, "plain", ("b9bcbf", "8d9093", "c9c2b4"), ir=(0.45, 0.6), gloss=(0.15, 0.3)),
        Recipe(1, "plain", ("8a5f3c", "6d4a30", "a87e54"), ir=(0.45, 0.6), gloss=(0.1, 0.2)),
    ),
    "blind_cloth": (
        Recipe(4, "weave", CURTAINS + WHITES, ir=(0.4, 0.7), scale_m=(0.002, 0.004), contrast=(0.2, 0.5)),
        Recipe(1, "weave", CLOTHS, ir=(0.3, 0.6), scale_m=(0.002, 0.004), contrast=(0.2, 0.5)),
    ),
    "blind_rail": (Recipe(1, "plain", ("e4e2dc", "c9ccd0"), ir=(0.5, 0.7), gloss=(0.1, 0.3)),),
    "blind_cord": (Recipe(1, "plain", ("dedbd2", "cfcac0"), ir=(0.5, 0.7)),),
    "leather": (Recipe(1, "leather", HIDES, ir=(0.15, 0.5), scale_m=(0.008, 0.016), contrast=(0.4, 0.8), gloss=(0.15, 0.4)),),
    "bag": (
        Recipe(
            2,
            "leather",
            (*HIDES, "8a2f2a", "2f3f55"),
            ir=(0.15, 0.5),
            scale_m=(0.008, 0.016),
            contrast=(0.4, 0.8),
            gloss=(0.1, 0.4),
        ),
        Recipe(2, "weave", (*STRONG_CLOTHS, "26282b", "3a3d42"), ir=(0.22, 0.6), scale_m=(0.003, 0.005)),
    ),
    "shoe": (
        Recipe(2, "leather", HIDES, ir=(0.15, 0.5), scale_m=(0.006, 0.012), contrast=(0.4, 0.7), gloss=(0.1, 0.4)),
        Recipe(2, "weave", ("e2e0da", "2b2d30", "6d6e70", "2f4a6f", "8d3b36", "5f7a61"), ir=(0.22, 0.68), scale_m=(0.002, 0.004)),
    ),
    "sole": (Recipe(2, "plain", ("e0ddd4", "d0c6b0"), ir=(0.5, 0.65)), Recipe(2, "plain", ("24221f", "3a2f26"), ir=(0.1, 0.3))),
    "garment_inside": (Recipe(1, "plain", ("17181a", "221f1d", "1d2026"), ir=(0.08, 0.2)),),
    "coat": (
        Recipe(
            4,
            "weave",
            ("26282b", "2f3a4c", "4a4d50", "5c5142", "3d4a3c", "7a6a54", "8d3b36"),
            ir=(0.22, 0.6),
            scale_m=(0.003, 0.006),
        ),
        Recipe(1, "plain", ("b58a2f", "2f5f4f", "7a2f2a"), ir=(0.24, 0.62), gloss=(0.05, 0.15)),
        Recipe(1, "plaid", ("7a6a54", "4a4d50"), ("2b2c2e", "b8ab97"), ir=(0.24, 0.62), scale_m=(0.08, 0.14)),
    ),
}
