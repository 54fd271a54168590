"""Bright patches: small places that get far more light than the room, such as where the sun comes in.

Rays that gather bounced light seldom meet them, and would speckle the room; so they shine as lamps do, from points strewn over
them, each asked by a shadow ray (Keller 1997, "Instant radiosity", for those places alone).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import kernel
from synthclips.raster.bvh import STACK, occluded
from synthclips.raster.direct import LIFT_M
from synthclips.raster.plate import F32

BRIGHT = 12.0  # times what a lamp gives the room's surfaces on average: a patch
RAYS = 8  # to points of the patches, from each place that asks
BESIDE_M = 0.35  # what is nearer to a patch is lit by gathering after all: rays meet it often, and its points would be spots
NEAR_M = 0.12  # a point is no nearer to a probe than its cell is wide
GOLDEN = 0.6180339887498949
STEPS = 4096  # of chances for which the first point is looked up


@dataclass(frozen=True, eq=False)
class Patches:
    """Points of bright patches, and the direct light on them that they throw back."""

    points: F32  # (M, 6) position and normal
    flux: F32  # (M, L * C) per unit of lamp: lux m2 thrown back, over pi, the chance of being asked, and RAYS
    reach: NDArray[np.float64]  # (M,) sum of the chances up to each point, 0..1
    direct: F32  # (cells, L * C) what gathering rays must not find again, if they come from farther than BESIDE_M


def patches_of(
    points: F32, cell_of: NDArray[np.int32], light: F32, tint: F32, area_m2: float, lamps: int, cell_points: F32
) -> Patches:
    """The patches of points strewn over all surfaces, each for `area_m2`.

    light: (cells, L * C) direct irradiance; tint: (N, C) albedo at the points; cell_points: (cells,) points in each.
    """
    channels = light.shape[1] // lamps
    by_lamp = light.reshape(len(light), lamps, channels).sum(2)
    mean = (np.add.accumulate(by_lamp * cell_points[:, None], 0)[-1] / max(float(cell_points.sum()), 1.0))[None]
    bright = (by_lamp > BRIGHT * mean) & (by_lamp > 0)
    direct = np.where(np.repeat(bright, channels, 1), light, np.float32(0.0))
    chosen = np.flatnonzero(bright.any(1)[cell_of])
    flux = direct[cell_of[chosen]] * np.tile(tint[chosen], (1, lamps)) * np.float32(area_m2 / math.pi)
    weight = _weights(flux, lamps)
    total = np.add.accumulate(weight)
    whole = total[-1] if len(total) else 1.0
    flux /= np.maximum(RAYS * weight / whole, 1e-30).astype(np.float32)[:, None]
    return Patches(np.ascontiguousarray(points[chosen]), flux.astype(np.float32), total / whole, direct)


def _weights(flux: F32, lamps: int) -> NDArray[np.float64]:
    """(M,) how often a point is asked: by its share of each lamp's light, every lamp counting alike."""
    if not len(flux):
        return np.zeros(0)
    by_lamp = flux.astype(np.float64).reshape(len(flux), lamps, -1).sum(2)
    shares: NDArray[np.float64] = by_lamp / np.maximum(np.add.accumulate(by_lamp, 0)[-1], 1e-30)
    return np.add.accumulate(shares, 1)[:, -1] + 1e-12


def found(light: F32, patches: Patches, skies: F32) -> F32:
    """(2 * cells + K, L * C) light that rays find: in each cell from afar without the patches, then from beside it; K skies."""
    return np.concatenate([light - patches.direct, light, skies])


@kernel
def shine(bounds, links, triangles, points, wanted, start, places, flux, reach, rays, out):
    """Adds to out (N, L * C) what the patches throw onto the wanted points (N, 6); start: (N,) as in `link`."""
    if places.shape[0] == 0:
        return
    stack, from_ = np.empty(STACK, np.int32), np.empty(STEPS + 1, np.int64)
    for step in range(STEPS + 1):
        from_[step] = np.searchsorted(reach, step / STEPS)
    for i in range(points.shape[0]):
        if not wanted[i]:
            continue
        nx, ny, nz = np.float64(points[i, 3]), np.float64(points[i, 4]), np.float64(points[i, 5])
        x, y, z = points[i, 0] + LIFT_M * nx, points[i, 1] + LIFT_M * ny, points[i, 2] + LIFT_M * nz
        offset = start[i] * GOLDEN - math.floor(start[i] * GOLDEN)
        for r in range(rays):
            chance = (r + offset) / rays
            k = min(from_[int(chance * STEPS)], places.shape[0] - 1)
            while k < places.shape[0] - 1 and reach[k] < chance:
                k += 1
            px, py, pz = np.float64(places[k, 3]), np.float64(places[k, 4]), np.float64(places[k, 5])
            dx, dy, dz = places[k, 0] + LIFT_M * px - x, places[k, 1] + LIFT_M * py - y, places[k, 2] + LIFT_M * pz - z
            here = dx * nx + dy * ny + dz * nz
            there = -(dx * px + dy * py + dz * pz)
            if here <= 0.0 or there <= 0.0:
                continue
            rr = dx * dx + dy * dy + dz * dz
            if rr < BESIDE_M * BESIDE_M or occluded(bounds, links, triangles, x, y, z, dx, dy, dz, 0.999, stack) > 0:
                continue
            share = np.float32(here * there / (rr * rr))
            for j in range(out.shape[1]):
                out[i, j] += flux[k, j] * share
