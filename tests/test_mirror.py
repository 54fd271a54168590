"""Mirrors: what they show is the room and whoever moves in it, mirrored; and nobody is where his reflection is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from independent_projection import pixels, skinned
from staging import at, ball, lit_by, scene_of, timeline_of
from test_light import RED, matt, quad, walls

from synthclips.catalog import kind, settled
from synthclips.catalog.actions.cat import perform
from synthclips.dataset.check_truth import problems_of_truth
from synthclips.geometry.body import Body
from synthclips.geometry.outline import walls as sides
from synthclips.geometry.shapes import box
from synthclips.halves import decoded
from synthclips.pipeline import Take, make_scene
from synthclips.raster import platefile
from synthclips.raster.backdrop import backdrop_of
from synthclips.raster.gbuffer import GBuffer
from synthclips.raster.lens import Lens, lens_of
from synthclips.raster.light import plate_of
from synthclips.raster.plate import Plate, decode
from synthclips.scene.records import Actor, Camera, Lamp, Material, Room, Scene, Step, Viewpoint
from synthclips.scene.streams import Streams
from synthclips.scene.timeline import Timeline, Track
from synthclips.stages.load import load_scene
from synthclips.stages.reflections import Reflections
from synthclips.stages.render import render
from synthclips.stages.statics import gathered

SIZE_M = (4.0, 3.0, 2.5)
GLASS_M = 0.01  # the mirror hangs on the wall x = 0, its glass so far before it
TINT = (0.8, 0.85, 0.9, 0.7)
BULB = Lamp("bulb", "bulb", (2.0, 1.5, 1.8), (0.0, 0.0, 0.0), (0.03, 0.0), (100.0, 80.0, 60.0))
VIEW = Viewpoint((3.9, 0.15, 1.9), np.radians(140), np.radians(-22), 0.03, np.radians(95), -0.06, 0.0)
HANGING = ((GLASS_M, 0.5, 0.1), (GLASS_M, 2.6, 0.1), (GLASS_M, 2.6, 1.9), (GLASS_M, 0.5, 1.9))
BOX = ((1.5, 2.4, 0.0), (0.4, 0.3, 0.6))  # middle of its foot, size
MIRROR = Material("mirror", TINT[:3], TINT[:3], TINT[3])


@dataclass
class Stage:
    scene: Scene
    lens: Lens
    plate: Plate

    def filmed(self, bodies: dict[str, Body], timeline: Timeline) -> list[GBuffer]:
        return [replace(g, codes=g.codes.copy()) for g in render(self.scene, bodies, timeline, self.plate)]

    def of_mirror(self) -> np.ndarray:
        """(H, W) pixels whose upper left sample lies on the mirror."""
        return self.plate.owner == self.plate.owners.index("mirror")


def behind(points_m: np.ndarray) -> np.ndarray:
    """Where the mirror on the wall shows points."""
    return np.array(points_m, float) * (-1, 1, 1) + (2 * GLASS_M, 0, 0)


def stage(surface=MIRROR, *, hanging=HANGING, lens=None, without=(), lamp=BULB, infrared=False, size=(320, 180)) -> Stage:
    pieces = [("room", mesh, {"face": matt((0.8, 0.8, 0.8))}) for side, mesh in walls(*SIZE_M).items() if side not in without]
    pieces.append(("box", box(BOX[1], "face", at_m=BOX[0], bevel_m=0), {"face": matt(RED)}))
    if "mirror" not in without:
        pieces.append(("mirror", quad(*hanging), {"face": surface}))
    soup, materials = gathered(pieces)
    room, camera = Room("box", SIZE_M, (), {}, 0), Camera("test", *size, 15.0, infrared, {}, False, "", 0)
    scene = replace(scene_of(lights=(lamp,)), viewpoint=VIEW, camera=camera, room=room)
    lens = lens or lens_of(VIEW, camera)
    mean = np.array([(*m.rgb, m.ir) for m in materials], np.float32)
    plate = plate_of(
        soup, materials, (lamp,), room=room, lens=lens, infrared=infrared, mean_albedo=mean,
        albedo_of=lambda k, surface_m, spread_m: np.tile(mean[k], (len(surface_m), 1)),
    )  # fmt: skip
    return Stage(scene, lens, plate)


@pytest.fixture(scope="module")
def mirrored() -> Stage:
    return stage()


@pytest.fixture(scope="module")
def board() -> Stage:
    return stage(matt(TINT[:3]))


@pytest.fixture(scope="module")
def night() -> Stage:
    lens = lens_of(VIEW, Camera("test", 16, 9, 15.0, True, {}, False, "", 0))
    axis = tuple(float(v) for v in lens.camera_from_world[2, :3])
    return stage(lamp=Lamp("infrared", "infrared", VIEW.position_m, axis, (0.02, 0.0), (50.0,) * 3, beam_rad=0.7), infrared=True)


@pytest.fixture(scope="module")
def cat() -> tuple[Body, Track]:
    """Walks past the mirror."""
    of = kind("actors", "cat")
    params = settled(of, {}, Streams(3, "cat", 1))
    body = of.make(key=1, **params)
    script = (Step("walk", {"path_m": [[1.0, 0.6], [1.0, 2.5]], "speed_mps": 0.7}),)
    actor = Actor("tom", "cat", "pet", params, script, (1.0, 0.6, 0.0), np.pi / 2, 0.0, True, 7)
    return body, perform(actor, body, np.arange(12) / 5).track


def alone(track: Track) -> Timeline:
    count = len(track.present)
    return Timeline(np.arange(count) / 5, (track,), np.ones((count, 1), np.float32), (), ())


def drawn(body: Body, pose: np.ndarray, stage: Stage) -> np.ndarray:
    """(H, W) samples of each pixel under the mirrored skin, 0..4: triangle by triangle, sample by sample."""
    corners = 2 * pixels(behind(skinned(body, pose)), stage.scene)[body.faces] - 0.5  # samples lie at whole numbers
    found = np.zeros((2 * stage.scene.camera.height_px, 2 * stage.scene.camera.width_px), bool)
    for triangle in corners[np.isfinite(corners).all((1, 2))]:
        (x0, y0), (x1, y1) = np.maximum(np.ceil(triangle.min(0)), 0).astype(int), np.floor(triangle.max(0)).astype(int) + 1
        if x0 < x1 and y0 < y1:
            x, y = np.arange(x0, x1), np.arange(y0, y1)[:, None]
            pairs = zip(triangle, np.roll(triangle, -1, 0), strict=True)
            off = np.array([(q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]) for p, q in pairs])
            inside = (off >= 0).all(0) | (off <= 0).all(0)
            found[y0:y1, x0:x1] |= inside[: found.shape[0] - y0, : found.shape[1] - x0]
    return found.reshape(found.shape[0] // 2, 2, -1, 2).sum((1, 3))


def whole(layer, stage: Stage, name: str) -> np.ndarray:
    out = np.zeros(stage.plate.owner.shape, np.uint8)
    x0, y0, x1, y1 = layer.rect
    out[y0:y1, x0:x1] = getattr(layer, name)
    return out


def test_a_mirror_shows_what_an_eye_behind_it_would_see_without_the_wall(mirrored):
    reflection = np.diag([-1.0, 1.0, 1.0, 1.0])
    reflection[0, 3] = 2 * GLASS_M
    eye = replace(mirrored.lens, camera_from_world=(mirrored.lens.camera_from_world @ reflection).astype(np.float32))
    there = stage(lens=eye, without=("mirror", "left"))
    (mirror,) = mirrored.plate.mirrors
    (x0, y0), (h, w) = mirror.corner, mirror.beyond_m.shape
    own, other = mirror.beyond_m, there.plate.depth_m[2 * y0 : 2 * y0 + h, 2 * x0 : 2 * x0 + w]
    shows = own > 0
    assert shows.sum() > 20_000
    assert np.mean(np.abs(own[shows] - other[shows]) < 0.002) > 0.999
    light, seen = (decode(p.direct[0], p.direct_scale[0]) for p in (mirrored.plate, there.plate))
    inside = (whole_mirror := mirrored.of_mirror()) & np.roll(whole_mirror, -1, 0) & np.roll(whole_mirror, -1, 1)
    off = np.abs(light - seen * TINT[:3])[inside] / (seen * TINT[:3])[inside].max(0)
    assert np.quantile(off, 0.99) < 0.01
    assert off.mean() < 0.001


def test_a_thing_shows_in_a_mirror_where_its_mirrored_corners_project_to(mirrored):
    (x, y, z), (w, d, h) = BOX
    corners = np.array([(x + i * w / 2, y + j * d / 2, z + k * h) for i in (-1, 1) for j in (-1, 1) for k in (0, 1)])
    expected = pixels(behind(corners), mirrored.scene)
    albedo = mirrored.plate.albedo.astype(int)
    red = mirrored.of_mirror() & (albedo[..., 0] > 2 * albedo[..., 1])
    ys, xs = np.nonzero(red)
    assert len(xs) > 150
    np.testing.assert_allclose([xs.min(), ys.min()], expected.min(0), atol=1.0)
    np.testing.assert_allclose([xs.max() + 1, ys.max() + 1], expected.max(0), atol=1.0)


def test_light_and_shadow_are_worked_out_where_what_shows_truly_is(mirrored):
    inside = mirrored.of_mirror()
    position = backdrop_of(mirrored.plate, mirrored.lens).position[inside]
    low, high = np.quantile(position, 0.01, 0), np.quantile(position, 0.99, 0)
    assert (low > -0.01).all()
    assert (high < np.array(SIZE_M) + 0.01).all()
    at_px = pixels(behind(position), mirrored.scene)
    rows, columns = np.nonzero(inside)
    assert np.quantile(np.abs(at_px - np.stack([columns, rows], 1) - 0.5), 0.99) < 0.3


def test_a_walking_cat_shows_in_the_mirror_where_its_mirrored_skin_projects_to(mirrored, cat):
    body, track = cat
    inside = mirrored.of_mirror()
    for gbuffer in mirrored.filmed({"tom": body}, alone(track))[3:9:2]:
        (layer,) = gbuffer.reflections
        own = whole(layer, mirrored, "amodal")[inside].astype(int)
        expected = drawn(body, track.world_from_bone[gbuffer.index], mirrored)[inside]
        assert expected.sum() > 300
        assert np.minimum(own, expected).sum() / np.maximum(own, expected).sum() > 0.98
        skin = np.c_[behind(skinned(body, track.world_from_bone[gbuffer.index])), np.ones(len(body.vertices_m))]
        middle = float((mirrored.lens.camera_from_world[2] @ skin.T).mean())
        assert layer.depth_m[layer.amodal > 0].mean() < middle - 0.02  # its near side, not its far one turned inside out


def test_who_stands_before_the_mirror_hides_what_it_shows(mirrored):
    near = at((0.6, 1.3, 0.5))
    timeline = timeline_of(mirrored.scene, {"near": near, "far": at((0.25, 1.75, 0.5))})
    (gbuffer,) = mirrored.filmed({"near": ball(0.2), "far": ball(0.2)}, timeline)
    total = sum(whole(x, mirrored, "visible").astype(int) for x in (*gbuffer.layers, *gbuffer.reflections))
    assert total.max() == 4
    shown = {x.id: x for x in gbuffer.reflections}
    before = next(x for x in gbuffer.layers if x.id == "far")
    both = (whole(before, mirrored, "amodal") == 4) & (whole(shown["far"], mirrored, "amodal") == 4)
    assert both.sum() > 30
    assert not whole(shown["far"], mirrored, "visible")[both].any()


def test_a_ball_s_shadow_on_the_floor_shows_in_the_mirror(mirrored):
    place = np.array([1.6, 1.3, 0.7])
    timeline = timeline_of(mirrored.scene, {"ball": at(tuple(place))})
    (gbuffer,) = mirrored.filmed({"ball": ball(0.15)}, timeline)
    lamp = np.array(BULB.position_m)
    floor = lamp + (place - lamp) * lamp[2] / (lamp[2] - place[2])
    before = mirrored.filmed({}, timeline_of(mirrored.scene, {}))[0]
    lost = decoded(gbuffer.codes)[:, 0] / decoded(before.codes)[:, 0]
    (x, y), (fx, fy) = pixels(behind(np.array([floor, floor + (0.0, 0.7, 0.0)])), mirrored.scene).astype(int)
    assert mirrored.of_mirror()[y, x]
    assert mirrored.of_mirror()[fy, fx]
    direct, indirect = (light[0, y, x, 0] for light in lit_by(mirrored.plate, np.ones(1)))
    assert lost[y, x] < 1.05 * indirect / (direct + indirect)
    assert lost[fy, fx] > 0.97


def test_an_actor_s_own_mask_is_the_same_before_a_mirror_as_before_a_board(mirrored, board, cat):
    body, track = cat
    pairs = zip(*(s.filmed({"tom": body}, alone(track)) for s in (mirrored, board)), strict=True)
    for glass, wood in pairs:
        assert not wood.reflections
        assert [x.rect for x in glass.layers] == [x.rect for x in wood.layers]
        for a, b in zip(glass.layers, wood.layers, strict=True):
            assert a.visible.tobytes() == b.visible.tobytes()
            assert a.depth_m.tobytes() == b.depth_m.tobytes()
    assert mirrored.plate.depth_m.tobytes() == board.plate.depth_m.tobytes()
    assert mirrored.plate.owner.tobytes() == board.plate.owner.tobytes()


@pytest.mark.parametrize(("spot", "straight"), [((1.0, 1.2, 0.0), 1.0), ((1.1, 2.75, 0.0), 0.0)])
def test_the_lamp_on_the_lens_lights_what_shows_in_a_mirror_straight_and_by_way_of_the_glass(night, spot, straight):
    """The second spot lies behind the box, where only the glass brings light."""
    lamp, point = night.scene.lamps[0], np.array(spot)
    eye, axis = np.array(lamp.position_m), np.array(lamp.direction)
    arrives = straight * falls_on(point, eye, axis, lamp) + TINT[3] * falls_on(point, behind(eye), axis * (-1, 1, 1), lamp)
    x, y = pixels(behind(point[None]), night.scene)[0].astype(int)
    assert night.of_mirror()[y, x]
    light = lit_by(night.plate, np.ones(1))[0][0, y, x, 0]
    assert light == pytest.approx(0.5 * TINT[3] / np.pi * lamp.power_rgb[0] * arrives, rel=0.04)


def falls_on(point: np.ndarray, at_m: np.ndarray, axis: np.ndarray, lamp: Lamp) -> float:
    """Irradiance on the floor, lux a candela."""
    way = at_m - point
    r = float(np.sqrt((way**2).sum()))
    off = (1 + float(way @ axis) / r) / (1 - np.cos(lamp.beam_rad))
    return float(way[2]) / r**3 / (1 + off**2)


def test_the_lamp_on_the_lens_lights_the_side_of_a_mover_that_the_mirror_shows(night):
    (gbuffer,) = night.filmed({"ball": ball(0.25)}, timeline_of(night.scene, {"ball": at((0.7, 1.4, 0.8))}))
    (twin,) = gbuffer.reflections
    light = decoded(gbuffer.codes)[:, 0]
    shown = whole(twin, night, "visible") == 4
    own = whole(gbuffer.layers[0], night, "visible") == 4
    assert 0.1 < light[shown].mean() / light[own].mean() < 0.9


def test_what_is_behind_a_mirror_does_not_show_in_it():
    free = ((1.0, 0.5, 0.1), (1.0, 2.6, 0.1), (1.0, 2.6, 1.9), (1.0, 0.5, 1.9))
    standing = stage(hanging=free)
    timeline = timeline_of(standing.scene, {"before": at((1.6, 1.3, 0.5)), "behind": at((0.5, 1.3, 0.5))})
    (gbuffer,) = standing.filmed({"before": ball(0.2), "behind": ball(0.2)}, timeline)
    shown = {x.id: int(x.visible.sum()) for x in gbuffer.reflections}
    assert shown.get("behind", 0) == 0
    assert shown["before"] > 100


def test_a_mirror_in_a_mirror_is_matt_and_grey():
    pieces = quad((3.95, 2.6, 0.1), (3.95, 0.5, 0.1), (3.95, 0.5, 1.9), (3.95, 2.6, 1.9))
    soup, materials = gathered([("mirror", quad(*HANGING), {"face": MIRROR}), ("other", pieces, {"face": MIRROR})])
    lens = lens_of(VIEW, Camera("test", 64, 36, 15.0, False, {}, False, "", 0))
    mean = np.array([(*m.rgb, m.ir) for m in materials], np.float32)
    plate = plate_of(
        soup, materials, (BULB,), room=Room("box", SIZE_M, (), {}, 0), lens=lens, infrared=False, mean_albedo=mean,
        albedo_of=lambda k, surface_m, spread_m: np.tile(mean[k], (len(surface_m), 1)),
    )  # fmt: skip
    inside = plate.mirrors[0].beyond_m[::2, ::2]
    (x0, y0), (h, w) = plate.mirrors[0].corner, inside.shape
    albedo = (plate.albedo[y0 : y0 + h, x0 : x0 + w][(inside > 0) & np.isfinite(inside)] / 255.0) ** 2
    assert len(albedo) > 20
    np.testing.assert_allclose(np.median(albedo, 0), 0.4 * np.array(TINT) ** 2, rtol=0.03)


def test_a_plate_with_a_mirror_reads_back_from_its_file(mirrored, tmp_path):
    path = tmp_path / "room.plate"
    platefile.write(mirrored.plate, path)
    back = platefile.read(path)
    assert back is not None
    for one, other in zip(back.mirrors, mirrored.plate.mirrors, strict=True):
        assert (one.id, one.corner) == (other.id, other.corner)
        assert one.beyond_m.tobytes() == other.beyond_m.tobytes()
        assert one.reflection.tobytes() == other.reflection.tobytes()
        assert one.tint.tobytes() == other.tint.tobytes()


def test_reflections_are_told_in_rows_of_equal_frames(mirrored):
    places = [(0.9, 1.0 + 0.1 * max(0, k - 3), 0.6) for k in range(6)]
    told = Reflections()
    for gbuffer in mirrored.filmed({"ball": ball(0.2)}, timeline_of(mirrored.scene, {"ball": at(*places)})):
        told.add(gbuffer)
    (entry,) = told.told()
    assert (entry["reflection_of"], entry["mirror"]) == ("ball", "mirror")
    assert entry["frame"] == [0, 4, 5]
    assert entry["repeat"] == [4, 1, 1]
    assert entry["visible_px"][0] > 100


def test_who_rests_shows_in_the_mirror_as_one_who_moves_does(mirrored):
    """After eight frames at rest it is part of the still image, its twin too."""
    rests, passes = [(0.9, 1.6, 0.5)] * 10, [(0.5, 0.8 + 0.1 * k, 0.4) for k in range(10)]
    alone, moved = at(*rests), at(*rests)
    moved[:, :, 2, 3] += np.float32(2.0**-20) * np.arange(10, dtype=np.float32)[:, None]
    still, stirring = (
        mirrored.filmed({"a": ball(0.2), "b": ball(0.1)}, timeline_of(mirrored.scene, {"a": poses, "b": at(*passes)}))
        for poses in (alone, moved)
    )
    for one, other in zip(still, stirring, strict=True):
        assert [x.id for x in one.reflections] == [x.id for x in other.reflections]
        for a, b in zip(one.reflections, other.reflections, strict=True):
            off = whole(a, mirrored, "visible").astype(int) - whole(b, mirrored, "visible")
            assert np.abs(off).sum() <= 2  # a sample on an edge
        assert np.mean(np.abs(decoded(one.codes) / decoded(other.codes) - 1) > 0.02) < 1e-4


@pytest.fixture(scope="module")
def film() -> dict:
    """The truth of a clip in a home with a mirror on every wall but the door's."""
    settings = {"clip.size": [160, 90], "clip.duration_s": 1.6, "clip.fps": 5.0, "mix": {"pet": 1.0}}
    scene = make_scene(load_scene("living_room_day", settings | {"furniture.optional.wall_mirror": 1.0}), seed=1, index=0)
    one = scene.item("wall_mirror")
    (door,) = (o.wall for o in scene.room.openings if o.kind == "door")
    params = one.params | {"width_m": 1.8, "height_m": 1.7, "shape": "rectangle"}
    hung = [
        replace(one, id=f"mirror_{w.index}", params=params, position_m=(*w.at(w.length_m / 2), 0.3), yaw_rad=w.yaw_rad)
        for w in sides(scene.room.outline)
        if w.index != door
    ]
    take = Take(replace(scene, items=(*scene.items, *hung)))
    frames = [(f.observations, f.exposure) for f in take]
    return take.truth(*map(list, zip(*frames, strict=True)))


def test_truth_tells_reflections_apart_from_tracks(film):
    assert not list(problems_of_truth(film))
    told = film["reflections"]
    assert {r["mirror"][:7] for r in told} >= {"mirror_"}, "three walls of mirrors show nobody"
    assert {r["reflection_of"] for r in told} <= {t["id"] for t in film["tracks"]}
    assert all(r["frame"] for r in told)
    for key, value in (("reflection_of", "nobody"), ("visible_px", [1 + v for v in told[0]["visible_px"]])):
        assert list(problems_of_truth({**film, "reflections": [{**told[0], key: value}]}))


@pytest.mark.parametrize("kind_name", ["wall_mirror", "standing_mirror"])
def test_a_home_has_a_mirror_only_if_its_scene_file_asks_for_one(kind_name):
    settings = {"clip.size": [160, 90]}
    plain = make_scene(load_scene("living_room_day", settings), seed=2, index=0)
    asked = make_scene(load_scene("living_room_day", settings | {"furniture.required": ["couch", kind_name]}), seed=2, index=0)
    assert kind_name not in {i.kind for i in plain.items}
    assert kind_name in {i.kind for i in asked.items}


def test_a_home_without_a_mirror_has_no_trace_of_one(board):
    assert board.plate.mirrors == ()
