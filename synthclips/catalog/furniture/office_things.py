"""What stands on desks and hangs over them: monitors, keyboards, mice, printers, bins, boards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.screen import glass
from synthclips.catalog.furniture.traits import HUNG, STANDING, round_footprint
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
LIFT_M = 0.11  # of a monitor over its foot


def monitor(
    *,
    key: int,
    diagonal_m: Annotated[float, Range(0.4, 1.0), Metres],
    stand: Literal["disc", "plate", "vee"],
    chin_m: Annotated[float, Range(0.008, 0.09), Metres],
) -> Mesh:
    """A computer's screen, facing +y, leaning back a little. Slots: body, screen."""
    lean = 0.03 + 0.08 * (key % 11) / 11
    wide, high, b = diagonal_m * 0.8716, diagonal_m * 0.4903, 0.009
    panel = [box((wide + 2 * b, 0.018, high + b + chin_m), "body", bevel_m=0.004)]
    panel += [
        shifted(glass(wide, high), y=0.0094, z=chin_m),
        box((0.4 * wide, 0.03, 0.4 * high), "body", at_m=(0, -0.02, 0.3 * high)),
    ]
    parts = [shifted(turned(join(panel), "x", lean), y=0.03, z=LIFT_M)]
    parts.append(box((0.06, 0.022, LIFT_M + 0.3 * high), "body", at_m=(0, -0.045, 0.006), bevel_m=0.006))
    if stand == "disc":
        parts.append(cylinder(0.115, 0.012, "body", at_m=(0, -0.01, 0), sides=24))
    elif stand == "plate":
        parts.append(box((0.27, 0.2, 0.012), "body", at_m=(0, -0.005, 0), bevel_m=0.005))
    else:
        parts += [tube([(0, -0.05, 0.012), (s * 0.19, 0.085, 0.009)], 0.009, "body", sides=6) for s in (-1, 1)]
        parts.append(tube([(0, -0.04, 0.012), (0, -0.1, 0.009)], 0.009, "body", sides=6))
    return join(parts)


def keyboard(*, key: int, width_m: Annotated[float, Range(0.26, 0.5), Metres], slope: Annotated[float, Range(0.0, 0.2)]) -> Mesh:
    """A keyboard, its front towards +y, standing on two little feet. Slots: body, keys."""
    del key
    deep = 0.13
    board, front = [box((width_m, deep, 0.014), "body", bevel_m=0.005)], 0.013 - deep / 2
    rows = [
        (0.93 * width_m, 0.008),
        (0.93 * width_m, 0.028),
        (0.93 * width_m, 0.048),
        (0.9 * width_m, 0.068),
        (0.5 * width_m, 0.088),
    ]
    for row, (wide, y) in enumerate(rows):
        pitch = wide / (count := 14 if row < 4 else 1)
        board += [
            box((pitch - 0.003, 0.0165, 0.007), "keys", at_m=(pitch * (n + 0.5) - wide / 2, y + front, 0.012), bevel_m=0)
            for n in range(count)
        ]
    beside = [s * (0.31 + 0.115 * k) * width_m for s in (-1, 1) for k in range(2)]  # the space bar
    board += [box((0.105 * width_m, 0.0165, 0.007), "keys", at_m=(x, rows[-1][1] + front, 0.012), bevel_m=0) for x in beside]
    made = turned(join(board), "x", -slope)
    return shifted(made, z=-float(made.vertices_m[:, 2].min()))


def mouse(*, key: int, length_m: Annotated[float, Range(0.09, 0.13), Metres]) -> Mesh:
    """A computer mouse, its cable's end towards -y. Slots: body, keys."""
    del key
    size = (0.58 * length_m, length_m, 0.036)

    def humped(p: F64) -> F64:
        out, t = p.copy(), p[:, 1] / length_m + 0.5
        out[:, 2] = np.where(p[:, 2] > 0, p[:, 2] * (0.5 + 1.6 * t * (1.25 - t)), p[:, 2])
        return out

    body = soft_box(size, 0.017, "body", cells=(2, 4, 1), bend=humped)
    return join([body, box((0.004, 0.4 * length_m, 0.003), "keys", at_m=(0, -0.25 * length_m, 0.03), bevel_m=0)])


