"""Headlights: a car turns outside, and its light sweeps over wall and ceiling."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.window_light import in_view, needs_window
from synthclips.raster.openings import frame
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.home import Home
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Beam, Disturbance, Interval

F64 = NDArray[np.float64]
CANDELA = {1: 250.0, 2: 900.0, 3: 2800.0, 4: 8000.0, 5: 20000.0}  # of one lamp, through glass, hedge and rain or without
WHITE = (1.12, 0.98, 0.84)  # halogen and LED between
APART_M, LAMP_RADIUS_M, HALF_ANGLE_RAD = 1.3, 0.06, 0.3
HEIGHT_M = 0.35  # over the floor: 65 cm over a street that lies lower


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
    corner, u, _ = frame(scene.room, opening)
    along, ahead = u / opening.width_m, 1.0 if Stream(nuisance.key).chance(0.5) else -1.0
    outward = _outward(along)
    share = np.clip((times_s - nuisance.start_s) / (nuisance.end_s - nuisance.start_s), 0.0, 1.0)
    ease = share * share * (3.0 - 2.0 * share)
    driven, turn = ahead * way_m * (share - 0.75), np.array([math.radians(12.0 + 108.0 * s) for s in ease.tolist()])
    cosine, sine = (np.array([round(f(a), 6) for a in turn.tolist()]) for f in (math.cos, math.sin))
    heading = ahead * cosine[:, None] * along - sine[:, None] * outward
    side = ahead * sine[:, None] * along + cosine[:, None] * outward
    middle = corner + 0.5 * u + driven[:, None] * along + distance_m * outward
    middle[:, 2] = HEIGHT_M
    lit = np.where((share > 0.0) & (share < 1.0), np.minimum(1.0, 8.0 * np.minimum(share, 1.0 - share)), 0.0)
    candela = CANDELA[nuisance.strength] * lit[:, None] * np.array(WHITE)
    beams = tuple(
        Beam(f"{nuisance.id}_{name}", middle + offset * APART_M * side, heading, candela.round(3), HALF_ANGLE_RAD, LAMP_RADIUS_M,
             opening.id)
        for name, offset in (("left", 0.5), ("right", -0.5))
    )  # fmt: skip
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", opening.id)
    return Disturbance((interval,), beams=beams)


def _outward(along: F64) -> F64:
    """Out of the room, level: to the right of a wall that runs with the room on its left."""
    return np.array([along[1], -along[0], 0.0])


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """By a window; best by one that the camera does not see, as no car is drawn."""
    del nuisance
    windows = [o for o in home.scenery.room.openings if o.kind == "window"]
    unseen = [o for o in windows if not in_view(home.viewpoint, home.scenery.room, o)]
    return {"opening": stream.choice(unseen or windows).id}


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
