"""What a dog can do: walk, stand, sit, lie down."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.actions.cat import lie, sit, stand, walk
from synthclips.catalog.actions.quadruped.script import perform_with
from synthclips.geometry.body import Body
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Actor
from synthclips.scene.timeline import Performance

PLANNERS = {"walk": walk, "stand": stand, "sit": sit, "lie": lie}


def perform(actor: Actor, body: Body, times_s: NDArray[np.float64]) -> Performance:
    """The actor's script at the frames' times. Raises SceneError for an action or parameter that does not fit."""
    return perform_with(PLANNERS, actor, body, times_s)


KINDS = tuple(
    Kind(f"dog.{name}", says, perform, priors)
    for name, says, priors in (
        ("walk", "walks along path_m, each paw staying where it comes down", {"speed_mps": Uniform(0.5, 1.1)}),
        ("stand", "stands and looks about for `seconds`", {"seconds": Uniform(1.0, 4.0)}),
        ("sit", "sits on its haunches for `seconds`", {"seconds": Uniform(3.0, 8.0)}),
        ("lie", "lies down, forelegs ahead, for `seconds`", {"seconds": Uniform(4.0, 12.0)}),
    )
)
