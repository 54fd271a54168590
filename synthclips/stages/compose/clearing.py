"""Clearing: who hangs a camera takes away what would stand or hang right before it, or show as a strip that nobody can read."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.geometry.plan import Footprint
from synthclips.geometry.upright_boxes import clear, upright_box
from synthclips.raster.lens import lens_at, project
from synthclips.scene.records import Item, Vec3, Viewpoint
from synthclips.stages.compose.nuisances import lacks_anything, played_with
from synthclips.stages.compose.purpose import tells
from synthclips.stages.compose.scenery import Scenery

F64 = NDArray[np.float64]
STAYS = frozenset(  # fitted, or what a room is furnished around
    """
    base_units corner_unit sink_unit sink oven refrigerator washing_machine dishwasher extractor_hood wall_units splashback
    kitchen_island staircase stair_gate radiator garage_door door_rails house_window wall_lantern rug runner doormat
    ceiling_lamp pendant strip_light ceiling_fan bed single_bed child_bed bunk_bed cot bedside_table
    couch armchair dining_table dining_chair
    """.split()
)
DEAR = frozenset({"curtain", "coat_hooks", "plant", "television", "bookcase", "wardrobe", "sideboard", "dresser"})
FRONTED = frozenset({"bookcase", "wardrobe", "metal_shelving"})  # known by their fronts; from aside they are slabs
ASIDE_M = 3.5  # and fill so much of the picture from this near
SMALL_M = 0.75  # its longest side: what one carries off in one hand
LOW_M = 1.0
HALF = np.linspace(-0.96, 0.96, 6)  # of half a thing, each way: where it is looked for
GRID = np.stack(np.meshgrid(HALF, HALF, HALF), -1).reshape(-1, 3)
NEAR_M, BESIDE_M = 1.2, 1.0  # from the lens: what is small or hangs, what is large
WHOLE = 0.97  # so much in the picture is not cut by its frame
LOW_LENS_M, FROM_BELOW_M = 0.6, 2.2  # a lens lower looks up curtains, from this far off still
PART = 0.3  # of a row of coats shows it for what it is,
MOST = 0.75  # and so much of its box if it is seen along its wall
STUB, STUB_M = 0.4, 2.0  # with less of it in the picture nobody reads a small thing; a low one before the lens neither
FILLS = 0.02  # of the picture
GRAZING, GRAZING_M = 0.32, 2.6  # sine of the angle at which what hangs flat is seen, and how near it then disturbs
ALONG = 0.2  # likewise of what the frame cuts too, however far off and deep: of a row of coats it leaves a lump
LEGGED = frozenset({"dining_table", "kitchen_table", "dining_chair", "desk", "office_chair"})
EYE_LEVEL_M, BEHIND = 1.0, 0.6  # a lens lower looks through legs; how much of a thing behind them makes it a jumble
VESSELS, COVERED = frozenset({"bottle", "mug"}), 0.6  # so much of one behind what stands before it on a top is a jumble
STUMP, STUMP_M = 0.2, 1.2  # with less of it in the picture nobody reads what is not higher, however far off
LUMPS = frozenset({"pouffe"})  # shapes that nobody knows by their upper part alone
FLAT_M = 0.1  # what is no deeper is flat: a picture, a board, not a row of coats


@dataclass(frozen=True)
class _Shown:
    """How a thing shows in the picture, with nothing before it."""

    gap_m: float  # from the lens to the nearest of its box
    share: float  # of it that is within the frame
    inside_px: F64  # (N, 2) places of it there
    at_bottom: bool  # cut by the lower edge
    sine: float  # of the angle between its wall and the line of sight to its middle
    ahead_m: float  # of the plane of its front, the lens


class Clearing:
    """What would go from a home before one lens or another; what no lens changes is found once."""

    def __init__(self, spec: Any, scenery: Scenery, size: tuple[int, int]) -> None:
        """size: of the picture, width and height, px."""
        self._spec, self._scenery, self._size = spec, scenery, size
        self._stirs = frozenset(played_with(spec, scenery))
        stays = STAYS | frozenset(spec.furniture.required)
        self._may_go = [i.kind not in stays and i.id not in self._stirs and not tells(scenery, i) for i in scenery.items]
        self._boxes = [(scenery.whole(i), i.position_m[2], i.position_m[2] + scenery.height_m(i)) for i in scenery.items]
        self._placed = list(zip(scenery.items, self._boxes, strict=True))
        self._grids = np.concatenate([np.zeros((0, 3)), *(_grid(*box) for box in self._boxes)]).astype(np.float32)

    def cleared(self, items: Sequence[Item], viewpoint: Viewpoint, *, unlit: Collection[str] = ()) -> tuple[Item, ...]:
        """The items without those near the lens that its frame cuts or that it sees along the wall, and what stands on these.

        What the scene file requires, what its nuisances stir or light, and what the camera stands on stays; so does everything
        where a nuisance would lack something, and one thing to take away with what carries it. unlit: fitted lamps that may go.
        """
        gone = self._gone(viewpoint, trim=True)
        shown = zip(self._scenery.items, self._shown(viewpoint), strict=True)
        gone |= {i.id for i, how in shown if i.id in unlit and i.id not in self._stirs and _is_strip(self._scenery, i, how)}
        left = tuple(i for i in items if i.id not in gone)
        lacking = gone & self._stirs or lacks_anything(self._spec, Scenery(self._scenery.room, left))
        return tuple(items) if lacking else left

    def lost(self, viewpoint: Viewpoint) -> int:
        """How many kinds of things that make the room a home would all be taken away from before this lens."""
        gone = self._gone(viewpoint)
        left = {i.kind for i in self._scenery.items if i.id not in gone}
        return len({i.kind for i in self._scenery.items if i.id in gone and (i.kind in DEAR or i.movable)} - left)

    def _gone(self, viewpoint: Viewpoint, *, trim: bool = False) -> set[str]:
        """trim: also what is no reason to hang the camera elsewhere, but reads badly from there."""
        scenery, low = self._scenery, viewpoint.position_m[2] < LOW_LENS_M
        shown = self._shown(viewpoint)
        gone = {
            i.id
            for i, may_go, how in zip(scenery.items, self._may_go, shown, strict=True)
            if may_go
            and not _carries(scenery, i, viewpoint)
            and (
                _disturbs(scenery, i, how, self._size[0] * self._size[1], low=low)
                or (
                    trim
                    and (
                        _is_strip(self._scenery, i, how)
                        or self._behind_legs(i, viewpoint.position_m)
                        or self._is_stump(i, how)
                        or _is_lump(i, how)
                    )
                )
            )
        }
        gone |= self._covered(shown) if trim else set()
        taken = gone | self._on_top(gone)
        things = [(how.share, i) for i, how in zip(scenery.items, shown, strict=True) if i.movable]
        if things and all(i.id in taken for _, i in things):  # who breaks in finds something to take
            kept = max(things, key=lambda thing: thing[0])[1]
            gone -= {i.id for i in scenery.items if i is kept or kept.id in self._on_top({i.id})}
            taken = gone | self._on_top(gone)
        return taken

    def _on_top(self, gone: Collection[str]) -> set[str]:
        """What stands on or in these, and on that."""
        found, under = set[str](), set(gone)
        while under:
            boxes = [box for i, box in zip(self._scenery.items, self._boxes, strict=True) if i.id in under]
            under = {
                i.id
                for i in self._scenery.lying
                if i.id not in gone and i.id not in found
                if any(low < i.position_m[2] < top + 0.05 and box.distance_m(i.position_m[:2]) == 0.0 for box, low, top in boxes)
            }
            found |= under
        return found

    def _covered(self, shown: Sequence[_Shown]) -> set[str]:
        """Vessels that stand, on a top, mostly behind something else there."""
        lying, items = {i.id for i in self._scenery.lying}, self._scenery.items
        there = [
            (i, may, how, _frame(how))
            for i, may, how in zip(items, self._may_go, shown, strict=True)
            if i.id in lying and how.share
        ]
        return {
            i.id
            for i, may_go, how, frame in there
            if may_go
            and i.kind in VESSELS
            and any(how.gap_m > before.gap_m and _overlap(frame, over) > COVERED for _, _, before, over in there)
        }

    def _is_stump(self, item: Item, how: _Shown) -> bool:
        """Does so little of it show, at the frame, that nobody knows what it is? Nothing stands on it."""
        low = self._scenery.height_m(item) < STUMP_M and item.position_m[2] < FLAT_M
        return 0.0 < how.share < STUMP and low and not item.movable and not self._on_top({item.id})

    def _behind_legs(self, item: Item, eye: Vec3) -> bool:
        """Does it stand, bare, where a lens at a table's height sees it between the legs of tables and chairs?"""
        if eye[2] > EYE_LEVEL_M or item.kind in LEGGED or item.position_m[2] > FLAT_M or self._on_top({item.id}):
            return False
        boxes = [upright_box(box, low, top - low) for i, (box, low, top) in self._placed if i.kind in LEGGED]
        box = next(_grid(*box) for i, box in self._placed if i is item)
        return bool(boxes) and float(clear(np.array(boxes), np.array(eye), box).mean()) < 1.0 - BEHIND

    def _shown(self, viewpoint: Viewpoint) -> list[_Shown]:
        """Of each item, as its box shows through the lens."""
        lens, eye = lens_at(viewpoint, self._size), viewpoint.position_m
        pixels = project(self._grids, lens).reshape(len(self._boxes), -1, 3)
        across = (pixels[..., 0] > 0) & (pixels[..., 0] < lens.width_px)
        inside = across & (pixels[..., 1] > 0) & (pixels[..., 1] < lens.height_px)
        below = across & (pixels[..., 1] >= lens.height_px)
        found = []
        for k, (item, (box, low, high)) in enumerate(zip(self._scenery.items, self._boxes, strict=True)):
            gap = math.hypot(box.distance_m(eye[:2]), max(low - eye[2], eye[2] - high, 0.0))
            out = _out_m(item, eye)
            sine = abs(out) / max(math.dist((*item.position_m[:2], (low + high) / 2), eye), 1e-9)
            share, at_bottom = float(inside[k].mean()), bool(below[k].any())
            found.append(_Shown(gap, share, pixels[k, inside[k], :2], at_bottom, sine, out - box.half_m[1]))
        return found


