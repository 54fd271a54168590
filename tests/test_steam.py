"""Steam leaves what is hot where that is open, thin, and is wide and gone at the top of its way."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np
import pytest
from staging import scene_of

from synthclips import catalog
from synthclips.catalog.nuisances.steam import mouth
from synthclips.geometry.plan import Footprint
from synthclips.scene.records import Item, Nuisance

SIZES: dict[str, dict[str, Any]] = {
    "mug": {"radius_m": 0.04, "height_m": 0.1},
    "kettle": {"radius_m": 0.08, "height_m": 0.22},
    "pan": {"radius_m": 0.12, "height_m": 0.13},
}
STYLES = [("mug", ""), ("kettle", "jug"), ("kettle", "stove"), ("pan", "frying_pan"), ("pan", "saucepan"), ("pan", "pot")]


class OneThing:
    """A scenery of one thing."""

    def footprint(self, item: Item) -> Footprint:
        return Footprint(item.position_m[:2], (0.1, 0.1), item.yaw_rad)


@pytest.mark.parametrize(("kind", "style"), STYLES)
def test_the_mouth_of_what_is_hot_is_at_its_upper_rim_spout_or_lid_with_nothing_over_it(kind: str, style: str) -> None:
    params = {**SIZES[kind], **({"style": style} if style else {})}
    mesh = catalog.kind("furniture", kind).make(key=1, **params)
    (x, y, z), wide_m = mouth(OneThing(), Item(kind, kind, (2.0, 1.0, 0.9), math.pi / 2, params, {}, 1))
    along, across, up = y - 1.0, 2.0 - x, z - 0.9  # the thing stands turned a quarter to the left
    corners = mesh.vertices_m.astype(float)
    assert np.sqrt(((corners - (along, across, up)) ** 2).sum(1)).min() < max(
        1.7 * wide_m, 0.03
    )  # of an open one, its rim is a little wider
    above = corners[(corners[:, 2] > up + 0.02) & (np.hypot(corners[:, 0] - along, corners[:, 1] - across) < wide_m)]
    assert not len(above)


def test_steam_is_thin_at_the_mouth_and_wide_and_gone_at_the_top() -> None:
    nuisance = Nuisance(
        "steam", "steam", 3, 0.0, 9.0, {"item": "mug", "from_m": [1.0, 2.0, 0.9], "wide_m": 0.03, "draught_mps": 0.0}, 5
    )
    done = catalog.kind("nuisances", "steam").make(nuisance, scene_of(), np.arange(60) / 7.0, draught_mps=0.0)
    (puffs,) = done.specks
    place = puffs.ends_m[:, :, 0].astype(float) - (1.0, 2.0, 0.9)
    up, aside = place[..., 2], np.hypot(place[..., 0], place[..., 1])
    low, high = up < 0.03, up > 0.8 * up.max()
    assert aside[low].max() < 0.03
    assert np.quantile(aside[high], 0.9) > 0.04
    assert puffs.radius_m[high].min() > 3 * puffs.radius_m[low].min()
    assert puffs.opacity[high].max() < 0.2 * puffs.opacity.max()


def test_steam_stops_to_leave_when_it_ends_and_what_has_left_goes_on() -> None:
    params = {"item": "mug", "from_m": [0.0, 0.0, 1.0], "wide_m": 0.03, "draught_mps": 0.0}
    nuisance = Nuisance("steam", "steam", 3, 1.0, 4.0, params, 5)
    times = np.arange(80) / 10.0
    kind = catalog.kind("nuisances", "steam")
    (puffs,) = kind.make(nuisance, scene_of(), times, draught_mps=0.0).specks
    lowest = np.where(puffs.opacity > 0, puffs.ends_m[:, :, 0, 2], np.inf).min(1)
    assert not puffs.present[times < 1.0].any()
    assert lowest[20] < 1.02 < 1.1 < lowest[45] < lowest[50]
    assert not puffs.present[times > 6.0].any()
    (always,) = kind.make(dataclasses.replace(nuisance, start_s=0.0), scene_of(), times, draught_mps=0.0).specks
    assert always.present[0]
