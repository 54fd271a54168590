"""Drops on the lens: as bright as what they show in small, over everything, and on their way down."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from test_specks import calm, dot, frame_of, lights, spec_of, stage

from synthclips import catalog
from synthclips.pipeline import Take
from synthclips.scene.records import Nuisance
from synthclips.stages.compose import compose


@pytest.mark.parametrize("infrared", [False, True])
def test_what_is_on_the_lens_has_the_light_of_the_whole_picture_times_its_own_share(infrared: bool) -> None:
    staged = scene, _ = stage(infrared=infrared)
    empty = frame_of(staged).radiance.astype(np.float64)
    covered = frame_of(staged, dot(scene, depth_m=0.056, radius_m=0.01, albedo=0.5, on_lens=True)).radiance
    middle = covered[45, :, 80].astype(np.float64)
    rows = empty[::8].mean((0, 2))
    np.testing.assert_allclose(middle, 0.5 * rows, rtol=0.01)
    np.testing.assert_allclose(rows, empty.mean((0, 2)), rtol=0.1)


def test_more_drops_spoil_more_of_the_picture_the_stronger_it_is() -> None:
    spoilt = []
    for strength in (1, 3, 5):
        scene = compose(spec_of("lens_drops", room="porch", strength=strength, size_m=0.001), seed=1, index=0)
        take = Take(scene)
        (_, light), (_, empty) = (lights(t)[5] for t in (take, Take(calm(scene), take.plate)))
        spoilt.append(int((light != empty).any(1).sum()))
    assert 0 < spoilt[0] < spoilt[1] < spoilt[2]


def test_drops_stay_or_run_down_and_are_gone_before_and_after() -> None:
    scene = compose(spec_of("lens_drops", strength=5, size_m=0.001), seed=1, index=0)
    nuisance = dataclasses.replace(scene.nuisances[0], start_s=5.0, end_s=25.0)
    drops = played(nuisance, scene, np.arange(0.0, 30.0, 0.5)).specks
    there = np.array([drop.opacity[:, 0] > 0 for drop in drops])
    assert not there[:, :10].any()
    assert not there[:, 52:].any()
    assert 0 < there[:, 10].sum() < there[:, 49].sum()
    fallen = np.array([drop.ends_m[0, 0, 0, 2] - drop.ends_m[-1, 0, 0, 2] for drop in drops])
    assert (fallen > -1e-6).all()
    assert 0 < (fallen > 1e-3).sum() < 0.6 * len(fallen)


def played(nuisance: Nuisance, scene, times_s):
    return catalog.kind("nuisances", "lens_drops").make(nuisance, scene, times_s, **nuisance.params)
