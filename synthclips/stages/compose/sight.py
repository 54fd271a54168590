"""Sight: what cameras at one place would see of a furnished room, found on boxes before anything is rendered."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.outline import Wall, blocks
from synthclips.geometry.paths import CELL_M
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.geometry.upright_boxes import TINY, clear, crossed, dot, gap_m, in_their_axes, upright_box
from synthclips.scene.records import Item, Opening, Vec3
from synthclips.stages.compose.purpose import telling_places, tells
from synthclips.stages.compose.scenery import Doorway, Scenery

F64 = NDArray[np.float64]
Flags = NDArray[np.bool_]
MARGIN = 0.93  # of the picture, from its middle: what counts as seen stays clear of its edges
COMES_IN_M = (0.5, 1.1)  # from the door: where somebody who comes in is to be seen whole
STANDING_M = (0.0, 1.0, 1.75)  # feet, middle and top of a grown person
CAT_M, HEAD_M = 0.1, 1.6
EVERY = 7  # of the floor's cells one is asked each way
RAYS = (13, 7)  # through the picture, across and down
TALL_M = 1.2  # what is lower hides no furniture from a camera, chairs round a table and what lies on it least of all
NEAR_M = 1.6  # things farther off dazzle nobody
PIECE_M = 0.3
CROWDS_M = 1.3
LOW_M = 0.6  # a lens below looks at the backs of seats and up curtains: whatever is large looms there
BESIDE_M = 1.0  # what is nearer than this fills the picture
PANE_M = 0.02
FOOT_M = 0.02
CORNER_M = 0.17  # from both walls to the lens of a camera in a corner
GLARE = 4.0
NEWTON = 6


@dataclass(frozen=True, eq=False)
class Aims:
    """Ways to aim cameras at one place: unit axes (A, 3), and how far the picture reaches from its middle at depth 1."""

    forward: F64
    right: F64
    down: F64
    reach: Vec2  # across and up

    @classmethod
    def of(cls, yaws_rad: Sequence[float], pitches_rad: Sequence[float], reach: Vec2) -> Aims:
        """Aims of these yaws and pitches; cameras are level."""
        turns = [(math.cos(a), math.sin(a), math.cos(b), math.sin(b)) for a, b in zip(yaws_rad, pitches_rad, strict=True)]
        forward = np.array([(c * cp, s * cp, sp) for c, s, cp, sp in turns])
        down = np.array([(c * sp, s * sp, -cp) for c, s, cp, sp in turns])
        return cls(forward, np.array([(s, -c, 0.0) for c, s, _, _ in turns]), down, reach)

    def show(self, ways: F64) -> Flags:
        """(A, N) of (N, 3) ways from the camera: within the picture, clear of its edges?"""
        depth, across, below = (dot(ways, axis[:, None]) for axis in (self.forward, self.right, self.down))
        shown: Flags = (abs(across) < MARGIN * self.reach[0] * depth) & (abs(below) < MARGIN * self.reach[1] * depth)
        return shown

    def rays(self, counts: tuple[int, int]) -> F64:
        """(A, R, 3) unit ways through the whole picture, so many across and down."""
        x, y = np.meshgrid(*(np.linspace(-reach, reach, n) for reach, n in zip(self.reach, counts, strict=True)))
        ways = self.forward[:, None] + x.reshape(-1, 1) * self.right[:, None] + y.reshape(-1, 1) * self.down[:, None]
        unit: F64 = ways / np.sqrt(dot(ways, ways))[..., None]
        return unit

    @cached_property
    def fan(self) -> F64:
        """(A, R, 3) as `rays`, of a few."""
        return self.rays(RAYS)


def reaches(fov_rad: float, k1: float, k2: float, aspect: float) -> tuple[float, float]:
    """How far the picture of a lens (raster/lens.py) reaches from its middle at depth 1, straight across and straight up.

    A barrel packs more into its rim: up, where that is nearer, the picture is less high than it would be undistorted.
    """
    across = math.tan(fov_rad / 2)
    rim = aspect * across * (1.0 + k1 * across**2 + k2 * across**4)
    up = aspect * across
    for _ in range(NEWTON):
        up -= (up * (1.0 + k1 * up**2 + k2 * up**4) - rim) / max(1.0 + 3.0 * k1 * up**2 + 5.0 * k2 * up**4, 0.05)
    return across, up


class Sight:
    """One room as cameras see it: the places that matter, and the boxes that may hide them."""

    def __init__(self, scenery: Scenery) -> None:
        entrance = scenery.doors[:1]
        self.size_m = np.array(scenery.room.size_m)
        self.people = _places((*d.at(off), z) for d in entrance for off in COMES_IN_M for z in STANDING_M)
        self.opening = _places(p for d in entrance for p in _corners(d))
        self.passages = _places(p for d in scenery.passages for p in _corners(d))
        self.telling = _places(telling_places(scenery))
        self.seats = _places((s.centre_m[0], s.centre_m[1], s.centre_m[2] + CAT_M) for s in scenery.perches)
        cells = np.argwhere(scenery.person_floor.walkable[EVERY // 2 :: EVERY, EVERY // 2 :: EVERY]) * EVERY + EVERY // 2
        self.floor = _places((x, y, CAT_M) for x, y in ((cells + 0.5) * CELL_M).tolist())
        boxes = [upright_box(box, i.position_m[2], top) for i in scenery.items for box, top in scenery.blocks(i)]
        boxes += [upright_box(d.open_leaf, 0.0, d.opening.height_m) for d in entrance]
        boxes += [upright_box(block, 0.0, scenery.room.size_m[2]) for block in blocks(scenery.room.outline)]
        lying = [(scenery.footprint(i), i.position_m[2], scenery.height_m(i)) for i in scenery.lying]
        self._feet = _places((x, y, z + FOOT_M) for box, z, _ in lying for x, y in box.corners())
        self._heads = _places((*box.centre_m, z + max(0.85 * high, FOOT_M)) for box, z, high in lying)
        crowding = [
            *(upright_box(*thing) for thing in scenery.crowding),
            *(_pane(scenery.walls[o.wall], o) for o in scenery.windows),
        ]
        self._crowding = np.array(crowding).reshape(-1, 8)
        standing = [_whole(scenery, i) for i in scenery.items if scenery.height_m(i) > PIECE_M]
        self._large = np.array([upright_box(*thing) for thing in standing]).reshape(-1, 8)
        self._lying = np.array([upright_box(*thing) for thing in lying]).reshape(-1, 8)
        pieces = _pieces(scenery)
        self._pieces = np.array([upright_box(*piece) for piece, _ in pieces]).reshape(-1, 8)
        self._purposeful = np.array([told for _, told in pieces], np.bool_)
        self._boxes = np.array(boxes).reshape(-1, 8)

    def sees(self, eye_m: Vec3, aims: Aims, places: F64) -> Flags:
        """(A, N) of (N, 3) places: is it in the picture, with nothing on the straight line to it?"""
        seen: Flags = aims.show(places - np.array(eye_m)) & self.clear(np.array(eye_m), places)
        return seen

    def clear(self, start: F64, ends: F64) -> Flags:
        """(N,) of (N, 3) ends: is there nothing on the straight line from the start, (3,) or (N, 3)?"""
        return clear(self._boxes, start, ends)

    def meets(self, eye_m: Vec3, ways: F64) -> F64:
        """(N,) how far along unit ways (N, 3) from the eye a wall or a box is met."""
        eye = np.array(eye_m)
        enter, leave = crossed(self._boxes, eye, ways)
        met = np.where((enter < leave) & (leave > 0.0), np.maximum(enter, TINY), np.inf).min(0, initial=np.inf)
        away = np.where(ways > 0.0, self.size_m - eye, eye) / np.maximum(abs(ways), TINY)
        nearest: F64 = np.minimum(met, away.min(1))
        return nearest

    def shares(self, eye_m: Vec3, aims: Aims) -> tuple[F64, F64, F64, F64, F64]:
        """(A,) each: how much of floor, seats, passages, the door's opening, and who comes in is seen; 0 where there is none."""
        kinds = (self.floor, self.seats, self.passages, self.opening, self.people)
        seen = self.sees(eye_m, aims, np.concatenate(kinds))
        parts = np.split(seen, np.cumsum([len(kind) for kind in kinds])[:-1], axis=1)
        floor, seats, passages, opening, people = (part.sum(1) / max(part.shape[1], 1) for part in parts)
        return floor, seats, passages, opening, people

    def tells(self, eye_m: Vec3, aims: Aims) -> F64:
        """(A,) share of what tells the room's purpose that is in the picture and not behind tall things; 1 where nothing does."""
        if not len(self.telling):
            return np.ones(len(aims.forward))
        eye, tall = np.array(eye_m), self._boxes[self._boxes[:, 5] > TALL_M / 2]
        share: F64 = (aims.show(self.telling - eye) & clear(tall, eye, self.telling)).mean(1)
        return share

    def furnished(self, eye_m: Vec3, aims: Aims) -> tuple[F64, F64]:
        """(A,) each: share of the picture that furniture takes, and what tells the room's purpose; 1 where nothing does.

        Each thing as if nothing stood before it, and beside the lens as if it were farther off: it may add up to more than 1.
        """
        eye = np.array(eye_m)
        ways = self._pieces[:, :3] - eye
        away = np.maximum(np.sqrt(dot(ways, ways)), BESIDE_M)
        facing = abs(np.stack(in_their_axes(self._pieces, -ways[:, None]), -1)[:, 0]) / away[:, None]
        half = self._pieces[:, 3:6]
        faces = 4.0 * np.stack([half[:, 1] * half[:, 2], half[:, 0] * half[:, 2], half[:, 0] * half[:, 1]], -1)
        cosine = np.maximum(dot(ways, aims.forward[:, None]), TINY) / away  # off the axis; the picture is flat
        shares = np.where(aims.show(ways), dot(facing, faces) / (away * away * cosine * cosine * cosine), 0.0)
        shares /= 4.0 * aims.reach[0] * aims.reach[1]
        told = shares[:, self._purposeful].sum(1) if self._purposeful.any() else np.ones(len(shares))
        return shares.sum(1), told

    def heads_near(self, eye_m: Vec3, aims: Aims, within_m: float) -> F64:
        """(A,) share of the walkable floor where a head would be in the picture and nearer than that."""
        ways = self.floor + (0.0, 0.0, HEAD_M - CAT_M) - np.array(eye_m)
        near = aims.show(ways) & (dot(ways, ways) < within_m * within_m)
        share: F64 = near.sum(1) / max(len(ways), 1)
        return share

    def floats(self, eye_m: Vec3, aims: Aims) -> F64:
        """(A,) share of what stands on other things that shows while something before it hides all of where it stands."""
        heads, feet = self.sees(eye_m, aims, self._heads), self.sees(eye_m, aims, self._feet)
        hidden = ~feet.reshape(len(feet), -1, 4).any(2)
        share: F64 = (heads & hidden).sum(1) / max(heads.shape[1], 1)
        return share

    def covered(self, eye_m: Vec3, aims: Aims) -> F64:
        """(A,) share of the picture that windows, lamps, cupboards and the like beside the lens fill."""
        return self._filled(self._crowding, eye_m, aims)

    def loomed(self, eye_m: Vec3, aims: Aims) -> F64:
        """(A,) share of the picture that what lies on other things beside the lens fills; before a low lens what is large."""
        return self._filled(self._large if eye_m[2] < LOW_M else self._lying, eye_m, aims)

    def _filled(self, boxes: F64, eye_m: Vec3, aims: Aims) -> F64:
        """(A,) share of the picture that boxes nearer than CROWDS_M fill with what of them is."""
        near = boxes[gap_m(boxes, np.array(eye_m)) < CROWDS_M]
        enter, leave = crossed(near, np.array(eye_m), aims.fan.reshape(-1, 3))
        met = ((enter < leave) & (leave > 0.0) & (enter < CROWDS_M)).any(0)
        share: F64 = met.reshape(aims.fan.shape[:2]).mean(1)
        return share

    def nearby(self, eye_m: Vec3, aims: Aims) -> tuple[F64, F64]:
        """(A,) each: what a lamp at the lens gives the picture on average, and the share that is filled by what is beside it.

        Of light, 1 is on what faces the lens a metre away, and GLARE the most; walls and things count the more, the nearer.
        """
        away, light = self._met(eye_m, aims.fan)
        on_floor = away * aims.fan[..., 2] < TINY - eye_m[2]  # a floor is no edge that cuts in
        share = np.where(on_floor, 0.0, np.maximum(1.0 - away / BESIDE_M, 0.0)).mean(1)
        return np.minimum(light, GLARE).mean(1), share

    def _met(self, eye_m: Vec3, rays: F64) -> tuple[F64, F64]:
        """(A, R) each: how far rays (A, R, 3) get, to a wall or a thing nearby, and what a lamp at the lens gives there."""
        nearest, light = np.full(rays.shape[:2], np.inf), np.zeros(rays.shape[:2])
        for k in range(3):
            slope = np.maximum(abs(rays[..., k]), TINY)
            away = np.where(rays[..., k] > 0.0, self.size_m[k] - eye_m[k], eye_m[k]) / slope
            light = np.where(away < nearest, slope / (away * away), light)
            nearest = np.minimum(away, nearest)
        near = self._boxes[gap_m(self._boxes, np.array(eye_m)) < NEAR_M]
        enter, leave = crossed(near, np.array(eye_m), rays.reshape(-1, 3))
        met = np.where((enter < leave) & (leave > 0.0), np.maximum(enter, TINY), np.inf).min(0, initial=np.inf)
        met = met.reshape(nearest.shape)
        return np.minimum(nearest, met), np.maximum(light, 1.0 / (met * met))


