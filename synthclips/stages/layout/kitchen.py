"""A kitchen: runs along one wall, round a corner or facing each other; a table or an island where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from synthclips.geometry.outline import parts, reflex
from synthclips.geometry.plan import Footprint
from synthclips.stages.layout import clutter, lived_in
from synthclips.stages.layout.at_table import SIDES, keep_room, places, room_behind, sit_round
from synthclips.stages.layout.on_bare_walls import hang_on_bare_walls
from synthclips.stages.layout.over_runs import hang_over
from synthclips.stages.layout.pets import pet_things
from synthclips.stages.layout.pieces import Piece, Placed, Unplaceable
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.runs import DEEP_M, OFF_M, Stretch, Unit, place_run, put_unit, stretches
from synthclips.stages.layout.sink import hang_sink
from synthclips.stages.layout.windows import dress_windows
from synthclips.stages.layout.worktops import things_on_worktops

STYLE = ("height_m", "worktop_m", "fronts", "handles")
FORMS = {"corner": 8.0, "straight": 3.0, "galley": 3.0}  # weights
LEAST_M = {"corner": (2.3, 1.5), "straight": (2.7, 0.0), "galley": (2.0, 1.5)}  # of wall, for the first run and the second
LONGEST_M = 4.3
RANGE_M = 0.9
TABLE_M = 2.0  # of free floor across: without a table a kitchen so large looks empty
AISLE_M = (1.02, 1.3)  # between a run and an island
WET, HOT = ("sink_unit", "dishwasher", "washing_machine"), ("oven", "refrigerator")

Look = dict[str, Any]


def furnish(plan: Plan) -> None:
    """Runs first, then where people eat, then what stands about."""
    filler = plan.draw("base_units")
    look: Look = {name: filler.params[name] for name in STYLE}
    units = _runs(plan, look, filler)
    hang_sink(plan, units)
    hang_over(plan, units, look)
    dress_windows(plan, bare_walls={u.wall.index for u in units})
    island = _island(plan, look, units[0])
    table = None if island else _table(plan)
    plan.optionally("bin", lambda p: [*_beside_runs(plan, p, units), *plan.along_walls(p)])
    plan.optionally("dresser", lambda p: plan.along_walls(p))
    plan.optionally("wine_rack", lambda p: plan.along_walls(p))
    plan.optionally("plant", lambda p: plan.corners(p))
    pet_things(plan)
    clutter.tall_mirror(plan)
    plan.must_be_walkable(_targets(units, table))
    lived_in.fill(plan)
    clutter.pictures(plan)
    hang_on_bare_walls(plan)
    clutter.ceiling(plan)
    things_on_worktops(plan, [*[u.placed for u in units], *([island] if island else [])])
    clutter.surfaces(plan)
    clutter.floor(plan)


def _targets(units: Sequence[Unit], table: Placed | None) -> dict[str, tuple[float, float]]:
    asked = [u.placed for u in units if u.kind in ("sink_unit", "oven", "refrigerator")] + ([table] if table else [])
    return {p.piece.kind.replace("_", " "): p.footprint.to_world(0.0, p.footprint.half_m[1] + 0.4) for p in asked}


def _runs(plan: Plan, look: Look, filler: Piece) -> list[Unit]:
    """All units of the kitchen, in one of the forms that its walls allow."""
    stream = plan.stream("form")
    form = stream.choice(tuple(FORMS), tuple(FORMS.values()))
    wet, hot = ([_fitted(plan, kind, look) for kind in kinds if _has(plan, kind)] for kinds in (WET, HOT))
    pairs = list({"corner": _corners, "straight": _straight, "galley": _facing}[form](plan, LEAST_M[form]))
    if not pairs:
        raise Unplaceable(f"no wall is long enough for a {form} kitchen")
    first, second = stream.choice(pairs)
    if second is None:
        return place_run(plan, first, [*wet, *hot], filler, tall_ends=(0, -1))
    units = []
    if form == "corner":
        first, second, corner = _round_corner(first, second)
        units.append(put_unit(plan, _fitted(plan, "corner_unit", {**look, "width_m": DEEP_M}), first.wall, corner))
        ends = (-1,) if corner > first.start_m else (0,)
        units += place_run(plan, first, wet, filler, tall_ends=(0, -1))
        return units + place_run(plan, second, hot, filler, tall_ends=ends)
    units += place_run(plan, first, wet, filler, tall_ends=(0, -1))
    return units + place_run(plan, second, hot, filler, tall_ends=(0, -1))


def _has(plan: Plan, kind: str) -> bool:
    return kind in ("sink_unit", "oven") or plan.wants(kind)


def _fitted(plan: Plan, kind: str, look: Look) -> Piece:
    """A piece in the look of this kitchen."""
    piece = plan.draw(kind)
    changed = {name: value for name, value in look.items() if name in piece.params}
    if piece.params.get("style") == "range":
        changed["width_m"] = RANGE_M
    if kind == "refrigerator":
        changed = {}
    return piece.fitted(**changed)


def _all_stretches(plan: Plan, least_m: float) -> list[Stretch]:
    return [s for wall in plan.walls for s in stretches(plan, wall) if s.length_m >= least_m]


def _straight(plan: Plan, least_m: tuple[float, float]) -> Iterator[tuple[Stretch, None]]:
    """Along one wall, not longer than people build."""
    stream = plan.stream("straight")
    for s in _all_stretches(plan, least_m[0]):
        long = min(s.length_m, stream.uniform(least_m[0] + 0.3, LONGEST_M))
        yield (
            (Stretch(s.wall, s.start_m, s.start_m + long) if stream.chance(0.5) else Stretch(s.wall, s.end_m - long, s.end_m)),
            None,
        )


def _facing(plan: Plan, least_m: tuple[float, float]) -> Iterator[tuple[Stretch, Stretch]]:
    """Along two walls that face each other, near enough to turn from one to the other."""
    seconds = _all_stretches(plan, least_m[1])
    for a in _all_stretches(plan, least_m[0]):
        for b in seconds:
            if a.wall.inward == (-b.wall.inward[0], -b.wall.inward[1]) and 2.3 <= plan.across_m(a.wall, b.wall) <= 3.4:
                yield a, b


def _corners(plan: Plan, least_m: tuple[float, float]) -> Iterator[tuple[Stretch, Stretch]]:
    """Two stretches that meet in a corner of the room, either first."""
    outline, count, found = plan.room.outline, len(plan.walls), _all_stretches(plan, min(least_m))
    for a in found:
        for b in found:
            meets = b.wall.index == (a.wall.index + 1) % count and not reflex(outline, b.wall.index)
            if meets and a.end_m > a.wall.length_m - 0.1 and b.start_m < 0.1:
                if a.length_m >= least_m[0] and b.length_m >= least_m[1]:
                    yield a, b
                if b.length_m >= least_m[0] and a.length_m >= least_m[1]:
                    yield b, a


def _round_corner(first: Stretch, second: Stretch) -> tuple[Stretch, Stretch, float]:
    """What is left of both beside the corner, which the first one takes, and where the corner's unit begins."""
    off, long = OFF_M + DEEP_M, LONGEST_M
    if first.end_m > first.wall.length_m - 0.1 and second.start_m < 0.1:
        corner = first.wall.length_m - off
        return (
            Stretch(first.wall, max(first.start_m, corner - long), corner),
            Stretch(second.wall, off, min(second.end_m, off + long)),
            corner,
        )
    corner = OFF_M
    return (
        Stretch(first.wall, off, min(first.end_m, off + long)),
        Stretch(second.wall, max(second.start_m, second.wall.length_m - off - long), second.wall.length_m - off),
        corner,
    )


