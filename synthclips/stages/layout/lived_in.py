"""Lived in: what people have besides what a room needs, put where floor along a wall, or a wall, would otherwise be bare.

The larger the room, the longer such stretches are, and the more stands there; short ones stay as they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.stages.layout import clutter
from synthclips.stages.layout.bare import Bare, bare_stretches
from synthclips.stages.layout.groups import GROUPS, Group
from synthclips.stages.layout.pieces import Piece, Placed, Zone
from synthclips.stages.layout.plan import KNEE_M, Plan

LEAST_M = 0.85  # a shorter stretch of bare wall is what one expects between pieces
LEFT_BARE = 0.12  # of the longer ones
KINDS_TRIED = 4  # at one stretch
EDGE_M = 0.06  # from what stands next to it
PLANT_M = 0.6  # across, of one that stands beside furniture
BEFORE_RUG_M = 1.7  # of free floor: with less there is no middle to lay a rug in
BEDS = ("bed", "child_bed", "bunk_bed", "cot")
BESIDE_BED_M = 0.3
SETS = ("dining_chair",)
FACES = ("armchair", "beanbag", "rocking_horse")  # are turned to where people look
FEET_M = 0.6  # of floor before who sits in an armchair
FACED_M, BACK_M = 1.1, 0.7  # nobody settles in one so near what is so high, before them
RUG_IN_THE_MIDDLE = ("child_room", "home_office", "bedroom")


def fill(plan: Plan) -> None:
    """Group after group at the longest bare stretch, until none is left that is long enough; ways stay open.

    A scene file whose furniture has no clutter asks for what it names and nothing else.
    """
    if plan.furnishing.clutter == 0.0:
        return
    groups, stream, left = list(GROUPS.get(plan.room.kind, ())), plan.stream("lived in"), set[tuple[int, float]]()
    plan.keep_storage_reachable()
    keep_beside_beds(plan)
    for _ in range(round(plan.width_m * plan.depth_m)):
        bare = [b for b in bare_stretches(plan) if b.long_m >= LEAST_M and (b.wall.index, b.start_m) not in left]
        if not bare:
            break
        longest = max(bare, key=lambda b: (round(b.long_m, 3), -b.wall.index, -b.start_m))
        if stream.chance(LEFT_BARE) or not _furnished(plan, longest, groups):
            left.add((longest.wall.index, longest.start_m))
    if plan.room.kind in RUG_IN_THE_MIDDLE and not plan.has("rug") and _may(plan, "rug"):
        _rug_in_the_middle(plan)


def keep_beside_beds(plan: Plan) -> None:
    """From now on nothing is put so near a bed that it looks jammed between it and a wall, or that the bed hides it."""
    for placed in plan.placed:
        if placed.piece.kind in BEDS:
            zone = Zone(
                placed.footprint.grown(BESIDE_BED_M), f"be jammed in beside the {placed.piece.kind.replace('_', ' ')}", 0.1
            )
            plan.free.append(zone)


def _may(plan: Plan, kind: str) -> bool:
    """Does the scene file not rule it out?"""
    return plan.furnishing.optional.get(kind, 1.0) > 0.0


def _furnished(plan: Plan, bare: Bare, groups: list[Group]) -> bool:
    """Puts the first group there that fits. Did one?"""
    counts = [sum(p.piece.kind == g.main for p in plan.placed) for g in groups]
    fit = [g for g, n in zip(groups, counts, strict=True) if n < g.most and _may(plan, g.main)]
    stream = plan.stream("group", bare.wall.index, f"{bare.start_m:.2f}")
    for _ in range(min(KINDS_TRIED, len(fit))):
        group = stream.choice(fit, [g.weight / (1 + 2 * n) for g, n in ((g, counts[groups.index(g)]) for g in fit)])
        fit.remove(group)
        placed = _put(plan, _of_its_set(plan, group.main), bare)
        if placed is not None:
            if group.main == "armchair":
                clutter.seats(plan, [placed])
            for kind in group.beside:
                if _may(plan, kind) and stream.chance(0.8):
                    _put_beside(plan, _slim(plan.draw(kind)), placed)
            return True
    return False


def _of_its_set(plan: Plan, kind: str) -> Piece:
    """A spare chair is one of those that stand at the table."""
    first = next((p.piece for p in plan.placed if p.piece.kind == kind), None) if kind in SETS else None
    return plan.another(first) if first else _slim(plan.draw(kind))


def _slim(piece: Piece) -> Piece:
    """Plants among furniture are those that leave it room."""
    return piece.fitted(spread_m=min(piece.params["spread_m"], PLANT_M)) if piece.kind == "plant" else piece


def _put(plan: Plan, piece: Piece, bare: Bare) -> Placed | None:
    return _first_open(plan, piece, _places(plan, piece, bare))


def _first_open(plan: Plan, piece: Piece, spots: Iterator[Footprint]) -> Placed | None:
    """At the first of the places that breaks no rule, bars no way, hides nothing that hangs there and suits who sits there."""
    fit = (s for s in spots if not _hides(plan, piece, s) and _has_room_for_feet(plan, piece, s))
    if not plan.leave(piece, fit):
        return None
    placed = plan.placed[-1]
    if piece.kind == "armchair":
        plan.free.append(Zone(_before(placed.footprint, FEET_M), "leave no room before the armchair", KNEE_M))
    return placed


def _before(seat: Footprint, deep_m: float) -> Footprint:
    """The floor before a seat."""
    half_x, half_y = seat.half_m
    return Footprint(seat.to_world(0.0, half_y + deep_m / 2), (0.8 * half_x, deep_m / 2), seat.yaw_rad)


def _has_room_for_feet(plan: Plan, piece: Piece, spot: Footprint) -> bool:
    """Would one settle in an armchair there: with free floor before it, and nothing as high as a back before one's face?"""
    if piece.kind != "armchair":
        return True
    ahead = _before(spot, FACED_M)
    return plan.is_clear(_before(spot, FEET_M)) and not any(
        p.solid and p.piece.height_m > BACK_M and p.footprint.overlaps(ahead) for p in plan.placed
    )


