"""Racks of shelves as they stand in garages: cartons, tins of paint, crates, bottles."""

from __future__ import annotations

from typing import Annotated

from synthclips.catalog import Kind
from synthclips.catalog.furniture.cartons import carton
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.sweeps import cylinder, lathe
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
RAIL_M = 1.6  # how far a garage door's rails reach into the garage


def metal_shelving(
    *,
    key: int,
    width_m: Annotated[float, Range(0.6, 1.6), Metres],
    depth_m: Annotated[float, Range(0.3, 0.6), Metres],
    height_m: Annotated[float, Range(1.0, 2.2), Metres],
    shelves: Annotated[int, Range(3, 6)],
) -> Mesh:
    """A rack of shelves full of cartons, tins, crates and bottles. Slots: frame, board, body, tape, label, print, tin, crate."""
    stream = Stream(key)
    x, y = width_m / 2 - 0.02, depth_m / 2 - 0.02
    parts = [box((0.04, 0.04, height_m), "frame", at_m=(sx * x, sy * y, 0), bevel_m=0.002) for sx in (-1, 1) for sy in (-1, 1)]
    gap = (height_m - 0.1) / (shelves - 1)
    for n in range(shelves):
        z = 0.08 + n * gap - (0.02 if n == shelves - 1 else 0.0)
        parts.append(box((width_m - 0.01, depth_m - 0.01, 0.018), "board", at_m=(0, 0, z), bevel_m=0.002))
        parts += [
            box((width_m - 0.04, 0.012, 0.04), "frame", at_m=(0, s * (y + 0.012), z - 0.02), bevel_m=0.001) for s in (-1, 1)
        ]
        parts += _on_shelf(width_m - 0.1, depth_m, z + 0.019, gap - 0.05 if n < shelves - 1 else 0.34, stream)
    return join(parts)


def _on_shelf(wide: float, deep: float, z: float, clear: float, stream: Stream) -> list[Mesh]:
    parts, x = [], -wide / 2 + stream.uniform(0.0, 0.1)
    while x < wide / 2 - 0.12:
        kind = stream.choice(("carton", "tins", "crate", "bottles", "gap"), (4, 3, 2, 1.5, 1))
        w = min(stream.uniform(0.2, 0.42), wide / 2 - x)
        y, high = stream.uniform(-0.02, 0.03), clear * stream.uniform(0.5, 0.95)
        if kind == "carton":
            made = turned(
                carton(w * 0.95, min(0.75 * deep, w), high, piece=stream.integer(0, 90)), "z", stream.uniform(-0.08, 0.08)
            )
            parts.append(shifted(made, x + w / 2, y, z))
        elif kind == "crate":
            parts.append(shifted(_crate(w * 0.95, 0.8 * deep, min(high, 0.22)), x + w / 2, y, z))
        elif kind != "gap":
            r = 0.05 if kind == "bottles" else stream.uniform(0.055, 0.085)
            w = 0.0
            for _ in range(stream.integer(1, 3)):
                if x + w + 2 * r > wide / 2:
                    break
                parts.append(
                    shifted(
                        _tin(r, min(clear * 0.9, 2.1 * r)) if kind == "tins" else _bottle(r, min(0.28, clear * 0.95)),
                        x + w + r,
                        y,
                        z,
                    )
                )
                w += 2 * r + 0.012
        x += w + stream.uniform(0.01, 0.07)
    return parts


def _tin(r: float, high: float) -> Mesh:
    """A tin of paint with its label round it and its lid's rim."""
    return join(
        [
            cylinder(r, high, "tin", sides=18),
            cylinder(1.012 * r, 0.62 * high, "label", at_m=(0, 0, 0.15 * high), sides=18),
            lathe([(0.98 * r, high), (0.98 * r, high + 0.008), (0.84 * r, high + 0.008), (0.82 * r, high)], "tin", sides=18),
        ]
    )


def _bottle(r: float, high: float) -> Mesh:
    return lathe([(0, 0), (r, 0), (r, 0.62 * high), (0.35 * r, 0.82 * high), (0.35 * r, high), (0, high)], "crate", sides=14)


def _crate(w: float, d: float, h: float) -> Mesh:
    """An open crate with holes for hands."""
    t = 0.012
    sides = [box((w, t, h), "crate", at_m=(0, s * (d - t) / 2, 0), bevel_m=0.003) for s in (-1, 1)]
    sides += [box((t, d - 2 * t, 0.7 * h), "crate", at_m=(s * (w - t) / 2, 0, 0), bevel_m=0.003) for s in (-1, 1)]
    return join(
        [
            *sides,
            box((w - t, d - t, t), "crate", bevel_m=0),
            box((w + 0.012, d + 0.012, 0.02), "crate", at_m=(0, 0, 0.3 * h), bevel_m=0.003),
        ]
    )


KINDS = [
    Kind(
        "metal_shelving",
        "a rack of cartons, tins and crates",
        metal_shelving,
        {"width_m": Uniform(0.75, 1.2), "depth_m": Uniform(0.34, 0.46), "height_m": Uniform(1.5, 1.95), "shelves": Integer(4, 5)},
        "",
        {
            "frame": "enamel",
            "board": "bench_top",
            "body": "cardboard",
            "tape": "tape",
            "print": "packing_print",
            "label": "paintwork",
            "tin": "steel",
            "crate": "paintwork",
        },
        {**STANDING, "footprint": lambda p: (p["width_m"] + 0.03, p["depth_m"] + 0.06), "height": lambda p: p["height_m"] + 0.35},
    ),
]
