"""Edges and thin things in the plate: what of a pixel they cover, against many rays that know nothing of the hierarchy."""

from __future__ import annotations

import numpy as np
import pytest
from numba import njit

from synthclips.raster import bvh
from synthclips.raster.lens import Lens, lens_of, ray_direction
from synthclips.raster.looking_glass import glass_of
from synthclips.raster.plate import Statics
from synthclips.raster.trace import Seen, look
from synthclips.scene.records import Material
from tests.staging import scene_of

FINE = 12  # rays along a pixel's side
WALL_M, BAR_M = 4.0, 3.0  # from the lens, along its axis


def seen_with_bar(width_m: float, lean: float) -> tuple[Seen, np.ndarray]:
    """A white bar before a black wall: what the lens sees, and the share of each pixel (H, W) that the bar covers, by rays."""
    scene = scene_of(width=96, height=64)
    lens = lens_of(scene.viewpoint, scene.camera)
    rows = lens.camera_from_world.astype(np.float64)
    right, down, ahead = rows[0, :3], rows[1, :3], rows[2, :3]
    eye = lens.position_m.astype(np.float64)
    along, across = right + lean * down, down - lean * right
    bar = rectangle(eye + BAR_M * ahead, 3.0 * along, 0.5 * width_m * across / np.linalg.norm(across))
    wall = rectangle(eye + WALL_M * ahead, 20 * right, 20 * down)
    soup = joined([bar, wall])
    materials = [Material("matt", (1.0, 1.0, 1.0), (1.0, 1.0, 1.0), 1.0), Material("matt", (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 0.0)]
    seen = look(soup, bvh.build(soup.vertices_m, soup.faces), lens, colour, glass_of(soup, materials, eye))
    return seen, covered(lens, bar, eye)


def rectangle(middle: np.ndarray, half_a: np.ndarray, half_b: np.ndarray) -> np.ndarray:
    return np.array([middle - half_a - half_b, middle + half_a - half_b, middle + half_a + half_b, middle - half_a + half_b])


def joined(quads: list[np.ndarray]) -> Statics:
    """Two triangles each; the material and owner of a quad is its number."""
    vertices, count = np.concatenate(quads).astype(np.float32), len(quads)
    faces = (4 * np.arange(count)[:, None, None] + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3).astype(np.int32)
    normal = np.cross(quads[0][1] - quads[0][0], quads[0][3] - quads[0][0])
    normals = np.tile((normal / np.linalg.norm(normal)).astype(np.float32), (len(vertices), 1))
    number, names = np.repeat(np.arange(count, dtype=np.int32), 2), tuple(f"quad_{k}" for k in range(count))
    return Statics(vertices, normals, np.zeros_like(vertices), faces, number, number, names)


def colour(material: int, surface_m: np.ndarray, normals: np.ndarray) -> np.ndarray:
    return np.full((len(normals), 4), 1.0 if material == 0 else 0.0, np.float32)


def covered(lens: Lens, bar: np.ndarray, eye: np.ndarray) -> np.ndarray:
    """(H, W) share of FINE x FINE rays of each pixel that pass through the bar's rectangle."""
    out = np.zeros((lens.height_px, lens.width_px))
    count(lens.camera_from_world.astype(np.float64), np.array(lens.numbers), bar[0] - eye, bar[1] - bar[0], bar[3] - bar[0], out)
    return out / FINE**2


@njit
def count(m, numbers, corner, a, b, out):
    n = np.cross(a, b)
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            for k in range(FINE * FINE):
                d = np.array(ray_direction(x + (k % FINE + 0.5) / FINE, y + (k // FINE + 0.5) / FINE, m, numbers))
                p = d * (n * corner).sum() / (n * d).sum() - corner
                u, v = (p * a).sum() / (a * a).sum(), (p * b).sum() / (b * b).sum()
                out[y, x] += 0 <= u <= 1 and 0 <= v <= 1


@pytest.mark.parametrize(("width_px", "lean"), [(0.3, 0.03), (0.7, 0.3), (6.0, 0.07)])
def test_the_mean_of_a_pixel_is_what_surfaces_cover_of_it(width_px: float, lean: float) -> None:
    scene = scene_of(width=96, height=64)
    focal = lens_of(scene.viewpoint, scene.camera).numbers[0]
    seen, truth = seen_with_bar(width_px * BAR_M / focal, lean)
    mixed = (truth > 0) & (truth < 1)
    off = (seen.mean_albedo[..., 0] - truth)[mixed]
    four = (seen.material.reshape(64, 2, 96, 2) == 0).mean((1, 3))[mixed] - truth[mixed]
    print(width_px, mixed.sum(), np.abs(off).max(), off.std(), off.mean(), "four", np.abs(four).max(), four.std())
    assert np.abs(off).max() < 0.25
    assert abs(off.mean()) < 0.03
    assert off.std() < 0.08


def test_a_thin_bar_is_one_line_without_gaps() -> None:
    scene = scene_of(width=96, height=64)
    seen, truth = seen_with_bar(0.35 * BAR_M / lens_of(scene.viewpoint, scene.camera).numbers[0], 0.03)
    columns = truth.sum(0) > 0.2
    drawn = seen.mean_albedo[..., 0].sum(0)[columns]
    assert columns.sum() > 60
    assert drawn.min() > 0.3 * drawn.mean()
    assert drawn.max() < 1.7 * drawn.mean()
