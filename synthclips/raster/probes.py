"""Light in the air: how much of each lamp a place sees, and what is bounced to it from six sides, for what moves through it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster.bright import NEAR_M
from synthclips.raster.bright import RAYS as RAYS_OF_FLUX
from synthclips.raster.bvh import STACK, closest, normal_towards, occluded
from synthclips.raster.direct import LIFT_M, REACH
from synthclips.raster.lamps import INFRARED, sample_point
from synthclips.raster.openings import crossing
from synthclips.raster.plate import F32, Bvh, Probes
from synthclips.raster.radiosity import Cells, cell_at
from synthclips.raster.sampling import sphere_direction, square

STEP_M = 0.33
SHADOW_RAYS = 16
RAYS = 96
PATCH_RAYS = 32  # to points of bright patches
BURIED = 0.25  # share of back faces seen from which a probe is inside a thing
MARGIN_M = 0.06  # probes keep off the walls


def probe_grid(
    bvh: Bvh, cells: Cells, lamps: NDArray[np.float64], gates: NDArray[np.float64], size_m: tuple[float, float, float]
) -> Probes:
    """Probes over the room's box 0..size_m."""
    size = np.asarray(size_m, np.float64) - 2 * MARGIN_M
    shape = tuple(int(max(2, np.ceil(s / STEP_M) + 1)) for s in size)
    step = size / (np.array(shape) - 1)
    channels = cells.albedo.shape[1]
    seen = np.zeros((len(lamps), *shape), np.float32)
    ambient = np.zeros((len(lamps), *shape, 6, channels), np.float32)
    valid = np.zeros(shape, np.bool_)
    start = np.full(3, MARGIN_M)
    patches, tree = cells.patches, (bvh.bounds, bvh.links, bvh.triangles)
    _light_air(
        lamps, gates, *tree, cells.table, cells.origin_m, cells.per_m, cells.light - patches.direct, cells.albedo, start, step,
        seen, ambient, valid,
    )  # fmt: skip
    if len(patches.points):
        _shine_air(*tree, patches.points, patches.flux, patches.reach, start, step, ambient)
    _fill_buried(seen, ambient, valid)
    return Probes(start.astype(np.float32), step.astype(np.float32), seen, ambient)


@kernel
def _light_air(lamps, gates, bounds, links, triangles, table, origin, per_m, light, albedo, start, step, seen, ambient, valid):
    stack, channels = np.empty(STACK, np.int32), albedo.shape[1]
    radiance = np.empty(light.shape[1], np.float32)
    _, nx, ny, nz = seen.shape
    for i in range(nx):
        for j in range(ny):
            for k in range(nz):
                x, y, z = start[0] + i * step[0], start[1] + j * step[1], start[2] + k * step[2]
                for lamp in range(lamps.shape[0]):
                    seen[lamp, i, j, k] = _seen_share(lamps[lamp], gates[lamp], bounds, links, triangles, x, y, z, stack)
                backs = 0
                for r in range(RAYS):
                    u, v = square(r)
                    dx, dy, dz = sphere_direction(u, v)
                    t, f, _u, _v = closest(bounds, links, triangles, x, y, z, dx, dy, dz, 1e6, stack)
                    if f < 0:
                        continue
                    hx, hy, hz, back = normal_towards(triangles, f, dx, dy, dz)
                    backs += back
                    cell = cell_at(table, origin, per_m, x + t * dx, y + t * dy, z + t * dz, hx, hy, hz)
                    if cell < 0:
                        continue
                    for c in range(0, light.shape[1], channels):
                        for d in range(channels):
                            radiance[c + d] = light[cell, c + d] * albedo[f, d] * np.float32(4.0 / RAYS)
                    for side in range(6):
                        toward = (dx if side < 2 else (dy if side < 4 else dz)) * (1.0 if side % 2 == 0 else -1.0)
                        if toward > 0.0:
                            for lamp in range(lamps.shape[0]):
                                for c in range(channels):
                                    ambient[lamp, i, j, k, side, c] += radiance[lamp * channels + c] * np.float32(toward)
                valid[i, j, k] = backs < BURIED * RAYS


@kernel
def _shine_air(bounds, links, triangles, places, flux, reach, start, step, ambient):
    """Adds what bright patches throw (`bright.Patches`): rays that gather would meet them by chance, at some probes only."""
    stack, channels = np.empty(STACK, np.int32), ambient.shape[5]
    share = np.float32(RAYS_OF_FLUX / PATCH_RAYS)
    _, nx, ny, nz, _, _ = ambient.shape
    for i in range(nx):
        for j in range(ny):
            for k in range(nz):
                x, y, z = start[0] + i * step[0], start[1] + j * step[1], start[2] + k * step[2]
                for r in range(PATCH_RAYS):
                    m = min(np.searchsorted(reach, (r + 0.5) / PATCH_RAYS), places.shape[0] - 1)
                    px, py, pz = np.float64(places[m, 3]), np.float64(places[m, 4]), np.float64(places[m, 5])
                    dx, dy, dz = places[m, 0] + LIFT_M * px - x, places[m, 1] + LIFT_M * py - y, places[m, 2] + LIFT_M * pz - z
                    there, rr = -(dx * px + dy * py + dz * pz), dx * dx + dy * dy + dz * dz
                    if there <= 0.0 or occluded(bounds, links, triangles, x, y, z, dx, dy, dz, REACH, stack) > 0:
                        continue
                    scale = there / (rr * max(rr, NEAR_M * NEAR_M))
                    for side in range(6):
                        here = (dx if side < 2 else (dy if side < 4 else dz)) * (1.0 if side % 2 == 0 else -1.0)
                        if here > 0.0:
                            for c in range(flux.shape[1]):
                                ambient[c // channels, i, j, k, side, c % channels] += (
                                    flux[m, c] * share * np.float32(here * scale)
                                )


@inner
def _seen_share(lamp, gate, bounds, links, triangles, x, y, z, stack):
    if lamp[0] == INFRARED:
        return 1.0
    free = 0
    for s in range(SHADOW_RAYS):
        u, v = square(s)
        sx, sy, sz = sample_point(lamp, u, v, x, y, z)
        dx, dy, dz = sx - x, sy - y, sz - z
        if gate[0] > 0.0:
            u, v = crossing(gate, x, y, z, dx, dy, dz)
            if u < 0.0 or u > 1.0 or v < 0.0 or v > 1.0:
                continue
        free += occluded(bounds, links, triangles, x, y, z, dx, dy, dz, REACH, stack) < 0.0
    return free / SHADOW_RAYS


def _fill_buried(seen: F32, ambient: F32, valid: NDArray[np.bool_]) -> None:
    """Probes inside things take the values of the nearest that are not, ring by ring outwards: +x, -x, +y, -y, +z, -z first."""
    while valid.any() and not valid.all():
        reached = valid.copy()
        for axis in range(3):
            for shift in (1, -1):
                fresh = _shifted(valid, axis, shift) & ~reached
                seen[:, fresh] = _shifted(seen, axis + 1, shift)[:, fresh]
                ambient[:, fresh] = _shifted(ambient, axis + 1, shift)[:, fresh]
                reached |= fresh
        valid = reached


def _shifted(values: NDArray[Any], axis: int, shift: int) -> NDArray[Any]:
    """Each entry's neighbour along an axis; zero beyond the edge."""
    out = np.zeros_like(values)
    into, of = (slice(shift, None), slice(None, -shift)) if shift > 0 else (slice(None, shift), slice(-shift, None))
    before = (slice(None),) * axis
    out[(*before, into)] = values[(*before, of)]
    return out
