"""Dogs: their builds stand, walk, sit and lie on the ground, read off the posed skin; coats differ; a clip with one is true."""

from __future__ import annotations

import dataclasses
import json
import math
from functools import cache

import numpy as np
import pytest
from test_cat import posed, slide, stretch

from synthclips.catalog import kind, settled
from synthclips.catalog.actions.dog import CARRIED, perform
from synthclips.catalog.actors.canine.breeds import BUILDS
from synthclips.catalog.actors.canine.coats import COATS
from synthclips.formats.objects import objects
from synthclips.geometry.body import Body, texel_points
from synthclips.pipeline import clip_of, make_scene
from synthclips.scene.annotations import parameters
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.records import Actor, Scene, Step
from synthclips.scene.streams import Stream, Streams
from synthclips.scene.timeline import Contact, Performance
from synthclips.stages.compose.dog_stories import COUCH_M, Size
from synthclips.stages.compose.household import household
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.load import load_scene
from synthclips.stages.portrait import portrait_scene

FPS = 60.0
SIZES = {"toy": (0.15, 0.28, 5), "mastiff": (0.60, 0.90, 90)}  # withers from, to (m), and heaviest (kg) of the ends of the scale


@cache
def drawn(build: str, number: int = 0) -> tuple[dict, Body]:
    dog = kind("actors", "dog")
    params = settled(dog, {"build": build}, Streams(5, "dog", number))
    return params, dog.make(key=number, **params)


def acted(build: str, *script: Step, seconds: float, fps: float = FPS, yaw: float = 0.0) -> Performance:
    params, body = drawn(build)
    actor = Actor("rex", "dog", "pet", params, script, (0.0, 0.0, 0.0), yaw, 0.0, True, 77)
    return perform(actor, body, np.arange(0.0, seconds, 1.0 / fps))


def easy_mps(build: str) -> float:
    return 0.56 * (drawn(build)[0]["height_m"] / 0.25) ** 0.5


def soles(body: Body, limb: str, height_m: float) -> np.ndarray:
    paw = body.bone_names.index(f"{limb}_paw")
    own = (np.where(body.bone == paw, body.weight, 0).sum(1) > 0.5) & (body.vertices_m[:, 2] < 0.04 * height_m)
    assert own.sum() >= 12, limb
    return np.nonzero(own)[0]


def slide_sinking_hover(performance: Performance, body: Body, contact: Contact, height_m: float) -> tuple[float, float, float]:
    """Shares of the dog's height: how far the sole slides on the ground, sinks into it, hangs above it, while it stands."""
    first, last = int(np.ceil(contact.start_s * FPS)), int(contact.end_s * FPS)
    pose = performance.track.world_from_bone[first : last + 1]
    if len(pose) < 3:
        return 0.0, 0.0, 0.0
    skin = posed(body, pose, soles(body, contact.limb, height_m))
    high = skin[:, :, 2] - contact.position_m[2]
    slides = [slide(skin[:, v, :2], high[:, v] < 0.02 * height_m) for v in range(skin.shape[1])]
    return max(slides) / height_m, max(0.0, float(-high.min())) / height_m, float(high.min(1).max()) / height_m


@pytest.mark.parametrize("build", BUILDS)
def test_every_build_walks_on_feet_that_reach_and_do_not_slide(build):
    """Legs of bone length, soles that stay where they come down, neither in the floor nor above it."""
    params, body = drawn(build)
    stream = Stream(len(build) * 31 + 7)
    path = [[0.0, 0.0], [1.2 + 2.0 * params["height_m"], stream.uniform(-0.5, 0.5)]]
    step = Step("walk", {"path_m": path, "speed_mps": easy_mps(build) * stream.uniform(0.8, 1.15)})
    performance = acted(build, step, Step("stand", {"seconds": 0.5}), seconds=5.0, yaw=stream.uniform(-1.0, 1.0))
    assert stretch(performance, body) < 0.001
    for contact in performance.contacts:
        slides, sinking, hover = slide_sinking_hover(performance, body, contact, params["height_m"])
        assert slides < 0.02, (contact, slides)
        assert sinking < 0.02, (contact, sinking)
        assert hover < 0.025, (contact, hover)
    assert posed(body, performance.track.world_from_bone[::10])[:, :, 2].min() > -0.03 * params["height_m"]


