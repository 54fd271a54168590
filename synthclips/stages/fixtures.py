"""Fixtures: the furniture that never moves, as boxes a detector could be asked for; once per viewpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from synthclips import catalog
from synthclips.raster.lens import Lens, project
from synthclips.raster.plate import Statics
from synthclips.scene.records import Scene

SMALLEST_PX = 16


@dataclass(frozen=True)
class Fixture:
    """One piece of furniture in the plate."""

    id: str
    kind: str  # of the catalogue: "armchair"
    label: str  # COCO name, "" where there is none
    box: tuple[int, int, int, int]  # of its visible pixels, half-open
    visible_px: int
    visible_fraction: float  # of the pixels it would cover in the frame with nothing before it and no mover about
    truncation: float  # share of its whole projected box outside the frame


def fixtures(scene: Scene, lens: Lens, statics: Statics, owner: NDArray[np.uint16], owners: Sequence[str]) -> tuple[Fixture, ...]:
    """One Fixture for every item of the scene with at least SMALLEST_PX visible pixels in `owner` (H, W), in scene order."""
    counts = np.bincount(owner.ravel(), minlength=len(owners))
    found = []
    for item in scene.items:
        index = owners.index(item.id) if item.id in owners else -1
        if index < 0 or counts[index] < SMALLEST_PX:
            continue
        amodal_px, truncation = _whole(item.id, lens, statics)
        visible = int(counts[index])
        fraction = round(min(visible / max(amodal_px, visible), 1.0), 4)
        label = catalog.kind("furniture", item.kind).label
        found.append(Fixture(item.id, item.kind, label, _extent(owner == index), visible, fraction, truncation))
    return tuple(found)


def _extent(mask: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _whole(id: str, lens: Lens, statics: Statics) -> tuple[int, float]:
    """Pixels in the frame of the item alone in the world, and the share of its box outside the frame."""
    faces = statics.faces[statics.owner == statics.owners.index(id)]
    used, faces = np.unique(faces, return_inverse=True)
    points = project(statics.vertices_m[used], lens)[:, :2]
    corners = points[faces.reshape(-1, 3)]
    corners = corners[np.isfinite(corners).all((1, 2))]
    if not len(corners):
        return 0, 0.0
    canvas = Image.new("1", (lens.width_px, lens.height_px))
    draw = ImageDraw.Draw(canvas)
    for a, b, c in np.clip(corners, -1e5, 1e5).tolist():
        draw.polygon([tuple(a), tuple(b), tuple(c)], fill=1)
    low, high = corners.min((0, 1)), corners.max((0, 1))
    inside = np.clip(np.minimum(high, [lens.width_px, lens.height_px]) - np.maximum(low, 0), 0, None)
    whole = float(np.prod(np.maximum(high - low, 1e-6)))
    return int(np.count_nonzero(np.asarray(canvas))), round(max(0.0, 1.0 - float(np.prod(inside)) / whole), 3)
