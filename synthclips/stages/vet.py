"""Vetting: a recipe may be edited by hand or by a program; what cannot be filmed is refused before anything is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from synthclips.catalog import kind
from synthclips.geometry.outline import holds, walls
from synthclips.scene.annotations import parameters
from synthclips.scene.errors import SceneError, unknown
from synthclips.scene.plain import scene_from_plain, to_plain
from synthclips.scene.records import Lamp, Opening, Room, Scene, Viewpoint
from synthclips.scene.varied import misfit

OVER_M = 0.01  # what rounding may put an opening beyond its wall's end


def vet(scene: Scene) -> None:
    """Raises SceneError, naming the place, if a value is out of bounds, a name unknown, or something where it cannot be."""
    scene_from_plain(to_plain(scene))
    _named_once("items", (item.id for item in scene.items))
    _named_once("lamps", (lamp.id for lamp in scene.lamps))
    _named_once("actors", (actor.id for actor in scene.actors))
    _named_once("room.openings", (opening.id for opening in scene.room.openings))
    _known("rooms", scene.room.kind, "room.kind")
    _known("outside", scene.room.outside, "room.outside")
    for opening in scene.room.openings:
        _in_its_wall(opening, scene.room)
    for lamp in scene.lamps:
        _shines_through(lamp, scene.room)
    _in_the_room(scene.viewpoint, scene.room)
    for item in scene.items:
        _made_of("furniture", item.kind, item.params, f"items.{item.id}", "params")
    for actor in scene.actors:
        _made_of("actors", actor.kind, actor.body, f"actors.{actor.id}", "body")
    for nuisance in scene.nuisances:
        _known("nuisances", nuisance.kind, f"nuisances.{nuisance.id}.kind")


def _named_once(where: str, ids: Iterable[str]) -> None:
    for id, count in Counter(ids).items():
        if count > 1:
            raise SceneError(f"{count} are named {id!r}", where=where)


def _known(section: str, name: str, where: str) -> Any:
    try:
        return kind(section, name)
    except SceneError as error:
        raise error.at(where) from None


def _made_of(section: str, name: str, given: dict[str, Any], where: str, key: str) -> None:
    wrong = misfit(given, parameters(_known(section, name, f"{where}.kind").make))
    if wrong:
        raise SceneError(wrong[1], where=f"{where}.{key}.{wrong[0]}")


def _in_its_wall(opening: Opening, room: Room) -> None:
    around, where = walls(room.outline), f"room.openings.{opening.id}"
    if opening.wall >= len(around):
        raise SceneError(f"there is no wall {opening.wall}; the room has {len(around)}", where=f"{where}.wall")
    half_m, long_m = 0.5 * opening.width_m, around[opening.wall].length_m
    if not half_m - OVER_M <= opening.u_m <= long_m - half_m + OVER_M:
        sentence = f"{opening.width_m:g} m about {opening.u_m:g} m do not fit in a wall of {long_m:.3g} m"
        raise SceneError(sentence, where=where)
    top_m = opening.sill_m + opening.height_m
    if top_m > room.size_m[2] + OVER_M:
        raise SceneError(f"its top, {top_m:.3g} m, is over the ceiling at {room.size_m[2]:g} m", where=where)


def _shines_through(lamp: Lamp, room: Room) -> None:
    ids = [opening.id for opening in room.openings]
    if lamp.opening and lamp.opening not in ids:
        raise SceneError(unknown("opening", lamp.opening, ids), where=f"lamps.{lamp.id}.opening")


def _in_the_room(viewpoint: Viewpoint, room: Room) -> None:
    x, y, z = viewpoint.position_m
    width, depth, tall = room.size_m
    shape = f"the room ({width:g} x {depth:g} m, {tall:g} m high)"
    if not holds(room.outline, (x, y)):
        raise SceneError(f"the camera at {x:g}, {y:g} is in a wall or outside {shape}", where="viewpoint.position_m")
    if not 0 < z < tall:
        raise SceneError(f"the camera at a height of {z:g} m is not inside {shape}", where="viewpoint.position_m")
