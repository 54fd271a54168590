"""A Body made ready for the kernels of one clip: split where the lens bends it, its sheets found, its capsules as spheres."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.body import TEXELS, Body, texel_barycentrics
from synthclips.geometry.mesh import F32, I32
from synthclips.geometry.skeleton import cross, turn
from synthclips.geometry.subdivide import TRIANGLES, Cut, Triangle, between, cut, long_edges, normals_between
from synthclips.halves import U16, decoded, encoded
from synthclips.kernel import kernel
from synthclips.raster.lens import NEAR_M, Lens
from synthclips.raster.torn import Sharp, reached, torn_edges
from synthclips.scene.timeline import Track

U8 = NDArray[np.uint8]
BEND_PX = 0.1  # how far a straight screen edge may stray from the lens's true curve
EDGE_PX = 3.0
MOST_FACES = 50_000  # a leaf that swings past the lens would be cut into millions
SPHERE_SPACING = 2.7  # radii between a capsule's spheres, while that takes no more than MOST_SPHERES
THIN_M = 0.1  # but at least so far apart: what a tail or a shin hides is little
MOST_SPHERES = 9


@dataclass(frozen=True, eq=False)
class Mover:
    """C is 3 or 1. All arrays C-contiguous, as the kernels are compiled for."""

    id: str
    vertices_m: F32  # (V, 3) rest pose
    normals: F32  # (V, 3)
    faces: I32  # (F, 3)
    bone: I32  # (V, 4)
    weight: F32  # (V, 4)
    bone_from_rest: NDArray[np.float64]  # (B, 3, 4)
    albedo: U16  # (F, 15, C) in `halves`
    part: U8  # (F,)
    sheet: U8  # (F,) 1 where the surface has an edge and both its sides may show
    spheres: NDArray[np.float64]  # (S, 5) bone, x, y, z, radius in the rest pose
    openness: F32  # (V,) share of the ambient light that the body leaves to itself, rest pose
    fuzz: float
    grain_m: F32  # (V,) how far each vertex is from those beside it
    sky: float = 0.0  # as the body's
    glow: F32 | None = None  # (V, 1) as the body's, before albedo
    glow_rad: float = 0.0


def mover_of(id: str, body: Body, *, channels: int, lenses: Sequence[Lens], track: Track, sharp: Sharp | None = None) -> Mover:
    """The body of one track, for a picture of 3 channels or 1 (infrared); lenses: those that see it, mirrored ones too.

    sharp: light with sharp edges that may fall on it.
    """
    if len(body.bone_names) == 1:
        body = split(body, min(_longest_edge_m(body, lens, track, edged=sharp is not None) for lens in lenses))
        if sharp is not None and track.present.any():
            body = cut_at_edges(body, track, sharp, min(_pixel_m(body, lens, track) for lens in lenses))
    spheres = _spheres(body.capsules)
    picked = body.texels[:, :, :3] if channels == 3 else body.texels[:, :, 3:]
    vertices = np.ascontiguousarray(body.vertices_m, np.float32)
    normals = np.ascontiguousarray(body.normals, np.float32)
    return Mover(
        id=id,
        vertices_m=vertices,
        normals=normals,
        faces=np.ascontiguousarray(body.faces, np.int32),
        bone=np.ascontiguousarray(body.bone, np.int32),
        weight=np.ascontiguousarray(body.weight, np.float32),
        bone_from_rest=inverse(body.rest_from_bone),
        albedo=encoded(picked),
        part=body.part.astype(np.uint8),
        sheet=_sheets(body.vertices_m, body.faces),
        spheres=spheres,
        openness=_openness(vertices, normals, spheres),
        fuzz=float(body.fuzz),
        grain_m=_grain_m(vertices, body.faces),
        sky=float(body.sky),
        glow=None if body.glow is None else np.ascontiguousarray(body.glow[:, None]),
        glow_rad=float(body.glow_rad),
    )


def _grain_m(vertices_m: F32, faces: I32) -> F32:
    """(V,) mean length of the edges at each vertex."""
    x, y, z = np.moveaxis((vertices_m[np.roll(faces, -1, axis=1)] - vertices_m[faces]).astype(np.float64), -1, 0)
    length, count = np.sqrt(x * x + y * y + z * z).reshape(-1), len(vertices_m)
    ends = (faces.reshape(-1), np.roll(faces, -1, axis=1).reshape(-1))
    total = sum(np.bincount(end, length, count) for end in ends)
    return (total / np.maximum(sum(np.bincount(end, minlength=count) for end in ends), 1)).astype(np.float32)


def reflected(mover: Mover, tint: F32) -> Mover:
    """As a mirror of this tint (C,) shows it: its triangles turn the other way round, and it casts no shadow of its own."""
    corners = np.rint(texel_barycentrics() * 4).astype(int).tolist()
    swapped = [corners.index([a, c, b]) for a, b, c in corners]
    faces, albedo = np.ascontiguousarray(mover.faces[:, [0, 2, 1]]), encoded(decoded(mover.albedo[:, swapped]) * tint)
    return replace(mover, faces=faces, albedo=albedo, spheres=mover.spheres[:0])


def inverse(affine: F32) -> NDArray[np.float64]:
    """(..., 3, 4) inverses of affine maps, by cofactors: the same bits on every CPU."""
    m = affine.astype(np.float64)
    a, b, c, shift = (m[..., k] for k in range(4))
    rows = np.stack([cross(b, c), cross(c, a), cross(a, b)], -2)
    rows = rows / (a[..., 0] * rows[..., 0, 0] + a[..., 1] * rows[..., 0, 1] + a[..., 2] * rows[..., 0, 2])[..., None, None]
    return np.concatenate([rows, -turn(rows, shift)[..., None]], -1)


def _longest_edge_m(body: Body, lens: Lens, track: Track, *, edged: bool) -> float:
    """Length of edge from which the lens's bend would show, where the mover comes nearest: sagitta = f curvature (L/d)^2 / 8.

    edged: at most a few pixels, so that an edge of light across its triangles is not torn.
    """
    focal, _, _, k1, k2, r = lens.numbers
    curvature = abs(6 * k1 * r + 20 * k2 * r**3)
    bend = math.sqrt(8 * BEND_PX / max(focal * curvature, 1e-6))
    return float(_nearest_m(body, lens, track) * (min(bend, EDGE_PX / focal) if edged else bend))


def _pixel_m(body: Body, lens: Lens, track: Track) -> float:
    """What a pixel is wide where the mover comes nearest."""
    return _nearest_m(body, lens, track) / float(lens.numbers[0])


def _nearest_m(body: Body, lens: Lens, track: Track) -> float:
    """Depth of the nearest vertex that the lens may see, in any pose of a one-bone body; infinite if it sees none."""
    shown = track.world_from_bone[track.present][:, 0]
    poses = np.unique(shown.reshape(len(shown), 12), axis=0).reshape(-1, 3, 4).astype(np.float64)
    rotation, shift = lens.camera_from_world[:, :3].astype(np.float64), lens.camera_from_world[:, 3].astype(np.float64)
    nearest, reach = math.inf, math.hypot(lens.width_px, lens.height_px) / lens.numbers[0]
    own = inverse(body.rest_from_bone[0])
    vertices = np.einsum("ij,vj->vi", own[:, :3], body.vertices_m) + own[:, 3]
    for pose in poses:
        matrix = np.einsum("ij,jk->ik", rotation, pose[:, :3])
        at = np.einsum("ij,vj->iv", matrix, vertices) + (np.einsum("ij,j->i", rotation, pose[:, 3]) + shift)[:, None]
        before = (at[2] > NEAR_M) & (np.abs(at[0]) < reach * at[2]) & (np.abs(at[1]) < reach * at[2])
        nearest = min(nearest, float(at[2][before].min(initial=math.inf)))
    return nearest if nearest == math.inf else max(round(nearest, 2), NEAR_M)


def split(body: Body, longest_m: float) -> Body:
    """Edges halved until none is longer, or there would be more than MOST_FACES; one-bone bodies only."""
    while (long := long_edges(body.vertices_m, body.faces, longest_m)).any() and len(body.faces) + long.sum() <= MOST_FACES:
        body = _halved(body, cut(body.faces, long, len(body.vertices_m)))
    return body


def cut_at_edges(body: Body, track: Track, sharp: Sharp, longest_m: float) -> Body:
    """Edges halved until light whose edge falls on the body, where it is for most of the time, parts no longer ones."""
    poses, counts = np.unique(track.world_from_bone[track.present][:, 0], axis=0, return_counts=True)
    pose, own = poses[counts.argmax()].astype(np.float64), inverse(body.rest_from_bone[0])
    turned = np.einsum("ij,jk->ik", pose[:, :3], own[:, :3])
    shift = np.einsum("ij,j->i", pose[:, :3], own[:, 3]) + pose[:, 3]
    lit = np.zeros((0, len(sharp.rows)), np.bool_)
    while len(body.faces) <= 2 * MOST_FACES:
        new = slice(len(lit), None)
        at = (np.einsum("ij,vj->vi", turned, body.vertices_m[new]) + shift).astype(np.float32)
        lit = np.concatenate([lit, reached(sharp, at, np.einsum("ij,vj->vi", turned, body.normals[new]).astype(np.float32))])
        torn = torn_edges(body.vertices_m, body.faces, lit, longest_m)
        if not torn.any():
            break
        body = _halved(body, cut(body.faces, torn, len(body.vertices_m)))
    return body


def _halved(body: Body, made: Cut) -> Body:
    same = np.zeros(len(made.ends), np.int64)  # one bone: all vertices hang on it alike
    return replace(
        body,
        vertices_m=between(body.vertices_m, made.ends),
        normals=normals_between(body.normals, made.ends),
        faces=made.faces,
        bone=np.concatenate([body.bone, body.bone[same]]),
        weight=np.concatenate([body.weight, body.weight[same]]),
        texels=_texels_of(body.texels, made),
        part=body.part[made.parent],
    )


def _texels_of(texels: F32, made: Cut) -> F32:
    """(F', 15, 4): the mesh colours of the pieces, interpolated between the whole's."""
    out = texels[made.parent]
    for kind in np.unique(made.kind):
        if TRIANGLES[kind] != (0, 1, 2):
            chosen = made.kind == kind
            out[chosen] = np.einsum("qt,ftc->fqc", _mix_of(TRIANGLES[kind]), out[chosen])
    return out


@cache
def _mix_of(triangle: Triangle) -> F32:
    """(15, 15) shares of the whole's texels in each of the piece's."""
    places = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0], [0, 0.5, 0.5], [0.5, 0, 0.5]])
    mix = np.zeros((TEXELS, TEXELS), np.float32)
    for row, weights in zip(mix, texel_barycentrics() @ places[list(triangle)], strict=True):
        for texel, share in _texel_mix(weights):
            row[texel] += share
    return mix


def _texel_mix(barycentric: NDArray[np.float64]) -> list[tuple[int, float]]:
    """Texels around a point and their shares: linear in the small triangle it lies in."""
    grid = np.rint(texel_barycentrics() * 4).astype(int)
    index = {tuple(g): i for i, g in enumerate(grid)}
    at = barycentric * 4
    low = np.minimum(np.floor(at + 1e-9), 4).astype(int)
    rest, missing = at - low, 4 - int(low.sum())
    if missing == 0:
        return [(index[tuple(low)], 1.0)]
    steps = np.eye(3, dtype=int) if missing == 1 else 1 - np.eye(3, dtype=int)
    shares = rest if missing == 1 else 1 - rest
    return [(index[tuple(low + s)], float(w)) for s, w in zip(steps, shares, strict=True) if w > 1e-9]


def _sheets(vertices: F32, faces: I32) -> U8:
    """(F,) 1 for faces of a connected piece that has an open edge, once vertices in one place are welded."""
    x, y, z = np.rint((vertices - vertices.min(0, initial=np.inf)) * 1e5).astype(np.int64).T
    _, place = np.unique((x << 42) + (y << 21) + z, return_inverse=True)
    welded, count = place[faces].astype(np.int64), int(place.max(initial=0)) + 1
    edges = np.sort(np.concatenate([welded[:, [0, 1]], welded[:, [1, 2]], welded[:, [2, 0]]]), 1)
    key = edges[:, 0] * count + edges[:, 1]
    inverse, uses = np.unique(key, return_inverse=True, return_counts=True)[1:]
    lone = uses[inverse] == 1
    if not lone.any():
        return np.zeros(len(faces), np.uint8)
    piece = _pieces(edges, count)
    return np.isin(piece[welded[:, 0]], piece[edges[lone, 0]]).astype(np.uint8)


def _pieces(edges: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """(count,) the smallest vertex that each is connected with: roots hook onto smaller ones, then paths are halved."""
    root = np.arange(count)
    while True:
        ends = root[edges]
        apart = ends[:, 0] != ends[:, 1]
        if not apart.any():
            return root
        np.minimum.at(root, ends[apart].max(1), ends[apart].min(1))
        while (root[root] != root).any():
            root = root[root]


def _spheres(capsules: F32) -> NDArray[np.float64]:
    """(S, 5) bone, x, y, z, radius: a few spheres a capsule, which cover together the area that it covers from the side."""
    rows = []
    for bone, ax, ay, az, bx, by, bz, radius in capsules.astype(np.float64):
        length = math.sqrt((bx - ax) ** 2 + (by - ay) ** 2 + (bz - az) ** 2)
        count = min(1 + math.ceil(length / max(SPHERE_SPACING * radius, THIN_M) - 0.25), MOST_SPHERES)
        wide = math.sqrt((2 * radius * length / math.pi + radius**2) / count)
        for i in range(count):
            t = (i + 0.5) / count
            rows.append((bone, ax + t * (bx - ax), ay + t * (by - ay), az + t * (bz - az), wide))
    return np.array(rows, np.float64).reshape(-1, 5)


@kernel
def _openness(vertices, normals, spheres):
    """1 - what the body's own spheres hide of each vertex's half sky; spheres that hold the vertex are its own flesh."""
    out = np.ones(len(vertices), np.float32)
    for i in range(len(vertices)):
        left = 1.0
        for k in range(len(spheres)):
            r = spheres[k, 4]
            dx, dy, dz = spheres[k, 1] - vertices[i, 0], spheres[k, 2] - vertices[i, 1], spheres[k, 3] - vertices[i, 2]
            along = dx * normals[i, 0] + dy * normals[i, 1] + dz * normals[i, 2]
            rr = dx * dx + dy * dy + dz * dz
            if along > 0.0 and rr > 1.2 * r * r:
                left *= 1.0 - min(0.9, along * r * r / (rr * math.sqrt(rr)))
        out[i] = 0.25 + 0.75 * left
    return out
