"""What a blind of slats lets through, worked out from where its slats are; and how it swings in a draught, light and all."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import thing_body
from synthclips.catalog.furniture.blinds import ABOVE_M, FOOT_M, RAIL_M, depth_of, pile_m, slats
from synthclips.catalog.nuisances.things import track_of, with_bones
from synthclips.catalog.nuisances.window_light import cells, codes
from synthclips.geometry.body import Body
from synthclips.geometry.outline import walls
from synthclips.geometry.skeleton import rotation
from synthclips.raster.openings import GATED
from synthclips.scene.records import Item, Lamp, Opening, Room, Scene
from synthclips.scene.timeline import VEIL, Track

F64 = NDArray[np.float64]
BLUR_M = 0.024  # of a slat's shadow some 2.5 m on; the sun is a disc
NEAR_M = 0.05


def blind_before(items: tuple[Item, ...], room: Room, opening: Opening) -> Item | None:
    """The blind that hangs before a window and moves, if one does."""
    x, y = walls(room.outline)[opening.wall].at(opening.u_m)
    there = (i for i in items if i.kind == "venetian_blind" and i.movable)
    return next((i for i in there if math.hypot(i.position_m[0] - x, i.position_m[1] - y) < NEAR_M), None)


def at_rest(scene: Scene, frames: int, stirred: Container[str]) -> dict[str, NDArray[np.uint8]]:
    """(T, *VEIL) by window of the blinds that move in other clips of the home, but not in this one."""
    veils = {}
    for opening in (o for o in scene.room.openings if o.kind == "window"):
        blind = blind_before(scene.items, scene.room, opening)
        lamp = next((a for a in scene.lamps if a.opening == opening.id and a.kind in GATED), None)
        if blind is not None and lamp is not None and blind.id not in stirred:
            one = lets_through(blind.params, opening, slope_of(scene.room, opening, lamp), np.zeros(1))
            veils[opening.id] = np.repeat(one, frames, 0)
    return veils


def slope_of(room: Room, opening: Opening, lamp: Lamp) -> float:
    """How far the light falls for each metre that it comes into the room by the window's middle."""
    wall = walls(room.outline)[opening.wall]
    x, y = wall.at(opening.u_m)
    middle = (x, y, opening.sill_m + opening.height_m / 2)
    way = lamp.direction if lamp.kind == "sun" else tuple(m - p for m, p in zip(middle, lamp.position_m, strict=True))
    inward = way[0] * wall.inward[0] + way[1] * wall.inward[1]
    return -way[2] / max(inward, 1e-3)


def lets_through(params: Mapping[str, Any], opening: Opening, slope: float, swing_rad: F64) -> NDArray[np.uint8]:
    """(T, *VEIL) codes of the light that comes in by the window's plane and past the blind, swung so far into the room (T,)."""
    top, slat_m = params["window_top_m"] + ABOVE_M - RAIL_M, params["slat_m"]
    levels, foot = slats(params["window_top_m"], params["sill_m"], slat_m, params["lowered"])
    pile = foot + FOOT_M + pile_m(params)
    middle, thick = np.array([(foot + pile) / 2, *levels]), np.array([pile - foot, *([0.0] * len(levels))])
    tilt = np.array([0.0, *([params["tilt_rad"]] * len(levels))])
    z = cells(opening)[0] + opening.sill_m
    blur = BLUR_M + opening.height_m / VEIL[0]
    out = np.empty((len(swing_rad), *VEIL), np.uint8)
    for t, swing in enumerate(swing_rad.tolist()):
        c, s = round(math.cos(swing), 9), round(math.sin(swing), 9)
        turn = [(round(math.cos(a - swing), 9), round(math.sin(a - swing), 9)) for a in tilt.tolist()]
        along, down = np.array(turn).T
        y, up = depth_of(slat_m) + (top - middle) * s, top - (top - middle) * c
        half = abs(0.5 * slat_m * (along * slope - down)) + 0.5 * thick + 0.0014
        shade = _overlap(z, up + y * slope, half, blur).sum(1, keepdims=True)
        above = np.clip((z - (top + depth_of(slat_m) * slope)) / blur + 0.5, 0.0, 1.0)
        out[t] = np.broadcast_to(codes(1.0 - np.minimum(shade + above, 1.0)), VEIL)
    return out


def _overlap(z: F64, middle: F64, half: F64, blur: float) -> F64:
    """(rows, N) share of a stretch `blur` about each height that lies within `half` of each middle."""
    over = np.minimum(z + blur / 2, middle + half) - np.maximum(z - blur / 2, middle - half)
    return np.asarray(np.maximum(over, 0.0) / blur, np.float64)


def swung(item: Item, swing_rad: F64) -> tuple[Track, Body]:
    """The blind, its rail at rest and the rest hung from it, turned so far into the room (T,)."""
    body: Body = thing_body(item)
    params, high = item.params, body.vertices_m[:, 2]
    top = params["window_top_m"] + ABOVE_M - RAIL_M
    hung = np.zeros((len(high), 4), np.int32)
    hung[:, 0] = high < top - 1e-4
    weight = np.zeros((len(high), 4), np.float32)
    weight[:, 0] = 1.0
    pivot = (0.0, depth_of(params["slat_m"]), top)
    limber = with_bones(body, [pivot, pivot], hung, weight)
    turned = rotation(0, np.stack([np.zeros_like(swing_rad), swing_rad], 1))
    place = np.broadcast_to(np.array(pivot), (len(swing_rad), 2, 3))
    return track_of(item, turned, place), limber
