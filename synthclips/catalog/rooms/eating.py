"""Rooms to cook and to eat in."""

from __future__ import annotations

from synthclips.catalog import Kind
from synthclips.catalog.rooms.habits import Habits
from synthclips.catalog.rooms.plans import plan
from synthclips.catalog.rooms.shell import shell
from synthclips.scene.distributions import Choice, Uniform

KINDS = [
    Kind(
        "kitchen",
        "a room to cook in: units along its walls, a sink, a cooker, a refrigerator",
        plan,
        {
            "width_m": Uniform(3.0, 5.0),
            "depth_m": Uniform(2.8, 4.2),
            "height_m": Uniform(2.4, 2.75),
            "shape": Choice(("rectangle", "boxed_corner", "l_shape"), (6, 1, 1)),
            "next_room": Choice(("shut", "lit", "dark"), (3, 1, 1)),
        },
        traits={
            "shell": shell,
            "habits": Habits(
                doors=(1, 2),
                windows={1: 5, 2: 2, 0: 0.5},
                window_m=(0.8, 1.6),
                sills_m={1.02: 2, 1.06: 3, 1.1: 2},
                palettes={"floor": "kitchen_floor"},
            ),
        },
    ),
    Kind(
        "dining_room",
        "a room to eat in, round one table",
        plan,
        {
            "width_m": Uniform(3.6, 4.8),
            "depth_m": Uniform(3.2, 4.2),
            "height_m": Uniform(2.4, 2.9),
            "shape": Choice(("rectangle", "chimney_breast", "alcove", "boxed_corner"), (6, 1, 1, 1)),
            "next_room": Choice(("shut", "lit", "dark"), (2, 1, 1)),
        },
        traits={"shell": shell, "habits": Habits(doors=(1, 2), windows={1: 4, 2: 2})},
    ),
]
