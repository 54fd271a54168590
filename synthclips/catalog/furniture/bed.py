"""Beds: six headboards, three bases, made or slept in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.bedding import OUT_M, Cover, duvet, mattress, pillows
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, shifted, turned
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import cylinder, extrude, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
BEHIND_M = 0.1  # the headboard, behind the mattress
BEFORE_M = 0.12  # the footboard or what hangs over the foot
FRAME_M = 0.035


def bed(
    *,
    key: int,
    width_m: Annotated[float, Range(0.7, 2.1), Metres],
    length_m: Annotated[float, Range(1.4, 2.2), Metres],
    height_m: Annotated[float, Range(0.35, 0.6), Metres],
    headboard: Literal["none", "panel", "slats", "padded", "arched", "iron"],
    headboard_m: Annotated[float, Range(0.7, 1.4), Metres],
    base: Literal["legs", "divan", "drawers"],
    footboard: bool,
    made: Literal["made", "turned_down", "slept_in", "thrown_back"],
    pillows_count: Annotated[int, Range(1, 4)],
    blanket: bool,
) -> Mesh:
    """A bed, head towards -y, mattress top at height_m. Slots: frame, padding, iron, sheet, duvet, pillow, blanket."""
    stream = Stream(key)
    thick = stream.uniform(0.18, 0.24)
    parts = [*_base(base, width_m, length_m, height_m - thick), mattress(width_m, length_m, thick, height_m)]
    parts += _headboard(headboard, width_m, length_m, headboard_m, height_m)
    if footboard:
        parts += _footboard(headboard, width_m, length_m, height_m)
    untidy = {"made": 0.0, "turned_down": 0.2, "slept_in": 0.7, "thrown_back": 1.0}[made]
    parts += pillows(width_m, length_m, height_m, pillows_count, untidy, stream)
    cover = _cover(made, width_m, length_m, 0.0 if footboard else 1.0, pillows_count, stream)
    folds = stream.integer(0, 2**31 - 1)
    parts.append(duvet(width_m, length_m, height_m, cover, Stream(folds)))
    if blanket and made != "thrown_back":
        long = 0.42 * stream.uniform(0.8, 1.2)
        over = Cover(
            (0.24, 0.24), -0.18, length_m - 0.18 - long, thick_m=0.013 + 0.25 * cover.rumple_m, rumple_m=cover.rumple_m,
            under_m=cover.thick_m + 0.003, wander_m=cover.wander_m, cells=(52, 18),
        )  # fmt: skip
        parts.append(duvet(width_m, length_m, height_m, over, Stream(folds), "blanket"))
    return shifted(join(parts), y=(BEHIND_M - BEFORE_M) / 2)


def _cover(made: str, width: float, length: float, over_foot: float, count: int, stream: Stream) -> Cover:
    """How the duvet lies."""
    hang = stream.uniform(0.16, 0.3)
    foot = over_foot * stream.uniform(0.08, 0.22) - 0.03 * (1 - over_foot)
    rows = 0.62 if (count > 2 and width > 1.3) or (count > 1 and width <= 1.3) else 0.5
    if made == "made":
        skew, turned = stream.uniform(-0.03, 0.03), stream.choice((0.0, 0.16, 0.24))
        rumple = stream.uniform(0.022, 0.034)
        return Cover((hang, hang), foot, rows, skew, turned_m=turned, thick_m=0.06, rumple_m=rumple, wander_m=0.025)
    if made == "turned_down":
        return Cover(
            (hang, hang),
            foot,
            rows + 0.06,
            turned_m=stream.uniform(0.2, 0.35),
            thick_m=0.055,
            rumple_m=stream.uniform(0.022, 0.036),
            wander_m=0.03,
        )
    side = 1 if stream.chance(0.5) else -1
    skew = side * stream.uniform(0.1, 0.35)
    shift = side * stream.uniform(0.0, 0.1)
    if made == "slept_in":
        return Cover((hang - shift, hang + shift), foot, rows + 0.15, skew, rumple_m=stream.uniform(0.025, 0.04))
    bare = -stream.uniform(0.25, 0.45) * width
    sides = (bare, hang + 0.1) if side > 0 else (hang + 0.1, bare)
    return Cover(sides, foot, rows + 0.3, skew, turned_m=0.25, thick_m=0.06, rumple_m=stream.uniform(0.04, 0.06))


def _base(style: str, width: float, length: float, top: float) -> list[Mesh]:
    """What carries the mattress, up to a little over its underside."""
    w, deep = width + 2 * FRAME_M, length + FRAME_M
    if style == "divan":
        return [
            soft_box((width - 0.01, length - 0.01, top - 0.01), 0.02, "padding", cells=(4, 4, 1), rounding=1, at_m=(0, 0, 0.01))
        ]
    tall = 0.13 if style == "legs" else top - 0.02
    low = top - tall + 0.05
    rails = [box((FRAME_M, deep, tall), "frame", at_m=(s * (width + FRAME_M) / 2, 0, low), piece=s + 2) for s in (-1, 1)]
    rails.append(box((w, FRAME_M, tall), "frame", at_m=(0, (length + FRAME_M) / 2, low), piece=5))
    if style == "drawers":
        rails += [_drawer(s, k, length, w, low, tall) for s in (-1, 1) for k in (-1, 1)]
        return [
            *rails,
            *(box((0.06, 0.06, low), "frame", at_m=(s * 0.4 * width, k * 0.4 * length, 0)) for s in (-1, 1) for k in (-1, 1)),
        ]
    x, y = w / 2 - 0.04, length / 2 - 0.03
    return rails + [box((0.06, 0.06, low + 0.02), "frame", at_m=(s * x, k * y, 0)) for s in (-1, 1) for k in (-1, 1)]


def _drawer(side: int, along: int, length: float, width: float, low: float, tall: float) -> Mesh:
    """A front with a slot to pull it by."""
    at = (side * (width / 2 + 0.006), along * 0.24 * length, low + 0.015)
    front = box((0.014, 0.44 * length, tall - 0.07), "frame", at_m=at, piece=20 + side + 3 * along)
    grip = box((0.006, 0.12, 0.018), "iron", at_m=(at[0] + side * 0.009, at[1], at[2] + tall - 0.11), bevel_m=0.002)
    return join([front, grip])


def _headboard(style: str, width: float, length: float, top: float, seat: float) -> list[Mesh]:
    y, wide = -length / 2 - 0.045, width + 2 * FRAME_M
    if style == "none":
        return [box((wide, 0.03, seat - 0.05), "frame", at_m=(0, y + 0.02, 0.0))]
    if style == "padded":
        return [_padded(wide + 0.04, top, y)]
    if style == "iron":
        return _iron(wide, top, y, seat - 0.2)
    posts = [box((0.055, 0.045, top - 0.02), "frame", at_m=(s * (wide / 2 - 0.02), y, 0), bevel_m=0.006) for s in (-1, 1)]
    if style == "arched":
        return [*posts, _arch(wide - 0.04, top, y)]
    rail = box((wide, 0.05, 0.07), "frame", at_m=(0, y, top - 0.07), bevel_m=0.01, piece=31)
    if style == "panel":
        boards = max(1, round((top - seat) / 0.16))
        each = (top - 0.07 - seat + 0.12) / boards
        return [*posts, rail] + [
            box((wide - 0.09, 0.024, each - 0.006), "frame", at_m=(0, y, seat - 0.12 + k * each), piece=40 + k)
            for k in range(boards)
        ]
    count = round(wide / 0.13)
    xs = [(k + 0.5) / count * (wide - 0.1) - (wide - 0.1) / 2 for k in range(count)]
    foot = box((wide - 0.08, 0.03, 0.06), "frame", at_m=(0, y, seat - 0.12), bevel_m=0.005)
    return [*posts, rail, foot, *(box((0.045, 0.018, top - seat + 0.06), "frame", at_m=(x, y, seat - 0.09)) for x in xs)]


def _padded(wide: float, top: float, y: float) -> Mesh:
    """Upholstered, in upright channels."""
    tall, channels = top - 0.1, round(wide / 0.2)

    def quilted(p: F64) -> F64:
        out = p.copy()
        u = (p[:, 0] / wide + 0.5) * channels
        out[:, 1] -= (p[:, 1] > 0) * 0.022 * np.abs(2 * (u - np.floor(u)) - 1) ** 3
        return out

    return soft_box((wide, 0.085, tall), 0.03, "padding", at_m=(0, y - 0.005, 0.1), cells=(channels * 8, 1, 3), bend=quilted)


def _arch(wide: float, top: float, y: float) -> Mesh:
    """A board whose upper edge is an arch."""
    x = np.linspace(-wide / 2, wide / 2, 21)
    rise = top - 0.18 + 0.18 * (1 - (2 * x / wide) ** 2)
    outline = [(float(a), float(b)) for a, b in zip(x[::-1], rise[::-1], strict=True)]
    board = extrude([(-wide / 2, 0.22), (wide / 2, 0.22), *outline], 0.026, "frame", piece=33)
    return shifted(turned(board, "z", np.pi / 2), y=y)


def _iron(wide: float, top: float, y: float, low: float) -> list[Mesh]:
    """Posts with knobs, a bowed bar over upright ones."""
    posts = [cylinder(0.018, top - 0.1, "iron", at_m=(s * wide / 2, y, 0), sides=10) for s in (-1, 1)]
    posts += [
        cylinder(0.032, 0.05, "iron", at_m=(s * wide / 2, y, top - 0.1), top_m=0.02, sides=12, bevel_m=0.012) for s in (-1, 1)
    ]
    bow = np.linspace(-1, 1, 13)
    path = np.column_stack([bow * wide / 2, np.full(13, y), top - 0.15 + 0.13 * (1 - bow * bow)])
    bars = [tube(path, 0.012, "iron", sides=8), tube([(-wide / 2, y, low), (wide / 2, y, low)], 0.01, "iron", sides=8)]
    count = round(wide / 0.14)
    for k in range(1, count):
        u = 2 * k / count - 1
        bars.append(tube([(u * wide / 2, y, low), (u * wide / 2, y, top - 0.15 + 0.13 * (1 - u * u))], 0.007, "iron", sides=6))
    return posts + bars


def _footboard(style: str, width: float, length: float, seat: float) -> list[Mesh]:
    """A low one, of a piece with the headboard."""
    y, wide, top = length / 2 + 0.055, width + 2 * FRAME_M, seat + 0.12
    if style == "iron":
        return _iron(wide, top + 0.12, y, 0.22)
    if style == "padded":
        return [soft_box((wide + 0.02, 0.07, top - 0.1), 0.03, "padding", at_m=(0, y, 0.1), cells=(6, 1, 1))]
    board = box((wide - 0.06, 0.024, top - 0.2), "frame", at_m=(0, y, 0.16), piece=51)
    posts = [box((0.055, 0.045, top), "frame", at_m=(s * (wide / 2 - 0.02), y, 0), bevel_m=0.006) for s in (-1, 1)]
    return [board, *posts, box((wide, 0.05, 0.04), "frame", at_m=(0, y, top - 0.04), bevel_m=0.008, piece=52)]


def footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    """With the bedding that hangs over."""
    return round(p["width_m"] + 2 * OUT_M + 0.02, 4), round(p["length_m"] + BEHIND_M + BEFORE_M, 4)


def seats(p: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """One sits on either long side, and at the foot where no board is in the way; cats lie there."""
    x, z, deep = p["width_m"] / 2, p["height_m"] + 0.04, 0.44
    middle = (BEHIND_M - BEFORE_M) / 2
    sides = {"seat_left": -1.0, "seat_right": 1.0}
    found = {
        name: {
            "position_m": (s * (x - deep / 2), middle + 0.12 * p["length_m"], z),
            "size_m": (round(0.5 * p["length_m"], 4), deep),
            "facing": (s, 0.0),
        }
        for name, s in sides.items()
    }
    if p.get("footboard"):
        return found
    at = middle + p["length_m"] / 2 - deep / 2
    foot = {"position_m": (0.0, round(at, 4), z), "size_m": (round(p["width_m"] - 0.1, 4), deep), "facing": (0.0, 1.0)}
    return {"seat": foot, **found}


def height(p: Mapping[str, Any]) -> float:
    """Of the headboard, or of what leans on it."""
    return float(max(p["height_m"] + 0.5, p["headboard_m"] + 0.14))


def blocks(p: Mapping[str, Any]) -> tuple[tuple[tuple[float, float], tuple[float, float], float], ...]:
    """The head of the bed, with its pillows, is higher than the rest."""
    width, depth = footprint(p)
    low = p["height_m"] + (0.26 if p["footboard"] and p["headboard"] == "iron" else 0.14 if p["footboard"] else 0.1)
    return ((0.0, 0.0), (width / 2, depth / 2), low), ((0.0, -depth / 2 + 0.25), (width / 2, 0.25), height(p))


TRAITS: dict[str, Any] = {
    **STANDING,
    "footprint": footprint,
    "height": height,
    "blocks": blocks,
    "anchors": seats,
}
SLOTS = {
    "frame": "bed_frame",
    "padding": "couch_fabric",
    "iron": "bed_iron",
    "sheet": "bed_sheet",
    "duvet": "duvet",
    "pillow": "pillow_case",
    "blanket": "throw",
}
DOUBLE = {
    "width_m": Choice((1.4, 1.4, 1.5, 1.6, 1.8)),
    "length_m": Uniform(1.95, 2.05),
    "height_m": Uniform(0.44, 0.54),
    "headboard": Choice(("none", "panel", "slats", "padded", "arched", "iron"), (1, 3, 2, 4, 1.5, 1.5)),
    "headboard_m": Uniform(0.92, 1.2),
    "base": Choice(("legs", "divan", "drawers"), (4, 2, 1)),
    "footboard": Choice((True, False), (1, 3)),
    "made": Choice(("made", "turned_down", "slept_in", "thrown_back"), (4, 2, 2, 2)),
    "pillows_count": Choice((2, 3, 4), (4, 1, 3)),
    "blanket": Choice((True, False), (1, 2)),
}
SINGLE = {
    **DOUBLE,
    "width_m": Choice((0.9, 0.9, 1.0)),
    "length_m": Uniform(1.88, 2.02),
    "headboard": Choice(("none", "panel", "slats", "padded", "arched", "iron"), (1, 3, 3, 1, 2, 1)),
    "headboard_m": Uniform(0.8, 1.05),
    "base": Choice(("legs", "divan", "drawers"), (4, 1, 2)),
    "pillows_count": Choice((1, 2), (3, 1)),
}
KINDS = [
    Kind("bed", "a double bed: wooden, padded or iron headboard, made or slept in", bed, DOUBLE, "bed", SLOTS, TRAITS),
    Kind("single_bed", "a bed for one", bed, SINGLE, "bed", SLOTS, TRAITS),
]
