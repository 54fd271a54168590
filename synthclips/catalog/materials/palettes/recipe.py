"""A Recipe of materials, and the colours that palettes share, as screen hex codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
LIGHT_PAINTS = ("e4e1da", "dcd8ce", "cfcac0", "8a9a8c", "b7b2a8")
DARK_PAINTS = ("5c6b6a", "3f4a52", "4d4f53")  # there is soot in them, which is black in infrared too
PAINTED = LIGHT_PAINTS + DARK_PAINTS
METALS = ("26272a", "1d1d1f", "8d8b88", "b9b6b0", "9a7a45", "7d5f36", "c8c6c2")
EARTHS = ("b4643f", "9c5a3c", "e0dbd0", "3a3b3c", "7f8c86", "c9b79d", "6b7f8e", "e8e4da")
LIVELY = ("b6422f", "2f5f8f", "e0b23c", "3f7f5a", "d8d2c4", "26282b", "7a3f6a", "cf7a4a", "4f9aa0", "8fae5c")
CURTAINS = ("e2ddd2", "d6cfc0", "bfb6a6", "a8a8a4", "7d8a8f", "4e5b66", "8f7f6b", "7a3a36", "5d6b52", "c8a878")
