"""What people carry: it is in the hand, what hangs swings as a pendulum does, a torch throws light where it points."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from synthclips.camera.planes import planes_to_rgb
from synthclips.catalog import kind, settled
from synthclips.catalog.actions.biped.channels import CARRIED, FINGERS, HAND, PELVIS, THIGH, UPPER_ARM
from synthclips.catalog.actions.biped.loads import CORD_M, LOADS, swayed
from synthclips.catalog.actions.person import perform
from synthclips.geometry.body import Body
from synthclips.geometry.kinematics import GRAVITY
from synthclips.pipeline import Take, make_scene
from synthclips.raster.lens import lens_of, project
from synthclips.raster.movers import inverse
from synthclips.scene.records import Actor, Lamp, Step
from synthclips.scene.streams import Streams
from synthclips.scene.timeline import Track
from synthclips.stages.animate import animate
from synthclips.stages.load import load_scene

PERSON = kind("actors", "person")
THINGS = tuple(LOADS)
TIMES = np.arange(0.0, 7.0, 0.05)
WALK = Step("walk", {"path_m": [[0.0, 0.0], [4.0, 0.0]], "speed_mps": 1.1})
DOOR = Step(
    "enter_door",
    {"path_m": [[-1.0, 0.0], [0.4, 0.0], [1.2, 0.0]], "handle_m": [0.0, 0.35, 1.0], "hinge_m": [0.0, -0.4, 1.0], "close": True},
)
RIGHT = 1
DAYLIGHT = Lamp("sun", "sun", (0.0, 0.0, 0.0), (0.6, 0.0, -0.8), (0.005, 0.0), (6e4, 6e4, 5e4))


@cache
def somebody(carries: str, build: str = "man") -> tuple[dict, Body]:
    streams = Streams(8, "carried", build)
    params = settled(PERSON, {"build": build, "carries": carries, "backpack": False, "top": "tshirt", "bottom": "jeans"}, streams)
    return params, PERSON.make(key=streams.key("body"), **params)


def played(carries: str, *steps: Step, build: str = "man", start=(0.0, 0.0, 0.0)):
    params, body = somebody(carries, build)
    actor = Actor("x", "person", "resident", params, steps, start, 0.0, 0.0, True, 3, 4)
    return perform(actor, body, TIMES), body


def skin(body: Body, track: Track, frame: int) -> np.ndarray:
    """(V, 3) in the world, each bone's share of each vertex."""
    moved = np.einsum(
        "bij,bjk->bik", track.world_from_bone[frame, :, :, :3].astype(float), inverse(body.rest_from_bone)[:, :, :3]
    )
    shift = (
        np.einsum("bij,bj->bi", track.world_from_bone[frame, :, :, :3].astype(float), inverse(body.rest_from_bone)[:, :, 3])
        + track.world_from_bone[frame, :, :, 3]
    )
    each = np.einsum("vbij,vj->vbi", moved[body.bone], body.vertices_m) + shift[body.bone]
    return np.einsum("vb,vbi->vi", body.weight, each)


def held(body: Body) -> np.ndarray:
    """(V,) is the vertex of what is carried?"""
    return (body.bone[:, 0] == CARRIED) & (body.weight[:, 0] == 1.0)


@pytest.mark.parametrize("build", ["man", "child", "old_woman"])
@pytest.mark.parametrize("thing", THINGS)
def test_it_is_in_the_fist_and_nowhere_else(thing: str, build: str) -> None:
    did, body = played(thing, WALK, build=build)
    fist = (body.bone[:, 0] == FINGERS[RIGHT]) | (body.bone[:, 0] == HAND[RIGHT])
    for frame in range(0, len(TIMES), 20):
        at = skin(body, did.track, frame)
        gaps = np.linalg.norm(at[held(body)][:, None] - at[fist][None], axis=2)
        assert gaps.min() < 0.02
    grip = did.track.world_from_bone[:, CARRIED, :, 3] - did.track.world_from_bone[:, HAND[RIGHT], :, 3]
    assert np.ptp(np.linalg.norm(grip, axis=1)) < 1e-4


