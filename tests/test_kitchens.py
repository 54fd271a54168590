"""Kitchens and dining rooms: what people need before a cooker and behind a chair, read off the meshes that are filmed."""

from __future__ import annotations

import json
import math
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from synthclips import catalog
from synthclips.geometry.mesh import Mesh, moved
from synthclips.geometry.outline import walls
from synthclips.raster.lens import lens_of, ray_direction
from synthclips.scene.errors import SceneError
from synthclips.scene.plain import dumps
from synthclips.scene.records import Item, Scene
from synthclips.stages.compose import compose
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.load import load_scene

HOMES = 10
RUN = ("base_units", "corner_unit", "sink_unit", "oven", "dishwasher", "washing_machine")
SERVED = ("base_units", "sink_unit", "oven", "dishwasher", "washing_machine", "refrigerator")


@cache
def homes(name: str) -> tuple[Scene, ...]:
    spec = load_scene(name, {"mix": {"nothing": 1.0}, "clip.clips_per_home": 1})
    return tuple(compose(spec, seed=300 + k, index=0) for k in range(HOMES))


@cache
def kitchens() -> tuple[Scene, ...]:
    return homes("kitchen_day") + homes("kitchen_night")


def vertices(scene: Scene, id: str) -> np.ndarray:
    """(V, 3) world corners of an item's mesh."""
    item = scene.item(id)
    placed = moved(mesh_of(item), offset_m=item.position_m, yaw_rad=item.yaw_rad)
    return placed.vertices_m.astype(np.float64)


def mesh_of(item: Item) -> Mesh:
    return made(item.kind, dumps(item.params), item.key)


@cache
def made(kind: str, params: str, key: int) -> Mesh:
    return catalog.kind("furniture", kind).make(key=key, **json.loads(params))


def local(item: Item, points: np.ndarray) -> np.ndarray:
    """World points in an item's own frame, +y its front."""
    c, s = math.cos(item.yaw_rad), math.sin(item.yaw_rad)
    x, y = points[:, 0] - item.position_m[0], points[:, 1] - item.position_m[1]
    return np.column_stack([c * x + s * y, c * y - s * x, points[:, 2]])


def of_kind(scene: Scene, *kinds: str) -> list[Item]:
    return [i for i in Scenery(scene.room, scene.items).items if i.kind in kinds]


def on_floor(scene: Scene) -> list[Item]:
    """What stands in the way of feet, but mats and rugs."""
    heights = ((i, vertices(scene, i.id)[:, 2]) for i in Scenery(scene.room, scene.items).items)
    tall = [i for i, z in heights if z.min() < 0.1 < z.max()]
    return [i for i in tall if not catalog.kind("furniture", i.kind).traits["wall_mounted"]]


def extent(scene: Scene, item: Item) -> tuple[np.ndarray, np.ndarray]:
    own = local(item, vertices(scene, item.id))
    return own.min(0), own.max(0)


def test_nothing_stands_in_the_metre_before_a_run_nor_where_the_refrigerator_opens() -> None:
    for scene in kitchens():
        for unit in of_kind(scene, *SERVED):
            low, high = extent(scene, unit)
            deep = 0.9 if unit.kind == "refrigerator" else 1.0
            for other in on_floor(scene):
                if other is not unit:
                    x, y, z = local(unit, vertices(scene, other.id)).T
                    there = (x > low[0] + 0.01) & (x < high[0] - 0.01) & (y > high[1] + 0.01) & (y < high[1] + deep - 0.01)
                    assert not (there & (z < 1.2)).any(), f"{other.id} before {unit.id}"


def test_a_run_has_no_holes_and_one_height_and_one_worktop() -> None:
    for scene in kitchens():
        units = of_kind(scene, *RUN)
        tops = [vertices(scene, u.id)[np.unique(mesh_faces(u, "worktop")), 2].max() for u in units if has_worktop(u)]
        assert max(tops) - min(tops) < 0.001
        assert len({u.materials["worktop"] for u in units if has_worktop(u)}) == 1
        for wall in walls(scene.room.outline):
            spans = sorted(along(scene, wall, u) for u in units if at_wall(wall, u))
            for (_, end), (start, _) in pairwise(spans):
                assert start - end < 0.012 or start - end > 0.4  # side by side, or with a tall piece or a door between


