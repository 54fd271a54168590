"""Prints what a frame costs with one, two and four actors before the lens, and by night with a torch or none, on one core.

python benchmarks/actors.py [--size 1280x720]
"""

from __future__ import annotations

import argparse
import dataclasses
import time

from table import pinned, two_walkers

COUNTS = (1, 2, 4)
ROUNDS = 3
LATER_S = 2.5  # that the second pair comes after the first, on the same ways


def with_actors(scene, count: int):
    """The clip with so many: its own two, and others with bodies of their own that follow them."""
    first = scene.actors[: min(count, 2)]
    more = [
        dataclasses.replace(a, id=f"{a.id}_{k}", key=a.key + 7 * k, identity=a.who + 13 * k, start_s=a.start_s + LATER_S * k)
        for k in range(1, count // 2)
        for a in scene.actors
    ]
    return dataclasses.replace(scene, actors=(*first, *more))


def milliseconds(scene, plate) -> dict[str, float]:
    """A frame's milliseconds: bodies and motion, and the whole way to delivered planes; the best of some rounds."""
    from synthclips.pipeline import Take
    from synthclips.stages.animate import animate

    best = {"animate": float("inf"), "all": float("inf")}
    for _ in range(ROUNDS + 1):  # the first meets cold caches
        started = time.perf_counter()
        animate(scene)
        best["animate"] = min(best["animate"], 1000 * (time.perf_counter() - started) / scene.frame_count)
        take = Take(scene, plate)
        started = time.perf_counter()
        for _frame in take:
            pass
        best["all"] = min(best["all"], 1000 * (time.perf_counter() - started) / scene.frame_count)
    return best


def by_night(carries: str, size: tuple[int, int]):
    """A resident in a dark hallway, with what they carry."""
    from synthclips.pipeline import make_scene
    from synthclips.stages.load import load_scene

    asked = {"mix": {"resident": 1.0}, "actors.resident.carries": carries, "clip.size": list(size), "clip.duration_s": 12.0}
    return make_scene(load_scene("hallway_night", asked), seed=14, index=0)


def main() -> None:
    from synthclips.stages.bake import bake

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="1280x720")
    width, height = (int(v) for v in parser.parse_args().size.split("x"))
    pinned(0)
    scene, cover = two_walkers()
    scene = dataclasses.replace(scene, camera=dataclasses.replace(scene.camera, width_px=width, height_px=height))
    print(f"{width}x{height}, two actors cover {100 * cover:.1f} % of the picture")
    plate = bake(scene)
    for count in COUNTS:
        found = milliseconds(with_actors(scene, count), plate)
        print(f"{count} actors: {found['all']:.2f} ms a frame, of which bodies' motion {found['animate']:.2f}")
    for carries in ("nothing", "torch"):
        scene = by_night(carries, (width, height))
        print(f"by night, carrying {carries}: {milliseconds(scene, bake(scene))['all']:.2f} ms a frame")


if __name__ == "__main__":
    main()
