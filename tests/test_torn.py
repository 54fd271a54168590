"""Edges of sunlight on things that can move: against the window's own outline, thrown along the sun's rays."""

from __future__ import annotations

import numpy as np

from synthclips.raster.lens import lens_of, project
from synthclips.raster.movers import cut_at_edges, split
from synthclips.raster.torn import sharp_light, torn_edges
from synthclips.scene.records import Lamp
from synthclips.scene.timeline import Track
from synthclips.stages.render import render
from tests.staging import at, board, timeline_of
from tests.windowed import SUN, filmed

HIGH = 0.4  # m, of the board
PATCH = ((1.5, 2.5), (1.4, 2.4))  # x and y on it: the window stands at y = 3 from z = 1 to 2, and the sun at 45 degrees
SHEET = board([[0.9, 1.0, 0], [3.1, 1.0, 0], [3.1, 2.8, 0], [0.9, 2.8, 0]], [0.0, 0.0, 1.0])


def lit_board(size=(640, 360)):
    scene, plate = filmed(SUN, size=size)
    shown = next(iter(render(scene, {"a": SHEET}, timeline_of(scene, {"a": at((0, 0, HIGH))}), plate))).radiance
    return lens_of(scene.viewpoint, scene.camera), shown.transpose(0, 2, 1)[..., 1].astype(float)


def test_the_edge_of_a_lantern_on_a_board_is_as_wide_as_what_the_window_shows_of_its_ball():
    middle, radius = np.array([2.0, 8.0, 5.0]), 0.25
    lamp = Lamp("lantern", "street", tuple(middle), (0.0, 0.0, -1.0), (radius, 0.0), (20_000.0,) * 3, opening="window")
    scene, plate = filmed(lamp, size=(640, 360))
    shown = next(iter(render(scene, {"a": SHEET}, timeline_of(scene, {"a": at((0, 0, HIGH))}), plate))).radiance
    light, lens = shown.transpose(0, 2, 1)[..., 1].astype(float), lens_of(scene.viewpoint, scene.camera)
    x, y = (v.reshape(-1) for v in np.meshgrid(np.linspace(1.0, 3.0, 101), np.linspace(1.1, 2.7, 81)))
    place = np.stack([x, y, np.full_like(x, HIGH)], 1)
    px, py, _ = project(place, lens).T
    there = (px > 1) & (px < 638) & (py > 1) & (py < 358)
    place, light = place[there], light[py[there].astype(int), px[there].astype(int)]
    way = middle - place
    length = np.linalg.norm(way, axis=1, keepdims=True)
    aside = np.cross(way / length, (1.0, 0.0, 0.0))
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    share = np.zeros(len(place))
    across = [(a, b) for a in np.linspace(-1, 1, 41) for b in np.linspace(-1, 1, 41) if a * a + b * b <= 1]
    for a, b in across:
        to = way + radius * (a * aside + b * np.cross(way / length, aside))
        at_window = place + to * ((3.0 - place[:, 1]) / to[:, 1])[:, None]
        share += (abs(at_window[:, 0] - 2.0) < 0.5) & (abs(at_window[:, 2] - 1.5) < 0.5)
    share /= len(across)
    full = way[:, 2] / length[:, 0] ** 3
    scale = np.median(light[share > 0.999] / full[share > 0.999])
    found, half = light / (scale * full), (share > 0.05) & (share < 0.95)
    assert half.sum() > 200
    assert np.sqrt(np.mean((found - share)[half] ** 2)) < 0.08


def inside_m(x, y):
    """How far (x, y) lies in the patch; below 0: out of it."""
    (x0, x1), (y0, y1) = PATCH
    return np.minimum(np.minimum(x - x0, x1 - x), np.minimum(y - y0, y1 - y))


def test_the_edge_of_the_sun_on_a_board_is_a_pixel_wide_where_the_window_throws_it():
    lens, light = lit_board()
    x, y = (v.reshape(-1) for v in np.meshgrid(np.linspace(1.0, 3.0, 401), np.linspace(1.1, 2.7, 321)))
    px, py, depth = project(np.stack([x, y, np.full_like(x, HIGH)], 1), lens).T
    there = (px > 1) & (px < 638) & (py > 1) & (py < 358)
    light, deep = light[py[there].astype(int), px[there].astype(int)], inside_m(x, y)[there]
    pixel_m = depth[there] / lens.numbers[0]
    full = np.median(light[deep > 0.1])
    assert (light[deep > pixel_m] > 0.75 * full).mean() > 0.999
    assert (light[deep < -pixel_m] < 0.25 * full).mean() > 0.999
    assert full > 20 * np.median(light[deep < -0.1])


def test_only_triangles_at_the_edge_are_cut_and_no_crack_opens():
    scene, plate = filmed(SUN, size=(64, 36))
    sharp = sharp_light(scene, plate, beams=False)
    track = Track("a", np.ones(3, bool), at(*[(0, 0, HIGH)] * 3))
    coarse = cut_at_edges(SHEET, track, sharp, 10.0)
    assert len(coarse.faces) == 2
    fine = cut_at_edges(split(SHEET, 0.2), track, sharp, 0.01)
    corner = fine.vertices_m[fine.faces].astype(float)
    u, v = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    area = 0.5 * np.abs(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0])
    assert abs(area.sum() - 2.2 * 1.8) < 1e-5
    small = area < 1e-4
    assert small.sum() > 500
    middle = corner[small].mean(1)
    assert np.abs(inside_m(middle[:, 0], middle[:, 1])).max() < 0.12
    ends, uses = np.unique(np.sort(edges(fine.faces), 1), axis=0, return_counts=True)
    lone = fine.vertices_m[ends[uses == 1]].astype(float)
    on_rim = (
        np.isclose(lone[..., 0], 0.9)
        | np.isclose(lone[..., 0], 3.1)
        | np.isclose(lone[..., 1], 1.0)
        | np.isclose(lone[..., 1], 2.8)
    )
    assert on_rim.all()


def edges(faces):
    return np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])


def test_a_face_lit_alike_at_its_corners_is_left_whole():
    vertices, faces = (
        np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0]], np.float32),
        np.array([[0, 1, 2], [1, 3, 2]], np.int32),
    )
    assert not torn_edges(vertices, faces, np.ones((4, 1), bool), 0.1).any()
    one = np.array([[True], [False], [False], [False]])
    np.testing.assert_array_equal(torn_edges(vertices, faces, one, 0.1), [[True, True, True], [False, False, True]])
    assert not torn_edges(vertices, faces, one, 2.0).any()
