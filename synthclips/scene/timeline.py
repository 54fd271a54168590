"""The Timeline: world time. Where every bone is in every frame, what each actor does, how bright each lamp is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.body import Body

VEIL = (192, 96)  # rows from the sill up, columns along the wall, over an opening


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
class Beam:
    """A lamp that moves: a headlight outside, a torch."""

    id: str
    position_m: NDArray[np.float64]  # (T, 3)
    direction: NDArray[np.float64]  # (T, 3) unit: its axis
    candela: NDArray[np.float64]  # (T, 3) r, g, b on the axis; 0 while it is off
    beam_rad: float  # half angle at half intensity
    radius_m: float  # of the lamp itself
    opening: str = ""  # id of the window it must shine through; "" for one inside


@dataclass(frozen=True, eq=False)
class Specks:
    """Small or thin things without a body: straight strokes with soft edges, near the lens, in the air or outside.

    A stroke is either as long as its ends are apart (a thread, a leg), or a dot that goes from one to the other in the exposure.
    """

    id: str
    ends_m: NDArray[np.float32]  # (T, N, 2, 3) world
    radius_m: NDArray[np.float32]  # (T, N)
    opacity: NDArray[np.float32]  # (T, N) share of the light from behind that it takes; 0 while it is not there
    albedo: NDArray[np.float32]  # (N, 4) r, g, b, infrared
    long: NDArray[np.bool_]  # (N,) is it a thread?
    soft: float = 0.0  # 0 a sharp edge .. 1 a puff that thins out from its middle
    outside: bool = False  # lit by what is seen outside
    on_lens: bool = False  # its light is the mean of the picture, times its albedo
    boxed: bool = False  # an animal of its own, with a track
    mist: bool = False  # light from behind goes on through it, and it is lit from all sides: it only ever adds

    @property
    def present(self) -> NDArray[np.bool_]:
        """(T,) is any of it there?"""
        return np.asarray((self.opacity > 0).any(1), np.bool_)


@dataclass(frozen=True, eq=False)
class Screening:
    """What a screen shows while it is on, instead of its still picture."""

    lamp: str  # id of the screen's own lamp, in whose image it glows
    middle_m: tuple[float, float, float]  # of the picture, world
    along: tuple[float, float, float]  # unit: to the right as one looks at it
    size_m: tuple[float, float]
    emission: float  # cd/m2 of white
    pictures: NDArray[np.uint8]  # (K, h, w, 4) roots of r, g, b, infrared; rows upwards, as high as the screen
    shot: NDArray[np.int64]  # (T,) which of them
    view: NDArray[np.float64]  # (T, 3) x and y of what is in the screen's middle, in heights, and the share of it that shows


@dataclass(frozen=True, eq=False)
class Disturbance:
    """What a nuisance came to. A mover with an item's id takes the item's place; lamps are of the scene, by id."""

    intervals: tuple[Interval, ...]  # actor: the nuisance's id; action: its kind; target: the item or opening it is about
    movers: tuple[tuple[Track, Body], ...] = ()
    lamp_factor: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)  # (T,) multiplies the weight; 1 changes nothing
    lamp_added: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)  # (T,) added before that; 0 changes nothing
    veils: Mapping[str, NDArray[np.uint8]] = field(default_factory=dict)  # (T, *VEIL) what an opening lets through, 255 all
    beams: tuple[Beam, ...] = ()
    specks: tuple[Specks, ...] = ()
    screens: Mapping[str, Screening] = field(default_factory=dict)  # by item id


@dataclass(frozen=True, eq=False)
class Stir:
    """A nuisance as it was played, and what it is seen by."""

    id: str
    kind: str
    strength: int
    intervals: tuple[Interval, ...]
    movers: tuple[str, ...]  # ids of its tracks and specks
    light: NDArray[np.bool_]  # (T,) does it make the light another than at rest?


@dataclass(frozen=True, eq=False)
class Timeline:
    """What happens in one clip, frame by frame."""

    times_s: NDArray[np.float64]  # (T,) mid-exposure of each frame, world time
    tracks: tuple[Track, ...]  # actors in scene order, then movable items, then door leaves, then what else stirs
    lamp_weight: NDArray[np.float32]  # (T, L)
    intervals: tuple[Interval, ...]
    contacts: tuple[Contact, ...]
    stirs: tuple[Stir, ...] = ()
    veils: Mapping[str, NDArray[np.uint8]] = field(default_factory=dict)  # of openings by id, as in Disturbance
    beams: tuple[Beam, ...] = ()
    specks: tuple[Specks, ...] = ()
    lamp_rest: NDArray[np.float32] | None = None  # (T, L) weights without the nuisances; None: as they are
    screens: Mapping[str, Screening] = field(default_factory=dict)  # by item id
