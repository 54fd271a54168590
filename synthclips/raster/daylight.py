"""What stands outside hides sun and sky from what lies beside it: shadows on lawns, dusk under eaves and between leaves.

No lamp lights what is outside: it shines as it would mirror the sky (`catalog/outside`). These are the shares of that light which
reach each sample, asked of the hierarchy: a ray to the sun, and short ones to the sky.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import snapped
from synthclips.kernel import inner, kernel
from synthclips.raster.bvh import STACK, normal_towards, occluded
from synthclips.raster.coverage import aimed
from synthclips.raster.lens import Lens
from synthclips.raster.plate import F32, Bvh, Statics
from synthclips.raster.rays import ray_table, ray_through
from synthclips.raster.sampling import tile_rank
from synthclips.scene.records import Lamp, Material, Room
from synthclips.scene.streams import Stream, stable_key

F64 = NDArray[np.float64]
VEIL = 0.1  # glare of panes and of a lens in a room, as a share of the sky: no shadow outside is darker through them
SHINING, CLOUDED = 0.5, 0.12  # share of the light outside that comes from the sun's place
SUN_REACH_M, SKY_REACH_M = 60.0, 2.5  # what is farther off hides nothing
SKY_SHARE = 0.75  # of the light from all around that goes if all of it is hidden
WAYS, SOFT = 64, 0.02  # rays to the sky in turn; the sun's half width
STEP, STEP_SHARE = 0.004, 1e-4  # m, and share of the way from the eye, that rays start off the surface
TILE, NEAR, FLAT = 4, 1.06, 0.97  # pixels evened out over: all ranks; of what is as far off, and faces as they do
LEAST = 3  # neighbours whose mean is trusted
BRIGHTER = 1.05  # than the sky: what shines by itself


def sun_way(room_key: int) -> F64:
    """(3,) towards the sun that lights what is outside a home; its length is that of light on faces in `_in_sun`."""
    stream = Stream(stable_key(room_key, "outside", "sun"))
    return np.array([stream.choice((-0.55, 0.55)), stream.choice((-0.45, 0.45)), 0.7])


@dataclass(frozen=True, eq=False)
class Daylight:
    """Light outside a home."""

    sun: F64  # (3,) towards it
    share: float  # of the light that comes from there
    veil: float  # of glare before it all
    lit: NDArray[np.bool_]  # (F,) faces that have their light from sun and sky


def daylight(statics: Statics, materials: Sequence[Material], lamps: Sequence[Lamp], room: Room) -> Daylight | None:
    """Of a home whose view is lit; None where it is black, or no view."""
    sky = max((m.emission for m in materials if m.family == "sky"), default=0.0)
    if sky <= 0.0 or "outside" not in statics.owners:
        return None
    plain = np.array([m.family != "sky" and 0.0 < m.emission < BRIGHTER * sky for m in materials])
    lit = plain[statics.material] & (statics.owner == statics.owners.index("outside"))
    glazed = any(o.kind == "window" and o.params.get("glass", True) for o in room.openings)
    share = SHINING if any(lamp.kind == "sun" for lamp in lamps) else CLOUDED
    return Daylight(sun_way(room.key), share, VEIL if glazed else 0.0, lit)


def shares(
    day: Daylight, bvh: Bvh, lens: Lens, aim: NDArray[np.uint8], mirror: NDArray[np.uint8], depth: F32, found: NDArray[np.int32]
) -> F32:
    """(2H, 2W) of its light that each sample gets; 1 for what is not lit by the day."""
    out, even = np.ones(depth.shape, np.float32), np.zeros((depth.shape[0] // 2, depth.shape[1] // 2), np.uint8)
    view = (lens.position_m.astype(np.float64), lens.camera_from_world.astype(np.float64), ray_table(lens))
    of_triangle = np.append(day.lit[bvh.order], False)
    tree = (bvh.bounds, bvh.links, bvh.triangles)
    _ask(*tree, of_triangle, *view, aim, mirror, depth, found, day.sun, day.share, _ways(), even, out)
    evened = out[::2, ::2].copy()
    _even(bvh.triangles, of_triangle, depth, found, even, evened, out)
    return out


def faded(day: Daylight, values: F32, light: F32) -> None:
    """Dims (..., 4) colours of samples by their shares (...), in place, under the veil."""
    dimmed = light < 1.0
    chosen = values[dimmed]
    values[dimmed] = np.where(
        chosen > day.veil, day.veil + (chosen - np.float32(day.veil)) * light[dimmed][:, None], chosen
    ).astype(np.float32)


def _ways() -> F64:
    """(WAYS, 3) all around, one after another far apart."""
    k = np.arange(WAYS)
    up = 1.0 - 2.0 * ((k * 0.7548776662466927) % 1.0)
    turn = 2.0 * math.pi * ((k * 0.5698402909980532) % 1.0)
    flat = np.sqrt(1.0 - up * up)
    return snapped(np.stack([flat * np.cos(turn), flat * np.sin(turn), up], 1)).astype(np.float64)


@kernel
def _ask(bounds, links, triangles, of_triangle, eye, m, table, aim, mirror, depth, found, sun, share, ways, even, out):
    """A pixel of one triangle asks once for all its samples, and is marked as such in even (H, W); others ask for each."""
    stack = np.empty(STACK, np.int32)
    for y in range(even.shape[0]):
        for x in range(even.shape[1]):
            k = found[2 * y, 2 * x]
            one = k == found[2 * y, 2 * x + 1] and k == found[2 * y + 1, 2 * x] and k == found[2 * y + 1, 2 * x + 1]
            even[y, x] = one and of_triangle[k]
            rank = tile_rank(x & 3, y & 3)
            for i in range(1 if one else 4):
                sy, sx = 2 * y + i // 2, 2 * x + i % 2
                k = found[sy, sx]
                if k < 0 or not of_triangle[k] or mirror[sy, sx] > 0:
                    continue
                px, py = aimed(aim[sy, sx], sy, sx)
                dx, dy, dz = ray_through(px, py, m, table)
                t, turn = depth[sy, sx], rank + 21 * i
                light = _light(bounds, links, triangles, k, eye, t, dx, dy, dz, sun, share, ways, turn, stack)
                for j in range(4 if one else 1):
                    out[2 * y + (i + j) // 2, 2 * x + (i + j) % 2] = light


@inner
def _light(bounds, links, triangles, k, eye, t, dx, dy, dz, sun, share, ways, rank, stack):
    """Share of its light that reaches the place at t on the ray, on triangle k."""
    nx, ny, nz, _ = normal_towards(triangles, k, dx, dy, dz)
    off = STEP + STEP_SHARE * t
    x, y, z = eye[0] + t * dx + off * nx, eye[1] + t * dy + off * ny, eye[2] + t * dz + off * nz
    a, b = ways[rank % WAYS], ways[(rank + 32) % WAYS]
    blocked = 0.0
    if nx * sun[0] + ny * sun[1] + nz * sun[2] > 0.0:
        sx, sy, sz = sun[0] + SOFT * a[0], sun[1] + SOFT * a[1], sun[2] + SOFT * a[2]
        if occluded(bounds, links, triangles, x, y, z, sx, sy, sz, SUN_REACH_M, stack) > 0.0:
            blocked = 1.0
    hidden = 0.0
    for way in (a, b):
        far = occluded(
            bounds, links, triangles, x, y, z, nx + 0.98 * way[0], ny + 0.98 * way[1], nz + 0.98 * way[2], SKY_REACH_M, stack
        )
        if far > 0.0:
            hidden += 0.5 * (1.0 - far / SKY_REACH_M)
    return 1.0 - share * blocked - (1.0 - share) * SKY_SHARE * hidden


@kernel
def _even(triangles, of_triangle, depth, found, even, light, out):
    """Means over the marked pixels beside each sample that lie on the same face of things; light: (H, W) before.

    A sample that has no such neighbours keeps its own.
    """
    h, w = even.shape
    for y in range(h):
        for x in range(w):
            for i in range(1 if even[y, x] else 4):
                sy, sx = 2 * y + i // 2, 2 * x + i % 2
                k = found[sy, sx]
                if k < 0 or not of_triangle[k]:
                    continue
                value, count = _mean_beside(triangles, depth, found, even, light, y, x, depth[sy, sx], k)
                if count < LEAST:
                    continue
                for j in range(4 if even[y, x] else 1):
                    out[2 * y + (i + j) // 2, 2 * x + (i + j) % 2] = value


@inner
def _mean_beside(triangles, depth, found, even, light, y, x, t, k):
    """Mean light of the marked pixels about (y, x) that are as far off as t and face as triangle k does; how many they are."""
    nx, ny, nz, _ = normal_towards(triangles, k, 0.0, 0.0, 0.0)
    total, count = 0.0, 0
    for v in range(max(y - TILE // 2, 0), min(y + TILE // 2, even.shape[0])):
        for u in range(max(x - TILE // 2, 0), min(x + TILE // 2, even.shape[1])):
            far = depth[2 * v, 2 * u]
            if not even[v, u] or far > NEAR * t or t > NEAR * far:
                continue
            other = found[2 * v, 2 * u]
            if other != k:
                ox, oy, oz, _ = normal_towards(triangles, other, 0.0, 0.0, 0.0)
                off = (triangles[other, 0] - triangles[k, 0]) * nx
                off += (triangles[other, 1] - triangles[k, 1]) * ny + (triangles[other, 2] - triangles[k, 2]) * nz
                if ox * nx + oy * ny + oz * nz < FLAT or abs(off) > 0.01 * t:
                    continue
            total += light[v, u]
            count += 1
    return total / max(count, 1), count
