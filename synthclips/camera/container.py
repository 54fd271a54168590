"""Reads from an MP4's boxes what a data set's checks need: size, frame count and when each frame is shown.

Own code, so that the check shares nothing with the encoder that wrote the file. Layout: ISO/IEC 14496-12.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from synthclips.scene.errors import SceneError

CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts"}


@dataclass(frozen=True)
class VideoFacts:
    """What an MP4 says of its video."""

    width: int
    height: int
    frame_count: int
    fps: float  # mean rate
    times_s: tuple[Fraction, ...]  # when each frame is shown, in order, the first at 0 in a whole file
    codec: str  # "avc1"
    colour: tuple[int, int, int, bool] | None  # primaries, transfer, matrix, full range; (1, 1, 1, False) is BT.709


def probe(path: Path | str) -> VideoFacts:
    """Facts of the first video track. Raises SceneError if the file is not a whole MP4, OSError if it cannot be read."""
    with open(path, "rb") as file:
        head = file.read(8)
        if head[4:8] != b"ftyp":
            raise SceneError("is not an MP4 file", where=str(path))
        moov = _top_level(path)
    try:
        return _facts(moov)
    except (struct.error, KeyError, IndexError, ZeroDivisionError):
        raise SceneError("is damaged: its index does not add up", where=str(path)) from None


def _top_level(path: Path | str) -> bytes:
    """The moov box; every top-level box must end inside the file."""
    found = None
    with open(path, "rb") as file:
        length = file.seek(0, 2)
        at = 0
        while at + 8 <= length:
            file.seek(at)
            size, name = struct.unpack(">I4s", file.read(8))
            head = 8
            if size == 1:
                size, head = struct.unpack(">Q", file.read(8))[0], 16
            if size < head or at + size > length:
                raise SceneError("is cut short", where=str(path))
            if name == b"moov":
                found = file.read(size - head)
            at += size
    if found is None:
        raise SceneError("is cut short: it has no index", where=str(path))
    return found


def _boxes(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(body):
        size, name = struct.unpack_from(">I4s", body, at)
        if size < 8:
            raise struct.error
        yield name, body[at + 8 : at + size]
        at += size


def _flat(body: bytes) -> dict[bytes, bytes]:
    """All leaf boxes under `body` by name."""
    found: dict[bytes, bytes] = {}
    for name, inner in _boxes(body):
        if name in CONTAINERS:
            found.update(_flat(inner))
        else:
            found[name] = inner
    return found


def _facts(moov: bytes) -> VideoFacts:
    tracks = [_flat(inner) for name, inner in _boxes(moov) if name == b"trak"]
    track = next(t for t in tracks if t[b"hdlr"][8:12] == b"vide") if any(t[b"hdlr"][8:12] == b"vide" for t in tracks) else {}
    scale = _scale(track[b"mdhd"])
    entry = track[b"stsd"][8:]
    width, height = struct.unpack_from(">HH", entry, 32)
    shown = _shown(track)
    times = tuple(Fraction(t, scale) for t in shown)
    if len(times) != struct.unpack_from(">I", track[b"stsz"], 8)[0]:
        raise KeyError("stsz")
    span = sum(count * delta for count, delta in _pairs(track[b"stts"], ">II"))
    fps = len(times) * scale / span
    return VideoFacts(width, height, len(times), fps, times, entry[4:8].decode("latin-1"), _colour(entry))


def _scale(mdhd: bytes) -> int:
    return int(struct.unpack_from(">I", mdhd, 20 if mdhd[0] else 12)[0])


def _pairs(body: bytes, form: str) -> list[tuple[int, int]]:
    count = struct.unpack_from(">I", body, 4)[0]
    return [struct.unpack_from(form, body, 8 + 8 * i) for i in range(count)]


def _shown(track: dict[bytes, bytes]) -> list[int]:
    """Presentation times in the media's time scale, sorted, the edit list's start taken off."""
    decode, now = [], 0
    for count, delta in _pairs(track[b"stts"], ">II"):
        for _ in range(count):
            decode.append(now)
            now += delta
    shifts = [0] * len(decode)
    if b"ctts" in track:
        form = ">Ii" if track[b"ctts"][0] else ">II"
        shifts = [shift for count, shift in _pairs(track[b"ctts"], form) for _ in range(count)]
    return sorted(t + shifts[i] - _start(track) for i, t in enumerate(decode))


def _start(track: dict[bytes, bytes]) -> int:
    if b"elst" not in track:
        return 0
    body = track[b"elst"]
    at, form, step = (8, ">Qq", 20) if body[0] else (8, ">Ii", 12)
    starts = [struct.unpack_from(form, body, at + step * i)[1] for i in range(struct.unpack_from(">I", body, 4)[0])]
    return next((int(s) for s in starts if s >= 0), 0)


def _colour(entry: bytes) -> tuple[int, int, int, bool] | None:
    for name, body in _boxes(entry[86:]):
        if name == b"colr" and body[:4] == b"nclx":
            primaries, transfer, matrix, flags = struct.unpack_from(">HHHB", body, 4)
            return primaries, transfer, matrix, bool(flags & 0x80)
    return None
