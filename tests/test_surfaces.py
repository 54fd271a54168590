"""Shapes' normals: the quick ways against numpy's own."""

from __future__ import annotations

import numpy as np

from synthclips.geometry.mesh import cross
from synthclips.geometry.shapes import _places, grid
from synthclips.geometry.sweeps import lathe


def test_vector_products_are_numpys_to_the_bit():
    rng = np.random.default_rng(3)
    for kind in (np.float32, np.float64):
        a, b = rng.normal(size=(2, 500, 3)).astype(kind)
        assert cross(a, b).dtype == kind
        assert cross(a, b).tobytes() == np.cross(a, b).tobytes()


def test_vertices_at_one_place_and_no_others_share_a_number():
    rng = np.random.default_rng(4)
    spots = rng.uniform(-90.0, 90.0, (40, 3)).astype(np.float32)
    spots[20:, 2] = spots[:20, 2]  # apart in two axes only
    vertices = spots[rng.integers(0, 40, 300)]
    place, count = _places(vertices)
    _, theirs = np.unique(np.round(vertices * 20000.0).astype(np.int64), axis=0, return_inverse=True)
    theirs = theirs.reshape(-1)
    assert count == theirs.max() + 1 == place.max() + 1
    assert ((place[:, None] == place) == (theirs[:, None] == theirs)).all()


def test_a_turned_body_is_smooth_where_its_ends_meet():
    mesh = lathe([(0.3, 0.0), (0.3, 1.0)], "side", sides=24)
    first, last = mesh.normals.reshape(-1, 25, 3)[:, [0, -1]].transpose(1, 0, 2)
    assert (first == last).all()


def test_a_sheets_corner_that_lies_in_no_face_points_up():
    flat = grid(np.zeros((2, 2, 3)), "nothing")
    assert len(flat.faces) == 0
    assert (flat.normals == (0.0, 0.0, 1.0)).all()
