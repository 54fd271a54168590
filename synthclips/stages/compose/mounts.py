"""Mounts: where owners put a camera: in a corner, on a shelf, on furniture, on the floor, over a door."""

from __future__ import annotations

import math
from typing import Any

from synthclips.geometry.outline import reflex
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.scene.distributions import settle
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Item, Vec3
from synthclips.scene.streams import Stream
from synthclips.stages.compose.scenery import Doorway, Scenery
from synthclips.stages.layout.doors import door_sweep

OFF_WALL_M = 0.09
BODY_M = 0.06  # from what a camera stands on to its lens
STANDS_M = (0.4, 2.1)  # height of what one is put on
DEEP_M, AT_WALL_M = 0.6, 0.2  # the deepest of these, and how far off a wall they stand
EDGE_M = (0.0, 0.02)  # behind its front edge: owners push it there, or the top would fill the picture
FLOOR_M = (0.04, 0.2)
FROM_DOOR_M = 1.2  # off the frame of a door, of what stands on the floor: nearer, whoever comes in kicks it over
FROM_HEAT_M = 0.7


def place(spec: Any, scenery: Scenery, mount: str, stream: Stream) -> Vec3 | None:
    """A random place of that mount; None where that one is in something.

    Raises SceneError where the mount is impossible in the room.
    """
    standing, item = None, None
    if mount == "mantelpiece":
        item = _stand(scenery, stream)
        standing = item.position_m[2] + scenery.height_m(item) + BODY_M
    elif mount == "floor":
        standing = stream.uniform(*FLOOR_M)
    z = round(float(settle(spec.camera.height_m, stream)), 4) if standing is None else round(standing, 4)
    ceiling = scenery.room.size_m[2]
    if z > ceiling - 0.05:
        raise SceneError(f"the camera at {z:g} m is not inside a room of {ceiling:g} m", where="camera.height_m")
    if mount == "over_door" and scenery.doors:
        door = stream.choice(scenery.doors[1:] or scenery.doors)  # if there is another, not the one that people come in by
        spot = door.at(OFF_WALL_M, stream.uniform(-0.3, 0.3))
        z = min(max(z, round(door.opening.height_m + 0.12, 4)), round(ceiling - 0.05, 4))
    else:
        spot = _on(scenery.footprint(item), stream) if item else _by_a_wall(scenery, mount, stream)
    eye = (round(spot[0], 4), round(spot[1], 4), z)
    if mount == "floor" and not _left_alone(scenery, spot):
        return None
    return None if _in_something(scenery, eye, item) else eye


def _stand(scenery: Scenery, stream: Stream) -> Item:
    """What a camera is put on: anything with a top, knee-high to head-high, that stands with its back to a wall."""
    low, high = STANDS_M
    standing = [i for i in scenery.items if i.position_m[2] < 0.05 and low < scenery.height_m(i) < high and scenery.is_flat(i)]
    options = [i for i in standing if _backs_onto_a_wall(scenery, scenery.footprint(i))]
    if not options:
        raise SceneError("nothing stands there that a camera could be put on", where="camera.mount")
    return stream.choice(options)


def _backs_onto_a_wall(scenery: Scenery, top: Footprint) -> bool:
    x, y = top.to_world(0.0, -top.half_m[1])
    away = [(x - w.start_m[0]) * w.inward[0] + (y - w.start_m[1]) * w.inward[1] for w in scenery.walls]
    return top.half_m[1] <= DEEP_M / 2 and min(abs(a) for a in away) < AT_WALL_M


def _on(top: Footprint, stream: Stream) -> Vec2:
    side = stream.uniform(-0.8, 0.8) * max(top.half_m[0] - 0.08, 0.0)
    return top.to_world(side, top.half_m[1] - stream.uniform(*EDGE_M))


def _by_a_wall(scenery: Scenery, mount: str, stream: Stream) -> Vec2:
    if mount in ("shelf", "floor"):
        wall = stream.choice(scenery.walls)
        return wall.at(stream.uniform(0.2, 0.8) * wall.length_m, stream.uniform(OFF_WALL_M, 0.3))
    inset = stream.uniform(OFF_WALL_M, 0.25), stream.uniform(OFF_WALL_M, 0.25)
    return stream.choice([w for w in scenery.walls if not reflex(scenery.room.outline, w.index)]).at(*inset)


def _left_alone(scenery: Scenery, spot: Vec2) -> bool:
    """Is a place on the floor out of the way of doors and of heat?"""
    kicked = any(_off_frame_m(way, spot) < FROM_DOOR_M for way in (*scenery.doors, *scenery.passages))
    heaters = (scenery.footprint(i) for i in scenery.items if i.kind == "radiator")
    return not kicked and all(box.distance_m(spot) > FROM_HEAT_M for box in heaters)


def _off_frame_m(way: Doorway, spot: Vec2) -> float:
    """From a place to the nearest of an opening's width."""
    half = way.opening.width_m / 2
    (ax, ay), (bx, by) = way.at(0.0, -half), way.at(0.0, half)
    along = ((spot[0] - ax) * (bx - ax) + (spot[1] - ay) * (by - ay)) / (4 * half * half)
    t = min(max(along, 0.0), 1.0)
    return math.dist(spot, (ax + t * (bx - ax), ay + t * (by - ay)))


def _in_something(scenery: Scenery, eye: Vec3, stand: Item | None) -> bool:
    """Is the lens in an item other than the one it stands on, in a passage, or in the sweep of a door?"""
    spot, z = eye[:2], eye[2]
    for item in scenery.items:
        low, high = item.position_m[2], item.position_m[2] + scenery.height_m(item)
        if item is not stand and low - 0.1 < z < high + 0.12 and scenery.footprint(item).distance_m(spot) < 0.15:
            return True
    if any(o.kind == "passage" and door_sweep(scenery.walls[o.wall], o).distance_m(spot) == 0.0 for o in scenery.room.openings):
        return True
    return any(math.dist(d.hinge_m, spot) < d.opening.width_m + 0.1 and z < d.opening.height_m + 0.05 for d in scenery.doors)
