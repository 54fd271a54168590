"""The Plate: the room as one viewpoint sees it, rendered once; frames are weighted sums of its lamp images."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
U16 = NDArray[np.uint16]


@dataclass(frozen=True, eq=False)
class Statics:
    """Everything that never moves, as one triangle soup in world space."""

    vertices_m: F32  # (V, 3)
    normals: F32  # (V, 3)
    surface_m: F32  # (V, 3) solid-texture coordinates
    faces: NDArray[np.int32]  # (F, 3)
    material: NDArray[np.int32]  # (F,) index into the list of materials
    owner: NDArray[np.int32]  # (F,) index into `owners`
    owners: tuple[str, ...]  # 0 is "room"; item ids; "outside" for what lies beyond windows (casts no shadow)


@dataclass(frozen=True, eq=False)
class Bvh:
    """Flat bounding volume hierarchy over `Statics`; node layout is raster/bvh.py's own."""

    bounds: F32  # (N, 6) min xyz, max xyz
    links: NDArray[np.int32]  # (N, 2)
    triangles: F32  # (F, 9) vertex 0, edge 1, edge 2, in leaf order
    order: NDArray[np.int32]  # (F,) face index of each leaf triangle


@dataclass(frozen=True, eq=False)
class Probes:
    """Light in the air, on a grid, for what moves through it."""

    origin_m: F32  # (3,) of probe (0, 0, 0)
    step_m: F32  # (3,)
    visibility: F32  # (L, X, Y, Z) share of the lamp seen, 0..1
    ambient: F32  # (L, X, Y, Z, 6, C) indirect irradiance on faces +x -x +y -y +z -z, lux at unit weight


@dataclass(frozen=True, eq=False)
class Mirror:
    """What the lens sees in one flat mirror. Behind the glass lies the room mirrored in its plane, as far off as it looks."""

    id: str  # of the thing it is part of
    corner: tuple[int, int]  # x0, y0 px of the rectangle around what shows of it
    reflection: F32  # (3, 4) world from mirrored world, and back
    tint: F32  # (4,) share of the light that it mirrors: r, g, b, infrared
    beyond_m: F32  # (2h, 2w) depth along the optical axis of what shows in it, at the sub-pixel centres; 0 beside the mirror


@dataclass(frozen=True, eq=False)
class Plate:
    """Radiance = code^2 * scale: 16 bits that span nine decades, decoded by multiplication alone.

    C is 3 (colour) or 1 (infrared). Shares H, W with the delivered picture. In images of light each row holds its channels one
    after another, so that kernels go along a row. Where a mirror shows, light, normal and albedo are those of what
    shows in it, its tint counted; depth and owner are the mirror's own.
    """

    lamps: tuple[str, ...]  # in scene order
    direct: U16  # (L, H, C, W) light straight from the lamp: what a mover's shadow takes away
    direct_scale: F32  # (L,)
    indirect: U16  # (L, H, C, W) bounced, emitted and mirrored light
    indirect_scale: F32  # (L,)
    depth_m: F32  # (2H, 2W) along the optical axis, at the 2x2 sub-pixel centres; inf where nothing is
    normal: NDArray[np.int8]  # (H, W, 3) world, times 127
    albedo: NDArray[np.uint8]  # (H, W, 4) r, g, b, infrared; linear albedo = (code / 255)^2
    owner: NDArray[np.uint16]  # (H, W) index into `owners`
    owners: tuple[str, ...]
    extents: F32  # (O, 7) of each owner: see raster/extents.py
    probes: Probes
    bvh: Bvh  # for rays that movers ask about the room
    mirrors: tuple[Mirror, ...] = ()  # those of which a pixel shows


def encode(radiance: F32) -> tuple[U16, np.float32]:
    """Codes (H, C, W) and scale of one lamp image (H, W, C); the largest value maps to 65535."""
    top = np.float32(radiance.max(initial=0.0))
    if top <= 0:
        return np.zeros((radiance.shape[0], radiance.shape[2], radiance.shape[1]), np.uint16), np.float32(0)
    scale = np.float32(top / np.float32(65535.0**2))
    codes = np.minimum(np.sqrt(radiance / scale) + 0.5, 65535).astype(np.uint16)
    return np.ascontiguousarray(codes.transpose(0, 2, 1)), scale


def decode(codes: U16, scale: float) -> F32:
    """The radiance (H, W, C) that `encode` stored, to within its rounding: codes squared times scale."""
    wide = codes.transpose(0, 2, 1).astype(np.float32)
    return wide * wide * np.float32(scale)
