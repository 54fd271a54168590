"""Colours of cloth, skin and hair: linear albedo by day, and at 850 nm, where most dyes give up.

Dark dyed cloth often reflects 0.3-0.6 in the near infrared, but stays dark where soot or a metal dyed it; skin 0.55-0.65
whatever its tone, black hair little.
"""

from __future__ import annotations

import numpy as np

from synthclips.geometry.skeleton import F64

Colour = tuple[float, float, float, float]  # linear r, g, b, infrared

CLOTH: dict[str, Colour] = {
    "black": (0.022, 0.022, 0.025, 0.34),
    "charcoal": (0.060, 0.061, 0.066, 0.40),
    "grey": (0.22, 0.22, 0.23, 0.52),
    "light_grey": (0.46, 0.46, 0.46, 0.64),
    "white": (0.74, 0.74, 0.72, 0.80),
    "navy": (0.020, 0.030, 0.075, 0.44),
    "blue": (0.045, 0.12, 0.34, 0.55),
    "light_blue": (0.30, 0.43, 0.60, 0.66),
    "red": (0.42, 0.035, 0.035, 0.62),
    "burgundy": (0.13, 0.018, 0.030, 0.46),
    "green": (0.050, 0.17, 0.070, 0.50),
    "olive": (0.11, 0.11, 0.050, 0.45),
    "beige": (0.47, 0.38, 0.26, 0.66),
    "brown": (0.13, 0.070, 0.040, 0.45),
    "pink": (0.60, 0.26, 0.32, 0.70),
    "yellow": (0.65, 0.45, 0.070, 0.70),
    "orange": (0.60, 0.19, 0.035, 0.66),
    "purple": (0.13, 0.055, 0.21, 0.54),
    "denim": (0.065, 0.105, 0.19, 0.50),
    "denim_dark": (0.022, 0.034, 0.070, 0.44),
    "denim_light": (0.22, 0.31, 0.43, 0.60),
}
GARMENTS = ("top", "second", "bottom", "shoes", "headwear", "backpack", "gloves", "mask")
MOST_FAST = 0.85  # share of what its dye takes by day that the fastest cloth still takes in infrared
HAIR: dict[str, Colour] = {
    "black": (0.012, 0.010, 0.010, 0.13),
    "dark_brown": (0.035, 0.020, 0.013, 0.22),
    "brown": (0.085, 0.048, 0.027, 0.34),
    "blond": (0.33, 0.22, 0.11, 0.52),
    "red": (0.20, 0.065, 0.025, 0.42),
    "grey": (0.27, 0.26, 0.25, 0.36),
    "white": (0.58, 0.57, 0.54, 0.55),
}
_SHADES = 31
_GREYING_YEARS = 28.0  # from the first grey hair to the last dark one


def cloth(colour: str, garment: str, key: int) -> F64:
    """(4,) albedo of somebody's garment: some are as dark in infrared as by day, most are pale, whatever the colour."""
    out = np.array(CLOTH[colour])
    by_day = 0.2126 * out[0] + 0.7152 * out[1] + 0.0722 * out[2]
    fast = ((key >> (5 * GARMENTS.index(garment) + 13)) % (_SHADES + 1)) / _SHADES
    out[3] += MOST_FAST * fast * fast * (by_day - out[3])
    return out


def hair(colour: str, age_years: float, key: int) -> tuple[F64, F64, float]:
    """(4,) the colour, (4,) what it turns to, and the share of hairs that have turned at this age."""
    begins = 36.0 + 6.0 * ((key >> 9) % 3)
    years = min(max((age_years - begins) / _GREYING_YEARS, 0.0), 1.0)
    return np.array(HAIR[colour]), np.array(HAIR["white" if (key >> 11) % 2 else "grey"]), years * years * (3.0 - 2.0 * years)


_SKIN_TONES = np.array(  # from very fair to very dark
    [(0.60, 0.39, 0.30, 0.63), (0.52, 0.32, 0.225, 0.62), (0.41, 0.235, 0.150, 0.61), (0.27, 0.145, 0.085, 0.59),
     (0.145, 0.073, 0.042, 0.57), (0.070, 0.036, 0.023, 0.54)]
)  # fmt: skip


def skin(tone: float) -> F64:
    """(4,) albedo of skin, tone 0 fair .. 1 dark."""
    at = np.linspace(0.0, 1.0, len(_SKIN_TONES))
    return np.array([np.interp(tone, at, _SKIN_TONES[:, k]) for k in range(4)])
