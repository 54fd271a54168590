"""The Home: what a nuisance may ask, before the clip begins, of where and among whom it will happen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from synthclips.scene.records import Lamp, Vec3, Viewpoint

MARGIN = 0.9  # of half the picture


@dataclass(frozen=True, eq=False)
class Home:
    """A furnished and lit room in one clip."""

    scenery: Any  # stages/compose/scenery.py: room, items, walls, doors, floors to walk on
    lamps: tuple[Lamp, ...]
    viewpoint: Viewpoint
    aspect: float  # of the picture, height over width
    duration_s: float
    whereabouts: Callable[[float], Sequence[tuple[float, float]]]  # at a time: where on the floor the actors mean to be

    def shows(self, place_m: Vec3) -> bool:
        """Is it well within the picture, whatever stands before it? Roll and distortion are left out."""
        view = self.viewpoint
        x, y, z = (a - b for a, b in zip(place_m, view.position_m, strict=True))
        cy, sy, cp, sp = math.cos(view.yaw_rad), math.sin(view.yaw_rad), math.cos(view.pitch_rad), math.sin(view.pitch_rad)
        level = x * cy + y * sy
        depth, aside, up = level * cp + z * sp, y * cy - x * sy, z * cp - level * sp
        reach = MARGIN * math.tan(view.fov_rad / 2) * depth
        return depth > 0.3 and abs(aside) < reach and abs(up) < reach * self.aspect
