"""A drawing as PNG: strokes and areas at three times the size, made smaller; type over them, as sharp as it comes."""

from __future__ import annotations

from PIL import Image, ImageDraw

from synthclips.formats import look
from synthclips.formats.drawing import BACKGROUND, Drawing, Path, Words
from synthclips.formats.sheet import png as _png

FINER = 3


def png(drawing: Drawing) -> bytes:
    """The file's bytes."""
    return _png(picture(drawing))


def picture(drawing: Drawing) -> Image.Image:
    """The drawing in pixels."""
    large = Image.new("RGB", (drawing.width_px * FINER, drawing.height_px * FINER), BACKGROUND)
    draw = ImageDraw.Draw(large)
    for shape in drawing.shapes:
        if isinstance(shape, Path):
            _path(draw, shape)
    image = large.reduce(FINER)
    draw = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            anchor = {"middle": "mm", "start": "lm"}[shape.anchor]
            draw.text(shape.at, shape.text, shape.ink, look.font(shape.size_px), anchor=anchor)
    return image


def _path(draw: ImageDraw.ImageDraw, path: Path) -> None:
    points = [(x * FINER, y * FINER) for x, y in path.points]
    if path.fill is not None:
        draw.polygon(points, fill=path.fill)
    if path.ink is not None:
        line = [*points, *points[:2]] if path.closed else points
        draw.line(line, fill=path.ink, width=round(path.width_px * FINER), joint="curve")
