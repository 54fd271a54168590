"""Doors: casing and lining in the wall, the space behind, and the leaf, which is a mover."""

from __future__ import annotations

import math

import numpy as np

from synthclips.catalog.rooms.panels import Rect, panel, reveal, upright
from synthclips.catalog.rooms.walls import THICK_M, wall_frame
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, cylinder, shifted, transformed, tube, turned
from synthclips.scene.records import Opening, Room, Vec3
from synthclips.scene.streams import Stream, stable_key

LEAF_M = 0.040
GAP_M = 0.003
BEHIND_M = 1.9


def hinge_world(opening: Opening, room: Room) -> tuple[Vec3, float, int]:
    """(foot of the hinge axis, yaw of the shut leaf's +x, +1 or -1: the way it turns to open into the room)."""
    frame = wall_frame(room, opening.wall)
    position = frame.point(opening.u_m + opening.hinge * opening.width_m / 2, 0.0, opening.sill_m)
    yaw = frame.yaw_rad + (math.pi if opening.hinge > 0 else 0.0)
    return position, math.remainder(yaw, 2 * math.pi), -1 if opening.hinge > 0 else 1


def leaf(opening: Opening, room: Room) -> Mesh:
    """The leaf shut: hinge axis at the origin, along +x, in the wall's thickness behind its plane. Slots: door, handle."""
    stream = Stream(stable_key(room.key, opening.id, "leaf"))
    style = str(opening.params.get("leaf", stream.choice(("panels_4", "panels_2", "panels_6", "flush", "planks"), (3, 2, 3, 2, 1))))
    wide, high = opening.width_m - 2 * GAP_M, opening.height_m - 2 * GAP_M - 0.004
    slab = _slab(wide, high, style)
    x = wide - 0.06
    furniture = [m for side in (-1.0, 1.0) for m in _handle(x, 1.0, side)]
    hinges = [cylinder(0.007, 0.09, "handle", at_m=(-0.001, LEAF_M / 2 + 0.004, z), sides=8) for z in (0.2, high - 0.3)]
    made = shifted(join([slab, *furniture, *hinges]), x=GAP_M, z=GAP_M + 0.004)
    behind = shifted(made, y=-LEAF_M / 2 - 0.001)  # wall space of a hinge at smaller u: the room is at +y
    return behind if opening.hinge < 0 else transformed(behind, ((1, 0, 0), (0, -1, 0), (0, 0, 1)))


def _slab(wide: float, high: float, style: str) -> Mesh:
    if style == "flush":
        return shifted(_standing(wide, high, LEAF_M, 1), x=wide / 2)
    if style == "planks":
        count = max(4, round(wide / 0.14))
        each = wide / count
        boards = [shifted(_standing(each - 0.002, high, LEAF_M - 0.012, i), x=each * (i + 0.5)) for i in range(count)]
        rails = [box((wide - 0.06, LEAF_M, 0.12), "door", at_m=(wide / 2, 0, z), piece=40) for z in (0.18, high * 0.5, high - 0.3)]
        return join(boards + rails)
    return join(_panelled(wide, high, {"panels_2": (1, 2), "panels_4": (2, 2), "panels_6": (2, 3)}[style]))


def _standing(wide: float, high: float, thick: float, piece: int) -> Mesh:
    return box((wide, thick, high), "door", bevel_m=0.002, piece=piece)