def cornered(aims: Aims) -> F64:
    """(A,) what walls would fill, as `Sight.nearby` counts it, were each lens in a corner of an empty room, aimed out of it."""
    rays = Aims.of([math.pi / 4] * len(aims.forward), [math.asin(z) for z in aims.forward[:, 2]], aims.reach).fan
    away = CORNER_M / np.maximum((-rays[..., :2]).max(-1), TINY)
    share: F64 = np.maximum(1.0 - away / BESIDE_M, 0.0).mean(1)
    return share


def _places(points: Iterable[Vec3]) -> F64:
    return np.array(list(points), np.float64).reshape(-1, 3)


def _whole(scenery: Scenery, item: Item) -> tuple[Footprint, float, float]:
    """All that it covers in the room and in the wall that it hangs on, from where and how high."""
    return scenery.whole(item), item.position_m[2], scenery.height_m(item)


def _pieces(scenery: Scenery) -> list[tuple[tuple[Footprint, float, float], bool]]:
    """Quarters of what stands on the floor, from where and how high; do they tell the purpose? What is low is no furniture."""
    found = []
    for item in scenery.items:
        box, low, high = scenery.footprint(item), item.position_m[2], scenery.height_m(item)
        if low < FOOT_M and high > PIECE_M:
            half = box.half_m[0] / 2, box.half_m[1] / 2
            middles = [box.to_world(u * half[0], v * half[1]) for u in (-1, 1) for v in (-1, 1)]
            found += [((Footprint(m, half, box.yaw_rad), low, high), tells(scenery, item)) for m in middles]
    return found


def _corners(door: Doorway) -> list[Vec3]:
    """Points up both sides of a door's opening."""
    half, top = door.opening.width_m / 2, door.opening.height_m - 0.05
    return [(*door.at(0.0, side), z) for side in (-half, half) for z in (0.05, top / 2, top)]


def _pane(wall: Wall, window: Opening) -> tuple[float, ...]:
    flat = Footprint(wall.at(window.u_m), (window.width_m / 2, PANE_M), wall.yaw_rad)
    return upright_box(flat, window.sill_m, window.height_m)
