"""Bare walls get what people hang there: pictures in a group, a shelf, a mirror; over low furniture where some stands below."""

from __future__ import annotations

from collections.abc import Mapping

from synthclips.stages.layout.bare import Bare, bare_stretches
from synthclips.stages.layout.on_walls import APART_M, EYE_M, MIDDLE_M, behind, hang_at
from synthclips.stages.layout.pieces import Piece
from synthclips.stages.layout.plan import Plan

BARE_M = 1.8  # so much wall, from the waist up, has nothing on or before it: then something belongs there
BAND_M = (1.15, 1.95)  # over the floor, in which people look at walls
LEFT_BARE = 0.15
MOST = 4  # stretches, the longest first
SHARE = 0.7  # of a stretch that a group fills at most
LOW_M = 0.6  # from the middle of a stretch: low furniture so near is what one hangs things over

Kinds = tuple[tuple[str, float, int], ...]  # kind, weight, how many side by side at most
USUAL: Kinds = (("picture", 6, 3), ("wall_shelf", 1.5, 1), ("wall_mirror", 1, 1), ("wall_clock", 0.5, 1))
HUNG: Mapping[str, Kinds] = {
    "living_room": USUAL,
    "bedroom": USUAL,
    "dining_room": USUAL,
    "child_room": (("picture", 5, 3), ("wall_shelf", 3, 1)),
    "kitchen": (("picture", 3, 2), ("wall_shelf", 2, 1), ("wall_clock", 2, 1)),
    "home_office": (("picture", 4, 3), ("wall_shelf", 3, 1), ("board", 2, 1)),
    "hallway": (("picture", 5, 3), ("wall_mirror", 2, 1), ("wall_shelf", 0.7, 1)),
    "garage": (("tool_wall", 3, 1), ("wall_shelf", 3, 1), ("board", 1, 1)),
}
ONE_OF_A_ROOM = ("wall_mirror", "wall_clock", "board")


def hang_on_bare_walls(plan: Plan) -> None:
    """One group at each of the longest bare stretches, unless the scene file wants no clutter."""
    if plan.furnishing.clutter == 0.0:
        return
    kinds = [k for k in HUNG.get(plan.room.kind, ()) if plan.furnishing.optional.get(k[0], 1.0) > 0.0]
    bare = [b for b in bare_stretches(plan, low_m=BAND_M[0], high_m=BAND_M[1]) if b.long_m >= BARE_M]
    for stretch in sorted(bare, key=lambda b: (-b.long_m, b.wall.index, b.start_m))[:MOST]:
        fit = [k for k in kinds if k[0] not in ONE_OF_A_ROOM or not plan.has(k[0])]
        stream = plan.stream("bare wall", stretch.wall.index, f"{stretch.start_m:.2f}")
        if fit and not stream.chance(LEFT_BARE):
            kind, _, most = stream.choice(fit, [weight for _, weight, _ in fit])
            _hang(plan, stretch, [plan.draw(kind) for _ in range(stream.integer(1, most))])


def _hang(plan: Plan, bare: Bare, pieces: list[Piece]) -> None:
    """Side by side at one height, about the middle of the stretch or of what stands below."""
    stream = plan.stream(pieces[0].id, "bare wall")
    apart_m = stream.uniform(*APART_M)
    while len(pieces) > 1 and _wide(pieces, apart_m) > SHARE * bare.long_m:
        pieces.pop()
    wide, middle = _wide(pieces, apart_m), bare.start_m + bare.long_m / 2
    over = [u for p in plan.placed if p.solid for wall, u in behind(plan, p) if wall is bare.wall and abs(u - middle) < LOW_M]
    slack = max(0.0, bare.long_m - wide) / 2 - 0.15
    u = over[0] if over else middle + stream.uniform(-0.3, 0.3) * max(0.0, slack)
    height_m = stream.uniform(*MIDDLE_M.get(pieces[0].kind, EYE_M))
    u -= wide / 2
    for piece in pieces:
        hang_at(plan, piece, bare.wall, u + piece.size_m[0] / 2, height_m)
        u += piece.size_m[0] + apart_m


def _wide(pieces: list[Piece], apart_m: float) -> float:
    return sum(p.size_m[0] for p in pieces) + apart_m * (len(pieces) - 1)
