"""Rugs, runners and mats; the texture knows how far it is to the edge."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, grid_faces, surface
from synthclips.geometry.sweeps import lathe
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


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


RUG_TRAITS = {
    **STANDING,
    "footprint": lambda p: (p["width_m"] + 0.09, p["depth_m"] + 0.02 if p["shape"] == "square" else p["width_m"] + 0.01),
    "height": lambda p: p["thickness_m"] + 0.001,
}
RUG = {
    "width_m": Uniform(1.7, 2.9),
    "depth_m": Uniform(1.2, 2.0),
    "thickness_m": Uniform(0.006, 0.016),
    "fringe": Choice((True, False)),
    "shape": Choice(("square", "round"), (6, 1)),
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
]
