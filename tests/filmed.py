"""A small data set written by hand for the tests: two boxes that walk, made without the renderer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from synthclips.camera.encode import Encoder
from synthclips.camera.stream import FrameHash, Planes, frame_rate
from synthclips.dataset import identity, seal, store
from synthclips.dataset.identity import encoded
from synthclips.dataset.index import finish
from synthclips.formats import rle
from synthclips.geometry.body import Body, Keypoint
from synthclips.scene.plain import to_plain
from synthclips.scene.records import FORMAT, Actor, Camera, Item, Lamp, Material, Opening, Room, Scene, Viewpoint
from synthclips.scene.timeline import Contact, Interval, Timeline, Track
from synthclips.stages.fixtures import Fixture
from synthclips.stages.label import label
from synthclips.stages.marks import Box3D
from synthclips.stages.observe import Observation

WIDTH, HEIGHT, FPS = 160, 96, 10.0


@dataclass(frozen=True)
class Exposed:
    exposure_s: float = 1 / 60
    gain: float = 2.0
    balance: tuple[float, float, float] = (1.0, 1.0, 1.0)


def scene(
    *,
    what: str = "both",
    index: int = 0,
    frames: int = 20,
    roles: tuple[str, ...] = ("intruder", "pet"),
    width: int = WIDTH,
    height: int = HEIGHT,
) -> Scene:
    kinds = {"intruder": "person", "resident": "person", "pet": "cat"}
    grey = Material("paint", (0.5, 0.5, 0.5), (0.4, 0.4, 0.4), 0.5)
    room = Room("living_room", (5.0, 4.0, 2.5), (Opening("door", "door", 0, 1.0, 0.9, 0.0, 2.0),), {"floor": grey}, 1)
    actors = tuple(
        Actor(r, kinds[r], r, {"coat": "tabby"} if r == "pet" else {}, (), (1.0, 1.0, 0.0), 0.0, 0.0, False, 5) for r in roles
    )
    camera = Camera("indoor_cloud", width, height, FPS, False, {"crf": 23.0}, True, "2025-03-14 23:10:05", 9)
    couch = Item("couch", "couch", (2.0, 3.0, 0.0), 0.0, {"width_m": 2.0}, {"fabric": grey}, 3)
    lamp = Lamp("bulb", "bulb", (2.0, 2.0, 2.3), (0.0, 0.0, -1.0), (0.05, 0.0), (60.0, 60.0, 60.0))
    view = Viewpoint((0.2, 0.2, 2.2), 0.7, -0.4, 0.0, 1.6, -0.2, 0.02)
    return Scene(FORMAT, "0.1.0", "by_hand", 7, index, 0, what, frames / FPS, room, (couch,), (lamp,), view, camera, actors)


def seen(id: str, mask: np.ndarray, amodal: np.ndarray, **rest: Any) -> Observation:
    """An observation read off two full-frame masks (H, W)."""
    box, whole = extent(mask), extent(amodal)
    assert whole is not None
    inside = None if box is None else mask[box[1] : box[3], box[0] : box[2]]
    visible, total = int(mask.sum()), int(amodal.sum())
    given = {
        "truncation": 0.0,
        "distance_m": 2.0,
        "keypoints": (),
        "box_3d": Box3D((1.0, 2.0, 0.9), (0.5, 0.6, 1.8), 0.1),
        **rest,
    }
    mask_rle = "" if inside is None else rle.encode(inside)
    return Observation(id, box, whole, visible, total, visible / total, mask_rle=mask_rle, **given)


def extent(mask: np.ndarray) -> tuple[int, int, int, int] | None:
    ys, xs = np.nonzero(mask)
    return None if not len(xs) else (int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)


def body(name: str) -> Body:
    none, index = np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)
    bones, weights = np.zeros((0, 4), np.int32), np.zeros((0, 4), np.float32)
    points = tuple(Keypoint(k, 0, (0, 0, 0)) for k in ("nose", "left_foot", "right_foot"))
    return Body(
        label=name,
        vertices_m=none,
        normals=none,
        faces=index,
        bone=bones,
        weight=weights,
        rest_from_bone=np.zeros((1, 3, 4), np.float32),
        parent=(-1,),
        bone_names=("root",),
        texels=np.zeros((0, 15, 4), np.float32),
        part=np.zeros(0, np.int32),
        parts=(),
        keypoints=points,
        capsules=np.zeros((0, 8), np.float32),
    )


@dataclass
class Film:
    """What the stages would hand to label: set the masks, ask for the truth."""

    scene: Scene
    masks: dict[str, np.ndarray] = field(default_factory=dict)  # id -> (T, H, W) visible
    amodals: dict[str, np.ndarray] = field(default_factory=dict)
    intervals: tuple[Interval, ...] = ()
    doors: tuple[tuple[str, float, float, float, float], ...] = ()
    distance_m: float = 2.0

    def truth(self) -> dict[str, Any]:
        count = self.scene.frame_count
        times = np.arange(count) / self.scene.camera.fps
        present = {id: np.array([a.any() for a in self.amodals[id]]) for id in self.amodals}
        ids = [a.id for a in self.scene.actors]
        tracks = tuple(
            Track(id, present.get(id, np.zeros(count, bool)), np.zeros((count, 1, 3, 4), np.float32)) for id in [*ids, "door"]
        )
        contacts = tuple(Contact(i.actor, "left_foot", i.start_s, i.start_s + 0.1, (1.0, 1.0, 0.0)) for i in self.intervals)
        timeline = Timeline(times, tracks, np.ones((count, 1), np.float32), self.intervals, contacts)
        observed = [[self._seen(id, t) for id in self.amodals if self.amodals[id][t].any()] for t in range(count)]
        bodies = {a.id: body(a.kind) for a in self.scene.actors} | {"door": body("door")}
        still = (Fixture("couch", "couch", "couch", (20, 50, 70, 80), 900, 0.8, 0.0),)
        return label(self.scene, timeline, observed, [Exposed()] * count, bodies=bodies, fixtures=still, doors=self.doors)

    def _seen(self, id: str, t: int) -> Observation:
        names = zip(("nose", "left_foot", "right_foot"), (10.0, 20.0, 30.0), strict=True)
        points = () if id == "door" else tuple((name, x, 20.5, 2) for name, x in names)
        return seen(id, self.masks[id][t], self.amodals[id][t], distance_m=self.distance_m, keypoints=points)


def walking(scene: Scene) -> Film:
    """Every actor a rectangle that crosses the picture; the later one is partly behind the first."""
    count, (h, w) = scene.frame_count, (scene.camera.height_px, scene.camera.width_px)
    film, taken = Film(scene), np.zeros((count, h, w), bool)
    for k, actor in enumerate(scene.actors):
        whole = np.zeros((count, h, w), bool)
        for t in range(count):
            x = 5 + t * (w - 60) // count + 12 * k
            whole[t, 20 + 15 * k : 75, x : x + 30] = True
        film.amodals[actor.id], film.masks[actor.id] = whole, whole & ~taken
        taken |= whole
    end = scene.duration_s
    film.intervals = tuple(Interval(a.id, "walk", 0.0, end, "", "couch") for a in scene.actors)
    return film


def write_clip(out: Path, film: Film) -> None:
    """One clip of a data set by hand: noise as frames, boxes filled."""
    scene, noise = film.scene, np.random.Generator(np.random.Philox(film.scene.index))
    h, w = scene.camera.height_px, scene.camera.width_px
    with store.partial_clip(out, scene.index) as folder:
        (folder / store.SCENE).write_bytes(encoded(to_plain(scene)))
        frames = FrameHash()
        with Encoder(folder / store.CLIP, width=w, height=h, rate=frame_rate(FPS), crf=28) as encoder:
            for t in range(scene.frame_count):
                y = noise.integers(60, 90, (h, w), np.uint8)
                for k, mask in enumerate(film.masks.values()):
                    y[mask[t]] = 160 + 40 * k
                planes = Planes(y, *np.full((2, h // 2, w // 2), 128, np.uint8))
                encoder.write(planes)
                frames.add(planes)
            encoder.finish()
        seal.write_sealed(folder, film.truth(), frames.hexdigest())


def asked(**other: Any) -> dict[str, Any]:
    """The identity of the data set by hand."""
    given = {"scene": "by_hand", "version": "0.1.0", "seed": 7, "size": f"{WIDTH}x{HEIGHT}", "fps": FPS, "dense": (), **other}
    return identity.identity({"name": "by_hand"}, **given)


def dataset(out: Path, clips: Sequence[Film] | None = None) -> Path:
    """A finished data set of a few clips in `out`."""
    with store.writing(out):
        identity.claim(out, asked())
        for film in clips if clips is not None else (walking(scene(index=0)), Film(scene(index=1, roles=(), what="nothing"))):
            write_clip(out, film)
        finish(out, asked())
    return out
