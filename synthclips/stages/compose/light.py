"""Light: sun and sky through the windows, lamps that are on, the camera's infrared lamp. Photometric, per channel."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

from synthclips import catalog
from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint
from synthclips.scene.distributions import settle
from synthclips.scene.records import Item, Lamp, Opening, Room, Vec3, Viewpoint
from synthclips.scene.streams import Streams
from synthclips.stages.compose.scenery import Scenery

SUN_ANGULAR_RADIUS_RAD = 0.00465
GLASS = 0.8  # share of daylight that double glazing lets through
SKY_COLOUR = {"clear": (0.90, 1.0, 1.16), "broken": (0.97, 1.0, 1.06), "overcast": (1.0, 1.0, 1.02)}
SKY_CD_M2 = {"clear": 3500.0, "broken": 5000.0, "overcast": 3200.0}  # mean of sky and lit ground at noon
INCANDESCENT = (1.28, 0.98, 0.60)  # 2700 K as a camera balanced between lamp and day sees it
SHADE_RADIUS_M = 0.1  # a lit shade throws softer shadows than its bulb
INFRARED_CD = (60.0, 180.0)


def sun_direction(hour: float, latitude_deg: float, day: int) -> tuple[float, float]:
    """Elevation and azimuth from north, clockwise, radians. Cooper 1969 for the declination."""
    declination = math.radians(23.45) * math.sin(2 * math.pi * (284 + day) / 365)
    latitude, angle = math.radians(latitude_deg), math.radians(15 * (hour - 12))
    up = math.sin(latitude) * math.sin(declination) + math.cos(latitude) * math.cos(declination) * math.cos(angle)
    south = math.sin(latitude) * math.cos(declination) * math.cos(angle) - math.cos(latitude) * math.sin(declination)
    west = math.cos(declination) * math.sin(angle)
    return math.asin(up), math.pi + math.atan2(west, south)


def compose_lamps(spec: Any, scenery: Scenery, viewpoint: Viewpoint, streams: Streams, *, infrared: bool) -> tuple[Lamp, ...]:
    """Every lamp that can shine in this home, sky first; those with nothing to give are left out."""
    if infrared:
        return (infrared_lamp(viewpoint, streams),)
    hour = float(settle(spec.light.hour, streams("light", "hour")))
    sky = str(settle(spec.light.sky, streams("light", "sky")))
    elevation, azimuth = sun_direction(
        hour,
        float(settle(spec.light.latitude_deg, streams("light", "latitude"))),
        int(settle(spec.light.day, streams("light", "day"))),
    )
    azimuth += streams("light", "north").uniform(0.0, 2 * math.pi)
    daylight = max(0.0, math.sin(elevation)) ** 0.8
    lamps = _sky(scenery, SKY_CD_M2[sky] * GLASS * daylight, SKY_COLOUR[sky])
    if sky != "overcast":
        lamps += _sun(scenery, elevation, azimuth, 0.55 if sky == "broken" else 1.0)
    if streams("light", "lamps_on").chance(float(settle(spec.light.lamps_on, streams("light", "lamps")))) or daylight < 0.15:
        lamps += _lamps(scenery, streams)
    return tuple(lamps) + _doorways(scenery, 60.0 * max(daylight, 0.3))


def _portal(kind: str, id: str, wall: Wall, o: Opening, radiance: Vec3) -> Lamp:
    """The opening as a rectangle that shines into the room."""
    x, y = wall.at(o.u_m)
    centre = (round(x, 5), round(y, 5), round(o.sill_m + o.height_m / 2, 5))
    return Lamp(id, kind, centre, (*wall.inward, 0.0), (o.width_m, o.height_m), radiance, opening=o.id)


def _sky(scenery: Scenery, cd_m2: float, colour: Vec3) -> list[Lamp]:
    radiance = (round(cd_m2 * colour[0], 3), round(cd_m2 * colour[1], 3), round(cd_m2 * colour[2], 3))
    windows = [o for o in scenery.room.openings if o.kind == "window"]
    return [_portal("sky", f"sky_{o.id}", scenery.walls[o.wall], o, radiance) for o in windows if cd_m2 > 1.0]


def _sun(scenery: Scenery, elevation: float, azimuth: float, clear: float) -> list[Lamp]:
    """One sun a window that it reaches; warmer the lower it stands (Kasten & Young 1989 air mass)."""
    if elevation < math.radians(3):
        return []
    flat = math.cos(elevation)
    direction = (round(flat * math.cos(azimuth), 6), round(flat * math.sin(azimuth), 6), round(-math.sin(elevation), 6))
    degrees = math.degrees(elevation)
    air = 1.0 / (math.sin(elevation) + 0.50572 * (degrees + 6.07995) ** -1.6364)
    lux = 128000.0 * GLASS * clear
    rgb = (lux * 1.04 * math.exp(-0.17 * air), lux * math.exp(-0.22 * air), lux * 0.97 * math.exp(-0.31 * air))
    power = (round(rgb[0], 2), round(rgb[1], 2), round(rgb[2], 2))
    found = []
    for o in scenery.room.openings:
        inward = scenery.walls[o.wall].inward
        if o.kind == "window" and direction[0] * inward[0] + direction[1] * inward[1] > 0.08:
            found.append(
                Lamp(f"sun_{o.id}", "sun", (0.0, 0.0, 0.0), direction, (SUN_ANGULAR_RADIUS_RAD, 0.0), power, opening=o.id)
            )
    return found


def _lamps(scenery: Scenery, streams: Streams) -> list[Lamp]:
    """Floor and table lamps that are on: a bulb in each shade."""
    found = []
    for item in scenery.items:
        anchor = catalog.kind("furniture", item.kind).traits["anchors"](item.params).get("bulb")
        if anchor is not None:
            candela = streams("light", item.id).log_uniform(8.0, 20.0)
            x, y, z = anchor["position_m"]
            wx, wy = Footprint(item.position_m[:2], (1.0, 1.0), item.yaw_rad).to_world(x, y)
            power = (
                round(candela * INCANDESCENT[0], 3),
                round(candela * INCANDESCENT[1], 3),
                round(candela * INCANDESCENT[2], 3),
            )
            found.append(
                Lamp(
                    f"bulb_{item.id}",
                    "bulb",
                    (round(wx, 4), round(wy, 4), round(item.position_m[2] + z, 4)),
                    (0.0, 0.0, -1.0),
                    (0.05, 0.0),
                    power,
                    beam_rad=anchor["opening_rad"],
                )
            )
    return found[:1]


def _doorways(scenery: Scenery, cd_m2: float) -> tuple[Lamp, ...]:
    """Light from the next room; shut doors let none through, so its weight is how far the leaf stands open."""
    radiance = (round(cd_m2 * 1.05, 3), round(cd_m2, 3), round(cd_m2 * 0.9, 3))
    return tuple(_portal("doorway", f"doorway_{d.opening.id}", d.wall, d.opening, radiance) for d in scenery.doors[:1])


def infrared_lamp(viewpoint: Viewpoint, streams: Streams) -> Lamp:
    """A ring of infrared diodes round the lens, narrower than the view: a hot spot and dark edges."""
    cp = math.cos(viewpoint.pitch_rad)
    axis = (
        round(cp * math.cos(viewpoint.yaw_rad), 6),
        round(cp * math.sin(viewpoint.yaw_rad), 6),
        round(math.sin(viewpoint.pitch_rad), 6),
    )
    candela = streams("light", "infrared").log_uniform(*INFRARED_CD)
    beam = streams("light", "beam").uniform(0.55, 0.8) * viewpoint.fov_rad / 2 * 1.15
    return Lamp(
        "infrared", "infrared", viewpoint.position_m, axis, (0.02, 0.0), (candela, candela, candela), beam_rad=round(beam, 5)
    )


def lit_surfaces(room: Room, items: tuple[Item, ...], lamps: tuple[Lamp, ...]) -> tuple[Room, tuple[Item, ...]]:
    """Room and items with the emission of what shines: the view outside, the shades of lamps that are on."""
    skies = [lamp for lamp in lamps if lamp.kind == "sky"]
    outside = room.materials["outside"]
    if skies:
        outside = dataclasses.replace(outside, emission=round(0.9 * skies[0].power_rgb[1], 3), lamp=skies[0].id)
    by_item = {lamp.id.removeprefix("bulb_"): lamp for lamp in lamps if lamp.kind == "bulb"}
    lit = []
    for item in items:
        lamp, shade = by_item.get(item.id), item.materials.get("shade")
        if lamp is not None and shade is not None:
            glow = dataclasses.replace(shade, emission=round(18.0 * lamp.power_rgb[1], 3), lamp=lamp.id)
            item = dataclasses.replace(item, materials={**item.materials, "shade": glow})
        lit.append(item)
    return dataclasses.replace(room, materials={**room.materials, "outside": outside}), tuple(lit)
