"""Runs of the command as benchmarks make them: rooms unbaked, kernels compiled, each worker on a core of its own."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCENE = "living_room_day"
PACKAGE = Path(__file__).resolve().parent.parent / "synthclips"


def as_installed() -> None:
    """Byte code beside the sources, as an installer leaves it: to make it takes a new process half a second."""
    compileall.compile_dir(PACKAGE, quiet=1)


def without_plates(folder: str) -> dict[str, str]:
    """An environment whose cache holds all compiled kernels and no baked room."""
    from synthclips.kernel import kernel_folder
    from synthclips.warm import warm_up

    as_installed()
    warm_up(lambda: None)
    os.symlink(kernel_folder(), Path(folder) / kernel_folder().name)
    return {**os.environ, "SYNTHCLIPS_CACHE": folder}


def generate_command(workers: int, clips: int, size: str, folder: str, *more: str) -> list[str]:
    """A generate run of 10 s clips into a folder, each worker on a core of its own."""
    cores = ",".join(str(k) for k in range(workers))
    command = ["taskset", "-c", cores, sys.executable, "-m", "synthclips", "generate", SCENE, "-n", str(clips), "--size", size]
    return [*command, "--workers", str(workers), "-o", f"{folder}/out", "--set", "clip.duration_s=10", *more]


def generate_seconds(workers: int, clips: int, size: str, *more: str) -> float:
    """Wall seconds of a generate run."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        command, environment = generate_command(workers, clips, size, folder, *more), without_plates(cache)
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        return time.perf_counter() - started
