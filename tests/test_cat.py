"""Cats: their build, and that their paws and flights obey the ground and gravity, read off the posed skin itself."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np
import pytest

from synthclips.catalog import kind, settled
from synthclips.catalog.actions.cat import perform
from synthclips.catalog.actors.feline.breeds import BUILDS
from synthclips.geometry.body import Body, texel_points
from synthclips.scene.annotations import parameters
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Actor, Step
from synthclips.scene.streams import Stream, Streams
from synthclips.scene.timeline import Contact, Performance

FPS = 120.0


@cache
def drawn(index: int) -> tuple[dict, Body]:
    cat = kind("actors", "cat")
    params = settled(cat, {}, Streams(3, "cat", index))
    return params, cat.make(key=index, **params)


def acted(index: int, *script: Step, seconds: float, start=(0.0, 0.0, 0.0), yaw: float = 0.0, fps: float = FPS) -> Performance:
    params, body = drawn(index)
    actor = Actor("tom", "cat", "pet", params, script, start, yaw, 0.0, True, 100 + index)
    return perform(actor, body, np.arange(0.0, seconds, 1.0 / fps))


def posed(body: Body, pose: np.ndarray, which: np.ndarray | slice = slice(None)) -> np.ndarray:
    """(T, V, 3) the skin in every frame, written as plainly as can be."""
    rest = body.vertices_m[which].astype(np.float64)
    at = body.rest_from_bone[:, :, 3].astype(np.float64)
    out = np.zeros((len(pose), len(rest), 3))
    for k in range(4):
        bone = body.bone[which, k]
        local = rest - at[bone]
        turned = np.einsum("tvij,vj->tvi", pose[:, bone][..., :3].astype(np.float64), local) + pose[:, bone][..., 3]
        out += body.weight[which, k][None, :, None] * turned
    return out


def sole(body: Body, limb: str) -> np.ndarray:
    """The vertices on the lower side of one paw."""
    paw = body.bone_names.index(f"{limb}_paw")
    own = (np.where(body.bone == paw, body.weight, 0).sum(1) > 0.5) & (body.vertices_m[:, 2] < 0.02)
    assert own.sum() >= 20, limb
    return np.nonzero(own)[0]


def slide(way: np.ndarray, down: np.ndarray) -> float:
    """The longest way from where it came down that a point (T, 2) goes while it is `down` (T,) without a break, m."""
    longest, since = 0.0, 0
    for t in range(len(way)):
        if not down[t]:
            since = t + 1
        else:
            longest = max(longest, float(np.hypot(*(way[t] - way[since]))))
    return longest


def slide_sinking_hover(performance: Performance, body: Body, contact: Contact, fps: float = FPS) -> tuple[float, float, float]:
    """Over the whole of a stance, its roll over the toes included, m: how far the worst point of the sole slides while
    it is within 5 mm of the ground, how far the paw sinks into the ground, how far it hangs above it."""
    first, last = int(np.ceil(contact.start_s * fps)), int(contact.end_s * fps)
    pose = performance.track.world_from_bone[first : last + 1]
    if len(pose) < 3:
        return 0.0, 0.0, 0.0
    skin = posed(body, pose, sole(body, contact.limb))
    height = skin[:, :, 2] - contact.position_m[2]
    slides = [slide(skin[:, v, :2], height[:, v] < 0.005) for v in range(skin.shape[1])]
    return max(slides), max(0.0, float(-height.min())), float(height.min(1).max())


def assert_planted(performance: Performance, body: Body, contact: Contact) -> None:
    slides, sinking, hover = slide_sinking_hover(performance, body, contact)
    assert slides < 0.005, (contact, slides)
    assert sinking < 0.005, (contact, sinking)
    assert hover < 0.005, (contact, hover)


def walk_somewhere(index: int) -> tuple[Performance, Body]:
    stream = Stream(index * 977 + 1)
    path, yaw = [[0.0, 0.0]], stream.uniform(-3.1, 3.1)
    for _ in range(stream.integer(1, 3)):
        path.append([path[-1][0] + stream.uniform(-1.5, 1.5), path[-1][1] + stream.uniform(-1.5, 1.5)])
    step = Step("walk", {"path_m": path, "speed_mps": stream.uniform(0.3, 0.8)})
    return acted(index, step, Step("stand", {"seconds": 0.5}), seconds=12.0, yaw=yaw), drawn(index)[1]


@pytest.mark.parametrize("index", range(20))
def test_paws_neither_slide_nor_sink_nor_hover_while_they_stand(index):
    performance, body = walk_somewhere(index)
    for contact in performance.contacts:
        assert_planted(performance, body, contact)


@pytest.mark.parametrize("index", range(4))
def test_no_part_of_a_walking_cat_goes_through_the_floor(index):
    performance, body = walk_somewhere(index)
    skin = posed(body, performance.track.world_from_bone[::12])
    assert skin[:, :, 2].min() > -0.01


def stretch(performance: Performance, body: Body) -> float:
    """How much the worst leg bone is ever longer or shorter than at rest, m."""
    worst, pose = 0.0, performance.track.world_from_bone
    fore, hind = ("scapula", "upper_arm", "forearm", "fore_paw"), ("thigh", "shank", "metatarsus", "hind_paw")
    for side, chain in itertools.product(("left", "right"), (fore, hind)):
        for upper, lower in itertools.pairwise(chain):
            a, b = (body.bone_names.index(f"{side}_{name}") for name in (upper, lower))
            rest = np.linalg.norm(body.rest_from_bone[a, :, 3] - body.rest_from_bone[b, :, 3])
            long = np.linalg.norm(pose[:, a, :, 3] - pose[:, b, :, 3], axis=1)
            worst = max(worst, float(np.abs(long - rest).max()))
    return worst


@pytest.mark.parametrize("index", range(20))
def test_no_leg_is_stretched_from_the_first_step_of_a_walk_to_the_last(index):
    speed = 0.40 + 0.015 * index
    step = Step("walk", {"path_m": [[0, 0], [1.3, 0.3 * (index % 2)]], "speed_mps": speed})
    assert stretch(acted(index, step, seconds=4.5, fps=40.0), drawn(index)[1]) < 0.001


def test_a_walk_sets_left_hind_left_fore_right_hind_right_fore_one_after_another():
    performance = acted(1, Step("walk", {"path_m": [[0, 0], [4, 0]], "speed_mps": 0.55}), seconds=9.0)
    falls = sorted((c.start_s, c.limb) for c in performance.contacts if 1.5 < c.start_s < 5.5)
    order = ["left_hind", "left_fore", "right_hind", "right_fore"]
    first = order.index(falls[0][1])
    assert [limb for _, limb in falls] == [order[(first + k) % 4] for k in range(len(falls))]


def test_a_paw_is_on_the_ground_for_about_two_thirds_of_the_stride():
    performance = acted(1, Step("walk", {"path_m": [[0, 0], [4, 0]], "speed_mps": 0.55}), seconds=9.0)
    stances = [c for c in performance.contacts if c.limb == "right_hind" and 1.5 < c.start_s < 5.5]
    shares = [(a.end_s - a.start_s) / (b.start_s - a.start_s) for a, b in itertools.pairwise(stances)]
    assert 0.60 < np.mean(shares) < 0.68


def test_hind_paws_step_into_the_prints_of_the_forepaws():
    performance = acted(1, Step("walk", {"path_m": [[0, 0], [4, 0]], "speed_mps": 0.5}), seconds=10.0)
    fore = np.array([c.position_m for c in performance.contacts if c.limb == "left_fore"])
    hind = [c.position_m for c in performance.contacts if c.limb == "left_hind" and 2.0 < c.start_s < 6.0]
    gaps = [np.sqrt(((fore - p) ** 2).sum(1)).min() for p in hind]
    assert np.median(gaps) < 0.02


def test_a_walk_ends_at_the_last_point_and_the_next_step_begins_there():
    performance = acted(2, Step("walk", {"path_m": [[0, 0], [1, 1], [2, 1]]}), Step("sit", {"seconds": 2.0}), seconds=15.0)
    mid = drawn(2)[1].bone_names.index("spine3")
    walk, sit = performance.intervals
    assert walk.end_s == sit.start_s
    assert np.allclose(performance.track.world_from_bone[int(walk.end_s * FPS), mid, :2, 3], (2, 1), atol=0.01)
    speed = np.diff(performance.track.world_from_bone[:, mid, :, 3], axis=0) * FPS
    assert np.sqrt((speed**2).sum(1)).max() < 1.5  # nothing jumps from one place to another


@pytest.mark.parametrize("posture", ["sit", "lie"])
@pytest.mark.parametrize("index", range(4))
def test_a_tail_lies_on_the_ground_and_no_leg_is_stretched_in_getting_down(index, posture):
    body, performance = drawn(index)[1], acted(index, Step("stand"), Step(posture, {"seconds": 1.0}), seconds=5.0, fps=30.0)
    assert stretch(performance, body) < 0.001
    tail = posed(body, performance.track.world_from_bone[-1:], body.bone[:, 0] >= body.bone_names.index("tail1"))
    assert -0.005 < tail[:, :, 2].min() < 0.005
    assert posed(body, performance.track.world_from_bone[-1:])[:, :, 2].min() > -0.01


JUMPS = [("jump_across", 0.45, (1.2, 0.0, 0.45)), ("jump_up", 0.0, (0.6, 0.0, 0.45)), ("jump_down", 0.45, (0.8, 0.0, 0.0))]


@pytest.mark.parametrize(("name", "height", "to"), JUMPS)
@pytest.mark.parametrize("index", range(3))
def test_in_flight_the_middle_of_the_mass_follows_a_parabola(index, name, height, to):
    performance = acted(index, Step(name, {"to_m": list(to)}), seconds=4.0, start=(0.0, 0.0, height))
    body = drawn(index)[1]
    off = max(c.end_s for c in performance.contacts if c.start_s == 0)
    touch = min(c.start_s for c in performance.contacts if c.start_s > 0)
    frames = np.arange(int(off * FPS) + 1, int(touch * FPS))
    skin = posed(body, performance.track.world_from_bone[frames])
    a, b, c = (skin[:, body.faces[:, k]] for k in range(3))
    six = np.einsum("tfk,tfk->tf", a, np.cross(b, c))
    centre = np.einsum("tf,tfk->tk", six, a + b + c) / (4 * six.sum(1)[:, None])
    t = frames / FPS
    fall = centre + np.array([0, 0, 0.5 * 9.81]) * (t[:, None] - t[0]) ** 2
    line = np.stack([np.polyval(np.polyfit(t, fall[:, k], 1), t) for k in range(3)], 1)
    assert np.abs(fall - line).max() < 0.02


@pytest.mark.parametrize(("name", "height", "to"), JUMPS)
@pytest.mark.parametrize("index", range(3))
def test_no_leg_is_stretched_in_a_jump_and_the_paws_stay_put_until_they_leave(index, name, height, to):
    performance = acted(index, Step(name, {"to_m": list(to)}), seconds=4.0, start=(0.0, 0.0, height))
    assert stretch(performance, drawn(index)[1]) < 0.001
    for contact in performance.contacts:
        assert_planted(performance, drawn(index)[1], contact)


@pytest.mark.parametrize(("name", "height", "to"), JUMPS)
def test_forepaws_land_together_and_first_and_where_they_were_sent(name, height, to):
    performance = acted(0, Step(name, {"to_m": list(to)}, target="chair", source="couch"), seconds=5.0, start=(0.0, 0.0, height))
    land = {c.limb: c for c in performance.contacts if c.start_s > 0}
    assert land["left_fore"].start_s == land["right_fore"].start_s
    assert 0.05 <= land["left_hind"].start_s - land["left_fore"].start_s <= 0.10
    assert np.allclose(np.mean([c.position_m for c in land.values()], 0), to, atol=0.05)
    for contact in land.values():
        assert_planted(performance, drawn(0)[1], contact)
    (interval,) = performance.intervals
    assert (interval.action, interval.source, interval.target) == (name, "couch", "chair")


@pytest.mark.parametrize(("name", "height", "to"), JUMPS)
def test_a_landing_cat_keeps_its_head_up(name, height, to):
    body, performance = drawn(0)[1], acted(0, Step(name, {"to_m": list(to)}), seconds=4.0, start=(0.0, 0.0, height))
    touch = min(c.start_s for c in performance.contacts if c.start_s > 0)
    pose = performance.track.world_from_bone[int(touch * FPS) :]
    head, withers = (pose[:, body.bone_names.index(bone), 2, 3] for bone in ("head", "chest"))
    assert head.min() - to[2] > 0.07
    assert (head - withers).min() > -0.03


@pytest.mark.parametrize(("name", "height", "to"), JUMPS)
@pytest.mark.parametrize("index", range(3))
def test_the_knees_of_a_landing_cat_stay_below_its_back(index, name, height, to):
    body, performance = drawn(index)[1], acted(index, Step(name, {"to_m": list(to)}), seconds=4.0, start=(0.0, 0.0, height))
    touch = min(c.start_s for c in performance.contacts if c.start_s > 0)
    pose = performance.track.world_from_bone[int(touch * FPS) :]
    hip, left, right = (pose[:, body.bone_names.index(bone), 2, 3] for bone in ("pelvis", "left_shank", "right_shank"))
    assert (np.maximum(left, right) - hip).max() < 0.04, "flesh over the hip is that thick"


def test_a_cat_that_sits_gets_up_before_it_walks():
    script = (Step("sit", {"seconds": 1.0}), Step("walk", {"path_m": [[0, 0], [1, 0]]}))
    performance = acted(3, *script, seconds=6.0, fps=30.0)
    pelvis = performance.track.world_from_bone[:, drawn(3)[1].bone_names.index("pelvis"), 2, 3]
    assert pelvis[:20].max() < 0.6 * pelvis[-1]


def test_motion_does_not_depend_on_the_frame_rate():
    script = (Step("walk", {"path_m": [[0, 0], [1, 0.5]]}), Step("lie", {"seconds": 1.0}))
    slow, fast = (acted(1, *script, seconds=5.0, fps=f).track.world_from_bone for f in (10.0, 30.0))
    assert np.array_equal(slow, fast[::3][: len(slow)])


@pytest.mark.parametrize("index", range(10))
def test_a_drawn_cat_is_a_closed_body_of_a_cats_proportions(index):
    params, body = drawn(index)
    v, f = body.vertices_m.astype(np.float64), body.faces
    a, b, c = (v[f[:, k]] for k in range(3))
    litres = 1000 * np.einsum("fk,fk->", a, np.cross(b, c)) / 6
    assert 120 < litres / params["height_m"] ** 3 < 700  # long fur more than doubles a cat
    trunk = v[(v[:, 2] > 0.6 * params["height_m"]) & (np.abs(v[:, 0] - 0.12) < 0.03)]
    assert np.ptp(trunk[:, 1]) < 1.1 * np.ptp(v[np.abs(v[:, 0] - 0.12) < 0.03][:, 2]), "wider than deep"
    assert abs(v[:, 2].min()) < 0.003
    assert 4300 < len(f) < 13000
    assert np.allclose(body.weight.sum(1), 1.0, atol=1e-6)
    assert body.texels.min() > 0
    assert body.texels[..., :3].max() < 0.9
    coat = np.isin(body.part, [body.parts.index(part) for part in ("coat", "leg", "paw", "tail", "ear")])
    assert body.texels[coat].max() < 0.9


@pytest.mark.parametrize("index", range(3))
def test_both_eyes_shine_in_infrared_and_nothing_else_does(index):
    body = drawn(index)[1]
    at = texel_points(body.vertices_m, body.faces)[body.texels[..., 3] > 1.0]
    eyes = np.array([k.offset_m for k in body.keypoints if k.name.endswith("_eye")])
    nearest = np.sqrt(((at[:, None] - eyes) ** 2).sum(-1))
    assert nearest.min(1).max() < 0.02
    assert min(np.bincount(nearest.argmin(1), minlength=2)) > 20


def test_a_black_cat_is_dark_by_day_and_less_so_in_infrared():
    cat = kind("actors", "cat")
    params = settled(cat, {"coat": "black", "build": "shorthair"}, Streams(1))
    body = cat.make(key=1, **params)
    coat = body.texels[body.part == body.parts.index("coat")].reshape(-1, 4).mean(0)
    assert coat[:3].max() < 0.07
    assert 0.1 < coat[3] < 0.25


def test_the_same_cat_is_made_and_moved_to_the_last_bit():
    params, body = drawn(5)
    again = kind("actors", "cat").make(key=5, **params)
    for name in ("vertices_m", "normals", "faces", "bone", "weight", "texels", "part"):
        assert getattr(body, name).tobytes() == getattr(again, name).tobytes(), name
    script = (Step("walk", {"path_m": [[0, 0], [1, 0.5]]}), Step("jump_across", {"to_m": [2.0, 0.5, 0.0]}))
    one, two = (acted(5, *script, seconds=6.0, fps=15.0).track.world_from_bone for _ in range(2))
    assert one.tobytes() == two.tobytes()


def test_an_unknown_action_is_named_with_the_nearest_right_one():
    with pytest.raises(SceneError, match="did you mean 'walk'"):
        acted(0, Step("wlak"), seconds=1.0)


@pytest.mark.parametrize("build", BUILDS)
def test_every_build_walks_sits_and_leaps_on_feet_that_stay(build):
    """Kittens scaled down and giants scaled up walk, sit and leap by the same rules as the rest."""
    cat = kind("actors", "cat")
    params = settled(cat, {"build": build}, Streams(9, "cat", build))
    body = cat.make(key=4, **params)
    script = (
        Step("walk", {"path_m": [[0, 0], [1.0, 0.4]], "speed_mps": 0.5}),
        Step("sit", {"seconds": 1.0}),
        Step("jump_up", {"to_m": [1.5, 0.6, 0.3]}),
    )
    actor = Actor("tom", "cat", "pet", params, script, (0.0, 0.0, 0.0), 0.3, 0.0, True, 9)
    performance = perform(actor, body, np.arange(0.0, 10.0, 1.0 / FPS))
    assert stretch(performance, body) < 0.001
    for contact in performance.contacts:
        slides, sinking, hover = slide_sinking_hover(performance, body, contact)
        assert max(slides, sinking) < 0.005, (contact, slides, sinking)
        assert hover < 0.03 * params["height_m"], (contact, hover)


@pytest.mark.parametrize("build", BUILDS)
def test_no_build_draws_what_the_maker_does_not_take(build):
    cat = kind("actors", "cat")
    known = parameters(cat.make)
    for name, prior in {**cat.priors, **BUILDS[build]}.items():
        for value in (prior.low, prior.high) if isinstance(prior, Uniform) else ():
            assert known[name].range.low <= value <= known[name].range.high, name
        if isinstance(prior, Choice):
            assert set(prior.options) <= set(known[name].options), name


def test_builds_are_as_large_as_such_cats_are():
    """Heights at the skin of the withers: kittens half of a giant's, in the order of their sizes."""

    def back_m(build: str) -> float:
        cat = kind("actors", "cat")
        body = cat.make(key=1, **settled(cat, {"build": build, "fur": 0.1}, Streams(2, build)))
        trunk = np.isin(body.part, [body.parts.index("coat")])
        return float(body.vertices_m[body.faces[trunk].ravel(), 2].max())

    kitten, ordinary, giant = (back_m(build) for build in ("kitten", "shorthair", "giant"))
    assert kitten < 0.75 * ordinary < 0.65 * giant
    assert giant > 1.6 * kitten


