"""Truth of one frame, read off its G-buffer: boxes, masks, how much of each mover is seen, keypoints, 3D boxes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.body import Body
from synthclips.geometry.mesh import F32
from synthclips.raster import masks, skin
from synthclips.raster.gbuffer import GBuffer, Layer
from synthclips.raster.lens import Lens, project
from synthclips.raster.movers import inverse
from synthclips.raster.plate import Plate
from synthclips.scene.records import Scene
from synthclips.scene.timeline import Timeline

OUTSIDE, HIDDEN, VISIBLE = 0, 1, 2  # states of a keypoint
SLACK_M = 0.03  # a keypoint counts as seen this far behind the skin over it
DIRECTIONS = np.array(
    [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1), (1, 1, -1), (1, -1, 1), (1, -1, -1), (1, 1, 0), (1, -1, 0)], np.float32
)


@dataclass(frozen=True)
class Box3D:
    """Upright box turned with the root bone's heading."""

    centre_m: tuple[float, float, float]
    size_m: tuple[float, float, float]  # along the heading, across it, up
    yaw_rad: float


@dataclass(frozen=True)
class Observation:
    """One mover in one frame. Boxes are x0, y0, x1, y1, half-open, pixels."""

    id: str
    box: tuple[int, int, int, int] | None  # extent of the mask; None where nothing of it shows
    amodal_box: tuple[float, float, float, float]  # extent when alone in the world; beyond the frame where it leaves that
    visible_px: int
    amodal_px: int  # inside the frame
    visible_fraction: float  # visible_px / amodal_px
    truncation: float  # share of the amodal box outside the frame
    mask_rle: str  # COCO compressed counts, column-major, inside `box`; "" without one
    distance_m: float  # mean depth along the optical axis of what it covers when alone
    keypoints: tuple[tuple[str, float, float, int], ...]  # name, x px, y px, 0 outside / 1 hidden / 2 visible
    box_3d: Box3D


def observe(
    gbuffer: GBuffer, scene: Scene, bodies: Mapping[str, Body], timeline: Timeline, lens: Lens, plate: Plate
) -> tuple[Observation, ...]:
    """Every mover that is at least partly inside the frame, in track order."""
    poses = {track.id: track.world_from_bone[gbuffer.index] for track in timeline.tracks}
    return tuple(_observe(layer, gbuffer, bodies[layer.id], poses[layer.id], lens, plate) for layer in gbuffer.layers)


def _observe(layer: Layer, gbuffer: GBuffer, body: Body, pose: F32, lens: Lens, plate: Plate) -> Observation:
    left, top = layer.rect[:2]
    seen, whole = np.zeros(5, np.int64), np.zeros(5, np.int64)
    masks.measure(layer.visible, layer.depth_m, seen)
    distance = masks.measure(layer.amodal, layer.depth_m, whole)
    x0, y0, x1, y1, visible_px = seen.tolist()
    amodal_px = int(whole[4])
    amodal_box = _amodal_box(layer, whole.tolist(), lens)
    marks = _marks(body)
    bones = np.empty_like(marks.bone_from_rest)
    skin.pose_bones(pose, marks.bone_from_rest, bones)
    return Observation(
        id=layer.id,
        box=(left + x0, top + y0, left + x1, top + y1) if visible_px else None,
        amodal_box=amodal_box,
        visible_px=visible_px,
        amodal_px=amodal_px,
        visible_fraction=round(visible_px / amodal_px, 6) if amodal_px else 0.0,
        truncation=_truncation(amodal_box, lens),
        mask_rle=masks.encode_mask(layer.visible, (x0, y0, x1, y1)) if visible_px else "",
        distance_m=round(float(distance), 4) if amodal_px else _root_distance_m(pose, lens),
        keypoints=_keypoints(marks, bones, gbuffer, lens, plate),
        box_3d=_box_3d(marks, bones),
    )


def _amodal_box(layer: Layer, whole: list[int], lens: Lens) -> tuple[float, float, float, float]:
    """Bounds of the amodal mask; a side beyond the frame is the projected surface's, and so are all if no pixel is covered."""
    x0, y0, x1, y1 = layer.extent_px
    left, top = layer.rect[:2]
    if whole[4]:
        x0 = float(left + whole[0]) if x0 >= 0 else x0
        y0 = float(top + whole[1]) if y0 >= 0 else y0
        x1 = float(left + whole[2]) if x1 <= lens.width_px else x1
        y1 = float(top + whole[3]) if y1 <= lens.height_px else y1
    return x0, y0, x1, y1


def _truncation(box: tuple[float, float, float, float], lens: Lens) -> float:
    x0, y0, x1, y1 = box
    area = (x1 - x0) * (y1 - y0)
    inside = max(0.0, min(x1, lens.width_px) - max(x0, 0.0)) * max(0.0, min(y1, lens.height_px) - max(y0, 0.0))
    return round(1.0 - inside / area, 6) if area > 0 else 0.0


