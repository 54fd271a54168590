"""What hangs over a worktop: wall units, boards with crockery, tiles."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.fronts import Fronts, Handles, doors
from synthclips.catalog.furniture.kitchen_units import STYLE, Width
from synthclips.catalog.furniture.traits import HUNG
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box
from synthclips.geometry.sweeps import lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def wall_units(
    *,
    key: int,
    width_m: Width,
    height_m: Annotated[float, Range(0.3, 1.0), Metres],
    fronts: Fronts,
    handles: Handles,
    open_shelves: bool,
) -> Mesh:
    """Units on a wall, origin in the wall's plane at their foot. Slots: front, handles, plate."""
    depth, stream = 0.31, Stream(key)
    if open_shelves:
        return join(_open_shelves(width_m, height_m, stream))
    parts = [box((width_m - 0.001, depth, height_m), "front", at_m=(0, depth / 2, 0), bevel_m=0.001, piece=3)]
    count = max(1, round(width_m / 0.55))
    for k in range(count):
        x = width_m * ((k + 0.5) / count - 0.5)
        parts += doors(
            width_m / count, height_m, fronts, handles, at_m=(x, depth, 0), piece=stream.integer(0, 400) * 2 + 1, grip_at=0.0
        )
    return join(parts)


def _open_shelves(wide: float, high: float, stream: Stream) -> list[Mesh]:
    """Two boards on brackets with crockery on them."""
    parts = []
    for z in (0.05, 0.05 + 0.52 * high):
        parts.append(box((wide, 0.24, 0.03), "front", at_m=(0, 0.12, z)))
        parts += [box((0.02, 0.2, 0.05), "handles", at_m=(s * 0.4 * wide, 0.1, z - 0.05), bevel_m=0.002) for s in (-1, 1)]
        parts += crockery(-wide / 2 + 0.05, wide / 2 - 0.05, 0.13, z + 0.03, 0.34 * high, stream)
    return parts


def crockery(left: float, right: float, y: float, z: float, clear: float, stream: Stream) -> list[Mesh]:
    """Piles of plates and bowls, mugs and jars on a board, with gaps. Slot: plate."""
    made, x = list[Mesh](), left
    while True:
        what = stream.choice(("plates", "bowls", "jar", "mugs", "gap"), (3, 2, 2, 3, 2.5))
        r = {
            "plates": 0.105,
            "bowls": 0.075,
            "jar": stream.uniform(0.035, 0.06),
            "mugs": 0.042,
            "gap": stream.uniform(0.03, 0.14),
        }[what]
        if x + 2 * r > right:
            return made
        at = (x + r, y + stream.uniform(-0.02, 0.02), z)
        if what == "plates":
            made += [plate(r, at_m=(x + r, y, z + 0.013 * k)) for k in range(stream.integer(2, 5)) if 0.013 * (k + 2) < clear]
        elif what == "bowls":
            profile = [(0, 0), (0.4 * r, 0), (0.8 * r, 0.03), (r, 0.065), (0.95 * r, 0.065), (0.7 * r, 0.03), (0, 0.02)]
            piled = min(stream.integer(1, 4), 1 + int((clear - 0.07) / 0.022))
            made += [lathe(profile, "plate", at_m=(at[0], at[1], z + 0.022 * k), sides=16) for k in range(max(1, piled))]
        elif what == "jar":
            tall = min(stream.uniform(0.1, 0.2), clear)
            made.append(
                lathe(
                    [(0, 0), (r, 0), (r, 0.8 * tall), (0.8 * r, 0.84 * tall), (0.85 * r, tall), (0, tall)],
                    "plate",
                    at_m=at,
                    sides=14,
                )
            )
        elif what == "mugs":
            profile = [(0, 0), (r, 0), (r, 0.09), (0.9 * r, 0.09), (0.85 * r, 0.01), (0, 0.01)]
            made += [lathe(profile, "plate", at_m=at, sides=12), _handle(r, at, stream.uniform(-1.2, 1.2))]
        x += 2 * r + (stream.uniform(0.012, 0.03) if stream.chance(0.6) else stream.uniform(0.05, 0.13))


def _handle(r: float, at_m: tuple[float, float, float], turn: float) -> Mesh:
    """Of a mug, towards the room and aside."""
    x, y = float(np.sin(turn)), float(np.cos(turn))
    path = [
        (at_m[0] + out * x, at_m[1] + out * y, at_m[2] + up)
        for out, up in ((r, 0.07), (r + 0.022, 0.066), (r + 0.022, 0.03), (r, 0.024))
    ]
    return tube(path, 0.0045, "plate", sides=5)


def plate(r: float, *, at_m: tuple[float, float, float], slot: str = "plate") -> Mesh:
    """A dinner plate."""
    profile = [(0, 0), (0.55 * r, 0), (0.62 * r, 0.006), (r, 0.018), (0.98 * r, 0.021), (0.62 * r, 0.01), (0, 0.008)]
    return lathe(profile, slot, at_m=at_m, sides=20)


def splashback(
    *, key: int, width_m: Annotated[float, Range(0.05, 8), Metres], height_m: Annotated[float, Range(0.03, 1.6), Metres]
) -> Mesh:
    """Tiles on a wall. Slot: tiles."""
    del key
    made = box((width_m, 0.008, height_m), "tiles", at_m=(0, 0.004, 0), bevel_m=0.001, piece=1)
    where = made.surface_m.copy()
    if height_m > width_m:  # rows of tiles lie level
        where[:, :2] = where[:, 1::-1]
    return Mesh(made.vertices_m, made.normals, made.faces, where, made.slot, made.slots)


KINDS = [
    Kind(
        "wall_units",
        "cupboards, or boards with crockery, over a worktop",
        wall_units,
        {
            "width_m": Uniform(0.5, 2.0),
            "height_m": Uniform(0.55, 0.8),
            "fronts": STYLE["fronts"],
            "handles": STYLE["handles"],
            "open_shelves": Choice((False, True), (4, 1)),
        },
        "",
        {"front": "kitchen_front", "handles": "handle", "plate": "plate"},
        {**HUNG, "footprint": lambda p: (p["width_m"], 0.36), "height": lambda p: p["height_m"], "crowds": True},
    ),
    Kind(
        "splashback",
        "tiles on the wall over a worktop",
        splashback,
        {"width_m": Uniform(0.6, 3.0), "height_m": Uniform(0.1, 0.6)},
        "",
        {"tiles": "splashback"},
        {**HUNG, "footprint": lambda p: (p["width_m"], 0.01), "height": lambda p: p["height_m"]},
    ),
]
