"""Which frames of a clip to show: those that tell most."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from synthclips.stages import tracks

GOOD = 0.8  # of the most pixels in the stretch


def telling(truth: Mapping[str, Any], count: int) -> list[int]:
    """One frame of each of `count` stretches of the clip: one in which who or what stirs is seen well, else its middle."""
    total = int(truth["clip"]["frames"])
    pixels = np.zeros(total, np.int64)
    for track in truth["tracks"]:
        if track["type"] in ("actor", "nuisance"):
            for frame, row in tracks.rows(track):
                pixels[frame] += row["visible_px"]
    edges = [i * total // min(count, total) for i in range(min(count, total) + 1)]
    chosen = []
    for a, b in pairwise(edges):
        good = np.flatnonzero(pixels[a:b] >= GOOD * pixels[a:b].max())
        chosen.append(a + int(good[len(good) // 2]))
    return chosen