def _island(plan: Plan, look: Look, by: Unit) -> Placed | None:
    """Before a run, an aisle off; with stools where knees go."""

    def before(piece: Piece) -> Iterator[Footprint]:
        stream, half = plan.stream(piece.id), (piece.size_m[0] / 2, piece.size_m[1] / 2)
        for _ in range(12):
            out = OFF_M + DEEP_M + stream.uniform(*AISLE_M) + half[1]
            u = stream.uniform(half[0], max(half[0] + 0.01, by.wall.length_m - half[0]))
            yield Footprint(by.wall.at(u, out), half, by.wall.yaw_rad)

    if not plan.wants("kitchen_island"):
        return None
    piece = _fitted(plan, "kitchen_island", look)
    for spot in before(piece):
        if not plan.complaint(piece, spot) and plan.is_clear(room_behind(spot, 0)):
            island = plan.put(piece, spot)
            if plan.wants("bar_stool"):
                sit_round(plan, island, plan.draw("bar_stool"), places(island, (0,)))
            keep_room(plan, island, (0,))
            return island
    return None


def _table(plan: Plan) -> Placed | None:
    """With its end or a side to a wall, or free; chairs where there is room to get up."""
    if not (plan.wants("dining_table") or _large(plan)):
        return None
    piece, stream = plan.draw("dining_table"), plan.stream("table")
    for spot in _table_spots(plan, piece):
        if plan.complaint(piece, spot):
            continue
        sides = [side for side in SIDES if plan.is_clear(room_behind(spot, side))]
        if len(sides) >= 2 or (sides and sides[0] % 2 == 0):
            table = plan.put(piece, spot)
            seats = stream.shuffled(places(table, sides))
            sit_round(plan, table, plan.draw("dining_chair"), seats[: stream.integer(2, 6)])
            keep_room(plan, table, sides)
            return table
    if "dining_table" in plan.furnishing.required:
        raise Unplaceable("there is no room behind the chairs of a dining table")
    return None


def _large(plan: Plan) -> bool:
    """Has it floor for a table that nothing else would stand on, and does the scene file allow one?"""
    return plan.widest_floor()[1] > TABLE_M and plan.furnishing.optional.get("dining_table", 1.0) > 0.0


def _table_spots(plan: Plan, piece: Piece) -> Iterator[Footprint]:
    stream, half = plan.stream(piece.id, "spots"), (piece.size_m[0] / 2, piece.size_m[1] / 2)
    x0, y0, x1, y1 = max(parts(plan.room.outline), key=lambda p: (p[2] - p[0]) * (p[3] - p[1]))
    for _ in range(24):
        wall, turn = stream.choice(plan.walls), stream.normal(0.0, 0.02)
        lengthwise = stream.chance(0.5)
        out = (half[1] if lengthwise else half[0]) + stream.uniform(0.04, 0.1)
        if stream.chance(0.6):
            spot = wall.at(stream.uniform(0.0, wall.length_m), out)
        else:
            spot = stream.uniform(x0, x1), stream.uniform(y0, y1)
        yield Footprint(spot, half, wall.yaw_rad + (0.0 if lengthwise else math.pi / 2) + turn)


def _beside_runs(plan: Plan, piece: Piece, units: Sequence[Unit]) -> list[Footprint]:
    """At the ends of the runs."""
    half, found = piece.size_m[0] / 2, []
    for unit in units:
        for u in (unit.start_m - half - 0.05, unit.end_m + half + 0.05):
            if half < u < unit.wall.length_m - half:
                found.append(plan.against(piece, unit.wall, u, gap_m=0.05))
    return plan.stream(piece.id, "beside").shuffled(found)
