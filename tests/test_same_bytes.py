"""Same in, same out: whatever the number of workers, and on a CPU without the newest instructions."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLAIN_CPU = {"NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR", "NUMBA_CPU_NAME": "generic"}
SCENES = ("living_room_day", "hallway_night")


def made(folder: Path, scene: str, workers: int = 1, **environment: str) -> dict[str, str]:
    """Hashes of the files of a small run."""
    run = [sys.executable, "-W", "ignore", "-m", "synthclips", "generate", scene, "-n", "3", "--seed", "3", "--size", "128x72"]
    run += ["--set", "clip.duration_s=1.6", "--set", "clip.clips_per_home=2", "--workers", str(workers), "-o", str(folder)]
    done = subprocess.run(run, capture_output=True, check=False, env={**os.environ, **environment}, timeout=900)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.parametrize("scene", SCENES)
def test_workers_and_cpu_features_change_no_byte(tmp_path: Path, scene: str) -> None:
    here = made(tmp_path / "here", scene)
    assert made(tmp_path / "two", scene, workers=2) == here
    fresh = {"SYNTHCLIPS_CACHE": str(tmp_path / "cache")}  # kernels and plates made anew, by another instruction set
    assert made(tmp_path / "plain", scene, **fresh, **PLAIN_CPU) == here
