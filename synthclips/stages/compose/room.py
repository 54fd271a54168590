"""The room itself: its plan, where doors and windows are, what its surfaces are made of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from synthclips import catalog
from synthclips.geometry.outline import Wall, box_of, in_niche, outer, rectangle, walls
from synthclips.geometry.plan import Footprint
from synthclips.scene.distributions import settle, settle_all
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Opening, Room
from synthclips.scene.streams import Stream, Streams
from synthclips.stages.layout.doors import door_sweep, open_leaf

DOOR_TRIES = 8  # at places where its leaf meets no other's; then the wall has none
DOOR_M, DOOR_TOP_M = (0.76, 0.81, 0.86, 0.91), 2.03
LEAST_WINDOW_M = 0.5
BEAM_M = 0.16  # over the open sides of a porch, and beside them
WINDOW_TRIES = 12  # at places where no door's leaf stands before it or its curtains
CURTAIN_M, POLE_M = 0.35, 0.25  # how far off counts, and how far to its sides
LEAST_ACCENT_M = 0.9  # of a wall with a colour of its own
LEAST_NEXT_M = 1.6  # of a wall that another room is behind

PLAIN, PLAIN_IR = (0.62, 0.6, 0.55), 0.65  # a light wall


def compose_room(spec: Any, streams: Streams) -> Room:
    """A room of the file's kind; openings are in the walls that have nothing of the room behind them."""
    kind = catalog.kind("rooms", str(settle(spec.room.kind, streams("room", "kind"))))
    params = settle_all(kind.priors, spec.room.given, streams.under("room"))
    corners = kind.make(key=streams.key("room", "plan"), **params)
    (x, y), z = box_of(corners), round(float(params["height_m"]), 3)
    habits, sides = kind.traits["habits"], [w for w in walls(corners) if outer(w, corners)]
    doors = _doors(habits, [w for w in sides if not in_niche(w, corners)], streams)
    open_sides = bool(habits.open_over_m)
    openings = (*doors, *(_open_sides if open_sides else _windows)(habits, sides, doors, z, streams))
    openings += _passages(str(params["next_room"]), sides, openings, streams)
    _fit(openings, walls(corners), (x, y, z))
    materials = _materials(habits, [w.length_m for w in walls(corners)], streams)
    if any(o.kind == "passage" for o in openings):
        materials |= {f"next_{slot}": catalog.palette(slot, streams("next_room", slot)) for slot in ("wall", "floor", "ceiling")}
        if materials["next_wall"].family == "panelling":  # a doorway's width of it shows as slabs
            materials["next_wall"] = replace(materials["next_wall"], family="paint", rgb=PLAIN, rgb2=PLAIN, ir=PLAIN_IR)
    plain = corners == rectangle(x, y)
    return Room(kind.name, (x, y, z), openings, materials, streams.key("room", "detail"), () if plain else corners)


def _fit(openings: tuple[Opening, ...], sides: tuple[Wall, ...], size_m: tuple[float, float, float]) -> None:
    """Raises SceneError for an opening larger than its wall."""
    x, y, z = size_m
    for o in openings:
        if o.width_m + 0.1 > sides[o.wall].length_m or o.sill_m + o.height_m > z - 0.05:
            size, room = f"{o.width_m:.2f} x {o.sill_m + o.height_m:.2f} m", f"{x:.2f} x {y:.2f} x {z:.2f} m"
            raise SceneError(f"a {o.kind} of {size} does not fit a room of {room}", where="room")


def _materials(habits: Any, lengths_m: list[float], streams: Streams) -> dict[str, Any]:
    """One wall in four rooms has a colour of its own: never the side of a chimney breast."""
    drawn = {slot: catalog.palette(palette, streams("room", slot)) for slot, palette in habits.all_palettes().items()}
    accent, plain = streams("room", "accent"), drawn.pop("wall")
    whole = [k for k, length in enumerate(lengths_m) if length > LEAST_ACCENT_M]
    special = whole[accent.integer(0, len(whole) - 1)] if accent.chance(0.25) else -1
    for k in range(len(lengths_m)):
        drawn[f"wall_{k}"] = catalog.palette(habits.accent_wall, accent) if k == special else plain
    drawn["frame"] = drawn["skirting"]
    return drawn


def _doors(habits: Any, sides: list[Wall], streams: Streams) -> tuple[Opening, ...]:
    """As many as are usual, in different walls, the one that people come in by first."""
    stream = streams("room", "doors")
    width = stream.choice(DOOR_M)
    ends = sorted(sides, key=lambda w: (w.length_m, w.index))[:2] if habits.first_door_at_an_end else sides
    fits = [w for w in ends if w.length_m > width + 0.3] or ends
    first = stream.choice(fits)
    taken = ends if habits.first_door_at_an_end else [first]
    others = stream.shuffled([w for w in sides if w not in taken and w.length_m > width + 0.3])
    doors: list[Opening] = []
    for wall in [first, *others][: stream.integer(*habits.doors)]:
        for _ in range(DOOR_TRIES):
            door = _door(f"door_{len(doors) + 1}" if doors else "door", wall, width, stream)
            door = replace(door, params={"leaf": habits.leaves[len(doors)]}) if habits.leaves else door
            if not any(door_sweep(wall, door).overlaps(door_sweep(_wall(sides, d), d)) for d in doors):
                doors.append(door)
                break
    return tuple(doors)


