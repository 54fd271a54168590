"""All that lies round a room: ground, what its kind of surroundings puts on each side, and the sky."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from synthclips.catalog import kind
from synthclips.catalog.outside.plants import treeline
from synthclips.catalog.outside.side import Part, Side, look
from synthclips.catalog.rooms.panels import panel
from synthclips.geometry.mesh import F32, Mesh, join, moved, snapped
from synthclips.geometry.shapes import renamed, shifted
from synthclips.raster.daylight import VEIL, sun_way
from synthclips.scene.records import Material, Room, Vec3
from synthclips.scene.streams import Stream, stable_key

Piece = tuple[str, Mesh, Mapping[str, Material]]
GROUND_M = -0.3  # below the floor, of who lives on the ground
SKY_M, ZENITH_M, ACROSS = 480.0, 330.0, 1 / 70  # of the sky's texture, a unit a metre
STEPS = 7  # of light from shade to sun
DARK_CD_M2, ASLEEP_CD_M2 = 20.0, 0.3  # of the sky, below which people have their lamps on, and below which they are off again
KEPT, BRIGHTER, CALMER = 0.62, 1.6, 0.8  # of colours, light, patterns as seen from indoors
LOOKS = 4096  # remembered: a view's thousands of parts wear some hundred
SUNNY = (1.07, 1.0, 0.84)  # what the ground's light is to that of the sky


def surroundings(room: Room) -> Piece:
    """In world space; slots are one for each colour in each light."""
    own, sky = kind("outside", room.outside), room.materials["outside"]
    glazed = any(o.kind == "window" and o.params.get("glass", True) for o in room.openings)
    parts: list[Part] = []
    for n, (half, turn, offset) in enumerate(_sides(room)):
        own_stream, shared = (Stream(stable_key(room.key, "outside", own.name, of)) for of in (n, "home"))
        side = Side(own_stream, shared, half, room.leafless, ASLEEP_CD_M2 < sky.emission < DARK_CD_M2)
        stands = own.make(side) + ([] if "far" in own.traits else treeline(side))
        parts += [(moved(mesh, offset_m=offset, yaw_rad=turn), material) for mesh, material in stands]
    land = panel([(-SKY_M, -SKY_M, -0.05), (SKY_M, -SKY_M, -0.05), (SKY_M, SKY_M, -0.05), (-SKY_M, SKY_M, -0.05)],
                 [(-SKY_M, -SKY_M), (SKY_M, -SKY_M), (SKY_M, SKY_M), (-SKY_M, SKY_M)], "land")  # fmt: skip
    parts.append((land, look("foliage", (0.11, 0.13, 0.07), rgb2=(0.15, 0.15, 0.09), scale_m=6.0)))
    shown = [(shifted(m, z=GROUND_M - own.traits.get("floor_m", 0.0)), look_) for m, look_ in _in_sun(parts, room.key)]
    shown = [(m, _behind_glass(look_)) for m, look_ in shown] if glazed else shown
    slots: dict[Material, str] = {}
    meshes = [renamed(m, {m.slots[0]: slots.setdefault(_seen_by(look_, sky), f"outside_{len(slots)}")}) for m, look_ in shown]
    return "outside", join([*meshes, _sky()]), {**{slot: m for m, slot in slots.items()}, "sky": sky}


@lru_cache(LOOKS)
def _behind_glass(material: Material) -> Material:
    """As a camera in a room shows it: pale, with little contrast and less colour, as its lens and the panes scatter the sky."""
    if material.emission > 1.02:
        return material
    first, second = (_paled(rgb, material.emission) for rgb in (material.rgb, material.rgb2))
    return replace(material, rgb=first, rgb2=second, contrast=round(CALMER * material.contrast, 3), emission=1.0)


def behind_glass(texels: F32) -> F32:
    """(..., 4) albedo of what moves outside, likewise."""
    grey = 0.3 * texels[..., :1] + 0.6 * texels[..., 1:2] + 0.1 * texels[..., 2:3]
    rgb = VEIL + (grey + KEPT * (texels[..., :3] - grey))
    return snapped(np.minimum(np.concatenate([rgb, texels[..., 3:]], -1), 0.96))


def _paled(rgb: Vec3, light: float) -> Vec3:
    grey = 0.3 * rgb[0] + 0.6 * rgb[1] + 0.1 * rgb[2]
    red, green, blue = (round(min(VEIL + BRIGHTER * light * (grey + KEPT * (v - grey)), 0.96), 4) for v in rgb)
    return red, green, blue


@lru_cache(LOOKS)
def _seen_by(material: Material, sky: Material) -> Material:
    """As bright as the sky makes it."""
    return replace(material, emission=round(material.emission * sky.emission, 6), lamp=sky.lamp)


def _sides(room: Room) -> list[tuple[float, float, tuple[float, float, float]]]:
    """Half the wall's length, turn and middle of each side of the house; one that has a room behind stands farther out."""
    low, high = [0.0, 0.0], list(room.size_m[:2])
    for o in (o for o in room.openings if o.kind == "passage"):
        depth = float(o.params["depth_m"])
        if o.wall in (0, 3):
            low[1 if o.wall == 0 else 0] -= depth
        else:
            high[0 if o.wall == 1 else 1] += depth
    mid = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    wide, deep = (high[0] - low[0]) / 2, (high[1] - low[1]) / 2
    return [
        (wide, math.pi, (mid[0], low[1], 0.0)),
        (deep, -math.pi / 2, (high[0], mid[1], 0.0)),
        (wide, 0.0, (mid[0], high[1], 0.0)),
        (deep, math.pi / 2, (low[0], mid[1], 0.0)),
    ]


