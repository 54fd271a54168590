"""Rain drops on the lens: blurred blobs, each a small image of all before it, upside down; some run off."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.strokes import aspect, before_lens, drawn, half_width, happens, strokes, told
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Specks

F64 = NDArray[np.float64]
DROPS = {1: 3, 2: 6, 3: 10, 4: 15, 5: 20}
GLASS_M, DRAWN_M = (
    0.014,
    0.056,
)  # from the lens to the glass they sit on; nearer than 5 cm nothing is drawn, so farther and larger
SOFT = 0.65  # so near they are out of focus
LATE, RUN = 0.4, 0.3  # share of those that come while it happens, and of those that run off
HOLDS_S, RUNS_MPS = 8.0, (0.0004, 0.003)  # how long one sits at most before it runs, and how fast
# a drop turns what it shows upside down: its head is as dark as the ground, its foot as bright as the sky
PARTS = (  # height over its middle and radius, in its own radii; opacity; light, in means of the picture
    (0.0, 1.0, 0.65, (1.0, 1.0, 1.0, 1.3)),
    (0.42, 0.6, 0.3, (0.3, 0.3, 0.3, 0.5)),
    (-0.5, 0.5, 0.4, (2.0, 2.0, 2.0, 2.4)),
)


def lens_drops(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, size_m: Annotated[float, Range(0.0002, 0.003), Unit("m")]
) -> Disturbance:
    """They sit there, and now and then one comes or runs off. Strength: how many. size_m: radius of a usual one."""
    stream, count = Stream(nuisance.key), DROPS[nuisance.strength]
    reach, larger = DRAWN_M * half_width(scene), DRAWN_M / GLASS_M
    across, down = reach * drawn(stream, count, -1, 1), reach * aspect(scene) * drawn(stream, count, -1, 1)
    radius = larger * size_m * np.array([stream.log_uniform(0.5, 1.7) for _ in range(count)])
    long = radius * drawn(stream, count, 0.1, 0.45)  # they hang
    late = drawn(stream, count) < LATE
    born = nuisance.start_s + late * drawn(stream, count) * (nuisance.end_s - nuisance.start_s)
    runs = larger * (drawn(stream, count) < RUN) * drawn(stream, count, *RUNS_MPS)
    fallen = runs * np.maximum(times_s[:, None] - born - drawn(stream, count, 0.0, HOLDS_S), 0.0)
    there = (times_s[:, None] >= born) & happens(nuisance, times_s)[:, None]
    found = []
    for k in range(count):
        id = nuisance.id if k == 0 else f"{nuisance.id}_{k + 1}"
        found.append(_drop(id, scene, across[k], down[k] + fallen[:, k], radius[k], long[k], there[:, k]))
    return told(nuisance, *found)


def _drop(id: str, scene: Scene, across: float, down: F64, radius: float, long: float, there: NDArray[np.bool_]) -> Specks:
    """One drop in its PARTS; down (T,) m, by itself so that a frame pays for its own pixels alone."""
    up, size, thick = (np.array([part[k] for part in PARTS], np.float64) for k in range(3))
    place = np.empty((len(down), len(PARTS), 2, 3))
    place[..., 0], place[..., 2] = across, DRAWN_M
    place[..., 1] = (down[:, None] - up * radius)[..., None] + (size * long)[:, None] * (-1.0, 1.0)
    opacity = thick * there[:, None]
    return strokes(
        id, before_lens(scene, place), size * radius, opacity, [part[3] for part in PARTS], long=True, soft=SOFT, on_lens=True
    )


KINDS = [
    Kind(
        "lens_drops",
        "rain drops sit on the lens",
        lens_drops,
        {"size_m": Uniform(0.0004, 0.0009)},
        traits={"told": "rain drops sit on the lens"},
    ),
]
