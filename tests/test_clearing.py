"""What is taken away from before a lens, and what stays."""

from __future__ import annotations

import dataclasses
import math
from functools import lru_cache

import numpy as np
import pytest

from synthclips import catalog
from synthclips.raster.lens import lens_of, project
from synthclips.scene.records import Item, Scene
from synthclips.stages.compose import compose
from synthclips.stages.compose.clearing import Clearing
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.load import load_scene

SCENES = ("home_office_day", "hallway_day", "bedroom_day", "living_room_sun_and_nobody")
HOMES, NEAR_M = 6, 0.8


@lru_cache
def homes(name: str) -> tuple[Scene, ...]:
    spec = load_scene(name, {"clip.clips_per_home": 1})
    return tuple(compose(spec, seed=11, index=home) for home in range(HOMES))


def mesh_px(scene: Scene, item: Item) -> tuple[np.ndarray, np.ndarray]:
    """Pixels of the corners of a thing's mesh, nan behind the lens, and how far off each corner is: no boxes."""
    mesh = catalog.kind("furniture", item.kind).make(key=item.key, **item.params)
    cosine, sine = math.cos(item.yaw_rad), math.sin(item.yaw_rad)
    x, y, z = mesh.vertices_m.T.astype(np.float64)
    places = np.stack([cosine * x - sine * y, sine * x + cosine * y, z], 1) + item.position_m
    away = np.sqrt(((places - scene.viewpoint.position_m) ** 2).sum(1))
    return project(places.astype(np.float32), lens_of(scene.viewpoint, scene.camera))[:, :2], away


def inside(scene: Scene, px: np.ndarray) -> np.ndarray:
    return ((px > 0) & (px < (scene.camera.width_px, scene.camera.height_px))).all(1)


@pytest.mark.parametrize("name", SCENES)
def test_no_picture_on_the_wall_hangs_beside_the_lens_and_is_cut_by_its_frame(name: str) -> None:
    for scene in homes(name):
        for item in scene.items:
            if item.kind in ("picture", "board", "wall_clock", "coat_hooks"):
                px, away = mesh_px(scene, item)
                shown = inside(scene, px)
                assert shown.mean() in (0.0, 1.0) or away[shown].min() > NEAR_M, (scene.index, item.id)


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_left_in_the_air_where_something_was_taken_away(name: str) -> None:
    for scene in homes(name):
        scenery = Scenery(scene.room, scene.items)
        tops = [(scenery.footprint(i), i.position_m[2], i.position_m[2] + scenery.height_m(i), i) for i in scenery.items]
        for item in scenery.lying:
            below = [
                other
                for box, low, top, other in tops
                if other is not item and low < item.position_m[2] < top + 0.1 and box.distance_m(item.position_m[:2]) < 0.3
            ]
            assert below, (scene.index, item.id)


def clearing(spec: object, scene: Scene, items: tuple[Item, ...]) -> Clearing:
    return Clearing(spec, Scenery(scene.room, items), (scene.camera.width_px, scene.camera.height_px))


def beside_the_lens(scene: Scene, kind: str, size_m: float, like: Item) -> Item:
    """A thing on the floor, to the left of the middle of the picture, half a metre away from the lens seen from above."""
    eye, yaw = scene.viewpoint.position_m, scene.viewpoint.yaw_rad + 0.35 * scene.viewpoint.fov_rad
    x, y = eye[0] + (0.5 + size_m) * math.cos(yaw), eye[1] + (0.5 + size_m) * math.sin(yaw)
    return dataclasses.replace(like, id=f"{kind}_beside", position_m=(round(x, 4), round(y, 4), 0.0), yaw_rad=yaw)


def test_a_wardrobe_beside_the_lens_goes_and_a_bed_or_what_the_file_requires_stays() -> None:
    scene = next(s for s in homes("bedroom_day") if {"wardrobe", "bed"} <= {i.kind for i in s.items})
    spec = load_scene("bedroom_day").model_copy(update={"nuisances": {}})
    wardrobe = beside_the_lens(scene, "wardrobe", 0.3, next(i for i in scene.items if i.kind == "wardrobe"))
    bed = beside_the_lens(scene, "bed", 0.3, next(i for i in scene.items if i.kind == "bed"))
    items = (*scene.items, wardrobe, bed)
    left = {i.id for i in clearing(spec, scene, items).cleared(items, scene.viewpoint)}
    assert wardrobe.id not in left
    assert bed.id in left
    required = spec.model_copy(update={"furniture": spec.furniture.model_copy(update={"required": ["wardrobe"]})})
    assert wardrobe.id in {i.id for i in clearing(required, scene, items).cleared(items, scene.viewpoint)}


