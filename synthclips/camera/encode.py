"""H.264 in MP4 through ffmpeg as a child process: planes in on a pipe, the same bytes out on every machine and run.

One thread and `cpu-independent=1`, because thread count and instruction set otherwise change even the decoded pixels.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np

from synthclips.camera.container import probe
from synthclips.camera.planes import Planes
from synthclips.scene.errors import SceneError

PRESET = "veryfast"  # x264's balance of time and size
PIPE_BYTES = 1 << 20  # fewer switches between the two processes than the usual 64 KiB gives
COLOUR = ("-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")


def ffmpeg() -> str:
    """The executable that imageio ships."""
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def command(target: Path, *, width: int, height: int, rate: Fraction, crf: float, preset: str) -> list[str]:
    """ffmpeg's arguments: raw planes on stdin -> `target`."""
    size, fps = f"{width}x{height}", f"{rate.numerator}/{rate.denominator}"
    source = ["-f", "rawvideo", "-pix_fmt", "yuv420p", *COLOUR, "-video_size", size, "-framerate", fps, "-i", "pipe:0"]
    codec = [
        "-c:v",
        "libx264",
        "-preset",
        preset,
        "-crf",
        f"{crf:g}",
        "-g",
        str(max(1, round(rate))),
        "-pix_fmt",
        "yuv420p",
        *COLOUR,
    ]
    exact = [
        "-threads",
        "1",
        "-x264-params",
        "cpu-independent=1",
        "-flags:v",
        "+bitexact",
        "-fflags",
        "+bitexact",
        "-map_metadata",
        "-1",
    ]
    start = [ffmpeg(), "-hide_banner", "-nostdin", "-loglevel", "error", "-filter_threads", "1", "-y"]
    return [
        *start,
        *source,
        "-an",
        *codec,
        *exact,
        "-fps_mode",
        "passthrough",
        "-movflags",
        "+faststart+write_colr",
        "-f",
        "mp4",
        str(target),
    ]


class Encoder:
    """`with Encoder(path, ...) as e: e.write(planes)...; e.finish()`. Without finish() nothing is left behind.

    Raises OSError with ffmpeg's own words if it cannot start, dies or cannot write.
    """

    def __init__(
        self, path: Path | str, *, width: int, height: int, rate: Fraction, crf: float, preset: str = "veryfast"
    ) -> None:
        assert width % 2 == 0 == height % 2, "H.264 4:2:0 needs even sides"
        self.path, self.frames = Path(path), 0
        self._shape = (height, width)
        self._part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        self._process = subprocess.Popen(
            command(self._part, width=width, height=height, rate=rate, crf=crf, preset=preset),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            process_group=0,  # Ctrl-C is ours to handle
        )
        assert self._process.stdin is not None
        assert self._process.stderr is not None
        self._pipe: IO[bytes] = self._process.stdin
        _enlarge(self._pipe)
        self._words = bytearray()
        self._listener = threading.Thread(target=self._listen, args=(self._process.stderr,), daemon=True)
        self._listener.start()

    def write(self, planes: Planes) -> None:
        """Hand one frame over; returns when the pipe has taken it, so the planes may be reused."""
        assert planes.y.shape == self._shape
        try:
            for plane in (planes.y, planes.u, planes.v):
                self._send(memoryview(np.ascontiguousarray(plane).data).cast("B"))
        except OSError as error:
            self._fail(error)
        self.frames += 1

    def end(self) -> None:
        """Say that there are no more frames: the child goes on with those it has, while the caller may do something else."""
        try:
            self._pipe.close()
        except OSError as error:
            self._fail(error)

    def finish(self) -> Path:
        """Close the file, check that it holds every frame, and move it to its name."""
        try:
            self._pipe.close()
            status = self._process.wait()
            self._listener.join()
            if status != 0 or self._stored() != self.frames:
                self._fail(None)
            os.replace(self._part, self.path)
        except BaseException:
            self.abort()
            raise
        return self.path

    def abort(self) -> None:
        """Stop the child and remove what it wrote; harmless when already finished."""
        if self._process.poll() is None:
            self._process.kill()
        with contextlib.suppress(OSError):
            self._pipe.close()
        self._process.wait()
        self._listener.join()
        self._part.unlink(missing_ok=True)

    def __enter__(self) -> Encoder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.abort()

    def _stored(self) -> int:
        """Frames in the finished file; -1 if it is not whole."""
        try:
            return probe(self._part).frame_count
        except (SceneError, OSError):
            return -1

    def _send(self, view: memoryview) -> None:
        while view:
            view = view[os.write(self._pipe.fileno(), view) :]

    def _listen(self, stderr: IO[bytes]) -> None:
        with stderr:
            while chunk := stderr.read(4096):
                self._words += chunk[: max(0, 4096 - len(self._words))]

    def _fail(self, cause: BaseException | None) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)  # let it say why
        self.abort()
        words = " ".join(self._words.decode(errors="replace").replace(str(self._part), self.path.name).split())
        raise OSError(
            f"{self.path}: the video encoder failed after {self.frames} frames: {words or _ending(self._process.returncode)}"
        ) from cause


def _ending(status: int) -> str:
    if status < 0:
        with contextlib.suppress(ValueError):
            return f"ended by {signal.Signals(-status).name}"
    return f"exit status {status}" if status else "the file is incomplete"


def _enlarge(pipe: IO[bytes]) -> None:
    """A larger pipe where the system offers one (Linux); elsewhere the usual one serves."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
