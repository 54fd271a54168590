"""From triangles, lamps and a lens to a Plate: the order in which light is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from synthclips.raster import bvh as hierarchy
from synthclips.raster.bright import RAYS, found, shine
from synthclips.raster.daylight import daylight
from synthclips.raster.direct import ask_shares, rays_of, rough_places
from synthclips.raster.extents import extents
from synthclips.raster.grid import Grid, find_few, find_steep, pick, smooth
from synthclips.raster.lamps import AREA, BULB, SUN, pack, power
from synthclips.raster.lens import Lens
from synthclips.raster.looking_glass import EYE, TINT, glass_of, mirrors_of
from synthclips.raster.mirror import mirror_grid
from synthclips.raster.openings import gates
from synthclips.raster.plate import F32, Bvh, Plate, Statics, encode
from synthclips.raster.probes import probe_grid
from synthclips.raster.radiosity import Cells, collect, link, settled_light
from synthclips.raster.rays import ray_table
from synthclips.raster.resolve import doubts, pool, resolve
from synthclips.raster.sampling import tile_rank
from synthclips.raster.trace import UNIT, Albedo, Seen, look
from synthclips.scene.records import Lamp, Material, Room

F64 = NDArray[np.float64]
Pass = tuple[int, float, float]  # of `smooth`: stride, last, single
EVENLY: tuple[Pass, ...] = ((1, 0.5, 0.5), (1, 0.5, 0.0))  # so that every sample of a 4x4 tile weighs alike
GATHER_RAYS = 20
FEW, TURNS = 8.0, 5  # neighbours on one surface without which a point is given so many times the rays
SHARE_STEP = 2  # shadows and mirrored light: every second pixel
RANKS = np.array([[tile_rank.py_func(x, y) for x in range(4)] for y in range(4)], np.int64)
WHITE = 6.0  # times the middle brightness: where a camera that exposes for the room clips
EDGE = 3  # grid points about an edge of sunlight at which the grid is not trusted: what leaks could be the sun
NEAR_EDGE = 2  # likewise of a bulb's,
FAINT = 0.1  # and from so small a range of evened shares: half hidden by its shade, each of its samples differs from the next
STEEP = 2.5  # factor between bounced light at neighbours of the grid from which it is asked pixel by pixel,
GAP_M = 0.035  # where something else is that near: in gaps
THIN = 4  # every so many pixels are looked at to find that
BOUNCED_ROWS = 240


def plate_of(
    statics: Statics,
    materials: Sequence[Material],
    lamps: Sequence[Lamp],
    *,
    room: Room,
    lens: Lens,
    infrared: bool,
    albedo_of: Albedo,
    mean_albedo: F32,
    patterned: NDArray[np.bool_] | None = None,
) -> Plate:
    """The room as the lens sees it. mean_albedo: (M, 4) of each material; albedo_of: see `trace.Albedo`.

    patterned: (M,) whether it asks for the spread of samples on a material; if not given, of all.
    """
    channels = slice(3, 4) if infrared else slice(0, 3)
    packed, rays, strength = pack(lamps), gates(lamps, room), power(lamps, 1 if infrared else 3)
    emission = np.array([m.emission for m in materials], np.float32)
    names = [lamp.id for lamp in lamps]
    lamp_of = np.array([names.index(m.lamp) if m.emission > 0 and m.lamp in names else -1 for m in materials], np.int32)
    whole, solid = hierarchy.build(statics.vertices_m, statics.faces), _solid(statics, materials)
    tint = np.ascontiguousarray(mean_albedo[:, channels])
    skies = np.array([k for k, lamp in enumerate(lamps) if lamp.kind == "sky"], np.int64)
    cells = settled_light(solid, tint[statics.material[solid.order]], packed, strength, rays, skies)
    probes = probe_grid(solid, cells, packed, rays, room.size_m)
    glass = glass_of(statics, materials, lens.position_m.astype(np.float64))
    seen = look(statics, whole, lens, albedo_of, glass, daylight(statics, materials, lamps, room), patterned)
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
        depth_m=seen.straight_m,
        normal=np.round(seen.normal[::2, ::2] * (127.0 / UNIT)).astype(np.int8),
        albedo=np.minimum(np.sqrt(seen.mean_albedo) * 255 + 0.5, 255).astype(np.uint8),
        owner=seen.owner,
        owners=statics.owners,
        extents=extents(statics, lens, seen.owner),
        probes=probes,
        bvh=solid,
        mirrors=mirrors_of(glass, seen.mirror, seen.depth_m, statics.owners),
    )


def _solid(statics: Statics, materials: Sequence[Material]) -> Bvh:
    """The hierarchy over what stops light: all but panes, what lies outside and what glows for a lamp (which shines)."""
    glows = np.array([m.family == "pane" or (m.emission > 0 and m.lamp != "") for m in materials])[statics.material]
    outside = statics.owner == (statics.owners.index("outside") if "outside" in statics.owners else -1)
    kept = np.flatnonzero(~glows & ~outside).astype(np.int32)
    tree = hierarchy.build(statics.vertices_m, statics.faces[kept])
    return replace(tree, order=kept[tree.order])


def _images(
    seen: Seen, lens: Lens, statics: Statics, whole: Bvh, solid: Bvh, cells: Cells, packed: F64, strength: F32, rays: F64,
    tint: F32, emission: F32, lamp_of: NDArray[np.int32], gloss: F32,
) -> tuple[F32, F32]:  # fmt: skip
    """Direct and indirect radiance (L, H, W, C) at unit weight."""
    size = (lens.height_px, lens.width_px)
    view = _view(seen, lens)
    tree = (solid.bounds, solid.links, solid.triangles)
    fine, coarse = pick(seen, lens, SHARE_STEP), pick(seen, lens, max(3, round(lens.height_px / BOUNCED_ROWS)))

    mirrors = len(seen.glass.rows) > 1
    points, there, start = _asking(fine)
    shares = np.ones((len(points), len(packed)), np.float32)
    wanted = np.repeat(there[:, None], len(packed), 1)
    ask_shares(packed, rays, *tree, points, wanted, rays_of(packed, 4, 4, mirrors=mirrors), start, shares)
    shares = shares.reshape(*fine.material.shape, -1)
    lit = there.reshape(fine.material.shape)
    partly = rough_places(shares, lit).reshape(wanted.shape) & wanted & (packed[:, 0] == AREA)
    more = np.ones(wanted.shape, np.float32)
    ask_shares(packed, rays, *tree, points, partly, rays_of(packed, 4, 4, mirrors=mirrors), start + 16, more)
    shares = np.where(partly.reshape(shares.shape), 0.5 * (shares + more.reshape(shares.shape)), shares)
    evened = _steps(shares, fine, 1e6, EVENLY)
    bulbs, suns = packed[:, 0] == BULB, packed[:, 0] == SUN
    rough = rough_places(evened[-1], lit) | (rough_places(shares, lit, EDGE) & suns)
    rough |= rough_places(evened[-1], lit, NEAR_EDGE, FAINT) & bulbs
    shares = _without(rough, shares, evened, fine)

    points, there, rank = _asking(coarse)
    start = rank + _tile_starts(coarse)
    bounced, reach_m = _gathered(solid, cells, points, there, start)
    shape = coarse.material.shape
    reach_m = 0.6 * reach_m.reshape(shape)
    wide, few = np.maximum(reach_m, _spacing(coarse, seen, lens)), np.zeros(shape, np.bool_)
    find_few(coarse.position, coarse.normal, FEW, few)
    _gather_on(solid, cells, points, few.reshape(-1), start, bounced)
    bounced = bounced.reshape(*shape, -1)
    bounced, steep = _smoothed(bounced, coarse, wide, ()), np.zeros(shape, np.bool_)
    find_steep(bounced, coarse.position, coarse.normal, STEEP, steep)
    steep &= reach_m < GAP_M
    kept = (~(steep | few)[..., None]).astype(np.float32)
    broad = _steps(bounced, coarse, wide, [(stride, 1.0, 0.0) for stride in (2, 4)], kept)[-1]
    bounced = np.where(few[..., None], bounced, broad)  # what is found on narrow faces holds for them alone
    steep = ndimage.binary_dilation(steep, np.ones((3, 3)))

    mirrored, shiny = _mirrored(seen, fine, statics, whole, cells, tint, emission, lamp_of, gloss, strength.size)

    direct = np.zeros((len(packed), *size, strength.shape[1]), np.float32)
    indirect, slot = np.zeros_like(direct), np.empty(size, np.int32)
    flat_shares, flat_bounced, flat_mirrored = (v.reshape(-1, v.shape[2]) for v in (shares, bounced, mirrored))
    grids = (fine.position, fine.normal, fine.step, coarse.position, coarse.normal, coarse.step, steep)

    def settle(white: float, *asked: NDArray[Any]) -> int:
        return resolve(  # type: ignore[no-any-return]
            seen.depth_m, seen.normal, seen.material, seen.albedo, seen.weight, seen.mean_albedo, *view, packed, strength,
            flat_shares, rough, *grids[:3], flat_bounced, *grids[3:], flat_mirrored, shiny, gloss, emission, lamp_of, slot,
            *asked, white, direct, indirect,
        )  # fmt: skip

    lamp_count, nothing = len(packed), np.empty((0, strength.size), np.float32)
    none = np.zeros((0, lamp_count), np.bool_)
    count = settle(0.0, none, none[:, 0], np.ones((0, lamp_count), np.float32), nothing)
    if count > 0:
        points, start, entries = np.zeros((count, 6), np.float32), np.zeros(count, np.int64), np.zeros(size, np.uint8)
        shadowed, lonely = np.zeros((count, lamp_count), np.bool_), np.zeros(count, np.bool_)
        doubts(seen.depth_m, seen.normal, seen.weight, *view, rough, *grids, slot, entries, points, shadowed, lonely, start)
        asked = np.ones(shadowed.shape, np.float32)
        ask_shares(packed, rays, *tree, points, shadowed, rays_of(packed, 16, 16, mirrors=mirrors), start, asked)
        gathered = _gathered_alone(solid, cells, points, lonely, start)
        wanted = np.concatenate([shadowed, np.repeat(lonely[:, None], strength.size, 1)], 1)
        values = np.concatenate([asked, gathered], 1)
        pooled = values.copy()
        pool(slot, entries, points, wanted, values, pooled)
        settle(_white(direct, indirect, slot), shadowed, lonely, *np.split(pooled, [lamp_count], 1))
    return direct, indirect


def _white(direct: F32, indirect: F32, slot: NDArray[np.int32]) -> float:
    """About where a camera clips, of what is settled: sum of the channels and lamps; infinite if nothing is lit."""
    thin = slice(None, None, THIN)
    total = sum(image[thin, thin, c] for images in (direct, indirect) for image in images for c in range(image.shape[2]))
    known = total[(slot[thin, thin] < 0) & (total > 0)]
    return WHITE * float(np.median(known)) if known.size else float("inf")


def _asking(grid: Grid) -> tuple[F32, NDArray[np.bool_], NDArray[np.int64]]:
    """The grid's points (N, 6), which of them exist, and each one's rank in its 4x4 tile."""
    points = np.concatenate([grid.position, grid.normal], 2).reshape(-1, 6)
    h, w = grid.material.shape
    return points, (grid.normal != 0).any(2).reshape(-1), RANKS[np.arange(h)[:, None] % 4, np.arange(w)[None] % 4].reshape(-1)


def _spacing(grid: Grid, seen: Seen, lens: Lens) -> F32:
    """(h, w) m: two steps of the grid at each point's distance, the least that noise asks for."""
    eyes = seen.glass.rows[:, EYE:TINT].astype(np.float32)[grid.mirror]
    x, y, z = (grid.position[..., k] - eyes[..., k] for k in range(3))
    away: F32 = np.sqrt(x * x + y * y + z * z)
    return away * np.float32(2.0 * grid.step / lens.numbers[0])


