"""What a home's windows show: one kind of surroundings, in leaf or in winter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from synthclips import catalog
from synthclips.scene.distributions import settle
from synthclips.scene.records import Room
from synthclips.scene.streams import Streams

WINTER = (95, 318)  # days of the year up to which, and from which, trees are bare in the north
TEMPERATE_DEG = 23.0


def with_outside(spec: Any, room: Room, streams: Streams) -> Room:
    """The room with what lies round it; one without windows stays as it is."""
    if not any(o.kind == "window" for o in room.openings):
        return room
    name = str(settle(spec.room.outside, streams("room", "outside", "file")))
    if name == "any":
        low = not catalog.kind("rooms", room.kind).traits["habits"].upstairs
        found = [k for k in catalog.kinds("outside").values() if not (low and "floor_m" in k.traits)]
        name = streams("room", "outside", "kind").choice(found, [k.traits["share"] for k in found]).name
    return replace(room, outside=catalog.kind("outside", name).name, leafless=_winter(spec.light, streams))


def _winter(light: Any, streams: Streams) -> bool:
    latitude = float(settle(light.latitude_deg, streams("light", "latitude")))
    day = int(settle(light.day, streams("light", "day")))
    north = (day + (0 if latitude > 0 else 183)) % 366
    return abs(latitude) > TEMPERATE_DEG and not WINTER[0] < north < WINTER[1]
