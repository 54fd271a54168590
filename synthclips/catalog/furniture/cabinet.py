"""Low cabinets: television stands and sideboards, with doors, drawers or open bays."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.in_bays import in_bay
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, renamed, shifted, turned
from synthclips.geometry.sweeps import lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def cabinet(
    *,
    key: int,
    width_m: Annotated[float, Range(0.6, 2.4), Metres],
    depth_m: Annotated[float, Range(0.28, 0.6), Metres],
    height_m: Annotated[float, Range(0.3, 1.0), Metres],
    bays: Annotated[int, Range(1, 4)],
    front: Literal["doors", "drawers", "open", "mixed"],
    legs: Literal["plinth", "tapered", "metal", "splayed"],
    handles: Literal["knob", "bar", "groove"],
) -> Mesh:
    """A low cabinet.

    Slots: body, front (where it is of another colour: one in three), legs, handles; device, dial, books, pages in open bays.
    """
    stream = Stream(key)
    leg = {"plinth": 0.05, "tapered": 0.14, "metal": 0.12, "splayed": 0.15}[legs]
    leg = min(leg, 0.35 * height_m)
    tall, t = height_m - leg, 0.02
    parts = [
        box((width_m, depth_m, t), "body", at_m=(0, 0, height_m - t)),
        box((width_m - 2 * t, depth_m - 0.01, t), "body", at_m=(0, 0, leg)),
        box((width_m - 2 * t, 0.008, tall - 2 * t), "body", at_m=(0, -depth_m / 2 + 0.006, leg + t), bevel_m=0),
    ]
    parts += [box((t, depth_m - 0.002, tall - t), "body", at_m=(s * (width_m - t) / 2, 0, leg)) for s in (-1, 1)]
    bay = (width_m - 2 * t) / bays
    for i in range(bays):
        x = -width_m / 2 + t + bay * (i + 0.5)
        if i:
            parts.append(box((0.016, depth_m - 0.03, tall - 2 * t), "body", at_m=(x - bay / 2, -0.008, leg + t), bevel_m=0.001))
        kind = front if front != "mixed" else ("open" if (i + key) % 2 else "drawers")
        parts += _bay(kind, x, bay, depth_m, leg + t, tall - 2 * t, handles, i)
        if kind == "open":
            clear = 0.5 * (tall - 2 * t) - 0.02
            parts += [
                shifted(thing, x, depth_m / 2 - 0.04, z)
                for z in (leg + t, leg + t + clear + 0.036)
                for thing in in_bay(bay - 0.03, depth_m - 0.05, clear, stream)
            ]
    parts += cabinet_feet(legs, width_m, depth_m, leg)
    return renamed(join(parts), {} if key % 3 == 0 else {"front": "body"})


def _bay(kind: str, x: float, bay: float, depth: float, z: float, tall: float, handles: str, i: int) -> list[Mesh]:
    if kind == "open":
        return [box((bay - 0.016, depth - 0.04, 0.016), "body", at_m=(x, -0.01, z + 0.5 * tall), bevel_m=0.001)]
    count = 2 if kind == "drawers" else 1
    gap, y = 0.003, depth / 2 - 0.006
    high = tall / count
    out = []
    for k in range(count):
        centre = z + high * (k + 0.5)
        out.append(
            box(
                (bay - 2 * gap, 0.018, high - 2 * gap),
                "front",
                at_m=(x, y - 0.002, centre - high / 2 + gap),
                bevel_m=0.002,
                piece=100 + 10 * i + k,
            )
        )
        if handles == "knob":
            place = x + (0.38 * bay * (1 if i % 2 == 0 else -1) if kind == "doors" else 0)
            knob = lathe([(0, 0), (0.006, 0), (0.006, 0.014), (0.014, 0.02), (0.012, 0.028), (0, 0.03)], "handles", sides=10)
            out.append(shifted(turned(knob, "x", -np.pi / 2), place, y + 0.006, centre))
        elif handles == "bar":
            if kind == "doors":
                place = x + 0.40 * bay * (1 if i % 2 == 0 else -1)
                out.append(box((0.01, 0.012, 0.14), "handles", at_m=(place, y + 0.02, centre - 0.07)))
            else:
                out.append(box((0.16, 0.012, 0.01), "handles", at_m=(x, y + 0.02, centre)))
    return out


def cabinet_feet(style: str, width: float, depth: float, leg: float) -> list[Mesh]:
    """What a cabinet stands on: a plinth of its own wood or feet of a style. Slots: body, legs."""
    x, y = width / 2 - 0.06, depth / 2 - 0.06
    places = [(sx * x, sy * y) for sx in (-1, 1) for sy in (-1, 1)]
    if style == "plinth":
        return [box((width - 0.04, depth - 0.06, leg), "body", at_m=(0, -0.01, 0), bevel_m=0, piece=12)]
    if style == "metal":
        loops = [[(s * x, -y, leg), (s * x, -y, 0.008), (s * x, y, 0.008), (s * x, y, leg)] for s in (-1, 1)]
        return [tube(path, 0.008, "legs", sides=6) for path in loops]
    lean = 0.03 if style == "splayed" else 0.0
    return [_foot(px, py, lean, leg) for px, py in places]


def _foot(x: float, y: float, lean: float, leg: float) -> Mesh:
    sx, sy = (1 if x > 0 else -1), (1 if y > 0 else -1)
    foot = tube([(x + sx * lean, y + sy * lean * 0.5, 0.0), (x, y, leg)], [0.011, 0.02], "legs", sides=8)
    return shifted(foot, z=max(0.0, -float(foot.vertices_m[:, 2].min())))


TRAITS: dict[str, Any] = {
    **STANDING,
    "front_m": 0.4,
    "footprint": lambda p: (p["width_m"], p["depth_m"] + 0.06),
    "height": lambda p: p["height_m"],
    "anchors": lambda p: {
        "top": {
            "position_m": (0.0, 0.0, p["height_m"]),
            "size_m": (round(0.92 * p["width_m"], 4), round(0.92 * p["depth_m"], 4)),
            "facing": (0.0, 1.0),
        }
    },
}
SLOTS = {
    "body": "wood", "front": "wood", "legs": "legs", "handles": "metal",
    "device": "electronics", "dial": "black_plastic", "books": "books", "pages": "paper",
}  # fmt: skip
STAND = {
    "width_m": Uniform(1.1, 1.9),
    "depth_m": Uniform(0.36, 0.46),
    "height_m": Uniform(0.42, 0.58),
    "bays": Integer(2, 4),
    "front": Choice(("doors", "drawers", "open", "mixed"), (2, 2, 1, 4)),
    "legs": Choice(("plinth", "tapered", "metal", "splayed"), (2, 3, 1, 2)),
    "handles": Choice(("knob", "bar", "groove")),
}
SIDEBOARD = {
    **STAND,
    "width_m": Uniform(0.8, 1.5),
    "depth_m": Uniform(0.34, 0.45),
    "height_m": Uniform(0.72, 0.9),
    "bays": Integer(2, 3),
    "front": Choice(("doors", "drawers", "mixed")),
}

KINDS = [
    Kind("tv_stand", "a low cabinet a television stands on", cabinet, STAND, "", SLOTS, TRAITS),
    Kind("sideboard", "a waist-high cabinet", cabinet, SIDEBOARD, "", SLOTS, TRAITS),
]