def test_a_view_that_costs_the_only_wardrobe_is_told_from_one_that_costs_one_of_two() -> None:
    scene = next(s for s in homes("bedroom_day") if "wardrobe" in {i.kind for i in s.items})
    spec = load_scene("bedroom_day").model_copy(update={"nuisances": {}})
    wardrobe = beside_the_lens(scene, "wardrobe", 0.3, next(i for i in scene.items if i.kind == "wardrobe"))
    others = tuple(i for i in scene.items if i.kind != "wardrobe")
    before = clearing(spec, scene, others).lost(scene.viewpoint)
    assert clearing(spec, scene, (*others, wardrobe)).lost(scene.viewpoint) == before + 1
    assert clearing(spec, scene, (*scene.items, wardrobe)).lost(scene.viewpoint) == before


def test_a_bookcase_seen_from_aside_goes_and_one_seen_from_before_stays() -> None:
    spec = load_scene("living_room_day", {"clip.clips_per_home": 1, "furniture.required": ["couch"]})
    found = [(s, i) for s in (compose(spec, seed=14, index=k) for k in range(8)) for i in s.items if i.kind == "bookcase"]
    scene, like = next((s, i) for s, i in found if i in s.items)
    eye, yaw = scene.viewpoint.position_m, scene.viewpoint.yaw_rad
    x, y = round(eye[0] + 2.2 * math.cos(yaw), 4), round(eye[1] + 2.2 * math.sin(yaw), 4)
    for turn, stays in ((math.pi / 2, True), (0.0, False)):  # its front to the lens, its side to it
        shelf = dataclasses.replace(like, id="shelf", position_m=(x, y, 0.0), yaw_rad=yaw + turn)
        items = (*(i for i in scene.items if i.kind != "bookcase"), shelf)
        left = clearing(spec, scene, items).cleared(items, scene.viewpoint)
        assert (shelf in left) is stays


def test_what_a_nuisance_stirs_is_not_taken_away() -> None:
    spec = load_scene("living_room_things_that_stir", {"clip.clips_per_home": 1})
    stirred = {k for n in spec.nuisances.values() for k in catalog.kind("nuisances", n.kind).traits.get("items", ())}
    for home in range(3):
        scene = compose(spec, seed=12, index=home)
        asked = next((i for i in scene.items if i.kind in stirred and not i.id.startswith(catalog.beyond().PREFIX)), None)
        if asked is not None:
            near = beside_the_lens(scene, asked.kind, 0.2, asked)
            items = (*scene.items, near)
            left = clearing(spec, scene, items).cleared(items, scene.viewpoint)
            assert near in left
            return
    raise AssertionError("none of these homes has what may stir")


@pytest.mark.parametrize("name", ["hallway_day", "garage_night"])
def test_coats_cut_by_the_frame_stay_where_most_of_them_shows_or_their_wall_is_not_seen_along(name: str) -> None:
    found = 0
    for scene in homes(name):
        for item in (i for i in scene.items if i.kind == "coat_hooks"):
            px, _ = mesh_px(scene, item)
            if 0.0 < inside(scene, px).mean() < 0.5:
                eye, (x, y, z) = scene.viewpoint.position_m, item.position_m
                out = math.cos(item.yaw_rad) * (eye[1] - y) - math.sin(item.yaw_rad) * (eye[0] - x)
                assert abs(out) > 0.15 * math.dist(eye, (x, y, z + 0.9)), (scene.index, item.id)
            found += 1
    assert found


@pytest.mark.parametrize(("low", "high", "stays"), [(0.2, 0.45, False), (0.75, 0.95, True)])
def test_a_coat_rack_at_the_edge_goes_unless_most_of_it_shows_and_does_not_weigh_in_the_choice_of_a_view(
    low: float, high: float, stays: bool
) -> None:
    spec = load_scene("hallway_day", {"clip.clips_per_home": 1})
    pairs = [(s, i) for s in homes("hallway_day") for i in s.items if i.kind == "coat_hooks"]
    scene, like = pairs[0]
    for turn in np.linspace(0.3, 0.6, 31):  # across the frame's left edge, its wall through the eye
        eye, yaw = scene.viewpoint.position_m, scene.viewpoint.yaw_rad + turn * scene.viewpoint.fov_rad
        x, y = round(eye[0] + 2.0 * math.cos(yaw), 4), round(eye[1] + 2.0 * math.sin(yaw), 4)
        rack = dataclasses.replace(like, id="rack", position_m=(x, y, 0.0), yaw_rad=yaw)
        others = tuple(i for i in scene.items if i.kind != "coat_hooks")
        if low < inside(scene, mesh_px(scene, rack)[0]).mean() < high:
            items = (*others, rack)
            told = clearing(spec, scene, items)
            assert (rack in told.cleared(items, scene.viewpoint)) is stays
            assert told.lost(scene.viewpoint) == clearing(spec, scene, others).lost(scene.viewpoint)
            return
    raise AssertionError("the rack is nowhere cut by the frame")


