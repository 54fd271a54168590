"""What a process keeps from clip to clip has a bound, and what belongs to a home is made once for it."""

from __future__ import annotations

import gc

from synthclips.geometry.body import Body
from synthclips.memory import Recent
from synthclips.pipeline import make_scene
from synthclips.raster.plate import Statics
from synthclips.stages import animate, observe, statics
from synthclips.stages.load import load_scene

QUICK = {"clip.size": [64, 36], "clip.duration_s": 1, "clip.fps": 2, "mix": {"nothing": 1.0}}
HOMES, FEW = 4, 3


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


def test_however_many_homes_are_filmed_few_shells_bodies_and_marks_stay(monkeypatch):
    monkeypatch.setattr(animate, "_things", Recent(FEW))
    elsewhere = alive(Body)
    spec = load_scene("living_room_day", {**QUICK, "clip.clips_per_home": 1})
    bodies: list[int] = []
    for home in range(HOMES):
        scene = make_scene(spec, seed=5, index=home)
        animation = animate.animate(scene)
        for body in animation.bodies.values():
            observe._marks(body)
        statics.statics(scene)
        bodies += [id(body) for body in animation.bodies.values()]
    del animation, body
    assert len(bodies) > FEW  # else nothing was put to the test
    assert alive(Body) <= elsewhere + FEW
    assert len(observe._known) <= alive(Body)
    assert alive(Statics) <= statics.KEPT


def test_clips_of_one_home_share_its_door_leaf_and_things_and_another_home_has_its_own():
    spec = load_scene("living_room_day", {**QUICK, "clip.clips_per_home": 2})
    one, same, other = (animate.animate(make_scene(spec, seed=5, index=i)).bodies for i in range(3))
    doors = [name for name in one if name.startswith("door")]
    assert doors
    assert all(one[name] is same[name] for name in set(one) & set(same))
    assert all(one[name] is not other[name] for name in set(one) & set(other))
