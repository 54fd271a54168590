"""Floor plans and ways across them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from synthclips import catalog
from synthclips.geometry.outline import blocks, box_of, holds, inside, outer, parts, rectangle, reflex, walls
from synthclips.geometry.paths import Floor, length_m
from synthclips.geometry.plan import Footprint

PLANS = {
    shape: catalog.kind("rooms", "living_room").make(key=3, width_m=6.0, depth_m=5.0, height_m=2.5, shape=shape, next_room="shut")
    for shape in ("rectangle", "l_shape", "boxed_corner", "chimney_breast", "alcove")
}


@pytest.mark.parametrize("key", range(8))
@pytest.mark.parametrize("shape", PLANS)
def test_a_plan_is_right_angled_fills_its_box_and_has_as_much_floor_as_its_corners_enclose(shape: str, key: int) -> None:
    corners = catalog.kind("rooms", "living_room").make(
        key=key, width_m=6.0, depth_m=5.0, height_m=2.5, shape=shape, next_room="shut"
    )
    sides = walls(corners)
    assert box_of(corners) == (6.0, 5.0)
    assert min(x for x, _ in corners) == min(y for _, y in corners) == 0.0
    for wall, after in zip(sides, sides[1:] + sides[:1], strict=True):
        assert wall.at(wall.length_m) == pytest.approx(after.start_m)
        assert wall.along[0] * after.along[0] + wall.along[1] * after.along[1] == 0.0
    assert sum(reflex(corners, k) for k in range(len(corners))) == (len(corners) - 4) // 2
    enclosed = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*corners, corners[0]])) / 2
    assert sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in parts(corners)) == pytest.approx(enclosed)
    cut = sum(4 * b.half_m[0] * b.half_m[1] for b in blocks(corners))
    assert cut == pytest.approx(6.0 * 5.0 - enclosed)
    assert (len(corners) > 4) is (shape != "rectangle")


@pytest.mark.parametrize("shape", PLANS)
def test_what_lies_inside_a_plan_is_what_lies_off_all_its_walls_and_on_its_floor(shape: str) -> None:
    corners, draw = PLANS[shape], np.random.Generator(np.random.PCG64(2))
    for _ in range(200):
        x, y = draw.uniform(0.1, 5.9), draw.uniform(0.1, 4.9)
        box = Footprint((x, y), (0.3, 0.2), float(draw.uniform(-3, 3)))
        points = [box.to_world(u, v) for u in np.linspace(-0.3, 0.3, 25) for v in np.linspace(-0.2, 0.2, 25)]
        on_floor = all(holds(corners, p) for p in points)
        assert not inside(box, corners) or on_floor
        near = [p for p in points if not holds(corners, p)]
        assert inside(box, corners) or bool(near) or _grazes(box, corners)


def _grazes(box: Footprint, corners: Sequence[tuple[float, float]]) -> bool:
    """Does a wall's corner lie in the box, between the points that were asked?"""
    return any(box.distance_m(c) < 0.03 for c in corners) or not inside(box.grown(0.03), corners)


@pytest.mark.parametrize("shape", PLANS)
def test_beyond_an_outer_wall_is_nothing_of_the_room_and_beyond_others_is(shape: str) -> None:
    corners = PLANS[shape]
    for wall in walls(corners):
        beyond = [wall.at(u, -off) for u in np.linspace(0.1, wall.length_m - 0.1, 7) for off in np.linspace(0.01, 5.9, 60)]
        within_box = [p for p in beyond if 0 < p[0] < 6.0 and 0 < p[1] < 5.0]
        assert outer(wall, corners) is not bool(within_box)


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
    for wall in walls(rectangle(5.0, 4.0)):
        front = Footprint(wall.at(1.0, 0.5), (0.5, 0.5), wall.yaw_rad).front
        assert front == pytest.approx(wall.inward)
        assert math.dist(wall.at(wall.length_m), walls(rectangle(5.0, 4.0))[(wall.index + 1) % 4].start_m) == pytest.approx(0.0)


def test_a_way_keeps_its_radius_from_everything() -> None:
    table = Footprint((2.5, 2.0), (0.8, 0.5), 0.3)
    floor = Floor(rectangle(5.0, 4.0), [table], radius_m=0.25)
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
    floor = Floor(rectangle(5.0, 4.0), [Footprint((2.5, 2.0), (0.2, 2.0), 0.0)], radius_m=0.2)
    assert floor.route((0.5, 0.5), (4.5, 3.5)) is None
