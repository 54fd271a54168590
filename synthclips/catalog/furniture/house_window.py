"""A window of the house, seen from its porch: panes that mirror what is outside, what hangs behind them, perhaps shutters."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.furniture.mirror import pane
from synthclips.catalog.furniture.traits import HUNG
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted
from synthclips.geometry.soft import hanging_cloth
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
SURROUND_M, SASH_M, SILL_M, SHUTTER_M = 0.06, 0.04, 0.05, 0.36  # widths; a shutter's is a share of the window's
CASEMENT_M = 0.75  # a wider one would hang too heavily on its hinges


def house_window(
    *,
    key: int,
    width_m: Annotated[float, Range(0.4, 2.0), Metres],
    height_m: Annotated[float, Range(0.5, 1.6), Metres],
    lights: Annotated[int, Range(1, 3)],
    style: Literal["casement", "sash", "cottage"],
    inside: Literal["curtains", "blind", "net", "nothing"],
    shutters: bool,
) -> Mesh:
    """Origin in the wall's plane under the sill. Slots: frame, mirror, cloth, shutter."""
    w, h = width_m, height_m
    parts = [box((w + 0.12, 0.13, 0.045), "frame", at_m=(0, 0.065, 0), bevel_m=0.008), *_ring(w, h, SURROUND_M, 0.095)]
    clear = w - 2 * SURROUND_M
    count = max(lights, 2) if style == "casement" and clear > CASEMENT_M else lights
    for k in range(count):
        x = clear * ((k + 0.5) / count - 0.5)
        parts += [shifted(m, x=x, z=SURROUND_M) for m in _light(clear / count, h - 2 * SURROUND_M, style)]
    if inside != "nothing":
        parts += _inside(clear, h - 2 * SURROUND_M, inside, Stream(key))
    if shutters:
        parts += [m for s in (-1, 1) for m in _shutter(s * (w / 2 + SHUTTER_M * w / 2 + 0.01), SHUTTER_M * w, h)]
    return join(parts)


def _ring(wide: float, high: float, bar: float, deep: float) -> list[Mesh]:
    """Four bars, their back in the wall's plane."""
    sides = [box((bar, deep, high), "frame", at_m=(s * (wide - bar) / 2, deep / 2, SILL_M), bevel_m=0.006) for s in (-1, 1)]
    return sides + [
        box((wide - 2 * bar, deep, bar), "frame", at_m=(0, deep / 2, SILL_M + z), bevel_m=0.006) for z in (0.0, high - bar)
    ]


def _light(wide: float, high: float, style: str) -> list[Mesh]:
    """One sash, deep in its surround, with the bars of its style."""
    made = _ring(wide, high, SASH_M, 0.05)
    if style == "sash":
        made.append(box((wide, 0.06, 0.045), "frame", at_m=(0, 0.03, SILL_M + 0.5 * high), bevel_m=0.005))
    if style == "cottage":
        made += [box((wide, 0.036, 0.022), "frame", at_m=(0, 0.018, SILL_M + high * k / 3), bevel_m=0.003) for k in (1, 2)]
        made.append(box((0.022, 0.036, high), "frame", at_m=(0, 0.018, SILL_M), bevel_m=0.003))
    return [*made, shifted(pane(wide, high), y=0.012, z=SILL_M)]


def _inside(wide: float, high: float, what: str, stream: Stream) -> list[Mesh]:
    """What hangs behind the glass, as far as it shows: a cloth before the mirroring pane."""
    low = SILL_M + SURROUND_M
    if what == "blind":
        down = stream.uniform(0.25, 0.5) * high
        return [box((wide, 0.004, down), "cloth", at_m=(0, 0.016, low + high - down), bevel_m=0)]
    if what == "net":  # gathered on a rod across the panes: who stands on the porch does not look in
        hung, folds = stream.uniform(0.5, 0.62) * high, max(round(wide / 0.06), 3)
        wander = np.array([stream.uniform(-1, 1) for _ in range(folds + 1)])
        cloth = hanging_cloth(wide, hung, "cloth", folds=folds, depth_m=0.006, wander=wander, rows=4)
        return [shifted(cloth, 0.0, 0.02, low), box((wide, 0.008, 0.012), "frame", at_m=(0, 0.02, low + hung - 0.004), bevel_m=0)]
    made = []
    for s in (-1, 1):
        each = stream.uniform(0.14, 0.24) * wide
        cloth = hanging_cloth(
            each, high, "cloth", folds=5, depth_m=0.006, wander=np.array([stream.uniform(-1, 1) for _ in range(6)]), rows=4
        )
        made.append(shifted(cloth, s * (wide - each) / 2, 0.02, low))
    return made


def _shutter(x: float, wide: float, high: float) -> list[Mesh]:
    """Boards with slats, folded back on the wall."""
    bar, top = 0.05, high + SILL_M
    made = [box((bar, 0.03, high), "shutter", at_m=(x + s * (wide - bar) / 2, 0.015, SILL_M), bevel_m=0.004) for s in (-1, 1)]
    made += [
        box((wide - 2 * bar, 0.03, bar), "shutter", at_m=(x, 0.015, z), bevel_m=0.004)
        for z in (SILL_M, (SILL_M + top) / 2, top - bar)
    ]
    count = int(high / 0.06)
    made += [
        box((wide - 2 * bar, 0.012, 0.045), "shutter", at_m=(x, 0.012, SILL_M + high * (k + 0.25) / count), bevel_m=0)
        for k in range(count)
    ]
    return made


def _wide_m(p: dict[str, Any]) -> float:
    width: float = p["width_m"]
    return round(width * (1 + 2 * SHUTTER_M) + 0.06 if p["shutters"] else width + 0.14, 4)


KINDS = [
    Kind(
        "house_window",
        "a window of the house, from outside",
        house_window,
        {
            "width_m": Uniform(0.7, 1.2),
            "height_m": Uniform(0.9, 1.2),
            "lights": Integer(1, 2),
            "style": Choice(("casement", "sash", "cottage")),
            "inside": Choice(("curtains", "blind", "net"), (3, 1, 2)),
            "shutters": Choice((True, False), (1, 2)),
        },
        "",
        {"frame": "trim_outside", "mirror": "pane", "cloth": "lining", "shutter": "front_door"},
        {**HUNG, "footprint": lambda p: (_wide_m(p), 0.14), "height": lambda p: p["height_m"] + 0.06},
    ),
]
