"""Collars of pets: what colours there are, and their albedo r, g, b, infrared."""

from __future__ import annotations

from typing import Literal

from synthclips.scene.distributions import Choice

Collar = Literal["none", "red", "blue", "black", "green", "brown"]
COLLARS: dict[str, tuple[float, float, float, float]] = {
    "red": (0.42, 0.03, 0.03, 0.5), "blue": (0.03, 0.08, 0.35, 0.5), "black": (0.02, 0.02, 0.02, 0.25),
    "green": (0.04, 0.22, 0.07, 0.5), "brown": (0.12, 0.06, 0.03, 0.4),
}  # fmt: skip


def collars(none: float, *weights: float) -> Choice:
    """How often a pet wears none, and each of the colours."""
    return Choice(("none", *COLLARS), (none, *weights))