def test_a_collar_is_a_ring_about_the_neck_and_nothing_else_changes():
    cat = kind("actors", "cat")
    params = settled(cat, {"build": "shorthair", "coat": "white"}, Streams(3))
    bare, worn = (cat.make(key=1, **{**params, "collar": colour}) for colour in ("none", "red"))
    differs = (np.abs(worn.texels - bare.texels) > 1e-6).any(2)
    at = texel_points(bare.vertices_m, bare.faces)[differs]
    neck = bare.rest_from_bone[[bare.bone_names.index(n) for n in ("neck1", "neck2")], :, 3].mean(0)
    assert len(at) > 100
    assert np.sqrt(((at - neck) ** 2).sum(1)).max() < 0.11
    assert np.ptp(np.arctan2(at[:, 2] - at[:, 2].mean(), at[:, 1])) > 5.5, "all round"


def test_eyes_that_do_not_shine_are_no_brighter_than_fur_in_infrared():
    cat = kind("actors", "cat")
    params = settled(cat, {"build": "shorthair"}, Streams(3))
    dull, bright = (cat.make(key=1, **{**params, "eye_shine": shine}).texels[..., 3].max() for shine in (0.0, 1.0))
    assert dull < 0.9
    assert bright == pytest.approx(3.0, abs=0.01)
