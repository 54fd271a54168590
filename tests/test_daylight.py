"""Shadows outside: what the rays find is what the sun's way and a wall's size say."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from synthclips.catalog.rooms.panels import panel
from synthclips.geometry.mesh import join
from synthclips.geometry.shapes import renamed
from synthclips.raster import bvh
from synthclips.raster.daylight import CLOUDED, SHINING, SKY_REACH_M, VEIL, daylight, faded, sun_way
from synthclips.raster.lens import lens_of
from synthclips.raster.looking_glass import glass_of
from synthclips.raster.plate import F32, Statics
from synthclips.raster.trace import look
from synthclips.scene.records import Lamp, Material, Opening, Room, Viewpoint

HIGH_M, FROM_M, TO_M, AWAY_M, GREY = 3.0, -3.0, 2.0, 12.0, 0.4
EVENED_M = 1.0  # four pixels of so small a picture
SUN = Lamp("sun_window", "sun", (0.0, 0.0, 0.0), (0.0, 1.0, -1.0), (0.005, 0.0), (9e4, 9e4, 9e4))


def a_wall_on_a_lawn() -> tuple[Statics, list[Material]]:
    """It stands across the view, AWAY_M off, on level ground."""
    ground = panel([(-40, -40, 0), (40, -40, 0), (40, 40, 0), (-40, 40, 0)], [(0, 0)] * 4, "ground")
    wall = panel([(FROM_M, AWAY_M, 0), (TO_M, AWAY_M, 0), (TO_M, AWAY_M, HIGH_M), (FROM_M, AWAY_M, HIGH_M)], [(0, 0)] * 4, "wall")
    mesh = join([renamed(ground, {"ground": "all"}), renamed(wall, {"wall": "all"})])
    owner = np.ones(len(mesh.faces), np.int32)
    soup = Statics(
        mesh.vertices_m, mesh.normals, mesh.surface_m, mesh.faces, np.zeros(len(mesh.faces), np.int32), owner, ("room", "outside")
    )
    plain, sky = (Material(family, (GREY,) * 3, (GREY,) * 3, 0.4, emission=1.0, lamp="sky") for family in ("plain", "sky"))
    return soup, [plain, sky]


def a_room(*openings: Opening, key: int = 5) -> Room:
    return Room("porch", (4.0, 3.0, 2.5), openings, {}, key)


def shown(room: Room, *lamps: Lamp) -> tuple[F32, F32]:
    """(2H, 2W) brightness, as a share of that without any shadow, and (2H, 2W, 3) places."""
    soup, materials = a_wall_on_a_lawn()
    camera: Any = SimpleNamespace(width_px=96, height_px=64, preset="", infrared=False)
    lens = lens_of(Viewpoint((0.0, 0.0, 6.0), np.pi / 2, -0.5, 0.0, 1.4, 0.0, 0.0), camera)
    tree = bvh.build(soup.vertices_m, soup.faces)
    glass = glass_of(soup, materials, lens.position_m.astype(np.float64))

    def albedo_of(material: int, surface_m: F32, spread_m: F32) -> F32:
        return np.full((len(surface_m), 4), GREY, np.float32)

    seen = look(soup, tree, lens, albedo_of, glass, daylight(soup, materials, lamps, room))
    y, x = np.mgrid[0 : 2 * 64, 0 : 2 * 96] * 0.5 + 0.25
    focal, cx, cy = lens.numbers[:3]
    rays = np.stack([(x - cx) / focal, (y - cy) / focal, np.ones_like(x)], 2) @ lens.camera_from_world[:3, :3].astype(np.float64)
    return (seen.albedo[..., 0] / 255.0) ** 2 / GREY, lens.position_m + rays * seen.depth_m[..., None]


@pytest.mark.parametrize("key", [5, 6, 7, 8])
def test_the_wall_s_shadow_lies_where_the_sun_s_way_past_it_says(key: int) -> None:
    light, at = shown(a_room(key=key), SUN)
    sun = sun_way(key)
    far = np.isfinite(at).all(2) & (np.abs(at[..., 2]) < 0.01) & (np.abs(at[..., 1] - AWAY_M) > SKY_REACH_M + EVENED_M)
    steps = (AWAY_M - at[far][:, 1]) / sun[1]
    x, z = at[far][:, 0] + steps * sun[0], steps * sun[2]
    inside = np.minimum(np.minimum(x - FROM_M, TO_M - x), HIGH_M - z)
    clear = np.abs(inside) > 0.5  # off its edges, which are soft
    shadow = (steps > 0) & (inside > 0)
    np.testing.assert_allclose(light[far][clear & ~shadow], 1.0, atol=0.02)
    np.testing.assert_allclose(light[far][clear & shadow], 1.0 - SHINING, atol=0.02)


def test_under_clouds_shadows_are_faint_and_what_stands_near_still_takes_sky() -> None:
    light, at = shown(a_room())
    on_ground = np.isfinite(at).all(2) & (np.abs(at[..., 2]) < 0.01)
    beside = on_ground & (np.abs(at[..., 1] - AWAY_M + 0.4) < 0.3) & (np.abs(at[..., 0] + 0.5) < 1.0)
    away = on_ground & (at[..., 1] < AWAY_M - 2 * SKY_REACH_M)
    assert light[away].min() > 1.0 - CLOUDED - 0.02
    assert light[beside].mean() < light[away].mean() - 0.1  # half of the sky is the wall, up to so far up


def test_through_panes_no_shadow_is_darker_than_their_glare() -> None:
    soup, materials = a_wall_on_a_lawn()
    window = Opening("window", "window", 0, 2.0, 1.5, 0.9, 1.2)
    day = daylight(soup, materials, [SUN], a_room(window))
    assert day is not None
    values = np.full((1, 2, 4), GREY, np.float32)
    faded(day, values, np.array([[0.0, 0.5]], np.float32))
    np.testing.assert_allclose(values[0, :, 0], [VEIL, (VEIL + GREY) / 2], atol=1e-6)


def test_what_shines_by_itself_has_no_shadow_and_no_day_lights_a_black_view() -> None:
    soup, (plain, sky) = a_wall_on_a_lawn()
    day = daylight(soup, [replace(plain, emission=3.0), sky], [], a_room())
    assert day is not None
    assert not day.lit.any()
    assert daylight(soup, [replace(plain, emission=0.0), replace(sky, emission=0.0)], [], a_room()) is None
