"""What hangs on a hook by itself: a bathrobe, which at night looks like somebody."""

from __future__ import annotations

from typing import Annotated, Literal

from synthclips.catalog import Kind
from synthclips.catalog.furniture.garments import DARK, hung_robe
from synthclips.catalog.furniture.traits import HUNG
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted
from synthclips.geometry.sweeps import tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def robe(
    *,
    key: int,
    height_m: Annotated[float, Range(1.3, 2.0), Metres],
    width_m: Annotated[float, Range(0.3, 0.7), Metres],
    length_m: Annotated[float, Range(0.9, 1.45), Metres],
    belt: Literal["tied", "hanging", "none"],
) -> Mesh:
    """A bathrobe on a hook at `height_m`; origin on the floor in the wall's plane. Slots: rail, hook, cloth, trim, inside."""
    z = height_m
    plate = box((0.06, 0.014, 0.1), "rail", at_m=(0, 0.007, z - 0.07), bevel_m=0.004)
    hook = tube([(0, 0.014, z - 0.05), (0, 0.05, z - 0.06), (0, 0.07, z - 0.02)], 0.006, "hook", sides=6)
    return join([plate, hook, shifted(hung_robe(Stream(key), "cloth", width_m, length_m, belt), z=z - 0.03)])


KINDS = [
    Kind(
        "robe_on_hook",
        "a bathrobe on a hook: at night it looks like somebody",
        robe,
        {
            "height_m": Uniform(1.62, 1.8),
            "width_m": Uniform(0.42, 0.56),
            "length_m": Uniform(1.05, 1.3),
            "belt": Choice(("tied", "hanging", "none"), (2, 2, 1)),
        },
        "",
        {"rail": "wood", "hook": "metal", "cloth": "robe", "trim": "robe", DARK: "garment_inside"},
        {**HUNG, "footprint": lambda p: (p["width_m"] + 0.08, 0.24), "height": lambda p: p["height_m"] + 0.04},
    ),
]
