"""What gravity and pushing off allow: speeds along a way, and how far a body that flies between its steps goes up and down."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
GRAVITY = 9.81  # m/s2


def attainable(speed_mps: F64, lengths_m: F64, push_mps2: float) -> F64:
    """The speeds (N,), none higher than speeding up and braking over the lengths (N - 1,) between them allow."""
    return _sped_up(_sped_up(speed_mps, lengths_m, push_mps2)[::-1], lengths_m[::-1], push_mps2)[::-1]


def _sped_up(speed_mps: F64, lengths_m: F64, push_mps2: float) -> F64:
    speeds = speed_mps.tolist()  # plain numbers: numpy's own are slow one at a time
    for i, length in enumerate(lengths_m.tolist(), 1):
        speeds[i] = min(speeds[i], math.sqrt(speeds[i - 1] ** 2 + 2 * push_mps2 * length))
    return np.array(speeds)


def thrown_m(hertz: F64) -> F64:
    """Half the way up and down, so many times a second, of what falls freely at its highest."""
    out: F64 = GRAVITY / (2.0 * np.pi * hertz) ** 2
    return out
