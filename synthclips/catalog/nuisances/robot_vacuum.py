"""A robot vacuum: a low disc that crosses the floor, bumps into things and turns, or mows lanes."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.furniture.mover import mover_body
from synthclips.catalog.nuisances.motion import keyed, rigid_track
from synthclips.catalog.nuisances.things import best_seen
from synthclips.geometry.body import Body
from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.paths import CELL_M
from synthclips.geometry.plan import Vec2
from synthclips.geometry.shapes import box
from synthclips.geometry.sweeps import cylinder, lathe
from synthclips.scene.distributions import Choice
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import Material, Nuisance, Scene, Vec3
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval

RADIUS_M, HEIGHT_M = 0.165, 0.078
AIR_M = 0.06  # between it and what it does not touch, as the cells of the floor know it
APART_M = 0.45  # from who is about: it sees them and turns
DRIVES, MET_M = 12, 0.35  # tried; nearer than this somebody walks into it
ABOUT_M, PASSED_M = 0.4, (0.4, 0.8, 1.2, 1.6)
STEP_S = 0.1
TURN_RADPS = 2.2
LANE_M = 0.26
SPEED_MPS = {1: 0.10, 2: 0.16, 3: 0.24, 4: 0.33, 5: 0.42}
SHELLS = {"white": ((0.72, 0.72, 0.70), 0.7), "black": ((0.025, 0.026, 0.028), 0.2), "grey": ((0.22, 0.225, 0.23), 0.4)}


def robot_vacuum(
    nuisance: Nuisance,
    scene: Scene,
    times_s: NDArray[np.float64],
    *,
    shell: Literal["white", "black", "grey"],
    pattern: Literal["bounce", "lanes"],
) -> Disturbance:
    """It drives all the clip. Strength: how fast, and how near to the camera it begins."""
    del scene, pattern
    x, y, yaw = keyed(times_s, nuisance.params["keys"], soft_s=0.2).T
    place = np.stack([x, y, np.zeros(len(x))], 1)
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", nuisance.id)
    return Disturbance((interval,), ((rigid_track(nuisance.id, place, yaw), body(shell)),))


def body(shell: str) -> Body:
    """The disc, 33 cm across, its front to +x: bumper, tower, button and a green light."""
    rgb, ir = SHELLS[shell]
    dark = Material("plain", (0.03, 0.03, 0.032), (0.03, 0.03, 0.03), 0.12)
    case = Material("plain", rgb, rgb, ir, gloss=0.3)
    light = Material("plain", (0.3, 0.97, 0.45), (0.3, 0.97, 0.45), 0.9)
    return mover_body(_mesh(), {"shell": case, "bumper": dark, "tower": dark, "light": light}, "")


def _mesh() -> Mesh:
    r, h = RADIUS_M, HEIGHT_M
    edge = [(0, 0.012), (r - 0.02, 0.012), (r - 0.012, 0.016), (r, 0.03), (r, 0.052), (r - 0.004, 0.056)]
    foot = lathe(edge, "bumper", sides=36)
    top = lathe([(r - 0.004, 0.056), (r - 0.006, h - 0.008), (r - 0.014, h), (0, h)], "shell", sides=36)
    tower = cylinder(0.048, 0.018, "tower", at_m=(-0.03, 0, h), sides=24, bevel_m=0.004)
    wheels = [cylinder(0.03, 0.014, "bumper", at_m=(0, s * 0.11, 0.0), sides=12) for s in (-1, 1)]
    button = cylinder(0.014, 0.003, "light", at_m=(0.085, 0, h - 0.0005), sides=12)
    strip = box((0.006, 0.07, 0.003), "light", at_m=(0.125, 0, h - 0.0005), bevel_m=0)
    return join([foot, top, tower, *wheels, button, strip])


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """Where it is when: rows of time, x, y, yaw; of some drives the first on which nobody walks into it."""
    drives = []
    for _ in range(DRIVES):
        drives.append(_driven(home, nuisance, stream))
        if drives[-1].least_gap_m() > MET_M:
            break
    drive = max(drives, key=_Drive.least_gap_m)
    return {"keys": [[round(v, 4) for v in row] for row in drive.keys]}


def _driven(home: Home, nuisance: Nuisance, stream: Stream) -> _Drive:
    drive = _Drive(home, stream, SPEED_MPS[nuisance.strength])
    drive.begin(_start(drive, home, nuisance.strength, stream))
    turn = drive.turn_away if nuisance.params["pattern"] == "bounce" else drive.next_lane
    while drive.t < nuisance.end_s:
        if not drive.ahead():
            turn()
    return drive


def _start(drive: _Drive, home: Home, strength: int, stream: Stream) -> Vec2:
    """Of some free places, in view if any is, the nearer to the camera the stronger it is to be."""
    cells = np.argwhere(drive.floor.walkable)
    tried = [cells[stream.integer(0, len(cells) - 1)] for _ in range(25)] if len(cells) else []
    spots = [((int(i) + 0.5) * CELL_M, (int(j) + 0.5) * CELL_M) for i, j in tried]
    free = [spot for spot in spots if drive.is_free(spot, 0.0)]
    if not free:
        raise SceneError("a robot vacuum finds no free floor to start from")
    free = best_seen(home, free, _about)
    eye = home.viewpoint.position_m[:2]
    free.sort(key=lambda spot: -math.dist(spot, eye))
    return free[(strength - 1) * (len(free) - 1) // 4]


def _about(spot: Vec2) -> list[Vec3]:
    """Where it will be soon."""
    (x, y), r = spot, ABOUT_M
    return [(x + r * a, y + r * b, HEIGHT_M) for a, b in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))]


class _Drive:
    """Keeps the clock and the place while it drives, step by step."""

    def __init__(self, home: Home, stream: Stream, speed_mps: float) -> None:
        self.home, self.stream, self.speed_mps = home, stream, speed_mps
        self.floor = home.scenery.floor_for(RADIUS_M + AIR_M)
        self.t, self.side = 0.0, 1.0
        self.at, self.yaw = (0.0, 0.0), 0.0
        self.keys: list[list[float]] = []

    def begin(self, at: Vec2) -> None:
        """At rest there, facing where it stays in view the longest of some ways."""

        def passed(yaw: float) -> list[Vec3]:
            return [(at[0] + r * math.cos(yaw), at[1] + r * math.sin(yaw), HEIGHT_M) for r in PASSED_M]

        yaws = [self.stream.uniform(-math.pi, math.pi) for _ in range(8)]
        self.at, self.yaw = at, best_seen(self.home, yaws, passed)[0]
        self._note()

    def is_free(self, spot: Vec2, t: float) -> bool:
        """Clear of furniture, of doors' sweeps, and of who is about."""
        doors = self.home.scenery.doors
        if not self.floor.is_free(spot) or any(math.dist(d.hinge_m, spot) < d.opening.width_m + RADIUS_M for d in doors):
            return False
        return all(math.dist(spot, who) > APART_M for who in self.home.whereabouts(t))

    def ahead(self, limit_m: float = math.inf) -> bool:
        """Straight on until something is in the way or the clip is over; False if it could not move at all."""
        gone, step = 0.0, self.speed_mps * STEP_S
        while self.t < self.home.duration_s and gone < limit_m:
            spot = self.at[0] + step * math.cos(self.yaw), self.at[1] + step * math.sin(self.yaw)
            if not self.is_free(spot, self.t + STEP_S):
                break
            self.at, self.t, gone = spot, self.t + STEP_S, gone + step
        self._note()
        return gone > 0.0

    def least_gap_m(self) -> float:
        """From whoever is about, to the nearest that it comes to them, moving or turning."""
        rows = np.array(self.keys)
        times = np.arange(0.0, min(self.t, self.home.duration_s), STEP_S)
        places = zip(np.interp(times, rows[:, 0], rows[:, 1]), np.interp(times, rows[:, 0], rows[:, 2]), strict=True)
        gaps = [math.dist(at, who) for t, at in zip(times.tolist(), places, strict=True) for who in self.home.whereabouts(t)]
        return min(gaps, default=math.inf)

    def turn(self, angle_rad: float) -> None:
        """On the spot."""
        self.yaw += angle_rad
        self.t += abs(angle_rad) / TURN_RADPS + STEP_S
        self._note()

    def turn_away(self) -> None:
        """By any angle to either side."""
        self.turn(self.stream.uniform(1.0, 2.8) * (1 if self.stream.chance(0.5) else -1))

    def next_lane(self) -> None:
        """Back beside the way it came, now on this side, now on that; any way where it is stuck."""
        self.turn(self.side * math.pi / 2)
        moved = self.ahead(LANE_M)
        self.turn(self.side * math.pi / 2 if moved else self.stream.uniform(0.3, 2.0))
        self.side = -self.side

    def _note(self) -> None:
        self.keys.append([self.t, *self.at, self.yaw])


KINDS = [
    Kind(
        "robot_vacuum",
        "a robot vacuum drives about",
        robot_vacuum,
        {"shell": Choice(("white", "black", "grey"), (2, 3, 1)), "pattern": Choice(("bounce", "lanes"))},
        traits={"told": "a robot vacuum drives about", "settle": _settle},
    ),
]
