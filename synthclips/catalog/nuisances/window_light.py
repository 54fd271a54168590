"""Which light comes in by which window: what nuisances before a window ask."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.raster.openings import frame
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import Lamp, Opening, Room, Viewpoint
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import VEIL

F64 = NDArray[np.float64]


def needs_window(scenery: Any) -> str:
    """What a home without a window lacks."""
    return "" if any(o.kind == "window" for o in scenery.room.openings) else "a window"


def lit_opening(home: Home, kind: str, stream: Stream) -> tuple[Lamp, Opening]:
    """A window that sun, moon or street light shines in by; best one that the camera does not see: nothing is drawn outside."""
    openings = {o.id: o for o in home.scenery.room.openings}
    beams = [a for a in home.lamps if a.kind in ("sun", "street") and a.weight > 0]
    if not beams:
        raise SceneError(f"{kind} needs sun, moon or street light that comes in by a window; none does at this hour")
    unseen = [a for a in beams if not in_view(home.viewpoint, home.scenery.room, openings[a.opening])]
    lamp = stream.choice(unseen or beams)
    return lamp, openings[lamp.opening]


def in_view(viewpoint: Viewpoint, room: Room, opening: Opening) -> bool:
    """Does any of its corners or its middle lie within the picture's width?"""
    corner, u, v = frame(room, opening)
    for a, b in ((0, 0), (1, 0), (0, 1), (1, 1), (0.5, 0.5)):
        x, y, _ = corner + a * u + b * v - np.array(viewpoint.position_m)
        turn = math.remainder(math.atan2(y, x) - viewpoint.yaw_rad, 2 * math.pi)
        if abs(turn) < viewpoint.fov_rad / 2:
            return True
    return False


def cells(opening: Opening) -> tuple[F64, F64]:
    """(rows, 1) heights over the sill and (1, columns) ways along the wall of the middles of a veil's cells, metres."""
    z = (np.arange(VEIL[0]) + 0.5) * np.float64(opening.height_m / VEIL[0])
    x = (np.arange(VEIL[1]) + 0.5) * np.float64(opening.width_m / VEIL[1])
    return z[:, None], x[None]


def codes(let_through: F64) -> NDArray[np.uint8]:
    """A veil's cells from shares 0..1."""
    return np.rint(np.clip(let_through, 0.0, 1.0) * 255).astype(np.uint8)
