"""Screens whose picture moves: at their pixels, the image of the screen's own lamp is written anew every frame."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import kernel
from synthclips.raster.backdrop import Backdrop
from synthclips.raster.plate import F32, U16, Plate
from synthclips.scene.timeline import Screening

RIM_M, RIM_SHARE = 0.02, 0.2  # of the usual code inside: what is less is the frame, lit by the room
OFF_M = 0.03  # from the picture's plane, within which a pixel is the screen's: positions of whole pixels are rough


class Screens:
    """What the screens of a clip show, frame after frame."""

    def __init__(self, screenings: Mapping[str, Screening], lamps: Sequence[str], plate: Plate, drop: Backdrop) -> None:
        self._all = [
            (
                lamps.index(s.lamp),
                s,
                *_pixels(s, plate.owner == plate.owners.index(id), plate.indirect[lamps.index(s.lamp)], drop),
            )
            for id, s in screenings.items()
            if id in plate.owners
        ]

    def show(self, frame: int, indirect: U16, indirect_scale: F32) -> bool:
        """Draws the pictures of a frame into images of indirect light (L, H, C, W), which have what glows. Are there any?"""
        for lamp, screening, pixels, places in self._all:
            gain = math.sqrt(screening.emission / max(float(indirect_scale[lamp]), 1e-20)) / 255.0
            draw(pixels, places, screening.pictures[screening.shot[frame]], screening.view[frame], gain, indirect[lamp])
        return any(len(pixels) for _, _, pixels, _ in self._all)


def _pixels(screening: Screening, own: NDArray[np.bool_], codes: U16, drop: Backdrop) -> tuple[NDArray[np.int32], F32]:
    """Pixels (N, 2) row and column that glow, and where (N, 2) in the picture they are: x from its middle, y up, in heights."""
    rows, columns = np.nonzero(own & codes.any(1))
    (wide, high), along = screening.size_m, np.array(screening.along)
    off = drop.position[rows, columns].astype(np.float64) - screening.middle_m
    right, ahead = (off * along).sum(1), off[:, 0] * along[1] - off[:, 1] * along[0]
    beside = np.maximum(abs(right) - wide / 2, abs(off[:, 2]) - high / 2)
    inside, code = (beside < 0.0) & (abs(ahead) < OFF_M), codes.max(1)[rows, columns]
    if inside.any():  # and what has half a pixel of the picture at its rim
        inside |= (beside < RIM_M) & (abs(ahead) < OFF_M) & (code > RIM_SHARE * np.median(code[inside]))
    pixels = np.stack([rows, columns], 1)[inside].astype(np.int32)
    places = np.stack([right / high, off[:, 2] / high + 0.5], 1)[inside].astype(np.float32)
    return np.ascontiguousarray(pixels), np.ascontiguousarray(places)


@kernel
def draw(pixels, places, picture, view, gain, codes):
    """codes (H, C, W) from a picture (h, w, 4) of roots; view: x and y of what is in the middle, and the share that shows."""
    rows, columns, channels = picture.shape[0], picture.shape[1], codes.shape[1]
    for n in range(pixels.shape[0]):
        u, v = view[0] + view[2] * places[n, 0], view[1] + view[2] * (places[n, 1] - 0.5)
        x = min(max((u * (rows - 1) + 0.5 * (columns - 1)), 0.0), columns - 1.001)
        y = min(max((v + 0.5) * (rows - 1), 0.0), rows - 1.001)
        j, i = int(y), int(x)
        y, x = y - j, x - i
        for c in range(channels):
            k = c if channels == 3 else 3
            low = picture[j, i, k] * (1.0 - x) + picture[j, i + 1, k] * x
            high = picture[j + 1, i, k] * (1.0 - x) + picture[j + 1, i + 1, k] * x
            codes[pixels[n, 0], c, pixels[n, 1]] = int(min((low + y * (high - low)) * gain + 0.5, 65535.0))
