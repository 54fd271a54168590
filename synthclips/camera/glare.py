"""Veiling glare: light that the lens scatters over the picture, most of it near where it came from.

ISO 9358 measures it; cheap lenses scatter some percent. About the square of the angle from its source it thins out, so each
of three octaves of width, fourfold apart, has about as much: here means of blocks of pixels, evened by a binomial, and means
of means. They follow the rectangles that changed, and are the same bytes as if all had been gathered anew.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.halves import U16, lit
from synthclips.kernel import inner, kernel

f32 = np.float32
F32 = NDArray[np.float32]
Rect = tuple[int, int, int, int]

ACROSS = 320  # half blocks in the picture's width: with a lens of 90 degrees one of them is half a degree
COARSER = 4
SHARES = (0.4, 0.35, 0.25)  # of the scattered light, by width: half a degree, two, eight
BORDER = 2  # dark places around a grid, so that sums need not ask where they end


class Glare:
    """The scattered light of one clip's frames, place by place: `field` (C, rows + 2, columns + 2), the outermost repeated."""

    def __init__(self, width: int, height: int, channels: int, share: float) -> None:
        self.block = max(2, width // ACROSS * 2)
        self._row = np.zeros(width, np.float32)
        shape = -(-height // self.block), -(-width // self.block)
        self._grids = [_dark(channels, *shape)]
        for _ in SHARES[1:]:
            shape = -(-shape[0] // COARSER), -(-shape[1] // COARSER)
            self._grids.append(_dark(channels, *shape))
        self._spread = [np.zeros_like(grid) for grid in self._grids]
        self._scratch = np.zeros(self._grids[0].shape[1:], np.float32)
        self._shares = [np.float32(share * s) for s in SHARES]
        self.field = np.zeros_like(self._grids[0][:, 1:-1, 1:-1])
        self._known = False

    def follow(self, light: U16, changed: tuple[Rect, ...] | None) -> None:
        """The field of light (H, C * W) in `halves`. changed: where it may differ from the call before; None: anywhere."""
        height, width = len(light), len(self._row)
        rectangles = changed if self._known and changed is not None else ((0, 0, width, height),)
        if not rectangles:
            return
        self._known = True
        for rectangle in rectangles:
            gather(light, self.block, *rectangle, self._row, self._grids[0])
        for fine, coarse in zip(self._grids, self._grids[1:], strict=False):
            thin(fine, coarse)
        for grid, spread, share in zip(self._grids, self._spread, self._shares, strict=True):
            even(grid, share, self._scratch, spread)
        for fine, coarse in zip(self._spread[-2::-1], self._spread[:0:-1], strict=True):
            add_coarse(coarse, fine)
        self.field[:] = self._spread[0][:, 1:-1, 1:-1]


def _dark(channels: int, rows: int, columns: int) -> F32:
    return np.zeros((channels, rows + 2 * BORDER, columns + 2 * BORDER), np.float32)


@kernel
def gather(light: U16, block: int, x0: int, y0: int, x1: int, y1: int, row: F32, grid: F32) -> None:
    """Mean light of every block that the rectangle touches, into grid (C, rows + 4, columns + 4). row (W,): scratch."""
    width, height = row.shape[0], light.shape[0]
    left, right = x0 // block * block, min((x1 + block - 1) // block * block, width)
    for j in range(y0 // block, (y1 + block - 1) // block):
        top, bottom = j * block, min(j * block + block, height)
        for c in range(grid.shape[0]):
            first = c * width
            for r in range(top, bottom, 2):  # pictures and blocks have an even number of rows
                above, below = light[r, first + left : first + right], light[r + 1, first + left : first + right]
                _sum_rows(above, below, r == top, row[left:right])
            for x in range(left, right, block):
                end = min(x + block, right)
                total = f32(0.0)
                for k in range(x, end):
                    total += row[k]
                grid[c, j + 2, x // block + 2] = total / f32((end - x) * (bottom - top))


@inner
def _sum_rows(above: U16, below: U16, first: Any, row: F32) -> None:
    for x in range(row.shape[0]):
        both = lit(above[x]) + lit(below[x])
        row[x] = both if first else row[x] + both


@kernel
def thin(fine: F32, coarse: F32) -> None:
    """Sums of COARSER x COARSER places over their number, dark where the fine grid ends."""
    for c in range(coarse.shape[0]):
        for j in range(coarse.shape[1] - 4):
            for i in range(coarse.shape[2] - 4):
                total = f32(0.0)
                for b in range(COARSER * j + 2, min(COARSER * j + 2 + COARSER, fine.shape[1] - 2)):
                    for a in range(COARSER * i + 2, min(COARSER * i + 2 + COARSER, fine.shape[2] - 2)):
                        total += fine[c, b, a]
                coarse[c, j + 2, i + 2] = total * f32(1 / COARSER**2)


@kernel
def even(grid: F32, share: Any, scratch: F32, out: F32) -> None:
    """out: grid by a binomial of 5 x 5, times share; its own edge repeated once around it. What falls outside is lost."""
    rows, columns = grid.shape[1], grid.shape[2]
    weight = share * f32(1 / 256)
    for c in range(grid.shape[0]):
        for j in range(2, rows - 2):
            _binomial(grid[c, j - 2], grid[c, j - 1], grid[c, j], grid[c, j + 1], grid[c, j + 2], scratch[j, :columns])
            line, end = scratch[j], columns
            _binomial(
                line[: end - 4], line[1 : end - 3], line[2 : end - 2], line[3 : end - 1], line[4:end], out[c, j, 2 : end - 2]
            )
            for i in range(2, columns - 2):
                out[c, j, i] *= weight
        _repeat_edge(out[c])


@inner
def _binomial(a: F32, b: F32, c: F32, d: F32, e: F32, out: F32) -> None:
    for i in range(out.shape[0]):
        out[i] = (a[i] + e[i]) + f32(4.0) * (b[i] + d[i]) + f32(6.0) * c[i]


@inner
def _repeat_edge(grid: F32) -> None:
    rows, columns = grid.shape
    for j in range(2, rows - 2):
        grid[j, 1], grid[j, columns - 2] = grid[j, 2], grid[j, columns - 3]
    for i in range(1, columns - 1):
        grid[1, i], grid[rows - 2, i] = grid[2, i], grid[rows - 3, i]


@kernel
def add_coarse(coarse: F32, fine: F32) -> None:
    """Adds what is even between the places of the coarse grid to the fine one."""
    for c in range(fine.shape[0]):
        for j in range(2, fine.shape[1] - 2):
            b, t = _between(j - 2)
            above, below = coarse[c, b], coarse[c, b + 1]
            for i in range(2, fine.shape[2] - 2):
                a, s = _between(i - 2)
                left, right = above[a] + t * (below[a] - above[a]), above[a + 1] + t * (below[a + 1] - above[a + 1])
                fine[c, j, i] += left + s * (right - left)
        _repeat_edge(fine[c])


@inner
def _between(place: Any) -> Any:
    """The coarse place before a fine one, counted with the border, and how far it is on the way to the next."""
    along = 2 * place + 1 + COARSER  # in eighths of a coarse step, from the middle of the one before the first
    before = along // (2 * COARSER)
    return before + 1, f32(along - before * 2 * COARSER) / f32(2 * COARSER)


@inner
def veil_rows(field: F32, block: Any, r: Any, veil: F32) -> Any:
    """How far row r is from veil[:C] to the next places; veil (2 C, W): scattered light there, and how much more at those.

    To be asked row by row, from 0 on: veil moves on where a row of places begins.
    """
    channels, half = field.shape[0], block // 2
    j = (r + half) // block
    k = r + half - j * block
    if r == 0 or k == 0:
        for c in range(channels):
            if r == 0:
                _across(field[c, j], half, veil[c])
            else:
                _move_on(veil[c], veil[channels + c])
            _across(field[c, j + 1], half, veil[channels + c])
            _less(veil[channels + c], veil[c])
    return f32(2 * k + 1) / f32(2 * block)


@inner
def _across(places: F32, half: Any, out: F32) -> None:
    """out (W,): even between the places (columns + 2), a block's middle each."""
    width, step = out.shape[0], f32(1.0) / f32(4 * half)
    for i in range(places.shape[0] - 1):
        at, left, more = 2 * half * i - half, places[i], (places[i + 1] - places[i]) * step
        for x in range(max(at, 0), min(at + 2 * half, width)):
            out[x] = left + f32(2 * (x - at) + 1) * more


@inner
def _move_on(base: F32, more: F32) -> None:
    for x in range(base.shape[0]):
        base[x] += more[x]


@inner
def _less(row: F32, base: F32) -> None:
    for x in range(row.shape[0]):
        row[x] -= base[x]
