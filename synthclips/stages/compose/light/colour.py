"""The colour of what glows, as a camera whose white lies between lamp and day sees it."""

from __future__ import annotations

from itertools import pairwise

from synthclips.scene.records import Vec3

# Planckian locus (Kim et al. 2002) as linear sRGB, each channel to the power 1/3: the balance takes two thirds of a tint away
BY_KELVIN: dict[float, Vec3] = {
    1800.0: (1.56, 0.92, 0.11),
    2000.0: (1.47, 0.93, 0.29),
    2200.0: (1.40, 0.94, 0.43),
    2700.0: (1.28, 0.98, 0.60),
    3000.0: (1.23, 0.97, 0.66),
    3500.0: (1.17, 0.97, 0.75),
    4000.0: (1.13, 0.98, 0.82),
    5000.0: (1.07, 0.99, 0.92),
    6500.0: (1.01, 0.99, 1.01),
    8000.0: (0.98, 1.00, 1.07),
    12000.0: (0.94, 1.00, 1.16),
}


def of_kelvin(kelvin: float) -> Vec3:
    """Linear RGB of luminance 1; between the table's lines along 1 / kelvin, beyond its ends as there."""
    lines = list(BY_KELVIN.items())
    if kelvin <= lines[0][0]:
        return lines[0][1]
    for (cooler, a), (hotter, b) in pairwise(lines):
        if kelvin <= hotter:
            return mixed(a, b, (1 / cooler - 1 / kelvin) / (1 / cooler - 1 / hotter))
    return lines[-1][1]


def mixed(a: Vec3, b: Vec3, share: float) -> Vec3:
    """`a` at share 0, `b` at share 1, exactly."""
    return a if share == 0 else b if share == 1 else tuple(x + share * (y - x) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def scaled(colour: Vec3, strength: float, digits: int = 3) -> Vec3:
    """A lamp's power: the colour at a strength, rounded."""
    return (round(colour[0] * strength, digits), round(colour[1] * strength, digits), round(colour[2] * strength, digits))
