"""A drawing as SVG: plain text, one element a shape. Specification: W3C, Scalable Vector Graphics 2."""

from __future__ import annotations

from html import escape

from synthclips.formats.drawing import BACKGROUND, Drawing, Shape, Words
from synthclips.formats.look import Colour


def svg(drawing: Drawing) -> bytes:
    """The file's bytes."""
    size = f'width="{drawing.width_px}" height="{drawing.height_px}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {drawing.width_px} {drawing.height_px}">'
    paper = f'<rect width="100%" height="100%" fill="{_colour(BACKGROUND)}"/>'
    return "\n".join([head, paper, *map(_element, drawing.shapes), "</svg>\n"]).encode()


def _element(shape: Shape) -> str:
    if isinstance(shape, Words):
        place = f'x="{_number(shape.at[0])}" y="{_number(shape.at[1])}" text-anchor="{shape.anchor}"'
        type_ = f'font-family="sans-serif" font-size="{shape.size_px}" dominant-baseline="central" fill="{_colour(shape.ink)}"'
        return f"<text {place} {type_}>{escape(shape.text)}</text>"
    name = "polygon" if shape.closed else "polyline"
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
    stroke = f'stroke="{_colour(shape.ink)}" stroke-width="{_number(shape.width_px)}"'
    return f'<{name} points="{points}" fill="{_colour(shape.fill)}" {stroke}/>'


def _colour(colour: Colour | None) -> str:
    return "none" if colour is None else "#{:02x}{:02x}{:02x}".format(*colour)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
