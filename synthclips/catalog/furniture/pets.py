"""What cats and dogs have of their own: bowls on a mat, a litter tray, a tree and a post to scratch, a bed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, circle, grid, shifted, turned
from synthclips.geometry.soft import cushion, soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
ROOMY = {"snug": 1, "medium": 2, "tall": 3}


def pet_bowls(
    *, key: int, radius_m: Annotated[float, Range(0.05, 0.16), Metres], style: Literal["mat", "stand", "single"]
) -> Mesh:
    """A bowl of food and one of water on a mat or in a stand, or one alone. Slots: bowl, food, water, mat."""
    r, z = radius_m, {"mat": 0.004, "stand": 0.06, "single": 0.0}[style]
    if style == "single":
        return join(_bowl(r, 0.0, z, "food"))
    x = r + 0.02
    parts = _bowl(r, -x, z, "food") + _bowl(r, x, z, "water" if key % 3 else "food")
    wide, deep = 4 * r + 0.12, 2 * r + 0.1
    if style == "mat":
        return join([*parts, box((wide, deep, 0.004), "mat", bevel_m=0.001)])
    legs = [box((0.02, deep - 0.04, z), "mat", at_m=(s * (wide / 2 - 0.04), 0, 0)) for s in (-1, 1)]
    return join([*parts, *legs, box((wide - 0.04, deep - 0.03, 0.014), "mat", at_m=(0, 0, z - 0.012))])


def _bowl(r: float, x: float, z: float, filling: str) -> list[Mesh]:
    h = 0.5 * r
    outline = [(0, 0), (r, 0), (0.84 * r, h), (0.78 * r, h), (0.7 * r, 0.25 * h), (0, 0.22 * h)]
    level = 0.75 * h
    heap = [
        (0.76 * r, level),
        (0.4 * r, level + (0.016 if filling == "food" else 0.0)),
        (0, level + (0.022 if filling == "food" else 0.0)),
    ]
    return [lathe(outline, "bowl", at_m=(x, 0, z), sides=20), lathe(heap, filling, at_m=(x, 0, z), sides=16)]


def litter_tray(
    *,
    key: int,
    width_m: Annotated[float, Range(0.35, 0.7), Metres],
    depth_m: Annotated[float, Range(0.3, 0.55), Metres],
    hood: bool,
) -> Mesh:
    """A tray of litter, perhaps under a hood with a hole to +y. Slots: tray, litter, hood."""
    w, d, h, t = width_m, depth_m, 0.12, 0.012
    parts = [box((w, t, h), "tray", at_m=(0, s * (d - t) / 2, 0), bevel_m=0.005) for s in (-1, 1)]
    parts += [box((t, d - t, h), "tray", at_m=(s * (w - t) / 2, 0, 0), bevel_m=0.005) for s in (-1, 1)]
    parts.append(box((w - t, d - t, 0.01), "tray", bevel_m=0))
    stream, cells = Stream(key), 9
    x, y = np.meshgrid(np.linspace(-w / 2 + t, w / 2 - t, cells), np.linspace(-d / 2 + t, d / 2 - t, cells))
    z = np.array([[0.05 + stream.uniform(-0.008, 0.012) for _ in range(cells)] for _ in range(cells)])
    parts.append(grid(np.stack([x, y, z], 2), "litter"))
    if hood:
        parts += _hood(w, d, h, t)
    return join(parts)


def _hood(w: float, d: float, z: float, t: float) -> list[Mesh]:
    """Walls that lean inwards, open to the front under an arch, and a roof."""
    high = 0.3
    side = [box((t, d - 0.02, high), "hood", at_m=(s * (w / 2 - 0.02), 0, z), bevel_m=0.004) for s in (-1, 1)]
    rear = box((w - 0.05, t, high), "hood", at_m=(0, -d / 2 + 0.02, z), bevel_m=0.003)
    hole = min(0.26, w - 0.14)
    jamb = (w - 0.05 - hole) / 2
    front = [box((jamb, t, high), "hood", at_m=(s * (hole + jamb) / 2, d / 2 - 0.02, z), bevel_m=0.003) for s in (-1, 1)]
    front.append(box((hole, t, 0.07), "hood", at_m=(0, d / 2 - 0.02, z + high - 0.07), bevel_m=0.003))
    roof = soft_box((w - 0.01, d - 0.01, 0.06), 0.028, "hood", at_m=(0, 0, z + high - 0.01), cells=(2, 2, 1))
    grip = tube(
        [(-0.06, 0, z + high + 0.045), (-0.05, 0, z + high + 0.075), (0.05, 0, z + high + 0.075), (0.06, 0, z + high + 0.045)],
        0.009,
        "tray",
        sides=6,
    )
    return [*side, rear, *front, roof, grip]


def cat_tree(
    *,
    key: int,
    width_m: Annotated[float, Range(0.4, 0.8), Metres],
    height_m: Annotated[float, Range(0.5, 1.25), Metres],
    style: Literal["snug", "medium", "tall"],
) -> Mesh:
    """Posts wound with rope between plush boards, a box to hide in, a place to lie on top. Slots: plush, rope, dark."""
    w, d, board = width_m, 0.8 * width_m, 0.04
    levels = ROOMY[style]
    parts = [soft_box((w, d, board), 0.012, "plush", cells=(2, 2, 1), rounding=1)]
    top = height_m - 0.06
    heights = [board + (top - board) * (k + 1) / levels for k in range(levels)]
    turn = 1 if key % 2 else -1
    for k, z in enumerate(heights):
        last = k == levels - 1
        side = turn * (1 if (levels - 1 - k) % 2 == 0 else -1)
        x = side * 0.2 * w
        wide = (0.58 if last else 0.5) * w
        low = heights[k - 1] if k else board
        parts.append(cylinder(0.045, z - low - 0.02, "rope", at_m=(x * 0.6, -0.12 * d, low), sides=14))
        if k and not last:
            parts.append(cylinder(0.045, z - board - 0.02, "rope", at_m=(x, 0.2 * d, board), sides=14))
        parts.append(
            soft_box((wide, 0.8 * d, board), 0.014, "plush", at_m=(x, 0, z - board), cells=(2, 2, 1), rounding=1, piece=k + 2)
        )
        if last:
            parts += _rim(x, z, wide, 0.8 * d)
    if levels > 1:
        parts += _den(-turn * 0.24 * w if levels % 2 else turn * 0.24 * w, 0.48 * w, min(0.3, heights[0] - board - 0.05), board)
    if key % 3 == 0 and levels > 1:
        x = turn * 0.4 * w
        parts.append(tube([(x, 0.3 * d, top - 0.03), (x, 0.3 * d, top - 0.2)], 0.003, "dark", sides=4))
        parts.append(
            shifted(lathe([(0, -0.02), (0.018, -0.01), (0.02, 0.008), (0, 0.02)], "dark", sides=8), x, 0.3 * d, top - 0.21)
        )
    return join(parts)


def _rim(x: float, z: float, wide: float, deep: float) -> list[Mesh]:
    """A soft roll round the place on top, open to the front."""
    hx, hy = wide / 2 - 0.03, deep / 2 - 0.03
    path = [
        (x - hx, hy, z + 0.02),
        (x - hx, -hy + 0.05, z + 0.03),
        (x - hx + 0.05, -hy, z + 0.03),
        (x + hx - 0.05, -hy, z + 0.03),
    ]
    path += [(x + hx, -hy + 0.05, z + 0.03), (x + hx, hy, z + 0.02)]
    return [tube(path, 0.028, "plush", sides=8, piece=9)]


def _den(x: float, wide: float, high: float, z: float) -> list[Mesh]:
    """A plush box on the foot with a dark round hole."""
    body = soft_box((wide, 0.3, high), 0.02, "plush", at_m=(x, 0.0, z), cells=(2, 2, 2), piece=7)
    r = min(0.09, 0.4 * high)
    ring = circle(16)[:-1]
    hole = tube(
        np.column_stack([x + r * ring[:, 0], np.full(16, 0.15), z + high / 2 + r * ring[:, 1]]),
        0.012,
        "plush",
        sides=6,
        closed=True,
    )
    dark = lathe([(0, 0), (r, 0), (r, 0.002), (0, 0.002)], "dark", sides=16)
    return [body, hole, shifted(turned(dark, "x", -math.pi / 2), x, 0.1505, z + high / 2)]


def scratching_post(
    *, key: int, width_m: Annotated[float, Range(0.25, 0.5), Metres], height_m: Annotated[float, Range(0.4, 1.1), Metres]
) -> Mesh:
    """A post wound with rope on a foot. Slots: plush, rope."""
    parts = [soft_box((width_m, width_m, 0.03), 0.01, "plush", cells=(2, 2, 1), rounding=1)]
    cap = 0.05 if key % 2 else 0.035
    parts.append(cylinder(0.042, height_m - 0.03 - cap, "rope", at_m=(0, 0, 0.03), sides=16))
    outline = (
        [(0.05, 0), (0.055, 0.4 * cap), (0.045, 0.9 * cap), (0, cap)]
        if key % 2
        else [(0.09, 0), (0.095, 0.5 * cap), (0.085, cap), (0, cap)]
    )
    return join([*parts, lathe([(0, 0), *outline], "plush", at_m=(0, 0, height_m - cap), sides=18)])


def pet_bed(
    *,
    key: int,
    width_m: Annotated[float, Range(0.4, 1.1), Metres],
    depth_m: Annotated[float, Range(0.35, 0.9), Metres],
    style: Literal["bolster", "cushion", "round"],
) -> Mesh:
    """A dog's bed with a roll round it, a round one, or a thick cushion. Slots: cloth, inner."""
    w, d = width_m, depth_m if style != "round" else width_m
    if style == "cushion":
        return soft_box((w, d, 0.12), 0.055, "cloth", cells=(4, 4, 1))
    roll, z = 0.082, 0.084
    hx, hy = w / 2 - roll - 0.004, d / 2 - roll - 0.004
    if style == "round":
        ring = circle(48)[:-1]
        path = np.column_stack([hx * ring[:, 0], hy * ring[:, 1], np.full(48, z)])
        nest = lathe([(0, 0), (hx, 0), (hx + 0.02, 0.05), (0.75 * hx, 0.1), (0.4 * hx, 0.112), (0, 0.092)], "inner", sides=24)
        return join([nest, tube(path, _stuffed(49, roll), "cloth", sides=12, closed=True)])
    size = (2 * hx + 0.03, 2 * hy - 0.015, 0.075)
    inner = cushion(size, "inner", radius_m=0.036, crown_m=0.038, dent_m=0.012, piping_slot="inner", cells=(6, 6, 1))
    inner = shifted(inner, y=-0.0275, z=-float(inner.vertices_m[:, 2].min()))
    c = min(0.16, 0.6 * hy)
    turn = [(c * (1 - math.cos(a)), c * (1 - math.sin(a))) for a in np.linspace(0, math.pi / 2, 7)]
    up = [(-hx, y) for y in np.linspace(hy - 0.02, c - hy, 5)[:-1]]
    left = [*up, *((-hx + x, -hy + y) for x, y in turn)]
    back = [(x, -hy) for x in np.linspace(c - hx, hx - c, 6)[1:-1]]
    path = np.array([(x, y, z) for x, y in [*left, *back, *((-x, y) for x, y in reversed(left))]])
    front = [(x, hy - 0.02, 0.058) for x in np.linspace(0.03 - hx, hx - 0.03, 9)]
    low = tube(front, _stuffed(9, 0.056), "cloth", sides=10, piece=key % 7)
    ends = [shifted(_ball(roll * 0.99), s * hx, hy - 0.02, z) for s in (-1, 1)]
    return join([inner, tube(path, _stuffed(len(path), roll), "cloth", sides=12), low, *ends])


