"""People of all ages: proportions, what they wear, how children sit and reach; and that none of it tells who breaks in."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest
from scipy import stats

from synthclips.catalog import kind, settled
from synthclips.catalog.actions.biped.channels import FINGERS, FOOT_BONE, HEAD, PELVIS, THIGH, TOES, UPPER_ARM
from synthclips.catalog.actions.person import perform
from synthclips.catalog.actors.people.builds import BUILDS
from synthclips.catalog.actors.person import WORN
from synthclips.geometry.body import Body
from synthclips.scene.records import Actor, Step
from synthclips.scene.streams import Streams
from synthclips.stages.compose.household import somebody
from synthclips.stages.load import load_scene

PERSON = kind("actors", "person")
PLAIN = {
    "headwear": "none",
    "hair": "bald",
    "top": "tshirt",
    "bottom": "trousers",
    "mask": "none",
    "gloves": False,
    "backpack": False,
    "carries": "nothing",
}
CHILDREN = ("small_child", "child")
SOLE_M = 0.024  # of shoes


def drawn(number: int, **given: object) -> tuple[dict, Body]:
    streams = Streams(6, "people", number)
    params = settled(PERSON, {**PLAIN, **given}, streams)
    return params, PERSON.make(key=streams.key("body"), **params)


@cache
def plain(build: str, number: int) -> tuple[dict, Body]:
    return drawn(number, build=build)


def part(body: Body, material: str) -> np.ndarray:
    """Vertices of all faces of a material, each once."""
    of = body.faces[np.asarray(body.part) == body.parts.index(material)]
    return np.unique(of)


@pytest.mark.parametrize("build", BUILDS)
def test_every_build_is_as_tall_as_asked_and_stands_on_the_floor(build: str) -> None:
    for number in range(3):
        params, body = plain(build, number)
        z = body.vertices_m[:, 2]
        assert abs(z.max() - params["stature_m"]) < 0.025
        assert abs(z.min()) < 0.004


# Height of the eyes over the soles as a share of stature: Drillis & Contini 1966 for grown people, 0.936; of children the
# distance from eye to crown is a larger share, 0.08 to 0.09 at six years (Snyder et al. 1977).
EYES = {
    "woman": (0.930, 0.945),
    "man": (0.930, 0.945),
    "old_man": (0.930, 0.945),
    "child": (0.918, 0.938),
    "small_child": (0.905, 0.928),
}
HIPS = {"woman": (0.51, 0.54), "man": (0.51, 0.54), "child": (0.49, 0.52), "small_child": (0.46, 0.495)}


def test_children_have_larger_heads_and_shorter_legs() -> None:
    """Where the keypoints' eyes are, and where the legs begin, against the crown of the skin: no number of the maker's own."""
    for build in EYES:
        for number in range(3):
            _, body = plain(build, number)
            bare = float(body.vertices_m[:, 2].max()) - SOLE_M
            eyes = next(k for k in body.keypoints if k.name == "left_eye").offset_m[2] - SOLE_M
            hips = float(body.rest_from_bone[THIGH[0], 2, 3]) - SOLE_M
            assert EYES[build][0] < eyes / bare < EYES[build][1], (build, eyes / bare)
            if build in HIPS:
                assert HIPS[build][0] < hips / bare < HIPS[build][1], (build, hips / bare)


def test_under_a_dress_are_bare_legs_and_no_trousers() -> None:
    for top in ("dress", "long_dress"):
        _, body = drawn(1, build="woman", top=top)
        assert "bottom" not in body.parts
        hem = body.vertices_m[part(body, "top"), 2].min()
        knee = body.rest_from_bone[next(b for b, n in enumerate(body.bone_names) if n == "left_shank"), 2, 3]
        assert (hem < 0.5 * knee) == (top == "long_dress")
        skin = body.vertices_m[part(body, "skin"), 2]
        assert skin.min() < hem, "shins show under the hem"


def test_a_mask_covers_nose_and_mouth_and_leaves_the_eyes_free() -> None:
    for build in ("woman", "man", "small_child"):
        for worn in ("medical", "cloth"):
            _, body = drawn(2, build=build, mask=worn)
            covers = body.vertices_m[part(body, "mask")]
            nose, eye = (np.array(next(k for k in body.keypoints if k.name == n).offset_m) for n in ("nose", "left_eye"))
            before = covers[np.abs(covers[:, 1]) < 0.02]
            assert before[:, 0].max() > nose[0], "over the tip of the nose"
            assert covers[:, 2].max() < eye[2] + 0.004
            assert covers[:, 2].min() < nose[2] - 0.05


def test_gloves_colour_the_hands_and_nothing_else() -> None:
    bare, gloved = (drawn(3, build="man", skin_tone=0.0, gloves=g)[1] for g in (False, True))
    assert "gloves" in gloved.parts
    assert "gloves" not in bare.parts
    hands = [b for b, n in enumerate(gloved.bone_names) if n.endswith(("hand", "fingers"))]
    own = part(gloved, "gloves")
    held = (np.isin(gloved.bone[own], hands) * gloved.weight[own]).sum(1)
    assert np.median(held) > 0.9
    assert len(gloved.vertices_m) == len(bare.vertices_m)


def test_a_headscarf_hides_the_hair_and_shows_the_face() -> None:
    _, body = drawn(4, build="woman", headwear="headscarf", hair="long")
    assert "hair" not in body.parts
    nose = next(k for k in body.keypoints if k.name == "nose").offset_m
    scarf = body.vertices_m[part(body, "headwear")]
    assert scarf[np.abs(scarf[:, 1]) < 0.03][:, 0].max() < nose[0]


def actor(body: dict, *script: Step) -> Actor:
    return Actor("kim", "person", "resident", body, script, (0.0, 0.0, 0.0), 0.0, 0.0, True, 3)


SITS = (
    Step("walk", {"path_m": [[0, 0], [1.5, 0]], "speed_mps": 0.8}),
    Step("sit", {"seat_m": [1.2, 0.0, 0.45], "facing_rad": 0.0, "seconds": 3.0}),
)


def test_a_small_child_s_feet_dangle_and_touch_nothing_until_it_stands_again() -> None:
    params, body = plain("small_child", 0)
    times = np.arange(0, 14, 1 / 30)
    did = perform(actor(params, *SITS, Step("stand", {"seconds": 2.0})), body, times)
    world = did.track.world_from_bone.astype(np.float64)
    sat = next(i for i in did.intervals if i.action == "sit")
    soles = np.nonzero((np.isin(body.bone, (*FOOT_BONE, *TOES)) * body.weight).sum(1) > 0.9)[0]
    lowest = np.array([posed(body, frame, soles)[:, 2].min() for frame in world])
    seated = (times > sat.start_s + 4.2) & (times < sat.end_s - 0.1)
    assert seated.any()
    assert lowest[seated].min() > 0.03, "in the air"
    assert lowest[times > sat.end_s + 1.5].max() < 0.005, "down again"
    feet = [c for c in did.contacts if c.limb.endswith("foot")]
    assert not [c for c in feet if c.start_s < sat.end_s - 0.2 and c.end_s > sat.start_s + 4.2]
    assert [c for c in feet if c.start_s < sat.end_s + 1.5 < c.end_s]


def test_grown_feet_stay_on_the_floor_under_a_seat() -> None:
    params, body = plain("man", 0)
    times = np.arange(0, 9, 1 / 30)
    did = perform(actor(params, *SITS), body, times)
    assert [c for c in did.contacts if c.limb == "left_foot" and c.start_s < 7.0 and c.end_s > 8.0]


def posed(body: Body, frame: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """(N, 3) the chosen vertices by linear blend skinning, written apart from the renderer's."""
    rest = body.rest_from_bone.astype(np.float64)
    local = body.vertices_m[chosen, None].astype(np.float64) - rest[body.bone[chosen]][..., 3]
    local = np.einsum("vkij,vki->vkj", rest[body.bone[chosen]][..., :3], local)
    moved = np.einsum("vkij,vkj->vki", frame[body.bone[chosen]][..., :3], local) + frame[body.bone[chosen]][..., 3]
    return np.einsum("vk,vki->vi", body.weight[chosen], moved)


