"""Window panes before a black view mirror the lit room faintly; by day and in dark rooms they let one look out."""

from __future__ import annotations

import numpy as np
import pytest
from staging import at, ball, timeline_of
from test_mirror import MIRROR, TINT, stage

from synthclips.pipeline import make_scene
from synthclips.raster.plate import decode
from synthclips.scene.records import Material
from synthclips.stages.load import load_scene
from synthclips.stages.reflections import Reflections

SHARE = 0.08
PANE = Material("pane", (SHARE,) * 3, (SHARE,) * 3, SHARE)


def test_a_pane_mirrors_its_share_of_what_a_mirror_there_would():
    faint, full = (s.plate for s in (stage(PANE), stage(MIRROR)))
    shown = full.owner == full.owners.index("mirror")
    ours, theirs = (decode(p.direct[0], p.direct_scale[0]) for p in (faint, full))
    lit = shown & (theirs.min(2) > 0.05 * theirs[shown].max())
    assert lit.sum() > 3000
    np.testing.assert_allclose(np.median(ours[lit] / theirs[lit], 0), SHARE / np.array(TINT[:3]), rtol=0.02)


def test_a_pane_stops_no_light():
    free = ((1.0, 0.5, 0.1), (1.0, 2.6, 0.1), (1.0, 2.6, 1.9), (1.0, 0.5, 1.9))
    pane, mirror, none = stage(PANE, hanging=free), stage(MIRROR, hanging=free), stage(without=("mirror",))
    same = (pane.plate.owner == 0) & (mirror.plate.owner == 0) & (none.plate.owner == 0)
    lights = [decode(s.plate.direct[0], s.plate.direct_scale[0])[same] for s in (pane, mirror, none)]
    changed = [float((np.abs(light - lights[2]).max(1) > 0.02 * lights[2].max()).mean()) for light in lights[:2]]
    assert changed[0] < 0.02
    assert changed[1] > 5 * changed[0] + 0.05


def test_who_walks_before_a_pane_has_a_twin_in_it():
    room, told = stage(PANE), Reflections()
    for gbuffer in room.filmed({"ball": ball(0.2)}, timeline_of(room.scene, {"ball": at((0.9, 1.2, 0.6))})):
        told.add(gbuffer)
    (entry,) = told.told()
    assert entry["reflection_of"] == "ball"
    assert entry["visible_px"][0] > 100


@pytest.mark.parametrize(
    ("name", "given", "mirrors"),
    [
        ("living_room_night", {}, True),
        ("living_room_evening", {"light.hour": 22.5, "light.lamps_on": 1}, True),
        ("living_room_day", {"light.hour": 12.0}, False),
        ("living_room_moonlight", {"light.lamps_on": 0, "light.street_lux": 8}, False),
    ],
)
def test_panes_mirror_where_it_is_black_outside_and_light_within(name, given, mirrors):
    scene = make_scene(load_scene(name, {"clip.size": [160, 90], **given}), seed=3, index=0)
    assert any(o.kind == "window" for o in scene.room.openings)
    assert ("pane" in scene.room.materials) is mirrors
