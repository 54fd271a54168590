"""Rays through the picture without solving for the distortion at each: its factor is looked up by distance from the middle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner
from synthclips.raster.lens import Lens

ENTRIES = 4096  # of the table: straight lines between them are true to 1e-4 px


def ray_table(lens: Lens) -> NDArray[np.float64]:
    """What `ray_through` needs of a lens: focal length and centre in px, entries a squared unit, factors picture to plane."""
    focal, _, _, k1, k2, _ = lens.numbers
    step = 1.01 * (0.25 * (lens.width_px**2 + lens.height_px**2)) / (focal * focal) / (ENTRIES - 2)
    distorted = np.sqrt(np.maximum(np.arange(ENTRIES), 1e-9) * step)
    r = distorted.copy()
    for _ in range(8):  # Newton's method, as `lens.undistort`
        rr = r * r
        r -= (r * (1.0 + rr * (k1 + k2 * rr)) - distorted) / np.maximum(1.0 + rr * (3.0 * k1 + 5.0 * k2 * rr), 0.05)
    return np.concatenate([lens.numbers[:3], [1.0 / step], r / distorted])


@inner
def ray_through(px, py, m, table):
    """As `lens.ray_direction`, for positions inside the picture."""
    x, y = (px - table[1]) / table[0], (py - table[2]) / table[0]
    place = (x * x + y * y) * table[3]
    k = int(place)
    f = table[4 + k] + (place - k) * (table[5 + k] - table[4 + k])
    x, y = x * f, y * f
    return (
        m[0, 0] * x + m[1, 0] * y + m[2, 0],
        m[0, 1] * x + m[1, 1] * y + m[2, 1],
        m[0, 2] * x + m[1, 2] * y + m[2, 2],
    )
