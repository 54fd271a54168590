"""A track's poses, worked out at once for the whole clip: every bone's matrix, and where equal poses follow each other."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from synthclips.raster import skin
from synthclips.scene.timeline import Track

F64 = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Motion:
    """Poses that follow each other and are equal are one: P of them."""

    bone_from_rest: F64  # (B, 3, 4)
    pose: list[int]  # of each frame, 0 .. P - 1
    world_from_rest: F64  # (P, B, 3, 4)


_known: WeakKeyDictionary[Track, Motion] = WeakKeyDictionary()  # as long as the track is there


def motion_of(track: Track, bone_from_rest: F64) -> Motion:
    """The motion of the body that follows the track; worked out once."""
    known = _known.get(track)
    if known is None or not np.array_equal(known.bone_from_rest, bone_from_rest):
        known = _known[track] = _along(track, bone_from_rest)
    return known


def _along(track: Track, bone_from_rest: F64) -> Motion:
    poses = track.world_from_bone
    new = np.concatenate([[True], (poses[1:] != poses[:-1]).any((1, 2, 3))])
    return Motion(bone_from_rest, (np.cumsum(new) - 1).tolist(), skin.pose_bones(poses[new], bone_from_rest))
