"""Light that the lens scatters: how much, how far, and the same bytes however it is gathered."""

from __future__ import annotations

import numpy as np
import pytest

from synthclips.camera import develop as k
from synthclips.camera.glare import SHARES, Glare
from synthclips.camera.noise import pool
from synthclips.catalog import kinds
from synthclips.halves import decoded, encoded
from synthclips.pipeline import Take, make_scene
from synthclips.scene.distributions import settle_all
from synthclips.scene.records import Camera
from synthclips.scene.streams import Streams
from synthclips.stages.capture import Capture
from synthclips.stages.load import load_scene

W, H, SHARE = 640, 360, 0.03


def field_of(light: np.ndarray, share: float = SHARE) -> np.ndarray:
    """(C, H, W) scattered light of light (H, C, W), even between the places, found in whole pictures."""
    glare = Glare(light.shape[2], light.shape[0], light.shape[1], share)
    glare.follow(encoded(light).reshape(len(light), -1), None)
    return np.stack([drawn_out(grid, glare.block, light.shape[0], light.shape[2]) for grid in glare.field.astype(float)])


def drawn_out(grid: np.ndarray, block: int, height: int, width: int) -> np.ndarray:
    """(height, width) between the middles of blocks, the first of which lie outside the picture."""
    rows, columns = ((np.arange(n) - 0.5) * block for n in grid.shape)
    tall = np.stack([np.interp(np.arange(height) + 0.5, rows, line) for line in grid.T], 1)
    return np.stack([np.interp(np.arange(width) + 0.5, columns, line) for line in tall])


def straight(picture: np.ndarray, share: float, block: int) -> np.ndarray:
    """(H, W) of the same scattered light by convolution at full size, nothing beyond the border."""
    out = np.zeros_like(picture)
    for octave, part in enumerate(SHARES):
        step = block * 4**octave
        taps = np.zeros(4 * step + 1)
        taps[::step] = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16]
        box = np.ones(step) / step
        line = np.convolve(np.convolve(taps, box), np.convolve(box, box))
        half, size = len(line) // 2, [n + len(line) for n in picture.shape]
        spread = np.fft.irfft2(np.fft.rfft2(picture, size) * np.fft.rfft2(np.outer(line, line), size), size)
        out += share * part * spread[half : half + len(picture), half : half + picture.shape[1]]
    return out


def night(*bright: tuple[int, int, int, int]) -> np.ndarray:
    """(H, 1, W) dark, with rectangles x0, y0, x1, y1 of 1000 cd/m2."""
    light = np.full((H, 1, W), 0.01, np.float32)
    for x0, y0, x1, y1 in bright:
        light[y0:y1, :, x0:x1] = 1000.0
    return light


