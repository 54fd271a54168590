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
AS_LARGE = 0.5  # of the largest patch in the picture: one of these is drawn
PANE_M = 0.1  # what shows so near the opening is the window itself
FAR_M = 1e4  # of the sun


def needs_window(scenery: Any) -> str:
    """What a home without a window lacks."""
    return "" if any(o.kind == "window" for o in scenery.room.openings) else "a window"


def lit_opening(home: Home, kind: str, stream: Stream) -> tuple[Lamp, Opening]:
    """A window that sun, moon or street light shines in by, onto what the camera sees; best one that it does not see itself."""
    openings = {o.id: o for o in home.scenery.room.openings}
    beams = [a for a in home.lamps if a.kind in ("sun", "street") and a.weight > 0]
    if not beams:
        raise SceneError(f"{kind} needs sun, moon or street light that comes in by a window; none does at this hour")
    falls = [patch_share(home, openings[a.opening], _far(a)) for a in beams]
    shown = [a for a, share in zip(beams, falls, strict=True) if share >= AS_LARGE * max(falls)]
    unseen = [a for a in shown if not in_view(home.viewpoint, home.scenery.room, openings[a.opening])]  # nothing is drawn outside
    lamp = stream.choice(unseen or shown)
    return lamp, openings[lamp.opening]


def patch_share(home: Home, opening: Opening, lamp_m: F64) -> float:
    """Share of the picture on which light from that place (3,) falls by the opening."""
    corner, u, v = frame(home.scenery.room, opening)
    places: F64 = home.outlook.places
    ways, outward = lamp_m - places, np.cross(u, v) / (opening.width_m * opening.height_m)
    along, off_m = (ways * outward).sum(1), ((corner - places) * outward).sum(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        gone = off_m / along
        meets = places + gone[:, None] * ways
        a, b = (((meets - corner) * side).sum(1) / (side * side).sum() for side in (u, v))
        comes_in = (gone > 0.0) & (gone < 1.0) & (abs(off_m) > PANE_M) & (abs(a - 0.5) < 0.5) & (abs(b - 0.5) < 0.5)
    return float(home.outlook.clear(places[comes_in], meets[comes_in]).sum() / len(places))


def _far(lamp: Lamp) -> F64:
    """Where the light comes from."""
    return -FAR_M * np.array(lamp.direction) if lamp.kind == "sun" else np.array(lamp.position_m)


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