def printer(
    *,
    key: int,
    width_m: Annotated[float, Range(0.34, 0.55), Metres],
    height_m: Annotated[float, Range(0.13, 0.42), Metres],
    style: Literal["flat", "laser"],
) -> Mesh:
    """A printer with paper in and out, its front towards +y. Slots: body, dark, paper."""
    del key
    deep, w, h = 0.36, width_m, height_m
    parts = [soft_box((w, deep, h), 0.022, "body", at_m=(0, -0.05, 0), cells=(1, 1, 1))]
    slot_at = 0.25 * h if style == "flat" else 0.62 * h
    parts.append(box((0.62 * w, 0.03, 0.24 * h), "dark", at_m=(0, deep / 2 - 0.06, slot_at), bevel_m=0.004))
    if style == "flat":
        parts.append(box((0.6 * w, 0.16, 0.012), "dark", at_m=(0, deep / 2 + 0.02, 0.1 * h), bevel_m=0.004))
        parts.append(box((0.21, 0.2, 0.006), "paper", at_m=(0.01, deep / 2 - 0.02, 0.1 * h + 0.013), bevel_m=0))
        parts.append(box((0.96 * w, 0.9 * deep, 0.022), "dark", at_m=(0, -0.05, h - 0.008), bevel_m=0.008))
        feed = box((0.215, 0.003, 0.2), "paper", bevel_m=0)
        parts.append(shifted(turned(feed, "x", 0.35), y=-0.2, z=h - 0.02))
    else:
        parts.append(box((0.9 * w, 0.012, 0.22 * h), "dark", at_m=(0, deep / 2 - 0.054, 0.08 * h), bevel_m=0.004))
        parts.append(box((0.21, 0.2, 0.014), "paper", at_m=(0, 0.02, h - 0.002), bevel_m=0.001))
        parts.append(box((0.36 * w, 0.08, 0.02), "dark", at_m=(-0.25 * w, deep / 2 - 0.11, h - 0.006), bevel_m=0.005))
    return join(parts)


def waste_bin(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.09, 0.2), Metres],
    height_m: Annotated[float, Range(0.2, 0.45), Metres],
    paper: Annotated[int, Range(0, 8)],
) -> Mesh:
    """A waste-paper bin with crumpled sheets in it and, where there are many, one beside it. Slots: body, paper."""
    stream = Stream(key)
    r, h = radius_m, height_m
    shell = [(0, 0), (0.74 * r, 0), (0.98 * r, h - 0.012), (r, h), (0.95 * r, h), (0.7 * r, 0.01), (0, 0.01)]
    parts = [lathe(shell, "body", sides=24)]
    for n in range(paper):
        angle, out = stream.uniform(0, 2 * np.pi), stream.uniform(0.0, 0.5) * r
        level = (0.5 + 0.5 * n / 8) * h
        ball = _crumpled(stream.uniform(0.03, 0.045), stream, n)
        parts.append(shifted(ball, out * np.cos(angle), out * np.sin(angle), level))
    return join(parts)


def _crumpled(radius: float, stream: Stream, piece: int) -> Mesh:
    """A sheet of paper crushed in the hand."""
    bumps = [(stream.uniform(10, 40), stream.uniform(0, 6)) for _ in range(3)]

    def crushed(p: F64) -> F64:
        folds = [np.abs(((p[:, k] * f + s) % 2.0) - 1.0) for k, (f, s) in enumerate(bumps)]
        dent = (folds[0] + folds[1] + folds[2]) / 3
        out: F64 = p * (0.75 + 0.5 * dent)[:, None]
        return out

    return soft_box((2 * radius,) * 3, 0.9 * radius, "paper", cells=(1, 1, 1), bend=crushed, piece=piece)


def board(
    *,
    key: int,
    width_m: Annotated[float, Range(0.3, 2.0), Metres],
    height_m: Annotated[float, Range(0.25, 1.3), Metres],
    style: Literal["white", "cork", "planner"],
    notes: Annotated[int, Range(0, 14)],
) -> Mesh:
    """A board and what is pinned to it, origin in the wall's plane below it. Slots: frame, white, cork, note, page, ink."""
    stream = Stream(key)
    face = "cork" if style == "cork" else "white"
    parts = [box((width_m - 0.03, 0.012, height_m - 0.03), face, at_m=(0, 0.007, 0.015), bevel_m=0)]
    rails = [((width_m, 0.02, 0.022), (0, 0)), ((width_m, 0.02, 0.022), (0, height_m - 0.022))]
    sides = [((0.022, 0.02, height_m), (s * (width_m / 2 - 0.011), 0)) for s in (-1, 1)]
    parts += [box(size, "frame", at_m=(x, 0.011, z), bevel_m=0.003) for size, (x, z) in [*rails, *sides]]
    if style == "white":
        parts.append(box((0.5 * width_m, 0.05, 0.012), "frame", at_m=(0, 0.035, 0.0), bevel_m=0.003))
        parts += [box((0.12, 0.014, 0.014), "ink", at_m=((n - 1) * 0.14, 0.04, 0.012), bevel_m=0.005) for n in range(3)]
        parts += _writing(width_m, height_m, stream)
    elif style == "planner":
        parts += _squares(width_m, height_m)
    for n in range(notes):
        w, h = stream.choice(((0.076, 0.076), (0.105, 0.148), (0.21, 0.29), (0.15, 0.1)), (4, 2, 1.5, 2))
        room_x, room_z = width_m - 0.07 - w, height_m - 0.07 - h
        if room_x > 0 and room_z > 0:
            x, z = stream.uniform(-0.5, 0.5) * room_x, 0.035 + stream.unit() * room_z
            note = turned(
                box((w, 0.0015, h), "note" if w == h else "page", bevel_m=0, piece=n), "y", stream.uniform(-0.08, 0.08), (0, 0, h)
            )
            parts.append(shifted(note, x, 0.0145 + 0.0016 * n, z))
    return join(parts)