@pytest.mark.parametrize("posture", ["sit", "lie"])
@pytest.mark.parametrize("build", BUILDS)
def test_every_build_sits_and_lies_on_the_ground(build, posture):
    """Its lowest skin touches the floor, its trunk with it, its head stays above its back, no bone is stretched."""
    params, body = drawn(build)
    h = params["height_m"]
    performance = acted(build, Step("stand", {"seconds": 0.2}), Step(posture, {"seconds": 1.5}), seconds=4.5, fps=20.0)
    assert stretch(performance, body) < 0.001
    skin = posed(body, performance.track.world_from_bone[-1:])[0]
    assert -0.05 * h < skin[:, 2].min() < 0.01 * h
    main = body.bone[np.arange(len(body.bone)), body.weight.argmax(1)]
    rump = skin[np.isin(main, [body.bone_names.index(b) for b in ("pelvis", "spine1", "left_thigh", "right_thigh")])]
    assert abs(rump[:, 2].min()) < 0.03 * h
    head, chest = (performance.track.world_from_bone[-1, body.bone_names.index(b), 2, 3] for b in ("head", "chest"))
    assert head > chest
    standing = performance.track.world_from_bone[0, body.bone_names.index("pelvis"), 2, 3]
    assert performance.track.world_from_bone[-1, body.bone_names.index("pelvis"), 2, 3] < 0.72 * standing


@pytest.mark.parametrize("build", BUILDS)
def test_no_build_draws_what_the_maker_does_not_take(build):
    """Ends of all uniform priors are within the parameters' ranges, and choices among their options."""
    dog = kind("actors", "dog")
    known = parameters(dog.make)
    for name, prior in {**dog.priors, **BUILDS[build]}.items():
        for value in (prior.low, prior.high) if isinstance(prior, Uniform) else ():
            assert known[name].range.low <= value <= known[name].range.high, name
        if isinstance(prior, Choice):
            assert set(prior.options) <= set(known[name].options), name


def test_a_sitting_dogs_back_is_steeper_on_long_legs_than_on_short_ones():
    """Its forelegs are straight, so their length says so."""

    def steepness(build: str) -> float:
        performance = acted(build, Step("sit", {"seconds": 9.0}), seconds=0.5, fps=10.0)
        chest, pelvis = (
            performance.track.world_from_bone[-1, drawn(build)[1].bone_names.index(b), :, 3] for b in ("chest", "pelvis")
        )
        return float((chest[2] - pelvis[2]) / np.hypot(*(chest - pelvis)[:2]))

    assert steepness("mastiff") > 1.0 > 0.7 > steepness("dachshund")


@pytest.mark.parametrize("build", BUILDS)
def test_a_drawn_dog_is_a_closed_body_of_a_dogs_size_with_its_feet_on_the_ground(build):
    """Height at the withers as asked, sole at 0, a watertight skin of a few thousand triangles, weights that sum to one."""
    params, body = drawn(build)
    h, v, f = params["height_m"], body.vertices_m.astype(np.float64), body.faces
    low, high, heaviest = SIZES.get(build, (0.18, 0.70, 45))
    assert low <= h <= high
    assert params["weight_kg"] <= heaviest
    withers = next(np.array(k.offset_m) for k in body.keypoints if k.name == "withers")
    near = v[np.abs(v[:, 0] - withers[0]) < 0.05 * h]
    assert 0.95 * h < near[np.abs(near[:, 1]) < 0.05 * h][:, 2].max() < 1.22 * h
    assert abs(v[:, 2].min()) < 0.01 * h
    assert 4000 < len(f) < 13000
    edges = np.sort(np.concatenate([f[:, [0, 1]], f[:, [1, 2]], f[:, [2, 0]]]), 1)
    assert (np.unique(edges, axis=0, return_counts=True)[1] == 2).mean() > 0.995
    assert np.allclose(body.weight.sum(1), 1.0, atol=1e-6)
    assert body.label == "dog"
    nose, eye = (next(np.array(k.offset_m) for k in body.keypoints if k.name == n) for n in ("nose", "left_eye"))
    assert nose[0] > eye[0] + 0.02 * h, "the muzzle is ahead of the eyes"
    a, b, c = (v[f[:, k]] for k in range(3))
    litres = 1000 * float(np.einsum("fk,fk->", a, np.cross(b, c))) / 6
    assert 0.5 < litres / params["weight_kg"] < 2.4


