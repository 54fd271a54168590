"""What comes off a table by itself: sheets of paper that a draught takes, things that fall and bounce once."""

from __future__ import annotations

import dataclasses
import math
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind, palette
from synthclips.catalog.furniture.mover import mover_body
from synthclips.catalog.nuisances.edges import OffTheEdge
from synthclips.catalog.nuisances.motion import rigid_track
from synthclips.geometry.body import Body
from synthclips.geometry.curve import step
from synthclips.geometry.kinematics import GRAVITY
from synthclips.geometry.mesh import Mesh
from synthclips.geometry.shapes import box, grid, two_sided
from synthclips.geometry.sweeps import lathe
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.records import Material, Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval, Track

F64 = NDArray[np.float64]
COUNT = {1: 1, 2: 1, 3: 2, 4: 3, 5: 4}
SIZE = {1: 0.6, 2: 0.9, 3: 1.0, 4: 1.1, 5: 1.3}
A4_M = (0.297, 0.21)
SLIDE_S, SLIDE_M = 0.5, 0.32  # how long a sheet slides, and how far, before it is off the table
FLUTTER_HZ, FLUTTER_M = 0.9, 0.14
TIP_S, LEAVES_MPS = 0.3, 0.55  # a thing tips over the edge, and leaves it at that speed
BOUNCE = 0.32  # share of the speed of its fall that is left
WAIT_S, BESIDE_M = 0.35, 0.13  # from one thing to the next
PAPER = Material("plain", (0.76, 0.76, 0.74), (0.7, 0.7, 0.7), 0.75)
THINGS = {"bottle": "bottle", "can": "toy", "book": "books", "box": "box"}  # and the palette of each
OUTLINES: dict[str, tuple[tuple[float, float], ...]] = {
    "bottle": ((0, -0.12), (0.034, -0.12), (0.036, -0.11), (0.036, 0.03), (0.014, 0.075), (0.013, 0.115), (0, 0.12)),
    "can": ((0, -0.06), (0.03, -0.06), (0.033, -0.055), (0.033, 0.052), (0.028, 0.06), (0, 0.058)),
}
BOXES_M = {"book": (0.035, 0.15, 0.22), "box": (0.12, 0.16, 0.2)}


def paper_in_draught(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, sink_mps: Annotated[float, Range(0.3, 2.0), Unit("m/s")]
) -> Disturbance:
    """Sheets slide off a table and sway down to the floor. Strength: how many and how large."""
    del scene
    movers, body = [], _sheet(SIZE[nuisance.strength])
    for k in range(COUNT[nuisance.strength]):
        stream = Stream(nuisance.key + k)
        movers.append((_sheet_track(_id(nuisance, k), nuisance, times_s, sink_mps, k, stream), body))
    return Disturbance((_interval(nuisance),), tuple(movers))


def _sheet_track(id: str, nuisance: Nuisance, times_s: F64, sink_mps: float, k: int, stream: Stream) -> Track:
    """On the table until its turn comes; then off it with a push, and down like a leaf, flat at the end."""
    (x0, y0, z0), way = nuisance.params["edge_m"], float(nuisance.params["way_rad"]) + stream.uniform(-0.25, 0.25)
    since = times_s - nuisance.start_s - 0.8 * WAIT_S * k
    floor_m = float(nuisance.params["floor_m"]) + 0.004 + 0.002 * k
    falls_s = (z0 - floor_m) / sink_mps
    share = np.clip((since - SLIDE_S) / falls_s, 0.0, 1.0)
    in_air = step(4.0 * share) * step(4.0 * (1.0 - share))
    phase = 2 * math.pi * (FLUTTER_HZ * (since - SLIDE_S) + stream.unit())
    lies_m = -0.16 - 0.02 * k
    out = lies_m + SLIDE_M * step(since / SLIDE_S) + 0.3 * share + FLUTTER_M * in_air * np.sin(phase)
    aside = FLUTTER_M * in_air * np.cos(0.7 * phase)
    place = np.stack([x0 + out * math.cos(way) - aside * math.sin(way), y0 + out * math.sin(way) + aside * math.cos(way),
                      floor_m + (z0 + 0.002 - floor_m) * (1.0 - share)], 1)  # fmt: skip
    tilt, roll = 0.7 * in_air * np.cos(phase), 0.4 * in_air * np.sin(0.7 * phase)
    yaw = way + stream.uniform(-0.3, 0.3) + stream.uniform(-1.5, 1.5) * share
    return rigid_track(id, place, yaw, pitch_rad=tilt, roll_rad=roll)


