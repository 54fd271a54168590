"""What hangs from the ceiling: lamps. Local z = 0 is the lowest point; the top, at their height, is the ceiling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.lamp import shade
from synthclips.catalog.furniture.traits import HANGING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.sweeps import cylinder, lathe
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
BOWL = ((0.0, 0.0), (0.35, 0.03), (0.62, 0.12), (0.82, 0.3), (0.95, 0.58), (1.0, 0.85), (1.0, 1.0))  # of radius, of height


def ceiling_lamp(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.1, 0.35), Metres],
    drop_m: Annotated[float, Range(0.1, 0.8), Metres],
    style: Literal["bowl", "drum", "globe"],
) -> Mesh:
    """An opal bowl under the ceiling, or a shade on a cord. Slots: stem, shade."""
    del key
    if style == "bowl":
        tall = _shade_height_m({"radius_m": radius_m, "drop_m": drop_m, "style": style})
        opal = lathe([(radius_m * r, tall * z) for r, z in BOWL], "shade", sides=28)
        return join([opal, cylinder(radius_m + 0.012, 0.025, "stem", at_m=(0, 0, tall - 0.004), sides=28)])
    tall = _shade_height_m({"radius_m": radius_m, "drop_m": drop_m, "style": style})
    parts = [shade(style, radius_m, tall, 0.0), cylinder(0.02, 0.07, "stem", at_m=(0, 0, tall - 0.03))]
    parts += [cylinder(0.004, drop_m, "stem", at_m=(0, 0, tall + 0.03)), cylinder(0.05, 0.03, "stem", at_m=(0, 0, tall + drop_m))]
    return join(parts)


def _shade_height_m(p: Mapping[str, Any]) -> float:
    return float({"bowl": 0.12, "drum": 0.75 * p["radius_m"] + 0.06, "globe": 1.6 * p["radius_m"]}[p["style"]])


def _height_m(p: Mapping[str, Any]) -> float:
    return _shade_height_m(p) + (0.021 if p["style"] == "bowl" else p["drop_m"] + 0.03)


def _bulb(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    opening = {"bowl": 0.0, "globe": 0.0, "drum": 1.0}[p["style"]]
    middle = (0.0, 0.0, round(0.5 * _shade_height_m(p), 4))
    return {"bulb": {"position_m": middle, "size_m": (0.05, 0.05), "facing": (0.0, 1.0), "opening_rad": opening}}


def _footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    wide = 2 * max(p["radius_m"] + 0.012, 0.8 * p["radius_m"] + 0.02) + 0.004
    return wide, wide


KINDS = [
    Kind(
        "ceiling_lamp",
        "a bowl under the ceiling, or a shade on a cord",
        ceiling_lamp,
        {
            "radius_m": Uniform(0.15, 0.24),
            "drop_m": Uniform(0.2, 0.4),
            "style": Choice(("bowl", "drum", "globe"), (3, 2, 1)),
        },
        "",
        {"stem": "metal", "shade": "shade"},
        {**HANGING, "footprint": _footprint, "height": _height_m, "anchors": _bulb},
    ),
]
