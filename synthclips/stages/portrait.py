"""Portraits: who lives in a home, from four sides, as its owner would show them to a camera that is to know them again."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

import synthclips
from synthclips import catalog
from synthclips.scene.records import FORMAT, Actor, Camera, Lamp, Material, Room, Scene, Step, Viewpoint
from synthclips.scene.streams import Streams, stable_key
from synthclips.stages.animate import actor_body
from synthclips.stages.compose.household import Somebody

Film = Callable[[Scene], NDArray[np.uint8]]
SIDES = {"front": 0.0, "half": 0.7, "side": math.pi / 2, "back": math.pi}  # how far they are turned away from the lens
UPRIGHT_PX, LYING_PX = (480, 640), (640, 480)  # of people, of animals
ROOM_M = (4.0, 3.6, 2.6)
FRAMES, FPS = 8, 15.0  # of which the last is kept: noise has gone by then
FOVS_RAD = {UPRIGHT_PX: 0.62, LYING_PX: 0.8}
EYES_SHARE = {UPRIGHT_PX: 0.55, LYING_PX: 0.65}  # height of the lens, of theirs
EYES_M = {UPRIGHT_PX: 2.0, LYING_PX: 0.3}  # and at most
FILLS = 0.9  # of the picture's height or width, whichever is fuller
NEAREST_M, FARTHEST_M = 0.7, 3.3


def portraits(who: Somebody, film: Film) -> Iterator[tuple[str, NDArray[np.uint8]]]:
    """(side, (H, W, 3) picture) for each of SIDES. film: the last frame of a recipe."""
    for side, turn_rad in SIDES.items():
        yield side, film(portrait_scene(who, turn_rad))


def portrait_scene(who: Somebody, turn_rad: float) -> Scene:
    """The recipe of one portrait: standing in an empty room in good light, turned so far away from the lens."""
    size_px = UPRIGHT_PX if who.kind == "person" else LYING_PX
    extent_m = _extent_m(who)
    lens_m = (0.12, ROOM_M[1] / 2, round(min(EYES_SHARE[size_px] * extent_m[2], EYES_M[size_px]), 3))
    place = (lens_m[0] + _away_m(extent_m, size_px), lens_m[1], 0.0)
    keys = [stable_key(who.identity, name) for name in ("portrait", "noise")]
    body, stands = _bare_handed(who.body), (Step("stand", {"seconds": 2.0}),)
    actor = Actor(who.id, who.kind, who.role, body, stands, place, round(math.pi + turn_rad, 5), 0.0, True, keys[0], who.identity)
    params = catalog.settled(catalog.kind("cameras", "indoor_cloud"), {}, Streams(0, "portrait"))
    return Scene(
        FORMAT, synthclips.__version__, "portrait", 0, 0, 0, "nothing", FRAMES / FPS, _room(), (), _lamps(),
        Viewpoint(lens_m, 0.0, 0.0, 0.0, FOVS_RAD[size_px], 0.0, 0.0),
        Camera("indoor_cloud", *size_px, FPS, False, params, False, "2025-01-01 12:00:00", keys[1]),
        (actor,),
    )  # fmt: skip


def _bare_handed(body: dict[str, Any]) -> dict[str, Any]:
    """Nobody's portrait shows a torch."""
    return {**body, "carries": "nothing"} if "carries" in body else body


def _extent_m(who: Somebody) -> tuple[float, float, float]:
    """Length, breadth and height of the body as it is made."""
    stands = Actor(
        who.id, who.kind, who.role, _bare_handed(who.body), (), (0.0, 0.0, 0.0), 0.0, 0.0, True, who.identity, who.identity
    )
    long, across, tall = (float(v) for v in np.ptp(actor_body(stands).vertices_m, axis=0))
    return long, across, tall


def _away_m(extent_m: tuple[float, float, float], size_px: tuple[int, int]) -> float:
    """How far off one stands who fills the picture from any side."""
    long, across, tall = extent_m
    wide = 0.9 * long if size_px == LYING_PX else 0.5 * across  # bodies are made with the tail, or the arms, held out
    half = math.tan(FOVS_RAD[size_px] / 2)
    away = max(wide / (2 * half), tall / (2 * half * size_px[1] / size_px[0])) / FILLS + wide / 2
    return round(min(max(away, NEAREST_M), FARTHEST_M), 3)


def _room() -> Room:
    wall, floor = (
        Material("paint", (0.66, 0.65, 0.62), (0.62, 0.61, 0.58), 0.7),
        Material("paint", (0.42, 0.38, 0.33), (0.4, 0.36, 0.31), 0.5),
    )
    materials: dict[str, Any] = {f"wall_{k}": wall for k in range(4)}
    materials |= {"floor": floor, "ceiling": wall, "skirting": wall, "frame": wall, "door": wall, "outside": wall}
    return Room("living_room", ROOM_M, (), materials, 1)


def _lamps() -> tuple[Lamp, ...]:
    """A wide soft light over the lens, as of a window behind whoever takes the picture, and a weaker one over the head."""
    x, y, z = ROOM_M
    lean = 1 / math.sqrt(2)
    key = Lamp("window", "panel", (0.3, y / 2, z - 0.35), (lean, 0.0, -lean), (2.4, 0.9), (700.0, 690.0, 660.0))
    top = Lamp("ceiling", "panel", (x / 2, y / 2, z - 0.03), (0.0, 0.0, -1.0), (1.2, 1.2), (300.0, 290.0, 270.0))
    return (key, top)
