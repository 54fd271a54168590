"""A room with a window for tests: a box with a hole of 1 x 1 m in its far wall, filmed from a near corner."""

from __future__ import annotations

import math

import numpy as np

from synthclips.raster.lens import lens_of
from synthclips.raster.light import plate_of
from synthclips.raster.plate import Plate
from synthclips.scene.records import Camera, Lamp, Opening, Room, Scene, Viewpoint
from synthclips.stages.statics import gathered
from tests.test_light import DEPTH, HEIGHT, WHITE, WIDTH, matt, quad, walls

WINDOW = Opening("window", "window", 2, WIDTH - 2.0, 1.0, 1.0, 1.0)  # from x = 1.5 to 2.5 m; u runs towards x = 0
STEEP = (0.0, -math.sqrt(0.5), -math.sqrt(0.5))
SUN = Lamp("sun", "sun", (0.0, 0.0, 0.0), STEEP, (0.0047, 0.0), (50_000.0,) * 3, opening="window")
AROUND = (((0, 0), (1.5, HEIGHT)), ((2.5, 0), (WIDTH, HEIGHT)), ((1.5, 0), (2.5, 1.0)), ((1.5, 2.0), (2.5, HEIGHT)))


def upright(x0: float, x1: float, z0: float, z1: float, *, y: float = DEPTH):
    """A sheet that faces the room."""
    return quad((x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1))


def filmed(*lamps: Lamp, more=(), size=(320, 180), infrared=False) -> tuple[Scene, Plate]:
    """The room as its camera has it. more: meshes besides its walls."""
    shell = [mesh for side, mesh in walls(WIDTH, DEPTH, HEIGHT).items() if side != "far"]
    shell += [upright(a, c, b, e) for (a, b), (c, e) in AROUND]
    soup, materials = gathered([("room", mesh, {"face": matt(WHITE)}) for mesh in [*shell, *more]])
    view = Viewpoint((3.9, 0.15, 2.2), math.radians(135), math.radians(-30), 0.0, 1.75, 0.0, 0.0)
    camera, room = Camera("", *size, 15.0, infrared, {}, False, "", 0), Room("box", (WIDTH, DEPTH, HEIGHT), (WINDOW,), {}, 0)
    mean = np.array([(*m.rgb, m.ir) for m in materials], np.float32)
    plate = plate_of(
        soup, materials, lamps, room=room, lens=lens_of(view, camera), infrared=infrared,
        albedo_of=lambda k, s, n: np.tile(mean[k], (len(s), 1)), mean_albedo=mean,
    )  # fmt: skip
    return Scene(1, "0", "test", 0, 0, 0, "nothing", 1.0, room, (), tuple(lamps), view, camera, ()), plate
