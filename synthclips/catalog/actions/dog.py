"""What a dog can do: walk, trot, stand, sit, lie down, jump; and how it carries its tail."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.actions.cat import leap, lie, sit, stand, walker
from synthclips.catalog.actions.quadruped.fitting import stature
from synthclips.catalog.actions.quadruped.pace import GALLOP, TROT
from synthclips.catalog.actions.quadruped.postures import Habit
from synthclips.catalog.actions.quadruped.rig import Rig
from synthclips.catalog.actions.quadruped.script import perform_with
from synthclips.geometry.body import Body
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Actor
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Performance

STRIDE = 0.84  # a dog's straight legs reach less far than a cat's bent ones: of a cat's longest stride


PLANNERS = {
    "walk": walker(usual_mps=0.8, reach=STRIDE),
    "trot": walker(usual_mps=1.7, reach=STRIDE, gait=TROT),
    "gallop": walker(usual_mps=3.2, reach=STRIDE, gait=GALLOP),
    "stand": stand,
    "sit": sit,
    "lie": lie,
    "jump_across": leap,
    "jump_up": leap,
    "jump_down": leap,
}
CARRIED = {  # pitch of each tail bone while up and about, root to tip; > 0 is downward
    "low": (0.85, 1.25, 1.45, 1.45, 1.30, 1.05),
    "sabre": (0.55, 0.70, 0.62, 0.45, 0.22, 0.00),
    "up": (-0.30, -0.62, -0.92, -1.20, -1.42, -1.55),
    "curled": (-0.75, -1.50, -2.25, -2.95, -3.60, -4.10),
}
STIFF = ("curled",)  # carried so when its owner sits or lies, too


def perform(actor: Actor, body: Body, times_s: NDArray[np.float64]) -> Performance:
    """The actor's script at the frames' times. Raises SceneError for an action or parameter that does not fit."""
    return perform_with(PLANNERS, actor, body, times_s, habits)


def habits(stream: Stream, rig: Rig, actor: Actor, body: Body) -> Habit:
    """Drawn once per dog; its tail as its breed carries it, sitting and lying as its proportions ask."""
    carriage = str(actor.body["tail_carriage"])
    lift = stream.normal(0.0, 0.12)
    tail = tuple(round(angle + lift + stream.normal(0.0, 0.04), 6) for angle in CARRIED[carriage])
    thick_m = float(actor.body["tail_thickness"]) * float(actor.body["height_m"])
    how = stature(rig, body, tail_lies=carriage not in STIFF, tail_m=thick_m)
    return Habit(tail, stream.choice((1.0, -1.0)), 0.35 * stream.unit(), 0.0, how)


KINDS = tuple(
    Kind(f"dog.{name}", says, perform, priors)
    for name, says, priors in (
        ("walk", "walks along path_m, each paw staying where it comes down", {"speed_mps": Uniform(0.5, 1.1)}),
        ("trot", "trots along path_m, diagonal pairs of paws in turn", {"speed_mps": Uniform(1.2, 2.4)}),
        ("gallop", "dashes along path_m, the back bending and opening", {"speed_mps": Uniform(2.4, 4.0)}),
        ("stand", "stands and looks about for `seconds`", {"seconds": Uniform(1.0, 4.0)}),
        ("sit", "sits on its haunches, forelegs straight, for `seconds`", {"seconds": Uniform(3.0, 8.0)}),
        ("lie", "lies down, forelegs ahead, for `seconds`", {"seconds": Uniform(4.0, 12.0)}),
        ("jump_across", "gauges, crouches and leaps over a gap to to_m; forepaws land first", {}),
        ("jump_up", "leaps onto something higher, at to_m", {}),
        ("jump_down", "leaps down to to_m", {}),
    )
)
