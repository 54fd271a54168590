"""One actor's motion at a rate of its own: a foot comes down and leaves between two frames of a camera."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.geometry.body import Body
from synthclips.scene.records import Actor, Scene
from synthclips.scene.timeline import Performance
from synthclips.stages.animate import actor_body

F64 = NDArray[np.float64]
RATE_HZ = 120.0


@dataclass(frozen=True, eq=False)
class Moving:
    """An actor, its body, and what it does, RATE_HZ times a second."""

    actor: Actor
    body: Body
    act: Performance

    @property
    def pose(self) -> NDArray[np.float32]:
        """(T, B, 3, 4) world_from_bone."""
        return self.act.track.world_from_bone

    def joint(self, name: str) -> F64:
        """(T, 3) where a bone begins."""
        out: F64 = self.pose[:, self.body.bone_names.index(name), :, 3].astype(np.float64)
        return out

    def skin(self, frames: slice | NDArray[np.intp], which: NDArray[np.intp] | slice = slice(None)) -> F64:
        """(T, V, 3) vertices in some frames, blended as plainly as can be: not by the code that draws them."""
        rest = self.body.rest_from_bone.astype(np.float64)
        bone, weight, pose = self.body.bone[which], self.body.weight[which], self.pose[frames]
        out = np.zeros((len(pose), len(bone), 3))
        for k in range(bone.shape[1]):
            of = rest[bone[:, k]]
            local = np.einsum("vij,vi->vj", of[..., :3], self.body.vertices_m[which] - of[..., 3])
            world = pose[:, bone[:, k]].astype(np.float64)
            out += weight[None, :, k, None] * (np.einsum("tvij,vj->tvi", world[..., :3], local) + world[..., 3])
        return out

    def frames(self, start_s: float, end_s: float) -> slice:
        """The frames within a stretch of time."""
        return slice(int(np.ceil(start_s * RATE_HZ)), min(int(end_s * RATE_HZ) + 1, len(self.pose)))


def moving(scene: Scene) -> Iterator[Moving]:
    """Every actor of a recipe."""
    times = np.arange(int(scene.duration_s * RATE_HZ) + 1) / RATE_HZ
    for actor in scene.actors:
        body = actor_body(actor)
        yield Moving(actor, body, catalog.perform(actor.kind)(actor, body, times))
