"""Somebody passes outside whom a mirror shows: the camera sees the glass, and in it a window past which they walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.catalog import Kind
from synthclips.catalog.nuisances.passer_by import AWAY_M, inside_of, needs_ground_and_light, passer_by, walks_past
from synthclips.catalog.nuisances.stands import Place, places_by_walls
from synthclips.catalog.nuisances.window_light import in_view, needs_window
from synthclips.catalog.outside.surroundings import GROUND_M
from synthclips.geometry.mesh import rotation_z
from synthclips.raster.openings import frame
from synthclips.scene.distributions import Uniform
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import Item, Nuisance, Opening, Vec3
from synthclips.scene.streams import Stream

F64 = NDArray[np.float64]
Flags = NDArray[np.bool_]
Sides = tuple[Any, Any, Any]  # a corner of a glass and its sides from there, (3,) each
RIM = 0.03  # of a glass's width and height that its frame may hide
CLEAR_OF_GLASS_M = 0.3  # on the way from it: what leans stands within its own box
BODY_M = (0.3, 1.6)  # over the ground: of whom some shows between
STANDS = "standing_mirror"
USUAL = {"width_m": 0.6, "height_m": 1.7, "frame_m": 0.04, "lean": 0.09}
LARGEST = {**USUAL, "width_m": 0.8, "height_m": 1.9, "lean": 0.12}
AIR_M = 0.01
SHARES = (0.25, 0.5, 0.75)  # of a glass's width and height
NEARLY = 0.99  # cosine
CORNER_M, EYE_M = 0.25, 2.1  # of cameras, from both walls and from the floor
LEAST = 3  # of the 25 places in a window that a mirror must show


@dataclass(frozen=True, eq=False)
class Seen:
    """A window in a mirror. eye_m (3,): where the camera stands behind the glass; middle_m (3,) of what shows of the window."""

    mirror: Item
    opening: Opening
    eye_m: F64
    middle_m: F64
    count: int


def windows_in_mirrors(home: Home, away_m: float) -> list[Seen]:
    """Every mirror in view with every window through which it shows somebody who stands so far outside."""
    scenery = home.scenery
    windows = [o for o in scenery.room.openings if o.kind == "window"]
    found = [_seen(home, mirror, opening, away_m) for mirror in _mirrors(scenery) for opening in windows]
    return [one for one in found if one.count >= LEAST]


def glass_of(item: Item) -> Sides:
    """A corner of its glass and the sides from there, (3,) each, world metres; their cross product looks into the room."""
    return _placed(catalog.kind("furniture", item.kind).traits["glass"](item.params), item.position_m, item.yaw_rad)


def mirrored(glass: Sides, eye_m: F64, places: F64) -> tuple[F64, F64, Flags]:
    """Where an eye (3,) stands behind the glass, where (N, 3) on its plane it sees places (N, 3), and which of these it shows."""
    corner, along, up = glass
    normal = np.cross(along, up)
    normal /= np.sqrt((normal * normal).sum())
    before, beyond = ((eye_m - corner) * normal).sum(), ((places - corner) * normal).sum(1)
    behind = eye_m - 2.0 * before * normal
    met = behind + (places - behind) * (before / np.maximum(before + beyond, 1e-6))[:, None]
    a, b = (((met - corner) * side).sum(1) / (side * side).sum() for side in (along, up))
    shows = (before > 0) & (beyond > 0) & (abs(a - 0.5) < 0.5 - RIM) & (abs(b - 0.5) < 0.5 - RIM)
    return behind, met, np.asarray(shows)


def _placed(glass: Sides, position_m: Vec3, yaw_rad: float) -> Sides:
    stand = rotation_z(yaw_rad).astype(np.float64)
    corner, along, up = ((stand * np.array(v)).sum(1) for v in glass)
    return corner + position_m, along, up


def _seen(home: Home, mirror: Item, opening: Opening, away_m: float) -> Seen:
    places = np.array(inside_of(home.scenery.room, opening))
    eye, met, shows = mirrored(glass_of(mirror), np.array(home.viewpoint.position_m), places)
    shows &= _meets_somebody(home, opening, eye, places - eye, away_m)
    gone = places - met
    start = met + gone * (CLEAR_OF_GLASS_M / np.maximum(np.sqrt((gone * gone).sum(1)), CLEAR_OF_GLASS_M))[:, None]
    shows &= home.outlook.sees(met) & home.outlook.clear(start, places)
    middle = places[shows].mean(0) if shows.any() else places.mean(0)
    return Seen(mirror, opening, eye, middle, int(shows.sum()))


def _meets_somebody(home: Home, opening: Opening, eye: F64, ways: F64, away_m: float) -> Flags:
    """(N,) does the eye look at a body's height so far outside?"""
    corner, along, up = frame(home.scenery.room, opening)
    outward = np.cross(along, up) / (opening.width_m * opening.height_m)
    ahead = (ways * outward).sum(1)
    height = eye[2] + ways[:, 2] * (((corner - eye) * outward).sum() + away_m) / np.where(ahead > 0, ahead, 1.0) - GROUND_M
    return np.asarray((ahead > 0) & (height > BODY_M[0]) & (height < BODY_M[1]))


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """In the mirror that shows most of a window, best of one that the camera does not see itself."""
    needs_ground_and_light(home, nuisance.kind)
    seen = windows_in_mirrors(home, AWAY_M[nuisance.strength])
    if not seen:
        raise SceneError(f"{nuisance.kind} needs a mirror in which the camera sees a window; it sees none")
    most = [one for one in seen if 2 * one.count >= max(other.count for other in seen)]
    room = home.scenery.room
    unseen = [one for one in most if not in_view(home.viewpoint, room, one.opening)]
    one = stream.choice(unseen or most)
    past = walks_past(home, nuisance, stream, one.opening, eye_m=one.eye_m, pane_m=one.middle_m)
    return {"mirror": one.mirror.id, **past}