def _panelled(wide: float, high: float, grid: tuple[int, int]) -> list[Mesh]:
    """Stiles and rails with panels set back and raised again in the middle."""
    columns, rows = grid
    stile, rail = 0.105, 0.12
    parts = [box((stile, LEAF_M, high), "door", at_m=(u, 0, 0), bevel_m=0.002, piece=i) for i, u in enumerate((stile / 2, wide - stile / 2))]
    if columns == 2:
        parts.append(box((stile, LEAF_M, high), "door", at_m=(wide / 2, 0, 0), bevel_m=0.002, piece=2))
    levels = {2: (0.0, 0.95, high), 3: (0.0, 0.92, 1.6, high)}[rows]
    clear = (wide - stile * (columns + 1)) / columns
    for k, level in enumerate(levels):
        z = 0.0 if k == 0 else (high - rail if k == rows else level - rail / 2)
        tall = 0.2 if k == 0 else rail
        parts += [box((clear, LEAF_M, tall), "door", at_m=(stile + clear / 2 + c * (clear + stile), 0, z), bevel_m=0.002, piece=5 + k) for c in range(columns)]
    for k in range(rows):
        low = 0.2 if k == 0 else levels[k] + rail / 2
        top = high - rail if k == rows - 1 else levels[k + 1] - rail / 2
        for c in range(columns):
            x = stile + clear / 2 + c * (clear + stile)
            parts.append(box((clear + 0.01, LEAF_M - 0.022, top - low + 0.01), "door", at_m=(x, 0, low - 0.005), bevel_m=0, piece=11 + k))
            parts.append(box((clear - 0.07, LEAF_M - 0.010, top - low - 0.07), "door", at_m=(x, 0, low + 0.035), bevel_m=0.006, piece=21 + k))
    return parts


def _handle(x: float, z: float, side: float) -> list[Mesh]:
    """A rose and a lever pointing to the hinge, on one face."""
    y = side * LEAF_M / 2
    rose = turned(cylinder(0.026, 0.008, "handle", sides=16), "x", -side * np.pi / 2)
    lever = tube([(x, y, z), (x, y + side * 0.045, z), (x - 0.02, y + side * 0.052, z), (x - 0.12, y + side * 0.052, z - 0.002)], 0.009, "handle", sides=8)
    return [shifted(rose, x, y, z), lever]


def doorway(hole: Rect, wall_slot: str, height_m: float, length_m: float) -> Mesh:
    """Lining, stop, casing and the space behind, in wall space. Slots: frame, floor, ceiling, the wall's."""
    u0, _, u1, z1 = hole
    w = 0.07
    parts = [reveal(hole, THICK_M, "frame", floor=False)]
    parts += [box((w, 0.018, z1 + w), "frame", at_m=(u, 0.009, 0), bevel_m=0.006) for u in (u0 - w / 2 - 0.004, u1 + w / 2 + 0.004)]
    parts.append(box((u1 - u0 + 0.008, 0.018, w), "frame", at_m=((u0 + u1) / 2, 0.009, z1 + 0.004), bevel_m=0.006))
    stop = -LEAF_M - 0.014
    parts += [box((0.012, 0.02, z1), "frame", at_m=(u, stop, 0), bevel_m=0.002) for u in (u0 + 0.006, u1 - 0.006)]
    parts.append(box((u1 - u0, 0.02, 0.012), "frame", at_m=((u0 + u1) / 2, stop, z1 - 0.012), bevel_m=0.002))
    return join([*parts, *_behind(u0, u1, height_m, length_m, wall_slot)])


def _behind(u0: float, u1: float, height: float, length: float, wall_slot: str) -> list[Mesh]:
    """A piece of the next room, as much as an open door shows."""
    left, right = max(min(u0 - 0.7, u0 - 0.05), 0.02), min(u1 + 0.7, length - 0.02)
    left, right = min(left, u0 - 0.02), max(right, u1 + 0.02)
    near, far = -THICK_M, -THICK_M - BEHIND_M
    parts = [
        upright(left, right, 0, height, far, wall_slot),
        panel([(left, far, 0), (left, near, 0), (left, near, height), (left, far, height)][::-1], [(0, 0), (1.9, 0), (1.9, height), (0, height)][::-1], wall_slot),
        panel([(right, far, 0), (right, near, 0), (right, near, height), (right, far, height)], [(0, 0), (1.9, 0), (1.9, height), (0, height)], wall_slot),
        panel([(left, far, height), (right, far, height), (right, 0, height), (left, 0, height)][::-1], [(0, 0), (2, 0), (2, 2), (0, 2)][::-1], "ceiling"),
        panel([(left, far, 0), (right, far, 0), (right, 0, 0), (left, 0, 0)], [(left, far), (right, far), (right, 0), (left, 0)], "floor"),
        box((right - left, 0.014, 0.1), "frame", at_m=((left + right) / 2, far + 0.007, 0)),
    ]
    parts += [upright(a, b, 0, height, near, wall_slot, faces_room=False) for a, b in ((left, u0), (u1, right)) if b - a > 1e-6]
    return parts


