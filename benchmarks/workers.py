"""What a second worker gains: wall seconds of one run by one worker and by two, and what every process of it spent.

python benchmarks/workers.py [--clips 8] [--size 1280x720] [--repeat 1]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path

from runs import generate_command, without_plates

TICK_S = 1.0 / os.sysconf("SC_CLK_TCK")
LEAST_S = 0.3  # of CPU: what took less is not shown


def tree(root: int) -> list[int]:
    """A process and all it started that still lives."""
    found = [root]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                pass
    return found


def spent(pid: int) -> float:
    """CPU seconds of a process and of those it started and has seen end."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) * TICK_S


def run(workers: int, clips: int, size: str) -> tuple[float, dict[int, float]]:
    """Wall seconds, and CPU seconds by process in order of their birth, each worker on a core of its own."""
    seconds: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        started = time.perf_counter()
        command = generate_command(workers, clips, size, folder)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=without_plates(cache)) as job:
            while job.poll() is None:
                for pid in tree(job.pid):
                    try:
                        seconds[pid] = spent(pid)
                    except (OSError, IndexError):
                        pass
                time.sleep(0.05)
        wall = time.perf_counter() - started
    return wall, seconds


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--clips", type=int, default=8)
    ask.add_argument("--size", default="1280x720")
    ask.add_argument("--repeat", type=int, default=1)
    args = ask.parse_args()
    for _ in range(args.repeat):
        walls = []
        for workers in (1, 2):
            wall, seconds = run(workers, args.clips, args.size)
            walls.append(wall)
            shown = " ".join(f"{s:.1f}" for s in seconds.values() if s >= LEAST_S)
            print(f"{workers}: {wall:6.1f} s wall; CPU seconds {shown}", flush=True)
        print(f"gain {walls[0] / walls[1]:.2f}x", flush=True)


if __name__ == "__main__":
    main()
