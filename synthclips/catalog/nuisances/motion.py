"""Motion of rigid things that stir: keyed places over time become a Track."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import snapped
from synthclips.geometry.skeleton import mul, rotation
from synthclips.scene.timeline import Track

F64 = NDArray[np.float64]
TAPS = 5


def keyed(times_s: F64, keys: Sequence[Sequence[float]], *, soft_s: float) -> F64:
    """(T, K - 1) values at the times, from rows of (time, value, ...), each change spread over `soft_s`."""
    table = np.array(keys, np.float64)
    out = np.zeros((len(times_s), table.shape[1] - 1))
    for k in range(TAPS):
        shifted = times_s + soft_s * (k / (TAPS - 1) - 0.5)
        out += np.stack([np.interp(shifted, table[:, 0], column) for column in table[:, 1:].T], 1)
    return out / TAPS


def rigid_track(id: str, place_m: F64, yaw_rad: F64, *, pitch_rad: F64 | float = 0.0, roll_rad: F64 | float = 0.0) -> Track:
    """One bone: (T, 3) places, turned by (T,) roll about x, then pitch about y, then yaw about z; there all the time."""
    zero = np.zeros(len(place_m))
    turned = mul(rotation(2, yaw_rad + zero), mul(rotation(1, pitch_rad + zero), rotation(0, roll_rad + zero)))
    return track_of_bones(id, turned[:, None], place_m[:, None])


def track_of_bones(id: str, turned: F64, place_m: F64) -> Track:
    """From rotations (T, B, 3, 3) and places (T, B, 3) in the world; there all the time."""
    frames = np.concatenate([turned, place_m[..., None]], -1)
    return Track(id, np.ones(len(frames), bool), snapped(frames))
