"""Lamps that move: their light, worked out frame by frame, against rooms baked with the same lamp standing still."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from synthclips.catalog.nuisances.headlights import CANDELA, headlights
from synthclips.raster.lens import lens_of, project
from synthclips.raster.plate import decode
from synthclips.scene.records import Lamp, Nuisance
from synthclips.scene.timeline import Beam
from synthclips.stages.render import render
from tests.staging import at, ball, timeline_of
from tests.test_light import quad
from tests.windowed import WINDOW, filmed, upright

PLACE, CANDELAS = (2.3, 6.0, 4.0), (900.0, 800.0, 700.0)
AXIS = (0.0, -0.768, -0.64)  # from there to the window
DARK = Lamp("dark", "bulb", (2.0, 1.5, 1.8), (0.0, 0.0, -1.0), (0.03, 0.0), (1.0, 1.0, 1.0))
LANTERN = Lamp("lantern", "street", PLACE, (0.0, 0.0, -1.0), (0.02, 0.0), CANDELAS, opening="window")
POST = upright(1.9, 2.1, 0.0, 0.8, y=1.9)  # in the patch on the floor


def shining(frames: int = 1, *, opening: str = "window", place=PLACE, axis=AXIS, on=None) -> Beam:
    """A wide beam that points into the room: as bright as the lantern, within 0.1 %, wherever the window lets it."""
    lit = np.ones(frames) if on is None else np.asarray(on, float)
    return Beam(
        "beam", np.tile(place, (frames, 1)), np.tile(axis, (frames, 1)), lit[:, None] * np.array(CANDELAS), 1.2, 0.02,
        opening,
    )  # fmt: skip


def pictures(stage, beams=(), tracks=None, bodies=None, weight=None):
    scene, plate = stage
    frames = len(beams[0].candela) if beams else 1
    weight = np.zeros((frames, 1)) if weight is None else weight
    timeline = replace(timeline_of(scene, tracks or {}, weight=weight), beams=tuple(beams))
    return [g.radiance.transpose(0, 2, 1).copy() for g in render(scene, bodies or {}, timeline, plate)]


@pytest.fixture(scope="module")
def dark():
    return filmed(DARK, more=[POST])


@pytest.fixture(scope="module")
def lantern():
    return filmed(LANTERN, more=[POST])


def test_a_beam_that_stands_still_is_a_lamp_of_the_bake(dark, lantern):
    shown, truth = pictures(dark, [shining()])[0], pictures(lantern, weight=np.ones((1, 1)))[0]
    direct = decode(lantern[1].direct[0], lantern[1].direct_scale[0])
    patch, aside = direct.sum(2) > 0.5 * direct.sum(2).max(), (direct.sum(2) == 0) & (truth.sum(2) > 0)
    off = np.abs(shown - truth).sum(2) / np.maximum(truth.sum(2), 1e-9)
    assert patch.sum() > 1000
    assert np.median(off[patch]) < 0.03
    assert shown[patch].sum() == pytest.approx(truth[patch].sum(), rel=0.03)
    both = (shown[..., 0] > 0.25 * direct[..., 0].max()) == (direct[..., 0] > 0.25 * direct[..., 0].max())
    assert both.mean() > 0.99  # the post's shadow and the window's edge fall where rays say
    assert np.median(shown[aside].sum(1) / truth[aside].sum(1)) == pytest.approx(1.0, abs=0.35)  # bounced, but evenly


def test_a_strip_half_a_pixel_wide_is_lit_as_evenly_as_in_a_picture_four_times_as_fine():
    """A slanted batten in the beam, facing up: over a dark floor it would be a row of dashes, were a pixel lit as one place."""
    batten = quad((1.62, 1.1, 0.5), (1.63, 1.1, 0.5), (2.13, 1.9, 0.5), (2.12, 1.9, 0.5))
    coarse, fine = (filmed(DARK, more=[batten], size=size) for size in ((320, 180), (1280, 720)))
    shown, truth = (pictures(stage, [shining()])[0][..., 0] for stage in (coarse, fine))
    truth = truth.reshape(180, 4, 320, 4).mean((1, 3))
    ends = project(np.array([(1.625, 1.1, 0.5), (2.125, 1.9, 0.5)], np.float32), lens_of(coarse[0].viewpoint, coarse[0].camera))
    places = [ends[0] + (ends[1] - ends[0]) * t for t in np.linspace(0.15, 0.85, 40)]
    around = [(slice(int(y) - 2, int(y) + 3), slice(int(x) - 2, int(x) + 3)) for x, y, _ in places]
    sums = np.array([(shown[at].sum(), truth[at].sum()) for at in around])
    assert np.corrcoef(sums.T)[0, 1] > 0.9
    assert np.abs(sums[:, 0] / sums[:, 1] - 1).mean() < 0.06


def test_a_wide_lamp_s_shadow_is_as_soft_as_in_the_bake(dark):
    """The post and the window's edge before a lamp half a metre wide: where it half shows, in frame and bake."""
    lantern = filmed(replace(LANTERN, size_m=(0.25, 0.0)), more=[POST])
    shown, bare = (pictures(dark, [replace(shining(on=[on]), radius_m=0.25)])[0] for on in (1.0, 0.0))
    direct = decode(lantern[1].direct[0], lantern[1].direct_scale[0])
    hard = pictures(dark, [shining()])[0]
    frame, sharp, bake = (v[..., 0] / v[..., 0].max() for v in (shown - bare, hard - bare, direct))
    partly = (bake > 0.15) & (bake < 0.5)
    assert partly.sum() > 200
    assert np.sqrt(np.mean((frame - bake)[partly] ** 2)) < 0.8 * np.sqrt(np.mean((sharp - bake)[partly] ** 2))
    assert frame[bake > 0.15].sum() == pytest.approx(bake[bake > 0.15].sum(), rel=0.1)


