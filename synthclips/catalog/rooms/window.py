"""Windows in wall space: lining, frame, sashes with glazing bars, sill board. Glass only where it mirrors."""

from __future__ import annotations

from synthclips.catalog.rooms.panels import Rect, reveal, upright
from synthclips.catalog.rooms.walls import THICK_M
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box
from synthclips.scene.streams import Stream

AT_M = -0.105  # the frame's middle, behind the wall's plane
BAR_M = 0.05


def window(hole: Rect, key: int, wall_slot: str) -> Mesh:
    """Slots: the wall's, frame."""
    u0, z0, u1, z1 = hole
    wide, high = u1 - u0, z1 - z0
    stream = Stream(key)
    style = stream.choice(("plain", "transom", "grid", "sash"), (4, 2, 2, 1.5))
    lights = max(1, round(wide / stream.uniform(0.6, 0.95)))
    parts = [reveal(hole, THICK_M, wall_slot, floor=wall_slot), _sill(u0, u1, z0)]
    parts += _surround(u0, z0, u1, z1, 0.055, 0.07)
    each = (wide - 0.11) / lights
    for i in range(1, lights):
        parts.append(box((BAR_M, 0.065, high - 0.1), "frame", at_m=(u0 + 0.055 + i * each, AT_M, z0 + 0.05)))
    for i in range(lights):
        left = u0 + 0.055 + i * each
        ends = (left + (0.02 if i > 0 else -0.005), left + each - (0.02 if i < lights - 1 else -0.005))
        parts += _light(*ends, z0 + 0.05, z1 - 0.05, style, stream)
    if lights > 1 or style == "plain":
        parts.append(
            box(
                (0.022, 0.035, 0.11),
                "frame",
                at_m=(u0 + 0.055 + each * (1 if lights > 1 else 0.05), AT_M + 0.05, z0 + 0.4 * high),
            )
        )
    if stream.chance(0.4):
        parts += _casing(u0, z0, u1, z1)
    return join(parts)


def pane(hole: Rect) -> Mesh:
    """The glass of all lights as one, through the middle of their bars. Slot: pane."""
    u0, z0, u1, z1 = hole
    return upright(u0, u1, z0, z1, AT_M, "pane")


def _sill(u0: float, u1: float, z: float) -> Mesh:
    return box((u1 - u0 + 0.10, 0.05 + 0.075, 0.028), "frame", at_m=((u0 + u1) / 2, 0.05 - 0.0625, z - 0.012), bevel_m=0.008)


def _surround(u0: float, z0: float, u1: float, z1: float, wide: float, deep: float) -> list[Mesh]:
    middle, high = (u0 + u1) / 2, z1 - z0
    sides = [box((wide, deep, high), "frame", at_m=(u, AT_M, z0)) for u in (u0 + wide / 2, u1 - wide / 2)]
    return sides + [box((u1 - u0 - 2 * wide, deep, wide), "frame", at_m=(middle, AT_M, z)) for z in (z0, z1 - wide)]


def _light(u0: float, u1: float, z0: float, z1: float, style: str, stream: Stream) -> list[Mesh]:
    """One sash: its own thin surround, and bars by style."""
    parts = [box((0.034, 0.045, z1 - z0), "frame", at_m=(u, AT_M, z0)) for u in (u0 + 0.017, u1 - 0.017)]
    parts += [box((u1 - u0 - 0.068, 0.045, 0.034), "frame", at_m=((u0 + u1) / 2, AT_M, z)) for z in (z0, z1 - 0.034)]
    if style == "transom":
        parts.append(box((u1 - u0, 0.055, 0.045), "frame", at_m=((u0 + u1) / 2, AT_M, z0 + 0.7 * (z1 - z0))))
    elif style == "sash":
        parts.append(box((u1 - u0, 0.06, 0.05), "frame", at_m=((u0 + u1) / 2, AT_M, z0 + 0.5 * (z1 - z0) - 0.025)))
    elif style == "grid":
        rows = max(2, round((z1 - z0) / 0.42))
        parts += [
            box((u1 - u0, 0.022, 0.022), "frame", at_m=((u0 + u1) / 2, AT_M, z0 + (z1 - z0) * k / rows - 0.011), bevel_m=0.002)
            for k in range(1, rows)
        ]
        parts.append(box((0.022, 0.022, z1 - z0), "frame", at_m=((u0 + u1) / 2, AT_M, z0), bevel_m=0.002))
    return parts


def _casing(u0: float, z0: float, u1: float, z1: float) -> list[Mesh]:
    w = 0.075
    sides = [box((w, 0.018, z1 - z0 + w), "frame", at_m=(u, 0.009, z0), bevel_m=0.005) for u in (u0 - w / 2, u1 + w / 2)]
    return [*sides, box((u1 - u0, 0.018, w), "frame", at_m=((u0 + u1) / 2, 0.009, z1), bevel_m=0.005)]
