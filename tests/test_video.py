"""Clips on disk: what is written is what is read, always the same bytes, and failures speak."""

from __future__ import annotations

import hashlib
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from synthclips.camera.container import probe
from synthclips.camera.decode import read_frames, read_rgb
from synthclips.camera.encode import Encoder, ffmpeg
from synthclips.camera.planes import Planes
from synthclips.camera.stream import frame_hash, frame_rate
from synthclips.catalog import kinds
from synthclips.formats.frames import frames_at
from synthclips.scene.distributions import settle_all
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Camera
from synthclips.scene.streams import Streams
from synthclips.stages.capture import Capture, encoder_of

W, H = 128, 96
COLOURS = [(202, 90, 65), (20, 200, 40), (30, 40, 220), (128, 128, 128), (250, 250, 250), (8, 8, 8), (240, 220, 30)]


def flat(rgb: tuple[int, int, int]) -> Planes:
    """BT.709 limited planes of one colour, by the standard's own formula."""
    r, g, b = (c / 255 for c in rgb)
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    u, v = (b - y) / 1.8556, (r - y) / 1.5748
    half = (H // 2, W // 2)
    return Planes(
        *(np.full(s, round(c), np.uint8) for s, c in (((H, W), 16 + 219 * y), (half, 128 + 224 * u), (half, 128 + 224 * v)))
    )


def noisy(index: int) -> Planes:
    bits = np.random.Generator(np.random.Philox(key=index))
    half = (H // 2, W // 2)
    return Planes(*(bits.integers(60, 180, s).astype(np.uint8) for s in ((H, W), half, half)))


def write(path: Path, frames: list[Planes], *, fps: float = 15.0, crf: float = 18.0) -> Path:
    with Encoder(path, width=W, height=H, rate=frame_rate(fps), crf=crf) as encoder:
        for planes in frames:
            encoder.write(planes)
        return encoder.finish()


def test_flat_colours_come_back_within_two_codes(tmp_path: Path) -> None:
    path = write(tmp_path / "flat.mp4", [flat(c) for c in COLOURS for _ in range(3)], crf=12)
    for i, rgb in enumerate(read_rgb(path)):
        assert np.abs(rgb.reshape(-1, 3).mean(0) - COLOURS[i // 3]).max() <= 2


def test_a_stranger_who_trusts_the_tags_sees_the_same_colours(tmp_path: Path) -> None:
    path = write(tmp_path / "flat.mp4", [flat(c) for c in COLOURS for _ in range(3)], crf=12)
    assert probe(path).colour == (1, 1, 1, False)
    arguments = [ffmpeg(), "-loglevel", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    shown = np.frombuffer(subprocess.run(arguments, capture_output=True, check=True).stdout, np.uint8).reshape(-1, H * W, 3)
    for i, rgb in enumerate(shown):
        assert np.abs(rgb.mean(0) - COLOURS[i // 3]).max() <= 3


@pytest.mark.parametrize("fps", [10.0, 12.5, 15.0, 29.97])
def test_frame_count_and_times_read_back_are_those_written(tmp_path: Path, fps: float) -> None:
    frames = [noisy(i) for i in range(37)]
    path = write(tmp_path / "a.mp4", frames, fps=fps)
    facts = probe(path)
    assert (facts.width, facts.height, facts.frame_count, facts.codec) == (W, H, 37, "avc1")
    assert facts.times_s == tuple(Fraction(i) / frame_rate(fps) for i in range(37))
    assert facts.fps == pytest.approx(float(frame_rate(fps)))
    decoded = list(read_frames(path))
    assert len(decoded) == 37
    errors = [[np.abs(d.y.astype(int) - f.y).mean() for f in frames] for d in decoded]
    assert [int(np.argmin(row)) for row in errors] == list(range(37))


def test_the_file_is_the_same_every_time(tmp_path: Path) -> None:
    frames = [noisy(i) for i in range(20)]
    a, b = (hashlib.sha256(write(tmp_path / name, frames).read_bytes()).hexdigest() for name in ("a.mp4", "b.mp4"))
    assert a == b
    assert b"Lavf6" not in (tmp_path / "a.mp4").read_bytes()


def test_a_filmed_clip_reads_back_as_it_was_delivered(tmp_path: Path) -> None:
    params = settle_all(kinds("cameras")["indoor_cloud"].priors, {"crf": 16.0}, Streams(1, "camera"))
    camera = Camera("indoor_cloud", W, H, 12.5, False, params, True, "2025-03-14 23:10:05", 77)
    film, light = Capture(camera), np.linspace(1, 80, W * H * 3, dtype=np.float32).reshape(H, 3, W)
    delivered = []
    with encoder_of(camera, tmp_path / "a.mp4") as encoder:
        for i in range(13):
            delivered.append(film.frame(light, i).copy())
            encoder.write(delivered[-1])
        path = encoder.finish()
    decoded = list(read_frames(path))
    assert len(decoded) == 13
    assert max(np.abs(d.y.astype(int) - f.y).mean() for d, f in zip(decoded, delivered, strict=True)) < 2


@pytest.mark.parametrize("fps", [15.0, 29.97])
def test_single_frames_are_those_of_the_whole_clip_though_decoding_begins_at_a_key_frame(tmp_path: Path, fps: float) -> None:
    path = tmp_path / "a.mp4"
    with Encoder(path, width=W, height=H, rate=frame_rate(fps), crf=20) as encoder:
        for index in range(70):
            encoder.write(noisy(index))
        encoder.finish()
    whole = list(read_rgb(path))
    asked = [0, 1, 14, 15, 16, 29, 30, 31, 44, 60, 68, 69]
    for index, frame in zip(asked, frames_at(path, asked, width=W, height=H), strict=True):
        assert np.array_equal(frame, whole[index]), index
    with pytest.raises(SceneError, match="frames are missing"):
        frames_at(path, [70], width=W, height=H)


def test_the_hash_of_frames_sees_a_single_code_value() -> None:
    frames = [noisy(0), noisy(1)]
    before = frame_hash(frames)
    frames[1].v[3, 3] ^= 1
    assert frame_hash(frames) != before


def test_a_killed_encoder_gives_one_clear_error_and_leaves_nothing(tmp_path: Path) -> None:
    with Encoder(tmp_path / "a.mp4", width=W, height=H, rate=Fraction(15), crf=23) as encoder:
        encoder.write(noisy(0))
        encoder._process.kill()
        encoder._process.wait()
        with pytest.raises(OSError, match=r"a\.mp4: the video encoder failed after 1 frames: ended by SIGKILL"):
            encoder.write(noisy(1))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_in_ffmpegs_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file or directory"):
        write(tmp_path / "nowhere" / "a.mp4", [noisy(0)])


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_fails_clearly_and_leaves_nothing(tmp_path: Path) -> None:
    with no_file_larger_than(20_000), pytest.raises(OSError, match="video encoder failed"):
        write(tmp_path / "a.mp4", [noisy(i) for i in range(60)], crf=5)
    assert list(tmp_path.iterdir()) == []


def test_an_unfinished_clip_leaves_nothing_behind(tmp_path: Path) -> None:
    with Encoder(tmp_path / "a.mp4", width=W, height=H, rate=Fraction(15), crf=23) as encoder:
        encoder.write(noisy(0))
    assert list(tmp_path.iterdir()) == []


def test_a_short_or_foreign_file_is_refused_by_name(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.mp4", [noisy(i) for i in range(10)]).read_bytes()
    for cut in (0, 5, 100, len(whole) // 2, len(whole) - 1):
        (tmp_path / "cut.mp4").write_bytes(whole[:cut])
        with pytest.raises(SceneError, match=r"cut\.mp4"):
            probe(tmp_path / "cut.mp4")
    (tmp_path / "text.mp4").write_text("not a video, long enough to look at")
    with pytest.raises(SceneError, match="not an MP4"):
        probe(tmp_path / "text.mp4")


def test_a_damaged_index_never_ends_in_a_traceback(tmp_path: Path) -> None:
    whole = bytearray(write(tmp_path / "a.mp4", [noisy(i) for i in range(10)]).read_bytes())
    start = whole.index(b"moov")
    for at in range(start, start + 600, 3):
        broken = whole.copy()
        broken[at] ^= 0xFF
        (tmp_path / "b.mp4").write_bytes(broken)
        try:
            probe(tmp_path / "b.mp4")
        except SceneError:
            pass
