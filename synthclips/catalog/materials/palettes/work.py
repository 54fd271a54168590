"""Palettes of rooms to work in: offices, garages and what stands in them."""

from __future__ import annotations

from synthclips.catalog.materials.palettes.recipe import (
    LIVELY,
    METALS,
    NEUTRALS,
    OAKS,
    PAINTED,
    PALE_WOODS,
    STRONG_CLOTHS,
    WHITES,
    Recipe,
)
from synthclips.catalog.materials.palettes.shell import BRICKS, PAINTED_BRICKS

PALETTES: dict[str, tuple[Recipe, ...]] = {
    "desk_frame": (
        Recipe(2, "metal", METALS, ir=(0.2, 0.5), contrast=(0.2, 0.5), gloss=(0.2, 0.5)),
        Recipe(3, "wood", OAKS + PALE_WOODS, ir=(0.5, 0.68), scale_m=(0.12, 0.24), contrast=(0.4, 0.7), gloss=(0.05, 0.2)),
        Recipe(2, "paint", WHITES + PAINTED, ir=(0.4, 0.72), contrast=(0.2, 0.5), gloss=(0.1, 0.3)),
    ),
    "enamel": (
        Recipe(3, "plain", ("8f9294", "a9abaa", "c4c3bd", "d8d6cf"), ir=(0.35, 0.6), gloss=(0.15, 0.35)),
        Recipe(2, "plain", ("2b2d30", "3f4a52", "44574b", "5d6f73"), ir=(0.1, 0.35), gloss=(0.15, 0.35)),
        Recipe(1, "plain", ("8d3b36", "3d5673", "c08a35"), ir=(0.25, 0.6), gloss=(0.15, 0.35)),
    ),
    "castor": (
        Recipe(3, "plain", ("1b1c1e", "232427"), ir=(0.06, 0.25), gloss=(0.1, 0.3)),
        Recipe(1, "metal", ("b9b6b0", "c8c6c2"), ir=(0.4, 0.55), gloss=(0.4, 0.6)),
        Recipe(1, "plain", ("c8c8c6", "dcdcd8"), ir=(0.5, 0.7), gloss=(0.1, 0.3)),
    ),
    "office_fabric": (
        Recipe(4, "weave", ("26282b", "2f3033", "3a3d42"), ir=(0.2, 0.6), scale_m=(0.003, 0.005), contrast=(0.4, 0.7)),
        Recipe(2, "weave", (*STRONG_CLOTHS, "8b8984", "6d6e70"), ir=(0.25, 0.62), scale_m=(0.003, 0.006), contrast=(0.4, 0.7)),
        Recipe(
            1.5, "leather", ("1d1d1f", "2a2522", "5a3a26", "d8d4cc"), ir=(0.1, 0.45), scale_m=(0.008, 0.014), gloss=(0.15, 0.4)
        ),
    ),
    "bin": (
        Recipe(2, "metal", ("3a3b3d", "8d8b88", "b9b6b0"), ir=(0.2, 0.5), gloss=(0.2, 0.5)),
        Recipe(2, "plain", ("1d1e20", "e2e0da", *LIVELY[:4]), ir=(0.1, 0.6), gloss=(0.05, 0.25)),
        Recipe(1, "wicker", ("b08a58", "8a683f"), ir=(0.5, 0.65), scale_m=(0.01, 0.014), contrast=(0.6, 0.9)),
    ),
    "cork": (Recipe(1, "carpet", ("b5895a", "a87b4c", "c29a6b"), ir=(0.5, 0.65), scale_m=(0.006, 0.012), contrast=(0.5, 0.8)),),
    "note": (
        Recipe(3, "paper", ("f0e27a", "f3eea8", "f0f0ea"), ir=(0.6, 0.75), contrast=(0.2, 0.4)),
        Recipe(1, "paper", ("e8a0b4", "9fd0a8", "8fc2e0"), ir=(0.6, 0.75), contrast=(0.2, 0.4)),
    ),
    "whiteboard": (Recipe(1, "plain", ("f0f0ee", "e9ebec"), ir=(0.6, 0.75), gloss=(0.3, 0.5)),),
    "ink": (Recipe(1, "plain", ("1c2a5a", "1a1a1c", "7a1c1c", "1c4a2a"), ir=(0.2, 0.6)),),
    "floor_concrete": (
        Recipe(4, "plaster", ("8f8c86", "a29f98", "7c7a75", "97928a"), ir=(0.32, 0.48), scale_m=(0.25, 0.5), contrast=(0.3, 0.7)),
        Recipe(1, "paint", ("5a5f63", "6f4038", "6a6d6a"), ir=(0.3, 0.5), contrast=(0.8, 1.0), gloss=(0.1, 0.3)),
    ),
    "ceiling_garage": (
        Recipe(3, "plaster", WHITES + NEUTRALS, ir=(0.5, 0.7), scale_m=(0.1, 0.25), contrast=(0.4, 0.8)),
        Recipe(1.5, "paint", ("d8d6cf", "c7c3ba", "bcb6aa"), ir=(0.5, 0.68), contrast=(0.6, 1.0)),
    ),
    "wall_garage": (
        Recipe(3, "plaster", WHITES + NEUTRALS, ir=(0.5, 0.7), scale_m=(0.1, 0.25), contrast=(0.4, 0.8)),
        Recipe(1.5, "paint", ("d8d6cf", "c7c3ba", "bcb6aa"), ir=(0.5, 0.68), contrast=(0.6, 1.0)),
        PAINTED_BRICKS,
        BRICKS,
    ),
    "guitar": (
        Recipe(
            3, "wood", ("c29a6b", "b5763c", "d2a46a"), ir=(0.5, 0.65), scale_m=(0.1, 0.16), contrast=(0.3, 0.6), gloss=(0.4, 0.6)
        ),
        Recipe(2, "plain", ("8a1f1c", "1d1d1f", "e8e0c8", "2f4a6f", "b0792f"), ir=(0.2, 0.6), gloss=(0.4, 0.6)),
    ),
    "weight": (Recipe(3, "plain", ("1d1e20", "2b2c2e"), ir=(0.05, 0.15)), Recipe(1, "plain", LIVELY[:4], ir=(0.25, 0.6))),
    "airer": (
        Recipe(2, "plain", ("e2e0da", "d8d8d4"), ir=(0.5, 0.7), gloss=(0.2, 0.4)),
        Recipe(1, "metal", ("b9b6b0", "8d8b88"), ir=(0.4, 0.5), gloss=(0.3, 0.5)),
    ),
    "wash": (
        Recipe(3, "weave", (*WHITES, *STRONG_CLOTHS, "26282b"), ir=(0.3, 0.7), scale_m=(0.003, 0.006), contrast=(0.3, 0.6)),
        Recipe(1.5, "stripes", WHITES, STRONG_CLOTHS, ir=(0.4, 0.65), scale_m=(0.03, 0.1)),
        Recipe(1, "plaid", STRONG_CLOTHS, WHITES, ir=(0.3, 0.62), scale_m=(0.06, 0.12)),
    ),
    "ironwork": (
        Recipe(3, "metal", ("1d1d1f", "26272a"), ir=(0.1, 0.3), contrast=(0.2, 0.4), gloss=(0.1, 0.3)),
        Recipe(1, "metal", ("b9b6b0", "9a7a45"), ir=(0.35, 0.5), contrast=(0.2, 0.5), gloss=(0.3, 0.5)),
    ),
    "cardboard": (Recipe(1, "paper", ("a98255", "b58d60", "9c7850", "b0885a"), ir=(0.5, 0.62), contrast=(0.2, 0.5)),),
    "tape": (
        Recipe(2, "plain", ("c9a878", "b8905c"), ir=(0.5, 0.6), gloss=(0.3, 0.5)),
        Recipe(1, "plain", ("d8d2c4", "2b5a8f", "1d1d1f"), ir=(0.3, 0.6)),
    ),
    "parcel": (
        Recipe(4, "paper", ("a98255", "b58d60", "9c7850"), ir=(0.5, 0.62), contrast=(0.2, 0.5)),
        Recipe(1.5, "plain", ("e2e0da", "1d1e20", "4b4d50"), ir=(0.3, 0.7), gloss=(0.05, 0.3)),
    ),
    "paintwork": (
        Recipe(3, "plain", LIVELY, ir=(0.25, 0.65), gloss=(0.3, 0.6)),
        Recipe(3, "plain", ("1d1d1f", "2b2d30", "5a5f63", "e2e0da", "2f4a3a", "22304a"), ir=(0.1, 0.6), gloss=(0.3, 0.6)),
    ),
    "mower": (
        Recipe(3, "plain", ("b3362c", "2f7a3c", "d0662a"), ir=(0.3, 0.55), gloss=(0.3, 0.5)),
        Recipe(1, "plain", ("d8a32a", "2f5f9f"), ir=(0.35, 0.6), gloss=(0.3, 0.5)),
    ),
    "remote_keys": (Recipe(1, "plain", ("54565a", "63666a", "74767a"), ir=(0.3, 0.45), gloss=(0.05, 0.2)),),
    "packing_print": (Recipe(1, "plain", ("2b2420", "2a2d33", "4a2a22"), ir=(0.1, 0.25)),),
    "grass_bag": (
        Recipe(1, "weave", ("5c625c", "6d6e70", "4f5a48"), ir=(0.3, 0.5), scale_m=(0.004, 0.008), contrast=(0.4, 0.7)),
    ),
    "rubber": (Recipe(1, "plain", ("1b1b1c", "222223", "2a2a2a"), ir=(0.04, 0.12), gloss=(0.02, 0.1)),),
    "steel": (Recipe(1, "metal", ("b9b6b0", "c8c6c2", "8d8b88"), ir=(0.4, 0.55), contrast=(0.2, 0.5), gloss=(0.3, 0.6)),),
    "bench_top": (
        Recipe(3, "wood", PALE_WOODS + OAKS, ir=(0.45, 0.62), scale_m=(0.1, 0.2), contrast=(0.6, 0.95)),
        Recipe(1, "paper", ("a98a62", "b59a74"), ir=(0.5, 0.6), contrast=(0.4, 0.7)),
    ),
    "vice": (
        Recipe(3, "metal", ("3a3b3d", "54565a", "8d8b88"), ir=(0.25, 0.45), contrast=(0.4, 0.8), gloss=(0.2, 0.4)),
        Recipe(1, "plain", ("2f4f7a", "3f6a4a", "8a2f2a"), ir=(0.25, 0.5), gloss=(0.1, 0.3)),
    ),
    "pegboard": (
        Recipe(2, "plain", ("e2e0da", "d8d6cf"), ir=(0.55, 0.7)),
        Recipe(2, "wood", ("b58a5c", "c29a6b"), ir=(0.5, 0.62), scale_m=(0.2, 0.4), contrast=(0.2, 0.4)),
        Recipe(1, "plain", ("3f4a52", "5c6b6a"), ir=(0.3, 0.5)),
    ),
    "ladder": (
        Recipe(3, "metal", ("b9b6b0", "c8c6c2"), ir=(0.4, 0.55), contrast=(0.2, 0.5), gloss=(0.3, 0.5)),
        Recipe(1, "wood", PALE_WOODS + OAKS, ir=(0.45, 0.6), scale_m=(0.1, 0.2), contrast=(0.5, 0.8)),
        Recipe(1, "plain", ("d8a32a", "c05a2a"), ir=(0.4, 0.6)),
    ),
    "bin_plastic": (
        Recipe(3, "plain", ("2a3a2c", "24262a", "3a3d42"), ir=(0.06, 0.3)),
        Recipe(2, "plain", ("2f5f8f", "5a4636", "6d7c3c", "8d3b36"), ir=(0.2, 0.5)),
    ),
    "garage_door": (
        Recipe(4, "paint", ("d8d6cf", "e2e0da", "c7c3ba", "bcbab4"), ir=(0.5, 0.7), contrast=(0.5, 0.9)),
        Recipe(1, "paint", ("5c6b6a", "3f4a52", "6f4a38"), ir=(0.25, 0.5), contrast=(0.5, 0.9)),
        Recipe(1, "wood", OAKS, ir=(0.45, 0.6), scale_m=(0.12, 0.2), contrast=(0.6, 0.9)),
    ),
    "car_cover": (
        Recipe(3, "weave", ("8f9294", "a9abaa", "6d6e70", "c4c3bd"), ir=(0.4, 0.65), scale_m=(0.004, 0.008), contrast=(0.3, 0.6)),
        Recipe(1, "weave", ("2b3a4f", "3d4a3c", "26282b"), ir=(0.2, 0.5), scale_m=(0.004, 0.008), contrast=(0.3, 0.6)),
    ),
}