def test_coats_differ_by_day_and_are_what_their_names_say():
    """Means of the coat by day: black is darkest, white palest, no two alike."""
    dog, mean = kind("actors", "dog"), {}
    for coat in COATS:
        params = settled(dog, {"build": "retriever", "coat": coat, "collar": "none"}, Streams(5, "dog", 1))
        body = dog.make(key=3, **params)
        mean[coat] = body.texels[np.isin(body.part, [body.parts.index(p) for p in ("coat", "leg")])].reshape(-1, 4).mean(0)
    grey = {coat: float(m[:3].mean()) for coat, m in mean.items()}
    assert min(grey, key=grey.get) == "black"
    assert max(grey, key=grey.get) == "white"
    assert len({tuple(np.round(m, 3)) for m in mean.values()}) == len(COATS)
    assert mean["red"][0] > 2.0 * mean["red"][2]


def test_eyes_shine_in_infrared_by_as_much_as_is_said():
    """At 1 the pupils send back more light than falls on them; at 0 nothing of the dog does."""
    dog = kind("actors", "dog")
    bright, dull = (
        dog.make(key=1, **settled(dog, {"build": "beagle", "eye_shine": shine}, Streams(5, "dog", 2))) for shine in (1.0, 0.0)
    )
    at = texel_points(bright.vertices_m, bright.faces)[bright.texels[..., 3] > 1.0]
    eyes = np.array([k.offset_m for k in bright.keypoints if k.name.endswith("_eye")])
    nearest = np.sqrt(((at[:, None] - eyes) ** 2).sum(-1))
    assert nearest.min(1).max() < 0.02
    assert min(np.bincount(nearest.argmin(1), minlength=2)) > 4
    assert dull.texels[..., 3].max() < 1.0


@pytest.mark.parametrize(("carriage", "above"), [("low", False), ("sabre", False), ("up", True), ("curled", True)])
def test_a_tail_is_carried_as_its_breed_carries_it(carriage, above):
    """While the dog stands, the tip is above the root or below it."""
    assert carriage in CARRIED
    dog = kind("actors", "dog")
    params = settled(dog, {"build": "retriever", "tail_carriage": carriage}, Streams(5, "dog", 1))
    body = dog.make(key=3, **params)
    actor = Actor("rex", "dog", "pet", params, (Step("stand", {"seconds": 3.0}),), (0.0, 0.0, 0.0), 0.0, 0.0, True, 77)
    pose = perform(actor, body, np.array([1.0])).track.world_from_bone[0]
    middle, root = (pose[body.bone_names.index(b), 2, 3] for b in ("tail4", "tail1"))
    assert (middle > root + 0.05) == above


@pytest.mark.parametrize("build", ["toy", "shepherd"])
def test_the_same_dog_is_made_and_moved_to_the_last_bit(build):
    """Bytes of body and motion."""
    params, body = drawn(build)
    again = kind("actors", "dog").make(key=0, **params)
    for name in ("vertices_m", "normals", "faces", "bone", "weight", "texels", "part"):
        assert getattr(body, name).tobytes() == getattr(again, name).tobytes(), name
    script = (Step("walk", {"path_m": [[0, 0], [1.5, 0.5]]}), Step("lie", {"seconds": 1.0}))
    one, two = (acted(build, *script, seconds=6.0, fps=10.0).track.world_from_bone for _ in range(2))
    assert one.tobytes() == two.tobytes()


