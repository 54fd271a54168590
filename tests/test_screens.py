"""Televisions whose picture moves: in the screen's own rectangle, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from synthclips.pipeline import Take
from synthclips.raster.plate import Plate
from synthclips.scene.records import Scene
from synthclips.scene.spec import Source
from synthclips.scene.timeline import Screening, Timeline
from synthclips.stages.compose import compose
from synthclips.stages.load import scene_from_text
from synthclips.stages.render import render

FILE = """
[clip]
duration_s = 4
fps = 5
size = [256, 144]
[mix]
nothing = 1
[furniture]
required = ["couch", "tv_stand", "television"]
[light]
hour = 22
infrared = false
[nuisances.television_flicker]
shot_s = 0.8
strength = 4
programme = "film"
"""
SEED = 3  # its camera faces the television


@pytest.fixture(scope="module")
def take() -> Take:
    return Take(compose(scene_from_text(FILE, Source(Path("home.toml"))), seed=SEED, index=0))


def steady(take: Take, screens: dict[str, Screening]) -> tuple[Scene, Timeline, Plate]:
    """The clip with its lamps as they are in the first frame."""
    weight = np.repeat(take.timeline.lamp_weight[:1], len(take.timeline.times_s), 0)
    return take.scene, replace(take.timeline, lamp_weight=weight, screens=screens), take.plate


def filmed(take: Take, screens: dict[str, Screening]) -> np.ndarray:
    scene, timeline, plate = steady(take, screens)
    return np.stack([g.radiance for g in render(scene, take.animation.bodies, timeline, plate)])


def test_a_picture_changes_on_the_screen_and_nowhere_else(take: Take) -> None:
    moving, still = filmed(take, dict(take.timeline.screens)), filmed(take, {})
    (id,) = take.timeline.screens
    screen = take.plate.owner == take.plate.owners.index(id)
    changed = (moving != still).any((0, 2))
    assert changed[screen].mean() > 0.5
    assert not changed[~screen].any()
    assert (np.abs(np.diff(moving, axis=0)).max((1, 2, 3)) > 0).all()  # no two frames show the same


def test_pictures_are_cut_where_the_light_is(take: Take) -> None:
    (screening,) = take.timeline.screens.values()
    assert len(screening.pictures) == screening.shot.max() + 1 > 2
    column = take.plate.lamps.index(screening.lamp)
    steps, cut = np.abs(np.diff(take.timeline.lamp_weight[:, column])), np.diff(screening.shot) > 0
    assert steps[cut].mean() > 3 * steps[~cut].mean()


def test_a_picture_of_one_colour_is_as_bright_as_the_set_s_white_lets_it(take: Take) -> None:
    ((id, one),) = take.timeline.screens.items()
    grey = replace(one, pictures=np.full_like(one.pictures, 128))
    shown = filmed(take, {id: grey})[0]
    column = take.plate.lamps.index(one.lamp)
    weight = float(take.timeline.lamp_weight[0, column])
    black = replace(one, pictures=np.zeros_like(one.pictures))
    more = (shown - filmed(take, {id: black})[0]).max(1)
    assert more.max() == pytest.approx(weight * one.emission * (128 / 255) ** 2, rel=0.03)
