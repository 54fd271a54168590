"""Builds of people: what sex and age change, as shares of a population at home.

Statures: adults after Huston (means and fifth to ninety-fifth percentiles of both sexes), children after the growth charts
of the WHO; body mass index falls to about 15.5 at six years and rises with age.
"""

from __future__ import annotations

from typing import Any

from synthclips.scene.distributions import Choice, Normal, Uniform

HAIR = ("short", "long", "bob", "curly", "bun", "ponytail", "shaved", "bald")
TOPS = ("tshirt", "shirt", "hoodie", "hood_up", "jacket", "coat", "dress", "long_dress")
BOTTOMS = ("jeans", "trousers", "skirt", "shorts")
HEADWEAR = ("none", "cap", "beanie", "balaclava", "headscarf")
_HERS = {
    "figure": Uniform(0.55, 1.0),
    "top": Choice(TOPS, (22, 18, 15, 5, 15, 7, 12, 6)),
    "bottom": Choice(BOTTOMS, (46, 30, 16, 8)),
    "headwear": Choice(HEADWEAR, (78, 6, 7, 2, 7)),
}
_HIS = {
    "figure": Uniform(0.0, 0.40),
    "top": Choice(TOPS, (28, 22, 20, 6, 16, 8, 0, 0)),
    "bottom": Choice(BOTTOMS, (50, 38, 0, 12)),
    "headwear": Choice(HEADWEAR, (79, 11, 8, 2, 0)),
}
_WITH_STICKS = Choice(("nothing", "bag", "phone", "torch", "crowbar", "stick"), (56, 9, 4, 4, 1, 26))
_TURNED = Choice(("black", "dark_brown", "brown", "blond", "red", "grey", "white"), (12, 10, 9, 6, 2, 35, 26))
_YOUNG = {
    "hair_colour": Choice(("black", "dark_brown", "brown", "blond", "red"), (32, 26, 20, 17, 4)),
    "headwear": Choice(HEADWEAR, (83, 9, 8, 0, 0)),
    "top": Choice(TOPS, (30, 16, 26, 5, 17, 5, 5, 0)),
}
_GROWN_HAIR = Choice(("black", "dark_brown", "brown", "blond", "red"), (33, 27, 20, 16, 4))

BUILDS: dict[str, dict[str, Any]] = {
    "woman": {
        **_HERS,
        "hair_colour": _GROWN_HAIR,
        "stature_m": Normal(1.618, 0.0626),
        "bmi": Normal(24.5, 2.8),
        "age_years": Uniform(18.0, 65.0),
        "hair": Choice(HAIR, (12, 28, 16, 13, 11, 18, 1, 1)),
    },
    "man": {
        **_HIS,
        "hair_colour": _GROWN_HAIR,
        "stature_m": Normal(1.759, 0.0669),
        "bmi": Normal(25.5, 2.6),
        "age_years": Uniform(18.0, 65.0),
        "hair": Choice(HAIR, (56, 4, 2, 9, 2, 3, 13, 11)),
    },
    "teenager": {
        **_YOUNG,
        "stature_m": Normal(1.62, 0.07),
        "figure": Uniform(0.1, 0.8),
        "bmi": Normal(20.0, 1.4),
        "age_years": Uniform(13.0, 18.0),
        "hair": Choice(HAIR, (34, 18, 9, 12, 6, 16, 4, 0)),
    },
    "child": {
        **_YOUNG,
        "stature_m": Normal(1.33, 0.05),
        "figure": Uniform(0.1, 0.35),
        "bmi": Normal(16.6, 0.8),
        "shoulders": Normal(0.96, 0.02),
        "age_years": Uniform(7.5, 11.5),
        "hair": Choice(HAIR, (38, 18, 14, 10, 4, 15, 2, 0)),
    },
    "small_child": {
        **_YOUNG,
        "stature_m": Normal(1.10, 0.035),
        "figure": Uniform(0.1, 0.3),
        "bmi": Normal(15.7, 0.5),
        "shoulders": Normal(0.94, 0.02),
        "age_years": Uniform(4.0, 6.5),
        "hair": Choice(HAIR, (40, 14, 18, 12, 2, 14, 0, 0)),
    },
    "old_woman": {
        **_HERS,
        "stature_m": Normal(1.575, 0.058),
        "bmi": Normal(26.0, 2.6),
        "age_years": Uniform(68.0, 90.0),
        "carries": _WITH_STICKS,
        "hair": Choice(HAIR, (34, 4, 24, 24, 13, 1, 0, 0)),
        "hair_colour": _TURNED,
    },
    "old_man": {
        **_HIS,
        "stature_m": Normal(1.715, 0.062),
        "bmi": Normal(26.5, 2.4),
        "age_years": Uniform(68.0, 90.0),
        "carries": _WITH_STICKS,
        "hair": Choice(HAIR, (54, 1, 0, 3, 0, 0, 10, 32)),
        "hair_colour": _TURNED,
    },
}
SHARES = (34.0, 34.0, 9.0, 6.0, 3.0, 7.0, 7.0)  # of the builds, in their order
