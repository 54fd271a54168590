"""Prints the README's benchmark table; `--write` puts it there. Everything of a row runs pinned to one core, the encoder too.

python benchmarks/table.py [--write] [--quick]
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from homes import columns, homes
from memory import curve
from runs import SCENE, generate_seconds, without_plates

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((640, 360), (1280, 720), (1920, 1080))
FRAMES = 375  # 25 s: the scene's own clips are 20 to 30 s long
SEED = 11
LEAST_COVER = 0.03
ROUNDS = 5
CLIPS = 20  # of four homes
HOMES = range(1000, 1060)
ON_TOP = "on top, if all lamps change"


def pinned(*cores: int) -> None:
    os.sched_setaffinity(0, set(cores))


def two_walkers():
    """A clip of two lamps with a cat and a person moving before the lens, covering at least 3 % of the picture."""
    from synthclips.pipeline import Take, make_scene
    from synthclips.stages.load import load_scene

    settings = {"clip.size": [160, 90], "clip.duration_s": FRAMES / 15, "mix": {"both": 1.0}}
    settings |= {"light.sky": "overcast", "light.lamps_on": 0}
    best, cover = None, 0.0
    for index in range(0, 100, 5):
        scene = make_scene(load_scene(SCENE, {**settings, "clip.fps": 3}), seed=SEED, index=index)
        if len(scene.lamps) != 2:
            continue
        seen = [sum(o.visible_px for o in f.observations if o.id in {a.id for a in scene.actors}) for f in Take(scene)]
        share = float(np.mean(seen)) / (160 * 90)
        if share > cover:
            best, cover = make_scene(load_scene(SCENE, {**settings, "clip.fps": 15}), seed=SEED, index=index), share
        if cover >= LEAST_COVER:
            break
    return steady(best), cover


def steady(scene):
    """With the door's light on from the first frame to the last: what changing lamps cost is measured apart."""
    return dataclasses.replace(
        scene, lamps=tuple(dataclasses.replace(lamp, opening="") if lamp.kind == "doorway" else lamp for lamp in scene.lamps)
    )


def changing(scene, animation, plate) -> float:
    """Seconds that the clip takes longer to render if all its lamps change in every frame."""
    from synthclips.stages.render import render

    still = animation.timeline.lamp_weight
    flickering = still * np.where(np.arange(len(still)) % 2, 1.0, 0.9).astype(np.float32)[:, None]
    spent = {}
    for name, weight in (("still", still), ("flickering", flickering)) * 2:  # the first of each meets cold caches
        started = time.perf_counter()
        for _ in render(scene, animation.bodies, dataclasses.replace(animation.timeline, lamp_weight=weight), plate):
            pass
        spent[name] = time.perf_counter() - started
    return spent["flickering"] - spent["still"]


def sized(scene, width, height):
    return dataclasses.replace(scene, camera=dataclasses.replace(scene.camera, width_px=width, height_px=height))


def stages(scene) -> dict[str, float]:
    """Milliseconds a frame of each stage, bake and bodies made before; of encoder and whole way, the median of ROUNDS."""
    from synthclips.camera.planes import Planes
    from synthclips.dataset.write import write_clip
    from synthclips.raster.lens import lens_of
    from synthclips.stages.animate import animate
    from synthclips.stages.bake import bake
    from synthclips.stages.capture import Capture, encoder_of
    from synthclips.stages.observe import observe
    from synthclips.stages.render import render

    animate(scene)
    started = time.perf_counter()
    animation = animate(scene)
    spent = {"animate": time.perf_counter() - started, "render": 0.0, "observe": 0.0, "camera": 0.0}
    plate, lens = bake(scene), lens_of(scene.viewpoint, scene.camera)
    capture, kept = Capture(scene.camera, scene.viewpoint.fov_rad), []
    frames = render(scene, animation.bodies, animation.timeline, plate)
    while True:
        t0 = time.perf_counter()
        gbuffer = next(frames, None)
        if gbuffer is None:
            break
        t1 = time.perf_counter()
        observe(gbuffer, scene, animation.bodies, animation.timeline, lens, plate)
        t2 = time.perf_counter()
        planes = capture.frame(gbuffer.codes, gbuffer.index)
        t3 = time.perf_counter()
        spent["render"] += t1 - t0
        spent["observe"] += t2 - t1
        spent["camera"] += t3 - t2
        kept.append(Planes(planes.y.copy(), planes.u.copy(), planes.v.copy()))
    alone, whole = [], []
    for _ in range(ROUNDS):  # in turn, as machines have good and bad minutes
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            with encoder_of(scene.camera, Path(folder) / "alone.mp4") as encoder:
                for planes in kept:
                    encoder.write(planes)
                encoder.finish()
            alone.append(time.perf_counter() - started)
            started = time.perf_counter()
            write_clip(scene, Path(folder))
            whole.append(time.perf_counter() - started)
    spent |= {"encoder alone": statistics.median(alone), "whole way": statistics.median(whole)}
    spent[ON_TOP] = changing(scene, animation, plate)
    return {name: 1000 * s / scene.frame_count for name, s in spent.items()}


def bake_seconds(scene, lamps: int) -> float:
    """CPU seconds of one bake with that many lamps, from nothing."""
    from synthclips.stages import bake

    chosen = tuple(dataclasses.replace(lamp, id=f"{lamp.id}_{k}") for k, lamp in enumerate((scene.lamps * 4)[:lamps]))
    started = time.process_time()
    bake.fresh(dataclasses.replace(scene, lamps=chosen))
    return time.process_time() - started


