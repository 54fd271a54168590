"""What is seen through windows: a backdrop round the house and the ground before it."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.rooms.panels import panel
from synthclips.geometry.mesh import Mesh, join

FAR_M = 6.0
GROUND_M = -0.3  # the garden lies lower than the floor
TOP_M = 7.5


def outside(length_m: float) -> Mesh:
    """In wall space: three upright sheets and the ground. Slot: outside.

    The texture's x runs round, y is the height over the ground, below 0 on it.
    """
    corners = np.array([(-FAR_M, -0.4), (-FAR_M, -FAR_M), (length_m + FAR_M, -FAR_M), (length_m + FAR_M, -0.4)])
    run = np.concatenate([[0.0], np.cumsum(np.sqrt((np.diff(corners, axis=0) ** 2).sum(1)))]) + 40.0
    parts = []
    for k in range(3):
        (ax, ay), (bx, by) = corners[k], corners[k + 1]
        quad = [(bx, by, GROUND_M), (ax, ay, GROUND_M), (ax, ay, TOP_M), (bx, by, TOP_M)]
        where = [(run[k + 1], 0.0), (run[k], 0.0), (run[k], TOP_M - GROUND_M), (run[k + 1], TOP_M - GROUND_M)]
        parts.append(panel(quad, where, "outside"))
    x0, x1 = -FAR_M, length_m + FAR_M
    ground = [(x0, -FAR_M, GROUND_M), (x1, -FAR_M, GROUND_M), (x1, -0.16, GROUND_M), (x0, -0.16, GROUND_M)]
    parts.append(panel(ground, [(x, min(-0.001, -(y + FAR_M))) for x, y, _ in ground], "outside"))
    return join(parts)
