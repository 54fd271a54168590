"""The G-buffer: what the lens sees in one exposure. Picture and labels are both read off it and cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.halves import F32, U16, decoded

SAMPLES = 4  # sub-pixel samples a pixel, on a 2x2 grid
COVERED = 2  # samples from which a pixel belongs to a mover: coverage >= 0.5


@dataclass(frozen=True, eq=False)
class Layer:
    """One mover in one frame. Arrays cover `rect` only, clipped to the frame."""

    id: str
    rect: tuple[int, int, int, int]  # x0, y0, x1, y1, half-open
    extent_px: tuple[float, float, float, float]  # projected bounds of the whole surface; may leave the frame
    amodal: NDArray[np.uint8]  # (h, w) samples it covers when alone in the world, 0..4
    visible: NDArray[np.uint8]  # (h, w) samples where it is in front of room and other movers, 0..4
    part: NDArray[np.uint8]  # (h, w) index into its body's parts, where amodal > 0
    depth_m: NDArray[np.float32]  # (h, w) nearest of its samples; inf where none


@dataclass(eq=False)
class GBuffer:
    """One rendered frame before the camera: the light, and for every mover which samples are its own."""

    index: int  # frame number
    codes: U16  # (H, C, W) light in `halves`, cd/m2; C = 3 or 1. Valid until the frame after next is rendered
    layers: tuple[Layer, ...]  # movers at least partly inside the frame, in track order
    changed: tuple[tuple[int, int, int, int], ...]  # rectangles that differ from the frame before

    @property
    def radiance(self) -> F32:
        """(H, C, W) cd/m2, linear; a new array."""
        return decoded(self.codes)
