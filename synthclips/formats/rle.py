"""COCO's compressed run lengths: column-major runs of 0 and 1 in a short string. Format: cocoapi's maskApi.c."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthclips.scene.errors import SceneError


def runs(counts: str) -> list[int]:
    """Run lengths of a compressed string, first run of zeros. Raises SceneError if the string is none."""
    found: list[int] = []
    value = shift = 0
    for letter in counts:
        code = ord(letter) - 48
        if not 0 <= code < 64:
            raise SceneError(f"mask holds the letter {letter!r}, which no run length has")
        value |= (code & 31) << shift
        shift += 5
        if code & 32:
            continue
        if code & 16:
            value -= 1 << shift
        found.append(value + found[-2] if len(found) > 2 else value)
        value = shift = 0
    return found


def text(lengths: list[int]) -> str:
    """The compressed string of run lengths: the inverse of `runs`."""
    letters = []
    for i, length in enumerate(lengths):
        value = length - lengths[i - 2] if i > 2 else length
        while True:
            code, value = value & 31, value >> 5
            done = value == -1 if code & 16 else value == 0
            letters.append(chr((code if done else code | 32) + 48))
            if done:
                break
    return "".join(letters)


def encode(mask: NDArray[np.bool_]) -> str:
    """The compressed string of an (h, w) mask."""
    flat = mask.ravel(order="F")
    edges = np.flatnonzero(np.diff(flat.astype(np.int8))) + 1
    lengths = np.diff(np.concatenate([[0], edges, [flat.size]])).tolist()
    return text([0, *lengths] if flat.size and flat[0] else lengths)


def decode(counts: str, height: int, width: int) -> NDArray[np.bool_]:
    """(height, width) mask. Raises SceneError if the runs do not fill it exactly."""
    lengths = np.array(runs(counts), np.int64)
    if lengths.size == 0 or lengths.min() < 0 or int(lengths.sum()) != height * width:
        raise SceneError(f"mask does not fill its box of {width}x{height}")
    values = np.arange(lengths.size) % 2 == 1
    return np.repeat(values, lengths).reshape((height, width), order="F")
