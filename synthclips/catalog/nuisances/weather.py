"""Rain and snow outside: what falls between the panes and the garden, seen through windows alone."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.strokes import drawn, happens, strokes, told
from synthclips.catalog.nuisances.window_light import needs_window
from synthclips.raster.openings import frame
from synthclips.scene.annotations import Range
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Nuisance, Opening, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance

F64 = NDArray[np.float64]
DROPS = {1: 80, 2: 200, 3: 450, 4: 800, 5: 1300}  # in the air before a window, as far as it lets see them
FLAKES = {1: 60, 2: 130, 3: 260, 4: 450, 5: 800}
NEAREST_M, FARTHEST_M = 0.2, 4.5  # from the wall
SHUTTER_S = 1 / 60
DROP_M, DROP_MPS, DROP_OPACITY = 0.0018, 6.5, 0.6  # a drop's streak is as thin, and lets so much through
FLAKE_M, FLAKE_MPS, FLAKE_OPACITY = 0.007, 1.0, 0.85
WATER, ICE = (1.3, 1.3, 1.3, 0.35), (0.95, 0.95, 0.96, 0.85)
GOLDEN = 0.6180339887498949  # each time round, a drop comes down elsewhere


def rain(nuisance: Nuisance, scene: Scene, times_s: F64, *, slant: Annotated[float, Range(-0.6, 0.6)]) -> Disturbance:
    """Streaks fall outside. Strength: how many. slant: metres aside for each metre down."""
    ends = _falling(nuisance, scene, times_s, DROPS[nuisance.strength], DROP_MPS, slant, 0.0)
    there = DROP_OPACITY * happens(nuisance, times_s)[:, None]
    return told(nuisance, strokes(nuisance.id, ends, DROP_M, there, WATER, long=True, outside=True))


def snow(nuisance: Nuisance, scene: Scene, times_s: F64, *, slant: Annotated[float, Range(-1.5, 1.5)]) -> Disturbance:
    """Flakes sink and sway outside. Strength: how many. slant: metres aside for each metre down."""
    count = FLAKES[nuisance.strength]
    ends = _falling(nuisance, scene, times_s, count, FLAKE_MPS, slant, 0.06)
    radius = FLAKE_M * drawn(Stream(nuisance.key + 1), ends.shape[1], 0.6, 1.4)
    there = FLAKE_OPACITY * happens(nuisance, times_s)[:, None]
    return told(nuisance, strokes(nuisance.id, ends, radius, there, ICE, long=False, outside=True))


def _falling(nuisance: Nuisance, scene: Scene, times_s: F64, count: int, speed_mps: float, slant: float, sway_m: float) -> F64:
    """(T, N, 2, 3) ends of streaks behind all windows together."""
    windows, stream = [o for o in scene.room.openings if o.kind == "window"], Stream(nuisance.key)
    return np.concatenate([_behind(scene, o, stream, times_s, count, speed_mps, slant, sway_m) for o in windows], 1)


def _behind(
    scene: Scene, window: Opening, stream: Stream, times_s: F64, count: int, speed_mps: float, slant: float, sway_m: float
) -> F64:
    """Where the lens sees them through one window: each on a line of sight through the pane, falling from its top to its sill."""
    corner, across, up = frame(scene.room, window)
    outward = np.cross(across, up) / (window.height_m * window.width_m)
    eye = np.array(scene.viewpoint.position_m)
    away = max(float(((corner - eye) * outward).sum()), 0.05)
    beyond = drawn(stream, count, NEAREST_M, FARTHEST_M) / away
    aside, phase, wave = (drawn(stream, count) for _ in range(3))
    speed = speed_mps * drawn(stream, count, 0.8, 1.2)
    low = window.sill_m * (1 + beyond) - eye[2] * beyond
    high = low + window.height_m * (1 + beyond)
    gone = phase + speed / (high - low) * times_s[:, None]
    down = np.mod(gone, 1.0)
    share = np.mod(aside + GOLDEN * np.floor(gone), 1.0)
    pane = corner + share[..., None] * across
    place = pane + (pane - eye) * beyond[:, None]
    along = across / window.width_m
    place += along * (slant * (high - low) * (down - 0.5) + sway_m * np.sin(6.283 * (wave + 0.4 * times_s[:, None])))[..., None]
    place[..., 2] = high - (high - low) * down
    fall = (along * slant - (0.0, 0.0, 1.0)) * (speed * SHUTTER_S / 2)[:, None]
    return np.stack([place - fall, place + fall], 2)


KINDS = [
    Kind(
        "rain",
        "rain falls outside a window",
        rain,
        {"slant": Uniform(-0.2, 0.2)},
        traits={"told": "it rains outside", "needs": needs_window},
    ),
    Kind(
        "snow",
        "snow falls outside a window",
        snow,
        {"slant": Uniform(-0.5, 0.5)},
        traits={"told": "it snows outside", "needs": needs_window},
    ),
]
