"""Compose: from what may happen to what does happen. Every value of a clip is settled here, each by its own stream."""

from __future__ import annotations

import datetime
import math
from dataclasses import replace
from typing import Any

import synthclips
from synthclips import catalog
from synthclips.scene.distributions import settle, settle_all
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import FORMAT, Camera, Item, Lamp, Room, Scene, Viewpoint
from synthclips.scene.streams import Streams
from synthclips.stages.compose.beyond import furnish_next_rooms, light_next_rooms
from synthclips.stages.compose.cast import compose_cast
from synthclips.stages.compose.clearing import Clearing
from synthclips.stages.compose.clocks import CLIPS_WITHIN_S, set_clocks
from synthclips.stages.compose.light import compose_lamps, lit_surfaces
from synthclips.stages.compose.light.sky import sun_direction
from synthclips.stages.compose.nuisances import (
    compose_nuisances,
    only_here,
    stirring_places,
    with_fixtures,
    with_movers,
    with_nuisance_lamps,
)
from synthclips.stages.compose.outlook import Outlook
from synthclips.stages.compose.outside import with_outside
from synthclips.stages.compose.room import compose_room
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.compose.viewpoint import compose_viewpoint
from synthclips.stages.compose.whereabouts import whereabouts
from synthclips.stages.layout import layout, wells
from synthclips.stages.layout.pieces import Furnishing

GOLDEN = 0.6180339887498949
WHATS = ("nothing", "pet", "intruder", "both", "resident")
ATTEMPTS_TO_CONTENT = 5  # who owns the camera; then the first of these homes will do
DAYS, DARK_RAD = 8, math.radians(-6)  # drawn for an hour of the night; how low the sun is at the end of dusk
ROOM_ATTEMPTS = 12  # homes drawn before a file is refused: what it asks for may be had in few


def compose(spec: Any, *, seed: int, index: int) -> Scene:
    """The recipe of clip `index`. Raises SceneError, with the place in the scene file, for what cannot be."""
    try:
        return _compose(spec, seed, index)
    except SceneError as error:
        raise SceneError(error.message, where=spec.where(error.where) if error.where else str(spec.source)) from None


def _compose(spec: Any, seed: int, index: int) -> Scene:
    home = index // spec.clip.clips_per_home
    of_home, of_clip = Streams(seed, "home", home), Streams(seed, "clip", index)
    spec = only_here(spec, of_home)
    infrared, size = _infrared(spec, of_home), _size(spec, of_home)
    spec = _on_a_dark_day(spec, of_home) if infrared else spec
    camera = _camera(spec, of_home, of_clip, size, infrared)
    room, items, viewpoint, lamps = _home(spec, of_home, camera)
    duration = round(float(settle(spec.clip.duration_s, of_clip("clip", "duration_s"))), 3)
    what = what_happens(spec.mix, seed, index)
    scenery = Scenery(room, items)
    outlook = Outlook(scenery, viewpoint, size[1] / size[0])
    actors = compose_cast(spec, scenery, outlook, what, duration, of_home, of_clip)
    here = Home(scenery, lamps, viewpoint, outlook, duration, lambda t: whereabouts(actors, t))
    return Scene(
        FORMAT,
        synthclips.__version__,
        spec.name,
        seed,
        index,
        home,
        what,
        duration,
        room,
        with_movers(spec, items),
        lamps,
        viewpoint,
        camera,
        actors,
        compose_nuisances(spec, here, of_clip),
    )


def _infrared(spec: Any, of_home: Streams) -> bool:
    """As the camera insists, else as the light is."""
    insists = settle(spec.camera.infrared, of_home("camera", "mode"))
    return bool(settle(spec.light.infrared, of_home("camera", "infrared"))) if insists == "auto" else insists == "always"


def _hour(spec: Any, of_home: Streams) -> float:
    return float(settle(spec.light.hour, of_home("light", "hour")))


def _on_a_dark_day(spec: Any, of_home: Streams) -> Any:
    """The file with the day settled: of a few drawn the first on which it is dark at that hour, as infrared tells."""
    hour, latitude = _hour(spec, of_home), float(settle(spec.light.latitude_deg, of_home("light", "latitude")))
    days = [int(settle(spec.light.day, of_home("light", "day", *again))) for again in ((), *((k,) for k in range(1, DAYS)))]
    dark = (day for day in days if sun_direction(hour, latitude, day)[0] < DARK_RAD)
    return spec.model_copy(update={"light": spec.light.model_copy(update={"day": next(dark, days[0])})})


def _size(spec: Any, of_home: Streams) -> tuple[int, int]:
    """Width and height of the picture, px: a camera's, so a home's."""
    width, height = settle(spec.clip.size, of_home("clip", "size"))
    return int(width), int(height)


