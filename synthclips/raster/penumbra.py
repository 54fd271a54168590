"""One shadow map on one tile of the room: asked for at the corners of squares, and inside them where the corners disagree."""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner
from synthclips.raster.shadow import hidden

ROOM_BIAS_M = 0.004
UNIT = 1.0 / 127.0  # of the plate's normals
ALIKE = 0.08  # corners of a square whose light differs less are interpolated between
FLAT_M = 0.01
LEAST = 0.004  # a shadow fainter than this is none


@inner
def hide(left, y0, x0, h, w, position, normal, frame, cover, blocker, tile_px, squares, share, known):
    """Takes the shadow out of one tile of `left`, a row of tiles; True if there is any.

    squares (2 N N, 2), share (N, N), known (N, N): scratch, N = tile_px + 1.
    """
    size, dark = 4 if tile_px >= 32 else 2, False
    for b in range(h + 1):
        for a in range(w + 1):
            share[b, a], known[b, a] = 0.0, 0
    begin, end = 0, 0
    for j in range(0, h, size):
        for i in range(0, w, size):
            squares[end, 0], squares[end, 1] = j, i
            end += 1
    while begin < end:  # one size of squares after another
        half, stop = size >> 1, end
        for n in range(begin, end):
            j, i = squares[n, 0], squares[n, 1]
            for k in range(4 if half else 1):
                b, a = j + (k >> 1) * size, i + (k & 1) * size
                if not known[b, a]:
                    known[b, a] = 1
                    share[b, a] = _share(position, normal, y0 + b, x0 + a, frame, cover, blocker)
                dark |= share[b, a] > 0.0
            if half and not _fill(share, known, j, i, size, y0, x0, position, normal):
                for k in range(4):
                    if j + (k >> 1) * half < h and i + (k & 1) * half < w:
                        squares[stop, 0], squares[stop, 1] = j + (k >> 1) * half, i + (k & 1) * half
                        stop += 1
        begin, end, size = end, stop, half
    if dark:
        for j in range(h):
            for i in range(w):
                left[j, x0 + i] *= np.float32(1.0) - share[j, i]
    return dark


@inner
def _share(position, normal, y, x, frame, cover, blocker):
    """Share of the lamp that is hidden at a pixel; beyond the picture, at the nearest one."""
    y, x = min(y, position.shape[0] - 1), min(x, position.shape[1] - 1)
    if not position[y, x, 0] < 1e8:
        return 0.0
    share = hidden(
        frame, cover, blocker, float(position[y, x, 0]), float(position[y, x, 1]), float(position[y, x, 2]),
        normal[y, x, 0] * UNIT, normal[y, x, 1] * UNIT, normal[y, x, 2] * UNIT, ROOM_BIAS_M,
    )  # fmt: skip
    return share if share > LEAST else 0.0


@inner
def _fill(share, known, j, i, size, y0, x0, position, normal):
    """Fills a square between its corners if they agree and lie in one plane, or are all lit; else False."""
    a, b, c, d = share[j, i], share[j, i + size], share[j + size, i], share[j + size, i + size]
    low, high = min(min(a, b), min(c, d)), max(max(a, b), max(c, d))
    if high - low >= ALIKE:
        return False
    if high == 0.0:
        return True
    last_y, last_x = position.shape[0] - 1, position.shape[1] - 1
    y, x, yb, xb = y0 + j, x0 + i, min(y0 + j + size, last_y), min(x0 + i + size, last_x)
    px, py, pz = position[y, x, 0], position[y, x, 1], position[y, x, 2]
    nx, ny, nz = normal[y, x, 0] * UNIT, normal[y, x, 1] * UNIT, normal[y, x, 2] * UNIT
    for k in range(1, 4):
        v, u = yb if k >= 2 else y, xb if k & 1 else x
        if abs((position[v, u, 0] - px) * nx + (position[v, u, 1] - py) * ny + (position[v, u, 2] - pz) * nz) > FLAT_M:
            return False
    step = np.float32(1.0 / size)
    for q in range(size):
        top, bottom = a + q * step * (c - a), b + q * step * (d - b)
        for p in range(size):
            share[j + q, i + p] = top + p * step * (bottom - top)
            known[j + q, i + p] = 1
    return True