def test_a_child_before_a_high_shelf_reaches_up_and_does_not_bow() -> None:
    params, body = plain("child", 0)
    search = Step("search", {"seconds": 4.0, "facing_rad": 0.0, "height_m": 1.5, "front_m": 0.5})
    world = perform(actor(params, search), body, np.arange(0, 3, 1 / 30)).track.world_from_bone.astype(np.float64)[60]
    lean = world[HEAD, :, 3] - world[PELVIS, :, 3]
    assert np.degrees(np.arctan2(np.hypot(lean[0], lean[1]), lean[2])) < 25.0
    hand, shoulder = world[FINGERS[0], :, 3], world[UPPER_ARM[0], :, 3]
    assert hand[2] > shoulder[2] + 0.05
    assert hand[2] < 1.45


@pytest.mark.parametrize("build", CHILDREN)
def test_children_take_shorter_and_quicker_steps(build: str) -> None:
    walk = Step("walk", {"path_m": [[0, 0], [5, 0]], "speed_mps": 0.9})
    steps = {}
    for b in (build, "man"):
        params, body = plain(b, 1)
        did = perform(actor({**params, "age_years": 30.0}, walk), body, np.arange(0, 9, 1 / 30))
        landings = [c.position_m[0] for c in did.contacts if 1.0 < c.position_m[0] < 4.0]
        steps[b] = (max(landings) - min(landings)) / (len(landings) - 1)
    assert steps[build] < 0.85 * steps["man"]
    assert steps[build] > 0.20


