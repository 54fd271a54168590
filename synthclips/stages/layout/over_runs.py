"""What hangs over kitchen runs: a hood over the cooker, wall units beside windows, tiles behind it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint
from synthclips.stages.layout.pieces import Piece
from synthclips.stages.layout.plan import Plan
from synthclips.stages.layout.runs import Unit

Span = tuple[float, float]
WALL_UNIT_DEEP_M = 0.32
CASING_M = 0.22  # beside a window, as far as tiles go down to its sill
CLEAR_M = 0.36  # beside a window: cupboards stand out from the wall and hide it from the side
LOW_M = (1.38, 1.48)  # foot of the wall units
HOOD_M = (1.5, 1.62)
LEAST_M = 0.3  # narrower wall units are not made
ALONE_M = 0.5  # nor narrower ones without others near them
NEAR_M = 1.0  # near: across a hood


def hang_over(plan: Plan, units: Sequence[Unit], style: dict[str, object]) -> None:
    """For each wall that has units: hood, wall units, tiles."""
    stream = plan.stream("over_runs")
    foot = round(stream.uniform(*LOW_M), 3)
    walls = list(dict.fromkeys(u.wall.index for u in units))
    hood = _hood(plan, next((u for u in units if u.kind == "oven"), None))
    for k, index in enumerate(walls):
        here = [u for u in units if u.wall.index == index]
        wall = here[0].wall
        low = _low_spans(here)
        windows = [(o.u_m - o.width_m / 2 - CASING_M, o.u_m + o.width_m / 2 + CASING_M) for o in _windows(plan, wall)]
        hoods = [hood] if hood and any(u.kind == "oven" for u in here) else []
        corner = [(0.0, WALL_UNIT_DEEP_M + 0.03), (wall.length_m - WALL_UNIT_DEEP_M - 0.03, wall.length_m)] if k else []
        if plan.wants("wall_units"):
            clear = [(a - CLEAR_M + CASING_M, b + CLEAR_M - CASING_M) for a, b in windows]
            for span in _in_company(_cupboards(plan, wall, without(low, [*clear, *hoods, *corner]))):
                _wall_units(plan, wall, span, foot, style)
        if plan.wants("splashback"):
            _tiles(plan, wall, low, windows, foot, float(str(style["height_m"])))


def _low_spans(units: Sequence[Unit]) -> list[Span]:
    """What of the wall has a worktop before it, pieces side by side joined."""
    found: list[Span] = []
    for unit in sorted((u for u in units if u.placed.piece.height_m < 1.2), key=lambda u: u.start_m):
        if found and unit.start_m - found[-1][1] < 0.01:
            found[-1] = (found[-1][0], unit.end_m)
        else:
            found.append((unit.start_m, unit.end_m))
    return found


def without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """What is left of spans; in the order along the wall."""
    left = list(spans)
    for a, b in taken:
        left = [part for x, y in left for part in ((x, min(y, a)), (max(x, b), y)) if part[1] - part[0] > 0.02]
    return left


def _windows(plan: Plan, wall: Wall) -> list:  # type: ignore[type-arg]
    return [o for o in plan.room.openings if o.kind == "window" and o.wall == wall.index]


def _hood(plan: Plan, cooker: Unit | None) -> Span | None:
    """Over the cooker; a chimney and a canopy reach the ceiling. Returns what of the wall it takes."""
    if cooker is None or not plan.wants("extractor_hood"):
        return None
    piece, z = plan.draw("extractor_hood"), round(plan.stream("hood").uniform(*HOOD_M), 3)
    wide = round(cooker.end_m - cooker.start_m, 3)
    high = 0.14 if piece.params["style"] == "slim" else plan.height_m - z - 0.002
    piece = piece.fitted(width_m=wide, height_m=round(high, 4))
    _put_on_wall(plan, piece, cooker.wall, (cooker.start_m, cooker.end_m), z)
    return cooker.start_m - 0.01, cooker.end_m + 0.01


def _put_on_wall(plan: Plan, piece: Piece, wall: Wall, span: Span, z: float) -> None:
    spot = Footprint(wall.at((span[0] + span[1]) / 2), ((span[1] - span[0]) / 2, piece.size_m[1]), wall.yaw_rad)
    plan.put(piece, spot, z_m=z, solid=False)


def _cupboards(plan: Plan, wall: Wall, spans: Sequence[Span]) -> list[Span]:
    """Where there is room for a cupboard; one place in seven is left bare."""
    wide = [s for s in spans if s[1] - s[0] >= LEAST_M]
    return [s for s in wide if not plan.stream("bare", wall.index, f"{s[0]:.3f}").chance(0.14)]


def _in_company(spans: Sequence[Span]) -> list[Span]:
    """Without narrow cupboards that would hang alone."""
    wide = [s for s in spans if s[1] - s[0] >= ALONE_M]
    return [s for s in spans if s in wide or any(max(w[0] - s[1], s[0] - w[1]) < NEAR_M for w in wide)]


def _wall_units(plan: Plan, wall: Wall, span: Span, foot: float, style: dict[str, object]) -> None:
    wide, piece = span[1] - span[0], plan.draw("wall_units")
    high = round(min(float(piece.params["height_m"]), plan.height_m - foot - 0.12), 3)
    look = {k: style[k] for k in ("fronts", "handles")}
    _put_on_wall(plan, piece.fitted(width_m=round(wide - 0.004, 4), height_m=high, **look), wall, span, foot)


def _tiles(plan: Plan, wall: Wall, low: Sequence[Span], windows: Sequence[Span], foot: float, worktop: float) -> None:
    """From the worktop to the wall units, under windows to the sill; in one home of four a hand high."""
    upstand = plan.stream("upstand").chance(0.25)
    for span, top in _bands(plan, wall, low, windows, foot):
        high = round(min(0.1, top - worktop) if upstand else top - worktop, 4)
        if high > 0.03:
            piece = plan.draw("splashback").fitted(width_m=round(span[1] - span[0], 4), height_m=high)
            _put_on_wall(plan, piece, wall, span, worktop)


def _bands(plan: Plan, wall: Wall, low: Sequence[Span], windows: Sequence[Span], foot: float) -> Iterator[tuple[Span, float]]:
    """Parts of a wall over its worktops, and how high tiles may reach there."""
    sills = {(a, b): o.sill_m for (a, b), o in zip(windows, _windows(plan, wall), strict=True)}
    for start, end in low:
        cuts = sorted({start, end, *(c for w in windows for c in w if start < c < end)})
        for a, b in pairwise(cuts):
            middle = (a + b) / 2
            under = [sill for (x, y), sill in sills.items() if x < middle < y]
            yield (a, b), (min(under) - 0.03 if under else foot)
