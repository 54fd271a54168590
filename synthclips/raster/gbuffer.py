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
    depth_m: F32  # (h, w) nearest of its samples; inf where none
    near: F32  # (2h, 2w) 1 / depth of each sample alone in the world, 0 where nothing. Valid until the next frame, as `face`
    face: NDArray[np.int32]  # (2h, 2w) face of each sample, counted on where its back shows; valid where near > 0
    part_of_face: NDArray[np.uint8]  # (F,) index into its body's parts
    mirror: str = ""  # id of the thing in whose mirror it shows; "" where it shows itself

    def part(self) -> NDArray[np.uint8]:
        """(h, w) part of the nearest sample, 0 where amodal is; to be asked before the next frame is rendered."""
        h, w = self.amodal.shape
        near, face = (a.reshape(h, 2, w, 2).transpose(0, 2, 1, 3).reshape(h, w, SAMPLES) for a in (self.near, self.face))
        nearest = np.take_along_axis(face, near.argmax(2)[..., None], 2)[..., 0]
        covered = self.amodal > 0
        out = np.zeros((h, w), np.uint8)
        out[covered] = self.part_of_face[nearest[covered] % len(self.part_of_face)]
        return out


@dataclass(frozen=True, eq=False)
class SpeckLayer:
    """Specks of one id in one frame. Of a pixel they have as many samples as they cover, or as they give of its light."""

    id: str
    rect: tuple[int, int, int, int]
    extent_px: tuple[float, float, float, float]  # as of a Layer, to where half is covered
    amodal: NDArray[np.uint8]  # (h, w) samples that are theirs when alone in the world, 0..4
    visible: NDArray[np.uint8]  # (h, w) samples that are theirs
    covered: NDArray[np.uint8]  # (h, w) samples that they hide
    depth_m: F32  # (h, w) mean depth, everywhere the same
    altered_px: int  # pixels which they make at least 4 % brighter or darker


@dataclass(eq=False)
class GBuffer:
    """One rendered frame before the camera: the light, and for every mover which samples are its own."""

    index: int  # frame number
    codes: U16  # (H, C, W) light in `halves`, cd/m2; C = 3 or 1. Valid until the frame after next is rendered
    layers: tuple[Layer, ...]  # movers at least partly inside the frame, in track order
    changed: tuple[tuple[int, int, int, int], ...]  # rectangles that differ from the frame before
    reflections: tuple[Layer, ...] = ()  # movers that lie within a mirror's rectangle, as it shows them
    specks: tuple[SpeckLayer, ...] = ()  # drawn over all movers, the farthest first
    relit: bool = False  # does it show that nuisances make the light another than at rest?

    @property
    def radiance(self) -> F32:
        """(H, C, W) cd/m2, linear; a new array."""
        return decoded(self.codes)
