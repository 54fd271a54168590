"""The viewpoint: a camera in a corner, on a shelf or over the door, from which something can be seen happening."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from synthclips.geometry.plan import Vec2
from synthclips.scene.distributions import settle
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Vec3, Viewpoint
from synthclips.scene.streams import Streams
from synthclips.stages.compose.scenery import Scenery

CANDIDATES = 28
OFF_WALL_M = 0.09
FREE_VIEW_M = 0.7  # nothing nearer than this before the lens


@dataclass(frozen=True)
class _Place:
    position_m: Vec3
    yaw_rad: float
    score: float


def compose_viewpoint(spec: Any, scenery: Scenery, streams: Streams) -> Viewpoint:
    """The best seeing of many random places of the file's mount. Raises SceneError where every place is in something."""
    camera = {
        n: settle(getattr(spec.camera, n), streams("camera", n))
        for n in ("fov_deg", "height_m", "pitch_deg", "roll_deg", "mount", "k1", "k2")
    }
    x, y, ceiling = scenery.room.size_m
    if not 0.05 <= camera["height_m"] <= ceiling - 0.05:
        raise SceneError(f"the camera at {camera['height_m']:g} m is not inside a room of {ceiling:g} m", where="camera.height_m")
    fov = math.radians(camera["fov_deg"])
    places = [_place(scenery, camera, fov, streams("camera", "place", k)) for k in range(CANDIDATES)]
    seen = [p for p in places if p is not None]
    if not seen:
        raise SceneError(
            f"no place for a camera at {camera['height_m']:g} m: furniture stands before all of them", where="camera.mount"
        )
    best = max(p.score for p in seen)
    chosen = streams("camera", "chosen").choice([p for p in seen if p.score >= 0.85 * best])
    return Viewpoint(
        chosen.position_m,
        chosen.yaw_rad,
        round(math.radians(camera["pitch_deg"]), 5),
        round(math.radians(camera["roll_deg"]), 5),
        round(fov, 5),
        camera["k1"],
        camera["k2"],
    )


def _place(scenery: Scenery, camera: dict[str, Any], fov: float, stream: Any) -> _Place | None:
    x, y, _ = scenery.room.size_m
    mount, z = camera["mount"], round(float(camera["height_m"]), 4)
    if mount == "over_door" and scenery.doors:
        door = stream.choice(scenery.doors)
        spot = door.at(OFF_WALL_M, stream.uniform(-0.3, 0.3))
        z = max(z, round(door.opening.height_m + 0.12, 4))
    elif mount == "shelf":
        wall = stream.choice(scenery.walls)
        spot = wall.at(stream.uniform(0.2, 0.8) * wall.length_m, stream.uniform(OFF_WALL_M, 0.3))
    else:
        corner = stream.choice(((0, 0), (1, 0), (1, 1), (0, 1)))
        inset = stream.uniform(OFF_WALL_M, 0.25), stream.uniform(OFF_WALL_M, 0.25)
        spot = (inset[0] if corner[0] == 0 else x - inset[0], inset[1] if corner[1] == 0 else y - inset[1])
    spot = (round(spot[0], 4), round(spot[1], 4))
    target = (x * stream.uniform(0.42, 0.58), y * stream.uniform(0.42, 0.58))
    yaw = math.atan2(target[1] - spot[1], target[0] - spot[0])
    if _blocked(scenery, spot, z, yaw, fov):
        return None
    return _Place((spot[0], spot[1], z), round(yaw, 5), _score(scenery, spot, z, yaw, fov))


def _blocked(scenery: Scenery, spot: Vec2, z: float, yaw: float, fov: float) -> bool:
    """Is the lens in something, or is something tall close before it?"""
    for item in scenery.items:
        low, high = item.position_m[2], item.position_m[2] + scenery.height_m(item)
        box = scenery.footprint(item)
        if low - 0.1 < z < high + 0.12 and box.distance_m(spot) < 0.15:
            return True
        cx, cy = box.centre_m[0] - spot[0], box.centre_m[1] - spot[1]
        ahead = abs(math.remainder(math.atan2(cy, cx) - yaw, 2 * math.pi)) < fov / 2 + 0.2
        if ahead and high > z - 0.25 and box.distance_m(spot) < FREE_VIEW_M:
            return True
    door_in_way = any(
        math.dist(d.hinge_m, spot) < d.opening.width_m + 0.1 and z < d.opening.height_m + 0.05 for d in scenery.doors
    )
    return door_in_way


def _score(scenery: Scenery, spot: Vec2, z: float, yaw: float, fov: float) -> float:
    """Share of the walkable floor in view, and more for doors and seats: there things happen."""
    floor, total, seen = scenery.person_floor, 0, 0
    for i in range(3, floor.walkable.shape[0], 7):
        for j in range(3, floor.walkable.shape[1], 7):
            if floor.walkable[i, j]:
                total += 1
                seen += _sees(scenery, spot, z, yaw, fov, ((i + 0.5) * 0.05, (j + 0.5) * 0.05, 0.3))
    places = [(*d.at(0.3), 1.0) for d in scenery.doors] + [s.centre_m for s in scenery.seats]
    points = sum(_sees(scenery, spot, z, yaw, fov, p) for p in places)
    return seen / max(total, 1) + 0.6 * points / max(len(places), 1)


def _sees(scenery: Scenery, spot: Vec2, z: float, yaw: float, fov: float, point: Vec3) -> bool:
    """Inside the horizontal view, with no tall piece on the straight line."""
    dx, dy = point[0] - spot[0], point[1] - spot[1]
    distance = math.hypot(dx, dy)
    if distance < 0.6 or abs(math.remainder(math.atan2(dy, dx) - yaw, 2 * math.pi)) > fov / 2 - 0.06:
        return False
    for item in scenery.items:
        top = item.position_m[2] + scenery.height_m(item)
        if top < 0.8 or item.position_m[2] > 1.2:
            continue
        box = scenery.footprint(item)
        for t in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9):
            if (
                z + t * (point[2] - z) < top
                and box.distance_m((spot[0] + t * dx, spot[1] + t * dy)) == 0.0
                and box.distance_m(point[:2]) > 0.0
            ):
                return False
    return True
