"""Every file of the catalogue is filmed: each kind of furniture in a lit room, each scene file with its truth."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import numpy as np
import pytest

from synthclips import catalog
from synthclips.pipeline import clip_of, make_scene
from synthclips.raster.lens import lens_of, project
from synthclips.raster.plate import decode
from synthclips.scene.distributions import settle_all
from synthclips.scene.library import scene_files
from synthclips.scene.plain import scene_from_plain
from synthclips.scene.records import Item, Scene, Viewpoint
from synthclips.scene.streams import Streams
from synthclips.stages.bake import fresh
from synthclips.stages.load import load_scene
from synthclips.stages.verdict import VERDICTS

SIZE = (64, 48)
MIDDLE = (2.3, 2.2)  # of the room's floor


def standing(name: str) -> Item:
    """One of that kind in the middle of the room; under its ceiling or on its wall if that is where its kind is."""
    kind, streams = catalog.kind("furniture", name), Streams(3, name)
    params = settle_all(kind.priors, {}, streams)
    materials = {slot: catalog.palette(str(palette), streams(slot)) for slot, palette in kind.materials.items()}
    tall = float(kind.traits["height"](params))
    place = (*MIDDLE, 2.4 - tall if kind.traits.get("hangs") else 0.0)
    if kind.traits.get("wall_mounted"):
        place = (MIDDLE[0], 0.0, max(0.0, min(1.1, 2.3 - tall)))
    return Item(name, name, place, 0.0, params, materials, streams.key("detail"))


def room_with(item: Item) -> Scene:
    """The item alone in a furnished room's shell, by day, filmed from before it."""
    recipe = Path(__file__).parent / "recipes/furnished_room.json"
    scene = scene_from_plain(json.loads(recipe.read_text()))
    kind = catalog.kind("furniture", item.kind)
    (width, depth), tall = kind.traits["footprint"](item.params), float(kind.traits["height"](item.params))
    x, y, z = item.position_m
    centre = np.array([x, y + (depth / 2 if kind.traits.get("wall_mounted") else 0.0), z + tall / 2])
    radius = 0.5 * math.hypot(width, depth, tall)
    way = np.array([0.45, 1.0, -0.35 if kind.traits.get("hangs") else 0.35])
    eye = centre + min(1.9 * radius + 0.15, 2.2) * way / np.linalg.norm(way)
    eye = np.clip(eye, 0.1, np.array(scene.room.size_m) - 0.1)
    gaze = centre - eye
    off, flat = float(np.linalg.norm(gaze)), math.hypot(gaze[0], gaze[1])
    yaw, pitch, fov = math.atan2(gaze[1], gaze[0]), math.atan2(gaze[2], flat), min(2 * math.atan(radius / off) + 0.2, 2.3)
    view = Viewpoint(tuple(eye.tolist()), yaw, pitch, 0.0, fov, 0.0, 0.0)
    camera = dataclasses.replace(scene.camera, width_px=SIZE[0], height_px=SIZE[1])
    return dataclasses.replace(scene, items=(item,), viewpoint=view, camera=camera, actors=())


@pytest.mark.parametrize("name", catalog.kinds("furniture"))
def test_every_kind_of_furniture_shows_lit_where_it_stands(name: str) -> None:
    scene = room_with(standing(name))
    plate = fresh(scene)
    own = plate.owner == plate.owners.index(name)
    assert own.sum() >= 12, "it does not show"
    lens = lens_of(scene.viewpoint, scene.camera)
    item = scene.items[0]
    kind = catalog.kind("furniture", name)
    mesh = kind.make(key=item.key, **item.params)
    x, y, _ = project((mesh.vertices_m + np.array(item.position_m, np.float32)).astype(np.float32), lens).T
    rows, columns = np.nonzero(own)
    assert columns.min() >= x.min() - 1.5
    assert columns.max() <= x.max() + 1.5
    assert rows.min() >= y.min() - 1.5
    assert rows.max() <= y.max() + 1.5
    light = sum(decode(c, s) for codes, scales in ((plate.direct, plate.direct_scale), (plate.indirect, plate.indirect_scale))
                for c, s in zip(codes, scales, strict=True))  # fmt: skip
    assert np.isfinite(light).all()
    assert light[own].max() > 0.0


@pytest.mark.parametrize("name", scene_files())
def test_every_scene_file_is_filmed_with_its_truth(name: str) -> None:
    spec = load_scene(name, {"clip.size": [96, 54], "clip.duration_s": 2.0, "clip.fps": 2.0})
    clip = clip_of(make_scene(spec, seed=2, index=0))
    assert clip.frames.shape == (4, 54, 96, 3)
    assert clip.frames.astype(np.float64).std() > 3.0, "an even picture"
    assert clip.truth["verdict"] in VERDICTS
    assert clip.truth["fixtures"] or "hallway" in name
