"""Cloth: curtains, throw pillows, throws over a couch's arm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HUNG, STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, grid, shifted, turned, two_sided
from synthclips.geometry.soft import hanging_cloth, pillow
from synthclips.geometry.sweeps import cylinder, lathe
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
BESIDE_M = 0.22  # how far a curtain pole reaches past its window
LEAN_RAD = 0.42  # of a pillow, at most


def curtains(
    *,
    key: int,
    window_width_m: Annotated[float, Range(0.3, 4.0), Metres],
    window_top_m: Annotated[float, Range(0.8, 2.9), Metres],
    drawn: Annotated[float, Range(0.0, 1.0)],
    fullness: Annotated[float, Range(0.5, 1.5)],
    tied: bool,
    hem_m: Annotated[float, Range(0.0, 2.0), Metres],
) -> Mesh:
    """A pair of curtains on a pole over a window; origin on the floor in the wall's plane, hems `hem_m` over it.

    drawn: 0 both heaped beside the window, 1 shut. Slots: cloth, pole.
    """
    stream = Stream(key)
    width_m, drop_m = window_width_m + 2 * BESIDE_M, window_top_m + 0.07
    half = width_m / 2
    each = BESIDE_M + 0.12 + (half - BESIDE_M - 0.12) * drawn
    parts = []
    for side in (-1, 1):
        folds = max(4, round((3 + 4 * fullness) * (0.7 + 0.6 * each)))
        wander = np.array([stream.uniform(-1, 1) for _ in range(folds + 1)])
        cloth = hanging_cloth(
            each,
            drop_m + 0.02 - hem_m,
            "cloth",
            folds=folds,
            depth_m=0.085,
            wander=wander,
            gather=0.8 if tied and drawn < 0.4 else 0.0,
            rows=9 if tied else 6,
            piece=side + 1,
        )
        parts.append(shifted(cloth, side * (half - each / 2), 0.085, hem_m))
    pole = turned(cylinder(0.013, width_m + 0.16, "pole", sides=10), "y", np.pi / 2)
    parts.append(shifted(pole, -half - 0.08, 0.085, drop_m + 0.045))
    for side in (-1, 1):
        knob = lathe([(0, -0.03), (0.02, -0.02), (0.028, 0.0), (0.02, 0.02), (0, 0.03)], "pole", sides=12)
        parts.append(shifted(knob, side * (half + 0.085), 0.085, drop_m + 0.045))
        parts.append(box((0.016, 0.085, 0.016), "pole", at_m=(side * (half + 0.03), 0.0425, drop_m + 0.037)))
    return join(parts)


def throw_pillow(
    *,
    key: int,
    size_m: Annotated[float, Range(0.25, 0.65), Metres],
    aspect: Annotated[float, Range(0.5, 1.6)],
    plump_m: Annotated[float, Range(0.06, 0.25), Metres],
    lean_rad: Annotated[float, Range(0.0, 0.6), Unit("rad")],
    cord: bool,
) -> Mesh:
    """A pillow standing on its edge, its face towards +y, its top leaning back to the rear of its footprint.

    The thicker it is the further it leans, besides lean_rad. Slot: cloth, its piping too.
    """
    del key
    size, piping = (size_m * aspect, plump_m, size_m), "cloth" if cord else ""
    soft = pillow(size, "cloth", cells=12, pinch=0.12, sag=0.35, squash=0.045, cord_slot=piping, cord_m=0.0035)
    made = turned(soft, "x", min(LEAN_RAD, (plump_m - 0.02) / size_m + lean_rad))
    low = made.vertices_m.min(0)
    return shifted(made, y=-_deep(plump_m, size_m, lean_rad) / 2 - float(low[1]), z=-float(low[2]))


def _deep(plump_m: float, size_m: float, lean_rad: float) -> float:
    """What a pillow takes of a seat's depth, m."""
    return plump_m + size_m * lean_rad + 0.02


def throw(
    *,
    key: int,
    width_m: Annotated[float, Range(0.3, 1.2), Metres],
    length_m: Annotated[float, Range(0.6, 1.8), Metres],
    over_m: Annotated[float, Range(0.1, 1.0), Metres],
    height_m: Annotated[float, Range(0.3, 1.0), Metres],
) -> Mesh:
    """A blanket hung over an edge at `height_m` that is `over_m` deep, its front end falling down the +y side. Slot: cloth."""
    stream = Stream(key)
    rows, columns = 22, 11
    t = np.linspace(0, 1, rows)[:, None] * length_m
    hang = (length_m - over_m) / 2
    back, top = np.clip(hang - t, 0, None), np.clip(t - hang, 0, over_m)
    front = np.clip(t - hang - over_m, 0, None)
    x = np.linspace(-0.5, 0.5, columns)[None, :] * width_m
    ripple = np.array([stream.uniform(-1, 1) for _ in range(columns)])[None, :]
    fall = (back + front) / max(hang, 0.1)
    y = top - over_m / 2 + 0.012 * (front > 0) - 0.012 * (back > 0) + 0.018 * ripple * fall * np.where(front > 0, 1, -1)
    z = height_m + 0.008 - back - front + 0.004 * ripple
    points = np.stack([np.broadcast_to(x * (1 - 0.1 * fall), y.shape), y, np.maximum(z, 0.01)], 2)
    return two_sided(grid(points[:, ::-1].copy(), "cloth"), 0.008)


def _curtain_footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    return p["window_width_m"] + 2 * BESIDE_M + 0.24, 0.15


PILLOW = {
    "size_m": Uniform(0.36, 0.5),
    "aspect": Choice((1.0, 1.0, 1.45)),
    "plump_m": Uniform(0.11, 0.19),
    "lean_rad": Uniform(0.1, 0.32),
    "cord": Choice((True, False)),
}

KINDS = [
    Kind(
        "curtain",
        "a pair of curtains on a pole",
        curtains,
        {
            "window_width_m": Uniform(1.1, 2.2),
            "window_top_m": Uniform(2.0, 2.2),
            "drawn": Uniform(0.0, 0.25),
            "fullness": Uniform(0.7, 1.3),
            "tied": Choice((True, False), (1, 3)),
            "hem_m": 0.02,
        },
        "",
        {"cloth": "curtain", "pole": "legs"},
        {
            **HUNG,
            "footprint": _curtain_footprint,
            "hugs": True,
            "height": lambda p: p["window_top_m"] + 0.16,
        },
    ),
    Kind(
        "cushion",
        "a throw pillow",
        throw_pillow,
        PILLOW,
        "",
        {"cloth": "cushion_fabric"},
        {
            **STANDING,
            "footprint": lambda p: (p["size_m"] * p["aspect"] + 0.012, _deep(p["plump_m"], p["size_m"], p["lean_rad"])),
            "height": lambda p: p["size_m"] + 0.2 * p["lean_rad"] + 0.012,
        },
    ),
    Kind(
        "throw",
        "a blanket hung over an edge",
        throw,
        {
            "width_m": Uniform(0.45, 0.7),
            "length_m": Uniform(0.9, 1.3),
            "over_m": Uniform(0.16, 0.24),
            "height_m": Uniform(0.56, 0.6),
        },
        "",
        {"cloth": "throw"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["over_m"] + 0.12),
            "height": lambda p: p["height_m"] + 0.03,
        },
    ),
]
