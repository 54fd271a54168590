"""The camera chain: sensor statistics, automatic exposure, planes, clock."""

from __future__ import annotations

import dataclasses
import math
from datetime import datetime
from fractions import Fraction

import numpy as np
import pytest
from numba import njit

from synthclips.camera import develop as k
from synthclips.camera.clock import Clock
from synthclips.camera.exposure import Exposure
from synthclips.camera.model import CameraModel, scale
from synthclips.camera.noise import pool
from synthclips.camera.places import adapt_row
from synthclips.camera.planes import Planes, planes_to_rgb
from synthclips.camera.rough import rough_root
from synthclips.camera.stream import frame_hash, frame_rate
from synthclips.camera.tone import KNEE, PIVOT, WHITE, s_curve, shoulder, sqrt_span
from synthclips.catalog import kinds
from synthclips.halves import encoded
from synthclips.scene.annotations import parameters
from synthclips.scene.distributions import settle_all
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Camera
from synthclips.scene.streams import Streams
from synthclips.stages.capture import Capture

W, H = 320, 180


def camera(
    preset: str = "indoor_cloud",
    *,
    infrared: bool = False,
    clock: bool = False,
    key: int = 1234567890123,
    fps: float = 15.0,
    **given: float,
) -> Camera:
    params = settle_all(kinds("cameras")[preset].priors, given, Streams(3, "camera"))
    return Camera(preset, W, H, fps, infrared, params, clock, "2025-03-14 23:59:58", key)


def grey(level: float, channels: int = 3) -> np.ndarray:
    return np.full((H, channels, W), level, np.float32)


