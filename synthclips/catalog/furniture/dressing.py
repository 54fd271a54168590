"""Where people dress: a dressing table with its mirror, and a tailor's dummy, which at night looks like somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.drawers import drawer
from synthclips.catalog.furniture.mirror import pane
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, circle, grid, shifted, turned
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
SIDES = 36


def dressing_table(
    *,
    key: int,
    width_m: Annotated[float, Range(0.7, 1.5), Metres],
    depth_m: Annotated[float, Range(0.35, 0.55), Metres],
    height_m: Annotated[float, Range(0.68, 0.8), Metres],
    mirror: Literal["oval", "square", "triple", "none"],
    pedestals: Annotated[int, Range(0, 2)],
    handles: Literal["knob", "bar", "cup"],
) -> Mesh:
    """A table with drawers to sit at, facing +y. Slots: body, front, handles, legs, mirror."""
    del key
    w, d, under = width_m, depth_m, height_m - 0.15
    parts = [box((w, d, 0.024), "body", at_m=(0, 0, height_m - 0.024), piece=1)]
    parts.append(box((w - 0.04, d - 0.04, 0.126), "body", at_m=(0, -0.006, under), bevel_m=0.001, piece=2))
    count = 2 if w < 1.0 else 3
    each = (w - 0.06) / count
    for k in range(count):
        parts.append(
            shifted(drawer(each, 0.112, d - 0.05, handles, k), (k - (count - 1) / 2) * each, d / 2 - 0.008, under + 0.006)
        )
    for s in (-1, 1)[:pedestals]:
        x, wide = s * (w / 2 - 0.17), 0.3
        parts.append(box((wide, d - 0.04, under), "body", at_m=(x, -0.006, 0), bevel_m=0.002, piece=5 + s))
        tall = (under - 0.04) / 3
        parts += [shifted(drawer(wide, tall, d - 0.05, handles, 9 + k), x, d / 2 - 0.008, 0.03 + k * tall) for k in range(3)]
    xs = [s * (w / 2 - 0.045) for s in (-1, 1)[pedestals:]]
    parts += [
        cylinder(0.014, under + 0.01, "body", at_m=(x, s * (d / 2 - 0.045), 0), top_m=0.024, sides=10, grain_up=True)
        for x in xs
        for s in (-1, 1)
    ]
    return join([*parts, *(shifted(m, y=-d / 2 + 0.035, z=height_m) for m in _mirrors(mirror, w))])


def _mirrors(style: str, width: float) -> list[Mesh]:
    """Standing on the table, leaning back a little."""
    if style == "none":
        return []
    if style == "oval":
        glass = lathe([(0, 0.0), (0.24, 0.0), (0.24, 0.012), (0.225, 0.018)], "body", sides=36)
        face = lathe([(0.226, 0.016), (0, 0.016)], "mirror", sides=36)
        tall = np.array([1.0, 1.3, 1.0], np.float32)
        disc = join([glass, face])
        disc = Mesh(disc.vertices_m * tall, disc.normals, disc.faces, disc.surface_m, disc.slot, disc.slots)
        posts = [tube([(s * 0.2, 0, 0.0), (s * 0.26, 0, 0.16), (s * 0.25, 0, 0.42)], 0.011, "body", sides=8) for s in (-1, 1)]
        return [shifted(turned(disc, "x", -np.pi / 2 + 0.08), z=0.37), *posts]
    wide, tall_m = (0.72 * width, 0.5) if style == "square" else (0.4 * width, 0.6)
    parts = [turned(_framed(wide, tall_m), "x", 0.05)]
    if style == "triple":
        for s in (-1, 1):
            wing = shifted(_framed(0.24 * width, 0.5), x=s * 0.12 * width)
            parts.append(shifted(turned(wing, "z", s * 0.45), x=s * (wide / 2 + 0.005)))
    return parts


def _framed(wide: float, tall: float) -> Mesh:
    glass = shifted(pane(wide - 0.05, tall - 0.05), y=0.0095, z=0.025)
    return join([box((wide, 0.018, tall), "body", bevel_m=0.004, piece=30), glass])


def mannequin(
    *,
    key: int,
    height_m: Annotated[float, Range(1.3, 1.8), Metres],
    width_m: Annotated[float, Range(0.3, 0.5), Metres],
    wears: Literal["nothing", "jacket", "dress"],
    foot: Literal["tripod", "plate"],
) -> Mesh:
    """A tailor's dummy: chest, waist and hips on a stand, headless. Slots: body, wood, cloth."""
    stream = Stream(key)
    hip, top = height_m - 0.78, height_m - 0.08
    parts = [_trunk(width_m, hip, top, "body", low=0.0, high=1.0)]
    parts += [
        cylinder(0.055, 0.05, "wood", at_m=(0, 0, top - 0.005), top_m=0.045),
        cylinder(0.02, 0.04, "wood", at_m=(0, 0, top + 0.04)),
    ]
    parts.append(cylinder(0.016, hip, "wood", at_m=(0, 0, 0.03), sides=10, grain_up=True))
    if foot == "plate":
        parts.append(lathe([(0, 0), (0.17, 0), (0.17, 0.012), (0.05, 0.03), (0, 0.03)], "wood", sides=24))
    else:
        feet = ((0.0, 1.0), (0.866, -0.5), (-0.866, -0.5))
        parts += [
            tube([(0.22 * x, 0.22 * y, 0.014), (0.1 * x, 0.1 * y, 0.1), (0, 0, 0.3)], 0.013, "wood", sides=8) for x, y in feet
        ]
    if wears == "jacket":
        parts += [_trunk(width_m, hip, top, "cloth", low=-0.1, high=0.985, slack_m=0.014), *_sleeves(width_m, top)]
    elif wears == "dress":
        parts += [_trunk(width_m, hip, top, "cloth", low=0.25, high=0.88, slack_m=0.009), _skirt(width_m, hip + 0.2, stream)]
    return join(parts)


