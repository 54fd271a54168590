"""How a door leaf turns on its hinge: as far and as softly for the hand that moves it as for the leaf itself."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.curve import step

OPEN_RAD = math.radians(84.0)


def swing(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far it is open, 0..1 of OPEN_RAD, over the share of its turning time; held at the ends."""
    return step(share)
