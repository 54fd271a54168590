"""The burnt-in clock: white digits with a dark outline, stamped on finished planes as a camera's overlay unit does."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from synthclips.camera.planes import Planes
from synthclips.kernel import kernel
from synthclips.scene.errors import SceneError

FORMAT = "%Y-%m-%d %H:%M:%S"
WHITE, BLACK, NEUTRAL = 228, 24, 128  # BT.709 limited codes
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def parsed(start_time: str) -> datetime:
    """Raises SceneError if it is not a date and time like 2025-03-14 23:10:05."""
    try:
        return datetime.strptime(start_time, FORMAT)
    except ValueError:
        raise SceneError(f"{start_time!r} is not a time like 2025-03-14 23:10:05", where="camera.start_time") from None


class Clock:
    """Shows start_time + index / fps, whole seconds, at the bottom right. `rect` is all it ever touches."""

    def __init__(self, start_time: str, rate: Fraction, *, width: int, height: int) -> None:
        self._start, self._rate = parsed(start_time), rate.as_integer_ratio()
        size = max(9, round(height / 30))
        self._size, self._stroke = size, max(1, round(size / 14))
        widest = max(_font(size).getlength(d) for d in "0123456789")
        self._pitch = round(widest) + 1  # digits of equal width, so that the text does not dance
        w, h = _even(self._pitch * 19 + 2 * self._stroke), _even(round(size * 1.3) + 2 * self._stroke)
        x0, y0 = max(0, width - w - _even(size)) // 2 * 2, max(0, height - h - _even(size / 2)) // 2 * 2
        self.rect = (x0, y0, min(x0 + w, width // 2 * 2), min(y0 + h, height // 2 * 2))
        self._second = -1
        self._luma = self._chroma = (np.zeros((0, 0), np.uint32),) * 2  # what a code is multiplied by, and what is added, / 2^16

    def text(self, index: int) -> str:
        """What frame `index` shows."""
        return (self._start + timedelta(seconds=self._second_of(index))).strftime(FORMAT)

    def _second_of(self, index: int) -> int:
        frames, seconds = self._rate  # whole numbers: a Fraction takes as long as the stamp itself
        return index * seconds // frames

    def stamp(self, planes: Planes, index: int) -> None:
        """Draw the time of frame `index` into the planes."""
        second = self._second_of(index)
        if second != self._second:
            self._draw(self.text(index))
            self._second = second
        x0, y0 = self.rect[:2]
        _blend(planes.y, x0, y0, *self._luma)
        for plane in (planes.u, planes.v):
            _blend(plane, x0 // 2, y0 // 2, *self._chroma)

    def _draw(self, text: str) -> None:
        """White ink over its black outline; colour goes where either is."""
        ink, outline = self._coverage(text, 0), self._coverage(text, self._stroke)
        self._luma = (256 - outline) * (256 - ink), BLACK * outline * (256 - ink) + 256 * WHITE * ink
        rows = np.maximum(outline[::2], outline[1::2])
        cover = np.maximum(rows[:, ::2], rows[:, 1::2])
        self._chroma = 256 * (256 - cover), 256 * NEUTRAL * cover

    def _coverage(self, text: str, stroke: int) -> NDArray[np.uint32]:
        """(h, w) coverage 0..256 of the text, each character centred in its cell; strokes may reach into the cells beside."""
        x0, y0, x1, y1 = self.rect
        middle = (self._stroke + self._pitch / 2, (y1 - y0) / 2)  # of a glyph, which has the place of two
        glyphs = [_glyph(character, self._size, stroke, middle=middle, width=2 * self._pitch) for character in text]
        even, odd = np.concatenate(glyphs[::2], 1), np.concatenate(glyphs[1::2], 1)
        whole = np.zeros((y1 - y0, max(x1 - x0, even.shape[1], self._pitch + odd.shape[1])), np.uint32)
        whole[:, : even.shape[1]] = even
        after = whole[:, self._pitch : self._pitch + odd.shape[1]]
        np.maximum(after, odd, out=after)
        return whole[:, : x1 - x0]


@lru_cache(maxsize=4)
def _font(size: int) -> Font:
    return ImageFont.load_default(size)


@lru_cache(maxsize=128)
def _glyph(character: str, size: int, stroke: int, *, middle: tuple[float, float], width: int) -> NDArray[np.uint32]:
    """(h, width) coverage 0..256 of one character around its middle; drawn once."""
    image = Image.new("L", (width, round(2 * middle[1])))
    ImageDraw.Draw(image).text(middle, character, fill=255, font=_font(size), anchor="mm", stroke_width=stroke, stroke_fill=255)
    coverage = np.asarray(image).astype(np.uint32)
    return coverage + (coverage >> 7)


@kernel
def _blend(codes: NDArray[np.uint8], x0: int, y0: int, keep: NDArray[np.uint32], add: NDArray[np.uint32]) -> None:
    """Over the part of (H, W) codes that keep and add (h, w) cover from x0, y0 on."""
    for y in range(keep.shape[0]):
        for x in range(keep.shape[1]):
            codes[y0 + y, x0 + x] = (codes[y0 + y, x0 + x] * keep[y, x] + add[y, x]) >> 16


def _even(length: float) -> int:
    return 2 * round(length / 2)