HEIGHTS = np.array([-0.3, 0.0, 0.12, 0.25, 0.42, 0.55, 0.72, 0.84, 0.9, 0.94, 0.97, 1.0])  # from the hips up to the neck
HALF_X = np.array([0.4, 0.38, 0.45, 0.44, 0.35, 0.38, 0.44, 0.48, 0.48, 0.44, 0.27, 0.16])
HALF_Y = np.array([0.29, 0.28, 0.33, 0.32, 0.24, 0.28, 0.35, 0.28, 0.23, 0.19, 0.16, 0.14])


def _trunk(wide: float, hip: float, top: float, slot: str, *, low: float, high: float, slack_m: float = 0.0) -> Mesh:
    """Hips, waist, chest, shoulders and neck between two of its heights (0 hips .. 1 neck), shut above and below."""
    level = np.concatenate([[low], np.linspace(low, high, 18), [high]])
    shut = np.concatenate([[0.0], np.ones(18), [0.0]])
    half_x, half_y = (shut * (np.interp(level, HEIGHTS, half) * wide + slack_m) for half in (HALF_X, HALF_Y))
    ahead = 0.04 * wide * np.sin(np.pi * np.clip(level, 0, 1))
    return _rings(hip + (top - hip) * level, half_x, half_y, ahead, slot)


def _rings(z: Sequence[float] | F64, half_x: F64, half_y: F64, ahead: F64, slot: str) -> Mesh:
    ring = circle(SIDES)
    points = np.empty((len(half_x), SIDES + 1, 3))
    points[..., 0], points[..., 1] = half_x[:, None] * ring[:, 0], half_y[:, None] * ring[:, 1] + ahead[:, None]
    points[..., 2] = np.asarray(z)[:, None]
    return grid(points, slot)


def _sleeves(wide: float, top: float) -> list[Mesh]:
    return [
        tube(
            [
                (s * 0.4 * wide, 0, top - 0.09),
                (s * 0.54 * wide, 0, top - 0.16),
                (s * 0.6 * wide, 0.02, top - 0.38),
                (s * 0.58 * wide, 0.06, top - 0.62),
            ],
            [0.05, 0.062, 0.052, 0.045],
            "cloth",
            sides=12,
            piece=4 + s,
        )
        for s in (-1, 1)
    ]


def _skirt(wide: float, waist: float, stream: Stream) -> Mesh:
    """Falls in folds from the waist."""
    low, rows = stream.uniform(0.25, 0.5), 8
    down = np.linspace(1, 0, rows)[:, None]
    angle = np.arange(SIDES * 2 + 1) / SIDES * np.pi
    folds = 1 + 0.07 * down * np.sin(stream.integer(7, 10) * angle + stream.uniform(0, 6))
    out = wide * (0.36 + 0.2 * down * down) * folds
    ring = circle(SIDES * 2)
    z = np.broadcast_to(waist + (low - waist) * down, out.shape)
    return grid(np.stack([out * ring[:, 0], 0.8 * out * ring[:, 1], z], 2), "cloth", piece=9)


def _stands_on(p: Mapping[str, Any]) -> tuple[float, float]:
    """Sleeves and skirts reach beyond the stand."""
    wide = {"nothing": 0.98, "jacket": 1.2, "dress": 1.22}[p["wears"]] * p["width_m"]
    return round(wide + (0.11 if p["wears"] == "jacket" else 0.01), 4), 0.47 if p["foot"] == "tripod" or p[
        "wears"
    ] == "dress" else 0.36


TABLE: dict[str, Any] = {
    **STANDING,
    "footprint": lambda p: (round(1.0 * p["width_m"] + 0.01, 4), p["depth_m"] + 0.08),
    "height": lambda p: p["height_m"] + (0.0 if p["mirror"] == "none" else 0.72),
    "front_m": 0.75,
    "anchors": lambda p: {
        "top": {
            "position_m": (0.0, 0.04, p["height_m"]),
            "size_m": (round(0.9 * p["width_m"], 4), round(p["depth_m"] - 0.14, 4)),
            "facing": (0.0, 1.0),
        }
    },
}
KINDS = [
    Kind(
        "dressing_table",
        "a table with drawers and a mirror to sit at",
        dressing_table,
        {
            "width_m": Uniform(0.85, 1.25),
            "depth_m": Uniform(0.4, 0.48),
            "height_m": Uniform(0.72, 0.77),
            "mirror": Choice(("oval", "square", "triple", "none"), (3, 3, 2, 1)),
            "pedestals": Choice((0, 1, 2), (3, 1, 2)),
            "handles": Choice(("knob", "bar", "cup")),
        },
        "",
        {"body": "wood", "front": "wood", "legs": "legs", "handles": "metal", "mirror": "mirror"},
        TABLE,
    ),
    Kind(
        "mannequin",
        "a tailor's dummy, bare or dressed: at night it looks like somebody",
        mannequin,
        {
            "height_m": Uniform(1.45, 1.7),
            "width_m": Uniform(0.36, 0.44),
            "wears": Choice(("nothing", "jacket", "dress"), (2, 2, 2)),
            "foot": Choice(("tripod", "plate")),
        },
        "",
        {"body": "dummy", "wood": "legs", "cloth": "coat"},
        {
            **STANDING,
            "footprint": _stands_on,
            "height": lambda p: p["height_m"] + 0.01,
        },
    ),
]
