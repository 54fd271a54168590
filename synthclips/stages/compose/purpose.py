"""Purpose: the furniture that tells what a room is for, which whoever sees the room should find in view, mostly whole."""

from __future__ import annotations

from collections.abc import Mapping

from synthclips.scene.records import Item, Vec3
from synthclips.stages.compose.scenery import Scenery

TELLS: Mapping[str, tuple[str, ...]] = {
    "living_room": ("couch",),
    "bedroom": ("bed", "single_bed"),
    "child_room": ("child_bed", "bunk_bed", "cot"),
    "dining_room": ("dining_table", "kitchen_table"),
    "kitchen": ("base_units", "sink_unit", "oven", "refrigerator"),
    "home_office": ("desk",),
    "hallway": ("staircase",),
    "garage": ("workbench", "covered_car"),
    "porch": ("garden_bench",),
}
OUT, HEIGHTS = 0.8, (0.5, 0.95)  # of half a thing's width and depth, and of its height: well within it, so that it hides none

HIGH_M = 2.0  # what is higher tells nothing: stairs go on above the ceiling


def telling_places(scenery: Scenery) -> list[Vec3]:
    """Places in what tells the room's purpose, spread over each such thing; none where nothing does."""
    return [place for item in scenery.items if tells(scenery, item) for place in _spread(scenery, item)]


def tells(scenery: Scenery, item: Item) -> bool:
    """Does one know by it what the room is for?"""
    return item.kind in TELLS.get(scenery.room.kind, ())


def _spread(scenery: Scenery, item: Item) -> list[Vec3]:
    box, low, high = scenery.footprint(item), item.position_m[2], min(scenery.height_m(item), HIGH_M)
    flat = [box.to_world(x * OUT * box.half_m[0], y * OUT * box.half_m[1]) for x in (-1, 0, 1) for y in (-1, 1)]
    return [(x, y, low + share * high) for x, y in flat for share in HEIGHTS]