def seconds_of(command: list[str], repeats: int = 3, environment: dict[str, str] | None = None) -> float:
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        times.append(time.perf_counter() - started)
    return min(times)


def peak_memory_mb(clips: int = 3) -> float:
    """Largest resident memory of a process that makes 1920x1080 clips, each of a new home, and of its encoder at that moment."""
    return max(peak for peak, _ in curve(clips, (1920, 1080), seconds=4.0, per_home=1))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true", help="put the table into README.md")
    ask.add_argument("--quick", action="store_true", help="frames only: no bakes, runs or memory")
    args = ask.parse_args()
    every_core = os.sched_getaffinity(0)
    pinned(min(every_core))
    scene, cover = two_walkers()
    lines = [machine(), "", *frame_table(scene, cover)]
    if not args.quick:
        lines += ["", *bake_table(scene), "", *home_table()]
        os.sched_setaffinity(0, every_core)
        lines += ["", *run_table()]
    text = "\n".join(lines)
    print(text)
    if args.write:
        write_readme(text)


def machine() -> str:
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")),
        "?",
    )
    import llvmlite
    import numba

    versions = (
        f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba.__version__}, llvmlite {llvmlite.__version__}"
    )
    return f"{model}, {os.cpu_count()} cores; {versions}. Wall time on one core unless said."


def frame_table(scene, cover: float) -> list[str]:
    columns = {size: stages(sized(scene, *size)) for size in SIZES}
    rows = list(next(iter(columns.values())))
    head = (
        f"| ms a frame, two actors, {100 * cover:.1f} % of the picture, {len(scene.lamps)} lamps | "
        + " | ".join(f"{w}x{h}" for w, h in SIZES)
        + " |"
    )
    lines = [head, "|---|" + "---:|" * len(SIZES)]
    for row in rows:
        lines.append(f"| {row} | " + " | ".join(f"{columns[s][row]:.2f}" for s in SIZES) + " |")
    ratio = [columns[s]["whole way"] / columns[s]["encoder alone"] for s in SIZES]
    lines.append("| whole way / encoder alone | " + " | ".join(f"{r:.2f}" for r in ratio) + " |")
    lines.append("| frames a second, whole way | " + " | ".join(f"{1000 / columns[s]['whole way']:.0f}" for s in SIZES) + " |")
    return lines


def bake_table(scene) -> list[str]:
    lines = ["| bake, CPU seconds | " + " | ".join(f"{w}x{h}" for w, h in SIZES) + " |", "|---|" + "---:|" * len(SIZES)]
    for lamps in (1, 2, 4):
        row = [bake_seconds(sized(scene, *size), lamps) for size in SIZES]
        lines.append(f"| {lamps} lamp{'s' if lamps > 1 else ''} | " + " | ".join(f"{s:.1f}" for s in row) + " |")
    return lines


def home_table() -> list[str]:
    measured = [row for _, _, row in homes(HOMES, (1280, 720))]
    lines = [f"| any home at 1280x720: {len(HOMES)} homes of all scenes | median | worst |", "|---|---:|---:|"]
    digits = (2, 1, 0)
    return lines + [f"| {says} | {m:.{d}f} | {w:.{d}f} |" for (says, m, w), d in zip(columns(measured), digits, strict=True)]


def run_table() -> list[str]:
    one, two = (generate_seconds(workers, CLIPS, "1280x720") for workers in (1, 2))
    fresh = generate_seconds(1, 3, "1280x720", "--set", "clip.clips_per_home=1")
    with tempfile.TemporaryDirectory() as cache:
        first = seconds_of([sys.executable, "-c", FIRST_FRAME], 1, without_plates(cache))
    return [
        "| runs | |",
        "|---|---:|",
        f"| {CLIPS} clips of 10 s, 1280x720, one worker against two | {one:.0f} s : {two:.0f} s = {one / two:.2f}x |",
        f"| clips (10 s, 1280x720) an hour, five a home, one core | {3600 * CLIPS / one:.0f} |",
        f"| the same, every clip a new home | {3600 * 3 / fresh:.0f} |",
        f"| a new process to its first 640x360 frame, bake included | {first:.1f} s |",
        f"| `import synthclips` | {seconds_of([sys.executable, '-c', 'import synthclips']):.2f} s |",
        f"| `synthclips --help` | {seconds_of([sys.executable, '-m', 'synthclips', '--help']):.2f} s |",
        f"| peak memory of a worker at 1920x1080, encoder included | {peak_memory_mb():.0f} MB |",
    ]


FIRST_FRAME = """
from synthclips.pipeline import Take, make_scene
from synthclips.stages.load import load_scene
next(iter(Take(make_scene(load_scene("living_room_day", {"clip.size": [640, 360]}), seed=5, index=0))))
"""


def write_readme(text: str) -> None:
    readme = ROOT / "README.md"
    before, rest = readme.read_text().split("<!-- benchmark -->")
    after = rest.split("<!-- /benchmark -->")[1]
    table = f"<!-- benchmark -->\n{text}\n\nMade by `python benchmarks/table.py --write`.\n<!-- /benchmark -->"
    readme.write_text(before + table + after)


if __name__ == "__main__":
    main()