def steps(channels: int) -> np.ndarray:
    """Eight flat vertical bars, 5 to 75 % of the full well once exposed."""
    bars = np.repeat(np.linspace(4, 60, 8, dtype=np.float32), W // 8)
    return np.ascontiguousarray(np.broadcast_to(bars, (H, channels, W)))


def total(e: Exposure) -> float:
    return e.exposure_s * e.gain


@pytest.mark.parametrize("infrared", [False, True])
def test_the_slope_of_variance_over_mean_is_the_gain_per_electron(infrared: bool) -> None:
    film = Capture(camera(infrared=infrared, vignette=0.0))
    raw = np.stack([film.raw(steps(1 if infrared else 3) / 50, i) for i in range(4)])
    film.frame(steps(1 if infrared else 3) / 50, 0)
    bars = raw[:, :, 0].reshape(4, H, 8, W // 8).transpose(2, 0, 1, 3).reshape(8, -1).astype(np.float64)
    clear = bars[bars.mean(1) < 0.7]  # of the full well, where the brightest of their grains still lie
    slope, offset = np.polyfit(clear.mean(1), clear.var(1), 1)
    model, exposure = film.model, film.exposures[0]
    assert len(clear) >= 5
    assert slope == pytest.approx(exposure.gain / model.full_well_e, rel=0.05)
    assert offset == pytest.approx((exposure.gain * model.read_noise_e / model.full_well_e) ** 2, rel=0.5)


def test_in_the_dark_the_noise_is_the_read_noise_and_the_mean_stays_zero() -> None:
    film = Capture(camera(infrared=True))
    raw = film.raw(grey(0.0, 1), 0)
    exposure = film._automatic.settings
    assert raw.std() == pytest.approx(exposure.gain * film.model.read_noise_e / film.model.full_well_e, rel=0.02)
    assert abs(raw.mean()) < raw.std() / 50


def filtered(picture: np.ndarray, down: list[float], across: list[float]) -> np.ndarray:
    """(H, W) weighed by the products of two odd rows of weights; the border is repeated downwards, of no use across."""
    rows = np.pad(picture, ((len(down) // 2,) * 2, (0, 0)), "edge")
    rows = sum(k * rows[i : i + len(picture)] for i, k in enumerate(down))
    return sum(k * np.roll(rows, len(across) // 2 - i, 1) for i, k in enumerate(across))


def blocks(picture: np.ndarray) -> np.ndarray:
    """(H/2, W/2) sums of 2 x 2."""
    return picture.reshape(H // 2, 2, W // 2, 2).sum((1, 3))


def by_the_book(raw: np.ndarray, balance: tuple[float, ...], n: np.ndarray, memory: list[np.ndarray]) -> list[np.ndarray]:
    """Planes y, u, v of a raw frame (H, 3, W), whole pictures at a time; memory: the last ones before sharpening, moves on."""
    root = np.sqrt(np.maximum(raw * np.array(balance)[:, None] + n[k.TOE], 0))
    by_s = n[k.LEVEL] + n[k.SLOPE] * root + n[k.SQUARE] * root**2 + n[k.CUBE] * root**3
    bent = 1 - n[k.SHOULDER] * np.maximum(n[k.TOP] - root, 0) ** 4 - n[k.TAIL] * np.maximum(n[k.END] - root, 0) ** 2
    red, green, blue = np.where(root > n[k.KNEE], bent, by_s).transpose(1, 0, 2)
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    new = [16 + 219 * luma]
    new += [128 + 224 * n[k.SATURATION] * blocks(c - luma) / 4 / most for c, most in ((blue, 1.8556), (red, 1.5748))]
    change = abs(blocks(new[0] - memory[0])) + n[k.CHROMA_MOTION] * (abs(new[1] - memory[1]) + abs(new[2] - memory[2]))
    moved = filtered(change, [1, 2, 1], [1, 2, 3, 2, 1]) / 36 * 64 - n[k.CALM]
    alpha = np.minimum(n[k.HOLD] + n[k.OPEN] * np.maximum(moved, 0), 1)
    of_chroma = alpha * n[k.CHROMA_HOLD] + alpha**2 * (1 - n[k.CHROMA_HOLD])
    wide = alpha.repeat(2, 0).repeat(2, 1)
    for old, fresh, share in zip(memory, new, (wide, of_chroma, of_chroma), strict=True):
        old += share * (fresh - old)
    detail = memory[0] - filtered(memory[0], [1, 0, 1], [0, 1, 0]) / 4 - filtered(memory[0], [0, 1, 0], [1, 0, 1]) / 4
    core = (n[k.CORE] + n[k.CORE_MOVING] * (wide - n[k.HOLD])) / 64
    small = np.clip(detail, -core, core)
    return [memory[0] + n[k.SHARPEN] * (detail - small) - n[k.SMOOTH] * small, memory[1], memory[2]]


def test_frames_are_what_the_formulas_give_in_whole_pictures() -> None:
    """Raw frame by frame, a bar that moves; seen away from the left and right border, where the kernel copies its neighbours."""
    film = Capture(camera(vignette=0.4))
    tint = np.array([[1.2], [1.0], [0.75]], np.float32)
    memory = [np.zeros((H, W)), np.zeros((H // 2, W // 2)), np.zeros((H // 2, W // 2))]
    for i in range(4):
        light = steps(3) * tint
        light[40:120, :, 60 + 12 * i : 100 + 12 * i] = (np.arange(40) % 7 * 6 + 2).astype(np.float32)
        shot, settings = film.frame(light, i), film.exposures[i]
        n = film._numbers(settings, first=i == 0)
        raw = np.empty((H, 3 * W), np.float32)
        k.expose(
            encoded(light).reshape(H, -1),
            film._across,
            film._down,
            n,
            film._local,
            film._glare.field,
            film._glare.block,
            pool()[0],
            film.camera.key,
            i,
            np.empty((k.LINES, W), np.float32),
            raw,
        )
        expected = by_the_book(raw.reshape(H, 3, W).astype(float), settings.balance, n.astype(float), memory)
        for plane, wanted, high in zip((shot.y, shot.u, shot.v), expected, (235, 240, 240), strict=True):
            off = (plane - np.clip(np.floor(wanted + 0.5), 16, high))[:, 6:-6]
            assert abs(off).max() <= 1
            assert np.mean(off != 0) < 0.01  # the kernel keeps 1/64 of a code, so what is next to a half may fall either side


def test_places_of_an_even_picture_have_no_gains_of_their_own() -> None:
    film = Capture(camera(vignette=0.0))
    film.frame(grey(1.0), 0)
    assert film._local == pytest.approx(1.0, abs=0.03)


def test_a_quarter_of_the_stops_between_a_dark_side_and_a_lit_one_go_and_no_edge_does() -> None:
    """Three stops from left to right."""
    light = np.repeat(np.where(np.arange(W) < W // 2, 1.0, 8.0).astype(np.float32)[None, None], H, 0).repeat(3, 1)
    film = Capture(camera(vignette=0.0))
    film.frame(light, 0)
    dark, bright = float(film._local[5, 20]), float(film._local[5, -20])
    assert math.log2(dark / bright) == pytest.approx(3 / 4, abs=0.03)
    assert np.diff(film._local, axis=1).max() < 1e-6
    assert np.abs(film._local[:, 20:] - film._local[:, :-20]).max() < 0.25  # over a sixteenth of the picture
    seen = np.ones(W, np.float32)
    gains_of_row(film._local, 90, H, seen)
    np.testing.assert_allclose(seen, 0.5 * (film._local[4] + film._local[5]), rtol=1e-5)  # half way between their rows


def test_the_same_key_gives_the_same_bytes_and_another_key_others() -> None:
    def shot(key: int) -> str:
        film = Capture(camera(key=key, clock=True))
        return frame_hash(film.frame(steps(3), i).copy() for i in range(3))

    assert shot(5) == shot(5) != shot(6)


@njit
def gains_of_row(local, down, height, fall):
    adapt_row(local, down, height, fall)


@pytest.mark.parametrize("infrared", [False, True])
def test_noise_lives(infrared: bool) -> None:
    film = Capture(camera(infrared=infrared, vignette=0.0))
    a, b = (film.raw(grey(1.0, 1 if infrared else 3), i) for i in (7, 8))
    assert abs(np.corrcoef(a.ravel(), b.ravel())[0, 1]) < 0.02
    shots = [film.frame(grey(0.3, 1 if infrared else 3), i).copy() for i in range(12)]
    assert np.mean(shots[-1].y != shots[-2].y) > 0.1


def test_the_first_frame_is_no_noisier_than_the_later_ones() -> None:
    film = Capture(camera(infrared=True, vignette=0.0))
    noise = [film.frame(grey(0.3, 1), i).y.astype(float).std() for i in range(15)]
    assert noise[0] == pytest.approx(noise[-1], rel=0.2)


def test_denoising_leaves_what_a_recursive_filter_should() -> None:
    still, raw = (Capture(camera(infrared=True, vignette=0.0, denoise_night=keep, sharpening=0.0)) for keep in (0.8, 0.0))
    quiet = [still.frame(grey(3.0, 1), i).y.astype(float).std() for i in range(15)][-1]
    loud = [raw.frame(grey(3.0, 1), i).y.astype(float).std() for i in range(15)][-1]
    assert quiet / loud < 1.35 * np.sqrt(0.2 / 1.8)


def test_where_everything_moves_a_picture_is_as_smooth_as_without_memory() -> None:
    """The denoiser lets go of the past there; then neighbours must make up for it, or what moves is speckled."""
    keeping, forgetful = (Capture(camera(infrared=True, vignette=0.0, denoise_night=keep)) for keep in (0.8, 0.0))
    noise = [
        [film.frame(grey(1.8 if i % 2 else 0.3, 1), i).y.astype(float).std() for i in range(9)] for film in (keeping, forgetful)
    ]
    assert noise[0][8] == pytest.approx(noise[1][8], rel=0.15)


def test_what_moves_is_taken_whole_and_not_in_specks() -> None:
    film = Capture(camera(infrared=True, vignette=0.0, denoise_night=0.85))
    stripes = grey(3.0, 1) * np.float32(1) * np.where(np.arange(320) // 3 % 2, 1.25, 0.8).astype(np.float32)
    for i in range(10):
        film.frame(stripes, i)
    moved = film.frame(np.roll(stripes, 3, axis=2), 10).y.astype(float)
    settled = [film.frame(np.roll(stripes, 3, axis=2), i).y.astype(float) for i in range(11, 25)][-1]
    assert np.corrcoef(moved[20:-40, 20:-20].ravel(), settled[20:-40, 20:-20].ravel())[0, 1] > 0.9


def test_what_moves_far_leaves_no_ghost_by_day() -> None:
    film = Capture(camera(vignette=0.0))
    lit, plain = grey(20.0), grey(20.0)
    lit[60:120, :, 100:160] = 60.0
    for i in range(10):
        film.frame(lit, i)
    last = film.frame(plain, 10).y.astype(float)
    assert abs(last[70:110, 110:150].mean() - last[70:110, 200:240].mean()) < 1.0


@pytest.mark.parametrize("factor", [16.0, 1 / 16.0])
def test_exposure_follows_a_sixteenfold_step_without_swinging(factor: float) -> None:
    film = Capture(camera(mains_hz=0.0))
    for i in range(5):
        film.frame(steps(3), i)
    before = total(film.exposures[-1])
    for i in range(5, 65):
        film.frame(steps(3) * np.float32(factor), i)
    stops = np.log2([total(e) / before * factor for e in film.exposures[5:]])
    assert abs(stops[0]) == pytest.approx(4, abs=0.01)
    assert np.all(np.abs(stops[45:]) < 0.25)
    assert np.all(np.diff(np.abs(stops)) < 0.001)
    assert max(-np.sign(stops[0]) * stops) < 0.1


def test_night_is_darker_than_lamplight_and_falls_without_swinging() -> None:
    film = Capture(camera("indoor_starlight"))
    lamplit, moonlit = grey(1.0), grey(0.008)
    means, gains = list[float](), list[float]()
    for i in range(150):
        light = lamplit if i < 5 else moonlit
        means.append(float(np.sqrt(np.maximum(film.raw(light, i), 0.0)).mean()))
        film.frame(light, i)
        gains.append(film.exposures[-1].gain)
    assert gains[4] < 15 < 80 < gains[-1] < film.model.max_gain
    assert means[-1] < 0.75 * means[4]
    assert np.all(np.diff(gains[5:]) > -0.03 * gains[-1])
    assert len(set(gains[-20:])) == 1


def test_exposure_rests_while_nothing_changes() -> None:
    film = Capture(camera())
    for i in range(20):
        film.frame(steps(3), i)
    assert len(set(film.exposures)) == 1


def test_long_exposures_are_whole_half_waves_of_the_mains() -> None:
    film = Capture(camera(mains_hz=50.0, max_exposure_s=0.05))
    film.frame(grey(1.0), 0)
    halves = film.exposures[0].exposure_s / 0.01
    assert halves >= 1
    assert halves == pytest.approx(round(halves))


def test_exposure_never_outlasts_a_frame() -> None:
    film = Capture(camera(fps=30.0, max_exposure_s=0.05, mains_hz=0.0))
    film.frame(grey(0.01), 0)
    assert film.exposures[0].exposure_s == pytest.approx(1 / 30)


@pytest.mark.parametrize("contrast", [0.0, 0.45, 0.85, 1.0])
@pytest.mark.parametrize("toe", [0.004, 0.1])
def test_the_tone_curve_is_an_s_in_the_dark_and_bends_four_stops_under_white(contrast: float, toe: float) -> None:
    u = np.linspace(-0.2, np.sqrt(WHITE), 841)  # 200 steps to a full well
    black, span = sqrt_span(toe)
    root = black + span * u
    factors, (knee, top, strength, end, tail) = s_curve(contrast, toe), shoulder(contrast, toe)
    by_s = sum(f * root**i for i, f in enumerate(factors))
    np.testing.assert_allclose(by_s, u + contrast * u * (1 - u) * (u - PIVOT), atol=1e-9)
    bent = 1 - strength * np.maximum(top - root, 0) ** 4 - tail * np.maximum(end - root, 0) ** 2
    level = np.where(root > knee, bent, by_s)
    np.testing.assert_array_equal(level[u <= KNEE - 1e-9], by_s[u <= KNEE - 1e-9])
    assert abs(np.diff(level, 2)).max() < 0.1 / 219  # no corner that would show as an edge
    assert np.all(np.diff(level[40:]) >= 0)
    assert 0.79 < level[240] < 0.88 < level[323] < 0.98  # a full well, and a stop over it
    assert 0.92 < level[440] < 0.96  # two stops over it boards and joints still differ
    assert level[-1] > 0.98


@pytest.mark.parametrize("infrared", [False, True])
def test_what_is_a_stop_over_the_full_well_is_bright_and_no_egg(infrared: bool) -> None:
    """Small patches at 1.2, 1.6, 2.1 full wells, and a window at 30, in the light that makes them so once exposed."""
    light, well = grey(2.0, 1 if infrared else 3), 10.0
    for _ in range(12):
        film = Capture(camera(infrared=infrared, vignette=0.0))
        for x, signal in ((40, 1.2), (80, 1.6), (120, 2.1), (160, 30.0)):
            light[80:100, :, x : x + 20] = signal * well
        shot = film.frame(light, 0)
        well = 1 / scale(film.model, film.exposures[0], infrared=infrared)
    face, cheek, brow, window = (float(np.median(shot.y[84:96, x + 4 : x + 16])) for x in (40, 80, 120, 160))
    assert 195 < face < cheek - 5
    assert cheek < brow - 4 < 226
    assert window == 235


def near_the_lamp(distance_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Infrared light (H, 1, W) of a head over shoulders before a wall at 4 m, lamp at the lens; and the head's pixels (H, W)."""
    candela, focal_px = 100.0, W / 2 / np.tan(0.8)
    y, x = np.mgrid[:H, :W] + 0.5
    x, y = (x - W / 2) / focal_px * distance_m, (y - H / 3) / focal_px * distance_m  # metres where the person stands
    far = 1 / (1 + ((x**2 + y**2) / distance_m**2))  # squared cosine of the angle to the axis
    light = 0.5 / np.pi * candela / 4.0**2 * far**2
    off = np.hypot(x / 0.08, y / 0.11)
    head, chest = off < 1, (abs(x) < 0.24) & (y > 0.15)
    light[chest] = (0.45 / np.pi * candela / distance_m**2 * far**2)[chest]
    skin = np.where((abs(abs(x) - 0.03) < 0.014) & (abs(y + 0.02) < 0.008), 0.15, 0.6)  # eyes
    light[head] = (skin / np.pi * candela / distance_m**2 * np.sqrt(1 - np.minimum(off, 1) ** 2))[head]
    return light.astype(np.float32)[:, None], head


@pytest.mark.parametrize("preset", sorted(kinds("cameras")))
def test_a_person_a_metre_and_a_half_from_an_infrared_lamp_keeps_its_face(preset: str) -> None:
    light, head = near_the_lamp(1.5)
    film = Capture(camera(preset, infrared=True))
    shots = [film.frame(light, i).y.copy() for i in range(8)]
    face = shots[-1][head].astype(float)
    assert np.mean(face >= 235) < 0.01
    assert 165 < np.median(face) < 225
    assert np.percentile(face, 90) - np.percentile(face, 20) > 15  # round, not flat
    assert np.median(shots[-1][30:70, 40:90]) > 45  # the room behind is not lost


def test_who_comes_near_the_infrared_lamp_is_turned_down_after_a_moment_and_without_swinging() -> None:
    film = Capture(camera(infrared=True))
    near, (room, _) = near_the_lamp(0.9)[0], near_the_lamp(4.0)
    for i in range(5):
        film.frame(room, i)
    for i in range(5, 50):
        film.frame(near, i)
    stops = np.log2([total(e) / total(film.exposures[0]) for e in film.exposures])
    assert np.all(stops[:8] == stops[0])
    assert stops[-1] < -2.0
    assert np.all(np.diff(stops) <= 0)
    assert stops[-1] > stops[35] - 0.1  # at rest within two seconds


def test_white_balance_makes_a_yellowish_wall_nearly_grey() -> None:
    tint = grey(20.0) * np.array([[1.2], [1.0], [0.75]], np.float32)
    loose, tight = (planes_to_rgb(Capture(camera(balance=b)).frame(tint, 0)).mean((0, 1)) for b in (0.0, 1.0))
    assert loose[0] - loose[2] > 25
    assert abs(tight[0] - tight[2]) < 3


def test_a_full_well_is_white_whatever_the_balance() -> None:
    scene = grey(10.0) * np.array([[1.3], [1.0], [0.7]], np.float32)
    scene[:40, :, :40] = 5000.0
    shot = planes_to_rgb(Capture(camera()).frame(scene, 0))
    assert shot[5:35, 5:35].min() >= 248


def test_infrared_pictures_have_neutral_chroma() -> None:
    shot = Capture(camera(infrared=True, clock=True)).frame(steps(1) / 20, 0)
    assert np.all(shot.u == 128)
    assert np.all(shot.v == 128)
    assert shot.y.max() - shot.y.min() > 60


@pytest.mark.parametrize("fov_deg", [70, 110])
def test_light_falls_off_with_the_power_of_the_cosine_that_the_preset_leaves(fov_deg: float) -> None:
    film = Capture(camera(vignette=0.25, infrared=True), np.radians(fov_deg))
    raw = np.mean([film.raw(grey(1.0, 1), i)[:, 0] for i in range(6)], 0)
    centre, corner = raw[H // 2 - 8 : H // 2 + 8, W // 2 - 8 : W // 2 + 8].mean(), raw[:6, :6].mean()
    angle = np.radians(fov_deg) / 2 * np.hypot(W - 6, H - 6) / W
    assert corner / centre == pytest.approx(np.cos(angle), abs=0.025)


@pytest.mark.parametrize("preset", sorted(kinds("cameras")))
def test_every_preset_settles_inside_its_ranges_and_films_day_and_night(preset: str) -> None:
    kind = kinds("cameras")[preset]
    assert set(kind.priors) == set(parameters(kind.make)) == {f.name for f in dataclasses.fields(CameraModel)}
    for infrared, level in ((False, 50.0), (True, 1.0)):
        shot = Capture(camera(preset, infrared=infrared)).frame(steps(1 if infrared else 3) / 30 * level, 0)
        assert 80 < shot.y.mean() < 150


def test_a_missing_misspelt_or_impossible_number_is_named() -> None:
    good = camera()
    without = {k: v for k, v in good.params.items() if k != "max_gain"}
    for params, word in (
        (without, "max_gain"),
        (good.params | {"vignete": 0.1}, "vignette"),
        (good.params | {"crf": 99.0}, "crf"),
    ):
        with pytest.raises(SceneError, match=word):
            Capture(dataclasses.replace(good, params=params))
    with pytest.raises(SceneError, match="even"):
        Capture(dataclasses.replace(good, width_px=321))
    with pytest.raises(SceneError, match="yesterday"):
        Capture(dataclasses.replace(good, clock=True, start_time="yesterday"))


def test_the_clock_touches_only_its_rectangle_and_ticks_every_second() -> None:
    with_clock, without = (Capture(camera(clock=c)) for c in (True, False))
    a, b = with_clock.frame(steps(3), 0), without.frame(steps(3), 0)
    x0, y0, x1, y1 = with_clock._clock.rect  # type: ignore[union-attr]
    differs = a.y != b.y
    assert differs[y0:y1, x0:x1].any()
    differs[y0:y1, x0:x1] = False
    assert not differs.any()
    chroma = a.u != b.u
    chroma[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2] = False
    assert not chroma.any()


@pytest.mark.parametrize(("fps", "height"), [(10.0, 360), (12.5, 180), (29.97, 1080)])
def test_the_clock_shows_whole_seconds_since_the_start(fps: float, height: int) -> None:
    clock = Clock("2025-03-14 23:59:58", frame_rate(fps), width=height * 16 // 9, height=height)
    pictures, texts = [], []
    for i in range(round(3 * fps) + 1):
        planes = Planes(
            np.full((height, height * 16 // 9), 90, np.uint8), *np.full((2, height // 2, height * 8 // 9), 100, np.uint8)
        )
        clock.stamp(planes, i)
        texts.append(clock.text(i))
        pictures.append(planes.y.tobytes())
    expected = [str(datetime(2025, 3, 14, 23, 59, 58 + s)) if s < 2 else f"2025-03-15 00:00:0{s - 2}" for s in range(4)]
    assert texts == [expected[int(Fraction(i) / frame_rate(fps))] for i in range(len(texts))]
    for i in range(1, len(texts)):
        assert (pictures[i] == pictures[i - 1]) == (texts[i] == texts[i - 1])
    assert planes.y.max() > 200
    assert planes.y.min() < 40


def test_frame_rates_are_exact() -> None:
    rates = [frame_rate(f) for f in (10, 12.5, 15, 23.976, 29.97, 30, 59.94)]
    assert rates == [10, Fraction(25, 2), 15, Fraction(24000, 1001), Fraction(30000, 1001), 30, Fraction(60000, 1001)]


@njit
def _rough_roots(values: np.ndarray, roots: np.ndarray) -> None:
    for i in range(len(values)):
        roots[i] = rough_root(values[i])


def test_a_rough_root_is_within_four_hundredths_and_its_square_right_on_average() -> None:
    values = np.geomspace(1e-9, 4.0**15 * 1e-9, 20001).astype(np.float32)  # whole periods of the error
    roots = np.empty_like(values)
    _rough_roots(values, roots)
    ratio = roots.astype(np.float64) / np.sqrt(values.astype(np.float64))
    assert abs(ratio - 1).max() < 0.041
    assert (ratio**2).mean() == pytest.approx(1, abs=0.002)
