"""Sun patches light the room as a path tracer's rays would, without its speckles."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from test_light import DEPTH, HEIGHT, WHITE, WIDTH, matt, quad, walls

from synthclips.raster import bright, bvh, light, radiosity
from synthclips.raster.lamps import pack, power
from synthclips.raster.openings import gates
from synthclips.scene.records import Lamp, Opening, Room
from synthclips.stages.statics import gathered

WINDOW = Opening("window", "window", 2, WIDTH - 2.0, 0.7, 1.0, 0.8)
SUN = Lamp("sun", "sun", (0, 0, 0), (0.0, -math.sqrt(0.5), -math.sqrt(0.5)), (0.0047, 0.0), (50_000.0,) * 3, opening="window")
PANEL = Lamp("panel", "panel", (2.0, 1.5, 2.45), (0.0, 0.0, -1.0), (0.8, 0.6), (1000.0, 1000.0, 1000.0))


@cache
def room(apart: bool, *, lamps: tuple[Lamp, ...] = (SUN,)) -> tuple[bvh.Bvh, radiosity.Cells]:
    """A box with a hole in its far wall, and its settled light; are bright patches told apart?"""
    pieces = [("room", mesh, {"face": matt(WHITE)}) for side, mesh in walls(WIDTH, DEPTH, HEIGHT).items() if side != "far"]
    around = [((0, 0), (1.65, HEIGHT)), ((2.35, 0), (WIDTH, HEIGHT)), ((1.65, 0), (2.35, 1.0)), ((1.65, 1.8), (2.35, HEIGHT))]
    far = [quad((a, DEPTH, b), (c, DEPTH, b), (c, DEPTH, e), (a, DEPTH, e)) for (a, b), (c, e) in around]
    soup, _ = gathered([*pieces, *(("room", mesh, {"face": matt(WHITE)}) for mesh in far)])
    tree = bvh.build(soup.vertices_m, soup.faces)
    box = Room("box", (WIDTH, DEPTH, HEIGHT), (WINDOW,), {}, 0)
    before, bright.BRIGHT = bright.BRIGHT, bright.BRIGHT if apart else math.inf
    try:
        albedo = np.full((len(soup.faces), 3), 0.8, np.float32)
        return tree, radiosity.settled_light(tree, albedo, pack(lamps), power(lamps, 3), gates(lamps, box))
    finally:
        bright.BRIGHT = before


def on_the_near_wall() -> np.ndarray:
    """(N, 6) places and normals, well away from the patch on the floor."""
    x, z = np.meshgrid(np.linspace(0.4, WIDTH - 0.4, 24), np.linspace(0.8, HEIGHT - 0.3, 16))
    flat = np.stack([x, np.zeros_like(x), z, np.zeros_like(x), np.ones_like(x), np.zeros_like(x)], 2)
    return flat.reshape(-1, 6).astype(np.float32)


def bounced(apart: bool, run: int) -> np.ndarray:
    """(N,) irradiance on the wall by rays of one run of the sequence."""
    tree, cells = room(apart)
    places = on_the_near_wall()
    start = np.arange(len(places), dtype=np.int64) * 7 + 1009 * run
    found, _ = light._gathered(tree, cells, places, np.ones(len(places), bool), start)
    return found[:, 0].astype(np.float64)


def test_what_a_patch_throws_onto_the_wall_is_the_integral_over_it() -> None:
    """Lambert's law over the lit rectangle of the floor, which the window's edges and the sun's direction say."""
    tree, cells = room(apart=True)
    places, patch = on_the_near_wall(), cells.patches
    found = np.zeros((len(places), 3), np.float32)
    for run in range(12):
        start = np.arange(len(places), dtype=np.int64) * 7 + 1009 * run
        trio = (tree.bounds, tree.links, tree.triangles)
        bright.shine(*trio, places, np.ones(len(places), bool), start, patch.points, patch.flux, patch.reach, bright.RAYS, found)
    x, y = np.meshgrid(np.linspace(1.65, 2.35, 29)[:-1] + 0.0125, np.linspace(1.2, 2.0, 33)[:-1] + 0.0125)
    dx, dy, dz = x.ravel() - places[:, :1], y.ravel() - places[:, 1:2], -places[:, 2:3] + 0 * x.ravel()
    rr = dx**2 + dy**2 + dz**2
    exact = (0.8 * 50_000 * math.sqrt(0.5) / math.pi * dy * -dz / rr**2 * 0.025**2).sum(1)
    assert found[:, 0].mean() / 12 == pytest.approx(exact.mean(), rel=0.02)
    np.testing.assert_allclose(found[:, 0] / 12, exact, rtol=0.12)


def test_gathering_finds_as_much_light_as_rays_alone_with_a_third_of_the_noise() -> None:
    by_rays, by_patches = (np.array([bounced(apart, run) for run in range(12)]) for apart in (False, True))
    assert by_patches.mean() == pytest.approx(by_rays.mean(), rel=0.04)  # the rays' own noise, here and in what they meet
    assert by_patches.std(0).mean() < by_rays.std(0).mean() / 3


def test_a_patch_is_where_the_sun_falls_and_its_flux_is_what_comes_through_the_window() -> None:
    _, cells = room(apart=True)
    at = cells.patches.points
    assert len(at) > 50
    assert (np.abs(at[:, 2]) < 1e-5).all()  # on the floor
    assert (at[:, 0] > 1.65 - 0.13).all()
    assert (at[:, 0] < 2.35 + 0.13).all()
    chance = np.diff(cells.patches.reach, prepend=0.0)
    thrown = float((cells.patches.flux[:, 0] * chance * bright.RAYS).sum() * math.pi)
    assert thrown == pytest.approx(0.8 * 50_000 * math.sqrt(0.5) * 0.7 * 0.8, rel=0.06)


def test_a_room_lit_evenly_has_no_patches() -> None:
    _, cells = room(apart=True, lamps=(PANEL,))
    assert len(cells.patches.points) == 0
    assert not cells.patches.direct.any()
