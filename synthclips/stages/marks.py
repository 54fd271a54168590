"""What of a mover is followed, worked out for its whole track at once: where its keypoints lie in the picture, and its 3D box."""

from __future__ import annotations

import math
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.body import Body
from synthclips.geometry.mesh import F32
from synthclips.raster import skin
from synthclips.raster.lens import Lens, project
from synthclips.raster.masks import OUTSIDE, VISIBLE
from synthclips.raster.motion import Motion, motion_of
from synthclips.raster.movers import inverse
from synthclips.scene.timeline import Track

F64 = NDArray[np.float64]
SLACK_M = 0.03  # a keypoint counts as seen this far behind the skin over it
DIRECTIONS = np.array(
    [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1), (1, 1, -1), (1, -1, 1), (1, -1, -1), (1, 1, 0), (1, -1, 0)], np.float32
)


@dataclass(frozen=True)
class Box3D:
    """Upright box turned with the root bone's heading."""

    centre_m: tuple[float, float, float]
    size_m: tuple[float, float, float]  # along the heading, across it, up
    yaw_rad: float


@dataclass(frozen=True, eq=False)
class Marks:
    """What of a body is followed: its keypoints, and enough of its outermost vertices to bound it in any pose."""

    bone_from_rest: F64  # (B, 3, 4)
    names: tuple[str, ...]
    bone: NDArray[np.int64]  # (K,)
    offset_m: F64  # (K, 3)
    flesh_m: F64  # (K,) distance to the nearest skin, rest pose
    hull: tuple[F32, F32, NDArray[np.int32], F32]  # vertices, normals, bone, weight of the outermost


@dataclass(frozen=True, eq=False)
class Followed:
    """A body along its track before one lens. Poses that follow each other and are equal are one: P of them."""

    lens: Lens
    names: tuple[str, ...]
    pose: list[int]  # of each frame, 0 .. P - 1
    at_px: F64  # (P, K, 2) of the keypoints; 0, 0 for what lies behind the lens
    alone: NDArray[np.uint8]  # (P, K) their states if nothing stands before them
    skin_m: F64  # (P, K) depth of what must not lie before a keypoint that is seen
    places: list[list[list[float]]]  # of each pose x, then y, of at_px to 0.01 px
    boxes: list[Box3D]  # of each pose


_marks: WeakKeyDictionary[Body, Marks] = WeakKeyDictionary()  # as long as the body is there
_followed: WeakKeyDictionary[Track, Followed] = WeakKeyDictionary()


def follow(body: Body, track: Track, lens: Lens) -> Followed:
    """The marks of the track's body; worked out once."""
    known = _followed.get(track)
    if known is None or known.lens is not lens:
        marks = _marks_of(body)
        known = _followed[track] = _along(marks, motion_of(track, marks.bone_from_rest), lens)
    return known


def _along(marks: Marks, motion: Motion, lens: Lens) -> Followed:
    under = motion.world_from_rest[:, marks.bone]
    world = np.einsum("pkij,kj->pki", under[..., :3], marks.offset_m) + under[..., 3]
    at = project(world.reshape(-1, 3), lens).reshape(world.shape)
    x, y, depth = at.transpose(2, 0, 1)
    inside = (x >= 0) & (x < lens.width_px) & (y >= 0) & (y < lens.height_px)
    places = np.nan_to_num(at[..., :2])
    return Followed(
        lens=lens,
        names=marks.names,
        pose=motion.pose,
        at_px=places,
        alone=np.where(inside, VISIBLE, OUTSIDE).astype(np.uint8),
        skin_m=depth - SLACK_M - 1.3 * marks.flesh_m,
        places=np.round(places, 2).transpose(0, 2, 1).tolist(),
        boxes=_boxes(marks, motion.world_from_rest),
    )


def _boxes(marks: Marks, bones: F64) -> list[Box3D]:
    heading = _heading(bones[:, 0, :2, 0])
    low, high = _bounds(marks, bones, heading)
    (a, b, c), (hx, hy) = ((low + high) / 2).T, heading.T
    centres = np.round(np.stack([a * hx - b * hy, a * hy + b * hx, c], 1), 4).tolist()
    sizes, fronts = np.round(high - low, 4).tolist(), heading.tolist()
    return [
        Box3D(tuple(centre), tuple(size), round(math.atan2(y, x), 5))
        for centre, size, (x, y) in zip(centres, sizes, fronts, strict=True)
    ]


def _heading(front: F64) -> F64:
    """(P, 2) directions of length 1; along x where the body's front points straight up or down."""
    length = np.sqrt(front[:, 0] * front[:, 0] + front[:, 1] * front[:, 1])[:, None]
    return np.where(length > 1e-6, front / np.maximum(length, 1e-6), [1.0, 0.0])


def _bounds(marks: Marks, bones: F64, heading: F64) -> tuple[F64, F64]:
    """Lowest and highest (P, 3) along the heading, across it, up."""
    vertices, normals, bone, weight = marks.hull
    position, normal = np.empty((len(bones), *vertices.shape), np.float32), np.empty_like(normals)
    for one, at in zip(bones, position, strict=True):
        skin.skin(vertices, normals, bone, weight, one, at, normal)
    x, y, z = position.astype(np.float64).transpose(2, 0, 1)
    hx, hy = heading.T[:, :, None]
    spread = np.stack([x * hx + y * hy, y * hx - x * hy, z], 1)
    return spread.min(2), spread.max(2)


def _marks_of(body: Body) -> Marks:
    if body not in _marks:
        _marks[body] = _marked(body)
    return _marks[body]


def _marked(body: Body) -> Marks:
    offset = np.array([k.offset_m for k in body.keypoints], np.float64).reshape(-1, 3)
    flesh = [math.sqrt(float(((body.vertices_m - o) ** 2).sum(1).min())) for o in offset]
    chosen = _outermost(body)
    hull = tuple(np.ascontiguousarray(a[chosen]) for a in (body.vertices_m, body.normals, body.bone, body.weight))
    return Marks(
        inverse(body.rest_from_bone),
        tuple(k.name for k in body.keypoints),
        np.array([k.bone for k in body.keypoints], np.int64),
        offset,
        np.array(flesh),
        hull,  # type: ignore[arg-type]
    )


def _outermost(body: Body) -> NDArray[np.int64]:
    """Vertices farthest out along a few directions, bone by bone."""
    main = body.bone[np.arange(len(body.bone)), body.weight.argmax(1)]
    reach = np.einsum("vk,dk->vd", body.vertices_m, DIRECTIONS)
    found: list[int] = []
    for bone in np.unique(main):
        own = np.flatnonzero(main == bone)
        found += own[reach[own].argmax(0)].tolist() + own[reach[own].argmin(0)].tolist()
    return np.unique(found)
