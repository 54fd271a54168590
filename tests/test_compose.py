"""From what may happen to what does happen."""

from __future__ import annotations

import dataclasses
import datetime
import json
import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from synthclips import catalog
from synthclips.geometry.outline import inside
from synthclips.geometry.plan import Footprint
from synthclips.scene.plain import dumps, scene_from_plain, to_plain
from synthclips.scene.records import Item
from synthclips.stages.compose import WHATS, compose, what_happens
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.load import load_scene

SCENES = (
    "living_room_day",
    "living_room_night",
    "hallway_night",
    "home_office_day",
    "home_office_night",
    *("garage_day", "garage_night", "porch_day", "porch_night"),
    "kitchen_day",
    "kitchen_night",
    "dining_room_day",
    "bedroom_night",
    "bedroom_day",
    "child_room_day",
    "child_room_night",
)


@pytest.mark.parametrize("name", SCENES)
def test_a_recipe_survives_json(name: str) -> None:
    scene = compose(load_scene(name), seed=0, index=3)
    assert scene_from_plain(json.loads(dumps(to_plain(scene)))) == scene


@pytest.mark.parametrize("name", SCENES)
def test_the_same_seed_and_index_compose_the_same_recipe_and_others_another(name: str) -> None:
    spec = load_scene(name)
    one = compose(spec, seed=0, index=0)
    assert compose(spec, seed=0, index=0) == one
    assert compose(spec, seed=1, index=0).room.size_m != one.room.size_m


def test_an_actor_added_to_the_file_changes_no_other_draw() -> None:
    lean = compose(load_scene("living_room_day", {"mix.pet": 1}), seed=4, index=0)
    more = load_scene("living_room_day", {"actors.aunt": {"kind": "person", "role": "resident", "stature_m": 1.62}})
    assert compose(more, seed=4, index=0) == compose(load_scene("living_room_day"), seed=4, index=0)
    assert lean.items == compose(more, seed=4, index=0).items


def test_setting_a_coat_changes_the_coat_alone() -> None:
    only_pets = {"mix": {"pet": 1.0}}
    plain = compose(load_scene("living_room_day", only_pets), seed=2, index=0)
    black = compose(load_scene("living_room_day", {**only_pets, "actors.tom.coat": "black"}), seed=2, index=0)
    assert black.actors[0].body["coat"] == "black"
    body = {**plain.actors[0].body, "coat": "black"}
    assert black == dataclasses.replace(plain, actors=(dataclasses.replace(plain.actors[0], body=body),))


def test_clips_of_one_home_share_the_room_and_the_viewpoint() -> None:
    spec = load_scene("living_room_day")
    scenes = [compose(spec, seed=3, index=i) for i in range(6)]
    homes = [(s.room, s.items, s.lamps, s.viewpoint) for s in scenes[:5]]
    assert all(home == homes[0] for home in homes)
    assert scenes[5].room != scenes[0].room


def test_the_mix_is_met_over_many_clips() -> None:
    mix = load_scene("living_room_day").mix
    counts = Counter(what_happens(mix, 7, i) for i in range(1000))
    for what in WHATS:
        assert abs(counts[what] / 1000 - mix[what] / sum(mix.values())) < 0.005


def over_table(item: Item, box: Footprint) -> Footprint:
    """What a thing covers, but for the part of a chair that goes under a table."""
    under = catalog.kind("furniture", item.kind).traits.get("tucks_m", 0.0)
    return Footprint(box.to_world(0.0, -under / 2), (box.half_m[0], box.half_m[1] - under / 2), box.yaw_rad)


@pytest.mark.parametrize("name", SCENES)
def test_nothing_solid_stands_in_anything_solid_or_in_a_wall(name: str) -> None:
    spec = load_scene(name)
    for home in range(12):
        scene = compose(spec, seed=11, index=5 * home)
        scenery = Scenery(scene.room, scene.items)
        boxes = [over_table(i, scenery.footprint(i)) for i in scenery.items if scenery.footprint(i) in scenery.obstacles]
        for k, a in enumerate(boxes):
            assert inside(a, scene.room.outline)
            shrunk = Footprint(a.centre_m, (a.half_m[0] - 0.005, a.half_m[1] - 0.005), a.yaw_rad)
            xs, ys = (np.linspace(-half, half, 9) for half in shrunk.half_m)
            inner = [shrunk.to_world(x, y) for x in xs for y in ys]
            assert not any(b.distance_m(p) == 0.0 for b in boxes[k + 1 :] for p in inner)


