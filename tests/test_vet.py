"""A recipe edited by hand: what cannot be filmed is one sentence with its place, before anything is made of it."""

from __future__ import annotations

import copy
import dataclasses
import json
from functools import cache
from typing import Any

import pytest

from synthclips.cli import main
from synthclips.pipeline import Take, make_scene
from synthclips.scene.errors import SceneError
from synthclips.scene.library import scene_files
from synthclips.scene.plain import scene_from_plain, to_plain
from synthclips.scene.records import Scene
from synthclips.stages.load import load_scene
from synthclips.stages.vet import vet


@cache
def composed() -> Scene:
    """A garage in rain: a window, a lamp, a nuisance, and a cat."""
    settings = {"clip.size": [64, 36], "clip.duration_s": 1, "mix": {"pet": 1}, "nuisances.rain.chance": 1}
    return make_scene(load_scene("garage_night", settings), seed=0, index=0)


def edited(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    plain = copy.deepcopy(json.loads(json.dumps(to_plain(composed()))))
    *way, last = path
    at: Any = plain
    for key in way:
        at = at[key]
    at[last] = value
    return plain


EDITS = [
    (
        ("viewpoint", "position_m"),
        [-0.2, 1.0, 2.0],
        "viewpoint.position_m: the camera at -0.2, 1 is in a wall or outside the room",
    ),
    (("viewpoint", "position_m"), [1.0, 1.0, 9.0], "viewpoint.position_m: the camera at a height of 9 m is not inside the room"),
    (("viewpoint", "fov_rad"), 0.0, "viewpoint.fov_rad: must be 0.05 to 2.7, not 0"),
    (("lamps", 0, "power_rgb"), [-5.0, 0.0, 0.0], "lamps[0].power_rgb[0]: must be at least 0, not -5"),
    (("lamps", 0, "weight"), -1.0, "lamps[0].weight: must be at least 0, not -1"),
    (("lamps", 0, "kind"), "bulp", "lamps[0].kind: unknown kind 'bulp' (did you mean 'bulb'?)"),
    (("lamps", 0, "opening"), "windwo", "opening: unknown opening 'windwo' (did you mean 'window'?)"),
    (("room", "kind"), "garrage", "room.kind: unknown kind of rooms 'garrage' (did you mean 'garage'?)"),
    (("room", "outside"), "gardn", "room.outside: unknown kind of outside 'gardn' (did you mean 'garden'?)"),
    (("room", "size_m"), [0.0, 0.0, 0.0], "room.size_m[0]: must be 0.01 to 100, not 0"),
    (("room", "openings", 0, "wall"), 9, "wall: there is no wall 9; the room has 4"),
    (("room", "openings", 0, "u_m"), 0.1, "m about 0.1 m do not fit in a wall of"),
    (("room", "openings", 0, "height_m"), 8.0, "its top, 8 m, is over the ceiling"),
    (("camera", "fps"), 0.0, "camera.fps: must be 0.1 to 240, not 0"),
    (("camera", "width_px"), 0, "camera.width_px: must be 16 to 8192, not 0"),
    (("camera", "width_px"), 64.5, "camera.width_px: must be int, not 64.5"),
    (("duration_s",), -3.0, "duration_s: must be 0 to 3600, not -3"),
    (("items", 0, "kind"), "couhc", "unknown kind of furniture 'couhc' (did you mean 'couch'?)"),
    (("items", 0, "params"), {}, "is missing"),
    (("items", 0, "params", "hight_m"), 1.0, "params.hight_m: is unknown"),
    (("items", 0, "params", "width_m"), 99.0, "params.width_m: 99 is out of range: must be a number from"),
    (("items", 0, "params", "width_m"), "wide", "params.width_m: must be a number from"),
    (("items", 1, "id"), "garage_door", "items: 2 are named 'garage_door'"),
    (("actors", 0, "kind"), "catt", "kind: unknown kind of actors 'catt' (did you mean 'cat'?)"),
    (("actors", 0, "role"), "burglar", "actors[0].role: unknown role 'burglar'; known: intruder, pet, resident"),
    (("actors", 0, "body", "length_m"), 40.0, "body.length_m: 40 is out of range"),
    (("nuisances", 0, "kind"), "rian", "nuisances.rain.kind: unknown kind of nuisances 'rian' (did you mean 'rain'?)"),
    (("nuisances", 0, "strength"), 9, "nuisances[0].strength: must be 1 to 5, not 9"),
]


@pytest.mark.parametrize(("path", "value", "sentence"), EDITS)
def test_an_edit_that_cannot_be_filmed_is_refused_with_its_place(path, value, sentence):
    with pytest.raises(SceneError) as caught:
        vet(scene_from_plain(edited(path, value)))
    assert sentence in str(caught.value)


def test_the_render_command_names_the_file_and_leaves_nothing_behind(capsys, tmp_path):
    (tmp_path / "scene.json").write_text(json.dumps(edited(*EDITS[0][:2])))
    status = main(["render", str(tmp_path / "scene.json"), "-o", str(tmp_path / "out")])
    _, err = capsys.readouterr()
    assert status == 2
    assert err.count("\n") == 1
    assert "scene.json: viewpoint.position_m: the camera at" in err
    assert not (tmp_path / "out").exists()


def test_a_scene_changed_in_code_is_vetted_too():
    lamps = tuple(dataclasses.replace(lamp, weight=-1.0) for lamp in composed().lamps)
    with pytest.raises(SceneError, match="must be at least 0"):
        Take(dataclasses.replace(composed(), lamps=lamps))


@pytest.mark.parametrize("name", scene_files())
def test_whatever_is_composed_can_be_filmed(name):
    spec = load_scene(name)
    for index in (0, 5):
        vet(make_scene(spec, seed=8, index=index))


def test_what_is_beyond_an_alcoves_wall_is_not_in_the_room():
    room = dataclasses.replace(
        composed().room,
        size_m=(4.0, 4.0, 2.5),
        openings=(),
        corners_m=((0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 2.0), (2.0, 4.0), (0.0, 4.0)),
    )
    lamps = tuple(dataclasses.replace(lamp, opening="") for lamp in composed().lamps)
    scene = dataclasses.replace(composed(), room=room, lamps=lamps)
    for x, inside in ((1.0, True), (3.0, False)):
        here = dataclasses.replace(scene, viewpoint=dataclasses.replace(scene.viewpoint, position_m=(x, 3.0, 2.0)))
        if inside:
            vet(here)
        else:
            with pytest.raises(SceneError, match="is in a wall or outside"):
                vet(here)
