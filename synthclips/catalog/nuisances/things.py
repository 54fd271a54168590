"""Things of the home that stir: which there are, which is in view, and their bodies where they stand."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.nuisances.motion import track_of_bones
from synthclips.geometry.body import Body
from synthclips.geometry.mesh import F32, rotation_z, snapped
from synthclips.geometry.outline import parts
from synthclips.geometry.skeleton import mul
from synthclips.scene.home import Home
from synthclips.scene.records import Item, Nuisance, Vec3
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Track

F64 = NDArray[np.float64]
T = TypeVar("T")
CRIBS = ("cot", "child_bed")  # over which a mobile belongs
FLAT_M = 0.12  # what is on a wall and no deeper is not in the way of what hangs
LOW_M = (0.3, 1.4)  # of things that nobody walks through and over which there is room
PLACES, CLEAR_M = 12, 0.9  # tried under the ceiling, and how far apart what hangs there is


def needs_one(*kinds: str, said: str) -> Callable[[Any], str]:
    """A kind's trait "needs": the home must have one of these."""
    return lambda scenery: "" if any(i.kind in kinds for i in scenery.items) else said


def pick_one(*kinds: str) -> Callable[[Home, Nuisance, Stream], dict[str, Any]]:
    """A kind's trait "settle": one of these, that shows as well as any does."""

    def settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
        del nuisance
        there = [i for i in home.scenery.items if i.kind in kinds]
        return {"item": stream.choice(best_seen(home, there, home.scenery.up_middle)).id}

    return settle


def best_seen(home: Home, candidates: Sequence[T], places: Callable[[T], Sequence[Vec3]]) -> list[T]:
    """Those of whose places the camera sees more than half as many as of any."""
    seen = [int(home.outlook.sees(places(one)).sum()) for one in candidates]
    return [one for one, count in zip(candidates, seen, strict=True) if 2 * count >= max(seen)]


def off_ways(scenery: Any, stream: Stream) -> tuple[float, float]:
    """Under the ceiling over a crib, else a bed, a table or other low thing, where nobody walks into what hangs.

    Where there is none, as `ceiling_place`.
    """
    tops = {i.id: i.position_m[2] + scenery.height_m(i) for i in scenery.items}
    tall = [box for i in scenery.items if tops[i.id] > LOW_M[1] and 2 * min((box := scenery.footprint(i)).half_m) > FLAT_M]
    low = [i for i in scenery.items if i.position_m[2] < 0.1 and LOW_M[0] < tops[i.id] <= LOW_M[1]]
    clear = [i for i in low if all(box.distance_m(i.position_m[:2]) > CLEAR_M / 2 for box in tall)]
    best = max(clear, key=lambda i: (i.kind in CRIBS, min(scenery.footprint(i).half_m)), default=None)
    return best.position_m[:2] if best is not None else ceiling_place(scenery, stream)


def ceiling_place(scenery: Any, stream: Stream) -> tuple[float, float]:
    """Near the middle of the room's largest part, clear of what hangs there already."""
    x0, y0, x1, y1 = max(parts(scenery.room.outline), key=lambda p: (p[2] - p[0]) * (p[3] - p[1]))
    hung = [i.position_m[:2] for i in scenery.items if i.position_m[2] > 1.6]
    tried = [(stream.uniform(0.3, 0.7), stream.uniform(0.3, 0.7)) for _ in range(PLACES)]
    tried.sort(key=lambda p: abs(p[0] - 0.5) + abs(p[1] - 0.5))
    spots = [(x0 + u * (x1 - x0), y0 + v * (y1 - y0)) for u, v in tried]
    return max(spots, key=lambda p: min([CLEAR_M, *(math.dist(p, h) for h in hung)]))


def with_bones(body: Body, places_m: Sequence[tuple[float, float, float]], bone: NDArray[np.int32], weight: F32) -> Body:
    """A body of one bone given others, each at its place and unturned; bone and weight (V, 4). Capsules go with the nearest."""
    rest = np.tile(np.eye(3, 4, dtype=np.float32), (len(places_m), 1, 1))
    rest[:, :, 3] = places_m
    names = tuple(f"part_{k}" for k in range(len(places_m)))
    chain = (-1, *(0 for _ in names[1:]))
    capsules = body.capsules.copy()
    middle = (capsules[:, 1:4] + capsules[:, 4:7]) / 2
    capsules[:, 0] = ((middle[:, None] - rest[None, :, :, 3]) ** 2).sum(2).argmin(1)
    return dataclasses.replace(
        body, rest_from_bone=rest, bone_names=names, parent=chain, bone=bone, weight=snapped(weight), capsules=capsules
    )


def track_of(item: Item, turned: F64, place_m: F64) -> Track:
    """The thing's track, from rotations (T, B, 3, 3) and places (T, B, 3) of its bones in its own frame."""
    stand = rotation_z(item.yaw_rad).astype(np.float64)
    place = (stand * place_m[..., None, :]).sum(-1) + item.position_m
    return track_of_bones(item.id, mul(np.broadcast_to(stand, turned.shape), turned), place)
