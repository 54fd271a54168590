"""Specks: what is near the lens is soft, hides what it covers and no more; weather stays outside."""

from __future__ import annotations

import dataclasses
import functools
import math
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from independent_projection import pixels
from numpy.typing import NDArray
from scipy import ndimage
from staging import BULB, INFRARED, at, ball, plate_of, scene_of, timeline_of

from synthclips import catalog
from synthclips.catalog.nuisances.strokes import before_lens, strokes
from synthclips.dataset.check_truth import problems_of_truth
from synthclips.pipeline import Take, clip_of
from synthclips.raster.gbuffer import GBuffer
from synthclips.raster.lens import lens_of
from synthclips.raster.plate import Plate
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Scene
from synthclips.scene.spec import SceneSpec, Source
from synthclips.scene.timeline import Specks
from synthclips.stages import tracks
from synthclips.stages.compose import compose
from synthclips.stages.load import scene_from_text
from synthclips.stages.render import render

HOME = """
[clip]
duration_s = 2
fps = 5
size = [160, 90]
clock = false
[mix]
nothing = 1
[room]
kind = "{room}"
[light]
hour = {hour}
lamps_on = 0
infrared = {infrared}
"""


def spec_of(kind: str, *, room: str = "living_room", night: bool = False, **given: Any) -> SceneSpec:
    home = HOME.format(room=room, hour=1 if night else 12, infrared="true" if night else "false")
    table = f"[nuisances.{kind}]\n" + "".join(f"{k} = {v}\n" for k, v in given.items())
    return scene_from_text(home + table, Source(Path("home.toml")))


def dot(
    scene: Scene, *, right_m: float = 0.0, depth_m: float = 0.3, radius_m: float, opacity: float = 1.0, albedo: float = 0.5,
    **how: Any,
) -> Specks:  # fmt: skip
    """One dot before the lens of a stage."""
    ends = before_lens(scene, np.array([[[[right_m, 0.0, depth_m]] * 2]]))
    return strokes("dot", ends, radius_m, opacity, [albedo] * 4, long=False, **how)


@functools.cache
def stage(*, infrared: bool = False) -> tuple[Scene, Plate]:
    scene = scene_of(width=160, height=90, lights=(INFRARED,) if infrared else (BULB,), infrared=infrared)
    return scene, plate_of(scene)


def frame_of(staged: tuple[Scene, Plate], *found: Specks, ball_m: NDArray[np.float64] | None = None) -> GBuffer:
    """The only frame of a stage with these specks in it, and perhaps a ball 60 cm across."""
    scene, plate = staged
    places = {} if ball_m is None else {"ball": at(tuple(ball_m))}
    timeline = dataclasses.replace(timeline_of(scene, places), specks=found)
    (frame,) = render(scene, {"ball": ball(0.3)}, timeline, plate)
    return frame


def focal_px(scene: Scene) -> float:
    return float(lens_of(scene.viewpoint, scene.camera).numbers[0])


def lights(take: Take) -> list[tuple[GBuffer, NDArray[np.uint16]]]:
    return [(frame.gbuffer, frame.gbuffer.codes.copy()) for frame in take]


def calm(scene: Scene) -> Scene:
    return dataclasses.replace(scene, nuisances=())


@pytest.mark.parametrize("radius_m", [0.01, 0.025])
@pytest.mark.parametrize("soft", [0.0, 1.0])
def test_a_soft_dot_adds_as_much_light_as_a_sharp_one_of_its_size(radius_m: float, soft: float) -> None:
    staged = scene, _ = stage(infrared=True)
    empty = frame_of(staged).radiance.astype(float)
    frame = frame_of(staged, dot(scene, radius_m=radius_m, opacity=0.3, soft=soft))
    irradiance = 30.0 / 0.3**2 + 8.0  # of a lamp of 30 cd on the lens, and the air's; the dot is in the middle of the beam
    behind = empty[43:47, 0, 78:82].mean()
    expected = 0.3 * math.pi * (focal_px(scene) * radius_m / 0.3) ** 2 * (irradiance * 0.5 / math.pi - behind)
    assert (frame.radiance - empty).sum() == pytest.approx(expected, rel=0.05)


