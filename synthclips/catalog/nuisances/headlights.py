"""Headlights: a car turns outside, and its light sweeps over wall and ceiling."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.window_light import AS_LARGE, in_view, needs_window, patch_share
from synthclips.raster.openings import frame
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.home import Home
from synthclips.scene.records import Nuisance, Opening, Room, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Beam, Disturbance, Interval

F64 = NDArray[np.float64]
# of one lamp on its axis, as of low beams over their cut-off (at most 350 in glare zone B50L of ECE R112, 6 000 to 20 000 where
# the road rises or high beam is on), through glass, hedge and rain or without
CANDELA = {1: 150.0, 2: 450.0, 3: 1200.0, 4: 3600.0, 5: 10000.0}
WHITE = (1.12, 0.98, 0.84)  # halogen and LED between
APART_M, LAMP_RADIUS_M, HALF_ANGLE_RAD = 1.3, 0.14, 0.17  # wider than its glass: two panes and a dirty lens scatter
DIP = 0.02  # down along its way: two beams' worth of the 1 % that the law asks for
HEIGHTS_M = (0.35, 0.65, 1.0)  # over the floor: the street lies lower than it or as high, and the car is low or tall
ASKED = np.linspace(0.15, 0.9, 6)  # shares of the way at which it is asked where the light falls


def headlights(
    nuisance: Nuisance,
    scene: Scene,
    times_s: F64,
    *,
    distance_m: Annotated[float, Range(4.0, 60.0), Unit("m")],
    way_m: Annotated[float, Range(2.0, 80.0), Unit("m")],
) -> Disturbance:
    """A car drives `way_m` along the house, so far before it, and turns. Strength: how bright its lamps are at the window."""
    opening = next(o for o in scene.room.openings if o.id == nuisance.params["opening"])
    share = np.clip((times_s - nuisance.start_s) / (nuisance.end_s - nuisance.start_s), 0.0, 1.0)
    ahead, height_m = int(nuisance.params["ahead"]), float(nuisance.params["height_m"])
    middle, heading, side = _drive(scene.room, opening, share, distance_m, ahead * way_m, height_m)
    lit = np.where((share > 0.0) & (share < 1.0), np.minimum(1.0, 8.0 * np.minimum(share, 1.0 - share)), 0.0)
    candela = CANDELA[nuisance.strength] * lit[:, None] * np.array(WHITE)
    beams = tuple(
        Beam(f"{nuisance.id}_{name}", middle + offset * APART_M * side, heading, candela.round(3), HALF_ANGLE_RAD, LAMP_RADIUS_M,
             opening.id)
        for name, offset in (("left", 0.5), ("right", -0.5))
    )  # fmt: skip
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", opening.id)
    return Disturbance((interval,), beams=beams)


def _drive(room: Room, opening: Opening, share: F64, distance_m: float, way_m: float, height_m: float) -> tuple[F64, F64, F64]:
    """(T, 3) each: its lamps' middle, the way it heads, and what is to its left, after such shares of its way; < 0: backwards."""
    corner, u, _ = frame(room, opening)
    along, ahead = u / opening.width_m, math.copysign(1.0, way_m)
    outward = np.array([along[1], -along[0], 0.0])  # to the right of a wall that runs with the room on its left
    ease = share * share * (3.0 - 2.0 * share)
    turn = np.array([math.radians(12.0 + 108.0 * s) for s in ease.tolist()])
    cosine, sine = (np.array([round(f(a), 6) for a in turn.tolist()]) for f in (math.cos, math.sin))
    heading = ahead * cosine[:, None] * along - sine[:, None] * outward
    side = ahead * sine[:, None] * along + cosine[:, None] * outward
    middle = corner + 0.5 * u + (way_m * (share - 0.75))[:, None] * along + distance_m * outward
    middle[:, 2], heading[:, 2] = height_m, -DIP
    return middle, heading, side


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """By which window, which way and from how high: so that much of the light falls into view, best by a window out of view."""
    room = home.scenery.room
    windows = [o for o in room.openings if o.kind == "window"]
    ways = [(o, ahead, height_m) for o in windows for ahead in (1, -1) for height_m in HEIGHTS_M]
    falls = [_shown(home, nuisance, *way) for way in ways]
    shown = [way for way, share in zip(ways, falls, strict=True) if share >= AS_LARGE * max(falls)]
    unseen = [way for way in shown if not in_view(home.viewpoint, room, way[0])]  # no car is drawn
    opening, ahead, height_m = stream.choice(unseen or shown)
    return {"opening": opening.id, "ahead": ahead, "height_m": height_m}


def _shown(home: Home, nuisance: Nuisance, opening: Opening, ahead: int, height_m: float) -> float:
    """Share of the picture that the car's light comes to, over all its way."""
    distance_m, way_m = float(nuisance.params["distance_m"]), float(nuisance.params["way_m"])
    places, heading, _ = _drive(home.scenery.room, opening, ASKED, distance_m, ahead * way_m, height_m)
    corner, u, v = frame(home.scenery.room, opening)
    total = 0.0
    for place, axis in zip(places, heading, strict=True):
        way = corner + 0.5 * (u + v) - place
        if float((way * axis).sum()) > math.cos(2 * HALF_ANGLE_RAD) * math.sqrt(float((way * way).sum())):
            total += patch_share(home, opening, place)
    return total


KINDS = [
    Kind(
        "headlights",
        "a car's light sweeps over wall and ceiling",
        headlights,
        {"distance_m": Uniform(8.0, 18.0), "way_m": Uniform(8.0, 22.0)},
        traits={"told": "a car's light sweeps through the room", "lasts": Uniform(2.0, 5.0), "needs": needs_window,
                "settle": _settle},
    ),
]  # fmt: skip
