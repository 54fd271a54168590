"""Screens and their like: televisions, laptops, remote controls."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HUNG, STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, grid, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")


def glass(width_m: float, height_m: float) -> Mesh:
    """A picture area in the x-z plane facing +y, lower edge at z = 0; its texture has height 1 and x from the middle."""
    x, z = np.array([width_m / 2, -width_m / 2]), np.array([0.0, height_m])
    points = np.stack([np.broadcast_to(x, (2, 2)), np.zeros((2, 2)), np.broadcast_to(z[:, None], (2, 2))], 2)
    made = grid(points, "screen")
    where = np.column_stack([-made.vertices_m[:, 0] / height_m, made.vertices_m[:, 2] / height_m, np.full(4, 0.5)]).astype(
        np.float32
    )
    return Mesh(made.vertices_m, made.normals, made.faces, where, made.slot, made.slots)


def television(
    *,
    key: int,
    diagonal_m: Annotated[float, Range(0.5, 2.2), Metres],
    stand: Literal["feet", "centre", "wall"],
    bezel_m: Annotated[float, Range(0.004, 0.03), Metres],
) -> Mesh:
    """A flat television, perhaps with a bar of loudspeakers before it; origin under its middle, or below it in the wall's plane.

    Slots: body, trim, screen.
    """
    wide, high = diagonal_m * 0.8716, diagonal_m * 0.4903
    lift = {"feet": 0.06, "centre": 0.075, "wall": 0.0}[stand]
    y = 0.045 if stand == "wall" else 0.0
    parts = [
        *_trim(wide + 2 * bezel_m, high + 2.6 * bezel_m, 1.5 * bezel_m, y + 0.0105, lift),
        box((wide + 2 * bezel_m, 0.022, high + 2.6 * bezel_m), "body", at_m=(0, y, lift)),
        shifted(glass(wide, high), y=y + 0.0114, z=lift + 1.6 * bezel_m),
        box((0.55 * wide, 0.03, 0.55 * high), "body", at_m=(0, y - 0.024, lift + 0.08 * high), bevel_m=0.012),
    ]
    if stand == "feet":
        for s in (-1, 1):
            parts.append(
                tube(
                    [(s * 0.36 * wide, 0.11, 0.009), (s * 0.36 * wide, 0.0, lift + 0.005), (s * 0.36 * wide, -0.1, 0.009)],
                    0.009,
                    "trim",
                    sides=6,
                )
            )
        if key % 3 == 0:
            parts.append(box((0.6 * wide, 0.065, 0.052), "body", at_m=(0, 0.075, 0), bevel_m=0.012))
    elif stand == "centre":
        parts.append(box((0.32 * wide, 0.22, 0.012), "trim", at_m=(0, 0, 0), bevel_m=0.005))
        parts.append(box((0.09, 0.04, lift + 0.02), "body", at_m=(0, -0.012, 0.008)))
    return join(parts)


def _trim(wide: float, high: float, chin: float, y: float, z: float) -> list[Mesh]:
    """A frame of metal round the picture: an edge a few millimetres broad, a chin below with the maker's name on it."""
    edge = 0.005
    sides = [box((edge, 0.005, high), "trim", at_m=(s * (wide - edge) / 2, y, z), bevel_m=0.001) for s in (-1, 1)]
    top = box((wide - 2 * edge, 0.005, edge), "trim", at_m=(0, y, z + high - edge), bevel_m=0.001)
    below = box((wide - 2 * edge, 0.005, chin), "trim", at_m=(0, y, z), bevel_m=0.001)
    return [*sides, top, below, box((0.05, 0.002, 0.4 * chin), "body", at_m=(0, y + 0.0025, z + 0.3 * chin), bevel_m=0)]


def laptop(
    *, key: int, width_m: Annotated[float, Range(0.26, 0.42), Metres], open_rad: Annotated[float, Range(0.0, 2.3), Unit("rad")]
) -> Mesh:
    """A laptop, its front edge towards +y. Slots: case, keys, screen."""
    del key
    deep, thick = 0.69 * width_m, 0.009
    base = box((width_m, deep, thick), "case", at_m=(0, 0, 0.002))
    keys = box((0.86 * width_m, 0.42 * deep, 0.0014), "keys", at_m=(0, -0.14 * deep, 0.0106), bevel_m=0)
    pad = box((0.3 * width_m, 0.24 * deep, 0.0008), "case", at_m=(0, 0.3 * deep, 0.0108), bevel_m=0)
    lid = box((width_m, 0.006, deep), "case", at_m=(0, 0, 0))
    picture = shifted(glass(0.95 * width_m, 0.9 * deep), y=0.0036, z=0.06 * deep)
    upper = shifted(
        turned(join([lid, picture]), "x", open_rad - np.pi / 2 if open_rad < 0.3 else -(np.pi / 2 - open_rad)),
        y=-deep / 2,
        z=0.014,
    )
    return join([base, keys, pad, upper])


