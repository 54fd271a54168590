"""Edges of table tops: where something may lie, and the free floor it would come down on."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from synthclips.catalog import kind
from synthclips.geometry.plan import Footprint
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import Item, Nuisance
from synthclips.scene.streams import Stream

LOWEST_M, HIGHEST_M = 0.3, 2.0  # of a top that things fall from
LANDS_M = 0.35  # how far from the edge they come down, about
SIDES = ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0))
TRIES = 12
FLAT_M = 0.03  # what is walked over


def needs_top(scenery: Any) -> str:
    """A kind's trait "needs"."""
    return "" if any(_top(i) for i in scenery.items) else "a table or shelf"


def settle_on_edge(room_m: float) -> Callable[[Home, Nuisance, Stream], dict[str, Any]]:
    """A kind's trait "settle": a place on an edge for something of that radius, and the way that is off it.

    edge_m: x, y, z of the top at its edge. way_rad: outwards. floor_m: height of floor or rug below. item: the table.
    """

    def settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
        found = [place for item in home.scenery.items if _top(item) for place in _edges(home, item, room_m, stream)]
        if not found:
            raise SceneError(f"{nuisance.kind} needs a table top with nothing at its edge and free floor below")
        seen = [place for place in found if home.shows(tuple(place["edge_m"]))]
        return stream.choice(seen or found)

    return settle


def _top(item: Item) -> Any:
    anchor = kind("furniture", item.kind).traits["anchors"](item.params).get("top")
    return anchor if anchor is not None and LOWEST_M < item.position_m[2] + anchor["position_m"][2] < HIGHEST_M else None


def _edges(home: Home, item: Item, room_m: float, stream: Stream) -> list[dict[str, Any]]:
    top, floor = _top(item), home.scenery.floor_for(max(0.1, room_m))
    centre, half = top["position_m"], (top["size_m"][0] / 2, top["size_m"][1] / 2)
    box = Footprint(item.position_m[:2], half, item.yaw_rad)
    z, found = item.position_m[2] + centre[2], []
    for ax, ay in stream.shuffled(SIDES):
        for _ in range(TRIES):
            along = stream.uniform(-0.7, 0.7)
            x, y = ax * half[0] + abs(ay) * along * half[0] + centre[0], ay * half[1] + abs(ax) * along * half[1] + centre[1]
            edge, lies = box.to_world(x, y), box.to_world(x - ax * room_m, y - ay * room_m)
            lands = box.to_world(x + ax * LANDS_M, y + ay * LANDS_M)
            if floor.is_free(lands) and _bare(home, item, lies, z, room_m):
                way = math.atan2(edge[1] - lies[1], edge[0] - lies[0])
                place = {"edge_m": [round(v, 4) for v in (*edge, z)], "way_rad": round(way, 5), "item": item.id}
                found.append({**place, "floor_m": round(_floor_m(home, lands), 4)})
                break
    return found


def _bare(home: Home, table: Item, spot: tuple[float, float], z: float, room_m: float) -> bool:
    """Does nothing lie there on the top?"""
    lying = (i for i in home.scenery.items if i is not table and i.position_m[2] < z + 0.3 and
             i.position_m[2] + home.scenery.height_m(i) > z + 0.005)  # fmt: skip
    return all(home.scenery.footprint(i).distance_m(spot) > room_m for i in lying)


def _floor_m(home: Home, spot: tuple[float, float]) -> float:
    """Of the floor, or of the rug that lies there."""
    flat = (i for i in home.scenery.items if i.position_m[2] < 0.01 and home.scenery.height_m(i) < FLAT_M)
    return max((float(home.scenery.height_m(i)) for i in flat if home.scenery.footprint(i).distance_m(spot) == 0.0), default=0.0)