def _disturbs(scenery: Scenery, item: Item, how: _Shown, picture_px: int, *, low: bool) -> bool:
    """Would it show as a slab, a strip or a stub? low: to a lens near the floor."""
    if how.share == 0.0:
        return False
    hung, cut, size = _trait(item, "wall_mounted"), how.share < WHOLE, _size_m(scenery, item)
    if item.kind == "curtain":  # one reads a window by what is left of its curtains
        return cut and how.gap_m < (FROM_BELOW_M if low else NEAR_M)
    if hung and size[1] < FLAT_M and how.sine < GRAZING and how.gap_m < GRAZING_M:
        return True
    if hung and size[1] >= FLAT_M:  # a row of coats, a cupboard: read by a part of it, but from a distance
        return cut and (how.gap_m < NEAR_M or how.share < PART)
    if cut and (hung or max(size) <= SMALL_M):
        return how.gap_m < NEAR_M or how.share < STUB
    if item.kind in FRONTED and how.ahead_m < 0.0 and how.gap_m < ASIDE_M:
        return _hull_area(how.inside_px) > FILLS * picture_px
    if cut and how.gap_m < BESIDE_M:
        return _hull_area(how.inside_px) > FILLS * picture_px
    return how.at_bottom and how.share < STUB and how.gap_m < STUB_M and size[2] < LOW_M


