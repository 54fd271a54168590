"""Dust before the lens."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.strokes import aspect, before_lens, drawn, exposed_s, half_width, happens, strokes, told
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance

F64 = NDArray[np.float64]
MOTES = {1: 25, 2: 50, 3: 100, 4: 170, 5: 280}
LINT = (0.42, 0.41, 0.39, 0.5)
ROOMY = 1.25  # half widths of the picture that motes drift in, so that they turn round out of sight


def dust(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, drift_mps: Annotated[float, Range(0.0, 0.3), Unit("m/s")]
) -> Disturbance:
    """Motes drift by; near the lens they are discs of light. Strength: how many."""
    stream, count = Stream(nuisance.key), MOTES[nuisance.strength]
    depth = 0.07 * np.array([stream.log_uniform(1.0, 9.0) for _ in range(count)])
    room = 2 * ROOMY * half_width(scene) * np.stack([depth, depth * max(aspect(scene), 0.5)], 1)
    start, heading = np.stack([drawn(stream, count), drawn(stream, count)], 1), stream.uniform(0.0, 2 * math.pi)
    way = heading + drawn(stream, count, -0.9, 0.9)
    speed = drift_mps * drawn(stream, count, 0.4, 1.4)
    velocity = speed[:, None] * np.stack([np.cos(way), np.sin(way)], 1)
    phase, slow = drawn(stream, count, 0.0, 6.283), drawn(stream, count, 1.5, 5.0)

    def at(t: F64) -> F64:
        swirl = 0.02 * np.sin(phase + t[:, None] / slow)[..., None] * (1.0, 0.7)
        flat = np.mod(start * room + velocity * t[:, None, None] + swirl, room) - room / 2
        return np.concatenate([flat, np.broadcast_to(depth[:, None], (len(t), count, 1))], 2)

    here = at(times_s)
    streak = velocity * exposed_s(scene) / 2
    ends = np.repeat(here[:, :, None], 2, 2)
    ends[:, :, 0, :2] -= streak
    ends[:, :, 1, :2] += streak
    radius = 1e-3 * np.array([stream.log_uniform(0.04, 0.16) for _ in range(count)])
    return told(
        nuisance, strokes(nuisance.id, before_lens(scene, ends), radius, happens(nuisance, times_s)[:, None], LINT, long=False)
    )


KINDS = [
    Kind(
        "dust",
        "dust drifts before the lens",
        dust,
        {"drift_mps": Uniform(0.01, 0.05)},
        traits={"told": "dust drifts before the lens"},
    ),
]