def _mirror_for(scenery: Any, stream: Stream) -> list[tuple[str, Place]]:
    """A mirror that leans against a wall, unless the home has one, where it shows most of a window to cameras in the corners.

    Cameras hang high: an upright mirror would show them the floor below the window.
    """
    windows = [o for o in scenery.room.openings if o.kind == "window"]
    if not windows or any(i.kind == STANDS for i in scenery.items):
        return []
    kind, shown = catalog.kind("furniture", STANDS), np.concatenate([inside_of(scenery.room, o) for o in windows])
    glass = kind.traits["glass"](USUAL)
    size_m = (*kind.traits["footprint"](LARGEST), kind.traits["height"](LARGEST))
    eyes = [np.array([*wall.at(CORNER_M, CORNER_M), EYE_M]) for wall in scenery.walls]
    best: tuple[int, Place] | None = None
    for place in places_by_walls(scenery, stream, size_m, AIR_M):
        it = _placed(glass, place[:3], place[3])
        worth = sum(int(mirrored(it, eye, shown)[2].sum()) for eye in eyes)
        if best is None or worth > best[0]:
            best = worth, place
    return [(STANDS, best[1])] if best is not None else []


def _wanted(scenery: Any) -> F64:
    """(N, 7) places on mirrors, ways to where from each shows a place in a window, and the least cosine with these."""
    windows = [o for o in scenery.room.openings if o.kind == "window"]
    targets = np.concatenate([inside_of(scenery.room, o) for o in windows])
    rows = []
    for corner, along, up in (glass_of(i) for i in _mirrors(scenery)):
        normal = np.cross(along, up)
        normal /= np.sqrt((normal * normal).sum())
        for a, b in ((a, b) for a in SHARES for b in SHARES):
            at = corner + a * along + b * up
            ways = targets - at
            ways = 2.0 * (ways * normal).sum(1)[:, None] * normal - ways
            ways /= np.sqrt((ways * ways).sum(1))[:, None]
            rows.append(np.column_stack([np.broadcast_to(at, ways.shape), ways, np.full(len(ways), NEARLY)])[ways @ normal > 0])
    return np.concatenate(rows)


def _mirrors(scenery: Any) -> list[Item]:
    return [i for i in scenery.items if "glass" in catalog.kind("furniture", i.kind).traits]


def _needs(scenery: Any) -> str:
    return needs_window(scenery) or ("" if _mirrors(scenery) else "a mirror, or room for one")


KINDS = [
    Kind(
        "passer_by_mirrored",
        "somebody passes outside and is seen in a mirror that shows a window, by day",
        passer_by,
        {"speed_mps": Uniform(0.95, 1.5)},
        traits={"told": "a mirror shows somebody who passes outside", "lasts": Uniform(4.0, 8.0), "fixtures": _mirror_for,
                "wanted": _wanted, "needs": _needs, "settle": _settle},
    ),
]  # fmt: skip
