"""What stirs is what the camera sees, and the truth tells only of light that shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from synthclips.catalog.nuisances.window_light import patch_share
from synthclips.raster.plate import decode
from synthclips.scene.home import Home
from synthclips.scene.spec import Source
from synthclips.scene.timeline import VEIL, Stir
from synthclips.stages.compose import compose
from synthclips.stages.compose.cast import IN_VIEW, in_view
from synthclips.stages.compose.outlook import Outlook
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.compose.whereabouts import place_at
from synthclips.stages.load import load_scene, scene_from_text
from synthclips.stages.render import render
from tests.staging import timeline_of
from tests.test_viewpoint import in_picture, unhidden
from tests.windowed import SUN, filmed

HOMES = 20
FILE = """
[clip]
size = [256, 144]
[mix]
nothing = 1
[furniture]
required = ["couch", "coffee_table", "plant", "curtain"]
[nuisances.{}]
"""


@pytest.fixture(scope="module")
def sunny():
    return filmed(SUN)


@pytest.mark.parametrize("kind", ["plant_sway", "curtain_draught"])
def test_in_nine_of_ten_homes_the_camera_sees_the_thing_that_stirs(kind: str) -> None:
    spec, seen = scene_from_text(FILE.format(kind), Source(Path("home.toml"))), 0
    for seed in range(HOMES):
        scene = compose(spec, seed=seed, index=0)
        places = np.array(Scenery(scene.room, scene.items).up_middle(scene.item(str(scene.nuisances[0].params["item"]))))
        seen += bool((in_picture(scene, places) & unhidden(scene, places)).any())
    assert seen >= 0.9 * HOMES


def test_the_share_of_the_picture_that_the_sun_falls_on_is_that_of_the_bake(sunny) -> None:
    scene, plate = sunny
    scenery = Scenery(scene.room, ())
    outlook = Outlook(scenery, scene.viewpoint, scene.camera.height_px / scene.camera.width_px)
    home = Home(scenery, scene.lamps, scene.viewpoint, outlook, 1.0, lambda _: ())
    direct = decode(plate.direct[0], plate.direct_scale[0]).sum(2)
    baked = (direct > 0.5 * direct.max()).mean()
    found = patch_share(home, scene.room.openings[0], -1e4 * np.array(SUN.direction))
    assert found == pytest.approx(baked, rel=0.2)


def relit(scene, plate, weight: float, rest: float, veil: int = 255) -> bool:
    """Does the one frame show that the light is another than at rest?"""
    one, veils = timeline_of(scene, {}, weight=np.full((1, 1), weight)), {"window": np.full((1, *VEIL), veil, np.uint8)}
    stir = Stir("somebody", "light_switch", 3, (), (), np.ones(1, bool))
    timeline = replace(one, stirs=(stir,), lamp_rest=np.full((1, 1), rest, np.float32), veils=veils)
    return next(render(scene, {}, timeline, plate)).relit


def test_light_is_told_as_another_where_it_shows_and_only_there(sunny) -> None:
    scene, plate = sunny
    unseen = replace(plate, direct=0 * plate.direct, indirect=0 * plate.indirect)
    assert relit(scene, plate, 0.5, 1.0)
    assert relit(scene, plate, 1.0, 1.0, veil=100)
    assert not relit(scene, plate, 1.0, 1.0)
    assert not relit(scene, unseen, 0.5, 1.0)
    assert not relit(scene, unseen, 1.0, 1.0, veil=100)


def test_who_appears_is_in_the_picture_most_of_the_time_and_lenses_agree() -> None:
    shares, shown, wrong = list[float](), 0, 0
    for index in range(16):
        scene = compose(load_scene("living_room_day", {"mix": {"pet": 1.0}, "clip.clips_per_home": 1}), seed=2100, index=index)
        outlook = Outlook(Scenery(scene.room, scene.items), scene.viewpoint, scene.camera.height_px / scene.camera.width_px)
        shares.append(in_view(scene.actors[0], outlook, scene.duration_s))
        spots = np.array([place_at(scene.actors[0], float(t)) for t in range(int(scene.duration_s) + 1)])
        low = spots + (0.0, 0.0, 0.05)
        seen = in_picture(scene, low) & unhidden(scene, low)
        shown, wrong = shown + int(seen.sum()), wrong + int((outlook.sees(low) & ~seen).sum())
    assert np.mean(np.array(shares) >= IN_VIEW) >= 0.75
    assert np.mean(shares) >= 0.8
    assert wrong <= 0.02 * shown