def _in_sun(parts: list[Part], key: int) -> list[Part]:
    """Each part cut up by how much light its faces get, as nothing outside is lit by lamps of the scene."""
    way, made = sun_way(key), []
    for mesh, material in parts:
        normals = mesh.normals[mesh.faces].astype(np.float64).sum(1)  # smooth, or crowns would look cut from stone
        cosine = (normals * way).sum(1) / np.maximum(np.sqrt((normals * normals).sum(1)), 1e-12)
        level = np.round((0.62 + 0.4 * cosine) * STEPS).astype(int)
        for step in np.unique(level).tolist():
            made.append((_of_faces(mesh, level == step), _lit(material, max(step, 2) / STEPS)))
    return made


@lru_cache(LOOKS)
def _lit(material: Material, light: float) -> Material:
    """What shines by itself does so in the shade too."""
    if material.emission != 1.0:
        return material
    return replace(material, rgb=_sunny(material.rgb), rgb2=_sunny(material.rgb2), emission=round(light, 4))


def _sunny(rgb: Vec3) -> Vec3:
    red, green, blue = (round(v * s, 4) for v, s in zip(rgb, SUNNY, strict=True))
    return red, green, blue


def _of_faces(mesh: Mesh, chosen: np.ndarray) -> Mesh:
    return replace(mesh, faces=mesh.faces[chosen], slot=mesh.slot[chosen])


def _sky() -> Mesh:
    """Four upright sheets and a lid; the texture's y is the height over the horizon."""
    corners = [(-SKY_M, -SKY_M), (SKY_M, -SKY_M), (SKY_M, SKY_M), (-SKY_M, SKY_M)]
    made, low = [], -60.0
    for n, ((ax, ay), (bx, by)) in enumerate(zip(corners, corners[1:] + corners[:1], strict=True)):
        quad = [(ax, ay, low), (ax, ay, ZENITH_M), (bx, by, ZENITH_M), (bx, by, low)]
        run = 40.0 + n * 2 * SKY_M * ACROSS
        end = run + 2 * SKY_M * ACROSS
        made.append(
            panel(quad, [(run, low * ACROSS), (run, ZENITH_M * ACROSS), (end, ZENITH_M * ACROSS), (end, low * ACROSS)], "sky")
        )
    lid = [(x, y, ZENITH_M) for x, y in corners]
    made.append(panel(lid[::-1], [(x * ACROSS, ZENITH_M * ACROSS + 1.0) for x, _ in corners][::-1], "sky"))
    return join(made)
