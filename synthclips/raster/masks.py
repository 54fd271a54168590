"""Masks measured and written as column-major runs in COCO's compressed counts (pycocotools' maskApi, by Dollar & Lin)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.gbuffer import COVERED


@kernel
def measure(samples, depth, out):
    """Fills out with x0, y0, x1, y1 (half-open, x1 <= x0 if empty), count of covered pixels; returns their mean depth."""
    h, w = samples.shape
    x0, y0, x1, y1, count = w, h, 0, 0, 0
    total = 0.0
    for y in range(h):
        for x in range(w):
            if samples[y, x] >= COVERED:
                x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x + 1), max(y1, y + 1)
                count += 1
                total += depth[y, x]
    out[0], out[1], out[2], out[3], out[4] = x0, y0, x1, y1, count
    return total / count if count else 0.0


@inner
def _write(value, out, at):
    """One signed number, five bits a character, lowest first, as COCO has it."""
    while True:
        low = value & 31
        value >>= 5
        more = value != -1 if low & 16 else value != 0
        out[at] = 48 + (low | (32 if more else 0))
        at += 1
        if not more:
            return at


@kernel
def _encode(samples, x0, y0, x1, y1, out):
    at, runs, length, on = 0, 0, 0, False
    before = before2 = 0
    for x in range(x0, x1):
        for y in range(y0, y1):
            if (samples[y, x] >= COVERED) != on:
                at = _write(length - (before2 if runs > 2 else 0), out, at)
                before2, before, runs, length, on = before, length, runs + 1, 0, not on
            length += 1
    return _write(length - (before2 if runs > 2 else 0), out, at)


def encode_mask(samples: NDArray[np.uint8], box: tuple[int, int, int, int]) -> str:
    """Counts of the covered pixels inside box (x0, y0, x1, y1 in `samples`), as COCO stores them in JSON."""
    x0, y0, x1, y1 = box
    out = np.empty(3 * (x1 - x0) * (y1 - y0) + 64, np.uint8)
    return out[: _encode(samples, x0, y0, x1, y1, out)].tobytes().decode("ascii")


def decode_mask(counts: str, height: int, width: int) -> NDArray[np.bool_]:
    """(height, width) mask of a compressed string."""
    runs: list[int] = []
    value = shift = 0
    for character in counts.encode("ascii"):
        low = character - 48
        value |= (low & 31) << shift
        shift += 5
        if not low & 32:
            value -= (1 << shift) if low & 16 else 0
            runs.append(value + (runs[-2] if len(runs) > 2 else 0))
            value = shift = 0
    flat = np.repeat(np.arange(len(runs)) % 2 == 1, runs)
    return flat.reshape(width, height).T
