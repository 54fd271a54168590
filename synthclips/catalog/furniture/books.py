"""Books: rows on a shelf of varied height, depth and lean, and piles on a table."""

from __future__ import annotations

from typing import Annotated, Any

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import Vec, box, shifted, transformed, turned
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")


def book(thick_m: float, height_m: float, deep_m: float, number: int) -> Mesh:
    """An upright book on the floor, spine towards +y, origin under its middle: cover boards, rounded spine, pages inside."""
    cover = 0.0022
    spine = _cover((thick_m, 0.004, height_m), (0, deep_m / 2 - 0.002, 0), number, bevel=0.0016)
    boards = [_cover((cover, deep_m - 0.003, height_m), (s * (thick_m - cover) / 2, -0.0015, 0), number) for s in (-1, 1)]
    pages = box(
        (thick_m - 2 * cover, deep_m - 0.011, height_m - 0.008), "pages", at_m=(0, -0.001, 0.004), bevel_m=0, piece=number % 97
    )
    return join([spine, *boards, pages])


def _cover(size: Vec, at: Vec, number: int, bevel: float = 0.0) -> Mesh:
    """A part of the cover: the pattern's x runs up the spine, y across it, and the piece is the book's number."""
    made = box(size, "books", at_m=at, bevel_m=bevel)
    where = made.surface_m.copy()
    where[:, 0], where[:, 1], where[:, 2] = made.vertices_m[:, 2], made.vertices_m[:, 0], number + 0.5
    return Mesh(made.vertices_m, made.normals, made.faces, where, made.slot, made.slots)


def row(long_m: float, clear_m: float, deep_m: float, stream: Stream) -> Mesh | None:
    """Books side by side along x, from 0 to at most `long_m`, spines towards +y at y = 0; some lean where the row ends."""
    books, x, run = [], 0.0, stream.uniform(0.55, 0.9)
    tallest = min(clear_m - 0.015, 0.31)
    left_in_set, kept = 0, (0.0, 0.0, 0.0, 0)
    while True:
        if left_in_set == 0:
            height = tallest * stream.uniform(0.62, 1.0) * (1 if stream.chance(run) else 0.85)
            kept = (
                stream.uniform(0.012, 0.045),
                height,
                min(deep_m, height * stream.uniform(0.62, 0.8)),
                stream.integer(0, 9999),
            )
            left_in_set = stream.choice((1, 2, 4, 6), (8, 2, 1, 0.5))
        left_in_set -= 1
        thick, height, deep, number = kept
        if x + thick > long_m:
            break
        made = shifted(book(thick, height, deep, number), x + thick / 2, -deep / 2 - stream.uniform(0.0, 0.018))
        x += thick + 0.0008
        books.append(made)
        if not left_in_set and stream.chance(0.06):
            break
    if not books:
        return None
    room = long_m - x
    if room > 0.07 and stream.chance(0.6):
        books.append(_leaning(x, room, tallest, deep_m, stream))
    return join(books)


def _leaning(x: float, room: float, tallest: float, deep_m: float, stream: Stream) -> Mesh:
    thick, height = stream.uniform(0.014, 0.03), tallest * stream.uniform(0.65, 0.85)
    deep = min(deep_m, 0.7 * height)
    lean = min(0.28, 0.7 * (room - thick) / height)
    made = shifted(book(thick, height, deep, stream.integer(0, 9999)), thick / 2)
    made = turned(made, "y", -lean)
    low = float(made.vertices_m[:, 2].min())
    return shifted(made, x - float(made.vertices_m[:, 0].min()) + 0.001, -deep / 2 - 0.004, -low)


def lying(thick_m: float, height_m: float, deep_m: float, number: int) -> Mesh:
    """The same book lying on its side, spine towards +y."""
    flat = transformed(book(thick_m, height_m, deep_m, number), ((0, 0, 1), (0, 1, 0), (-1, 0, 0)))
    return shifted(flat, x=-height_m / 2, z=thick_m / 2)


def pile(*, key: int, count: Annotated[int, Range(1, 9)], size_m: Annotated[float, Range(0.15, 0.34), Metres]) -> Mesh:
    """Books or magazines lying on one another, the larger ones mostly below. Slots: books, pages."""
    stream = Stream(key)
    z, parts, scale = 0.0, [], 1.0
    for _ in range(count):
        thick = stream.uniform(0.006, 0.035)
        height = size_m * scale
        one = lying(thick, height, height * stream.uniform(0.68, 0.8), stream.integer(0, 9999))
        one = turned(one, "z", stream.uniform(-0.22, 0.22))
        parts.append(shifted(one, stream.uniform(-0.012, 0.012), stream.uniform(-0.012, 0.012), z))
        z += thick
        scale *= stream.uniform(0.88, 1.0)
    return join(parts)


TRAITS: dict[str, Any] = {
    **STANDING,
    "footprint": lambda p: (p["size_m"] * 1.25, p["size_m"] * 1.1),
    "height": lambda p: 0.036 * p["count"],
}
SLOTS = {"books": "books", "pages": "paper"}
KINDS = [
    Kind(
        "books_pile",
        "a few books or magazines lying on one another",
        pile,
        {"count": Integer(1, 5), "size_m": Uniform(0.2, 0.29)},
        "book",
        SLOTS,
        TRAITS,
    ),
]