def test_each_of_its_pieces_is_closed() -> None:
    for thing in THINGS:
        _, body = somebody(thing)
        _, place = np.unique(body.vertices_m.round(5), axis=0, return_inverse=True)
        faces = place.reshape(-1)[body.faces[held(body)[body.faces].all(1)]]
        faces = faces[(faces != np.roll(faces, 1, 1)).all(1)]
        ways = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
        there, back = (np.unique(w, axis=0, return_counts=True) for w in (ways, ways[:, ::-1]))
        assert np.array_equal(there[0], back[0]), thing
        assert np.array_equal(there[1], back[1]), thing


def test_what_hangs_swings_as_a_pendulum_does() -> None:
    """Moved aside at once, it swings with the period 2 pi sqrt(l / g); pulled along evenly, it hangs back by a / g."""
    grip = np.zeros((600, 3))
    grip[100:, 0] = np.minimum(np.arange(500) * 0.002, 0.05)
    off = swayed(grip)[150:, 0]
    crossings = np.flatnonzero(np.diff(np.sign(off)))
    period = 2.0 * np.diff(crossings).mean() / 100.0
    assert period == pytest.approx(2.0 * math.pi * math.sqrt(CORD_M / GRAVITY), rel=0.06)
    assert abs(off[-50:]).max() < 0.02 * abs(off).max()
    t = np.arange(800) / 100.0
    pulled = swayed(np.stack([0.5 * 0.8 * t * t, 0.0 * t, 0.0 * t], 1))
    assert pulled[-1, 0] == pytest.approx(-0.8 / GRAVITY, rel=0.05)
    assert (pulled[:, 1] == 0.0).all()


def test_a_bag_hangs_below_the_hand_swings_as_one_walks_and_comes_to_rest() -> None:
    did, body = played("bag", WALK, Step("stand", {"seconds": 5.0}))
    up = did.track.world_from_bone[:, CARRIED, 2, 2].astype(float)
    lean = np.degrees(np.arccos(np.minimum(up, 1.0)))
    walking = (TIMES > 0.8) & (TIMES < 3.5)
    assert 2.0 < lean[walking].max() < 24.0
    assert lean[-20:].max() < 3.0
    at = skin(body, did.track, len(TIMES) - 1)
    bag, hand = at[held(body)], did.track.world_from_bone[-1, HAND[RIGHT], :, 3]
    assert bag[:, 2].max() < hand[2]
    assert bag[:, 2].min() > 0.10


@pytest.mark.parametrize("build", ["man", "woman", "child"])
def test_a_bag_does_not_go_through_the_legs(build: str) -> None:
    did, body = played("bag", WALK, build=build)
    legs = np.isin(body.bone[:, 0], THIGH) & (body.weight[:, 0] > 0.9)
    for frame in range(10, 90, 4):
        at = skin(body, did.track, frame)
        left = np.array(did.track.world_from_bone[frame, PELVIS, :, 1], float)
        middle = did.track.world_from_bone[frame, PELVIS, :, 3].astype(float)
        bag, thigh = ((at[of] - middle) @ left for of in (held(body), legs))
        assert bag.max() < thigh.min() + 0.02


@pytest.mark.parametrize("build", ["old_woman", "old_man"])
def test_a_stick_stands_on_the_floor_while_the_other_foot_does_and_no_deeper(build: str) -> None:
    did, body = played("stick", WALK, Step("stand", {"seconds": 4.0}), build=build)
    tip_of = np.flatnonzero(held(body))[np.argsort(body.vertices_m[held(body), 2])[:8]]
    tip = np.array([skin(body, did.track, f)[tip_of].mean(0) for f in range(len(TIMES))])
    assert tip[:, 2].min() > -0.005
    drifts = []
    for contact in (c for c in did.contacts if c.limb == "left_foot"):
        during = (TIMES > contact.start_s + 0.02) & (TIMES < contact.end_s - 0.02)
        if during.sum() > 2:
            drifts.append(np.ptp(tip[during], axis=0)[:2].max())
            assert tip[during, 2].max() < 0.012
    assert len(drifts) > 3
    assert max(drifts) < 0.005
    walking = (TIMES > 1.0) & (TIMES < 3.0)
    assert tip[walking, 2].max() > 0.03, "lifted on the way"