SPEC = load_scene("living_room_day")


@cache
def cast(role: str, count: int = 1500) -> tuple:
    """Who is drawn for a role, in homes of their own."""
    return tuple(somebody(SPEC, role, Streams(9, "home", k), Streams(9, "clip", k)) for k in range(count))


def test_role_is_independent_of_build_skin_age_hair_and_clothes() -> None:
    """Strangers and residents are drawn from one population: two samples that no test tells apart."""
    strangers, residents = cast("intruder"), cast("resident")
    assert set(strangers[0].body) == set(residents[0].body)
    for name, value in strangers[0].body.items():
        a, b = ([m.body[name] for m in of] for of in (strangers, residents))
        if isinstance(value, float):
            assert stats.ks_2samp(a, b).pvalue > 1e-3, name
        else:
            counts = [Counter(v) for v in (a, b)]
            words = sorted({*counts[0], *counts[1]}, key=str)
            table = [[c[w] for w in words] for c in counts]
            if len(words) > 1:
                assert stats.chi2_contingency(table).pvalue > 1e-3, name


def test_such_a_test_finds_a_costume() -> None:
    """Were every third stranger hooded, the test above would say so."""
    a = Counter("hood_up" if k % 3 == 0 else m.body["top"] for k, m in enumerate(cast("intruder")))
    b = Counter(m.body["top"] for m in cast("resident"))
    words = sorted({*a, *b})
    assert stats.chi2_contingency([[c[w] for w in words] for c in (a, b)]).pvalue < 1e-6


def test_ten_thousand_clips_hold_thousands_of_people() -> None:
    """35 in 100 clips show a stranger, each somebody else; homes have five clips."""
    strangers = [somebody(SPEC, "intruder", Streams(2, "home", k), Streams(2, "clip", k)) for k in range(3500)]
    bodies = {tuple(sorted((k, str(v)) for k, v in m.body.items() if k not in WORN)) for m in strangers}
    assert len({m.identity for m in strangers}) == len(bodies) == 3500