def _stuffed(count: int, radius_m: float) -> list[float]:
    """Radii along a stuffed roll, drawn in where it is stitched through: at every fourth place, never at its ends."""
    return [radius_m * (0.86 if k % 4 == 2 and 0 < k < count - 1 else 1.0) for k in range(count)]


def _ball(r: float) -> Mesh:
    arc = circle(16, start=-0.25)[:9]
    return lathe([(max(float(x), 0.0) * r, float(z) * r) for x, z in arc], "cloth", sides=12)


def _tree_footprint(p: Mapping[str, Any]) -> tuple[float, float]:
    return p["width_m"] + 0.01, 0.8 * p["width_m"] + 0.01


def _perch(z: float, wide: float, deep: float) -> dict[str, dict[str, Any]]:
    """A place for a cat: nobody else sits there."""
    return {"perch": {"position_m": (0.0, 0.0, round(z, 4)), "size_m": (round(wide, 4), round(deep, 4)), "facing": (0.0, 1.0)}}


BOWL_SPAN = {"mat": 4.0, "stand": 4.0, "single": 2.0}
KINDS = [
    Kind(
        "pet_bowls",
        "bowls of food and water for a cat or a dog",
        pet_bowls,
        {"radius_m": Uniform(0.065, 0.1), "style": Choice(("mat", "stand", "single"), (5, 2, 2))},
        "bowl",
        {"bowl": "pet_plastic", "food": "pet_food", "water": "water", "mat": "pet_plastic"},
        {
            **STANDING,
            "footprint": lambda p: (BOWL_SPAN[p["style"]] * p["radius_m"] + 0.122, 2 * p["radius_m"] + 0.102),
            "height": lambda p: 0.5 * p["radius_m"] + 0.09,
        },
    ),
    Kind(
        "litter_tray",
        "a cat's litter tray, open or hooded",
        litter_tray,
        {"width_m": Uniform(0.4, 0.5), "depth_m": Uniform(0.36, 0.5), "hood": Choice((False, True))},
        "",
        {"tray": "pet_plastic", "litter": "litter", "hood": "pet_plastic"},
        {**STANDING, "footprint": lambda p: (p["width_m"], p["depth_m"]), "height": lambda p: 0.51 if p["hood"] else 0.13},
    ),
    Kind(
        "cat_tree",
        "a cat tree of one to three levels",
        cat_tree,
        {
            "width_m": Uniform(0.5, 0.62),
            "height_m": Uniform(0.75, 1.15),
            "style": Choice(("snug", "medium", "tall"), (1, 3, 3)),
        },
        "",
        {"plush": "cat_plush", "rope": "sisal", "dark": "black_plastic"},
        {
            **STANDING,
            "footprint": _tree_footprint,
            "height": lambda p: p["height_m"] + 0.01,
            "anchors": lambda p: _perch(p["height_m"] - 0.06, 0.5 * p["width_m"], 0.6 * p["width_m"]),
        },
    ),
    Kind(
        "scratching_post",
        "a post for a cat to scratch",
        scratching_post,
        {"width_m": Uniform(0.3, 0.4), "height_m": Uniform(0.5, 0.85)},
        "",
        {"plush": "cat_plush", "rope": "sisal"},
        {**STANDING, "footprint": lambda p: (p["width_m"], p["width_m"]), "height": lambda p: p["height_m"]},
    ),
    Kind(
        "pet_bed",
        "a dog's bed or a cat's nest",
        pet_bed,
        {"width_m": Uniform(0.6, 0.9), "depth_m": Uniform(0.5, 0.7), "style": Choice(("bolster", "cushion", "round"), (3, 1, 2))},
        "",
        {"cloth": "pet_bed", "inner": "cat_plush"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"], p["width_m"] if p["style"] == "round" else p["depth_m"]),
            "height": lambda p: 0.17,
            "anchors": lambda p: _perch(0.1, 0.6 * p["width_m"], 0.5 * p["depth_m"]),
        },
    ),
]
