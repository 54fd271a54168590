"""Rooms to work in: a home office, a garage."""

from __future__ import annotations

from functools import partial

from synthclips.catalog import Kind
from synthclips.catalog.rooms.habits import Habits
from synthclips.catalog.rooms.plans import plan
from synthclips.catalog.rooms.shell import shell
from synthclips.scene.distributions import Choice, Uniform

GARAGE = Habits(
    windows={0: 1, 1: 1},
    window_m=(0.5, 0.9),
    sills_m={1.3: 1, 1.4: 1},
    palettes={"wall": "wall_garage", "floor": "floor_concrete", "ceiling": "ceiling_garage"},
    accent_wall="wall_garage",
    upstairs=False,
)
KINDS = [
    Kind(
        "home_office",
        "a small room with a desk",
        plan,
        {
            "width_m": Uniform(3.2, 4.0),
            "depth_m": Uniform(3.0, 3.6),
            "height_m": Uniform(2.35, 2.7),
            "shape": Choice(("rectangle", "boxed_corner", "chimney_breast", "alcove"), (6, 1, 1, 1)),
            "next_room": Choice(("shut", "lit", "dark"), (5, 1, 1)),
        },
        traits={"shell": shell, "habits": Habits(window_m=(0.9, 1.7))},
    ),
    Kind(
        "garage",
        "a garage with a workbench, and as a rule no car",
        plan,
        {
            "width_m": Uniform(2.9, 3.8),
            "depth_m": Uniform(4.8, 6.2),
            "height_m": Uniform(2.35, 2.6),
            "shape": "rectangle",
            "next_room": "shut",
        },
        traits={"shell": partial(shell, mouldings=False), "habits": GARAGE},
    ),
]
