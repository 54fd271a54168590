"""The tone curve: an S of the square root for all that is darker than a grey card, then a shoulder up to white.

A camera keeps more than it shows as it is, and bends the rest under white: broadcast cameras call it the knee, and hold
some 600 % of the video signal. Here it is two stops over the full well. In the dark they are there for the taking, as the
gain fills the well by a fraction only; by day they are the second, shorter exposure that is called wide dynamic range.

One polynomial serves the whole range, as a choice between two would have to work out both.
"""

from __future__ import annotations

import math

WHITE = 4.0  # full wells that are shown white
PIVOT = 0.25  # square root of the signal at which the S crosses over
GREY = 0.4  # square root of a grey card's 16 %: so far the curve keeps to the S
FULL, FULL_PER_CONTRAST = 0.83, 0.03  # level at which a full well is shown


def sqrt_span(toe: float) -> tuple[float, float]:
    """Root of the signal's own black, and how much more that of a full well is; both are lifted by toe."""
    black = math.sqrt(toe)
    return black, math.sqrt(1 + toe) - black


def s_curve(u: float, contrast: float) -> float:
    """Level at u, the square root of the signal: 0 at 0, 1 at 1, darker below the pivot and brighter above it."""
    return u + contrast * u * (1 - u) * (u - PIVOT)


def curve(contrast: float, toe: float) -> tuple[float, float, float, float, float]:
    """(top, a, b, c, d) of level = 1 - w^2 (a + b w + c w^2 + d w^3), w = max(top - sqrt(signal + toe), 0).

    It has the S's level and slope at black, its level at a grey card, `FULL` for a full well, and comes to rest at white.
    """
    top = math.sqrt(WHITE)
    slope = 1 - contrast * PIVOT
    full = FULL + FULL_PER_CONTRAST * contrast
    q = [1 / top**2, (slope - 2 / top) / top**2]  # (1 - level) / w^2 at black, and its slope there
    nodes = [top, top, top - GREY, top - 1]
    table = [q[0], q[0], (1 - s_curve(GREY, contrast)) / nodes[2] ** 2, (1 - full) / nodes[3] ** 2]
    a, b, c, d = _through(nodes, table, q[1])
    black, span = sqrt_span(toe)
    return black + top * span, a / span**2, b / span**3, c / span**4, d / span**5


def _through(nodes: list[float], values: list[float], slope: float) -> tuple[float, float, float, float]:
    """Coefficients, constant first, of the cubic through the values; the first two nodes are one, with this slope.

    Newton's divided differences.
    """
    x, last = nodes, values
    first = [slope, *((last[i + 1] - last[i]) / (x[i + 1] - x[i]) for i in (1, 2))]
    second = [(first[i + 1] - first[i]) / (x[i + 2] - x[i]) for i in (0, 1)]
    third = (second[1] - second[0]) / (x[3] - x[0])
    found = [third, 0.0, 0.0, 0.0]
    for term, node in ((second[0], x[2]), (first[0], x[1]), (last[0], x[0])):
        found = [term - found[0] * node, *(found[i] - found[i + 1] * node for i in (0, 1, 2))]
    return found[0], found[1], found[2], found[3]
