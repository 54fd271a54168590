"""Groups: what people have besides what a room needs, by room: a piece against a wall, and what belongs to its sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Group(NamedTuple):
    """A piece and its companions."""

    main: str
    weight: float
    most: int = 1  # of its kind in a room, with what stood there before
    beside: tuple[str, ...] = ()


READING = ("floor_lamp", "side_table")
GROUPS: Mapping[str, tuple[Group, ...]] = {
    "living_room": (
        Group("armchair", 3, 3, READING),
        Group("sideboard", 3, 1, ("plant",)),
        Group("bookcase", 3, 3),
        Group("console_table", 2, 1, ("stool",)),
        Group("plant", 1.5, 3),
        Group("chest_of_drawers", 1),
        Group("stool", 0.7),
        Group("guitar", 0.7),
        Group("basket", 0.7, 2),
        Group("dining_chair", 0.5, 6),
        Group("pet_bed", 0.5),
    ),
    "bedroom": (
        Group("chest_of_drawers", 3, 2),
        Group("wardrobe", 2),
        Group("armchair", 2, 1, READING),
        Group("bookcase", 1.5),
        Group("bench", 1.5),
        Group("laundry_basket", 1.5),
        Group("plant", 1.5, 2),
        Group("dining_chair", 1),
        Group("stool", 0.7),
        Group("box", 0.7, 2),
        Group("basket", 0.7),
        Group("guitar", 0.4),
    ),
    "child_room": (
        Group("cube_shelf", 3, 2),
        Group("chest_of_drawers", 2),
        Group("toy_box", 2),
        Group("bookcase", 2),
        Group("wardrobe", 2),
        Group("beanbag", 1.5),
        Group("dolls_house", 1),
        Group("rocking_horse", 1),
        Group("laundry_basket", 1),
        Group("box", 0.7, 2),
        Group("basket", 0.7),
    ),
    "dining_room": (
        Group("sideboard", 3),
        Group("dresser", 2),
        Group("console_table", 2),
        Group("plant", 2, 3),
        Group("bookcase", 1.5),
        Group("armchair", 1.5, 1, READING),
        Group("wine_rack", 1),
        Group("dining_chair", 1, 8),
        Group("stool", 0.5),
    ),
    "kitchen": (
        Group("dresser", 2),
        Group("sideboard", 1.5),
        Group("plant", 1.5, 2),
        Group("wine_rack", 1),
        Group("bin", 1),
        Group("dining_chair", 1, 6),
        Group("basket", 1),
        Group("console_table", 1),
        Group("stool", 0.7),
        Group("box", 0.7),
    ),
    "home_office": (
        Group("bookcase", 3, 3),
        Group("filing_cabinet", 2, 2),
        Group("armchair", 2, 1, READING),
        Group("sideboard", 2),
        Group("plant", 2, 2),
        Group("moving_boxes", 1),
        Group("guitar", 1),
        Group("box", 1, 2),
        Group("exercise_bike", 0.7),
        Group("stool", 0.5),
        Group("dumbbells", 0.5),
    ),
    "hallway": (
        Group("shoe_rack", 3, 1, ("umbrella_stand",)),
        Group("bench", 3, 1, ("shoes", "basket")),
        Group("console_table", 3, 1, ("umbrella_stand", "plant")),
        Group("plant", 2, 3),
        Group("bookcase", 1.5),
        Group("dining_chair", 1.5),
        Group("cube_shelf", 1.5),
        Group("stool", 1),
        Group("basket", 1),
        Group("umbrella_stand", 1),
    ),
    "garage": (
        Group("metal_shelving", 5, 4, ("box",)),
        Group("moving_boxes", 2, 3),
        Group("bicycle", 2, 3),
        Group("chest_freezer", 2),
        Group("dustbin", 1.5, 3),
        Group("garden_tools", 1.5),
        Group("lawnmower", 1.5),
        Group("tyres", 1.5, 2),
        Group("ladder", 1),
        Group("filing_cabinet", 1),
        Group("chest_of_drawers", 1),
        Group("exercise_bike", 1, 1, ("dumbbells",)),
        Group("box", 1, 3),
    ),
    "porch": (
        Group("garden_bench", 3, 1, ("plant",)),
        Group("plant", 3, 4),
        Group("trough", 2, 3),
        Group("box", 0.7),
        Group("basket", 0.7),
        Group("shoes", 0.7, 2),
        Group("stool", 0.7),
    ),
}
