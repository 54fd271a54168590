"""The Timeline: world time. Where every bone is in every frame, what each actor does, how bright each lamp is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Interval:
    """An action as it happened, in seconds of world time from the clip's start."""

    actor: str
    action: str
    start_s: float
    end_s: float
    source: str = ""
    target: str = ""


@dataclass(frozen=True)
class Contact:
    """A foot, paw or hand at rest on something."""

    actor: str
    limb: str  # "left_hind", "right_foot"
    start_s: float
    end_s: float
    position_m: tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Track:
    """How one mover moves. `world_from_bone` maps bone coordinates to the world; snapped to 2^-20."""

    id: str
    present: NDArray[np.bool_]  # (T,) is it in the world at all
    world_from_bone: NDArray[np.float32]  # (T, B, 3, 4)


@dataclass(frozen=True)
class Performance:
    """What a script came to: motion of the actor, and of what it moved (doors, things picked up)."""

    track: Track
    intervals: tuple[Interval, ...]
    contacts: tuple[Contact, ...]
    props: tuple[tuple[str, int, int], ...] = ()  # (item id, frame picked up, bone that holds it from then on)
    doors: tuple[
        tuple[str, float, float, float, float], ...
    ] = ()  # (opening id, opens from s, open at s, closes from s, shut at s)


@dataclass(frozen=True, eq=False)
class Timeline:
    """What happens in one clip, frame by frame."""

    times_s: NDArray[np.float64]  # (T,) mid-exposure of each frame, world time
    tracks: tuple[Track, ...]  # actors in scene order, then movable items, then door leaves
    lamp_weight: NDArray[np.float32]  # (T, L)
    intervals: tuple[Interval, ...]
    contacts: tuple[Contact, ...]
