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
from collections.abc import Iterator, Sequence

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


def homes(seeds: Sequence[int], size: tuple[int, int], names: Sequence[str] = ()) -> Iterator[tuple[int, str, list[float]]]:
    """Seed, scene and what was measured of a home a seed, the scenes in turn; the caller says on which core."""
    from synthclips.scene.library import scene_files

    names = names or list(scene_files())
    with tempfile.TemporaryDirectory() as cache:
        environment = without_plates(cache)
        for k, seed in enumerate(seeds):
            yield seed, names[k % len(names)], measured(names[k % len(names)], seed, size, environment)


def columns(rows: Sequence[list[float]]) -> list[tuple[str, float, float]]:
    """What was measured, its median and its worst."""
    return [
        (says, statistics.median(row[k] for row in rows), max(row[k] for row in rows))
        for k, says in enumerate(("compose, CPU seconds", "bake, CPU seconds", "peak memory, MB"))
    ]


def main() -> None:
    """Reads the command line, prints a line a home and what they come to."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seeds", default="1000-1059")
    ask.add_argument("--size", default="1280x720")
    ask.add_argument("--scenes", nargs="*", default=[])
    args = ask.parse_args()
    first, last = map(int, args.seeds.split("-"))
    width, height = map(int, args.size.split("x"))
    os.sched_setaffinity(0, {0})
    rows = []
    for seed, name, row in homes(range(first, last + 1), (width, height), args.scenes):
        rows.append(row)
        compose, bake, peak, lamps, things = row
        print(
            f"{seed} {name:32s} {compose:5.2f} s {bake:5.1f} s {peak:5.0f} MB {lamps:2.0f} lamps {things:3.0f} things", flush=True
        )
    for says, median, worst in columns(rows):
        print(f"{says:20s} median {median:7.2f}  worst {worst:7.2f}")


if __name__ == "__main__":
    main()