def _wall(sides: list[Wall], opening: Opening) -> Wall:
    return next(w for w in sides if w.index == opening.wall)


def _door(id: str, wall: Wall, width_m: float, stream: Stream) -> Opening:
    """Hinged on the side of the nearer corner, so that the leaf opens against the wall."""
    off = width_m / 2 + stream.uniform(0.12, 0.3)
    room_left = wall.length_m - 2 * off
    u = off if stream.chance(0.5) else wall.length_m - off
    if room_left > 1.5 and stream.chance(0.2):
        u = off + stream.uniform(0.3, 0.7) * room_left
    u = min(max(u, width_m / 2 + 0.06), wall.length_m - width_m / 2 - 0.06)
    hinge = 1 if u > wall.length_m / 2 else -1
    return Opening(id, "door", wall.index, round(u, 3), width_m, 0.0, DOOR_TOP_M, hinge)


def _windows(habits: Any, sides: list[Wall], doors: tuple[Opening, ...], ceiling_m: float, streams: Streams) -> list[Opening]:
    """In walls without a door, the longer ones first."""
    stream = streams("room", "windows")
    free = [w for w in sides if w.index not in {d.wall for d in doors} and w.length_m > LEAST_WINDOW_M + 0.7]
    count = stream.choice(tuple(habits.windows), tuple(habits.windows.values()))
    top, found = min(habits.window_top_m, ceiling_m - 0.2), list[Opening]()
    for wall in stream.shuffled(free)[:count]:
        sill = stream.choice(tuple(habits.sills_m), tuple(habits.sills_m.values()))
        width = round(min(stream.uniform(*habits.window_m), wall.length_m - 0.7), 3)
        slack = (wall.length_m - width) / 2 - 0.3
        leaves = [open_leaf(_wall(sides, d), d) for d in doors]
        for _ in range(WINDOW_TRIES):
            u = wall.length_m / 2 + stream.uniform(-1, 1) * max(0.0, slack)
            before = Footprint(wall.at(u, CURTAIN_M / 2), (width / 2 + POLE_M, CURTAIN_M / 2), wall.yaw_rad)
            if not any(before.overlaps(leaf) for leaf in leaves):
                break
        else:
            continue
        name = f"window_{len(found) + 1}" if found else "window"
        found.append(Opening(name, "window", wall.index, round(u, 3), width, sill, round(top - sill, 3)))
    return found


def _open_sides(habits: Any, sides: list[Wall], doors: tuple[Opening, ...], ceiling_m: float, streams: Streams) -> list[Opening]:
    """Of a porch: windows without glass from post to post, from what one leans on up to the beam."""
    sill = streams("room", "open_over").choice(tuple(habits.open_over_m), tuple(habits.open_over_m.values()))
    free = [w for w in sides if w.index not in {d.wall for d in doors}]
    high = round(ceiling_m - BEAM_M - sill, 3)
    return [
        Opening(
            f"side_{n + 1}",
            "window",
            w.index,
            round(w.length_m / 2, 3),
            round(w.length_m - 2 * BEAM_M, 3),
            sill,
            high,
            params={"glass": False},
        )
        for n, w in enumerate(free)
    ]


def _passages(next_room: str, sides: list[Wall], openings: tuple[Opening, ...], streams: Streams) -> tuple[Opening, ...]:
    """The way to a room that is open to view, in a wall with no other opening; its door, if it has one, stands open there."""
    stream = streams("room", "passage")
    free = [w for w in sides if w.index not in {o.wall for o in openings} and w.length_m >= LEAST_NEXT_M]
    if next_room == "shut" or not free:
        return ()
    wall, leaf = stream.choice(free), stream.chance(0.6)
    width = stream.choice(DOOR_M) if leaf else round(stream.uniform(0.95, 1.4), 3)
    u = round(stream.uniform(width / 2 + 0.2, wall.length_m - width / 2 - 0.2), 3)
    left, right = max(u - stream.uniform(1.0, 2.6), 0.02), min(u + stream.uniform(1.0, 2.6), wall.length_m - 0.02)
    params = {"leaf": leaf, "lit": next_room == "lit", "left_m": round(left, 3), "right_m": round(right, 3)}
    params["depth_m"] = round(stream.uniform(2.4, 3.8), 3)
    hinge = 1 if u > wall.length_m / 2 else -1
    return (Opening("passage", "passage", wall.index, u, width, 0.0, DOOR_TOP_M, hinge, params),)
