"""Boxes in the truth against bounds of the projected skin, worked out by code that shares nothing with the renderer."""

from __future__ import annotations

import json

import numpy as np
import pytest
from independent_projection import bounds, pixels

from synthclips.pipeline import clip_of, make_scene
from synthclips.raster.lens import lens_of, project
from synthclips.scene.plain import scene_from_plain, to_plain
from synthclips.scene.records import Scene
from synthclips.stages import tracks
from synthclips.stages.animate import animate
from synthclips.stages.load import load_scene

SCENES = ("living_room_day", "living_room_night", "hallway_night")
CLOSE_PX = 1.5
QUICK = {"clip.size": [320, 180], "clip.duration_s": 6.0, "clip.fps": 2.0, "mix": {"both": 1.0}}


@pytest.fixture(scope="module", params=SCENES)
def filmed(request: pytest.FixtureRequest) -> tuple[Scene, dict]:
    """A recipe as it would be read from disk, and the truth of its clip."""
    scene = make_scene(load_scene(request.param, QUICK), seed=5, index=0)
    recipe = scene_from_plain(json.loads(json.dumps(to_plain(scene))))
    return recipe, clip_of(recipe).truth


def test_every_amodal_box_is_the_bound_of_the_projected_skin(filmed: tuple[Scene, dict]):
    scene, truth = filmed
    motion = animate(scene)
    poses = {track.id: track.world_from_bone for track in motion.timeline.tracks}
    compared = 0
    for track in truth["tracks"]:
        for frame, row in tracks.rows(track):
            inside = (
                0 <= row["amodal_box"][0]
                and row["amodal_box"][2] <= 320
                and 0 <= row["amodal_box"][1]
                and row["amodal_box"][3] <= 180
            )
            if track["type"] == "actor" and inside and row["amodal_px"] > 30:
                expected = bounds(motion.bodies[track["id"]], poses[track["id"]][frame], scene)
                assert np.abs(np.subtract(row["amodal_box"], expected)).max() < CLOSE_PX, (
                    f"{track['id']}, frame {frame}: {expected}"
                )
                compared += 1
    assert compared >= 3


def test_two_cameras_written_apart_agree_within_a_thousandth_of_a_pixel(filmed: tuple[Scene, dict]):
    scene, _ = filmed
    points = np.random.Generator(np.random.Philox(2)).uniform(0, 1, (200, 3)) * np.array(scene.room.size_m)
    ours = project(points.astype(np.float32), lens_of(scene.viewpoint, scene.camera))[:, :2]
    at = pixels(points.astype(np.float32).astype(float), scene)
    near = (np.abs(at - [160, 90]) < [160, 90]).all(1)  # the distortion goes on straight outside the picture
    assert near.sum() >= 10
    assert np.abs(ours[near] - at[near]).max() < 1e-3
