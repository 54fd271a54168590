"""Rooms look lived in: what fills bare walls and floor, checked by sampling points along walls and over the floor."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from synthclips import catalog
from synthclips.geometry.outline import rectangle, walls
from synthclips.geometry.paths import CELL_M, Floor
from synthclips.geometry.plan import Footprint
from synthclips.pipeline import make_scene
from synthclips.scene.records import Item, Scene
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.load import load_scene

HOMES = 8
ROOMS = ("living_room_dusk", "bedroom_night", "child_room_day", "hallway_night", "garage_night", "home_office_day")
STEP_M = 0.05


@cache
def homes(name: str) -> tuple[Scene, ...]:
    spec = load_scene(name, {"mix": {"nothing": 1.0}})
    return tuple(make_scene(spec, seed=500 + k, index=0) for k in range(HOMES))


def furniture(scene: Scene) -> list[Item]:
    flat = ("rug", "runner", "doormat", "letters")
    return [i for i in scene.items if not i.id.startswith("next_") and i.kind not in flat]


def longest_bare_m(scene: Scene) -> float:
    """Of wall that has neither an opening nor anything on it or nearer to it than 45 cm."""
    scenery, longest = Scenery(scene.room, scene.items), 0.0
    things = [scenery.footprint(i) for i in furniture(scene)]
    for wall in walls(scene.room.outline):
        run = 0.0
        for u in np.arange(STEP_M / 2, wall.length_m, STEP_M):
            at = wall.at(float(u), 0.02)
            doors = any(o.wall == wall.index and abs(u - o.u_m) < o.width_m / 2 for o in scene.room.openings)
            run = 0.0 if doors or any(f.distance_m(at) < 0.45 for f in things) else run + STEP_M
            longest = max(longest, run)
    return longest


def test_in_half_of_all_homes_no_wall_is_bare_for_longer_than_a_door_and_its_way() -> None:
    assert np.median([longest_bare_m(scene) for name in ROOMS for scene in homes(name)]) < 1.5


def test_no_garage_and_no_living_room_has_a_bare_floor_to_dance_on() -> None:
    """The largest circle of floor without furniture: by the outlines that walkers go by."""
    for name in ("living_room_dusk", "garage_night", "garage_day"):
        for scene in homes(name):
            solid = [Scenery(scene.room, scene.items).footprint(i) for i in furniture(scene) if i.position_m[2] < 0.1]
            widest = 2.0 * Floor(scene.room.outline, solid, radius_m=0.1).clearance_m.max()
            assert widest < 3.9, (name, scene.seed)


@pytest.mark.parametrize("kind", ["plant", "armchair", "bookcase"])
def test_what_a_scene_file_rules_out_fills_no_gap(kind: str) -> None:
    spec = load_scene("living_room_dusk", {f"furniture.optional.{kind}": 0.0, "mix": {"nothing": 1.0}})
    for seed in range(4):
        assert kind not in {i.kind for i in furniture(make_scene(spec, seed=seed, index=0))}


def test_a_seat_that_faces_the_couch_has_a_table_before_it() -> None:
    """An armchair nearer to the couch than a reading corner's: then a coffee table stands nearer still."""
    found = 0
    for scene in homes("living_room_dusk"):
        first = [i for i in furniture(scene) if i.id in ("armchair", "couch", "coffee_table")]
        at = {i.id: i.position_m[:2] for i in first}
        if len(at) == 3:
            found += 1
            assert math.dist(at["couch"], at["coffee_table"]) < math.dist(at["couch"], at["armchair"])
    assert found > HOMES / 3


def test_what_stands_before_a_wall_hides_nothing_that_hangs_there() -> None:
    for name in ROOMS:
        for scene in homes(name):
            scenery = Scenery(scene.room, scene.items)
            standing = [i for i in furniture(scene) if i.position_m[2] < 0.1 and not mounted(i)]
            for hung in (i for i in furniture(scene) if i.kind in ("picture", "wall_shelf", "board", "tool_wall")):
                box = scenery.footprint(hung)
                for item in standing:
                    if scenery.height_m(item) > hung.position_m[2] + 0.05:
                        assert not box.overlaps(scenery.footprint(item)), (name, scene.seed, hung.id, item.id)


def mounted(item: Item) -> bool:
    return bool(catalog.kind("furniture", item.kind).traits.get("wall_mounted"))


def test_the_middle_of_the_widest_floor_is_farthest_from_all_that_stands() -> None:
    """Of a bare room 4 x 3 m with a block in a corner: by brute force over the cells."""
    from synthclips.stages.layout.pieces import Furnishing
    from synthclips.stages.layout.plan import Plan

    scene = homes("living_room_dusk")[0]
    plan = Plan(scene.room, Furnishing((), {}, {}, 1.0), None, 0, {})  # type: ignore[arg-type]  # draws nothing
    block = Footprint((0.5, 0.5), (0.5, 0.5), 0.0)
    plan.floor = lambda *, radius_m: Floor(rectangle(4.0, 3.0), [block], radius_m=radius_m)  # type: ignore[method-assign]
    (x, y), across = plan.widest_floor()
    cells = [((i + 0.5) * CELL_M, (j + 0.5) * CELL_M) for i in range(80) for j in range(60)]
    farthest = max(min(a, 4.0 - a, b, 3.0 - b, block.distance_m((a, b))) for a, b in cells)
    assert across == pytest.approx(2 * farthest, abs=2 * CELL_M)
    assert min(x, 4.0 - x, y, 3.0 - y, block.distance_m((x, y))) == pytest.approx(farthest, abs=CELL_M)
