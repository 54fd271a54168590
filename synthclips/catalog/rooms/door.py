"""Doors: casing and lining in the wall, the space behind, and the leaf, which is a mover."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from synthclips.catalog.furniture.mover import EDGE_M
from synthclips.catalog.rooms.panels import Rect, panel, reveal, upright
from synthclips.catalog.rooms.walls import THICK_M, wall_frame
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, grid_faces, renamed, shifted, surface, transformed, turned
from synthclips.geometry.sweeps import cylinder, tube
from synthclips.scene.records import Opening, Room, Vec3
from synthclips.scene.streams import Stream, stable_key

LEAF_M = 0.040
GAP_M = 0.0012  # round a leaf: as much as joiners leave when they can
STOP_M = 0.025  # of the frame that a shut leaf lies against: no light passes its edge
LAP_M = 0.003  # of the lining into the next room
BEHIND_M = 1.9
STYLES = {  # what a leaf may be, and weights
    "any": (("panels_4", "panels_2", "panels_6", "flush", "planks"), (3, 2, 3, 2, 1)),
    "front": (("panels_4", "panels_6", "planks", "glazed_1", "glazed_2", "glazed_top"), (2, 1, 1, 2, 2, 2)),
    "gate": (("planks", "panels_2", "flush"), (4, 1, 1)),
}
PANELS = {  # columns and rows; are the upper ones panes?
    "panels_2": (1, 2, False), "panels_4": (2, 2, False), "panels_6": (2, 3, False), "flush": (1, 0, False),
    "planks": (0, 0, False),
    "glazed_1": (1, 2, True), "glazed_2": (2, 2, True), "glazed_top": (2, 3, True),
}  # fmt: skip


def hinge_world(opening: Opening, room: Room) -> tuple[Vec3, float, int]:
    """(foot of the hinge axis, yaw of the shut leaf's +x, +1 or -1: the way it turns to open into the room)."""
    frame = wall_frame(room, opening.wall)
    position = frame.point(opening.u_m + opening.hinge * opening.width_m / 2, 0.0, opening.sill_m)
    yaw = frame.yaw_rad + (math.pi if opening.hinge > 0 else 0.0)
    return position, math.remainder(yaw, 2 * math.pi), -1 if opening.hinge > 0 else 1


def leaf(opening: Opening, room: Room) -> Mesh:
    """The leaf shut: hinge axis at the origin, along +x, in the wall's thickness behind its plane. Slots: door, handle."""
    stream = Stream(stable_key(room.key, opening.id, "leaf"))
    said = opening.params.get("leaf", "any")
    style = stream.choice(*STYLES[said]) if said in STYLES else str(said)
    wide, high = opening.width_m - 2 * GAP_M, opening.height_m - 2 * GAP_M - 0.004
    slab = _slab(wide, high, style)
    x = wide - 0.06
    furniture = [m for side in (-1.0, 1.0) for m in _handle(x, 1.0, side)]
    hinges = [cylinder(0.007, 0.09, "handle", at_m=(-0.001, LEAF_M / 2 + 0.004, z), sides=6) for z in (0.2, high - 0.3)]
    made = shifted(join([slab, *furniture, *hinges]), x=GAP_M, z=GAP_M + 0.004)
    behind = shifted(made, y=-LEAF_M / 2 - 0.001)  # wall space of a hinge at smaller u: the room is at +y
    behind = renamed(behind, {"door": "gate"}) if said == "gate" else behind
    return behind if opening.hinge < 0 else transformed(behind, ((1, 0, 0), (0, -1, 0), (0, 0, 1)))


def _slab(wide: float, high: float, style: str) -> Mesh:
    """The leaf's body without hidden faces, centred on y = 0, from x = 0 to `wide`."""
    columns, rows, glazed = PANELS[style]
    if style == "planks":
        front = _planks(wide, high)
    elif rows == 0:
        front = [_flat(0, wide, 0, high, 1)]
    else:
        front = _panelled(wide, high, columns, rows, glazed)
    face = shifted(join(front), y=LEAF_M / 2)
    back = transformed(face, ((-1, 0, 0), (0, -1, 0), (0, 0, 1)), (wide, 0, 0))
    return join([face, back, *_edges(wide, high)])


def _flat(x0: float, x1: float, z0: float, z1: float, piece: int, y: float = 0.0) -> Mesh:
    """A rectangle facing +y, its grain along the longer side."""
    corners = [(x1, y, z0), (x0, y, z0), (x0, y, z1), (x1, y, z1)]
    upright_grain = z1 - z0 > x1 - x0
    return _sheet(corners, [(c[2], c[0]) if upright_grain else (c[0], c[2]) for c in corners], piece=piece)


def _edges(wide: float, high: float) -> list[Mesh]:
    t = LEAF_M / 2
    sides: list[list[tuple[float, float, float]]] = [
        [(wide, -t, 0), (wide, t, 0), (wide, t, high), (wide, -t, high)],
        [(0, t, 0), (0, -t, 0), (0, -t, high), (0, t, high)],
        [(0, -t, high), (wide, -t, high), (wide, t, high), (0, t, high)],
        [(0, t, 0), (wide, t, 0), (wide, -t, 0), (0, -t, 0)],
    ]
    return [_sheet(c, [(v[2] + v[0], v[1]) for v in c], piece=60 + k) for k, c in enumerate(sides)]


def _planks(wide: float, high: float) -> list[Mesh]:
    """Upright boards with a groove between each two."""
    count = max(4, round(wide / 0.14))
    each, groove = wide / count, 0.006
    parts = []
    for i in range(count):
        x0, x1 = each * i, each * (i + 1)
        parts.append(_flat(x0 + groove, x1 - groove, 0, high, i))
        for outer, inner in ((x0, x0 + groove), (x1, x1 - groove)):
            corners: list[tuple[float, float, float]] = [
                (max(outer, inner), 0.0 if inner > outer else -groove, 0),
                (min(outer, inner), -groove if inner > outer else 0.0, 0),
            ]
            corners += [(corners[1][0], corners[1][1], high), (corners[0][0], corners[0][1], high)]
            parts.append(_sheet(corners, [(c[2], c[0]) for c in corners], piece=i))
    return parts


def _panelled(wide: float, high: float, columns: int, rows: int, glazed: bool) -> list[Mesh]:
    """Stiles and rails; between them panels that slope in, lie flat, and rise again in the middle; the top ones may be panes."""
    stile, rail, foot = 0.105, 0.12, 0.2
    levels = {2: (0.95,), 3: (0.92, 1.6)}[rows]
    clear = (wide - stile * (columns + 1)) / columns
    lefts = [stile + c * (clear + stile) for c in range(columns)]
    lows = [foot, *(z + rail / 2 for z in levels)]
    tops = [*(z - rail / 2 for z in levels), high - rail]
    parts = [_flat(x, x + stile, 0, high, i) for i, x in enumerate((0.0, wide - stile, *(left - stile for left in lefts[1:])))]
    for c, left in enumerate(lefts):
        parts += [
            _flat(left, left + clear, z0, z1, 5 + k) for k, (z0, z1) in enumerate(zip([0.0, *tops], [*lows, high], strict=True))
        ]
        for k, (z0, z1) in enumerate(zip(lows, tops, strict=True)):
            piece = 20 + 5 * k + c
            parts += _ring((left, z0, left + clear, z1), 0.0, 0.016, -0.011, piece)
            if glazed and k == len(lows) - 1:
                parts.append(
                    renamed(_flat(left + 0.016, left + clear - 0.016, z0 + 0.016, z1 - 0.016, piece, -0.011), {"door": "glazing"})
                )
                continue
            parts += _ring((left + 0.016, z0 + 0.016, left + clear - 0.016, z1 - 0.016), -0.011, 0.035, -0.004, piece)
            parts.append(_flat(left + 0.051, left + clear - 0.051, z0 + 0.051, z1 - 0.051, piece, -0.004))
    return parts


def _ring(rect: Rect, y_out: float, inset: float, y_in: float, piece: int) -> list[Mesh]:
    """Four slopes from a rectangle at one depth to a smaller one at another."""
    x0, z0, x1, z1 = rect
    outer = [(x1, y_out, z0), (x0, y_out, z0), (x0, y_out, z1), (x1, y_out, z1)]
    inner = [
        (x1 - inset, y_in, z0 + inset),
        (x0 + inset, y_in, z0 + inset),
        (x0 + inset, y_in, z1 - inset),
        (x1 - inset, y_in, z1 - inset),
    ]
    parts = []
    for k in range(4):
        corners = [outer[k], outer[(k + 1) % 4], inner[(k + 1) % 4], inner[k]]
        parts.append(_sheet(corners, [(c[2], c[0]) for c in corners], piece=piece))
    return parts


def _sheet(corners_m: Sequence[Vec3], where: Sequence[tuple[float, float]], piece: int) -> Mesh:
    """A panel of the leaf in cells no wider than a mover's triangles may be, and so never cut again: a strip is one cell wide."""
    corner = np.column_stack([np.asarray(corners_m), np.asarray(where), np.full(4, piece + 0.5)])
    wide, high = (float(np.sqrt(((corner[k, :3] - corner[0, :3]) ** 2).sum())) for k in (1, 3))
    least = min(wide, high, EDGE_M * math.sqrt(0.5))
    longest = math.sqrt(EDGE_M**2 - least**2)
    columns, rows = math.ceil(wide / longest), math.ceil(high / longest)
    across, up = np.linspace(0, 1, columns + 1)[:, None], np.linspace(0, 1, rows + 1)[:, None, None]
    low, top = corner[0] + (corner[1] - corner[0]) * across, corner[3] + (corner[2] - corner[3]) * across
    spots = (low + (top - low) * up).reshape(-1, 6)
    return surface(spots[:, :3], grid_faces(rows + 1, columns + 1), spots[:, 3:], "door")


def _handle(x: float, z: float, side: float) -> list[Mesh]:
    """A rose and a lever pointing to the hinge, on one face."""
    y = side * LEAF_M / 2
    rose = turned(cylinder(0.026, 0.008, "handle", sides=12), "x", -side * np.pi / 2)
    lever = tube(
        [(x, y, z), (x, y + side * 0.045, z), (x - 0.02, y + side * 0.052, z), (x - 0.12, y + side * 0.052, z - 0.002)],
        0.009,
        "handle",
        sides=6,
    )
    return [shifted(rose, x, y, z), lever]


def doorway(hole: Rect, *, stop: bool = True, underfoot: str = "") -> Mesh:
    """Lining, the stop that a leaf shuts against, casing, and what is `underfoot` unless empty, in wall space. Slot: frame."""
    u0, _, u1, z1 = hole
    parts = [reveal(hole, THICK_M, "frame", floor=underfoot, lap_m=LAP_M), casing(hole)]
    if stop:
        y, w = -LEAF_M - 0.014, STOP_M
        parts += [box((w, 0.02, z1), "frame", at_m=(u, y, 0), bevel_m=0.002) for u in (u0 + w / 2, u1 - w / 2)]
        parts.append(box((u1 - u0, 0.02, w), "frame", at_m=((u0 + u1) / 2, y, z1 - w), bevel_m=0.002))
    return join(parts)


def casing(hole: Rect) -> Mesh:
    """The boards round a doorway, on one side of the wall."""
    u0, _, u1, z1 = hole
    w = 0.07
    sides = [box((w, 0.018, z1 + w), "frame", at_m=(u, 0.009, 0), bevel_m=0.006) for u in (u0 - w / 2, u1 + w / 2)]
    return join([*sides, box((u1 - u0, 0.018, w), "frame", at_m=((u0 + u1) / 2, 0.009, z1), bevel_m=0.006)])


def behind(hole: Rect, height: float, length: float, wall_slot: str, *, floor: str = "floor", ceiling: str = "ceiling") -> Mesh:
    """As much of the next room as a door that opens shows. Slots: frame, and those of its wall, floor and ceiling."""
    u0, _, u1, _ = hole
    left, right = max(min(u0 - 0.7, u0 - 0.05), 0.02), min(u1 + 0.7, length - 0.02)
    left, right = min(left, u0 - 0.02), max(right, u1 + 0.02)
    near, far = -THICK_M, -THICK_M - BEHIND_M
    parts = [
        upright(left, right, 0, height, far, wall_slot),
        panel(
            [(left, far, 0), (left, near, 0), (left, near, height), (left, far, height)][::-1],
            [(0, 0), (1.9, 0), (1.9, height), (0, height)][::-1],
            wall_slot,
        ),
        panel(
            [(right, far, 0), (right, near, 0), (right, near, height), (right, far, height)],
            [(0, 0), (1.9, 0), (1.9, height), (0, height)],
            wall_slot,
        ),
        panel(
            [(left, far, height), (right, far, height), (right, 0, height), (left, 0, height)][::-1],
            [(0, 0), (2, 0), (2, 2), (0, 2)][::-1],
            ceiling,
        ),
        panel(
            [(left, far, 0), (right, far, 0), (right, 0, 0), (left, 0, 0)],
            [(left, far), (right, far), (right, 0), (left, 0)],
            floor,
        ),
        box((right - left, 0.014, 0.1), "frame", at_m=((left + right) / 2, far + 0.007, 0)),
    ]
    parts += [upright(a, b, 0, height, near, wall_slot, faces_room=False) for a, b in ((left, u0), (u1, right)) if b - a > 1e-6]
    return join(parts)
