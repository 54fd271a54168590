"""What people keep in the open bays of a low cabinet: players and set-top boxes, books standing or lying."""

from __future__ import annotations

from synthclips.catalog.furniture.books import pile, row
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import box, shifted
from synthclips.scene.streams import Stream

STANDS_M = 0.16  # clear height from which books stand


def in_bay(wide_m: float, deep_m: float, clear_m: float, stream: Stream) -> list[Mesh]:
    """Things on a shelf about x = 0, their fronts a little behind y = 0; perhaps none. Slots: device, dial, books, pages."""
    what = stream.choice(("device", "books", "nothing"), (3, 3, 2))
    if what == "device":
        return [
            _device(min(stream.uniform(0.24, 0.43), 0.85 * wide_m), min(0.26, 0.75 * deep_m), min(0.085, 0.7 * clear_m), stream)
        ]
    if what == "books" and clear_m > STANDS_M:
        side = wide_m * stream.uniform(0.4, 0.85)
        books = row(side, clear_m, 0.7 * deep_m, stream)
        return [] if books is None else [shifted(books, x=-0.45 * wide_m, y=-0.02)]
    if what == "books":
        size = min(0.27, 0.75 * deep_m, 0.7 * wide_m)
        lying = pile(key=stream.integer(0, 2**31 - 1), count=max(1, int(clear_m / 0.05)), size_m=size)
        return [shifted(lying, y=-0.5 * size)]
    return []


def _device(wide: float, deep: float, high: float, stream: Stream) -> Mesh:
    """A flat box with a glass front, a display and a knob or two."""
    y = -deep / 2 - stream.uniform(0.01, 0.03)
    body = box((wide, deep, high), "device", at_m=(0, y, 0.004), bevel_m=0.003)
    front, z = y + deep / 2 + 0.001, 0.004 + 0.5 * high
    display = box((0.3 * wide, 0.002, 0.3 * high), "dial", at_m=(-0.15 * wide, front, z - 0.15 * high), bevel_m=0)
    knob = box((0.02, 0.008, 0.02), "dial", at_m=(0.38 * wide, front, z - 0.01), bevel_m=0.003)
    return join([body, display, knob])
