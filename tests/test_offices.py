"""Home offices, garages and porches: what makes each of them what it is."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pytest

from synthclips import catalog
from synthclips.catalog.rooms.porch import _posts
from synthclips.geometry.mesh import Mesh
from synthclips.geometry.outline import walls
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Item, Scene
from synthclips.stages.compose import compose
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.load import load_scene

HOMES = 12
ROOMS = ("home_office_day", "garage_day", "garage_night", "porch_day", "porch_night")


@lru_cache
def homes(name: str) -> tuple[Scene, ...]:
    spec = load_scene(name)
    return tuple(compose(spec, seed=4, index=5 * home) for home in range(HOMES))


def only(scene: Scene, kind: str) -> Item:
    return next(i for i in scene.items if i.kind == kind)


@pytest.mark.parametrize("name", ROOMS)
def test_there_is_something_to_take_that_a_hand_can_reach(name: str) -> None:
    reached = 0
    for scene in homes(name):
        scenery = Scenery(scene.room, scene.items)
        taken = [i for i in scene.items if i.movable]
        assert taken
        reached += scenery.standing_by(taken[0], reach_m=0.8) is not None
    assert reached >= HOMES - 1


def test_the_chair_stands_on_the_side_of_the_desk_where_one_sits() -> None:
    for scene in homes("home_office_day"):
        scenery = Scenery(scene.room, scene.items)
        desk, chair = scenery.footprint(only(scene, "desk")), only(scene, "office_chair")
        (ax, ay), (bx, by) = desk.axes
        dx, dy = chair.position_m[0] - desk.centre_m[0], chair.position_m[1] - desk.centre_m[1]
        assert dx * bx + dy * by > desk.half_m[1]
        assert abs(dx * ax + dy * ay) < desk.half_m[0]


def test_monitors_stand_on_desks_and_look_at_who_sits_there() -> None:
    seen = 0
    for scene in homes("home_office_day"):
        desk = only(scene, "desk")
        for screen in (i for i in scene.items if i.kind == "monitor"):
            seen += 1
            assert screen.position_m[2] == pytest.approx(desk.params["height_m"], abs=1e-3)
            assert abs(screen.yaw_rad - desk.yaw_rad) < 0.2
    assert seen >= HOMES // 2


@pytest.mark.parametrize("name", ["garage_day", "garage_night"])
def test_a_garage_door_fills_a_wall_that_has_no_other_opening(name: str) -> None:
    for scene in homes(name):
        x, y = only(scene, "garage_door").position_m[:2]
        wall = next(w for w in walls(scene.room.outline) if (x, y) == pytest.approx(w.at(w.length_m / 2), abs=1e-3))
        assert wall.index not in {o.wall for o in scene.room.openings}


@pytest.mark.parametrize("name", ["porch_day", "porch_night"])
def test_a_porch_has_a_gate_a_front_door_and_two_open_sides(name: str) -> None:
    for scene in homes(name):
        assert [o.kind for o in scene.room.openings] == ["door", "door", "window", "window"]
        assert {o.wall for o in scene.room.openings} == {0, 1, 2, 3}
        gate, front = (walls(scene.room.outline)[o.wall] for o in scene.room.openings[:2])
        assert gate.length_m < front.length_m


def test_parcels_wait_nearer_the_front_door_than_the_gate_more_often_than_not() -> None:
    nearer = 0
    for scene in homes("porch_day"):
        gate, front = Scenery(scene.room, scene.items).doors[:2]
        x, y = only(scene, "parcel").position_m[:2]
        far = [(x - d.at(0.2)[0]) ** 2 + (y - d.at(0.2)[1]) ** 2 for d in (gate, front)]
        nearer += far[1] < far[0]
    assert nearer > HOMES / 2


def test_a_garage_too_narrow_for_its_door_says_so() -> None:
    with pytest.raises(SceneError, match="garage door"):
        compose(load_scene("garage_night", {"room.width_m": 2.1}), seed=1, index=0)


@pytest.mark.parametrize("name", ["garage_day", "garage_night"])
def test_a_garage_door_is_as_wide_as_ones_that_are_sold_and_wider_in_a_wide_garage(name: str) -> None:
    """By the panels of its mesh: 7 to 10 feet, and at least three fifths of a wall of four metres."""
    for scene in homes(name):
        item = only(scene, "garage_door")
        mesh = catalog.kind("furniture", "garage_door").make(key=item.key, **item.params)
        panel = mesh.vertices_m[np.unique(mesh.faces[mesh.slot == mesh.slots.index("panel")])]
        wide = np.ptp(panel[:, 0])
        wall = min(walls(scene.room.outline), key=lambda w: math.dist(w.at(w.length_m / 2), item.position_m[:2]))
        assert 2.05 < wide < 3.1
        assert wide > 0.6 * wall.length_m or wall.length_m < 4.0 or wide > 3.0


def test_between_the_sections_of_a_garage_door_a_dark_line_runs_from_side_to_side() -> None:
    mesh = catalog.kind("furniture", "garage_door").make(key=1, width_m=2.4, height_m=2.0, style="sections")
    panel = mesh.vertices_m[mesh.faces[mesh.slot == mesh.slots.index("panel")]]  # (F, 3, 3) triangles
    low, high, front = panel[..., 2].min(1), panel[..., 2].max(1), panel[..., 1].max(1)
    for n in (1, 2, 3):
        across = (low < n * 0.5 - 0.003) & (high > n * 0.5 + 0.003)
        assert np.ptp(panel[across][..., 0]) > 2.35  # nothing shows through,
        assert front[across].max() < 0.035 - 0.01  # and it lies in a groove a finger's nail deep


@pytest.mark.parametrize("style", ["step", "leaning"])
def test_a_ladder_leans_at_the_wall_and_stands_within_its_footprint(style: str) -> None:
    kind = catalog.kind("furniture", "ladder")
    params = {"height_m": 1.9, "style": style}
    vertices = kind.make(key=0, **params).vertices_m
    wide, deep = kind.traits["footprint"](params)
    assert (np.abs(vertices[:, :2]).max(0) < (wide / 2, deep / 2)).all()
    foot, head = (vertices[part, 1].mean() for part in (vertices[:, 2] < 0.2, vertices[:, 2] > 1.6))
    assert foot - head > 0.1  # its head at the wall, at -y
    assert deep < 0.6


def test_the_grain_of_a_round_post_runs_up_it() -> None:
    """The texture's x, along which grain runs, climbs with the height."""
    for style in ("round", "square"):
        for post in _posts((0.0, 0.0, 3.0, 2.2), style):
            side = np.abs(post.normals[:, 2]) < 0.1
            assert np.ptp(post.surface_m[side, 0]) > 2.0


