"""Bicycles: spoked wheels, a diamond or a step-through frame, straight, dropped or swept bars; along x, front at +x."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import Vec, box, circle, grid, shifted, turned, two_sided
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Metres = Unit("m")
TYRE = {"road": 0.013, "city": 0.019, "mountain": 0.027}
SPOKES = 24
LEAN_RAD = 0.12  # on its stand, or against the wall


def bicycle(
    *,
    key: int,
    wheel_m: Annotated[float, Range(0.2, 0.38), Metres],
    style: Literal["road", "city", "mountain"],
    extras: Literal["none", "basket", "bottle"],
) -> Mesh:
    """A bicycle leaning to its left on a stand. wheel_m: radius. Slots: frame, tyre, metal, seat, basket."""
    r, base = wheel_m, 1.5 * wheel_m
    rear, front = (-base, 0.0, r), (base, 0.0, r)
    crank = (-0.12 * r / 0.34, 0.0, 0.8 * r)
    turn = (key % 83) / 83 * 2 * math.pi
    parts = [m for hub in (rear, front) for m in _wheel(hub, r, TYRE[style])]
    parts += _frame(style, rear, front, crank, r)
    parts += _drive(crank, rear, turn, r)
    if style == "city":
        parts += [_mudguard(hub, r) for hub in (rear, front)]
    if extras == "basket":
        parts.append(_basket(base + 0.06, 2.55 * r))
    elif extras == "bottle":
        parts.append(
            shifted(turned(cylinder(0.036, 0.2, "metal", sides=12), "y", -0.55), crank[0] + 0.13 * r / 0.34, 0.0, crank[2] + 0.12)
        )
    parts.append(tube([(rear[0] + 0.09, -0.04, rear[2] - 0.06), (rear[0] + 0.05, -0.2, 0.04)], 0.012, "metal", sides=6))
    made = turned(join(parts), "x", LEAN_RAD)
    low, high = made.vertices_m.min(0), made.vertices_m.max(0)
    return shifted(made, y=-float(low[1] + high[1]) / 2, z=-float(low[2]))


def _wheel(hub: Vec, r: float, tyre: float) -> list[Mesh]:
    ring = circle(36)[:-1]

    def loop(radius: float, thick: float, slot: str, sides: int) -> Mesh:
        return tube([(hub[0] + radius * a, 0.0, hub[2] + radius * b) for a, b in ring], thick, slot, sides=sides, closed=True)

    parts = [loop(r - tyre, tyre, "tyre", 8), loop(r - 2.2 * tyre - 0.004, 0.008, "metal", 6)]
    hub_of = turned(cylinder(0.02, 0.07, "metal", sides=10), "x", math.pi / 2)
    parts.append(shifted(hub_of, hub[0], 0.035, hub[2]))
    reach = r - 2.2 * tyre
    for n, (a, b) in enumerate(circle(SPOKES)[:-1]):
        side = 0.028 if n % 2 else -0.028
        parts.append(tube([(hub[0], side, hub[2]), (hub[0] + reach * a, 0.0, hub[2] + reach * b)], 0.002, "metal", sides=3))
    return parts


def _frame(style: str, rear: Vec, front: Vec, crank: Vec, r: float) -> list[Mesh]:
    k = r / 0.34
    saddle_top, low = 0.86 * k + 0.04, style == "city"
    seat = (crank[0] - 0.2 * k, 0.0, 0.74 * k)
    head_top, head_low = (front[0] - 0.17 * k, 0.0, 0.86 * k), (front[0] - 0.13 * k, 0.0, 0.72 * k)
    joins = [((crank, seat), 0.016), ((crank, head_low), 0.019), ((head_low, head_top), 0.02)]
    joins.append((((crank[0] - 0.1 * k, 0.0, 0.5 * k), head_low) if low else (seat, head_top), 0.015))
    parts = [tube(list(ends), wide, "frame", sides=8) for ends, wide in joins]
    for s in (-0.035, 0.035):
        parts += [tube([(rear[0], s, rear[2]), (crank[0], 0.6 * s, crank[2])], 0.009, "frame", sides=6)]
        parts += [tube([(rear[0], s, rear[2]), (seat[0], 0.3 * s, seat[2] - 0.02)], 0.008, "frame", sides=6)]
        parts += [
            tube(
                [(front[0], 1.2 * s, front[2]), (front[0] - 0.04 * k, 1.1 * s, front[2] + r + 0.03), head_low],
                0.011,
                "frame",
                sides=6,
            )
        ]
    parts.append(tube([seat, (seat[0] - 0.03, 0.0, saddle_top)], 0.013, "metal", sides=6))
    parts.append(_saddle(seat[0] - 0.03, saddle_top))
    return parts + _bars(style, head_top, k)


def _saddle(x: float, z: float) -> Mesh:
    def pointed(p: np.ndarray) -> np.ndarray:
        out, t = p.copy(), p[:, 0] / 0.27 + 0.5
        out[:, 1] *= 1.0 - 0.72 * np.minimum(1.0, 1.5 * t)
        out[:, 2] -= 0.012 * np.abs(p[:, 1]) / 0.08
        return out

    return soft_box((0.27, 0.16, 0.05), 0.022, "seat", at_m=(x + 0.04, 0, z - 0.03), cells=(4, 3, 1), bend=pointed)


def _bars(style: str, head: Vec, k: float) -> list[Mesh]:
    x, z = head[0], head[2] + 0.06 * k
    stem = tube([head, (x - 0.01, 0, z), (x + 0.07, 0, z + 0.015)], 0.014, "metal", sides=6)
    x += 0.07
    if style == "road":
        half = [
            (x, 0.0, z),
            (x, 0.2, z),
            (x + 0.1, 0.21, z - 0.01),
            (x + 0.13, 0.21, z - 0.07),
            (x + 0.08, 0.21, z - 0.13),
            (x, 0.21, z - 0.14),
        ]
        grips = []
    elif style == "mountain":
        half = [(x, 0.0, z), (x - 0.03, 0.31, z + 0.03)]
        grips = [(x - 0.018, 0.2, z + 0.019), (x - 0.031, 0.32, z + 0.031)]
    else:
        half = [(x, 0.0, z), (x, 0.1, z + 0.05), (x - 0.06, 0.24, z + 0.09), (x - 0.22, 0.29, z + 0.07)]
        grips = [(x - 0.11, 0.26, z + 0.085), (x - 0.23, 0.292, z + 0.07)]
    parts = [stem]
    for s in (-1, 1):
        parts.append(tube([(a, s * b, c) for a, b, c in half], 0.011, "metal", sides=6))
        if grips:
            parts.append(tube([(a, s * b, c) for a, b, c in grips], 0.017, "seat", sides=6))
    return parts


def _drive(crank: Vec, rear: Vec, turn: float, r: float) -> list[Mesh]:
    """Chain wheel, chain, cranks and pedals."""
    ring = turned(lathe([(0.03, 0), (0.09, 0), (0.09, 0.005), (0.03, 0.005)], "metal", sides=24), "x", math.pi / 2)
    parts = [shifted(ring, crank[0], -0.045, crank[2])]
    chain = [(crank[0], -0.047, crank[2] + 0.088), (rear[0], -0.047, rear[2] + 0.04), (rear[0] - 0.038, -0.047, rear[2]),
             (rear[0], -0.047, rear[2] - 0.04), (crank[0], -0.047, crank[2] - 0.088)]  # fmt: skip
    parts.append(tube(chain, 0.004, "tyre", sides=4))
    for s in (-1, 1):
        a = turn + (math.pi if s > 0 else 0.0)
        x, z = crank[0] + 0.165 * math.cos(a) * r / 0.34, crank[2] + 0.165 * math.sin(a) * r / 0.34
        parts.append(tube([(crank[0], s * 0.06, crank[2]), (x, s * 0.07, z)], 0.01, "metal", sides=6))
        parts.append(box((0.09, 0.08, 0.018), "tyre", at_m=(x, s * 0.12, z - 0.009), bevel_m=0.004))
    return parts


def _mudguard(hub: Vec, r: float) -> Mesh:
    turns = np.linspace(-0.12, 0.72, 9) * math.pi
    way = -1.0 if hub[0] > 0 else 1.0  # its long end is behind the wheel
    arc = [(hub[0] + way * (r + 0.025) * math.cos(t), 0.0, hub[2] + (r + 0.025) * math.sin(t)) for t in turns]
    flat = np.array(arc)
    strip = np.stack([flat + (0, s * 0.028, 0) for s in (-1.0, 1.0)], 1)
    return two_sided(grid(strip, "frame"), 0.003)


def _basket(x: float, z: float) -> Mesh:
    """A wire or wicker basket before the bars."""
    shell = lathe([(0, 0), (0.11, 0), (0.16, 0.2), (0.165, 0.21), (0.15, 0.2), (0.1, 0.01), (0, 0.01)], "basket", sides=4)
    return shifted(turned(shell, "z", math.pi / 4), x, 0.0, z)


def _size(p: dict[str, float]) -> tuple[float, float]:
    return round(5.1 * p["wheel_m"] + 0.02, 4), 0.72


KINDS = [
    Kind(
        "bicycle",
        "a racing, a city or a mountain bicycle on its stand",
        bicycle,
        {
            "wheel_m": Uniform(0.32, 0.35),
            "style": Choice(("road", "city", "mountain")),
            "extras": Choice(("none", "basket", "bottle"), (3, 2, 2)),
        },
        "bicycle",
        {"frame": "paintwork", "tyre": "rubber", "metal": "steel", "seat": "rubber", "basket": "basket"},
        {**STANDING, "footprint": _size, "height": lambda p: 3.1 * p["wheel_m"] + 0.1},
    ),
]
