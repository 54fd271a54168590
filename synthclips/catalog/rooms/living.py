"""Rooms to live in, and the way to them."""

from __future__ import annotations

from synthclips.catalog import Kind
from synthclips.catalog.rooms.habits import Habits
from synthclips.catalog.rooms.plans import plan
from synthclips.catalog.rooms.shell import shell
from synthclips.scene.distributions import Choice, Uniform

KINDS = [
    Kind(
        "living_room",
        "a room to sit in, with windows and a door",
        plan,
        {
            "width_m": Uniform(4.4, 5.6),
            "depth_m": Uniform(3.8, 4.8),
            "height_m": Uniform(2.35, 2.8),
            "shape": Choice(("rectangle", "l_shape", "boxed_corner", "chimney_breast", "alcove"), (5, 1.5, 1, 1.5, 1)),
            "next_room": Choice(("shut", "lit", "dark"), (3, 1, 1)),
        },
        traits={"shell": shell, "habits": Habits()},
    ),
    Kind(
        "hallway",
        "a narrow room of doors",
        plan,
        {
            "width_m": Uniform(1.6, 2.1),
            "depth_m": Uniform(4.0, 6.0),
            "height_m": Uniform(2.35, 2.8),
            "shape": Choice(("rectangle", "boxed_corner"), (6, 1)),
            "next_room": Choice(("shut", "lit", "dark"), (2, 1, 1)),
        },
        traits={
            "shell": shell,
            "habits": Habits(doors=(2, 3), first_door_at_an_end=True, windows={0: 1, 1: 1}, window_m=(0.6, 1.0)),
        },
    ),
]