def test_who_stands_in_a_beam_is_lit_and_casts_a_shadow_as_by_a_lamp(dark, lantern):
    middle = (1.7, 2.2, 0.75)
    shown, truth = (
        pictures(stage, beams, {"a": at(middle)}, {"a": ball(0.15)}, weight)[0]
        for stage, beams, weight in ((dark, [shining()], None), (lantern, (), np.ones((1, 1))))
    )
    lens = lens_of(dark[0].viewpoint, dark[0].camera)
    behind = np.array(middle) + (np.array(middle) - PLACE) * (0.75 / 3.25)  # on the floor
    for place in (np.array(middle) + (0.05, 0.0, 0.14), behind * (1, 1, 0)):
        x, y, _ = project(place[None], lens)[0]
        if 0 <= x < 320 and 0 <= y < 180:
            a, b = (picture[int(y), int(x)].sum() for picture in (shown, truth))
            assert a == pytest.approx(b, rel=0.3 if b < 30 else 0.06)
    changed = [np.abs(with_ball - without).sum(2) > 2 for with_ball, without in (
        (shown, pictures(dark, [shining()])[0]), (truth, pictures(lantern, weight=np.ones((1, 1)))[0]))]  # fmt: skip
    assert (changed[0] & changed[1]).sum() > 0.85 * (changed[0] | changed[1]).sum()


def test_light_goes_with_the_beam_and_leaves_no_trace(dark):
    before, lit, after = pictures(dark, [shining(3, on=[0, 1, 0])], weight=np.ones((3, 1)))
    assert lit.sum() > 2 * before.sum()
    np.testing.assert_array_equal(before, after)
    np.testing.assert_array_equal(before, pictures(dark, weight=np.ones((1, 1)))[0])


def test_a_torch_inside_lights_by_the_inverse_square_law_with_no_window(dark):
    place = np.array([3.0, 2.8, 1.5])
    shown = pictures(dark, [shining(opening="", place=place, axis=(0.0, -1.0, 0.0))])[0]
    lens, light = lens_of(dark[0].viewpoint, dark[0].camera), []
    for point in ((3.0, 1.2, 0.0), (1.0, 3.0, 1.5)):  # on the floor before it, and on the wall behind it
        x, y, _ = project(np.array([point]), lens)[0]
        light.append(float(shown[int(y), int(x), 0]))
    way = np.array([3.0, 1.2, 0.0]) - place
    r = np.linalg.norm(way)
    beam = 1 / (1 + ((1 + way[1] / r) / (1 - math.cos(1.2))) ** 2)
    assert light[0] - light[1] == pytest.approx(CANDELAS[0] * beam * 1.5 / r**3 * 0.8 / math.pi, rel=0.03)  # less what bounces


def test_infrared_cameras_see_headlights():
    scene, plate = filmed(DARK, infrared=True)
    lit, dark = (pictures((scene, plate), [shining(on=[share])])[0] for share in (1.0, 0.0))
    assert lit.shape[2] == 1
    assert lit.max() > 10 * max(dark.max(), 0.1)


def test_headlights_pass_from_side_to_side_and_shine_at_the_window_in_between():
    scene, _ = filmed(DARK, size=(64, 36))
    times_s = np.arange(60) / 10
    sweep = Nuisance("car", "headlights", 4, 1.0, 5.0, {"opening": "window", "ahead": 1, "height_m": 0.35}, 3)
    left, right = headlights(sweep, scene, times_s, distance_m=10.0, way_m=16.0).beams
    shines = left.candela.any(1)
    assert times_s[shines].min() >= 1.0
    assert times_s[shines].max() <= 5.0
    assert left.candela.max() == pytest.approx(CANDELA[4] * 1.12)
    np.testing.assert_allclose(np.linalg.norm(left.position_m - right.position_m, axis=1), 1.3, atol=1e-5)
    assert (left.position_m[:, 1] > 3.0 + 8.0).all()  # outside
    towards = np.array([2.0, 3.0, 1.5]) - left.position_m
    aim = (towards * left.direction).sum(1) / np.linalg.norm(towards, axis=1)
    assert aim[shines].max() > 0.99
    assert WINDOW.id == left.opening
