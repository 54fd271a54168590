"""Light of any hour: where sun and moon stand, how bright dusk is, and which lamps a home has then."""

from __future__ import annotations

import dataclasses
import datetime
import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from synthclips import catalog
from synthclips.raster.lens import lens_of, project
from synthclips.raster.light import plate_of
from synthclips.raster.openings import frame
from synthclips.raster.plate import decode
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Camera, Lamp, Opening, Room, Scene, Viewpoint
from synthclips.scene.streams import Streams
from synthclips.stages.compose import compose
from synthclips.stages.compose.light import compose_lamps
from synthclips.stages.compose.light.colour import of_kelvin
from synthclips.stages.compose.light.indoors import SHADED_CD
from synthclips.stages.compose.light.sky import moon_direction, sky_at, sun_direction
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.load import load_scene
from synthclips.stages.statics import gathered
from tests.test_light import DEPTH, HEIGHT, WHITE, WIDTH, matt, walls

MIDNIGHT = {"light.hour": 0.0, "light.day": 355, "light.latitude_deg": 50.0, "light.sky": "clear", "light.lamps_on": 0.0}


HAS = ["couch", "coffee_table", "tv_stand", "television", "floor_lamp"]


def home(**light: Any) -> Scene:
    settings = {**MIDNIGHT, "furniture.required": HAS, **{f"light.{name}": value for name, value in light.items()}}
    return compose(load_scene("living_room_day", settings), seed=3, index=0)


def kinds(scene: Scene) -> list[str]:
    return [lamp.id.split("_")[0] for lamp in scene.lamps]


def test_the_full_moon_of_midwinter_stands_at_midnight_where_the_sun_of_midsummer_stands_at_noon():
    moon = moon_direction(0.0, 50.0, 355, 1.0, waxing=True)
    np.testing.assert_allclose(moon, sun_direction(12.0, 50.0, 172), atol=0.01)


def test_the_new_moon_stands_before_the_sun_and_a_waxing_half_moon_sets_six_hours_after_it():
    np.testing.assert_allclose(moon_direction(15.0, 40.0, 80, 0.0, waxing=True), sun_direction(15.0, 40.0, 80), atol=0.01)
    half = moon_direction(18.0, 40.0, 80, 0.5, waxing=True)  # at sunset of an equinox it is in the south
    assert half[1] == pytest.approx(math.pi, abs=0.05)


def test_a_half_moon_gives_a_twelfth_of_a_full_one_and_a_new_one_nothing():
    full, half, new = (sky_at("clear", 0.0, 0.0, 80, lit, waxing=True).moon_lux for lit in (1.0, 0.5, 0.0))
    overhead = [sky_at("clear", hour, 0.0, 80, 0.5, waxing=True).moon_lux for hour in np.arange(0, 24, 0.25)]
    assert full == pytest.approx(0.25, rel=0.02)
    assert max(overhead) == pytest.approx(full / 12, rel=0.15)
    assert half <= max(overhead)
    assert new == 0.0


def test_dusk_fades_without_a_step_from_daylight_to_a_ten_millionth():
    levels = [sky_at("clear", hour, 50.0, 80, 0.0, waxing=True).cd_m2 for hour in np.arange(12.0, 23.0, 0.02)]
    assert all(later <= earlier for earlier, later in pairwise(levels))
    assert all(later > 0.75 * earlier for earlier, later in pairwise(levels))
    assert levels[-1] < 1e-6 * levels[0]


def test_the_sky_after_sunset_is_bluer_and_a_low_sun_redder():
    noon, dusk = (sky_at("clear", hour, 50.0, 80, 0.0, waxing=True) for hour in (12.0, 18.5))
    assert dusk.colour[2] / dusk.colour[0] > 1.2 * noon.colour[2] / noon.colour[0]
    low = sky_at("clear", 17.3, 50.0, 80, 0.0, waxing=True).sunlight
    assert 0 < low[2] / low[0] < 0.6 * noon.sunlight[2] / noon.sunlight[0]