def remote(*, key: int, length_m: Annotated[float, Range(0.12, 0.24), Metres]) -> Mesh:
    """A remote control, along y. Slots: body, keys."""
    del key
    wide = 0.045
    parts = [soft_box((wide, length_m, 0.018), 0.008, "body", cells=(1, 1, 1))]
    parts.append(cylinder(0.0045, 0.0025, "keys", at_m=(-0.012, -0.44 * length_m, 0.0175), sides=10, bevel_m=0.0005))
    parts.append(cylinder(0.0155, 0.0015, "keys", at_m=(0, -0.22 * length_m, 0.0175), sides=20, bevel_m=0.0005))
    parts.append(cylinder(0.0065, 0.0028, "body", at_m=(0, -0.22 * length_m, 0.0175), sides=14, bevel_m=0.0005))
    for row in range(4):
        for column in (-1, 0, 1):
            place = (0.0125 * column, length_m * (0.03 + 0.09 * row), 0.0175)
            parts.append(cylinder(0.0042, 0.002, "keys", at_m=place, sides=8, bevel_m=0.0005))
    return join(parts)


def _picture(p: Any) -> dict[str, dict[str, Any]]:
    """Anchor "screen": a hair before the picture, its width and height."""
    lift = {"feet": 0.06, "centre": 0.075, "wall": 0.0}[p["stand"]] + 1.6 * p["bezel_m"]
    y, wide, high = (0.045 if p["stand"] == "wall" else 0.0), p["diagonal_m"] * 0.8716, p["diagonal_m"] * 0.4903
    place = (0.0, round(y + 0.013, 4), round(lift + high / 2, 4))
    return {"screen": {"position_m": place, "size_m": (round(wide, 4), round(high, 4)), "facing": (0.0, 1.0)}}


def _tv_footprint(p: Any) -> tuple[float, float]:
    return p["diagonal_m"] * 0.8716 + 2 * p["bezel_m"], (0.09 if p["stand"] == "wall" else 0.24)


def _laptop_footprint(p: Any) -> tuple[float, float]:
    """Its lid leans back over what stands behind, so as much is kept free before it: the origin is under the keys."""
    deep, lean = 0.69 * p["width_m"], max(0.0, -math.cos(p["open_rad"]))
    return p["width_m"], round(deep * (1 + 2 * lean) + 0.02, 4)


KINDS = [
    Kind(
        "television",
        "a flat television on a stand",
        television,
        {"diagonal_m": Uniform(0.8, 1.5), "stand": Choice(("feet", "centre")), "bezel_m": Uniform(0.006, 0.016)},
        "tv",
        {"body": "black_plastic", "trim": "set_trim", "screen": "screen"},
        {
            **STANDING,
            "footprint": _tv_footprint,
            "height": lambda p: p["diagonal_m"] * 0.4903 + 2.6 * p["bezel_m"] + 0.08,
            "anchors": _picture,
        },
    ),
    Kind(
        "wall_television",
        "a flat television on the wall",
        television,
        {"diagonal_m": Uniform(1.0, 1.6), "stand": "wall", "bezel_m": Uniform(0.006, 0.012)},
        "tv",
        {"body": "black_plastic", "trim": "set_trim", "screen": "screen"},
        {
            **HUNG,
            "footprint": _tv_footprint,
            "height": lambda p: p["diagonal_m"] * 0.4903 + 2.6 * p["bezel_m"] + 0.08,
            "anchors": _picture,
        },
    ),
    Kind(
        "laptop",
        "a laptop, open",
        laptop,
        {"width_m": Uniform(0.3, 0.36), "open_rad": Uniform(1.7, 2.1)},
        "laptop",
        {"case": "electronics", "keys": "keys", "screen": "screen"},
        {**STANDING, "footprint": _laptop_footprint, "height": lambda p: p["width_m"] * 0.69 + 0.03},
    ),
    Kind(
        "remote",
        "a remote control",
        remote,
        {"length_m": Uniform(0.15, 0.21)},
        "remote",
        {"body": "black_plastic", "keys": "remote_keys"},
        {**STANDING, "footprint": lambda p: (0.046, p["length_m"]), "height": lambda p: 0.021},
    ),
]
