"""What is seen through windows: a backdrop round the house and the ground before it."""

from __future__ import annotations

import math

import numpy as np

from synthclips.catalog.rooms.panels import panel
from synthclips.geometry.mesh import Mesh, join

FAR_M = 6.0
LAWN_M = 4.4  # of the texture's ground that is grass
ROUND_M = 9.0  # from a porch to what closes its view
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


def surroundings(width_m: float, depth_m: float) -> Mesh:
    """What lies round a porch of that size, in world space: four upright sheets and a lawn. Slot: outside.

    The sheets stand farther off than those of windows, their texture as much larger, so that houses keep their size.
    """
    x0, y0, x1, y1 = -ROUND_M, -ROUND_M, width_m + ROUND_M, depth_m + ROUND_M
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    scale, run, parts = FAR_M / ROUND_M, 40.0, []
    top = GROUND_M + (TOP_M - GROUND_M) / scale
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        end = run + (abs(bx - ax) + abs(by - ay)) * scale
        quad = [(ax, ay, GROUND_M), (ax, ay, top), (bx, by, top), (bx, by, GROUND_M)]
        where = [(run, 0.0), (run, TOP_M - GROUND_M), (end, TOP_M - GROUND_M), (end, 0.0)]
        parts.append(panel(quad, where, "outside"))
        run = end
    count = math.ceil((y1 - y0) / LAWN_M)
    for k in range(count):
        ya, yb = (y0 + (y1 - y0) * n / count for n in (k, k + 1))
        lawn = [(x0, ya, GROUND_M), (x1, ya, GROUND_M), (x1, yb, GROUND_M), (x0, yb, GROUND_M)]
        parts.append(panel(lawn, [(x + 7.0 * k, -0.05 - (yb - y)) for x, y, _ in lawn], "outside"))
    return join(parts)
