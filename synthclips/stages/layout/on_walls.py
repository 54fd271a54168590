"""What hangs on walls: over the middle of what stands below or alone, several of a kind side by side; coats over shoes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint
from synthclips.scene.streams import Stream
from synthclips.stages.layout.pieces import Piece, Placed, Zone
from synthclips.stages.layout.plan import Plan

EYE_M = (1.45, 1.58)  # the middle of what is looked at
MIDDLE_M: Mapping[str, tuple[float, float]] = {"wall_clock": (1.75, 1.95)}
LOW_M = 1.2  # furniture that leaves the wall above it free
BACKED_M = 0.3  # from the wall to the back of what stands before it
BELOW_COATS_M = 0.3  # what is lower may stand below coats: shoes
BESIDE_TALL_M, DEEP_M = 0.25, 0.15  # off the sides of what stands as high, and reaches so far into the room
APART_M = (0.07, 0.16)  # between things hung in a row
TRIES = 24

Place = tuple[Wall, float]  # a wall, and how far along it


def hang_row(plan: Plan, pieces: Sequence[Piece]) -> None:
    """Things of one kind: each beside the one before or on its own, at the same height."""
    last: tuple[Place, Piece, float] | None = None
    for piece in pieces:
        stream = plan.stream(piece.id, "hang")
        middle_m = last[2] if last else stream.uniform(*MIDDLE_M.get(piece.kind, EYE_M))
        if last is not None and stream.chance(0.6):
            place = _hang(plan, piece, _beside(piece, *last[:2], apart_m=stream.uniform(*APART_M)), last[2])
            if place is not None:
                last = (place, piece, last[2])
                continue
        place = _hang(plan, piece, [*_over_furniture(plan, piece), *_anywhere(plan, piece)], middle_m)
        last = (place, piece, middle_m) if place is not None else last


def _hang(plan: Plan, piece: Piece, places: Iterable[Place], middle_m: float) -> Place | None:
    """At the first place where the wall is free, if there is one."""
    half, z = piece.size_m[0] / 2, round(middle_m - piece.height_m / 2, 4)
    for wall, u in places:
        if half + 0.1 < u < wall.length_m - half - 0.1 and wall_is_free(plan, wall, u, half, z, z + piece.height_m):
            plan.put(piece, Footprint(wall.at(u), (half, piece.size_m[1]), wall.yaw_rad), z_m=z, solid=False)
            return wall, u
    return None


def hang_at(plan: Plan, piece: Piece, wall: Wall, u: float, middle_m: float) -> None:
    """There, its middle at that height, if the wall is free."""
    _hang(plan, piece, [(wall, u)], middle_m)


def _beside(piece: Piece, place: Place, other: Piece, *, apart_m: float) -> list[Place]:
    wall, u = place
    step = (piece.size_m[0] + other.size_m[0]) / 2 + apart_m
    return [(wall, u + step), (wall, u - step)]


def _over_furniture(plan: Plan, piece: Piece) -> list[Place]:
    """Over the middle of low wide pieces with their backs to a wall."""
    stream = plan.stream(piece.id, "over")
    low = [p for p in plan.placed if p.solid and p.piece.height_m < LOW_M and p.piece.size_m[0] > max(0.6, piece.size_m[0])]
    return [place for p in stream.shuffled(low) for place in behind(plan, p)] if stream.chance(0.7) else []


def behind(plan: Plan, placed: Placed) -> Iterator[Place]:
    """The wall that a piece has its back to, and where along it the middle of its back is."""
    x, y = placed.footprint.to_world(0.0, -placed.footprint.half_m[1])
    for wall in plan.walls:
        dx, dy = x - wall.start_m[0], y - wall.start_m[1]
        facing = placed.footprint.front[0] * wall.inward[0] + placed.footprint.front[1] * wall.inward[1]
        if facing > 0.98 and dx * wall.inward[0] + dy * wall.inward[1] < BACKED_M:
            yield wall, dx * wall.along[0] + dy * wall.along[1]


def _anywhere(plan: Plan, piece: Piece) -> Iterator[Place]:
    stream, half = plan.stream(piece.id, "anywhere"), piece.size_m[0] / 2
    for _ in range(TRIES):
        wall = stream.choice(plan.walls)
        if wall.length_m > 2 * half + 0.4:
            yield wall, stream.uniform(half + 0.15, wall.length_m - half - 0.15)


def wall_is_free(plan: Plan, wall: Wall, u: float, half: float, low: float, high: float) -> bool:
    """No opening, no other thing on the wall, nothing taller than `low` before it, and no door that opens against it."""
    for o in plan.room.openings:
        if o.wall == wall.index and abs(u - o.u_m) < half + o.width_m / 2 + 0.2:
            return False
    zone = Footprint(wall.at(u, 0.2), (half + 0.05, 0.2), wall.yaw_rad)
    about = Footprint(wall.at(u, DEEP_M), (half + BESIDE_TALL_M, 0.01), wall.yaw_rad)
    if any(p.solid and p.piece.height_m > low + BESIDE_TALL_M and about.overlaps(p.footprint) for p in plan.placed):
        return False
    return not any(zone.overlaps(leaf) for leaf in plan.leaves) and not any(
        p.z_m + p.piece.height_m > low - 0.05 and p.z_m < high + 0.05 and zone.overlaps(p.footprint) for p in plan.placed
    )


def coats(plan: Plan, walls: Sequence[Wall]) -> None:
    """A rail of coats; shoes below."""
    if plan.wants("coat_hooks"):
        piece = plan.draw("coat_hooks")
        place = _on_hook(plan, piece, _rails(plan, piece, walls, plan.stream("coats")))
        if place is not None:
            _shoes(plan, *place, piece.size_m[0] / 2)


def on_hook(plan: Plan, kind: str) -> None:
    """One thing that hangs on a wall to below the waist."""
    if plan.wants(kind):
        piece = plan.draw(kind)
        _on_hook(plan, piece, _rails(plan, piece, plan.walls, plan.stream(kind)))


def _on_hook(plan: Plan, piece: Piece, rails: Iterable[tuple[Footprint, Place]]) -> Place | None:
    half, deep = piece.size_m[0] / 2, piece.size_m[1]
    for spot, (wall, u) in rails:
        if not plan.complaint(piece, spot) and wall_is_free(plan, wall, u, half, 0.9, 2.0):
            plan.put(piece, Footprint(wall.at(u), (half, deep), wall.yaw_rad), solid=False)
            plan.free.append(Zone(spot, "stand in the coats", BELOW_COATS_M))
            return wall, u
    return None


def _rails(plan: Plan, piece: Piece, walls: Sequence[Wall], stream: Stream) -> Iterator[tuple[Footprint, Place]]:
    half = piece.size_m[0] / 2
    for _ in range(TRIES):
        wall = stream.choice(list(walls))
        if wall.length_m > 2 * half + 0.4:
            u = stream.uniform(half + 0.1, wall.length_m - half - 0.1)
            yield plan.against(piece, wall, u, gap_m=0.01), (wall, u)


def _shoes(plan: Plan, wall: Wall, u: float, half: float) -> None:
    """Up to three pairs under the coats, toes to the wall or away from it."""
    stream = plan.stream("shoes")
    for _ in range(stream.integer(0, round(1 + 2 * min(plan.furnishing.clutter, 1.0)))):
        piece = plan.draw("shoes")
        spot = plan.against(piece, wall, u + stream.uniform(-0.8, 0.8) * half, gap_m=stream.uniform(0.05, 0.12))
        turn = stream.choice((0.0, 3.1416)) + stream.uniform(-0.2, 0.2)
        plan.leave(piece, [Footprint(spot.centre_m, spot.half_m, spot.yaw_rad + turn)])
