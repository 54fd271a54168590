"""Reads delivered frames back through ffmpeg, as planes and without any conversion."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from synthclips.camera.container import probe
from synthclips.camera.encode import ffmpeg
from synthclips.camera.planes import U8, Planes, planes_to_rgb
from synthclips.scene.errors import SceneError


def read_frames(path: Path | str) -> Iterator[Planes]:
    """Every frame in order. Raises SceneError if the file is not a whole MP4 or does not decode to its last frame."""
    facts = probe(path)
    w, h = facts.width, facts.height
    plain = [
        "-hide_banner",
        "-nostdin",
        "-loglevel",
        "error",
        "-threads",
        "1",
        "-i",
        str(path),
        "-map",
        "0:v:0",
        "-fps_mode",
        "passthrough",
    ]
    arguments = [ffmpeg(), *plain, "-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, process_group=0)
    assert process.stdout is not None
    try:
        for index in range(facts.frame_count):
            frame = process.stdout.read(w * h * 3 // 2)
            if len(frame) != w * h * 3 // 2:
                raise SceneError(f"does not decode beyond frame {index} of {facts.frame_count}", where=str(path))
            yield planes_of(frame, w, h)
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def read_rgb(path: Path | str) -> Iterator[U8]:
    """Every frame as (H, W, 3) RGB."""
    for planes in read_frames(path):
        yield planes_to_rgb(planes)


def planes_of(frame: bytes, w: int, h: int) -> Planes:
    """Raw yuv420p as ffmpeg writes it: luma, then both chroma planes."""
    flat = np.frombuffer(frame, np.uint8)
    y, u, v = np.split(flat, [w * h, w * h * 5 // 4])
    return Planes(y.reshape(h, w), u.reshape(h // 2, w // 2), v.reshape(h // 2, w // 2))