def _is_lump(item: Item, how: _Shown) -> bool:
    """Does the lower edge cut what is then only a dome?"""
    return item.params.get("style") in LUMPS and how.at_bottom and 0.0 < how.share < WHOLE


def _is_strip(scenery: Scenery, item: Item, how: _Shown) -> bool:
    """Does it hang, cut by the frame, on a wall that is seen from aside? What is large and deep is told by the most of it."""
    size = _size_m(scenery, item)
    told_by = MOST if max(size) > SMALL_M and size[1] >= FLAT_M else WHOLE
    return bool(_trait(item, "wall_mounted")) and 0.0 < how.share < told_by and how.sine < ALONG


def _frame(how: _Shown) -> F64:
    """(2, 2) px: the least rectangle in the picture about what shows of it."""
    return np.stack([how.inside_px.min(0), how.inside_px.max(0)])


def _overlap(one: F64, other: F64) -> float:
    """Share of the first rectangle that lies in the other."""
    common = np.clip(np.minimum(one[1], other[1]) - np.maximum(one[0], other[0]), 0.0, None)
    return float(common.prod() / max((one[1] - one[0]).prod(), 1.0))


def _out_m(item: Item, eye: Vec3) -> float:
    """How far the eye is from the upright plane through the item's middle along its width; negative behind it."""
    x, y = eye[0] - item.position_m[0], eye[1] - item.position_m[1]
    return math.cos(item.yaw_rad) * y - math.sin(item.yaw_rad) * x


def _grid(box: Footprint, low: float, high: float) -> F64:
    """(N, 3) places throughout a box."""
    (ax, ay), (bx, by) = box.axes
    across, ahead, up = (GRID * (*box.half_m, (high - low) / 2)).T
    x, y = box.centre_m[0] + across * ax + ahead * bx, box.centre_m[1] + across * ay + ahead * by
    return np.stack([x, y, (low + high) / 2 + up], 1)


def _carries(scenery: Scenery, item: Item, viewpoint: Viewpoint) -> bool:
    """Is it under the camera, which may stand on it?"""
    x, y, z = viewpoint.position_m
    top = item.position_m[2] + scenery.height_m(item)
    return 0.0 < z - top < 0.1 and scenery.footprint(item).distance_m((x, y)) == 0.0


def _size_m(scenery: Scenery, item: Item) -> tuple[float, float, float]:
    width, depth = scenery.footprint(item).half_m
    return 2 * width, 2 * depth, scenery.height_m(item)


def _trait(item: Item, name: str) -> Any:
    return catalog.kind("furniture", item.kind).traits.get(name)


def _hull_area(points: F64) -> float:
    """Of the convex hull of points (N, 2); 0 where they lie on a line."""
    from scipy.spatial import ConvexHull, QhullError

    try:
        return float(ConvexHull(points).volume) if len(points) > 2 else 0.0
    except QhullError:
        return 0.0
