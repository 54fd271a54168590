"""Truth of one frame, read off its G-buffer: boxes, masks, how much of each mover is seen, keypoints, 3D boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np

from synthclips.geometry.body import Body
from synthclips.geometry.mesh import F32
from synthclips.raster import masks
from synthclips.raster.gbuffer import COVERED, GBuffer, Layer, SpeckLayer
from synthclips.raster.lens import Lens
from synthclips.raster.plate import Plate
from synthclips.scene.records import Scene
from synthclips.scene.timeline import Specks, Timeline, Track
from synthclips.stages.marks import Box3D, Followed, follow

Keypoints = tuple[tuple[str, float, float, int], ...]


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
    keypoints: Keypoints  # name, x px, y px, 0 outside / 1 hidden / 2 visible
    box_3d: Box3D
    altered_px: int = 0  # of specks: pixels that they make brighter or darker, whether or not a mask has them


def observe(
    gbuffer: GBuffer, scene: Scene, bodies: Mapping[str, Body], timeline: Timeline, lens: Lens, plate: Plate
) -> tuple[Observation, ...]:
    """Every mover that is at least partly inside the frame, in track order; then specks."""
    tracks = {track.id: track for track in timeline.tracks}
    followed = [follow(bodies[layer.id], tracks[layer.id], lens) for layer in gbuffer.layers]
    keypoints = _keypoints(followed, gbuffer, plate)
    movers = tuple(
        _observe(layer, tracks[layer.id], gbuffer.index, marks, points)
        for layer, marks, points in zip(gbuffer.layers, followed, keypoints, strict=True)
    )
    specks = {s.id: s for s in timeline.specks}
    return movers + tuple(_observed(layer, specks[layer.id], gbuffer.index, lens) for layer in gbuffer.specks)


def _observed(layer: SpeckLayer, specks: Specks, index: int, lens: Lens) -> Observation:
    """Specks have no keypoints; those that are no animal have no mask either."""
    box_3d = _box_around(specks, index)
    if not specks.boxed:
        return Observation(layer.id, None, layer.extent_px, 0, 0, 0.0, 0.0, "", 0.0, (), box_3d, layer.altered_px)
    return replace(_told(layer, lens, (), box_3d), altered_px=layer.altered_px)


def _box_around(specks: Specks, index: int) -> Box3D:
    there = specks.opacity[index] > 0
    ends, radius = specks.ends_m[index, there].astype(np.float64), specks.radius_m[index, there][:, None]
    low, high = (ends.min(1) - radius).min(0), (ends.max(1) + radius).max(0)
    centre, size = np.round((low + high) / 2, 4).tolist(), np.round(high - low, 4).tolist()
    return Box3D(tuple(centre), tuple(size), 0.0)


_latest: WeakKeyDictionary[Track, tuple[Layer, Observation]] = WeakKeyDictionary()  # of each track, while it lives


def _observe(layer: Layer, track: Track, index: int, followed: Followed, keypoints: Keypoints) -> Observation:
    before, seen = _latest.get(track, (None, None))
    if before is None or seen is None or before.visible is not layer.visible:
        seen = _measured(layer, track, index, followed, keypoints)
    elif seen.keypoints != keypoints:  # it rests, as it keeps the arrays it was drawn into; another passes before it
        seen = replace(seen, keypoints=keypoints)
    _latest[track] = layer, seen
    return seen


def _measured(layer: Layer, track: Track, index: int, followed: Followed, keypoints: Keypoints) -> Observation:
    told = _told(layer, followed.lens, keypoints, followed.boxes[followed.pose[index]])
    return told if told.amodal_px else replace(told, distance_m=_root_distance_m(track.world_from_bone[index], followed.lens))


def _told(layer: Layer | SpeckLayer, lens: Lens, keypoints: Keypoints, box_3d: Box3D) -> Observation:
    left, top = layer.rect[:2]
    seen = masks.measured(layer.visible, layer.amodal, layer.depth_m)
    x0, y0, x1, y1 = seen.box
    amodal_box = _amodal_box(layer, seen, lens)
    return Observation(
        id=layer.id,
        box=(left + x0, top + y0, left + x1, top + y1) if seen.px else None,
        amodal_box=amodal_box,
        visible_px=seen.px,
        amodal_px=seen.amodal_px,
        visible_fraction=round(seen.px / seen.amodal_px, 6) if seen.amodal_px else 0.0,
        truncation=_truncation(amodal_box, lens),
        mask_rle=masks.encode_mask(layer.visible, seen.box, seen) if seen.px else "",
        distance_m=round(seen.depth_m, 4),
        keypoints=keypoints,
        box_3d=box_3d,
    )


def _amodal_box(layer: Layer | SpeckLayer, seen: masks.Measured, lens: Lens) -> tuple[float, float, float, float]:
    """Bounds of the amodal mask; a side beyond the frame is the projected surface's, and so are all if no pixel is covered."""
    x0, y0, x1, y1 = layer.extent_px
    left, top = layer.rect[:2]
    if seen.amodal_px:
        x0 = float(left + seen.amodal_box[0]) if x0 >= 0 else x0
        y0 = float(top + seen.amodal_box[1]) if y0 >= 0 else y0
        x1 = float(left + seen.amodal_box[2]) if x1 <= lens.width_px else x1
        y1 = float(top + seen.amodal_box[3]) if y1 <= lens.height_px else y1
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


def _keypoints(followed: Sequence[Followed], gbuffer: GBuffer, plate: Plate) -> list[Keypoints]:
    """Of every mover: all movers' keypoints are tested at once."""
    if not followed:
        return []
    pose = [(f, f.pose[gbuffer.index]) for f in followed]
    at, skin_m = np.concatenate([f.at_px[p] for f, p in pose]), np.concatenate([f.skin_m[p] for f, p in pose])
    states = np.concatenate([f.alone[p] for f, p in pose])
    masks.hide(at, skin_m, plate.depth_m, 0, 0, 2, states)
    for layer in gbuffer.layers:
        masks.hide(at, skin_m, layer.depth_m, *layer.rect[:2], 1, states)
    for over in gbuffer.specks:
        hidden_from_m = np.where(over.covered >= COVERED, over.depth_m, np.float32(np.inf))
        masks.hide(at, skin_m, hidden_from_m, *over.rect[:2], 1, states)
    left = iter(states.tolist())
    return [tuple(zip(f.names, *f.places[p], left, strict=False)) for f, p in pose]
