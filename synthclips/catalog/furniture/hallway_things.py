"""What gathers in hallways: shoe racks with shoes, umbrella stands, letters on the floor, gates across stairs."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Annotated, Literal, cast

from synthclips.catalog import Kind
from synthclips.catalog.furniture.left_about import shoes
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import Vec, box, renamed, shifted, turned
from synthclips.geometry.soft import cushion, soft_box
from synthclips.geometry.sweeps import cylinder, lathe, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
TIER_M, BENCH_M = 0.2, 0.45
PAIR_M, MOST_PAIRS = 0.28, 5  # of a rack's width; shoes have many triangles


def shoe_rack(
    *,
    key: int,
    width_m: Annotated[float, Range(0.5, 1.3), Metres],
    tiers: Annotated[int, Range(2, 4)],
    style: Literal["slats", "tubes", "bench"],
    fullness: Annotated[float, Range(0.0, 1.0)],
) -> Mesh:
    """Shoes on slats between wooden sides, on metal tubes, or under a bench with a cushion.

    Slots: wood, metal, cloth, upper_a, upper_b, sole.
    """
    stream, tall = Stream(key), BENCH_M if style == "bench" else TIER_M * tiers
    levels = [0.04, 0.23] if style == "bench" else [0.06 + TIER_M * k for k in range(tiers)]
    parts = [_shelf(width_m, z, style) for z in levels] + _sides(width_m, tall, style)
    return join([*parts, *_pairs(stream, width_m, levels, fullness)])


def _shelf(width: float, z: float, style: str) -> Mesh:
    if style == "tubes":
        return join([tube([(-width / 2, y, z), (width / 2, y, z)], 0.008, "metal", sides=8) for y in (-0.11, -0.03, 0.05, 0.12)])
    return join(
        [box((width - 0.03, 0.055, 0.014), "wood", at_m=(0, y, z), bevel_m=0.003) for y in (-0.105, -0.035, 0.035, 0.105)]
    )


def _sides(width: float, tall: float, style: str) -> list[Mesh]:
    if style == "tubes":
        hoop = [(0.0, -0.13, 0.0), (0.0, -0.13, tall), (0.0, 0.14, tall), (0.0, 0.14, 0.0)]
        return [shifted(tube(hoop, 0.01, "metal", sides=8), x=s * width / 2) for s in (-1, 1)]
    if style == "bench":
        legs = [box((0.035, 0.3, tall - 0.06), "wood", at_m=(s * (width / 2 - 0.02), 0, 0)) for s in (-1, 1)]
        seat = cushion((width - 0.01, 0.31, 0.05), "cloth", crown_m=0.012)
        return [*legs, box((width, 0.32, 0.025), "wood", at_m=(0, 0, tall - 0.06)), shifted(seat, z=tall - 0.04)]
    posts = [box((0.03, 0.03, tall), "wood", at_m=(x * width / 2, y, 0)) for x in (-1, 1) for y in (-0.13, 0.13)]
    return posts + [box((0.02, 0.26, 0.03), "wood", at_m=(x * width / 2, 0, tall - 0.04)) for x in (-1, 1)]


def _pairs(stream: Stream, width: float, levels: list[float], fullness: float) -> list[Mesh]:
    """Pairs side by side on the shelves, toes to the front or the back, some places empty."""
    count, made = int((width - 0.06) / PAIR_M), []
    places = stream.shuffled([(k, z) for k in range(count) for z in levels])
    for k, z in places[: min(MOST_PAIRS, round(fullness * len(places)))]:
        long, style = stream.uniform(0.23, 0.27), cast(Literal["trainer", "shoe"], stream.choice(("trainer", "shoe")))
        pair = renamed(
            shoes(key=stream.integer(0, 2**31), length_m=long, style=style), {"upper": stream.choice(("upper_a", "upper_b"))}
        )
        turn = stream.choice((0.0, math.pi)) + stream.uniform(-0.06, 0.06)
        made.append(shifted(turned(pair, "z", turn), (k + 0.5 - count / 2) * PAIR_M, 0.0, z + 0.012))
    return made


def umbrella_stand(
    *,
    key: int,
    radius_m: Annotated[float, Range(0.08, 0.2), Metres],
    height_m: Annotated[float, Range(0.4, 0.7), Metres],
    style: Literal["pot", "cage", "square"],
    umbrellas: Annotated[int, Range(0, 4)],
) -> Mesh:
    """A pot, a cage of rods or a square box with umbrellas in it. Slots: pot, metal, cloth_a, cloth_b, handle."""
    stream = Stream(key)
    parts = _stand(radius_m, height_m, style)
    for k in range(umbrellas):
        turn = 2 * math.pi * (k + stream.uniform(0.0, 0.5)) / max(umbrellas, 1)
        umbrella = _umbrella(stream, f"cloth_{'ab'[k % 2]}")
        leaning = turned(turned(umbrella, "x", stream.uniform(-0.1, -0.06)), "z", turn)
        parts.append(shifted(leaning, 0.3 * radius_m * math.sin(turn), -0.3 * radius_m * math.cos(turn), 0.02))
    return join(parts)


def _stand(r: float, tall: float, style: str) -> list[Mesh]:
    if style == "pot":
        outline = [
            (0, 0),
            (0.8 * r, 0),
            (r, 0.3 * tall),
            (0.86 * r, 0.8 * tall),
            (r, tall),
            (0.92 * r, tall),
            (0.78 * r, 0.8 * tall),
            (0.8 * r, 0.03),
        ]
        return [lathe([*outline, (0, 0.03)], "pot", sides=28)]
    if style == "square":
        walls = [((2 * r, 0.012, tall), (0, s * (r - 0.006))) for s in (-1, 1)] + [
            ((0.012, 2 * r, tall), (s * (r - 0.006), 0)) for s in (-1, 1)
        ]
        return [*(box(size, "pot", at_m=(*at, 0)) for size, at in walls), box((2 * r, 2 * r, 0.02), "pot")]
    ring = [(r * math.cos(2 * math.pi * k / 24), r * math.sin(2 * math.pi * k / 24)) for k in range(24)]
    rings = [tube([(x, y, z) for x, y in ring], 0.007, "metal", sides=6, closed=True) for z in (0.012, 0.5 * tall, tall - 0.008)]
    rods = [tube([(x, y, 0.01), (x, y, tall - 0.005)], 0.004, "metal", sides=5) for x, y in ring[::2]]
    return [*rings, *rods, cylinder(r, 0.012, "metal", sides=24)]


def _umbrella(stream: Stream, slot: str) -> Mesh:
    """Rolled up, its tip down: cloth that swells and narrows in folds, a stick, a crook or a knob."""
    long = stream.uniform(0.82, 0.92)
    cloth = [
        (0, 0.06),
        (0.008, 0.07),
        (0.026, 0.3),
        (0.034, 0.52),
        (0.026, 0.6),
        (0.02, 0.62),
        (0.028, 0.64),
        (0.008, 0.68),
        (0, 0.69),
    ]
    parts = [
        lathe([(r, z * long / 0.9) for r, z in cloth], slot, sides=10),
        tube([(0, 0, 0), (0, 0, long - 0.08)], 0.006, "handle", sides=6),
    ]
    if stream.chance(0.6):
        crook: list[Vec] = [(0, 0, long - 0.1)]
        crook += [(0.035 - 0.035 * math.cos(a), 0, long - 0.02 + 0.035 * math.sin(a)) for a in (0.0, 0.8, 1.57, 2.4, 3.14, 3.7)]
        return join([*parts, tube(crook, 0.011, "handle", sides=8)])
    return join([*parts, cylinder(0.014, 0.12, "handle", at_m=(0, 0, long - 0.1), top_m=0.019, sides=12)])


def letters(
    *,
    key: int,
    count: Annotated[int, Range(1, 14)],
    style: Literal["spread", "heap"],
    spread_m: Annotated[float, Range(0.05, 0.6), Metres],
) -> Mesh:
    """Post on the floor: envelopes and a catalogue as they fell through the door, or pushed to a heap.

    Slots: paper_a, paper_b, print.
    """
    stream, parts = Stream(key), []
    reach = spread_m if style == "spread" else 0.3 * spread_m
    for k in range(count):
        size = stream.choice(((0.22, 0.11), (0.162, 0.114), (0.229, 0.162), (0.21, 0.28)), (4, 3, 2, 1))
        slot = "print" if size[1] > 0.2 else stream.choice(("paper_a", "paper_b"), (3, 1))
        sheet = box((*size, 0.0025), slot, bevel_m=0, piece=k)
        tilt = turned(sheet, "x", stream.uniform(0.0, 0.02))
        where = (stream.uniform(-reach, reach) / 2, stream.uniform(-reach, reach) / 2, 0.001 + 0.0028 * k)
        parts.append(shifted(turned(tilt, "z", stream.uniform(-math.pi, math.pi)), *where))
    lowest = min(float(m.vertices_m[:, 2].min()) for m in parts)
    return shifted(join(parts), z=-min(lowest, 0.0))


def stair_gate(
    *,
    key: int,
    width_m: Annotated[float, Range(0.6, 1.3), Metres],
    height_m: Annotated[float, Range(0.6, 0.95), Metres],
    style: Literal["bars", "lattice", "cloth"],
) -> Mesh:
    """A child's or dog's gate across an opening of that width. Slots: metal, wood, cloth."""
    del key
    w, h = width_m, height_m
    if style == "cloth":
        posts = [cylinder(0.022, h, "metal", at_m=(s * (w / 2 - 0.022), 0, 0), sides=12) for s in (-1, 1)]
        screen = soft_box((w - 0.05, 0.006, h - 0.12), 0.002, "cloth", at_m=(0, 0, 0.05), cells=(4, 1, 4), rounding=1)
        return join([*posts, screen, box((w - 0.05, 0.018, 0.03), "metal", at_m=(0, 0, h - 0.06))])
    if style == "lattice":
        frame = [box((w, 0.03, 0.045), "wood", at_m=(0, 0, z)) for z in (0.04, h - 0.045)]
        frame += [box((0.045, 0.03, h - 0.04), "wood", at_m=(s * (w / 2 - 0.0225), 0, 0.04)) for s in (-1, 1)]
        return join([*frame, *_lattice(w - 0.06, h - 0.11, 0.07)])
    low, bars = 0.05, round(w / 0.075)
    made = [tube([(-w / 2 + 0.02, 0, low), (w / 2 - 0.02, 0, low)], 0.014, "metal", sides=8)]
    made += [tube([(s * (w / 2 - 0.03), 0, low), (s * (w / 2 - 0.03), 0, h)], 0.014, "metal", sides=8) for s in (-1, 1)]
    gate = [
        (-w / 2 + 0.1, 0, h),
        (-w / 2 + 0.1, 0, low + 0.03),
        (w / 2 - 0.1, 0, low + 0.03),
        (w / 2 - 0.1, 0, h),
        (-w / 2 + 0.1, 0, h),
    ]
    made += [tube([a, b], 0.01, "metal", sides=8) for a, b in pairwise(gate)]
    for k in range(1, bars):
        x = -w / 2 + 0.1 + (w - 0.2) * k / bars
        made.append(tube([(x, 0, low + 0.03), (x, 0, h)], 0.006, "metal", sides=6))
    made.append(box((0.09, 0.034, 0.035), "wood", at_m=(w / 2 - 0.07, 0, h - 0.02), bevel_m=0.006))
    feet = [cylinder(0.02, 0.03, "metal", sides=10) for _ in range(4)]
    ends = [(s * (w / 2 - 0.03), z) for s in (-1, 1) for z in (low, h - 0.06)]
    return join(
        [*made, *(shifted(turned(f, "y", math.copysign(math.pi / 2, x)), x=x, z=z) for f, (x, z) in zip(feet, ends, strict=True))]
    )


def _lattice(w: float, h: float, z: float) -> list[Mesh]:
    """Slats crossing each other, both ways on the slant."""
    made, step = [], 0.13
    for k in range(int((w + h) / step)):
        start = -w / 2 - h + (k + 0.5) * step
        for way in (1, -1):
            a, b = max(start, -w / 2), min(start + h, w / 2)
            if b - a > 0.04:
                ends = [(way * x, way * 0.006, z + x - start) for x in (a, b)]
                made.append(tube(ends, 0.009, "wood", sides=4))
    return made


KINDS = [
    Kind(
        "shoe_rack",
        "a rack or a bench with shoes",
        shoe_rack,
        {
            "width_m": Uniform(0.6, 1.0),
            "tiers": Integer(2, 4),
            "style": Choice(("slats", "tubes", "bench")),
            "fullness": Uniform(0.5, 1.0),
        },
        "",
        {"wood": "wood", "metal": "metal", "cloth": "couch_fabric", "upper_a": "shoe", "upper_b": "shoe", "sole": "sole"},
        {
            **STANDING,
            "footprint": lambda p: (p["width_m"] + 0.03, 0.33),
            "height": lambda p: max(BENCH_M + 0.05, TIER_M * p["tiers"] + 0.04),
        },
    ),
    Kind(
        "umbrella_stand",
        "a pot, cage or box with umbrellas",
        umbrella_stand,
        {
            "radius_m": Uniform(0.1, 0.14),
            "height_m": Uniform(0.45, 0.6),
            "style": Choice(("pot", "cage", "square")),
            "umbrellas": Integer(1, 3),
        },
        "",
        {"pot": "pot", "metal": "metal", "cloth_a": "umbrella", "cloth_b": "umbrella", "handle": "legs"},
        {**STANDING, "footprint": lambda p: (2 * p["radius_m"] + 0.08, 2 * p["radius_m"] + 0.08), "height": lambda p: 0.97},
    ),
    Kind(
        "letters",
        "post on the floor behind a door",
        letters,
        {"count": Integer(3, 9), "style": Choice(("spread", "heap")), "spread_m": Uniform(0.2, 0.4)},
        "",
        {"paper_a": "envelope", "paper_b": "envelope", "print": "print"},
        {
            **STANDING,
            "footprint": lambda p: (p["spread_m"] + 0.28, p["spread_m"] + 0.28),
            "height": lambda p: 0.003 * p["count"] + 0.008,
        },
    ),
    Kind(
        "stair_gate",
        "a child's or dog's gate",
        stair_gate,
        {"width_m": Uniform(0.75, 1.0), "height_m": Uniform(0.7, 0.8), "style": Choice(("bars", "lattice", "cloth"), (3, 2, 1))},
        "",
        {"metal": "gate", "wood": "wood", "cloth": "gate_cloth"},
        {**STANDING, "footprint": lambda p: (p["width_m"], 0.06), "height": lambda p: p["height_m"] + 0.02},
    ),
]
