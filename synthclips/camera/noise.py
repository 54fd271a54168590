"""The pool of normal deviates that sensor noise is read from: made once by hashing, the same on every machine.

Each row of each frame reads the pool from its own place, which a counter-based hash of (key, frame, row) picks, so
noise depends on no order of work. A pool is two to four times cheaper than hashing every pixel.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner

POOL_BITS = 17  # few enough deviates to stay in the processor's cache
POOL = 1 << POOL_BITS  # a row of any picture fits several times over
SLACK = 1 << 15  # repeated at the end, so that a row may start anywhere
QUANTILES = 4096
SCALE = 32.0  # int8 levels per standard deviation


def _hashed(counter: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Integer mix, "lowbias32" of Wellons 2018, "Prospecting for hash functions"."""
    x = counter.copy()
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x ^= x >> np.uint32(shift)
        x *= np.uint32(factor)
    return x ^ (x >> np.uint32(16))


@cache
def pool() -> tuple[NDArray[np.int8], float]:
    """(POOL + SLACK,) normal deviates as int8, and the factor that gives them a standard deviation of one."""
    normal = NormalDist()
    quantile = [round(SCALE * normal.inv_cdf((i + 0.5) / QUANTILES)) for i in range(QUANTILES)]
    unit = (sum(q * q for q in quantile) / QUANTILES) ** -0.5
    draws = np.array(quantile, np.int8)[_hashed(np.arange(POOL, dtype=np.uint32)) & np.uint32(QUANTILES - 1)]
    return np.concatenate([draws, draws[:SLACK]]), round(unit, 9)


@inner
def row_start(key: int, frame: int, row: int) -> Any:
    """Where in the pool this row of this frame begins; key is 63 bits. SplitMix64 finalizer (Steele et al. 2014)."""
    x = np.uint64(key) + np.uint64(frame) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(row) * np.uint64(0xD1B54A32D192ED03)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.int64((x ^ (x >> np.uint64(31))) >> np.uint64(64 - POOL_BITS))