def test_glowing_things_are_redder_the_cooler_and_all_as_bright():
    colours = [of_kelvin(k) for k in (1000, 1900, 2700, 2850, 4100, 6500, 20000)]
    assert all(a[0] / a[2] >= b[0] / b[2] for a, b in pairwise(colours))
    assert colours[2] == (1.28, 0.98, 0.60)
    assert all(0.2126 * r + 0.7152 * g + 0.0722 * b == pytest.approx(1.0, abs=0.03) for r, g, b in colours)


def test_without_a_word_a_lamp_is_one_of_the_usual_power_and_lit_where_the_sun_is_down():
    bulb = next(lamp for lamp in home().lamps if lamp.kind == "bulb")
    assert kinds(home()) == ["bulb", "doorway"]
    assert SHADED_CD[0] <= bulb.power_rgb[1] / 0.98 <= SHADED_CD[1]


@pytest.mark.parametrize("hanging", ["ceiling_lamp", "pendant"])
def test_lamps_shine_as_many_as_strong_and_as_warm_as_the_file_says(hanging):
    more = {"furniture.required": ["couch", "coffee_table", "floor_lamp", hanging], "furniture.optional": {}}
    lit = {"light.lamp_count": 2, "light.lamp_lumen": 800.0, "light.lamp_kelvin": 6500.0}
    scene = compose(load_scene("living_room_day", {**MIDNIGHT, **more, **lit}), seed=3, index=0)
    bulbs = [lamp for lamp in scene.lamps if lamp.kind == "bulb"]
    assert len(bulbs) == 2
    for bulb in bulbs:
        np.testing.assert_allclose(bulb.power_rgb, 800 / (4 * math.pi) * np.array(of_kelvin(6500.0)), rtol=1e-3)
    item = scene.item(hanging)
    height = catalog.kind("furniture", item.kind).traits["height"](item.params)
    assert item.position_m[2] + height == pytest.approx(scene.room.size_m[2], abs=1e-3)
    assert item.materials["shade"].lamp == f"bulb_{hanging}"


def test_moon_or_street_light_leaves_the_lamps_off():
    assert kinds(home(moon=1.0))[:1] == ["sky"]
    assert "bulb" not in kinds(home(moon=1.0))
    assert "street" in kinds(home(street_lux=5.0))
    assert "bulb" not in kinds(home(street_lux=5.0))
    assert "bulb" in kinds(home(street_lux=5.0, lamps_on=1.0))


def test_a_street_light_gives_its_lux_at_the_window():
    scene = home(street_lux=5.0, street_kelvin=4000.0)
    lamp = next(lamp for lamp in scene.lamps if lamp.kind == "street")
    window = next(o for o in scene.room.openings if o.id == lamp.opening)
    corner, u, v = frame(scene.room, window)
    away = np.subtract(lamp.position_m, corner + 0.5 * u + 0.5 * v)
    lux = np.array(lamp.power_rgb) / (away**2).sum()
    np.testing.assert_allclose(lux, 5.0 * 0.8 * np.array(of_kelvin(4000.0)), rtol=0.01)


def test_a_television_that_is_on_lights_the_room_from_its_picture():
    scene = home(television_on=1.0, moon=0.5)
    lamp = next(lamp for lamp in scene.lamps if lamp.kind == "panel")
    item = scene.item(lamp.id.removeprefix("screen_"))
    mesh = catalog.kind("furniture", item.kind).make(key=item.key, **item.params)
    picture = mesh.vertices_m[np.unique(mesh.faces[mesh.slot == mesh.slots.index("screen")])]
    assert picture[:, 2].mean() + item.position_m[2] == pytest.approx(lamp.position_m[2], abs=2e-3)
    assert np.ptp(picture[:, 0]) == pytest.approx(lamp.size_m[0], abs=1e-3)
    assert item.materials["screen"].lamp == lamp.id


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("lamp_lumen", -5, "-5 is out of range: must be a number from 0 to 20000 lm"),
        ("street_lux", -1.0, "-1 is out of range: must be a number from 0 to 100 lx"),
        ("moon", 2, "2 is out of range: must be a number from 0 to 1"),
        ("lamp_kelvn", 2700, "did you mean 'lamp_kelvin'"),
    ],
)
def test_a_lamp_that_cannot_be_is_answered_in_one_sentence(tmp_path, key, value, words):
    file = tmp_path / "dark.toml"
    file.write_text(f"# A scene.\n[light]\n{key} = {value}\n")
    with pytest.raises(SceneError) as error:
        load_scene(str(file))
    assert words in str(error.value)
    assert "dark.toml:3: light." in str(error.value)


