"""Where furniture goes that a home gets for a nuisance: the floor by a wall, a free table top, a free piece of wall."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from synthclips.catalog.nuisances.edges import bare, board, top_of
from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint
from synthclips.scene.streams import Stream

TRIES = 60
ASIDE_M, AIR_M = 0.25, 0.04  # from a wall's end or an opening, and off the wall
WAY_M = 0.55  # free floor before it, so that nobody is shut in
HIGH_M = 1.1  # nothing is put on a top higher than this
Place = tuple[float, float, float, float]  # x, y, z, yaw


def by_wall(scenery: Any, stream: Stream, size_m: tuple[float, float, float]) -> Place | None:
    """On the floor, its back to a wall, for something so wide, deep and tall; nothing else and no way in the place."""
    return next(places_by_walls(scenery, stream, size_m), None)


def places_by_walls(scenery: Any, stream: Stream, size_m: tuple[float, float, float], air_m: float = AIR_M) -> Iterator[Place]:
    """All that were found, as `by_wall`, so far off the wall."""
    wide, deep, tall = size_m
    floor = scenery.floor_for(max(wide, deep) / 2 + 0.05)
    for wall, u in _along_walls(scenery, stream, wide, 0.0, tall):
        spot, ahead = wall.at(u, deep / 2 + air_m), wall.at(u, deep + max(wide, deep) / 2 + WAY_M)
        box = Footprint(spot, (wide / 2 + 0.05, deep / 2 + 0.02), wall.yaw_rad)
        if floor.is_free(ahead) and not _taken(scenery, box, 0.0, tall) and not _on_way(scenery, box):
            yield (*spot, 0.0, wall.yaw_rad)


def on_wall(scenery: Any, stream: Stream, size_m: tuple[float, float], low_m: float) -> Place | None:
    """On a wall from so high up, for something so wide and tall."""
    wide, tall = size_m
    for wall, u in _along_walls(scenery, stream, wide, low_m, low_m + tall):
        if not _taken(scenery, Footprint(wall.at(u, 0.1), (wide / 2 + 0.08, 0.1), wall.yaw_rad), low_m, low_m + tall):
            return (*wall.at(u), low_m, wall.yaw_rad)
    return None


def on_top(scenery: Any, stream: Stream, radius_m: float) -> Place | None:
    """On a table top with nothing so near, facing its front or nearly so."""
    tops = [i for i in scenery.items if top_of(i) is not None and i.position_m[2] < 0.3]
    for item in stream.shuffled(tops):
        box, z = board(scenery, item), item.position_m[2] + top_of(item)["position_m"][2]
        if z > HIGH_M:
            continue
        reach = [half - radius_m for half in box.half_m]
        for _ in range(TRIES if min(reach) > 0 else 0):
            spot = box.to_world(*(stream.uniform(-r, r) for r in reach))
            if bare(scenery, item, spot, z, radius_m):
                return (*spot, round(z + 0.001, 4), item.yaw_rad + stream.uniform(-0.5, 0.5))
    return None


def _along_walls(scenery: Any, stream: Stream, wide: float, low: float, high: float) -> list[tuple[Wall, float]]:
    """Random places along walls, clear of openings at that height; first those beside the door, which cameras look at."""
    found = []
    for _ in range(TRIES):
        wall = stream.choice(scenery.walls)
        if wall.length_m > wide + 2 * ASIDE_M:
            u = stream.uniform(wide / 2 + ASIDE_M, wall.length_m - wide / 2 - ASIDE_M)
            beside = [
                o for o in scenery.room.openings if o.wall == wall.index and o.sill_m < high and low < o.sill_m + o.height_m
            ]
            if all(abs(u - o.u_m) > (o.width_m + wide) / 2 + ASIDE_M for o in beside):
                found.append((wall, u))
    entrance = scenery.doors[0].wall.index if scenery.doors else -1
    return sorted(found, key=lambda place: place[0].index != entrance)


def _taken(scenery: Any, box: Footprint, low: float, high: float) -> bool:
    """Does any thing stand or hang there, or jut into the room there?"""
    things = (i for i in scenery.items if i.position_m[2] < high and i.position_m[2] + scenery.height_m(i) > max(low, 0.03))
    return any(box.overlaps(scenery.footprint(i)) for i in things)


def _on_way(scenery: Any, box: Footprint) -> bool:
    """Is it in a door's sweep or right before an opening?"""
    ways = (*scenery.doors, *scenery.passages)
    return any(math.dist(box.centre_m, d.at(0.3)) < d.opening.width_m + max(box.half_m) for d in ways)
