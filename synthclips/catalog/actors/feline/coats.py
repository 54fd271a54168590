"""A cat's coat, painted at the texels in rest-pose coordinates."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.actors.feline.joints import Joints
from synthclips.geometry.body import texel_points
from synthclips.geometry.implicit import Surface
from synthclips.geometry.mesh import F32


def paint(skin: Surface, frame: Joints, *, coat: str, eyes: str, fur: float, head: float, ear: float, key: int) -> F32:
    points = texel_points(skin.vertices_m, skin.faces)
    out = np.full((*points.shape[:2], 4), 0.25, np.float32)
    out[..., 2] *= 0.7
    out[skin.part == skin.parts.index("eye")] = 0.03
    return out
