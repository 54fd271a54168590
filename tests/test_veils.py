"""What stirs before a window: the picture under a veil against a room that was baked with the thing itself before its window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from synthclips.raster.lens import lens_of, project
from synthclips.raster.plate import decode
from synthclips.scene.timeline import VEIL
from synthclips.stages.render import render
from tests.staging import at, ball, timeline_of
from tests.windowed import SUN, filmed, upright

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
    assert veiled[inside].sum() == pytest.approx(truth[inside].sum(), rel=0.05)


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
