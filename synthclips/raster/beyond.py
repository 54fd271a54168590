"""What is in a window, beyond the lamp that stands for its sky: frames, bars, linings, posts. That lamp does not light them;
rays from there that meet nothing find the sky itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner
from synthclips.raster.plate import F32

DEEP_M = 0.5  # how far beyond its lamp things still are in a window
NO_SKY = np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False)
class Beyond:
    """The skies of the windows."""

    windows: NDArray[np.float64]  # (K, ROW) packed lamps
    light: F32  # (K, L * C) irradiance under the whole of each sky, lux at unit weight of its lamp


def beyond_of(lamps: NDArray[np.float64], power: F32, skies: NDArray[np.int64]) -> Beyond:
    """lamps (L, ROW) packed, power (L, C) cd/m2; skies (K,): numbers of those lamps that stand for a window's sky."""
    light = np.zeros((len(skies), *power.shape), np.float32)
    light[np.arange(len(skies)), skies] = np.float32(math.pi) * power[skies]
    return Beyond(lamps[skies], light.reshape(len(skies), power.size))


@inner
def in_window(windows, x, y, z):
    """The window whose opening a place lies in, beyond its lamp; -1: none. In the wall around it nothing sees the sky."""
    for k in range(windows.shape[0]):
        w = windows[k]
        dx, dy, dz = x - w[1], y - w[2], z - w[3]
        if 0.0 < -(dx * w[4] + dy * w[5] + dz * w[6]) < DEEP_M:
            wide, high = w[7] * w[7] + w[8] * w[8] + w[9] * w[9], w[10] * w[10] + w[11] * w[11] + w[12] * w[12]
            if abs(dx * w[7] + dy * w[8] + dz * w[9]) < wide and abs(dx * w[10] + dy * w[11] + dz * w[12]) < high:
                return k
    return -1
