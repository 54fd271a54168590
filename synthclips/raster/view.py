"""Through what a mover is seen: the lens itself, or the lens mirrored behind a mirror's glass."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.raster.lens import Lens
from synthclips.raster.plate import Mirror, Plate

Rect = tuple[int, int, int, int]
BESIDE_M = np.float32(1e9)  # the glass, where there is none: nothing lies behind it


@dataclass(frozen=True, eq=False)
class View:
    """Where in the picture a mover may show, and before what."""

    lens: Lens
    rect: Rect  # of the picture, half-open
    room_m: F32  # (2h, 2w) depth of the room in the rectangle
    glass_m: F32 | None = None  # (2h, 2w) depth of the glass, behind which all lies; None without
    mirror: str = ""  # id of the thing that the mirror is part of
    tint: F32 = field(default_factory=lambda: np.ones(4, np.float32))  # of the mirror: r, g, b, infrared

    @property
    def camera_from_world(self) -> NDArray[np.float64]:
        """(3, 4) of the lens, for kernels."""
        return self.lens.camera_from_world.astype(np.float64)


def through_lens(lens: Lens, plate: Plate) -> View:
    """The whole picture."""
    return View(lens, (0, 0, lens.width_px, lens.height_px), plate.depth_m)


def through_mirror(lens: Lens, plate: Plate, mirror: Mirror) -> View:
    """What shows in a mirror is seen straight on by a lens that is mirrored itself."""
    (x0, y0), (h, w) = mirror.corner, mirror.beyond_m.shape
    own, shift = lens.camera_from_world[:, :3].astype(np.float64), lens.camera_from_world[:, 3:].astype(np.float64)
    r = mirror.reflection.astype(np.float64)
    turned = own[:, :1] * r[0] + own[:, 1:2] * r[1] + own[:, 2:] * r[2]
    turned[:, 3:] += shift
    glass = np.where(mirror.beyond_m > 0, plate.depth_m[2 * y0 : 2 * y0 + h, 2 * x0 : 2 * x0 + w], BESIDE_M)
    seen_by = replace(lens, camera_from_world=turned.astype(np.float32))
    return View(seen_by, (x0, y0, x0 + w // 2, y0 + h // 2), mirror.beyond_m, glass, mirror.id, mirror.tint)
