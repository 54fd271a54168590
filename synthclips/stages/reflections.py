"""Reflections: what mirrors show of those who move. Told apart from the tracks, as nobody is where his reflection is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from synthclips.raster import masks
from synthclips.raster.gbuffer import GBuffer, Layer

Row = tuple[list[int], int, str]  # of COLUMNS
COLUMNS = (
    "box",  # of its visible pixels, half-open [x0, y0, x1, y1]
    "visible_px",
    "mask",  # COCO compressed run lengths inside `box`, column-major
)


@dataclass
class Shown:
    """One mover in one mirror, frame by frame; rows of equal frames that follow each other are one."""

    frame: list[int]
    repeat: list[int]
    rows: list[Row]
    layer: Layer | None = None  # the latest: who rests keeps the arrays he was drawn into

    def add(self, index: int, layer: Layer) -> None:
        """What shows of it in a frame, if anything does."""
        row = self.rows[-1] if self.layer is not None and self.layer.visible is layer.visible else _row(layer)
        self.layer = layer if row is not None else None
        if row is None:
            return
        if self.rows and row == self.rows[-1] and self.frame[-1] + self.repeat[-1] == index:
            self.repeat[-1] += 1
        else:
            self.frame.append(index)
            self.repeat.append(1)
            self.rows.append(row)


class Reflections:
    """Collects what the mirrors of a clip show."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, str], Shown] = {}

    def add(self, gbuffer: GBuffer) -> None:
        """The next frame."""
        for layer in gbuffer.reflections:
            self._shown.setdefault((layer.id, layer.mirror), Shown([], [], [])).add(gbuffer.index, layer)

    def told(self) -> list[dict[str, Any]]:
        """One entry for every mover and mirror that ever showed it, in the order in which they first met."""
        return [_entry(*pair, shown) for pair, shown in self._shown.items() if shown.rows]


def _row(layer: Layer) -> Row | None:
    seen = masks.measured(layer.visible, layer.amodal, layer.depth_m)
    if not seen.px:
        return None
    (x0, y0, x1, y1), (left, top) = seen.box, layer.rect[:2]
    return [left + x0, top + y0, left + x1, top + y1], seen.px, masks.encode_mask(layer.visible, seen.box, seen)


def _entry(of: str, mirror: str, shown: Shown) -> dict[str, Any]:
    columns: Sequence[Any] = [list(c) for c in zip(*shown.rows, strict=True)]
    table = dict(zip(COLUMNS, columns, strict=True))
    return {"reflection_of": of, "mirror": mirror, "frame": shown.frame, "repeat": shown.repeat, **table}
