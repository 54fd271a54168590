"""The warm-up: its hurried compiler makes the same code, and leaves nothing to compile."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMPILED = """
import sys
from numba import types
from synthclips.hurry import hurry
from synthclips.camera.planes import _to_rgb
from synthclips.raster.bvh import occluded
if sys.argv[1] == "hurried":
    hurry()
plane, frame = types.uint8[:, ::1], types.uint8[:, :, ::1]
boxes, links = types.float32[:, ::1], types.int32[:, ::1]
ray, stack = (types.float64,) * 7, types.int32[::1]
for kernel, signature in ((_to_rgb, (plane, plane, plane, frame)), (occluded, (boxes, links, boxes, *ray, stack))):
    kernel.compile(signature)
    print(kernel.inspect_asm()[kernel.signatures[0]])
"""


def run(source: str, *arguments: str, cache: Path) -> str:
    """What a fresh process prints whose kernels are cached in `cache`."""
    environment = {**os.environ, "SYNTHCLIPS_CACHE": str(cache)}
    command = [sys.executable, "-c", source, *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def test_a_hurried_compiler_makes_the_same_machine_code(tmp_path):
    plain, hurried = (run(COMPILED, how, cache=tmp_path / how) for how in ("plain", "hurried"))
    assert "vpmull" in plain or "imul" in plain
    assert hurried == plain


WARM = "from synthclips.warm import warm_up; warm_up(lambda: None)"
FILMED = """
from numba.core import event
from synthclips.pipeline import clip_of, make_scene
from synthclips.stages.load import load_scene


class Compiled(event.Listener):
    def on_start(self, event):
        print(event.data["dispatcher"].py_func.__qualname__, event.data["args"])

    def on_end(self, event):
        pass


event.register("numba:compile", Compiled())
settings = {"clip.size": [96, 64], "clip.duration_s": 2.0, "clip.fps": 2.0, "mix": {"both": 1.0}}
for name in ("living_room_day", "living_room_night", "hallway_night"):
    clip_of(make_scene(load_scene(name, settings | {"nuisances.insect.strength": 3}), seed=5, index=1))
sunny = {"nuisances.sun_patch_leaves.chance": 1.0, "nuisances.headlights.chance": 1.0, "mix": {"nothing": 1.0}}
clip_of(make_scene(load_scene("living_room_evening", settings | {"mix": {"nothing": 1.0}}), seed=5, index=1))
clip_of(make_scene(load_scene("living_room_sun_and_nobody", settings | sunny), seed=5, index=1))
"""


def test_after_the_warm_up_no_scene_compiles_anything(tmp_path):
    run(WARM, cache=tmp_path)
    assert list(tmp_path.glob("kernels-*/complete"))
    assert run(FILMED, cache=tmp_path) == ""