def _hides(plan: Plan, piece: Piece, spot: Footprint) -> bool:
    """Does it reach up before what hangs on a wall?"""
    hung = [p for p in plan.placed if not p.solid and KNEE_M < p.z_m < piece.height_m + EDGE_M]
    return any(spot.grown(EDGE_M).overlaps(p.footprint) for p in hung)


def _places(plan: Plan, piece: Piece, bare: Bare) -> Iterator[Footprint]:
    """Along a bare stretch: at its ends and in its middle; what faces people is turned to where they are."""
    stream, half = plan.stream(piece.id, "lived in"), piece.size_m[0] / 2 + EDGE_M
    low, high = bare.start_m + half, bare.start_m + bare.long_m - half
    if low > high:
        return
    middle = low + (high - low) * stream.uniform(0.4, 0.6)
    for u in (*stream.shuffled([low, high]), middle) if stream.chance(0.6) else (middle, *stream.shuffled([low, high])):
        if piece.kind in FACES:
            yield _facing(plan, piece, bare.wall, u, stream.uniform(0.05, 0.15))
        yield plan.against(piece, bare.wall, u, gap_m=stream.uniform(0.02, 0.05))


def _facing(plan: Plan, piece: Piece, wall: Wall, u_m: float, off_m: float) -> Footprint:
    """Near a wall, turned to where people look by up to 40 degrees."""
    (ax, ay), (bx, by) = wall.at(u_m, piece.size_m[1]), _focus(plan)
    turn = math.remainder(math.atan2(-(bx - ax), by - ay) - wall.yaw_rad, 2 * math.pi)
    turn = min(max(turn, -0.7), 0.7)
    half = piece.size_m[0] / 2, piece.size_m[1] / 2
    deep = abs(math.sin(turn)) * half[0] + math.cos(turn) * half[1]
    wide = math.cos(turn) * half[0] + abs(math.sin(turn)) * half[1] + 0.02
    return Footprint(wall.at(min(max(u_m, wide), wall.length_m - wide), deep + off_m), half, wall.yaw_rad + turn)


def _focus(plan: Plan) -> Vec2:
    """The middle of what people gather round, else of the room."""
    for kind in ("coffee_table", "couch", "bed", "dining_table"):
        for placed in plan.placed:
            if placed.piece.kind == kind:
                return placed.footprint.centre_m
    return plan.width_m / 2, plan.depth_m / 2


def _put_beside(plan: Plan, piece: Piece, by: Placed) -> None:
    """At one side of a piece, its back in line with that one's."""
    stream, (half_x, half_y) = plan.stream(piece.id, "beside"), by.footprint.half_m
    x, y = half_x + piece.size_m[0] / 2 + 0.07, piece.size_m[1] / 2 - half_y + 0.02
    half = piece.size_m[0] / 2, piece.size_m[1] / 2
    spots = [Footprint(by.footprint.to_world(s * x, y), half, by.footprint.yaw_rad) for s in stream.shuffled([-1, 1])]
    placed = _first_open(plan, piece, iter(spots))
    top = placed.anchor("top") if placed else None
    if placed and top is not None and piece.kind == "side_table" and _may(plan, "table_lamp") and not plan.has("table_lamp"):
        lamp = plan.draw("table_lamp")
        spot = Footprint(top["position_m"][:2], (lamp.size_m[0] / 2, lamp.size_m[1] / 2), top["yaw_rad"])
        plan.put(lamp, spot, z_m=top["position_m"][2], solid=False)


def _rug_in_the_middle(plan: Plan) -> None:
    """On the widest free floor, square to the walls, as large as fits there."""
    middle, across = plan.widest_floor()
    if across < BEFORE_RUG_M:
        return
    piece, lengthwise = plan.draw("rug"), plan.width_m >= plan.depth_m
    size = [round(min(m, across * share), 3) for m, share in zip(piece.size_m, (1.0, 0.75), strict=True)]
    piece = piece.fitted(width_m=size[0], depth_m=size[1])
    half = piece.size_m[0] / 2, piece.size_m[1] / 2
    turn = (0.0 if lengthwise else math.pi / 2) + plan.stream("rug", "middle").uniform(-0.03, 0.03)
    spot = Footprint(middle, half, turn)
    if plan.holds(spot, margin_m=0.05):
        plan.put(piece, spot, solid=False)
