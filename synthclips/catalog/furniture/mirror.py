"""Mirrors: framed glass on a wall, or man-high and leaning against one. What shows in them is the room."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HUNG, STANDING
from synthclips.catalog.furniture.wall_things import framed
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, circle, grid, shifted, surface, turned
from synthclips.geometry.sweeps import tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.records import Vec3

Metres = Unit("m")
Glass = tuple[Vec3, Vec3, Vec3]  # a corner and the sides from there, in the item's own frame; along x up looks at who looks in
DEEP_M = 0.021
GLASS_M = 0.014  # of the glass before the wall
RAIL_M = 0.022  # radius of an oval's rail, at most
SIDES = 48  # of an oval


def wall_mirror(
    *,
    key: int,
    width_m: Annotated[float, Range(0.2, 2.0), Metres],
    height_m: Annotated[float, Range(0.2, 2.2), Metres],
    frame_m: Annotated[float, Range(0.01, 0.12), Metres],
    shape: Literal["rectangle", "oval"],
    moulding: Literal["flat", "round"],
) -> Mesh:
    """A framed mirror, origin in the wall's plane below its middle. Slots: frame, mirror."""
    del key
    if shape == "oval":
        return _oval(width_m, height_m, frame_m)
    inner = (width_m - 2 * frame_m + 0.01, height_m - 2 * frame_m + 0.01)
    back = box((inner[0], GLASS_M - 0.002, inner[1]), "frame", at_m=(0, GLASS_M / 2, frame_m - 0.005), bevel_m=0)
    glass = shifted(pane(*inner), y=GLASS_M, z=frame_m - 0.005)
    return join([back, glass, *framed(width_m, height_m, frame_m, moulding, DEEP_M)])


def pane(width_m: float, height_m: float) -> Mesh:
    """Flat mirror glass in the x-z plane that faces +y, its lower edge at z = 0. Slot: mirror."""
    x, z = np.array([0.5, -0.5]) * width_m, np.array([0.0, height_m])
    return grid(np.stack([np.broadcast_to(x, (2, 2)), np.zeros((2, 2)), np.broadcast_to(z[:, None], (2, 2))], 2), "mirror")


def _oval(width: float, height: float, frame: float) -> Mesh:
    """An ellipse of glass in a round rail that lies against the wall."""
    rail = min(frame / 2, RAIL_M)
    at = circle(SIDES)[:SIDES] * (width / 2 - rail, height / 2 - rail)
    rim = np.column_stack([at[:, 0], np.full(SIDES, rail), at[:, 1]])
    fan = np.array([(SIDES, (i + 1) % SIDES, i) for i in range(SIDES)], np.int32)
    disc = np.concatenate([rim, [[0.0, rail, 0.0]]])
    glass = surface(disc, fan, np.column_stack([disc[:, 0], disc[:, 2], np.full(SIDES + 1, 0.5)]), "mirror")
    back = surface(disc - (0, rail - 0.002, 0), fan[:, ::-1], disc, "frame")
    return shifted(join([back, glass, tube(rim, rail, "frame", sides=8, closed=True)]), z=height / 2)


def standing_mirror(
    *,
    key: int,
    width_m: Annotated[float, Range(0.3, 1.2), Metres],
    height_m: Annotated[float, Range(1.2, 2.2), Metres],
    frame_m: Annotated[float, Range(0.01, 0.12), Metres],
    lean: Annotated[float, Range(0.03, 0.2)],
    moulding: Literal["flat", "round"],
) -> Mesh:
    """A man-high mirror that leans with its top against the wall behind it; `lean` in radians. Slots: frame, mirror."""
    upright = wall_mirror(
        key=key, width_m=width_m, height_m=height_m, frame_m=frame_m, shape="rectangle", moulding=moulding
    )  # fmt: skip
    deep = _leaning({"height_m": height_m, "lean": lean, "width_m": width_m})[1]
    tilted = turned(upright, "x", lean)
    return shifted(tilted, y=deep / 2 - DEEP_M * math.cos(lean))


def _hung_glass(p: Mapping[str, Any]) -> Glass:
    """Of a wall mirror; of an oval one the largest rectangle in it."""
    wide, high, frame = p["width_m"], p["height_m"], p["frame_m"]
    if p["shape"] == "oval":
        rail = min(frame / 2, RAIL_M)
        across, up = (wide - 2 * rail) * math.sqrt(0.5), (high - 2 * rail) * math.sqrt(0.5)
        return (across / 2, rail, (high - up) / 2), (-across, 0.0, 0.0), (0.0, 0.0, up)
    across, up = wide - 2 * frame + 0.01, high - 2 * frame + 0.01
    return (across / 2, GLASS_M, frame - 0.005), (-across, 0.0, 0.0), (0.0, 0.0, up)


def _leaning_glass(p: Mapping[str, Any]) -> Glass:
    """Of a standing mirror, as `standing_mirror` tilts it."""
    corner, along, up = _hung_glass({**p, "shape": "rectangle"})
    c, s = math.cos(p["lean"]), math.sin(p["lean"])
    (x, y, z), high = corner, up[2]
    back = _leaning(p)[1] / 2 - DEEP_M * c
    return (x, c * y - s * z + back, s * y + c * z), along, (0.0, -s * high, c * high)


def _leaning(p: Mapping[str, Any]) -> tuple[float, float]:
    """Width and depth of its footprint."""
    return p["width_m"], p["height_m"] * math.sin(p["lean"]) + DEEP_M * math.cos(p["lean"]) + 0.002


KINDS = [
    Kind(
        "wall_mirror",
        "a framed mirror on the wall",
        wall_mirror,
        {
            "width_m": Uniform(0.5, 0.9),
            "height_m": Uniform(0.6, 1.1),
            "frame_m": Uniform(0.02, 0.06),
            "shape": Choice(("rectangle", "oval"), (3, 1)),
            "moulding": Choice(("flat", "round"), (2, 1)),
        },
        "",
        {"frame": "picture_frame", "mirror": "mirror"},
        {**HUNG, "footprint": lambda p: (p["width_m"], 0.05), "height": lambda p: p["height_m"], "glass": _hung_glass},
    ),
    Kind(
        "standing_mirror",
        "a full-length mirror leaning against a wall",
        standing_mirror,
        {
            "width_m": Uniform(0.45, 0.8),
            "height_m": Uniform(1.5, 1.9),
            "frame_m": Uniform(0.02, 0.06),
            "lean": Uniform(0.06, 0.12),
            "moulding": Choice(("flat", "round"), (2, 1)),
        },
        "",
        {"frame": "picture_frame", "mirror": "mirror"},
        {**STANDING, "footprint": _leaning, "height": lambda p: p["height_m"], "glass": _leaning_glass},
    ),
]
