"""What dining rooms keep things in: a dresser with plates, a glazed cabinet, a rack of wine; and a bin for what is left."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.fronts import doors, drawers
from synthclips.catalog.furniture.traits import STANDING
from synthclips.catalog.furniture.vessels import vessel
from synthclips.catalog.furniture.wall_units import crockery, plate
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted, turned
from synthclips.geometry.sweeps import cylinder, lathe
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def dresser(
    *,
    key: int,
    width_m: Annotated[float, Range(0.7, 1.8), Metres],
    depth_m: Annotated[float, Range(0.36, 0.55), Metres],
    height_m: Annotated[float, Range(1.6, 2.2), Metres],
    style: Literal["open", "glazed"],
) -> Mesh:
    """Cupboards below, shelves of plates above, open or behind glazing bars. Slots: front, handles, back, plate."""
    stream, low, t = Stream(key), 0.86, 0.022
    deep, top = depth_m - 0.03, 0.55 * depth_m
    back = -depth_m / 2
    parts = [box((width_m - 0.03, deep - 0.02, low - 0.09), "front", at_m=(0, back + (deep - 0.02) / 2, 0.06), bevel_m=0.002)]
    parts.append(box((width_m - 0.06, deep - 0.06, 0.06), "front", at_m=(0, back + deep / 2 - 0.01, 0), bevel_m=0))
    parts.append(box((width_m, depth_m, 0.03), "front", at_m=(0, 0, low - 0.03), bevel_m=0.006))
    count, face = max(2, round(width_m / 0.5)), back + deep - 0.02
    each = (width_m - 0.03) / count
    for k in range(count):
        x = each * (k + 0.5 - count / 2)
        parts += doors(each, 0.6, "shaker", "knob", at_m=(x, face, 0.06), piece=40 * k + k % 2, grip_at=0.9)
        parts += drawers(each, (low - 0.69,), "slab", "knob", at_m=(x, face, 0.66), piece=300 + k)
    parts += _shelves(width_m - 0.04, top, back, low, height_m, t, stream)
    if style == "glazed":
        parts += _glazing(width_m - 0.04, back + top, low + 0.02, height_m - 0.06, count)
    parts.append(box((width_m + 0.0, top + 0.02, 0.04), "front", at_m=(0, back + top / 2 + 0.01, height_m - 0.04), bevel_m=0.008))
    return join(parts)


def _shelves(wide: float, deep: float, back: float, z0: float, z1: float, t: float, stream: Stream) -> list[Mesh]:
    """Sides, back and three boards with crockery; big plates stand on edge behind."""
    y = back + deep / 2
    parts = [box((t, deep, z1 - z0 - 0.02), "front", at_m=(s * (wide - t) / 2, y, z0)) for s in (-1, 1)]
    parts.append(box((wide - 2 * t, 0.008, z1 - z0 - 0.03), "back", at_m=(0, back + 0.006, z0), bevel_m=0))
    count = 3 if z1 - z0 > 0.95 else 2
    clear = (z1 - z0 - 0.04) / count
    for k in range(count):
        z = z0 + k * clear
        if k:
            parts.append(box((wide - 2 * t, deep - 0.012, t), "front", at_m=(0, y, z)))
        left, right = -wide / 2 + 0.04, wide / 2 - 0.04
        if k and stream.chance(0.6):
            parts += _on_edge(left, right, back + 0.045, z + t, min(0.125, 0.42 * clear), stream)
        else:
            parts += crockery(left, right, y, z + (t if k else 0.002), 0.7 * clear, stream)
    return parts


def _on_edge(left: float, right: float, y: float, z: float, r: float, stream: Stream) -> list[Mesh]:
    made, x = list[Mesh](), left + r
    while x + r < right:
        if stream.chance(0.85):
            standing = turned(plate(r, at_m=(0, 0, 0)), "x", -math.pi / 2 + 0.18)
            made.append(shifted(standing, x, y, z - float(standing.vertices_m[:, 2].min())))
        x += 2 * r + stream.uniform(0.01, 0.06)
    return made


def _glazing(wide: float, y: float, z0: float, z1: float, count: int) -> list[Mesh]:
    """Door frames with bars across; the panes are left out, as in windows."""
    each, made = wide / count, list[Mesh]()
    for k in range(count):
        x = each * (k + 0.5 - count / 2)
        made += [box((0.045, 0.02, z1 - z0), "front", at_m=(x + s * (each / 2 - 0.024), y, z0), bevel_m=0.002) for s in (-1, 1)]
        made += [box((each - 0.09, 0.02, 0.045), "front", at_m=(x, y, z), bevel_m=0.002) for z in (z0, z1 - 0.045)]
        made += [
            box((each - 0.09, 0.014, 0.014), "front", at_m=(x, y, z0 + f * (z1 - z0)), bevel_m=0.002) for f in (1 / 3, 2 / 3)
        ]
        made.append(
            cylinder(
                0.01, 0.02, "handles", at_m=(x + (1 if k % 2 == 0 else -1) * (each / 2 - 0.024), y + 0.012, z0 + 0.4), sides=8
            )
        )
    return made


def wine_rack(
    *,
    key: int,
    columns: Annotated[int, Range(2, 8)],
    rows: Annotated[int, Range(2, 10)],
    cell_m: Annotated[float, Range(0.09, 0.13), Metres],
    full: Annotated[float, Range(0, 1)],
) -> Mesh:
    """A lattice of pigeon-holes with bottles lying in them, necks to the front, foil on them. Slots: wood, bottle, foil."""
    stream, deep, t = Stream(key), 0.22, 0.014
    wide, high = columns * cell_m + t, rows * cell_m + t
    parts = [
        box((t, deep, high), "wood", at_m=(k * cell_m - wide / 2 + t / 2, -0.04, 0), bevel_m=0.001) for k in range(columns + 1)
    ]
    parts += [box((wide, deep - 0.002, t), "wood", at_m=(0, -0.04, k * cell_m), bevel_m=0.001) for k in range(rows + 1)]
    bottle = [vessel("wine", 0.036, 0.3, "bottle", sides=10), cylinder(0.0165, 0.07, "foil", at_m=(0, 0, 0.232), sides=10)]
    lying = turned(join(bottle), "x", -math.pi / 2)
    for i in range(columns):
        for j in range(rows):
            if stream.chance(full):
                x, z = (i + 0.5) * cell_m - wide / 2 + t / 2, j * cell_m + t + 0.037
                parts.append(shifted(lying, x, -0.15, z))
    return join(parts)


def bin_(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.1, 0.22), Metres],
    height_m: Annotated[float, Range(0.25, 0.75), Metres],
    style: Literal["pedal", "swing", "open"],
) -> Mesh:
    """A kitchen bin. Slots: body, dark."""
    del key
    r, h = radius_m, height_m
    if style == "swing":
        body = box((1.8 * r, 1.4 * r, 0.72 * h), "body", bevel_m=0.02)
        lid = turned(lathe([(0.69 * r, -0.9 * r), (0.69 * r, 0.9 * r), (0, 0.9 * r)], "dark", sides=20), "y", math.pi / 2)
        lid = join([lid, turned(lathe([(0, -0.9 * r), (0.69 * r, -0.9 * r)], "dark", sides=20), "y", math.pi / 2)])
        squashed = Mesh(
            lid.vertices_m * (1, 1, (0.27 * h) / (0.69 * r)), lid.normals, lid.faces, lid.surface_m, lid.slot, lid.slots
        )
        return join([body, shifted(squashed, z=0.72 * h)])
    profile = [(0, 0), (0.9 * r, 0), (0.92 * r, 0.03), (r, 0.86 * h)]
    if style == "open":
        return lathe([*profile, (r, h), (0.97 * r, h), (0.88 * r, 0.02), (0, 0.02)], "body", sides=24)
    lid = lathe([(1.02 * r, 0.86 * h), (1.02 * r, 0.9 * h), (0.8 * r, 0.97 * h), (0, h)], "dark", sides=24)
    pedal = box((0.07, 0.05, 0.012), "dark", at_m=(0, 0.95 * r, 0.012))
    return join([lathe(profile, "body", sides=24), lid, pedal])


def _dresser_top(p: dict[str, Any]) -> dict[str, Any]:
    at = (0.0, round(0.28 * p["depth_m"], 4), 0.86)
    return {
        "top": {"position_m": at, "size_m": (round(0.9 * p["width_m"], 4), round(0.34 * p["depth_m"], 4)), "facing": (0.0, 1.0)}
    }


KINDS = [
    Kind(
        "dresser",
        "a dresser or a glazed cabinet with plates",
        dresser,
        {
            "width_m": Uniform(0.95, 1.5),
            "depth_m": Uniform(0.4, 0.5),
            "height_m": Uniform(1.75, 2.05),
            "style": Choice(("open", "glazed"), (3, 2)),
        },
        "",
        {"front": "wood", "handles": "metal", "back": "wood", "plate": "plate"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["depth_m"]),
            "height": lambda p: p["height_m"],
            "anchors": _dresser_top,
        },
    ),
    Kind(
        "wine_rack",
        "a rack of wine bottles",
        wine_rack,
        {"columns": Integer(3, 6), "rows": Integer(3, 8), "cell_m": Uniform(0.098, 0.115), "full": Uniform(0.3, 0.95)},
        "",
        {"wood": "rack_wood", "bottle": "bottle", "foil": "foil"},
        {
            **STANDING,
            "footprint": lambda p: (p["columns"] * p["cell_m"] + 0.016, 0.31),
            "height": lambda p: p["rows"] * p["cell_m"] + 0.016,
        },
    ),
    Kind(
        "bin",
        "a kitchen bin: with a pedal, a swinging lid, or open",
        bin_,
        {
            "radius_m": Uniform(0.13, 0.18),
            "height_m": Uniform(0.35, 0.65),
            "style": Choice(("pedal", "swing", "open"), (3, 2, 1)),
        },
        "",
        {"body": "kitchen_bin", "dark": "black_plastic"},
        {
            **STANDING,
            "footprint": lambda p: (2.06 * p["radius_m"], 2.3 * p["radius_m"] + 0.03),
            "height": lambda p: p["height_m"],
        },
    ),
]
