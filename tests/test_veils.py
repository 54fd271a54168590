"""What stirs before a window: the picture under a veil against a room that was baked with the thing itself before its window."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from synthclips.catalog.nuisances import sun_patch
from synthclips.catalog.nuisances.window_light import cells
from synthclips.raster.backdrop import backdrop_of
from synthclips.raster.lamps import pack
from synthclips.raster.lens import lens_of, project
from synthclips.raster.openings import gates
from synthclips.raster.plate import decode
from synthclips.raster.veils import _spots
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Lamp, Nuisance
from synthclips.scene.spec import Source
from synthclips.scene.timeline import VEIL
from synthclips.stages.compose import compose
from synthclips.stages.load import scene_from_text
from synthclips.stages.render import render
from tests.staging import at, ball, timeline_of
from tests.windowed import SUN, WINDOW, filmed, upright

TIMES_S = np.arange(30) / 5

LIT, SHADED = (1.75, 1.75), (2.25, 1.75)  # places on the floor, lit by the half of the window with the larger and the smaller u


def half(frames: int = 1) -> np.ndarray:
    """Nothing comes in by the half of the window with the smaller u, x = 2 to 2.5 m."""
    veil = np.full((frames, *VEIL), 255, np.uint8)
    veil[:, :, : VEIL[1] // 2] = 0
    return veil


def pictures(scene, plate, bodies, tracks, veils=None):
    timeline = replace(timeline_of(scene, tracks), veils=veils or {})
    return [g.radiance.transpose(0, 2, 1).copy() for g in render(scene, bodies, timeline, plate)]


def only(stage, veils=None):
    scene, plate = stage
    timeline = replace(timeline_of(scene, {}), veils=veils or {})
    return next(render(scene, {}, timeline, plate)).radiance.transpose(0, 2, 1).copy()


@pytest.fixture(scope="module")
def sunny():
    return filmed(SUN)


@pytest.fixture(scope="module")
def shuttered():
    """The same with a real board before half of the window."""
    return filmed(SUN, more=[upright(2.0, 2.5, 1.0, 2.0, y=3.001)])


def test_a_half_drawn_veil_is_a_board_before_half_of_the_window(sunny, shuttered):
    veiled, truth, plate = only(sunny, {"window": half()}), only(shuttered), sunny[1]
    direct = decode(plate.direct[0], plate.direct_scale[0]).sum(2)
    patch, inside = direct > 0.5 * direct.max(), (direct == 0) & (veiled.sum(2) > 0)  # black is what lies outside
    off = np.abs(veiled - truth).sum(2) / truth.sum(2)
    assert veiled[patch].sum() == pytest.approx(truth[patch].sum(), rel=0.01)
    assert np.median(off[patch]) < 0.06  # its half in the shade has bounced light alone
    assert np.median(off[inside]) < 0.05  # bounced light: half of it all, while truly it comes from half of the patch
    assert veiled[inside].sum() == pytest.approx(truth[inside].sum(), rel=0.08)


def test_each_place_of_the_patch_knows_where_in_the_window_its_light_comes_in(sunny):
    scene, plate = sunny
    drop = backdrop_of(plate, lens_of(scene.viewpoint, scene.camera))
    pixels, places = _spots(plate.direct[0], drop, pack([SUN])[0], gates([SUN], scene.room)[0])
    x, y, _ = project(np.array([(1.75, 1.25, 0.0)]), lens_of(scene.viewpoint, scene.camera))[0]
    found = places[(pixels == (int(y), int(x))).all(1)]
    np.testing.assert_allclose(found, [(0.75, 0.75)], atol=0.04)


def test_a_ball_behind_the_veil_is_as_dark_as_behind_the_board(sunny, shuttered):
    lens = lens_of(sunny[0].viewpoint, sunny[0].camera)
    for place, lit in ((LIT, True), (SHADED, False)):
        middle = (*place, 0.25)
        shown = [
            pictures(*stage, {"a": ball(0.2)}, {"a": at(middle)}, veils)[0]
            for stage, veils in ((sunny, {"window": half()}), (shuttered, None))
        ]
        x, y, _ = project(np.array([(middle[0], middle[1] + 0.05, middle[2] + 0.19)]), lens)[0]
        veiled, truth = (picture[int(y), int(x)].mean() for picture in shown)
        assert veiled == pytest.approx(truth, rel=0.15)  # in the shade there is bounced light alone
        assert (truth > 2000) == lit


def test_under_a_moving_veil_each_frame_is_what_it_is_alone(sunny):
    """Only the tiles of the patch are summed again, a ball rolls through it, and another stands in it for a while."""
    scene, plate = sunny
    frames, bodies = 14, {"a": ball(0.12), "b": ball(0.1)}
    veil = np.zeros((frames, *VEIL), np.uint8)
    for t in range(frames):
        veil[t] = 200 + (40 * np.sin(np.arange(VEIL[1]) / 5 + 0.7 * t)).astype(int)[None]
    rolls = at(*[(1.2 + 0.08 * t, 1.3, 0.12) for t in range(frames)])
    tracks = {"a": rolls, "b": np.repeat(at((3.2, 2.4, 0.1)), frames, 0)}
    run = pictures(scene, plate, bodies, tracks, {"window": veil})
    for t in (0, 3, 9, 13):
        alone = pictures(
            scene, plate, bodies, {id: poses[t : t + 1] for id, poses in tracks.items()}, {"window": veil[t : t + 1]}
        )
        off = np.abs(run[t] - alone[0]) / alone[0]
        assert np.quantile(off, 0.999) < 0.03  # bounced light follows in steps of 0.02
        assert np.median(off) < 0.021


def test_a_veil_that_lets_all_through_changes_nothing(sunny):
    np.testing.assert_array_equal(only(sunny, {"window": np.full((1, *VEIL), 255, np.uint8)}), only(sunny))


@pytest.mark.parametrize("kind", ["sun_patch_leaves", "sun_patch_blinds"])
def test_a_gust_stirs_leaves_and_slats_while_it_lasts(sunny, kind):
    params = {"leaf_m": 0.08, "away_m": 1.0, "gust_hz": 0.5, "slat_m": 0.06, "open_share": 0.5, "swing_hz": 0.7}
    make, settled = getattr(sun_patch, kind), {"opening": "window", "lamp": "sun"}
    gust = Nuisance("wind", kind, 4, 2.0, 4.0, settled, 5)
    wanted = {k: v for k, v in params.items() if k in make.__annotations__}
    veil = make(gust, sunny[0], TIMES_S, **wanted).veils["window"]
    moved = np.abs(np.diff(veil.astype(int), axis=0)).mean((1, 2))
    within = (TIMES_S[1:] > 2.0) & (TIMES_S[:-1] < 4.0)
    assert not moved[~within].any()
    assert (moved[within] > 1).mean() > 0.7
    assert 0.2 < veil.mean() / 255 < 0.9


LANTERN = Lamp("lantern", "street", (1.0, 9.0, 4.0), (0.0, 0.0, -1.0), (0.1, 0.0), (9.0,) * 3, opening="window")


@pytest.mark.parametrize("lamp", [SUN, LANTERN])
def test_light_for_a_place_in_the_window_passes_where_the_lamp_says(sunny, lamp):
    along, height = sun_patch._before(sunny[0].room, WINDOW, lamp, 0.8)
    z, x = cells(WINDOW)
    for j, i in ((0, 0), (100, 20), (191, 95)):
        window = np.array([2.5 - x[0, i], 3.0, 1.0 + z[j, 0]])  # u runs towards x = 0
        passed = np.array([2.5 - along[j, i], 3.8, height[j, i] + sun_patch.GROUND_M])
        way = window - passed
        straight = np.array(SUN.direction) if lamp is SUN else window - np.array(lamp.position_m)
        assert np.linalg.norm(np.cross(way, straight)) < 1e-6 * np.linalg.norm(straight)


def test_a_passer_by_darkens_the_window_from_one_side_to_the_other(sunny):
    low = replace(SUN, direction=(0.0, -0.995, -0.0998))
    scene = replace(sunny[0], lamps=(low,))
    passes = Nuisance("neighbour", "passing_shadow", 5, 1.0, 4.0, {"opening": "window", "lamp": "sun", "away_m": 0.8}, 5)
    dark = 255 - sun_patch.passing_shadow(passes, scene, TIMES_S).veils["window"].astype(int)
    there = np.flatnonzero(dark.any((1, 2)))
    assert 1.0 < TIMES_S[there[0]] < TIMES_S[there[-1]] < 4.0
    middle = [(dark[t] * np.arange(VEIL[1])).sum() / dark[t].sum() for t in there]
    assert len({a < b for a, b in pairwise(middle)}) == 1
    assert 0.15 < dark[there].max(0).mean() / 255 < 0.9  # head and shoulders reach into the window, feet do not


def test_without_light_by_a_window_no_patch_can_stir():
    text = "[light]\nhour = 23\n[nuisances.sun_patch_leaves]\n"
    with pytest.raises(SceneError, match="needs sun, moon or street light that comes in by a window; none does at this hour"):
        compose(scene_from_text(text, Source(Path("home.toml"))), seed=0, index=0)