@pytest.mark.parametrize("name", SCENES)
def test_paths_lead_round_the_furniture(name: str) -> None:
    spec = load_scene(name)
    walked = 0
    for index in range(30):
        scene = compose(spec, seed=5, index=index)
        boxes = Scenery(scene.room, scene.items).obstacles
        for actor in scene.actors:
            for step in actor.script:
                path = step.params.get("path_m", [])
                if step.action not in ("walk", "creep"):
                    continue
                for a, b in pairwise(path):
                    points = [(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for t in np.linspace(0, 1, 20)]
                    away = [p for p in points if math.dist(p, path[0]) > 0.6 and math.dist(p, path[-1]) > 0.6]
                    walked += len(away)
                    assert all(box.distance_m(p) > 0.04 for box in boxes for p in away)
    assert walked > 100


def test_what_happens_fits_the_cast() -> None:
    spec = load_scene("living_room_day")
    roles = {"nothing": [], "pet": ["pet"], "intruder": ["intruder"], "both": ["intruder", "pet"], "resident": ["resident"]}
    for index in range(25):
        scene = compose(spec, seed=9, index=index)
        assert sorted(a.role for a in scene.actors) == roles[scene.what]
        assert 20 <= scene.duration_s <= 30


def test_the_sun_stands_highest_at_noon_and_in_the_south() -> None:
    from synthclips.stages.compose.light.sky import sun_direction

    up, azimuth = sun_direction(12.0, 50.0, 172)
    assert math.degrees(up) == pytest.approx(90 - 50 + 23.45, abs=0.1)
    assert math.degrees(azimuth) == pytest.approx(180.0)
    assert sun_direction(9.0, 50.0, 172)[1] < math.pi < sun_direction(15.0, 50.0, 172)[1]
    assert sun_direction(0.0, 50.0, 355)[0] < 0


@pytest.mark.parametrize("name", ["dining_room_evening", "dining_room_day", "living_room_day"])
def test_over_a_cat_that_is_on_a_seat_there_is_no_table(name: str) -> None:
    spec, on_seats = load_scene(name, {"mix": {"pet": 1}, "clip.clips_per_home": 1}), 0
    for seed in range(40):
        scene = compose(spec, seed=seed, index=0)
        scenery, cat = Scenery(scene.room, scene.items), scene.actors[0]
        places = [cat.start_m, *(step.params["to_m"] for step in cat.script if "to_m" in step.params)]
        for x, y, z in (place for place in places if place[2] > 0.2):
            on_seats += 1
            over = [i for i in scene.items if i.kind.endswith("table") and i.position_m[2] + scenery.height_m(i) > z + 0.1]
            assert all(scenery.footprint(table).distance_m((x, y)) > 0.15 for table in over)
    assert on_seats > 3


def test_clocks_on_walls_tell_the_hour_of_the_stamp_unless_the_file_stops_them():
    told = []
    for seed in range(4):
        scene = compose(load_scene("hallway_stairs_evening", {"furniture.optional": {"wall_clock": 1.0}}), seed=seed, index=0)
        start = datetime.datetime.strptime(scene.camera.start_time, "%Y-%m-%d %H:%M:%S")
        for item in (i for i in scene.items if i.kind == "wall_clock"):
            told.append((int(item.params["minutes"]) - start.hour * 60 - start.minute + 360) % 720 - 360)
    assert len(told) >= 3
    assert max(abs(minutes) for minutes in told) <= 8


def test_a_room_too_full_for_what_is_to_happen_is_furnished_with_less() -> None:
    spec = load_scene("living_room_sun_and_nobody", {"nuisances.passer_by_mirrored.homes": 1.0, "clip.clips_per_home": 1})
    for seed in (10, 46, *range(6)):
        scene = compose(spec, seed=seed, index=0)
        assert any("glass" in catalog.kind("furniture", i.kind).traits for i in scene.items), seed
