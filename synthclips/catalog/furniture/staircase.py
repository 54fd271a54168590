"""A straight flight of stairs along a wall: treads, risers, strings, newel post, balusters, handrail, perhaps a carpet runner.

Its origin is under its middle, its back (local -y) at the wall; it rises to the right or left of who looks at its balusters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import Vec, box, mirrored_x, shifted, turned
from synthclips.geometry.sweeps import extrude, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
RISER_M = 0.19  # about: the rise is shared evenly
TREAD_M, NOSING_M, STRING_M = 0.032, 0.025, 0.035
POST_M = 0.05  # that the newel post stands out in front
RAIL_M = 0.9  # over the edges of the treads
STOREY_M = 0.28  # from the ceiling to the floor above
HEADROOM_M = 2.0


def staircase(
    *,
    key: int,
    rise_m: Annotated[float, Range(0.5, 4.2), Metres],
    going_m: Annotated[float, Range(0.2, 0.32), Metres],
    width_m: Annotated[float, Range(0.65, 1.3), Metres],
    balusters: Literal["square", "turned", "metal", "boards"],
    underside: Literal["open", "panelled"],
    carpet: bool,
    rises_to: Literal["right", "left"],
) -> Mesh:
    """A flight up to a floor at `rise_m`. Slots: tread, riser, string, baluster, rail, carpet."""
    del key
    count, riser = _steps(rise_m)
    slope, half = riser / going_m, (count - 1) * going_m / 2
    front = width_m / 2 - STRING_M / 2
    parts = [mesh for k in range(count - 1) for mesh in _step(k, riser, going_m, width_m, half, underside, carpet)]
    parts += [_string(slope, half, riser, y) for y in (-front, front)]
    if underside == "panelled":
        parts += _panels(slope, half, front)
    parts += [_newel(-half - 0.01, front, riser + 0.12, balusters), *_rail(slope, half, riser, front, balusters)]
    for k in range(count - 1):
        parts += _balusters(k, slope, riser, going_m, half, front, balusters)
    flight = shifted(join(parts), y=-POST_M / 2)
    return flight if rises_to == "left" else mirrored_x(flight)


def _steps(rise_m: float) -> tuple[int, float]:
    """How many risers, and how high each."""
    count = max(2, round(rise_m / RISER_M))
    return count, rise_m / count


def _step(k: int, riser: float, going: float, width: float, half: float, underside: str, carpet: bool) -> list[Mesh]:
    """The k-th tread with its nosing, and the riser under it."""
    x, z, inner = -half + k * going, (k + 1) * riser, width - 2 * STRING_M
    long = going + NOSING_M + 0.02
    made = [box((long, inner, TREAD_M), "tread", at_m=(x - NOSING_M + long / 2, 0, z - TREAD_M), bevel_m=0.008, piece=k)]
    if underside == "panelled" or k == 0:
        made.append(box((0.018, inner, riser - TREAD_M), "riser", at_m=(x + 0.009, 0, z - riser), bevel_m=0, piece=k))
    if carpet:
        wide = 0.68 * inner
        made.append(
            box((long + 0.006, wide, 0.012), "carpet", at_m=(x - NOSING_M - 0.005 + long / 2, 0, z), bevel_m=0.005, piece=k)
        )
        made.append(box((0.012, wide, riser), "carpet", at_m=(x - 0.006, 0, z - riser), bevel_m=0.004, piece=90 + k))
    return made


def _board(profile: list[tuple[float, float]], thick: float, slot: str, y: float, piece: int) -> Mesh:
    """A board in the plane of x and z, given by its outline counter-clockwise seen from -y."""
    return shifted(turned(extrude([(-x, z) for x, z in reversed(profile)], thick, slot, piece=piece), "z", math.pi / 2), y=y)


def _string(slope: float, half: float, riser: float, y: float) -> Mesh:
    """The board that carries the ends of the treads, from the floor to the floor above."""
    low, over, under = -half - 0.04, riser + 0.06, 0.19
    top = 2 * half * slope
    outline = [(low, 0.0), (-half + under / slope, 0.0), (half, top - under), (half, top + over), (low, over)]
    return _board(outline, STRING_M, "string", y, 300)


def _panels(slope: float, half: float, front: float) -> list[Mesh]:
    """The side under the string closed to the floor: broad boards that meet, before one large board."""
    start, wide, y = -half + 0.19 / slope, 0.5, front - 0.004
    made = [_board([(start, 0.0), (half, 0.0), (half, 2 * half * slope - 0.17)], 0.006, "string", y, 309)]
    for k in range(int((half - start) / wide)):
        a, b = start + k * wide, start + (k + 1) * wide
        tops = [max(0.01, slope * (x + half) - 0.17) for x in (a, b)]
        made.append(_board([(a, 0.0), (b, 0.0), (b, tops[1]), (a, tops[0])], 0.018, "string", y, 310 + k))
    return [*made, box((0.02, 2 * front, 2 * half * slope - 0.2), "string", at_m=(half - 0.01, 0, 0), bevel_m=0)]


def _newel(x: float, y: float, foot: float, style: str) -> Mesh:
    """The post at the foot of the rail."""
    tall = foot + RAIL_M
    if style == "turned":
        profile = [(0.03, 0.42), (0.044, 0.46), (0.03, 0.5), (0.04, 0.62), (0.034, 0.8), (0.044, 0.85), (0.03, 0.9)]
        parts = [box((0.09, 0.09, 0.42), "rail", at_m=(x, y, 0), bevel_m=0.006), lathe(profile, "rail", at_m=(x, y, 0), sides=14)]
        parts.append(box((0.09, 0.09, tall - 0.88), "rail", at_m=(x, y, 0.88), bevel_m=0.006))
        knob = [(0.0, 0.0), (0.03, 0.0), (0.05, 0.035), (0.045, 0.07), (0.02, 0.095), (0.0, 0.1)]
        return join([*parts, lathe(knob, "rail", at_m=(x, y, tall), sides=14)])
    side = 0.05 if style == "metal" else 0.09
    cap = box((side + 0.03, side + 0.03, 0.025), "rail", at_m=(x, y, tall), bevel_m=0.008)
    return join([box((side, side, tall), "rail", at_m=(x, y, 0), bevel_m=0.005), cap])


def _rail(slope: float, half: float, riser: float, y: float, style: str) -> list[Mesh]:
    """The handrail from the newel post up along the slope; boards run below it where there are no balusters."""
    ends = [(x, y, riser + slope * (x + half) + RAIL_M) for x in (-half, half)]
    made = [tube(ends, 0.024 if style == "metal" else 0.032, "rail", sides=10, piece=320)]
    if style == "boards":
        for k, drop in enumerate((0.2, 0.42, 0.64)):
            low, high = (z - drop for _, _, z in ends)
            outline = [(-half, low - 0.06), (half, high - 0.06), (half, high + 0.06), (-half, low + 0.06)]
            made.append(_board(outline, 0.022, "baluster", y, 330 + k))
    return made


def _balusters(k: int, slope: float, riser: float, going: float, half: float, y: float, style: str) -> list[Mesh]:
    """Two on the string over the k-th tread; none where boards run along the slope."""
    made: list[Mesh] = []
    if style == "boards":
        return made
    for share in (0.25, 0.75):
        x = -half + (k + share) * going
        foot, top = slope * (x + half) + riser + 0.05, slope * (x + half) + riser + RAIL_M
        made.append(_baluster((x, y, foot), top - foot, style))
    return made


def _baluster(at: Vec, tall: float, style: str) -> Mesh:
    if style == "metal":
        return tube([at, (at[0], at[1], at[2] + tall)], 0.007, "baluster", sides=6)
    if style == "square":
        return box((0.032, 0.032, tall), "baluster", at_m=at, bevel_m=0.003)
    shape = (
        (0.0, 0.016),
        (0.18, 0.016),
        (0.2, 0.022),
        (0.24, 0.012),
        (0.45, 0.02),
        (0.72, 0.012),
        (0.78, 0.021),
        (0.82, 0.015),
        (1.0, 0.015),
    )
    return lathe([(r, t * tall) for t, r in shape], "baluster", at_m=at, sides=8, grain_up=True)


def _length_m(p: Mapping[str, Any]) -> float:
    return float((_steps(p["rise_m"])[0] - 1) * p["going_m"])


def _well(p: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """The hole that heads need in the ceiling: x0, y0, x1, y1 in the item's own frame."""
    half, riser = _length_m(p) / 2, _steps(p["rise_m"])[1]
    start = -half + max(0.0, p["rise_m"] - STOREY_M - HEADROOM_M - riser) * p["going_m"] / riser
    end = half + NOSING_M + 0.005
    x0, x1 = (start, end) if p["rises_to"] == "left" else (-end, -start)
    deep = (p["width_m"] + POST_M) / 2
    return x0, -deep, x1, deep


KINDS = [
    Kind(
        "staircase",
        "a straight flight of stairs along a wall",
        staircase,
        {
            "rise_m": Uniform(2.6, 3.0),
            "going_m": Uniform(0.23, 0.27),
            "width_m": Uniform(0.78, 0.92),
            "balusters": Choice(("square", "turned", "metal", "boards"), (3, 3, 2, 1)),
            "underside": Choice(("open", "panelled"), (1, 2)),
            "carpet": Choice((True, False)),
            "rises_to": Choice(("right", "left")),
        },
        "",
        {"tread": "wood", "riser": "trim", "string": "trim", "baluster": "trim", "rail": "wood", "carpet": "stair_carpet"},
        {
            **STANDING,
            "footprint": lambda p: (_length_m(p) + 0.14, p["width_m"] + POST_M),
            "height": lambda p: p["rise_m"] + RAIL_M + 0.1,
            "well": _well,
            "storey_m": STOREY_M,
        },
    ),
]