def test_what_the_lamp_lights_is_four_times_as_bright_at_half_the_distance() -> None:
    staged = scene, _ = stage(infrared=True)
    ambient = 8.0 * 0.5 / math.pi
    dots = (dot(scene, depth_m=d, radius_m=0.1 * d) for d in (0.4, 0.2, 0.1))
    far, near, nearest = (frame_of(staged, one).radiance[45, 0, 80] - ambient for one in dots)
    assert near == pytest.approx(4 * far, rel=0.01)
    assert nearest == pytest.approx(4 * near, rel=0.01)


def test_the_box_of_an_opaque_dot_is_the_projection_of_its_edge() -> None:
    staged = scene, _ = stage()
    dark = dot(scene, right_m=0.03, radius_m=0.025, boxed=True, albedo=0.0)
    layer = frame_of(staged, dark).specks[0]
    ((x, y),) = pixels(dark.ends_m[0, 0, :1].astype(float), scene)
    expected = np.array([x, y, x, y]) + focal_px(scene) * 0.025 / 0.3 * np.array([-1, -1, 1, 1])
    assert np.abs(np.array(layer.extent_px) - expected).max() < 0.1
    rows, columns = np.nonzero(layer.visible >= 2)
    box = np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]) + np.array(layer.rect[:2] * 2)
    assert np.abs(box - expected).max() < 1.0


def test_a_dot_hides_of_a_mover_what_it_covers_and_a_glow_hides_nothing() -> None:
    staged = scene, _ = stage(infrared=True)
    there = before_lens(scene, np.array([0.0, 0.0, 1.5]))
    near = {"depth_m": 0.2, "radius_m": 0.024}
    found: tuple[tuple[Specks, ...], ...] = ((), (dot(scene, **near),), (dot(scene, opacity=0.4, **near),))
    alone, behind, glowing = (frame_of(staged, *specks, ball_m=there).layers[0] for specks in found)
    missing = int((alone.visible >= 2).sum()) - int((behind.visible >= 2).sum())
    assert missing == pytest.approx(math.pi * (focal_px(scene) * 0.024 / 0.2) ** 2, rel=0.1)
    assert np.array_equal(alone.amodal, behind.amodal)
    assert np.array_equal(alone.visible, glowing.visible)


def test_what_stands_before_a_dot_hides_it() -> None:
    staged = scene, _ = stage()
    there = before_lens(scene, np.array([0.0, 0.0, 1.5]))
    empty = frame_of(staged, ball_m=there).codes.copy()
    frame = frame_of(staged, dot(scene, depth_m=1.9, radius_m=0.1, boxed=True), ball_m=there)
    assert np.array_equal(frame.codes, empty)
    (layer,) = frame.specks
    assert layer.visible.sum() == 0 < layer.amodal.sum()


@pytest.fixture(scope="module")
def moth() -> Scene:
    return compose(spec_of("insect", room="hallway", night=True, strength=4, sort="'moth'"), seed=0, index=0)


def test_an_insect_changes_the_light_inside_its_rectangle_only(moth: Scene) -> None:
    came = 0
    for (frame, light), (_, empty) in zip(lights(Take(moth)), lights(Take(calm(moth))), strict=True):
        for layer in frame.specks:
            x0, y0, x1, y1 = layer.rect
            came += int((light[y0:y1, :, x0:x1] != empty[y0:y1, :, x0:x1]).any())
            light[y0:y1, :, x0:x1] = empty[y0:y1, :, x0:x1]
        assert light.tobytes() == empty.tobytes()
    assert came > 3


