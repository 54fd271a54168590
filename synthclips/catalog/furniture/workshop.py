"""What people mend things with: a workbench with its vice, a wall of tools, a toolbox, tools for the garden."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import HUNG, STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.sweeps import cylinder, extrude, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
VICE_M = 0.12  # how far a vice stands out from its bench


def workbench(
    *,
    key: int,
    width_m: Annotated[float, Range(0.9, 2.4), Metres],
    depth_m: Annotated[float, Range(0.45, 0.8), Metres],
    height_m: Annotated[float, Range(0.75, 1.0), Metres],
    style: Literal["timber", "steel", "cupboards"],
    vice: bool,
) -> Mesh:
    """A bench to work at, its front towards +y. Slots: top, frame, front, iron."""
    side = -1 if key % 2 else 1
    x, y, top = width_m / 2 - 0.06, depth_m / 2 - 0.06, 0.05
    tall = height_m - top
    parts = [box((width_m, depth_m, top), "top", at_m=(0, 0, tall), bevel_m=0.006)]
    wide = 0.09 if style == "timber" else 0.05
    slot = "frame" if style != "steel" else "iron"
    parts += [box((wide, wide, tall), slot, at_m=(sx * x, sy * y, 0), bevel_m=0.004) for sx in (-1, 1) for sy in (-1, 1)]
    parts += [box((2 * x, 0.035, 0.1), slot, at_m=(0, sy * y, tall - 0.1), bevel_m=0.003) for sy in (-1, 1)]
    if style == "cupboards":
        bays = max(2, round(width_m / 0.55))
        each = 2 * x / bays
        parts.append(box((2 * x, depth_m - 0.12, tall - 0.18), "frame", at_m=(0, -0.01, 0.08), bevel_m=0.003))
        for n in range(bays):
            at = -x + each * (n + 0.5)
            parts.append(
                box((each - 0.012, 0.02, tall - 0.22), "front", at_m=(at, depth_m / 2 - 0.055, 0.1), bevel_m=0.003, piece=20 + n)
            )
            parts.append(
                box(
                    (0.012, 0.02, 0.1),
                    "iron",
                    at_m=(at + 0.38 * each * (1 if n % 2 == 0 else -1), depth_m / 2 - 0.036, 0.55 * tall),
                )
            )
    else:
        parts.append(box((2 * x, 2 * y, 0.025), "frame", at_m=(0, 0, 0.17), bevel_m=0.003))
        parts += [box((2 * x, 0.035, 0.08), slot, at_m=(0, sy * y, 0.1), bevel_m=0.003) for sy in (-1, 1)]
        parts += [box((0.4, 0.02, 0.13), "front", at_m=(-side * 0.22 * width_m, depth_m / 2 - 0.03, tall - 0.15), bevel_m=0.003)]
    if vice:
        parts += [shifted(m, side * (width_m / 2 - 0.22), depth_m / 2 - 0.12, height_m) for m in _vice()]
    return shifted(join(parts), y=-VICE_M / 2 if vice else 0.0)


def _vice() -> list[Mesh]:
    """A vice bolted down at the front edge, its jaws a finger apart."""
    screw = turned(cylinder(0.012, 0.2, "iron", sides=8), "x", -math.pi / 2)
    return [
        box((0.14, 0.16, 0.03), "iron", at_m=(0, 0, 0), bevel_m=0.006),
        box((0.07, 0.12, 0.07), "iron", at_m=(0, 0.0, 0.03), bevel_m=0.012),
        box((0.12, 0.035, 0.075), "iron", at_m=(0, -0.005, 0.085), bevel_m=0.006),
        box((0.12, 0.035, 0.075), "iron", at_m=(0, 0.06, 0.085), bevel_m=0.006),
        shifted(screw, y=0.02, z=0.07),
        tube([(-0.09, 0.215, 0.07), (0.09, 0.215, 0.07)], 0.007, "iron", sides=6),
    ]


def tool_wall(
    *,
    key: int,
    width_m: Annotated[float, Range(0.5, 2.4), Metres],
    height_m: Annotated[float, Range(0.4, 1.2), Metres],
    tools: Annotated[int, Range(3, 24)],
) -> Mesh:
    """A pegboard with tools in rows, origin in the wall's plane below it. Slots: board, iron, wood, grip."""
    stream = Stream(key)
    parts = [box((width_m, 0.014, height_m), "board", at_m=(0, 0.008, 0), bevel_m=0.002)]
    kinds = ("hammer", "saw", "spanner", "screwdriver", "pliers", "square", "coil")
    x, top = -width_m / 2 + 0.04, height_m - 0.05
    for _ in range(tools):
        kind = stream.choice(kinds, (2, 1.5, 3, 3, 2, 1, 1))
        made, wide, tall = _tool(kind, stream)
        if x + wide > width_m / 2 - 0.03:
            x, top = -width_m / 2 + 0.04, top - 0.36
        if top - tall < 0.0:
            break
        parts.append(shifted(made, x + wide / 2, 0.018, top))
        x += wide + stream.uniform(0.025, 0.07)
    return join(parts)


