"""Relit: does the picture show that lamps, veils or beams are other than at rest? Asked at places spread over the room in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from synthclips.geometry.mesh import F32
from synthclips.halves import U16
from synthclips.raster.lighting import Lighting
from synthclips.raster.plate import Plate
from synthclips.scene.timeline import Timeline

ROWS = 60  # of places in the picture
ALTERED = 0.04  # of a place's light: less is not seen


class Relit:
    """Compares the light of a frame with what the plate's lamps give at rest; and the doors as they are."""

    def __init__(self, plate: Plate, timeline: Timeline) -> None:
        self._rest = timeline.lamp_weight if timeline.lamp_rest is None else timeline.lamp_rest
        self._step, self._known = max(1, plate.direct.shape[1] // ROWS), False
        self._images = [self._squared(c) * s for c, s in _pairs(plate)]

    def shows(self, light: Lighting, index: int) -> bool:
        """Is the frame's light, anywhere in the picture, so far from that at rest?"""
        assert light.weight is not None
        steady = index > 0 and np.array_equal(self._rest[index], self._rest[index - 1])
        if not steady or light.new_images or light.new_weight:
            usual = _weighed(self._images, self._rest[index])
            now = _weighed([self._squared(c) * s for c, s in _pairs(light)], light.weight)
            self._known = bool((abs(now - usual) > np.float32(ALTERED) * usual).any())
        return self._known

    def _squared(self, codes: U16) -> F32:
        """(L, h, C, w)"""
        some = codes[:, self._step // 2 :: self._step, :, self._step // 2 :: self._step].astype(np.float32)
        return some * some


def _pairs(lit: Plate | Lighting) -> list[tuple[U16, F32]]:
    """Codes (L, H, C, W) of direct and of indirect light, and their scales."""
    return [(lit.direct, lit.direct_scale[:, None, None, None]), (lit.indirect, lit.indirect_scale[:, None, None, None])]


def _weighed(images: Sequence[F32], weight: F32) -> F32:
    """(h, C, w) all light at these weights."""
    direct, indirect = ((of * weight[:, None, None, None]).sum(0) for of in images)
    total: F32 = direct + indirect
    return total
