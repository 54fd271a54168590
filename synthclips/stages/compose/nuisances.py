"""Nuisances: what a home needs so that they can happen, and which of them happen in a clip, when and how strongly."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.scene.distributions import settle, settle_all
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import Item, Lamp, Nuisance, Room
from synthclips.scene.streams import Streams
from synthclips.stages.compose.light.indoors import bulb, screen
from synthclips.stages.compose.scenery import Scenery, next_door

F64 = NDArray[np.float64]
SWITCHED_KELVIN = 3000.0
FACES_ONE = 0.5  # cosine of what faces one


def only_here(spec: Any, streams: Streams) -> Any:
    """The spec with no nuisance that cannot happen in this home."""
    here = {id: one for id, one in spec.nuisances.items() if streams("nuisances", id, "homes").chance(one.homes)}
    return spec.model_copy(update={"nuisances": here})


def with_fixtures(spec: Any, room: Room, items: tuple[Item, ...], streams: Streams) -> tuple[Item, ...]:
    """The furniture, and what the file's nuisances add to it. Raises SceneError for what one needs and the room has not."""
    for id, kind in _kinds(spec):
        of_kind = streams.under("nuisances", id)
        if "fixtures" in kind.traits:
            placed = kind.traits["fixtures"](Scenery(room, items), of_kind("fixtures"))
            items += tuple(_fixture(spec, name, place, room.size_m[2], of_kind) for name, place in placed)
        missing = _missing(kind, Scenery(room, items))
        if missing:
            where = room.kind.replace("_", " ")
            raise SceneError(f"{kind.name} needs {missing}; the {where} has none", where=f"nuisances.{id}")
    return items


def _fixture(spec: Any, name: str, place: tuple[float, ...], ceiling_m: float, streams: Streams) -> Item:
    """Of that kind, at x, y, perhaps z, turned by a yaw; without z on the floor, or from the ceiling if its kind hangs there."""
    kind, of_item = catalog.kind("furniture", name), streams.under("item", name)
    params = settle_all(kind.priors, spec.furniture.given.get(name, {}), of_item)
    materials = {slot: catalog.palette(str(palette), of_item(slot, "material")) for slot, palette in kind.materials.items()}
    x, y, *up, yaw = (round(v, 4) for v in place)
    z = round(ceiling_m - kind.traits["height"](params), 4) if kind.traits.get("hangs") else 0.0
    return Item(name, name, (x, y, up[0] if up else z), yaw, params, materials, of_item.key("detail"))


def with_nuisance_lamps(spec: Any, scenery: Scenery, lamps: tuple[Lamp, ...], streams: Streams) -> tuple[Lamp, ...]:
    """The home's lamps, and those that only shine when a nuisance of the file happens."""
    for id, kind in _kinds(spec):
        if "lights" in kind.traits:
            lamps += _dark(kind.traits["lights"](scenery), scenery, lamps, streams)
        if "lamps" in kind.traits:
            lamps += tuple(kind.traits["lamps"](id, scenery, lamps, streams("nuisances", id, "lamps")))
    return lamps


def _dark(ids: Iterable[str], scenery: Scenery, lamps: tuple[Lamp, ...], streams: Streams) -> tuple[Lamp, ...]:
    """The bulbs and screens of these things, at weight 0, where they do not shine already."""
    have = {lamp.id for lamp in lamps}
    found = [bulb(i, streams, 0.0, SWITCHED_KELVIN) or screen(i) for i in scenery.items if i.id in set(ids)]
    return tuple(dataclasses.replace(lamp, weight=0.0) for lamp in found if lamp is not None and lamp.id not in have)


def lacks_anything(spec: Any, scenery: Scenery) -> bool:
    """Is there a nuisance of the file that cannot happen in such a home?"""
    return any(_missing(kind, scenery) for _, kind in _kinds(spec))


def _missing(kind: Any, scenery: Scenery) -> str:
    """What a nuisance needs and the home has not; "" where it has all."""
    return str(kind.traits["needs"](scenery)) if "needs" in kind.traits else ""


def played_with(spec: Any, scenery: Scenery) -> set[str]:
    """Ids of what the file's nuisances stir or light."""
    lit = {id for _, kind in _kinds(spec) if "lights" in kind.traits for id in kind.traits["lights"](scenery)}
    return lit | _stirring(spec, scenery.items)


def _stirring(spec: Any, items: Iterable[Item]) -> set[str]:
    stirred = {name for _, kind in _kinds(spec) for name in kind.traits.get("items", ())}
    return {item.id for item in items if item.kind in stirred and not next_door(item)}


def with_movers(spec: Any, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The furniture, what the file's nuisances may stir taken out of the plate."""
    stirs = _stirring(spec, items)
    return tuple(dataclasses.replace(item, movable=True) if item.id in stirs else item for item in items)


def stirring_places(spec: Any, scenery: Scenery) -> list[F64]:
    """For each nuisance of the file places (N, 7) that should show, the ways these face, and to what cosine.

    Of one that stirs things of the home, they lie up the middles of these.
    """
    groups = [
        [
            (*place, *scenery.front(item), FACES_ONE)
            for item in scenery.items
            if item.kind in kind.traits["items"]
            for place in scenery.up_middle(item)
        ]
        for _, kind in _kinds(spec)
        if "items" in kind.traits
    ]
    groups += [kind.traits["wanted"](scenery) for _, kind in _kinds(spec) if "wanted" in kind.traits]
    return [np.array(group) for group in groups if len(group)]


def compose_nuisances(spec: Any, home: Home, streams: Streams) -> tuple[Nuisance, ...]:
    """Those that happen in this clip, in the order of the file; each one's draws have its own name.

    One that is sure to happen and cannot, raises SceneError; one that only may, does not happen then.
    """
    found = []
    for id, kind in _kinds(spec):
        of_one, section = streams.under("nuisances", id), spec.nuisances[id]
        if of_one("happens").chance(section.chance):
            try:
                found.append(_settled(id, kind, section, home, of_one))
            except SceneError:
                if section.chance == 1.0:
                    raise
    return tuple(found)


def _settled(id: str, kind: Any, section: Any, home: Home, streams: Streams) -> Nuisance:
    strength = int(settle(section.strength, streams("strength")))
    start_s, end_s = _when(kind, streams, home.duration_s)
    params = settle_all(kind.priors, section.given, streams)
    draft = Nuisance(id, kind.name, strength, start_s, end_s, params, streams.key("detail"))
    if "settle" not in kind.traits:
        return draft
    try:
        more = kind.traits["settle"](home, draft, streams("settle"))
    except SceneError as error:
        raise SceneError(error.message, where=f"nuisances.{id}") from None
    return dataclasses.replace(draft, params={**params, **more})


def _when(kind: Any, streams: Streams, duration_s: float) -> tuple[float, float]:
    """From when to when: at any time of the clip, as long as its kind lasts."""
    lasts = min(float(settle(kind.traits.get("lasts", duration_s), streams("lasts"))), duration_s)
    start = streams("start").uniform(0.0, duration_s - lasts)
    return round(start, 3), round(start + lasts, 3)


def _kinds(spec: Any) -> list[tuple[str, Any]]:
    return [(id, catalog.kind("nuisances", section.kind)) for id, section in spec.nuisances.items()]