@pytest.mark.parametrize("name", ["porch_day", "porch_night"])
def test_behind_the_doors_of_a_porch_one_is_indoors(name: str) -> None:
    """What rays meet from within each door, on, down, up and aside: no wall or floor of outdoors."""
    outdoors = ("wall_0", "wall_1", "wall_2", "wall_3", "floor", "ceiling")
    for scene in homes(name)[:4]:
        room = scene.room
        mesh = catalog.kind("rooms", "porch").traits["shell"](room=room)[0][1]
        for door in (d for d in room.openings if d.kind == "door"):
            wall = walls(room.outline)[door.wall]
            slots = {mesh.slots[mesh.slot[f]] for f in _met(mesh, wall.at(door.u_m, -1.0), wall.at(door.u_m))}
            assert "indoor_wall" in slots
            assert slots.isdisjoint(outdoors), (door.id, slots)


def _met(mesh: Mesh, place: tuple[float, float], out: tuple[float, float]) -> list[int]:
    """The faces that a point a metre up sees to all sides but the way out."""
    corner, found = mesh.vertices_m[mesh.faces].astype(float), []
    start = np.array([*place, 1.1])
    away = np.array([out[0] - place[0], out[1] - place[1], 0.0])
    for way in (w + 1e-3 for w in np.vstack([np.eye(3), -np.eye(3)]) if w @ away < 0.5):
        a, b = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
        p, s = np.cross(way, b), start - corner[:, 0]
        with np.errstate(all="ignore"):
            det = (a * p).sum(1)
            q, u = np.cross(s, a), (s * p).sum(1) / det
            v, t = (q @ way) / det, (q * b).sum(1) / det
            hit = np.where((np.abs(det) > 1e-12) & (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0), t, np.inf)
        found.append(int(hit.argmin()))
    return found
