"""Cloth that was dropped: on a floor, or into a basket."""

from __future__ import annotations

import numpy as np

from synthclips.geometry.mesh import Mesh
from synthclips.geometry.shapes import circle, grid
from synthclips.scene.streams import Stream

SECTORS, RINGS = 32, 12


def crumpled(radius: float, high: float, slot: str, piece: int, stream: Stream) -> Mesh:
    """A mound of cloth: ridges run every way and its edge wanders."""
    ring, rho = circle(SECTORS), np.linspace(1, 0, RINGS)[:, None]
    angle = np.arange(SECTORS + 1) / SECTORS * 2 * np.pi
    edge = 1 + sum(stream.uniform(0.03, 0.1) * np.sin(n * angle + stream.uniform(0, 6)) for n in (2, 3, 5))
    x, y = radius * rho * ring[:, 0] * edge, radius * rho * ring[:, 1] * edge
    ridges = np.zeros_like(x)
    for _ in range(5):
        turn, long = stream.uniform(0, np.pi), stream.uniform(0.08, 0.2)
        ridges += 1 - 2 * np.abs(np.sin(np.pi * ((np.cos(turn) * x + np.sin(turn) * y) / long + stream.unit())))
    z = high * np.sqrt(np.maximum(1 - rho**2, 0)) * (0.75 + 0.16 * ridges) + 0.003
    made = grid(np.stack([x, y, np.maximum(z, 0.003)], 2), slot, piece=piece)
    straight = np.column_stack([made.vertices_m[:, :2], made.surface_m[:, 2]])  # its threads run on, whatever lies over them
    return Mesh(made.vertices_m, made.normals, made.faces, straight, made.slot, made.slots)