def has_worktop(unit: Item) -> bool:
    return unit.kind != "oven" or unit.params["style"] == "built_in"


def mesh_faces(item: Item, slot: str) -> np.ndarray:
    mesh = mesh_of(item)
    return mesh.faces[mesh.slot == mesh.slots.index(slot)]


def at_wall(wall, item: Item) -> bool:
    return abs(math.remainder(item.yaw_rad - wall.yaw_rad, 2 * math.pi)) < 0.01 and wall_distance(wall, item) < 0.4


def wall_distance(wall, item: Item) -> float:
    dx, dy = item.position_m[0] - wall.start_m[0], item.position_m[1] - wall.start_m[1]
    return dx * wall.inward[0] + dy * wall.inward[1]


def along(scene: Scene, wall, item: Item) -> tuple[float, float]:
    """What of a wall's length an item's mesh covers."""
    u = (vertices(scene, item.id)[:, :2] - wall.start_m) @ np.array(wall.along)
    return float(u.min()), float(u.max())


def test_no_cooker_and_nothing_tall_or_hung_stands_before_a_window() -> None:
    for scene in kitchens():
        sides = walls(scene.room.outline)
        for o in scene.room.openings:
            for item in of_kind(scene, "oven", "refrigerator", "wall_units", "extractor_hood") if o.kind == "window" else []:
                a, b = along(scene, sides[o.wall], item)
                behind = at_wall(sides[o.wall], item)
                assert not behind or b < o.u_m - o.width_m / 2 or a > o.u_m + o.width_m / 2, f"{item.id} before {o.id}"


def test_cupboards_leave_the_sight_of_a_window_free_and_no_narrow_one_hangs_alone() -> None:
    for scene in kitchens():
        for wall in walls(scene.room.outline):
            spans = [along(scene, wall, i) for i in of_kind(scene, "wall_units") if at_wall(wall, i)]
            assert len(spans) != 1 or spans[0][1] - spans[0][0] > 0.45
            for o in scene.room.openings:
                if o.kind == "window" and o.wall == wall.index:
                    assert all(max(o.u_m - b, a - o.u_m) - o.width_m / 2 > 0.35 for a, b in spans), (scene.seed, o.id)


def test_the_hood_hangs_over_the_hob_and_out_of_the_way_of_heads_and_pans() -> None:
    for scene in kitchens():
        for hood in of_kind(scene, "extractor_hood"):
            oven = of_kind(scene, "oven")[0]
            assert math.dist(hood.position_m[:2], oven.position_m[:2]) < 0.4
            assert 0.5 < vertices(scene, hood.id)[:, 2].min() - vertices(scene, oven.id)[:, 2].max() < 0.85


def test_the_rim_of_the_sink_lies_on_the_worktop_and_its_bowl_hangs_in_the_hole() -> None:
    for scene in kitchens():
        sink, unit = of_kind(scene, "sink")[0], of_kind(scene, "sink_unit")[0]
        steel = vertices(scene, sink.id)[np.unique(mesh_faces(sink, "steel"))]
        assert 0.0 < steel[:, 2].max() - vertices(scene, unit.id)[:, 2].max() < 0.01
        low, high = extent(scene, unit)
        x, y, _ = local(unit, steel).T
        assert low[0] < x.min() < x.max() < high[0]
        assert low[1] < y.min() < y.max() < high[1]


@pytest.mark.parametrize("name", ["kitchen_day", "dining_room_day", "dining_room_evening"])
def test_what_of_a_chair_is_over_a_table_s_floor_is_under_the_table(name: str) -> None:
    tucked = 0
    for scene in homes(name):
        for table in of_kind(scene, "dining_table"):
            (x0, y0, _), (x1, y1, top) = extent(scene, table)
            keep = 0.75 if table.params["shape"] != "square" else 1.0  # of a round one: well within
            for chair in of_kind(scene, "dining_chair"):
                x, y, z = local(table, vertices(scene, chair.id)).T
                over = (x > keep * x0) & (x < keep * x1) & (y > keep * y0) & (y < keep * y1)
                tucked += over.any()
                assert not over.any() or z[over].max() < top - table.params["top_m"]
    assert tucked > 1


