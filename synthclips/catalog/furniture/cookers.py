"""Cookers and the hood over them: built in under the worktop, free-standing, or a wide range."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.fronts import GRIP_M, Fronts, Handles, drawers, handle
from synthclips.catalog.furniture.kitchen_units import BODY_M, DEPTH_M, FACE_Y_M, PLINTH_M, RUN, SLOTS, STYLE, Height, Top
from synthclips.catalog.furniture.traits import HUNG
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.sweeps import cylinder, extrude, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
FACE_M = 0.02  # thickness of the oven's door


def cooker(
    *,
    key: int,
    width_m: Annotated[float, Range(0.5, 1.0), Metres],
    height_m: Height,
    worktop_m: Top,
    style: Literal["built_in", "free_standing", "range"],
    hob: Literal["gas", "glass", "plates"],
    fronts: Fronts,
    handles: Handles,
) -> Mesh:
    """An oven with a hob over it, its door at +y.

    Slots: body, glass, knobs, iron, handles; front, plinth and worktop where it is built in.
    """
    built_in = style == "built_in"
    top = height_m - worktop_m if built_in else height_m
    foot = PLINTH_M if built_in else 0.03
    face = FACE_Y_M if built_in else FACE_Y_M + 0.012
    shell = box(
        (width_m - 0.004, BODY_M, top - foot), "front" if built_in else "body", at_m=(0, face - BODY_M / 2, foot), bevel_m=0.002
    )
    parts = [shell]
    if built_in:
        parts.append(box((width_m, DEPTH_M, worktop_m), "worktop", at_m=(0, 0, top), bevel_m=0.002, piece=1))
        parts.append(box((width_m, BODY_M - 0.05, foot), "plinth", at_m=(0, face - 0.025 - BODY_M / 2, 0), bevel_m=0))
        parts += drawers(width_m, (top - foot - 0.6,), fronts, handles, at_m=(0, face, foot), piece=5)
        parts += _oven(width_m, face, top - 0.6, top - 0.01, ovens=1)
    else:
        parts += [
            box((0.05, 0.05, foot), "iron", at_m=(s * (width_m / 2 - 0.06), y, 0)) for s in (-1, 1) for y in (-0.2, face - 0.06)
        ]
        parts += _oven(width_m, face, foot + 0.02, top - 0.02, ovens=2 if width_m > 0.75 else 1)
        if key % 2 or style == "range":
            parts.append(box((width_m - 0.01, 0.03, 0.05), "body", at_m=(0, -DEPTH_M / 2 + 0.02, height_m)))
    return join([*parts, *_hob(hob, width_m, height_m, key)])


def _oven(wide: float, face: float, z0: float, z1: float, *, ovens: int) -> list[Mesh]:
    """A panel of knobs over one or two glazed doors with a bar across."""
    panel = 0.1
    parts = [box((wide - 0.01, FACE_M, panel), "body", at_m=(0, face + FACE_M / 2, z1 - panel), bevel_m=0.002)]
    count = 5 if wide < 0.75 else 7
    knob = turned(cylinder(0.019, GRIP_M, "knobs", top_m=0.015, sides=12), "x", -math.pi / 2)
    places = [wide * (0.8 * (k + 0.5) / count - 0.4) for k in range(count)]
    middle = count // 2
    parts += [shifted(knob, x, face + FACE_M, z1 - panel / 2) for k, x in enumerate(places) if k != middle]
    parts.append(box((0.09, 0.003, 0.045), "glass", at_m=(places[middle], face + FACE_M, z1 - panel / 2 - 0.022), bevel_m=0))
    each = (wide - 0.01) / ovens
    for k in range(ovens):
        x, high = each * (k + 0.5 - ovens / 2), z1 - panel - z0 - 0.006
        parts.append(box((each - 0.004, FACE_M, high), "body", at_m=(x, face + FACE_M / 2, z0), bevel_m=0.003, piece=20 + k))
        glass = (each - 0.09, 0.003, 0.62 * high)
        parts.append(box(glass, "glass", at_m=(x, face + FACE_M, z0 + 0.14 * high), bevel_m=0.001))
        parts += handle("bar", at_m=(x, face + FACE_M, z0 + 0.9 * high), long=each - 0.1, upright=False)
    return parts


def _hob(style: str, wide: float, z: float, key: int) -> list[Mesh]:
    """Four rings (six on a wide one) in a plate."""
    columns = 2 if wide < 0.75 else 3
    deep = 0.5
    plate = box((wide - 0.03, deep, 0.006), "glass" if style == "glass" else "body", at_m=(0, -0.01, z), bevel_m=0.002)
    parts = [plate]
    for i in range(columns):
        for j in range(2):
            x, y = (wide - 0.06) * ((i + 0.5) / columns - 0.5), (j - 0.5) * 0.24 - 0.01
            r = 0.09 if (i + j + key) % 2 else 0.07
            parts += _ring(style, x, y, z + 0.006, r)
    if style == "gas":
        across = (wide - 0.06) / columns
        parts += [m for i in range(columns) for m in _grate(across * (i + 0.5 - columns / 2), z + 0.006, across - 0.02)]
    return parts


def _ring(style: str, x: float, y: float, z: float, r: float) -> list[Mesh]:
    if style == "glass":
        outline = [(r, 0), (r, 0.0006), (r - 0.006, 0.0006), (r - 0.006, 0)]
        return [lathe(outline, "knobs", at_m=(x, y, z), sides=24)]
    if style == "plates":
        profile = [(0, 0), (r, 0), (r, 0.01), (0.94 * r, 0.012), (0.3 * r, 0.012), (0.28 * r, 0.008), (0, 0.008)]
        return [lathe(profile, "iron", at_m=(x, y, z), sides=20)]
    return [cylinder(0.45 * r, 0.012, "iron", at_m=(x, y, z), sides=14)]


def _grate(x: float, z: float, wide: float) -> list[Mesh]:
    """Iron bars that pans stand on."""
    bars = [[(x + s * wide / 2, -0.24, z + 0.018), (x + s * wide / 2, 0.22, z + 0.018)] for s in (-1, 0, 1)]
    bars += [[(x - wide / 2, y, z + 0.018), (x + wide / 2, y, z + 0.018)] for y in (-0.24, -0.13, -0.01, 0.11, 0.22)]
    feet = [[(x + s * wide / 2, y, z), (x + s * wide / 2, y, z + 0.02)] for s in (-1, 1) for y in (-0.24, 0.22)]
    return [tube(path, 0.005, "iron", sides=5) for path in (*bars, *feet)]


def hood(
    *,
    key: int,
    width_m: Annotated[float, Range(0.5, 1.0), Metres],
    height_m: Annotated[float, Range(0.06, 1.4), Metres],
    style: Literal["chimney", "canopy", "slim"],
) -> Mesh:
    """What draws off the steam, origin in the wall's plane at its foot. Slots: steel, filter."""
    del key
    deep = 0.48
    filters = box((width_m - 0.06, deep - 0.08, 0.006), "filter", at_m=(0, deep / 2, 0), bevel_m=0)
    low = [filters, box((width_m, deep, 0.05), "steel", at_m=(0, deep / 2, 0.004), bevel_m=0.003)]
    if style == "slim":
        return join([*low, box((width_m, 0.3, min(0.14, height_m - 0.054)), "steel", at_m=(0, 0.15, 0.054))])
    cowl = min(0.2, 0.5 * height_m)
    outline = (
        [(0.0, 0.0), (deep, 0.0), (0.28, cowl), (0.0, cowl)]
        if style == "canopy"
        else [(0, 0), (deep, 0), (deep, 0.02), (0, 0.02)]
    )
    slope = shifted(extrude(outline, width_m if style == "chimney" else 0.96 * width_m, "steel"), z=0.054)
    pipe = box((0.26, 0.26, height_m - 0.06), "steel", at_m=(0, 0.13, 0.06), bevel_m=0.002)
    return join([*low, slope, pipe])


