"""Outlook: what the camera sees of the room once it hangs, found on boxes before anything is rendered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from synthclips.scene.records import Vec3, Viewpoint
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.compose.sight import F64, Aims, Flags, Sight, reaches

ACROSS, DOWN = 40, 24  # places in the picture
BEFORE_M = 0.02  # these are so far before what is met there


class Outlook:
    """One viewpoint in one room. Roll and most of the distortion are left out, as is the picture's rim."""

    def __init__(self, scenery: Scenery, viewpoint: Viewpoint, aspect: float) -> None:
        self._scenery, self._viewpoint = scenery, viewpoint
        reach = reaches(viewpoint.fov_rad, viewpoint.k1, viewpoint.k2, aspect)
        self._aims = Aims.of([viewpoint.yaw_rad], [viewpoint.pitch_rad], reach)

    @cached_property
    def _sight(self) -> Sight:
        return Sight(self._scenery)

    def sees(self, places: Sequence[Vec3]) -> Flags:
        """(N,) of places: are they in the picture, with nothing before them?"""
        seen: Flags = self._sight.sees(self._viewpoint.position_m, self._aims, np.array(places, np.float64).reshape(-1, 3))[0]
        return seen

    @cached_property
    def places(self) -> F64:
        """(N, 3) what shows in the picture, at ways spread evenly over it."""
        ways = self._aims.rays((ACROSS, DOWN))[0]
        met_m = self._sight.meets(self._viewpoint.position_m, ways) - BEFORE_M
        return np.asarray(ways * met_m[:, None] + self._viewpoint.position_m, np.float64)

    def clear(self, starts: F64, ends: F64) -> Flags:
        """(N,) is there nothing between these places, (N, 3) each?"""
        return self._sight.clear(starts, ends)