def test_parameters_of_a_dog_are_plain():
    """They are written into recipes."""
    assert json.loads(json.dumps(drawn("spaniel")[0])) == drawn("spaniel")[0]


@cache
def composed(seed: int) -> Scene:
    return make_scene(load_scene("living_room_day_dogs", {"mix": {"pet": 1.0}}), seed=seed, index=0)


@pytest.mark.parametrize("seed", range(8))
def test_dogs_walk_and_stop_where_there_is_room_for_them(seed):
    """Every way point keeps the dog's own distance from furniture and walls; only small dogs are sent up on seats."""
    scene = composed(seed)
    scenery = Scenery(scene.room, scene.items)
    for actor in (a for a in scene.actors if a.kind == "dog"):
        size = Size.of(actor.body)
        floor = scenery.floor_for(0.9 * size.radius_m)
        ups = [s for s in actor.script if s.action == "jump_up"]
        assert not ups or size.height_m <= COUCH_M
        for step in actor.script:
            assert all(floor.is_free(tuple(p)) for p in step.params.get("path_m", ())), step


def test_dogs_of_many_builds_and_cats_live_in_the_homes_of_the_scene_with_dogs():
    """Eight homes: more than one build, both kinds of pet."""
    pets = [a for seed in range(8) for a in composed(seed).actors]
    assert {a.kind for a in pets} == {"dog", "cat"}
    assert len({a.body["build"] for a in pets if a.kind == "dog"}) > 2


def test_a_larger_dog_needs_more_room_and_walks_faster():
    """From a toy to a giant, at three heights."""
    sizes = [Size(h) for h in (0.2, 0.5, 0.8)]
    for name in ("radius_m", "stops_m", "pace_mps"):
        values = [getattr(size, name) for size in sizes]
        assert values == sorted(values)
        assert values[0] < values[-1]


def test_a_clip_with_a_dog_films_and_its_truth_is_right():
    """Label, caption, events and box of a dog that sits: the box spans its keypoints, its nose is to the left of its tail."""
    dog = next(m for m in household(load_scene("living_room_day_dogs"), 2, 0) if m.kind == "dog")
    scene = portrait_scene(dog, -math.pi / 2)
    actor = dataclasses.replace(scene.actors[0], script=(Step("sit", {"seconds": 9.0}),))
    truth = clip_of(dataclasses.replace(scene, what="pet", actors=(actor,))).truth
    track = next(t for t in truth["tracks"] if t["id"] == dog.id)
    assert (track["label"], track["kind"], track["looks"]) == ("dog", "dog", dog.body["coat"])
    assert truth["verdict"] == "pet"
    assert not truth["alarm"]
    assert "a dog sits" in truth["caption"]
    assert [e["does"] for e in truth["events"] if e["who"] == dog.id] == ["sit"]
    places = dict(
        zip(track["keypoint_names"], zip(track["keypoints"][0][::2], track["keypoints"][0][1::2], strict=True), strict=True)
    )
    x0, y0, x1, y1 = track["box"][0]
    seen = [places[name] for name in ("nose", "withers", "tail_base", "left_fore_paw", "right_fore_paw")]
    assert all(x0 - 3 <= x <= x1 + 3 and y0 - 3 <= y <= y1 + 3 for x, y in seen)
    assert abs(places["nose"][0] - places["tail_base"][0]) > 0.3 * (x1 - x0)
    (found,) = (o for o in objects(truth, 0, {dog.id: dog.body}, ("build", "action")) if o["label"] == "dog")
    assert found["tag"] == f"{dog.body['build']}/sit"