def _writing(wide: float, high: float, stream: Stream) -> list[Mesh]:
    """Lines of hand-written words as strokes of different length, a heading, an arrow's shaft."""
    parts, z = [], 0.86 * high
    while z > 0.45 * high:
        x = -0.42 * wide
        for _ in range(stream.integer(2, 5)):
            long = stream.uniform(0.04, 0.13)
            if x + long > 0.1 * wide:
                break
            parts.append(
                box((long, 0.0012, 0.012), "ink", at_m=(x + long / 2, 0.0138, z + stream.uniform(-0.004, 0.004)), bevel_m=0)
            )
            x += long + 0.025
        z -= stream.uniform(0.045, 0.07)
    return parts


def _squares(wide: float, high: float) -> list[Mesh]:
    """The grid of a year planner."""
    upright = [(-0.46 + 0.92 * k / 7) * wide for k in range(8)]
    across = [(0.08 + 0.8 * k / 5) * high for k in range(6)]
    parts = [box((0.0045, 0.001, 0.8 * high), "ink", at_m=(x, 0.0136, 0.08 * high), bevel_m=0) for x in upright]
    return parts + [box((0.92 * wide, 0.001, 0.0045), "ink", at_m=(0, 0.0136, z), bevel_m=0) for z in across]


def _picture(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Anchor "screen": a hair before the picture, its width and height."""
    wide, high = round(p["diagonal_m"] * 0.8716, 4), round(p["diagonal_m"] * 0.4903, 4)
    place = (0.0, 0.045, round(LIFT_M + p["chin_m"] + high / 2, 4))
    return {"screen": {"position_m": place, "size_m": (wide, high), "facing": (0.0, 1.0)}}


KINDS = [
    Kind(
        "monitor",
        "a computer's screen on its foot",
        monitor,
        {
            "diagonal_m": Uniform(0.54, 0.8),
            "stand": Choice(("disc", "plate", "vee")),
            "chin_m": Choice((0.012, 0.02, 0.06), (3, 3, 1)),
        },
        "tv",
        {"body": "black_plastic", "screen": "screen"},
        {
            **STANDING,
            "footprint": lambda p: (p["diagonal_m"] * 0.8716 + 0.04, 0.26),
            "height": lambda p: p["diagonal_m"] * 0.4903 + p["chin_m"] + 0.13,
            "anchors": _picture,
        },
    ),
    Kind(
        "keyboard",
        "a keyboard",
        keyboard,
        {"width_m": Uniform(0.28, 0.45), "slope": Uniform(0.02, 0.1)},
        "keyboard",
        {"body": "electronics", "keys": "keys"},
        {**STANDING, "footprint": lambda p: (p["width_m"] + 0.01, 0.14), "height": lambda p: 0.045},
    ),
    Kind(
        "mouse",
        "a computer mouse",
        mouse,
        {"length_m": Uniform(0.1, 0.125)},
        "mouse",
        {"body": "electronics", "keys": "black_plastic"},
        {**STANDING, "footprint": lambda p: (0.6 * p["length_m"], 1.02 * p["length_m"]), "height": lambda p: 0.06},
    ),
    Kind(
        "printer",
        "a printer with paper in it",
        printer,
        {"width_m": Uniform(0.4, 0.48), "height_m": Uniform(0.16, 0.3), "style": Choice(("flat", "laser"))},
        "",
        {"body": "electronics", "dark": "black_plastic", "paper": "mount"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"] + 0.02, 0.56 if p["style"] == "flat" else 0.48),
            "height": lambda p: p["height_m"] + (0.21 if p["style"] == "flat" else 0.02),
        },
    ),
    Kind(
        "waste_bin",
        "a bin with crumpled paper",
        waste_bin,
        {"radius_m": Uniform(0.12, 0.16), "height_m": Uniform(0.26, 0.36), "paper": Integer(2, 8)},
        "",
        {"body": "bin", "paper": "mount"},
        {**STANDING, "footprint": round_footprint, "height": lambda p: 1.35 * p["height_m"]},
    ),
    Kind(
        "board",
        "a whiteboard, a pin board or a planner on the wall",
        board,
        {
            "width_m": Uniform(0.6, 1.3),
            "height_m": Uniform(0.45, 0.85),
            "style": Choice(("white", "cork", "planner"), (3, 3, 1)),
            "notes": Integer(2, 11),
        },
        "",
        {"frame": "picture_frame", "white": "whiteboard", "cork": "cork", "note": "note", "page": "mount", "ink": "ink"},
        {**HUNG, "footprint": lambda p: (p["width_m"], 0.075), "height": lambda p: p["height_m"]},
    ),
]
