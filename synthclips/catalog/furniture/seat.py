"""Upholstered seats: couches and armchairs, from slim Scandinavian to winged and rolled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.catalog.furniture.upholstery import arms_of, back_cushions, back_of, base, feet, seat_cushions, skirt
from synthclips.geometry.mesh import Mesh, join
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
ARM_SHARE = {"square": 1.0, "rolled": 1.15, "slim": 0.55, "wing": 0.85, "wood": 0.4, "none": 0.0}


def seat(
    *,
    key: int,
    width_m: Annotated[float, Range(0.6, 2.8), Metres],
    depth_m: Annotated[float, Range(0.65, 1.1), Metres],
    back_height_m: Annotated[float, Range(0.62, 1.15), Metres],
    seat_height_m: Annotated[float, Range(0.36, 0.5), Metres],
    arm_height_m: Annotated[float, Range(0.48, 0.75), Metres],
    arm_width_m: Annotated[float, Range(0.05, 0.3), Metres],
    arms: Literal["square", "rolled", "slim", "wing", "wood", "none"],
    back: Literal["loose", "tight", "tufted", "camel", "pillows"],
    legs: Literal["block", "tapered", "metal", "skirt", "none"],
    cushions: Annotated[int, Range(1, 4)],
    piping: bool,
    softness: Annotated[float, Range(0.0, 1.0)],
) -> Mesh:
    """A couch or armchair, origin under its middle, facing +y. Slots: fabric, cushions, legs, frame (wooden arms)."""
    stream = Stream(key)
    arm = arm_width_m * ARM_SHARE[arms]
    leg = {"block": 0.09, "tapered": 0.13, "metal": 0.12, "skirt": 0.02, "none": 0.015}[legs]
    inner = width_m - 2 * arm
    thick = 0.13 + 0.05 * softness
    back_thick = 0.17 if back in ("loose", "pillows") else 0.24
    parts = [base(width_m, depth_m, leg, seat_height_m - thick, arms)]
    parts += feet(width_m, depth_m, leg, legs)
    parts += seat_cushions(inner, depth_m, back_thick, seat_height_m, thick, cushions, piping, softness, stream)
    parts += arms_of(arms, width_m, depth_m, arm, arm_height_m, leg, back_height_m, softness)
    parts.append(back_of(back, inner if arms == "none" else inner + arm, depth_m, back_thick, back_height_m, leg, stream))
    if back in ("loose", "pillows"):
        parts += back_cushions(back, inner, depth_m, back_thick, seat_height_m, back_height_m, cushions, piping, softness, stream)
    if legs == "skirt":
        parts.append(skirt(width_m, depth_m, seat_height_m - thick))
    return join(parts)


def _footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    return p["width_m"] + 0.02, p["depth_m"] + 0.05


def _anchors(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    thick = 0.19 if p["back"] in ("loose", "pillows") else 0.0
    back = (0.17 if thick else 0.24) + thick
    inner = p["width_m"] - 2 * p["arm_width_m"] * ARM_SHARE[p["arms"]]
    middle = p["depth_m"] / 2 - (p["depth_m"] - back) / 2
    return {
        "seat": {
            "position_m": (0.0, round(middle, 4), round(p["seat_height_m"] + 0.55 * (0.012 + 0.03 * p["softness"]), 4)),
            "size_m": (round(inner, 4), round(p["depth_m"] - back, 4)),
            "facing": (0.0, 1.0),
        }
    }


TRAITS: dict[str, Any] = {
    **STANDING,
    "footprint": _footprint,
    "height": lambda p: p["back_height_m"] + 0.14,
    "anchors": _anchors,
}
COUCH = {
    "width_m": Uniform(1.45, 2.35),
    "depth_m": Uniform(0.84, 0.98),
    "back_height_m": Uniform(0.74, 0.92),
    "seat_height_m": Uniform(0.42, 0.48),
    "arm_height_m": Uniform(0.54, 0.66),
    "arm_width_m": Uniform(0.14, 0.24),
    "arms": Choice(("square", "rolled", "slim", "none", "wood"), (4, 3, 3, 0.4, 0.8)),
    "back": Choice(("loose", "tight", "tufted", "camel", "pillows"), (5, 2, 1.6, 1, 2)),
    "legs": Choice(("block", "tapered", "metal", "skirt", "none"), (3, 5, 2, 0.3, 0.3)),
    "cushions": Choice((1, 2, 3), (1, 3, 4)),
    "piping": Choice((True, False), (2, 3)),
    "softness": Uniform(0.2, 1.0),
}
ARMCHAIR = {
    **COUCH,
    "width_m": Uniform(0.72, 1.0),
    "depth_m": Uniform(0.76, 0.92),
    "back_height_m": Uniform(0.74, 0.98),
    "cushions": 1,
    "arms": Choice(("square", "rolled", "slim", "wing", "wood"), (3, 2, 2, 3, 3)),
    "back": Choice(("loose", "tight", "tufted", "camel"), (3, 4, 2, 1)),
    "arm_width_m": Uniform(0.13, 0.2),
    "legs": Choice(("block", "tapered", "metal", "skirt"), (2, 6, 1, 0.2)),
}
CLOTHS = {"fabric": "couch_fabric", "cushions": "couch_fabric", "legs": "legs", "frame": "legs"}

KINDS = [
    Kind(
        "couch",
        "a sofa for two to four: rolled, square, slim or wooden arms; loose, tight, tufted or camel back",
        seat,
        COUCH,
        "couch",
        CLOTHS,
        TRAITS,
    ),
    Kind(
        "armchair",
        "an easy chair: club, wingback, wood-armed, tufted",
        seat,
        ARMCHAIR,
        "chair",
        CLOTHS,
        TRAITS,
    ),
]
