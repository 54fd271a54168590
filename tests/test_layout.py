"""Rules that furnished homes keep, checked on what was placed, by the outlines of the meshes that are filmed."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from synthclips import catalog
from synthclips.geometry.paths import CELL_M, Floor
from synthclips.pipeline import make_scene
from synthclips.review.plan_things import outline
from synthclips.scene.records import Item, Scene
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.layout.plan import PASSAGE_M
from synthclips.stages.load import load_scene

HOMES = 24
ROOMS = ("living_room_day", "hallway_night")


@cache
def homes(name: str) -> tuple[Scene, ...]:
    spec = load_scene(name, {"mix": {"nothing": 1.0}})
    return tuple(make_scene(spec, seed=70 + k, index=0) for k in range(HOMES))


def every_home() -> list[Scene]:
    return [scene for name in ROOMS for scene in homes(name)]


def standing(scene: Scene) -> list[Item]:
    """What is in the way of feet."""
    return [i for i in scene.items if i.position_m[2] < 0.1 and height_m(i) > 0.03 and not trait(i, "wall_mounted")]


def trait(item: Item, name: str):
    return catalog.kind("furniture", item.kind).traits.get(name)


def height_m(item: Item) -> float:
    return item.position_m[2] + trait(item, "height")(item.params)


def apart_m(a: np.ndarray, b: np.ndarray) -> float:
    """Gap between two convex outlines, negative where they meet: the widest over the normals of their edges."""
    gaps = []
    for corners in (a, b):
        edges = np.roll(corners, -1, 0) - corners
        normals = np.column_stack([edges[:, 1], -edges[:, 0]]) / np.linalg.norm(edges, axis=1)[:, None]
        gaps += [max((b @ n).min() - (a @ n).max(), (a @ n).min() - (b @ n).max()) for n in normals]
    return float(max(gaps))


def strip(start: tuple[float, float], end: tuple[float, float], half_m: float) -> np.ndarray:
    (ax, ay), (bx, by) = start, end
    long = math.dist(start, end)
    nx, ny = (by - ay) / long * half_m, (ax - bx) / long * half_m
    return np.array([(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)])


def test_no_piece_of_furniture_stands_in_another() -> None:
    for scene in every_home():
        shapes = [(i.id, outline(i)) for i in standing(scene)]
        for k, (name, a) in enumerate(shapes):
            for other, b in shapes[:k]:
                assert apart_m(a, b) > 0.0, (scene.name, scene.seed, name, other)


def test_nothing_tall_stands_in_a_curtain_or_before_a_radiator() -> None:
    for scene in every_home():
        for item in standing(scene):
            for hung in scene.items:
                if hung.kind == "curtain" and height_m(item) > hung.params["hem_m"]:
                    assert apart_m(outline(item), outline(hung)) > 0.0, (scene.seed, item.id)
                if hung.kind == "radiator" and item is not hung and height_m(item) > 0.3:
                    assert apart_m(outline(item), outline(hung)) > 0.0, (scene.seed, item.id)


def test_nothing_tall_stands_between_the_couch_and_the_television() -> None:
    for scene in homes("living_room_day"):
        if any(i.kind == "television" for i in scene.items):
            couch, stand = scene.item("couch"), scene.item("tv_stand")
            line = strip(couch.position_m[:2], stand.position_m[:2], 0.05)
            for item in standing(scene):
                if item.id not in ("couch", "tv_stand", "coffee_table"):
                    assert apart_m(outline(item), line) > 0.0, (scene.seed, item.id)


def test_who_comes_in_can_walk_to_every_door_and_to_the_front_of_all_storage() -> None:
    for scene in every_home():
        scenery = Scenery(scene.room, scene.items)
        floor = Floor(scene.room.outline, scenery.obstacles, radius_m=PASSAGE_M / 2)
        reach = floor.reachable(scenery.doors[0].at(1.0))
        aims = [door.at(1.0) for door in scenery.doors]
        aims += [scenery.front_of(i, off_m=0.3) for i in scene.items if trait(i, "front_m")]
        for aim in aims:
            cells = (np.argwhere(reach) + 0.5) * CELL_M
            assert np.linalg.norm(cells - aim, axis=1).min() < 0.6, (scene.name, scene.seed, aim)


@pytest.mark.parametrize(("scene", "kind", "least"), [
    ("hallway_night", "coat_hooks", 0.6), ("living_room_day", "radiator", 0.35), ("living_room_day", "curtain", 0.5),
    ("living_room_day", "plant", 0.4),
])  # fmt: skip
def test_what_is_wanted_often_finds_a_place_often(scene: str, kind: str, least: float) -> None:
    assert np.mean([any(i.kind == kind for i in home.items) for home in homes(scene)]) >= least


def test_pictures_of_a_row_hang_at_one_height() -> None:
    """Middles of neighbours on a wall, less than 20 cm apart, agree to a centimetre."""
    rows = 0
    for scene in every_home():
        hung = [i for i in scene.items if i.kind == "picture"]
        for a in hung:
            for b in hung:
                if a.id < b.id and abs(a.yaw_rad - b.yaw_rad) < 1e-6 and 0 < apart_m(outline(a), outline(b)) < 0.165:
                    rows += 1
                    assert (a.position_m[2] + height_m(a)) == pytest.approx(b.position_m[2] + height_m(b), abs=0.01)
    assert rows > 5
