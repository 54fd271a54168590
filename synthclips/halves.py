"""Light in 16 bits, so that a picture costs half the memory: 6 bits of exponent, 10 of mantissa, no sign.

A code is float32's own bits, shifted: from 2^-40 to 2^24, each within 1 part in 2048; less counts as 2^-40, as good as none.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner

U16 = NDArray[np.uint16]
F32 = NDArray[np.float32]
SHIFT, HALF = np.int32(13), np.int32(1 << 12)
LEAST = np.int32((127 - 40) << 23)  # float32's bits of 2^-40
MOST = np.int32(LEAST + (65535 << 13))


@inner
def lit(code: Any) -> Any:
    """Light (float32) of a code."""
    return np.int32((np.int32(code) << SHIFT) + LEAST).view(np.float32)


@inner
def coded(light: Any) -> Any:
    """The nearest code (uint16) of light (float32); light below 0 counts as none."""
    bits = np.float32(light).view(np.int32)
    bits = bits if bits > LEAST else LEAST
    bits = bits if bits < MOST else MOST
    return np.uint16(np.int32(np.int32(bits - LEAST) + HALF) >> SHIFT)


def encoded(light: F32) -> U16:
    """Codes of an array of light."""
    bits = np.clip(np.ascontiguousarray(light, np.float32).view(np.int32), LEAST, MOST)
    return ((bits - LEAST + HALF) >> SHIFT).astype(np.uint16)


def decoded(codes: U16) -> F32:
    """Light of an array of codes."""
    return ((codes.astype(np.int32) << SHIFT) + LEAST).view(np.float32)