@pytest.mark.parametrize(("eye_m", "stays"), [(0.85, False), (2.1, True)])
def test_a_basket_behind_a_table_goes_from_before_a_lens_at_its_height_alone(eye_m: float, stays: bool) -> None:
    spec = load_scene("dining_room_day", {"clip.clips_per_home": 1, "furniture.required": ["dining_table"]})
    scene = next(s for s in homes("dining_room_day") if any(i.kind == "basket" for i in s.items))
    table = next(i for i in scene.items if i.kind == "dining_table")
    basket = next(i for i in scene.items if i.kind == "basket" and i.position_m[2] < 0.05)
    x, y, _ = table.position_m
    there = dataclasses.replace(basket, position_m=(x, y + 1.6, 0.0))
    view = dataclasses.replace(scene.viewpoint, position_m=(x, y - 2.2, eye_m), yaw_rad=math.pi / 2, pitch_rad=-0.1)
    items = tuple(there if i is basket else i for i in scene.items if i.kind in ("dining_table", "basket"))
    assert (there in clearing(spec, scene, items).cleared(items, view)) is stays


def test_of_two_mugs_one_behind_the_other_the_nearer_stays() -> None:
    scene = next(s for s in homes("home_office_day") if any(i.kind == "mug" for i in s.items))
    spec = load_scene("home_office_day").model_copy(update={"nuisances": {}})
    like = next(i for i in scene.items if i.kind == "mug")
    view = scene.viewpoint
    way = (
        math.cos(view.pitch_rad) * math.cos(view.yaw_rad),
        math.cos(view.pitch_rad) * math.sin(view.yaw_rad),
        math.sin(view.pitch_rad),
    )
    near, far = (
        dataclasses.replace(
            like, id=f"mug_{away}", position_m=tuple(round(e + away * w, 4) for e, w in zip(view.position_m, way, strict=True))
        )
        for away in (1.5, 1.8)
    )
    items = (*scene.items, near, far)
    left = clearing(spec, scene, items).cleared(items, view)
    assert near in left
    assert far not in left


@pytest.mark.parametrize(("unlit", "stays"), [(("lantern",), False), ((), True)])
def test_a_lantern_at_the_edge_goes_where_it_does_not_shine(unlit: tuple[str, ...], stays: bool) -> None:
    spec = load_scene("porch_day", {"clip.clips_per_home": 1})
    scene, like = next((s, i) for s in homes("porch_day") for i in s.items if i.kind == "wall_lantern")
    eye, others = scene.viewpoint.position_m, tuple(i for i in scene.items if i.kind != "wall_lantern")
    for turn in np.linspace(0.3, 0.6, 61):
        yaw = scene.viewpoint.yaw_rad + turn * scene.viewpoint.fov_rad
        x, y = round(eye[0] + 1.5 * math.cos(yaw), 4), round(eye[1] + 1.5 * math.sin(yaw), 4)
        lantern = dataclasses.replace(like, id="lantern", position_m=(x, y, round(eye[2] - 0.6, 4)), yaw_rad=yaw)
        if 0.3 < inside(scene, mesh_px(scene, lantern)[0]).mean() < 0.7:
            items = (*others, lantern)
            left = clearing(spec, scene, items).cleared(items, scene.viewpoint, unlit=unlit)
            assert (lantern in left) is stays
            return
    raise AssertionError("the lantern is nowhere cut by the frame")


def test_a_pouffe_that_the_lower_edge_cuts_goes() -> None:
    spec = load_scene("living_room_day", {"clip.clips_per_home": 1})
    scene, like = next((s, i) for s in homes("living_room_day") for i in s.items if i.kind == "side_table")
    view, (x, y, _) = scene.viewpoint, scene.viewpoint.position_m
    params = {"radius_m": 0.25, "height_m": 0.42, "style": "pouffe"}
    seen = []
    for away in np.linspace(0.3, 3.0, 28):
        at = (round(x + away * math.cos(view.yaw_rad), 4), round(y + away * math.sin(view.yaw_rad), 4), 0.0)
        pouffe = dataclasses.replace(like, id="pouffe", kind="stool", position_m=at, params=params)
        items = (*(i for i in scene.items if i.kind == "couch"), pouffe)
        share = inside(scene, mesh_px(scene, pouffe)[0]).mean()
        if share > 0.0:
            stays = pouffe in clearing(spec, scene, items).cleared(items, view)
            seen.append(stays)
            assert stays or share < 1.0
            assert not stays or share > 0.9
    assert {True, False} == set(seen)
