"""Light: what shines in a home at the file's hour, and what glows with it. Photometric, per channel."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

from synthclips import catalog
from synthclips.scene.distributions import settle
from synthclips.scene.records import Item, Lamp, Material, Room, Viewpoint
from synthclips.scene.streams import Streams
from synthclips.stages.compose.light.indoors import bulb, infrared_lamp, lit_shade, screen
from synthclips.stages.compose.light.outdoors import doorways, far_light, skylight, street_light
from synthclips.stages.compose.light.sky import Sky, sky_at
from synthclips.stages.compose.scenery import Scenery

DIM = 0.15  # daylight below which somebody has switched a lamp on, unless moon or street give light; without a window, always
NEXT_ROOM_CD_M2 = 60.0  # at noon; a third of it when its lamps are on
DARK_HOUSE_CD_M2 = 0.05
MAIN_FIRST = {
    "living_room": 0.5,
    "bedroom": 0.5,
    "child_room": 0.5,
}  # chance that the ceiling's lamp is on before others
MOST_ASIDE_RAD = math.radians(50)  # of the sun from a window that faces it
BLACK_CD_M2, INDOORS = 1.0, ("bulb", "screen", "infrared")  # a view so dark is lost in what its panes mirror of a lit room
PANE = 0.08  # share of light that two faces of glass mirror
SCREEN_CD_M2 = 90.0  # of white on a screen


def compose_lamps(spec: Any, scenery: Scenery, viewpoint: Viewpoint, streams: Streams, *, infrared: bool) -> tuple[Lamp, ...]:
    """Every lamp that can shine in this home, sky first; those with nothing to give are left out."""
    if infrared:
        return (infrared_lamp(viewpoint, streams),)
    light, sky = spec.light, _sky(spec.light, streams)
    street_lux = float(settle(light.street_lux, streams("light", "street_lux")))
    turned = _turned(light, scenery, sky, streams)
    lamps = skylight(scenery, sky, street_lux)
    lamps += far_light(scenery, "sun", (sky.sun[0], sky.sun[1] + turned), sky.sunlight)
    lamps += far_light(scenery, "moon", (sky.moon[0], sky.moon[1] + turned), sky.moonlight)
    kelvin = float(settle(light.street_kelvin, streams("light", "street_kelvin")))
    lamps += street_light(scenery, street_lux, kelvin, streams)
    night_light = sky.moon_lux > 0 or street_lux > 0
    lit = streams("light", "lamps_on").chance(float(settle(light.lamps_on, streams("light", "lamps"))))
    dark_house = night_light and not lit and sky.daylight < DIM
    next_rooms = doorways(scenery, DARK_HOUSE_CD_M2 if dark_house else NEXT_ROOM_CD_M2 * max(sky.daylight, 0.3))
    if lit or not lamps or (sky.daylight < DIM and not night_light):
        lamps += _bulbs(light, scenery, streams)
    if streams("light", "television_on").chance(float(settle(light.television_on, streams("light", "television")))):
        lamps += [lamp for lamp in map(screen, scenery.items) if lamp is not None][:1]
    return (*lamps, *next_rooms)


def _sky(light: Any, streams: Streams) -> Sky:
    return sky_at(
        str(settle(light.sky, streams("light", "sky"))),
        float(settle(light.hour, streams("light", "hour"))),
        float(settle(light.latitude_deg, streams("light", "latitude"))),
        int(settle(light.day, streams("light", "day"))),
        float(settle(light.moon, streams("light", "moon"))),
        waxing=streams("light", "waxing").chance(0.5),
    )


def _turned(light: Any, scenery: Scenery, sky: Sky, streams: Streams) -> float:
    """By what the home's axes turn azimuths: any way, or so that sun or moon shines in by the first window."""
    windows = [o for o in scenery.room.openings if o.kind == "window"]
    if settle(light.window_faces, streams("light", "window_faces")) == "any" or not windows:
        return streams("light", "north").uniform(0.0, 2 * math.pi)
    x, y = scenery.walls[windows[0].wall].inward
    shining = sky.sun if sky.sun[0] > 0 else sky.moon
    return math.atan2(y, x) + streams("light", "aside").uniform(-MOST_ASIDE_RAD, MOST_ASIDE_RAD) - shining[1]


def _bulbs(light: Any, scenery: Scenery, streams: Streams) -> list[Lamp]:
    """Of the lamps that are on, as many as the file says; the one under the ceiling comes first, mostly."""
    found, items = [], list(scenery.items)
    if streams("light", "main").chance(MAIN_FIRST.get(scenery.room.kind, 1.0)):
        items.sort(key=lambda i: not catalog.kind("furniture", i.kind).traits.get("hangs", False))
    for item in items:
        lumen = float(settle(light.lamp_lumen, streams("light", item.id, "lumen")))
        kelvin = float(settle(light.lamp_kelvin, streams("light", item.id, "kelvin")))
        lamp = bulb(item, streams, lumen, kelvin)
        found += [lamp] if lamp is not None else []
    return found[: int(settle(light.lamp_count, streams("light", "lamp_count")))]


def lit_surfaces(room: Room, items: tuple[Item, ...], lamps: tuple[Lamp, ...]) -> tuple[Room, tuple[Item, ...]]:
    """Room and items with the emission of what shines: the view outside, the shades of lamps and the screens that are on.

    Panes before a black view mirror the room."""
    skies = [lamp for lamp in lamps if lamp.kind == "sky"]
    outside = room.materials["outside"]
    if skies:
        radiance = 0.9 * skies[0].power_rgb[1]
        outside = dataclasses.replace(outside, emission=round(radiance, 3 if radiance > 1 else 6), lamp=skies[0].id)
    surfaces = {**room.materials, "outside": outside}
    if outside.emission < BLACK_CD_M2 and any(lamp.kind in INDOORS for lamp in lamps):
        surfaces["pane"] = Material("pane", (PANE,) * 3, (PANE,) * 3, PANE)
    by_id = {lamp.id: lamp for lamp in lamps}
    lit = tuple(dataclasses.replace(item, materials=_glowing(item, by_id)) for item in items)
    return dataclasses.replace(room, materials=surfaces), lit


def _glowing(item: Item, lamps: dict[str, Lamp]) -> dict[str, Material]:
    """An item's materials, its shade or screen glowing if a lamp shines there."""
    shade, screen = lamps.get(f"bulb_{item.id}"), lamps.get(f"screen_{item.id}")
    lit = dict(item.materials)
    if shade is not None and "shade" in lit:
        lit["shade"] = lit_shade(item, lit["shade"], shade)
    if screen is not None:
        lit["screen"] = dataclasses.replace(lit["screen"], family="programme", emission=SCREEN_CD_M2, lamp=screen.id)
    return lit