def test_a_street_light_shines_only_through_its_window_and_as_its_distance_says():
    """A hole of 1 x 1 m in the far wall and a lantern 5 m before it light a square of the near wall by the inverse square."""
    opening = Opening("window", "window", 2, WIDTH - 2.0, 1.0, 1.0, 1.0)
    lantern = Lamp("street", "street", (2.0, DEPTH + 5.0, 1.5), (0.0, 0.0, -1.0), (0.02, 0.0), (900.0,) * 3, opening="window")
    pieces = [("room", m, {"face": matt(WHITE)}) for side, m in walls(WIDTH, DEPTH, HEIGHT).items() if side != "far"]
    soup, materials = gathered(pieces)
    lens = lens_of(
        Viewpoint((2.0, 2.9, 1.5), math.radians(-90), 0.0, 0.0, math.radians(90), 0.0, 0.0),
        Camera("", 160, 90, 15.0, False, {}, False, "", 0),
    )
    mean = np.array([(*m.rgb, m.ir) for m in materials], np.float32)
    plate = plate_of(
        soup, materials, (lantern,), room=Room("box", (WIDTH, DEPTH, HEIGHT), (opening,), {}, 0), lens=lens, infrared=False,
        albedo_of=lambda k, surface_m, spread_m: np.tile(mean[k], (len(surface_m), 1)), mean_albedo=mean,
    )  # fmt: skip
    seen = decode(plate.direct[0], plate.direct_scale[0])[..., 1] * math.pi / WHITE[1]
    for x, z, share in ((2.0, 1.5, 1.0), (2.6, 1.2, 1.0), (3.1, 1.5, 0.0), (2.0, 0.4, 0.0)):
        column, row, _ = project(np.array([(x, 0.0, z)]), lens)[0]
        away = math.dist((x, 0.0, z), lantern.position_m)
        expected = share * 900.0 * (DEPTH + 5.0) / away**3
        assert seen[int(row), int(column)] == pytest.approx(expected, rel=0.02, abs=0.05)


def test_where_no_light_comes_in_by_day_somebody_has_switched_a_lamp_on():
    noon = {**MIDNIGHT, "light.hour": 12.0, "furniture.required": HAS}
    spec, scene = load_scene("living_room_day", noon), home(hour=12.0)
    bare = dataclasses.replace(scene.room, openings=())
    for room, expected in ((scene.room, False), (bare, True)):
        lamps = compose_lamps(spec, Scenery(room, scene.items), scene.viewpoint, Streams(3, "home"), infrared=False)
        assert any(lamp.kind == "bulb" for lamp in lamps) == expected


def test_infrared_clips_are_stamped_with_nights() -> None:
    spec = load_scene("child_room_night", {"light.latitude_deg": 54.0, "light.hour": 21.0, "clip.clips_per_home": 1})
    days = set()
    for seed in range(40):
        start = datetime.datetime.fromisoformat(compose(spec, seed=seed, index=0).camera.start_time)
        days.add(start.timetuple().tm_yday)
    # at 54 degrees at nine the sun is 6 under the horizon but where its declination is over 20.6: 25 May to 18 July
    assert not any(146 < day < 198 for day in days), sorted(days)
    assert len(days) > 20
