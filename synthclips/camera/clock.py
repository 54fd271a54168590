"""The burnt-in clock: white digits with a dark outline, stamped on finished planes as a camera's overlay unit does."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from synthclips.camera.planes import Planes
from synthclips.scene.errors import SceneError

FORMAT = "%Y-%m-%d %H:%M:%S"
WHITE, BLACK, NEUTRAL = 228, 24, 128  # BT.709 limited codes


def parsed(start_time: str) -> datetime:
    """Raises SceneError if it is not a date and time like 2025-03-14 23:10:05."""
    try:
        return datetime.strptime(start_time, FORMAT)
    except ValueError:
        raise SceneError(f"{start_time!r} is not a time like 2025-03-14 23:10:05", where="camera.start_time") from None


class Clock:
    """Shows start_time + index / fps, whole seconds, at the bottom right. `rect` is all it ever touches."""

    def __init__(self, start_time: str, rate: Fraction, *, width: int, height: int) -> None:
        self._start, self._rate = parsed(start_time), rate
        size = max(9, round(height / 30))
        self._font, self._stroke = ImageFont.load_default(size), max(1, round(size / 14))
        widest = max(self._font.getlength(d) for d in "0123456789")
        self._pitch = round(widest) + 1  # digits of equal width, so that the text does not dance
        w, h = _even(self._pitch * 19 + 2 * self._stroke), _even(round(size * 1.3) + 2 * self._stroke)
        x0, y0 = max(0, width - w - _even(size)) // 2 * 2, max(0, height - h - _even(size / 2)) // 2 * 2
        self.rect = (x0, y0, min(x0 + w, width // 2 * 2), min(y0 + h, height // 2 * 2))
        self._second = -1
        self._ink = self._outline = self._cover = np.zeros((0, 0), np.uint16)

    def text(self, index: int) -> str:
        """What frame `index` shows."""
        return (self._start + timedelta(seconds=int(index / self._rate))).strftime(FORMAT)

    def stamp(self, planes: Planes, index: int) -> None:
        """Draw the time of frame `index` into the planes."""
        second = int(index / self._rate)
        if second != self._second:
            self._draw(self.text(index))
            self._second = second
        x0, y0, x1, y1 = self.rect
        y = planes.y[y0:y1, x0:x1]
        dark = (y * (256 - self._outline) + BLACK * self._outline) >> 8
        y[:] = (dark * (256 - self._ink) + WHITE * self._ink) >> 8
        for plane in (planes.u, planes.v):
            c = plane[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2]
            c[:] = (c * (256 - self._cover) + NEUTRAL * self._cover) >> 8

    def _draw(self, text: str) -> None:
        x0, y0, x1, y1 = self.rect
        self._ink = self._rendered(text, (x1 - x0, y1 - y0), 0)
        self._outline = self._rendered(text, (x1 - x0, y1 - y0), self._stroke)
        h, w = self._outline.shape
        self._cover = self._outline.reshape(h // 2, 2, w // 2, 2).max(axis=(1, 3))

    def _rendered(self, text: str, size: tuple[int, int], stroke: int) -> NDArray[np.uint16]:
        """(h, w) coverage 0..256 of the text, each character centred in its cell."""
        image = Image.new("L", size)
        draw = ImageDraw.Draw(image)
        for i, character in enumerate(text):
            centre = self._stroke + (i + 0.5) * self._pitch
            draw.text(
                (centre, size[1] / 2),
                character,
                fill=255,
                font=self._font,
                anchor="mm",
                stroke_width=stroke,
                stroke_fill=255,
            )
        coverage = np.asarray(image).astype(np.uint16)
        return coverage + (coverage >> 7)


def _even(length: float) -> int:
    return 2 * round(length / 2)
