"""The look of all review pictures: colours, type, and the few shapes they are made of."""

from __future__ import annotations

from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]

PAPER: Colour = (250, 249, 246)
INK: Colour = (28, 30, 34)
FAINT: Colour = (128, 131, 138)
LINE: Colour = (222, 220, 214)
WHITE: Colour = (255, 255, 255)

ROLE: dict[str, Colour] = {
    "intruder": (206, 54, 50),
    "resident": (38, 110, 196),
    "visitor": (38, 110, 196),
    "child": (38, 110, 196),
    "cleaner": (38, 110, 196),
    "pet": (222, 138, 20),
    "nuisance": (110, 110, 60),
    "": (120, 124, 132),
}
VERDICT: dict[str, Colour] = {
    "tamper": (150, 30, 110),
    "intruder": ROLE["intruder"],
    "household": ROLE["resident"],
    "pet": ROLE["pet"],
    "nuisance": ROLE["nuisance"],
    "empty": (112, 118, 126),
}


@cache
def font(size: int) -> Any:
    """Pillow's own typeface, so that every machine draws the same letters."""
    return ImageFont.load_default(size=size)


def width_of(words: str, size: int) -> int:
    """Pixels across."""
    return int(font(size).getlength(words) + 0.999)


def clipped(words: str, size: int, room_px: int) -> str:
    """The words, cut with three dots where they do not fit."""
    if width_of(words, size) <= room_px:
        return words
    while words and width_of(f"{words}...", size) > room_px:
        words = words[:-1]
    return f"{words.rstrip()}..." if words else ""


def wrapped(words: str, size: int, room_px: int) -> list[str]:
    """Lines that fit, broken at blanks."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= room_px:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def pill(draw: ImageDraw.ImageDraw, at: tuple[int, int], words: str, colour: Colour, size: int = 15) -> int:
    """A rounded label, its left middle at `at`; returns its width."""
    wide, high = width_of(words, size) + size + 2, size + 9
    x, y = at[0], at[1] - high // 2
    draw.bitmap((x, y), _rounded(wide, high), fill=colour)
    draw.text((x + wide / 2, y + high / 2), words, WHITE, font(size), anchor="mm")
    return wide


@cache
def _rounded(wide: int, high: int) -> Image.Image:
    """A smooth-edged mask: drawn four times as large, then shrunk."""
    large = Image.new("L", (4 * wide, 4 * high))
    ImageDraw.Draw(large).rounded_rectangle((0, 0, 4 * wide - 1, 4 * high - 1), 2 * high, fill=255)
    return large.resize((wide, high), Image.Resampling.BOX)


def boxed(
    draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], words: str, colour: Colour, *, within: tuple[int, int]
) -> None:
    """A detection box with its label above it, or inside where there is no room above."""
    x0, y0, x1, y1 = box
    draw.rectangle((x0 - 1, y0 - 1, x1, y1), outline=(0, 0, 0), width=1)
    draw.rectangle((x0 - 2, y0 - 2, x1 + 1, y1 + 1), outline=colour, width=2)
    wide, high = width_of(words, 12) + 8, 16
    left = max(0, min(x0 - 2, within[0] - wide))
    top = y0 - 2 - high if y0 - 2 - high >= 0 else min(y1 + 2, within[1] - high)
    draw.rectangle((left, top, left + wide - 1, top + high - 1), fill=colour)
    draw.text((left + 4, top + high / 2), words, WHITE, font(12), anchor="lm")


def stamp(draw: ImageDraw.ImageDraw, words: str, *, within: tuple[int, int]) -> None:
    """A small dark time stamp in the upper right corner, clear of the camera's own clock."""
    wide = width_of(words, 12) + 8
    draw.rectangle((within[0] - wide - 4, 4, within[0] - 5, 20), fill=(18, 19, 22))
    draw.text((within[0] - 4 - wide / 2, 12), words, (240, 240, 240), font(12), anchor="mm")


def page(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty picture, and what draws on it."""
    image = Image.new("RGB", (width, height), PAPER)
    return image, ImageDraw.Draw(image)
