"""The pipe: the only module that knows all the stages. Scene file and seed in, frames and truth out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.camera.planes import Planes, planes_to_rgb
from synthclips.raster.gbuffer import GBuffer
from synthclips.raster.lens import lens_of
from synthclips.raster.plate import Plate
from synthclips.scene.records import Scene
from synthclips.stages.animate import animate
from synthclips.stages.bake import bake
from synthclips.stages.capture import Capture
from synthclips.stages.compose import compose
from synthclips.stages.fixtures import fixtures
from synthclips.stages.label import label
from synthclips.stages.observe import Observation, observe
from synthclips.stages.reflections import Reflections
from synthclips.stages.render import render
from synthclips.stages.vet import vet


@dataclass(frozen=True, eq=False)
class Frame:
    """One delivered frame and what is true of it. Planes and G-buffer are valid until the frame after next."""

    index: int
    time_s: float
    planes: Planes
    observations: tuple[Observation, ...]
    exposure: Any
    gbuffer: GBuffer


@dataclass(frozen=True, eq=False)
class Clip:
    """A clip in memory."""

    frames: NDArray[np.uint8]  # (T, H, W, 3) as delivered, before encoding
    truth: dict[str, Any]
    scene: Scene


def make_scene(spec: Any, *, seed: int, index: int) -> Scene:
    """The recipe of one clip."""
    return compose(spec, seed=seed, index=index)


def make_clip(spec: Any, *, seed: int, index: int) -> Clip:
    """One clip of a scene, in memory: `make_clip(load_scene("hallway_night"), seed=7, index=42).frames`."""
    return clip_of(make_scene(spec, seed=seed, index=index))


def clip_of(scene: Scene) -> Clip:
    """The clip of a recipe, in memory."""
    take = Take(scene)
    pictures, observations, exposures = [], [], []
    for frame in take:
        pictures.append(planes_to_rgb(frame.planes))
        observations.append(frame.observations)
        exposures.append(frame.exposure)
    return Clip(np.stack(pictures), take.truth(observations, exposures), scene)


class Take:
    """One clip being filmed: iterate over its frames once, then ask for the truth. plate: of the scene's room, if it is known.

    Raises SceneError for a scene that cannot be filmed.
    """

    def __init__(self, scene: Scene, plate: Plate | None = None) -> None:
        vet(scene)
        self.scene = scene
        self.animation = animate(scene)
        self.timeline = self.animation.timeline
        self.plate = plate or bake(scene)
        self.lens = lens_of(scene.viewpoint, scene.camera)
        self.reflections, self._relit = Reflections(), np.zeros(len(self.timeline.times_s), bool)

    def __iter__(self) -> Iterator[Frame]:
        bodies, timeline, capture = self.animation.bodies, self.timeline, Capture(self.scene.camera, self.scene.viewpoint.fov_rad)
        for gbuffer in render(self.scene, bodies, timeline, self.plate):
            seen = observe(gbuffer, self.scene, bodies, timeline, self.lens, self.plate)
            self.reflections.add(gbuffer)
            self._relit[gbuffer.index] = gbuffer.relit
            planes = capture.frame(gbuffer.codes, gbuffer.index, gbuffer.changed)
            yield Frame(gbuffer.index, float(timeline.times_s[gbuffer.index]), planes, seen, capture.exposures[-1], gbuffer)

    def truth(self, observations: Sequence[Sequence[Observation]], exposures: Sequence[Any]) -> dict[str, Any]:
        """The truth of the clip from what was observed in every frame."""
        return label(
            self.scene,
            replace(self.timeline, stirs=tuple(replace(s, light=s.light & self._relit) for s in self.timeline.stirs)),
            observations,
            exposures,
            bodies=self.animation.bodies,
            fixtures=fixtures(self.scene, self.plate),
            doors=self.animation.doors,
            reflections=self.reflections.told(),
        )
