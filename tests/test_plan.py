"""Floor plans and ways across them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from synthclips.geometry.paths import Floor, length_m
from synthclips.geometry.plan import Footprint, walls


def test_a_turned_rectangle_overlaps_what_its_corner_reaches_and_nothing_else() -> None:
    diamond = Footprint((0.0, 0.0), (1.0, 1.0), math.pi / 4)
    assert diamond.overlaps(Footprint((1.5, 0.0), (0.2, 0.2), 0.0))
    assert not diamond.overlaps(Footprint((1.2, 1.2), (0.4, 0.4), 0.0))


def test_overlap_agrees_with_points_thrown_at_random() -> None:
    draw = np.random.Generator(np.random.PCG64(1))
    for _ in range(60):
        a, b = (
            Footprint(tuple(draw.uniform(-1, 1, 2)), tuple(draw.uniform(0.1, 0.9, 2)), float(draw.uniform(-3, 3)))
            for _ in range(2)
        )
        points = draw.uniform(-2.5, 2.5, (1500, 2))
        both = any(a.distance_m(p) == 0.0 and b.distance_m(p) == 0.0 for p in points)
        assert not both or a.overlaps(b)


def test_an_item_with_its_back_to_a_wall_faces_into_the_room() -> None:
    for wall in walls(5.0, 4.0):
        front = Footprint(wall.at(1.0, 0.5), (0.5, 0.5), wall.yaw_rad).front
        assert front == pytest.approx(wall.inward)
        assert math.dist(wall.at(wall.length_m), walls(5.0, 4.0)[(wall.index + 1) % 4].start_m) == pytest.approx(0.0)


def test_a_way_keeps_its_radius_from_everything() -> None:
    table = Footprint((2.5, 2.0), (0.8, 0.5), 0.3)
    floor = Floor(5.0, 4.0, [table], radius_m=0.25)
    path = floor.route((0.5, 0.5), (4.5, 3.5))
    assert path is not None
    assert path[0] == (0.5, 0.5)
    assert path[-1] == (4.5, 3.5)
    for a, b in pairwise(path):
        for t in np.linspace(0, 1, 50):
            p = (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))
            assert table.distance_m(p) > 0.25 - 0.08  # less a cell's diagonal
    assert length_m(path) < 1.25 * math.dist(path[0], path[-1])


def test_no_way_leads_through_a_wall_of_furniture() -> None:
    floor = Floor(5.0, 4.0, [Footprint((2.5, 2.0), (0.2, 2.0), 0.0)], radius_m=0.2)
    assert floor.route((0.5, 0.5), (4.5, 3.5)) is None
