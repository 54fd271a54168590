"""Masks measured and written as column-major runs in COCO's compressed counts (pycocotools' maskApi, by Dollar & Lin)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.gbuffer import COVERED
from synthclips.raster.plate import F32

Box = tuple[int, int, int, int]
U8 = NDArray[np.uint8]
COUNT, FIRST, LAST = range(3)  # rows of spans
OUTSIDE, HIDDEN, VISIBLE = range(3)  # states of a keypoint


@dataclass(frozen=True, eq=False)
class Measured:
    """Where the covered pixels of a mover lie. Boxes are x0, y0, x1, y1, half-open; x1 <= x0 if there are none."""

    box: Box  # of what shows
    px: int
    amodal_box: Box  # of what would show if it stood alone
    amodal_px: int
    depth_m: float  # mean over the latter; 0 if there are none
    spans: NDArray[np.int32]  # (3, w) in each column the covered pixels that show: how many, the first, the last
    gaps: int  # pixels that lie between these in their columns


@kernel
def _measure(visible, amodal, depth, spans, totals, out):
    """Spans (2, 3, w) and bounds (2, 6) of both masks; returns the mean depth over the second, 0 if that is empty.

    totals: (w,) float64, scratch. The loops go along rows with one number a column, so that they vectorise.
    """
    h, w = amodal.shape
    spans[:, COUNT], spans[:, FIRST], spans[:, LAST], totals[:] = 0, h, -1, 0.0
    shown, whole, depths = visible.reshape(-1), amodal.reshape(-1), depth.reshape(-1)
    count, first, last = spans[0, COUNT], spans[0, FIRST], spans[0, LAST]
    all_count, all_first, all_last = spans[1, COUNT], spans[1, FIRST], spans[1, LAST]
    for y in range(h):
        start, n, row = np.uint64(y * w), np.uint64(w), np.int32(y)
        _mark_row(shown, start, n, row, count, first, last)
        _mark_row(whole, start, n, row, all_count, all_first, all_last)
        _add_row(whole, depths, start, n, totals)
    total = 0.0
    for x in range(w):
        total += totals[x]
    for k in range(2):
        _bound(spans[k], h, out[k])
    return total / out[1, 4] if out[1, 4] else 0.0


@inner
def _mark_row(samples, start, n, row, count, first, last):
    for x in range(n):
        on = samples[start + x] >= COVERED
        count[x] += np.int32(on)
        first[x] = row if on and first[x] > row else first[x]
        last[x] = row if on else last[x]


@inner
def _add_row(samples, depth, start, n, totals):
    for x in range(n):
        totals[x] += np.float64(depth[start + x]) if samples[start + x] >= COVERED else 0.0


@inner
def _bound(spans, h, out):
    """x0, y0, x1, y1, count of all covered pixels, and how many lie between them in their columns."""
    x0, y0, x1, y1, count, gaps = spans.shape[1], h, 0, 0, 0, 0
    for x in range(spans.shape[1]):
        if spans[COUNT, x]:
            x0, x1, count = min(x0, x), x + 1, count + spans[COUNT, x]
            y0, y1 = min(y0, spans[FIRST, x]), max(y1, spans[LAST, x] + 1)
            gaps += spans[LAST, x] + 1 - spans[FIRST, x] - spans[COUNT, x]
    out[0], out[1], out[2], out[3], out[4], out[5] = x0, y0, x1, y1, count, gaps


def measured(visible: U8, amodal: U8, depth_m: F32) -> Measured:
    """Of the samples (h, w) that show, and those that it would cover if it stood alone at this depth."""
    w = visible.shape[1]
    spans, out = np.empty((2, 3, w), np.int32), np.empty((2, 6), np.int64)
    depth = _measure(visible, amodal, depth_m, spans, np.empty(w), out)
    (x0, y0, x1, y1, px, gaps), (a0, b0, a1, b1, amodal_px, _) = out.tolist()
    return Measured((x0, y0, x1, y1), px, (a0, b0, a1, b1), amodal_px, depth, spans[0], gaps)


@kernel
def hide(at, depth_m, drawn, x0, y0, per_px, states):
    """Lowers states (N,) to HIDDEN where what is drawn lies before the points at pixel positions `at` (N, 2) and depths (N,).

    drawn: (h, w) depths, per_px of them a pixel; its corner is sample x0, y0.
    """
    h, w = drawn.shape
    for i in range(at.shape[0]):
        x, y = at[i, 0] * per_px, at[i, 1] * per_px
        if x0 <= x < x0 + w and y0 <= y < y0 + h and drawn[int(y) - y0, int(x) - x0] <= depth_m[i]:
            states[i] = min(states[i], HIDDEN)


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


@inner
def _runs(samples, x0, y0, x1, y1, spans, runs):
    """Lengths of the runs column by column, the uncovered first; returns how many. Only broken columns are looked through."""
    n = written = start = end = 0  # places along all columns: what is written ends at `written`, the run in hand at `end`
    for x in range(x0, x1):
        y, stop = max(y0, spans[FIRST, x]), min(y1, spans[LAST, x] + 1)
        whole, before = spans[COUNT, x] == spans[LAST, x] + 1 - spans[FIRST, x], (x - x0) * (y1 - y0) - y0
        while y < stop:
            while not whole and y < stop and samples[y, x] < COVERED:
                y += 1
            first, y = y, (stop if whole else y)
            while y < stop and samples[y, x] >= COVERED:
                y += 1
            if first < y and before + first != end:
                if end > start:
                    runs[n], runs[n + 1], n, written = start - written, end - start, n + 2, end
                start = before + first
            end = before + y if first < y else end
    if end > start:
        runs[n], runs[n + 1], n = start - written, end - start, n + 2
    if end < (x1 - x0) * (y1 - y0):
        runs[n], n = (x1 - x0) * (y1 - y0) - end, n + 1
    return n


@kernel
def _encode(samples, x0, y0, x1, y1, spans, runs, out):
    at = 0
    for k in range(_runs(samples, x0, y0, x1, y1, spans, runs)):
        at = _write(runs[k] - (runs[k - 2] if k > 2 else 0), out, at)
    return at


def encode_mask(samples: U8, box: Box, seen: Measured) -> str:
    """Counts of the covered pixels inside box (x0, y0, x1, y1 in `samples`), as COCO stores them in JSON; seen: of `samples`."""
    x0, y0, x1, y1 = box
    most = 2 * (x1 - x0) + 2 * seen.gaps + 2
    runs, out = np.empty(most, np.int64), np.empty(5 * most, np.uint8)
    return out[: _encode(samples, x0, y0, x1, y1, seen.spans, runs, out)].tobytes().decode("ascii")


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
