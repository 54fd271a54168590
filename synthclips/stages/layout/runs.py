"""Kitchen runs: units side by side along a wall, with a sink and a cooker among them, by the rules that kitchens keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from synthclips.geometry.outline import Wall, inside
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.scene.streams import Stream
from synthclips.stages.layout.pieces import Piece, Placed, Unplaceable
from synthclips.stages.layout.plan import Plan

DEEP_M = 0.62
OFF_M = 0.012  # from walls
STEP_M = 0.05
FILLED_M = 0.15  # narrower gaps between two appliances are not left
BESIDE_HOB_M = 0.3  # from the hob to a sink, a wall or something tall
TRIES = 60
KEPT_WALLS = 16  # whose stretches are remembered: of two rooms, each asked for in every attempt


@dataclass(frozen=True)
class Stretch:
    """A part of a wall that units may stand along, in metres along it."""

    wall: Wall
    start_m: float
    end_m: float

    @property
    def length_m(self) -> float:
        """From end to end."""
        return self.end_m - self.start_m


@dataclass(frozen=True)
class Unit:
    """A placed piece of a run and what of its wall it covers."""

    placed: Placed
    wall: Wall
    start_m: float
    end_m: float

    @property
    def kind(self) -> str:
        """Of its piece."""
        return self.placed.piece.kind


def stretches(plan: Plan, wall: Wall) -> tuple[Stretch, ...]:
    """Where along a wall no door opens, no low window reaches down and nothing stands."""
    strip = _strip(wall, wall.length_m / 2, wall.length_m / 2)
    zones = [z.footprint for z in plan.free if z.over_m < 0.9]
    near = [box for box in (*zones, *(p.footprint for p in plan.placed if p.solid)) if strip.overlaps(box)]
    return _between(wall, tuple(near), tuple(plan.room.outline))


@lru_cache(maxsize=KEPT_WALLS)
def _between(wall: Wall, near: tuple[Footprint, ...], outline: tuple[Vec2, ...]) -> tuple[Stretch, ...]:
    """What of a wall is clear of these."""
    count = int((wall.length_m - 2 * OFF_M) / STEP_M)
    spots = [_strip(wall, OFF_M + (k + 0.5) * STEP_M, STEP_M / 2) for k in range(count)]
    taken = [k for k, spot in enumerate(spots) if any(spot.overlaps(box) for box in near) or not inside(spot, outline)]
    found = [(OFF_M + (a + 1) * STEP_M, OFF_M + b * STEP_M) for a, b in pairwise([-1, *taken, count]) if b - a > 1]
    return tuple(Stretch(wall, a, wall.length_m - OFF_M if b >= OFF_M + count * STEP_M else b) for a, b in found)


def _strip(wall: Wall, u: float, half_m: float) -> Footprint:
    """What units along so much of a wall to both sides of a place cover."""
    return Footprint(wall.at(u, OFF_M + DEEP_M / 2), (half_m, DEEP_M / 2), wall.yaw_rad)


def place_run(plan: Plan, stretch: Stretch, pieces: Sequence[Piece], filler: Piece, *, tall_ends: Sequence[int]) -> list[Unit]:
    """The pieces in the best of many orders, the gaps between them filled with units like `filler`.

    tall_ends: where tall pieces may stand, 0 the start and -1 the end.
    Raises Unplaceable where no order keeps the rules.
    """
    stream = plan.stream("run", stretch.wall.index, *[p.id for p in pieces])
    orders = [order for _ in range(TRIES) if (order := _order(plan, stretch, pieces, stream.choice(tall_ends), stream))]
    if not orders:
        names = " and the ".join(p.kind.replace("_", " ") for p in pieces)
        raise Unplaceable(f"the {names} do not fit along {stretch.length_m:.1f} m of wall")
    _, starts = min(orders, key=lambda o: o[0])
    units = [put_unit(plan, piece, stretch.wall, u) for piece, u in starts]
    edges = [stretch.start_m, *(e for u in units for e in (u.start_m, u.end_m)), stretch.end_m]
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        units += _fill(plan, filler, stretch.wall, a, b)
    return units


Order = tuple[float, list[tuple[Piece, float]]]


def _order(plan: Plan, stretch: Stretch, pieces: Sequence[Piece], tall_end: int, stream: Stream) -> Order | None:
    """A random order with random gaps: how bad it is, and where each piece begins; None where it breaks a rule."""
    tall = [p for p in pieces if p.height_m > 1.2]
    low = stream.shuffled([p for p in pieces if p.height_m <= 1.2])
    line = [*tall, *low] if tall_end == 0 else [*low, *tall]
    spare = stretch.length_m - sum(p.size_m[0] for p in line)
    if spare < 0:
        return None
    weights = [stream.choice((0.0, stream.uniform(0.2, 1.0)), (1, 2)) for _ in range(len(line) + 1)]
    if tall:
        weights[tall_end] = 0.0
    total = sum(weights)
    if total == 0.0:
        return None
    gaps = [spare * w / total for w in weights]
    if any(0.0 < g < FILLED_M for g in gaps):
        return None
    starts, u = list[tuple[Piece, float]](), stretch.start_m
    for gap, piece in zip(gaps, line, strict=False):
        u += gap
        starts.append((piece, round(u, 4)))
        u += piece.size_m[0]
    bad = _badness(plan, stretch, starts)
    return None if bad is None else (bad, starts)


def _badness(plan: Plan, stretch: Stretch, starts: list[tuple[Piece, float]]) -> float | None:
    """Sinks want the window, cookers shun it, walls, water and tall neighbours; None where a rule is broken."""
    windows = [(o.u_m, o.width_m / 2) for o in plan.room.openings if o.kind == "window" and o.wall == stretch.wall.index]
    bad = 0.0
    spans = {p.kind: (u, u + p.size_m[0]) for p, u in starts}
    for piece, u in starts:
        middle, half = u + piece.size_m[0] / 2, piece.size_m[0] / 2
        covered = any(abs(middle - at) < half + wide + 0.06 for at, wide in windows)
        if covered and (piece.kind == "oven" or piece.height_m > 1.2):
            return None
        if piece.kind == "sink_unit":
            bad += min((abs(middle - at) for at, _ in windows), default=0.3)
    if "oven" in spans:
        a, b = spans["oven"]
        others = [stretch.start_m, stretch.end_m, *(e for k in ("sink_unit", "refrigerator") if k in spans for e in spans[k])]
        near = min(min(abs(a - e), abs(b - e)) for e in others)
        if near < BESIDE_HOB_M:
            return None
        bad += max(0.0, 0.6 - near)
    return bad


def put_unit(plan: Plan, piece: Piece, wall: Wall, start_m: float) -> Unit:
    """A piece of a run where its side is `start_m` along the wall. Raises Unplaceable where it would break a rule of the plan."""
    wide = piece.size_m[0]
    spot = plan.against(piece, wall, start_m + wide / 2, gap_m=OFF_M)
    complaint = plan.complaint(piece, spot, gap_m=-0.004)
    if complaint:
        raise Unplaceable(complaint)
    return Unit(plan.put(piece, spot), wall, start_m, start_m + wide)


def _fill(plan: Plan, like: Piece, wall: Wall, a: float, b: float) -> Iterator[Unit]:
    if b - a > 0.04:
        piece = plan.draw(like.kind).fitted(**{**like.params, "width_m": round(b - a, 4)})
        yield put_unit(plan, piece, wall, a)
