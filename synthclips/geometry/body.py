"""A Body: the shape of one mover, ready to be posed by bones; rigid things are bodies of one bone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32, I32, snapped

TEXEL_SIDE = 4  # mesh colours (Yuksel et al. 2010): a (SIDE+1)(SIDE+2)/2 grid of samples on every triangle
TEXELS = (TEXEL_SIDE + 1) * (TEXEL_SIDE + 2) // 2  # 15


@dataclass(frozen=True)
class Keypoint:
    """A named place on the body that goes with one bone."""

    name: str  # "nose", "left_wrist"
    bone: int
    offset_m: tuple[float, float, float]  # in the rest pose, body space


@dataclass(frozen=True, eq=False)
class Body:
    """Rest pose in body space: metres, x forward, y left, z up, origin on the ground under the pelvis."""

    label: str  # "cat", "person", "door", ...: the COCO name where there is one
    vertices_m: F32  # (V, 3)
    normals: F32  # (V, 3) unit
    faces: I32  # (F, 3) counter-clockwise from outside
    bone: I32  # (V, 4)
    weight: F32  # (V, 4), rows sum to 1
    rest_from_bone: F32  # (B, 3, 4) each bone's frame in the rest pose
    parent: tuple[int, ...]  # (B,), -1 for the root
    bone_names: tuple[str, ...]
    texels: F32  # (F, 15, 4) linear albedo r, g, b, infrared at `texel_barycentrics()`; above 1 where an eye shines back
    part: I32  # (F,) index into `parts`
    parts: tuple[str, ...]  # "coat", "eye", "jacket", ...
    keypoints: tuple[Keypoint, ...]
    capsules: F32  # (C, 8): bone, ax, ay, az, bx, by, bz, radius, rest pose; the body coarsely, for soft shadows
    fuzz: float = 0.0  # 0..1, how strongly the rim scatters light (fur, wool)
    glow: F32 | None = None  # (V,) cd/m2 that vertices send out by themselves, straight ahead of them; None where none does
    glow_rad: float = 0.0  # off their normal by which it is half that
    sky: float = 0.0  # cd/m2 of the sky over it, of what is outside, where no lamp of the room shines


def texel_barycentrics() -> NDArray[np.float32]:
    """(15, 3) weights of the triangle's corners at each texel: row-major over i + j + k = 4 by falling i, then j."""
    n = TEXEL_SIDE
    return np.array([(i / n, j / n, (n - i - j) / n) for i in range(n, -1, -1) for j in range(n - i, -1, -1)], np.float32)


def texel_points(vertices: F32, faces: I32) -> F32:
    """(F, 15, 3): any per-vertex vector (rest position, surface coordinate) at every texel."""
    points: F32 = np.einsum("tk,fkc->ftc", texel_barycentrics(), vertices[faces]).astype(np.float32)
    return points


def scaled(body: Body, size: float) -> Body:
    """The same shape, so many times as large; its texels go with it."""
    rest, capsules = body.rest_from_bone.copy(), body.capsules.copy()
    rest[..., 3] = snapped(rest[..., 3] * size)
    capsules[:, 1:] = snapped(capsules[:, 1:] * size)
    points = []
    for k in body.keypoints:
        x, y, z = (round(v * size, 6) for v in k.offset_m)
        points.append(replace(k, offset_m=(x, y, z)))
    return replace(
        body, vertices_m=snapped(body.vertices_m * size), rest_from_bone=rest, capsules=capsules, keypoints=tuple(points)
    )
