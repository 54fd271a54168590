"""Who passes outside shows through the panes alone, where their body is, as bright as what lies outside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from independent_projection import bounds

from synthclips.dataset.check_truth import problems_of_truth
from synthclips.halves import decoded
from synthclips.pipeline import Clip, Take, clip_of
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Scene
from synthclips.scene.spec import Source
from synthclips.stages import tracks
from synthclips.stages.compose import compose
from synthclips.stages.load import scene_from_text

HOME = """
[clip]
duration_s = 6
fps = 4
size = [240, 136]
clock = false
[mix]
nothing = 1
[room]
outside = "{outside}"
[light]
hour = {hour}
lamps_on = 0
[nuisances.passer_by]
strength = 3
"""


def scene_at(seed: int, *, hour: float = 12.0, outside: str = "garden") -> Scene:
    text = HOME.format(hour=hour, outside=outside)
    return compose(scene_from_text(text, Source(Path("home.toml"))), seed=seed, index=0)


@cache
def filmed() -> tuple[Take, Clip]:
    """The first home whose camera looks out."""
    for seed in range(12):
        take = Take(scene_at(seed))
        if (take.plate.owner == take.plate.owners.index("outside")).sum() > 1500:
            return take, clip_of(take.scene)
    raise AssertionError("no home shows its window")


def test_the_box_of_a_passer_by_lies_in_the_panes_and_in_the_projection_of_the_body() -> None:
    take, clip = filmed()
    (told,) = (t for t in clip.truth["tracks"] if t["type"] == "nuisance")
    track = next(t for t in take.timeline.tracks if t.id == "passer_by")
    rows, columns = np.nonzero(take.plate.owner == take.plate.owners.index("outside"))
    panes = columns.min() - 1, rows.min() - 1, columns.max() + 2, rows.max() + 2
    shown = [(frame, row) for frame, row in tracks.rows(told) if row["box"]]
    assert len(shown) > 3
    for frame, row in shown:
        body = bounds(take.animation.bodies["passer_by"], track.world_from_bone[frame], clip.scene)
        x0, y0, x1, y1 = row["box"]
        low = np.maximum(panes[:2], body[:2]) - 1.5
        assert (np.array([x0, y0]) >= low).all()
        assert (np.array([x1, y1]) <= np.minimum(panes[2:], body[2:]) + 1.5).all()
    assert clip.truth["verdict"] == "nuisance"
    assert "somebody passes outside" in clip.truth["caption"]
    assert list(problems_of_truth(clip.truth)) == []


def test_a_passer_by_is_as_bright_as_the_day_and_lights_nothing_in_the_room() -> None:
    take, _ = filmed()
    sky = take.scene.room.materials["outside"].emission
    outside, first, brightest = take.plate.owner == take.plate.owners.index("outside"), None, []
    for frame in Take(take.scene, take.plate):
        light = decoded(frame.gbuffer.codes.copy()).transpose(0, 2, 1)
        first = light if first is None else first
        for layer in (x for x in frame.gbuffer.layers if x.id == "passer_by"):
            x0, y0, x1, y1 = layer.rect
            own = layer.visible == 4
            brightest += light[y0:y1, x0:x1][own].mean(1).tolist()
    assert 0.02 * sky < min(brightest) < np.mean(brightest) < 0.6 * sky
    assert np.quantile(np.abs(light - first)[~outside].max(1), 0.98) < 0.01 * sky


@pytest.mark.parametrize(
    ("given", "answer"),
    [({"hour": 1.0}, "passer_by needs daylight or dusk"), ({"outside": "flats"}, "passer_by needs a home on the ground")],
)
def test_nobody_passes_in_the_dark_or_high_up(given: dict[str, object], answer: str) -> None:
    with pytest.raises(SceneError, match=answer):
        scene_at(0, **given)  # type: ignore[arg-type]