def _tile_starts(grid: Grid) -> NDArray[np.int64]:
    """A place in the sequence for each tile, a multiple of 16: tiles' errors then cancel instead of repeating."""
    h, w = grid.material.shape
    tile = (np.arange(h, dtype=np.int64)[:, None] // 4) * 4099 + np.arange(w, dtype=np.int64)[None] // 4
    return ((tile * 40503) % 65521 * 16).reshape(-1)


def _gathered(solid: Bvh, cells: Cells, points: F32, wanted: NDArray[np.bool_], start: NDArray[np.int64]) -> tuple[F32, F32]:
    """Bounced irradiance (N, L * C) at the wanted points, and how far it holds (N,) m."""
    seen = np.empty((len(points), GATHER_RAYS), np.int32)
    tints, reach_m = np.empty_like(seen), np.zeros(len(points), np.float32)
    tree = (solid.bounds, solid.links, solid.triangles)
    table = (cells.table, cells.origin_m, cells.per_m, len(cells.light), cells.beyond.windows)
    link(*tree, *table, points, wanted, start, seen, tints, reach_m)
    out = np.empty((len(points), cells.light.shape[1]), np.float32)
    patches = cells.patches
    collect(found(cells.light, patches, cells.beyond.light), cells.albedo, seen, tints, out)
    shine(*tree, points, wanted, start, patches.points, patches.flux, patches.reach, RAYS, out)
    return out, reach_m


def _gather_on(solid: Bvh, cells: Cells, points: F32, wanted: NDArray[np.bool_], start: NDArray[np.int64], bounced: F32) -> None:
    """Evens out what was gathered (N, L * C) at the wanted points with more rays, as their neighbours cannot do it."""
    chosen = np.flatnonzero(wanted)
    for turn in range(1, TURNS):
        more, _ = _gathered(solid, cells, points[chosen], wanted[chosen], start[chosen] + 16 * turn)
        bounced[chosen] += (more - bounced[chosen]) / np.float32(turn + 1)


def _gathered_alone(solid: Bvh, cells: Cells, points: F32, lonely: NDArray[np.bool_], start: NDArray[np.int64]) -> F32:
    """Bounced irradiance (N, L * C) at the lonely points; zero at the others."""
    out, chosen = np.zeros((len(points), cells.light.shape[1]), np.float32), np.flatnonzero(lonely)
    out[chosen], _ = _gathered(solid, cells, points[chosen], lonely[chosen], start[chosen])
    return out


def _mirrored(
    seen: Seen,
    fine: Grid,
    statics: Statics,
    whole: Bvh,
    cells: Cells,
    tint: F32,
    emission: F32,
    lamp_of: NDArray[np.int32],
    gloss: F32,
    count: int,
) -> tuple[F32, F32]:
    """Mirrored radiance (h, w, L * C) on the fine grid, and the grid's normals, zero where nothing shines."""
    normal, of_face = fine.normal.copy(), statics.material[whole.order]
    mirrored, eyes = np.empty((*fine.material.shape, count), np.float32), np.ascontiguousarray(seen.glass.rows[:, EYE:TINT])
    mirror_grid(
        whole.bounds, whole.links, whole.triangles, cells.table, cells.origin_m, cells.per_m, cells.light, tint[of_face],
        (tint * emission[:, None])[of_face], lamp_of[of_face], gloss, eyes, fine.mirror, fine.position, normal,
        fine.material, mirrored,
    )  # fmt: skip
    shiny = replace(fine, normal=normal)
    return _smoothed(mirrored, shiny, 0.3, (2, 3), 1.0), normal


def _smoothed(values: F32, grid: Grid, reach_m: F32 | float, strides: Sequence[int], single: float = 0.0) -> F32:
    """Twice so that every sample of a 4x4 tile weighs alike, then wider where the surface allows (single: see `smooth`)."""
    passes = [EVENLY[0], (1, 0.5, single), *((stride, 1.0, single) for stride in strides)]
    return _steps(values, grid, reach_m, passes)[-1]


def _steps(values: F32, grid: Grid, reach_m: F32 | float, passes: Sequence[Pass], kept: F32 | None = None) -> list[F32]:
    """`smooth`, again and again: what comes of each pass."""
    within = np.broadcast_to(np.asarray(reach_m, np.float32), grid.material.shape).copy()
    everywhere, steps = np.ones(within.shape, np.bool_), list[F32]()
    kept = np.ones((*within.shape, 1), np.float32) if kept is None else kept
    for stride, last, single in passes:
        steps.append(np.empty_like(values))
        smooth(values, kept, grid.position, grid.normal, within, stride, last, single, everywhere, steps[-1])
        values = steps[-1]
    return steps


def _without(left_out: NDArray[np.bool_], values: F32, steps: Sequence[F32], grid: Grid) -> F32:
    """What the steps EVENLY had come to without some values (h, w, K): worked out anew only as far as those reach."""
    kept, within = (~left_out).astype(np.float32), np.full(grid.material.shape, 1e6, np.float32)
    wanted = left_out.any(2)
    for (stride, last, single), out in zip(EVENLY, steps, strict=True):
        wanted = ndimage.binary_dilation(wanted, np.ones((5, 5)))
        smooth(values, kept, grid.position, grid.normal, within, stride, last, single, wanted, out)
        values = out
    return values


def _view(seen: Seen, lens: Lens) -> tuple[F64, F64, F64, NDArray[np.uint8], NDArray[np.uint8], F64]:
    """What `grid.surface_at` asks of lens and mirrors."""
    return seen.eye, lens.camera_from_world.astype(np.float64), ray_table(lens), seen.aim, seen.mirror, seen.glass.rows
