"""A run that is killed again and again ends with the same bytes as one left in peace."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

KILLS = 20
CLIPS, MANY = 4, 24  # the latter for one that must still be at work a moment after its first clip
RUN = [
    *(sys.executable, "-m", "synthclips", "generate", "living_room_day", "--seed", "3", "--size", "160x96"),
    *("--set", "clip.duration_s=1.2", "--set", "clip.clips_per_home=2", "--workers", "2"),
]


def start(out: Path, clips: int = CLIPS, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """A run that Ctrl-C reaches, though these tests themselves may run where it is ignored, in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        command = [*RUN, "-n", str(clips), "-o", str(out)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, before)


def finish(out: Path, clips: int = CLIPS) -> None:
    done = subprocess.run([*RUN, "-n", str(clips), "-o", str(out)], capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr.decode()[-2000:]


def hashes(out: Path) -> dict[str, str]:
    files = sorted(p for p in out.rglob("*") if p.is_file())
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], float]:
    """Hashes of a run left in peace, and the seconds a second one takes, kernels compiled and rooms baked."""
    folder = tmp_path_factory.mktemp("undisturbed")
    finish(folder / "first")
    began = time.monotonic()
    finish(folder / "second")
    seconds = time.monotonic() - began
    assert hashes(folder / "first") == hashes(folder / "second")
    return hashes(folder / "first"), seconds


def test_twenty_kills_at_random_moments_change_no_byte(tmp_path: Path, undisturbed: tuple[dict[str, str], float]):
    expected, seconds = undisturbed
    moments, killed, begun = random.Random(17), 0, 0
    for _ in range(4 * KILLS):
        run = start(tmp_path / f"out{begun}")  # at once: what the killed run left may still be at work
        time.sleep(moments.uniform(0.05, 0.7) * seconds)
        if run.poll() is None:
            os.kill(run.pid, signal.SIGKILL)
            killed += 1
        else:
            begun += 1  # it was done before the blow: begin anew, else later ones would find nothing to do
        run.wait()
        if killed == KILLS:
            break
    assert killed == KILLS
    for place in sorted(tmp_path.iterdir()):
        finish(place)
        assert hashes(place) == expected


def test_ctrl_c_keeps_finished_clips_leaves_nothing_half_written_and_says_130(tmp_path: Path):
    out, whole = tmp_path / "out", tmp_path / "whole"
    began = time.monotonic()
    finish(whole, MANY)
    deadline = time.monotonic() + 20 * (time.monotonic() - began) + 60
    run = start(out, MANY, subprocess.PIPE)
    while not list(out.glob("clips/[0-9]*")) and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert b"Traceback" not in said
    assert run.returncode == 130, said.decode()[-500:]
    assert list(out.rglob(".partial*")) == []
    assert list(out.glob("clips/[0-9]*"))
    finish(out, MANY)
    assert hashes(out) == hashes(whole)
