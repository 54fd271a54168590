"""A mirror shows who passes outside where their mirrored skin projects to; they are nobody, and seen if the glass shows them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from independent_projection import pixels, skinned

from synthclips.catalog import kind
from synthclips.catalog.nuisances.passer_by_mirrored import glass_of
from synthclips.dataset.check_truth import problems_of_truth
from synthclips.formats import rle
from synthclips.pipeline import Clip, Take
from synthclips.scene.distributions import settle_all
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Item, Scene
from synthclips.scene.spec import Source
from synthclips.scene.streams import Streams
from synthclips.stages.compose import compose
from synthclips.stages.load import scene_from_text
from synthclips.stages.verdict import SEEN_SHARE

HOME = """
[clip]
duration_s = 5
fps = 6
size = [320, 180]
clock = false
[mix]
nothing = 1
[room]
kind = "living_room"
outside = "garden"
[light]
hour = {hour}
lamps_on = 0
[nuisances.passer_by_mirrored]
chance = 0.999
strength = 4
"""


def scene_at(seed: int, text: str = HOME, *, hour: float = 12.0) -> Scene:
    return compose(scene_from_text(text.format(hour=hour), Source(Path("home.toml"))), seed=seed, index=0)


@cache
def filmed() -> tuple[Take, Clip]:
    """The first home in which a mirror can show somebody, filmed."""
    take = Take(next(scene for scene in map(scene_at, range(40)) if scene.nuisances))
    frames = [(f.observations, f.exposure) for f in take]
    return take, Clip(np.zeros(0, np.uint8), take.truth(*map(list, zip(*frames, strict=True))), take.scene)


def of_mirror(take: Take, clip: Clip) -> dict:
    told = [r for r in clip.truth["reflections"] if r["reflection_of"] == "passer_by_mirrored"]
    (one,) = (r for r in told if r["mirror"] == take.scene.nuisances[0].params["mirror"])
    return one


def test_the_box_in_the_mirror_lies_in_the_projection_of_the_mirrored_skin_and_in_the_glass() -> None:
    take, clip = filmed()
    told, scene = of_mirror(take, clip), take.scene
    corner, along, up = glass_of(scene.item(told["mirror"]))
    normal = np.cross(along, up) / np.linalg.norm(np.cross(along, up))
    glass = pixels(np.array([corner + a * along + b * up for a in (0, 0.5, 1) for b in (0, 0.5, 1)]), scene)
    track = next(t for t in take.timeline.tracks if t.id == "passer_by_mirrored")
    for frame, repeat, box in zip(told["frame"], told["repeat"], told["box"], strict=True):
        assert repeat == 1
        skin = skinned(take.animation.bodies["passer_by_mirrored"], track.world_from_bone[frame])
        there = pixels(skin - 2.0 * ((skin - corner) @ normal)[:, None] * normal, scene)
        low = np.maximum(glass.min(0), np.nanmin(there, 0))
        high = np.minimum(glass.max(0), np.nanmax(there, 0))
        assert (np.array(box[:2]) >= low - 2.0).all()
        assert (np.array(box[2:]) <= high + 2.0).all()
    assert len(told["frame"]) > 2


def test_the_event_is_seen_in_the_frames_in_which_the_mirrors_mask_has_pixels_enough() -> None:
    take, clip = filmed()
    told, shown = of_mirror(take, clip), np.zeros(len(clip.truth["times_s"]), int)
    for frame, mask, (x0, y0, x1, y1) in zip(told["frame"], told["mask"], told["box"], strict=True):
        shown[frame] += rle.decode(mask, y1 - y0, x1 - x0).sum()
    for track in (t for t in clip.truth["tracks"] if t["id"] == "passer_by_mirrored"):
        for frame, count in zip(track["frame"], track["visible_px"], strict=True):
            shown[frame] = max(shown[frame], count)
    (event,) = (e for e in clip.truth["events"] if e["type"] == "nuisance")
    seen = {f for a, b in event["visible_frames"] for f in range(a, b)}
    assert seen == set(np.flatnonzero(shown >= SEEN_SHARE * 320 * 180).tolist())
    assert seen


def test_who_passes_in_a_mirror_is_nobody() -> None:
    _, clip = filmed()
    assert clip.truth["verdict"] == "nuisance"
    assert not clip.truth["alarm"]
    assert "a mirror shows somebody who passes outside" in clip.truth["caption"]
    assert list(problems_of_truth(clip.truth)) == []


@pytest.mark.parametrize("kind_name", ["wall_mirror", "standing_mirror"])
@pytest.mark.parametrize("key", range(4))
def test_the_glass_that_a_mirror_tells_of_lies_in_the_plane_of_its_mesh_and_within_it(kind_name: str, key: int) -> None:
    of = kind("furniture", kind_name)
    params = settle_all(of.priors, {}, Streams(key, kind_name))
    item = Item("mirror", kind_name, (1.0, 2.0, 0.3), 0.7, params, {}, key)
    corner, along, up = glass_of(Item("", kind_name, (0.0, 0.0, 0.0), 0.0, params, {}, key))
    mesh = of.make(key=key, **params)
    faces = mesh.vertices_m[mesh.faces[mesh.slot == mesh.slots.index("mirror")]].reshape(-1, 3).astype(float)
    normal = np.cross(along, up) / np.linalg.norm(np.cross(along, up))
    assert normal[1] > 0.9
    np.testing.assert_allclose((faces - corner) @ normal, 0.0, atol=1e-4)
    for place in (corner, corner + along, corner + up, corner + along + up):
        assert (place[[0, 2]] >= faces.min(0)[[0, 2]] - 1e-4).all()
        assert (place[[0, 2]] <= faces.max(0)[[0, 2]] + 1e-4).all()
    turned = glass_of(item)
    np.testing.assert_allclose(np.linalg.norm(turned[1]), np.linalg.norm(along), rtol=1e-6)


def test_no_mirror_shows_anybody_outside_in_the_dark() -> None:
    with pytest.raises(SceneError, match="needs daylight or dusk"):
        scene_at(0, HOME.replace("0.999", "1.0"), hour=1.0)
