"""Light from outside as lamps of a home: sky, sun, moon and street light through its windows, the next room through its door."""

from __future__ import annotations

import math
from dataclasses import replace

from synthclips.geometry.outline import Wall
from synthclips.scene.records import Lamp, Opening, Vec3
from synthclips.scene.streams import Streams
from synthclips.stages.compose.light.colour import of_kelvin, scaled
from synthclips.stages.compose.light.sky import Sky
from synthclips.stages.compose.scenery import Scenery

LIT_WIDTH = 0.8  # of a doorway, with the light of all of it: a leaf's hinge would lie in the lamp's plane, at its edge
ANGULAR_RADIUS_RAD = 0.00465  # of sun and moon
GLASS = 0.8  # share of daylight that double glazing lets through
FAINTEST_CD_M2 = 0.001  # of a sky that is still a lamp
GRAZING = 0.08  # cosine to the wall's normal below which the reveal takes all
STREET_GLOW = 0.12  # cd/m2 of road, fronts and haze for a lux at the window: lit roads have 0.3 to 1 (EN 13201, classes P and M)
LANTERN_RADIUS_M = 0.25  # a head of half a metre, and what the panes scatter


def portal(kind: str, id: str, wall: Wall, o: Opening, radiance: Vec3) -> Lamp:
    """The opening as a rectangle that shines into the room."""
    x, y = wall.at(o.u_m)
    centre = (round(x, 5), round(y, 5), round(o.sill_m + o.height_m / 2, 5))
    return Lamp(id, kind, centre, (*wall.inward, 0.0), (o.width_m, o.height_m), radiance, opening=o.id)


def lets_in(window: Opening) -> float:
    """Share of the light outside that comes in: an open side has no glass."""
    return GLASS if window.params.get("glass", True) else 1.0


def skylight(scenery: Scenery, sky: Sky, street_lux: float) -> list[Lamp]:
    """Each window as a rectangle of sky."""
    found = []
    for o in _windows(scenery):
        cd_m2 = (sky.cd_m2 + STREET_GLOW * street_lux) * lets_in(o)
        radiance = scaled(sky.colour, cd_m2, 3 if cd_m2 > 1 else 6)
        if cd_m2 > FAINTEST_CD_M2:
            found.append(portal("sky", f"sky_{o.id}", scenery.walls[o.wall], o, radiance))
    return found


def far_light(scenery: Scenery, name: str, place: tuple[float, float], lux_rgb: Vec3) -> list[Lamp]:
    """Sun or moon, once for each window that it reaches; place: height and azimuth in the home's own axes."""
    if lux_rgb[1] <= 0:
        return []
    height, azimuth = place
    flat = math.cos(height)
    direction = (round(flat * math.cos(azimuth), 6), round(flat * math.sin(azimuth), 6), round(-math.sin(height), 6))
    found = []
    for o in _windows(scenery):
        inward, power = scenery.walls[o.wall].inward, scaled(lux_rgb, lets_in(o), 2 if lux_rgb[1] > 100 else 6)
        if direction[0] * inward[0] + direction[1] * inward[1] > GRAZING:
            lamp = Lamp(f"{name}_{o.id}", "sun", (0.0, 0.0, 0.0), direction, (ANGULAR_RADIUS_RAD, 0.0), power, opening=o.id)
            found.append(lamp)
    return found


def street_light(scenery: Scenery, lux: float, kelvin: float, streams: Streams) -> list[Lamp]:
    """A lantern before the first window, once for each window of its wall; lux: on its way in through the first."""
    windows, stream = _windows(scenery), streams("light", "street")
    if lux <= 0 or not windows:
        return []
    wall = scenery.walls[windows[0].wall]
    away, aside, up = stream.uniform(5.0, 9.0), stream.uniform(-4.0, 4.0), stream.uniform(3.2, 5.0)
    x, y = wall.at(windows[0].u_m + aside, -away)
    up_from_window = up - windows[0].sill_m - windows[0].height_m / 2
    candela = lux * (away**2 + aside**2 + up_from_window**2)
    power = scaled(of_kelvin(kelvin), candela * GLASS)
    place = (round(x, 4), round(y, 4), round(up, 4))
    return [
        Lamp(f"street_{o.id}", "street", place, (0.0, 0.0, -1.0), (LANTERN_RADIUS_M, 0.0), power, opening=o.id)
        for o in windows
        if o.wall == wall.index
    ]


def doorways(scenery: Scenery, cd_m2: float) -> list[Lamp]:
    """Light from the next room; shut doors let none through, so its weight is how far the leaf stands open."""
    radiance = scaled((1.05, 1.0, 0.9), cd_m2 / LIT_WIDTH)
    lit = [(d, replace(d.opening, width_m=round(d.opening.width_m * LIT_WIDTH, 4))) for d in scenery.doors[:1]]
    return [portal("doorway", f"doorway_{d.opening.id}", d.wall, opening, radiance) for d, opening in lit]


def _windows(scenery: Scenery) -> list[Opening]:
    return [o for o in scenery.room.openings if o.kind == "window"]