def _tool(kind: str, stream: Stream) -> tuple[Mesh, float, float]:
    """A tool hanging from the origin, and how wide and tall it is."""
    long = stream.uniform(0.8, 1.0)
    if kind == "hammer":
        parts = [
            box((0.12, 0.03, 0.035), "iron", at_m=(0, 0.016, -0.035)),
            box((0.026, 0.022, 0.29 * long), "wood", at_m=(0, 0.016, -0.035 - 0.29 * long), bevel_m=0.008),
        ]
        return join(parts), 0.13, 0.33
    if kind == "saw":
        blade = extrude([(-0.012, -0.52 * long), (0.012, -0.52 * long), (0.06, -0.13), (-0.06, -0.13)], 0.003, "iron")
        parts = [
            shifted(turned(blade, "z", math.pi / 2), y=0.012),
            box((0.11, 0.025, 0.13), "wood", at_m=(0, 0.014, -0.14), bevel_m=0.03 / 3),
        ]
        return join(parts), 0.13, 0.52
    if kind == "spanner":
        parts = [box((0.022, 0.008, 0.22 * long), "iron", at_m=(0, 0.006, -0.25 * long), bevel_m=0.003)]
        parts += [
            shifted(turned(cylinder(0.024, 0.01, "iron", sides=6), "x", -math.pi / 2), 0, 0.001, z)
            for z in (-0.025, -0.26 * long)
        ]
        return join(parts), 0.055, 0.29
    if kind == "screwdriver":
        parts = [
            tube([(0, 0.016, -0.02), (0, 0.016, -0.11)], 0.015, "grip", sides=8),
            tube([(0, 0.016, -0.11), (0, 0.016, -0.12 - 0.12 * long)], 0.004, "iron", sides=5),
        ]
        return join(parts), 0.04, 0.25
    if kind == "pliers":
        parts = [
            tube([(s * 0.005, 0.012, -0.06), (s * 0.022, 0.012, -0.12), (s * 0.018, 0.012, -0.19)], 0.009, "grip", sides=6)
            for s in (-1, 1)
        ]
        parts.append(box((0.03, 0.014, 0.06), "iron", at_m=(0, 0.012, -0.065), bevel_m=0.006))
        return join(parts), 0.065, 0.2
    if kind == "square":
        return (
            join(
                [
                    box((0.02, 0.01, 0.3), "iron", at_m=(-0.07, 0.006, -0.31)),
                    box((0.16, 0.016, 0.03), "wood", at_m=(0, 0.009, -0.34)),
                ]
            ),
            0.17,
            0.35,
        )
    ring = [(0.075 * math.cos(a), 0.016, -0.09 + 0.085 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 17)[:-1]]
    return (
        join(
            [
                tube(np.array(ring) * (k, 1, k) + (0, 0.01 * n, 0), 0.008, "grip", sides=5, closed=True)
                for n, k in enumerate((1.0, 0.94, 1.03))
            ]
        ),
        0.18,
        0.2,
    )


def toolbox(
    *,
    key: int,
    width_m: Annotated[float, Range(0.3, 0.65), Metres],
    style: Literal["barn", "case"],
) -> Mesh:
    """A toolbox with its handle up. Slots: body, lid, iron."""
    del key
    w, d, h = width_m, 0.5 * width_m, 0.38 * width_m
    if style == "case":
        parts = [
            box((w, 0.7 * d, 1.5 * h), "body", bevel_m=0.012),
            box((w + 0.004, 0.7 * d + 0.004, 0.02), "lid", at_m=(0, 0, 0.75 * h), bevel_m=0.003),
        ]
        parts += [box((0.04, 0.014, 0.05), "iron", at_m=(s * 0.3 * w, 0.35 * d, 0.72 * h)) for s in (-1, 1)]
        top = 1.5 * h
    else:
        lid = [(-d / 2, 0.0), (d / 2, 0.0), (d / 2, 0.12 * h), (0.28 * d, 0.5 * h), (-0.28 * d, 0.5 * h), (-d / 2, 0.12 * h)]
        parts = [box((w, d, h), "body", bevel_m=0.006), shifted(extrude(lid, w + 0.006, "lid"), z=h)]
        parts += [box((0.05, 0.012, 0.07), "iron", at_m=(s * 0.28 * w, d / 2, 0.85 * h)) for s in (-1, 1)]
        top = 1.5 * h
    grip = [(-0.2 * w, 0, top - 0.01), (-0.18 * w, 0, top + 0.05), (0.18 * w, 0, top + 0.05), (0.2 * w, 0, top - 0.01)]
    return join([*parts, tube(grip, 0.011, "iron", sides=6)])


