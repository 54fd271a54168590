"""Arithmetic for the busiest rows: a product and a sum in one step, and a root near enough for noise. Same bits on every CPU."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic

from synthclips.kernel import inner

f32 = np.float32
HALF_BIAS = np.int32(0x1FBC56F6)  # makes the mean of `rough_root`'s squares right


@intrinsic
def _fused(typing: Any, a: Any, b: Any, c: Any) -> Any:
    """See `fused`."""
    del typing, a, b, c
    three = types.float32, types.float32, types.float32
    return types.float32(*three), lambda _context, builder, _signature, numbers: builder.fma(*numbers)


@inner
def fused(a: Any, b: Any, c: Any) -> Any:
    """a * b + c of float32, rounded once."""
    return _fused(f32(a), f32(b), f32(c))


@inner
def rough_root(v: Any) -> Any:
    """Square root of a float32 > 0 within 4 %, 2 % rms: to halve its bits is to halve its logarithm.

    Blinn 1997, "Floating-point tricks".
    """
    return np.int32((f32(v).view(np.int32) >> np.int32(1)) + HALF_BIAS).view(np.float32)
