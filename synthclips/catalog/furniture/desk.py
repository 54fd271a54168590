"""Desks and what files are kept in: a desk's front, where one sits, is towards +y."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted
from synthclips.geometry.sweeps import tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform

Metres = Unit("m")
DRAWERS_M = 0.4  # width of a block of drawers


def desk(
    *,
    key: int,
    width_m: Annotated[float, Range(0.8, 2.0), Metres],
    depth_m: Annotated[float, Range(0.45, 0.9), Metres],
    height_m: Annotated[float, Range(0.68, 0.8), Metres],
    style: Literal["legs", "drawers", "two_drawers", "trestles", "lift"],
) -> Mesh:
    """A desk. Slots: top, frame, front, handles."""
    side = -1 if key % 2 else 1
    t = 0.025
    parts = [box((width_m, depth_m, t), "top", at_m=(0, 0, height_m - t), bevel_m=0.005)]
    parts += _under(style, width_m, depth_m, height_m - t, side)
    return join(parts)


def _under(style: str, wide: float, deep: float, tall: float, side: int) -> list[Mesh]:
    x, y = wide / 2 - 0.03, deep / 2 - 0.04
    panel = box((0.022, deep - 0.06, tall), "frame", at_m=(-side * x, 0, 0), bevel_m=0.002)
    back = box((wide - 0.1, 0.018, 0.3), "frame", at_m=(0, -y + 0.02, tall - 0.3), bevel_m=0.002)
    if style == "legs":
        legs = [box((0.045, 0.045, tall), "frame", at_m=(sx * x, sy * y, 0)) for sx in (-1, 1) for sy in (-1, 1)]
        rails = [box((0.02, 2 * y, 0.06), "frame", at_m=(s * x, 0, tall - 0.06)) for s in (-1, 1)]
        drawer = box((0.42 * wide, 0.018, 0.07), "front", at_m=(0, y + 0.01, tall - 0.075), bevel_m=0.003)
        pull = box((0.1, 0.014, 0.01), "handles", at_m=(0, y + 0.026, tall - 0.045))
        return [*legs, *rails, box((2 * x, 0.02, 0.06), "frame", at_m=(0, -y, tall - 0.06)), drawer, pull]
    if style == "drawers":
        return [*_drawers(side * (wide / 2 - DRAWERS_M / 2 - 0.01), deep, tall, 3), panel, back]
    if style == "two_drawers":
        sides = (s * (wide / 2 - DRAWERS_M / 2 - 0.01) for s in (-1, 1))
        return [m for n, at in enumerate(sides) for m in _drawers(at, deep, tall, 3 + (n + side) % 2)] + [back]
    if style == "trestles":
        return [m for s in (-1, 1) for m in _trestle(s * (wide / 2 - 0.25), deep, tall)]
    columns = [box((0.07, 0.09, tall - 0.06), "frame", at_m=(s * (x - 0.12), -0.05, 0.03)) for s in (-1, 1)]
    feet = [box((0.07, 0.92 * deep, 0.03), "frame", at_m=(s * (x - 0.12), 0, 0), bevel_m=0.008) for s in (-1, 1)]
    arms = [box((0.05, 0.7 * deep, 0.03), "frame", at_m=(s * (x - 0.12), 0, tall - 0.03)) for s in (-1, 1)]
    return [*columns, *feet, *arms, box((2 * x - 0.3, 0.06, 0.035), "frame", at_m=(0, -0.05, tall - 0.045))]


def _drawers(x: float, deep: float, tall: float, count: int) -> list[Mesh]:
    """A block of drawers, the lowest one the highest."""
    parts = [box((DRAWERS_M, deep - 0.07, tall - 0.03), "frame", at_m=(x, -0.01, 0.03), bevel_m=0.002)]
    shares = [2.0] + [1.0] * (count - 1)
    z, each = 0.04, (tall - 0.05) / sum(shares)
    for n, share in enumerate(shares):
        high = share * each
        parts.append(
            box((DRAWERS_M - 0.012, 0.02, high - 0.008), "front", at_m=(x, deep / 2 - 0.037, z), bevel_m=0.003, piece=40 + n)
        )
        parts.append(box((0.13, 0.016, 0.012), "handles", at_m=(x, deep / 2 - 0.02, z + 0.7 * high), bevel_m=0.004))
        z += high
    return parts


def _trestle(x: float, deep: float, tall: float) -> list[Mesh]:
    legs = [
        tube([(x + sx * 0.17, sy * (deep / 2 - 0.06), 0.0), (x, sy * (deep / 2 - 0.09), tall - 0.02)], 0.018, "frame", sides=6)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    beam = box((0.05, deep - 0.1, 0.05), "frame", at_m=(x, 0, tall - 0.05))
    low = [box((0.26, 0.02, 0.05), "frame", at_m=(x, sy * (deep / 2 - 0.065), 0.14), bevel_m=0.003) for sy in (-1, 1)]
    return [_lifted(m) for m in legs] + [beam, *low]


def _lifted(leg: Mesh) -> Mesh:
    """The same on the floor, where its slanted end would be in it."""
    return shifted(leg, z=-float(leg.vertices_m[:, 2].min()))


def filing_cabinet(
    *,
    key: int,
    width_m: Annotated[float, Range(0.36, 0.9), Metres],
    depth_m: Annotated[float, Range(0.38, 0.7), Metres],
    drawers: Annotated[int, Range(2, 5)],
    each_m: Annotated[float, Range(0.2, 0.36), Metres],
) -> Mesh:
    """A steel cabinet of drawers, one perhaps not quite shut. Slots: body, handles."""
    tall = drawers * each_m + 0.06
    parts = [box((width_m, depth_m - 0.06, tall), "body", at_m=(0, -0.02, 0), bevel_m=0.004)]
    ajar = key % (2 * drawers)  # which one, if it is one of them
    for n in range(drawers):
        z, y = 0.04 + n * each_m, depth_m / 2 - 0.052 + (0.03 if n == ajar else 0.0)
        parts.append(box((width_m - 0.02, 0.02, each_m - 0.012), "body", at_m=(0, y, z), bevel_m=0.004, piece=10 + n))
        parts.append(box((0.12, 0.012, 0.02), "handles", at_m=(0, y + 0.015, z + 0.55 * each_m), bevel_m=0.004))
        parts.append(box((0.07, 0.004, 0.035), "handles", at_m=(0, y + 0.011, z + 0.72 * each_m), bevel_m=0.001))
    return join(parts)


def _top(wide_m: float, deep_m: float, z_m: float) -> dict[str, dict[str, Any]]:
    size = (round(0.94 * wide_m, 4), round(0.92 * deep_m, 4))
    return {"top": {"position_m": (0.0, 0.0, z_m), "size_m": size, "facing": (0.0, 1.0)}}


KINDS = [
    Kind(
        "desk",
        "a desk to work at: on legs, drawers, trestles or lifting columns",
        desk,
        {
            "width_m": Uniform(1.1, 1.65),
            "depth_m": Uniform(0.58, 0.78),
            "height_m": Uniform(0.71, 0.76),
            "style": Choice(("legs", "drawers", "two_drawers", "trestles", "lift"), (3, 3, 1.5, 1.5, 2)),
        },
        "",
        {"top": "wood", "frame": "desk_frame", "front": "wood", "handles": "metal"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["depth_m"]),
            "height": lambda p: p["height_m"],
            "anchors": lambda p: _top(p["width_m"], p["depth_m"], p["height_m"]),
        },
    ),
    Kind(
        "filing_cabinet",
        "a steel cabinet of drawers for files",
        filing_cabinet,
        {"width_m": Uniform(0.4, 0.48), "depth_m": Uniform(0.44, 0.62), "drawers": Integer(2, 4), "each_m": Uniform(0.27, 0.33)},
        "",
        {"body": "enamel", "handles": "metal"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["depth_m"] + 0.03),
            "height": lambda p: p["drawers"] * p["each_m"] + 0.06,
            "anchors": lambda p: _top(p["width_m"], p["depth_m"] - 0.06, round(p["drawers"] * p["each_m"] + 0.06, 4)),
        },
    ),
]