def test_of_a_point_in_the_middle_the_share_is_scattered_and_no_more() -> None:
    point = np.zeros((H, 1, W), np.float32)
    point[180, 0, 318] = 1e6
    assert field_of(point).sum() == pytest.approx(SHARE * 1e6, rel=0.02)
    whole = field_of(np.full((H, 3, W), 50.0, np.float32))
    assert whole.max() <= SHARE * 50.0 * 1.001
    assert whole[:, H // 2, W // 2] == pytest.approx(SHARE * 50.0, rel=0.01)


def test_a_window_glows_as_a_convolution_at_full_size_says() -> None:
    light = night((200, 90, 290, 190), (300, 90, 390, 190), (500, 300, 510, 304))
    found, expected = field_of(light)[0], straight(decoded(encoded(light))[:, 0].astype(float), SHARE, 4)
    away = np.ones((H, W), bool)
    away[:16], away[-16:], away[:, :16], away[:, -16:] = False, False, False, False  # where a grid repeats its edge
    assert np.abs(found - expected)[away].max() < 0.06 * expected.max()
    assert np.abs(found - expected)[away].mean() < 0.01 * expected.max()
    assert found[140, 410] > 3 * found[140, 470] > 0  # a lens scatters most by a little


@pytest.mark.parametrize("size", [(64, 36), (320, 180), (854, 480), (W, H)])
def test_what_changed_alone_gives_the_bytes_of_all_gathered_anew(size: tuple[int, int]) -> None:
    width, height = size
    draw = np.random.default_rng(5)
    light = draw.lognormal(0, 2, (height, 3, width)).astype(np.float32)
    kept = Glare(width, height, 3, SHARE)
    for turn in range(6):
        x0, y0 = int(draw.integers(0, width - 8)), int(draw.integers(0, height - 8))
        x1, y1 = int(draw.integers(x0 + 1, width + 1)), int(draw.integers(y0 + 1, height + 1))
        light[y0:y1, :, x0:x1] *= np.float32(1.0 + turn)
        codes, fresh = encoded(light).reshape(height, -1), Glare(width, height, 3, SHARE)
        kept.follow(codes, ((x0, y0, x1, y1),))
        fresh.follow(codes, None)
        assert kept.field.tobytes() == fresh.field.tobytes()
    kept.follow(codes, ())
    assert kept.field.tobytes() == fresh.field.tobytes()


@pytest.mark.parametrize(("name", "seed"), [("living_room_day", 3), ("kitchen_rain_and_steam", 3), ("hallway_night_insects", 4)])
def test_a_clip_filmed_by_what_changed_is_the_clip_filmed_anew(name: str, seed: int) -> None:
    scene = make_scene(load_scene(name, {"clip.size": [192, 108], "clip.duration_s": 3.0, "clip.fps": 5.0}), seed=seed, index=0)
    other = Capture(scene.camera, scene.viewpoint.fov_rad)
    partly = 0
    for frame in Take(scene):
        partly += frame.gbuffer.changed != ((0, 0, 192, 108),)
        assert np.array_equal(frame.planes.y, other.frame(frame.gbuffer.codes, frame.index).y)
    assert partly > 0


def camera(*, infrared: bool = False, **given: float) -> Camera:
    params = settle_all(kinds("cameras")["indoor_cloud"].priors, {"vignette": 0.0, **given}, Streams(3, "camera"))
    return Camera("indoor_cloud", W, H, 15.0, infrared, params, False, "2025-03-14 23:59:58", 7)


@pytest.mark.parametrize("infrared", [False, True])
def test_the_kernels_add_what_lies_between_the_places(infrared: bool) -> None:
    channels = 1 if infrared else 3
    light = night((200, 90, 290, 190)).repeat(channels, 1) * np.linspace(1, 2, channels, dtype=np.float32)[:, None]
    film, codes, glare = Capture(camera(infrared=infrared)), encoded(light), Glare(W, H, channels, SHARE)
    glare.follow(codes.reshape(H, -1), None)
    n, raw = np.zeros(k.COUNT, np.float32), np.empty((H, channels * W), np.float32)
    n[k.SCALE], n[k.READ] = 1e-3, 1e-30
    lines = np.full((k.LINES, W), np.nan, np.float32)
    k.expose(
        codes.reshape(H, -1), film._across, film._down, n, film._local, glare.field, glare.block, pool()[0], 1, 0, lines, raw
    )
    expected = 1e-3 * (decoded(codes) + field_of(light).transpose(1, 0, 2))
    np.testing.assert_allclose(raw.reshape(H, channels, W), np.minimum(expected, k.MOST), rtol=1e-4, atol=1e-8)


def test_what_is_evenly_lit_looks_as_it_would_without() -> None:
    light = np.full((H, 3, W), 20.0, np.float32) * (0.5 + np.arange(W, dtype=np.float32) // 80 / 8)
    with_it, without = (Capture(camera(glare=share)).frame(light, 0).y.astype(float) for share in (SHARE, 0.0))
    assert abs(with_it - without).mean() < 2.0


def test_who_walks_before_the_window_takes_its_glow_away() -> None:
    light = np.full((H, 3, W), 10.0, np.float32)
    light[100:200, :, 200:300] = 3000.0
    film = Capture(camera(glare=SHARE))
    bright = film.frame(light, 0).y[140:160, 310:330].astype(float).mean()
    plain = film.frame(light, 1).y[140:160, 560:620].astype(float).mean()
    assert bright > plain + 10
    light[100:200, :, 200:300] = 5.0
    for i in range(2, 4):  # before the exposure follows
        after = film.frame(light, i, ((200, 100, 300, 200),)).y[140:160, 310:330].astype(float).mean()
    assert after < plain + 4


def test_every_preset_scatters_a_few_percent() -> None:
    for kind in kinds("cameras").values():
        shares = [settle_all(kind.priors, {}, Streams(seed, "camera"))["glare"] for seed in range(20)]
        assert 0.01 <= min(shares) < max(shares) <= 0.05
