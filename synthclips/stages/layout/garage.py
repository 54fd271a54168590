"""A garage: its door at one end, a workbench under its tools, racks and machines along the walls, the middle free or a car's."""

from __future__ import annotations

import math
from collections.abc import Iterable

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint
from synthclips.stages.layout import clutter, lived_in
from synthclips.stages.layout.desktop import litter, put_on
from synthclips.stages.layout.doors import door_inside
from synthclips.stages.layout.on_bare_walls import hang_on_bare_walls
from synthclips.stages.layout.on_walls import coats, hang_row
from synthclips.stages.layout.pieces import Piece, Placed, Unplaceable, Zone
from synthclips.stages.layout.plan import Plan

ASKEW_RAD = 0.05
ALONG_WALLS = ("metal_shelving", "chest_freezer", "bicycle", "lawnmower", "garden_tools", "ladder", "moving_boxes", "dustbin")
AGAIN = ("metal_shelving", "bicycle", "dustbin", "tyres", "stool", "box")  # many have two of these
ON_BENCHES, ON_BENCHES_WEIGHTS = ("bottle", "mug", "box", "books_pile"), (3, 2, 2, 1)
WIDE_M, SHARE, WIDEST_M = 3.9, 0.62, 3.05  # garages so wide have wider doors: so much of the wall, up to ten feet
GATE_CLEAR_M = 0.6  # behind the garage door
CAR_SIDE_M = 0.75  # beside a car, to get out


def furnish(plan: Plan) -> None:
    """The doors and the car first, then the bench and what lines the walls, then what hangs and lies about."""
    gate = _gate(plan)
    _car(plan, gate)
    bench = plan.optionally("workbench", lambda p: plan.along_walls(p, tries=40))
    coats(plan, [w for w in plan.walls if w is not gate])
    for kind in ALONG_WALLS:
        plan.optionally(kind, lambda p: plan.along_walls(p, tries=40, turn_rad=ASKEW_RAD))
    plan.optionally("tyres", lambda p: plan.corners(p))
    for kind in AGAIN:
        if plan.wants(kind) and plan.stream(kind, "again").chance(0.5):
            _leave(plan, kind)
    if bench:
        _on_bench(plan, bench)
    plan.must_be_walkable({"workbench": _front(bench)} if bench else {})
    lived_in.fill(plan)
    if plan.wants("tool_wall"):
        hang_row(plan, [plan.draw("tool_wall")])
    hang_on_bare_walls(plan)
    _strip_light(plan, gate)
    if not any(p.movable for p in plan.placed):
        plan.leave(plan.draw("toolbox"), plan.along_walls(plan.draw("toolbox"), turn_rad=0.4), movable=True)
    clutter.floor(plan)


def _front(placed: Placed) -> tuple[float, float]:
    return placed.footprint.to_world(0.0, placed.footprint.half_m[1] + 0.3)


def _gate(plan: Plan) -> Wall:
    """The garage door in the middle of a short wall that has nothing else, and its rails."""
    taken = {o.wall for o in plan.room.openings}
    piece = plan.draw("garage_door")
    ends = [w for w in sorted(plan.walls, key=lambda w: (w.length_m, w.index))[:2] if w.index not in taken]
    if not ends:
        raise Unplaceable("the garage door needs a short wall without another opening")
    wall = plan.stream("gate").choice(ends)
    if wall.length_m > WIDE_M:
        piece = piece.fitted(width_m=round(min(max(piece.params["width_m"], SHARE * wall.length_m), WIDEST_M), 3))
    if wall.length_m < piece.size_m[0] + 0.1:
        raise Unplaceable(f"the garage door ({piece.size_m[0]:.2f} m) does not fit a wall of {wall.length_m:.2f} m")
    u = wall.length_m / 2
    plan.put(piece, Footprint(wall.at(u), (piece.size_m[0] / 2, piece.size_m[1]), wall.yaw_rad), solid=False)
    rails = plan.draw("door_rails").fitted(width_m=piece.params["width_m"])
    half = (rails.size_m[0] / 2, rails.size_m[1] / 2)
    spot = Footprint(wall.at(u, half[1] + 0.2), half, wall.yaw_rad)
    plan.put(rails, spot, z_m=round(plan.height_m - rails.height_m, 4), solid=False)
    plan.free.append(
        Zone(Footprint(wall.at(u, GATE_CLEAR_M / 2), (1.0, GATE_CLEAR_M / 2), wall.yaw_rad), "stand behind the garage door")
    )
    return wall


def _car(plan: Plan, gate: Wall) -> None:
    """On the side away from the door that people come in by, its tail or its nose to the garage door."""
    entrance = door_inside(plan.walls[plan.room.openings[0].wall], plan.room.openings[0])

    def inside(piece: Piece) -> Iterable[Footprint]:
        stream, half = plan.stream(piece.id), (piece.size_m[0] / 2, piece.size_m[1] / 2)
        for _ in range(20):
            sides = (half[0] + CAR_SIDE_M, gate.length_m - half[0] - CAR_SIDE_M)
            off = half[1] + GATE_CLEAR_M + stream.uniform(0.05, 0.3)
            u = max(sides, key=lambda u: math.dist(gate.at(u, off), entrance))
            turn = stream.choice((0.0, math.pi)) + stream.uniform(-0.02, 0.02)
            yield Footprint(gate.at(u, off), half, gate.yaw_rad + turn)

    plan.optionally("covered_car", inside)


def _leave(plan: Plan, kind: str) -> None:
    piece = plan.draw(kind)
    plan.leave(piece, plan.along_walls(piece, tries=30, turn_rad=2 * ASKEW_RAD))


def _on_bench(plan: Plan, bench: Placed) -> None:
    """A toolbox to be taken, what one is mending, and dregs."""
    top, box = bench.anchor("top"), plan.draw("toolbox")
    if top is not None:
        stream, reach = plan.stream("bench"), top["size_m"][0] / 2 - box.size_m[0] / 2
        spots = [stream.uniform(-1, 1) * reach for _ in range(4)]
        any(put_on(plan, bench, box, x, -0.1, turn_rad=stream.uniform(-0.2, 0.2), movable=True) for x in spots)
    litter(plan, bench, ON_BENCHES, ON_BENCHES_WEIGHTS)


def _strip_light(plan: Plan, gate: Wall) -> None:
    """Under the ceiling's middle, across the garage or along it."""
    if not plan.wants("strip_light"):
        return
    piece = plan.draw("strip_light")
    turn = gate.yaw_rad + (math.pi / 2 if plan.stream("strip_light").chance(0.6) else 0.0)
    spot = Footprint((plan.width_m / 2, plan.depth_m / 2), (piece.size_m[0] / 2, piece.size_m[1] / 2), turn)
    plan.put(piece, spot, z_m=round(plan.height_m - piece.height_m, 4), solid=False)
