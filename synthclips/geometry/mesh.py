"""Triangle meshes with material slots, as makers of furniture and rooms return them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Mesh:
    """Front faces counter-clockwise seen from outside. Vertices are not shared across hard edges."""

    vertices_m: F32  # (V, 3)
    normals: F32  # (V, 3) unit, smooth or flat as the maker wants them shaded
    faces: I32  # (F, 3)
    surface_m: F32  # (V, 3) coordinates of the solid texture, metres; x runs along grain and planks
    slot: I32  # (F,) index into `slots`
    slots: tuple[str, ...]  # material slot names: "fabric", "legs", ...

    def __post_init__(self) -> None:
        assert self.vertices_m.shape == self.normals.shape == self.surface_m.shape
        assert self.faces.shape[1:] == (3,)
        assert self.slot.shape == self.faces.shape[:1]


def join(meshes: Iterable[Mesh]) -> Mesh:
    """One mesh of all, slots of equal name merged."""
    parts = list(meshes)
    slots = tuple(dict.fromkeys(s for m in parts for s in m.slots))
    starts = np.cumsum([0] + [len(m.vertices_m) for m in parts])
    faces = [m.faces + start for m, start in zip(parts, starts[:-1], strict=True)]
    slot = [np.array([slots.index(s) for s in m.slots], np.int32)[m.slot] for m in parts]
    return Mesh(
        np.concatenate([m.vertices_m for m in parts]).astype(np.float32),
        np.concatenate([m.normals for m in parts]).astype(np.float32),
        np.concatenate(faces).astype(np.int32),
        np.concatenate([m.surface_m for m in parts]).astype(np.float32),
        np.concatenate(slot).astype(np.int32),
        slots,
    )


def moved(mesh: Mesh, *, offset_m: tuple[float, float, float] = (0, 0, 0), yaw_rad: float = 0.0) -> Mesh:
    """The mesh turned about z, then shifted; the texture stays with the surface."""
    turn = rotation_z(yaw_rad)
    vertices = mesh.vertices_m @ turn.T + np.asarray(offset_m, np.float32)
    return Mesh(
        vertices.astype(np.float32), (mesh.normals @ turn.T).astype(np.float32), mesh.faces, mesh.surface_m, mesh.slot, mesh.slots
    )


def rotation_z(yaw_rad: float) -> F32:
    """(3, 3), snapped to 2^-20 so that CPUs agree."""
    c, s = np.cos(yaw_rad), np.sin(yaw_rad)
    return snapped(np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]))


def snapped(values: NDArray[np.floating]) -> F32:
    """Rounded to a grid of 2^-20 (a micrometre): hides the last bits that trigonometry leaves to the CPU."""
    fine: NDArray[np.float64] = np.multiply(values, 2.0**20, dtype=np.float64)
    np.rint(fine, fine)
    fine *= 2.0**-20
    return fine.astype(np.float32)


def cross(a: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """(N, 3) vector products, to the bit as numpy makes them, without its care for every other shape."""
    out = np.empty(a.shape, np.result_type(a, b))
    for k, (i, j) in enumerate(((1, 2), (2, 0), (0, 1))):
        np.multiply(a[:, i], b[:, j], out[:, k])
        out[:, k] -= a[:, j] * b[:, i]
    return out


def flat_normals(vertices_m: F32, faces: I32) -> F32:
    """(F, 3) unit normals of the faces."""
    a, b, c = (vertices_m[faces[:, k]] for k in range(3))
    n = cross(b - a, c - a)
    unit: F32 = (n / np.maximum(np.sqrt((n * n).sum(1, keepdims=True)), 1e-12)).astype(np.float32)
    return unit
