"""Tables and low cabinets: coffee, side, console and dining tables, television stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, renamed, shifted
from synthclips.geometry.sweeps import lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

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
        profile = [
            (0, 0),
            (0.017, 0),
            (0.022, 0.02 * tall),
            (0.016, 0.1 * tall),
            (0.024, 0.3 * tall),
            (0.03, 0.55 * tall),
            (0.02, 0.62 * tall),
            (0.031, 0.66 * tall),
            (0.02, 0.71 * tall),
            (0.029, 0.76 * tall),
            (0.029, tall),
            (0, tall),
        ]
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
        ends = [
            m
            for s in (-1, 1)
            for m in (
                box((0.05, 2 * y, 0.05), "legs", at_m=(s * x * 0.86, 0, 0)),
                box((0.05, 0.1, tall - 0.1), "legs", at_m=(s * x * 0.86, 0, 0.05)),
                box((0.05, 1.8 * y, 0.05), "legs", at_m=(s * x * 0.86, 0, tall - 0.05)),
            )
        ]
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


def _footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    return p["width_m"], (p["width_m"] if p.get("shape") == "round" else p["depth_m"])


def _anchors(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    w, d = _footprint(p)
    keep = 0.92 if p.get("shape", "square") == "square" else 0.66
    return {
        "top": {"position_m": (0.0, 0.0, p["height_m"]), "size_m": (round(keep * w, 4), round(keep * d, 4)), "facing": (0.0, 1.0)}
    }


def _also_perch(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Cats go up where people eat."""
    anchors = _anchors(p)
    return {**anchors, "perch": anchors["top"]}


TRAITS: dict[str, Any] = {
    **STANDING,
    "footprint": _footprint,
    "height": lambda p: p["height_m"],
    "anchors": _anchors,
}
SLOTS = {"top": "wood", "legs": "legs", "iron": "metal"}
COFFEE = {
    "width_m": Uniform(0.8, 1.25),
    "depth_m": Uniform(0.48, 0.7),
    "height_m": Uniform(0.36, 0.47),
    "top_m": Uniform(0.018, 0.045),
    "shape": Choice(("square", "round", "oval"), (5, 2, 2)),
    "legs": Choice(("straight", "splayed", "turned", "trestle", "hairpin", "panel"), (3, 4, 1.5, 1, 1.5, 1)),
    "shelf": Choice((True, False)),
}
SIDE = {
    **COFFEE,
    "width_m": Uniform(0.38, 0.55),
    "depth_m": Uniform(0.36, 0.5),
    "height_m": Uniform(0.48, 0.62),
    "top_m": Uniform(0.015, 0.03),
    "shape": Choice(("square", "round"), (1, 1)),
    "legs": Choice(("straight", "splayed", "turned", "pedestal", "hairpin"), (3, 3, 2, 3, 1)),
}
CONSOLE = {
    **COFFEE,
    "width_m": Uniform(0.75, 1.2),
    "depth_m": Uniform(0.26, 0.36),
    "height_m": Uniform(0.72, 0.8),
    "shape": "square",
    "legs": Choice(("straight", "turned", "panel"), (3, 2, 1)),
}
DINING = {
    **COFFEE,
    "width_m": Uniform(1.1, 1.8),
    "depth_m": Uniform(0.75, 0.95),
    "height_m": Uniform(0.73, 0.77),
    "top_m": Uniform(0.025, 0.045),
    "shape": Choice(("square", "oval"), (3, 1)),
    "legs": Choice(("straight", "turned", "splayed", "trestle"), (4, 2, 2, 1)),
    "shelf": False,
}

KINDS = [
    Kind("coffee_table", "a low table before a couch: square, round or oval", table, COFFEE, "dining table", SLOTS, TRAITS),
    Kind("side_table", "a small table beside a seat", table, SIDE, "", SLOTS, TRAITS),
    Kind("console_table", "a narrow table against a hallway wall", table, CONSOLE, "", SLOTS, TRAITS),
    Kind("dining_table", "a table to eat at", table, DINING, "dining table", SLOTS, {**TRAITS, "anchors": _also_perch}),
]
