"""The tone curve: an S of the square root for all that is darker than a grey card, then a shoulder up to white.

A camera keeps more than it shows as it is, and bends the rest under white: broadcast cameras call it the knee, and hold
some 600 % of the video signal. Here it is four stops over the full well, the last two of them squeezed into the upper twelfth
of the scale: a patch of sun burns out, and what it falls on still shows in it. In the dark they are there for the taking, as
the gain fills the well by a fraction only; by day they are the second, shorter exposure that is called wide dynamic range.
"""

from __future__ import annotations

import math

WHITE = 16.0  # full wells that are shown white
TAIL = 0.011  # of the level that is left for what is a full well's root under white, squared
PIVOT = 0.25  # square root of the signal at which the S crosses over
KNEE = 0.4  # square root of the signal, a little under a grey card's, over which the shoulder begins


def sqrt_span(toe: float) -> tuple[float, float]:
    """Root of the signal's own black, and how much more that of a full well is; both are lifted by toe."""
    black = math.sqrt(toe)
    return black, math.sqrt(1 + toe) - black


def s_curve(contrast: float, toe: float) -> tuple[float, float, float, float]:
    """Level as a cubic of sqrt(signal + toe), constant first: 0 at black, darker below the pivot and brighter above it.

    It is u + contrast u (1 - u) (u - PIVOT) of the square root u between black, 0, and a full well, 1.
    """
    black, span = sqrt_span(toe)
    linear, square, cube = 1 - contrast * PIVOT, contrast * (1 + PIVOT), -contrast
    u = -black / span
    return (
        u * (linear + u * (square + u * cube)),
        (linear + u * (2 * square + u * 3 * cube)) / span,
        (square + u * 3 * cube) / span**2,
        cube / span**3,
    )


def shoulder(contrast: float, toe: float) -> tuple[float, float, float, float, float]:
    """(knee, top, strength, end, tail) of root = sqrt(signal + toe) over the knee.

    Level is 1 - strength (top - root)^4 - tail (end - root)^2, each bracket at least 0. It goes on from the S at its level
    and slope.
    """
    black, span = sqrt_span(toe)
    end = math.sqrt(WHITE)
    left = 1 - KNEE - contrast * KNEE * (1 - KNEE) * (KNEE - PIVOT) - TAIL * (end - KNEE) ** 2
    slope = 1 + contrast * (KNEE * (2 + 2 * PIVOT - 3 * KNEE) - PIVOT) - 2 * TAIL * (end - KNEE)
    reach = 4 * left / slope
    return black + span * KNEE, black + span * (KNEE + reach), left / (reach * span) ** 4, black + span * end, TAIL / span**2
