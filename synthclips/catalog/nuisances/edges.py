"""Edges of table tops: where something may lie, and the free floor it would come down on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from synthclips.catalog import kind
from synthclips.catalog.nuisances.things import best_seen
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.scene.home import Home
from synthclips.scene.records import Item, Nuisance, Vec3
from synthclips.scene.streams import Stream

LOWEST_M, HIGHEST_M = 0.3, 2.0  # of a top that things fall from
LANDS_M, CLEAR_M = 0.3, 0.1  # how far from the edge they come down, about, and how much free floor they need there
HAND_M = 0.06
BARE_M = 0.08  # round what lies on a top
FLAT_M = 0.03  # what is walked over
SIDES = ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0))
ALONG = (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)  # places tried along a side; of a round top the middle


@dataclass(frozen=True)
class OffTheEdge:
    """What a kind needs and settles whose thing is so wide, and lies with its middle so far inside the edge of a table."""

    inside_m: float
    wide_m: float

    def needs(self, scenery: Any) -> str:
        """A kind's trait."""
        return "" if self._places(scenery) else "a table top with nothing at its edge and free floor below"

    def settle(self, home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
        """A kind's trait: edge_m x, y, z of the top at its edge; way_rad outwards; floor_m height of floor or rug below; item."""
        del nuisance
        return stream.choice(best_seen(home, self._places(home.scenery), _path))

    def _places(self, scenery: Any) -> list[dict[str, Any]]:
        floor = scenery.floor_for(CLEAR_M)
        return [place for item in scenery.items if top_of(item) for place in self._of(scenery, floor, item)]

    def _of(self, scenery: Any, floor: Any, item: Item) -> list[dict[str, Any]]:
        box, z, found = board(scenery, item), item.position_m[2] + top_of(item)["position_m"][2], []
        round_top = item.params.get("shape", "square") != "square"
        for side in SIDES:
            half = (box.half_m[1] if side[0] else box.half_m[0]) - self.wide_m / 2
            for along in (0.0,) if round_top else dict.fromkeys(max(half, 0.0) * share for share in ALONG):
                edge, inner, lands = (_off(box, side, along, off) for off in (0.0, -self.inside_m, LANDS_M))
                lies = [_off(box, side, along + k * self.wide_m / 2, -self.inside_m) for k in (-1, 0, 1)]
                if floor.is_free(lands) and all(bare(scenery, item, spot, z) for spot in lies):
                    way = math.atan2(edge[1] - inner[1], edge[0] - inner[0])
                    place = {"edge_m": [round(v, 4) for v in (*edge, z)], "way_rad": round(way, 5), "item": item.id}
                    found.append({**place, "floor_m": round(_floor_m(scenery, lands), 4)})
        return found


def _path(place: dict[str, Any]) -> list[Vec3]:
    """Where it lies, half-way down, and where it comes to lie, a hand over the floor."""
    (x, y, z), way = place["edge_m"], place["way_rad"]
    out = x + LANDS_M * math.cos(way), y + LANDS_M * math.sin(way)
    return [(x, y, z + HAND_M), (*out, (z + place["floor_m"]) / 2), (*out, place["floor_m"] + HAND_M)]


def top_of(item: Item) -> Any:
    """Its anchor for what is put on it; None where there is none at a fit height."""
    anchor = kind("furniture", item.kind).traits["anchors"](item.params).get("top")
    return anchor if anchor is not None and LOWEST_M < item.position_m[2] + anchor["position_m"][2] < HIGHEST_M else None


def board(scenery: Any, item: Item) -> Footprint:
    """The table's whole top; of what hangs on a wall its own before the wall."""
    box: Footprint = scenery.footprint(item)
    if kind("furniture", item.kind).traits.get("wall_mounted"):
        return Footprint(box.to_world(0.0, box.half_m[1]), box.half_m, box.yaw_rad)
    return box


def _off(box: Footprint, side: Vec2, along_m: float, off_m: float) -> Vec2:
    """A place so far along a side from its middle, and so far off it."""
    (ax, ay), (hx, hy) = side, box.half_m
    return box.to_world(ax * (hx + off_m) - ay * along_m, ay * (hy + off_m) + ax * along_m)


def bare(scenery: Any, table: Item, spot: Vec2, z: float, within_m: float = BARE_M) -> bool:
    """Does nothing lie so near on the top?"""
    over = (i for i in scenery.items if i is not table and i.position_m[2] < z + 0.3)
    lying = (i for i in over if i.position_m[2] + scenery.height_m(i) > z + 0.005)
    return all(scenery.footprint(i).distance_m(spot) > within_m for i in lying)


def _floor_m(scenery: Any, spot: Vec2) -> float:
    """Of the floor, or of the rug that lies there."""
    flat = (i for i in scenery.items if i.position_m[2] < 0.01 and scenery.height_m(i) < FLAT_M)
    return max((float(scenery.height_m(i)) for i in flat if scenery.footprint(i).distance_m(spot) == 0.0), default=0.0)
