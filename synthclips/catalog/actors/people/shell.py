"""Shells: head, hands, shoes and each garment are closed surfaces of their own, polygonised as finely as each needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from synthclips.geometry.implicit import Blob, Surface, polygonise
from synthclips.geometry.simplify import simplified


@dataclass(frozen=True, eq=False)
class Shell:
    """One closed surface and what it is made of."""

    name: str  # "head", "hair", "top", "bottom", "left_hand", "left_shoe", ...
    material: str  # how it is painted: "skin", "hair", "top", "bottom", "shoes", ...
    surface: Surface
    cloth: float = 0.0  # how strongly it folds, 0 none
    blobs: tuple[Blob, ...] = ()  # what it was made of; () if it covers nothing


def shell(
    name: str, material: str, blobs: Sequence[Blob], cell_m: float, *, cloth: float = 0.0, slack: float = 0.55,
    hems_m: Sequence[float] = (),
) -> Shell:  # fmt: skip
    """The blobs' surface at about `cell_m`; edges shorter than `slack` cells are drawn together.

    hems_m: heights of edges cut level; cells are half as tall there, so that the edge does not come out ragged.
    """
    surface = polygonise(blobs, cell_m, finer=[(2, z - cell_m, z + cell_m, 2.0) for z in hems_m])
    return Shell(name, material, simplified(surface, slack * cell_m), cloth, tuple(blobs))


def mirrored(of: Shell, name: str, left_right: dict[int, int]) -> Shell:
    """The shell on the other side; `left_right` maps bones."""
    s, flip = of.surface, np.array((1, -1, 1), np.float32)
    table = np.arange(64)
    for left, right in left_right.items():
        table[left] = right
    turned = replace(
        s, vertices_m=s.vertices_m * flip, normals=s.normals * flip, faces=np.ascontiguousarray(s.faces[:, ::-1]),
        bone=table[s.bone].astype(np.int32),
    )  # fmt: skip
    return Shell(name, of.material, turned, of.cloth)
