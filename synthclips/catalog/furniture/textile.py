"""Cloth: rugs, curtains, throw pillows, throws over a couch's arm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, cylinder, grid, grid_faces, lathe, shifted, surface, turned, two_sided
from synthclips.geometry.soft import hanging_cloth, pillow
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
BESIDE_M = 0.22  # how far a curtain pole reaches past its window


def rug(
    *,
    key: int,
    width_m: Annotated[float, Range(0.4, 4.0), Metres],
    depth_m: Annotated[float, Range(0.4, 3.0), Metres],
    thickness_m: Annotated[float, Range(0.004, 0.03), Metres],
    fringe: bool,
    shape: Literal["square", "round"],
) -> Mesh:
    """A rug; the texture's z is the distance to its edge, so that borders follow it. Slots: pile, fringe."""
    stream = Stream(key)
    if shape == "round":
        return _round_rug(width_m, thickness_m)
    parts = [_pile(width_m, depth_m, thickness_m)]
    if fringe:
        parts += [_tassels(width_m, depth_m, side, stream) for side in (-1, 1)]
    return join(parts)


def _pile(wide: float, deep: float, thick: float) -> Mesh:
    """Nested rectangles from the floor over the rounded edge to the middle."""
    half = min(wide, deep) / 2
    insets = np.array([0.0, 0.0, 0.004, 0.012, 0.25 * half, 0.5 * half, 0.75 * half, half])
    heights = np.array([0.0, 0.55, 0.9, 1.0, 1.0, 1.0, 1.0, 1.0]) * thick
    loops = np.array([_rectangle(wide / 2 - i, deep / 2 - i, z) for i, z in zip(insets, heights, strict=True)])
    edge = np.broadcast_to(insets[:, None], loops.shape[:2])
    where = np.stack([loops[..., 0], loops[..., 1], edge], 2)
    return surface(loops.reshape(-1, 3), grid_faces(*loops.shape[:2]), where.reshape(-1, 3), "pile")


def _rectangle(x: float, y: float, z: float) -> F64:
    """(13, 3) counter-clockwise, corners and thirds of the sides; the first again at the end."""
    t = np.array([-1.0, -1 / 3, 1 / 3])
    ones = np.ones(3)
    loop = np.concatenate(
        [
            np.column_stack([t, -ones]),
            np.column_stack([ones, t]),
            np.column_stack([-t, ones]),
            np.column_stack([-ones, -t]),
            [[-1.0, -1.0]],
        ]
    )
    return np.column_stack([loop * (x, y), np.full(len(loop), z)])


def _round_rug(wide: float, thick: float) -> Mesh:
    r = wide / 2
    made = lathe(
        [
            (r, 0),
            (r, 0.55 * thick),
            (r - 0.004, 0.9 * thick),
            (r - 0.012, thick),
            (0.66 * r, thick),
            (0.33 * r, thick),
            (0, thick),
        ],
        "pile",
        sides=48,
    )
    where = made.vertices_m.copy()
    where[:, 2] = np.maximum(r - np.sqrt(where[:, 0] ** 2 + where[:, 1] ** 2), 0)
    return Mesh(made.vertices_m, made.normals, made.faces, where, made.slot, made.slots)


def _tassels(wide: float, deep: float, side: int, stream: Stream) -> Mesh:
    """Fringe at the short ends: flat tufts, each at its own slant."""
    count = max(8, int(deep / 0.022))
    y = (np.arange(count) + 0.5) / count * deep - deep / 2
    slant = np.array([stream.uniform(-0.008, 0.008) for _ in range(count)])
    long = np.array([stream.uniform(0.03, 0.045) for _ in range(count)])
    x0 = side * (wide / 2 - 0.004)
    quads = np.stack(
        [
            np.stack([np.full(count, x0), y - 0.006, np.full(count, 0.006)], 1),
            np.stack([x0 + side * long, y + slant - 0.009, np.full(count, 0.002)], 1),
            np.stack([x0 + side * long, y + slant + 0.009, np.full(count, 0.002)], 1),
            np.stack([np.full(count, x0), y + 0.006, np.full(count, 0.006)], 1),
        ],
        1,
    )
    base = np.arange(count)[:, None, None] * 4
    faces = (
        (base + (np.array([[0, 1, 2], [0, 2, 3]]) if side > 0 else np.array([[0, 2, 1], [0, 3, 2]])))
        .reshape(-1, 3)
        .astype(np.int32)
    )
    where = quads.reshape(-1, 3) * (1, 1, 0) + (0, 0, 0.5)
    return surface(quads.reshape(-1, 3), faces, where, "fringe")


