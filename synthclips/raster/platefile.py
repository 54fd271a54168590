"""A Plate as one file: appears whole or not at all, and a damaged one reads as none."""

from __future__ import annotations

import json
import os
import struct
import tempfile
import zlib
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from synthclips.raster.plate import Bvh, Plate, Probes
from synthclips.scene.records import dumps

MAGIC = b"SYNPLATE"


def write(plate: Plate, path: Path) -> None:
    """Writes the plate beside its place, then moves it there. Raises OSError if the disk will not have it."""
    arrays, names = _arrays(plate)
    index = [[name, a.dtype.str, list(a.shape)] for name, a in arrays]
    head = dumps({"arrays": index, "names": names}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            check = zlib.crc32(head)
            out.write(MAGIC + struct.pack("<I", len(head)) + head)
            for _, array in arrays:
                block = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data if array.size else b""
                check = zlib.crc32(block, check)
                out.write(block)
            out.write(struct.pack("<I", check))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read(path: Path) -> Plate | None:
    """The plate in the file; None if there is no such file, or it is not whole."""
    try:
        return _parse(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return None


def _parse(content: bytes) -> Plate:
    start = len(MAGIC) + 4
    if content[: len(MAGIC)] != MAGIC or zlib.crc32(memoryview(content)[start:-4]) != struct.unpack("<I", content[-4:])[0]:
        raise ValueError("not a whole plate")
    (size,) = struct.unpack("<I", content[len(MAGIC) : start])
    head = json.loads(content[start : start + size])
    place, arrays = start + size, {}
    for name, dtype, shape in head["arrays"]:
        count = int(np.prod(shape, dtype=np.int64))
        arrays[name] = np.frombuffer(content, dtype, count, place).reshape(shape).copy()
        place += count * np.dtype(dtype).itemsize
    return _plate(arrays, head["names"])


def _arrays(plate: Plate) -> tuple[list[tuple[str, np.ndarray[Any, Any]]], dict[str, list[str]]]:
    arrays, names = [], {}
    for f in fields(plate):
        value = getattr(plate, f.name)
        if isinstance(value, tuple):
            names[f.name] = list(value)
        elif isinstance(value, (Probes, Bvh)):
            arrays += [(f"{f.name}.{g.name}", getattr(value, g.name)) for g in fields(value)]
        else:
            arrays.append((f.name, value))
    return arrays, names


def _plate(arrays: dict[str, np.ndarray[Any, Any]], names: dict[str, list[str]]) -> Plate:
    parts: dict[str, Any] = {name: tuple(value) for name, value in names.items()}
    parts |= {name: value for name, value in arrays.items() if "." not in name}
    for part, kind in (("probes", Probes), ("bvh", Bvh)):
        parts[part] = kind(**{f.name: arrays[f"{part}.{f.name}"] for f in fields(kind)})
    return Plate(**parts)
