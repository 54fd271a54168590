"""Veils: what stirs before an opening (leaves, slats, passers-by) dims the direct light that comes in by it, place by place.

Images of direct light are codes whose squares count: where a veiled lamp shines, the plate's code is written anew, times the root
of what the veil lets through there. Bounced light follows the veil's mean, in small steps.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.backdrop import Backdrop, changed_rectangles
from synthclips.raster.lamps import toward
from synthclips.raster.openings import crossing
from synthclips.raster.plate import F32, U16, Plate
from synthclips.scene.records import Lamp
from synthclips.scene.timeline import VEIL

U8 = NDArray[np.uint8]
F64 = NDArray[np.float64]
STEP = 0.02  # of the mean that a veil lets through, from which bounced light follows


class Veils:
    """The plate's images of direct light under the veils of a frame; the plate's own where there are none.

    now: (K, *VEIL) the veils of this frame; of: (L,) which of them each lamp shines through, or -1; mean: (L,) of what that
    lets through; tiles: (TH, TW) 1 where a veiled lamp shines, which `rectangles` (N, 4) cover.
    """

    def __init__(self, veils: Mapping[str, U8], lamps: Sequence[Lamp], packed: F64, gates: F64, plate: Plate, drop: Backdrop):
        hung = {id: k for k, id in enumerate(veils)}
        self._plate, self._veils = plate, [veils[id] for id in hung]
        self.of = np.array([hung.get(a.opening, -1) if g[0] > 0 else -1 for a, g in zip(lamps, gates, strict=True)], np.int64)
        self.veiled = np.flatnonzero(self.of >= 0)
        self.now = np.full((max(1, len(hung)), *VEIL), 255, np.uint8)
        self.mean, self.direct = np.ones(len(lamps), np.float32), plate.direct
        self.tiles = np.zeros(drop.tiles.shape[:2], np.uint8)
        self._spots = [_spots(plate.direct[k], drop, packed[k], gates[k]) for k in self.veiled]
        if len(self.veiled):
            self.direct = plate.direct.copy()
        for pixels, _ in self._spots:
            self.tiles[pixels[:, 0] // drop.tile_px, pixels[:, 1] // drop.tile_px] = 1
        self.rectangles = np.zeros((self.tiles.size, 4), np.int64)
        height, width = plate.normal.shape[:2]
        count = changed_rectangles(self.tiles, self.tiles, drop.tile_px, width, height, self.rectangles)
        self.rectangles = self.rectangles[:count]

    def hang(self, frame: int) -> tuple[bool, bool]:
        """Draws the veils of a frame. Returns whether any is another than before, and whether bounced light is."""
        if not self._veils:
            return False, False
        changed = [not np.array_equal(veil[frame], now) for veil, now in zip(self._veils, self.now, strict=False)]
        for k, veil in enumerate(self._veils):
            self.now[k] = veil[frame]
        bounced = False
        for lamp, (pixels, places) in zip(self.veiled, self._spots, strict=True):
            if changed[self.of[lamp]]:
                veil = self.now[self.of[lamp]]
                _dim(self._plate.direct[lamp], pixels, places, veil, self.direct[lamp])
                mean = np.float32(int(veil.sum(dtype=np.int64)) / (255 * veil.size))
                if abs(mean - self.mean[lamp]) > STEP or mean in (0.0, 1.0):
                    bounced |= bool(mean != self.mean[lamp])
                    self.mean[lamp] = mean
        return any(changed), bounced


def _spots(codes: U16, drop: Backdrop, lamp: F64, gate: F64) -> tuple[NDArray[np.int32], F32]:
    """Pixels (N, 2) row and column that the lamp lights, and where (N, 2) in the opening its light for them comes in."""
    rows, columns = np.nonzero(codes.any(1))
    pixels, places = np.stack([rows, columns], 1).astype(np.int32), np.empty((len(rows), 2), np.float32)
    _find(drop.position, pixels, lamp, gate, places)
    return pixels, places


@kernel
def _find(position, pixels, lamp, gate, places):
    for n in range(pixels.shape[0]):
        p = position[pixels[n, 0], pixels[n, 1]]
        x, y, z = float(p[0]), float(p[1]), float(p[2])
        dx, dy, dz = toward(lamp, x, y, z)
        places[n, 0], places[n, 1] = crossing(gate, x, y, z, dx, dy, dz)


@kernel
def _dim(codes, pixels, places, veil, out):
    """out (H, C, W): codes of what is left of the light of `codes` at the pixels."""
    for n in range(pixels.shape[0]):
        root = math.sqrt(let_through(veil, places[n, 0], places[n, 1]))
        for c in range(codes.shape[1]):
            y, x = pixels[n, 0], pixels[n, 1]
            out[y, c, x] = int(codes[y, c, x] * root + 0.5)


@inner
def let_through(veil, u, v):
    """Share of light that comes in at (u, v) of the opening: bilinear between the middles of the veil's cells."""
    rows, columns = veil.shape
    y, x = min(max(v * rows - 0.5, 0.0), rows - 1.001), min(max(u * columns - 0.5, 0.0), columns - 1.001)
    j, i = int(y), int(x)
    y, x = y - j, x - i
    low = float(veil[j, i]) + x * (float(veil[j, i + 1]) - float(veil[j, i]))
    high = float(veil[j + 1, i]) + x * (float(veil[j + 1, i + 1]) - float(veil[j + 1, i]))
    return (low + y * (high - low)) / 255.0
