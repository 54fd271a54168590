"""Where children sleep and play: bunk beds, cots, beanbags, open shelves of boxes and toys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture import books
from synthclips.catalog.furniture.bed import SINGLE, bed
from synthclips.catalog.furniture.bed import TRAITS as BED_TRAITS
from synthclips.catalog.furniture.chair import CHAIR, chair
from synthclips.catalog.furniture.chair import TRAITS as CHAIR_TRAITS
from synthclips.catalog.furniture.children_beds import POST_M, bunk_bed, cot
from synthclips.catalog.furniture.round_toys import ball_of
from synthclips.catalog.furniture.table import table
from synthclips.catalog.furniture.toys import BRICKS
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, circle, grid, shifted
from synthclips.geometry.soft import soft_box
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def beanbag(*, key: int, radius_m: Annotated[float, Range(0.25, 0.6), Metres], sag: Annotated[float, Range(0, 1)]) -> Mesh:
    """A beanbag that somebody sat in. Slot: cloth."""
    stream = Stream(key)
    ring, rows = circle(32), 15
    rise = np.linspace(0, 1, rows)[:, None]
    swell = np.sqrt(np.maximum(1 - (1.8 * rise - 0.75) ** 2 / 1.25, 0.0)) * (1 - 0.35 * rise**3)
    swell[0], swell[-1] = 0.0, 0.0
    angle = np.arange(33) / 32 * 2 * np.pi
    seams = 1 + 0.02 * np.cos(6 * angle) + 0.025 * np.sin(2 * angle + stream.uniform(0, 6))
    tall = radius_m * (1.35 - 0.25 * sag)
    x, y = radius_m * swell * ring[:, 0] * seams, radius_m * swell * ring[:, 1] * seams
    dent = 0.35 * sag * tall * np.maximum(1 - ((x / radius_m) ** 2 + (y / radius_m - 0.25) ** 2) / 0.4, 0) * (rise > 0.5)
    z = np.maximum(tall * rise - dent, 0.0) + 0 * x
    return grid(0.96 * np.stack([x, y, z], 2), "cloth")


def cube_shelf(
    *,
    key: int,
    columns: Annotated[int, Range(1, 5)],
    rows: Annotated[int, Range(1, 4)],
    cube_m: Annotated[float, Range(0.25, 0.4), Metres],
    bins: Annotated[float, Range(0, 1)],
) -> Mesh:
    """Open cubes with fabric bins, books and toys in them. Slots: body, red, blue, yellow, books, fur."""
    stream = Stream(key)
    t, d = 0.022, 0.36
    w, h = columns * cube_m + t, rows * cube_m + t
    parts = [box((t, d, h), "body", at_m=(x, 0, 0), piece=1) for x in (-(w - t) / 2, (w - t) / 2)]
    parts += [box((w - 2 * t, d, t), "body", at_m=(0, 0, k * cube_m), piece=3 + k) for k in range(rows + 1)]
    parts += [
        box((t, d - 0.01, h - 2 * t), "body", at_m=(k * cube_m - (w - t) / 2, 0, t), piece=9 + k) for k in range(1, columns)
    ]
    parts.append(box((w - 2 * t, 0.008, h - 2 * t), "body", at_m=(0, -d / 2 + 0.006, t), bevel_m=0))
    for k in range(columns * rows):
        x, z = (k % columns + 0.5) * cube_m - (w - t) / 2, (k // columns) * cube_m + t
        parts += [shifted(m, x, 0.0, z) for m in _in_cube(cube_m - t, d, bins, k, stream)]
    return join(parts)


def _in_cube(side: float, deep: float, bins: float, k: int, stream: Stream) -> list[Mesh]:
    slot = tuple(BRICKS)[stream.integer(0, 2)]
    if stream.chance(bins):
        bin_ = soft_box((0.93 * side, 0.92 * deep, 0.9 * side), 0.015, slot, cells=(2, 1, 2), piece=k)
        return [bin_, box((0.3 * side, 0.006, 0.03), "body", at_m=(0, 0.462 * deep, 0.55 * side))]
    if stream.chance(0.45):
        row = books.row(0.8 * side, 0.9 * side, 0.7 * deep, stream)
        return [shifted(row, x=-side / 2 + 0.01, y=deep / 2 - 0.04)] if row is not None else []
    if stream.chance(0.5):
        r = 0.16 * side
        body = ball_of((1.2 * r, r, 1.3 * r), (0, 0.05, 1.3 * r), "fur", sides=12, piece=k)
        ears = [ball_of((0.35 * r,) * 3, (s * 0.7 * r, 0.05, 4.1 * r), "fur", sides=8) for s in (-1, 1)]
        return [body, ball_of((r, 0.9 * r, 0.9 * r), (0, 0.07, 3.3 * r), "fur", sides=12, piece=k), *ears]
    return [box((0.3 * side, 0.25 * side, 0.25 * side), slot, at_m=(s * 0.2 * side, 0.04, 0), piece=k + s) for s in (-1, 1)]


def _bunk_footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    return round(p["width_m"] + 2 * POST_M + 0.06, 4), round(p["length_m"] + 2 * POST_M + 0.02, 4)


CHILD_BED = {"frame": "bed_frame", "sheet": "bed_sheet", "duvet": "child_duvet", "pillow": "pillow_case"}
KINDS = [
    Kind(
        "child_bed",
        "a bed for one child",
        bed,
        {**SINGLE, "length_m": Uniform(1.6, 1.95), "height_m": Uniform(0.38, 0.48), "pillows_count": 1},
        "bed",
        {**CHILD_BED, "padding": "couch_fabric", "iron": "bed_iron", "blanket": "throw"},
        BED_TRAITS,
    ),
    Kind(
        "bunk_bed",
        "two beds, one over the other, with a ladder",
        bunk_bed,
        {
            "width_m": Uniform(0.86, 0.95),
            "length_m": Uniform(1.85, 2.0),
            "height_m": Uniform(1.5, 1.7),
            "ladder": Choice(("left", "right")),
            "rails": Choice(("slats", "boards")),
        },
        "bed",
        CHILD_BED,
        {**STANDING, "footprint": _bunk_footprint, "height": lambda p: p["height_m"] + 0.04},
    ),
    Kind(
        "cot",
        "a barred bed for a baby",
        cot,
        {
            "width_m": Uniform(0.6, 0.7),
            "length_m": Uniform(1.15, 1.35),
            "height_m": Uniform(0.85, 1.0),
            "ends": Choice(("slats", "boards")),
        },
        "bed",
        {"frame": "bed_frame", "sheet": "bed_sheet", "duvet": "child_duvet", "fur": "teddy_fur"},
        {
            **STANDING,
            "footprint": lambda p: (round(p["width_m"] + 0.05, 4), round(p["length_m"] + 0.05, 4)),
            "height": lambda p: p["height_m"] + 0.002,
        },
    ),
    Kind(
        "beanbag",
        "a beanbag that somebody sat in",
        beanbag,
        {"radius_m": Uniform(0.34, 0.46), "sag": Uniform(0.2, 0.9)},
        "",
        {"cloth": "child_duvet"},
        {
            **STANDING,
            "footprint": lambda p: (2.0 * p["radius_m"], 2.0 * p["radius_m"]),
            "height": lambda p: 1.35 * p["radius_m"],
            "anchors": lambda p: {
                "seat": {"position_m": (0.0, 0.0, p["radius_m"]), "size_m": (p["radius_m"], p["radius_m"]), "facing": (0.0, 1.0)}
            },
        },
    ),
    Kind(
        "cube_shelf",
        "open cubes with bins, books and toys",
        cube_shelf,
        {
            "columns": Choice((2, 3, 4), (2, 3, 2)),
            "rows": Choice((1, 2, 3), (1, 3, 1)),
            "cube_m": Uniform(0.31, 0.37),
            "bins": Uniform(0.2, 0.7),
        },
        "",
        {"body": "bed_frame", **BRICKS, "books": "books", "pages": "paper", "fur": "teddy_fur"},
        {
            **STANDING,
            "footprint": lambda p: (round(p["columns"] * p["cube_m"] + 0.026, 4), 0.38),
            "height": lambda p: p["rows"] * p["cube_m"] + 0.024,
            "front_m": 0.4,
        },
    ),
    Kind(
        "child_desk",
        "a small desk",
        table,
        {
            "width_m": Uniform(0.8, 1.15),
            "depth_m": Uniform(0.45, 0.58),
            "height_m": Uniform(0.56, 0.72),
            "top_m": Uniform(0.018, 0.03),
            "shape": "square",
            "legs": Choice(("straight", "splayed", "trestle", "panel", "hairpin")),
            "shelf": Choice((True, False), (1, 3)),
        },
        "",
        {"top": "bed_frame", "legs": "legs", "iron": "metal"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"] + 0.012, p["depth_m"] + 0.012),
            "height": lambda p: p["height_m"],
            "front_m": 0.6,
            "anchors": lambda p: {
                "top": {
                    "position_m": (0.0, 0.0, p["height_m"]),
                    "size_m": (round(0.94 * p["width_m"], 4), round(0.9 * p["depth_m"], 4)),
                    "facing": (0.0, 1.0),
                }
            },
        },
    ),
    Kind(
        "child_chair",
        "a small chair",
        chair,
        {
            **CHAIR,
            "width_m": Uniform(0.36, 0.4),
            "depth_m": Uniform(0.36, 0.4),
            "seat_height_m": Uniform(0.4, 0.43),
            "height_m": Uniform(0.7, 0.82),
        },
        "chair",
        {"frame": "bed_frame", "pad": "child_duvet"},
        CHAIR_TRAITS,
    ),
]