def _home(spec: Any, streams: Streams, camera: Camera) -> tuple[Room, tuple[Item, ...], Viewpoint, tuple[Lamp, ...]]:
    """Room, furniture, viewpoint and lamps."""
    furnishing = Furnishing(
        tuple(spec.furniture.required),
        dict(spec.furniture.optional),
        spec.furniture.given,
        float(settle(spec.furniture.clutter, streams("furniture", "clutter"))),
    )
    room, items, scenery, viewpoint = _seen_well(spec, furnishing, streams, (camera.width_px, camera.height_px))
    shine = {lamp.id for lamp in compose_lamps(spec, scenery, viewpoint, streams, infrared=False)}
    unlit = {i.id for i in items if i.kind == "wall_lantern" and f"bulb_{i.id}" not in shine}
    items = Clearing(spec, scenery, (camera.width_px, camera.height_px)).cleared(items, viewpoint, unlit=unlit)
    scenery = Scenery(room, items)
    lamps = compose_lamps(spec, scenery, viewpoint, streams, infrared=camera.infrared)
    if not camera.infrared:
        lamps += light_next_rooms(room, lamps, streams)
    lamps = with_nuisance_lamps(spec, scenery, lamps, streams)
    items = set_clocks(items, _hour(spec, streams), spec.furniture.given)
    room, items = lit_surfaces(room, items, lamps)
    return room, items, viewpoint, lamps


def _seen_well(
    spec: Any, furnishing: Furnishing, streams: Streams, size: tuple[int, int]
) -> tuple[Room, tuple[Item, ...], Scenery, Viewpoint]:
    """The first of a few homes whose camera contents its owner, or the first of them that is possible at all."""
    found = None
    for attempt in range(ROOM_ATTEMPTS):
        scoped = streams.under("attempt", attempt) if attempt else streams
        try:
            room = compose_room(spec, scoped)
            if attempt >= ATTEMPTS_TO_CONTENT:  # what people have besides may have left no place for what is to happen
                furnishing = replace(furnishing, clutter=0.0)
            items = with_fixtures(spec, room, layout(room, furnishing, scoped), scoped)
            room = with_outside(spec, replace(room, wells=wells(items)), streams)
            items += furnish_next_rooms(room, scoped)
            scenery = Scenery(room, items)
            viewpoint, contents = compose_viewpoint(spec, scenery, size, scoped, stirring_places(spec, scenery))
            contents = contents and not _lacks_window(room)
        except SceneError:
            if attempt == ROOM_ATTEMPTS - 1 and found is None:
                raise
            continue
        if found is None or contents:
            found = room, items, scenery, viewpoint
        if contents or attempt >= ATTEMPTS_TO_CONTENT - 1:
            break
    assert found is not None
    return found


def _lacks_window(room: Room) -> bool:
    """Has none fitted in, of a kind of room that people do not live in without?"""
    windows = catalog.kind("rooms", room.kind).traits["habits"].windows
    return 0 not in windows and not any(o.kind not in ("door", "passage") for o in room.openings)


def what_happens(mix: dict[str, float], seed: int, index: int) -> str:
    """What the clip shows. Weights are met over many clips: points of a golden-ratio sequence, evenly spread."""
    start = Streams(seed, "mix")("start").unit()
    at = (start + index * GOLDEN) % 1.0 * sum(mix[w] for w in WHATS)
    for what in WHATS:
        at -= mix[what]
        if at < 0 and mix[what] > 0:
            return what
    return next(w for w in reversed(WHATS) if mix[w] > 0)


def _camera(spec: Any, of_home: Streams, of_clip: Streams, size: tuple[int, int], infrared: bool) -> Camera:
    preset = str(settle(spec.camera.preset, of_home("camera", "preset")))
    params = settle_all(catalog.kind("cameras", preset).priors, spec.camera.given, of_home.under("camera"))
    hour = _hour(spec, of_home)
    day = int(settle(spec.light.day, of_home("light", "day")))
    start = datetime.datetime(2025, 1, 1) + datetime.timedelta(days=day - 1, seconds=round(hour * 3600))
    start += datetime.timedelta(seconds=of_clip("camera", "clock").integer(0, CLIPS_WITHIN_S))
    clock = bool(settle(spec.clip.clock, of_home("camera", "clock")))
    return Camera(
        preset,
        *size,
        round(float(settle(spec.clip.fps, of_home("clip", "fps"))), 3),
        infrared,
        params,
        clock,
        f"{start:%Y-%m-%d %H:%M:%S}",
        of_clip.key("camera", "noise"),
    )
