"""The balls that stand for a plant's foliage hide about as much light as its leaves, and where these are."""

from __future__ import annotations

import numpy as np
import pytest
from skimage.draw import disk, polygon

from synthclips import catalog
from synthclips.catalog.furniture.mover import mover_body
from synthclips.raster.movers import _spheres
from synthclips.scene.records import Material

LEAF = Material("plain", (0.1, 0.3, 0.1), (0.4, 0.4, 0.4), 0.5)
PX_PER_M, COARSE = 160, 32  # the pictures, and squares of 20 cm over which what is hidden is compared
SIZE = {"height_m": 1.2, "spread_m": 0.8, "pot_m": 0.15, "leaves": 30, "pot": "drum"}


@pytest.mark.parametrize("style", ["arching", "broad", "sword", "bushy", "palm"])
def test_a_plant_hides_from_the_side_as_much_as_its_leaves_do_and_in_the_same_places(style: str) -> None:
    of = catalog.kind("furniture", "plant")
    body = mover_body(of.make(key=5, style=style, **SIZE), dict.fromkeys(of.materials, LEAF), "plant", of.traits["apart"])
    hidden = []
    for turn in np.linspace(0.0, 2.0, 4):
        leaves, balls = np.zeros((2, 224, 224))
        along = np.array([np.cos(turn), np.sin(turn), 0.0])
        for face in body.vertices_m[body.faces].astype(float):
            leaves[polygon(face[:, 2] * PX_PER_M, (face @ along + 0.7) * PX_PER_M, leaves.shape)] = 1.0
        for _, x, y, z, radius in _spheres(body.capsules):
            at = z * PX_PER_M, (np.array([x, y, z]) @ along + 0.7) * PX_PER_M
            balls[disk(at, radius * PX_PER_M, shape=balls.shape)] = 1.0
        hidden.append([image.reshape(7, COARSE, 7, COARSE).mean((1, 3)) for image in (leaves, balls)])
    by_leaves, by_balls = np.array(hidden).transpose(1, 0, 2, 3)
    foliage = by_leaves[:, 2:]
    assert by_balls[:, 2:].sum() == pytest.approx(foliage.sum(), rel=0.4)
    assert np.sqrt(((by_balls[:, 2:] - foliage) ** 2).mean()) < 0.6 * np.sqrt((foliage**2).mean())
