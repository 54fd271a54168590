"""Rooms to work in: a home office."""

from __future__ import annotations

from synthclips.catalog import Kind
from synthclips.catalog.rooms.habits import Habits
from synthclips.catalog.rooms.plans import plan
from synthclips.catalog.rooms.shell import shell
from synthclips.scene.distributions import Choice, Uniform

KINDS = [
    Kind(
        "home_office",
        "a small room with a desk",
        plan,
        {
            "width_m": Uniform(3.2, 4.4),
            "depth_m": Uniform(3.0, 3.9),
            "height_m": Uniform(2.35, 2.7),
            "shape": Choice(("rectangle", "boxed_corner", "chimney_breast", "alcove"), (6, 1, 1, 1)),
            "next_room": Choice(("shut", "lit", "dark"), (5, 1, 1)),
        },
        traits={"shell": shell, "habits": Habits(window_m=(0.9, 1.7))},
    ),
]
