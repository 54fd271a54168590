"""The home's own lamps: bulbs in shades, television screens, the camera's infrared diodes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from synthclips import catalog
from synthclips.geometry.plan import Footprint
from synthclips.raster.lamps import THROUGH
from synthclips.scene.records import Item, Lamp, Material, Vec3, Viewpoint
from synthclips.scene.streams import Streams
from synthclips.stages.compose.light.colour import of_kelvin, scaled

BULB_RADIUS_M = 0.05
WHOLE, HALF = 0.8, 0.5  # of a shade's radius, that of the disc whose shadows are as soft: of opal glass, of cloth round a bulb
BARE_CD_M2 = 18.0  # of what glows, for each candela of its lamp, where its kind does not say how wide it is
SHADED_CD = (8.0, 20.0)  # of a lamp whose kind does not say otherwise
INFRARED_CD = (90.0, 240.0)
SCREEN_CD_M2, SCREEN_KELVIN = 12.0, 8000.0  # mean of a picture on a television in the evening


def bulb(item: Item, streams: Streams, lumen: float, kelvin: float) -> Lamp | None:
    """The bulb of a lamp; lumen: that leave it, 0 for as many as its kind has. None for what is no lamp."""
    anchor = _anchor(item, "bulb")
    if anchor is None:
        return None
    usual = catalog.kind("furniture", item.kind).traits.get("candela", SHADED_CD)
    candela = streams("light", item.id).log_uniform(*usual) if lumen == 0 else lumen / (4 * math.pi)
    power, place = scaled(of_kelvin(kelvin), candela), _in_world(item, anchor["position_m"])
    opening_rad = anchor["opening_rad"]
    wide = round((HALF if opening_rad > 0 else WHOLE) * anchor["shade_m"][0], 4) if "shade_m" in anchor else BULB_RADIUS_M
    size, way = (max(wide, BULB_RADIUS_M), 0.0), _turned(item, anchor.get("way", (0.0, 0.0, -1.0)))
    return Lamp(f"bulb_{item.id}", "bulb", place, way, size, power, beam_rad=opening_rad)


def lit_shade(item: Item, material: Material, lamp: Lamp) -> Material:
    """A shade's material while its bulb is on: as bright as the light that it sends to its sides makes something of its size."""
    bulb = _anchor(item, "bulb") or {}
    if "shade_m" not in bulb:
        return replace(material, emission=round(BARE_CD_M2 * lamp.power_rgb[1], 3), lamp=lamp.id)
    radius, outline = bulb["shade_m"]
    beside = THROUGH / (2 * radius * outline) if bulb["opening_rad"] > 0 else 1 / (math.pi * radius * radius)
    emission = round(beside * lamp.power_rgb[1], 3)
    family, scale_m = ("glow", outline) if bulb["opening_rad"] > 0 else (material.family, material.scale_m)
    return replace(material, family=family, scale_m=scale_m, emission=emission, lamp=lamp.id)


def screen(item: Item) -> Lamp | None:
    """The picture of a television that is on; None for what has no screen."""
    anchor = _anchor(item, "screen")
    if anchor is None:
        return None
    power, way = scaled(of_kelvin(SCREEN_KELVIN), SCREEN_CD_M2), _turned(item, (0.0, 1.0, 0.0))
    return Lamp(f"screen_{item.id}", "panel", _in_world(item, anchor["position_m"]), way, anchor["size_m"], power)


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


def _anchor(item: Item, name: str) -> dict[str, Any] | None:
    anchor: dict[str, Any] | None = catalog.kind("furniture", item.kind).traits["anchors"](item.params).get(name)
    return anchor


def _turned(item: Item, way: Vec3) -> Vec3:
    sine, cosine = math.sin(item.yaw_rad), math.cos(item.yaw_rad)
    return (round(way[0] * cosine - way[1] * sine, 6), round(way[0] * sine + way[1] * cosine, 6), way[2])


def _in_world(item: Item, local_m: Vec3) -> Vec3:
    x, y = Footprint(item.position_m[:2], (1.0, 1.0), item.yaw_rad).to_world(local_m[0], local_m[1])
    return (round(x, 4), round(y, 4), round(item.position_m[2] + local_m[2], 4))
