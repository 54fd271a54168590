"""Doors: what the leaf sweeps, where it stands open, and where people step in."""

from __future__ import annotations

from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Footprint, Vec2
from synthclips.scene.records import Opening

DOOR_CLEAR_M = 0.35  # beyond the sweep of the leaf
PASSAGE_CLEAR_M = 0.8  # before an opening without a leaf on this side
LEAF_M = 0.05  # thick
AWAY_M, BESIDE_M = 0.35, 0.12  # beyond the sweep and to its sides: what stands there crowds the door


def door_sweep(wall: Wall, door: Opening) -> Footprint:
    """What the opening leaf sweeps, if it turns into the room, and room to step in."""
    reach = door.width_m + DOOR_CLEAR_M if door.kind == "door" else PASSAGE_CLEAR_M
    return Footprint(wall.at(door.u_m, reach / 2), (door.width_m / 2 + 0.08, reach / 2), wall.yaw_rad)


def doorway(wall: Wall, door: Opening) -> Footprint:
    """The sweep and what is about it, where nothing knee-high stands: one sees the door, and the way in."""
    sweep = door_sweep(wall, door)
    half = (sweep.half_m[0] + BESIDE_M, sweep.half_m[1] + AWAY_M / 2)
    return Footprint(wall.at(door.u_m, half[1]), half, wall.yaw_rad)


def open_leaf(wall: Wall, door: Opening) -> Footprint:
    """Where the leaf of a door is while it stands open, square to the wall."""
    half = door.width_m / 2
    return Footprint(wall.at(door.u_m + door.hinge * half, half), (LEAF_M / 2, half), wall.yaw_rad)


def door_inside(wall: Wall, door: Opening) -> Vec2:
    """Where one stands just inside a door, past its leaf."""
    return wall.at(door.u_m, door.width_m + 0.25)
