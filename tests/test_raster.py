"""The renderer on a stage of balls, boards and an empty room, where the right answer is known without it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numba import njit
from pycocotools import mask as coco
from staging import (
    ALBEDO,
    AMBIENT_LUX,
    BULB,
    INFRARED,
    SUN,
    WINDOW,
    at,
    ball,
    board,
    interpolated,
    lit_by,
    plate_of,
    scene_of,
    timeline_of,
)

from synthclips import catalog
from synthclips.halves import decoded
from synthclips.raster import lamps, masks, visibility
from synthclips.raster.lens import lens_of, project, ray_direction
from synthclips.raster.lighting import Lighting
from synthclips.raster.movers import MOST_FACES, mover_of, split
from synthclips.raster.picture import Picture
from synthclips.raster.plate import decode
from synthclips.scene.distributions import settle_all
from synthclips.scene.records import Item, Lamp
from synthclips.scene.streams import Streams
from synthclips.scene.timeline import Track
from synthclips.stages.observe import observe
from synthclips.stages.render import render

MIDDLE = (2.6, 2.4, 0.3)


@pytest.fixture(scope="module")
def by_bulb():
    scene = scene_of()
    return scene, plate_of(scene)


def only_frame(scene, plate, bodies, places):
    return next(render(scene, bodies, timeline_of(scene, {id: at(p) for id, p in places.items()}), plate))


def picture(gbuffer):
    """(H, W, C) radiance."""
    return gbuffer.radiance.transpose(0, 2, 1).copy()


def look(scene, plate, bodies, places):
    timeline = timeline_of(scene, {id: at(p) for id, p in places.items()})
    lens = lens_of(scene.viewpoint, scene.camera)
    gbuffer = next(render(scene, bodies, timeline, plate))
    return {o.id: o for o in observe(gbuffer, scene, bodies, timeline, lens, plate)}


def test_the_box_of_a_ball_is_that_of_its_projected_vertices(by_bulb):
    scene, plate = by_bulb
    body = ball()
    seen = look(scene, plate, {"a": body}, {"a": MIDDLE})["a"]
    points = project(body.vertices_m + np.float32(MIDDLE), lens_of(scene.viewpoint, scene.camera))
    expected = [*points[:, :2].min(0), *points[:, :2].max(0)]
    assert np.abs(np.array(seen.box) - expected).max() < 1
    assert seen.visible_fraction == 1
    assert seen.truncation == 0


def test_a_ball_behind_a_wall_keeps_its_whole_box_but_loses_visible_pixels(by_bulb):
    scene, plate = by_bulb
    free = look(scene, plate, {"a": ball()}, {"a": MIDDLE})["a"]
    depth = plate.depth_m.copy()
    x0, y0, x1, y1 = free.box
    depth[:, : x0 + x1] = 0.5  # a wall in front of the left half of the ball
    half = look(scene, replace(plate, depth_m=depth), {"a": ball()}, {"a": MIDDLE})["a"]
    assert half.amodal_box == free.amodal_box
    assert half.amodal_px == free.amodal_px
    assert half.box == ((x0 + x1) // 2, y0, x1, y1)
    assert half.visible_fraction == pytest.approx(0.5, abs=0.06)


def test_the_nearer_of_two_balls_hides_the_farther(by_bulb):
    scene, plate = by_bulb
    eye = np.array(scene.viewpoint.position_m)
    behind = tuple(eye + 1.3 * (np.array(MIDDLE) - eye))
    far_first = look(scene, plate, {"b": ball(0.2), "a": ball()}, {"b": behind, "a": MIDDLE})
    near_first = look(scene, plate, {"a": ball(), "b": ball(0.2)}, {"a": MIDDLE, "b": behind})
    assert far_first == near_first
    assert far_first["b"].visible_px == 0
    assert far_first["b"].box is None
    assert far_first["b"].mask_rle == ""
    assert far_first["a"].visible_fraction == 1


def test_a_ball_leaving_the_frame_has_a_box_that_leaves_too(by_bulb):
    scene, plate = by_bulb
    body, place = ball(0.4), (0.5, 2.2, 1.2)
    seen = look(scene, plate, {"a": body}, {"a": place})["a"]
    points = project(body.vertices_m + np.float32(place), lens_of(scene.viewpoint, scene.camera))
    x0, _y0, x1, _y1 = [*points[:, :2].min(0), *points[:, :2].max(0)]
    assert x0 < -2
    assert seen.box[0] == 0
    assert seen.amodal_box[0] == pytest.approx(x0, abs=0.01)
    assert seen.truncation == pytest.approx(-x0 / (x1 - x0), abs=0.05)


@pytest.mark.parametrize("beyond", [1_000, 5_000_000], ids=["a little", "far"])
def test_triangles_that_share_edges_cover_every_sample_once(beyond):
    low, high = -2000 - beyond, 15000 + beyond
    rng = np.random.Generator(np.random.Philox(3))
    for _ in range(20):
        screen = rng.integers(-2000, 14000, (40, 2)).astype(np.int32)
        screen[:4] = [(low, low), (high, low), (high, high), (low, high)]
        triangles = _triangulated(screen)
        total = np.zeros((80, 80), int)
        for triangle in triangles:
            near, face, reach = np.zeros((80, 80), np.float32), np.zeros((80, 80), np.int32), np.zeros((40, 2), np.int32)
            visibility.rasterise(screen, np.ones(40), triangle[None], np.ones(1, np.uint8), 0, 0, near, face, reach)
            columns = np.arange(80) // 2
            within = np.repeat((columns >= reach[:, :1]) & (columns < reach[:, 1:]), 2, axis=0)
            assert within[near > 0].all()
            total += near > 0
        assert (total == 1).all()


def _triangulated(points):
    from scipy.spatial import Delaunay

    return Delaunay(points.astype(float)).simplices.astype(np.int32)


def test_a_frame_with_nobody_is_the_weighted_sum_of_the_lamp_images():
    scene = scene_of(lights=(BULB, WINDOW))
    plate = plate_of(scene)
    timeline = timeline_of(scene, {}, weight=np.array([[1, 1], [0.5, 0]]))
    frames = [(picture(g), g.layers) for g in render(scene, {}, timeline, plate)]
    images = [
        decode(plate.direct[k], plate.direct_scale[k]) + decode(plate.indirect[k], plate.indirect_scale[k]) for k in range(2)
    ]
    np.testing.assert_allclose(frames[0][0], images[0] + images[1], rtol=2**-11)
    np.testing.assert_allclose(frames[1][0], 0.5 * images[0], rtol=2**-11)
    assert frames[0][1] == ()


def test_a_buffer_is_clean_again_once_everybody_has_left(by_bulb):
    scene, plate = by_bulb
    poses = at(MIDDLE, (2.0, 2.4, 0.3), MIDDLE, MIDDLE, MIDDLE)
    track = Track("a", np.array([True, True, True, False, False]), poses)
    timeline = replace(timeline_of(scene, {"a": poses}), tracks=(track,))
    frames = [(g.radiance.copy(), g.changed) for g in render(scene, {"a": ball()}, timeline, plate)]
    empty = next(render(scene, {}, timeline_of(scene, {}), plate)).radiance
    assert (frames[3][0] == empty).all()
    assert (frames[4][0] == empty).all()
    assert frames[3][1]
    assert not frames[4][1]


def test_pixels_outside_the_changed_rectangles_are_as_they_were(by_bulb):
    scene, plate = by_bulb
    timeline = timeline_of(scene, {"a": at(MIDDLE, (2.3, 2.4, 0.5), (2.0, 2.6, 0.3))})
    before = None
    for gbuffer in render(scene, {"a": ball()}, timeline, plate):
        if before is not None:
            same = np.ones(before.shape[:2], bool)
            for x0, y0, x1, y1 in gbuffer.changed:
                same[y0:y1, x0:x1] = False
            assert same.any()
            assert (picture(gbuffer)[same] == before[same]).all()
        before = picture(gbuffer)


def test_two_runs_give_the_same_bytes():
    scene = scene_of(lights=(BULB, SUN, WINDOW))
    plate = plate_of(scene)
    bodies, tracks = {"a": ball(), "b": ball(0.2)}, {"a": at(MIDDLE, (2.5, 2.4, 0.3)), "b": at((2.0, 2.0, 0.2), (2.2, 2.0, 0.2))}
    first, second = ([g.radiance.tobytes() for g in render(scene, bodies, timeline_of(scene, tracks), plate)] for _ in range(2))
    assert first == second


def test_a_shadow_takes_direct_light_only():
    small = replace(BULB, size_m=(0.002, 0.0))
    scene = scene_of(lights=(small,))
    plate = plate_of(scene)
    body = replace(ball(0.15), capsules=np.zeros((0, 8), np.float32))  # no soft occlusion
    gbuffer = only_frame(scene, plate, {"a": body}, {"a": (2.5, 1.8, 1.5)})
    lens = lens_of(scene.viewpoint, scene.camera)
    x, y, _ = project(np.array([[2.5, 1.8, 0.0]], np.float32), lens)[0]
    indirect = decode(plate.indirect[0], plate.indirect_scale[0])[int(y), int(x)]
    np.testing.assert_allclose(picture(gbuffer)[int(y), int(x)], indirect, rtol=1e-3)


def test_the_shadow_of_a_ball_on_the_floor_is_as_large_as_the_bulb_makes_it():
    scene = scene_of(width=320, height=180, lights=(replace(BULB, size_m=(0.002, 0.0)),))
    plate = plate_of(scene)
    body = replace(ball(0.15), capsules=np.zeros((0, 8), np.float32))
    lens = lens_of(scene.viewpoint, scene.camera)
    radiance = picture(only_frame(scene, plate, {"a": body}, {"a": (2.5, 1.8, 1.5)}))
    lit = picture(only_frame(scene, plate, {}, {}))
    radius = 2.4 * 0.15 / math.sqrt(0.9**2 - 0.15**2)  # of the disc that the ball's tangent cone cuts from the floor
    angle = np.arange(60) * 2 * math.pi / 60
    for share, dark in ((0.93, True), (1.07, False)):
        ring = np.stack([2.5 + share * radius * np.cos(angle), 1.8 + share * radius * np.sin(angle), 0 * angle], 1).astype(
            np.float32
        )
        for x, y, _ in project(ring, lens):
            ratio = radiance[int(y), int(x), 0] / lit[int(y), int(x), 0]
            assert (ratio < 0.9) == dark, (share, ratio)


def test_a_window_s_light_is_shadowed_softly_and_never_below_the_bounced_light():
    scene = scene_of(lights=(WINDOW,))
    plate = plate_of(scene)
    body = replace(ball(0.35), fuzz=0.0)
    radiance = picture(only_frame(scene, plate, {"a": body}, {"a": (3.4, 2.9, 0.5)}))
    lit = picture(only_frame(scene, plate, {}, {}))
    lens = lens_of(scene.viewpoint, scene.camera)
    x, y, _ = project(np.array([[2.8, 2.8, 0.0]], np.float32), lens)[0]
    ratio = radiance[int(y), int(x), 0] / lit[int(y), int(x), 0]
    assert 0.3 < ratio < 0.9


def test_the_infrared_lamp_casts_no_shadow_and_fills_one_channel():
    scene = scene_of(lights=(INFRARED,), infrared=True)
    plate = plate_of(scene)
    body = replace(ball(), capsules=np.zeros((0, 8), np.float32))
    gbuffer = only_frame(scene, plate, {"a": body}, {"a": MIDDLE})
    empty = picture(only_frame(scene, plate, {}, {}))
    outside = np.ones(empty.shape[:2], bool)
    x0, y0, x1, y1 = gbuffer.layers[0].rect
    outside[y0:y1, x0:x1] = False
    assert gbuffer.radiance.shape[1] == 1
    assert (picture(gbuffer)[outside] == empty[outside]).all()


@pytest.mark.parametrize("light", [BULB, SUN, WINDOW, INFRARED], ids=lambda lamp: lamp.kind)
def test_a_board_on_the_floor_like_the_floor_cannot_be_told_from_it(light: Lamp):
    scene = scene_of(lights=(light,), infrared=light.kind == "infrared")
    plate = plate_of(scene)
    body = board([[-0.4, -0.4, 0], [0.4, -0.4, 0], [0.4, 0.4, 0], [-0.4, 0.4, 0]], [0, 0, 1])
    body = split(body, 0.06)
    gbuffer = only_frame(scene, plate, {"a": body}, {"a": (2.4, 2.2, 0.0)})
    empty = picture(only_frame(scene, plate, {}, {}))
    assert (gbuffer.layers[0].visible > 0).sum() > 300
    assert np.abs(picture(gbuffer) / empty - 1).max() < 1 / 255


def test_a_ball_is_lit_by_the_bulb_and_the_air_as_the_formulas_say(by_bulb):
    scene, plate = by_bulb
    gbuffer = only_frame(scene, plate, {"a": ball(rings=40)}, {"a": MIDDLE})
    lens = lens_of(scene.viewpoint, scene.camera)
    eye, middle = np.array(scene.viewpoint.position_m), np.array(MIDDLE)
    x, y = (int(v) for v in project(middle[None].astype(np.float32), lens)[0, :2])
    ray = np.array(ray_direction(x + 0.5, y + 0.5, lens.camera_from_world.astype(np.float64), lens.numbers))
    ray /= np.linalg.norm(ray)
    along = ray @ (middle - eye)
    point = eye + (along - math.sqrt(0.3**2 - (np.sum((middle - eye) ** 2) - along**2))) * ray
    normal, to_bulb = (point - middle) / 0.3, np.array(BULB.position_m) - point
    expected = (60.0 * (normal @ to_bulb) / np.linalg.norm(to_bulb) ** 3 + AMBIENT_LUX) * ALBEDO / math.pi
    assert gbuffer.radiance[y, 0, x] == pytest.approx(expected, rel=0.01)


@njit
def from_point_of(lamp, u, v, point, normal):
    return lamps.from_point(lamp, *lamps.sample_point(lamp, u, v, *point), *point, *normal)


def test_the_polygon_formula_is_the_sum_over_the_window():
    row = lamps.pack([WINDOW])[0]
    point, normal = (3.0, 2.0, 0.0), (0.0, 0.6, 0.8)
    grid = (np.arange(60) + 0.5) / 60
    total = sum(from_point_of(row, u, v, point, normal) for u in grid for v in grid) / 3600
    assert lamps.irradiance(row, *point, *normal) == pytest.approx(total, rel=1e-3)


def test_masks_are_written_as_coco_writes_them():
    rng = np.random.Generator(np.random.Philox(5))
    for density in (0.01, 0.3, 0.5, 0.97):
        samples = np.where(rng.random((57, 83)) < density, 4, 1).astype(np.uint8)
        samples[10:40, 20:50] = 4
        counts = masks.encode_mask(samples, (3, 5, 80, 50), masks.measured(samples, samples, np.ones((57, 83), np.float32)))
        inside = (samples[5:50, 3:80] >= 2).astype(np.uint8)
        assert counts == coco.encode(np.asfortranarray(inside))["counts"].decode()
        assert (masks.decode_mask(counts, 45, 77) == inside).all()


def test_a_mask_fills_its_box_and_counts_its_pixels(by_bulb):
    scene, plate = by_bulb
    seen = look(scene, plate, {"a": ball()}, {"a": MIDDLE})["a"]
    x0, y0, x1, y1 = seen.box
    mask = masks.decode_mask(seen.mask_rle, y1 - y0, x1 - x0)
    assert mask.sum() == seen.visible_px
    assert mask[0].any()
    assert mask[-1].any()
    assert mask[:, 0].any()
    assert mask[:, -1].any()


def test_a_keypoint_in_the_flesh_is_seen_and_one_behind_another_ball_is_not(by_bulb):
    scene, plate = by_bulb
    eye = np.array(scene.viewpoint.position_m)
    behind = tuple(eye + 1.4 * (np.array(MIDDLE) - eye))
    seen = look(scene, plate, {"a": ball(), "b": ball(0.3)}, {"a": MIDDLE, "b": behind})
    assert seen["a"].keypoints[0][3] == masks.VISIBLE
    assert seen["b"].keypoints[0][3] != masks.VISIBLE


def test_a_board_is_cut_finer_the_nearer_it_comes_but_not_behind_the_lens():
    scene = scene_of(width=1920, height=1080)
    lens = lens_of(scene.viewpoint, scene.camera)
    eye, forward = np.array(scene.viewpoint.position_m), lens.camera_from_world[2, :3].astype(float)
    plate = board([[0, -0.3, -0.3], [0, 0.3, -0.3], [0, 0.3, 0.3], [0, -0.3, 0.3]], [1, 0, 0])

    def faces(away_m):
        track = Track("a", np.ones(1, bool), at(tuple(eye + away_m * forward)))
        return len(mover_of("a", plate, channels=3, lenses=[lens], track=track).faces)

    far, near, behind = faces(3.0), faces(0.7), faces(-1.0)
    assert behind == 2
    assert 2 < far < near <= MOST_FACES


def test_soft_shadows_dim_the_room_by_the_share_of_its_light_that_they_hide():
    """The kernel goes row by row over runs of tiles; here every image is summed and dimmed as it stands."""
    scene = scene_of(lights=(WINDOW, BULB), width=320, height=180)
    plate, lens, weight = plate_of(scene), lens_of(scene.viewpoint, scene.camera), np.array([0.7, 1.3], np.float32)
    light, film = Lighting(scene, plate, lens, []), Picture(plate, lens)
    field = np.zeros((2, *film.drop.coarse_position.shape[:2]), np.float32)
    field[:, 30:60, 40:90] = np.random.Generator(np.random.Philox(5)).random((2, 30, 50))
    light.occlude = lambda *_: field
    light.weigh(weight)
    shown = decoded(film.begin(light, [], [])).transpose(0, 2, 1)

    direct, indirect = lit_by(plate, weight)
    rows, columns = film.drop.coarse_row, film.drop.coarse_column
    bounced, window, everything = (
        image[rows][:, columns].transpose(2, 0, 1) for image in (indirect.sum(0), direct[0], (direct + indirect).sum(0))
    )
    hidden = interpolated((bounced * field[0] + window * field[1]) / everything, film.drop, (180, 320)).transpose(1, 2, 0)
    assert hidden.max() > 0.6
    np.testing.assert_allclose(shown, (direct + indirect).sum(0) * (1 - hidden), rtol=1e-3)
    np.testing.assert_allclose(film.drop.lean.sum(1, dtype=int), 255, atol=2)


def test_beside_a_patch_of_sun_a_soft_shadow_takes_none_of_the_sun_from_what_the_mover_shades():
    """Strips of sun between the coarse points, which know nothing of it: under the ball they are as what is beside them."""
    scene = scene_of(lights=(SUN,), width=640, height=360)
    plate, body = plate_of(scene), ball(0.25)
    strips = np.arange(640) % 10 < 2
    places = {"a": (2.5, 1.8, 0.4)}
    hard = only_frame(scene, plate, {"a": replace(body, capsules=np.zeros((0, 8), np.float32))}, places)
    indirect, sunny = lit_by(plate, np.ones(1))[1][0], picture(only_frame(scene, plate, {}, {}))
    shade = (picture(hard) < 1.05 * indirect).all(2) & (sunny > 2 * indirect).all(2)
    (layer,) = hard.layers
    (x0, y0), (h, w) = layer.rect[:2], layer.visible.shape
    shade[y0 : y0 + h, x0 : x0 + w] &= layer.visible == 0
    patched = replace(plate, direct=np.where(strips, plate.direct, np.uint16(0)))
    shown = (picture(only_frame(scene, patched, {"a": body}, places)) / indirect)[..., 1]
    assert (shade & strips).sum() > 300
    assert shown[shade & ~strips].min() < 0.9  # the soft shadow
    assert shown[shade & strips].min() > 0.95 * shown[shade & ~strips].min()


def test_beside_a_curtain_the_wall_has_no_spots():
    """Light by a window alone, which throws no shadow with an edge."""
    kind = catalog.kinds("furniture")["curtain"]
    params = settle_all(kind.priors, {}, Streams(11, "curtain", 0))
    materials = {slot: catalog.palette(palette, Streams(11, slot, 0)("palette")) for slot, palette in kind.materials.items()}
    body = catalog.thing_body(Item("a", "curtain", (0.0, 0.0, 0.0), 0.0, params, materials, 7))
    scene = scene_of(lights=(WINDOW,), width=320, height=180)
    plate = plate_of(scene)
    hung = at((3.4, 5.0, 0.0))
    hung[..., :2, :2] *= -1  # its front into the room
    buffer = next(render(scene, {"a": body}, timeline_of(scene, {"a": hung}), plate))
    (layer,) = buffer.layers
    (x0, y0), (h, w) = layer.rect[:2], layer.visible.shape
    free = np.ones((180, 320), bool)
    free[y0 : y0 + h, x0 : x0 + w] = layer.visible == 0
    assert 1000 < (~free).sum()
    share = picture(buffer) / picture(only_frame(scene, plate, {}, {}))
    assert share[free].min() > 0.99


def test_the_parts_of_a_ball_lie_where_its_depth_puts_them(by_bulb):
    scene, plate = by_bulb
    body, lens = ball(0.4), lens_of(scene.viewpoint, scene.camera)
    upper = body.vertices_m[body.faces].mean(1)[:, 2] > 0
    layer = only_frame(scene, plate, {"ball": replace(body, part=upper.astype(np.int32), parts=("lower", "upper"))},
                       {"ball": MIDDLE}).layers[0]  # fmt: skip
    part, (x0, y0, _, _) = layer.part(), layer.rect
    m, eye = lens.camera_from_world.astype(np.float64), lens.position_m.astype(np.float64)
    rows, columns = np.nonzero(layer.amodal == 4)
    height = [eye[2] + layer.depth_m[r, c] * ray_direction(x0 + c + 0.5, y0 + r + 0.5, m, lens.numbers)[2] - MIDDLE[2]
              for r, c in zip(rows, columns, strict=True)]  # fmt: skip
    sure = np.abs(height) > 0.03
    assert len(rows) > 300
    assert sure.mean() > 0.8
    assert ((np.array(height) > 0) == part[rows, columns].astype(bool))[sure].all()
    assert not part[layer.amodal == 0].any()


def test_the_3d_box_of_a_ball_is_its_diameter(by_bulb):
    scene, plate = by_bulb
    seen = look(scene, plate, {"a": ball()}, {"a": MIDDLE})["a"]
    np.testing.assert_allclose(seen.box_3d.size_m, 0.6, atol=0.01)
    np.testing.assert_allclose(seen.box_3d.centre_m, MIDDLE, atol=0.01)


def test_splitting_a_board_leaves_its_colours_where_they_were():
    body = board([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], [0, 0, 1])
    from synthclips.geometry.body import texel_points

    slope = np.array([0.3, 0.5, 0.0], np.float32)
    coloured = replace(
        body, texels=np.repeat((texel_points(body.vertices_m, body.faces) @ slope)[..., None], 4, 2).astype(np.float32)
    )
    small = split(coloured, 0.3)
    corner = small.vertices_m[small.faces]
    assert 0.15 < np.sqrt(((corner - np.roll(corner, 1, 1)) ** 2).sum(2)).max() <= 0.3
    assert np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])[:, 2].sum() / 2 == pytest.approx(1.0)
    np.testing.assert_allclose(small.texels[..., 0], texel_points(small.vertices_m, small.faces) @ slope, atol=1e-5)


def test_a_ball_has_no_sheets_and_a_board_is_one(by_bulb):
    scene, _ = by_bulb
    track, lens = Track("a", np.ones(1, bool), at(MIDDLE)), lens_of(scene.viewpoint, scene.camera)
    assert not mover_of("a", ball(), channels=3, lenses=[lens], track=track).sheet.any()
    assert mover_of(
        "a", board([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], [0, 0, 1]), channels=3, lenses=[lens], track=track
    ).sheet.all()


def test_the_back_of_a_board_is_lit_from_behind(by_bulb):
    scene, plate = by_bulb
    corners = [[0, -0.3, 0], [0, 0.3, 0], [0, 0.3, 0.6], [0, -0.3, 0.6]]
    toward = only_frame(scene, plate, {"a": board(corners, [1, 0, 0])}, {"a": (2.2, 2.2, 0.2)})
    away = only_frame(scene, plate, {"a": board(corners[::-1], [-1, 0, 0])}, {"a": (2.2, 2.2, 0.2)})
    np.testing.assert_allclose(toward.radiance, away.radiance, rtol=2e-3)


def test_who_stands_still_looks_the_same_as_one_about_to_move():
    scene = scene_of(lights=(BULB, WINDOW), width=640, height=360)  # shadows run over tiles with and without who stands still
    plate = plate_of(scene)
    bodies = {"a": ball(), "b": ball(0.2)}
    walk = at(*[(2.0 + 0.03 * t, 1.8, 0.2) for t in range(12)])
    still = {"a": np.repeat(at(MIDDLE), 12, 0), "b": walk}
    restless = {"a": still["a"].copy(), "b": walk}
    restless["a"][8:, 0, 2, 3] += 0.01  # moves in the end, so it never settles
    pictures = [[g.radiance.copy() for g in render(scene, bodies, timeline_of(scene, t), plate)] for t in (still, restless)]
    for settled, free in list(zip(*pictures, strict=True))[:8]:
        off = np.abs(settled / free - 1)
        assert np.quantile(off, 0.999) < 1e-4
        assert off.max() < 0.2


def test_a_mover_before_a_settled_one_takes_its_visible_pixels():
    scene = scene_of()
    plate = plate_of(scene)
    eye = np.array(scene.viewpoint.position_m)
    near, far = eye + 0.6 * (np.array(MIDDLE) - eye), np.array(MIDDLE)
    walk = at(*[tuple(near + [0.01 * t, 0, 0]) for t in range(12)])
    tracks = {"a": np.repeat(at(tuple(far)), 12, 0), "b": walk}
    first = next(render(scene, {"a": ball(0.2), "b": ball(0.2)}, timeline_of(scene, tracks), plate))
    assert (first.layers[0].visible >= 2).sum() == 0 < (first.layers[0].amodal >= 2).sum()


def test_a_mover_is_measured_as_its_pixels_say():
    rng = np.random.Generator(np.random.Philox(6))
    visible, amodal = (rng.integers(0, 5, (31, 22)).astype(np.uint8) for _ in range(2))
    visible[:4], amodal[:, 19:] = 1, 0
    depth = rng.random((31, 22)).astype(np.float32)
    depth[amodal < 2] = np.inf
    seen = masks.measured(visible, amodal, depth)
    for box, count, samples in ((seen.box, seen.px, visible), (seen.amodal_box, seen.amodal_px, amodal)):
        y, x = np.nonzero(samples >= 2)
        assert box == (x.min(), y.min(), x.max() + 1, y.max() + 1)
        assert count == len(x)
    assert seen.depth_m == pytest.approx(depth[amodal >= 2].astype(float).mean())
    nothing = masks.measured(np.ones_like(visible), np.ones_like(amodal), depth)
    assert (nothing.px, nothing.amodal_px, nothing.depth_m) == (0, 0, 0)
