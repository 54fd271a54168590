"""What lies deep under other clothes is kept coarse: still there and closed, as motion may bare it, but cheap to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.actors.people.shell import Shell
from synthclips.geometry.implicit import distance
from synthclips.geometry.simplify import simplified
from synthclips.geometry.skeleton import F64

DEEP_M = 0.011  # so far under a garment's surface nothing shows, whatever its folds and however it swings
COARSE_M = 0.060  # length of edges there
NO_COVER = {("top", "bottom")}  # a hem swings apart from the legs under it: neither is deep in the other for long


def coarse_inside(shells: Sequence[Shell], tucked_m: Sequence[F64 | float]) -> list[Shell]:
    """The shells with longer edges where others cover them; tucked_m: how far the vertices of each will be drawn in."""
    out = []
    for shell, inward in zip(shells, tucked_m, strict=True):
        surface = shell.surface
        points = surface.vertices_m - surface.normals * np.asarray(inward, np.float64)[..., None]
        deep = np.zeros(len(points), np.bool_)
        for other in shells:
            if other is not shell and (shell.name, other.name) not in NO_COVER:
                deep |= _under(other, points)
        inside = deep.copy()
        inside[surface.faces[~deep[surface.faces].all(1)]] = False  # what touches a face that may show stays where it is
        out.append(replace(shell, surface=simplified(surface, np.where(inside, COARSE_M, 0.0))))
    return out


def _under(cover: Shell, points: F64) -> NDArray[np.bool_]:
    """(N,) is the point deep inside the cover?"""
    low, high = cover.surface.vertices_m.min(0), cover.surface.vertices_m.max(0)
    near = ((points > low) & (points < high)).all(1)
    deep = np.zeros(len(points), np.bool_)
    if cover.blobs and near.any():
        deep[near] = distance(cover.blobs, points[near]) < -DEEP_M
    return deep
