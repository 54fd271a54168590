"""From triangles, lamps and a lens to a Plate: the order in which light is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from synthclips.raster import bvh as hierarchy
from synthclips.raster.direct import coarse_shares, rough_places
from synthclips.raster.grid import Grid, pick, smooth
from synthclips.raster.indirect import gather_grid, mirror_grid
from synthclips.raster.lamps import SUN, pack, power
from synthclips.raster.lens import Lens
from synthclips.raster.openings import gates
from synthclips.raster.plate import F32, Bvh, Plate, Statics, encode
from synthclips.raster.probes import probe_grid
from synthclips.raster.radiosity import Cells, settled_light
from synthclips.raster.resolve import add_glow, resolve, window_places
from synthclips.raster.trace import UNIT, Albedo, Seen, look
from synthclips.scene.records import Lamp, Material, Room

F64 = NDArray[np.float64]
GATHER_RAYS = 32
SHARE_STEP = 2  # shadows and mirrored light: every second pixel
BOUNCED_ROWS = 180  # bounced light: about this many rows, at least every second pixel


def plate_of(
    statics: Statics, materials: Sequence[Material], lamps: Sequence[Lamp], *, room: Room, lens: Lens, infrared: bool, albedo_of: Albedo, mean_albedo: F32
) -> Plate:
    """The room as the lens sees it. mean_albedo: (M, 4) of each material; albedo_of: see `trace.Albedo`."""
    channels = slice(3, 4) if infrared else slice(0, 3)
    packed, rays, strength = pack(lamps), gates(lamps, room), power(lamps, 1 if infrared else 3)
    emission = np.array([m.emission for m in materials], np.float32)
    names = [lamp.id for lamp in lamps]
    lamp_of = np.array([names.index(m.lamp) if m.emission > 0 and m.lamp in names else -1 for m in materials], np.int32)
    whole, solid = hierarchy.build(statics.vertices_m, statics.faces), _solid(statics, materials)
    tint = np.ascontiguousarray(mean_albedo[:, channels])
    cells = settled_light(solid, tint[statics.material[solid.order]], packed, strength, rays)
    probes = probe_grid(solid, cells, packed, rays, room.size_m)
    seen = look(statics, whole, lens, albedo_of)
    gloss = np.array([m.gloss for m in materials], np.float32)
    direct, indirect = _images(seen, lens, statics, whole, solid, cells, packed, strength, rays, tint, emission, lamp_of, gloss)
    coded = [encode(image) for image in direct]
    del direct
    bounced = [encode(image) for image in indirect]
    del indirect
    return Plate(
        lamps=tuple(names),
        direct=np.stack([c for c, _ in coded]),
        direct_scale=np.array([s for _, s in coded], np.float32),
        indirect=np.stack([c for c, _ in bounced]),
        indirect_scale=np.array([s for _, s in bounced], np.float32),
        depth_m=seen.depth_m,
        normal=np.round(seen.normal[::2, ::2] * (127.0 / UNIT)).astype(np.int8),
        albedo=np.minimum(np.sqrt(seen.mean_albedo) * 255 + 0.5, 255).astype(np.uint8),
        owner=seen.owner,
        owners=statics.owners,
        window_uv=_window(seen, lens, packed, rays),
        probes=probes,
        bvh=solid,
    )


def _solid(statics: Statics, materials: Sequence[Material]) -> Bvh:
    """The hierarchy over what stops light: all but what lies outside and what glows for a lamp (the lamp itself shines there)."""
    glows = np.array([m.emission > 0 and m.lamp != "" for m in materials])[statics.material]
    outside = statics.owner == (statics.owners.index("outside") if "outside" in statics.owners else -1)
    kept = np.flatnonzero(~glows & ~outside).astype(np.int32)
    tree = hierarchy.build(statics.vertices_m, statics.faces[kept])
    return replace(tree, order=kept[tree.order])


def _images(
    seen: Seen, lens: Lens, statics: Statics, whole: Bvh, solid: Bvh, cells: Cells, packed: F64, strength: F32, rays: F64, tint: F32,
    emission: F32, lamp_of: NDArray[np.int32], gloss: F32,
) -> tuple[F32, F32]:  # fmt: skip
    """Direct and indirect radiance (L, H, W, C) at unit weight."""
    fine = pick(seen, lens, SHARE_STEP)
    coarse = pick(seen, lens, max(2, round(lens.height_px / BOUNCED_ROWS)))
    tree = (solid.bounds, solid.links, solid.triangles)
    found = (cells.table, cells.origin_m, cells.per_m, cells.light)
    stack = np.empty(hierarchy.STACK, np.int32)
    shares = np.ones((*fine.normal.shape[:2], len(packed)), np.float32)
    coarse_shares(packed, rays, *tree, fine.position, fine.normal, stack, shares)
    rough = np.empty(shares.shape, np.bool_)
    rough_places(shares, fine.normal, rough)
    shares = _smoothed(shares, fine, rough, np.full(fine.normal.shape[:2], 1e6, np.float32), ())
    bounced = np.empty((*coarse.normal.shape[:2], strength.size), np.float32)
    reach_m = np.zeros(coarse.normal.shape[:2], np.float32)
    gather_grid(*tree, *found, cells.albedo, coarse.position, coarse.normal, GATHER_RAYS, reach_m, bounced)
    bounced = _smoothed(bounced, coarse, np.zeros((*reach_m.shape, 1), np.bool_), 0.6 * reach_m, (3, 5))
    shiny = replace(fine, normal=fine.normal.copy())
    mirrored = np.empty((*fine.normal.shape[:2], strength.size), np.float32)
    of_face = statics.material[whole.order]
    mirror_grid(
        whole.bounds, whole.links, whole.triangles, *found, tint[of_face], (tint * emission[:, None])[of_face], lamp_of[of_face],
        gloss, seen.eye, shiny.position, shiny.normal, shiny.material, mirrored,
    )  # fmt: skip
    mirrored = _smoothed(mirrored, shiny, np.zeros((*rough.shape[:2], 1), np.bool_), np.full(rough.shape[:2], 0.25, np.float32), (2,))
    direct = np.zeros((len(packed), lens.height_px, lens.width_px, strength.shape[1]), np.float32)
    indirect = np.zeros_like(direct)
    resolve(
        seen.depth_m, seen.normal, seen.material, seen.albedo, seen.mean_albedo, seen.eye, lens.camera_from_world.astype(np.float64), lens.numbers,
        packed, strength, rays, *tree, *found, cells.albedo,
        shares, rough, fine.position, fine.normal, fine.step,
        bounced, coarse.position, coarse.normal, coarse.step,
        mirrored, shiny.normal, gloss, direct, indirect,
    )  # fmt: skip
    add_glow(seen.material, seen.albedo, emission, lamp_of, indirect)
    return direct, indirect


def _smoothed(values: F32, grid: Grid, skip: NDArray[np.bool_], reach_m: F32, strides: Sequence[int]) -> F32:
    """A 4x4 box, in which each tile's samples are complete, then the same mirrored, so that nothing shifts; then 5x5 at strides."""
    anywhere = np.full(reach_m.shape, 1e6, np.float32)
    for low, high, stride in ((-2, 1, 1), (-1, 2, 1), *((-2, 2, stride) for stride in strides)):
        out = np.empty_like(values)
        smooth(values, grid.position, grid.normal, anywhere if stride == 1 else reach_m, skip, low, high, stride, out)
        values = out
    return values


def _window(seen: Seen, lens: Lens, packed: F64, rays: F64) -> F32:
    """Where the sun's ray crosses its window, for the first sun that has one."""
    out = np.full((lens.height_px, lens.width_px, 2), np.nan, np.float32)
    for lamp, gate in zip(packed, rays, strict=True):
        if lamp[0] == SUN and gate[0] > 0:
            m = lens.camera_from_world.astype(np.float64)
            window_places(seen.depth_m, seen.normal, seen.eye, m, lens.numbers, gate, lamp, out)
            break
    return out
