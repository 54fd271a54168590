"""A Plate as one file: appears whole or not at all, and a damaged one reads as none."""

from __future__ import annotations

import json
import math
import os
import struct
import tempfile
import zlib
from dataclasses import fields
from io import BufferedReader
from pathlib import Path
from typing import Any

import numpy as np

from synthclips.raster.plate import Bvh, Mirror, Plate, Probes
from synthclips.scene.plain import dumps

MAGIC = b"SYNPLATE"
MIRROR = ("reflection", "tint", "beyond_m")  # its arrays


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
                check = zlib.crc32(_bytes(array), check)
                out.write(_bytes(array))
            out.write(struct.pack("<I", check))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read(path: Path) -> Plate | None:
    """The plate in the file; None if there is no such file, or it is not whole."""
    try:
        with path.open("rb") as file:
            return _parse(file)
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return None


def _parse(file: BufferedReader) -> Plate:
    if file.read(len(MAGIC)) != MAGIC:
        raise ValueError("not a plate")
    (size,) = struct.unpack("<I", file.read(4))
    head = file.read(size)
    plain, check, arrays = json.loads(head), zlib.crc32(head), {}
    if _length(plain["arrays"]) != os.fstat(file.fileno()).st_size - file.tell() - 4:
        raise ValueError("not a whole plate")
    for name, dtype, shape in plain["arrays"]:
        arrays[name] = np.empty(shape, dtype)
        block = _bytes(arrays[name])
        file.readinto(block)
        check = zlib.crc32(block, check)
    if file.read() != struct.pack("<I", check):
        raise ValueError("damaged")
    return _plate(arrays, plain["names"])


def _length(index: list[list[Any]]) -> int:
    """Bytes of all arrays: known to be there before memory is asked for."""
    return sum(math.prod(shape) * np.dtype(dtype).itemsize for _, dtype, shape in index)


def _bytes(array: np.ndarray[Any, Any]) -> memoryview:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data if array.size else memoryview(bytearray())


def _arrays(plate: Plate) -> tuple[list[tuple[str, np.ndarray[Any, Any]]], dict[str, list[Any]]]:
    arrays: list[tuple[str, np.ndarray[Any, Any]]] = []
    names: dict[str, list[Any]] = {}
    for f in fields(plate):
        value = getattr(plate, f.name)
        if f.name == "mirrors":
            names[f.name] = [[m.id, *m.corner] for m in value]
            arrays += [(f"mirrors.{i}.{part}", getattr(m, part)) for i, m in enumerate(value) for part in MIRROR]
        elif isinstance(value, tuple):
            names[f.name] = list(value)
        elif isinstance(value, (Probes, Bvh)):
            arrays += [(f"{f.name}.{g.name}", getattr(value, g.name)) for g in fields(value)]
        else:
            arrays.append((f.name, value))
    return arrays, names


def _plate(arrays: dict[str, np.ndarray[Any, Any]], names: dict[str, list[Any]]) -> Plate:
    parts: dict[str, Any] = {name: tuple(value) for name, value in names.items()}
    parts["mirrors"] = tuple(
        Mirror(id, (x0, y0), *(arrays[f"mirrors.{i}.{part}"] for part in MIRROR))
        for i, (id, x0, y0) in enumerate(names["mirrors"])
    )
    parts |= {name: value for name, value in arrays.items() if "." not in name}
    for part, kind in (("probes", Probes), ("bvh", Bvh)):
        parts[part] = kind(**{f.name: arrays[f"{part}.{f.name}"] for f in fields(kind)})
    return Plate(**parts)
