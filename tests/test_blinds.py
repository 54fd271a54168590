"""Blinds: what a veil says that slats let through is what the bake traces past the slats themselves, at rest and swung."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from synthclips.catalog import kind
from synthclips.catalog.furniture.blinds import ABOVE_M, RAIL_M, depth_of
from synthclips.catalog.nuisances.blinds import lets_through, slope_of, swung
from synthclips.geometry.mesh import Mesh, moved
from synthclips.geometry.shapes import shifted, turned
from synthclips.raster.backdrop import backdrop_of
from synthclips.raster.lens import lens_of
from synthclips.raster.plate import decode
from synthclips.scene.records import Item
from synthclips.stages.render import render
from tests.independent_projection import skinned
from tests.staging import timeline_of
from tests.test_light import DEPTH, WIDTH, matt
from tests.test_light import WHITE as FACE
from tests.windowed import SUN, WINDOW, filmed

PARAMS = {"window_width_m": 1.0, "window_top_m": 2.0, "sill_m": 1.0, "slat_m": 0.063, "tilt_rad": 0.35, "lowered": 0.75}
MIDDLE_M = WIDTH - WINDOW.u_m


def blind(swing_rad: float = 0.0) -> Mesh:
    """All of it but its rail hangs from there, turned into the room."""
    mesh = kind("furniture", "venetian_blind").make(key=3, **PARAMS)
    y, z = depth_of(PARAMS["slat_m"]), PARAMS["window_top_m"] + ABOVE_M - RAIL_M
    mesh = shifted(turned(shifted(mesh, 0, -y, -z), "x", swing_rad), 0, y, z)
    plain = replace(mesh, slot=np.zeros_like(mesh.slot), slots=("face",))
    return moved(plain, offset_m=(MIDDLE_M, DEPTH, 0.0), yaw_rad=math.pi)


@pytest.mark.parametrize("swing", [0.0, 0.08])
def test_the_veil_of_a_blind_is_the_light_traced_past_its_slats(swing: float) -> None:
    (scene, plate), (_, truth) = filmed(SUN), filmed(SUN, more=[blind(swing)])
    veil = lets_through(PARAMS, WINDOW, slope_of(scene.room, WINDOW, SUN), np.array([swing]))
    timeline = replace(timeline_of(scene, {}), veils={"window": veil})
    veiled = next(render(scene, {}, timeline, plate)).radiance.transpose(0, 2, 1).mean(2)
    free = next(render(scene, {}, timeline_of(scene, {}), plate)).radiance.transpose(0, 2, 1).mean(2)
    traced = next(render(scene, {}, timeline_of(scene, {}), truth)).radiance.transpose(0, 2, 1).mean(2)
    position = backdrop_of(plate, lens_of(scene.viewpoint, scene.camera)).position
    direct = decode(plate.direct[0], plate.direct_scale[0]).mean(2)
    floor = (direct > 0.5 * direct.max()) & (abs(position[..., 2]) < 0.01) & (abs(position[..., 0] - 2.0) < 0.4)
    assert floor.sum() > 500
    ours, theirs, most = veiled[floor], traced[floor], free[floor]
    assert 0.1 < theirs.sum() / most.sum() < 0.7
    assert ours.sum() == pytest.approx(theirs.sum(), rel=0.08)
    rows = np.round(position[..., 1][floor] / 0.02).astype(int)
    stripes = np.array([[v[rows == r].mean() for v in (ours, theirs)] for r in np.unique(rows) if (rows == r).sum() > 8])
    assert np.corrcoef(stripes.T)[0, 1] > 0.9


def test_a_swung_blind_s_foot_is_where_a_pendulum_s_would_be_and_its_rail_stays() -> None:
    materials = {slot: matt(FACE) for slot in ("slat", "rail", "cord")}
    item = Item("blind", "venetian_blind", (2.0, 3.0, 0.0), 0.0, PARAMS, materials, 3, True)
    track, body = swung(item, np.array([0.0, 0.1]))
    rest, out = (skinned(body, pose) for pose in track.world_from_bone)
    np.testing.assert_allclose(rest, body.vertices_m + (2.0, 3.0, 0.0), atol=1e-5)
    foot, rail = rest[:, 2].argmin(), rest[:, 2] > PARAMS["window_top_m"] + ABOVE_M - RAIL_M + 1e-3
    long = PARAMS["window_top_m"] + ABOVE_M - RAIL_M - rest[foot, 2]
    y = rest[foot, 1] - 3.0 - depth_of(PARAMS["slat_m"])
    expected = long * math.sin(0.1) + y * math.cos(0.1) - y
    assert out[foot, 1] - rest[foot, 1] == pytest.approx(expected, abs=1e-4)
    np.testing.assert_allclose(out[rail], rest[rail], atol=1e-5)
    assert len(body.capsules) == 0
