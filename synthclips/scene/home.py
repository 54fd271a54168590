"""The Home: what a nuisance may ask, before the clip begins, of where and among whom it will happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from synthclips.scene.records import Lamp, Vec3, Viewpoint


@dataclass(frozen=True, eq=False)
class Home:
    """A furnished and lit room in one clip."""

    scenery: Any  # stages/compose/scenery.py: room, items, walls, doors, floors to walk on
    lamps: tuple[Lamp, ...]
    viewpoint: Viewpoint
    outlook: Any  # stages/compose/outlook.py: what the camera sees
    duration_s: float
    whereabouts: Callable[[float], Sequence[tuple[float, float]]]  # at a time: where on the floor the actors mean to be

    def shows(self, place_m: Vec3) -> bool:
        """Is it in the picture, with nothing before it?"""
        return bool(self.outlook.sees([place_m])[0])
