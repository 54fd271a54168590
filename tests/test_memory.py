"""What a process keeps from clip to clip has a bound, and what belongs to a home is made once for it."""

from __future__ import annotations

import gc
import tracemalloc

from numba.core.runtime import _nrt_python, rtsys

from synthclips.geometry.body import Body
from synthclips.memory import Recent
from synthclips.pipeline import clip_of, make_scene
from synthclips.raster.plate import Statics
from synthclips.scene.records import Scene
from synthclips.stages import animate, marks, statics
from synthclips.stages.load import load_scene

QUICK = {"clip.size": [64, 36], "clip.duration_s": 1, "clip.fps": 2, "mix": {"nothing": 1.0}}
HOMES, CLIPS = 6, 3


def alive(kind: type) -> int:
    gc.collect()
    return sum(type(thing) is kind for thing in gc.get_objects())


def test_the_last_things_asked_for_are_kept_and_no_more():
    made: list[str] = []
    recent: Recent[str] = Recent(2)
    for key in "abacab":
        assert recent.get(key, lambda key=key: made.append(key) or key.upper()) == key.upper()
        assert len(recent) <= 2
    assert made == ["a", "b", "c", "b"]


def test_however_many_homes_are_filmed_no_more_stays_than_three_homes_need():
    elsewhere = alive(Body)
    spec = load_scene("living_room_day", {**QUICK, "clip.clips_per_home": 1, "mix": {"pet": 1.0}})
    needed: list[int] = []
    for home in range(HOMES):
        scene = make_scene(spec, seed=5, index=home)
        animation = animate.animate(scene)
        for body in animation.bodies.values():
            marks._marks_of(body)
        statics.statics(scene)
        needed.append(len(animation.bodies))
    del animation, body
    assert alive(Body) <= elsewhere + 3 * max(needed) < elsewhere + sum(needed)
    assert len(marks._marks) <= alive(Body)
    assert alive(Statics) <= statics.KEPT


def test_a_process_that_makes_clips_keeps_nothing_of_them():
    scene = make_scene(load_scene("living_room_day", {**QUICK, "clip.size": [160, 90], "mix": {"both": 1.0}}), seed=5, index=0)
    picture = clip_of(scene).frames[0].nbytes
    _nrt_python.memsys_enable_stats()
    tracemalloc.start()
    before, *_, after = (_held_after(scene) for _ in range(1 + CLIPS))
    tracemalloc.stop()
    objects, arrays, bytes_held = (a - b for a, b in zip(after, before, strict=True))
    assert objects < 20  # some are the test runner's
    assert arrays == 0
    assert bytes_held < picture


def _held_after(scene: Scene) -> tuple[int, int, int]:
    """A clip later: objects that Python tracks, arrays that kernels have made and not freed, bytes of Python and numpy."""
    clip_of(scene)
    gc.collect()
    kernels = rtsys.get_allocation_stats()
    return len(gc.get_objects()), kernels.alloc - kernels.free, tracemalloc.get_traced_memory()[0]


def test_clips_of_one_home_share_its_door_leaf_and_things_and_another_home_has_its_own():
    spec = load_scene("living_room_day", {**QUICK, "clip.clips_per_home": 2})
    one, same, other = (animate.animate(make_scene(spec, seed=5, index=i)).bodies for i in range(3))
    doors = [name for name in one if name.startswith("door")]
    assert doors
    assert all(one[name] is same[name] for name in set(one) & set(same))
    assert all(one[name] is not other[name] for name in set(one) & set(other))