def _sheet(size: float) -> Body:
    """Paper, a little curled."""
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, 7) * A4_M[0] * size, np.linspace(-0.5, 0.5, 5) * A4_M[1] * size)
    sheet = two_sided(grid(np.stack([x, y, 0.35 * x * x], 2), "paper"), 0.001)
    body = mover_body(sheet, {"paper": PAPER}, "")
    return dataclasses.replace(body, capsules=np.zeros((0, 8), np.float32))  # it hides next to nothing


def falling_object(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, thing: Literal["bottle", "can", "book", "box"]
) -> Disturbance:
    """Something tips over an edge, falls, bounces once and lies. Strength: how many and how large."""
    del scene
    movers = []
    for k in range(COUNT[nuisance.strength]):
        stream = Stream(nuisance.key + k)
        mesh, half_m = _thing(thing, SIZE[nuisance.strength] * stream.uniform(0.85, 1.1))
        low_m = float(nuisance.params["floor_m"]) + half_m
        body = mover_body(mesh, {slot: palette(THINGS[thing], stream) for slot in mesh.slots}, "")
        movers.append((_fall_track(_id(nuisance, k), nuisance, times_s, body, low_m, k, stream), body))
    return Disturbance((_interval(nuisance),), tuple(movers))


def _fall_track(id: str, nuisance: Nuisance, times_s: F64, body: Body, low_m: float, k: int, stream: Stream) -> Track:
    """low_m: how high its middle is over the floor once it lies."""
    (x0, y0, z0), way = nuisance.params["edge_m"], float(nuisance.params["way_rad"])
    stands_m = -float(body.vertices_m[:, 2].min())
    beside = BESIDE_M * (k - (COUNT[nuisance.strength] - 1) / 2)
    since = times_s - nuisance.start_s - WAIT_S * k
    falls = z0 + stands_m - low_m
    hit_s = TIP_S + math.sqrt(2 * falls / GRAVITY)
    up_mps = BOUNCE * GRAVITY * (hit_s - TIP_S)
    rests_s = hit_s + 2 * up_mps / GRAVITY
    tipping, flying = step(since / TIP_S), np.clip(since - TIP_S, 0.0, hit_s - TIP_S)
    hopping = np.clip(since - hit_s, 0.0, rests_s - hit_s)
    out = -stands_m * 0.8 - 0.02 + (stands_m * 0.8 + 0.05) * tipping + LEAVES_MPS * flying + 0.4 * LEAVES_MPS * hopping
    height = low_m + falls - 0.5 * GRAVITY * flying * flying + up_mps * hopping - 0.5 * GRAVITY * hopping * hopping
    x, y = x0 + out * math.cos(way) - beside * math.sin(way), y0 + out * math.sin(way) + beside * math.cos(way)
    place = np.stack([x, y, height], 1)
    over = math.pi / 2 * (0.25 * tipping + 0.75 * np.clip(flying / (hit_s - TIP_S), 0.0, 1.0))
    over = over + stream.uniform(0.15, 0.35) * np.sin(math.pi * hopping / (rests_s - hit_s))
    yaw = way + stream.uniform(-0.7, 0.7) * np.clip(hopping / (rests_s - hit_s), 0.0, 1.0)
    return rigid_track(id, place, yaw, pitch_rad=over)


def _thing(thing: str, size: float) -> tuple[Mesh, float]:
    """Its mesh, middle at the origin, and half of what it measures from back to front: it falls on its face."""
    if thing in OUTLINES:
        outline = [(size * r, size * z) for r, z in OUTLINES[thing]]
        return lathe(outline, "side", sides=20), max(r for r, _ in outline)
    deep, wide, tall = BOXES_M[thing]
    return box((size * deep, size * wide, size * tall), "side", at_m=(0, 0, -size * tall / 2)), size * deep / 2


def _id(nuisance: Nuisance, k: int) -> str:
    return f"{nuisance.id}_{k + 1}" if k else nuisance.id


def _interval(nuisance: Nuisance) -> Interval:
    return Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, str(nuisance.params["item"]), nuisance.id)


_SHEET, _THING = OffTheEdge(inside_m=0.16, wide_m=0.22), OffTheEdge(inside_m=0.08, wide_m=3 * BESIDE_M)
KINDS = [
    Kind(
        "paper_in_draught",
        "paper slides off a table and sways to the floor",
        paper_in_draught,
        {"sink_mps": Uniform(0.5, 0.9)},
        traits={
            "told": "paper sails to the floor",
            "lasts": Uniform(3.0, 4.0),
            "needs": _SHEET.needs,
            "settle": _SHEET.settle,
        },
    ),
    Kind(
        "falling_object",
        "something falls off a table or shelf",
        falling_object,
        {"thing": Choice(tuple(THINGS))},
        traits={
            "told": "something falls down",
            "lasts": Uniform(1.5, 2.5),
            "needs": _THING.needs,
            "settle": _THING.settle,
        },
    ),
]
