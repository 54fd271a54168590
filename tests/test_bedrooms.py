"""Rules of rooms to sleep in, found on the meshes that are filmed and on rectangles, two ways to one answer."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from synthclips import catalog
from synthclips.geometry.mesh import moved
from synthclips.geometry.outline import inside, walls
from synthclips.geometry.plan import Footprint
from synthclips.pipeline import make_scene
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Item, Scene
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.compose.seats import Seat
from synthclips.stages.layout.bedroom import BESIDE_BED_M
from synthclips.stages.load import load_scene

HOMES = 16


@cache
def homes(name: str) -> tuple[Scene, ...]:
    spec = load_scene(name, {"mix": {"nothing": 1.0}})
    return tuple(make_scene(spec, seed=40 + k, index=0) for k in range(HOMES))


def surface_m(item: Item) -> np.ndarray:
    """(N, 3) places all over an item's triangles."""
    mesh = catalog.kind("furniture", item.kind).make(key=item.key, **item.params)
    corners = moved(mesh, offset_m=item.position_m, yaw_rad=item.yaw_rad).vertices_m[mesh.faces]
    steps = [(a / 12, b / 12, (12 - a - b) / 12) for a in range(13) for b in range(13 - a)]
    return np.einsum("sk,fkd->sfd", np.array(steps), corners).reshape(-1, 3)


def corners_m(item: Item) -> np.ndarray:
    mesh = catalog.kind("furniture", item.kind).make(key=item.key, **item.params)
    return moved(mesh, offset_m=item.position_m, yaw_rad=item.yaw_rad).vertices_m


def off_wall_m(scene: Scene, point: tuple[float, float]) -> float:
    """How far a point is from the nearest line that a wall runs along."""
    aways = [
        ((point[0] - w.start_m[0]) * w.inward[0] + (point[1] - w.start_m[1]) * w.inward[1]) for w in walls(scene.room.outline)
    ]
    return min(abs(away) for away in aways)


def bedside(scene: Scene, bed: Item, side: int) -> Footprint:
    """The floor beside a bed, from its middle to its foot."""
    box = Scenery(scene.room, scene.items).footprint(bed)
    half = (BESIDE_BED_M / 2 - 0.02, 0.45 * box.half_m[1])
    return Footprint(box.to_world(side * (box.half_m[0] + BESIDE_BED_M / 2), 0.4 * box.half_m[1]), half, box.yaw_rad)


def test_a_bed_stands_with_its_head_at_a_wall_and_not_before_the_door() -> None:
    for scene in homes("bedroom_night"):
        bed, scenery = scene.item("bed"), Scenery(scene.room, scene.items)
        head = scenery.footprint(bed).to_world(0.0, -scenery.footprint(bed).half_m[1])
        assert off_wall_m(scene, head) < 0.1
        skin = corners_m(bed)[:, :2]
        for door in scenery.doors:
            assert np.linalg.norm(skin - door.at(0.6), axis=1).min() > 0.6


@pytest.mark.parametrize("kind", ["clear rectangles", "no vertex of any mesh"])
def test_one_can_get_out_of_bed_and_both_of_two_who_share_it(kind: str) -> None:
    for scene in homes("bedroom_night"):
        bed, scenery = scene.item("bed"), Scenery(scene.room, scene.items)
        others = [i for i in scene.items if i.id != "bed" and i.position_m[2] < 0.5 and scenery.height_m(i) > 0.1]
        clear = 0
        for side in (-1, 1):
            zone = bedside(scene, bed, side)
            if kind == "clear rectangles":
                clear += inside(zone, scene.room.outline) and not any(zone.overlaps(scenery.footprint(i)) for i in others)
            else:
                clear += inside(zone, scene.room.outline) and not any(_in_zone(zone, corners_m(i)) for i in others)
        assert clear >= (2 if bed.params["width_m"] >= 1.5 else 1), scene.seed


def _in_zone(zone: Footprint, corners: np.ndarray) -> bool:
    low = corners[corners[:, 2] < 0.5]
    return any(zone.distance_m((float(x), float(y))) == 0.0 for x, y in low[::7, :2])


def test_bedside_tables_stand_at_the_pillows_a_hand_from_the_bed() -> None:
    found = 0
    for scene in homes("bedroom_night"):
        scenery = Scenery(scene.room, scene.items)
        box = scenery.footprint(scene.item("bed"))
        for table in (i for i in scene.items if i.kind == "bedside_table"):
            found += 1
            along = np.array(table.position_m[:2]) - box.centre_m
            towards_foot = along @ np.array([-math.sin(box.yaw_rad), math.cos(box.yaw_rad)])
            assert towards_foot < -0.4 * box.half_m[1]
            across = np.array([math.cos(box.yaw_rad), math.sin(box.yaw_rad)])
            gap = np.abs((corners_m(table)[:, :2] - np.array(box.centre_m)) @ across)
            assert gap.min() - scene.item("bed").params["width_m"] / 2 < 0.25
    assert found >= HOMES


def test_wardrobes_and_drawers_can_be_opened() -> None:
    found = 0
    for scene in homes("bedroom_night"):
        scenery = Scenery(scene.room, scene.items)
        for item in scene.items:
            if item.kind in ("wardrobe", "chest_of_drawers"):
                found += 1
                spot = scenery.person_floor.nearest_free(scenery.front_of(item), within_m=0.2)
                assert spot is not None, (scene.seed, item.id)
    assert found > HOMES


def side_seats(scene: Scene) -> list[Seat]:
    return [s for s in Scenery(scene.room, scene.items).seats if s.item.id == "bed"]


def test_who_sits_on_a_bed_faces_away_from_it_and_rests_on_its_bedding() -> None:
    for scene in homes("bedroom_night")[:6]:
        skin, middle = surface_m(scene.item("bed")), np.array(scene.item("bed").position_m[:2])
        for seat in side_seats(scene):
            place = np.array(seat.at(0.0, 0.0))
            ahead = np.array([-math.sin(seat.yaw_rad), math.cos(seat.yaw_rad)])
            assert (place[:2] - middle) @ ahead > 0.2
            near = np.linalg.norm(skin[:, :2] - place[:2], axis=1) < 0.08
            assert abs(skin[near, 2].max() - place[2]) < 0.05


def test_a_room_too_small_for_its_bed_says_so() -> None:
    with pytest.raises(SceneError, match=r"no furniture plan found for a room of 1.60 x 1.70 m .* the bed"):
        make_scene(load_scene("bedroom_night", {"room.width_m": 1.6, "room.depth_m": 1.7}), seed=1, index=0)


def test_every_child_s_room_has_a_bed_in_a_corner_that_one_can_get_out_of() -> None:
    for name in ("child_room_day", "child_room_night"):
        for scene in homes(name):
            scenery = Scenery(scene.room, scene.items)
            beds = [i for i in scene.items if i.kind in ("child_bed", "bunk_bed", "cot")]
            assert beds
            for bed in beds:
                box = scenery.footprint(bed)
                assert off_wall_m(scene, box.to_world(0.0, -box.half_m[1])) < 0.1
                assert min(off_wall_m(scene, box.to_world(s * box.half_m[0], 0.0)) for s in (-1, 1)) < 0.1
                beside = [box.to_world(s * (box.half_m[0] + 0.3), 0.25 * box.half_m[1]) for s in (-1, 1)]
                assert any(scenery.person_floor.nearest_free(spot, within_m=0.15) for spot in beside), (name, scene.seed, bed.id)
