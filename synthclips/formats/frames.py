"""Frames of a clip as delivered: decoded from the file, only those that are asked for."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from synthclips.scene.errors import SceneError


def frames_at(clip: Path, indices: Sequence[int], *, width: int, height: int) -> list[NDArray[np.uint8]]:
    """(H, W, 3) for each of the rising frame numbers. Raises SceneError if the file lacks one or cannot be decoded."""
    chosen = "+".join(f"eq(n,{i})" for i in indices)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-threads", "2", "-i", str(clip)]
    command += ["-vf", f"select='{chosen}'", "-fps_mode", "passthrough", "-sws_flags", "bicubic+accurate_rnd+full_chroma_int"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0 or len(done.stdout) != len(indices) * width * height * 3:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise SceneError(f"cannot be decoded ({reason[-1] if reason else 'frames are missing'})", where=str(clip))
    pixels = np.frombuffer(done.stdout, np.uint8).reshape(len(indices), height, width, 3)
    return list(pixels)


def evenly(count: int, of: int) -> list[int]:
    """`count` frame numbers spread over `of` frames, each in the middle of its share."""
    count = min(count, of)
    return [(2 * i + 1) * of // (2 * count) for i in range(count)]
