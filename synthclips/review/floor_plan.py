"""The room of a clip drawn from above, as an architect would: to look at before anything is filmed."""

from __future__ import annotations

from collections.abc import Sequence

from synthclips.formats import look
from synthclips.formats.drawing import Drawing, Path, Shape, Words, sheet
from synthclips.review.ground import Ground
from synthclips.review.plan_people import camera, entry, view, walkable, way
from synthclips.review.plan_things import carpets, things
from synthclips.review.plan_walls import walls
from synthclips.scene.records import Scene
from synthclips.stages.compose.scenery import Scenery

ALONE_PX_PER_M, TOGETHER_PX_PER_M = 130.0, 80.0
PER_ROW = 4
AROUND_M = 0.7  # paper beside the walls
HEAD_PX, FOOT_PX, LEAST_PX = 56, 44, 400


def floor_plans(scenes: Sequence[Scene]) -> Drawing:
    """One plan, or a sheet of several at a smaller scale."""
    if len(scenes) == 1:
        return floor_plan(scenes[0], px_per_m=ALONE_PX_PER_M)
    return sheet([floor_plan(s, px_per_m=TOGETHER_PX_PER_M) for s in scenes], per_row=PER_ROW, gap_px=8)


def floor_plan(scene: Scene, *, px_per_m: float) -> Drawing:
    """Walls, doors, furniture, the camera's view, the floor people can walk on, and the ways of this clip's actors."""
    scenery = Scenery(scene.room, scene.items)
    wide, deep, _ = scene.room.size_m
    ground = Ground(-AROUND_M, deep + AROUND_M + HEAD_PX / px_per_m, px_per_m)
    width = max(round((wide + 2 * AROUND_M) * px_per_m), LEAST_PX)
    height = round((deep + 2 * AROUND_M) * px_per_m) + HEAD_PX + FOOT_PX
    shapes = [
        *view(ground, scene.viewpoint, scenery.walls),
        *carpets(ground, scenery.items),
        *walkable(ground, scenery),
        *walls(ground, scenery),
        *things(ground, scenery.items),
        *(shape for door in scenery.doors[:1] for shape in entry(ground, door)),
        *(shape for actor in scene.actors for shape in way(ground, actor)),
        *camera(ground, scene.viewpoint),
        *_title(scene),
        *_scale(px_per_m, height - FOOT_PX / 2),
    ]
    return Drawing(width, height, tuple(shapes))


def _title(scene: Scene) -> list[Shape]:
    wide, deep, high = scene.room.size_m
    room = f"{scene.room.kind.replace('_', ' ')}, {wide:.2f} x {deep:.2f} m, {high:.2f} m high; clip {scene.index}: {scene.what}"
    title = Words((16, 18), f"{scene.name}, seed {scene.seed}, home {scene.home}", 18, look.INK, "start")
    return [title, Words((16, 42), room, 13, look.FAINT, "start")]


def _scale(px_per_m: float, y: float) -> list[Shape]:
    """A bar of two metres, and what the hatching means."""
    ends = [16 + k * px_per_m for k in range(3)]
    bar = [
        Path(((a, y - 4), (b, y - 4), (b, y + 4), (a, y + 4)), look.INK, 1.0, True, fill)
        for a, b, fill in zip(ends, ends[1:], (look.INK, look.PAPER), strict=False)
    ]
    says = "2 m; hatched: where people can walk"
    return [*bar, Words((24 + 2 * px_per_m, y), says, 12, look.FAINT, "start")]
