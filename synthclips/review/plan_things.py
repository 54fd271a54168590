"""Furniture on a plan: outlines of the very shapes that are filmed, seen from above, with names; what hangs is dashed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.formats import look
from synthclips.formats.drawing import Path, Shape, Words, dashed
from synthclips.geometry.mesh import moved
from synthclips.geometry.plan import Footprint
from synthclips.review.ground import Ground
from synthclips.scene.records import Item

STANDING: look.Colour = (236, 226, 208)
LYING: look.Colour = (232, 236, 238)  # walked over
SMALL: look.Colour = (206, 190, 162)
FLAT_M = 0.03
NAMED_PX, NAMED_ON_PX = 26, 45  # smaller things go without a name; what lies on others or hangs, sooner


def outline(item: Item) -> NDArray[np.float64]:
    """(N, 2) metres, counter-clockwise: the hull of the item's mesh where it stands, seen from above."""
    from scipy.spatial import ConvexHull

    mesh = catalog.kind("furniture", item.kind).make(key=item.key, **item.params)
    flat = moved(mesh, offset_m=item.position_m, yaw_rad=item.yaw_rad).vertices_m[:, :2].astype(np.float64)
    corners: NDArray[np.float64] = flat[ConvexHull(flat).vertices]
    return corners


def carpets(ground: Ground, items: tuple[Item, ...]) -> list[Shape]:
    """What is walked over."""
    return [shape for i in items if _layer(i)[0] == 0 for shape in (*_thing(ground, i), *_name(ground, i))]


def things(ground: Ground, items: tuple[Item, ...]) -> list[Shape]:
    """From the floor up: what stands, what lies on that, what hangs."""
    order = sorted((i for i in items if _layer(i)[0] > 0), key=_layer)
    return [*(s for i in order for s in _thing(ground, i)), *(s for i in order for s in _name(ground, i))]


def _layer(item: Item) -> tuple[int, float]:
    return (3 if _hangs(item) else 2 if item.position_m[2] > 0.1 else 1 if _height_m(item) > FLAT_M else 0), item.position_m[2]


def _hangs(item: Item) -> bool:
    """On a wall or from the ceiling."""
    traits = catalog.kind("furniture", item.kind).traits
    return bool(traits.get("wall_mounted") or traits.get("hangs"))


def _height_m(item: Item) -> float:
    return float(catalog.kind("furniture", item.kind).traits["height"](item.params))


def _thing(ground: Ground, item: Item) -> list[Shape]:
    flat, layer = outline(item), _layer(item)[0]
    corners = ground.all(map(tuple, flat))
    if layer == 3:
        return list(dashed([*corners, corners[0]], look.INK, width_px=1.2))
    if layer == 1:
        return [Path(corners, look.INK, 1.4, True, STANDING), _front(ground, item, flat)]
    return [Path(corners, look.FAINT, 1.0, True, LYING if layer == 0 else SMALL)]


def _front(ground: Ground, item: Item, flat: NDArray[np.float64]) -> Shape:
    """A wedge inside the edge that is the front."""
    box = Footprint(item.position_m[:2], (0.0, 0.0), item.yaw_rad)
    ahead, size = float(((flat - box.centre_m) @ box.front).max()), min(0.12, float(np.ptp(flat, axis=0).min()) / 4)
    wedge = ((-size, ahead - 1.2 * size), (size, ahead - 1.2 * size), (0.0, ahead - 0.2 * size))
    return Path(ground.all(box.to_world(x, y) for x, y in wedge), None, closed=True, fill=look.FAINT)


def _name(ground: Ground, item: Item) -> list[Shape]:
    """Clear of the name of what lies on it, or of the wall that it hangs on."""
    corners, layer = outline(item), _layer(item)[0]
    if np.ptp(corners, axis=0).max() * ground.px_per_m < (NAMED_ON_PX if layer > 1 else NAMED_PX):
        return []
    x, y = ground.px(item.position_m[:2])
    if layer == 0:
        y = ground.px((0.0, float(corners[:, 1].min())))[1] - 9
    elif layer == 3:
        x, y = ground.px(Footprint(item.position_m[:2], (0.0, 0.0), item.yaw_rad).to_world(0.0, 0.25))
    else:
        y += (-6, 6)[layer - 1]
    return [Words((x, y), item.id.replace("_", " "), 10, look.INK)]
