"""Shelves and what stands on them: bookcases and wall shelves with books, boxes, vases and gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture import books, vessels
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, mirrored_x, renamed, shifted
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def bookcase(
    *,
    key: int,
    width_m: Annotated[float, Range(0.35, 2.0), Metres],
    depth_m: Annotated[float, Range(0.2, 0.45), Metres],
    height_m: Annotated[float, Range(0.7, 2.3), Metres],
    shelves: Annotated[int, Range(2, 7)],
    columns: Annotated[int, Range(1, 4)],
    style: Literal["case", "plinth", "open", "cornice"],
    fullness: Annotated[float, Range(0.0, 1.0)],
) -> Mesh:
    """A bookcase with its contents. Slots: body, back (one in four; else body), books, pages, ceramic, box."""
    stream = Stream(key)
    t = 0.022
    foot = {"case": 0.02, "plinth": 0.09, "open": 0.10, "cornice": 0.09}[style]
    top = height_m - (0.05 if style == "cornice" else 0.0)
    parts = _carcass(width_m, depth_m, height_m, top, foot, t, style)
    bay, clear = (width_m - 2 * t) / columns, (top - foot - t) / shelves
    for c in range(columns):
        x = -width_m / 2 + t + bay * c
        if c:
            parts.append(box((t, depth_m - 0.012, top - foot - 2 * t), "body", at_m=(x, 0.0, foot + t)))
        for s in range(shelves):
            z = foot + s * clear
            if s:
                parts.append(box((bay - 0.001, depth_m - 0.016, t), "body", at_m=(x + bay / 2, 0, z)))
            parts += _contents(x + 0.5 * t + 0.004, z + t, bay - t - 0.008, clear - t, depth_m, fullness, stream)
    return renamed(join(parts), {} if key % 4 == 0 else {"back": "body"})


def _carcass(width: float, depth: float, height: float, top: float, foot: float, t: float, style: str) -> list[Mesh]:
    parts = [box((t, depth, top), "body", at_m=(s * (width - t) / 2, 0, 0)) for s in (-1, 1)]
    parts += [box((width - 2 * t, depth - 0.004, t), "body", at_m=(0, 0, z)) for z in (foot, top - t)]
    if style != "open":
        parts.append(box((width - 2 * t, 0.006, top - foot - 2 * t), "back", at_m=(0, -depth / 2 + 0.004, foot + t), bevel_m=0))
    if style in ("plinth", "cornice"):
        parts.append(box((width - 2 * t, 0.018, foot), "body", at_m=(0, depth / 2 - 0.02, 0)))
    if style == "cornice":
        parts.append(box((width + 0.03, depth + 0.015, 0.024), "body", at_m=(0, 0.0075, top)))
        parts.append(box((width + 0.06, depth + 0.03, 0.026), "body", at_m=(0, 0.015, height - 0.026), bevel_m=0.008))
    return parts


def _contents(x: float, z: float, long: float, clear: float, depth: float, fullness: float, stream: Stream) -> list[Mesh]:
    """What stands on one board: books from the left, from the right, things between, or nothing."""
    front = depth / 2 - 0.025
    deep = depth - 0.045
    if not stream.chance(0.35 + 0.65 * fullness):
        return _objects(x, z, long, clear, deep, 1 if stream.chance(0.7) else 0, stream)
    share = stream.uniform(0.35, 1.0) * (0.6 + 0.4 * fullness)
    made = books.row(long * share, clear, deep, stream)
    if made is None:
        return []
    row = shifted(made, x, front, z)
    if stream.chance(0.35):
        row = _flipped(row, x + long / 2)
        rest = (x, float(row.vertices_m[:, 0].min()) - x)
    else:
        end = float(row.vertices_m[:, 0].max())
        rest = (end, x + long - end)
    return [row, *_objects(rest[0], z, rest[1], clear, deep, 2 if rest[1] > 0.3 else 1, stream)]


def _flipped(row: Mesh, x: float) -> Mesh:
    return shifted(mirrored_x(row), 2 * x)


def _objects(x: float, z: float, long: float, clear: float, deep: float, count: int, stream: Stream) -> list[Mesh]:
    out: list[Mesh] = []
    if long < 0.12 or not count:
        return out
    each = long / count
    for i in range(count):
        middle = x + each * (i + 0.5)
        what = stream.choice(("vase", "bowl", "pile", "box", "nothing"), (3, 1, 3, 2, 1.5))
        wide = min(0.85 * each, 0.3)
        high = min(0.8 * clear, 0.3)
        if what == "vase":
            shape = stream.choice(("bottle", "urn", "cylinder", "gourd"))
            out.append(
                shifted(vessels.vessel(shape, min(0.4 * wide, 0.07), high * stream.uniform(0.5, 0.95), "ceramic"), middle, 0, z)
            )
        elif what == "bowl":
            out.append(shifted(vessels.vessel("bowl", min(0.48 * wide, deep * 0.42, 0.12), 0.07, "ceramic"), middle, 0, z))
        elif what == "pile" and wide > 0.2:
            out.append(
                shifted(
                    books.pile(
                        key=stream.integer(0, 10**9), count=stream.integer(1, 4), size_m=min(0.72 * wide, deep * 0.8, 0.25)
                    ),
                    middle,
                    0,
                    z,
                )
            )
        elif what == "box":
            size = (min(wide, 0.32), min(deep * 0.8, 0.28), min(high, 0.2) * stream.uniform(0.5, 1.0))
            out.append(box(size, "box", at_m=(middle, 0, z), bevel_m=0.004))
            out.append(box((size[0] + 0.006, size[1] + 0.006, 0.03), "box", at_m=(middle, 0, z + size[2] - 0.02), bevel_m=0.004))
    return out


def wall_shelf(
    *,
    key: int,
    width_m: Annotated[float, Range(0.3, 1.6), Metres],
    depth_m: Annotated[float, Range(0.14, 0.3), Metres],
    boards: Annotated[int, Range(1, 3)],
    fullness: Annotated[float, Range(0.0, 1.0)],
) -> Mesh:
    """Boards on brackets with things on them; origin in the wall's plane under the lowest board's middle."""
    stream = Stream(key)
    parts = []
    for i in range(boards):
        z = 0.02 + 0.34 * i
        parts.append(box((width_m, depth_m, 0.024), "body", at_m=(0, depth_m / 2, z)))
        for s in (-1, 1):
            parts.append(
                box((0.016, depth_m * 0.8, 0.016), "brackets", at_m=(s * 0.36 * width_m, depth_m * 0.4, z - 0.016), bevel_m=0.002)
            )
        things = _contents(-width_m / 2 + 0.02, z + 0.024, width_m - 0.04, 0.28, depth_m, fullness, stream)
        parts += [shifted(m, y=depth_m / 2) for m in things]
    return join(parts)


def _shelf_anchors(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    clear = (p["height_m"] - 0.1) / p["shelves"]
    return {
        "top": {
            "position_m": (0.0, 0.0, p["height_m"]),
            "size_m": (round(0.9 * p["width_m"], 4), round(0.9 * p["depth_m"], 4)),
            "facing": (0.0, 1.0),
        },
        "shelf": {
            "position_m": (0.0, round(0.3 * p["depth_m"], 4), round(min(1.1, clear * 2 + 0.1), 4)),
            "size_m": (0.2, 0.2),
            "facing": (0.0, 1.0),
        },
    }


TRAITS: dict[str, Any] = {
    **STANDING,
    "footprint": lambda p: (
        p["width_m"] + (0.06 if p["style"] == "cornice" else 0.0),
        p["depth_m"] + (0.06 if p["style"] == "cornice" else 0.0),
    ),
    "height": lambda p: p["height_m"],
    "anchors": _shelf_anchors,
}
WALL_TRAITS = {
    **TRAITS,
    "footprint": lambda p: (p["width_m"], p["depth_m"]),
    "height": lambda p: 0.34 * p["boards"],
    "wall_mounted": True,
    "anchors": lambda p: {
        "top": {
            "position_m": (0.0, p["depth_m"] / 2, 0.044),
            "size_m": (p["width_m"] * 0.9, p["depth_m"] * 0.9),
            "facing": (0.0, 1.0),
        }
    },
}
SLOTS = {"body": "wood", "back": "wood", "books": "books", "pages": "paper", "ceramic": "ceramic", "box": "box"}
CASE = {
    "width_m": Uniform(0.6, 1.25),
    "depth_m": Uniform(0.26, 0.36),
    "height_m": Uniform(1.2, 2.1),
    "shelves": Integer(4, 6),
    "columns": Choice((1, 2), (3, 2)),
    "style": Choice(("case", "plinth", "open", "cornice"), (3, 3, 1, 1.5)),
    "fullness": Uniform(0.35, 1.0),
}

KINDS = [
    Kind(
        "bookcase",
        "a bookcase with books of every height, boxes, vases and gaps",
        bookcase,
        CASE,
        "",
        SLOTS,
        {**TRAITS, "front_m": 0.4},
    ),
    Kind(
        "wall_shelf",
        "one or two boards on the wall with a few things on them",
        wall_shelf,
        {
            "width_m": Uniform(0.5, 1.1),
            "depth_m": Uniform(0.18, 0.25),
            "boards": Choice((1, 2), (3, 2)),
            "fullness": Uniform(0.55, 1.0),
        },
        "",
        {"body": "wood", "brackets": "metal", "books": "books", "pages": "paper", "ceramic": "ceramic", "box": "box"},
        WALL_TRAITS,
    ),
]
