"""Next door: what stands in the room that a passage opens to, and the light there."""

from __future__ import annotations

import dataclasses
import math

from synthclips import catalog
from synthclips.geometry.plan import Footprint
from synthclips.scene.records import Item, Lamp, Opening, Room, Vec3
from synthclips.scene.streams import Streams
from synthclips.stages.compose.light.colour import scaled
from synthclips.stages.layout import layout
from synthclips.stages.layout.pieces import Furnishing

CHANCES = {
    "bookcase": 0.5,
    "sideboard": 0.5,
    "console_table": 0.3,
    "armchair": 0.4,
    "dining_chair": 0.4,
    "plant": 0.4,
    "picture": 0.8,
    "rug": 0.5,
}
CANDELA = (45.0, 90.0)  # 600 to 1100 lm all round
WARM = (1.24, 0.98, 0.66)
BY_LAMPS = 0.8  # of the light where lamps are on by day: a camera balanced for them shows half and half as blue walls
DIM = 0.1  # of daylight comes into rooms that are dark
FAR_CD_M2 = (6.2, 4.9, 3.3)  # there at night, through a door to where a lamp is on
WINDOW_M = (1.3, 1.2)


def furnish_next_rooms(room: Room, streams: Streams) -> tuple[Item, ...]:
    """Items behind every passage, in this room's coordinates; their ids begin with `next_`."""
    return tuple(item for passage in _passages(room) for item in _furnished(room, passage, streams.under("next_room")))


def _passages(room: Room) -> list[Opening]:
    return [o for o in room.openings if o.kind == "passage"]


def _furnished(room: Room, passage: Opening, streams: Streams) -> list[Item]:
    made = layout(catalog.beyond().next_room(room, passage), Furnishing((), CHANCES, {}, 0.0), streams)
    return [_moved(item, *catalog.beyond().frame_of(room, passage)) for item in made]


def _moved(item: Item, origin_m: Vec3, yaw_rad: float) -> Item:
    x, y = Footprint(origin_m[:2], (1.0, 1.0), yaw_rad).to_world(*item.position_m[:2])
    place = (round(x, 4), round(y, 4), item.position_m[2])
    turned = round(math.remainder(item.yaw_rad + yaw_rad, 2 * math.pi), 5)
    return dataclasses.replace(item, id=f"{catalog.beyond().PREFIX}{item.id}", position_m=place, yaw_rad=turned)


def light_next_rooms(room: Room, lamps: tuple[Lamp, ...], streams: Streams) -> tuple[Lamp, ...]:
    """What shines in the rooms behind passages: daylight from a window out of view while there is any, else a lamp.

    In dark ones little of it, from farther off in the home: what is behind them shows. Where lamps are on by day, so they are
    there: a camera that is balanced for lamps shows what the sky alone lights as blue.
    """
    sky = next((lamp.power_rgb for lamp in lamps if lamp.kind == "sky"), None)
    if sky and any(lamp.kind == "bulb" and lamp.weight > 0.0 for lamp in lamps):
        sky = _with_lamps(sky)
    dim = scaled(sky, DIM, 6) if sky else FAR_CD_M2 if any(lamp.weight > 0.0 for lamp in lamps) else None
    found = [
        (_window(room, p, sky) if sky else _bulb(room, p, streams)) if p.params["lit"] else dim and _window(room, p, dim)
        for p in _passages(room)
    ]
    return tuple(lamp for lamp in found if lamp)


def _with_lamps(sky: Vec3) -> Vec3:
    """As much light as the sky gives, most of it from lamps."""
    even = sum(sky) / sum(WARM)
    r, g, b = ((1 - BY_LAMPS) * day + BY_LAMPS * even * lamp for day, lamp in zip(sky, WARM, strict=True))
    return scaled((r, g, b), 1.0, 6)


def _window(room: Room, passage: Opening, cd_m2: Vec3) -> Lamp:
    """In the next room's farther side wall."""
    width, depth, _ = catalog.beyond().next_room(room, passage).size_m
    left = passage.u_m - float(passage.params["left_m"]) > width / 2
    side = 0.05 if left else width - 0.05
    origin, yaw = catalog.beyond().frame_of(room, passage)
    place = Footprint(origin[:2], (1.0, 1.0), yaw)
    x, y = place.to_world(side, 0.4 * depth)
    (ax, ay), _ = place.axes
    inward = (round(ax if left else -ax, 6), round(ay if left else -ay, 6), 0.0)
    at = (round(x, 4), round(y, 4), 1.5)
    return Lamp(f"window_{passage.id}", "panel", at, inward, WINDOW_M, cd_m2)


def _bulb(room: Room, passage: Opening, streams: Streams) -> Lamp:
    """Under the ceiling of the next room's middle."""
    width, depth, height = catalog.beyond().next_room(room, passage).size_m
    origin, yaw = catalog.beyond().frame_of(room, passage)
    x, y = Footprint(origin[:2], (1.0, 1.0), yaw).to_world(width / 2, depth / 2)
    candela = streams("light", passage.id).log_uniform(*CANDELA)
    at = (round(x, 4), round(y, 4), round(height - 0.3, 4))
    return Lamp(f"bulb_{passage.id}", "bulb", at, (0.0, 0.0, -1.0), (0.06, 0.0), scaled(WARM, candela))
