"""Warming up: a tiny clip that meets every kernel, so that all are compiled and cached before the work.

Two processes share it, one for the room and one for what moves in it: what the other needs is no longer waited for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from synthclips.hurry import hurry
from synthclips.kernel import kernel_folder
from synthclips.raster import (
    backdrop,
    beams,
    bvh,
    lamps,
    masks,
    openings,
    paint,
    room_light,
    screens,
    specks,
    torn,
    veils,
    visibility,
)
from synthclips.raster.extents import SIDES
from synthclips.raster.lens import Lens, lens_of, project
from synthclips.raster.plate import Plate, Probes
from synthclips.scene.records import Scene
from synthclips.scene.timeline import VEIL, Beam

SCENE = "living_room_day"
TINY = {"clip.size": [64, 36], "clip.duration_s": 1.0, "clip.fps": 2.0, "clip.clock": True, "mix": {"both": 1.0}}
CHANNELS = 3
FAR_M = 20.0  # the blank wall behind everybody


def warm_up(announce: Callable[[], None]) -> None:
    """Compiles what this machine has not compiled yet; calls `announce` first if there is anything to do."""
    marker = kernel_folder() / "complete"
    if marker.exists():
        return
    announce()
    path = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "synthclips.warm"]
    environment = {**os.environ, "PYTHONPATH": path}
    parts = [subprocess.Popen([*command, part], env=environment, process_group=0) for part in PARTS]  # Ctrl-C is for us
    try:
        if all([part.wait() == 0 for part in parts]):  # a list: both have ended before we go on
            marker.touch()
    finally:
        for part in parts:
            part.kill()


def room(scene: Scene) -> None:
    """What bakes a room, then what the other process comes to last, so that both end together."""
    from synthclips.stages.bake import fresh

    fresh(scene)
    _meet()
    _sprinkle()
    _set_up()
    _relight(scene)
    _measure(lens_of(scene.viewpoint, scene.camera))


def movers(scene: Scene) -> None:
    """The camera, then bodies and their pictures; their materials come last, when the room has compiled them."""
    from synthclips.pipeline import Take
    from synthclips.stages.capture import Capture, planes_to_rgb

    light = np.ones((scene.camera.height_px, CHANNELS, scene.camera.width_px), np.float32)
    planes_to_rgb(Capture(scene.camera).frame(light, 0))
    for _ in Take(scene, _blank(scene)):
        pass


def _meet() -> None:
    """Two movers, one before the other: in so short a clip they may keep apart."""
    near, bits = np.zeros((2, 2), np.float32), np.zeros((1, 1), np.uint8)
    visibility.against_each_other(near, bits, 0, 0, near, bits, 0, 0)
    paint.count_taken(bits, 0, 0, bits, 0, 0)


def _set_up() -> None:
    """A mover's triangles, none of which shows."""
    faces, lit = np.zeros((1, 3), np.int32), np.zeros((3, 1, 1), np.float32)
    paint.set_up(np.zeros(1, np.uint8), faces, lit, 0, 0, np.zeros((1, 1, 1), np.uint16), faces[0], lit[0])


def _measure(lens: Lens) -> None:
    """A mover's mask and key points, and where the picture changed."""
    bits, numbers = np.zeros((1, 1), np.uint8), np.zeros((1, 5), np.int64)
    depth, place = np.zeros((1, 1), np.float32), np.zeros((1, 2))
    masks.encode_mask(bits, (0, 0, 1, 1), masks.measured(bits, bits, depth))
    masks.hide(place, np.zeros(1), depth, 0, 0, 1, bits[0])
    project(np.zeros((1, 3), np.float32), lens)
    backdrop.changed_rectangles(bits, bits, 1, 1, 1, numbers)


def _sprinkle() -> None:
    """One stroke before a wall, and what of it shows."""
    stroke, light = np.ones((1, specks.ROW), np.float32), np.ones((1, 1), np.float32)
    planes, codes, seen = np.ones((4, 2, 2), np.float32), np.zeros((2, 1, 2), np.uint16), np.zeros((2, 2), np.uint8)
    specks.paint(stroke, light, False, np.ones((4, 4), np.float32), np.ones((2, 2), np.float32), 0.5, 0, 0, planes, codes)
    specks.count(planes, 0, 0, codes, seen, seen, seen)


def _relight(scene: Scene) -> None:
    """A veil before an opening, a lamp that moves and a screen, on a blank wall; and whether a place gets the sun."""
    plate, lens, window = _blank(scene), lens_of(scene.viewpoint, scene.camera), next(iter(scene.room.openings))
    drop, lamps_ = backdrop.backdrop_of(plate, lens), [replace(scene.lamps[0], kind="sun", opening=window.id)]
    row, gate = lamps.pack(lamps_), openings.gates(lamps_, scene.room)
    veils_ = veils.Veils({window.id: np.zeros((1, *VEIL), np.uint8)}, lamps_, row, gate, plate, drop)
    veils_.hang(0)
    way = np.array([[1.0, 0.0, 0.0]])
    torn.reached(torn.Sharp(row, gate, plate.bvh), way.astype(np.float32), way.astype(np.float32))
    room_light.sum_rectangles(
        plate.direct, plate.direct_scale, plate.indirect, plate.indirect_scale, np.zeros(len(plate.direct), np.float32),
        veils_.rectangles, np.zeros(3 * scene.camera.width_px, np.float32), plate.direct[0].copy(),
    )  # fmt: skip
    beam = Beam("", way, way, np.ones((1, 3)), 0.3, 0.06, window.id)
    slots, scale = np.zeros((2, 1, *plate.direct.shape[1:]), np.uint16), np.zeros((2, 1), np.float32)
    screens.draw(
        np.zeros((1, 2), np.int32), np.zeros((1, 2), np.float32), np.zeros((2, 2, 4), np.uint8), np.ones(3), 1.0, slots[0, 0]
    )
    beams.Beams([beam], scene.room, plate, drop, lens).shine(0, slots[0], scale[0], slots[1], scale[1])


def _blank(scene: Scene) -> Plate:
    """An evenly lit wall far away, in no room."""
    lamps, size = len(scene.lamps), (scene.camera.height_px, scene.camera.width_px)
    light, scale = np.full((lamps, size[0], CHANNELS, size[1]), 1000, np.uint16), np.full(lamps, 1e-5, np.float32)
    return Plate(
        lamps=tuple(lamp.id for lamp in scene.lamps),
        direct=light,
        direct_scale=scale,
        indirect=light,
        indirect_scale=scale,
        depth_m=np.full((2 * size[0], 2 * size[1]), FAR_M, np.float32),
        normal=np.full((*size, 3), 73, np.int8),
        albedo=np.full((*size, 4), 128, np.uint8),
        owner=np.zeros(size, np.uint16),
        owners=("room",),
        extents=np.zeros((1, SIDES), np.float32),
        probes=Probes(
            np.zeros(3, np.float32),
            np.ones(3, np.float32),
            np.ones((lamps, 2, 2, 2), np.float32),
            np.ones((lamps, 2, 2, 2, 6, CHANNELS), np.float32),
        ),
        bvh=bvh.build(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)),
    )


PARTS = {"room": room, "movers": movers}


def main(part: str) -> None:
    """One process's half of the work."""
    from synthclips.pipeline import make_scene
    from synthclips.stages.load import load_scene

    hurry()
    PARTS[part](make_scene(load_scene(SCENE, TINY), seed=0, index=0))


if __name__ == "__main__":
    main(sys.argv[1])
    os._exit(0)  # the kernels are on disk: to tear the compiler down would take another second
