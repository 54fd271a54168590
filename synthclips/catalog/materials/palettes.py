"""Palettes: what colours and weaves a slot of furniture or room may have, in believable shares; `draw` settles one Material.

Colours are written as screen hex codes and kept as linear albedo; infrared albedo is its own number, since
dark cloth and print are often bright at 850 nm, foliage very bright, black leather and carbon black dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synthclips.scene.errors import SceneError, unknown
from synthclips.scene.records import Material, Vec3
from synthclips.scene.streams import Stream

Span = tuple[float, float]


@dataclass(frozen=True)
class Recipe:
    """One family with its colours; a palette is a weighted list of these."""

    weight: float
    family: str
    colours: Sequence[str]  # hex; one is drawn
    seconds: Sequence[str] = ()  # hex of the second colour; () for a shade of the first
    ir: Span = (0.4, 0.6)
    scale_m: Span = (0.1, 0.1)
    contrast: Span = (0.4, 0.7)
    gloss: Span = (0.0, 0.0)
    second_tone: float = 0.55  # brightness of the second colour where `seconds` is empty


WHITES = ("e6e3dc", "e2e0da", "e5e1d6", "dedbd2", "e4e4e2", "ded8c9")
NEUTRALS = ("d3cbbd", "c7c3ba", "cfcfcb", "bcb6aa", "c6bca8", "b3b1ad")
PALE_COLOURS = ("b4bda6", "b9c5cd", "d9c0b3", "c9cfc0", "d8cba2", "aab9bf")
DEEP_COLOURS = ("3c4a5e", "44574b", "a8664a", "6b5a66", "5d6f73", "8a3b3b", "c09a4a")
CLOTHS = ("a9a49b", "8b8984", "6d6e70", "4b4d50", "b8ab97", "cdc4b4", "9a8a74", "77695a", "d6d2ca", "5a5148")
STRONG_CLOTHS = ("3d5673", "2b3a4f", "5f7a61", "38513f", "a4623f", "8d3b36", "c08a35", "6a4a63", "3f7075", "b98a88", "86603f")
HIDES = ("5a3a26", "3b2a20", "23211f", "7d5233", "a06c42", "c9b79b", "d8d0c2", "5c2420")
OAKS = ("b58a5c", "a97c4f", "c29a6b", "9c7047", "c8a67c")
WALNUTS = ("5f4230", "4a3325", "6f4d36", "3a2a22", "7a4a30")
PALE_WOODS = ("d2b58e", "cfae84", "d8c4a4", "c4a278")
PAINTED = ("e4e1da", "dcd8ce", "cfcac0", "5c6b6a", "3f4a52", "2b2c2d", "8a9a8c", "b7b2a8")
METALS = ("26272a", "1d1d1f", "8d8b88", "b9b6b0", "9a7a45", "7d5f36", "c8c6c2")
EARTHS = ("b4643f", "9c5a3c", "e0dbd0", "3a3b3c", "7f8c86", "c9b79d", "6b7f8e", "e8e4da")
LIVELY = ("b6422f", "2f5f8f", "e0b23c", "3f7f5a", "d8d2c4", "26282b", "7a3f6a", "cf7a4a", "4f9aa0", "8fae5c")
CURTAINS = ("e2ddd2", "d6cfc0", "bfb6a6", "a8a8a4", "7d8a8f", "4e5b66", "8f7f6b", "7a3a36", "5d6b52", "c8a878")

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
    "wood": (
        Recipe(4, "wood", OAKS, ir=(0.5, 0.68), scale_m=(0.12, 0.24), contrast=(0.4, 0.8), gloss=(0.08, 0.3), second_tone=0.6),
        Recipe(3, "wood", WALNUTS, ir=(0.3, 0.62), scale_m=(0.12, 0.24), contrast=(0.4, 0.8), gloss=(0.1, 0.35), second_tone=0.5),
        Recipe(
            2, "wood", PALE_WOODS, ir=(0.55, 0.7), scale_m=(0.12, 0.24), contrast=(0.3, 0.6), gloss=(0.05, 0.25), second_tone=0.7
        ),
        Recipe(2.2, "paint", PAINTED, ir=(0.4, 0.72), contrast=(0.3, 0.6), gloss=(0.1, 0.35)),
    ),
    "legs": (
        Recipe(
            5, "wood", OAKS + WALNUTS + PALE_WOODS, ir=(0.45, 0.65), scale_m=(0.1, 0.2), contrast=(0.3, 0.6), gloss=(0.1, 0.3)
        ),
        Recipe(2, "metal", METALS, ir=(0.25, 0.5), gloss=(0.2, 0.5)),
    ),
    "metal": (Recipe(1, "metal", METALS, ir=(0.2, 0.5), contrast=(0.3, 0.7), gloss=(0.3, 0.6)),),
    "black_plastic": (Recipe(1, "plain", ("1b1c1e", "232427", "2d2f31"), ir=(0.05, 0.3), gloss=(0.2, 0.5)),),
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
            ir=(0.22, 0.68),
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
    "print": (
        Recipe(1, "print", STRONG_CLOTHS + LIVELY + CLOTHS, STRONG_CLOTHS + LIVELY + CLOTHS, ir=(0.5, 0.7), contrast=(0.5, 0.9)),
    ),
    "mount": (Recipe(1, "plain", ("e6e3da", "dcd6c8", "efece4"), ir=(0.6, 0.75)),),
    "dial": (
        Recipe(3, "plain", ("e6e3da", "efece6", "d8cfba"), ir=(0.6, 0.75)),
        Recipe(1, "plain", ("2a2b2d", "3d4a50"), ir=(0.1, 0.4)),
    ),
    "picture_frame": (
        Recipe(3, "wood", OAKS + WALNUTS + PALE_WOODS, ir=(0.45, 0.65), scale_m=(0.08, 0.14), contrast=(0.3, 0.7)),
        Recipe(3, "plain", ("1e1e1f", "e6e3dc", "2b2c2e"), ir=(0.1, 0.6), gloss=(0.05, 0.2)),
        Recipe(1, "metal", ("9a7a45", "b0903f", "b9b6b0"), ir=(0.35, 0.5), gloss=(0.2, 0.4)),
    ),
    "curtain": (
        Recipe(6, "weave", CURTAINS, ir=(0.35, 0.7), scale_m=(0.004, 0.008), contrast=(0.4, 0.8)),
        Recipe(1, "stripes", WHITES, CURTAINS, ir=(0.5, 0.65), scale_m=(0.06, 0.18)),
        Recipe(1, "velvet", DEEP_COLOURS, ir=(0.24, 0.62), scale_m=(0.08, 0.2)),
        Recipe(0.7, "dots", WHITES, CURTAINS, ir=(0.5, 0.65), scale_m=(0.09, 0.16)),
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
    "toy": (Recipe(1, "stripes", LIVELY, LIVELY + WHITES, ir=(0.25, 0.68), scale_m=(0.05, 0.12), gloss=(0.1, 0.3)),),
    "radiator": (
        Recipe(5, "plain", ("e4e2dc", "deddd8", "e8e6e0"), ir=(0.55, 0.7), gloss=(0.1, 0.3)),
        Recipe(1, "plain", ("3a3b3d", "54565a"), ir=(0.2, 0.4)),
    ),
    "wall": (
        Recipe(6, "paint", WHITES, ir=(0.62, 0.78), contrast=(0.4, 0.9)),
        Recipe(3.5, "paint", NEUTRALS, ir=(0.55, 0.72), contrast=(0.4, 0.9)),
        Recipe(2, "paint", PALE_COLOURS, ir=(0.55, 0.7), contrast=(0.4, 0.9)),
        Recipe(0.6, "paint", DEEP_COLOURS, ir=(0.2, 0.64), contrast=(0.4, 0.9)),
        Recipe(1, "plaster", WHITES + NEUTRALS, ir=(0.55, 0.72), scale_m=(0.06, 0.16), contrast=(0.3, 0.7)),
        Recipe(0.5, "wallpaper_stripes", WHITES, NEUTRALS + PALE_COLOURS, ir=(0.55, 0.7), scale_m=(0.1, 0.25)),
        Recipe(0.5, "wallpaper_damask", WHITES, NEUTRALS + PALE_COLOURS, ir=(0.55, 0.7), scale_m=(0.18, 0.32)),
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
        Recipe(1, "wallpaper_stripes", NEUTRALS + PALE_COLOURS, WHITES + DEEP_COLOURS, ir=(0.5, 0.7), scale_m=(0.1, 0.25)),
        Recipe(1, "wallpaper_damask", NEUTRALS + PALE_COLOURS, WHITES + DEEP_COLOURS, ir=(0.5, 0.7), scale_m=(0.18, 0.32)),
    ),
    "trim": (
        Recipe(6, "paint", ("e6e4de", "e2dfd6", "eceae6"), ir=(0.6, 0.75), gloss=(0.1, 0.3)),
        Recipe(1, "wood", OAKS + WALNUTS, ir=(0.45, 0.62), scale_m=(0.1, 0.2)),
    ),
    "frame": (
        Recipe(7, "paint", ("e8e6e0", "e4e1d8", "ededea"), ir=(0.6, 0.75), gloss=(0.1, 0.3)),
        Recipe(1, "wood", OAKS + WALNUTS, ir=(0.45, 0.62), scale_m=(0.1, 0.2)),
        Recipe(1, "paint", ("3a3d40", "54585a"), ir=(0.2, 0.4), gloss=(0.1, 0.3)),
    ),
    "door": (
        Recipe(5, "paint", ("e6e3dc", "e2dfd6", "d9d6cc", "ebe9e4"), ir=(0.6, 0.75), gloss=(0.1, 0.3)),
        Recipe(3, "wood", OAKS + WALNUTS, ir=(0.45, 0.62), scale_m=(0.14, 0.26), contrast=(0.4, 0.8), gloss=(0.1, 0.3)),
        Recipe(1, "paint", ("4a5a52", "5a3a34", "3c4a5e", "8a8f8a"), ir=(0.2, 0.55), gloss=(0.1, 0.3)),
    ),
    "switch": (Recipe(1, "plain", ("e9e7e2", "e2dfd8"), ir=(0.6, 0.72), gloss=(0.1, 0.3)),),
    "outside": (Recipe(1, "outside", ("b0c4de",), ir=(0.35, 0.5)),),
}


def draw(palette: str, stream: Stream) -> Material:
    """One Material of a palette, settled. Raises SceneError with the nearest known name."""
    if palette not in PALETTES:
        raise SceneError(unknown("palette", palette, PALETTES))
    recipes = PALETTES[palette]
    recipe = stream.choice(recipes, [r.weight for r in recipes])
    first = _varied(linear(stream.choice(recipe.colours)), stream)
    second = _varied(linear(stream.choice(recipe.seconds)), stream) if recipe.seconds else _shade(first, recipe.second_tone)
    return Material(
        family=recipe.family,
        rgb=first,
        rgb2=second,
        ir=round(stream.uniform(*recipe.ir), 4),
        scale_m=round(stream.uniform(*recipe.scale_m), 5),
        contrast=round(stream.uniform(*recipe.contrast), 4),
        gloss=round(stream.uniform(*recipe.gloss), 4),
        key=stream.integer(0, 2**31 - 1),
    )


def linear(code: str) -> Vec3:
    """Linear light of a hex colour. IEC 61966-2-1."""
    red, green, blue = (int(code[k : k + 2], 16) / 255 for k in (0, 2, 4))
    return _linear(red), _linear(green), _linear(blue)


def _linear(v: float) -> float:
    return round(float(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4), 5)


def _varied(colour: Vec3, stream: Stream) -> Vec3:
    """A little lighter or darker, a little warmer or cooler: no two homes bought the same tin."""
    light, warm = stream.uniform(0.88, 1.12), stream.uniform(-0.035, 0.035)
    red, green, blue = colour
    return _kept(red * light * (1 + warm)), _kept(green * light), _kept(blue * light * (1 - warm))


def _shade(colour: Vec3, tone: float) -> Vec3:
    """A darker neighbour of the colour, a touch redder, as wood and cloth have."""
    red, green, blue = colour
    return _kept(red * tone * 1.04), _kept(green * tone), _kept(blue * tone * 0.94)


def _kept(v: float) -> float:
    return round(min(max(v, 0.004), 0.85), 5)
