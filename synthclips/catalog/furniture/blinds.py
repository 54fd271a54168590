"""Blinds before windows: slats on ladders of cord that tilt (Venetian), or a cloth on a roller; light goes between the slats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HUNG
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.sweeps import cylinder
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
BESIDE_M, ABOVE_M, OVER_SILL_M = 0.05, 0.05, 0.022  # past the window; and off its sill board
OFF_M = 0.022  # of the slats from the wall: clear of the window's casing
PITCH = 0.84  # of a slat's width, from one to the next
RAIL_M, FOOT_M = 0.045, 0.016  # heights of the rail above and the one below
CORD_M, WAND_M = 0.0024, 0.0045
CHAIN_M = 0.7
PILED_M = 0.0034  # from slat to slat
TUBE_M = 0.021


def venetian_blind(
    *,
    key: int,
    window_width_m: Annotated[float, Range(0.3, 4.0), Metres],
    window_top_m: Annotated[float, Range(0.8, 2.9), Metres],
    sill_m: Annotated[float, Range(0.0, 2.0), Metres],
    slat_m: Annotated[float, Range(0.02, 0.1), Metres],
    tilt_rad: Annotated[float, Range(-1.3, 1.3), Unit("rad")],
    lowered: Annotated[float, Range(0.05, 1.0)],
) -> Mesh:
    """Origin on the floor in the wall's plane. Slats turn their inner edge down by `tilt_rad`. Slots: slat, rail, cord.

    lowered: share of the window; the slats that it takes no more lie on the foot.
    """
    stream = Stream(key)
    wide, y = window_width_m + 2 * BESIDE_M, depth_of(slat_m)
    levels, foot = slats(window_top_m, sill_m, slat_m, lowered)
    thick = 0.0028 if slat_m > 0.035 else 0.0012  # wood or metal
    slat = turned(box((wide, slat_m, thick), "slat", at_m=(0, 0, -thick / 2), bevel_m=0, piece=1), "x", -tilt_rad)
    parts = [shifted(slat, 0, y, z) for z in levels]
    pile = pile_m({"window_top_m": window_top_m, "sill_m": sill_m, "slat_m": slat_m, "lowered": lowered})
    if pile > 0.0:  # as one: its gaps are a millimetre
        parts.append(box((wide, slat_m, pile), "slat", at_m=(0, y, foot + FOOT_M), bevel_m=0.001))
    parts.append(box((wide, 0.9 * slat_m, FOOT_M), "rail", at_m=(0, y, foot)))
    top = window_top_m + ABOVE_M - RAIL_M
    parts.append(box((wide + 0.01, max(slat_m, 0.035), RAIL_M), "rail", at_m=(0, y, top)))
    for x in _ladders(wide):
        for edge in (-1, 1):
            off = y + edge * (slat_m / 2 * np.cos(tilt_rad) + CORD_M)
            parts.append(box((CORD_M, CORD_M, top - foot), "cord", at_m=(x, off, foot), bevel_m=0))
    side = -1 if stream.chance(0.5) else 1
    long = (0.45 + 0.2 * stream.unit()) * (window_top_m - sill_m)
    wand = cylinder(WAND_M, long, "cord", sides=6)
    parts.append(shifted(wand, side * (wide / 2 - 0.09), y + slat_m / 2 + 0.012, top - long))
    return join(parts)


def depth_of(slat_m: float) -> float:
    """How far the slats' middle hangs before the wall."""
    return OFF_M + slat_m / 2


def slats(window_top_m: float, sill_m: float, slat_m: float, lowered: float) -> tuple[list[float], float]:
    """Heights of the slats that hang, from above, and of the foot's lower side."""
    start = window_top_m + ABOVE_M - RAIL_M - 0.5 * slat_m
    lowest = sill_m + OVER_SILL_M
    foot = lowest + (1.0 - lowered) * (window_top_m - lowest - 0.1)
    pitch = PITCH * slat_m
    clear = foot + FOOT_M + 0.6 * slat_m
    whole = int((start - lowest - FOOT_M - 0.6 * slat_m) / pitch) + 1
    hanging = max(1, int((start - clear) / pitch) + 1)
    pile = PILED_M * (whole - hanging)
    hanging = max(1, int((start - clear - pile) / pitch) + 1)
    return [start - k * pitch for k in range(hanging)], foot


