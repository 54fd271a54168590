"""Who and what acts on a plan: the floor people can walk on, where they come in, their ways in this clip, the camera's view."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from synthclips.formats import look
from synthclips.formats.drawing import Path, Shape, Words
from synthclips.geometry.outline import Wall
from synthclips.geometry.plan import Vec2
from synthclips.review.ground import Ground
from synthclips.scene.records import Actor, Step, Viewpoint
from synthclips.stages.compose.scenery import Doorway, Scenery

HATCH: look.Colour = (178, 204, 170)
VIEW: look.Colour = (250, 240, 200)
CAMERA: look.Colour = (176, 120, 0)
HATCH_M = 0.2  # between strokes
STEP_M = 0.04
RAYS = 48


def view(ground: Ground, viewpoint: Viewpoint, walls: Sequence[Wall]) -> list[Shape]:
    """What the lens covers, as far as the walls; furniture does not stop it here."""
    eye = viewpoint.position_m[:2]
    turns = [viewpoint.yaw_rad + viewpoint.fov_rad * (k / RAYS - 0.5) for k in range(RAYS + 1)]
    rim = [_on_wall(eye, (math.cos(t), math.sin(t)), walls) for t in turns]
    return [Path(ground.all([eye, *rim]), CAMERA, 0.6, True, VIEW)]


def _on_wall(eye: Vec2, way: Vec2, walls: Sequence[Wall]) -> Vec2:
    """Where a ray from a point first meets a wall from inside; the point itself where it meets none."""
    hits = []
    for wall in walls:
        closing = -(way[0] * wall.inward[0] + way[1] * wall.inward[1])
        gap = (eye[0] - wall.start_m[0]) * wall.inward[0] + (eye[1] - wall.start_m[1]) * wall.inward[1]
        if closing > 1e-9 and gap >= 0:
            hit = (eye[0] + gap / closing * way[0], eye[1] + gap / closing * way[1])
            u = (hit[0] - wall.start_m[0]) * wall.along[0] + (hit[1] - wall.start_m[1]) * wall.along[1]
            if -1e-6 <= u <= wall.length_m + 1e-6:
                hits.append((gap / closing, hit))
    return min(hits)[1] if hits else eye


def camera(ground: Ground, viewpoint: Viewpoint) -> list[Shape]:
    """A wedge that points where the camera does, and how high it hangs."""
    (x, y), c, s = viewpoint.position_m[:2], math.cos(viewpoint.yaw_rad), math.sin(viewpoint.yaw_rad)
    corners = [(x + a * c - b * s, y + a * s + b * c) for a, b in ((-0.08, 0.0), (0.12, 0.09), (0.12, -0.09))]
    says = Words(ground.px((x + 0.3 * c, y + 0.3 * s)), f"camera {viewpoint.position_m[2]:.2f}", 10, CAMERA)
    return [Path(ground.all(corners), CAMERA, 1.0, True, CAMERA), says]


def walkable(ground: Ground, scenery: Scenery) -> list[Shape]:
    """Strokes over the floor where the middle of a person may be who came in by the door."""
    floor, (wide, deep, _) = scenery.person_floor, scenery.room.size_m
    reach = floor.reachable(scenery.doors[0].at(1.0)) if scenery.doors else floor.walkable
    strokes: list[Shape] = []
    for k in range(math.ceil((wide + deep) / HATCH_M)):
        line = [(k * HATCH_M - deep + n * STEP_M, n * STEP_M) for n in range(int(deep / STEP_M))]
        free = [0 < x < wide and bool(reach[floor.cell((x, y))]) for x, y in line]
        strokes += [Path(ground.all((line[a], line[b])), HATCH) for a, b in _runs(free)]
    return strokes


def _runs(free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last index of every run of True that is longer than one."""
    start = None
    for k, now in enumerate([*free, False]):
        if now and start is None:
            start = k
        elif not now and start is not None:
            if k - 1 > start:
                yield start, k - 1
            start = None


def entry(ground: Ground, door: Doorway) -> list[Shape]:
    """An arrow through the door that people come in by."""
    shaft = (door.at(-0.5), door.at(0.22))
    head = (door.at(0.1, 0.09), door.at(0.28), door.at(0.1, -0.09))
    ink = look.ROLE["resident"]
    return [Path(ground.all(shaft), ink, 2.0), Path(ground.all(head), ink, 1.0, True, ink)]


def way(ground: Ground, actor: Actor) -> list[Shape]:
    """Where an actor goes in this clip: a dot where it starts, a line, its name."""
    points = list(_places(actor))
    x, y = ground.px(points[0])
    ink = look.ROLE.get(actor.role, look.INK)
    dot = Path(
        tuple((x + 4 * math.cos(t * math.pi / 6), y + 4 * math.sin(t * math.pi / 6)) for t in range(12)), ink, 1.0, True, ink
    )
    line = [Path(ground.all(points), ink, 2.0)] if len(points) > 1 else []
    return [*line, dot, Words((x + 8, y), actor.id, 12, ink, "start")]


def _places(actor: Actor) -> Iterator[Vec2]:
    yield actor.start_m[:2]
    for step in actor.script:
        yield from _goes(step)


def _goes(step: Step) -> Iterator[Vec2]:
    """The places a step leads over."""
    to = step.params.get("to_m") or step.params.get("seat_m")
    for x, y, *_ in [*step.params.get("path_m", ()), *([to] if to else ())]:
        yield x, y
