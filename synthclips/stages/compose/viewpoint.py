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
FREE_VIEW_M = 0.9  # nothing nearer than this before the lens
GLARE_M = 0.65  # nor below it: a table top under the camera blinds it in infrared


@dataclass(frozen=True)
class _View:
    """A camera's place and what it takes in."""

    position_m: Vec3
    yaw_rad: float
    pitch_rad: float
    half_rad: tuple[float, float]  # half the view, across and up


def compose_viewpoint(spec: Any, scenery: Scenery, size: tuple[int, int], streams: Streams) -> Viewpoint:
    """The best seeing of many random places of the file's mount, for a picture of that size.

    Raises SceneError where every place is in something.
    """
    fixed = {n: float(settle(getattr(spec.camera, n), streams("camera", n))) for n in ("fov_deg", "roll_deg", "k1", "k2")}
    mount = str(settle(spec.camera.mount, streams("camera", "mount")))
    fov = math.radians(fixed["fov_deg"])
    half = fov / 2, math.atan(math.tan(fov / 2) * size[1] / size[0])
    views = [_view(spec, scenery, mount, half, streams("camera", "place", k)) for k in range(CANDIDATES)]
    scored = [(_score(scenery, view), view) for view in views if not _blocked(scenery, view)]
    if not scored:
        raise SceneError("no place for a camera: furniture stands before all of them", where="camera.mount")
    best = max(score for score, _ in scored)
    chosen = streams("camera", "chosen").choice([view for score, view in scored if score >= 0.85 * best])
    roll = round(math.radians(fixed["roll_deg"]), 5)
    return Viewpoint(chosen.position_m, chosen.yaw_rad, chosen.pitch_rad, roll, round(fov, 5), fixed["k1"], fixed["k2"])


def _view(spec: Any, scenery: Scenery, mount: str, half_rad: tuple[float, float], stream: Any) -> _View:
    x, y, ceiling = scenery.room.size_m
    z = round(float(settle(spec.camera.height_m, stream)), 4)
    if z > ceiling - 0.05:
        raise SceneError(f"the camera at {z:g} m is not inside a room of {ceiling:g} m", where="camera.height_m")
    pitch = round(math.radians(float(settle(spec.camera.pitch_deg, stream))), 5)
    if mount == "over_door" and scenery.doors:
        door = stream.choice(scenery.doors)
        spot = door.at(OFF_WALL_M, stream.uniform(-0.3, 0.3))
        z = min(max(z, round(door.opening.height_m + 0.12, 4)), round(ceiling - 0.05, 4))
    elif mount == "shelf":
        wall = stream.choice(scenery.walls)
        spot = wall.at(stream.uniform(0.2, 0.8) * wall.length_m, stream.uniform(OFF_WALL_M, 0.3))
    else:
        inset = stream.uniform(OFF_WALL_M, 0.25), stream.uniform(OFF_WALL_M, 0.25)
        corner = stream.choice(((0, 0), (1, 0), (1, 1), (0, 1)))
        spot = (inset[0] if corner[0] == 0 else x - inset[0], inset[1] if corner[1] == 0 else y - inset[1])
    target = (x * stream.uniform(0.42, 0.58), y * stream.uniform(0.42, 0.58))
    yaw = math.atan2(target[1] - spot[1], target[0] - spot[0])
    return _View((round(spot[0], 4), round(spot[1], 4), z), round(yaw, 5), pitch, half_rad)


def _blocked(scenery: Scenery, view: _View) -> bool:
    """Is the lens in something, or is something tall close before it?"""
    spot, z = view.position_m[:2], view.position_m[2]
    for item in scenery.items:
        low, high = item.position_m[2], item.position_m[2] + scenery.height_m(item)
        box = scenery.footprint(item)
        if low - 0.1 < z < high + 0.12 and box.distance_m(spot) < 0.15:
            return True
        ahead = abs(_bearing(view, box.centre_m)) < view.half_rad[0] + 0.2
        if ahead and low < z + 0.3 and high > z - GLARE_M and box.distance_m(spot) < FREE_VIEW_M:
            return True
    return any(math.dist(d.hinge_m, spot) < d.opening.width_m + 0.1 and z < d.opening.height_m + 0.05 for d in scenery.doors)


def _bearing(view: _View, point: Vec2) -> float:
    """Angle of a point on the plan off the optical axis."""
    return math.remainder(math.atan2(point[1] - view.position_m[1], point[0] - view.position_m[0]) - view.yaw_rad, 2 * math.pi)


def _score(scenery: Scenery, view: _View) -> float:
    """Share of the walkable floor in view, and more for doors and seats: there things happen."""
    floor, total, seen = scenery.person_floor, 0, 0
    for i in range(3, floor.walkable.shape[0], 7):
        for j in range(3, floor.walkable.shape[1], 7):
            if floor.walkable[i, j]:
                total += 1
                seen += _sees(scenery, view, ((i + 0.5) * 0.05, (j + 0.5) * 0.05, 0.3))
    places = [(*d.at(0.3), 1.0) for d in scenery.doors] + [s.centre_m for s in scenery.seats]
    points = sum(_sees(scenery, view, p) for p in places)
    return seen / max(total, 1) + 0.6 * points / max(len(places), 1)


def _sees(scenery: Scenery, view: _View, point: Vec3) -> bool:
    """Inside the view, with no tall piece on the straight line."""
    (x, y, z), distance = view.position_m, math.dist(view.position_m[:2], point[:2])
    rise = math.atan2(point[2] - z, distance) - view.pitch_rad
    if distance < 0.6 or abs(_bearing(view, point[:2])) > view.half_rad[0] - 0.06 or abs(rise) > view.half_rad[1] - 0.04:
        return False
    dx, dy, dz = point[0] - x, point[1] - y, point[2] - z
    for item in scenery.items:
        top = item.position_m[2] + scenery.height_m(item)
        if top < 0.8 or item.position_m[2] > 1.2:
            continue
        box = scenery.footprint(item)
        for t in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9):
            if z + t * dz < top and box.distance_m((x + t * dx, y + t * dy)) == 0.0 and box.distance_m(point[:2]) > 0.0:
                return False
    return True
