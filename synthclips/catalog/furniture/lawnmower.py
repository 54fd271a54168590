"""A lawnmower: a painted deck on four wheels, its engine or motor's hood, a bag for the grass and a handle in a U."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
DECK_Y_M = -0.1  # where the deck's middle stands along the mower
WHEELS_M = ((-1, 0.092), (1, 0.118))  # front and rear: which way from the middle, radius
TYRE_M = 0.046


def lawnmower(
    *,
    key: int,
    width_m: Annotated[float, Range(0.35, 0.6), Metres],
    style: Literal["petrol", "electric"],
) -> Mesh:
    """A lawnmower, its handle towards +y. Slots: deck, dark, steel, hub, bag."""
    del key
    parts = [*_deck(width_m), *_wheels(width_m), *(_engine if style == "petrol" else _hood)(width_m)]
    made = join([*parts, *_bag(width_m), *_handle(width_m)])
    return shifted(made, y=-float(made.vertices_m[:, 1].min() + made.vertices_m[:, 1].max()) / 2)


def _deck(w: float) -> list[Mesh]:
    """The pressed hood over the blade: a skirt between the wheels, a shoulder that narrows upwards, a rail round its foot."""
    wide, long = w - 0.045, 1.1 * w
    return [
        soft_box((wide, long, 0.12), 0.05, "deck", at_m=(0, DECK_Y_M, 0.055), cells=(2, 2, 1)),
        soft_box((wide + 0.012, long + 0.012, 0.022), 0.01, "dark", at_m=(0, DECK_Y_M, 0.05), cells=(1, 1, 1), rounding=1),
        soft_box((0.86 * wide, 0.86 * long, 0.09), 0.04, "deck", at_m=(0, DECK_Y_M, 0.145), bend=_narrower, cells=(2, 2, 1)),
    ]


def _narrower(points: F64) -> F64:
    """A block drawn in towards its top."""
    out = points.copy()
    up = (points[:, 2] - points[:, 2].min()) / np.ptp(points[:, 2])
    out[:, :2] *= (1 - 0.22 * up)[:, None]
    return out


def _engine(w: float) -> list[Mesh]:
    """A petrol engine: its block, the starter's round cover in the deck's colour, a tank, an exhaust, the air filter."""
    y, z = DECK_Y_M - 0.04, 0.225
    r = 0.2 * w
    ribs = [cylinder(1.08 * r, 0.006, "steel", at_m=(0, y, z + 0.014 * k + 0.012), sides=20) for k in range(4)]
    return [
        cylinder(1.02 * r, 0.1, "dark", at_m=(0, y, z), sides=20),
        *ribs,
        cylinder(1.15 * r, 0.055, "deck", at_m=(0, y, z + 0.085), top_m=0.85 * r, sides=24),
        cylinder(0.55 * r, 0.016, "dark", at_m=(0, y, z + 0.139), sides=18),
        cylinder(0.18 * r, 0.012, "steel", at_m=(0, y, z + 0.153), sides=10),
        soft_box((0.16, 0.11, 0.1), 0.03, "hub", at_m=(0.14 * w, y + 1.2 * r, z + 0.005), cells=(1, 1, 1)),
        cylinder(0.026, 0.022, "dark", at_m=(0.14 * w, y + 1.2 * r, z + 0.103), sides=14),
        soft_box((0.07, 0.1, 0.06), 0.015, "steel", at_m=(-0.27 * w, y - 0.03, z + 0.01), cells=(1, 1, 1)),
        soft_box((0.08, 0.09, 0.07), 0.02, "dark", at_m=(0.26 * w, y - 0.05, z + 0.02), cells=(1, 1, 1)),
    ]


def _hood(w: float) -> list[Mesh]:
    """An electric motor's hood: dark below with louvres, the deck's colour on top."""
    y, z = DECK_Y_M - 0.03, 0.215
    parts = [
        soft_box((0.56 * w, 0.68 * w, 0.09), 0.035, "dark", at_m=(0, y, z), cells=(2, 2, 1)),
        soft_box((0.52 * w, 0.62 * w, 0.075), 0.035, "deck", at_m=(0, y, z + 0.07), bend=_narrower, cells=(2, 2, 1)),
        box((0.2 * w, 0.3 * w, 0.008), "dark", at_m=(0, y, z + 0.141), bevel_m=0.003),
    ]
    louvres = [
        box((0.006, 0.4 * w, 0.008), "hub", at_m=(s * 0.281 * w, y, z + 0.025 + 0.02 * k), bevel_m=0.001)
        for s in (-1, 1)
        for k in range(2)
    ]
    return parts + louvres


def _bag(w: float) -> list[Mesh]:
    """The grass bag behind the deck: cloth that hangs from a frame, under a dark lid with a grip."""
    y, wide, long, tall = DECK_Y_M + 0.57 * w + 0.19, 0.74 * w, 0.38, 0.25

    def hanging(points: F64) -> F64:
        out = points.copy()
        up = points[:, 2] / tall + 0.5
        out[:, 0] *= 0.86 + 0.14 * up
        out[:, 1] *= 0.84 + 0.16 * up
        out[:, 2] -= 0.02 * (1 - up) * (1 - (points[:, 1] / long * 2) ** 2)
        return out

    grip = [(0, y - 0.06, tall + 0.18), (0, y - 0.05, tall + 0.235), (0, y + 0.05, tall + 0.235), (0, y + 0.06, tall + 0.18)]
    return [
        soft_box((wide, long, tall), 0.05, "bag", at_m=(0, y, 0.14), cells=(2, 3, 3), bend=hanging),
        soft_box((wide + 0.02, long + 0.02, 0.03), 0.012, "dark", at_m=(0, y, 0.13 + tall), cells=(1, 1, 1)),
        tube(grip, 0.012, "dark", sides=6),
        soft_box((0.66 * w, 0.06, 0.16), 0.025, "deck", at_m=(0, DECK_Y_M + 0.52 * w, 0.15), cells=(1, 1, 1)),
    ]


def _handle(w: float) -> list[Mesh]:
    """Two bars up to a bow with a grip, braced half way, the bail before the bow, a knob at each fold, a cable."""
    x, y = 0.43 * w, 0.2 * w
    foot, fold, top = (y, 0.17), (0.5, 0.66), (0.78, 0.985)
    parts = []
    for s in (-1, 1):
        parts.append(tube([(s * x, *foot), (s * x, *fold)], 0.013, "steel", sides=8))
        knob = turned(cylinder(0.026, 0.03, "dark", sides=12), "y", math.pi / 2)
        parts.append(shifted(knob, s * (x + 0.012) - 0.015, *fold))
        parts.append(box((0.03, 0.09, 0.05), "dark", at_m=(s * x, foot[0], 0.15), bevel_m=0.008))
    bow = [(-x, *fold), (-x, 0.72, 0.915), (-0.8 * x, *top), (0.8 * x, *top), (x, 0.72, 0.915), (x, *fold)]
    bail = [(-x, 0.66, 0.85), (-0.86 * x, 0.71, 0.975), (0.86 * x, 0.71, 0.975), (x, 0.66, 0.85)]
    between = (0.5 * (foot[0] + fold[0]), 0.5 * (foot[1] + fold[1]) + 0.07)
    cable = [(x, 0.66, 0.83), (x - 0.03, 0.52, 0.62), (0.7 * x, between[0] - 0.05, between[1] - 0.1), (0.3 * x, DECK_Y_M, 0.3)]
    return [
        *parts,
        tube(bow, 0.0135, "steel", sides=8),
        tube([(-0.76 * x, *top), (0.76 * x, *top)], 0.02, "dark", sides=8),
        tube(bail, 0.008, "deck", sides=6),
        tube([(-x, *fold), (x, *fold)], 0.01, "steel", sides=6),
        tube(cable, 0.005, "dark", sides=5),
    ]


def _wheels(w: float) -> list[Mesh]:
    """Four tyres outside the deck's corners, each on a bright rim with a dark cap."""
    parts = []
    for side in (-1, 1):
        middle = side * (w / 2 + 0.012)
        for way, r in WHEELS_M:
            for radius, long, slot in ((r, TYRE_M, "dark"), (0.62 * r, TYRE_M + 0.008, "hub"), (0.2 * r, TYRE_M + 0.016, "dark")):
                disc = turned(cylinder(radius, long, slot, sides=22, bevel_m=0.004), "y", math.pi / 2)
                parts.append(shifted(disc, middle - long / 2, DECK_Y_M + way * 0.42 * w, r))
    return parts


KINDS = [
    Kind(
        "lawnmower",
        "a lawnmower",
        lawnmower,
        {"width_m": Uniform(0.4, 0.52), "style": Choice(("petrol", "electric"))},
        "",
        {"deck": "mower", "dark": "rubber", "steel": "steel", "hub": "airer", "bag": "grass_bag"},
        {**STANDING, "footprint": lambda p: (p["width_m"] + 0.1, 1.24), "height": lambda p: 1.02},
    ),
]
