"""Where edges of sun and street light fall on what stands still: it is cut finer there, as light is found at vertices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32, I32
from synthclips.geometry.subdivide import long_edges
from synthclips.kernel import kernel
from synthclips.raster import lamps
from synthclips.raster.bvh import STACK
from synthclips.raster.openings import GATED, gates
from synthclips.raster.plate import Bvh, Plate
from synthclips.raster.shade import LIFT_M, sharp_share
from synthclips.scene.records import Scene

F64 = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Sharp:
    """The plate's lamps whose light has sharp edges, and what stops it. None of them: only beams have, which move."""

    rows: F64  # (L, ROW)
    gates: F64  # (L, GATE)
    bvh: Bvh


def sharp_light(scene: Scene, plate: Plate, *, beams: bool) -> Sharp | None:
    """None if no light of this clip has sharp edges."""
    found = [lamp for lamp in scene.lamps if lamp.kind in GATED]
    return Sharp(lamps.pack(found), gates(found, scene.room), plate.bvh) if found or beams else None


def reached(sharp: Sharp, position_m: F32, normal: F32) -> Bools:
    """(V, L): does the light of each lamp reach each place?"""
    out = np.zeros((len(position_m), len(sharp.rows)), np.bool_)
    tree = sharp.bvh
    _reach(position_m, normal, sharp.rows, sharp.gates, tree.bounds, tree.links, tree.triangles, np.empty(STACK, np.int32), out)
    return out


def torn_edges(vertices_m: F32, faces: I32, lit: Bools, longest_m: float) -> Bools:
    """(F, 3): is the edge from corner k to the next longer, and of a face whose corners are lit (V, L) differently?

    An edge is marked in both its faces or in neither.
    """
    corner = lit[faces]
    torn = (corner != np.roll(corner, 1, axis=1)).any(axis=(1, 2))
    pairs = np.sort(np.stack([faces, np.roll(faces, -1, axis=1)], 2), axis=2).astype(np.int64)
    key = pairs[..., 0] * len(vertices_m) + pairs[..., 1]
    return np.isin(key, key[long_edges(vertices_m, faces, longest_m) & torn[:, None]])


@kernel
def _reach(position, normal, rows, gates, bounds, links, triangles, stack, out):
    for v in range(position.shape[0]):
        px, py, pz = float(position[v, 0]), float(position[v, 1]), float(position[v, 2])
        nx, ny, nz = float(normal[v, 0]), float(normal[v, 1]), float(normal[v, 2])
        x, y, z = px + LIFT_M * nx, py + LIFT_M * ny, pz + LIFT_M * nz
        for k in range(rows.shape[0]):
            if lamps.irradiance(rows[k], px, py, pz, nx, ny, nz) > 0.0:
                out[v, k] = sharp_share(rows[k], gates[k], bounds, links, triangles, x, y, z, stack) > 0.0
