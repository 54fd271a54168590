"""Rooms to sleep in."""

from __future__ import annotations

from synthclips.catalog import Kind
from synthclips.catalog.rooms.habits import Habits
from synthclips.catalog.rooms.plans import plan
from synthclips.catalog.rooms.shell import shell
from synthclips.scene.distributions import Choice, Uniform

KINDS = [
    Kind(
        "bedroom",
        "a room for a double bed, with a window and a door",
        plan,
        {
            "width_m": Uniform(3.6, 5.0),
            "depth_m": Uniform(3.4, 4.6),
            "height_m": Uniform(2.35, 2.75),
            "shape": Choice(("rectangle", "l_shape", "boxed_corner", "chimney_breast", "alcove"), (5, 0.7, 1, 1, 1)),
            "next_room": Choice(("shut", "lit", "dark"), (6, 1, 1)),
        },
        traits={"shell": shell, "habits": Habits(palettes={"floor": "bedroom_floor"}, window_m=(1.0, 2.0))},
    ),
    Kind(
        "child_room",
        "a child's room, smaller and more colourful",
        plan,
        {
            "width_m": Uniform(2.9, 3.8),
            "depth_m": Uniform(2.9, 3.7),
            "height_m": Uniform(2.35, 2.7),
            "shape": Choice(("rectangle", "boxed_corner", "chimney_breast", "alcove"), (5, 1, 1, 0.7)),
            "next_room": Choice(("shut", "lit", "dark"), (6, 1, 1)),
        },
        traits={
            "shell": shell,
            "habits": Habits(
                windows={1: 1},
                window_m=(0.9, 1.8),
                sills_m={0.85: 2, 0.95: 3, 1.05: 1},
                palettes={"wall": "child_wall", "floor": "bedroom_floor"},
                accent_wall="child_accent",
            ),
        },
    ),
]