def pile_m(params: Mapping[str, Any]) -> float:
    """How high slats lie on the foot that hang no more."""
    whole, hanging = (
        len(slats(params["window_top_m"], params["sill_m"], params["slat_m"], share)[0]) for share in (1.0, params["lowered"])
    )
    return max(0, whole - hanging) * PILED_M


def _ladders(wide: float) -> list[float]:
    """Where along it cords hold the slats."""
    count = max(2, round(wide / 0.6))
    return [float(x) for x in np.linspace(-0.5, 0.5, count) * (wide - 0.3)]


def roller_blind(
    *,
    key: int,
    window_width_m: Annotated[float, Range(0.3, 4.0), Metres],
    window_top_m: Annotated[float, Range(0.8, 2.9), Metres],
    sill_m: Annotated[float, Range(0.0, 2.0), Metres],
    lowered: Annotated[float, Range(0.05, 1.0)],
) -> Mesh:
    """A cloth on a roller over a window, a bar in its hem, a chain beside it. Slots: cloth, rail, cord."""
    stream = Stream(key)
    wide, top = window_width_m + 2 * BESIDE_M, window_top_m + ABOVE_M
    lowest = sill_m + OVER_SILL_M
    foot = lowest + (1.0 - lowered) * (window_top_m - lowest - 0.1)
    y, axis = OFF_M + TUBE_M, top - TUBE_M
    tube = turned(cylinder(TUBE_M, wide - 0.03, "cloth", sides=14), "y", np.pi / 2)
    parts = [shifted(tube, -(wide - 0.03) / 2, y, axis)]
    sheet = OFF_M + 0.004  # the cloth comes down behind the roller
    parts.append(box((wide - 0.04, 0.0016, axis - foot), "cloth", at_m=(0, sheet, foot), bevel_m=0))
    parts.append(box((wide - 0.04, 0.009, 0.024), "rail", at_m=(0, sheet, foot - 0.004)))
    bracket = (0.012, 2 * TUBE_M + OFF_M, 2 * TUBE_M + 0.01)
    parts += [box(bracket, "rail", at_m=(s * wide / 2, bracket[1] / 2, axis - bracket[2] / 2)) for s in (-1, 1)]
    side = -1 if stream.chance(0.5) else 1
    for off in (-TUBE_M, TUBE_M):
        parts.append(box((0.004, 0.004, CHAIN_M), "cord", at_m=(side * (wide / 2 - 0.012), y + off, axis - CHAIN_M), bevel_m=0))
    return join(parts)


def _footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    return p["window_width_m"] + 2 * BESIDE_M + 0.012, max(0.09, OFF_M + p.get("slat_m", 0.0) + 0.02)


WINDOW = {"window_width_m": Uniform(1.0, 1.8), "window_top_m": Uniform(2.0, 2.2), "sill_m": Uniform(0.85, 0.95)}
TRAITS = {**HUNG, "footprint": _footprint, "height": lambda p: p["window_top_m"] + ABOVE_M + 0.005}

KINDS = [
    Kind(
        "venetian_blind",
        "a blind of slats that tilt",
        venetian_blind,
        {
            **WINDOW,
            "slat_m": Choice((0.05, 0.063), (3, 1)),
            "tilt_rad": Uniform(0.0, 0.6),
            "lowered": Uniform(0.6, 1.0),
        },
        "",
        {"slat": "blind_slats", "rail": "blind_slats", "cord": "blind_cord"},
        {**TRAITS, "veils": True},
    ),
    Kind(
        "roller_blind",
        "a cloth blind on a roller",
        roller_blind,
        {**WINDOW, "lowered": Uniform(0.12, 0.7)},
        "",
        {"cloth": "blind_cloth", "rail": "blind_rail", "cord": "blind_cord"},
        TRAITS,
    ),
]
