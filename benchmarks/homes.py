"""Composing and baking homes, each a new process on one core: processor seconds and memory, median and worst.

python benchmarks/homes.py [--seeds 1000-1059] [--size 1280x720] [--scenes NAME ...]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

from runs import without_plates

HOME = """
import resource, sys, time
from synthclips.pipeline import make_scene
from synthclips.stages.bake import fresh
from synthclips.stages.load import load_scene

name, seed, width, height = sys.argv[1], *map(int, sys.argv[2:])
spec = load_scene(name, {"clip.size": [width, height]})
make_scene(spec, seed=seed + 1, index=0)  # modules loaded, tables made
start = time.process_time()
scene = make_scene(spec, seed=seed, index=0)
composed = time.process_time()
fresh(scene)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
print(composed - start, time.process_time() - composed, peak, len(scene.lamps), len(scene.items))
"""


def measured(name: str, seed: int, size: tuple[int, int], environment: dict[str, str]) -> list[float]:
    """Seconds to compose, seconds to bake, peak MB, lamps, things."""
    command = [sys.executable, "-c", HOME, name, str(seed), *map(str, size)]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return [float(v) for v in told.split()]


def main() -> None:
    """Reads the command line, prints a line a home and what they come to."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seeds", default="1000-1059")
    ask.add_argument("--size", default="1280x720")
    ask.add_argument("--scenes", nargs="*")
    args = ask.parse_args()
    from synthclips.scene.library import scene_files

    names = args.scenes or list(scene_files())
    first, last = map(int, args.seeds.split("-"))
    width, height = map(int, args.size.split("x"))
    os.sched_setaffinity(0, {0})
    rows = []
    with tempfile.TemporaryDirectory() as cache:
        environment = without_plates(cache)
        for seed in range(first, last + 1):
            name = names[(seed - first) % len(names)]
            rows.append(measured(name, seed, (width, height), environment))
            compose, bake, peak, lamps, things = rows[-1]
            print(
                f"{seed} {name:32s} {compose:5.2f} s {bake:5.1f} s {peak:5.0f} MB {lamps:2.0f} lamps {things:3.0f} things",
                flush=True,
            )
    for k, says in enumerate(("compose, s", "bake, s", "peak, MB")):
        column = [row[k] for row in rows]
        print(f"{says:12s} median {statistics.median(column):7.2f}  worst {max(column):7.2f}")


if __name__ == "__main__":
    main()
