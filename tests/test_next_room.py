"""The room behind an open passage: it is there, furnished, lit or dark, and nothing of it counts as this room's."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from numba import njit

from synthclips.catalog.rooms.beyond import PREFIX, frame_of, next_room
from synthclips.catalog.rooms.walls import THICK_M
from synthclips.geometry.outline import holds, walls
from synthclips.pipeline import make_scene
from synthclips.raster import bvh
from synthclips.raster.lens import lens_of, project
from synthclips.raster.plate import decode
from synthclips.scene.records import Opening, Room, Scene, Viewpoint
from synthclips.stages.bake import fresh
from synthclips.stages.compose.beyond import WARM, _with_lamps
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.fixtures import fixtures
from synthclips.stages.load import load_scene
from synthclips.stages.statics import statics

NIGHT = {"clip.size": [160, 90], "light.hour": 23.0, "light.lamps_on": 0.0, "furniture.clutter": 0.0}


def home(next_room: str, seed: int = 3) -> Scene:
    return make_scene(load_scene("living_room_day", {**NIGHT, "room.next_room": next_room}), seed=seed, index=0)


def passage_of(scene: Scene) -> Opening:
    return next(o for o in scene.room.openings if o.kind == "passage")


def before(scene: Scene) -> Scene:
    """Filmed from this room, a metre and a half before the passage, at it."""
    wall, passage = walls(scene.room.outline)[passage_of(scene).wall], passage_of(scene)
    x, y = wall.at(passage.u_m, 1.5)
    yaw = math.atan2(-wall.inward[1], -wall.inward[0])
    return dataclasses.replace(scene, viewpoint=Viewpoint((x, y, 1.4), yaw, -0.1, 0.0, 1.2, 0.0, 0.0))


@njit
def closest(bounds, links, triangles, ox, oy, oz, dx, dy, dz, reach, stack):
    return bvh.closest(bounds, links, triangles, ox, oy, oz, dx, dy, dz, reach, stack)[:2]


def hits(scene: Scene, origin: tuple[float, float, float], ways: np.ndarray) -> np.ndarray:
    """(N,) distances to the first face, infinite where there is none, over all faces of the home."""
    soup, _ = statics(scene)
    tree = bvh.build(soup.vertices_m, soup.faces)
    stack = np.empty(bvh.STACK, np.int32)
    found = [closest(tree.bounds, tree.links, tree.triangles, *origin, *way, 1e6, stack) for way in ways.tolist()]
    return np.array([t if face >= 0 else math.inf for t, face in found])


def test_no_ray_from_the_room_escapes_through_the_passage() -> None:
    scene = before(home("lit"))
    k = np.arange(1, 400)
    z, turn = 1 - 2 * ((k * 0.7548776662466927) % 1.0), 2 * math.pi * ((k * 0.5698402909980532) % 1.0)
    flat = np.sqrt(1 - z * z)
    assert np.isfinite(
        hits(scene, scene.viewpoint.position_m, np.column_stack([flat * np.cos(turn), flat * np.sin(turn), z]))
    ).all()


def test_a_ray_through_the_passage_ends_no_farther_than_at_the_back_of_the_next_room() -> None:
    scene = before(home("dark"))
    passage, wall = passage_of(scene), walls(scene.room.outline)[passage_of(scene).wall]
    deep = 1.5 + THICK_M + passage.params["depth_m"]
    straight = np.array([[-wall.inward[0], -wall.inward[1], 0.0]])
    high = (*scene.viewpoint.position_m[:2], 1.97)  # over what stands there
    assert hits(scene, high, straight)[0] == pytest.approx(deep, abs=0.1)


def test_the_frame_of_the_next_room_leads_its_passage_to_this_one() -> None:
    scene = home("lit")
    passage = passage_of(scene)
    beyond = next_room(scene.room, passage)
    (ox, oy, _), yaw = frame_of(scene.room, passage)
    wall = walls(beyond.outline)[2]
    x, y = wall.at(beyond.openings[0].u_m)
    place = (ox + x * math.cos(yaw) - y * math.sin(yaw), oy + x * math.sin(yaw) + y * math.cos(yaw))
    assert place == pytest.approx(walls(scene.room.outline)[passage.wall].at(passage.u_m, -THICK_M))


@pytest.mark.parametrize("seed", range(6))
def test_what_stands_next_door_is_outside_this_room_and_no_business_of_who_acts_in_it(seed: int) -> None:
    scene = home("lit", seed)
    scenery = Scenery(scene.room, scene.items)
    beyond = [i for i in scene.items if i.id.startswith(PREFIX)]
    passages = [o for o in scene.room.openings if o.kind == "passage"]
    assert not any(holds(scene.room.outline, i.position_m[:2]) for i in beyond)
    assert not {i.id for i in beyond} & {i.id for i in scenery.items}
    assert len(scenery.items) + len(beyond) == len(scene.items)
    for item in beyond:
        origin, yaw = frame_of(scene.room, passages[0])
        dx, dy = item.position_m[0] - origin[0], item.position_m[1] - origin[1]
        x, y = dx * math.cos(yaw) + dy * math.sin(yaw), dy * math.cos(yaw) - dx * math.sin(yaw)
        width, depth, _ = next_room(scene.room, passages[0]).size_m
        assert -0.01 <= x <= width + 0.01
        assert -0.01 <= y <= depth + 0.01


def test_a_lit_next_room_is_far_brighter_than_a_dark_one_and_shines_into_this_one() -> None:
    lit, dark = (before(home(n)) for n in ("lit", "dark"))
    plate = fresh(lit)
    bulb = next(k for k, lamp in enumerate(lit.lamps) if lamp.id == "bulb_passage")
    light = sum(decode(c[bulb], s[bulb]) for c, s in ((plate.direct, plate.direct_scale), (plate.indirect, plate.indirect_scale)))
    assert all(lamp.id != "bulb_passage" for lamp in dark.lamps)
    panel = next(lamp for lamp in dark.lamps if lamp.id == "window_passage")
    candela = max(panel.power_rgb) * panel.size_m[0] * panel.size_m[1]
    assert 0.0 < candela < 0.25 * max(lit.lamps[bulb].power_rgb)
    lens = lens_of(lit.viewpoint, lit.camera)
    x, y, _ = project(np.array([[*_beyond(lit), 1.2]], np.float32), lens)[0]
    through = float(light[int(y) - 4 : int(y) + 4, int(x) - 4 : int(x) + 4].mean())
    beside = float(np.median(light[:, :8].mean(2)))
    assert through > 20 * beside > 0.0


def test_where_lamps_are_on_by_day_the_next_room_is_lit_by_lamps_as_well_and_not_blue() -> None:
    by_day = {**NIGHT, "light.hour": 12.0, "room.next_room": "lit"}
    plain, mixed = (
        next(lamp for lamp in scene.lamps if lamp.id == "window_passage").power_rgb
        for scene in (
            make_scene(load_scene("living_room_day", {**by_day, "light.lamps_on": on}), seed=3, index=0) for on in (0.0, 1.0)
        )
    )
    assert plain[2] > plain[0]
    assert mixed[2] / mixed[0] < 1.05 < 1.2 * plain[2] / plain[0]
    assert abs(sum(mixed) / sum(plain) - 1) < 1e-3


def _beyond(scene: Scene) -> tuple[float, float]:
    passage = passage_of(scene)
    return walls(scene.room.outline)[passage.wall].at(passage.u_m, -THICK_M - 0.9 * float(passage.params["depth_m"]))


def test_furniture_next_door_that_shows_has_its_box_in_the_truth() -> None:
    found = 0
    for seed in range(6):
        scene = before(home("lit", seed))
        boxes = {f.id: f for f in fixtures(scene, fresh(scene))}
        lens = lens_of(scene.viewpoint, scene.camera)
        for item in (i for i in scene.items if i.id in boxes and i.id.startswith(PREFIX)):
            x0, y0, x1, y1 = boxes[item.id].box
            tall = Scenery(scene.room, ()).height_m(item)
            ((x, y, _),) = project(np.array([[*item.position_m[:2], item.position_m[2] + tall / 2]], np.float32), lens)
            found += x0 - 12 <= x <= x1 + 12 and y0 - 12 <= y <= y1 + 12
    assert found >= 3


def test_a_room_that_is_shut_has_no_passage() -> None:
    scene = home("shut")
    assert {o.kind for o in scene.room.openings} == {"door", "window"}
    assert isinstance(scene.room, Room)
    assert not any(i.id.startswith(PREFIX) for i in scene.items)


def test_a_camera_balanced_for_lamps_sees_the_next_room_as_little_bluer_than_its_own() -> None:
    """Red over blue of its light at dusk, at least two thirds of that of a lamp: half and half it was 0.61."""
    red, _, blue = _with_lamps((32.6, 36.9, 44.8))
    assert red / blue > 0.67 * WARM[0] / WARM[2]