def test_an_arm_that_carries_swings_less() -> None:
    def swing(thing: str) -> float:
        did, _ = played(thing, WALK)
        during = (TIMES > 1.0) & (TIMES < 3.0)
        return float(np.ptp(did.track.world_from_bone[during, UPPER_ARM[RIGHT], 0, 2]))

    assert swing("bag") < 0.5 * swing("nothing")
    assert swing("torch") < 0.5 * swing("nothing")


@pytest.mark.parametrize("thing", THINGS)
def test_the_free_hand_opens_doors_and_takes_things(thing: str) -> None:
    did, body = played(thing, DOOR, start=(-1.0, 0.0, 0.0))
    door = did.doors[0]
    during = (TIMES > door[1]) & (TIMES < door[1] + 0.4)
    palms = [did.track.world_from_bone[during, HAND[s], :, 3] for s in (0, 1)]
    gaps = [np.linalg.norm(palm - (0.0, 0.35, 1.0), axis=1).min() for palm in palms]
    assert gaps[0] < 0.16 < gaps[1]
    for frame in np.flatnonzero((TIMES > 0.1) & (TIMES < door[1])):
        assert skin(body, did.track, int(frame))[held(body)][:, 0].max() < 0.0, "not in the leaf that is shut"
    took, _ = played(thing, Step("pick_up", {"at_m": [0.6, 0.1, 0.8], "facing_rad": 0.0}))
    assert took.props[0][2] == HAND[0]


@cache
def night(carries: str):
    asked = {
        "mix": {"resident": 1.0},
        "actors.resident.carries": carries,
        "clip.size": [640, 360],
        "clip.fps": 4,
        "clip.duration_s": 12,
    }
    return make_scene(load_scene("hallway_night", asked), seed=14, index=0)


def test_the_light_comes_out_of_the_lens_the_way_the_torch_points() -> None:
    scene = night("torch")
    film = animate(scene)
    beam, track = next(iter(film.timeline.beams)), next(t for t in film.timeline.tracks if t.id == "resident")
    body = film.bodies["resident"]
    shining = np.flatnonzero(body.glow > 0)
    for frame in np.flatnonzero(track.present)[::5]:
        at = skin(body, track, int(frame))
        lens, handle = at[shining].mean(0), at[held(body)].mean(0)
        assert np.linalg.norm(beam.position_m[frame] - lens) < 0.03
        way = (lens - handle) / np.linalg.norm(lens - handle)
        assert way @ beam.direction[frame] > 0.99
    assert not animate(night("phone")).timeline.beams
    by_day = replace(scene, camera=replace(scene.camera, infrared=False), lamps=(*scene.lamps, DAYLIGHT))
    assert not animate(by_day).timeline.beams


def test_nothing_comes_through_a_door_that_is_shut_and_what_it_points_at_is_bright() -> None:
    scene, dark = night("torch"), night("nothing")
    lens, beam = lens_of(scene.viewpoint, scene.camera), animate(scene).timeline.beams[0]
    shown, met, same = 0, 0, 0
    for lit, plain in zip(Take(scene), Take(dark), strict=True):
        a, b = (planes_to_rgb(f.planes)[..., 1].astype(float) for f in (lit, plain))
        if not beam.candela[lit.index].any():
            same += int(abs(a - b).mean() < 1.0)
            continue
        spots = beam.position_m[lit.index] + np.outer(np.linspace(0.3, 4.0, 60), beam.direction[lit.index])
        x, y, ahead = project(spots.astype(np.float32), lens).T
        end = int(np.argmin(((spots > 0.0) & (spots < np.array(scene.room.size_m))).all(1))) - 1  # where the wall is met
        if end > 2 and ahead[end] > 0 and 5 < x[end] < 635 and 5 < y[end] < 355:
            patch = (slice(int(y[end]) - 4, int(y[end]) + 5), slice(int(x[end]) - 4, int(x[end]) + 5))
            met, shown = met + 1, shown + int(a[patch].mean() > b[patch].mean() + 20)
    assert same >= 4
    assert met >= 5
    assert shown >= 0.7 * met
