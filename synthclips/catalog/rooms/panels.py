"""Flat pieces of rooms: panels, walls with holes, mouldings along walls."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import Vec, shifted, surface
from synthclips.geometry.sweeps import extrude

Rect = tuple[float, float, float, float]  # u0, z0, u1, z1


def panel(corners_m: Sequence[Vec], where: Sequence[Vec], slot: str, *, piece: int = 0) -> Mesh:
    """A rectangle from four corners, counter-clockwise seen from its front, with a texture coordinate (x, y) at each."""
    flat = np.column_stack([np.asarray(where, np.float64), np.full(4, piece + 0.5)])
    return surface(np.asarray(corners_m, np.float64), np.array([[0, 1, 2], [0, 2, 3]], np.int32), flat, slot)


def upright(u0: float, u1: float, z0: float, z1: float, y: float, slot: str, *, faces_room: bool = True) -> Mesh:
    """A panel across y in wall space, facing the room (+y) or away from it; its texture is (u, z)."""
    ends = (u1, u0) if faces_room else (u0, u1)
    corners = [(ends[0], y, z0), (ends[1], y, z0), (ends[1], y, z1), (ends[0], y, z1)]
    return panel(corners, [(c[0], c[2]) for c in corners], slot)


def holed(length_m: float, height_m: float, holes: Sequence[Rect], slot: str) -> Mesh:
    """A wall in wall space with rectangular holes."""
    us = sorted({0.0, length_m, *(v for h in holes for v in (h[0], h[2]))})
    zs = sorted({0.0, height_m, *(v for h in holes for v in (h[1], h[3]))})
    parts = []
    for u0, u1 in itertools.pairwise(us):
        for z0, z1 in itertools.pairwise(zs):
            middle = ((u0 + u1) / 2, (z0 + z1) / 2)
            if not any(h[0] < middle[0] < h[2] and h[1] < middle[1] < h[3] for h in holes):
                parts.append(upright(u0, u1, z0, z1, 0.0, slot))
    return join(parts)


def reveal(hole: Rect, depth_m: float, slot: str, *, floor: str, lap_m: float = 0.0) -> Mesh:
    """The sides of a hole, and its lower side in the slot `floor` if that is not empty, from the wall's plane outwards.

    lap_m: how far they go on into the room behind, and a floor lies over the floors on both sides: no light comes by the seams.
    """
    u0, z0, u1, z1 = hole
    d, f, z = -depth_m - lap_m, lap_m, z0 + lap_m
    sides = [
        panel([(u0, 0, z0), (u0, d, z0), (u0, d, z1), (u0, 0, z1)][::-1], [(0, z0), (d, z0), (d, z1), (0, z1)][::-1], slot),
        panel([(u1, 0, z0), (u1, d, z0), (u1, d, z1), (u1, 0, z1)], [(0, z0), (d, z0), (d, z1), (0, z1)], slot),
        panel([(u0, 0, z1), (u0, d, z1), (u1, d, z1), (u1, 0, z1)], [(u0, 0), (u0, d), (u1, d), (u1, 0)], slot),
    ]
    if floor:
        sides.append(
            panel([(u0, f, z), (u1, f, z), (u1, d, z), (u0, d, z)][::-1], [(u0, f), (u1, f), (u1, d), (u0, d)][::-1], floor)
        )
    return join(sides)


def moulding(
    profile: Sequence[Vec], u0: float, u1: float, slot: str, *, z_m: float = 0.0, mitres: tuple[float, float] = (0.0, 0.0)
) -> Mesh:
    """A bar along a wall; its profile is (out of the wall, up), counter-clockwise seen from +x.

    mitres: how much farther it goes, at its start and end, for every metre out of the wall: 1 round a corner that juts in, -1 in
    one that does not.
    """
    bar, middle = extrude(profile, u1 - u0, slot), (u0 + u1) / 2
    at = bar.vertices_m.copy()
    at[:, 0] += np.where(at[:, 0] < 0, -mitres[0], mitres[1]).astype(np.float32) * at[:, 1]
    return shifted(replace(bar, vertices_m=at), x=middle, z=z_m)
