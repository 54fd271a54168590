"""Light on what is in a window, beyond the lamp that stands for its sky; and what lies within things gets none and takes none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from test_light import DEPTH, HEIGHT, WHITE, WIDTH, matt, quad, walls

from synthclips.geometry.shapes import box
from synthclips.raster import bvh, light, radiosity
from synthclips.raster.buried import find_buried
from synthclips.raster.lamps import pack, power
from synthclips.scene.records import Lamp
from synthclips.stages.statics import gathered

LOW, HIGH, LEFT, RIGHT, LUMINANCE = 1.0, 1.8, 1.65, 2.35, 2000.0  # of a hole in the far wall, and of the sky in it
SKY = Lamp("sky", "sky", (2.0, DEPTH, 1.4), (0.0, -1.0, 0.0), (0.7, 0.8), (LUMINANCE,) * 3)
SIDEWAYS, OUTWARD, INWARD = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)


def gathered_at(place: tuple[float, float, float], normal: tuple[float, float, float]) -> float:
    """Irradiance by rays, in a black room with a hole."""
    pieces = [("room", mesh, {"face": matt(WHITE)}) for side, mesh in walls(WIDTH, DEPTH, HEIGHT).items() if side != "far"]
    around = [((0, 0), (LEFT, HEIGHT)), ((RIGHT, 0), (WIDTH, HEIGHT)), ((LEFT, 0), (RIGHT, LOW)), ((LEFT, HIGH), (RIGHT, HEIGHT))]
    far = [quad((a, DEPTH, b), (c, DEPTH, b), (c, DEPTH, e), (a, DEPTH, e)) for (a, b), (c, e) in around]
    soup, _ = gathered([*pieces, *(("room", mesh, {"face": matt(WHITE)}) for mesh in far)])
    tree, rows = bvh.build(soup.vertices_m, soup.faces), pack([SKY])
    black = np.zeros((len(soup.faces), 3), np.float32)
    cells = radiosity.settled_light(tree, black, rows, power([SKY], 3), np.zeros((1, 13)), np.zeros(1, np.int64))
    points = np.tile(np.array([*place, *normal], np.float32), (400, 1))
    found, _ = light._gathered(tree, cells, points, np.ones(400, bool), np.arange(400, dtype=np.int64))
    return float(found.mean())


@pytest.mark.parametrize(("normal", "share"), [(SIDEWAYS, 0.5), (OUTWARD, 1.0), (INWARD, 0.0)])
def test_a_bar_in_a_window_gets_as_much_sky_as_its_face_looks_out(normal: tuple[float, float, float], share: float) -> None:
    """Half of the half sky over a face across the wall is out of doors."""
    found = gathered_at((2.0, DEPTH + 0.01, 1.4), normal)  # so near that no ray goes by the ends of the wall
    assert found == pytest.approx(share * math.pi * LUMINANCE, abs=0.01 * math.pi * LUMINANCE)


@pytest.mark.parametrize("place", [(2.0, DEPTH - 0.1, 1.4), (2.0, DEPTH + 0.1, LOW - 0.02), (2.0, DEPTH + 0.9, 1.4)])
def test_neither_the_room_nor_the_wall_round_a_window_sees_its_sky_twice(place: tuple[float, float, float]) -> None:
    """Places in the room have it of the lamp."""
    assert gathered_at(place, OUTWARD) == 0.0


def test_the_floor_under_a_box_is_buried_and_so_is_the_box_s_lower_side() -> None:
    pieces = [("room", mesh, {"face": matt(WHITE)}) for mesh in walls(WIDTH, DEPTH, HEIGHT).values()]
    low, high = (1.2, 0.9), (1.8, 1.7)
    stood = box((0.6, 0.8, 0.5), "face", at_m=(1.5, 1.3, 0.0))
    soup, _ = gathered([*pieces, ("box", stood, {"face": matt(WHITE)})])
    tree = bvh.build(soup.vertices_m, soup.faces)
    points, _, _ = radiosity._strew(tree.triangles, 20_000)
    buried = np.zeros(len(points), np.bool_)
    find_buried(tree.bounds, tree.links, tree.triangles, points, buried)
    x, y, z = points[:, :3].T
    floor = (z < 1e-3) & (points[:, 5] > 0.9)
    under = floor & (x > low[0]) & (x < high[0]) & (y > low[1]) & (y < high[1])
    assert under.sum() > 100
    assert buried[under].mean() > 0.98  # but for rays through a seam
    assert not buried[floor & ~under].any()
    assert not buried[z > 0.01].any()
