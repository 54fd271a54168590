"""What lies outside windows: kinds that differ, away from the house, lit at night, bare in winter, drawn home by home."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from synthclips import catalog
from synthclips.catalog.materials.palettes import draw
from synthclips.catalog.outside.buildings import masonry
from synthclips.catalog.outside.surroundings import surroundings
from synthclips.geometry.mesh import Mesh, flat_normals
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Material, Opening, Room
from synthclips.scene.streams import Stream, Streams
from synthclips.stages.compose.outside import with_outside

KINDS = sorted(catalog.kinds("outside"))
EYE_M = (2.0, 1.5, 1.6)
BINS = 90  # of azimuth


def a_room(outside: str, *, key: int = 3, sky_cd_m2: float = 4000.0, leafless: bool = False) -> Room:
    window = Opening("window", "window", 0, 2.0, 1.5, 0.9, 1.2)
    sky = replace(draw("sky", Stream(key)), emission=sky_cd_m2, lamp="sky_window")
    return Room("living_room", (4.0, 3.0, 2.5), (window,), {"outside": sky}, key, outside=outside, leafless=leafless)


def skyline(room: Room) -> np.ndarray:
    """(BINS,) tangent of the height over the horizon that is built or grown over, by azimuth."""
    mesh = surroundings(room)[1]
    near = np.array([s != "sky" for s in mesh.slots])[mesh.slot]
    corners = mesh.vertices_m[mesh.faces[near]].reshape(-1, 3).astype(np.float64) - EYE_M
    away = np.sqrt((corners[:, :2] ** 2).sum(1))
    bins = ((np.arctan2(corners[:, 1], corners[:, 0]) / (2 * np.pi) + 0.5) * BINS).astype(int) % BINS
    top = np.full(BINS, -1.0)
    np.maximum.at(top, bins, corners[:, 2] / away)
    return top


@pytest.mark.parametrize("kind", KINDS)
def test_what_lies_outside_keeps_off_the_house_and_every_face_of_it_has_a_colour_and_agrees_with_its_normal(kind: str) -> None:
    owner, mesh, materials = surroundings(a_room(kind))
    assert owner == "outside"
    assert set(mesh.slots) == set(materials)
    normals = mesh.normals[mesh.faces].sum(1)
    assert ((flat_normals(mesh.vertices_m, mesh.faces) * normals).sum(1) > 0).mean() > 0.98
    high = mesh.vertices_m[:, 2] > 0.2
    x, y = mesh.vertices_m[high, 0], mesh.vertices_m[high, 1]
    assert (np.maximum(np.maximum(-x, x - 4.0), np.maximum(-y, y - 3.0)) > 2.2).all()


def test_no_two_kinds_have_one_skyline_and_no_two_homes_of_a_kind() -> None:
    lines = [skyline(a_room(kind)) for kind in KINDS] + [skyline(a_room(kind, key=4)) for kind in KINDS]
    for k, one in enumerate(lines):
        for other in lines[:k]:
            assert np.abs(one - other).mean() > 0.02  # a degree


def brightest(room: Room) -> float:
    """Of a single colour outside, times the sky's."""
    found: list[Material] = [m for slot, m in surroundings(room)[2].items() if slot != "sky"]
    return max(m.emission for m in found) / room.materials["outside"].emission


@pytest.mark.parametrize("kind", ["terrace", "suburb", "flats", "garden"])
def test_windows_across_the_street_are_lit_at_dusk_and_dark_by_day_and_when_people_sleep(kind: str) -> None:
    assert brightest(a_room(kind)) < 1.5
    assert brightest(a_room(kind, sky_cd_m2=2.0)) > 2.5
    assert brightest(a_room(kind, sky_cd_m2=0.05)) < 1.5
    assert all(m.emission == 0 for m in surroundings(a_room(kind, sky_cd_m2=0.0))[2].values())


def leaves_of(mesh: Mesh) -> float:
    """Area of all that stands upright, m2."""
    a, b, c = (mesh.vertices_m[mesh.faces[:, k]].astype(np.float64) for k in range(3))
    area = np.cross(b - a, c - a)
    return float(np.sqrt((area * area).sum(1)).sum() / 2)


def test_in_winter_a_wood_shows_branches_where_leaves_were() -> None:
    summer, winter = (surroundings(a_room("wood", leafless=bare))[1] for bare in (False, True))
    assert leaves_of(winter) < leaves_of(summer)
    assert len(winter.faces) != len(summer.faces)


@pytest.mark.parametrize("size_m", [(5.0, 8.0, 5.7), (9.0, 7.0, 3.0), (0.9, 0.6, 3.7)])
def test_courses_of_bricks_are_level_on_all_sides_of_a_house_and_its_chimney(size_m: tuple[float, float, float]) -> None:
    mesh = masonry(*size_m)
    level = np.abs(flat_normals(mesh.vertices_m, mesh.faces)[:, 2]) < 0.5
    upright = np.unique(mesh.faces[level])
    np.testing.assert_allclose(mesh.surface_m[upright, 1], mesh.vertices_m[upright, 2], atol=1e-5)
    assert level.sum() == 8


def spec(outside: str = "any", *, day: int = 180, latitude_deg: float = 50.0) -> Any:
    return SimpleNamespace(room=SimpleNamespace(outside=outside), light=SimpleNamespace(day=day, latitude_deg=latitude_deg))


def test_homes_differ_in_what_they_look_out_on_and_who_stands_on_a_porch_never_looks_down_on_it() -> None:
    room = a_room("garden")
    inside = {with_outside(spec(), room, Streams(seed, "home", 0)).outside for seed in range(80)}
    porch = {with_outside(spec(), replace(room, kind="porch"), Streams(seed, "home", 0)).outside for seed in range(80)}
    assert inside == set(KINDS)
    assert porch == {k for k in KINDS if "floor_m" not in catalog.kind("outside", k).traits}


def test_the_file_may_say_what_lies_outside_and_is_told_the_nearest_word_if_nothing_is_called_so() -> None:
    assert with_outside(spec("fields"), a_room("garden"), Streams(1)).outside == "fields"
    with pytest.raises(SceneError, match="terrace"):
        with_outside(spec("terace"), a_room("garden"), Streams(1))


@pytest.mark.parametrize(
    ("day", "latitude_deg", "bare"), [(15, 50, True), (180, 50, False), (180, -40, True), (15, -40, False), (15, 5, False)]
)
def test_trees_are_bare_in_the_winter_of_their_half_of_the_globe(day: int, latitude_deg: float, bare: bool) -> None:
    assert with_outside(spec(day=day, latitude_deg=latitude_deg), a_room("garden"), Streams(1)).leafless is bare


def test_a_room_without_windows_stays_as_it_is() -> None:
    room = replace(a_room("garden"), openings=())
    assert with_outside(spec("fields"), room, Streams(1)) is room