@pytest.mark.parametrize("name", ["dining_room_day", "dining_room_evening"])
def test_behind_a_tucked_chair_there_are_sixty_centimetres_to_get_up(name: str) -> None:
    for scene in homes(name):
        table = of_kind(scene, "dining_table")[0]
        (x0, y0, _), (x1, y1, _) = extent(scene, table)
        sat_on = {"dining_chair", "high_chair", "bench", "dining_table"}
        for other in [i for i in on_floor(scene) if i.kind not in sat_on]:
            x, y, _ = local(table, vertices(scene, other.id)).T
            edge = np.maximum(np.maximum(x0 - x, x - x1), np.maximum(y0 - y, y - y1))
            beside = ((x > x0) & (x < x1)) | ((y > y0) & (y < y1))
            assert not (beside & (edge < 0.92)).any(), f"{other.id} behind a chair"
        for wall in walls(scene.room.outline):
            corners = np.array([vertices(scene, table.id)[:, :2].min(0), vertices(scene, table.id)[:, :2].max(0)])
            assert ((corners - wall.start_m) @ np.array(wall.inward)).min() > 0.85 or wall.length_m < 1.7


def test_chairs_of_one_table_are_of_one_set_and_stand_unevenly() -> None:
    turns = []
    for scene in homes("dining_room_day"):
        chairs = of_kind(scene, "dining_chair")
        assert 2 <= len(chairs) <= 8
        assert all((c.params, c.materials) == (chairs[0].params, chairs[0].materials) for c in chairs)
        turns += [math.remainder(c.yaw_rad - of_kind(scene, "dining_table")[0].yaw_rad, math.pi / 2) for c in chairs]
    assert np.std(turns) > 0.03


@pytest.mark.parametrize("name", ["kitchen_day", "kitchen_night", "dining_room_day", "dining_room_evening"])
def test_a_stranger_finds_something_to_take(name: str) -> None:
    taking = [any(i.movable for i in scene.items) for scene in homes(name)]
    assert sum(taking) >= 0.9 * HOMES


def test_cats_go_up_worktops_and_trees_that_nobody_sits_on() -> None:
    perches = set()
    for scene in kitchens():
        scenery = Scenery(scene.room, scene.items)
        assert not {s.item.kind for s in scenery.seats} & {"base_units", "cat_tree", "dining_table"}
        perches |= {s.item.kind for s in scenery.perches}
    assert {"base_units", "dining_table"} <= perches


def filled(scene: Scene) -> float:
    """Share of the picture in which a cupboard on the wall or a refrigerator is less than 0.9 m away, felt for along rays."""
    lens = lens_of(scene.viewpoint, scene.camera)
    turn = lens.camera_from_world.astype(np.float64)
    spots = [(x, y) for x in np.linspace(0, lens.width_px, 13) for y in np.linspace(0, lens.height_px, 9)]
    ways = np.array([ray_direction(x, y, turn, lens.numbers) for x, y in spots])
    steps = np.linspace(0.05, 0.9, 40)[:, None] / np.sqrt((ways**2).sum(1))
    points = (np.array(scene.viewpoint.position_m) + steps[..., None] * ways).reshape(-1, 3)
    hit = np.zeros(len(points), bool)
    for item in of_kind(scene, "refrigerator", "wall_units", "extractor_hood"):
        low, high = extent(scene, item)
        own = local(item, points)
        hit |= ((own > low) & (own < high)).all(1)
    return float(hit.reshape(len(steps), -1).any(0).mean())


def test_few_cameras_look_at_the_side_or_the_top_of_a_cupboard() -> None:
    shares = sorted(filled(scene) for scene in kitchens())
    assert np.median(shares) < 0.02
    assert sum(share > 0.25 for share in shares) <= 0.1 * len(shares)


def test_a_kitchen_that_no_run_fits_says_which_rule_failed() -> None:
    with pytest.raises(SceneError, match=r"wall|fit|room before"):
        compose(load_scene("kitchen_day", {"room.width_m": 1.9, "room.depth_m": 1.9}), seed=1, index=0)
