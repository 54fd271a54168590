"""Rigid movers: a mesh with its materials becomes a Body of one bone, its pattern kept in mesh colours."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.materials.evaluate import evaluate
from synthclips.geometry.body import Body, texel_points
from synthclips.geometry.mesh import F32, Mesh
from synthclips.geometry.subdivide import between, cut, long_edges, normals_between
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Material

EDGE_M = 0.12  # longest edge after subdivision
STEEL = Material("metal", (0.50, 0.49, 0.47), (0.4, 0.4, 0.4), 0.5, contrast=0.4, gloss=0.5)


Apart = Callable[[F32], Sequence[NDArray[np.bool_]]]  # a kind's trait "apart": groups of its vertices that hide light apart


def mover_body(mesh: Mesh, materials: Mapping[str, Material], label: str, apart: Apart | None = None) -> Body:
    """A Body whose parts are the mesh's slots; a slot "handle" without a material is steel.

    apart: where much of the thing's box is empty, the groups of vertices that fill the rest.
    Raises SceneError for any other slot without a material.
    """
    fine = subdivided(mesh)
    of_slot = {"handle": STEEL, **materials}
    texels = np.zeros((len(fine.faces), 15, 4), np.float32)
    where = texel_points(fine.surface_m, fine.faces)
    for k, slot in enumerate(fine.slots):
        if slot not in of_slot:
            raise SceneError(f"a {label or 'thing'} has no material for its {slot!r}")
        chosen = np.flatnonzero(fine.slot == k)
        if len(chosen):
            flat = evaluate(of_slot[slot], where[chosen].reshape(-1, 3))
            texels[chosen] = flat.reshape(len(chosen), 15, 4)
    count = len(fine.vertices_m)
    weight = np.zeros((count, 4), np.float32)
    weight[:, 0] = 1.0
    return Body(
        label,
        fine.vertices_m,
        fine.normals,
        fine.faces,
        np.zeros((count, 4), np.int32),
        weight,
        np.eye(3, 4, dtype=np.float32)[None],
        (-1,),
        ("root",),
        texels,
        fine.slot,
        fine.slots,
        (),
        _capsules_apart(fine, apart),
    )


def subdivided(mesh: Mesh, edge_m: float = EDGE_M) -> Mesh:
    """The same surface with no edge longer than `edge_m`: long edges are halved, the same way in both their faces."""
    vertices, normals, surface, faces, slot = mesh.vertices_m, mesh.normals, mesh.surface_m, mesh.faces, mesh.slot
    while (long := long_edges(vertices, faces, edge_m)).any():
        made = cut(faces, long, len(vertices))
        vertices, surface = between(vertices, made.ends), between(surface, made.ends)
        normals = normals_between(normals, made.ends)
        faces, slot = made.faces, slot[made.parent]
    return Mesh(vertices, normals, faces, surface, slot, mesh.slots)


def _capsules_apart(mesh: Mesh, apart: Apart | None) -> F32:
    groups = [] if apart is None else [g for g in apart(mesh.vertices_m) if g.any()]
    return np.concatenate([_no_larger(mesh, g) for g in groups]) if groups else capsules(mesh.vertices_m)


def _no_larger(mesh: Mesh, group: NDArray[np.bool_]) -> F32:
    """The group's capsules, thinner where these would hide more than its faces together do along its box's thinnest side."""
    fit, corners = capsules(mesh.vertices_m[group]), mesh.vertices_m[mesh.faces].astype(np.float64)
    thinnest = int(np.ptp(mesh.vertices_m[group], axis=0).argmin())
    area = np.abs(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, thinnest]) / 2
    shows = math.fsum((area * group[mesh.faces].mean(1)).tolist()) / 2  # of every two faces one is a back
    radius, along = fit[:, 7].astype(np.float64), fit[:, 4:7].astype(np.float64) - fit[:, 1:4]
    hides = math.fsum((2 * radius * np.sqrt((along * along).sum(1)) + math.pi * radius * radius).tolist())
    fit[:, 7] *= min(1.0, math.sqrt(shows / hides))
    return fit


def capsules(vertices_m: F32) -> F32:
    """(C, 8) bone 0 and up to four capsules that fill the bounding box along its longest side, side by side along the next.

    Those of a sheet are thicker than it is; so they keep off its rim, or they would darken what it fits into.
    """
    low, high = vertices_m.min(0).astype(np.float64), vertices_m.max(0).astype(np.float64)
    size = high - low
    order = np.argsort(-size, kind="stable")
    thick, wide, long = size[order[2]], size[order[1]], size[order[0]]
    radius = max(0.5 * thick, 0.02, 0.1 * wide)
    rim = radius if radius > 0.5 * thick else 0.0
    count = int(min(4, max(1, np.ceil((wide - 2 * rim) / (2.2 * radius)))))
    out = []
    for i in range(count):
        start, end = (low + high) / 2, (low + high) / 2
        start[order[1]] = end[order[1]] = low[order[1]] + rim + (wide - 2 * rim) * (i + 0.5) / count
        reach = max(0.0, long / 2 - radius - rim)
        start[order[0]] -= reach
        end[order[0]] += reach
        out.append([0.0, *start, *end, radius])
    return np.array(out, np.float32)
