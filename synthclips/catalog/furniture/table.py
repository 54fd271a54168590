"""Tables and low cabinets: coffee, side, console and dining tables, television stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, lathe, renamed, shifted, tube, turned
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform

Metres = Unit("m")


def table(
    *,
    key: int,
    width_m: Annotated[float, Range(0.25, 2.2), Metres],
    depth_m: Annotated[float, Range(0.22, 1.2), Metres],
    height_m: Annotated[float, Range(0.3, 0.8), Metres],
    top_m: Annotated[float, Range(0.012, 0.06), Metres],
    shape: Literal["square", "round", "oval"],
    legs: Literal["straight", "splayed", "turned", "trestle", "pedestal", "hairpin", "panel"],
    shelf: bool,
) -> Mesh:
    """A table, origin under its middle. Slots: top; legs, where they are of another wood (one in three); iron."""
    top_at = height_m - top_m
    long, deep = (width_m, depth_m) if shape != "round" else (width_m, width_m)
    parts = [_top(shape, long, deep, top_m, top_at)]
    inset = 0.035 if shape == "square" else 0.16 * min(long, deep)
    x, y = long / 2 - inset - 0.02, deep / 2 - inset - 0.02
    if shape != "square":
        x, y = x * 0.8, y * 0.8
    own = "legs" if key % 3 == 0 else "top"
    parts += [renamed(m, {"legs": own}) for m in _legs(legs, x, y, top_at, long, deep)]
    if legs in ("straight", "turned") and shape == "square":
        parts += [renamed(m, {"legs": own}) for m in _apron(x, y, top_at)]
    if shelf and legs in ("straight", "turned", "panel"):
        parts.append(box((2 * x, 2 * y, 0.018), "top", at_m=(0, 0, 0.14)))
    return join(parts)


def _top(shape: str, long: float, deep: float, thick: float, z: float) -> Mesh:
    if shape == "square":
        return box((long, deep, thick), "top", at_m=(0, 0, z), bevel_m=min(0.006, thick / 3))
    disc = lathe([(0, 0), (0.485, 0), (0.5, 0.25 * thick), (0.5, 0.75 * thick), (0.494, thick), (0, thick)], "top", sides=36)
    stretch = np.array([long, deep, 1.0], np.float32)
    surface = disc.surface_m.copy()
    surface[:, :2] = disc.vertices_m[:, :2] * stretch[:2]
    return shifted(Mesh(disc.vertices_m * stretch, disc.normals, disc.faces, surface, disc.slot, disc.slots), z=z)


def _legs(style: str, x: float, y: float, tall: float, long: float, deep: float) -> list[Mesh]:
    corners = [(sx, sy) for sx in (-1, 1) for sy in (-1, 1)]
    if style == "straight":
        return [box((0.05, 0.05, tall), "legs", at_m=(sx * x, sy * y, 0)) for sx, sy in corners]
    if style == "splayed":
        return [_splayed(sx, sy, x, y, tall) for sx, sy in corners]
    if style == "turned":
        profile = [(0, 0), (0.017, 0), (0.022, 0.02 * tall), (0.016, 0.1 * tall), (0.024, 0.3 * tall), (0.03, 0.55 * tall), (0.02, 0.62 * tall), (0.031, 0.66 * tall),
                   (0.02, 0.71 * tall), (0.029, 0.76 * tall), (0.029, tall), (0, tall)]  # fmt: skip
        return [lathe(profile, "legs", at_m=(sx * x, sy * y, 0), sides=12, grain_up=True) for sx, sy in corners]
    if style == "hairpin":
        return [_hairpin(sx, sy, x, y, tall) for sx, sy in corners]
    if style == "pedestal":
        r = 0.36 * min(long, deep)
        return [
            lathe(
                [
                    (0, 0),
                    (r, 0),
                    (r, 0.014),
                    (0.25 * r, 0.04),
                    (0.035, 0.12),
                    (0.03, tall - 0.06),
                    (0.07, tall - 0.01),
                    (0.07, tall),
                    (0, tall),
                ],
                "legs",
                sides=24,
            )
        ]
    if style == "trestle":
        ends = [m for s in (-1, 1) for m in (box((0.05, 2 * y, 0.05), "legs", at_m=(s * x * 0.86, 0, 0)), box((0.05, 0.1, tall - 0.1), "legs", at_m=(s * x * 0.86, 0, 0.05)),
                box((0.05, 1.8 * y, 0.05), "legs", at_m=(s * x * 0.86, 0, tall - 0.05)))]  # fmt: skip
        return [*ends, box((1.72 * x, 0.035, 0.07), "legs", at_m=(0, 0, 0.18))]
    return [box((0.035, 2 * y + 0.04, tall), "legs", at_m=(s * x, 0, 0)) for s in (-1, 1)]


def _splayed(sx: int, sy: int, x: float, y: float, tall: float) -> Mesh:
    foot = (sx * x, sy * y, 0.0)
    top = (sx * (x - 0.09 * min(1.0, tall / 0.4)), sy * (y - 0.06), tall)
    leg = tube([foot, top], [0.013, 0.021], "legs", sides=10)
    return shifted(leg, z=-float(leg.vertices_m[:, 2].min())) if leg.vertices_m[:, 2].min() < 0 else leg


def _hairpin(sx: int, sy: int, x: float, y: float, tall: float) -> Mesh:
    cx, cy = sx * x, sy * y
    path = [
        (cx - sx * 0.09, cy, tall),
        (cx - sx * 0.012, cy, 0.03),
        (cx, cy, 0.008),
        (cx, cy - sy * 0.012, 0.03),
        (cx, cy - sy * 0.09, tall),
    ]
    return tube(path, 0.0065, "iron", sides=6)


def _apron(x: float, y: float, top: float) -> list[Mesh]:
    high = min(0.07, 0.2 * top)
    out = [box((2 * x, 0.018, high), "legs", at_m=(0, s * y, top - high), bevel_m=0) for s in (-1, 1)]
    return out + [box((0.018, 2 * y, high), "legs", at_m=(s * x, 0, top - high), bevel_m=0) for s in (-1, 1)]


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
    """A low cabinet. Slots: body, front (where it is of another colour: one in three), legs, handles."""
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
    parts += _cabinet_feet(legs, width_m, depth_m, leg)
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


def _cabinet_feet(style: str, width: float, depth: float, leg: float) -> list[Mesh]:
    x, y = width / 2 - 0.06, depth / 2 - 0.06
    places = [(sx * x, sy * y) for sx in (-1, 1) for sy in (-1, 1)]
    if style == "plinth":
        return [box((width - 0.04, depth - 0.06, leg), "legs", at_m=(0, -0.01, 0), bevel_m=0)]
    if style == "metal":
        loops = [[(s * x, -y, leg), (s * x, -y, 0.008), (s * x, y, 0.008), (s * x, y, leg)] for s in (-1, 1)]
        return [tube(path, 0.008, "legs", sides=6) for path in loops]
    lean = 0.03 if style == "splayed" else 0.0
    return [_foot(px, py, lean, leg) for px, py in places]


def _foot(x: float, y: float, lean: float, leg: float) -> Mesh:
    sx, sy = (1 if x > 0 else -1), (1 if y > 0 else -1)
    foot = tube([(x + sx * lean, y + sy * lean * 0.5, 0.0), (x, y, leg)], [0.011, 0.02], "legs", sides=8)
    return shifted(foot, z=max(0.0, -float(foot.vertices_m[:, 2].min())))


def _footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    return p["width_m"], (p["width_m"] if p.get("shape") == "round" else p["depth_m"])


def _anchors(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    w, d = _footprint(p)
    keep = 0.92 if p.get("shape", "square") == "square" else 0.66
    return {
        "top": {"position_m": (0.0, 0.0, p["height_m"]), "size_m": (round(keep * w, 4), round(keep * d, 4)), "facing": (0.0, 1.0)}
    }


def _clearance(p: Mapping[str, Any]) -> float:
    if p.get("legs") in ("pedestal", "panel", "trestle", "plinth"):
        return 0.0
    return 0.12 if p.get("shelf") else round(p["height_m"] - p["top_m"] - 0.07, 4)


TRAITS: dict[str, Any] = {
    "footprint": _footprint, "height": lambda p: p["height_m"], "against_wall": False, "wall_mounted": False, "anchors": _anchors,
    "solid": False, "clearance_m": _clearance, "clutter": False,
}  # fmt: skip
WALLED = {
    **TRAITS,
    "footprint": lambda p: (p["width_m"], p["depth_m"] + 0.06),
    "against_wall": True,
    "solid": True,
    "clearance_m": lambda p: 0.0,
}
SLOTS = {"top": "wood", "legs": "legs", "iron": "metal"}
CABINET_SLOTS = {"body": "wood", "front": "wood", "legs": "legs", "handles": "metal"}
COFFEE = {
    "width_m": Uniform(0.8, 1.25), "depth_m": Uniform(0.48, 0.7), "height_m": Uniform(0.36, 0.47), "top_m": Uniform(0.018, 0.045),
    "shape": Choice(("square", "round", "oval"), (5, 2, 2)), "legs": Choice(("straight", "splayed", "turned", "trestle", "hairpin", "panel"), (3, 4, 1.5, 1, 1.5, 1)),
    "shelf": Choice((True, False)),
}  # fmt: skip
SIDE = {
    **COFFEE, "width_m": Uniform(0.38, 0.55), "depth_m": Uniform(0.36, 0.5), "height_m": Uniform(0.48, 0.62), "top_m": Uniform(0.015, 0.03),
    "shape": Choice(("square", "round"), (1, 1)), "legs": Choice(("straight", "splayed", "turned", "pedestal", "hairpin"), (3, 3, 2, 3, 1)),
}  # fmt: skip
CONSOLE = {
    **COFFEE, "width_m": Uniform(0.75, 1.2), "depth_m": Uniform(0.26, 0.36), "height_m": Uniform(0.72, 0.8), "shape": "square",
    "legs": Choice(("straight", "turned", "panel"), (3, 2, 1)),
}  # fmt: skip
DINING = {
    **COFFEE, "width_m": Uniform(1.1, 1.8), "depth_m": Uniform(0.75, 0.95), "height_m": Uniform(0.73, 0.77), "top_m": Uniform(0.025, 0.045),
    "shape": Choice(("square", "oval"), (3, 1)), "legs": Choice(("straight", "turned", "splayed", "trestle"), (4, 2, 2, 1)), "shelf": False,
}  # fmt: skip
STAND = {
    "width_m": Uniform(1.1, 1.9), "depth_m": Uniform(0.36, 0.46), "height_m": Uniform(0.42, 0.58), "bays": Integer(2, 4),
    "front": Choice(("doors", "drawers", "open", "mixed"), (2, 2, 1, 4)), "legs": Choice(("plinth", "tapered", "metal", "splayed"), (2, 3, 1, 2)),
    "handles": Choice(("knob", "bar", "groove")),
}  # fmt: skip
SIDEBOARD = {
    **STAND,
    "width_m": Uniform(0.8, 1.5),
    "depth_m": Uniform(0.34, 0.45),
    "height_m": Uniform(0.72, 0.9),
    "bays": Integer(2, 3),
    "front": Choice(("doors", "drawers", "mixed")),
}

KINDS = [
    Kind("coffee_table", "a low table before a couch: square, round or oval", table, COFFEE, "dining table", SLOTS, TRAITS),
    Kind("side_table", "a small table beside a seat", table, SIDE, "", SLOTS, TRAITS),
    Kind("console_table", "a narrow table against a hallway wall", table, CONSOLE, "", SLOTS, {**TRAITS, "against_wall": True}),
    Kind("dining_table", "a table to eat at", table, DINING, "dining table", SLOTS, TRAITS),
    Kind("tv_stand", "a low cabinet a television stands on", cabinet, STAND, "", CABINET_SLOTS, WALLED),
    Kind("sideboard", "a waist-high cabinet", cabinet, SIDEBOARD, "", CABINET_SLOTS, WALLED),
]