def test_an_insect_at_night_is_told_with_boxes_around_its_path(moth: Scene) -> None:
    clip = clip_of(moth)
    assert list(problems_of_truth(clip.truth)) == []
    assert clip.truth["verdict"] == "nuisance"
    assert "an insect flies before the lens" in clip.truth["caption"]
    timeline = Take(moth).timeline
    told = {t["id"]: t for t in clip.truth["tracks"] if t["type"] == "nuisance"}
    assert set(told) == {"insect", "insect_2"}
    rows = [
        (s, frame, row)
        for s in timeline.specks
        for frame, row in tracks.rows(told[s.id])
        if row["box"] and row["truncation"] == 0
    ]
    assert len(rows) > 3
    for found, frame, row in rows:
        body = pixels(found.ends_m[frame, 0].astype(float), moth)
        x0, y0, x1, y1 = row["box"]
        assert (np.array([x0, y0]) - 1 <= body.min(0)).all()
        assert (body.max(0) <= np.array([x1, y1]) + 1).all()
        wide = 160 / 2 / math.tan(moth.viewpoint.fov_rad / 2) * 2 * 2.2 * 0.0165 / row["distance_m"]  # twice the glow's edge
        assert max(x1 - x0, y1 - y0) < np.ptp(body, 0).max() + wide


def test_a_web_is_there_from_the_first_frame_by_night_and_not_to_be_seen_by_day() -> None:
    seen = []
    for night in (True, False):
        scene = compose(spec_of("spider", night=night, strength=3, web="'orb'"), seed=0, index=0)
        first = next(iter(Take(scene))).gbuffer
        seen.append(next(layer.altered_px for layer in first.specks if layer.id == "spider_web"))
    assert seen[0] > 1000 > 50 > seen[1]


@cache
def _seed_with_a_view_out() -> int:
    """The first home whose camera sees through a window."""
    return next(s for s in range(12) if _outside(Take(compose(spec_of("rain"), seed=s, index=0))).sum() > 200)


def _outside(take: Take) -> np.ndarray:
    return take.plate.owner == take.plate.owners.index("outside")


@pytest.mark.parametrize("kind", ["rain", "snow"])
def test_weather_changes_only_what_shows_outside_and_more_the_stronger_it_is(kind: str) -> None:
    amounts, seed = [], _seed_with_a_view_out()
    for strength in (1, 5):
        scene = compose(spec_of(kind, strength=strength), seed=seed, index=0)
        take = Take(scene)
        outside = _outside(take)
        depth = take.plate.depth_m.reshape(90, 2, 160, 2).max((1, 3))
        farthest = np.sqrt((np.array(scene.room.size_m) ** 2).sum())  # in the room
        glimpse = ndimage.binary_dilation(outside, np.ones((3, 3))) | (depth > farthest)  # a part of the pixel
        (_, light), (_, empty) = (lights(t)[3] for t in (take, Take(calm(scene), take.plate)))
        changed = (light != empty).any(1)
        assert not (changed & ~outside & ~glimpse).any()
        amounts.append(float(np.abs(light.astype(np.float64) - empty).sum()))
    assert amounts[1] > 2 * amounts[0] > 0


@pytest.mark.parametrize("kind", ["rain", "snow"])
def test_weather_is_refused_where_no_window_is(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    traits: Any = catalog.kind("rooms", "hallway").traits
    monkeypatch.setitem(traits, "habits", dataclasses.replace(traits["habits"], windows={0: 1}))
    with pytest.raises(SceneError) as caught:
        compose(spec_of(kind, room="hallway"), seed=0, index=0)
    assert str(caught.value).endswith(f"nuisances.{kind}: {kind} needs a window; the hallway has none")


@pytest.mark.parametrize(("albedo", "mist"), [(0.0, False), (0.0, True), (4.0, True)])
def test_a_mist_only_adds_light_and_what_is_soft_may_be_dark(albedo: float, mist: bool) -> None:
    staged = stage()
    blob = dot(staged[0], depth_m=1.0, radius_m=0.1, opacity=0.6, albedo=albedo, soft=1.0, mist=mist)
    plain, over = (frame_of(staged, *found).radiance for found in ((), (blob,)))
    assert (over < 0.99 * plain).any() == (albedo == 0.0 and not mist)
    assert (over > 1.01 * plain).any() == (albedo > 0.0)
