"""Frames of a clip as delivered: decoded from the file, only those that are asked for."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from synthclips.camera.container import probe
from synthclips.camera.decode import planes_of
from synthclips.camera.encode import ffmpeg
from synthclips.camera.planes import U8, planes_to_rgb
from synthclips.scene.errors import SceneError

AT_ONCE = 8  # places in the file that one ffmpeg jumps to; each takes a decoder's memory


def frames_at(clip: Path, indices: Sequence[int], *, width: int, height: int) -> list[U8]:
    """(H, W, 3) for each of the frame numbers. Raises SceneError if the file lacks one or cannot be decoded."""
    times = probe(clip).times_s
    if any(not 0 <= i < len(times) for i in indices):
        raise SceneError("cannot be decoded (frames are missing)", where=str(clip))
    found: list[U8] = []
    for start in range(0, len(indices), AT_ONCE):
        shown = [times[i] for i in indices[start : start + AT_ONCE]]
        content = _decoded(clip, shown, times[-1] / (2 * len(times)), width * height * 3 // 2)
        found += [planes_to_rgb(planes_of(frame, width, height)) for frame in content]
    return found


def _decoded(clip: Path, times_s: Sequence[Fraction], early_s: Fraction, frame_bytes: int) -> list[bytes]:
    """The frames shown at these times, as raw planes; decoding starts at the key frame before each.

    early_s: some time that is shorter than a frame.
    """
    command = [ffmpeg(), "-v", "error", "-nostdin"]
    for time in times_s:
        command += ["-threads", "1", "-ss", f"{max(float(time - early_s), 0.0):.6f}", "-i", str(clip)]
    each = "".join(f"[{k}:v]trim=end_frame=1[f{k}];" for k in range(len(times_s)))
    joined = "".join(f"[f{k}]" for k in range(len(times_s))) + f"concat=n={len(times_s)}"
    command += ["-filter_complex", each + joined, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0 or len(done.stdout) != len(times_s) * frame_bytes:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise SceneError(f"cannot be decoded ({reason[-1] if reason else 'frames are missing'})", where=str(clip))
    return [done.stdout[k * frame_bytes : (k + 1) * frame_bytes] for k in range(len(times_s))]


def evenly(count: int, of: int) -> list[int]:
    """`count` frame numbers spread over `of` frames, each in the middle of its share."""
    count = min(count, of)
    return [(2 * i + 1) * of // (2 * count) for i in range(count)]