def _root_distance_m(pose: F32, lens: Lens) -> float:
    x, y, z = pose[0, :, 3].tolist()
    a, b, c, d = lens.camera_from_world[2].tolist()
    return round(float(a * x + b * y + c * z + d), 4)


@dataclass(frozen=True, eq=False)
class _Marks:
    """What of a body is followed: its keypoints, and enough of its outermost vertices to bound it in any pose."""

    bone_from_rest: NDArray[np.float64]  # (B, 3, 4)
    names: tuple[str, ...]
    bone: NDArray[np.int64]  # (K,)
    offset_m: NDArray[np.float64]  # (K, 3)
    flesh_m: NDArray[np.float64]  # (K,) distance to the nearest skin, rest pose
    hull: tuple[F32, F32, NDArray[np.int32], F32]  # vertices, normals, bone, weight of the outermost


_known: WeakKeyDictionary[Body, _Marks] = WeakKeyDictionary()  # as long as the body is there


def _marks(body: Body) -> _Marks:
    if body not in _known:
        _known[body] = _marked(body)
    return _known[body]


def _marked(body: Body) -> _Marks:
    offset = np.array([k.offset_m for k in body.keypoints], np.float64).reshape(-1, 3)
    flesh = [math.sqrt(float(((body.vertices_m - o) ** 2).sum(1).min())) for o in offset]
    chosen = _outermost(body)
    hull = tuple(np.ascontiguousarray(a[chosen]) for a in (body.vertices_m, body.normals, body.bone, body.weight))
    return _Marks(
        inverse(body.rest_from_bone),
        tuple(k.name for k in body.keypoints),
        np.array([k.bone for k in body.keypoints], np.int64),
        offset,
        np.array(flesh),
        hull,  # type: ignore[arg-type]
    )


def _outermost(body: Body) -> NDArray[np.int64]:
    """Vertices farthest out along a few directions, bone by bone."""
    main = body.bone[np.arange(len(body.bone)), body.weight.argmax(1)]
    reach = np.einsum("vk,dk->vd", body.vertices_m, DIRECTIONS)
    found: list[int] = []
    for bone in np.unique(main):
        own = np.flatnonzero(main == bone)
        found += own[reach[own].argmax(0)].tolist() + own[reach[own].argmin(0)].tolist()
    return np.unique(found)


def _keypoints(
    marks: _Marks, bones: NDArray[np.float64], gbuffer: GBuffer, lens: Lens, plate: Plate
) -> tuple[tuple[str, float, float, int], ...]:
    if not marks.names:
        return ()
    world = np.einsum("kij,kj->ki", bones[marks.bone, :, :3], marks.offset_m) + bones[marks.bone, :, 3]
    out = []
    for name, (x, y, depth), flesh in zip(marks.names, project(world, lens).tolist(), marks.flesh_m.tolist(), strict=True):
        if math.isnan(depth):
            out.append((name, 0.0, 0.0, OUTSIDE))
            continue
        state = OUTSIDE
        if 0 <= x < lens.width_px and 0 <= y < lens.height_px:
            state = VISIBLE if _drawn_depth_m(x, y, gbuffer, plate) > depth - SLACK_M - 1.3 * flesh else HIDDEN
        out.append((name, round(x, 2), round(y, 2), state))
    return tuple(out)


def _drawn_depth_m(x: float, y: float, gbuffer: GBuffer, plate: Plate) -> float:
    """Depth of the nearest thing at a pixel position."""
    depth = float(plate.depth_m[int(2 * y), int(2 * x)])
    for layer in gbuffer.layers:
        x0, y0, x1, y1 = layer.rect
        if x0 <= x < x1 and y0 <= y < y1:
            depth = min(depth, float(layer.depth_m[int(y) - y0, int(x) - x0]))
    return depth


def _box_3d(marks: _Marks, bones: NDArray[np.float64]) -> Box3D:
    vertices, normals, bone, weight = marks.hull
    position, normal = np.empty_like(vertices), np.empty_like(normals)
    skin.skin(vertices, normals, bone, weight, bones, position, normal)
    hx, hy = float(bones[0, 0, 0]), float(bones[0, 1, 0])  # where the body's x axis, its front, points
    length = math.sqrt(hx * hx + hy * hy)
    hx, hy = (hx / length, hy / length) if length > 1e-6 else (1.0, 0.0)
    x, y, z = position.astype(np.float64).T
    along, across = x * hx + y * hy, y * hx - x * hy
    low, high = [float(v.min()) for v in (along, across, z)], [float(v.max()) for v in (along, across, z)]
    a, b, c = ((p + q) / 2 for p, q in zip(low, high, strict=True))
    sx, sy, sz = (round(q - p, 4) for p, q in zip(low, high, strict=True))
    centre = (round(a * hx - b * hy, 4), round(a * hy + b * hx, 4), round(c, 4))
    return Box3D(centre, (sx, sy, sz), round(math.atan2(hy, hx), 5))
