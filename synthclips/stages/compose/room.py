"""The room itself: its size, where doors and windows are, what its surfaces are made of."""

from __future__ import annotations

from typing import Any

from synthclips import catalog
from synthclips.geometry.plan import Wall, walls
from synthclips.scene.distributions import settle
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Opening, Room
from synthclips.scene.streams import Streams
from synthclips.stages.layout.plan import door_sweep

DOOR_TRIES = 8  # at places where its leaf meets no other's; then the wall has none
SLOTS = {
    **{f"wall_{k}": "wall" for k in range(4)},
    "floor": "floor",
    "ceiling": "ceiling",
    "skirting": "trim",
    "frame": "trim",
    "door": "door",
    "outside": "outside",
}


def compose_room(spec: Any, streams: Streams) -> Room:
    """A room of the file's kind and size; one wall in four rooms has a colour of its own."""
    names = ("width_m", "depth_m", "height_m")
    x, y, z = (round(float(settle(getattr(spec.room, n), streams("room", n))), 3) for n in names)
    sides, kind = walls(x, y), str(settle(spec.room.kind, streams("room", "kind")))
    doors = _doors(kind, sides, streams)
    openings = (*doors, *_windows(kind, sides, doors, z, streams))
    for o in openings:
        if o.width_m + 0.1 > sides[o.wall].length_m or o.sill_m + o.height_m > z - 0.05:
            size, room = f"{o.width_m:.2f} x {o.sill_m + o.height_m:.2f} m", f"{x:.2f} x {y:.2f} x {z:.2f} m"
            raise SceneError(f"a {o.kind} of {size} does not fit a room of {room}", where="room")
    return Room(kind, (x, y, z), openings, _materials(streams), streams.key("room", "detail"))


def _materials(streams: Streams) -> dict[str, Any]:
    drawn = {slot: catalog.palette(palette, streams("room", slot)) for slot, palette in SLOTS.items()}
    accent = streams("room", "accent")
    special = accent.integer(0, 3) if accent.chance(0.25) else -1
    plain = drawn["wall_0"]
    for k in range(4):
        if k != special:
            drawn[f"wall_{k}"] = plain
        else:
            drawn[f"wall_{k}"] = catalog.palette("accent_wall", accent)
    drawn["frame"] = drawn["skirting"]
    return drawn


def _doors(kind: str, sides: tuple[Wall, ...], streams: Streams) -> tuple[Opening, ...]:
    """A living room has one door near a corner; a hallway one at an end and one or two along it."""
    stream = streams("room", "doors")
    width = stream.choice((0.76, 0.81, 0.86, 0.91))
    if kind == "hallway":
        ends = sorted(sides, key=lambda w: (w.length_m, w.index))[:2]
        order = [stream.choice(ends), *stream.shuffled([w for w in sides if w not in ends])[: stream.integer(1, 2)]]
    else:
        order = [stream.choice(sides)]
    doors: list[Opening] = []
    for wall in order:
        for _ in range(DOOR_TRIES):
            door = _door(f"door_{len(doors) + 1}" if doors else "door", wall, width, stream)
            if not any(door_sweep(wall, door).overlaps(door_sweep(sides[d.wall], d)) for d in doors):
                doors.append(door)
                break
    return tuple(doors)


def _door(id: str, wall: Wall, width_m: float, stream: Any) -> Opening:
    """Hinged on the side of the nearer corner, so that the leaf opens against the wall."""
    off = width_m / 2 + stream.uniform(0.12, 0.3)
    room_left = wall.length_m - 2 * off
    u = off if stream.chance(0.5) else wall.length_m - off
    if room_left > 1.5 and stream.chance(0.2):
        u = off + stream.uniform(0.3, 0.7) * room_left
    u = min(max(u, width_m / 2 + 0.06), wall.length_m - width_m / 2 - 0.06)
    hinge = 1 if u > wall.length_m / 2 else -1
    return Opening(id, "door", wall.index, round(u, 3), width_m, 0.0, 2.03, hinge)


def _windows(
    kind: str, sides: tuple[Wall, ...], doors: tuple[Opening, ...], ceiling_m: float, streams: Streams
) -> tuple[Opening, ...]:
    stream = streams("room", "windows")
    free = [w for w in sides if w.index not in {d.wall for d in doors}]
    if kind == "hallway":
        chosen = [stream.choice(free)] if free and stream.chance(0.5) else []
    else:
        chosen = stream.shuffled(free)[: 1 if stream.chance(0.75) else 2]
    found = []
    for i, wall in enumerate(chosen):
        sill = stream.choice((0.45, 0.75, 0.85, 0.9, 1.0), (1, 1, 2, 3, 1))
        top = min(2.2, ceiling_m - 0.2)
        widest = wall.length_m - 0.7
        width = round(min(stream.uniform(1.1, 2.4) if kind != "hallway" else stream.uniform(0.6, 1.0), widest), 3)
        if width < 0.5:
            continue
        slack = (wall.length_m - width) / 2 - 0.3
        u = wall.length_m / 2 + stream.uniform(-1, 1) * max(0.0, slack)
        found.append(
            Opening(f"window_{i + 1}" if i else "window", "window", wall.index, round(u, 3), width, sill, round(top - sill, 3))
        )
    return tuple(found)
