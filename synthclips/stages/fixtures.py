"""Fixtures: the furniture that never moves, as boxes a detector could be asked for; known since the plate was made."""

from __future__ import annotations

from dataclasses import dataclass

from synthclips import catalog
from synthclips.raster.plate import Plate
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


def fixtures(scene: Scene, plate: Plate) -> tuple[Fixture, ...]:
    """One Fixture for every item of the scene with at least SMALLEST_PX visible pixels in its plate, in scene order."""
    of = dict(zip(plate.owners, plate.extents.tolist(), strict=True))
    found = []
    for item in scene.items:
        *box, visible, alone, truncation = of.get(item.id, [0.0] * 7)
        if visible >= SMALLEST_PX:
            label, fraction = catalog.kind("furniture", item.kind).label, round(min(visible / max(alone, visible), 1.0), 4)
            x0, y0, x1, y1 = map(int, box)
            found.append(Fixture(item.id, item.kind, label, (x0, y0, x1, y1), int(visible), fraction, round(truncation, 3)))
    return tuple(found)
