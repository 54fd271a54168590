"""Where a room's windows and doors are in the world, and whether a ray goes through one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.outline import walls
from synthclips.kernel import inner
from synthclips.scene.records import Lamp, Opening, Room

F64 = NDArray[np.float64]
GATED = ("sun", "street")  # kinds of lamps outside that shine through one opening, with sharp edges
GATE = 13  # 0 present, 1:4 corner, 4:7 along u over the width squared, 7:10 along v over the height squared, 10:13 normal


def frame(room: Room, opening: Opening) -> tuple[F64, F64, F64]:
    """Lower corner at the smaller u, the vector along the width, the vector up the height, in the wall's inner plane."""
    wall = walls(room.outline)[opening.wall]
    corner = np.array([*wall.at(opening.u_m - opening.width_m / 2), opening.sill_m], np.float64)
    return corner, np.array([*wall.along, 0.0]) * opening.width_m, np.array([0.0, 0.0, opening.height_m])


def gates(lamps: Sequence[Lamp], room: Room) -> F64:
    """(L, 13) the opening each sun and street light must shine through; rows of other lamps are zero."""
    rows = np.zeros((len(lamps), GATE))
    known = {o.id: o for o in room.openings}
    for row, lamp in zip(rows, lamps, strict=True):
        if lamp.kind in GATED and lamp.opening in known:
            row[:] = gate_of(room, known[lamp.opening])
    return rows


def gate_of(room: Room, opening: Opening) -> F64:
    """(13,) the opening as rays ask for it."""
    corner, u, v = frame(room, opening)
    across = np.cross(u / opening.width_m, v / opening.height_m)
    return np.array([1.0, *corner, *(u / opening.width_m**2), *(v / opening.height_m**2), *across])


@inner
def crossing(gate, ox, oy, oz, dx, dy, dz):
    """(u, v) where the ray crosses the opening's plane, 0..1 inside the opening; far outside if it runs along or away from it."""
    along = dx * gate[10] + dy * gate[11] + dz * gate[12]
    away = (gate[1] - ox) * gate[10] + (gate[2] - oy) * gate[11] + (gate[3] - oz) * gate[12]
    if along * along < 1e-12 or along * away <= 0.0:
        return 1e9, 1e9
    t = away / along
    x, y, z = ox + t * dx - gate[1], oy + t * dy - gate[2], oz + t * dz - gate[3]
    return x * gate[4] + y * gate[5] + z * gate[6], x * gate[7] + y * gate[8] + z * gate[9]
