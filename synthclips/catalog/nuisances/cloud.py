"""A cloud: sun and sky dim as it comes, and brighten as it goes."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.window_light import needs_window
from synthclips.geometry.curve import step
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import LogUniform, Uniform
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval

F64 = NDArray[np.float64]
TAKES = {1: 0.12, 2: 0.3, 3: 0.5, 4: 0.72, 5: 0.94}  # of the direct sun
OF_SKY = 0.35  # what it takes of the sky's light, for all it takes of the sun's


def cloud(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, edge_s: Annotated[float, Range(0.3, 20.0), Unit("s")]
) -> Disturbance:
    """Sun, moon and sky are dimmed for a while. Strength: how much. edge_s: how long it takes to come, and to go."""
    cover = step((times_s - nuisance.start_s) / edge_s) * step((nuisance.end_s - times_s) / edge_s)
    taken = TAKES[nuisance.strength] * cover
    factor = {lamp.id: 1.0 - (taken if lamp.kind == "sun" else OF_SKY * taken) for lamp in _daylight(scene.lamps)}
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s)
    return Disturbance((interval,), lamp_factor={id: share.round(6) for id, share in factor.items()})


def _daylight(lamps: Any) -> list[Any]:
    return [lamp for lamp in lamps if lamp.kind in ("sun", "sky") and lamp.weight > 0]


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    del stream
    if not _daylight(home.lamps):
        raise SceneError(f"{nuisance.kind} needs light from the sky that comes in by a window; none does at this hour")
    return {}


KINDS = [
    Kind(
        "cloud",
        "a cloud goes before the sun",
        cloud,
        {"edge_s": LogUniform(0.8, 5.0)},
        traits={"told": "a cloud dims the room", "lasts": Uniform(6.0, 20.0), "needs": needs_window, "settle": _settle},
    ),
]
