"""Do bodies go into things? Rays run from the middles of limbs to their skin: what one meets on the way, the skin is beyond."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import kernel
from synthclips.raster import bvh
from synthclips.raster.bvh import STACK, closest
from synthclips.raster.plate import Bvh, Statics
from synthclips.review.motion.finding import Finding
from synthclips.review.motion.moving import F64, RATE_HZ, Moving
from synthclips.scene.records import Material, Scene
from synthclips.stages.statics import statics

EVERY_S, POINTS = 0.2, 500  # times and vertices looked at
SOFT = (  # families of materials that give way
    "weave", "carpet", "leather", "velvet", "knit", "shag", "foliage", "leaf", "lawn", "stripes", "plaid", "dots", "rug_persian",
    "rug_stripes", "rug_geometric", "rug_checker", "rug_abstract",
)  # fmt: skip
RIGID_MM, SOFT_MM = 10.0, 80.0


@kernel
def _entered(bounds, links, triangles, inner, skin, deep, which):
    """(N,) how deep under the surface that they went through `skin` points lie, and its triangle; -1 where there is none."""
    stack = np.empty(STACK, np.int32)
    for i in range(len(inner)):
        dx, dy, dz = skin[i, 0] - inner[i, 0], skin[i, 1] - inner[i, 1], skin[i, 2] - inner[i, 2]
        t, k, _u, _v = closest(bounds, links, triangles, inner[i, 0], inner[i, 1], inner[i, 2], dx, dy, dz, 1.0, stack)
        which[i] = k
        if k < 0:
            continue
        a, b = triangles[k, 3:6], triangles[k, 6:9]
        nx, ny, nz = a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
        long = np.sqrt(nx * nx + ny * ny + nz * nz)
        deep[i] = (1.0 - t) * abs(dx * nx + dy * ny + dz * nz) / max(long, 1e-12)


@dataclass(frozen=True, eq=False)
class Obstacles:
    """What does not move, sought by rays."""

    soup: Statics
    materials: tuple[Material, ...]
    tree: Bvh


def obstacles(scene: Scene) -> Obstacles:
    """The room and all in it that stays where it is; doors and what is carried are left out."""
    soup, materials = statics(scene)
    return Obstacles(soup, materials, bvh.build(soup.vertices_m, soup.faces))


def touch(of: Moving, things: Obstacles) -> Iterator[Finding]:
    """How deep the skin goes into rigid and into soft things."""
    soup, tree = things.soup, things.tree
    which, inner = _points(of)
    frames = np.nonzero(of.act.track.present)[0][:: int(EVERY_S * RATE_HZ)]
    if not len(frames):
        return
    skin, from_ = of.skin(frames, which), _carried(of, frames, *inner)
    deep, met = np.zeros(skin.shape[:2]), np.full(skin.shape[:2], -1, np.int64)
    _entered(
        tree.bounds, tree.links, tree.triangles, from_.reshape(-1, 3), skin.reshape(-1, 3), deep.reshape(-1), met.reshape(-1)
    )
    face = tree.order[np.maximum(met, 0)]
    soft = np.isin([m.family for m in things.materials], SOFT)[soup.material[face]]
    for name, here, most in (("into rigid things", ~soft, RIGID_MM), ("into soft things", soft, SOFT_MM)):
        depth = np.where((met >= 0) & here, deep, 0.0)
        t, v = np.unravel_index(int(depth.argmax()), depth.shape)
        owner = soup.owners[soup.owner[face[t, v]]]
        bone = of.body.bone_names[of.body.bone[which[v], of.body.weight[which[v]].argmax()]]
        where = f"{bone} into {owner} at {frames[t] / RATE_HZ:.2f} s" if depth[t, v] > 0 else ""
        yield Finding(of.actor.id, of.actor.kind, name, 1000 * float(depth[t, v]), "mm", most, where)


def _points(of: Moving) -> tuple[NDArray[np.intp], tuple[NDArray[np.int64], F64]]:
    """Some vertices; and of each the place nearest to it on the axis of a capsule: its bone, and where in the rest pose."""
    which = np.arange(0, len(of.body.vertices_m), max(1, len(of.body.vertices_m) // POINTS))
    p, c = of.body.vertices_m[which].astype(np.float64), of.body.capsules.astype(np.float64)
    along = c[:, 4:7] - c[:, 1:4]
    share = ((p[:, None] - c[:, 1:4]) * along).sum(2) / np.maximum((along**2).sum(1), 1e-12)
    on = c[:, 1:4] + np.clip(share, 0.0, 1.0)[..., None] * along
    near = (np.sqrt(((p[:, None] - on) ** 2).sum(2)) - c[:, 7]).argmin(1)
    return which, (c[near, 0].astype(np.int64), on[np.arange(len(p)), near])


def _carried(of: Moving, frames: NDArray[np.intp], bone: NDArray[np.int64], place: F64) -> F64:
    """(T, N, 3) where places of the rest pose are that go with bones."""
    rest = of.body.rest_from_bone[bone].astype(np.float64)
    local = np.einsum("nij,ni->nj", rest[..., :3], place - rest[..., 3])
    world = of.pose[frames][:, bone].astype(np.float64)
    out: F64 = np.einsum("tnij,nj->tni", world[..., :3], local) + world[..., 3]
    return out
