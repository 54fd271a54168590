"""Builds of cats: what sets kittens, slender, stocky and long-haired cats apart, after breed standards and sizes as kept."""

from __future__ import annotations

from typing import Any

from synthclips.scene.distributions import Choice, Uniform

COATS = ("tabby", "mackerel", "black", "white", "tuxedo", "bicolour", "calico", "ginger", "grey", "colourpoint")


def _coats(*weights: float) -> Choice:
    return Choice(COATS, weights)


BUILDS: dict[str, dict[str, Any]] = {
    "shorthair": {},
    "kitten": {  # of ten to sixteen weeks: large head and ears, short tail, soft fur
        "length_m": Uniform(0.255, 0.32),
        "height_m": Uniform(0.145, 0.185),
        "weight_kg": Uniform(0.9, 1.9),
        "belly": Uniform(0.3, 0.8),
        "head_size": Uniform(1.26, 1.38),
        "ear_size": Uniform(1.0, 1.2),
        "leg_thickness": Uniform(0.98, 1.10),
        "tail_m": Uniform(0.12, 0.16),
        "fur": Uniform(0.2, 0.6),
    },
    "slender": {  # oriental: long fine bones, wedge of a head, large ears, hardly any underfur
        "length_m": Uniform(0.43, 0.49),
        "height_m": Uniform(0.26, 0.29),
        "weight_kg": Uniform(2.8, 4.4),
        "belly": Uniform(0.0, 0.2),
        "head_size": Uniform(1.00, 1.08),
        "ear_size": Uniform(1.25, 1.38),
        "leg_thickness": Uniform(0.82, 0.90),
        "tail_m": Uniform(0.31, 0.36),
        "fur": Uniform(0.0, 0.1),
        "coat": _coats(1.0, 1.0, 1.5, 0.8, 0.4, 0.4, 0.3, 0.6, 1.2, 4.0),
    },
    "stocky": {  # cobby: broad and low, round head, small ears, thick legs and tail
        "length_m": Uniform(0.42, 0.47),
        "height_m": Uniform(0.235, 0.265),
        "weight_kg": Uniform(4.5, 7.5),
        "belly": Uniform(0.65, 1.0),
        "head_size": Uniform(1.20, 1.30),
        "ear_size": Uniform(0.80, 0.94),
        "leg_thickness": Uniform(1.08, 1.20),
        "tail_m": Uniform(0.22, 0.26),
        "fur": Uniform(0.3, 0.55),
        "coat": _coats(1.5, 1.0, 1.0, 0.6, 0.8, 1.0, 0.5, 0.8, 4.0, 0.5),
    },
    "longhair": {  # a ruff, a plumed tail, and what legs there are half in fur
        "length_m": Uniform(0.42, 0.48),
        "height_m": Uniform(0.24, 0.27),
        "weight_kg": Uniform(3.5, 6.5),
        "belly": Uniform(0.4, 0.9),
        "head_size": Uniform(1.14, 1.25),
        "ear_size": Uniform(0.82, 1.0),
        "tail_m": Uniform(0.26, 0.31),
        "fur": Uniform(0.85, 1.0),
        "coat": _coats(2.0, 1.0, 1.2, 1.6, 0.8, 1.4, 1.0, 1.6, 1.2, 1.4),
    },
    "giant": {  # Maine Coons and Norwegians: as heavy as a small dog, tufted, shaggy, a tail as long as the back
        "length_m": Uniform(0.52, 0.60),
        "height_m": Uniform(0.31, 0.37),
        "weight_kg": Uniform(5.5, 10.0),
        "belly": Uniform(0.2, 0.6),
        "head_size": Uniform(1.10, 1.20),
        "ear_size": Uniform(1.18, 1.34),
        "leg_thickness": Uniform(1.04, 1.18),
        "tail_m": Uniform(0.36, 0.42),
        "fur": Uniform(0.75, 1.0),
        "coat": _coats(4.0, 2.5, 1.0, 0.5, 0.6, 1.0, 0.6, 1.6, 0.6, 0.2),
    },
}
