"""Beyond a passage: the room next door, as a Room of its own in its own coordinates, and where those are in this one."""

from __future__ import annotations

import math

from synthclips.catalog.rooms.door import GAP_M, hinge_world, leaf
from synthclips.catalog.rooms.walls import THICK_M, wall_frame
from synthclips.geometry.mesh import Mesh, moved
from synthclips.scene.records import Opening, Room, Vec3
from synthclips.scene.streams import Stream, stable_key

BACK = 2  # the wall of the next room that this one lies behind
PREFIX = "next_"  # of its materials among this room's, and of its items


def next_room(room: Room, passage: Opening) -> Room:
    """The room behind a passage, which says how far it goes to both sides and how deep it is; its wall 2 is the shared one."""
    left, right, depth = (float(passage.params[name]) for name in ("left_m", "right_m", "depth_m"))
    mine = Opening(passage.id, "hole", BACK, right - passage.u_m, passage.width_m, 0.0, passage.height_m, passage.hinge)
    materials = {slot.removeprefix(PREFIX): m for slot, m in room.materials.items() if slot.startswith(PREFIX)}
    materials |= {f"wall_{k}": materials["wall"] for k in range(4)} | {"frame": room.materials["frame"]}
    materials |= {"skirting": room.materials["skirting"], "door": room.materials["door"]}
    return Room("next_room", (right - left, depth, room.size_m[2]), (mine,), materials, stable_key(room.key, passage.id))


def frame_of(room: Room, passage: Opening) -> tuple[Vec3, float]:
    """Where the next room's origin is in this one, and how far it is turned."""
    frame = wall_frame(room, passage.wall)
    return frame.point(float(passage.params["left_m"]), -THICK_M - float(passage.params["depth_m"]), 0.0), frame.yaw_rad


def placed(mesh: Mesh, room: Room, passage: Opening) -> Mesh:
    """A mesh of the next room, put where it is in this one."""
    offset, yaw = frame_of(room, passage)
    return moved(mesh, offset_m=offset, yaw_rad=yaw)


def open_leaf(beyond: Room) -> Mesh:
    """The leaf of the passage, standing open in the next room, in its coordinates."""
    hole = beyond.openings[0]
    position, shut_yaw, sign = hinge_world(hole, beyond)
    turn = Stream(stable_key(beyond.key, "leaf")).uniform(math.radians(75.0), math.radians(112.0))
    return moved(leaf(hole, beyond), offset_m=(position[0], position[1], GAP_M), yaw_rad=shut_yaw + sign * turn)