COOKER: dict[str, Any] = {
    "width_m": Uniform(0.56, 0.61),
    "height_m": STYLE["height_m"],
    "worktop_m": STYLE["worktop_m"],
    "style": Choice(("built_in", "free_standing", "range"), (5, 4, 1)),
    "hob": Choice(("gas", "glass", "plates"), (4, 4, 2)),
    "fronts": STYLE["fronts"],
    "handles": STYLE["handles"],
}
KINDS = [
    Kind(
        "oven",
        "a cooker: an oven under a hob, built in, free-standing or a wide range",
        cooker,
        COOKER,
        "oven",
        {**SLOTS, "body": "cooker", "glass": "dark_glass", "knobs": "dial_plate", "iron": "cast_iron"},
        {
            **RUN,
            "height": lambda p: p["height_m"] + 0.055,
            "anchors": lambda p: {
                "hob": {"position_m": (0.0, -0.01, p["height_m"] + 0.03), "size_m": (p["width_m"], 0.5), "facing": (0.0, 1.0)}
            },
        },
    ),
    Kind(
        "extractor_hood",
        "a hood over a hob: a chimney, a canopy or a slim one",
        hood,
        {
            "width_m": Uniform(0.56, 0.61),
            "height_m": Uniform(0.5, 0.9),
            "style": Choice(("chimney", "canopy", "slim"), (3, 2, 2)),
        },
        "",
        {"steel": "bright_steel", "filter": "dial_plate"},
        {**HUNG, "footprint": lambda p: (p["width_m"], 0.49), "height": lambda p: p["height_m"], "crowds": True},
    ),
]
