"""Palettes of bedrooms and children's rooms: linen, bed frames, toys."""

from __future__ import annotations

from synthclips.catalog.materials.palettes.recipe import (
    CLOTHS,
    DEEP_COLOURS,
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

SOFT = ("c9d3da", "d9c6c2", "cfd6c4", "d8cfbe", "bfc4cc", "d6d2da")
SWEET = ("d88a8f", "e3b7a0", "e2c36a", "8fb9a8", "86aecb", "b6a0cb", "c7d48f")
PALETTES: dict[str, tuple[Recipe, ...]] = {
    "bed_frame": (
        Recipe(3, "wood", OAKS, ir=(0.5, 0.68), scale_m=(0.12, 0.24), contrast=(0.4, 0.8), gloss=(0.08, 0.3), second_tone=0.6),
        Recipe(2, "wood", WALNUTS, ir=(0.3, 0.62), scale_m=(0.12, 0.24), contrast=(0.4, 0.8), gloss=(0.1, 0.35), second_tone=0.5),
        Recipe(2, "wood", PALE_WOODS, ir=(0.55, 0.7), scale_m=(0.12, 0.24), contrast=(0.3, 0.6), second_tone=0.7),
        Recipe(2, "paint", ("e4e1da", "dcd8ce", "8a9a8c", "5c6b6a", "4d4f53"), ir=(0.35, 0.72), gloss=(0.1, 0.3)),
    ),
    "bed_iron": (Recipe(1, "metal", ("1d1d1f", "26272a", "e2dfd6", "9a7a45"), ir=(0.2, 0.55), gloss=(0.2, 0.5)),),
    "bed_sheet": (
        Recipe(4, "weave", WHITES, ir=(0.55, 0.72), scale_m=(0.003, 0.004), contrast=(0.1, 0.3)),
        Recipe(2, "weave", SOFT, ir=(0.5, 0.7), scale_m=(0.003, 0.004), contrast=(0.1, 0.3)),
    ),
    "pillow_case": (
        Recipe(4, "weave", WHITES, ir=(0.55, 0.72), scale_m=(0.003, 0.004), contrast=(0.1, 0.3)),
        Recipe(2, "weave", SOFT + CLOTHS[:4], ir=(0.4, 0.7), scale_m=(0.003, 0.005), contrast=(0.1, 0.4)),
        Recipe(1, "stripes", WHITES, SOFT + STRONG_CLOTHS, ir=(0.45, 0.65), scale_m=(0.03, 0.06)),
    ),
    "duvet": (
        Recipe(3, "weave", WHITES, ir=(0.55, 0.72), scale_m=(0.003, 0.005), contrast=(0.1, 0.4)),
        Recipe(3, "weave", SOFT + CLOTHS, ir=(0.35, 0.7), scale_m=(0.003, 0.005), contrast=(0.2, 0.5)),
        Recipe(2, "weave", STRONG_CLOTHS + DEEP_COLOURS, ir=(0.25, 0.65), scale_m=(0.003, 0.005), contrast=(0.2, 0.5)),
        Recipe(1.5, "stripes", WHITES, STRONG_CLOTHS + SOFT, ir=(0.45, 0.65), scale_m=(0.05, 0.16)),
        Recipe(1, "plaid", WHITES + CLOTHS, STRONG_CLOTHS, ir=(0.4, 0.65), scale_m=(0.12, 0.3)),
        Recipe(1, "dots", WHITES + SOFT, STRONG_CLOTHS, ir=(0.45, 0.65), scale_m=(0.06, 0.14)),
        Recipe(0.7, "rug_geometric", WHITES, SOFT + STRONG_CLOTHS, ir=(0.45, 0.65), scale_m=(0.2, 0.4)),
    ),
    "child_duvet": (
        Recipe(2, "dots", WHITES + SWEET, LIVELY + SWEET, ir=(0.4, 0.68), scale_m=(0.08, 0.18)),
        Recipe(2, "stripes", WHITES + SWEET, LIVELY + SWEET, ir=(0.4, 0.68), scale_m=(0.06, 0.18)),
        Recipe(1, "plaid", WHITES, LIVELY, ir=(0.4, 0.65), scale_m=(0.12, 0.24)),
        Recipe(1, "rug_checker", WHITES, SWEET, ir=(0.4, 0.65), scale_m=(0.14, 0.24)),
        Recipe(1, "weave", SWEET, ir=(0.4, 0.68), scale_m=(0.003, 0.005), contrast=(0.2, 0.5)),
    ),
    "bedroom_floor": (
        Recipe(
            3,
            "carpet",
            ("c9c0b0", "a8a49c", "b9a98f", "8f8b86", "9a948c"),
            ir=(0.45, 0.65),
            scale_m=(0.03, 0.08),
            contrast=(0.5, 0.9),
        ),
        Recipe(
            4,
            "boards",
            OAKS + PALE_WOODS,
            ir=(0.38, 0.66),
            scale_m=(0.09, 0.2),
            contrast=(0.45, 0.85),
            gloss=(0.1, 0.3),
            second_tone=0.6,
        ),
        Recipe(
            1.5,
            "boards",
            WALNUTS,
            ir=(0.24, 0.62),
            scale_m=(0.09, 0.18),
            contrast=(0.4, 0.75),
            gloss=(0.1, 0.35),
            second_tone=0.5,
        ),
        Recipe(1, "herringbone", OAKS + WALNUTS, ir=(0.48, 0.62), scale_m=(0.06, 0.1), contrast=(0.45, 0.8), gloss=(0.1, 0.35)),
    ),
    "child_wall": (
        Recipe(3, "paint", WHITES, ir=(0.62, 0.78), contrast=(0.4, 0.9)),
        Recipe(4, "paint", PALE_COLOURS + ("c3d3dd", "e0cfd0", "d9dcc0", "cfc8dc"), ir=(0.55, 0.72), contrast=(0.4, 0.9)),
        Recipe(1, "paint", NEUTRALS, ir=(0.55, 0.72), contrast=(0.4, 0.9)),
    ),
    "child_accent": (
        Recipe(3, "paint", SWEET + DEEP_COLOURS, ir=(0.3, 0.68), contrast=(0.4, 0.9)),
        Recipe(2, "dots", WHITES, SWEET, ir=(0.5, 0.7), scale_m=(0.16, 0.3)),
        Recipe(1, "wallpaper_stripes", WHITES, SWEET, ir=(0.5, 0.7), scale_m=(0.1, 0.25)),
        Recipe(1, "wallpaper_sprigs", WHITES, SWEET, ir=(0.5, 0.7), scale_m=(0.24, 0.36)),
        Recipe(1, "wallpaper_figures", WHITES, SWEET, ir=(0.5, 0.7), scale_m=(0.2, 0.36)),
    ),
    "garment": (
        Recipe(4, "weave", CLOTHS + STRONG_CLOTHS + WHITES, ir=(0.25, 0.65), scale_m=(0.003, 0.005), contrast=(0.3, 0.7)),
        Recipe(1, "stripes", WHITES, STRONG_CLOTHS, ir=(0.4, 0.65), scale_m=(0.015, 0.04)),
        Recipe(1, "plaid", CLOTHS, STRONG_CLOTHS, ir=(0.3, 0.6), scale_m=(0.04, 0.09)),
        Recipe(1, "knit", CLOTHS + STRONG_CLOTHS, ir=(0.3, 0.65), scale_m=(0.008, 0.014), contrast=(0.5, 0.9)),
    ),
    "robe": (
        Recipe(3, "shag", WHITES + SOFT, ir=(0.5, 0.7), scale_m=(0.012, 0.02), contrast=(0.4, 0.7)),
        Recipe(2, "shag", STRONG_CLOTHS + CLOTHS, ir=(0.3, 0.65), scale_m=(0.012, 0.02), contrast=(0.4, 0.7)),
        Recipe(1, "stripes", STRONG_CLOTHS, WHITES, ir=(0.3, 0.6), scale_m=(0.03, 0.07)),
    ),
    "dummy": (
        Recipe(3, "weave", ("d8cdb8", "c9bda6", "e0d8c8"), ir=(0.5, 0.66), scale_m=(0.003, 0.005), contrast=(0.3, 0.6)),
        Recipe(1, "weave", ("26282b", "3a3d42"), ir=(0.25, 0.55), scale_m=(0.003, 0.005)),
    ),
    "laundry_basket": (
        Recipe(2, "wicker", ("b08a58", "c9a877", "a39a8c", "e0dacb"), ir=(0.5, 0.65), scale_m=(0.012, 0.02), contrast=(0.6, 0.9)),
        Recipe(2, "weave", CLOTHS + WHITES, ir=(0.35, 0.65), scale_m=(0.004, 0.006)),
        Recipe(1, "plain", ("e4e1da", "8fb3c4", "c9c6c0"), ir=(0.5, 0.68), gloss=(0.1, 0.3)),
    ),
    "toy_red": (Recipe(1, "plain", ("b8352c", "c2452f", "a62f35"), ir=(0.4, 0.6), gloss=(0.1, 0.4)),),
    "toy_blue": (Recipe(1, "plain", ("2b5f9c", "3f86b5", "3f8f6a"), ir=(0.35, 0.6), gloss=(0.1, 0.4)),),
    "toy_yellow": (Recipe(1, "plain", ("dfb033", "e0c14a", "d8d2c4"), ir=(0.5, 0.7), gloss=(0.1, 0.4)),),
    "toy_plastic": (Recipe(1, "plain", LIVELY + SWEET, ir=(0.35, 0.65), gloss=(0.1, 0.4)),),
    "toy_pastel": (Recipe(1, "paint", SWEET + WHITES, ir=(0.5, 0.7), contrast=(0.2, 0.5)),),
    "teddy_fur": (Recipe(1, "shag", ("9a6a3c", "b58a55", "7a5232", "d8c4a0", "8f8b86"), ir=(0.4, 0.65), scale_m=(0.008, 0.014)),),
    "teddy_muzzle": (Recipe(1, "weave", ("d8c4a0", "e0d3b8", "c9ad80"), ir=(0.5, 0.7), scale_m=(0.003, 0.004)),),
}
