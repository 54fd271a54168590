"""Wide dynamic range: every place of the picture has a gain of its own on top of the common one, at most a stop down or two
thirds of one up.

Cameras that are sold with it take a short exposure for what is bright and a long one for the rest, and merge them smoothly over
the picture, so what is dark has less noise for it: the gain is on the light, before the sensor's noise.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.camera.exposure import FALL, METERED
from synthclips.halves import U16, lit
from synthclips.kernel import inner, kernel

f32 = np.float32
F32 = NDArray[np.float32]

ROWS, COLUMNS = 10, 17  # of places, at even steps from edge to edge
REACH = 4  # half steps
LEAST, MOST = 0.5, 1.6  # gain


@kernel
def adapt(light: U16, channels: int, across: F32, down: F32, loss: float, scale: float, target: float, local: F32) -> None:
    """local (ROWS, W): gains of light (H, C * W), even between the places.

    Each is the root of the target over the mean of what is around, in a tent two steps wide each way; of the square root of
    the signal, as the sensor sees it at `scale`. A quarter of the stops between a dark corner and a lit wall go, no edge does.
    """
    width, height = light.shape[1] // channels, light.shape[0]
    red, green, blue = 0, channels // 2 * width, (channels - 1) * width
    rows, columns = ROWS - 1, COLUMNS - 1
    for j in range(rows + 1):
        before, start = f32(1.0), 0
        for i in range(columns + 1):
            total = weights = 0.0
            for b in range(-REACH, REACH + 1):
                r = min(max((2 * j + b) * (height - 1) // (2 * rows), 0), height - 1)
                for a in range(-REACH, REACH + 1):
                    x = min(max((2 * i + a) * (width - 1) // (2 * columns), 0), width - 1)
                    rr = across[x] + down[r]
                    seen = scale * (1.0 - loss * rr * (FALL - (FALL - 1.0) * rr))
                    luma = 0.2126 * lit(light[r, red + x]) + 0.7152 * lit(light[r, green + x]) + 0.0722 * lit(light[r, blue + x])
                    weight = (REACH + 1.0 - abs(b)) * (REACH + 1.0 - abs(a))
                    total += weight * math.sqrt(min(luma * seen, METERED))
                    weights += weight
            wish = math.sqrt(target * weights / max(total, 1e-3 * weights))
            gain, end = f32(min(max(wish, LEAST), MOST)), i * width // columns
            for x in range(start, end):
                local[j, x] = before + (gain - before) * f32(x - start) / f32(end - start)
            before, start = gain, end


@inner
def adapt_row(local: F32, down: Any, height: Any, fall: F32) -> None:
    """fall (W,), of row `down` of `height`, times the gain of its place."""
    rows = local.shape[0] - 1
    j = min(down * rows // height, rows - 1)
    t = f32(down * rows - j * height) / f32(height)
    above, below = local[j], local[j + 1]
    for x in range(fall.shape[0]):
        fall[x] *= above[x] + t * (below[x] - above[x])
