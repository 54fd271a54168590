"""What a spec says of the data set made from it: the few questions a run asks."""

from __future__ import annotations

from typing import Any

import synthclips
from synthclips.dataset.engine import Task
from synthclips.scene.distributions import settle
from synthclips.scene.spec import SceneSpec
from synthclips.scene.streams import Streams
from synthclips.stages.compose import what_happens

EFFORT = {"nothing": 1.0, "pet": 1.5, "intruder": 2.5, "resident": 2.5, "both": 2.8}  # of one second of clip, as measured


def subject(spec: SceneSpec) -> dict[str, Any]:
    """The arguments of `identity.identity` that come from the spec."""
    plain = spec.canonical()
    return {
        "spec_plain": plain,
        "scene": spec.name,
        "version": synthclips.__version__,
        "size": _said(plain["clip"]["size"]),
        "fps": _said(plain["clip"]["fps"]),
    }


def _said(plain: Any) -> Any:
    """A value of the scene file as people write it: 1280x720, 15, "10 or 15", "uniform 10 to 15"."""
    match plain:
        case [width, height]:
            return f"{width}x{height}"
        case {"choice": [*options]}:
            return " or ".join(str(_said(o)) for o in options)
        case {"normal": [mean, deviation]}:
            return f"normal {mean} +- {deviation}"
        case {"uniform": [low, high]} | {"log_uniform": [low, high]} | {"integer": [low, high]}:
            return f"{next(iter(plain))} {low} to {high}"
    return plain


def task_of(spec: SceneSpec, seed: int, index: int) -> Task:
    """Clip `index` as work to do. Clips of one home share its plate."""
    seconds = settle(spec.clip.duration_s, Streams(seed, "clip", index)("clip", "duration_s"))
    return Task(index, index // spec.clip.clips_per_home, float(seconds) * EFFORT[what_happens(spec.mix, seed, index)])
