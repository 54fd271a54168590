"""Rules that furnished homes keep, checked on what was placed, by the outlines of the meshes that are filmed."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from synthclips import catalog
from synthclips.catalog.rooms.stairwell import around, ceiling
from synthclips.geometry.mesh import join, moved
from synthclips.geometry.outline import parts, walls
from synthclips.geometry.paths import CELL_M, Floor
from synthclips.pipeline import make_scene
from synthclips.review.plan_things import outline
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Item, Scene
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.layout.plan import PASSAGE_M
from synthclips.stages.load import load_scene

HOMES = 24
ROOMS = ("living_room_day", "hallway_night", "bedroom_night")


@cache
def homes(name: str) -> tuple[Scene, ...]:
    spec = load_scene(name, {"mix": {"nothing": 1.0}})
    return tuple(make_scene(spec, seed=70 + k, index=0) for k in range(HOMES))


def every_home() -> list[Scene]:
    return [scene for name in ROOMS for scene in homes(name)]


def standing(scene: Scene) -> list[Item]:
    """What is in the way of feet."""
    return [
        i
        for i in scene.items
        if not i.id.startswith("next_") and i.position_m[2] < 0.1 and height_m(i) > 0.03 and not trait(i, "wall_mounted")
    ]


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
                if name.startswith("dining_chair") and other == "dining_table":
                    continue  # tucks under it
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
        aims += [scenery.front_of(i, off_m=0.3) for i in standing(scene) if trait(i, "front_m")]
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


@cache
def stairs_homes() -> tuple[Scene, ...]:
    over = {"furniture.required": ["staircase"], "room.width_m": 2.4, "room.depth_m": 6.5, "mix": {"nothing": 1.0}}
    spec = load_scene("hallway_night", over)
    return tuple(make_scene(spec, seed=k, index=0) for k in range(8))


def test_stairs_end_a_storey_up_through_a_hole_that_leaves_room_for_heads() -> None:
    """By the mesh: no step that lies under the ceiling's edge or under plaster has less than 1.9 m over it."""
    for scene in stairs_homes():
        item, ceiling_m = scene.item("staircase"), scene.room.size_m[2]
        mesh = catalog.kind("furniture", "staircase").make(key=item.key, **item.params)
        vertices = moved(mesh, offset_m=item.position_m, yaw_rad=item.yaw_rad).vertices_m
        steps = vertices[np.unique(mesh.faces[mesh.slot == mesh.slots.index("tread")])]
        assert ceiling_m < steps[:, 2].max() + item.params["going_m"] < ceiling_m + 0.4
        ((x0, y0, x1, y1),) = scene.room.wells
        under = ~((steps[:, 0] > x0) & (steps[:, 0] < x1) & (steps[:, 1] > y0) & (steps[:, 1] < y1))
        assert (ceiling_m - steps[under, 2]).min() > 1.9
        high = vertices[vertices[:, 2] > ceiling_m]
        assert len(high) > 20
        assert (high[:, :2] > np.array([x0, y0]) - 0.09).all()
        assert (high[:, :2] < np.array([x1, y1]) + 0.09).all()


def test_the_ceiling_and_the_well_close_the_room_over_stairs() -> None:
    """The ceiling and the hole have the floor's area, and straight up there is a lid everywhere."""
    room = stairs_homes()[0].room
    made = join(ceiling(room))
    flat = made.normals[made.faces].mean(1)[:, 2] < -0.9
    a, b, c = (made.vertices_m[made.faces[flat][:, k]].astype(np.float64) for k in range(3))
    area = np.abs((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]) / 2
    assert area.sum() == pytest.approx(sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in parts(room.outline)), rel=1e-6)


def test_a_hole_cuts_a_rectangle_into_what_is_left_of_it() -> None:
    left = around((0.0, 0.0, 4.0, 3.0), (1.0, 1.0, 2.0, 3.0))
    assert sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in left) == pytest.approx(10.0)
    assert around((0.0, 0.0, 1.0, 1.0), (2.0, 0.0, 3.0, 1.0)) == [(0.0, 0.0, 1.0, 1.0)]
    assert around((0.0, 0.0, 1.0, 1.0), (-1.0, -1.0, 2.0, 2.0)) == []


def test_a_hallway_too_narrow_for_stairs_says_so() -> None:
    over = {"furniture.required": ["staircase"], "room.width_m": 1.5, "room.depth_m": 6.5}
    with pytest.raises(SceneError, match=r"beside stairs a hallway is 1\.70 m wide at least"):
        make_scene(load_scene("hallway_night", over), seed=0, index=0)


def test_a_hallway_has_room_for_all_that_gathers_in_one_and_the_gate_bars_the_stairs() -> None:
    """The gate lies across the way up: a line along the flight, begun before the lowest step, meets it first."""
    kinds = ["staircase", "stair_gate", "bicycle", "shoe_rack", "umbrella_stand", "letters", "doormat", "coat_hooks"]
    over = {"furniture.required": kinds, "room.width_m": 2.5, "room.depth_m": 7.0, "mix": {"nothing": 1.0}}
    spec = load_scene("hallway_night", over)
    for seed in range(4):
        scene = make_scene(spec, seed=seed, index=0)
        assert set(kinds) <= {i.kind for i in scene.items}
        stairs, gate = scene.item("staircase"), scene.item("stair_gate")
        low = 1 if stairs.params["rises_to"] == "right" else -1
        way = low * np.array([math.cos(stairs.yaw_rad), math.sin(stairs.yaw_rad)])
        reach = (outline(stairs) @ way).max()
        barred = outline(gate) @ way
        assert reach - 0.05 < barred.min() < barred.max() < reach + 0.12
        across = np.array([-way[1], way[0]])
        assert np.ptp(outline(gate) @ across) > 0.9 * stairs.params["width_m"]


