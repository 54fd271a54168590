"""Chairs without upholstered arms: dining chairs and stools."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING, round_footprint
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, circle, shifted
from synthclips.geometry.soft import cushion, soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")


def chair(
    *,
    key: int,
    width_m: Annotated[float, Range(0.36, 0.56), Metres],
    depth_m: Annotated[float, Range(0.36, 0.56), Metres],
    seat_height_m: Annotated[float, Range(0.4, 0.5), Metres],
    height_m: Annotated[float, Range(0.7, 1.1), Metres],
    back: Literal["slats", "ladder", "panel", "spindles"],
    padded: bool,
) -> Mesh:
    """A chair facing +y. Slots: frame, pad."""
    del key
    x, y, seat = width_m / 2 - 0.025, depth_m / 2 - 0.025, seat_height_m
    lean = 0.075
    parts = [soft_box((width_m, depth_m, 0.03), 0.012, "frame", at_m=(0, 0, seat - 0.03), cells=(2, 2, 1), rounding=1)]
    parts += [
        tube([(s * (x - 0.0), y, 0.0), (s * (x - 0.01), y - 0.02, seat - 0.02)], [0.014, 0.019], "frame", sides=10)
        for s in (-1, 1)
    ]
    parts += [
        tube(
            [(s * x, -y - 0.0, 0.0), (s * x, -y + 0.03, seat), (s * x, -y + 0.03 - lean, height_m)],
            [0.014, 0.019, 0.013],
            "frame",
            sides=10,
        )
        for s in (-1, 1)
    ]
    parts += [tube([(s * x, -y, 0.2), (s * x, y - 0.01, 0.2)], 0.009, "frame", sides=6) for s in (-1, 1)]
    parts += _backrest(back, x, -y + 0.03, lean, seat, height_m)
    made = join(parts)
    made = shifted(made, z=-float(made.vertices_m[:, 2].min()))
    if padded:
        made = join(
            [
                made,
                cushion(
                    (width_m - 0.03, depth_m - 0.05, 0.045),
                    "pad",
                    at_m=(0, 0.01, seat - 0.004),
                    radius_m=0.018,
                    crown_m=0.02,
                    piping_slot="pad",
                    cells=(3, 3, 1),
                ),
            ]
        )
    return made


def _backrest(style: str, x: float, y: float, lean: float, seat: float, top: float) -> list[Mesh]:
    def at(z: float) -> float:
        return y - lean * (z - seat) / (top - seat)

    crest = [
        soft_box((2 * x + 0.02, 0.022, 0.07), 0.01, "frame", at_m=(0, at(top) + 0.004, top - 0.07), cells=(2, 1, 1), rounding=1)
    ]
    if style == "ladder":
        levels = [seat + (top - seat) * f for f in (0.35, 0.6)]
        return crest + [box((2 * x, 0.014, 0.05), "frame", at_m=(0, at(z), z), bevel_m=0.004) for z in levels]
    if style == "panel":
        return [
            *crest,
            soft_box(
                (1.7 * x, 0.018, top - seat - 0.22),
                0.008,
                "frame",
                at_m=(0, at((seat + top) / 2), seat + 0.13),
                cells=(2, 1, 2),
                rounding=1,
            ),
        ]
    count, radius = (5, 0.009) if style == "slats" else (7, 0.006)
    places = [x * 1.6 * (i / (count - 1) - 0.5) for i in range(count)]
    return crest + [
        tube([(p, at(seat) - 0.004, seat - 0.01), (p, at(top), top - 0.05)], radius, "frame", sides=6) for p in places
    ]


def _pouffe(r: float, h: float) -> Mesh:
    """Gores of cloth sewn together with cords from a band at its foot to the button on its flat top. Slots: pad, frame."""
    outline = [(0.93, 0.06), (1.0, 0.24), (1.0, 0.6), (0.95, 0.8), (0.84, 0.91), (0.64, 0.965), (0.4, 0.972), (0.1, 0.95)]
    shape = [(a * r, b * h) for a, b in outline]
    parts = [lathe([(0, 0.02), (0.88 * r, 0.02), *shape, (0, 0.945 * h)], "pad", sides=32)]
    parts.append(cylinder(0.9 * r, 0.03, "frame", sides=32))
    rim = circle(8)[:-1]
    parts += [tube([(0.985 * a * x, 0.985 * a * y, z) for a, z in shape], 0.006, "pad", sides=5) for x, y in rim]
    parts.append(cylinder(0.09 * r, 0.016, "pad", at_m=(0, 0, 0.945 * h), sides=14))
    ring = circle(32)[:-1]
    parts.append(tube(np.column_stack([0.845 * r * ring, np.full(32, 0.915 * h)]), 0.006, "pad", sides=5, closed=True))
    return join(parts)


def stool(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.14, 0.35), Metres],
    height_m: Annotated[float, Range(0.3, 0.5), Metres],
    style: Literal["pouffe", "stool"],
) -> Mesh:
    """A round pouffe or a three-legged stool. Slots: pad, frame."""
    del key
    r, h = radius_m, height_m
    if style == "pouffe":
        return _pouffe(r, h)
    top = lathe([(0, h - 0.035), (0.9 * r, h - 0.035), (r, h - 0.02), (0.96 * r, h), (0, h - 0.008)], "frame", sides=28)
    legs = [
        tube([(0.86 * r * x, 0.86 * r * y, 0.004), (0.6 * r * x, 0.6 * r * y, h - 0.03)], [0.012, 0.017], "frame", sides=8)
        for x, y in ((0, 1), (0.866, -0.5), (-0.866, -0.5))
    ]
    made = join([top, *legs])
    return shifted(made, z=max(0.0, -float(made.vertices_m[:, 2].min())))


def _seat(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    z = p["seat_height_m"] + (0.05 if p["padded"] else 0.0)
    return {"seat": {"position_m": (0.0, 0.0, round(z, 4)), "size_m": (p["width_m"], p["depth_m"]), "facing": (0.0, 1.0)}}


TRAITS: dict[str, Any] = {
    **STANDING,
    "footprint": lambda p: (p["width_m"] + 0.02, p["depth_m"] + 0.12),
    "height": lambda p: p["height_m"] + 0.02,
    "anchors": _seat,
}
CHAIR = {
    "width_m": Uniform(0.4, 0.48),
    "depth_m": Uniform(0.4, 0.48),
    "seat_height_m": Uniform(0.44, 0.47),
    "height_m": Uniform(0.82, 1.0),
    "back": Choice(("slats", "ladder", "panel", "spindles")),
    "padded": Choice((True, False)),
}
KINDS = [
    Kind(
        "dining_chair",
        "a wooden chair",
        chair,
        CHAIR,
        "chair",
        {"frame": "wood", "pad": "couch_fabric"},
        {**TRAITS, "tucks_m": 0.2},
    ),
    Kind(
        "stool",
        "a pouffe or a low stool",
        stool,
        {"radius_m": Uniform(0.19, 0.28), "height_m": Uniform(0.34, 0.44), "style": Choice(("pouffe", "stool"))},
        "",
        {"pad": "couch_fabric", "frame": "wood"},
        {
            **TRAITS,
            "footprint": round_footprint,
            "height": lambda p: p["height_m"] + 0.002,
            "anchors": lambda p: {
                "seat": {
                    "position_m": (0.0, 0.0, p["height_m"]),
                    "size_m": (1.4 * p["radius_m"], 1.4 * p["radius_m"]),
                    "facing": (0.0, 1.0),
                }
            },
        },
    ),
]