def curtains(
    *,
    key: int,
    window_width_m: Annotated[float, Range(0.3, 4.0), Metres],
    window_top_m: Annotated[float, Range(0.8, 2.9), Metres],
    drawn: Annotated[float, Range(0.0, 1.0)],
    fullness: Annotated[float, Range(0.5, 1.5)],
    tied: bool,
) -> Mesh:
    """A pair of curtains on a pole over a window; origin on the floor in the wall's plane, hems 2 cm over the floor.

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
            drop_m,
            "cloth",
            folds=folds,
            depth_m=0.085,
            wander=wander,
            gather=0.8 if tied and drawn < 0.4 else 0.0,
            rows=9 if tied else 6,
            piece=side + 1,
        )
        parts.append(shifted(cloth, side * (half - each / 2), 0.085, 0.02))
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
    """A pillow standing on its edge, its face towards +y, its top leaning back. Slots: cloth, cord."""
    del key
    made = turned(pillow((size_m * aspect, plump_m, size_m), "cloth", cord_slot="cord" if cord else ""), "x", lean_rad)
    return shifted(made, y=0.5 * size_m * lean_rad, z=-float(made.vertices_m[:, 2].min()))


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


def _pair_anchor(p: Mapping[str, Any]) -> tuple[float, float]:
    return p["window_width_m"] + 2 * BESIDE_M + 0.24, 0.15


FLAT: dict[str, Any] = {
    "against_wall": False,
    "wall_mounted": False,
    "anchors": lambda p: {},
    "solid": False,
    "clearance_m": 0.0,
    "clutter": False,
}
RUG_TRAITS = {
    **FLAT,
    "footprint": lambda p: (p["width_m"] + 0.09, p["depth_m"] + 0.02 if p["shape"] == "square" else p["width_m"] + 0.01),
    "height": lambda p: p["thickness_m"] + 0.001,
    "clearance_m": 9.0,
}
RUG = {
    "width_m": Uniform(1.7, 2.9),
    "depth_m": Uniform(1.2, 2.0),
    "thickness_m": Uniform(0.006, 0.016),
    "fringe": Choice((True, False)),
    "shape": Choice(("square", "round"), (6, 1)),
}
PILLOW = {
    "size_m": Uniform(0.36, 0.5),
    "aspect": Choice((1.0, 1.0, 1.45)),
    "plump_m": Uniform(0.11, 0.19),
    "lean_rad": Uniform(0.1, 0.32),
    "cord": Choice((True, False)),
}

KINDS = [
    Kind(
        "rug",
        "a rug: Persian, striped, geometric, shaggy, checked or abstract",
        rug,
        RUG,
        "",
        {"pile": "rug", "fringe": "fringe"},
        RUG_TRAITS,
    ),
    Kind(
        "runner",
        "a long narrow rug for a hallway",
        rug,
        {**RUG, "width_m": Uniform(1.6, 2.6), "depth_m": Uniform(0.6, 0.8), "shape": "square"},
        "",
        {"pile": "rug", "fringe": "fringe"},
        RUG_TRAITS,
    ),
    Kind(
        "doormat",
        "a mat inside a door",
        rug,
        {**RUG, "width_m": Uniform(0.6, 0.8), "depth_m": Uniform(0.4, 0.5), "fringe": False, "shape": "square"},
        "",
        {"pile": "basket", "fringe": "fringe"},
        RUG_TRAITS,
    ),
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
        },
        "",
        {"cloth": "curtain", "pole": "legs"},
        {
            **FLAT,
            "footprint": _pair_anchor,
            "height": lambda p: p["window_top_m"] + 0.16,
            "wall_mounted": True,
            "against_wall": True,
        },
    ),
    Kind(
        "cushion",
        "a throw pillow",
        throw_pillow,
        PILLOW,
        "",
        {"cloth": "cushion_fabric", "cord": "cushion_fabric"},
        {
            **FLAT,
            "footprint": lambda p: (p["size_m"] * p["aspect"] + 0.012, p["plump_m"] + p["size_m"] * p["lean_rad"] + 0.02),
            "height": lambda p: p["size_m"] + 0.2 * p["lean_rad"] + 0.012,
            "clutter": True,
            "solid": True,
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
            **FLAT,
            "footprint": lambda p: (p["width_m"], p["over_m"] + 0.12),
            "height": lambda p: p["height_m"] + 0.03,
            "clutter": True,
        },
    ),
]
