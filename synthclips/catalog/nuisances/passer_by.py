"""Somebody passes outside: seen through a window and never in the room."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.catalog import Kind
from synthclips.catalog.nuisances.things import best_seen
from synthclips.catalog.nuisances.window_light import needs_window
from synthclips.catalog.outside.surroundings import GROUND_M, behind_glass
from synthclips.geometry.body import Body
from synthclips.raster.openings import frame
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import Actor, Nuisance, Opening, Room, Scene, Step, Vec3
from synthclips.scene.streams import Stream, Streams
from synthclips.scene.timeline import Disturbance, Interval

F64 = NDArray[np.float64]
AWAY_M = {1: 7.0, 2: 5.0, 3: 3.5, 4: 2.4, 5: 1.5}  # from the wall
SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)  # of a window's width and height: where it is looked for
INSIDE_M = 0.12
LEAST_CD_M2 = 2.0  # of the sky: below, panes mirror the room, or show little


def passer_by(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, speed_mps: Annotated[float, Range(0.5, 1.9), Unit("m/s")]
) -> Disturbance:
    """They walk along the house, past the window half-way. Strength: how near to it."""
    start, end = nuisance.params["path_m"]
    walks = Step("walk", {"path_m": [start, end], "speed_mps": speed_mps})
    facing = float(np.arctan2(end[1] - start[1], end[0] - start[0]))
    it = Actor(nuisance.id, "person", "any", nuisance.params["body"], (walks,), (*start, GROUND_M), facing, nuisance.start_s,
               False, nuisance.key)  # fmt: skip
    body: Body = catalog.kind("actors", "person").make(key=nuisance.key, **it.body)
    track = catalog.perform("person")(it, body, times_s).track
    there = (times_s >= nuisance.start_s) & (times_s <= nuisance.end_s)
    track = dataclasses.replace(track, present=track.present & there)
    seen = dataclasses.replace(
        body, texels=behind_glass(body.texels), capsules=body.capsules[:0], sky=scene.room.materials["outside"].emission
    )
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", str(nuisance.params["opening"]))
    return Disturbance((interval,), ((track, seen),))


def needs_ground_and_light(home: Home, kind: str) -> None:
    """Raises SceneError where nobody outside would be seen: after dark, or upstairs."""
    room = home.scenery.room
    if room.materials["outside"].emission < LEAST_CD_M2:
        raise SceneError(f"{kind} needs daylight or dusk; it is dark outside at this hour")
    if catalog.kind("outside", room.outside).traits.get("floor_m"):
        raise SceneError(f"{kind} needs a home on the ground; this one is upstairs")


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """Past a window that shows as well as any does."""
    needs_ground_and_light(home, nuisance.kind)
    room = home.scenery.room
    windows = [o for o in room.openings if o.kind == "window"]
    opening = stream.choice(best_seen(home, windows, lambda o: inside_of(room, o)))
    corner, along, up = frame(room, opening)
    eye = np.array(home.viewpoint.position_m)
    return walks_past(home, nuisance, stream, opening, eye_m=eye, pane_m=corner + along / 2 + up / 2)


def walks_past(home: Home, nuisance: Nuisance, stream: Stream, opening: Opening, *, eye_m: F64, pane_m: F64) -> dict[str, Any]:
    """Who walks along which way, so that an eye (3,) sees them through a place (3,) of the window half-way."""
    _, along, up = frame(home.scenery.room, opening)
    outward = np.cross(along, up) / (opening.width_m * opening.height_m)
    half = 0.5 * float(nuisance.params["speed_mps"]) * (nuisance.end_s - nuisance.start_s)
    way = along / opening.width_m * (half if stream.chance(0.5) else -half)
    middle = _shows_at(eye_m, pane_m, outward, AWAY_M[nuisance.strength])
    ends = [[round(float(v), 3) for v in (middle + side * way)[:2]] for side in (-1, 1)]
    streams = Streams(stream.integer(0, 2**31), "passer_by")
    return {"opening": opening.id, "path_m": ends, "body": catalog.settled(catalog.kind("actors", "person"), {}, streams)}


def inside_of(room: Room, opening: Opening) -> list[Vec3]:
    """Places just inside its panes."""
    corner, along, up = frame(room, opening)
    inward = np.cross(up, along) * (INSIDE_M / (opening.width_m * opening.height_m))
    return [tuple((corner + a * along + b * up + inward).tolist()) for a in SHARES for b in SHARES]


def _shows_at(eye: F64, pane: F64, outward: F64, away_m: float) -> F64:
    """Where, so far outside, one stands whom the eye sees through a place of the window; not far aside."""
    before = max(float(((pane - eye) * outward).sum()), 0.5)
    place = pane + (pane - eye) * (away_m / before)
    aside = place - pane - outward * away_m
    far = float(np.sqrt((aside * aside).sum()))
    return np.asarray(pane + outward * away_m + aside * min(1.0, away_m / max(far, 1e-6)), np.float64)


KINDS = [
    Kind(
        "passer_by",
        "somebody passes outside a window, by day",
        passer_by,
        {"speed_mps": Uniform(0.95, 1.5)},
        traits={"told": "somebody passes outside", "lasts": Uniform(4.0, 8.0), "needs": needs_window, "settle": _settle},
    ),
]
