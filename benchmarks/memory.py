"""Memory of a worker and its encoder, clip after clip: how high, and does it grow? Every few clips are a new home.

What stays after a clip is said without the plate: a room with more lamps takes more.

python benchmarks/memory.py [--clips 200] [--size 1920x1080] [--seconds 1] [--per-home 5]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile

from runs import SCENE, without_plates

EACH = 10  # clips a line
WORKER = """
import sys, tempfile, threading, time
from dataclasses import fields
from pathlib import Path
from synthclips.dataset.write import write_clip
from synthclips.pipeline import make_scene
from synthclips.stages.bake import bake
from synthclips.stages.load import load_scene

def resident(pid):
    try:
        if pid != "self" and Path(f"/proc/{pid}/exe").samefile("/proc/self/exe"):
            return 0.0  # a child that has yet to become the encoder shares our memory: it would count twice
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 1e6
    except (OSError, IndexError):
        return 0.0

def watch():
    while True:
        children = Path("/proc/self/task").glob("*/children")
        peak[0] = max(peak[0], resident("self") + sum(resident(pid) for c in children for pid in c.read_text().split()))
        time.sleep(0.02)

name, clips, width, height, seconds, per_home = sys.argv[1], *map(int, sys.argv[2:5]), float(sys.argv[5]), int(sys.argv[6])
peak = [0.0]
threading.Thread(target=watch, daemon=True).start()
spec = load_scene(name, {"clip.size": [width, height], "clip.duration_s": seconds, "clip.clips_per_home": per_home})
for index in range(clips):
    peak[0] = 0.0
    scene = make_scene(spec, seed=3, index=index)
    with tempfile.TemporaryDirectory() as folder:
        write_clip(scene, Path(folder))
    plate = bake(scene)  # remembered
    parts = [getattr(plate, field.name) for field in fields(plate)]
    print(peak[0], resident("self") - sum(getattr(part, "nbytes", 0) for part in parts) / 1e6, flush=True)
"""


def curve(clips: int, size: tuple[int, int], seconds: float, per_home: int):
    """(peak with encoder, resident afterwards but for the plate) in MB of 1e6 bytes, clip by clip of one fresh process."""
    numbers = [str(v) for v in (clips, *size, seconds, per_home)]
    with tempfile.TemporaryDirectory() as cache:
        command = [sys.executable, "-c", WORKER, SCENE, *numbers]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=without_plates(cache)) as worker:
            for line in worker.stdout:
                peak, after = map(float, line.split())
                yield peak, after
        if worker.returncode:
            raise SystemExit(f"the worker ended with {worker.returncode}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--clips", type=int, default=200)
    ask.add_argument("--size", default="1920x1080")
    ask.add_argument("--seconds", type=float, default=1.0)
    ask.add_argument("--per-home", type=int, default=5)
    args = ask.parse_args()
    width, height = map(int, args.size.split("x"))
    print(f"{args.clips} clips of {args.seconds:g} s, {args.size}, {args.per_home} a home\nclips       peak MB  after MB")
    seen = []
    for number, row in enumerate(curve(args.clips, (width, height), args.seconds, args.per_home), start=1):
        seen.append(row)
        if number % EACH == 0 or number == args.clips:
            of = seen[(number - 1) // EACH * EACH :]
            peak, after = max(p for p, _ in of), max(a for _, a in of)
            print(f"{number - len(of) + 1:4d} - {number:4d}  {peak:7.0f}  {after:8.0f}", flush=True)
    print(f"highest {max(p for p, _ in seen):.0f} MB")


if __name__ == "__main__":
    main()