def garden_tools(
    *,
    key: int,
    count: Annotated[int, Range(1, 6)],
    height_m: Annotated[float, Range(1.1, 1.8), Metres],
) -> Mesh:
    """Spade, fork, rake, broom side by side, heads down, leaning at the wall behind (-y). Slots: wood, iron, bristle."""
    stream = Stream(key)
    parts = []
    for n, kind in enumerate(stream.shuffled(["spade", "fork", "rake", "broom", "hoe", "spade"])[:count]):
        long = height_m * stream.uniform(0.82, 1.0)
        lean = math.asin(0.28 / long)
        made = turned(join(_garden_tool(kind, long)), "x", lean)
        made = turned(made, "y", stream.uniform(-0.05, 0.05))
        parts.append(shifted(made, (n - (count - 1) / 2) * 0.24, 0.16))
    made = join(parts)
    return shifted(made, z=-float(made.vertices_m[:, 2].min()))


def _garden_tool(kind: str, long: float) -> list[Mesh]:
    shaft = tube([(0, 0, 0.24 if kind in ("spade", "fork") else 0.03), (0, 0, long)], 0.016, "wood", sides=7)
    if kind == "spade":
        blade = turned(
            extrude([(-0.085, 0.03), (0.0, 0.0), (0.085, 0.03), (0.095, 0.28), (-0.095, 0.28)], 0.006, "iron"), "z", math.pi / 2
        )
        return [shaft, blade, tube([(-0.06, 0, long), (0.06, 0, long)], 0.014, "wood", sides=6)]
    if kind == "fork":
        tines = [tube([(x, 0, 0.0), (x, 0.0, 0.26)], 0.006, "iron", sides=5) for x in (-0.075, -0.025, 0.025, 0.075)]
        return [
            shaft,
            *tines,
            tube([(-0.08, 0, 0.26), (0.08, 0, 0.26)], 0.009, "iron", sides=5),
            tube([(-0.06, 0, long), (0.06, 0, long)], 0.014, "wood", sides=6),
        ]
    if kind == "rake":
        teeth = [tube([(x, 0, 0.02), (x, 0.05, 0.0)], 0.004, "iron", sides=4) for x in np.linspace(-0.18, 0.18, 11)]
        return [shaft, box((0.38, 0.015, 0.025), "iron", at_m=(0, 0, 0.015)), *teeth]
    if kind == "hoe":
        return [
            shaft,
            box((0.16, 0.006, 0.1), "iron", at_m=(0, 0.03, 0.0)),
            box((0.02, 0.05, 0.015), "iron", at_m=(0, 0.015, 0.04)),
        ]
    return [
        shaft,
        box((0.32, 0.05, 0.035), "wood", at_m=(0, 0, 0.08)),
        box((0.31, 0.055, 0.08), "bristle", at_m=(0, 0, 0.0), bevel_m=0.002),
    ]


def _top(p: dict[str, Any]) -> dict[str, dict[str, Any]]:
    size = (round(0.94 * p["width_m"], 4), round(0.9 * p["depth_m"] - (0.14 if p["vice"] else 0.0), 4))
    at = (0.0, -0.07 - VICE_M / 2 if p["vice"] else 0.0, p["height_m"])
    return {"top": {"position_m": at, "size_m": size, "facing": (0.0, 1.0)}}


KINDS = [
    Kind(
        "workbench",
        "a bench with a vice, of timber, steel or over cupboards",
        workbench,
        {
            "width_m": Uniform(1.2, 1.9),
            "depth_m": Uniform(0.55, 0.68),
            "height_m": Uniform(0.84, 0.94),
            "style": Choice(("timber", "steel", "cupboards")),
            "vice": Choice((True, False), (3, 1)),
        },
        "",
        {"top": "bench_top", "frame": "bench_top", "front": "enamel", "iron": "vice"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["depth_m"] + (VICE_M if p["vice"] else 0.0)),
            "height": lambda p: p["height_m"] + (0.17 if p["vice"] else 0.0),
            "anchors": _top,
        },
    ),
    Kind(
        "tool_wall",
        "a pegboard of tools",
        tool_wall,
        {"width_m": Uniform(0.9, 1.7), "height_m": Uniform(0.6, 0.9), "tools": Integer(9, 20)},
        "",
        {"board": "pegboard", "iron": "vice", "wood": "wood", "grip": "paintwork"},
        {**HUNG, "footprint": lambda p: (p["width_m"], 0.1), "height": lambda p: p["height_m"]},
    ),
    Kind(
        "toolbox",
        "a toolbox",
        toolbox,
        {"width_m": Uniform(0.38, 0.52), "style": Choice(("barn", "case"), (2, 1))},
        "",
        {"body": "enamel", "lid": "enamel", "iron": "vice"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"] + 0.012, round(0.5 * p["width_m"] + 0.02, 4)),
            "height": lambda p: 0.57 * p["width_m"] + 0.065,
        },
    ),
    Kind(
        "garden_tools",
        "spades, forks, rakes and brooms leaning at a wall",
        garden_tools,
        {"count": Integer(2, 5), "height_m": Uniform(1.3, 1.65)},
        "",
        {"wood": "wood", "iron": "vice", "bristle": "soil"},
        {**STANDING, "footprint": lambda p: (round(0.24 * p["count"] + 0.34, 4), 0.46), "height": lambda p: p["height_m"] + 0.02},
    ),
]
