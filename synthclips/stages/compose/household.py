"""Who lives in a home: members and pets have the same bodies in all its clips; whoever breaks in is somebody else each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from synthclips import catalog
from synthclips.scene.streams import Stream, Streams

AT_HOME = ("pet", "resident")


@dataclass(frozen=True)
class Somebody:
    """An actor before there is anything to do."""

    id: str  # in the scene file
    kind: str
    role: str
    body: dict[str, Any]  # keyword arguments of the kind's maker
    identity: int  # key of who it is


def household(spec: Any, seed: int, home: int) -> tuple[Somebody, ...]:
    """All that live in a home, in the order of the file, dressed as on the day they moved in."""
    of_home = Streams(seed, "home", home)
    return tuple(somebody(spec, id, of_home, of_home) for id, given in spec.actors.items() if given.role in AT_HOME)


def somebody(spec: Any, id: str, of_home: Streams, of_clip: Streams) -> Somebody:
    """Who an actor of the scene file is in a clip. Who lives there is the home's draw, what they wear the clip's."""
    given = spec.actors[id]
    kind = catalog.kind("actors", given.kind)
    mine, now = of_home.under("household", id), of_clip.under("actors", id)
    if given.role not in AT_HOME:
        return Somebody(id, given.kind, given.role, catalog.settled(kind, given.given, now), now.key("identity"))
    worn = kind.traits.get("worn", ())

    def stream(name: str) -> Stream:
        return now(name) if name in worn else mine(name)

    return Somebody(id, given.kind, given.role, catalog.settled(kind, given.given, stream), mine.key("identity"))
