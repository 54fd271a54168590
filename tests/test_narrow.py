"""Light on faces that few points of the gathering grid fall on, and on the walls beside them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from synthclips.geometry.shapes import box, shifted
from synthclips.raster import light
from synthclips.raster.plate import decode
from tests.test_light import DEPTH
from tests.windowed import SUN, filmed

OUT_M = 0.03  # how far the boards beside the window stand out of its wall


def bounced() -> tuple[np.ndarray, np.ndarray]:
    """Bounced sunlight in a room with a board on either side of its window, and where its far wall or a board shows."""
    places = (1.47, 2.53)
    boards = [shifted(box((0.06, OUT_M, 1.1), "face", bevel_m=0.004), x, DEPTH - OUT_M / 2, 0.95) for x in places]
    _, plate = filmed(SUN, more=boards, size=(640, 360))
    facing = ndimage.binary_erosion(plate.normal[..., 1] <= -126, np.ones((5, 5)))
    return decode(plate.indirect[0], plate.indirect_scale[0])[..., 1].astype(float), facing


def dots(shown: np.ndarray, wall: np.ndarray) -> np.ndarray:
    """How far each pixel of the wall is off the middle of those around it."""
    even = ndimage.median_filter(shown, 15)
    return np.abs(shown - even)[wall] / even[wall]


def test_the_edges_of_boards_beside_a_window_throw_no_dots_on_the_wall_and_no_light_is_lost(monkeypatch: pytest.MonkeyPatch):
    shown, wall = bounced()
    monkeypatch.setattr(light, "FEW", -10.0)  # no face is narrow
    before, _ = bounced()
    assert wall.sum() > 20_000
    assert np.quantile(dots(shown, wall), 0.999) < 0.07 < np.quantile(dots(before, wall), 0.999)
    assert np.quantile(dots(shown, wall), 0.99) < 0.02
    assert shown[wall].mean() == pytest.approx(before[wall].mean(), rel=0.005)
