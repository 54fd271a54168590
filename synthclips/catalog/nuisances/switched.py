"""Lights that somebody out of sight switches: a lamp of the room goes on, or off, and back."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.things import ceiling_place
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.home import Home
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval

F64 = NDArray[np.float64]
SHARE = {1: 0.06, 2: 0.2, 3: 0.5, 4: 1.0, 5: 2.2}  # of the usual bulb of a lamp that goes on; what goes off is off at most
FLUORESCENT_S = ((0.0, 0.06), (0.35, 0.42), (0.6, 0.66), (0.95, 1e9))  # a tube blinks before it stays on
GLOW_S = 0.08  # of a filament


def light_switch(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, bulb: Literal["led", "filament", "fluorescent"]
) -> Disturbance:
    """A lamp that is off goes on for a while; one that is on goes off. Strength: how much of its light comes or goes."""
    del scene
    lit = lit_share(bulb, times_s - nuisance.start_s) * (1.0 - lit_share("led", times_s - nuisance.end_s))
    change = np.round(SHARE[nuisance.strength] * lit, 6)
    lamp = str(nuisance.params["lamp"])
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", lamp.removeprefix("bulb_"))
    if nuisance.params["was_on"]:
        return Disturbance((interval,), lamp_factor={lamp: 1.0 - np.minimum(change, 1.0)})
    return Disturbance((interval,), lamp_added={lamp: change})


def lit_share(bulb: str, since_s: F64) -> F64:
    """(T,) 0 dark .. 1 full light, by the time since the switch was pressed."""
    if bulb == "fluorescent":
        return np.array([any(a <= t < b for a, b in FLUORESCENT_S) for t in since_s.tolist()], float)
    rise_s = GLOW_S if bulb == "filament" else 1e-3
    return np.clip(since_s / rise_s, 0.0, 1.0)


def _fixtures(scenery: Any, stream: Stream) -> list[tuple[str, tuple[float, float, float]]]:
    """A ceiling lamp near the room's middle, unless it has one."""
    if any(i.kind == "ceiling_lamp" for i in scenery.items):
        return []
    return [("ceiling_lamp", (*ceiling_place(scenery, stream), 0.0))]


def _lights(scenery: Any) -> list[str]:
    return [i.id for i in scenery.items if i.kind == "ceiling_lamp"][:1]


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """Which lamp: one that is on, one time in two, goes off."""
    del nuisance
    bulbs = [lamp for lamp in home.lamps if lamp.kind == "bulb"]
    shining, dark = [lamp for lamp in bulbs if lamp.weight > 0], [lamp for lamp in bulbs if lamp.weight == 0]
    lamp = stream.choice(shining if shining and (not dark or stream.chance(0.5)) else dark)
    return {"lamp": lamp.id, "was_on": lamp.weight > 0}


KINDS = [
    Kind(
        "light_switch",
        "a lamp of the room goes on or off, by nobody in view",
        light_switch,
        {"bulb": Choice(("led", "filament", "fluorescent"), (5, 2, 1))},
        traits={
            "told": "a light is switched",
            "lasts": Uniform(2.0, 12.0),
            "fixtures": _fixtures,
            "lights": _lights,
            "settle": _settle,
        },
    ),
]
