"""depth.npz: how far everything is, in whole millimetres along the optical axis, 0 where nothing is.

`room` (H, W) uint16 is the picture without movers; movers add rectangles: entry i of `frame` and `rect` (x0, y0, x1, y1)
owns `samples[start[i]:start[i + 1]]`, row by row, 0 where the mover is not. `picture` puts a frame together.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.raster.gbuffer import GBuffer

FARTHEST_MM = 65535


class DepthWriter:
    """Collects one clip's depth frame by frame; `save` writes it."""

    def __init__(self, room_m: NDArray[np.float32]) -> None:
        """room_m: (H, W) or, at two by two samples a pixel, (2H, 2W); the nearest sample stands for the pixel."""
        self._room = _millimetres(room_m)
        self._frames: list[int] = []
        self._rects: list[tuple[int, int, int, int]] = []
        self._samples: list[NDArray[np.uint16]] = []

    def add(self, frame: int, gbuffer: GBuffer) -> None:
        """Takes over the movers of one frame."""
        for layer in gbuffer.layers:
            if layer.depth_m.size:
                self._frames.append(frame)
                self._rects.append(layer.rect)
                self._samples.append(_millimetres(layer.depth_m).ravel())

    def save(self, path: Path, *, height: int, width: int) -> None:
        """Writes the file, the room at height x width."""
        room = self._room
        if room.shape == (2 * height, 2 * width):
            quads = np.where(room == 0, FARTHEST_MM, room).reshape(height, 2, width, 2).min((1, 3))
            room = np.where(quads == FARTHEST_MM, 0, quads).astype(np.uint16)
        np.savez_compressed(
            path,
            room=room,
            frame=np.array(self._frames, np.int32),
            rect=np.array(self._rects, np.int32).reshape(-1, 4),
            start=np.cumsum([0] + [len(s) for s in self._samples]).astype(np.int64),
            samples=np.concatenate(self._samples) if self._samples else np.zeros(0, np.uint16),
        )


def _millimetres(depth_m: NDArray[np.float32]) -> NDArray[np.uint16]:
    whole = np.where(np.isfinite(depth_m), np.rint(depth_m.astype(np.float64) * 1000.0), 0.0)
    return np.clip(whole, 0, FARTHEST_MM).astype(np.uint16)


def picture(depth: Mapping[str, Any], frame: int) -> NDArray[np.uint16]:
    """(H, W) millimetres of one frame: the nearest of room and movers."""
    whole = np.array(depth["room"])
    for i in np.flatnonzero(np.asarray(depth["frame"]) == frame):
        x0, y0, x1, y1 = (int(v) for v in depth["rect"][i])
        patch = np.asarray(depth["samples"][depth["start"][i] : depth["start"][i + 1]]).reshape(y1 - y0, x1 - x0)
        under = whole[y0:y1, x0:x1]
        nearer = (patch > 0) & ((patch < under) | (under == 0))
        whole[y0:y1, x0:x1] = np.where(nearer, patch, under)
    return whole