@pytest.mark.parametrize("name", ["living_room_day", "bedroom_night", "dining_room_day"])
def test_what_dresses_the_windows_of_a_room_is_all_of_one_look(name: str) -> None:
    several = 0
    for scene in homes(name):
        for kind in ("curtain", "venetian_blind", "roller_blind", "radiator"):
            alike = [i for i in scene.items if i.kind == kind and not i.id.startswith("next_")]
            several += len(alike) > 1
            assert all((i.materials, i.key) == (alike[0].materials, alike[0].key) for i in alike), (scene.seed, kind)
            assert len({i.params["hem_m"] < 0.1 for i in alike if kind == "curtain"}) < 2, scene.seed
    assert several or name != "living_room_day"


def test_nothing_tall_stands_where_a_window_or_its_curtain_is_seen_past_it() -> None:
    """Within 40 cm of the wall it keeps 25 cm off the window's sides."""
    for scene in every_home():
        for o in scene.room.openings:
            wall = walls(scene.room.outline)[o.wall]
            for item in standing(scene) if o.kind == "window" else []:
                if height_m(item) > max(o.sill_m + 0.25, 1.2):
                    spot = strip(wall.at(o.u_m - o.width_m / 2 - 0.24, 0.2), wall.at(o.u_m + o.width_m / 2 + 0.24, 0.2), 0.19)
                    assert apart_m(outline(item), spot) > 0.0, (scene.name, scene.seed, item.id, o.id)


def test_floor_beside_a_bed_is_no_place_for_what_fills_a_room() -> None:
    for scene in homes("child_room_day"):
        beds = [i for i in standing(scene) if i.kind in ("child_bed", "bunk_bed", "cot")]
        for item in standing(scene):
            if item.kind in ("dolls_house", "toy_box", "cube_shelf", "rocking_horse", "beanbag", "bookcase"):
                assert all(apart_m(outline(item), outline(bed)) > 0.25 for bed in beds), (scene.seed, item.id)


def test_a_table_is_laid_for_those_who_have_a_chair_there_and_most_places_have_one() -> None:
    """Each plate lies before a chair, as far as a hand reaches from its back; no dining table stands without company."""
    laid = 0
    for scene in homes("dining_room_day"):
        seats = [outline(i) for i in scene.items if i.kind in ("dining_chair", "high_chair", "bench")]
        assert len(seats) >= 2, scene.seed
        for plate in (i for i in scene.items if i.kind == "place_setting"):
            laid += 1
            assert min(apart_m(outline(plate), seat) for seat in seats) < 0.5, (scene.seed, plate.id)
        chairs = sum(i.kind in ("dining_chair", "high_chair") for i in scene.items)
        assert sum(i.kind == "place_setting" for i in scene.items) <= chairs, scene.seed
    assert laid > 10


def test_nothing_hangs_close_up_to_the_side_of_what_stands_as_high() -> None:
    """By the vertices: along the wall 25 cm are free between a picture and tall furniture that stands out from that wall."""
    hung = ("picture", "wall_mirror", "wall_clock")
    for scene in [*every_home(), *homes("dining_room_day")]:
        for thing in (i for i in scene.items if i.kind in hung and not i.id.startswith("next_")):
            along, out = (np.array([math.cos(a), math.sin(a)]) for a in (thing.yaw_rad, thing.yaw_rad + math.pi / 2))
            low, mine = thing.position_m[2], (outline(thing) - thing.position_m[:2]) @ along
            for item in standing(scene):
                if height_m(item) > low + 0.26:
                    its = outline(item) - thing.position_m[:2]
                    u, deep = its @ along, its @ out
                    if deep.min() < 0.1 and deep.max() > 0.2:
                        assert max(u.min() - mine.max(), mine.min() - u.max()) > 0.24, (scene.seed, thing.id, item.id)


def test_who_sits_in_an_armchair_has_room_for_feet_and_no_back_before_the_face() -> None:
    """Straight ahead of each, nearer than 55 cm: nothing higher than a table; nearer than 1 m: no back, no cupboard."""
    chairs = 0
    for scene in every_home():
        for chair in (i for i in scene.items if i.kind == "armchair" and not i.id.startswith("next_")):
            chairs += 1
            front = np.array([-math.sin(chair.yaw_rad), math.cos(chair.yaw_rad)])
            reach = float(((outline(chair) - chair.position_m[:2]) @ front).max())
            start, near, far = (tuple(chair.position_m[:2] + front * (reach + m)) for m in (0.02, 0.55, 1.0))
            for item in standing(scene):
                if item is not chair and height_m(item) > 0.5:
                    assert apart_m(outline(item), strip(start, near, 0.2)) > 0.0, (scene.name, scene.seed, chair.id, item.id)
                if item is not chair and height_m(item) > 0.7:
                    assert apart_m(outline(item), strip(start, far, 0.1)) > 0.0, (scene.name, scene.seed, chair.id, item.id)
    assert chairs > 10
