"""Where walls and openings are. Wall space: x along the wall from its start, y into the room, z up."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from synthclips.geometry.mesh import Mesh, moved
from synthclips.geometry.outline import walls
from synthclips.scene.records import Opening, Room, Vec3

THICK_M = 0.15  # how deep an opening's reveal is
QUARTERS = {(1.0, 0.0): 0, (0.0, 1.0): 1, (-1.0, 0.0): 2, (0.0, -1.0): 3}  # of a turn, by the way along the wall


@dataclass(frozen=True)
class WallFrame:
    """One wall of a room, inside on the left of `along`."""

    origin_m: Vec3
    along: Vec3
    inward: Vec3
    length_m: float
    yaw_rad: float  # of wall space in the world

    def point(self, u_m: float, into_m: float, z_m: float) -> Vec3:
        """World position of (along the wall, into the room, up)."""
        (ox, oy, _), (ax, ay, _), (nx, ny, _) = self.origin_m, self.along, self.inward
        return ox + u_m * ax + into_m * nx, oy + u_m * ay + into_m * ny, z_m


def wall_frame(room: Room, wall: int) -> WallFrame:
    """Where a wall of the room's outline is."""
    side = walls(room.outline)[wall]
    (ax, ay), (nx, ny) = side.along, side.inward
    return WallFrame((*side.start_m, 0.0), (ax, ay, 0.0), (nx, ny, 0.0), side.length_m, QUARTERS[(ax, ay)] * math.pi / 2)


def opening_rect(room: Room, opening: Opening) -> np.ndarray:
    """(4, 3) world corners in the wall's plane: low start, low end, high end, high start."""
    frame = wall_frame(room, opening.wall)
    u0, u1 = opening.u_m - opening.width_m / 2, opening.u_m + opening.width_m / 2
    low, high = opening.sill_m, opening.sill_m + opening.height_m
    return np.array([frame.point(u, 0.0, z) for u, z in ((u0, low), (u1, low), (u1, high), (u0, high))])


def in_world(mesh: Mesh, frame: WallFrame) -> Mesh:
    """A mesh made in wall space, put where the wall is."""
    return moved(mesh, offset_m=frame.origin_m, yaw_rad=frame.yaw_rad)


def openings_of(room: Room, wall: int, kind: str = "") -> list[Opening]:
    """The openings of one wall, of one kind if given."""
    return [o for o in room.openings if o.wall == wall and kind in ("", o.kind)]


def hole_of(opening: Opening) -> tuple[float, float, float, float]:
    """u0, z0, u1, z1 of an opening in its wall."""
    half = opening.width_m / 2
    return opening.u_m - half, opening.sill_m, opening.u_m + half, opening.sill_m + opening.height_m
