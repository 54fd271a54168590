"""A balloon that drifts through the room, its string after it."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.furniture.mover import mover_body
from synthclips.catalog.nuisances.motion import keyed, track_of_bones
from synthclips.catalog.nuisances.things import with_bones
from synthclips.geometry.body import Body
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.paths import CELL_M
from synthclips.geometry.plan import Vec2
from synthclips.geometry.skeleton import rotation
from synthclips.geometry.sweeps import lathe, tube
from synthclips.scene.distributions import Choice
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import Material, Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval

F64 = NDArray[np.float64]
RADIUS_M = {1: 0.09, 2: 0.11, 3: 0.13, 4: 0.15, 5: 0.17}
SPEED_MPS = {1: 0.04, 2: 0.09, 3: 0.16, 4: 0.26, 5: 0.4}
STRING_M, JOINTS, LAG_S = 0.7, 5, 0.22  # of the string: its length, its bones, how much later each moves than the one above
AIR_M = 0.4  # from walls and furniture
BOB_M, BOB_S = 0.03, 3.1
LOWEST_M, HEADROOM_M = 1.15, 0.35  # of its middle, over the floor and under the ceiling
COLOURS = {"red": (0.6, 0.03, 0.03), "blue": (0.04, 0.12, 0.5), "yellow": (0.75, 0.5, 0.04), "white": (0.62, 0.62, 0.63)}
OUTLINE = ((0.0, -1.2), (0.1, -1.19), (0.06, -1.14), (0.3, -1.0), (0.62, -0.68), (0.86, -0.28), (0.99, 0.12), (0.93, 0.5),
           (0.7, 0.82), (0.36, 1.02), (0.0, 1.08))  # fmt: skip


def balloon(nuisance: Nuisance, scene: Scene, times_s: F64, *, colour: Literal["red", "blue", "yellow", "white"]) -> Disturbance:
    """It drifts all the clip. Strength: how large and how fast."""
    del scene
    radius, keys = RADIUS_M[nuisance.strength], nuisance.params["keys"]
    turned, place = np.empty((len(times_s), 1 + JOINTS, 3, 3)), np.empty((len(times_s), 1 + JOINTS, 3))
    for bone in range(1 + JOINTS):
        late = times_s - LAG_S * max(0, bone - 1)
        place[:, bone] = keyed(late, keys, soft_s=3.0)
        place[:, bone, 2] += BOB_M * np.sin(2 * math.pi * late / BOB_S) - (0.0 if bone == 0 else _below(bone, radius))
        turned[:, bone] = np.eye(3)
    turned[:, 0] = rotation(2, 0.25 * times_s)
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", nuisance.id)
    return Disturbance((interval,), ((track_of_bones(nuisance.id, turned, place), _body(radius, colour)),))


def _below(bone: int, radius: float) -> float:
    """How far under the balloon's middle a joint of the string is."""
    return 1.19 * radius + STRING_M * (bone - 1) / (JOINTS - 1)


def _body(radius: float, colour: str) -> Body:
    """Bone 0 is the balloon; those of the string blend into each other."""
    skin = Material("plain", COLOURS[colour], COLOURS[colour], 0.5, gloss=0.6)
    thread = Material("plain", (0.5, 0.5, 0.48), (0.5, 0.5, 0.48), 0.5)
    body = mover_body(_mesh(radius), {"skin": skin, "thread": thread}, "", lambda v: [v[:, 2] > -radius])
    down = (-1.19 * radius - body.vertices_m[:, 2].astype(np.float64)) / STRING_M * (JOINTS - 1)
    joint = np.clip(np.floor(down), 0, JOINTS - 2).astype(np.int32)
    share = np.clip(down - joint, 0.0, 1.0)
    of_string = np.hypot(body.vertices_m[:, 0], body.vertices_m[:, 1]) < 0.005
    of_string &= down > 0
    none = np.zeros_like(joint)
    bone = np.stack([np.where(of_string, 1 + joint, 0), np.where(of_string, 2 + joint, 0), none, none], 1).astype(np.int32)
    share = np.where(of_string, share, 0.0)
    weight = np.stack([1.0 - share, share, 0 * share, 0 * share], 1).astype(np.float32)
    return with_bones(body, [(0.0, 0.0, 0.0), *((0.0, 0.0, -_below(k, radius)) for k in range(1, 1 + JOINTS))], bone, weight)


def _mesh(radius: float) -> Mesh:
    """Its middle at the origin."""
    skin = lathe([(radius * r, radius * z) for r, z in OUTLINE], "skin", sides=24)
    drops = [-1.19 * radius - STRING_M * k / 14 for k in range(15)]
    return join([skin, tube([(0.0, 0.0, z) for z in drops], 0.002, "thread", sides=4)])


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """Rows of time, x, y, z: from place to place in sight of each other, in view where there are such."""
    floor, speed = home.scenery.floor_for(AIR_M), SPEED_MPS[nuisance.strength]
    cells = np.argwhere(floor.walkable)
    if not len(cells):
        raise SceneError(f"{nuisance.kind} needs room to drift; furniture fills this one")
    high = max(LOWEST_M, home.scenery.room.size_m[2] - HEADROOM_M)

    def place(at: Vec2 | None) -> tuple[float, float, float]:
        tried = [cells[stream.integer(0, len(cells) - 1)] for _ in range(12)]
        spots = [((int(i) + 0.5) * CELL_M, (int(j) + 0.5) * CELL_M, stream.uniform(LOWEST_M, high)) for i, j in tried]
        near = [s for s in spots if at is None or floor.sees(at, s[:2])] or [(*at, LOWEST_M) if at else spots[0]]
        return next((s for s in near if home.shows(s)), near[0])

    here, t = place(None), 0.0
    keys = [[t, *here]]
    while t < nuisance.end_s:
        there = place(here[:2])
        t += max(math.dist(here, there) / speed, 1.0)
        keys.append([t, *there])
        here = there
    return {"keys": [[round(v, 4) for v in row] for row in keys]}


KINDS = [
    Kind(
        "balloon",
        "a balloon drifts through the room",
        balloon,
        {"colour": Choice(tuple(COLOURS))},
        traits={"told": "a balloon drifts about", "settle": _settle},
    ),
]
