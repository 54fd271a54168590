"""How much of each thing in the room shows, and how much of it there would be to see if it stood alone in the world."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from synthclips.raster import skin, visibility
from synthclips.raster.lens import Lens, project
from synthclips.raster.plate import F32, Statics

SIDES = 7  # numbers a thing


def extents(statics: Statics, lens: Lens, owner: NDArray[np.uint16]) -> F32:
    """(O, 7) of each owner: box x0, y0, x1, y1 of its visible pixels, half-open; how many those are; how many it would cover
    in the frame if it stood alone; share of its whole box that lies outside the frame. All 0 for what does not show.

    owner: (H, W). A pixel is its upper left sample's, here as there.
    """
    out = np.zeros((len(statics.owners), SIDES), np.float32)
    for k, place in enumerate(ndimage.find_objects(owner.astype(np.int32) + 1, len(out))):
        if place is not None:
            rows, columns = place
            shown = np.count_nonzero(owner[place] == k)
            out[k] = columns.start, rows.start, columns.stop, rows.stop, shown, *_alone(statics, statics.owner == k, lens)
    return out


def _alone(statics: Statics, own: NDArray[np.bool_], lens: Lens) -> tuple[int, float]:
    """Pixels in the frame of its own faces alone in the world, and the share of their box outside the frame."""
    used, faces = np.unique(statics.faces[own], return_inverse=True)
    points = np.ascontiguousarray(statics.vertices_m[used])
    faces = faces.reshape(-1, 3).astype(np.int32)
    corners = project(points, lens)[:, :2][faces]
    corners = corners[np.isfinite(corners).all((1, 2))].reshape(-1, 2)
    if not len(corners):
        return 0, 0.0
    low, high, size = corners.min(0), corners.max(0), np.array([lens.width_px, lens.height_px])
    inside = np.clip(np.minimum(high, size) - np.maximum(low, 0), 0, None)
    whole = float(np.prod(np.maximum(high - low, 1e-6)))
    return _covered(points, faces, lens), round(max(0.0, 1.0 - float(np.prod(inside)) / whole), 3)


def _covered(points: F32, faces: NDArray[np.integer], lens: Lens) -> int:
    """Pixels of the frame whose upper left sample lies under a face, whichever way that turns."""
    screen, inverse_z = np.zeros((len(points), 2), np.int32), np.zeros(len(points))
    x0, y0, x1, y1 = skin.to_screen(points, lens.camera_from_world.astype(np.float64), lens.numbers, screen, inverse_z)
    x0, y0 = max(x0 >> 8, 0), max(y0 >> 8, 0)
    w, h = min((x1 >> 8) + 1, lens.width_px) - x0, min((y1 >> 8) + 1, lens.height_px) - y0
    if w <= 0 or h <= 0:
        return 0
    near, face, reach = np.empty((2 * h, 2 * w), np.float32), np.empty((2 * h, 2 * w), np.int32), np.empty((h, 2), np.int32)
    visibility.rasterise(screen, inverse_z, faces, np.ones(len(faces), np.uint8), x0, y0, near, face, reach)
    return int(np.count_nonzero(near[::2, ::2]))
