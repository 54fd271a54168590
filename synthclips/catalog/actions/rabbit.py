"""What a rabbit can do: hop, crouch, lie."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.actions.cat import lie, stand, walker
from synthclips.catalog.actions.quadruped.pace import Gait
from synthclips.catalog.actions.quadruped.postures import Down, Habit, Stature
from synthclips.catalog.actions.quadruped.rig import Rig
from synthclips.catalog.actions.quadruped.script import perform_with
from synthclips.geometry.body import Body
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Actor
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Performance

# A half-bound: the hind feet push and land together, the forefeet one soon after the other between them.
HOP = Gait(
    (0.56, 0.48, 0.0, 0.02), 0.42, 0.0, 2.4, 0.8, 0.4, 7.0, 0.5, 1.5,
    (0.06, 0.09), (0.7, 0.3), 0.03, 0.006, 0.46, True, 0.0, 0.4, bends=0.24,
)  # fmt: skip
CROUCHES, SPREADS = 0.11, 0.19  # of the back's height: how much lower than made it is when it sits still, and when it lies
PLANNERS = {"hop": walker(usual_mps=0.55, gait=HOP), "stand": stand, "lie": lie}


def perform(actor: Actor, body: Body, times_s: NDArray[np.float64]) -> Performance:
    """The actor's script at the frames' times. Raises SceneError for an action or parameter that does not fit."""
    return perform_with(PLANNERS, actor, body, times_s, habits)


def habits(stream: Stream, rig: Rig, actor: Actor, body: Body) -> Habit:
    """Drawn once per rabbit: how it lies is how it crouches, lower."""
    resting = _down(rig)
    return Habit(
        (0.0,) * 6,
        1.0,
        0.2 * stream.unit(),
        0.0,
        Stature(resting, resting, (0.0,) * 6, gives_m=round(CROUCHES * _back_m(rig), 5)),
    )


def _back_m(rig: Rig) -> float:
    """How high the back is made, at its highest."""
    return float(rig.place[rig.spine[2], 2])


def _down(rig: Rig) -> Down:
    """The crouch with the feet where they are, the trunk let down on them."""
    k = rig.hip_m / 0.222
    low = SPREADS * _back_m(rig)
    shoulder = float(rig.place[rig.legs[0, 1], 0])
    pelvis_z = float(rig.place[rig.spine[0], 2]) - low
    return Down(
        (0.0,) * 6 + (-0.25, -0.25, 0.1), pelvis_z / k, 0.0,
        (float(rig.pivot[2, 0]) / k, abs(float(rig.pivot[2, 1])) / k), (0.0, 0.0), (0.0, 0.0), (1.0, 1.0), None,
        fore=((float(rig.pivot[0, 0]) - shoulder) / k, 0.0), aside_m=(abs(float(rig.pivot[0, 1])), 0.0),
    )  # fmt: skip


KINDS = tuple(
    Kind(f"rabbit.{name}", says, perform, priors)
    for name, says, priors in (
        ("hop", "hops along path_m, hind feet together", {"speed_mps": Uniform(0.3, 0.6)}),
        ("stand", "crouches, ears turning, for `seconds`", {"seconds": Uniform(2.0, 6.0)}),
        ("lie", "lies low for `seconds`", {"seconds": Uniform(4.0, 12.0)}),
    )
)
