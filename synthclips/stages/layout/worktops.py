"""Things on worktops: along the back, where people keep what they use, and pans on the cooker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from synthclips.geometry.plan import Footprint
from synthclips.stages.layout.pieces import Piece, Placed
from synthclips.stages.layout.plan import Plan

USUAL: Mapping[str, float] = {"kettle": 0.9, "toaster": 0.75, "microwave": 0.7, "knife_block": 0.5, "dish_rack": 0.55}
NOW_AND_THEN = ("bottle", "mug", "fruit_bowl", "bowl", "vase", "small_plant", "mug", "bottle")
PANS = (0.45, 0.3)  # chance of a first and a second pan on the hob
BACK_M = 0.05  # from the wall to what stands along it


def things_on_worktops(plan: Plan, placed: Sequence[Placed]) -> None:
    """Every kitchen has most of the usual things; clutter comes on top."""
    tops = [p for p in placed if p.anchor("top") is not None]
    taken: list[Footprint] = [p.footprint for p in plan.placed if not p.solid and 0.7 < p.z_m + p.piece.height_m < 1.3]
    stream = plan.stream("worktops")
    kinds = [kind for kind, share in USUAL.items() if stream.chance(share)]
    more = stream.integer(1, round(2 + 4 * plan.furnishing.clutter))
    for kind in [*kinds, *(stream.choice(NOW_AND_THEN) for _ in range(more))]:
        piece = plan.draw(kind)
        for top, spot in _spots(plan, piece, tops):
            if not any(spot.grown(0.015).overlaps(t) for t in taken):
                taken.append(plan.put(piece, spot, z_m=top.anchor("top")["position_m"][2], solid=False).footprint)  # type: ignore[index]
                break
    for cooker in placed:
        if cooker.piece.kind == "oven":
            _pans(plan, cooker)


def _spots(plan: Plan, piece: Piece, tops: Sequence[Placed]) -> Iterator[tuple[Placed, Footprint]]:
    """Near the back of a worktop, or anywhere on one that stands free; turned a little."""
    stream, half = plan.stream(piece.id, "worktop"), (piece.size_m[0] / 2, piece.size_m[1] / 2)
    for _ in range(30):
        top = stream.choice(list(tops))
        anchor = top.anchor("top")
        assert anchor is not None
        reach = (anchor["size_m"][0] / 2 - half[0], top.footprint.half_m[1] - half[1] - 0.04)
        if min(reach) < 0:
            continue
        back = -reach[1] + stream.uniform(0.0, 0.6) * reach[1] * (2.0 if top.piece.kind == "kitchen_island" else 0.5)
        spot = top.footprint.to_world(stream.uniform(-reach[0], reach[0]), back)
        askew = stream.normal(0.0, 0.12) if max(half) > 0.12 else stream.uniform(-1.2, 1.2)
        yield top, Footprint(spot, half, top.footprint.yaw_rad + askew)


def _pans(plan: Plan, cooker: Placed) -> None:
    """On rings of the hob, handles to the side or to the front."""
    anchor, stream = cooker.anchor("hob"), plan.stream("pans")
    if anchor is None:
        return
    x, y = anchor["size_m"][0] / 4, anchor["size_m"][1] / 4
    rings = stream.shuffled([(sx * x, sy * y) for sx in (-1, 1) for sy in (-1, 1)])
    for chance, (rx, ry) in zip(PANS, (rings[0], (-rings[0][0], -rings[0][1])), strict=True):
        if stream.chance(chance):
            piece = plan.draw("pan")
            half = (piece.size_m[0] / 2, piece.size_m[1] / 2)
            spot = Footprint(cooker.footprint.to_world(rx, ry), half, cooker.footprint.yaw_rad + stream.uniform(-2.0, 2.0))
            plan.put(piece, spot, z_m=round(anchor["position_m"][2], 4), solid=False)
